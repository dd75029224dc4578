"""The next revision: numbers belong to URLs, ids follow shared evidence, what was taken out stays listed."""

from pipeline.checks.promises import check_revision
from pipeline.digest import Settings, is_same
from pipeline.domain.article import ArticleText
from pipeline.domain.digest import Digest
from tests.stages.newsroom import (
    MAYOR,
    NOW,
    PIER,
    ROT,
    STORM,
    VOTE,
    Asked,
    Json,
    ScriptedModel,
    article,
    worded,
    written_by,
    written_by_builtin,
)

NEWS = "The Kestrel Bay council voted 9 to 2 on Monday to reopen the head of the Old Pier to visitors from 1 June."


def listed(*articles: ArticleText) -> list[ArticleText]:
    """Articles numbered from 1 in this order, as loading a story numbers them."""
    return [one.model_copy(update={"number": number}) for number, one in enumerate(articles, 1)]


def ids_by_evidence(digest: Digest) -> dict[frozenset[tuple[int, str]], str]:
    return {frozenset((e.article, e.quote) for e in s.evidence): s.id for s in digest.statements}


def test_numbers_belong_to_urls_whatever_order_a_story_lists_them_in() -> None:
    first = written_by_builtin()
    second = written_by_builtin(listed(*PIER[::-1]), first)
    assert [(a.number, a.url) for a in second.articles] == [(a.number, a.url) for a in first.articles]
    assert second.digest.revision == 2
    assert not any(not fault.is_notice for fault in check_revision(second))


def test_a_new_article_gets_the_next_number_wherever_it_is_listed() -> None:
    first = written_by_builtin()
    new = article(9, "Old Pier to reopen in part", NEWS)
    second = written_by_builtin(listed(new, *PIER), first)
    assert {a.url: a.number for a in second.digest.articles} == {
        **{a.url: a.number for a in first.digest.articles},
        new.url: 4,
    }


def test_an_article_that_is_taken_out_stays_listed_as_withdrawn_and_is_cited_no_more() -> None:
    first = written_by_builtin()
    second = written_by_builtin(listed(PIER[0], PIER[2]), first)
    assert [(a.number, a.withdrawn) for a in second.digest.articles] == [(1, False), (2, True), (3, False)]
    assert {n for s in second.digest.statements for n in s.citations} <= {1, 3}
    assert 2 not in {uncited.article for uncited in second.digest.coverage.uncited}
    assert not any(not fault.is_notice for fault in check_revision(second))


def test_the_number_of_a_withdrawn_article_is_never_given_to_another() -> None:
    first = written_by_builtin()
    second = written_by_builtin(listed(*PIER[:2]), first)
    new = article(7, "Old Pier to reopen in part", NEWS)
    third = written_by_builtin(listed(*PIER[:2], new), second)
    assert [(a.number, a.url, a.withdrawn) for a in third.digest.articles] == [
        (1, PIER[0].url, False),
        (2, PIER[1].url, False),
        (3, PIER[2].url, True),
        (4, new.url, False),
    ]


def test_an_article_that_comes_back_has_its_old_number() -> None:
    first = written_by_builtin()
    second = written_by_builtin(listed(*PIER[:2]), first)
    third = written_by_builtin(listed(*PIER), second)
    assert [(a.number, a.url, a.withdrawn) for a in third.digest.articles] == [
        (one.number, one.url, False) for one in PIER
    ]


def test_ids_follow_shared_evidence_although_the_words_change() -> None:
    def otherwise(asked: Asked) -> Json:
        return worded(
            asked, {ROT: "Divers of the council found rot in 38 of the 212 piles of the Old Pier.", MAYOR: MAYOR}
        )

    with ScriptedModel() as server:
        first = written_by(server).digest
        before = written_by(server)
    with ScriptedModel(section=otherwise) as server:
        second = written_by(server, previous=before).digest
    assert [section.id for section in second.sections] == [section.id for section in first.sections]
    assert ids_by_evidence(second) == ids_by_evidence(first)
    assert {s.text for s in second.sentences} != {s.text for s in first.sentences}


def test_ids_are_given_to_nothing_else_when_a_new_article_changes_the_digest() -> None:
    first = written_by_builtin()
    second = written_by_builtin([*PIER, article(4, "Old Pier to reopen in part", NEWS)], first)
    before, after = ids_by_evidence(first.digest), ids_by_evidence(second.digest)
    assert {evidence: after[evidence] for evidence in before.keys() & after.keys()} == {
        evidence: before[evidence] for evidence in before.keys() & after.keys()
    }
    for evidence, identity in after.items():
        if identity in before.values():
            assert any(evidence & old and identity == given for old, given in before.items())


def test_what_was_withheld_names_its_section_by_the_id_that_it_ends_up_with() -> None:
    def inventing(asked: Asked) -> Json:
        return worded(asked, {ROT: f"Rot in {83 + asked.reasks} of the 212 piles was found."})

    with ScriptedModel() as server:
        first = written_by(server)
    with ScriptedModel(section=inventing) as server:
        second = written_by(server, listed(*PIER), first).digest
    (withheld,) = second.withheld
    assert withheld.where == f"section:{first.digest.sections[0].id}"


def test_unchanged_input_gives_the_same_digest_but_for_number_and_time() -> None:
    first = written_by_builtin()
    later = Settings(NOW.replace(hour=18))
    again = written_by_builtin(listed(*PIER), first, later)
    assert is_same(first.digest, again.digest)
    assert (again.digest.revision, again.digest.updated) == (2, later.now)
    assert again.facts == first.facts
    changed = written_by_builtin(listed(*PIER[:2], article(3, PIER[2].title, VOTE, STORM, NEWS)), first, later)
    assert not is_same(first.digest, changed.digest)
