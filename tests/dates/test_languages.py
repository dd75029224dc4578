"""Explicit dates in other languages."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates import Boundary, Kind, event_date, find_dates

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
        ("it", "Il 25 aprile.", "25 aprile", "2024-04-25"),
        ("ru", "Это было 3 мая 2024 года.", "3 мая 2024", "2024-05-03"),
        ("ja", "2024年5月3日に発表した。", "2024年5月3日", "2024-05-03"),
        ("ko", "2024년 5월 3일 발표했다.", "2024년 5월 3일", "2024-05-03"),
        ("zz", "2024-05-03", "2024-05-03", "2024-05-03"),
    ],
)
def test_explicit_dates_are_found_in_other_languages(language: str, text: str, words: str, value: str) -> None:
    assert [(e.text, e.value) for e in find_dates(text, PUBLISHED, language)] == [(words, value)]


@pytest.mark.parametrize(
    ("language", "text", "words", "value"),
    [
        ("de", "Die Messe läuft vom 3. bis 7. Mai 2024.", "3. bis 7. Mai 2024", "2024-05-03/2024-05-07"),
        ("fr", "Du 3 au 7 mai 2024 à Lyon.", "3 au 7 mai 2024", "2024-05-03/2024-05-07"),
        ("es", "Llovió entre el 3 y el 7 de mayo de 2024.", "3 y el 7 de mayo de 2024", "2024-05-03/2024-05-07"),
        ("it", "Dal 3 al 7 maggio 2024 a Torino.", "3 al 7 maggio 2024", "2024-05-03/2024-05-07"),
        ("nl", "Van 3 tot 7 mei 2024 in Gent.", "3 tot 7 mei 2024", "2024-05-03/2024-05-07"),
    ],
)
def test_a_range_of_days_has_its_two_ends(language: str, text: str, words: str, value: str) -> None:
    (found,) = find_dates(text, PUBLISHED, language)
    assert (found.text, found.value, found.kind) == (words, value, Kind.RANGE)
    assert [end.value for end in found.ends] == value.split("/")


@pytest.mark.parametrize(
    ("language", "text", "boundary"),
    [
        ("de", "Seit dem 1. Januar 2023 gilt es.", Boundary.SINCE),
        ("de", "Er blieb bis 2019 dort, bis Mai 2019.", Boundary.UNTIL),
        ("fr", "Depuis le 1er janvier 2023.", Boundary.SINCE),
        ("fr", "Ouvert jusqu'au 7 mai 2024.", Boundary.UNTIL),
        ("es", "Vive allí desde 2017.", Boundary.SINCE),
        ("it", "Va pagato entro il 7 maggio 2024.", Boundary.BY),
        ("pt", "Ficou até maio de 2019.", Boundary.UNTIL),
        ("nl", "Sinds 2017 woont hij daar.", Boundary.SINCE),
        ("ru", "Он живёт там с 2017 года.", Boundary.SINCE),
        ("ar", "يعيش هناك منذ 2017", Boundary.SINCE),
        ("ja", "2017年から住んでいる。", Boundary.SINCE),
        ("ja", "2024年5月3日までに払う。", Boundary.BY),
        ("ko", "2017년부터 살고 있다.", Boundary.SINCE),
        ("zh", "2017年以来一直住在那里。", Boundary.SINCE),
        ("de", "Am 3. Mai 2024 begann es.", None),
        ("ja", "2024年5月3日に始まった。", None),
    ],
)
def test_the_edge_of_something_dates_no_event_in_other_languages_either(
    language: str, text: str, boundary: Boundary | None
) -> None:
    found = find_dates(text, PUBLISHED, language)[-1]
    assert found.boundary is boundary
    assert (event_date(found) is None) is (boundary not in (None, Boundary.BY))


@pytest.mark.parametrize(
    ("language", "text", "words", "value"),
    [
        ("ja", "政府は2024年5月14日、発表した。", "2024年5月14日", "2024-05-14"),
        ("ja", "令和6年5月14日に。", "令和6年5月14日", "2024-05-14"),
        ("ja", "平成元年に。", "平成元年", "1989"),
        ("ja", "東京で5月3日に。", "5月3日", "2024-05-03"),
        ("ja", "1990年代に。", "1990年代", "199"),
        ("zh", "二〇二四年五月二十四日发布。", "二〇二四年五月二十四日", "2024-05-24"),
        ("ko", "5월 3일 발표했다.", "5월 3일", "2024-05-03"),
        ("ar", "في ١٤ مايو ٢٠٢٤", "١٤ مايو ٢٠٢٤", "2024-05-14"),
        ("ar", "في 14 أيار/مايو 2024", "14 أيار/مايو 2024", "2024-05-14"),
        ("ru", "Это было в августе 1914 года.", "августе 1914", "1914-08"),
        ("ru", "Он умер в 2019 году.", "2019", "2019"),
        ("it", "Il 1° gennaio piove.", "1° gennaio", "2024-01-01"),
        ("pt", "Em 1º de janeiro.", "1º de janeiro", "2024-01-01"),
        ("hi", "15 अगस्त 1947 को", "15 अगस्त 1947", "1947-08-15"),
    ],
)
def test_eras_numerals_and_cases_are_seen_through(language: str, text: str, words: str, value: str) -> None:
    assert [(e.text, e.value) for e in find_dates(text, PUBLISHED, language)] == [(words, value)]


@pytest.mark.parametrize(
    ("language", "text"),
    [("it", "Ha vinto in 3 set."), ("ja", "2000年間続いた。"), ("de", "Das 3. Spiel in der 2. Liga.")],
)
def test_scores_and_spans_of_years_are_no_dates(language: str, text: str) -> None:
    assert find_dates(text, PUBLISHED, language) == ()


def test_what_is_no_date_is_left_alone_in_other_languages() -> None:
    assert find_dates("Der FC gewann 3:2 vor 2.024 Zuschauern, 12 Tore in 5 Spielen.", PUBLISHED, "de") == ()


def test_dateparser_is_not_imported_for_english() -> None:
    program = "import sys, pipeline.dates as d; d.find_dates('On Monday', None); sys.exit('dateparser' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)


@given(st.text(alphabet=st.sampled_from("0123456789. -/deimayo年月日abc\n'"), max_size=60))
def test_any_text_in_another_language_is_read_without_fault(text: str) -> None:
    for found in find_dates(text, PUBLISHED, "es"):
        assert text[found.start : found.end] == found.text
        assert found.earliest is None or (found.latest is not None and found.earliest <= found.latest)
