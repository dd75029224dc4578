"""Sentences changed by hand: each function gives the next revision, in which nothing else has moved."""

from collections.abc import Sequence
from datetime import datetime

from pipeline.domain.digest import Origin, Revision, Section, Sentence
from pipeline.domain.support import Override
from pipeline.editing.parts import ids_in, section_of, sentence_of
from pipeline.editing.revising import revised, sources_of
from pipeline.editing.wording import Span, Worded, chosen_evidence, one_line, worded
from pipeline.errors import EditError
from pipeline.stages.ids import new_id, unique


def edit_sentence(
    revision: Revision,
    sentence_id: str,
    text: str,
    now: datetime,
    *,
    spans: Sequence[Span] | None = None,
    override: Override | None = None,
) -> Revision:
    """A sentence in other words, with its own evidence or with words chosen for it.

    Of its own evidence only what earns its place behind the new words stays. Raises UnknownPart, EditError and
    NeedsOverride.
    """
    section, sentence = sentence_of(revision.digest, sentence_id)
    sources, words = sources_of(revision), one_line(text)
    if spans is None:
        evidence = sources.earning(words, sentence.evidence) or sentence.evidence
    else:
        evidence = chosen_evidence(spans, sources)
    told = _sentence(sentence.id, worded(words, evidence, sources, override))
    return with_section(revision, _with_sentence(section, told), now)


def add_sentence(
    revision: Revision,
    section_id: str,
    text: str,
    spans: Sequence[Span],
    now: datetime,
    *,
    override: Override | None = None,
) -> Revision:
    """A new sentence at the end of a section. Raises UnknownPart, EditError and NeedsOverride."""
    section = section_of(revision.digest, section_id)
    sources = sources_of(revision)
    told = worded(one_line(text), chosen_evidence(spans, sources), sources, override)
    sentence = _sentence(fresh_id(revision, "p", section_id, told.text), told)
    return with_section(revision, ended_by(section, sentence), now)


def delete_sentence(revision: Revision, sentence_id: str, now: datetime) -> Revision:
    """A section without one of its sentences. Raises UnknownPart, and EditError where it is the last one."""
    section, _ = sentence_of(revision.digest, sentence_id)
    left = tuple(sentence for sentence in section.sentences if sentence.id != sentence_id)
    if not left:
        raise EditError(f"it is the only sentence of section {section.id}: delete the section")
    return with_section(revision, section.model_copy(update={"sentences": left}), now)


def move_sentence(revision: Revision, sentence_id: str, place: int, now: datetime) -> Revision:
    """A sentence at another place of its section, counted from 0. Raises UnknownPart and EditError."""
    section, sentence = sentence_of(revision.digest, sentence_id)
    told = [other for other in section.sentences if other.id != sentence_id]
    if not 0 <= place <= len(told):
        raise EditError(f"section {section.id} has no place {place}; it has {len(told) + 1} sentences")
    told.insert(place, sentence)
    return with_section(revision, section.model_copy(update={"sentences": tuple(told)}), now)


def ended_by(section: Section, sentence: Sentence) -> Section:
    """A section with one more sentence at its end."""
    return section.model_copy(update={"sentences": (*section.sentences, sentence)})


def with_section(revision: Revision, section: Section, now: datetime) -> Revision:
    """The next revision, with a section in the place of the one of its id."""
    sections = tuple(section if other.id == section.id else other for other in revision.digest.sections)
    return revised(revision, now, sections=sections)


def fresh_id(revision: Revision, kind: str, *content: str) -> str:
    """An id for something new in a digest."""
    return unique(new_id(kind, *content, str(revision.digest.revision)), ids_in(revision.digest))


def _sentence(sentence_id: str, told: Worded) -> Sentence:
    return Sentence(
        id=sentence_id,
        text=told.text,
        origin=Origin.EDITED,
        evidence=told.evidence,
        support=told.support,
        override=told.override,
    )


def _with_sentence(section: Section, told: Sentence) -> Section:
    sentences = tuple(told if other.id == told.id else other for other in section.sentences)
    return section.model_copy(update={"sentences": sentences})
