import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.language import UNKNOWN, find_language, language_code

from .pages import PARAGRAPHS

TEXTS = {
    "en": " ".join(PARAGRAPHS),
    "de": "Der Tunnel unter der Meerenge wurde Donnerstag geöffnet, elf Jahre nach dem ersten Stich und nicht früher.",
    "fr": "Le tunnel sous le détroit a été ouvert à la circulation jeudi, onze ans après la première pierre.",
    "es": "El túnel bajo el estrecho se abrió el jueves, once años después de la primera piedra.",
    "pt": "O túnel sob o estreito foi aberto ao tráfego na quinta-feira, onze anos após a colocação da primeira pedra.",
    "nl": "De tunnel onder de zeestraat is donderdag voor het verkeer opengesteld, elf jaar na de eerste steen.",
    "ru": "Тоннель под проливом открылся для движения в четверг, это событие ждали одиннадцать лет, её строители.",
    "uk": "Тунель під протокою відкрився для руху в четвер, її будівництво тривало одинадцять років, а є ще й міст.",
    "ko": "해협 아래 터널이 목요일 개통되었다. 첫 삽을 뜬 지 11년 만이다.",
    "ja": "海峡の下のトンネルが木曜日に開通した。着工から十一年である。",
    "zh": "海峡隧道周四通车，距离奠基已有十一年。",
    "ar": "افتتح النفق تحت المضيق أمام حركة المرور يوم الخميس بعد أحد عشر عاما من وضع حجر الأساس",
    "el": "Η σήραγγα κάτω από το στενό άνοιξε στην κυκλοφορία την Πέμπτη",
    "he": "המנהרה מתחת למצר נפתחה לתנועה ביום חמישי",
    "th": "อุโมงค์ใต้ช่องแคบเปิดให้สัญจรเมื่อวันพฤหัสบดี",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_the_language_of_a_text_is_told_without_any_declaration(code: str, text: str) -> None:
    assert find_language(text, ()) == code


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_a_template_that_declares_english_does_not_make_a_text_english(code: str, text: str) -> None:
    assert find_language(text, ("en-US",)) == code


def test_the_first_declaration_that_fits_the_script_wins() -> None:
    assert find_language(TEXTS["ru"], ("en", "bg-BG", "ru")) == "bg"
    assert find_language("Sandur lykst opp á Suðuroy", ("fo", "en")) == "fo"


def test_a_short_text_without_declaration_is_of_unknown_language() -> None:
    assert find_language("Tunnel!", ()) == UNKNOWN
    assert find_language("2026", ("xx-",)) == UNKNOWN


@pytest.mark.parametrize(
    ("label", "code"),
    [("en-GB", "en"), ("pt_BR", "pt"), ("zh-Hant-TW", "zh"), ("nb", "no"), ("iw", "he"), ("deu", "de")],
)
def test_labels_are_reduced_to_their_codes(label: str, code: str) -> None:
    assert language_code(label) == code


@pytest.mark.parametrize("label", ["", "english language", "x", "1234", "xyz"])
def test_what_is_no_label_has_no_code(label: str) -> None:
    assert language_code(label) is None


@given(st.text(), st.lists(st.text(max_size=8), max_size=3))
def test_any_text_has_a_language_or_an_unknown_one(text: str, declared: list[str]) -> None:
    assert 2 <= len(find_language(text, declared)) <= 3
