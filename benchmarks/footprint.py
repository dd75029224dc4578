"""What the core install weighs: each package that `pip install storydigest` brings, by size on disk."""

import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from benchmarks.data import table

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_SHOWN = 12


def _needed(name: str, seen: dict[str, int]) -> None:
    """Collect a package and all that it needs, with sizes in bytes."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return
    key = found.metadata["Name"].lower().replace("_", "-")
    if key in seen:
        return
    files = [Path(str(file.locate())) for file in found.files or ()]
    seen[key] = sum(file.stat().st_size for file in files if file.exists())
    for requirement in found.requires or ():
        if "extra ==" not in requirement and (match := _NAME.match(requirement)):
            _needed(match[0], seen)


def main() -> None:
    """Print the table."""
    sizes: dict[str, int] = {}
    _needed("storydigest", sizes)
    ordered = sorted(sizes.items(), key=lambda item: -item[1])
    rows = [[name, f"{size / 1e6:.1f} MB"] for name, size in ordered[:_SHOWN]]
    rest = ordered[_SHOWN:]
    rows.append([f"{len(rest)} others", f"{sum(size for _, size in rest) / 1e6:.1f} MB"])
    rows.append([f"all {len(ordered)}", f"{sum(sizes.values()) / 1e6:.1f} MB"])
    table(["package", "on disk"], rows)


if __name__ == "__main__":
    main()
