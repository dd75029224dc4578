"""Verify: what a writer drafted, against the facts that it rests on. Code first, then the writer's judge."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from pipeline.checks.citations import earning
from pipeline.checks.denials import Denial, denials
from pipeline.checks.passage import Passage, passages
from pipeline.checks.score import EVEN
from pipeline.checks.support import check_support
from pipeline.checks.titles import heading_support
from pipeline.domain.article import ArticleText, Evidence, Fact
from pipeline.domain.dates import EventDate
from pipeline.domain.support import Reason, Support, Verdict
from pipeline.stages.orders import CITATION, DANGLING, JUDGE, order
from pipeline.text.fold import squeeze
from pipeline.text.standalone import stands_alone
from pipeline.text.words import content_stems
from pipeline.writers.drafts import Claim, Judge, Ruling

_MOST_COMPLAINTS = 3
_CLOSE = 0.95  # of a sentence's words, in the order of its evidence
_ADDS = 2  # words of a sentence that a further piece of evidence must add, to be put before the judge
_NEARBY = 2  # facts that a sentence may draw on beside those that it lists


class Verified(NamedTuple):
    """A drafted sentence with the evidence that shows it, the facts that the evidence belongs to, and the verdict."""

    text: str
    facts: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    support: Support

    @property
    def stands(self) -> bool:
        """Whether it may be published."""
        return self.support.verdict is not Verdict.UNSUPPORTED

    @property
    def is_verbatim(self) -> bool:
        """Whether it is in its evidence's own words."""
        return any(squeeze(self.text).rstrip(" .") in squeeze(piece.quote) for piece in self.evidence)

    @property
    def is_plain(self) -> bool:
        """Whether it is nearly its evidence's own words in their order, with nothing found against it."""
        told = squeeze(self.text).split()
        kept = max((LCSseq.similarity(told, squeeze(piece.quote).split()) for piece in self.evidence), default=0)
        return self.is_verbatim or (kept >= _CLOSE * len(told) and not self.support.reasons)

    @property
    def complaints(self) -> tuple[str, ...]:
        """What was found against it, as orders to the one who wrote it; first of all that it cites the wrong facts."""
        hard = [reason for reason in self.support.reasons if reason.hard]
        wrong_facts = [reason for reason in hard if reason.kind == CITATION]
        telling = [*wrong_facts, *hard[:1]] if wrong_facts else hard[:_MOST_COMPLAINTS]
        return tuple(order(self.text, reason) for reason in dict.fromkeys(telling))

    def refused(self, kind: str, message: str, words: str = "") -> "Verified":
        """The same with a hard finding more, against some of its words or all."""
        reason = Reason(kind=kind, words=words or self.text[:60], hard=True, message=message)
        support = Support(
            verdict=Verdict.UNSUPPORTED, score=self.support.score, reasons=(*self.support.reasons, reason)
        )
        return self._replace(support=support)


class Sources(NamedTuple):
    """The articles of a story by number, and the language that its digest is written in."""

    articles: Mapping[int, ArticleText]
    language: str

    @property
    def titles(self) -> tuple[Passage, ...]:
        """The articles' titles, which show a headline or heading as quotes do."""
        return tuple(
            Passage(quote=a.title, language=a.language, published=a.published, publisher=a.publisher, article=a.number)
            for a in self.articles.values()
            if a.title
        )

    def passages(self, evidence: Sequence[Evidence]) -> tuple[Passage, ...]:
        """The passages that some evidence stands for."""
        return passages(evidence, self.articles)

    @property
    def denials(self) -> tuple[Denial, ...]:
        """What the articles deny."""
        return denials(tuple(self.articles.values()))

    def title_support(self, text: str, shown: Sequence[Passage]) -> Support:
        """The verdict on a headline or heading against some passages and what the articles deny."""
        return heading_support(text, shown, self.denials, self.language)

    def earning(self, text: str, evidence: Sequence[Evidence], day: EventDate | None = None) -> tuple[Evidence, ...]:
        """Those pieces of evidence that earn their place behind a text, or an event of that day, in citation order."""
        places = dict(zip(self.passages(evidence), evidence, strict=True))
        kept = [places[passage] for passage in earning(text, tuple(places), self.language, day)]
        return tuple(sorted(kept, key=lambda piece: (piece.article, piece.start)))


def standing_count(found: Sequence[Verified]) -> int:
    """How many of some sentences may be published: what a draft is worth."""
    return sum(verified.stands for verified in found)


def verify(
    text: str, listed: Sequence[Fact], others: Sequence[Fact], sources: Sources, day: EventDate | None = None
) -> Verified:
    """Check a sentence, or an event of a day, against the facts that it lists.

    A writer may list the wrong facts for a right sentence, so where those do not show it, the nearest of the others
    that it was given are tried: what counts is whether the sources say it.
    """
    first = _weigh(text, listed, sources, day)
    if first.stands:
        return first
    for count in range(1, _NEARBY + 1):
        nearest = _nearest(text, [fact for fact in others if fact not in listed], sources.language)[:count]
        for facts in (nearest, [*listed, *nearest]):
            attempt = _weigh(text, facts, sources, day)
            if attempt.stands:
                return attempt
    return first


def _weigh(text: str, facts: Sequence[Fact], sources: Sources, day: EventDate | None) -> Verified:
    listed = list(dict.fromkeys(piece for fact in facts for piece in fact.evidence))
    kept = sources.earning(text, listed, day)
    if not kept and facts:  # so that the reasons can say what the listed facts do not show
        failed = check_support(text, sources.passages(listed), sources.language)
        message = "the facts that it lists do not say this"
        return Verified(text, tuple(fact.id for fact in facts), (), failed).refused(CITATION, message)
    used = tuple(fact.id for fact in facts if not frozenset(kept).isdisjoint(fact.evidence))
    return Verified(text, used, kept, check_support(text, sources.passages(kept), sources.language))


def _nearest(text: str, facts: Sequence[Fact], language: str) -> list[Fact]:
    said = frozenset(content_stems(text, language))
    return sorted(facts, key=lambda fact: -len(said & frozenset(content_stems(fact.text, language))))


def refused_if_dangling(found: Verified, *, opens: bool, language: str) -> Verified:
    """Refuse "She said …" where nothing before it can say who: at a section's opening, or copied out of its text."""
    if language != "en" or not (opens or found.is_verbatim) or stands_alone(found.text):
        return found
    return found.refused(DANGLING, "it cannot be read on its own")


def claims(drafted: Sequence[Verified], sources: Sources) -> list[Claim | None]:
    """What of some sentences is put before the judge.

    One in nearly its evidence's own words needs no judge, and one that code has refused none either.
    """
    return [_claim(found, sources) if found.stands and not found.is_plain else None for found in drafted]


async def judged(judge: Judge, drafted: Sequence[Verified], put: Sequence[Claim | None]) -> list[Verified]:
    """The same sentences after the judge: what it strikes is unsupported, or doubtful where its words are the sources'.

    `put` are their claims. Soft findings are put before it, and fall where it names the evidence that shows the
    sentence; hard ones are not its to judge. One that it should have ruled on and did not is not upheld.
    """
    asked = [claim for claim in put if claim is not None]
    if not asked:
        return list(drafted)
    rulings = iter(await judge.judge(asked))
    return [found if claim is None else _ruled(found, next(rulings)) for found, claim in zip(drafted, put, strict=True)]


def _claim(found: Verified, sources: Sources) -> Claim:
    """A sentence as the judge sees it: with each piece of evidence that adds something to those before it."""
    said = frozenset(content_stems(found.text, sources.language))
    held: frozenset[str] = frozenset()
    telling: list[Passage] = []
    for passage in sources.passages(found.evidence):
        shown = said & frozenset(content_stems(passage.quote, sources.language))
        if not telling or passage.language != sources.language or len(shown - held) >= _ADDS:
            telling.append(passage)
            held |= shown
    return Claim(found.text, tuple(telling), found.support.reasons)


def _ruled(found: Verified, ruling: Ruling | None) -> Verified:
    if ruling is None:
        return found.refused(JUDGE, "a second reading came to no verdict on it")
    if ruling.stands and not ruling.relied_on:
        return found
    if ruling.stands:
        score = max(found.support.score, EVEN)
        return found._replace(support=Support(verdict=Verdict.SUPPORTED, score=score))
    words = ruling.words or found.text
    quoted = any(squeeze(words).strip(" .") in squeeze(piece.quote) for piece in found.evidence)
    message = f"a second reading finds that the evidence does not show “{words}”"
    reason = Reason(kind=JUDGE, words=words, hard=not quoted, message=message)
    support = Support(
        verdict=Verdict.DOUBTFUL if quoted else Verdict.UNSUPPORTED,
        score=round(found.support.score * (0.8 if quoted else 0.3), 3),
        reasons=(*found.support.reasons, reason),
    )
    return found._replace(support=support)
