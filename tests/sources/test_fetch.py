import shutil
import ssl
import subprocess
import threading
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import PageError
from pipeline.sources.fetch import fetch
from pipeline.sources.limits import FetchSettings

from .loopback import Answer, Internet, Server, redirect, response

PAGE = b"<html><body><p>The tunnel opened on Thursday.</p></body></html>"
LOCAL = FetchSettings(timeout=5, allow_private=True)
PUBLIC = FetchSettings(timeout=5)
ONE = "93.184.216.34"
TWO = "151.101.1.67"


def gzipped(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=31)
    return packer.compress(body) + packer.flush()


def refusal(server: Server, path: str, settings: FetchSettings = LOCAL) -> str:
    with pytest.raises(PageError) as caught:
        fetch(server.url + path, settings)
    message = str(caught.value)
    assert message.startswith(f"{server.url}{path}: ")
    assert "\n" not in message
    return message.removeprefix(f"{server.url}{path}: ")


def test_a_page_comes_with_its_final_url_and_its_charset() -> None:
    answers: dict[str, Answer] = {
        "/": redirect("/a?b=1#c", "301 Moved Permanently"),
        "/end": response(PAGE, content_type="text/html; charset=ISO-8859-2"),
    }
    with Server(answers) as server:
        server.answers["/a?b=1"] = redirect(f"//127.0.0.1:{server.port}/end")
        fetched = fetch(f"{server.url}/", LOCAL)
        assert fetched.content == PAGE
        assert fetched.url == f"{server.url}/end"
        assert fetched.charset == "ISO-8859-2"


def test_requests_name_the_project_and_the_host() -> None:
    with Server({"/%C3%BC?q=%20%C3%BC": response(PAGE)}) as server:
        fetch(f"{server.url}/ü?q=%20ü", LOCAL)
        (request,) = server.requests
    assert "User-Agent: storydigest/" in request
    assert f"Host: 127.0.0.1:{server.port}" in request
    assert "Accept-Encoding: gzip\r\n" in request


def test_five_redirects_are_followed_and_six_are_not() -> None:
    answers: dict[str, Answer] = {f"/{n}": redirect(f"/{n + 1}") for n in range(6)}
    with Server(answers | {"/6": response(PAGE)}) as server:
        assert fetch(f"{server.url}/1", LOCAL).content == PAGE
        assert "redirects more than 5 times" in refusal(server, "/0")
        assert "without saying where to" in refusal_of(server, response(b"", "302 Found"))


def refusal_of(server: Server, answer: Answer) -> str:
    server.answers["/x"] = answer
    return refusal(server, "/x")


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("ftp://files.example/x", "is not a web address"),
        ("file:///etc/passwd", "is not a web address"),
        ("http://user:secret@127.0.0.1/", "has a user name or password in it"),
        ("http://[::1", "no address"),
        ("javascript:alert(1)", "is not a web address"),
    ],
)
def test_a_redirect_to_something_else_than_a_plain_web_address_is_refused(location: str, words: str) -> None:
    with Server({"/": redirect(location)}) as server:
        assert words in refusal(server, "/")


@pytest.mark.parametrize(
    "url", ["ftp://a.example/", "file:///etc/passwd", "https://u@a.example/", "nonsense", "http://"]
)
def test_what_is_no_plain_web_address_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(PageError, match=r"is not a web address|has a user name"):
        fetch(url, PUBLIC)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_private_addresses_are_refused_however_they_are_written(host: str) -> None:
    with Server({"/": response(PAGE)}) as server:
        with pytest.raises(PageError, match=r"is no public address|has no address"):
            fetch(f"http://{host}:{server.port}/", PUBLIC)
        assert server.requests == []


def test_a_redirect_to_a_private_address_is_refused() -> None:
    with Server({"/": redirect("http://inner.example/admin"), "/admin": response(b"secret")}) as server:
        internet = Internet(server, {"outer.example": [[ONE]], "inner.example": [["10.0.0.7"]]})
        with pytest.raises(PageError, match=r"leads to 10\.0\.0\.7, which is no public address"):
            fetch("http://outer.example/", PUBLIC, internet.network)
        assert internet.dialled == [ONE]


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with Server({"/": response(PAGE)}) as server:
        internet = Internet(server, {"mixed.example": [[ONE, "192.168.0.1"]]})
        with pytest.raises(PageError, match=r"leads to 192\.168\.0\.1"):
            fetch("http://mixed.example/", PUBLIC, internet.network)
        assert internet.dialled == []


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    with Server({"/": response(PAGE)}) as server:
        internet = Internet(server, {"rebinding.example": [[ONE], ["127.0.0.1"]]})
        assert fetch("http://rebinding.example/", PUBLIC, internet.network).content == PAGE
        assert internet.asked == ["rebinding.example"]
        assert internet.dialled == [ONE]
        assert "Host: rebinding.example\r\n" in server.requests[0]


def test_every_hop_is_resolved_and_checked_anew() -> None:
    with Server({"/": redirect("http://rebinding.example/end"), "/end": response(PAGE)}) as server:
        internet = Internet(server, {"rebinding.example": [[ONE], ["169.254.169.254"]]})
        with pytest.raises(PageError, match=r"leads to 169\.254\.169\.254"):
            fetch("http://rebinding.example/", PUBLIC, internet.network)


def test_an_international_host_is_asked_for_by_its_ascii_name() -> None:
    with Server({"/": response(PAGE)}) as server:
        internet = Internet(server, {"xn--mnchen-3ya.example": [[ONE]]})
        assert fetch("http://münchen.example/", PUBLIC, internet.network).content == PAGE


def test_a_host_without_address_and_a_port_without_server_are_told_apart() -> None:
    with Server({}) as server:
        internet = Internet(server, {})
        with pytest.raises(PageError, match=r"the host nowhere\.example has no address"):
            fetch("http://nowhere.example/", PUBLIC, internet.network)
        url = server.url
    with pytest.raises(PageError, match="cannot be reached"):
        fetch(url, LOCAL)


def test_ten_megabytes_are_the_limit_of_a_plain_body() -> None:
    def endless(closing: threading.Event) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        while not closing.is_set():
            yield b"x" * 100_000

    with Server({"/endless": endless, "/exact": response(b"x" * 10_000_000)}) as server:
        assert "is larger than 10 MB" in refusal(server, "/endless")
        assert len(fetch(f"{server.url}/exact", LOCAL).content) == 10_000_000


def test_a_compressed_body_is_measured_as_it_swells() -> None:
    bomb = gzipped(bytes(200_000_000))
    assert len(bomb) < 250_000
    with Server({"/": response(bomb, Content_Encoding="gzip")}) as server:
        tracemalloc.start()
        try:
            assert "is larger than 10 MB" in refusal(server, "/")
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert peak < 40_000_000


def test_compressed_pages_are_read_in_one_or_more_members() -> None:
    with Server({"/": response(gzipped(PAGE[:20]) + gzipped(PAGE[20:]), Content_Encoding="gzip")}) as server:
        assert fetch(f"{server.url}/", LOCAL).content == PAGE


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (response(b"not gzip", Content_Encoding="gzip"), "its compression is broken"),
        (response(gzipped(PAGE)[:-9], Content_Encoding="gzip"), "breaks off in the middle"),
        (response(PAGE, Content_Encoding="br"), "was not asked for (br)"),
        (response(PAGE, content_type="application/pdf"), "is a PDF, not an HTML page"),
        (response(PAGE, content_type="image/png"), "is an image, not an HTML page"),
        (response(PAGE, content_type="application/json; charset=utf-8"), "is application/json, not an HTML page"),
        (response(PAGE, "404 Not Found"), "HTTP 404"),
        (response(PAGE, "500 Oops"), "HTTP 500"),
        (response(PAGE, "403 Forbidden"), "may not be read (HTTP 403)"),
        (b"SSH-2.0-OpenSSH_9.6\r\n", "does not speak HTTP"),
        (b"", "does not speak HTTP"),
        (response(PAGE)[:-9], "broke off"),
    ],
)
def test_answers_that_are_no_page_are_refused_in_words(answer: bytes, words: str) -> None:
    with Server({"/": answer}) as server:
        assert words in refusal(server, "/")


def test_a_missing_content_type_and_xhtml_are_accepted() -> None:
    with Server(
        {"/none": response(PAGE, content_type=None), "/x": response(PAGE, content_type="application/xhtml+xml")}
    ) as server:
        assert fetch(f"{server.url}/none", LOCAL).content == PAGE
        assert fetch(f"{server.url}/x", LOCAL).content == PAGE


def silent(closing: threading.Event) -> Iterator[bytes]:
    closing.wait(5)
    yield b""


def dripping_head(closing: threading.Event) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nX-Drip: "
    while not closing.wait(0.02):
        yield b"x"


def dripping_body(closing: threading.Event) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    while not closing.wait(0.02):
        yield b"x"


@pytest.mark.parametrize("answer", [silent, dripping_head, dripping_body])
def test_a_server_that_is_silent_or_drips_is_left_in_time(answer: Answer) -> None:
    with Server({"/": answer}) as server:
        start = time.monotonic()
        assert "did not answer within 0.2 s" in refusal(server, "/", FetchSettings(timeout=0.2, allow_private=True))
        assert time.monotonic() - start < 1.5


def test_redirects_do_not_buy_time() -> None:
    def slow(closing: threading.Event) -> Iterator[bytes]:
        closing.wait(0.1)
        yield redirect("/")

    with Server({"/": slow}) as server:
        assert "did not answer within 0.25 s" in refusal(server, "/", FetchSettings(timeout=0.25, allow_private=True))


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for news.example that signs itself, with its key in the same file."""
    openssl = shutil.which("openssl")
    if not openssl:
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            *(openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"),
            *("-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"),
            *("-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")),
        ],
        check=True,
        capture_output=True,
    )
    both = folder / "both.pem"
    both.write_text((folder / "key.pem").read_text() + (folder / "cert.pem").read_text())
    return both


def test_tls_is_checked_against_the_name_and_not_the_address(certificate: Path) -> None:
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate)
    trusting = ssl.create_default_context(cafile=str(certificate))
    names = {"news.example": [[ONE]], "other.example": [[TWO]]}
    with Server({"/": response(PAGE)}, tls=serving) as server:
        internet = Internet(server, names, trusting)
        assert fetch("https://news.example/", PUBLIC, internet.network).content == PAGE
        with pytest.raises(PageError, match=r"cannot be reached .*certificate"):
            fetch("https://other.example/", PUBLIC, internet.network)
        with pytest.raises(PageError, match=r"cannot be reached .*certificate"):
            fetch("https://news.example/", PUBLIC, Internet(server, names).network)
