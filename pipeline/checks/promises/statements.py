"""Promises about words: the headline, the headings, every sentence and event against what is cited for it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.checks.citations import earning
from pipeline.checks.denials import Denial, denials
from pipeline.checks.findings.links import LINK
from pipeline.checks.passage import Passage, passages
from pipeline.checks.promises.fault import Fault, entry_place, section_place, short
from pipeline.checks.support import check_support
from pipeline.checks.titles import heading_support
from pipeline.domain.article import ArticleText
from pipeline.domain.digest import Digest, Event, Statement
from pipeline.domain.support import Verdict
from pipeline.text.fold import squeeze


class _Place(NamedTuple):
    """A statement of a digest and what to call its place."""

    where: str
    statement: Statement


class _Titled(NamedTuple):
    """A headline or heading and what to call its place."""

    where: str
    text: str


def broken_titles(digest: Digest, articles: Mapping[int, ArticleText]) -> Iterator[Fault]:
    """A headline or heading that neither what the digest cites nor a title shows, or that a source denies."""
    cited, denied = _cited(digest, articles), denials(tuple(articles.values()))
    yield from _title(_Titled("headline", digest.headline), cited, denied, digest.language)
    for number, section in enumerate(digest.sections, 1):
        where = section_place(number, section)
        yield from _title(_Titled(f"{where}, heading", section.heading), cited, denied, digest.language)
        if not 2 <= len(section.sentences) <= 4:
            yield Fault(6, where, f"it has {len(section.sentences)} sentence(s); 2 to 4 are usual", is_notice=True)


def _cited(digest: Digest, articles: Mapping[int, ArticleText]) -> tuple[Passage, ...]:
    evidence = dict.fromkeys(piece for statement in digest.statements for piece in statement.evidence)
    titles = [
        Passage(quote=a.title, language=a.language, published=a.published, publisher=a.publisher, article=a.number)
        for a in articles.values()
        if a.title
    ]
    return (*passages(evidence, articles), *titles)


def _title(title: _Titled, evidence: Sequence[Passage], denied: Sequence[Denial], language: str) -> Iterator[Fault]:
    where, text = title
    for reason in heading_support(text, evidence, denied, language).reasons:
        if reason.hard:
            yield Fault(2, where, reason.message)
    yield from _foreign_markup(where, text, [passage.quote for passage in evidence])


def broken_statements(digest: Digest, articles: Mapping[int, ArticleText]) -> Iterator[Fault]:
    """Sentences and events without evidence, with quotes that are not found, or that their evidence does not show."""
    for where, statement in _places(digest):
        if not statement.evidence:
            yield Fault(1, where, f"“{short(statement.text)}” has no evidence: nothing is cited for it")
        for piece in statement.evidence:
            article = articles.get(piece.article)
            if article is None:
                yield Fault(1, where, f"it cites article {piece.article}, whose text is not there")
            elif not article.shows(piece) or piece.end - piece.start != len(piece.quote):
                message = f"article {piece.article} does not say “{short(piece.quote)}” at {piece.start}–{piece.end}"
                yield Fault(1, where, message)
        yield from _unsupported(_Place(where, statement), passages(statement.evidence, articles), digest.language)
        yield from _foreign_markup(where, statement.text, [piece.quote for piece in statement.evidence])


def _places(digest: Digest) -> Iterator[_Place]:
    for s, section in enumerate(digest.sections, 1):
        for n, sentence in enumerate(section.sentences, 1):
            yield _Place(f"{section_place(s, section)}, sentence {n}", sentence)
    for n, event in enumerate(digest.timeline, 1):
        yield _Place(entry_place(n, event), event)


def _unsupported(place: _Place, evidence: Sequence[Passage], language: str) -> Iterator[Fault]:
    where, statement = place
    overridden = statement.override is not None
    if statement.override is not None:
        message = f"published by {short(statement.override.by)}'s override: {statement.override.reason}"
        yield Fault(2, where, message, is_notice=True)
    if statement.support.verdict is Verdict.UNSUPPORTED and not overridden:
        yield Fault(2, where, "it is marked as unsupported and published without an editor's override")
    if not evidence:
        return
    for reason in check_support(statement.text, evidence, language).reasons:
        if reason.hard:
            yield Fault(2, where, reason.message, is_notice=overridden)
    day = statement.date if isinstance(statement, Event) else None
    earned = {passage.article for passage in earning(statement.text, evidence, language, day)}
    for number in dict.fromkeys(passage.article for passage in evidence):
        if number not in earned:
            yield Fault(3, where, f"what it cites of article {number} supports no part of it", is_notice=overridden)


def _foreign_markup(where: str, text: str, quotes: Sequence[str]) -> Iterator[Fault]:
    found = list(LINK.finditer(text))
    if not found:
        return
    quoted = [squeeze(quote) for quote in quotes]
    for match in found:
        if not any(squeeze(match[0]) in quote for quote in quoted):
            yield Fault(9, where, f"markup or a link that no source quotes: “{short(match[0])}”")


def silent_withholding(digest: Digest) -> Iterator[Fault]:
    """What was withheld without a reason, which an editor could not judge."""
    for withheld in digest.withheld:
        if not withheld.reasons:
            yield Fault(6, f"withheld “{short(withheld.text)}”", "it was withheld without a reason")
