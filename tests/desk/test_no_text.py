"""Bytes that are no text, wherever an editor may send them: a refusal that says so, and a store that is as it was."""

import pytest

from tests.desk.newsroom import PAGE, STORY, Visitor, current, fill, first_two, form_token, newsroom, run

NO_TEXT = {"NUL": b"%00", "no UTF-8": b"%FF", "half a character": b"%ED%A0%80", "no form": b"\xff"}
FORMS = (
    (f"{PAGE}/rewrite", "part=section:s1&model=builtin&note=Shorter"),
    (f"{PAGE}/change", "revision=2&do=edit-sentence&id=a3&text=He+urged+both"),
    (f"{PAGE}/change", "revision=2&do=override&id=b2&reason=It+is+so"),
    (f"{PAGE}/change", "revision=2&do=correction&text=An+earlier+version+was+wrong"),
    (f"{PAGE}/change", "revision=2&do=add-sentence&id=s1&text=He+did&quote_article=1&quote=He+did"),
    (f"{PAGE}/change", "revision=2&do=lock&id=s1&tell=It+was+wrong"),
    ("/name", "name=Kim"),
    ("/login", "token=guess&name=Kim"),
)


@pytest.mark.parametrize("kind", NO_TEXT)
def test_what_is_no_text_is_refused_and_the_store_stays_as_it_was(store_url: str, kind: str) -> None:
    with newsroom(store_url) as desk:
        run(fill(desk.store, *first_two()))
        before = current(desk)
        with Visitor(desk, "Kim").opened() as kim:
            token = form_token(kim.get(PAGE).text)
            for path, fields in FORMS:
                body = f"_token={token}&{fields}".encode() + NO_TEXT[kind]
                kind_of_form = {"content-type": "application/x-www-form-urlencoded"}
                answer = kim.client.post(path, content=body, headers=kind_of_form)
                assert (fields, answer.status_code) == (fields, 400)
                assert "it holds bytes that are no text" in answer.text
            assert kim.get(PAGE).status == 200
        assert kim.elements("//*[starts-with(@class, 'job')]") == []
        assert current(desk) == before
        assert run(desk.store.candidates.of(STORY)) == ()


@pytest.mark.parametrize("kind", [kind for kind in NO_TEXT if kind != "no form"])
def test_an_address_a_search_and_a_cookie_may_hold_anything(store_url: str, kind: str) -> None:
    odd = NO_TEXT[kind].decode()
    with newsroom(store_url) as desk:
        run(fill(desk.store, *first_two()))
        kim = Visitor(desk)
        kim.client.cookies.set("storydigest_name", f"K{odd}m")
        for path in (f"/stories?q={odd}", f"{PAGE}?edit={odd}", f"{PAGE}?add={odd}", PAGE):
            assert (path, kim.get(path).status) == (path, 200)
        for path in (f"/stories/{odd}", f"/stories?show={odd}", f"/static/{odd}"):
            assert (path, kim.get(path).status) == (path, 404)
        kim.get(PAGE).send("/change", "lock", id="s1")
        assert (kim.status, current(desk).revision) == (200, 3)
        assert kim.get(f"{PAGE}/history").status == 200
