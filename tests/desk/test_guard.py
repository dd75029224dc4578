"""Nobody changes anything who does not come from a page of the desk's own, and nobody sees its insides."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from pipeline.desk.desk import Desk
from pipeline.desk.form import MOST_BYTES
from tests.desk.newsroom import BASE, PAGE, Visitor, current, form_token

PAGES = ("/stories", PAGE, f"{PAGE}/history", f"{PAGE}/compare?before=1&after=2", f"{PAGE}/published", "/stories/none")
LOCK = {"do": "lock", "id": "s1", "revision": "2"}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_runs_its_own_script_alone_and_is_framed_by_nobody(kim: Visitor, path: str) -> None:
    answer = kim.client.get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cache-control"] == "no-store"
    inline = "//*[@style] | //style | //script[not(@src)] | //*[@*[starts-with(name(), 'on')]]"
    assert kim.get(path).elements(inline) == []


def test_the_published_page_is_the_one_on_disk_and_runs_nothing(kim: Visitor, desk: Desk) -> None:
    answer = kim.client.get(f"{PAGE}/digest.html")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert current(desk).headline in answer.text


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "[::2]", "[", "", "a b"]
)
def test_a_name_that_was_made_to_lead_here_is_not_answered(kim: Visitor, host: str) -> None:
    assert kim.client.get("/stories", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:1234", "localhost", "LOCALHOST:80", "[::1]:8765"])
def test_this_machine_goes_by_several_names(kim: Visitor, host: str) -> None:
    assert kim.client.get("/stories", headers={"host": host}).status_code == 200


def test_a_form_without_the_token_of_a_page_changes_nothing(kim: Visitor, desk: Desk) -> None:
    kim.get(PAGE)
    assert kim.post(f"{PAGE}/change", LOCK).status == 403
    assert kim.post(f"{PAGE}/change", {**LOCK, "_token": "0" * 64}).status == 403
    assert kim.post(f"{PAGE}/change", {**LOCK, "_token": "\u202eé"}).status == 403
    assert current(desk).revision == 2


def test_the_token_of_another_visitor_is_worth_nothing(kim: Visitor, lee: Visitor, desk: Desk) -> None:
    stolen = form_token(lee.get(PAGE).text)
    kim.get(PAGE)
    assert kim.post(f"{PAGE}/change", {**LOCK, "_token": stolen}).status == 403
    assert lee.post(f"{PAGE}/change", {**LOCK, "_token": stolen}).status == 200
    assert current(desk).sections[0].locked


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://["},
        {"origin": "http://127.0.0.1:9999"},
        {"referer": "http://evil.example/stories"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": BASE, "sec-fetch-site": "cross-site"},
    ],
)
def test_a_page_of_another_site_changes_nothing(kim: Visitor, desk: Desk, headers: dict[str, str]) -> None:
    token = form_token(kim.get(PAGE).text)
    assert kim.post(f"{PAGE}/change", {**LOCK, "_token": token}, **headers).status == 403
    assert current(desk).revision == 2


def test_requests_are_bounded(kim: Visitor) -> None:
    token = form_token(kim.get(PAGE).text)
    assert kim.post(f"{PAGE}/change", {**LOCK, "_token": token, "text": "x" * MOST_BYTES}).status == 413
    many = {f"f{number}": "x" for number in range(600)}
    assert kim.post(f"{PAGE}/change", {**LOCK, **many, "_token": token}).status == 400
    chunked = kim.client.post(
        f"{PAGE}/change",
        content=iter([b"x" * 65_536] * 20),
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert chunked.status_code == 413
    assert kim.client.post(f"{PAGE}/change", json={"a": 1}).status_code == 415
    assert kim.client.put(PAGE).status_code == 405
    assert kim.client.delete(PAGE).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../etc/passwd",
        "/static/%2e%2e/desk.js",
        "/static/..%2fapp.py",
        "/static/desk.css.map",
        "/stories/..%2f..%2fetc",
        "/stories/%2e%2e/history",
        "/stories/UPPER",
        f"/stories/{'a' * 500}",
        f"{PAGE}/jobs/../../x",
        f"{PAGE}/compare?before=1&after=99999999999999999999",
        f"{PAGE}/compare?before=a&after=b",
        "/stories?page=0",
        "/docs",
        "/openapi.json",
    ],
)
def test_what_is_not_there_is_not_found_and_tells_nothing(kim: Visitor, path: str, tmp_path: Path) -> None:
    answer = kim.client.get(path)
    assert answer.status_code == 404
    for inside in (str(tmp_path), "Traceback", "pydantic", "detail", "site-packages", "fastapi"):
        assert inside not in answer.text


def test_a_store_that_refuses_is_told_of_without_its_address(desk: Desk, tmp_path: Path) -> None:
    kim = Visitor(desk)
    desk.store.close()
    kim.get(PAGE)
    assert (kim.status, "The store does not answer" in kim.text) == (503, True)
    assert str(tmp_path) not in kim.text
    assert "sqlite" not in kim.text.lower()


def test_a_fault_tells_nothing_of_the_insides(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    kim = Visitor(replace(desk, clock=broken_clock))
    kim.get("/stories")
    assert (kim.status, "Something went wrong here" in kim.text) == (500, True)
    assert "the clock is broken" not in kim.text
    assert kim.client.get("/stories").headers["x-content-type-options"] == "nosniff"
    assert any("a request failed" in record.message for record in caplog.records)


def broken_clock() -> datetime:
    raise RuntimeError("the clock is broken")


def test_cookies_are_seen_by_no_script_and_sent_by_no_other_site(kim: Visitor) -> None:
    cookie = kim.client.get("/stories").headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))


@pytest.mark.parametrize(
    ("base", "proxy", "is_secure"),
    [
        ("http://127.0.0.1:8765", None, False),
        ("https://127.0.0.1:8765", None, True),
        ("http://127.0.0.1:8765", "https", True),
        ("http://127.0.0.1:8765", "http", False),
        ("http://127.0.0.1:8765", "http, HTTPS", True),
        ("http://127.0.0.1:8765", "https, http", False),
    ],
)
def test_what_came_over_tls_goes_over_nothing_else(
    desk: Desk,
    base: str,
    proxy: str | None,
    is_secure: bool,  # noqa: FBT001 -- a case
) -> None:
    kim = Visitor(desk, base=base)
    answer = kim.client.get("/stories", headers={"x-forwarded-proto": proxy} if proxy else {})
    assert ("Secure" in answer.headers["set-cookie"].split("; ")) == is_secure
