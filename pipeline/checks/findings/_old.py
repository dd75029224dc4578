"""What can be wrong with a claim, one check each: numbers, dates, names, quotations, strong words, negation, coverage."""

import re
from collections.abc import Iterator, Sequence

from pipeline.checks.passage import Passage
from pipeline.dates import Boundary, Kind, TimeExpression, find_dates
from pipeline.domain.article import published_day
from pipeline.domain.support import Reason
from pipeline.text.fold import fold, squeeze
from pipeline.text.names import NameIndex, names
from pipeline.text.numbers import quantities
from pipeline.text.words import content_stems, is_content, stem, words

_QUOTATION = re.compile(r"[“\"„«]([^“”\"„«»]{2,}?)[”\"»]|(?<!\w)‘([^‘]{6,}?)’(?!\w)")
_PUNCTUATION = " .,;:!?…'\"-"
_STRONG = frozenset(
    """first only since record largest biggest highest lowest longest smallest oldest youngest fastest deadliest worst best
    greatest strongest never unprecedented historic sole last final unique entire every always none nobody""".split()
)
_STRONG_FORMS = {"biggest": "largest", "greatest": "largest", "records": "record", "sole": "only", "1st": "first"}
_NEGATORS = frozenset(
    """not no never none nobody nothing neither nor without cannot cant dont doesnt didnt isnt arent wasnt werent wont
    wouldnt couldnt shouldnt hasnt havent hadnt denied denies deny denying refused refuses failed fails lacks lacked unable
    unlikely""".split()
)
_REACH = 4  # words after a negator that it is taken to negate
_BOUNDED = (Boundary.SINCE, Boundary.UNTIL, Boundary.BEFORE, Boundary.AFTER)


def wrong_numbers(claim: str, evidence: Sequence[Passage], dated: Sequence[TimeExpression]) -> Iterator[Reason]:
    """Numbers that no passage shows; those inside dates are the business of `wrong_dates`."""
    shown = [quantity for passage in evidence for quantity in quantities(passage.quote)]
    for number in quantities(claim):
        if any(span.start < number.end and number.start < span.end for span in dated):
            continue
        written = claim[number.start : number.end].strip()
        if number.value == 1 and written.lower() in ("one", "first"):
            continue  # a pronoun as often as a number; "first" is the business of `strong_words`
        if not any(source.shows(number) for source in shown):
            yield Reason(
                kind="number", words=written, hard=True, message=f"the evidence does not give the number “{written}”"
            )


def wrong_dates(claim: str, evidence: Sequence[Passage], language: str) -> tuple[list[Reason], list[TimeExpression]]:
    """Dates that no passage shows, and the time expressions of the claim."""
    readings = [find_dates(claim, published, language) for published in dict.fromkeys(p.published for p in evidence)]
    expressions = list(readings[0]) if readings else list(find_dates(claim, None, language))
    reasons: list[Reason] = []
    for expression in expressions:
        alternatives = [other for reading in readings for other in reading if other.start == expression.start]
        written = claim[expression.start : expression.end]
        if expression.kind in (Kind.DURATION, Kind.SET, Kind.REFERENCE) or _is_dated(written, alternatives, evidence):
            continue
        message = f"the evidence does not give the date “{written}”"
        if _is_bounded_only(alternatives, evidence):
            message = (
                f"in the evidence “{written}” is only a limit (since, until, before or after), not when it took place"
            )
        hard = any(other.latest is not None for other in alternatives)
        reasons.append(Reason(kind="date", words=written, hard=hard, message=message))
    return reasons, expressions


def _is_dated(written: str, alternatives: Sequence[TimeExpression], evidence: Sequence[Passage]) -> bool:
    boundary = alternatives[0].boundary if alternatives else None
    if boundary is None and _is_bounded_only(alternatives, evidence):
        return False
    if any(squeeze(written) in squeeze(passage.quote) for passage in evidence):
        return True
    for passage in evidence:
        day = published_day(passage.published)
        spans = [(e.earliest or e.latest, e.latest) for e in passage.dates] + [(day, day)]
        for first, last in spans:
            if first and last and any(_covers(other, first, last) for other in alternatives):
                return True
    return False


def _covers(expression: TimeExpression, first: object, last: object) -> bool:
    start, end = expression.earliest or expression.latest, expression.latest
    return start is not None and end is not None and start <= first and last <= end  # type: ignore[operator]


def _is_bounded_only(alternatives: Sequence[TimeExpression], evidence: Sequence[Passage]) -> bool:
    """Whether the claim's date, told as a point, stands in the evidence only behind since, until, before or after."""
    if not alternatives or any(other.boundary in _BOUNDED for other in alternatives):
        return False
    same = [
        e
        for p in evidence
        for e in p.dates
        if e.latest and any(_covers(o, e.earliest or e.latest, e.latest) for o in alternatives)
    ]
    return bool(same) and all(e.boundary in _BOUNDED for e in same)


def wrong_names(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Names of people, bodies and places that no passage shows."""
    quotes = [*(passage.quote for passage in evidence), *(passage.publisher for passage in evidence)]
    context = [passage.text for passage in evidence]
    index = NameIndex(quotes, context, language)
    foreign = any(_script(passage.quote) != _script(claim) for passage in evidence)
    lowered = {word.folded for text in context for word in words(text) if word.text.islower()}
    capitalised = {word.folded for text in context for word in words(text) if word.is_capitalised}
    for name in names(claim, language):
        absent = index.missing(name)
        if name.opens and absent and absent[0] == name.parts[0] and absent[0] not in capitalised - lowered:
            absent = absent[1:]  # the first word of a sentence is capitalised whether it is a name or not
        if not absent:
            continue
        written = " ".join(w.text for w in words(name.text) if w.folded in absent) or name.text
        if foreign:
            message = f"the name “{written}” cannot be compared: the evidence is in another script"
        else:
            message = f"the evidence does not name “{written}”"
        yield Reason(kind="name", words=written, hard=not foreign, message=message)


def wrong_quotations(claim: str, evidence: Sequence[Passage]) -> Iterator[Reason]:
    """Quotations that do not stand word for word in a passage."""
    shown = [squeeze(passage.quote) for passage in evidence]
    for match in _QUOTATION.finditer(claim):
        quoted = match[1] or match[2]
        pieces = [squeeze(piece).strip(_PUNCTUATION) for piece in re.split(r"…|\.\.\.|\[[^\]]*\]", quoted)]
        if not all(any(piece in quote for quote in shown) for piece in pieces if piece):
            message = f"the quotation “{quoted.strip()}” does not stand word for word in the evidence"
            yield Reason(kind="quotation", words=quoted.strip(), hard=True, message=message)


def strong_words(claim: str, evidence: Sequence[Passage]) -> Iterator[Reason]:
    """Words such as *first*, *only*, *since*, *record*, *largest* that the evidence does not use."""
    shown = {_STRONG_FORMS.get(word.folded, word.folded) for passage in evidence for word in words(passage.quote)}
    found = [word for word in words(claim) if word.folded in _STRONG or word.folded in _STRONG_FORMS]
    for word in found:
        if _STRONG_FORMS.get(word.folded, word.folded) not in shown:
            message = f"“{word.text}” is a strong word that the evidence does not use"
            yield Reason(kind="strong-word", words=word.text, hard=True, message=message)


def lost_negation(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """A statement negated in the claim and not in the evidence, or the other way round."""
    said, negated = _polarity(claim, language)
    shown: set[str] = set()
    shown_negated: set[str] = set()
    for passage in evidence:
        affirmed, denied = _polarity(passage.quote, language)
        shown |= affirmed
        shown_negated |= denied
    if turned := negated & (shown - shown_negated) if not shown_negated else set[str]():
        word = _first_word(claim, turned, language)
        yield Reason(
            kind="negation", words=word, hard=True, message=f"the claim negates “{word}”, the evidence does not"
        )
    if dropped := said & (shown_negated - shown) if not negated else set[str]():
        word = _first_word(claim, dropped, language)
        yield Reason(
            kind="negation", words=word, hard=True, message=f"the evidence negates “{word}”, the claim does not"
        )


def _polarity(text: str, language: str) -> tuple[set[str], set[str]]:
    """The content stems of a text that are affirmed, and those that stand shortly after a negating word."""
    affirmed: set[str] = set()
    negated: set[str] = set()
    left = 0
    previous_end = 0
    for word in words(text):
        if re.search(r"[,;:.!?]", text[previous_end : word.start]):
            left = 0
        previous_end = word.end
        if word.folded in _NEGATORS or word.text.lower().endswith(("n't", "n’t")):
            left = _REACH
        else:
            if is_content(word.folded, language):
                (negated if left else affirmed).add(stem(word.folded, language))
            left = max(left - 1, 0)
    return affirmed, negated


def _first_word(claim: str, stems: set[str], language: str) -> str:
    return next(word.text for word in words(claim) if stem(word.folded, language) in stems)


def uncovered_words(claim: str, evidence: Sequence[Passage], language: str) -> tuple[float, list[str]]:
    """The share of the claim's content words that the evidence has, from 0 to 1, and the words that it has not."""
    shown = {found for passage in evidence for found in content_stems(passage.quote, language)}
    content = [word for word in words(claim) if is_content(word.folded, language)]
    missing = [word.text for word in content if stem(word.folded, language) not in shown]
    return (1 - len(missing) / len(content) if content else 1.0), missing


def _script(text: str) -> str:
    """A rough name of the script that most letters of a text are in."""
    letters = [character for character in fold(text) if character.isalpha()]
    latin = sum("a" <= character <= "ɏ" for character in letters)
    return "latin" if latin * 2 >= len(letters) else "other"
