"""Which stories a command's arguments name."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from pipeline.domain.digest import STORY_ID
from pipeline.errors import StoryError, UsageError
from pipeline.sources.story import (
    STORY_FILE,
    ArticleSource,
    Story,
    read_story,
    refuse_same_page,
    web_address,
)

PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
LONGEST_SLUG = 60


@dataclass(frozen=True)
class Gathered:
    """The stories that can be read, in order, and why the others cannot."""

    stories: tuple[Story, ...]
    faults: tuple[StoryError, ...]


def gather_stories(arguments: Sequence[str], story_id: str | None = None) -> Gathered:
    """The stories that a command's STORY… arguments name.

    A story is a folder with a `story.json`, such a file itself, or each such folder in a folder. All URLs and HTML
    files together are one more story, whose id is `story_id`, or made from the name of the first of them.

    Raises StoryError where two stories have the same id, UsageError where `story_id` is no id or has no page to name.
    """
    if story_id is not None and not re.fullmatch(STORY_ID, story_id):
        raise UsageError(f"--id {story_id!r} must be 1 to 80 lower-case letters, digits and hyphens")
    stories: list[tuple[str, Story]] = []
    pages: list[str] = []
    faults: list[StoryError] = []
    for argument in arguments:
        try:
            if is_page(argument):
                pages.append(argument)
            else:
                stories += [(str(path), read_story(path)) for path in _story_paths(argument)]
        except StoryError as fault:
            faults.append(fault)
        except OSError as error:
            faults.append(StoryError(f"{argument}: cannot be read ({error.strerror or error})"))
    if story_id is not None and not pages and not faults:
        raise UsageError("--id names the story that URLs and HTML files make; a story.json has its own id")
    if pages:
        try:
            stories.append((pages[0], story_of_pages(pages, story_id)))
        except StoryError as fault:
            faults.append(fault)
    _refuse_same_id(stories)
    return Gathered(tuple(story for _, story in stories), tuple(faults))


def story_of_pages(pages: Sequence[str], story_id: str | None = None) -> Story:
    """The one story that URLs and HTML files make. Raises StoryError where one is missing, or named twice."""
    files = [Path(page) for page in pages if not _is_url(page)]
    articles = tuple(
        _article_at(page) if _is_url(page) else ArticleSource(url=_shortest_name(Path(page), files), file=Path(page))
        for page in pages
    )
    name = story_id or slug(pages[0])
    refuse_same_page(articles, f"story {name}")
    return Story(id=name, articles=articles)


def is_page(argument: str) -> bool:
    """Whether an argument names a page rather than a story."""
    return _is_url(argument) or (Path(argument).suffix.lower() in PAGE_SUFFIXES and not Path(argument).is_dir())


def slug(name: str) -> str:
    """A story id made from the name of a page: its last telling part, in ASCII."""
    parts = urlsplit(name) if _is_url(name) else None
    path = PurePosixPath(unquote(parts.path)) if parts else PurePosixPath(Path(name).as_posix())
    segments = [segment for segment in path.parts if segment != "/"]
    stems = [PurePosixPath(segment).stem for segment in reversed(segments)] if parts else [path.stem]
    stems.append(parts.hostname or "" if parts else "")
    for stem in stems:
        ascii_only = unicodedata.normalize("NFKD", stem.casefold()).encode("ascii", "ignore").decode()
        words = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
        if re.search(r"[a-z]", words) and words not in {"index", "default", "story", "article"}:
            return words[:LONGEST_SLUG].rstrip("-")
    return "story"


def _is_url(argument: str) -> bool:
    return argument.lower().startswith(("http://", "https://"))


def _article_at(url: str) -> ArticleSource:
    try:
        return ArticleSource(url=web_address(url))
    except ValueError as error:
        raise StoryError(f"{url}: {error}") from None


def _shortest_name(file: Path, files: list[Path]) -> str:
    """A saved page without a URL goes by its name, or by as much of its path as tells it from the others."""
    if not file.is_file():
        raise StoryError(f"{file}: no such file")
    parts = file.parts
    for length in range(1, len(parts) + 1):
        tail = parts[-length:]
        if sum(other.parts[-length:] == tail for other in files) == 1:
            return "/".join(tail)
    return file.as_posix()


def _story_paths(argument: str) -> list[Path]:
    path = Path(argument)
    if path.is_dir():
        if (path / STORY_FILE).exists():
            return [path]
        inner = sorted(folder for folder in path.iterdir() if (folder / STORY_FILE).exists())
        if not inner:
            raise StoryError(f"{path}: has no {STORY_FILE}, nor has a folder in it; write one, or name its pages")
        return inner
    if not path.exists():
        raise StoryError(f"{path}: no such file or folder")
    if path.suffix.lower() != ".json":
        raise StoryError(f"{path}: is neither a story's folder, nor a {STORY_FILE}, nor an HTML page")
    return [path]


def _refuse_same_id(stories: list[tuple[str, Story]]) -> None:
    seen: dict[str, str] = {}
    for origin, story in stories:
        if story.id in seen:
            raise StoryError(
                f"{origin}: its id {story.id!r} is also that of {seen[story.id]}; give one of them another id"
            )
        seen[story.id] = origin
