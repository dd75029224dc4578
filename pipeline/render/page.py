"""A digest as one HTML page that opens from disk, asks nothing of any network and needs no script.

Each citation is a button that opens a popover with the quoted words as they stand in their article. In print, in
reader views and in browsers older than the popover attribute it is a link to the same words at the page's end.
"""

from functools import cache
from typing import TYPE_CHECKING

from pipeline.domain.digest import Digest, Origin, Revision, Section, Statement
from pipeline.render import words
from pipeline.render.citations import Note, Passage, cite, number_notes, passages, place
from pipeline.render.events import label, status_word
from pipeline.render.jsonld import json_ld
from pipeline.render.languages import direction, language_tag
from pipeline.render.links import link_to_quotes
from pipeline.render.listing import Listed, list_articles, listed, single_source
from pipeline.render.markup import csp_hash, make_template, part
from pipeline.render.moments import iso, machine_date, moment_in_words

if TYPE_CHECKING:
    from jinja2 import Template

_BESIDE_EACH_OTHER = 5
"""So many citations stay on one line with the full stop; more may break."""


def render_html(revision: Revision) -> str:
    """The page of a digest; the revision's article texts give the quotes their context."""
    from markupsafe import Markup  # noqa: PLC0415 - jinja2 and its parts are for pages alone

    digest = revision.digest
    listing = list_articles(digest)
    return _template().render(
        digest=digest,
        listing=listing,
        style=Markup(_style()),  # noqa: S704 - our own file
        style_hash=style_hash(),
        json_ld=Markup(json_ld(digest, listing)),  # noqa: S704 - escaped for script elements
        view=_View(revision),
    )


def style_hash() -> str:
    """How a Content-Security-Policy names the page's style."""
    return csp_hash(_style())


def _style() -> str:
    return part("base.css") + part("page.css")


class _View:
    """What the template asks of a digest's parts."""

    def __init__(self, revision: Revision) -> None:
        self._digest: Digest = revision.digest
        self._texts = {article.number: article for article in revision.articles}
        self._notes = number_notes(revision.digest)

    @property
    def notes(self) -> list[Note]:
        """All notes, by article and letter."""
        return sorted(self._notes.values(), key=lambda note: (note.article.number, len(note.key), note.key))

    def cite(self, statement: Statement) -> tuple[Note, ...]:
        """The notes of a statement."""
        return cite(statement, self._notes)

    def keeps_together(self, statement: Statement) -> bool:
        """Whether its citations stay on one line."""
        return len(statement.citations) <= _BESIDE_EACH_OTHER

    def passages(self, note: Note) -> tuple[Passage, ...]:
        """A note's quotes in their context."""
        return passages(note, self._texts.get(note.article.number))

    def listed(self, note: Note) -> Listed:
        """A note's article as it is listed."""
        return listed(note.article)

    def link(self, note: Note) -> str | None:
        """Where a note's quotes stand in its article."""
        return link_to_quotes(note.article.url, (piece.quote for piece in note.evidence))

    def single_source(self, section: Section) -> str | None:
        """The only publisher that a section rests on."""
        return single_source(self._digest, section)


@cache
def _template() -> "Template":
    known: dict[str, object] = {
        "words": words,
        "place": place,
        "label": label,
        "status_word": status_word,
        "direction": direction,
        "language_tag": language_tag,
        "machine_date": machine_date,
        "moment_in_words": moment_in_words,
        "iso": iso,
        "EDITED": Origin.EDITED,
    }
    return make_template(part("page.html.j2"), known)
