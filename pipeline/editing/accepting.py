"""Accepting a candidate: its part takes the place of the one that stands, and nothing else moves."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from pipeline.domain.candidate import (
    Candidate,
    CandidateState,
    HeadlineContent,
    Part,
    SectionContent,
    TimelineContent,
)
from pipeline.domain.digest import Digest, Provenance, Revision, Usage, Withheld
from pipeline.editing.parts import content_of, ids_in, refuse_locked, section_of
from pipeline.editing.revising import following, replaced, sources_of
from pipeline.editing.titles import fallen, shown_by
from pipeline.errors import Conflict, UnknownPart
from pipeline.stages.ids import unique


def accepted(revision: Revision, candidate: Candidate, now: datetime, base: Revision) -> Revision:
    """The next revision, with a candidate in the place of its part; every other part stays as it is, to the byte.

    `base` is the revision that the candidate was written for. Coverage, withheld and provenance follow. Raises
    Conflict, with what changed, where the part, the articles or what the candidate rests on are no longer those of
    `base`, and where somebody has decided on the candidate; Locked where the part was locked meanwhile.
    """
    digest = revision.digest
    if not candidate.is_waiting:
        raise Conflict(f"candidate {candidate.id} was {candidate.state} by {candidate.decided_by} already")
    if moved := list(moved_on(base.digest, digest, candidate.part)):
        raise Conflict(
            f"{digest.story_id}: the digest moved on since candidate {candidate.id} was written for revision "
            f"{candidate.base_revision}: {'; '.join(moved)}; have it redone on top"
        )
    refuse_locked(digest, candidate.part)
    changed = applied(digest, candidate)
    sources = sources_of(revision)
    told = [f"nothing would show the {title.name} any more" for title in fallen(digest, changed, sources)]
    if isinstance(candidate.content, HeadlineContent):
        support = sources.title_support(candidate.content.text, shown_by(digest, sources))
        told += [reason.message for reason in support.reasons if reason.hard]
    if told:
        raise Conflict(f"{digest.story_id}: candidate {candidate.id} no longer fits: {told[0]}; have it redone on top")
    made = changed.model_copy(update={"provenance": _provenance(digest.provenance, candidate)})
    return following(revision, made, revision, now)


def decided(candidate: Candidate, state: CandidateState, by: str, at: datetime) -> Candidate:
    """The candidate with what an editor decided on it. Raises Conflict where that is done already."""
    if not candidate.is_waiting:
        raise Conflict(f"candidate {candidate.id} was {candidate.state} by {candidate.decided_by} already")
    return candidate.model_copy(update={"state": state, "decided_by": by, "decided_at": at})


def moved_on(base: Digest, current: Digest, part: Part) -> Iterator[str]:
    """What of a part, or of the articles, is no longer as it was, in words."""
    then = {article.number: article for article in base.articles}
    now = {article.number: article for article in current.articles}
    for number in sorted(then.keys() | now.keys()):
        if number not in then:
            yield f"article {number} was added"
        elif number not in now or now[number].withdrawn != then[number].withdrawn:
            yield f"article {number} was {'withdrawn' if not then[number].withdrawn else 'taken in again'}"
        elif now[number].sha256 != then[number].sha256:
            yield f"the text of article {number} changed"
    try:
        before, after = content_of(base, part), content_of(current, part)
    except UnknownPart:
        yield f"{part} is gone"
        return
    if before != after:
        yield f"{part} was changed"


def applied(digest: Digest, candidate: Candidate) -> Digest:
    """The digest with a candidate's content in the place of its part."""
    taken = ids_in(digest) - {withheld.id for withheld in digest.withheld if withheld.where == str(candidate.part)}
    match candidate.content:
        case SectionContent(heading=heading, origin=origin, sentences=sentences):
            section = section_of(digest, candidate.part.section_id)
            taken -= {sentence.id for sentence in section.sentences}
            told = tuple(s.model_copy(update={"id": unique(s.id, taken)}) for s in sentences)
            made = section.model_copy(update={"heading": heading, "origin": origin, "sentences": told})
            changed = replaced(digest, sections=tuple(made if s.id == made.id else s for s in digest.sections))
        case TimelineContent(events=events):
            taken -= {event.id for event in digest.timeline}
            changed = replaced(digest, timeline=tuple(e.model_copy(update={"id": unique(e.id, taken)}) for e in events))
        case HeadlineContent(text=text, origin=origin):
            changed = replaced(digest, headline=text, headline_origin=origin)
    return replaced(changed, withheld=_withheld(digest, candidate, taken))


def _withheld(digest: Digest, candidate: Candidate, taken: set[str]) -> tuple[Withheld, ...]:
    """What was withheld: of the part what its new text was withheld of, of the rest what was withheld before."""
    kept = [withheld for withheld in digest.withheld if withheld.where != str(candidate.part)]
    return (*kept, *(w.model_copy(update={"id": unique(w.id, taken)}) for w in candidate.withheld))


def _provenance(before: Provenance, candidate: Candidate) -> Provenance:
    """What made the digest: the part's prompts and answers come in addition."""
    prompts = {**before.prompts, **candidate.prompts}
    return before.model_copy(
        update={"prompts": dict(sorted(prompts.items())), "usage": _sum(before.usage, candidate.usage)}
    )


def _sum(one: Usage, other: Usage) -> Usage:
    if not other.requests:
        return one
    known = one.cost_usd is not None and other.cost_usd is not None
    cost = Decimal(str(one.cost_usd)) + Decimal(str(other.cost_usd)) if known else None
    return Usage(
        requests=one.requests + other.requests,
        input_tokens=one.input_tokens + other.input_tokens,
        cached_tokens=one.cached_tokens + other.cached_tokens,
        output_tokens=one.output_tokens + other.output_tokens,
        cost_usd=float(cost) if cost is not None else None,
    )
