"""The list of stories as the desk shows it."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from pipeline.render.moments import MONTHS
from pipeline.store import Show, Summary, SummaryPage

PAGE = 50
"""Stories on one page."""

_NAMES = {
    Show.ALL: "All",
    Show.QUARANTINED: "Quarantined",
    Show.WAITING: "Candidates",
    Show.FLAGGED: "Flagged",
    Show.SINGLE_SOURCE: "Single source",
    Show.EDITED: "Edited",
    Show.LOCKED: "Locked",
}


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow the list."""

    name: str
    address: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Need:
    """Why a story wants an eye."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """One story."""

    id: str
    headline: str
    language: str
    has_digest: bool
    needs: tuple[Need, ...]
    states: tuple[str, ...]
    articles: int
    revision: int
    updated: datetime | None
    changed: str


@dataclass(frozen=True, slots=True)
class StoriesView:
    """A page of the list."""

    search: str
    show: Show
    filters: tuple[Filter, ...]
    rows: tuple[Row, ...]
    range: str
    before: str
    after: str

    @property
    def is_narrowed(self) -> bool:
        """Whether there may be stories that the search or the filter leaves out."""
        return bool(self.search) or self.show is not Show.ALL


def stories_view(found: SummaryPage, search: str, show: Show, number: int, now: datetime) -> StoriesView:
    """The page of a number, from 1."""
    total, first = found.counts[show], (number - 1) * PAGE
    last = first + len(found.stories)
    return StoriesView(
        search=search,
        show=show,
        filters=tuple(
            Filter(name, _address(search, each, 1), found.counts[each], each is show) for each, name in _NAMES.items()
        ),
        rows=tuple(_row(story, now) for story in found.stories),
        range=f"{first + 1:,}–{last:,} of {total:,}",
        before=_address(search, show, number - 1) if number > 1 else "",
        after=_address(search, show, number + 1) if last < total else "",
    )


def _address(search: str, show: Show, number: int) -> str:
    given = {"q": search, "show": "" if show is Show.ALL else show.value, "page": "" if number == 1 else str(number)}
    query = urlencode({name: value for name, value in given.items() if value})
    return f"/stories?{query}" if query else "/stories"


def _row(story: Summary, now: datetime) -> Row:
    return Row(
        id=story.story_id,
        headline=story.headline,
        language=story.language,
        has_digest=story.revision > 0,
        needs=tuple(_needs(story)),
        states=tuple(word for word, is_so in (("locked", story.locked), ("edited", story.edited)) if is_so),
        articles=story.articles,
        revision=story.revision,
        updated=story.updated,
        changed=_day(story.updated, now) if story.updated else "",
    )


def _needs(story: Summary) -> list[Need]:
    needs = [Need("alarming", "quarantined")] if story.quarantined else []
    if story.waiting:
        needs.append(Need("waiting", f"{story.waiting} to decide"))
    if story.flagged:
        needs.append(Need("flagged", f"{story.flagged} flagged"))
    if story.withheld:
        needs.append(Need("withheld", f"{story.withheld} withheld"))
    if story.single_source:
        needs.append(Need("single", f"{story.single_source} single-source"))
    return needs


def _day(moment: datetime, now: datetime) -> str:
    """`14:05` today, `24 Nov` this year, else with its year."""
    if moment.date() == now.date():
        return f"{moment:%H:%M}"
    day = f"{moment.day} {MONTHS[moment.month - 1][:3]}"
    return day if moment.year == now.year else f"{day} {moment.year}"
