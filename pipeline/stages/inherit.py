"""What one revision takes over from the one before it: article numbers, and the ids of what shares evidence."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from pipeline.domain.article import ArticleText, Evidence
from pipeline.domain.digest import Digest, Event, Revision, Section, Sentence, Withheld, timeline_key
from pipeline.sources.story import page_key
from pipeline.stages.assemble import Assembled
from pipeline.stages.ids import unique

S = TypeVar("S", Sentence, Event)


def renumbered(articles: Sequence[ArticleText], previous: Revision | None) -> tuple[ArticleText, ...]:
    """The articles under the numbers of their URLs; new ones get the next, those taken out stay as withdrawn.

    Two spellings of one page's URL (a fragment, tracking parameters) are one page.
    """
    if previous is None:
        return tuple(articles)
    numbers = {page_key(article.url): article.number for article in previous.articles}
    following = max(numbers.values(), default=0)
    current: list[ArticleText] = []
    for article in articles:
        key = page_key(article.url)
        if key not in numbers:
            following += 1
            numbers[key] = following
        current.append(article.model_copy(update={"number": numbers[key]}))
    listed = {article.number for article in current}
    gone = [a.model_copy(update={"withdrawn": True}) for a in previous.articles if a.number not in listed]
    return tuple(sorted((*current, *gone), key=lambda article: article.number))


def with_ids_of(previous: Digest, made: Assembled, elsewhere: Collection[str] = ()) -> Assembled:
    """The same digest, in which a section, sentence or event that shares evidence with an earlier one has its id.

    What stands `elsewhere` under an id keeps it for itself.
    """
    taken = set(elsewhere)
    sections = _matched(
        [(section.id, _of_section(section)) for section in made.sections],
        [(section.id, _of_section(section)) for section in previous.sections],
        taken,
    )
    sentences = ids_by_evidence([s for section in made.sections for s in section.sentences], previous.sentences, taken)
    events = ids_by_evidence(made.events, previous.timeline, taken)
    return Assembled(
        sections=tuple(
            section.model_copy(
                update={
                    "id": sections[section.id],
                    "sentences": tuple(s.model_copy(update={"id": sentences[s.id]}) for s in section.sentences),
                }
            )
            for section in made.sections
        ),
        events=tuple(
            sorted((event.model_copy(update={"id": events[event.id]}) for event in made.events), key=timeline_key)
        ),
        withheld=tuple(_rehoused(withheld, sections, taken) for withheld in made.withheld),
    )


def _rehoused(withheld: Withheld, sections: dict[str, str], taken: set[str]) -> Withheld:
    kind, colon, section_id = withheld.where.partition(":")
    where = f"{kind}{colon}{sections.get(section_id, section_id)}"
    return withheld.model_copy(update={"id": unique(withheld.id, taken), "where": where})


def _of_section(section: Section) -> frozenset[tuple[int, str]]:
    return frozenset(mark for sentence in section.sentences for mark in _marks(sentence.evidence))


def _marks(evidence: Sequence[Evidence]) -> frozenset[tuple[int, str]]:
    """What tells pieces of evidence apart even when their page's text has moved."""
    return frozenset((piece.article, piece.quote) for piece in evidence)


def ids_by_evidence(made: Sequence[S], before: Sequence[S], taken: set[str]) -> dict[str, str]:
    """For the id of each new statement that of the earlier one that shares most evidence with it, each given once.

    One that shares none keeps its own, made unlike those that are taken.
    """
    return _matched([(s.id, _marks(s.evidence)) for s in made], [(s.id, _marks(s.evidence)) for s in before], taken)


def _matched(
    made: Sequence[tuple[str, frozenset[tuple[int, str]]]],
    before: Sequence[tuple[str, frozenset[tuple[int, str]]]],
    taken: set[str],
) -> dict[str, str]:
    """For each new id the earlier one that shares most evidence, each given once; else the new one."""
    pairs = [
        (len(mine & theirs), n, new, old)
        for new, mine in made
        for n, (old, theirs) in enumerate(before)
        if mine & theirs
    ]
    ids: dict[str, str] = {}
    for _, _, new, old in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if new not in ids and old not in taken:
            ids[new] = old
            taken.add(old)
    return ids | {new: unique(new, taken) for new, _ in made if new not in ids}
