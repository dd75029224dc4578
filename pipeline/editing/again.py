"""What comes of asking for a part again: its new content, and what was withheld of it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from pipeline.checks.same_event import same_event
from pipeline.domain.candidate import Content, HeadlineContent, SectionContent, TimelineContent
from pipeline.domain.digest import Digest, Event, Origin, Revision, Section, Sentence, Statement, Withheld
from pipeline.domain.support import Verdict
from pipeline.editing.material import fact_book
from pipeline.editing.parts import ids_in, section_of
from pipeline.editing.revising import replaced, sources_of
from pipeline.editing.titles import fallen, shown_by
from pipeline.errors import StoryError
from pipeline.facts import FactBook, RankedFact
from pipeline.stages.assemble import withheld_as
from pipeline.stages.day_order import in_day_order
from pipeline.stages.headings import own_heading, own_words
from pipeline.stages.headline import headline
from pipeline.stages.ids import new_id, unique
from pipeline.stages.inherit import ids_by_evidence
from pipeline.stages.section import MOST, Written, section
from pipeline.stages.timeline import digest_brief, timeline
from pipeline.stages.verify import Sources, Verified
from pipeline.writers.drafts import MOST_EVENTS, HeadlineBrief, SectionBrief, Writer
from pipeline.writers.headlines import headlines

S = TypeVar("S", Sentence, Event)


class Again(NamedTuple):
    """A part as it was written again."""

    content: Content
    withheld: tuple[Withheld, ...]


async def section_again(revision: Revision, section_id: str, writer: Writer, note: str) -> Again:
    """A section with new sentences from the facts that it had.

    Raises UnknownPart, StoryError where nothing can be shown, and AnswerError where the writer says nothing usable.
    """
    digest, sources = revision.digest, sources_of(revision)
    before = section_of(digest, section_id)
    made = await section(writer, _section_brief(revision, before, note), sources)
    if made.failure is not None:
        raise made.failure
    if not made.sentences:
        raise StoryError(f"{digest.story_id}: not one new sentence for “{before.heading}” could be shown in its facts")
    taken = ids_in(digest) - {sentence.id for sentence in before.sentences}
    fresh = [_sentence(before, written, digest.revision) for written in made.sentences]
    ids = ids_by_evidence(fresh, before.sentences, taken)
    new = [sentence.model_copy(update={"id": ids[sentence.id]}) for sentence in fresh]

    def changed(sentences: Sequence[Sentence]) -> Digest:
        return _with_section(digest, before.model_copy(update={"sentences": tuple(sentences)}), sources)

    told, dropped = _with_what_titles_rest_on(digest, new, before.sentences, changed, most=MOST, sources=sources)
    after = section_of(changed(told), section_id)
    where = f"section:{section_id}"
    withheld = [withheld_as(where, found, taken) for found in made.withheld]
    withheld += [_given_way(where, sentence, taken) for sentence in dropped if sentence.origin is Origin.GENERATED]
    return Again(SectionContent(heading=after.heading, origin=after.origin, sentences=after.sentences), tuple(withheld))


def _section_brief(revision: Revision, before: Section, note: str) -> SectionBrief:
    digest = revision.digest
    return SectionBrief(
        language=digest.language,
        headline=digest.headline,
        headings=tuple(section.heading for section in digest.sections),
        number=digest.sections.index(before),
        facts=_facts_of(before, fact_book(revision)),
        note=note,
        told=tuple(s.text for section in digest.sections if section.id != before.id for s in section.sentences),
        before=tuple(sentence.text for sentence in before.sentences),
    )


def _facts_of(section: Section, book: FactBook) -> tuple[RankedFact, ...]:
    """The facts of a section; of one that a person made, those that share words with its evidence."""
    known = {ranked.fact.id for ranked in book.ranked}
    if listed := [fact_id for fact_id in section.facts if fact_id in known]:
        return book.pick(listed)
    cited = [piece for sentence in section.sentences for piece in sentence.evidence]
    return tuple(r for r in book.ranked if any(a.overlaps(b) for a in r.fact.evidence for b in cited))


def _sentence(before: Section, written: Written, revision: int) -> Sentence:
    found = written.verified
    return Sentence(
        id=new_id("p", before.id, found.text, str(revision)),
        text=found.text,
        origin=written.origin,
        evidence=found.evidence,
        support=found.support,
    )


def _with_section(digest: Digest, section: Section, sources: Sources) -> Digest:
    """The digest with a section in the place of that of its id, under a heading that is shown."""
    made = replaced(digest, sections=tuple(section if s.id == section.id else s for s in digest.sections))
    if not any(title.section_id == section.id for title in fallen(digest, made, sources)):
        return made
    heading = own_heading(section, shown_by(made, sources), sources)
    headed = section.model_copy(update={"heading": heading, "origin": Origin.EXTRACTED})
    return replaced(digest, sections=tuple(headed if s.id == section.id else s for s in digest.sections))


def _with_what_titles_rest_on(
    digest: Digest,
    new: Sequence[S],
    old: Sequence[S],
    changed: Callable[[Sequence[S]], Digest],
    *,
    most: int,
    sources: Sources,
) -> tuple[list[S], list[S]]:
    """The new statements with those old ones that a headline or heading elsewhere cannot be shown without.

    Such a one takes the place of the new one of its id, or of the last one where there are too many; what gave way to
    it comes second.
    """
    told: list[S] = list(new)
    dropped: list[S] = []
    missing = fallen(digest, changed(told), sources)
    for statement in old:
        if not missing:
            break
        room = [other for other in told if other.id != statement.id][: most - 1]
        attempt = [*room, statement]
        left = fallen(digest, changed(attempt), sources)
        if len(left) < len(missing):
            dropped += [other for other in told if other not in room]
            told, missing = attempt, left
    return told, dropped


def _given_way(where: str, statement: Statement, taken: set[str]) -> Withheld:
    message = "it gave way to what a headline or heading elsewhere rests on"
    found = Verified(statement.text, (), statement.evidence, statement.support).refused("too-many", message)
    return withheld_as(where, found, taken)


async def timeline_again(revision: Revision, writer: Writer, note: str) -> Again:
    """A timeline with new events from the dated facts, and the locked ones as they were.

    Raises StoryError where nothing can be shown, and AnswerError where the writer says nothing usable.
    """
    digest, sources = revision.digest, sources_of(revision)
    locked = [event for event in digest.timeline if event.locked]
    open_ones = [event for event in digest.timeline if not event.locked]
    most = max(1, MOST_EVENTS - len(locked))
    brief = digest_brief(fact_book(revision), sources)._replace(
        most=most, note=note, before=tuple(event.text for event in open_ones)
    )
    made = await timeline(writer, brief, sources)
    if made.failure is not None:
        raise made.failure
    taken = ids_in(digest) - {event.id for event in open_ones}
    repeated = [event for event in made.events if any(same_event(event, other) for other in locked)]
    fresh = [event for event in made.events if event not in repeated]
    if not fresh:
        raise StoryError(f"{digest.story_id}: not one new event could be shown in the dated facts")
    ids = ids_by_evidence(fresh, open_ones, taken)
    new = [event.model_copy(update={"id": ids[event.id]}) for event in fresh]

    def changed(events: Sequence[Event]) -> Digest:
        return replaced(digest, timeline=(*locked, *events))

    new = _in_day_order(new, locked, digest, sources)
    told, dropped = _with_what_titles_rest_on(digest, new, open_ones, changed, most=most, sources=sources)
    withheld = [withheld_as("timeline", found, taken) for found in made.withheld]
    gone = [event for event in (*repeated, *dropped) if event.origin is Origin.GENERATED]
    withheld += [_given_way("timeline", event, taken) for event in gone]
    return Again(TimelineContent(events=changed(told).timeline), tuple(withheld))


def _in_day_order(new: Sequence[Event], locked: Sequence[Event], digest: Digest, sources: Sources) -> Sequence[Event]:
    """The new events with ids by which they sort as they happened, among the locked ones too."""
    known = {event.id for event in digest.timeline}
    return [event for event in in_day_order((*locked, *new), sources.articles, known) if event not in locked]


async def headline_again(revision: Revision, writer: Writer, note: str) -> Again:
    """Another headline. Raises AnswerError where the writer says nothing usable."""
    digest, sources = revision.digest, sources_of(revision)
    shown = shown_by(digest, sources)
    offered = [
        *headlines(fact_book(revision)),
        *(words for section in digest.sections for words in own_words(section, sources)),
    ]
    options = [
        words
        for words in dict.fromkeys(offered)
        if sources.title_support(words, shown).verdict is not Verdict.UNSUPPORTED
    ]
    brief = HeadlineBrief(
        language=digest.language,
        headline=digest.headline,
        headings=tuple(section.heading for section in digest.sections),
        told=tuple(sentence.text for sentence in digest.sentences),
        titles=tuple(article.title for article in digest.articles if article.title and not article.withdrawn),
        options=tuple(options),
        note=note,
    )
    made = await headline(writer, brief, shown, sources)
    taken = ids_in(digest)
    withheld = [
        Withheld(
            id=unique(new_id("w", "headline", refusal.text), taken),
            where="headline",
            text=refusal.text,
            reasons=refusal.reasons,
        )
        for refusal in made.refused
    ]
    return Again(HeadlineContent(text=made.text, origin=made.origin), tuple(withheld))
