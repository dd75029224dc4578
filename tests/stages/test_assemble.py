"""Assembling: nothing is said twice, ids are unique, coverage tells the truth."""

from pydantic import JsonValue

from pipeline.domain.digest import Digest
from tests.stages.newsroom import (
    INCOME,
    PIER,
    ROT,
    VOTE,
    WORDED,
    Answer,
    Asked,
    ScriptedModel,
    article,
    worded,
    written_by,
    written_by_builtin,
)


def with_a_repetition(asked: Asked) -> Answer:
    """The section of the traders ends with what the first section says."""
    answer = worded(asked)
    if INCOME in asked.labels:
        sentences = answer["sentences"]
        assert isinstance(sentences, list)
        again: JsonValue = {"fact": asked.labels[INCOME], "second_fact": None, "text": "Traders on the pier said that they would lose two thirds of their summer income, as said."}
        return {"sentences": [*sentences, again]}
    return answer


def all_ids(digest: Digest) -> list[str]:
    return [part.id for part in (*digest.sections, *digest.sentences, *digest.timeline, *digest.withheld)]


def test_what_an_earlier_section_says_is_withheld_as_a_repetition() -> None:
    shared = "The Kestrel Bay council voted to close the Old Pier to visitors, and traders on the Old Pier said it would cost them two thirds of their summer income."

    def twice(asked: Asked) -> Answer:
        label = asked.labels
        if VOTE in label:
            return worded(asked)
        answer = worded(asked)
        sentences = answer["sentences"]
        assert isinstance(sentences, list)
        if INCOME in label:
            return {"sentences": [*sentences, {"fact": label[INCOME], "second_fact": None, "text": WORDED[INCOME]}]}
        return answer

    with ScriptedModel(section=twice) as server:
        digest = written_by(server).digest
    assert shared not in [sentence.text for sentence in digest.sentences]
    assert [sentence.text for sentence in digest.sentences].count(WORDED[INCOME]) == 1


def test_every_part_has_an_id_of_its_own() -> None:
    with ScriptedModel() as server:
        digest = written_by(server).digest
    assert len(all_ids(digest)) == len(set(all_ids(digest)))


def test_coverage_lists_the_cited_articles_and_why_others_are_not() -> None:
    foreign = article(
        4, "Alter Steg wird geschlossen", "Der Stadtrat von Kestrel Bay stimmte für die Schließung des Alten Stegs.", language="de"
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
