"""Stories of two short pages each, as many as anybody wants, no two of which say the same."""

import json
from collections.abc import Iterator
from pathlib import Path

_TOWNS = """Aldbury Brancaster Cawston Dunmore Elstow Fenwick Garvald Hexworth Instow Kelbrook Lanark Marlow Norham
Oakley Pelton""".split()
_PAGES = (
    (
        "Bridge at {town} to close for {weeks} weeks",
        (
            "The bridge over the river at {town} will be closed for {weeks} weeks, the county council said on Monday.",
            "Engineers found cracks in {cracks} of its girders during an inspection last week.",
            "Repairs will cost the county {cost} million pounds, council leader Maria Hale told reporters in {town}.",
            "Buses will take a longer road through the valley, which adds {minutes} minutes to the journey.",
        ),
    ),
    (
        "Cracks force closure of {town} bridge",
        (
            "Drivers in {town} face {weeks} weeks without their bridge after inspectors found cracks in its girders.",
            "The county council said that {cracks} girders of the bridge were damaged by heavy lorries.",
            "Council leader Maria Hale said that repairs would cost {cost} million pounds and begin on Friday.",
            "Shopkeepers in {town} asked the council for help, as {shops} shops stand near the bridge.",
        ),
    ),
)


def short_stories(folder: Path, count: int) -> Iterator[str]:
    """Write so many stories into a folder. Their ids."""
    for number in range(count):
        told = {
            "town": f"{_TOWNS[number % len(_TOWNS)]} {number}" if number >= len(_TOWNS) else _TOWNS[number],
            "weeks": 12 + number,
            "cracks": 30 + 2 * number,
            "cost": 100 + 3 * number,
            "minutes": 15 + number,
            "shops": 200 + number,
        }
        story = folder / f"bridge-{number:03}"
        story.mkdir(parents=True)
        listed: list[dict[str, str]] = []
        for page, (title, paragraphs) in enumerate(_PAGES):
            body = "".join(f"<p>{paragraph.format(**told)}</p>" for paragraph in paragraphs)
            day = '<meta property="article:published_time" content="2026-01-13T09:00:00Z">'
            head = f"<head><title>{title.format(**told)}</title>{day}</head>"
            heading = f"<h1>{title.format(**told)}</h1>"
            html = f'<html lang="en">{head}<body><article>{heading}{body}</article></body></html>'
            (story / f"page{page}.html").write_text(html, "utf-8")
            listed.append({"url": f"https://outlet{page}.example/{story.name}", "file": f"page{page}.html"})
        (story / "story.json").write_text(json.dumps({"id": story.name, "articles": listed}), "utf-8")
        yield story.name
