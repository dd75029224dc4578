"""Folding keeps offsets and makes the variants of one character the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.fold import fold, squeeze


@given(st.text())
def test_a_folded_text_is_as_long_as_it_was(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("“Goodwill”", '"goodwill"'),
        ("the ministry’s", "the ministry's"),
        ("Lee Sok‑bae", "lee sok-bae"),
        ("2019–20 — and on", "2019-20 - and on"),
        ("12\u202f500\u00a0€", "12 500 €"),
        ("Élisabeth", "elisabeth"),
        ("Straße", "straße"),
        ("İzmir", "izmir"),
        ("ＣＥＯ", "ceo"),
        ("月面", "月面"),
    ],
)
def test_variants_of_one_character_are_folded_into_one(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_a_ligature_stays_since_it_would_become_two_characters() -> None:
    assert fold("ﬁscal") == "ﬁscal"


def test_squeezed_texts_are_equal_whatever_spaces_and_quotes_a_page_uses() -> None:
    assert squeeze("  “No\u00a0basis\twhatsoever”\n") == squeeze('"no basis whatsoever"')
