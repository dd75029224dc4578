"""When a page was published, with the time and the zone where it tells them.

What pages say is often a default that nobody filled in, or the day of another article. So a date is taken from where
publishers declare it, in a fixed order of trust, and never from the running text.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from pipeline.domain.article import published_day
from pipeline.sources import markup
from pipeline.sources.markup import Element, find, words_of

EARLIEST = date(1800, 1, 1)
"""Archives put their old articles online under their true dates; what lies before this is a default value."""

_DEFAULTS = frozenset({date(1900, 1, 1), date(1969, 12, 31), date(1970, 1, 1), date(1980, 1, 1)})
"""Days that content systems write when nobody has set a date."""

TOLERANCE = timedelta(days=1)
"""How far ahead of the clock a date may lie: clocks go wrong, and it is tomorrow already in Kiritimati."""

_META_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "og:pubdate",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "publish-date",
    "publishdate",
    "publication_date",
    "pubdate",
    "dc.date",
    "date",
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(\d\d?|[a-z]{3})[/-]?(\d\d)(?=[/_.-]|$)", re.IGNORECASE)
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ]+(\d\d:\d\d(?::\d\d)?)(?:[.,]\d{1,9})?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
_LONGEST = 60
_MOST_CANDIDATES = 8
_HEADER = (
    '(ancestor::header or ancestor::*[contains(@class, "byline") or contains(@class, "meta") '
    'or contains(@class, "header") or contains(@class, "timestamp") or contains(@class, "date")])'
)
_ELSEWHERE = "(ancestor::aside or ancestor::nav or ancestor::footer or ancestor::li)"
_TIMES = f"//time[@datetime][{_HEADER}][not{_ELSEWHERE}]"
_WRITTEN = (
    f"//time[{_HEADER} or not(ancestor::p)][not{_ELSEWHERE}] | //*[self::span or self::div or self::p]"
    '[contains(@class, "date") or contains(@class, "byline") or contains(@class, "timestamp") '
    f'or contains(@class, "published") or contains(@class, "pubtime")][not{_ELSEWHERE}]'
)


def find_published(
    tree: Element,
    linked: Iterable[str],
    metas: dict[str, str],
    url: str | None,
    now: datetime,
) -> datetime | date | None:
    """When the page says it was published: with its zone if it tells one, as a date if not, None if it says nothing.

    Looked at in turn: JSON-LD, meta elements, `<time>` in the article's header, the URL, and what stands written in a
    byline. A later hint is preferred only where it tells the same day with a time, or the same moment in a local zone.
    """
    declared = (
        parse_published(text, now) for texts in (linked, _from_metas(metas), _from_times(tree)) for text in texts
    )
    told = [moment for moment in declared if moment is not None]
    if told:
        return _most_telling(told)
    return _in_url(url, now) or _written(tree, now)


def parse_published(text: str, now: datetime) -> datetime | date | None:
    """A declared publication time: ISO 8601 with its usual misspellings, or as e-mail has it (RFC 5322).

    A time without a zone is only good for its date. None where it is unreadable, a default, or later than `now`.
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    try:
        moment = _iso(text) or _compact(text) or _as_in_mail(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment is not None and _is_plausible(moment, now) else None


def _iso(text: str) -> datetime | date | None:
    found = _ISO.match(text)
    if not found:
        return None
    day, clock, zone = found.groups()
    if not clock or not zone:
        return date.fromisoformat(day)
    return datetime.fromisoformat(f"{day}T{clock}{_offset(zone)}")


def _compact(text: str) -> datetime | date | None:
    found = _COMPACT.fullmatch(text)
    if not found:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    if not zone:
        return date(int(year), int(month), int(day))
    return datetime.fromisoformat(f"{year}-{month}-{day}T{hour}:{minute}:{second or '00'}{_offset(zone)}")


def _offset(zone: str) -> str:
    if zone.upper() in {"Z", "UTC", "GMT"}:
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"


def _as_in_mail(text: str) -> datetime | date | None:
    if "," not in text and ":" not in text:
        return None
    moment = parsedate_to_datetime(text)
    return moment if moment.tzinfo else moment.date()


def _is_plausible(moment: datetime | date, now: datetime) -> bool:
    day = published_day(moment)
    if day is None or day < EARLIEST or day in _DEFAULTS:
        return False
    if isinstance(moment, datetime):
        return moment <= now + TOLERANCE
    return day <= (now + TOLERANCE).date()


def _most_telling(told: list[datetime | date]) -> datetime | date:
    best = told[0]
    if not isinstance(best, datetime):
        near = (
            other for other in told if isinstance(other, datetime) and abs(other.date() - best) <= timedelta(days=1)
        )
        best = next(near, best)
    if isinstance(best, datetime) and not best.utcoffset():
        same = (
            other for other in told if isinstance(other, datetime) and other.utcoffset() and _same_minute(other, best)
        )
        best = next(same, best)
    return best


def _same_minute(one: datetime, other: datetime) -> bool:
    return abs(one.astimezone(UTC) - other.astimezone(UTC)) < timedelta(minutes=1)


def _from_metas(metas: dict[str, str]) -> Iterator[str]:
    return (metas[name] for name in _META_NAMES if name in metas)


def _from_times(tree: Element) -> Iterator[str]:
    """`<time>` elements that declare themselves to be the publication's, then the first in the article's header."""
    sure = find(tree, '//*[@itemprop="datePublished" or @pubdate]')[:3]
    for time in [*sure, *find(tree, _TIMES)[:1]]:
        text = time.get("datetime") or time.get("content")
        if text:
            yield text


def _in_url(url: str | None, now: datetime) -> date | None:
    """The day in a URL such as /2019/11/18/, /2019/nov/18/ or /20191118-."""
    found = _URL_DAY.search(urlsplit(url).path) if url else None
    if not found:
        return None
    year, month, day = found.groups()
    number = int(month) if month.isdigit() else _MONTHS.get(month.lower(), 0)
    try:
        told = date(int(year), number, int(day))
    except ValueError:
        return None
    return told if _is_plausible(told, now) else None


def _written(tree: Element, now: datetime) -> date | None:
    """The date that a byline has in words. Only bylines are shown to the finder: prose is full of other days."""
    for element in find(tree, _WRITTEN)[:_MOST_CANDIDATES]:
        text = words_of(element)
        if any(character.isdigit() for character in text) and len(text) <= 3 * _LONGEST:
            told = markup.written_date(text, (now + TOLERANCE).date())
            if told is not None and _is_plausible(told, now):
                return told
    return None
