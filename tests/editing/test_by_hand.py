"""Changes by hand: the same checks as for a model's words, a reason where they object, and nothing else moved."""

from datetime import date

import pytest

from pipeline.checks.promises import check_revision
from pipeline.domain.article import text_sha256
from pipeline.domain.dates import Precision, Status
from pipeline.domain.digest import Origin, Revision, Withheld
from pipeline.domain.support import Override, Reason, Verdict
from pipeline.editing import (
    EventText,
    NeedsOverride,
    SentenceText,
    Span,
    add_event,
    add_section,
    add_sentence,
    checked_date,
    dates_offered,
    delete_event,
    delete_section,
    delete_sentence,
    edit_event,
    edit_heading,
    edit_headline,
    edit_sentence,
    is_flagged,
    lock,
    move_section,
    move_sentence,
    override,
    restored,
    take_up,
    unlock,
    with_correction,
)
from pipeline.editing.revising import sources_of
from pipeline.errors import EditError, UnknownPart
from tests.editing.model import LATER
from tests.stages.newsroom import (
    BUILT,
    MAYOR,
    NOW,
    PIER,
    ROT,
    STALLS,
    STORM,
    WORDED,
    ScriptedModel,
    dated,
    worded,
    written_by,
    written_by_builtin,
)

REASON = Override(by="Ada", at=NOW, reason="I was there")
MAR_17 = checked_date(date(2026, 3, 10), date(2026, 3, 10), Precision.DAY)


@pytest.fixture(scope="module")
def digest() -> Revision:
    said = dict(zip(WORDED, WORDED, strict=True))
    with ScriptedModel(section=lambda asked: worded(asked, said), timeline=lambda asked: dated(asked, said)) as model:
        return written_by(model)


def faults(revision: Revision) -> list[str]:
    return [str(fault) for fault in check_revision(revision) if not fault.is_notice]


UNDATED = "The closure is expected to last until the autumn of 2027"


def span(words: str) -> Span:
    """Where words stand in the articles."""
    for article in PIER:
        if (start := article.text.find(words)) >= 0:
            return Span(article.number, start, start + len(words))
    raise ValueError(words)


def sentence_id(revision: Revision, words: str) -> str:
    return next(sentence.id for sentence in revision.digest.sentences if sentence.text == words)


def test_an_edited_sentence_is_a_persons_and_keeps_the_evidence_that_shows_it(digest: Revision) -> None:
    told = sentence_id(digest, ROT)
    made = edit_sentence(digest, told, "Divers found rot in 38 of the 212  piles of the Old Pier.", LATER)
    (sentence,) = [each for each in made.digest.sentences if each.id == told]
    assert sentence.text == "Divers found rot in 38 of the 212 piles of the Old Pier."
    assert (sentence.origin, sentence.support.verdict) == (Origin.EDITED, Verdict.SUPPORTED)
    assert [piece.quote for piece in sentence.evidence] == [ROT]
    assert (made.digest.revision, made.digest.updated) == (2, LATER)
    assert faults(made) == []


def test_what_the_checks_refuse_is_published_only_with_a_reason_which_is_kept(digest: Revision) -> None:
    told, wrong = sentence_id(digest, ROT), "Divers found rot in 83 of the 212 piles of the Old Pier."
    with pytest.raises(NeedsOverride) as refused:
        edit_sentence(digest, told, wrong, LATER)
    assert refused.value.reasons[0].hard
    assert "83" in refused.value.reasons[0].words
    made = edit_sentence(digest, told, wrong, LATER, override=REASON)
    (sentence,) = [each for each in made.digest.sentences if each.id == told]
    assert (sentence.override, sentence.support.verdict) == (REASON, Verdict.UNSUPPORTED)
    assert sentence.support.reasons == refused.value.reasons
    assert faults(made) == []


def test_a_reason_that_is_not_needed_is_not_kept(digest: Revision) -> None:
    made = edit_sentence(digest, sentence_id(digest, ROT), ROT, LATER, override=REASON)
    assert all(sentence.override is None for sentence in made.digest.sentences)


def test_evidence_is_chosen_by_selecting_words(digest: Revision) -> None:
    section = digest.digest.sections[0]
    words = "The Old Pier was built in 1894"
    made = add_sentence(digest, section.id, f"{words}.", [span(words)], LATER)
    *before, added = made.digest.sections[0].sentences
    assert [piece.quote for piece in added.evidence] == [words]
    assert before == list(section.sentences)
    assert faults(made) == []


@pytest.mark.parametrize("wrong", [Span(9, 0, 5), Span(1, 5, 5), Span(1, 0, 10**9), Span(1, -3, 4)])
def test_words_that_no_article_has_are_refused(digest: Revision, wrong: Span) -> None:
    with pytest.raises(EditError, match=r"there is no article 9|has no text at"):
        add_sentence(digest, digest.digest.sections[0].id, ROT, [wrong], LATER)


def test_a_citation_for_decoration_is_flagged(digest: Revision) -> None:
    with pytest.raises(NeedsOverride, match="article 3 supports no part of it"):
        edit_sentence(digest, sentence_id(digest, ROT), ROT, LATER, spans=[span(ROT), span(STORM)])


def test_sentences_are_deleted_and_moved_within_their_section(digest: Revision) -> None:
    section = digest.digest.sections[0]
    ids = [sentence.id for sentence in section.sentences]
    moved = move_sentence(digest, ids[-1], 0, LATER)
    assert [sentence.id for sentence in moved.digest.sections[0].sentences] == [ids[-1], *ids[:-1]]
    without = delete_sentence(digest, ids[-1], LATER)
    assert [sentence.id for sentence in without.digest.sections[0].sentences] == ids[:-1]
    with pytest.raises(EditError, match="has no place 7"):
        move_sentence(digest, ids[0], 7, LATER)


def test_the_last_sentence_and_the_last_section_stay(digest: Revision) -> None:
    section = digest.digest.sections[0]
    made = digest
    for sentence in section.sentences[1:]:
        made = delete_sentence(made, sentence.id, LATER)
    with pytest.raises(EditError, match="delete the section"):
        delete_sentence(made, section.sentences[0].id, LATER)
    for other in digest.digest.sections[1:]:
        made = delete_section(made, other.id, LATER)
    with pytest.raises(EditError, match="the only section"):
        delete_section(made, section.id, LATER)


def test_what_a_heading_elsewhere_rests_on_is_not_deleted(digest: Revision) -> None:
    made = edit_headline(digest, "Mayor Ines Roth", LATER)
    assert faults(made) == []
    with pytest.raises(EditError, match="nothing else shows the headline “Mayor Ines Roth”"):
        delete_sentence(made, sentence_id(made, MAYOR), LATER)


def test_articles_that_nothing_cites_any_more_are_told(digest: Revision) -> None:
    made = digest
    for sentence in digest.digest.sentences:
        if sentence.citations == (3,):
            made = delete_sentence(made, sentence.id, LATER)
    for event in digest.digest.timeline:
        if 3 in event.citations:
            made = delete_event(made, event.id, LATER)
    for sentence in made.digest.sentences:
        kept = [Span(p.article, p.start, p.end) for p in sentence.evidence if p.article != 3]
        if 3 in sentence.citations:
            made = edit_sentence(made, sentence.id, sentence.text, LATER, spans=kept)
    assert made.digest.coverage.cited == (1, 2)
    assert [uncited.article for uncited in made.digest.coverage.uncited] == [3]
    assert faults(made) == []


@pytest.mark.parametrize("text", ["The mayor of Harbourtown resigns", "", "   "])
def test_a_headline_or_heading_that_is_not_shown_is_refused(digest: Revision, text: str) -> None:
    with pytest.raises(EditError):
        edit_headline(digest, text, LATER)
    with pytest.raises(EditError):
        edit_heading(digest, digest.digest.sections[0].id, text, LATER)


def test_a_heading_is_a_persons_and_its_sentences_are_not(digest: Revision) -> None:
    made = edit_heading(digest, digest.digest.sections[0].id, "The Kestrel Bay council", LATER)
    section = made.digest.sections[0]
    assert (section.heading, section.origin) == ("The Kestrel Bay council", Origin.EDITED)
    assert section.sentences == digest.digest.sections[0].sentences


def test_a_section_is_added_and_moved(digest: Revision) -> None:
    sentences = [SentenceText(BUILT, (span(BUILT),)), SentenceText(STALLS, (span(STALLS),))]
    made = add_section(digest, "Market Square", sentences, LATER)
    added = made.digest.sections[-1]
    assert (added.heading, added.origin, added.facts) == ("Market Square", Origin.EDITED, ())
    assert faults(made) == []
    moved = move_section(made, added.id, 0, LATER)
    assert [section.id for section in moved.digest.sections][:2] == [added.id, digest.digest.sections[0].id]
    assert faults(delete_section(moved, added.id, LATER)) == []


def test_an_event_is_added_at_a_date_that_its_words_give(digest: Revision) -> None:
    made = delete_event(digest, digest.digest.timeline[0].id, LATER) if digest.digest.timeline else digest
    for event in made.digest.timeline:
        made = delete_event(made, event.id, LATER)
    (day, *_) = dates_offered(made, [span(ROT)])
    assert day.label == "Feb 2026"
    added = add_event(made, EventText(ROT, day, Status.HAPPENED, (span(ROT),)), LATER)
    (event,) = added.digest.timeline
    assert (event.text, event.origin, event.date.label) == (ROT, Origin.EDITED, "Feb 2026")
    assert faults(added) == []


def test_a_date_that_the_evidence_does_not_give_needs_a_reason(digest: Revision) -> None:
    event = next(event for event in digest.digest.timeline if event.text == ROT)
    wrong = checked_date(date(2025, 7, 1), date(2025, 7, 1), Precision.DAY)
    told = EventText(ROT, wrong, Status.HAPPENED)
    with pytest.raises(NeedsOverride, match="Jul 1, 2025"):
        edit_event(digest, event.id, told, LATER)
    made = edit_event(digest, event.id, told, LATER, override=REASON)
    assert next(e for e in made.digest.timeline if e.id == event.id).override == REASON
    assert [e.date.sort_key for e in made.digest.timeline] == sorted(e.date.sort_key for e in made.digest.timeline)
    assert faults(made) == []


def test_an_event_that_was_only_planned_is_not_told_as_having_happened(digest: Revision) -> None:
    event = next(event for event in digest.digest.timeline if event.text == ROT)
    with pytest.raises(NeedsOverride):
        edit_event(digest, event.id, EventText(ROT, event.date, Status.PLANNED), LATER)


def test_an_event_that_another_entry_tells_is_refused(digest: Revision) -> None:
    event = digest.digest.timeline[0]
    spans = tuple(Span(piece.article, piece.start, piece.end) for piece in event.evidence)
    with pytest.raises(EditError, match="tells the same"):
        add_event(digest, EventText(event.text, event.date, event.status, spans), LATER)


def test_a_date_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(EditError, match="ends"):
        checked_date(date(2026, 3, 2), date(2026, 3, 1), Precision.DAY)


def withholding(revision: Revision, where: str, text: str, *kinds: str) -> Revision:
    """The digest with something withheld, in the evidence of the divers' find."""
    reasons = tuple(Reason(kind=kind, words="", hard=True, message=f"{kind} found") for kind in kinds)
    evidence = next(s.evidence for s in revision.digest.sentences if s.text == ROT)
    withheld = Withheld(id="w1", where=where, text=text, evidence=evidence, reasons=reasons)
    return revision.model_copy(update={"digest": revision.digest.model_copy(update={"withheld": (withheld,)})})


def test_a_withheld_sentence_is_taken_up_with_a_reason(digest: Revision) -> None:
    section = digest.digest.sections[0]
    text = "Rot was found by divers in 38 of the 212 piles of the Old Pier."
    given = withholding(digest, f"section:{section.id}", text, "judge")
    with pytest.raises(NeedsOverride, match="judge found"):
        take_up(given, "w1", LATER)
    made = take_up(given, "w1", LATER, override=REASON)
    taken = made.digest.sections[0].sentences[-1]
    assert (taken.text, taken.origin, taken.override) == (text, Origin.GENERATED, REASON)
    assert made.digest.withheld == ()
    assert faults(made) == []


def test_what_was_withheld_for_want_of_room_needs_no_reason(digest: Revision) -> None:
    section = digest.digest.sections[0]
    given = withholding(digest, f"section:{section.id}", "Divers found rot in 38 piles of the Old Pier.", "too-many")
    made = take_up(given, "w1", LATER)
    assert made.digest.sections[0].sentences[-1].override is None


def test_a_withheld_event_is_taken_up_at_a_date_of_its_evidence(digest: Revision) -> None:
    given = withholding(digest, "timeline", ROT, "too-many")
    for event in digest.digest.timeline:
        given = delete_event(given, event.id, LATER)
    (event,) = take_up(given, "w1", LATER).digest.timeline
    assert (event.text, event.date.label) == (ROT, "Feb 2026")


def test_a_withheld_event_whose_evidence_gives_no_date_needs_one(digest: Revision) -> None:
    evidence = sources_of(digest).articles[1].evidence(*span(UNDATED)[1:])
    (held,) = withholding(digest, "timeline", "The closure of the Old Pier begins.", "judge").digest.withheld
    withheld = (held.model_copy(update={"evidence": (evidence,)}),)
    given = digest.model_copy(update={"digest": digest.digest.model_copy(update={"withheld": withheld})})
    with pytest.raises(EditError, match="its evidence gives no date, and no event stands without one"):
        take_up(given, "w1", LATER, override=REASON)
    day = checked_date(date(2026, 2, 3), date(2026, 2, 3), Precision.DAY)
    made = take_up(given, "w1", LATER, override=REASON, date=day)
    assert (day.label, REASON) in [(event.date.label, event.override) for event in made.digest.timeline]
    assert faults(made) == []


def test_a_withheld_headline_has_to_be_shown_all_the_same(digest: Revision) -> None:
    given = withholding(digest, "headline", "Harbourtown in ruins", "name")
    with pytest.raises(EditError):
        take_up(given, "w1", LATER)


def test_locks_are_set_and_taken_off(digest: Revision) -> None:
    for part in (digest.digest.sections[0].id, digest.digest.timeline[0].id):
        locked = lock(digest, part, LATER)
        assert [p.id for p in (*locked.digest.sections, *locked.digest.timeline) if p.locked] == [part]
        with pytest.raises(EditError, match="is locked already"):
            lock(locked, part, LATER)
        opened = unlock(locked, part, LATER)
        assert (opened.digest.sections, opened.digest.timeline) == (digest.digest.sections, digest.digest.timeline)
    with pytest.raises(UnknownPart):
        lock(digest, "nothing", LATER)


def test_only_what_is_flagged_is_overridden(digest: Revision) -> None:
    told = digest.digest.sentences[0]
    assert not is_flagged(told)
    with pytest.raises(EditError, match="nothing is said against"):
        override(digest, told.id, REASON, LATER)


def test_restoring_makes_a_new_revision_and_keeps_notes_and_numbers(digest: Revision) -> None:
    edited = with_correction(edit_headline(digest, "Old Pier", LATER), "The  headline named no pier.", LATER)
    assert [(note.revision, note.text) for note in edited.digest.corrections] == [(2, "The headline named no pier.")]
    back = restored(edited, digest, LATER)
    assert (back.digest.revision, back.digest.headline) == (3, digest.digest.headline)
    assert back.digest.sections == digest.digest.sections
    assert back.digest.corrections == edited.digest.corrections
    assert faults(back) == []


def test_an_article_that_came_later_stays_listed_when_an_earlier_revision_is_restored() -> None:
    first = written_by_builtin(PIER[:2])
    back = restored(written_by_builtin(PIER, first), first, LATER)
    assert [(article.number, article.withdrawn) for article in back.digest.articles] == [
        (1, False),
        (2, False),
        (3, True),
    ]
    assert faults(back) == []


def test_an_earlier_revision_comes_back_with_the_texts_that_it_cites() -> None:
    first = written_by_builtin()
    text = f"Updated.\n{PIER[0].text}"
    changed = PIER[0].model_copy(update={"text": text, "sha256": text_sha256(text)})
    back = restored(written_by_builtin((changed, *PIER[1:]), first), first, LATER)
    assert (back.articles, back.facts) == (first.articles, first.facts)
    assert faults(back) == []


def test_an_empty_correction_is_refused(digest: Revision) -> None:
    with pytest.raises(EditError, match="empty"):
        with_correction(digest, " \n", LATER)
