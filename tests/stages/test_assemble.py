"""Assembling: nothing is said twice, ids are unique, coverage tells the truth."""

from pipeline.domain.digest import Digest
from tests.llm.loopback import Json
from tests.stages.newsroom import (
    BUILT,
    COST,
    INCOME,
    PIER,
    PLAN,
    ROT,
    STORM,
    WORDED,
    Answer,
    Asked,
    ScriptedModel,
    article,
    planned,
    worded,
    written_by,
    written_by_builtin,
)

LAST = list(PLAN)[-1]


def all_ids(digest: Digest) -> list[str]:
    return [part.id for part in (*digest.sections, *digest.sentences, *digest.timeline, *digest.withheld)]


AGAIN = "All 41 traders on the Old Pier said the closure would cost them two thirds of their summer income."
TWICE_TOLD = (*PIER[:2], article(3, PIER[2].title, *PIER[2].text.split("\n"), AGAIN))


def with_both(asked: Asked) -> Json:
    return planned(asked, plan={**PLAN, LAST: (STORM, BUILT, COST, AGAIN)})


def test_what_an_earlier_section_says_is_withheld_as_a_repetition() -> None:
    def repeating(asked: Asked) -> Json:
        return worded(asked, {AGAIN: WORDED[INCOME]})

    with ScriptedModel(outline=with_both, section=repeating) as server:
        digest = written_by(server, TWICE_TOLD).digest
    assert [sentence.text for sentence in digest.sentences].count(WORDED[INCOME]) == 1
    (withheld,) = digest.withheld
    assert (withheld.text, withheld.where) == (WORDED[INCOME], f"section:{digest.sections[2].id}")
    assert [reason.kind for reason in withheld.reasons] == ["repetition"]
    assert withheld.facts == digest.sections[2].facts[3:]


def test_what_two_articles_count_differently_is_no_repetition() -> None:
    more = "Divers of the Kestrel Bay council found rot in 45 piles of the Old Pier, engineers said."
    pages = (*PIER[:2], article(3, PIER[2].title, *PIER[2].text.split("\n"), more))
    plan = {**PLAN, LAST: (STORM, BUILT, COST, more)}
    found = "Divers of the council found rot in 45 piles."
    with ScriptedModel(
        outline=lambda asked: planned(asked, plan=plan), section=lambda asked: worded(asked, {more: found})
    ) as server:
        digest = written_by(server, pages).digest
    assert {WORDED[ROT], found} <= {sentence.text for sentence in digest.sentences}


def test_sentences_that_share_no_more_than_the_names_of_the_story_are_no_repetition() -> None:
    storm = (
        "Engineers of the University of Kestrel Bay warned in a report that a storm could make the Old Pier collapse."
    )

    def naming(asked: Asked) -> Json:
        return worded(asked, {STORM: storm})

    with ScriptedModel(section=naming) as server:
        digest = written_by(server).digest
    assert [withheld.reasons for withheld in digest.withheld] == []
    assert storm in [sentence.text for sentence in digest.sentences]


def test_a_sentence_that_one_section_writes_twice_stands_there_once() -> None:
    def doubled(asked: Asked) -> Answer:
        sentences = worded(asked)["sentences"]
        assert isinstance(sentences, list)
        return {"sentences": [*sentences, sentences[0]]}

    with ScriptedModel(section=doubled) as server:
        digest = written_by(server).digest
    assert sorted(sentence.text for sentence in digest.sentences) == sorted(WORDED.values())


def test_every_part_has_an_id_of_its_own() -> None:
    with ScriptedModel() as server:
        digest = written_by(server).digest
    assert len(all_ids(digest)) == len(set(all_ids(digest)))


def test_coverage_lists_the_cited_articles_and_why_others_are_not() -> None:
    foreign = article(
        4,
        "Alter Steg wird geschlossen",
        "Der Stadtrat von Kestrel Bay stimmte für die Schließung des Alten Stegs.",
        language="de",
    )
    digest = written_by_builtin((*PIER, foreign)).digest
    assert digest.coverage.cited == (1, 2, 3)
    (uncited,) = digest.coverage.uncited
    assert uncited.article == 4
    assert uncited.reason == "it is in another language (de) than the digest (en)"


def test_a_section_that_rests_on_one_article_is_named() -> None:
    with ScriptedModel() as server:
        digest = written_by(server).digest
    assert digest.coverage.single_source_sections == (digest.sections[1].id,)
    assert {number for s in digest.sections[1].sentences for number in s.citations} == {2}


def test_the_facts_of_a_section_are_those_that_it_was_planned_with() -> None:
    with ScriptedModel() as server:
        revision = written_by(server)
    known = {fact.id: fact.text for fact in revision.facts}
    assert ROT in [known[fact] for fact in revision.digest.sections[0].facts]
