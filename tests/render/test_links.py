"""Addresses that may become links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.render.links import link_to_quotes, safe_url


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)"),
        *("data:text/html,x", "vbscript:x", "file:///etc/passwd", "ftp://one.example/", "mailto:a@one.example"),
        *("//one.example/x", "/x", "one.example", "", " https://one.example", "https://one.example/a b"),
        *("https://", "https:///path", "http:one.example", "https://one.example:port/", "https://[::1"),
        *("https://well.known@evil.example/", "https://user:secret@one.example/", "https://one.example\\@evil.example"),
        *("https://one.example/\u202egpj.exe", "https://one.example/\x1b[31m", "https://one.example/\u00a0x"),
        *('https://one.example"onclick=x/', "https://one.ex<b>ample/", "https://" + "a" * 64 + ".example/"),
    ],
)
def test_only_plain_web_addresses_become_links(url: str) -> None:
    assert safe_url(url) is None


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://one.example/a?b=c&d=e#f", "https://one.example/a?b=c&d=e#f"),
        ("HTTPS://One.Example:8443/A", "https://one.example:8443/A"),
        ("https://one.example/%ED%95%9C%EA%B8%80", "https://one.example/%ED%95%9C%EA%B8%80"),
        ("https://one.example/한글", "https://one.example/%ED%95%9C%EA%B8%80"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
        ('https://one.example/"><b>[x](y)`', "https://one.example/%22%3E%3Cb%3E%5Bx%5D(y)%60"),
    ],
)
def test_links_are_percent_encoded_and_otherwise_left_alone(url: str, link: str) -> None:
    assert safe_url(url) == link
    assert safe_url(link) == link


@given(st.text())
def test_no_text_makes_a_link_that_could_end_an_attribute(text: str) -> None:
    link = safe_url(f"https://one.example/{text}")
    assert link is None or not set(link) & set('"<>`\\ \n[]{}|^')


def test_a_link_to_a_short_quote_holds_all_of_it() -> None:
    link = link_to_quotes("https://one.example/a#top", ["a well-known, old fact"])
    assert link == "https://one.example/a#top:~:text=a%20well%2Dknown%2C%20old%20fact"


def test_a_link_to_long_quotes_holds_how_each_begins_and_ends() -> None:
    quotes = ["One two three four five six seven eight nine ten.", "First line of it\nand the last line of it"]
    assert link_to_quotes("https://one.example/a", quotes) == (
        "https://one.example/a#:~:text=One%20two%20three%20four,seven%20eight%20nine%20ten."
        "&text=First%20line%20of%20it,last%20line%20of%20it"
    )


def test_a_fragment_that_an_address_brings_cannot_direct_the_reader_elsewhere() -> None:
    link = link_to_quotes("https://one.example/a#x:~:text=other", ["said so"])
    assert link == "https://one.example/a#x:~:text=said%20so"
