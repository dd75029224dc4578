"""What a person words, against the evidence for it: the same checks as for a model's words, and a person's override."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.checks.support import check_support
from pipeline.domain.article import Evidence
from pipeline.domain.dates import EventDate
from pipeline.domain.support import Override, Reason, Support, Verdict
from pipeline.errors import EditError, UnknownPart
from pipeline.stages.orders import CITATION
from pipeline.stages.verify import Sources

_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
LONGEST = 2_000
"""Characters; nobody words a longer sentence or heading."""


class NeedsOverride(EditError):
    """The checks hold a text to be unsupported: it is published only with an editor's reason.

    `reasons` are what was found, that against it first.
    """

    def __init__(self, message: str, reasons: tuple[Reason, ...] = ()) -> None:
        super().__init__(message)
        self.reasons = reasons


class Span(NamedTuple):
    """Words of an article, chosen as evidence: its number and two offsets in its text, in code points."""

    article: int
    start: int
    end: int


class Worded(NamedTuple):
    """A text with the evidence that is cited for it, the verdict, and an editor's decision where it took one."""

    text: str
    evidence: tuple[Evidence, ...]
    support: Support
    override: Override | None


def is_text(given: str) -> bool:
    """Whether every store and file takes it: no NUL, and no half of a character, as from bytes that are not UTF-8."""
    return _NO_TEXT.search(given) is None


def words_of(given: str, name: str) -> str:
    """What a person typed, on one line. Raises EditError, which calls it by its name, for what is no text."""
    if not is_text(given):
        raise EditError(f"the {name} holds bytes that are no text; type it anew")
    return " ".join(given.split())


def one_line(text: str) -> str:
    """A text on one line. Raises EditError where there is nothing to read, far too much, or what is no text."""
    words = words_of(text, "text")
    if not words:
        raise EditError("the text is empty; delete it where nothing is to stand there")
    if len(words) > LONGEST:
        raise EditError(f"the text has {len(words)} characters; {LONGEST} are the most")
    return words


def chosen_evidence(spans: Sequence[Span], sources: Sources) -> tuple[Evidence, ...]:
    """The words that were chosen, in citation order, each once. Raises UnknownPart and EditError."""
    found: list[Evidence] = []
    for span in dict.fromkeys(spans):
        if span.article not in sources.articles:
            raise UnknownPart(f"there is no article {span.article}")
        try:
            found.append(sources.articles[span.article].evidence(span.start, span.end))
        except ValueError as error:
            raise EditError(str(error)) from None
    if not found:
        raise EditError("choose the words of an article that show it: nothing is published without evidence")
    return tuple(sorted(found, key=lambda piece: (piece.article, piece.start)))


def worded(
    text: str,
    evidence: Sequence[Evidence],
    sources: Sources,
    override: Override | None,
    *,
    day: EventDate | None = None,
    further: Sequence[Reason] = (),
) -> Worded:
    """A text checked against its evidence; `further` are findings from elsewhere.

    An override is kept only where the text needs it. Raises NeedsOverride where it does and there is none.
    """
    support = _with(check_support(text, sources.passages(evidence), sources.language), further)
    support = _with(support, _unearned(text, evidence, sources, day))
    if support.verdict is not Verdict.UNSUPPORTED:
        return Worded(text, tuple(evidence), support, None)
    if override is None:
        hard = next(reason for reason in support.reasons if reason.hard)
        raise NeedsOverride(f"“{text[:80]}”: {hard.message}; it is published only with a reason", support.reasons)
    return Worded(text, tuple(evidence), support, override)


def _with(support: Support, further: Sequence[Reason]) -> Support:
    fresh = [reason for reason in further if reason not in support.reasons]
    if not fresh:
        return support
    reasons = tuple(sorted((*support.reasons, *fresh), key=lambda reason: not reason.hard))
    if any(reason.hard for reason in reasons):
        return Support(verdict=Verdict.UNSUPPORTED, score=support.score, reasons=reasons)
    return Support(verdict=Verdict.DOUBTFUL, score=support.score, reasons=reasons)


def _unearned(text: str, evidence: Sequence[Evidence], sources: Sources, day: EventDate | None) -> list[Reason]:
    """Articles that are cited for decoration."""
    earned = {piece.article for piece in sources.earning(text, evidence, day)}
    return [
        Reason(kind=CITATION, words="", hard=True, message=f"what it cites of article {number} supports no part of it")
        for number in dict.fromkeys(piece.article for piece in evidence)
        if number not in earned
    ]


def title_worded(text: str, shown: Sequence[Passage], sources: Sources) -> str:
    """A headline or heading on one line. Raises EditError where the sources do not show it: no override helps there."""
    words = one_line(text)
    for reason in sources.title_support(words, shown).reasons:
        if reason.hard:
            raise EditError(f"“{words[:80]}”: {reason.message}; a headline or heading has to be shown by the sources")
    return words
