"""Explicit dates in other languages."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates import find_dates

PUBLISHED = date(2024, 6, 1)


@pytest.mark.parametrize(
    ("language", "text", "words", "value"),
    [
        ("es", "Murió el 3 de mayo de 2024 en Madrid con 5 personas.", "3 de mayo de 2024", "2024-05-03"),
        ("es", "Ocurrió en marzo de 2019.", "marzo de 2019", "2019-03"),
        ("de", "Am 3. Mai 2024 waren 20 Leute da.", "3. Mai 2024", "2024-05-03"),
        ("de-AT", "Am 03.05.2024 um 20 Uhr.", "03.05.2024", "2024-05-03"),
        ("fr", "Le 1er août 2023, deux personnes.", "1er août 2023", "2023-08-01"),
        ("fr", "Fondée en 1998 à Lyon.", "1998", "1998"),
        ("it", "Il 25 aprile scorso.", "25 aprile", "2024-04-25"),
        ("ru", "Это было 3 мая 2024 года.", "3 мая 2024", "2024-05-03"),
        ("ja", "2024年5月3日に発表した。", "2024年5月3日", "2024-05-03"),
        ("ko", "2024년 5월 3일 발표했다.", "2024년 5월 3일", "2024-05-03"),
        ("zz", "2024-05-03", "2024-05-03", "2024-05-03"),
    ],
)
def test_explicit_dates_are_found_in_other_languages(language: str, text: str, words: str, value: str) -> None:
    assert [(e.text, e.value) for e in find_dates(text, PUBLISHED, language)] == [(words, value)]


def test_what_is_no_date_is_left_alone_in_other_languages() -> None:
    assert find_dates("Der FC gewann 3:2 vor 2.024 Zuschauern, 12 Tore in 5 Spielen.", PUBLISHED, "de") == ()


def test_dateparser_is_not_imported_for_english() -> None:
    program = "import sys, pipeline.dates as d; d.find_dates('On Monday', None); sys.exit('dateparser' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 - our own interpreter


@given(st.text(alphabet=st.sampled_from("0123456789. -/deimayo年月日abc\n'"), max_size=60))
def test_any_text_in_another_language_is_read_without_fault(text: str) -> None:
    for found in find_dates(text, PUBLISHED, "es"):
        assert text[found.start : found.end] == found.text
        assert found.earliest is None or (found.latest is not None and found.earliest <= found.latest)
