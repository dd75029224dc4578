"""Where the benchmarks find their input."""

from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures" / "stories"
SHARED = ROOT.parent / "shared" / "data"
REAL_STORIES = SHARED / "stories"


def story_folders(folder: Path) -> list[Path]:
    """The folders of stories in a folder, in order; none where the folder is absent."""
    return sorted(path.parent for path in folder.glob("*/story.json"))


def real_stories() -> list[Path]:
    """The real stories, or with a line that says so the fixtures where those are absent."""
    if folders := story_folders(REAL_STORIES):
        return folders
    print(f"(no stories in {REAL_STORIES.name} beside the project: the fixtures are used)")
    return story_folders(FIXTURES)


def every_story() -> list[Path]:
    """The real stories and the fixtures; where the real ones are absent a line says so."""
    return list(dict.fromkeys([*real_stories(), *story_folders(FIXTURES)]))


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a Markdown table."""
    print("| " + " | ".join(headings) + " |")
    print("|" + "---|" * len(headings))
    for row in rows:
        print("| " + " | ".join(str(cell) for cell in row) + " |")
