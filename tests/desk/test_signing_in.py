"""Signing in and out: who has shown the token is known until he signs out, and nobody is kept out by guesses."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.desk.app import make_app
from pipeline.desk.guesses import MOST_ADDRESSES, MOST_WRONG, WRONG_SECONDS, WrongTokens
from pipeline.desk.session import MOST_EDITORS, SECONDS, Sessions
from tests.desk.newsroom import PAGE, SECRET, STORY, Visitor, current, form_token, sample_desk
from tests.desk.test_guard import LOCK, PAGES


class TestWithToken:
    """A desk that others can reach."""

    @pytest.mark.parametrize("path", [*PAGES, f"{PAGE}/digest.html", "/nothing"])
    def test_a_stranger_is_asked_for_the_token_first(self, tmp_path: Path, path: str) -> None:
        with sample_desk(tmp_path, token=SECRET) as desk:
            stranger = Visitor(desk, base="https://desk.example").get(path)
        assert "Token of this desk" in stranger.text
        assert STORY not in stranger.text.replace(f'value="{PAGE}', "")
        assert current_headline() not in stranger.text

    def test_a_stranger_changes_nothing(self, tmp_path: Path) -> None:
        with sample_desk(tmp_path, token=SECRET) as desk:
            stranger = Visitor(desk, base="https://desk.example").get("/login")
            stranger.post(f"{PAGE}/change", {**LOCK, "_token": form_token(stranger.text)})
            assert current(desk).revision == 2

    def test_a_form_of_somebody_who_is_signed_out_is_refused_and_leads_nowhere(self, tmp_path: Path) -> None:
        with sample_desk(tmp_path, token=SECRET) as desk:
            kim = Visitor(desk, base="https://desk.example").get(PAGE)
            kim.send("/login", token=SECRET, name="Kim")
            kim.get(f"{PAGE}?edit=a3")
            page = kim.page
            kim.send("/logout")
            kim.page = page
            kim.send("/change", "edit-sentence", text="He urged both to return to a pragmatic approach.")
            assert (kim.status, "You are not signed in any more" in kim.text) == (401, True)
            assert current(desk).revision == 2

    def test_who_has_the_token_goes_on_where_he_was_going(self, tmp_path: Path) -> None:
        with sample_desk(tmp_path, token=SECRET) as desk:
            kim = Visitor(desk, base="https://desk.example").get(PAGE)
            guest = kim.client.cookies["storydigest_desk"]
            kim.send("/login", token="wrong" + SECRET, name="Kim")
            assert (kim.status, "That is not the token" in kim.text) == (403, True)
            kim.send("/login", token=SECRET, name="Kim")
            assert kim.texts("//h1") == [current(desk).headline]
            assert "Kim" in kim.text
            assert kim.client.cookies["storydigest_desk"] != guest
            kim.send("/logout")
            assert "Token of this desk" in kim.get(PAGE).text

    def test_signing_out_ends_the_session_for_whoever_kept_its_cookie(self, tmp_path: Path) -> None:
        with sample_desk(tmp_path, token=SECRET) as desk:
            kim, thief = (Visitor(desk, base="https://desk.example") for _ in range(2))
            kim.get(PAGE).send("/login", token=SECRET, name="Kim")
            thief.client.cookies.set("storydigest_desk", kim.client.cookies["storydigest_desk"], "desk.example")
            assert thief.get(PAGE).texts("//h1") == [current(desk).headline]
            kim.send("/logout")
            assert "Token of this desk" in thief.get(PAGE).text

    def test_signing_out_here_leaves_others_signed_in(self, tmp_path: Path) -> None:
        with sample_desk(tmp_path, token=SECRET) as desk:
            kim, lee = (Visitor(desk, base="https://desk.example").get(PAGE) for _ in range(2))
            for editor in (kim, lee):
                editor.send("/login", token=SECRET, name="x")
            kim.send("/logout")
            assert lee.get(PAGE).texts("//h1") == [current(desk).headline]

    def test_cookies_of_another_run_of_the_desk_sign_nobody_in(self, tmp_path: Path) -> None:
        with sample_desk(tmp_path, token=SECRET) as desk:
            kim = Visitor(desk, base="https://desk.example").get(PAGE)
            kim.send("/login", token=SECRET, name="Kim")
            again = Visitor(desk, base="https://desk.example", app=make_app(replace(desk, sessions=Sessions())))
            again.client.cookies = kim.client.cookies
            assert "Token of this desk" in again.get(PAGE).text

    def test_whoever_guesses_is_told_to_wait_and_locks_nobody_out(self, tmp_path: Path) -> None:
        with sample_desk(tmp_path, token=SECRET) as desk:
            app = make_app(desk)
            stranger, kim = (Visitor(desk, base="https://desk.example", app=app).get("/login") for _ in range(2))
            seen: list[int] = []
            for _ in range(MOST_WRONG + 1):
                stranger.send("/login", token="guess", name="x")  # noqa: S106 -- a wrong one
                seen.append(stranger.status)
            assert seen == [403] * MOST_WRONG + [429]
            kim.send("/login", token=SECRET, name="Kim")  # from the same address, as behind a proxy
            assert (kim.status, kim.texts("//summary/b")) == (200, ["Kim"])

    @pytest.mark.parametrize("following", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:1"])
    def test_signing_in_leads_nowhere_else(self, tmp_path: Path, following: str) -> None:
        with sample_desk(tmp_path, token=SECRET) as desk:
            kim = Visitor(desk, base="https://desk.example").get("/login")
            token = form_token(kim.text)
            fields = {"_token": token, "token": SECRET, "name": "Kim", "next": following}
            answer = kim.client.post("/login", data=fields, follow_redirects=False)
            assert (answer.status_code, answer.headers["location"]) == (303, "/stories")


def current_headline() -> str:
    """What a stranger must not read."""
    return "Putin says Moscow hopes"


class TestSessions:
    """Who has signed in."""

    def test_a_cookie_that_was_made_up_is_no_editors(self) -> None:
        sessions = Sessions()
        signed = sessions.sign_in()
        assert sessions.read(signed.key) == signed
        made_up = sessions.read("a" * len(signed.key))
        assert made_up is not None
        assert not made_up.is_editor
        for forged in ("", ".", "a.b", signed.key[:-1], signed.key + "0", "\udc80" * 32, "é" * 32, "a" * 9_999):
            assert sessions.read(forged) is None

    @pytest.mark.parametrize(("later", "is_editor"), [(0, True), (SECONDS - 1, True), (SECONDS, False)])
    def test_a_session_ends_after_twelve_hours(self, later: int, is_editor: bool) -> None:  # noqa: FBT001 -- a case
        now = 1_000.0
        sessions = Sessions(lambda: now)
        signed = sessions.sign_in()
        now += later
        found = sessions.read(signed.key)
        assert found is not None
        assert found.is_editor == is_editor

    def test_a_form_token_is_of_one_visitor_and_one_run_of_the_desk(self) -> None:
        sessions = Sessions()
        one, other = sessions.guest(), sessions.guest()
        assert sessions.is_from_own_page(one, sessions.form_token(one))
        assert not sessions.is_from_own_page(one, sessions.form_token(other))
        assert not Sessions().is_from_own_page(one, sessions.form_token(one))

    def test_no_more_than_so_many_are_remembered(self) -> None:
        sessions = Sessions()
        first, *_, last = [sessions.sign_in() for _ in range(MOST_EDITORS + 1)]
        assert sessions.read(last.key) == last
        assert sessions.read(first.key) == replace(first, is_editor=False)


class TestWrongTokens:
    """Guesses, counted by address."""

    def test_after_a_while_an_address_may_err_again(self) -> None:
        now = 0.0
        wrong = WrongTokens(lambda: now)
        assert [wrong.count("192.0.2.1") for _ in range(MOST_WRONG + 1)] == [False] * MOST_WRONG + [True]
        now = WRONG_SECONDS
        assert not wrong.count("192.0.2.1")

    def test_other_addresses_have_counts_of_their_own_but_a_network_has_one(self) -> None:
        wrong = WrongTokens(lambda: 0.0)
        for number in range(MOST_WRONG):
            wrong.count(f"2001:db8::{number:x}")
        assert wrong.count("2001:db8::ffff")
        assert not wrong.count("2001:db8:0:1::1")
        assert not wrong.count("192.0.2.1")
        assert not wrong.count("")

    def test_what_is_remembered_has_an_end(self) -> None:
        wrong = WrongTokens(lambda: 0.0)
        for _ in range(MOST_WRONG):
            wrong.count("192.0.2.1")
        for number in range(MOST_ADDRESSES):
            wrong.count(f"10.0.{number // 256}.{number % 256}")
        assert not wrong.count("192.0.2.1")
