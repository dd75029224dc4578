"""Editing: one part of a digest written again or changed by hand, and everything else left as it is."""

from pipeline.editing.accepting import accepted, applied, decided
from pipeline.editing.comparing import Comparison, Op, Piece, compare, event_text, section_text, word_diff
from pipeline.editing.digests import Digests, FolderDigests, StoredDigests
from pipeline.editing.events import EventText, add_event, checked_date, dates_offered, delete_event, edit_event
from pipeline.editing.marks import is_flagged, lock, override, unlock
from pipeline.editing.parts import content_of, find_part
from pipeline.editing.revising import restored, with_correction
from pipeline.editing.rewriting import rewrite
from pipeline.editing.sections import (
    SentenceText,
    add_section,
    delete_section,
    edit_heading,
    edit_headline,
    move_section,
)
from pipeline.editing.sentences import add_sentence, delete_sentence, edit_sentence, move_sentence
from pipeline.editing.withheld import no_longer_withheld, take_up
from pipeline.editing.wording import NeedsOverride, Span, is_text

__all__ = [
    "Comparison",
    "Digests",
    "EventText",
    "FolderDigests",
    "NeedsOverride",
    "Op",
    "Piece",
    "SentenceText",
    "Span",
    "StoredDigests",
    "accepted",
    "add_event",
    "add_section",
    "add_sentence",
    "applied",
    "checked_date",
    "compare",
    "content_of",
    "dates_offered",
    "decided",
    "delete_event",
    "delete_section",
    "delete_sentence",
    "edit_event",
    "edit_heading",
    "edit_headline",
    "edit_sentence",
    "event_text",
    "find_part",
    "is_flagged",
    "is_text",
    "lock",
    "move_section",
    "move_sentence",
    "no_longer_withheld",
    "override",
    "restored",
    "rewrite",
    "section_text",
    "take_up",
    "unlock",
    "with_correction",
    "word_diff",
]
