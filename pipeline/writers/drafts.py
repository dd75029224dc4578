"""What stages ask of a writer, and the drafts that come back: they name facts by id, and nothing is checked yet."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol, TypeVar

from pipeline.checks.passage import Passage
from pipeline.domain.article import Fact
from pipeline.domain.dates import EventDate
from pipeline.domain.digest import Origin, Usage
from pipeline.domain.support import Reason
from pipeline.facts import Budget, FactBook, RankedFact

T_co = TypeVar("T_co", covariant=True)


class PlannedSection(NamedTuple):
    """A heading and the ids of the facts under it."""

    heading: str
    facts: tuple[str, ...]


class Plan(NamedTuple):
    """What the digest will say: a headline and its sections."""

    headline: str
    sections: tuple[PlannedSection, ...]


class SectionBrief(NamedTuple):
    """What a writer needs to write one section: its facts, and what the others are about, so nothing is told twice."""

    language: str
    headline: str
    headings: tuple[str, ...]
    number: int
    """Which of the headings is this section's, from 0."""
    facts: tuple[RankedFact, ...]
    note: str = ""
    """An editor's word on what to do differently."""
    told: tuple[str, ...] = ()
    """What the other sections say, where they stand already."""
    before: tuple[str, ...] = ()
    """What this section says, where it is to be written again: who has no other words for it says something else."""

    @property
    def heading(self) -> str:
        """This section's heading."""
        return self.headings[self.number]


class DraftSentence(NamedTuple):
    """A sentence and the ids of the facts that it rests on."""

    text: str
    facts: tuple[str, ...]


class DatedFact(NamedTuple):
    """A fact and the dates that its own words give for an event."""

    ranked: RankedFact
    dates: tuple[EventDate, ...]
    of_asides: tuple[EventDate, ...] = ()
    """Those of the dates that only an aside of it has: they do not date the fact as a whole."""

    @property
    def own_dates(self) -> tuple[EventDate, ...]:
        """The dates of the fact as a whole."""
        return tuple(day for day in self.dates if day not in self.of_asides)


MOST_EVENTS = 12
"""How many entries a timeline has at most, unless more or fewer are asked for."""


class TimelineBrief(NamedTuple):
    """What a writer needs to write a timeline: the dated facts, the most telling first."""

    language: str
    dated: tuple[DatedFact, ...]
    most: int = MOST_EVENTS
    """How many entries it is to have at most."""
    about: str = ""
    """The person, company or thing that it is about; empty for a timeline of the whole story."""
    note: str = ""
    """An editor's word on what to do differently."""
    before: tuple[str, ...] = ()
    """What the timeline says, where it is to be written again."""

    @property
    def facts(self) -> dict[str, Fact]:
        """The facts by their ids."""
        return {found.ranked.fact.id: found.ranked.fact for found in self.dated}


class HeadlineBrief(NamedTuple):
    """What a writer needs to write another headline for a digest that stands."""

    language: str
    headline: str
    """The headline that the digest has."""
    headings: tuple[str, ...]
    told: tuple[str, ...]
    """What the sections say, in order."""
    titles: tuple[str, ...]
    """The articles' titles."""
    options: tuple[str, ...]
    """What the sources' own words offer, the best first."""
    note: str = ""
    """An editor's word on what to do differently."""


class DraftEvent(NamedTuple):
    """An event in words, the ids of the facts that it rests on, and one of the dates found in them."""

    text: str
    facts: tuple[str, ...]
    date: EventDate


class Claim(NamedTuple):
    """A sentence for the judge, with the passages that are said to show it and what code doubts about it."""

    text: str
    evidence: tuple[Passage, ...]
    doubts: tuple[Reason, ...] = ()


class Ruling(NamedTuple):
    """The judge's verdict on one claim; `words` are those of the claim that the evidence does not show."""

    stands: bool
    relied_on: tuple[Passage, ...] = ()
    """The passages of the claim's own that it is found to rest on."""
    words: str = ""


class Judge(Protocol):
    """Gives what code has let through a second reading."""

    async def judge(self, claims: Sequence[Claim]) -> tuple[Ruling | None, ...]:
        """Rule on each claim, in order; None for a claim on which no clear ruling could be had."""
        ...


class Drafting(Protocol[T_co]):
    """One piece of writing under way: a first draft, then others as long as the writer may be asked again."""

    async def draft(self) -> T_co:
        """The first draft."""
        ...

    @property
    def can_redraft(self) -> bool:
        """Whether another draft may be asked for."""
        ...

    async def redraft(self, reasons: Sequence[str]) -> T_co:
        """Another draft, with what was wrong about the last one."""
        ...


class Writer(Judge, Protocol):
    """Fills the stages. Raises AnswerError where it has nothing usable to say."""

    @property
    def name(self) -> str:
        """The model's name, or "builtin"."""
        ...

    @property
    def origin(self) -> Origin:
        """Whose words it writes."""
        ...

    @property
    def budget(self) -> Budget:
        """How many facts it can take."""
        ...

    @property
    def prompts(self) -> Mapping[str, str]:
        """The SHA-256 of each prompt file that it has used, by stage."""
        ...

    @property
    def warnings(self) -> Sequence[str]:
        """What went wrong without stopping anything."""
        ...

    @property
    def usage(self) -> Usage:
        """What its answers took so far."""
        ...

    def outline(self, book: FactBook) -> Drafting[Plan]:
        """Plan the digest."""
        ...

    def section(self, brief: SectionBrief) -> Drafting[tuple[DraftSentence, ...]]:
        """Write one section."""
        ...

    def timeline(self, brief: TimelineBrief) -> Drafting[tuple[DraftEvent, ...]]:
        """Word the dated facts as events."""
        ...

    def headline(self, brief: HeadlineBrief) -> Drafting[str]:
        """Write another headline."""
        ...
