"""Splicing words into a sentence so that it stays a sentence, and telling its quotations from its own words."""

import re

from pipeline.text.sentences import Span
from pipeline.text.words import FUNCTION_WORDS, Word, words

QUOTED = "\0"
"""What stands for every character of a quotation where only a sentence's own words are looked at."""

_NEAR = 60  # characters, in which a word beside an offset ends
_DOUBLE = re.compile(r"“([^“”]*)”|\"([^\"]*)\"")
_SINGLE = re.compile(r"(?<![\w.,!?’'])[‘'](?=\w)([^‘]{0,400}?[\w.,!?])[’'](?!\w)")
_HALF = re.compile(r"^[^“”]*”|“[^“”]*$")
_VOWEL_SOUND = re.compile(
    r"""[AEFHILMNORSX](?:[A-Z0-9]{0,2}\b|\.)      # letters that are spelled: "an FBI agent", "an S. Korean"
    | (?![Oo]n(?:e|ce)\b)[AEIOaeio](?![uU])
    | [Uu](?![ks]\b|S|K|\.|ni(?![nm])|s[aeu]|t[ie]|biq)
    | [Oo]u|[Aa]u|hour|honou?r|honest|heir|8|1[18]\b""",
    re.VERBOSE,
)
_ARTICLE = re.compile(r"\b([Aa])n?(?= $)")


def quotations(sentence: str) -> tuple[Span, ...]:
    """The quoted words of a sentence, without their marks, where both marks stand in it."""
    found = [Span(*match.span(match.lastindex or 0)) for match in _DOUBLE.finditer(sentence)]
    for match in _SINGLE.finditer(sentence):
        if not any(span.start <= match.start() < span.end for span in found):
            found.append(Span(*match.span(1)))
    return tuple(sorted(found))


def own_words(sentence: str) -> str:
    """The sentence with every character of a quotation blanked, as long as it was."""
    blanked = sentence
    for span in quotations(sentence):
        blanked = blanked[: span.start] + QUOTED * (span.end - span.start) + blanked[span.end :]
    return _HALF.sub(lambda half: QUOTED * len(half[0]), blanked)


def spliced(sentence: str, start: int, end: int, new: str) -> str:
    """The sentence with other words between two offsets: the article before them, spaces and the capital follow."""
    before, after = sentence[:start], sentence[end:]
    if not new:
        before, after = before.rstrip(" "), after.lstrip(" ")
        joint = " " if before and after[:1] not in set(".,;:!?") else ""
        before += joint
        new, after = _first_word(after)
    if new and (article := _ARTICLE.search(before)):
        before = before[: article.start()] + article[1] + ("n" if _sounds_like_vowel(new) else "") + " "
    if not before.strip(" \"“‘'"):
        new = new[:1].upper() + new[1:]
    return before + new + after


def _first_word(text: str) -> tuple[str, str]:
    word, space, rest = text.partition(" ")
    return word, space + rest


def _sounds_like_vowel(word: str) -> bool:
    return bool(_VOWEL_SOUND.match(word))


def uncapitalised(sentence: str, known: str) -> str:
    """The sentence as it continues another: its first word small, unless it is a name.

    It is a function word, or stands in small letters in the `known` text and does not open a name of several words.
    """
    first, second = (*words(sentence[:_NEAR]), None, None)[:2]
    if first is None or first.start > 0 or not first.text[:1].isupper() or first.text[1:2].isupper():
        return sentence
    small = first.text[0].lower() + first.text[1:]
    named = second is not None and second.is_capitalised and second.start == first.end + 1
    ordinary = not named and re.search(rf"\b{re.escape(small)}\b", known) is not None
    if first.text == "I" or not (first.folded in FUNCTION_WORDS or ordinary):
        return sentence
    return small + sentence[len(small) :]


def begins_plainly(sentence: str, known: str) -> bool:
    """Whether `known` text tells if the first word of a sentence is a name: it has it small, or inside a sentence."""
    first = next(iter(words(sentence)), None)
    if first is None or first.folded in FUNCTION_WORDS or not first.text.isalpha():
        return first is not None
    small = first.text[0].lower() + first.text[1:]
    return re.search(rf"\b{small}\b|[a-z,] {first.text}\b", known) is not None


def word_before(sentence: str, offset: int) -> Word | None:
    """The word that stands directly before an offset, with nothing but one space between."""
    near = max(0, offset - _NEAR)
    found = words(sentence[near:offset])
    if not found or sentence[near + found[-1].end : offset] not in {" ", ". "}:
        return None
    last = found[-1]
    return last._replace(start=near + last.start, end=near + last.end)


def word_after(sentence: str, offset: int) -> Word | None:
    """The word that stands directly behind an offset, with nothing but one space between."""
    rest = sentence[offset : offset + _NEAR]
    found = words(rest)
    return found[0] if found and rest[: found[0].start] == " " else None
