"""Headings: the last look at the headline and the headings, against what the digest cites in the end.

They were written for a plan; sentences may have been withheld since, and with them the evidence for a heading.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.checks.passage import Passage
from pipeline.domain.digest import Origin, Section, Withheld
from pipeline.domain.support import Support, Verdict
from pipeline.stages.assemble import Assembled
from pipeline.stages.ids import new_id, unique
from pipeline.stages.verify import Sources
from pipeline.text.names import names
from pipeline.writers.clauses import main_clause
from pipeline.writers.phrases import noun_phrases


class Headed(NamedTuple):
    """The digest's parts under a headline and headings that their evidence shows."""

    headline: str
    origin: Origin
    made: Assembled


def headed(
    headline: str,
    origin: Origin,
    made: Assembled,
    spare: str,
    sources: Sources,
    *,
    kept: Collection[Section] = (),
) -> Headed:
    """Replace what the cited words do not show: a heading by its section's own words, the headline by a title.

    What a model wrote and is replaced is withheld, with its reasons. The sections that are kept, and a headline that a
    person wrote, are left as they are.
    """
    shown = cited(made, sources)
    taken = {withheld.id for withheld in made.withheld}
    withheld = list(made.withheld)
    sections: list[Section] = []
    for section in made.sections:
        support = sources.title_support(section.heading, shown)
        if section in kept or support.verdict is not Verdict.UNSUPPORTED:
            sections.append(section)
            continue
        if section.origin is Origin.GENERATED:
            withheld.append(_withheld(f"heading:{section.id}", section.heading, support, taken))
        better = own_heading(section, shown, sources)
        sections.append(section.model_copy(update={"heading": better, "origin": Origin.EXTRACTED}))
    support = sources.title_support(headline, shown)
    if origin is not Origin.EDITED and support.verdict is Verdict.UNSUPPORTED:
        if origin is Origin.GENERATED:
            withheld.append(_withheld("headline", headline, support, taken))
        options = (spare, *(option for section in sections for option in own_words(section, sources)))
        headline, origin = _first_standing(options, shown, sources), Origin.EXTRACTED
    return Headed(headline, origin, Assembled(tuple(sections), made.events, tuple(withheld)))


def cited(made: Assembled, sources: Sources) -> tuple[Passage, ...]:
    """What headline and headings are held to: all that the digest cites, and the articles' titles."""
    statements = [*(s for section in made.sections for s in section.sentences), *made.events]
    evidence = dict.fromkeys(piece for statement in statements for piece in statement.evidence)
    return (*sources.passages(tuple(evidence)), *sources.titles)


def own_heading(section: Section, shown: Sequence[Passage], sources: Sources) -> str:
    """A heading in a section's own words that its evidence shows."""
    return _first_standing(own_words(section, sources), shown, sources)


def own_words(section: Section, sources: Sources) -> Iterator[str]:
    """What a section can be headed with in its sources' words, at worst a whole sentence."""
    quotes = [s.evidence[0].quote for s in section.sentences]
    yield from (phrase for quote in quotes if sources.language == "en" for phrase in noun_phrases(quote))
    yield from (clause for quote in quotes if (clause := main_clause(quote)))
    yield from (name.text for quote in quotes for name in names(quote, sources.language) if not name.opens)
    yield quotes[0]


def _first_standing(options: Iterable[str], shown: Sequence[Passage], sources: Sources) -> str:
    """The first option that its evidence shows; a whole sentence shows itself, even if another source denies it."""
    told = list(options)
    standing = (o for o in told if sources.title_support(o, shown).verdict is not Verdict.UNSUPPORTED)
    return next(standing, told[-1])


def _withheld(where: str, text: str, support: Support, taken: set[str]) -> Withheld:
    return Withheld(id=unique(new_id("w", where, text), taken), where=where, text=text, reasons=support.reasons)
