"""That an article with something to say is cited."""

from pipeline.checks.promises import check_revision
from pipeline.domain.digest import Digest, Origin
from pipeline.facts import Budget, gather
from pipeline.stages.covering import covering_plan
from pipeline.writers.drafts import Plan, PlannedSection
from tests.stages.newsroom import (
    BUILT,
    COST,
    INCOME,
    MAYOR,
    PIER,
    ROT,
    STALLS,
    STORM,
    VOTE,
    Answer,
    Asked,
    Script,
    ScriptedModel,
    article,
    worded,
    written_by,
)

BOATS = "Boatmen of Kestrel Bay fear that the closure of the Old Pier to visitors will end their summer trips."
SAME = "Divers working for the Kestrel Bay council found that 38 of the Old Pier's 212 piles had rot."
FOURTH = article(4, "Boatmen fear the closure of the Old Pier", BOATS)


def plan_of(*groups: tuple[str, ...]) -> tuple[Plan, Plan, dict[str, str]]:
    """A plan over these facts, what becomes of it, and the ids of facts by their words."""
    book = gather((*PIER, FOURTH), "en", Budget(8_000, len))
    ids = {ranked.fact.text: ranked.fact.id for ranked in book.ranked}
    plan = Plan("Old Pier closes", tuple(PlannedSection("On the pier", tuple(map(ids.__getitem__, g))) for g in groups))
    return plan, covering_plan(plan, book), ids


def ignoring(*unheard: str) -> Script:
    """A script of a model that writes nothing about some facts."""

    def script(asked: Asked) -> Answer:
        answer = worded(asked)
        told = answer["sentences"]
        assert isinstance(told, list)
        left = {asked.labels[fact] for fact in unheard if fact in asked.labels}
        return {"sentences": [each for each in told if isinstance(each, dict) and each["fact"] not in left]}

    return script


def cited(digest: Digest) -> set[int]:
    return {number for statement in digest.statements for number in statement.citations}


def test_a_section_with_room_takes_up_a_fact_of_an_article_that_the_plan_leaves_out() -> None:
    _, made, ids = plan_of((ROT, MAYOR, COST), (STORM, BUILT), (INCOME, STALLS, VOTE))
    assert [ids[BOATS] in section.facts for section in made.sections].count(True) == 1
    assert all(len(section.facts) <= 4 for section in made.sections)


def test_a_plan_without_room_or_with_every_article_stays_as_it_is() -> None:
    full, made, _ = plan_of((VOTE, ROT, MAYOR, COST), (INCOME, STALLS, BUILT, STORM))
    assert made == full
    whole, made, _ = plan_of((VOTE, ROT), (BOATS, INCOME))
    assert made == whole


def test_what_a_model_leaves_untold_of_an_article_is_told_in_its_own_words() -> None:
    with ScriptedModel(section=ignoring(BOATS)) as server:
        revision = written_by(server, (*PIER, FOURTH))
    assert cited(revision.digest) == {1, 2, 3, 4}
    (told,) = (sentence for sentence in revision.digest.sentences if sentence.citations == (4,))
    assert (told.text, told.origin) == (BOATS, Origin.EXTRACTED)
    assert revision.digest.coverage.uncited == ()
    assert not [fault for fault in check_revision(revision) if not fault.is_notice]


def test_an_article_that_tells_the_same_in_other_words_joins_the_evidence() -> None:
    fourth = article(4, "Divers found rot", SAME)
    with ScriptedModel(section=ignoring(SAME)) as server:
        revision = written_by(server, (*PIER, fourth))
    (rot,) = (sentence for sentence in revision.digest.sentences if 4 in sentence.citations)
    assert [piece.quote for piece in rot.evidence] == [ROT, SAME]
    assert {sentence.origin for sentence in revision.digest.sentences} == {Origin.GENERATED}
    assert not [fault for fault in check_revision(revision) if not fault.is_notice]


def test_an_article_whose_words_cannot_be_read_alone_is_left_out() -> None:
    fourth = article(4, "Boatmen", "They said that the closure of the Old Pier in Kestrel Bay would end them.")
    with ScriptedModel() as server:
        digest = written_by(server, (*PIER, fourth)).digest
    assert cited(digest) == {1, 2, 3}
    assert [uncited.article for uncited in digest.coverage.uncited] == [4]
