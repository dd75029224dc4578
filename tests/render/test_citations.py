"""Where citations stand, and what they lead to."""

import pytest

from pipeline.render.citations import CONTEXT, Note, cite, number_notes, passages, place

from .sample import CEREMONY, DIGEST, ENVOYS, REVISION, SQUANDERED, article, quote


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("He urged a reset.", "He urged a reset [1]."),
        ("Will they talk?", "Will they talk [1]?"),
        ("He called it “squandered.”", "He called it “squandered.” [1]"),
        ("It was made in the U.S.", "It was made in the U.S. [1]"),
        ("It was bought by Example Inc.", "It was bought by Example Inc. [1]"),
        ("And so on...", "And so on... [1]"),
        ("No stop", "No stop [1]"),
        ("It rose to 1.5.", "It rose to 1.5 [1]."),
        ("普京表示希望恢复关系。", "普京表示希望恢复关系[1]。"),
        ("관계를 회복하기를 바란다고 말했다.", "관계를 회복하기를 바란다고 말했다 [1]."),
        ("هل يتحدثون؟", "هل يتحدثون [1]؟"),
    ],
)
def test_citations_stand_before_a_full_stop_that_is_the_sentences_own(text: str, cited: str) -> None:
    placed = place(text)
    assert f"{placed.words}{placed.gap}[1]{placed.stop}" == cited
    assert placed.words + placed.stop == text


def test_statements_that_rest_on_the_same_words_share_a_note() -> None:
    notes = number_notes(DIGEST)
    ceremony = next(event for event in DIGEST.timeline if event.id == "t6")
    assert cite(ceremony, notes) == cite(DIGEST.sentences[1], notes)
    assert [note.key for note in notes.values() if note.article.number == 1] == ["1a", "1b", "1c", "1d", "1e"]


def test_every_quote_stands_marked_in_its_context() -> None:
    texts = {one.number: one for one in REVISION.articles}
    for note in number_notes(DIGEST).values():
        shown = passages(note, texts[note.article.number])
        marked = [span.text for passage in shown for span in passage if span.quoted]
        assert marked == [piece.quote for piece in note.evidence]


def test_context_keeps_to_the_paragraph_and_to_whole_words() -> None:
    long = article(1, "Heading\n" + "word " * 100 + "the quote" + " more" * 100 + "\nNext")
    note = Note("1a", long.listing, (quote(long, "the quote"),))
    ((dots, before, marked, after, rest),) = passages(note, long)
    assert (dots.text, marked.text, rest.text) == ("… ", "the quote", " …")
    assert before.text.startswith("word ")
    assert after.text.endswith(" more")
    assert CONTEXT - 10 < len(before.text) <= CONTEXT
    assert CONTEXT - 10 < len(after.text) <= CONTEXT


def test_quotes_near_each_other_share_a_passage_and_far_ones_do_not() -> None:
    note = Note("1a", CEREMONY.listing, (SQUANDERED, ENVOYS))
    assert len(passages(note, CEREMONY)) == 1
    far = Note("1a", CEREMONY.listing, (SQUANDERED, quote(CEREMONY, "made no statement")))
    assert len(passages(far, CEREMONY)) == 2


def test_overlapping_quotes_are_marked_as_one() -> None:
    note = Note("1a", CEREMONY.listing, (quote(CEREMONY, "Goodwill has been"), quote(CEREMONY, "been squandered")))
    (passage,) = passages(note, CEREMONY)
    assert [span.text for span in passage if span.quoted] == ["Goodwill has been squandered"]


def test_without_its_articles_text_a_quote_stands_alone() -> None:
    note = Note("1a", CEREMONY.listing, (SQUANDERED,))
    ((span,),) = passages(note, None)
    assert span.text == SQUANDERED.quote
    changed = article(1, "The page says something else now.")
    assert passages(note, changed) == passages(note, None)
