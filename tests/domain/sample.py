"""A small digest that keeps every promise, and its parts as JSON to break one at a time."""

from datetime import UTC, date, datetime, timedelta, timezone

from pydantic import JsonValue, TypeAdapter

from pipeline.domain.article import ArticleText, Evidence, Fact, text_sha256
from pipeline.domain.dates import EventDate, Precision, Status
from pipeline.domain.digest import (
    Correction,
    Coverage,
    Digest,
    Event,
    Origin,
    Provenance,
    Revision,
    Section,
    Sentence,
    Uncited,
    Usage,
    Withheld,
)
from pipeline.domain.support import Override, Reason, Support, Verdict

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
SUPPORTED = Support(verdict=Verdict.SUPPORTED, score=1.0)
FINDING = Reason(kind="number", words="241", hard=True, message="the evidence says 214, not 241")
UNSUPPORTED = Support(verdict=Verdict.UNSUPPORTED, score=0.2, reasons=(FINDING,))


def page(number: int, text: str, published: datetime | date | None) -> ArticleText:
    """An article of a text."""
    return ArticleText(
        number=number,
        url=f"https://outlet{number}.example/ferry",
        title="Ferry runs aground",
        publisher=f"Outlet {number}",
        authors=("Marta Lind",),
        published=published,
        language="en",
        sha256=text_sha256(text),
        text=text,
    )


FIRST = page(
    1,
    "The ferry Aurora ran aground on 9 March. Tugs pulled it free on 11 March.",
    datetime(2026, 3, 10, 5, 12, tzinfo=timezone(timedelta(hours=9))),
)
SECOND = page(2, "The ferry’s owner said 214 people were on board. 😀 It was built in 1998.", date(2026, 3, 11))
THIRD = page(3, "The harbour of Kestrel Bay was closed for a day.", None)


def quoted(article: ArticleText, words: str) -> Evidence:
    """The evidence of some words."""
    start = article.text.index(words)
    return article.evidence(start, start + len(words))


AGROUND = quoted(FIRST, "The ferry Aurora ran aground on 9 March.")
FREE = quoted(FIRST, "Tugs pulled it free on 11 March.")
PEOPLE = quoted(SECOND, "The ferry’s owner said 214 people were on board.")
BUILT = quoted(SECOND, "It was built in 1998.")


def day(first: int, last: int | None = None) -> EventDate:
    """A day or some days of March 2026."""
    return EventDate(
        earliest=date(2026, 3, first),
        latest=date(2026, 3, last or first),
        precision=Precision.DAY,
        modifier=None,
        label=f"Mar {first}, 2026",
    )


def told(sentence_id: str, *evidence: Evidence) -> Sentence:
    """A sentence in its evidence's own words."""
    return Sentence(
        id=sentence_id, text=evidence[0].quote, origin=Origin.EXTRACTED, evidence=evidence, support=SUPPORTED
    )


def event(event_id: str, when: EventDate, evidence: Evidence = AGROUND) -> Event:
    """An event in its evidence's own words."""
    return Event(
        id=event_id,
        text=evidence.quote,
        origin=Origin.EXTRACTED,
        evidence=(evidence,),
        support=SUPPORTED,
        status=Status.HAPPENED,
        date=when,
    )


def digest() -> Digest:
    """The digest of the ferry's story."""
    overridden = Sentence(
        id="s3",
        text="The ferry carried 241 people.",
        origin=Origin.EDITED,
        evidence=(PEOPLE,),
        support=UNSUPPORTED,
        override=Override(by="desk", at=NOW, reason="the owner corrected the number by telephone"),
    )
    return Digest(
        story_id="ferry-aurora",
        revision=1,
        headline="Ferry Aurora runs aground",
        headline_origin=Origin.EXTRACTED,
        updated=NOW,
        language="en",
        articles=(FIRST.listing, SECOND.listing, THIRD.listing),
        sections=(
            Section(
                id="a",
                heading="Aground",
                origin=Origin.EXTRACTED,
                facts=("f1", "f2"),
                sentences=(told("s1", AGROUND), told("s2", FREE)),
            ),
            Section(id="b", heading="On board", origin=Origin.EDITED, facts=("f3",), sentences=(overridden,)),
        ),
        timeline=(event("e1", day(9)), event("e2", day(11), FREE)),
        withheld=(Withheld(id="w1", where="section:a", text="It sank.", evidence=(AGROUND,), reasons=(FINDING,)),),
        coverage=Coverage(
            cited=(1, 2), uncited=(Uncited(article=3, reason="nothing new"),), single_source_sections=("a", "b")
        ),
        corrections=(Correction(at=NOW, revision=1, text="The number of passengers was put right."),),
        provenance=Provenance(
            model="builtin", prompts={"section": "0" * 64}, input_sha256="1" * 64, usage=Usage(requests=2)
        ),
    )


def revision() -> Revision:
    """The digest with its articles and facts."""
    return Revision(digest=digest(), articles=(FIRST, SECOND, THIRD), facts=(Fact(id="f1", evidence=(AGROUND,)),))


def as_json(model: Digest | Revision) -> dict[str, JsonValue]:
    """A model as JSON holds it."""
    return TypeAdapter(dict[str, JsonValue]).validate_json(model.model_dump_json())
