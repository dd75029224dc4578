"""A quotation with a word changed, or given to somebody else."""

import re
from collections.abc import Iterator
from random import Random

from benchmarks.mutating.alike import alike
from benchmarks.mutating.casting import Person
from benchmarks.mutating.context import Context
from benchmarks.mutating.swaps import Mention, named_people
from benchmarks.mutating.wording import own_words, quotations, spliced
from pipeline.text.sentences import Span
from pipeline.text.words import Word, is_content, words

_SAY = (
    r"(?:said|says|say|told|tells|added|adds|tweeted|wrote|writes|explained|explains|argued|warned|quipped|announced|"
    r"insisted|recalled|noted|shouted|shouts|claimed|claims|continued|concluded|called|calls)"
)
_SOMEBODY = re.compile(
    rf"\b(?:[Aa]n?|[Oo]ne|[Tt]he) (?:[a-z]+ ){{0,2}}(?:insider|source|officer|official|spokesman|spokeswoman|"
    rf"spokesperson|commenter|user|guard|witness|analyst|resident|expert|critic|minister|researcher|scientist)"
    rf"(?= {_SAY}\b)"
)
_LEAST_QUOTED = 2  # words of a quotation, fewer are a title or a nickname


def _spoken(sentence: str) -> list[Span]:
    """The quotations that somebody speaks: of some length, and not the title of a work."""
    return [span for span in quotations(sentence) if _is_spoken(span.of(sentence))]


def _is_spoken(quoted: str) -> bool:
    found = words(quoted)
    small = [word for word in found if word.text[:1].islower() and is_content(word.folded)]
    return len(found) >= _LEAST_QUOTED and len(small) > 0 and not quoted.istitle()


def word_changed(sentence: str, context: Context, rng: Random) -> str | None:
    """Another content word inside a quotation."""
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for span in _spoken(sentence):
        for word in words(span.of(sentence)):
            others = tuple(other for other in alike(word.text) if other not in context.words)
            if others and is_content(word.folded) and _stands_free(span.of(sentence), word):
                found.append((span.start + word.start, span.start + word.end, others))
    if not found:
        return None
    start, end, others = rng.choice(found)
    return spliced(sentence, start, end, rng.choice(others))


def _stands_free(quoted: str, word: Word) -> bool:
    """Whether a word is no part of a compound, nor behind "no", where "need" is another word than in "we need"."""
    before, after = quoted[: word.start], quoted[word.end : word.end + 1]
    return after != "-" and not before.endswith(("-", "no ", "No "))


def speaker_changed(sentence: str, context: Context, rng: Random) -> str | None:
    """The same quotation in somebody else's mouth: another person of the same article."""
    if not _spoken(sentence):
        return None
    own = own_words(sentence)
    others = [p for p in context.cited.people if not p.parts & context.words]
    if not others:
        return None
    for mention, old, whole in _speakers(own, context):
        fitting = [other for other in others if not other.parts & old.parts]
        if fitting:
            new = rng.choice(fitting)
            return spliced(sentence, *mention, new.full if whole or new.short is None else new.short)
    for match in _SOMEBODY.finditer(own):
        return spliced(sentence, *match.span(), rng.choice(others).full)
    return None


def _speakers(own: str, context: Context) -> Iterator[tuple[Mention, Person, bool]]:
    """The persons to whom the sentence gives the quotation."""
    for mention, known, whole in named_people(own, context):
        before, after = own[: mention.start], own[mention.end : mention.end + 80]
        says = re.match(rf"(?:, [^,]{{1,60}},)? (?:later |also |then |has |had )?{_SAY}\b", after)
        said = re.search(rf"\b{_SAY} (?:[\w.’'-]+ ){{0,5}}$|\b[Aa]ccording to (?:[\w.’'-]+ ){{0,4}}$", before)
        if says or said:
            yield mention, known, whole
