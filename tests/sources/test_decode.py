import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import PageError
from pipeline.sources.decode import decode

RUSSIAN = "Тоннель под проливом открылся в четверг, через одиннадцать лет после начала строительства. " * 3
KOREAN = "해협 아래 터널이 목요일 개통되었다. 첫 삽을 뜬 지 11년 만이다. " * 3
JAPANESE = "海峡の下のトンネルが木曜日に開通した。着工から十一年である。" * 3
FRENCH = "Le tunnel a été inauguré jeudi, où les élèves chantèrent «\u00a0Ça ira\u00a0» – 3,4 milliards d’€."


def declaring(text: str, charset: str) -> str:
    return f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (FRENCH, "utf-8", "utf-8"),
        (FRENCH, "utf-8", "iso-8859-1"),
        (FRENCH, "utf-8", "no-such-charset"),
        (FRENCH, "cp1252", "iso-8859-1"),
        (FRENCH, "cp1252", "windows-1252"),
        (FRENCH, "cp1252", "utf-8"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "cp1251", "utf-8"),
        (RUSSIAN, "cp1251", "iso-8859-1"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (KOREAN, "cp949", "euc-kr"),
        (JAPANESE, "cp932", "shift_jis"),
        (JAPANESE, "euc-jp", "euc-jp"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        ("海峡隧道周四通车。" * 9, "gb18030", "gb2312"),
        (RUSSIAN, "utf-16-le", "utf-8"),
        (FRENCH, "utf-16-be", "utf-16"),
        (KOREAN, "utf-8", "utf-16"),
    ],
)
def test_pages_are_read_in_their_encoding_whatever_they_declare(text: str, encoding: str, declared: str) -> None:
    assert text in decode(declaring(text, declared).encode(encoding), "page")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_byte_order_mark_beats_what_is_declared(mark: bytes, encoding: str) -> None:
    page = decode(mark + declaring(KOREAN, "euc-kr").encode(encoding), "page", charset="iso-8859-1")
    assert page.startswith("<html>")
    assert KOREAN in page


def test_the_header_declares_what_the_page_does_not() -> None:
    page = f"<p>{RUSSIAN}</p>".encode("koi8-r")
    assert RUSSIAN in decode(page, "page", charset="koi8-r")


def test_a_few_broken_bytes_do_not_turn_utf_8_into_something_else() -> None:
    page = declaring(KOREAN * 20, "utf-8").encode() + b"\xff caf\xe9"
    assert KOREAN in decode(page, "page")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the page is empty"),
        (b" \n\t ", "the page is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF, not an HTML page"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is an image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "is an image"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "is an image"),
        (b"PK\x03\x04\x14\0", "is a ZIP archive"),
        (b"\x1f\x8b\x08\0", "is compressed"),
        (bytes(range(256)) * 40, "is binary data"),
    ],
)
def test_what_is_no_page_is_refused_by_name(content: bytes, words: str) -> None:
    with pytest.raises(PageError, match=f"^saved.html: .*{words}"):
        decode(content, "saved.html")


@given(
    st.binary(), st.none() | st.sampled_from(["utf-8", "latin-1", "utf-7", "hex", "rot13", "undefined", "idna", "\0"])
)
def test_any_bytes_are_text_or_refused(content: bytes, charset: str | None) -> None:
    with contextlib.suppress(PageError):
        assert decode(content, "page", charset)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"])))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    assert decode(f"<p>{text}</p>".encode(), "page", charset="latin-1") == f"<p>{text}</p>"
