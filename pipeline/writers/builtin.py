"""The builtin writer: extractive, deterministic, instant. It publishes the sources' own words and needs no model."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar

from pipeline.domain.dates import EventDate
from pipeline.domain.digest import Origin, Usage
from pipeline.errors import StoryError
from pipeline.facts import Budget, FactBook, RankedFact
from pipeline.text.fold import fold
from pipeline.text.leaning import leans_on_what_was_told
from pipeline.text.standalone import has_pronoun, lead_in_cut, leans_on_context, stands_alone
from pipeline.text.words import words
from pipeline.writers.clusters import clusters, section_count
from pipeline.writers.currency import Currency
from pipeline.writers.drafts import (
    Claim,
    DraftEvent,
    Drafting,
    DraftSentence,
    HeadlineBrief,
    Plan,
    PlannedSection,
    Ruling,
    SectionBrief,
    TimelineBrief,
)
from pipeline.writers.headings import headings
from pipeline.writers.headlines import headline
from pipeline.writers.introductions import Introductions, in_order
from pipeline.writers.other_sides import side_by_side, with_other_sides
from pipeline.writers.surroundings import Surroundings

BUILTIN = "builtin"
"""The name of the builtin writer, where a model's name may stand."""
_BUDGET = 12_000
_CHARACTERS_A_TOKEN = 4
_LONGEST = 50  # words; a longer sentence is hard to read out of its text
_SENTENCES = 4
_SURNAME = 0.75  # what is left of a fact's weight with each surname that it does not explain
_ROUNDS = 3  # of leaving out what nothing introduces
_FACTS_A_SECTION = 3
_TELLINGS = 3  # of an event, for each entry of a timeline
_POINTS_BACK = re.compile(
    r"\b(?:denied|denies|rejected|dismissed|confirmed|disputed) "
    r"(?:it(?! (?:is|was|has|had|will|would))|this|that(?= ?(?:[.,;]|$))|them"
    r"|the (?:accounts?|reports?|claims?|allegations?|suggestions?|accusations?|story))\b(?! (?:that|of))"
    r"|\bsuch an? (?![^,;.]{1,80} that\b)"
)
_GOES_ON = re.compile(r"(?:[\w'-]+ ){1,6}?(?:then|later|meanwhile|also|however|instead) ")
_OPINION = re.compile(
    r"\b(?:terribl[ey]|impressive(?:ly)?|promising|disappointing(?:ly)?|amazing(?:ly)?|great|awful|brilliant|fantastic"
    r"|a success|interesting(?:ly)?|unfortunate(?:ly)?|fortunately|sadly|luckily)\b"
)
_SHOUTED = re.compile(r"(?:A|AN|THE) [A-Z]{4,}(?= [a-z])")  # how tabloids set the first words of a story

T = TypeVar("T")


def _estimate(text: str) -> int:
    """A rough count of tokens. Nothing is sent anywhere, so an exact one would only cost time."""
    return 1 + len(text) // _CHARACTERS_A_TOKEN


@dataclass(frozen=True)
class _Final(Generic[T]):
    """A draft that is what it is: asked twice, the builtin writer says the same."""

    value: T
    can_redraft: bool = False

    async def draft(self) -> T:
        return self.value

    async def redraft(self, reasons: Sequence[str]) -> T:
        raise RuntimeError(f"the builtin writer has no other words: {reasons}")


class BuiltinWriter:
    """Chooses and orders sentences of the articles in the digest's language."""

    name = BUILTIN
    origin = Origin.EXTRACTED
    budget = Budget(_BUDGET, _estimate)
    prompts: Mapping[str, str] = MappingProxyType({})
    usage = Usage()
    warnings: Sequence[str] = ()

    def outline(self, book: FactBook) -> Drafting[Plan]:
        """Group the facts that can be read on their own; head each group with the phrases that mark it off."""
        return _Final(plan(book))

    def section(self, brief: SectionBrief) -> Drafting[tuple[DraftSentence, ...]]:
        """The facts' own words, those that introduce before those that lean on an introduction."""
        return _Final(tuple(sentences(_reworded(brief.facts, brief.before))))

    def timeline(self, brief: TimelineBrief) -> Drafting[tuple[DraftEvent, ...]]:
        """The own words of the dated facts in the digest's language."""
        return _Final(tuple(events(brief)))

    def headline(self, brief: HeadlineBrief) -> Drafting[str]:
        """The next best of what the sources' own words offer; after the last one the first again."""
        at = brief.options.index(brief.headline) + 1 if brief.headline in brief.options else 0
        return _Final(brief.options[at % len(brief.options)] if brief.options else brief.headline)

    async def judge(self, claims: Sequence[Claim]) -> tuple[Ruling, ...]:
        """The sources' own words stand."""
        return tuple(Ruling(stands=True) for _ in claims)


def quotable(ranked: RankedFact) -> bool:
    """Whether a fact's own words can be published as they are."""
    text = _wording(ranked)
    plain = not any(mark in text for mark in ("…", "...")) and not _POINTS_BACK.search(fold(text))
    leans = ranked.language == "en" and leans_on_what_was_told(text)
    return plain and not leans and stands_alone(text) and len(words(text)) <= _LONGEST


def _wording(ranked: RankedFact) -> str:
    """A fact's own words, fit to be read away from its page: no "However," in front, no shouted opening."""
    text = lead_in_cut(ranked.fact.text)
    if shouted := _SHOUTED.match(text):
        text = shouted[0].capitalize() + text[shouted.end() :]
    return text


def plan(book: FactBook) -> Plan:
    """An extractive plan. Raises StoryError where nothing can be quoted on its own."""
    own = [ranked for ranked in book.ranked if ranked.language == book.language]
    if not own:
        raise StoryError(
            f"no article has a sentence in the digest's language ({book.language}); "
            f"they are in {', '.join(sorted({article.language for article in book.articles}))}"
        )
    known = Introductions(ranked.fact.text for ranked in own)
    around = Surroundings(book.articles)
    quoted = [ranked for ranked in own if quotable(ranked) and not around.limit(ranked)] or own
    groups = with_other_sides(_groups(quoted, known, Currency(book)), quoted, book.articles)
    head = headline(book)
    return Plan(
        headline=head,
        sections=tuple(
            PlannedSection(heading, tuple(ranked.fact.id for ranked in group))
            for heading, group in zip(headings(groups, book, head), groups, strict=True)
        ),
    )


def _groups(quoted: Sequence[RankedFact], known: Introductions, currency: Currency) -> list[tuple[RankedFact, ...]]:
    """The facts of each section, weighed by how well they can be read on their own and stand by now.

    What takes a name or a thing for granted that nothing before it introduces gives way to something else.
    """
    clear = [ranked for ranked in quoted if not known.is_ambiguous(ranked.fact.text)] or quoted
    weighed = [
        ranked._replace(
            salience=worth(ranked) * currency.weight(ranked) * _SURNAME ** len(known.surnames(ranked.fact.text))
        )
        for ranked in clear
    ]
    weighed.sort(key=lambda ranked: -ranked.salience)
    count = section_count(len(weighed))
    groups = _ordered(clusters(weighed, count, known, currency), currency)
    for _ in range(_ROUNDS):
        unexplained = {ranked.fact.id for ranked in known.unexplained(groups)}
        weighed = [ranked for ranked in weighed if ranked.fact.id not in unexplained]
        if not unexplained or len(weighed) < _FACTS_A_SECTION * count:
            break
        groups = _ordered(clusters(weighed, count, known, currency), currency)
    return groups


def _ordered(groups: Sequence[tuple[RankedFact, ...]], currency: Currency) -> list[tuple[RankedFact, ...]]:
    """The most salient section first; in a story of several days then the news before what led to it."""
    first, *others = groups
    if currency.is_of_days:
        others.sort(key=lambda group: -sum(currency.day(ranked).toordinal() for ranked in group) / len(group))
    return [first, *others]


def worth(ranked: RankedFact) -> float:
    """Salience, less for what leans on the sentence before it, carries an aside, or is somebody's own opinion."""
    text = ranked.fact.text
    asides = any(mark in text for mark in ("(", "...", "…", "!", "*"))
    left = ranked.salience * (0.5 if leans_on_context(text) else 1.0) * (0.7 if asides else 1.0)
    left *= 0.7 if _GOES_ON.match(fold(text)) else 1.0
    left *= 0.7 if text[:1] in "\"“‘'" or _OPINION.search(fold(text)) else 1.0
    return left * (0.8 if has_pronoun(text) else 1.0)


def sentences(facts: Sequence[RankedFact]) -> list[DraftSentence]:
    """Up to four facts in their own words: what introduces before what leans on it, an article's in their own order."""
    usable = [ranked for ranked in facts if quotable(ranked)] or list(facts)
    chosen = usable[:_SENTENCES]
    chosen.sort(key=lambda ranked: leans_on_context(ranked.fact.text))
    known = Introductions(ranked.fact.text for ranked in facts)
    ordered = side_by_side(in_order(_in_reading_order(chosen), known))
    return [DraftSentence(_wording(ranked), (ranked.fact.id,)) for ranked in ordered]


def _reworded(facts: Sequence[RankedFact], before: Sequence[str]) -> list[RankedFact]:
    """The facts that were not told yet before those that were, which come in the words of another article if they can.

    After the last article that tells a fact the first one comes again.
    """
    if not before:
        return list(facts)
    told = [ranked for ranked in facts if _told_in(ranked, before)]
    return [*(ranked for ranked in facts if ranked not in told), *(_in_other_words(each, before) for each in told)]


def _told_in(ranked: RankedFact, before: Sequence[str]) -> bool:
    return any(_wording(telling) in before for telling in _tellings(ranked))


def _tellings(ranked: RankedFact) -> list[RankedFact]:
    """A fact in the words of each article that tells it."""
    pieces = ranked.fact.evidence
    return [
        ranked._replace(fact=ranked.fact.model_copy(update={"evidence": (*pieces[n:], *pieces[:n])}))
        for n in range(len(pieces))
    ]


def _in_other_words(ranked: RankedFact, before: Sequence[str]) -> RankedFact:
    tellings = _tellings(ranked)
    at = next(n for n, telling in enumerate(tellings) if _wording(telling) in before)
    ahead = (*tellings[at + 1 :], *tellings[: at + 1])
    return next(telling for telling in ahead if quotable(telling) or telling is tellings[at])


def _in_reading_order(facts: Sequence[RankedFact]) -> list[RankedFact]:
    """The facts in their order, but those that one article tells first change places until they follow its text."""
    ordered = list(facts)
    for number in {ranked.fact.evidence[0].article for ranked in facts}:
        places = [n for n, ranked in enumerate(ordered) if ranked.fact.evidence[0].article == number]
        told = sorted((ordered[n] for n in places), key=lambda ranked: ranked.position)
        for place, ranked in zip(places, told, strict=True):
            ordered[place] = ranked
    return ordered


def narrowest(dates: Sequence[EventDate]) -> EventDate:
    """The first date, or one that lies within it and is more precise: "a year earlier, in December 2024"."""
    chosen = dates[0]
    for other in dates[1:]:
        if chosen.earliest is not None and chosen.covers(other):
            chosen = other
    return chosen


def events(brief: TimelineBrief) -> list[DraftEvent]:
    """The most salient dated facts in their own words, each at the narrowest of its dates.

    More than the timeline has room for, since some may tell the same event. What leans on the sentence before it comes
    along, since it may tell of an event more precisely than another.
    """
    own = [found for found in brief.dated if found.ranked.language == brief.language and found.own_dates]
    known = Introductions(found.ranked.fact.text for found in own)
    own = [f for f in own if quotable(f.ranked) and not known.is_ambiguous(f.ranked.fact.text)]
    own.sort(key=lambda found: -worth(found.ranked))
    fresh = {ranked.fact.id: ranked for ranked in _reworded([found.ranked for found in own], brief.before)}
    places = list(fresh)
    own = [
        f._replace(ranked=fresh[f.ranked.fact.id]) for f in sorted(own, key=lambda f: places.index(f.ranked.fact.id))
    ]
    return [
        DraftEvent(_wording(f.ranked), (f.ranked.fact.id,), narrowest(f.own_dates))
        for f in own[: _TELLINGS * brief.most]
    ]
