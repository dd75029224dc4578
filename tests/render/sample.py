"""A digest of the story of Seoul's and Moscow's contacts, as the domain models hold it; the outlets are invented."""

from datetime import UTC, date, datetime, timedelta, timezone

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
    Usage,
    Withheld,
)
from pipeline.domain.support import Override, Reason, Support, Verdict

KST = timezone(timedelta(hours=9))
MSK = timezone(timedelta(hours=3))


def article(number: int, text: str, **fields: object) -> ArticleText:
    """An article with its text and the hash of it."""
    given: dict[str, object] = {
        "number": number,
        "url": f"https://outlet{number}.example/story",
        "title": f"Title {number}",
        "publisher": f"Outlet {number}",
        "published": date(2026, 1, 16),
        "language": "en",
    }
    return ArticleText.model_validate({**given, **fields, "text": text, "sha256": text_sha256(text)})


CEREMONY = article(
    1,
    "Russian President Vladimir Putin said on Thursday that Moscow hopes to restore its relations with South Korea, "
    "telling newly arrived ambassadors that much of what the two countries once had was gone.\n"
    "“Goodwill has been squandered,” Putin said at the ceremony in the Kremlin, where he received the credentials of "
    "the new envoys, among them South Korea’s ambassador, Lee Sok‑bae. He urged both sides to return to a pragmatic "
    "approach.\n"
    "In earlier years, he recalled, Russia and the Republic of Korea had relied on such an approach and had achieved "
    "“truly good results” in trade and business. Russia counts on the restoration of relations, he said.\n"
    "South Korea joined the sanctions against Russia in 2022. Lee, who has served in Moscow before, made no statement "
    "after the ceremony, the embassy said.",
    url="https://www.hanriver-courier.example/world/2026/01/16/putin-credentials?ref=front&ed=en",
    title="Putin tells Seoul’s new envoy that Moscow hopes to restore ties",
    publisher="Han River Courier",
    authors=("Yoon Ji‑ho",),
    published=datetime(2026, 1, 16, 5, 12, tzinfo=KST),
)
MEETING = article(
    2,
    "South Korean Ambassador Lee Sok‑bae met Deputy Foreign Minister Sergei Ryabkov in Moscow on Friday, Russia’s "
    "Foreign Ministry said, and exchanged views on regional and international issues.\n"
    "The ministry has not announced a meeting with Lee since he began his second term as ambassador. It has denied "
    "that consultations on North Korea’s nuclear programme took place in the Russian capital this month.",
    url="https://moskva-ledger.example/en/2025/12/26/lee-ryabkov",
    title="Ambassador Lee and Deputy Minister Ryabkov exchange views in Moscow",
    publisher="Moskva Ledger",
    published=datetime(2025, 12, 26, 19, 40, tzinfo=MSK),
)
VISIT = article(
    3,
    "South Korea’s envoy for the North Korean nuclear issue recently travelled to Moscow and met Oleg Burmistrov, "
    "diplomatic sources in Seoul said on Sunday. It would be the first meeting of the two countries’ nuclear officials "
    "since October 2024, when North Korea’s deployment of troops to Russia came to light.\n"
    "Russia’s Foreign Ministry denied the report, saying that no such consultations had been held.\n"
    "The two foreign ministers met in New York in September, on the sidelines of the United Nations General Assembly. "
    "Seoul aims to resume dialogue with Pyongyang in 2026 and hopes that Moscow will help to bring the North back to "
    "the table, a senior official said.",
    url="https://peninsula-wire.example/2025/12/21/nuclear-envoy-moscow",
    title="Seoul’s nuclear envoy visited Moscow, sources say; Russia denies talks",
    publisher="Peninsula Wire",
    published=datetime(2025, 12, 21, 20, 3, tzinfo=KST),
)
ARTICLES = (CEREMONY, MEETING, VISIT)

SUPPORTED = Support(verdict=Verdict.SUPPORTED, score=0.94)
UNSHOWN = Reason(
    kind="entity", words="sharply", hard=True, message="No source says that trade contracted, let alone sharply."
)


def quote(source: ArticleText, words: str) -> Evidence:
    """The evidence for words that an article has."""
    start = source.text.index(words)
    return source.evidence(start, start + len(words))


def sentence(
    key: str, text: str, *evidence: Evidence, origin: Origin = Origin.GENERATED, override: Override | None = None
) -> Sentence:
    """A supported sentence, or an unsupported one with its override."""
    support = Support(verdict=Verdict.UNSUPPORTED, score=0.3, reasons=(UNSHOWN,)) if override else SUPPORTED
    return Sentence(id=key, text=text, origin=origin, evidence=evidence, support=support, override=override)


def event(
    key: str, date_: tuple[date | None, date, Precision, str], text: str, *evidence: Evidence, status: Status
) -> Event:
    """A supported event."""
    earliest, latest, precision, label = date_
    when = EventDate(earliest=earliest, latest=latest, precision=precision, modifier=None, label=label)
    return Event(
        id=key, text=text, origin=Origin.GENERATED, evidence=evidence, support=SUPPORTED, status=status, date=when
    )


def section(key: str, heading: str, *sentences: Sentence) -> Section:
    """A section with a fact for each sentence."""
    facts = tuple(f"f-{one.id}" for one in sentences)
    return Section(id=key, heading=heading, origin=Origin.GENERATED, facts=facts, sentences=sentences)


RESTORE = quote(CEREMONY, "Moscow hopes to restore its relations with South Korea")
SQUANDERED = quote(CEREMONY, "“Goodwill has been squandered,” Putin said at the ceremony in the Kremlin")
ENVOYS = quote(
    CEREMONY, "he received the credentials of the new envoys, among them South Korea’s ambassador, Lee Sok‑bae"
)
PRAGMATIC = quote(CEREMONY, "He urged both sides to return to a pragmatic approach")
RESULTS = quote(CEREMONY, "had achieved “truly good results” in trade and business")
SANCTIONS = quote(CEREMONY, "South Korea joined the sanctions against Russia in 2022")
RYABKOV = quote(
    MEETING, "South Korean Ambassador Lee Sok‑bae met Deputy Foreign Minister Sergei Ryabkov in Moscow on Friday"
)
VIEWS = quote(MEETING, "exchanged views on regional and international issues")
DENIAL = quote(MEETING, "It has denied that consultations on North Korea’s nuclear programme took place")
BURMISTROV = quote(
    VISIT,
    "South Korea’s envoy for the North Korean nuclear issue recently travelled to Moscow and met Oleg Burmistrov",
)
DENIED = quote(VISIT, "Russia’s Foreign Ministry denied the report, saying that no such consultations had been held")
TROOPS = quote(VISIT, "October 2024, when North Korea’s deployment of troops to Russia came to light")
NEW_YORK = quote(VISIT, "The two foreign ministers met in New York in September")
DIALOGUE = quote(VISIT, "Seoul aims to resume dialogue with Pyongyang in 2026")

SECTIONS = (
    section(
        "s1",
        "Putin tells new ambassadors that he hopes to restore ties with Seoul",
        sentence("a1", "Moscow hopes to restore its relations with South Korea, Vladimir Putin said.", RESTORE),
        sentence(
            "a2",
            "“Goodwill has been squandered,” he told the new ambassadors, among them South Korea’s Lee Sok‑bae.",
            SQUANDERED,
            ENVOYS,
        ),
        sentence("a3", "He urged both sides to return to a pragmatic approach.", PRAGMATIC),
    ),
    section(
        "s2",
        "Talks on the nuclear issue that Moscow denies",
        sentence(
            "b1",
            "South Korea’s nuclear envoy recently travelled to Moscow and met Oleg Burmistrov, sources in Seoul say; "
            "Russia’s Foreign Ministry denies that such consultations were held.",
            DENIAL,
            BURMISTROV,
            DENIED,
        ),
        sentence(
            "b2",
            "The foreign ministers had met in New York in September.",
            NEW_YORK,
            origin=Origin.EDITED,
        ),
    ),
    section(
        "s3",
        "Trade is where both once did well",
        sentence(
            "c1",
            "A pragmatic approach had once brought “truly good results” in trade and business.",
            RESULTS,
        ),
        sentence(
            "c2",
            "Trade contracted sharply after South Korea joined the sanctions in 2022.",
            SANCTIONS,
            override=Override(
                by="desk@hanriver.example",
                at=datetime(2026, 1, 16, 7, 30, tzinfo=UTC),
                reason="The customs figures that we hold show it; a source will be added.",
            ),
        ),
    ),
)
DAY, MONTH, YEAR = Precision.DAY, Precision.MONTH, Precision.YEAR
TIMELINE = (
    event(
        "t1",
        (date(2024, 10, 1), date(2024, 10, 31), MONTH, "Oct 2024"),
        "North Korea’s deployment of troops to Russia comes to light.",
        TROOPS,
        status=Status.HAPPENED,
    ),
    event(
        "t2",
        (date(2025, 9, 1), date(2025, 9, 30), MONTH, "Sep 2025"),
        "The foreign ministers of South Korea and Russia meet in New York, beside the United Nations General Assembly.",
        quote(VISIT, "met in New York in September, on the sidelines of the United Nations General Assembly"),
        status=Status.HAPPENED,
    ),
    event(
        "t3",
        (None, date(2025, 12, 21), DAY, "by Dec 21, 2025"),
        "South Korea’s nuclear envoy meets Oleg Burmistrov in Moscow, sources in Seoul say; Russia denies it.",
        DENIAL,
        BURMISTROV,
        DENIED,
        status=Status.DISPUTED,
    ),
    event(
        "t4",
        (date(2025, 12, 26), date(2025, 12, 26), DAY, "Dec 26, 2025"),
        "Ambassador Lee Sok‑bae meets Deputy Foreign Minister Sergei Ryabkov in Moscow to exchange views.",
        RYABKOV,
        VIEWS,
        status=Status.HAPPENED,
    ),
    event(
        "t5",
        (date(2026, 1, 1), date(2026, 12, 31), YEAR, "2026 (planned)"),
        "Seoul aims to resume dialogue with Pyongyang.",
        DIALOGUE,
        status=Status.PLANNED,
    ),
    event(
        "t6",
        (date(2026, 1, 15), date(2026, 1, 15), DAY, "Jan 15, 2026"),
        "At a ceremony in the Kremlin, Putin receives the credentials of Lee Sok‑bae and other new ambassadors and "
        "says that “goodwill has been squandered.”",
        SQUANDERED,
        ENVOYS,
        status=Status.HAPPENED,
    ),
)
DIGEST = Digest(
    story_id="seoul-moscow-contacts",
    revision=2,
    headline="Putin says Moscow hopes to restore ties with South Korea as denied nuclear talks linger",
    headline_origin=Origin.GENERATED,
    updated=datetime(2026, 1, 16, 8, 0, tzinfo=UTC),
    language="en",
    articles=tuple(one.listing for one in ARTICLES),
    sections=SECTIONS,
    timeline=TIMELINE,
    withheld=(
        Withheld(
            id="w1",
            where="section:s1",
            text="Observers noted that concrete steps remain pending.",
            reasons=(Reason(kind="evidence", words="Observers", hard=True, message="No source quotes an observer."),),
        ),
    ),
    coverage=Coverage(cited=(1, 2, 3), uncited=(), single_source_sections=("s1", "s3")),
    corrections=(
        Correction(
            at=datetime(2026, 1, 16, 7, 45, tzinfo=UTC),
            revision=2,
            text="An earlier version said that the foreign ministers met in Seoul. They met in New York.",
        ),
    ),
    provenance=Provenance(
        model="example-model-1",
        prompts={"section": "0" * 64},
        input_sha256="0" * 64,
        usage=Usage(requests=3, input_tokens=5400, output_tokens=900),
    ),
)
REVISION = Revision(
    digest=DIGEST,
    articles=ARTICLES,
    facts=tuple(Fact(id=f"f-{one.id}", evidence=one.evidence) for part in SECTIONS for one in part.sentences),
)
