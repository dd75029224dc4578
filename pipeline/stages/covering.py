"""Covering: that an article with something to say is cited, as long as that costs the digest nothing.

Before the sections are written, one with room takes up the most salient fact of an article that no planned fact tells.
Afterwards an article that is still cited nowhere joins the evidence of a sentence that it shows by itself, since it
tells the same in other words; else its own words, where they are central enough, become a sentence of a section with
room.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.checks.alike import alike
from pipeline.checks.findings.coverage import tells_the_same
from pipeline.checks.roots import root_set
from pipeline.checks.support import check_support
from pipeline.domain.article import Evidence
from pipeline.domain.digest import Origin, Section, Sentence
from pipeline.domain.support import Verdict
from pipeline.facts import FactBook, RankedFact
from pipeline.stages.assemble import Assembled
from pipeline.stages.ids import new_id, unique
from pipeline.stages.section import MOST
from pipeline.stages.verify import Sources, verify
from pipeline.writers.builtin import quotable, sentences
from pipeline.writers.drafts import Plan, PlannedSection
from pipeline.writers.surroundings import Surroundings

_CENTRAL = 0.5
"""How salient a fact has to be, as a share of what the digest tells on the average, to be taken up for its article."""


def covering_plan(plan: Plan, book: FactBook) -> Plan:
    """The plan with a fact of each article that it leaves out, in the section with room that it is nearest to.

    Only facts that can be read on their own are taken up, and none that a section has already.
    """
    planned = {fact_id for section in plan.sections for fact_id in section.facts}
    told = {number for ranked in book.pick(sorted(planned)) for number in ranked.fact.articles}
    sections = list(plan.sections)
    around = Surroundings(book.articles)
    for ranked in book.ranked:
        fresh = ranked.language == book.language and ranked.fact.id not in planned
        if not fresh or told.issuperset(ranked.fact.articles) or not quotable(ranked) or around.limit(ranked):
            continue
        places = [place for place, section in enumerate(sections) if len(section.facts) < MOST]
        if not places:
            break
        place = max(places, key=lambda place: _nearness(ranked, _planned_words(sections[place], book), book))
        sections[place] = sections[place]._replace(facts=(*sections[place].facts, ranked.fact.id))
        told |= set(ranked.fact.articles)
    return plan._replace(sections=tuple(sections))


def _planned_words(section: PlannedSection, book: FactBook) -> list[str]:
    return [section.heading, *(ranked.fact.text for ranked in book.pick(section.facts))]


def _nearness(ranked: RankedFact, told: Sequence[str], book: FactBook) -> int:
    """How many words a fact shares with what a section tells."""
    return len(root_set(told, book.language) & root_set([ranked.fact.text], book.language))


def covered(made: Assembled, book: FactBook, sources: Sources) -> Assembled:
    """What was made, and the articles that it leaves out behind a sentence that they show, or in their own words."""
    for number in sorted({number for ranked in book.ranked for number in ranked.fact.articles}):
        if number not in _cited(made):
            own = [r for r in book.ranked if r.language == book.language and number in r.fact.articles]
            made = _joined(made, own, number, sources) or _told(made, own, book, sources) or made
    return made


def _cited(made: Assembled) -> set[int]:
    told = (*made.events, *(sentence for section in made.sections for sentence in section.sentences))
    return {number for statement in told for number in statement.citations}


class _Joining(NamedTuple):
    """A sentence with evidence from a further article, and how well that shows it by itself."""

    score: float
    section: int
    sentence: Sentence


def _joined(made: Assembled, facts: Sequence[RankedFact], number: int, sources: Sources) -> Assembled | None:
    """What was made, with an article behind the sentence that it shows best; None where it shows none by itself."""
    pieces = [piece for ranked in facts for piece in ranked.fact.evidence if piece.article == number]
    best = max(_joinings(made, pieces, sources), default=None, key=lambda joining: joining.score)
    if best is None:
        return None
    section = made.sections[best.section]
    told = tuple(best.sentence if other.id == best.sentence.id else other for other in section.sentences)
    return _with_section(made, best.section, section.model_copy(update={"sentences": told}))


def _with_section(made: Assembled, place: int, section: Section) -> Assembled:
    return made._replace(sections=(*made.sections[:place], section, *made.sections[place + 1 :]))


def _joinings(made: Assembled, pieces: Sequence[Evidence], sources: Sources) -> Iterator[_Joining]:
    for place, section in enumerate(made.sections):
        for sentence in section.sentences:
            for piece, passage in zip(pieces, sources.passages(pieces), strict=True):
                if not tells_the_same(sentence.text, passage, sources.language):
                    continue
                alone = check_support(sentence.text, (passage,), sources.language)
                evidence = sources.earning(sentence.text, (*sentence.evidence, piece))
                if alone.verdict is Verdict.SUPPORTED and len(evidence) > len(sentence.evidence):
                    yield _Joining(alone.score, place, sentence.model_copy(update={"evidence": evidence}))


def _told(made: Assembled, facts: Sequence[RankedFact], book: FactBook, sources: Sources) -> Assembled | None:
    """What was made, with the most salient new thing that an article says in its own words; None without one."""
    told = [sentence.text for section in made.sections for sentence in section.sentences]
    least = _CENTRAL * _salience(made, book)
    around = Surroundings(book.articles)
    for ranked in facts:
        if ranked.salience < least:
            return None
        places = _room_for(ranked, made.sections)
        fit = quotable(ranked) and not around.limit(ranked)
        if not places or not fit or any(alike(ranked.fact.text, other) for other in told):
            continue
        place = max(places, key=lambda n: _nearness(ranked, [s.text for s in made.sections[n].sentences], book))
        if grown := _grown(made.sections[place], ranked, made, sources):
            return _with_section(made, place, grown)
    return None


def _room_for(ranked: RankedFact, sections: Sequence[Section]) -> list[int]:
    """The places of the sections that have room for a fact: of the one that it belongs to, or of any."""
    owners = [place for place, section in enumerate(sections) if ranked.fact.id in section.facts]
    return [place for place in owners or range(len(sections)) if len(sections[place].sentences) < MOST]


def _salience(made: Assembled, book: FactBook) -> float:
    """How salient the facts of the sections are on the average."""
    told = [ranked.salience for section in made.sections for ranked in book.pick(section.facts)]
    return sum(told) / max(1, len(told))


def _grown(section: Section, ranked: RankedFact, made: Assembled, sources: Sources) -> Section | None:
    """A section with a fact's own words at its end; None where they do not stand."""
    (draft,) = sentences([ranked])
    found = verify(draft.text, [ranked.fact], (), sources)
    if not found.stands:
        return None
    taken = {each.id for other in made.sections for each in other.sentences}
    sentence = Sentence(
        id=unique(new_id("p", section.id, found.text), taken),
        text=found.text,
        origin=Origin.EXTRACTED,
        evidence=found.evidence,
        support=found.support,
    )
    facts = tuple(dict.fromkeys((*section.facts, ranked.fact.id)))
    return section.model_copy(update={"facts": facts, "sentences": (*section.sentences, sentence)})
