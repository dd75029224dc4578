"""Reading a story from disk: the contract of `story.json`."""

import json
from datetime import date, datetime
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError
from pydantic_core import ErrorDetails

from pipeline.domain.article import Published
from pipeline.domain.base import Model
from pipeline.domain.digest import STORY_ID
from pipeline.errors import StoryError

STORY_FILE = "story.json"
MAX_STORY_BYTES = 5_000_000
MAX_URL_LENGTH = 2_000


class ArticleSource(Model):
    """Where one article comes from: its URL, the saved page if there is one, and its date where the user knows it."""

    url: str
    file: Path | None = None
    published: Published | None = None

    @property
    def name(self) -> str:
        """What to call the page in a message: the file if there is one, else the URL."""
        return str(self.file) if self.file else self.url


class Story(Model):
    """An id and the sources of its articles, in order."""

    id: str = Field(pattern=STORY_ID)
    title: str | None = None
    articles: tuple[ArticleSource, ...] = Field(min_length=1)


def web_address(value: str) -> str:
    """The URL itself, where it is one that names a page on the web. Raises ValueError, which says what is wrong."""
    if len(value) > MAX_URL_LENGTH:
        raise ValueError(f"is longer than {MAX_URL_LENGTH:,} characters")
    if any(character.isspace() or not character.isprintable() for character in value):
        raise ValueError("has a space or an unprintable character in it")
    try:
        parts = urlsplit(value)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        named = False
        parts = urlsplit("")
    if not named or parts.scheme.lower() not in {"http", "https"}:
        raise ValueError("is not a web address that starts with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise ValueError("has a user name or password in it: take it out")
    return value


def _inside_folder(value: str) -> str:
    windows = PureWindowsPath(value)
    if not value or "\0" in value:
        raise ValueError("is not a file name")
    if PurePosixPath(value).is_absolute() or windows.drive or windows.root or ".." in windows.parts:
        raise ValueError("leads out of the story's folder: name a file in it")
    return value


def _with_zone(value: datetime | date | None) -> datetime | date | None:
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError("has a time without its zone: add one, such as +09:00, or give the date alone")
    return value


def _in_words_only(value: object) -> object:
    if value is not None and not isinstance(value, str):
        raise ValueError("is not a text")
    return value


def _one_line(value: str) -> str:
    if not value.isprintable():
        raise ValueError("has a line break or an unprintable character in it")
    return value


class _ListedArticle(Model):
    """An article as `story.json` lists it."""

    url: Annotated[str, AfterValidator(web_address)]
    file: Annotated[str, AfterValidator(_inside_folder)] | None = None
    published: Annotated[Published | None, BeforeValidator(_in_words_only), AfterValidator(_with_zone)] = None


class _StoryFile(Model):
    """`story.json` itself."""

    id: str = Field(pattern=STORY_ID)
    title: Annotated[str, AfterValidator(_one_line)] | None = None
    articles: tuple[_ListedArticle, ...] = Field(min_length=1)


def read_story(path: Path) -> Story:
    """The story in a folder that holds a `story.json`, or in such a file itself.

    Raises StoryError where there is none, where it is malformed, or where it lists a page twice. Pages are not looked
    at: a page that is missing is the loader's to report.
    """
    file = path / STORY_FILE if path.is_dir() else path
    try:
        if file.exists() and not file.is_file():  # a pipe or a device would be read for ever
            raise StoryError(f"{file}: is not a file; write one that lists the story's articles")
        if file.stat().st_size > MAX_STORY_BYTES:
            raise StoryError(f"{file}: {_too_large()}")
        content = file.read_bytes()
    except FileNotFoundError:
        raise StoryError(f"{file}: not found; write one that lists the story's articles") from None
    except OSError as error:
        raise StoryError(f"{file}: cannot be read ({error.strerror or error})") from None
    return parse_story(content, str(file), file.parent)


def parse_story(content: bytes, origin: str, folder: Path) -> Story:
    """The story that the content of a `story.json` tells; its files are in `folder`, messages call it `origin`.

    Raises StoryError where it is malformed, or lists a page twice.
    """
    try:
        if len(content) > MAX_STORY_BYTES:
            raise StoryError(f"{origin}: {_too_large()}")
        listed = _StoryFile.model_validate(json.loads(content.decode("utf-8-sig")))
    except ValidationError as error:
        raise StoryError(f"{origin}: {_in_words(error.errors(include_url=False)[0])}") from None
    except UnicodeDecodeError as error:
        raise StoryError(f"{origin}: is not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except json.JSONDecodeError as error:
        raise StoryError(f"{origin}: is not JSON at line {error.lineno}, column {error.colno}: {error.msg}") from None
    except (RecursionError, ValueError):
        raise StoryError(f"{origin}: is not a story: its JSON is nested too deeply or has absurd numbers") from None
    articles = tuple(
        ArticleSource(url=article.url, file=_page_file(folder, article.file, origin), published=article.published)
        for article in listed.articles
    )
    refuse_same_page(articles, origin)
    return Story(id=listed.id, title=listed.title, articles=articles)


def _too_large() -> str:
    return f"is larger than {MAX_STORY_BYTES // 1_000_000} MB, which no list of articles is"


def _page_file(folder: Path, name: str | None, origin: str) -> Path | None:
    """A saved page in the story's folder. Raises StoryError where a symbolic link leads out of it."""
    if name is None:
        return None
    page = folder / name
    try:
        if not page.resolve().is_relative_to(folder.resolve()):
            raise StoryError(f"{origin}: the file {name!r} is a link that leads out of the story's folder")
    except (OSError, RuntimeError, ValueError) as error:
        raise StoryError(f"{origin}: the file {name!r} cannot be found ({error})") from None
    return page


def page_key(url: str) -> str:
    """What two spellings of one page's URL have in common: no fragment, tracking, default port or final slash."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    query = "&".join(part for part in parts.query.split("&") if part and not _is_tracking(part))
    return f"{host}{port}{parts.path.rstrip('/')}?{query}"


def _is_tracking(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name.startswith("utm_") or name in {"fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid"}


def refuse_same_page(articles: tuple[ArticleSource, ...], story: str) -> None:
    """Raises StoryError where two of a story's articles are the same URL or the same file."""
    seen: dict[str, int] = {}
    for position, article in enumerate(articles, 1):
        keys = [f"url {page_key(article.url)}", *([f"file {article.file.resolve()}"] if article.file else [])]
        for key in keys:
            if key in seen:
                what = article.file.name if article.file and key.startswith("file ") else article.url
                raise StoryError(
                    f"{story}: articles {seen[key]} and {position} are the same page, {what}: take one of them out"
                )
            seen[key] = position


_KINDS = {
    "string_type": "must be a text in quotation marks",
    "tuple_type": "must be a list in square brackets",
    "model_type": "must be an object in braces",
    "dict_type": "must be an object in braces",
    "too_short": "is empty; list at least one article",
    "string_pattern_mismatch": "must be 1 to 80 lower-case letters, digits and hyphens, such as my-story",
}


def _in_words(fault: ErrorDetails) -> str:
    """One fault that pydantic found, as a person would say it."""
    where, key = _place(fault["loc"])
    match fault["type"], key:
        case "missing", _:
            return f'{where} has no "{key}"'
        case "extra_forbidden", _:
            known = _ListedArticle if where.startswith("article ") else _StoryFile
            return f'{where} has an unknown key "{key}"; known are {", ".join(known.model_fields)}'
        case kind, "published" if kind != "value_error" or "zone" not in fault["msg"]:
            return (
                f'"published" of {where} is not an ISO 8601 date or time, such as 2026-01-16 or 2026-01-16T05:12+09:00'
            )
        case "value_error", _:
            return f'"{key}" of {where} {fault["msg"].removeprefix("Value error, ")}'
        case kind, _:
            subject = f'"{key}" of {where}' if key else where
            return f"{subject} {_KINDS.get(kind, 'is not what a story has there')}"


def _place(location: tuple[int | str, ...]) -> tuple[str, str]:
    """Which part of the file a fault is in, and which key of it: ("article 2", "url")."""
    parts = [part for part in location if isinstance(part, int) or part in _KEYS or part == location[-1]]
    keys = [str(part) for part in parts if not isinstance(part, int)]
    position = next((part for part in parts if isinstance(part, int)), None)
    if position is None:
        return "the story", keys[0] if keys else ""
    return f"article {position + 1}", keys[1] if len(keys) > 1 else ""


_KEYS = {*_StoryFile.model_fields, *_ListedArticle.model_fields}
