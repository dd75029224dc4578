"""Sections, their headings and the headline changed by hand: each function gives the next revision."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from pipeline.domain.digest import Origin, Revision, Section, Sentence
from pipeline.domain.support import Override
from pipeline.editing.parts import place_of, section_of
from pipeline.editing.revising import replaced, revised, sources_of
from pipeline.editing.sentences import fresh_id, with_section
from pipeline.editing.titles import shown_by
from pipeline.editing.wording import Span, chosen_evidence, one_line, title_worded, worded
from pipeline.errors import EditError


class SentenceText(NamedTuple):
    """A sentence as a person words it, with the words chosen as evidence."""

    text: str
    spans: tuple[Span, ...]
    override: Override | None = None


def edit_headline(revision: Revision, text: str, now: datetime) -> Revision:
    """Another headline. Raises EditError where the sources do not show it."""
    sources = sources_of(revision)
    words = title_worded(text, shown_by(revision.digest, sources), sources)
    return revised(revision, now, headline=words, headline_origin=Origin.EDITED)


def edit_heading(revision: Revision, section_id: str, text: str, now: datetime) -> Revision:
    """Another heading. Raises UnknownPart, and EditError where the sources do not show it."""
    section = section_of(revision.digest, section_id)
    sources = sources_of(revision)
    words = title_worded(text, shown_by(revision.digest, sources), sources)
    return with_section(revision, section.model_copy(update={"heading": words, "origin": Origin.EDITED}), now)


def add_section(revision: Revision, heading: str, sentences: Sequence[SentenceText], now: datetime) -> Revision:
    """A new section at the end. Raises UnknownPart, EditError and NeedsOverride."""
    if not sentences:
        raise EditError("a section has at least one sentence")
    digest, sources = revision.digest, sources_of(revision)
    section_id = fresh_id(revision, "s", heading)
    told: list[Sentence] = []
    for number, each in enumerate(sentences):
        found = worded(one_line(each.text), chosen_evidence(each.spans, sources), sources, each.override)
        told.append(
            Sentence(
                id=fresh_id(revision, "p", section_id, str(number), found.text),
                text=found.text,
                origin=Origin.EDITED,
                evidence=found.evidence,
                support=found.support,
                override=found.override,
            )
        )
    section = Section(id=section_id, heading=one_line(heading), origin=Origin.EDITED, facts=(), sentences=tuple(told))
    sections = (*digest.sections, section)
    shown = shown_by(replaced(digest, sections=sections), sources)
    title_worded(heading, shown, sources)
    return revised(revision, now, sections=sections)


def delete_section(revision: Revision, section_id: str, now: datetime) -> Revision:
    """A digest without one of its sections. Raises UnknownPart, and EditError where it is the last one."""
    section_of(revision.digest, section_id)
    left = tuple(section for section in revision.digest.sections if section.id != section_id)
    if not left:
        raise EditError(f"{revision.digest.story_id}: it is the only section; a digest has at least one")
    return revised(revision, now, sections=left)


def move_section(revision: Revision, section_id: str, place: int, now: datetime) -> Revision:
    """A section at another place, counted from 0. Raises UnknownPart and EditError."""
    sections = list(revision.digest.sections)
    if not 0 <= place < len(sections):
        raise EditError(f"there is no place {place} for a section; there are {len(sections)} sections")
    section = sections.pop(place_of(revision.digest, section_id))
    sections.insert(place, section)
    return revised(revision, now, sections=tuple(sections))
