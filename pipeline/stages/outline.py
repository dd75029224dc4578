"""Outline: a headline and sections, each a heading and its facts; no fact serves two sections."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from pipeline.checks.denials import denials
from pipeline.checks.titles import fresh_heading_support
from pipeline.domain.digest import Origin
from pipeline.domain.support import Reason, Support, Verdict
from pipeline.errors import AnswerError, StoryError
from pipeline.facts import FactBook
from pipeline.stages.computing import Computing, compute_here
from pipeline.stages.drafting import settled
from pipeline.stages.verify import Sources
from pipeline.text.fold import squeeze
from pipeline.writers.builtin import plan
from pipeline.writers.clusters import section_bounds
from pipeline.writers.drafts import Plan, PlannedSection, Writer
from pipeline.writers.headings import headings
from pipeline.writers.headlines import headline

FEWEST_FACTS = 2
"""With fewer there is nothing to plan."""
_MOST_FACTS = 8


class Refusal(NamedTuple):
    """A headline or heading that the checks refused, and why."""

    where: str
    text: str
    reasons: tuple[Reason, ...]


class Outlined(NamedTuple):
    """The plan that the digest follows, whose words its headline and headings are, and what was refused."""

    plan: Plan
    headline_origin: Origin
    heading_origins: tuple[Origin, ...]
    refused: tuple[Refusal, ...]
    failure: AnswerError | None = None
    """Why the writer had nothing usable to say, where the builtin writer planned in its place."""


class _Looked(NamedTuple):
    """What is wrong with a draft of a plan, as instructions, and what it comes to once that is put right."""

    complaints: tuple[str, ...]
    outlined: Outlined

    @property
    def worth(self) -> int:
        """The less is wrong with it, the more."""
        return -len(self.complaints)


async def outline(writer: Writer, book: FactBook, sources: Sources, computing: Computing = compute_here) -> Outlined:
    """Ask for a plan until it keeps its promises or no more drafts may be asked for; then put right what is left.

    Raises StoryError with fewer than 2 facts.
    """
    if len(book.ranked) < FEWEST_FACTS:
        raise StoryError(
            f"the articles tell {len(book.ranked)} fact(s), too little for a digest: "
            "check that the pages hold whole articles"
        )

    async def look(draft: Plan) -> _Looked:
        return await computing(_looked, draft, writer.origin, book, sources)

    try:
        looked = await settled(
            writer.outline(book), look, lambda looked: looked.complaints, lambda looked: looked.worth
        )
    except AnswerError as error:
        return _extracted(await computing(plan, book))._replace(failure=error)
    return looked.outlined


def _looked(draft: Plan, origin: Origin, book: FactBook, sources: Sources) -> _Looked:
    bar = _Bar(book, sources)
    mended, refused = _mended(draft, origin, book)
    outlined = _checked(mended, book, bar)
    if origin is Origin.GENERATED:
        outlined = outlined._replace(refused=(*outlined.refused, *refused))
    return _Looked(tuple(_complaints(draft, book, bar)), outlined)


def _extracted(built: Plan) -> Outlined:
    return Outlined(built, Origin.EXTRACTED, (Origin.EXTRACTED,) * len(built.sections), ())


def _complaints(draft: Plan, book: FactBook, bar: "_Bar") -> Iterator[str]:
    """What is wrong with a plan, as instructions."""
    seen: set[str] = set()
    for number, section in enumerate(draft.sections, 1):
        if again := seen & set(section.facts):
            yield f"section {number} uses {len(again)} fact(s) that an earlier section has; no fact stands in two"
        if len(set(section.facts)) < FEWEST_FACTS and len(book.ranked) >= FEWEST_FACTS * len(draft.sections):
            yield f"section {number} needs at least {FEWEST_FACTS} facts"
        seen |= set(section.facts)
        for reason in bar.support(section.heading, section.facts).reasons:
            if reason.hard:
                yield f"the heading “{section.heading}”: {reason.message}"
    fewest, most = section_bounds(len(book.ranked))
    if not fewest <= len(draft.sections) <= most:
        wanted = f"{fewest}" if fewest == most else f"{fewest} to {most}"
        yield f"write {wanted} sections, not {len(draft.sections)}"
    used = [fact_id for section in draft.sections for fact_id in section.facts]
    for reason in bar.support(draft.headline, used).reasons:
        if reason.hard:
            yield f"the headline “{draft.headline}”: {reason.message}"


class _Bar:
    """What headlines and headings are held to; each is looked at once, however often a draft comes with it."""

    def __init__(self, book: FactBook, sources: Sources) -> None:
        self._book = book
        self._sources = sources
        self._denials = denials(book.articles)
        self._known: dict[tuple[str, tuple[str, ...]], Support] = {}

    def support(self, text: str, fact_ids: Sequence[str]) -> Support:
        """The verdict on a headline or heading against some facts and the articles' titles."""
        key = text, tuple(fact_ids)
        if key not in self._known:
            evidence = [piece for ranked in self._book.pick(fact_ids) for piece in ranked.fact.evidence]
            shown = (*self._sources.passages(evidence), *self._sources.titles)
            self._known[key] = fresh_heading_support(text, shown, self._denials, self._sources.language)
        return self._known[key]


class _Mended(NamedTuple):
    """A plan that code has put right, and whose words its headline and headings are."""

    plan: Plan
    origin: Origin
    origins: tuple[Origin, ...]


def _mended(draft: Plan, origin: Origin, book: FactBook) -> tuple[_Mended, list[Refusal]]:
    """The plan with what code can put right, and the headings that fell out of it.

    Each fact stays in its first section only; meagre sections are filled or gone, surplus ones are gone, and where
    there are too few the builtin writer's are added.
    """
    fewest, most = section_bounds(len(book.ranked))
    taken: set[str] = set()
    sections: list[PlannedSection] = []
    refused: list[Refusal] = []
    for section in draft.sections:
        fresh = [fact_id for fact_id in dict.fromkeys(section.facts) if fact_id not in taken][:_MOST_FACTS]
        heading = " ".join(section.heading.split())
        if fresh and heading and len(sections) < most:
            taken |= set(fresh)
            sections.append(PlannedSection(heading, tuple(fresh)))
        elif heading:
            message = f"there are {most} sections already" if fresh else "its facts stand in an earlier section"
            refused.append(Refusal("outline", heading, (_reason("too-many", heading, message),)))
    filled = _filled(sections, book, taken)
    own = len(filled)
    taken |= {fact_id for section in filled for fact_id in section.facts}
    for section in plan(book).sections if own < fewest else ():
        left = tuple(fact_id for fact_id in section.facts if fact_id not in taken)
        if len(filled) < fewest and len(left) >= FEWEST_FACTS:
            filled.append(section._replace(facts=left))
    origins = (*[origin] * own, *[Origin.EXTRACTED] * (len(filled) - own))
    return _Mended(Plan(" ".join(draft.headline.split()), tuple(filled)), origin, origins), refused


def _reason(kind: str, words: str, message: str) -> Reason:
    return Reason(kind=kind, words=words, hard=True, message=message)


def _filled(sections: Sequence[PlannedSection], book: FactBook, taken: set[str]) -> list[PlannedSection]:
    """Give a section with one fact the most salient ones left, so that it has something to say."""
    left = [
        ranked.fact.id for ranked in book.ranked if ranked.fact.id not in taken and ranked.language == book.language
    ]
    filled: list[PlannedSection] = []
    for section in sections:
        missing = max(0, FEWEST_FACTS + 1 - len(section.facts)) if len(section.facts) < FEWEST_FACTS else 0
        more, left = left[:missing], left[missing:]
        filled.append(section._replace(facts=(*section.facts, *more)))
    return filled


def _checked(mended: _Mended, book: FactBook, bar: _Bar) -> Outlined:
    """The plan with the builtin writer's words for a headline and headings that the sources do not show."""
    draft = mended.plan
    refused: list[Refusal] = []
    used = [fact_id for section in draft.sections for fact_id in section.facts]
    spare = _Spare(draft, book)
    headline, headline_origin = draft.headline, mended.origin
    verdict = bar.support(draft.headline, used)
    if verdict.verdict is Verdict.UNSUPPORTED:
        refused.append(Refusal("headline", draft.headline, verdict.reasons))
        headline, headline_origin = spare.headline, Origin.EXTRACTED
    sections: list[PlannedSection] = []
    origins: list[Origin] = []
    told = [headline]
    for number, section in enumerate(draft.sections):
        against = _against(section, told, bar)
        told.append(section.heading)
        if against:
            refused.append(Refusal(f"heading:{number}", section.heading, against))
        sections.append(section._replace(heading=spare.headings[number]) if against else section)
        origins.append(Origin.EXTRACTED if against else mended.origins[number])
    generated = tuple(refused) if mended.origin is Origin.GENERATED else ()
    return Outlined(Plan(headline, tuple(sections)), headline_origin, tuple(origins), generated)


def _against(section: PlannedSection, told: Sequence[str], bar: _Bar) -> tuple[Reason, ...]:
    """Why a heading may not stand; nothing where it may."""
    if squeeze(section.heading) in map(squeeze, told):
        return (_reason("repetition", section.heading, "it repeats the headline or an earlier heading"),)
    verdict = bar.support(section.heading, section.facts)
    return verdict.reasons if verdict.verdict is Verdict.UNSUPPORTED else ()


class _Spare:
    """A headline and headings in the sources' own words for the same sections, made when the first is needed."""

    def __init__(self, draft: Plan, book: FactBook) -> None:
        self._draft = draft
        self._book = book

    @cached_property
    def headline(self) -> str:
        return headline(self._book)

    @cached_property
    def headings(self) -> Sequence[str]:
        groups = [self._book.pick(section.facts) for section in self._draft.sections]
        return headings(groups, self._book, self.headline)
