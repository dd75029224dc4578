"""Reading a digest's folder: what stands in it is of the contract's shape, or named; its promises are not checked."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from pipeline.domain.article import ArticleText, Fact
from pipeline.domain.base import UNCHECKED
from pipeline.domain.digest import Digest, Origin, Revision
from pipeline.errors import DigestError

DIGEST, ARTICLES, FACTS = "digest.json", "articles.json", "facts.json"
REVISIONS = "revisions"
"""The folder of the earlier revisions, each in a folder of its number."""
_MAX_BYTES = 200_000_000

_ARTICLES = TypeAdapter(tuple[ArticleText, ...])
_FACTS = TypeAdapter(tuple[Fact, ...])
M = TypeVar("M", bound=BaseModel)


class _Standing(BaseModel):
    """Which revision of which story a digest.json holds."""

    story_id: str
    revision: int


def read_revision(path: Path) -> Revision:
    """The revision in a digest's folder, or that a digest.json in one belongs to; its promises are not checked.

    Raises DigestError, which names the file, where one is missing, or is not of the contract's shape.
    """
    folder = path if path.is_dir() else path.parent
    digest_file = folder / DIGEST if path.is_dir() else path
    digest = parse(digest_file, Digest)
    articles = parse_list(folder / ARTICLES, _ARTICLES)
    facts = parse_list(folder / FACTS, _FACTS) if (folder / FACTS).exists() else ()
    return Revision.model_validate({"digest": digest, "articles": articles, "facts": facts}, context=UNCHECKED)


def read_previous(out: Path, story_id: str) -> Revision | None:
    """The revision that stands in OUT/<story id>/, if there is one.

    Raises DigestError where it cannot be read, or is of another story.
    """
    return read_revision(out / story_id) if read_standing(out, story_id) else None


def read_standing(out: Path, story_id: str) -> Digest | None:
    """The digest that stands in OUT/<story id>/, if there is one, whatever else is there.

    Raises DigestError where it cannot be read, or is of another story.
    """
    folder = out / story_id
    if not (folder / DIGEST).exists():
        return None
    found = parse(folder / DIGEST, Digest)
    if found.story_id != story_id:
        raise _of_another(folder)
    return found


def standing_number(out: Path, story_id: str) -> int:
    """The number of the revision that stands in OUT/<story id>/; nothing else is looked at. Raises DigestError."""
    found = parse(out / story_id / DIGEST, _Standing)
    if found.story_id != story_id:
        raise _of_another(out / story_id)
    return found.revision


def _of_another(folder: Path) -> DigestError:
    return DigestError(f"{folder}: holds the digest of another story; move it away")


def is_touched(digest: Digest) -> bool:
    """Whether an editor has locked or edited a part of a digest."""
    parts = (*digest.sections, *digest.timeline)
    origins = [digest.headline_origin, *(s.origin for s in digest.sections), *(s.origin for s in digest.statements)]
    return any(part.locked for part in parts) or Origin.EDITED in origins or any(s.override for s in digest.statements)


def parse(file: Path, model: type[M]) -> M:
    """What a file of a digest's folder holds. Raises DigestError."""
    try:
        return model.model_validate_json(_read(file), context=UNCHECKED)
    except ValidationError as error:
        raise DigestError(f"{file}: {_first(error)}") from None


def parse_list(file: Path, adapter: TypeAdapter[tuple[M, ...]]) -> tuple[M, ...]:
    """The list that a file of a digest's folder holds. Raises DigestError."""
    try:
        return adapter.validate_json(_read(file), context=UNCHECKED)
    except ValidationError as error:
        raise DigestError(f"{file}: {_first(error)}") from None


def _read(file: Path) -> bytes:
    try:
        if file.exists() and not file.is_file():  # a pipe or a device would be read for ever
            raise DigestError(f"{file}: is not a file")
        if file.stat().st_size > _MAX_BYTES:
            raise DigestError(f"{file}: is larger than {_MAX_BYTES // 1_000_000} MB, which no digest is")
        return file.read_bytes()
    except FileNotFoundError:
        raise DigestError(f"{file}: not found; `storydigest build --out` writes a digest's folder") from None
    except OSError as error:
        raise DigestError(f"{file}: cannot be read ({error.strerror or error})") from None


def _first(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in fault["loc"]) or "the file"
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"is not of a digest's shape: {where}: {fault['msg'][0].lower()}{fault['msg'][1:]}{more}"
