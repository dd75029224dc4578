"""The promises of a digest, checked against its articles alone: how it was made does not matter here."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.checks.denials import denial_of, denials, tells_both_sides
from pipeline.checks.events import lost_precision, same_event, wrong_date, wrong_status
from pipeline.checks.passage import Passage, passages
from pipeline.checks.support import check_support, supports_a_part
from pipeline.dates import label
from pipeline.domain.article import ArticleText, text_sha256
from pipeline.domain.dates import Status
from pipeline.domain.digest import Digest, Event, Revision, Section, Statement, timeline_key
from pipeline.domain.support import Verdict
from pipeline.text.fold import squeeze

_MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z!][^>]*>?|\]\s*\(|https?://\S+|javascript:", re.IGNORECASE)


class Fault(NamedTuple):
    """A broken promise, or a notice about something an editor should know, and where in the digest it is."""

    promise: int
    where: str
    message: str
    is_notice: bool = False

    def __str__(self) -> str:
        kind = "notice" if self.is_notice else f"promise {self.promise}"
        return f"{kind}: {self.where}: {self.message}"


class _Place(NamedTuple):
    """A statement of a digest and what to call its place."""

    where: str
    statement: Statement


def check_revision(revision: Revision) -> list[Fault]:
    """Every broken promise of a digest, in reading order, and after them the notices."""
    articles = {article.number: article for article in revision.articles}
    found = [*_check(revision, articles)]
    return sorted(found, key=lambda fault: fault.is_notice)


def _check(revision: Revision, articles: Mapping[int, ArticleText]) -> Iterator[Fault]:
    digest = revision.digest
    yield from _articles(digest, articles)
    yield from _headline(digest, articles)
    for number, section in enumerate(digest.sections, 1):
        yield from _section(number, section, digest, articles)
    for place in _places(digest):
        yield from _statement(place, digest, articles)
    yield from _timeline(digest, articles)
    yield from _facts(revision, articles)
    for withheld in digest.withheld:
        if not withheld.reasons:
            yield Fault(6, f"withheld “{_short(withheld.text)}”", "it was withheld without a reason")
    yield from _coverage(digest)


def _places(digest: Digest) -> list[_Place]:
    sentences = [
        _Place(f"section {s} “{_short(section.heading)}”, sentence {n}", sentence)
        for s, section in enumerate(digest.sections, 1)
        for n, sentence in enumerate(section.sentences, 1)
    ]
    return sentences + [_Place(_entry(n, event), event) for n, event in enumerate(digest.timeline, 1)]


def _entry(number: int, event: Event) -> str:
    return f"timeline entry {number} “{event.date.label}”"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _articles(digest: Digest, articles: Mapping[int, ArticleText]) -> Iterator[Fault]:
    for listed in digest.articles:
        article = articles.get(listed.number)
        if article is None:
            yield Fault(
                1,
                f"article {listed.number}",
                "its text is not in articles.json, so nothing that cites it can be checked",
            )
        elif text_sha256(article.text) != article.sha256 or article.sha256 != listed.sha256:
            yield Fault(
                1, f"article {listed.number}", "its text is not the one that the digest was made from (sha256 differs)"
            )
    numbers = [listed.number for listed in digest.articles]
    if numbers != sorted(set(numbers)):
        yield Fault(7, "articles", "the article numbers are out of order or given twice")


def _cited(digest: Digest, articles: Mapping[int, ArticleText]) -> tuple[Passage, ...]:
    """What the headline and headings are held to: all that the digest cites, and the articles' titles."""
    evidence = dict.fromkeys(piece for statement in digest.statements for piece in statement.evidence)
    titles = [
        Passage(quote=a.title, language=a.language, published=a.published, publisher=a.publisher, article=a.number)
        for a in articles.values()
        if a.title
    ]
    return (*passages(evidence, articles), *titles)


def _headline(digest: Digest, articles: Mapping[int, ArticleText]) -> Iterator[Fault]:
    yield from _words("headline", digest.headline, _cited(digest, articles), digest.language)


def _section(number: int, section: Section, digest: Digest, articles: Mapping[int, ArticleText]) -> Iterator[Fault]:
    where = f"section {number} “{_short(section.heading)}”"
    yield from _words(f"{where}, heading", section.heading, _cited(digest, articles), digest.language)
    if not 2 <= len(section.sentences) <= 4:
        yield Fault(6, where, f"it has {len(section.sentences)} sentence(s); 2 to 4 are usual", is_notice=True)


def _words(where: str, text: str, evidence: Sequence[Passage], language: str) -> Iterator[Fault]:
    for reason in check_support(text, evidence, language).reasons:
        if reason.hard:
            yield Fault(2, where, reason.message)


def _statement(place: _Place, digest: Digest, articles: Mapping[int, ArticleText]) -> Iterator[Fault]:
    where, statement = place
    if not statement.evidence:
        yield Fault(1, where, f"“{_short(statement.text)}” has no evidence: nothing is cited for it")
    for piece in statement.evidence:
        article = articles.get(piece.article)
        if article is None:
            yield Fault(1, where, f"it cites article {piece.article}, which the digest does not have")
        elif not article.shows(piece) or piece.end - piece.start != len(piece.quote):
            yield Fault(
                1, where, f"article {piece.article} does not say “{_short(piece.quote)}” at {piece.start}–{piece.end}"
            )
    yield from _support(place, digest, articles)
    yield from _foreign_markup(place)


def _support(place: _Place, digest: Digest, articles: Mapping[int, ArticleText]) -> Iterator[Fault]:
    where, statement = place
    evidence = passages(statement.evidence, articles)
    if not evidence:
        return
    hard = [reason for reason in check_support(statement.text, evidence, digest.language).reasons if reason.hard]
    overridden = statement.override is not None
    for reason in hard:
        yield Fault(2, where, reason.message, is_notice=overridden)
    if statement.support.verdict is Verdict.UNSUPPORTED and not hard and not overridden:
        yield Fault(2, where, "it is marked as unsupported and published without an editor's override")
    if statement.override:
        yield Fault(
            2, where, f"published by {statement.override.by}'s override: {statement.override.reason}", is_notice=True
        )
    for number in dict.fromkeys(passage.article for passage in evidence):
        own = [passage for passage in evidence if passage.article == number]
        if not any(supports_a_part(statement.text, passage, digest.language) for passage in own):
            yield Fault(3, where, f"what it cites of article {number} supports no part of it", is_notice=overridden)


def _foreign_markup(place: _Place) -> Iterator[Fault]:
    quoted = " ".join(squeeze(piece.quote) for piece in place.statement.evidence)
    for match in _MARKUP.finditer(place.statement.text):
        if squeeze(match[0]) not in quoted:
            yield Fault(9, place.where, f"markup or a link that no source quotes: “{_short(match[0])}”")


def _timeline(digest: Digest, articles: Mapping[int, ArticleText]) -> Iterator[Fault]:
    known = denials(tuple(articles.values()))
    for number, event in enumerate(digest.timeline, 1):
        where = _entry(number, event)
        evidence = passages(event.evidence, articles)
        overridden = event.override is not None
        yield from _date(where, event, evidence)
        for reason in wrong_status(event, evidence):
            yield Fault(5, where, reason.message, is_notice=overridden)
        denial = denial_of(event.text, known)
        if denial is not None and not (event.status is Status.DISPUTED and tells_both_sides(event.text)):
            message = f"article {denial.evidence.article} denies this (“{_short(denial.evidence.quote)}”): mark it as disputed and name both sides"
            yield Fault(5, where, message, is_notice=overridden)
        for earlier_number, earlier in enumerate(digest.timeline[: number - 1], 1):
            if same_event(earlier, event):
                yield Fault(
                    5, where, f"it tells the same event as entry {earlier_number} “{earlier.date.label}”: merge them"
                )
        if number > 1 and timeline_key(digest.timeline[number - 2]) > timeline_key(event):
            earlier = digest.timeline[number - 2]
            yield Fault(5, where, f"out of order: it stands after entry {number - 1} “{earlier.date.label}”")


def _date(where: str, event: Event, evidence: Sequence[Passage]) -> Iterator[Fault]:
    date, overridden = event.date, event.override is not None
    if date.earliest is not None and date.earliest > date.latest:
        yield Fault(4, where, f"its date ends ({date.latest}) before it starts ({date.earliest})")
        return
    expected = label(date.earliest, date.latest, date.precision, date.modifier, event.status)
    if date.label != expected:
        yield Fault(4, where, f"its label should read “{expected}”")
    if evidence:
        for reason in wrong_date(event, evidence):
            yield Fault(4, where, reason.message, is_notice=overridden)
        for message in lost_precision(event, evidence):
            yield Fault(4, where, message, is_notice=True)


def _facts(revision: Revision, articles: Mapping[int, ArticleText]) -> Iterator[Fault]:
    owner: dict[str, int] = {}
    known = {fact.id for fact in revision.facts}
    for number, section in enumerate(revision.digest.sections, 1):
        for fact_id in section.facts:
            if owner.setdefault(fact_id, number) != number:
                yield Fault(7, f"section {number}", f"fact {fact_id} serves section {owner[fact_id]} too")
            if known and fact_id not in known:
                yield Fault(1, f"section {number}", f"fact {fact_id} is not in facts.json")
    for fact in revision.facts:
        for piece in fact.evidence:
            if piece.article not in articles or not articles[piece.article].shows(piece):
                yield Fault(1, f"fact {fact.id}", f"article {piece.article} does not say “{_short(piece.quote)}” there")


def _coverage(digest: Digest) -> Iterator[Fault]:
    cited = sorted({number for statement in digest.statements for number in statement.citations})
    if list(digest.coverage.cited) != cited:
        yield Fault(3, "coverage", f"it lists the cited articles as {list(digest.coverage.cited)}; they are {cited}")
    reasons = {uncited.article: uncited.reason for uncited in digest.coverage.uncited}
    for article in digest.articles:
        if article.number not in cited and not article.withdrawn:
            reason = reasons.get(article.number, "no reason is given")
            yield Fault(3, f"article {article.number}", f"no sentence or event cites it: {reason}", is_notice=True)
    for number, section in enumerate(digest.sections, 1):
        sources = {article for sentence in section.sentences for article in sentence.citations}
        if len(sources) == 1 and len(digest.articles) > 1:
            message = f"it rests on one source alone, article {sources.pop()}"
            yield Fault(3, f"section {number} “{_short(section.heading)}”", message, is_notice=True)
