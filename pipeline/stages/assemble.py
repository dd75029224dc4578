"""Assembling what the stages made into a digest: ids, coverage, and nothing said twice."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.checks.alike import alike
from pipeline.domain.digest import Coverage, Event, Origin, Section, Sentence, Uncited, Withheld
from pipeline.domain.support import Reason
from pipeline.errors import AnswerError
from pipeline.facts import FactBook
from pipeline.stages.ids import new_id, unique
from pipeline.stages.outline import Outlined
from pipeline.stages.section import FEWEST, MOST, Written, WrittenSection
from pipeline.stages.timeline import WrittenTimeline
from pipeline.stages.verify import Verified
from pipeline.text.fold import printable


class Assembled(NamedTuple):
    """Sections and events with their ids, and everything that was withheld, with its reasons."""

    sections: tuple[Section, ...]
    events: tuple[Event, ...]
    withheld: tuple[Withheld, ...]


def assemble(outlined: Outlined, written: Sequence[WrittenSection], timeline: WrittenTimeline) -> Assembled:
    """Give everything its id; a sentence that an earlier section has already is withheld as a repetition."""
    taken: set[str] = set()
    sections: list[Section] = []
    withheld: list[Withheld] = []
    told: list[Written] = []
    ids = [unique(new_id("s", *sorted(planned.facts)), taken) for planned in outlined.plan.sections]
    for number, (section_id, planned, made) in enumerate(zip(ids, outlined.plan.sections, written, strict=True)):
        where = f"section:{section_id}"
        withheld += [withheld_as(where, found, taken) for found in made.withheld]
        fresh, repeated = _fresh(made.sentences, told)
        withheld += [
            withheld_as(where, again.verified, taken, (_repetition(again),))
            for again in repeated
            if again.origin is Origin.GENERATED
        ]
        told += fresh
        if not fresh and outlined.heading_origins[number] is Origin.GENERATED:
            withheld.append(_heading(section_id, planned.heading, taken))
        if fresh:
            sections.append(
                Section(
                    id=section_id,
                    heading=planned.heading,
                    origin=outlined.heading_origins[number],
                    facts=planned.facts,
                    sentences=tuple(_sentence(section_id, sentence, taken) for sentence in fresh),
                )
            )
    sections, homeless = _folded(sections)
    withheld += [_heading(s.id, s.heading, taken) for s in homeless if s.origin is Origin.GENERATED]
    for refusal in outlined.refused:
        kind, _, number = refusal.where.partition(":")
        where = f"{kind}:{ids[int(number)]}" if number else kind
        withheld.append(
            Withheld(
                id=unique(new_id("w", where, refusal.text), taken),
                where=where,
                text=refusal.text,
                reasons=refusal.reasons,
            )
        )
    withheld += [withheld_as("timeline", found, taken) for found in timeline.withheld]
    failures = [("outline", outlined.failure)]
    failures += [(f"section:{section_id}", made.failure) for section_id, made in zip(ids, written, strict=True)]
    for where, failure in (*failures, ("timeline", timeline.failure)):
        if failure is not None and failure.raw.strip():
            withheld.append(_unusable(where, failure, taken))
    events = tuple(event.model_copy(update={"id": unique(event.id, taken)}) for event in timeline.events)
    return Assembled(tuple(sections), events, tuple(withheld))


def timeline_parts(timeline: WrittenTimeline) -> tuple[tuple[Event, ...], tuple[Withheld, ...]]:
    """The events of a timeline that stands by itself, and what of it was withheld, each with its id."""
    taken: set[str] = set()
    events = tuple(event.model_copy(update={"id": unique(event.id, taken)}) for event in timeline.events)
    withheld = [withheld_as("timeline", found, taken) for found in timeline.withheld]
    if timeline.failure is not None and timeline.failure.raw.strip():
        withheld.append(_unusable("timeline", timeline.failure, taken))
    return events, tuple(withheld)


def _folded(sections: Sequence[Section]) -> tuple[list[Section], list[Section]]:
    """Move a lone sentence into a neighbouring section that has room; the sections, and those that are gone."""
    kept: list[Section] = []
    gone: list[Section] = []
    waiting: Section | None = None
    for section in sections:
        here = _joined(section, waiting) if waiting else section
        if waiting:
            gone.append(waiting)
            waiting = None
        if len(here.sentences) >= FEWEST:
            kept.append(here)
        elif kept and len(kept[-1].sentences) < MOST:
            gone.append(here)
            kept[-1] = _joined(kept[-1], here)
        else:
            waiting = here
    return ([*kept, waiting] if waiting else kept), gone


def _joined(one: Section, lone: Section) -> Section:
    facts, sentences = (*one.facts, *lone.facts), (*one.sentences, *lone.sentences)
    return one.model_copy(update={"facts": facts, "sentences": sentences})


def _heading(section_id: str, heading: str, taken: set[str]) -> Withheld:
    """A heading that lost its section."""
    where = f"heading:{section_id}"
    reason = Reason(kind="empty", words=heading, hard=True, message="too little of its section could be shown")
    return Withheld(id=unique(new_id("w", where, heading), taken), where=where, text=heading, reasons=(reason,))


def _fresh(sentences: Sequence[Written], told: Sequence[Written]) -> tuple[list[Written], list[Written]]:
    """The sentences that say something new, and those that do not. A section keeps two as long as it has them."""
    fresh = [s for s in sentences if not any(_repeats(s, other) for other in told)]
    repeated = [s for s in sentences if s not in fresh]
    spare = [s for s in repeated if not any(_same(s.verified.text, other.verified.text) for other in told)]
    fresh += spare[: max(0, FEWEST - len(fresh))]
    return [s for s in sentences if s in fresh], [s for s in sentences if s not in fresh]


def _repeats(one: Written, other: Written) -> bool:
    """Whether a sentence tells what another one does; of two in their sources' own words the plan has seen to that."""
    if one.origin is other.origin is Origin.EXTRACTED:
        return _same(one.verified.text, other.verified.text)
    return alike(one.verified.text, other.verified.text)


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _repetition(written: Written) -> Reason:
    text = written.verified.text
    return Reason(kind="repetition", words=text, hard=True, message="an earlier section says this already")


def _sentence(section_id: str, written: Written, taken: set[str]) -> Sentence:
    found = written.verified
    return Sentence(
        id=unique(new_id("p", section_id, found.text), taken),
        text=found.text,
        origin=written.origin,
        evidence=found.evidence,
        support=found.support,
    )


def withheld_as(where: str, found: Verified, taken: set[str], reasons: tuple[Reason, ...] = ()) -> Withheld:
    """A refused draft as the digest keeps it, its id noted as taken; `reasons` come before those of its verdict."""
    return Withheld(
        id=unique(new_id("w", where, found.text), taken),
        where=where,
        text=found.text,
        evidence=found.evidence,
        facts=found.facts,
        reasons=(*reasons, *found.support.reasons),
    )


def _unusable(where: str, failure: AnswerError, taken: set[str]) -> Withheld:
    """An answer that could not be used as a whole, kept for the editor as it came."""
    reason = Reason(kind="unusable", words="", hard=True, message=str(failure))
    text = printable(failure.raw)
    return Withheld(id=unique(new_id("w", where, text), taken), where=where, text=text, reasons=(reason,))


def coverage(sections: Sequence[Section], events: Sequence[Event], book: FactBook) -> Coverage:
    """Which articles are cited, why the others are not, and which sections rest on one source."""
    cited = {n for section in sections for s in section.sentences for n in s.citations} | {
        n for e in events for n in e.citations
    }
    single = [s.id for s in sections if len({n for sentence in s.sentences for n in sentence.citations}) == 1]
    uncited = [
        Uncited(article=article.number, reason=_why_uncited(article.number, article.language, book))
        for article in book.articles
        if article.number not in cited
    ]
    return Coverage(cited=tuple(sorted(cited)), uncited=tuple(uncited), single_source_sections=tuple(single))


def _why_uncited(number: int, language: str, book: FactBook) -> str:
    if language != book.language:
        return f"it is in another language ({language}) than the digest ({book.language})"
    if not any(number in ranked.fact.articles for ranked in book.ranked):
        return "no sentence of it states a fact of this story"
    return "what it says was less central to the story than what is cited"
