"""Text made fit to be shown."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.render.clean import clean, clip

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0))))


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(BIDI + CONTROLS + "\ud800"))))
def test_clean_text_has_nothing_that_a_terminal_would_obey(text: str) -> None:
    shown = clean(text)
    assert not set(shown) & set(BIDI + CONTROLS)
    shown.encode()
    assert clean(shown) == shown


def test_clean_text_keeps_what_typography_and_scripts_need() -> None:
    kept = "“Sok‑bae”\u202f25\u00a0% \u200fעברית\u200e می\u200cخواهم 👩\u200d🚀"
    assert clean(kept) == kept


def test_a_terminal_sequence_loses_its_escape() -> None:
    assert clean("\x1b[31mred\x1b[0m") == "[31mred[0m"


@given(st.text(), st.integers(2, 50))
def test_clipped_text_is_no_longer_than_asked(text: str, longest: int) -> None:
    assert len(clip(text, longest)) <= longest


def test_a_title_is_cut_between_words() -> None:
    assert clip("Seoul and Moscow talk", 16) == "Seoul and…"
