"""Section: 2 to 4 sentences from a section's facts, each shown by its evidence."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.checks.alike import alike
from pipeline.domain.article import Fact
from pipeline.domain.digest import Origin
from pipeline.errors import AnswerError
from pipeline.facts.merge import near_identical
from pipeline.stages.computing import Computing, compute_here
from pipeline.stages.drafting import settled
from pipeline.stages.orders import REPETITION
from pipeline.stages.verify import Sources, Verified, claims, judged, refused_if_dangling, standing_count, verify
from pipeline.text.fold import squeeze
from pipeline.text.standalone import lead_in_cut
from pipeline.writers.builtin import quotable, sentences
from pipeline.writers.drafts import Claim, DraftSentence, Judge, SectionBrief, Writer

FEWEST, MOST = 2, 4
"""How many sentences a section has."""


class Written(NamedTuple):
    """A verified sentence and whose words it is."""

    verified: Verified
    origin: Origin


class WrittenSection(NamedTuple):
    """What a section says, and what was withheld from it."""

    sentences: tuple[Written, ...]
    withheld: tuple[Verified, ...]
    failure: AnswerError | None = None
    """Why the writer had nothing usable to say, where the facts' own words stand in."""


async def section(
    writer: Writer,
    brief: SectionBrief,
    sources: Sources,
    judge: Judge | None = None,
    computing: Computing = compute_here,
) -> WrittenSection:
    """Ask for a section until every sentence stands or no more drafts may be asked for; withhold what does not.

    The writer itself judges unless there is a `judge`. Where too little is left, the facts' own words stand in.
    """
    failure = None
    try:
        drafted = await _drafted(writer, brief, sources, judge or writer, computing)
    except AnswerError as error:
        drafted, failure = [], error
    standing = [Written(found, writer.origin) for found in drafted if found.stands]
    withheld = [found for found in drafted if not found.stands]
    withheld += [w.verified.refused("too-many", f"a section has at most {MOST} sentences") for w in standing[MOST:]]
    if len(standing) < FEWEST and writer.origin is not Origin.EXTRACTED:
        standing += await computing(_stand_ins, brief, standing, sources)
    kept = withheld if writer.origin is Origin.GENERATED else ()
    return WrittenSection(tuple(standing[:MOST]), tuple(kept), failure)


async def _drafted(
    writer: Writer, brief: SectionBrief, sources: Sources, judge: Judge, computing: Computing
) -> list[Verified]:
    async def look(draft: Sequence[DraftSentence]) -> list[Verified]:
        verified, put = await computing(_checked, draft, writer.origin, brief, sources)
        ruled = await judged(judge, verified, put)
        if all(after.stands is before.stands for after, before in zip(ruled, verified, strict=True)):
            return ruled
        return await computing(_readable, ruled, writer.origin, sources)

    def complaints(found: Sequence[Verified]) -> list[str]:
        told = [complaint for sentence in found for complaint in sentence.complaints]
        too_few = len(found) < FEWEST and len(brief.facts) >= FEWEST
        return [*told, *([f"write {FEWEST} to {MOST} different sentences"] if too_few else [])]

    return await settled(writer.section(brief), look, complaints, standing_count)


def _checked(
    draft: Sequence[DraftSentence], origin: Origin, brief: SectionBrief, sources: Sources
) -> tuple[list[Verified], list[Claim | None]]:
    """Each drafted sentence with code's verdict, and what of them is put before the judge."""
    verified = _readable(_verified(draft, [ranked.fact for ranked in brief.facts], sources), origin, sources)
    if origin is Origin.GENERATED:
        verified = [_refused_if_told(found, brief.told) for found in verified]
    return verified, claims(verified, sources)


def _verified(draft: Sequence[DraftSentence], facts: Sequence[Fact], sources: Sources) -> list[Verified]:
    """Each drafted sentence with its verdict; one that says nearly what an earlier one says is refused."""
    known = {fact.id: fact for fact in facts}
    found: dict[str, Verified] = {}
    for sentence in draft:
        text = " ".join(sentence.text.split())
        if sources.language == "en" and (not found or any(squeeze(text) in squeeze(fact.text) for fact in facts)):
            text = lead_in_cut(text)  # what it leads over from stands in an article, not here
        if not text or text.casefold() in found:
            continue
        listed = [known[fact_id] for fact_id in dict.fromkeys(sentence.facts) if fact_id in known]
        verified = verify(text, listed, facts, sources)
        earlier = [each.text for each in found.values() if each.stands]
        if any(near_identical(text, other, sources.language) for other in earlier):
            verified = verified.refused(REPETITION, "an earlier sentence of the section says this already")
        found[text.casefold()] = verified
    return list(found.values())


def _refused_if_told(found: Verified, told: Sequence[str]) -> Verified:
    """Refuse what another section says already, where the others stand."""
    if not found.stands or not any(alike(found.text, other) for other in told):
        return found
    return found.refused(REPETITION, "another section says this already")


def _readable(found: Sequence[Verified], origin: Origin, sources: Sources) -> list[Verified]:
    """The sentences, but refused where nothing that stands before them says whom they are about."""
    if origin is Origin.EXTRACTED:
        return list(found)
    kept: list[Verified] = []
    for each in found:
        opens = not any(other.stands for other in kept)
        kept.append(refused_if_dangling(each, opens=opens, language=sources.language) if each.stands else each)
    return kept


def _stand_ins(brief: SectionBrief, standing: Sequence[Written], sources: Sources) -> list[Written]:
    """The facts' own words, for facts that nothing standing tells already, until there are enough sentences."""
    facts = [ranked.fact for ranked in brief.facts]
    told = {fact_id for written in standing for fact_id in written.verified.facts}
    added: list[Written] = []
    spare = [ranked for ranked in brief.facts if ranked.fact.id not in told and ranked.language == sources.language]
    for sentence in sentences([ranked for ranked in spare if quotable(ranked)]):
        if len(standing) + len(added) >= FEWEST:
            break
        found = verify(sentence.text, [fact for fact in facts if fact.id in sentence.facts], (), sources)
        said = (*brief.told, *(written.verified.text for written in (*standing, *added)))
        if found.stands and not any(alike(found.text, other) for other in said):
            added.append(Written(found, Origin.EXTRACTED))
    return added
