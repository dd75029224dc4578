"""The judge: a second reading of what code has let through."""

import asyncio
from collections.abc import Sequence
from typing import cast

import pytest
from pydantic import JsonValue

from pipeline.checks.promises import check_revision
from pipeline.domain.digest import Origin
from pipeline.domain.support import Reason, Support, Verdict
from pipeline.stages.verify import Sources, Verified, claims, judged
from pipeline.writers.builtin import BuiltinWriter
from pipeline.writers.drafts import Claim, Ruling
from tests.llm.loopback import Json, says
from tests.stages.newsroom import (
    BUILT,
    MAYOR,
    ROT,
    STALLS,
    STORM,
    WORDED,
    Answer,
    Asked,
    Script,
    ScriptedModel,
    article,
    ruled,
    worded,
    written_by,
)

SHAKY = "Mayor Ines Roth regretted the closure as the hardest decision of her term."


def striking(asked: Asked) -> Answer:
    return ruled(asked, {SHAKY: "regretted"})


def shaky(asked: Asked) -> Answer:
    return worded(asked, {MAYOR: SHAKY})


def test_a_sentence_that_the_judge_strikes_is_asked_for_again_with_its_reason() -> None:
    def mended(asked: Asked) -> Answer:
        return worded(asked) if asked.reasks else shaky(asked)

    with ScriptedModel(section=mended, verify=striking) as server:
        digest = written_by(server).digest
    (again,) = (asked for asked in server.of("section") if asked.reasks)
    assert SHAKY in again.objection
    assert "“regretted”" in again.objection
    assert digest.withheld == ()
    assert WORDED[MAYOR] in [sentence.text for sentence in digest.sentences]


def test_a_sentence_that_the_judge_strikes_in_the_end_is_withheld() -> None:
    with ScriptedModel(section=shaky, verify=striking) as server:
        revision = written_by(server)
    (withheld,) = revision.digest.withheld
    assert withheld.text == SHAKY
    (reason,) = (reason for reason in withheld.reasons if reason.kind == "judge")
    assert (reason.words, reason.hard) == ("regretted", True)
    assert SHAKY not in [sentence.text for sentence in revision.digest.sentences]
    assert not any(not fault.is_notice for fault in check_revision(revision))


def test_a_sentence_that_the_judge_nods_at_is_published() -> None:
    with ScriptedModel(section=shaky) as server:
        digest = written_by(server).digest
    assert SHAKY in [sentence.text for sentence in digest.sentences]
    assert SHAKY in {claim for asked in server.of("verify") for claim in asked.claims}


def test_what_the_judge_strikes_although_the_evidence_has_the_words_is_doubtful_and_published() -> None:
    def striking_quoted_words(asked: Asked) -> Answer:
        return ruled(asked, {WORDED[STALLS]: "free stalls on Market Square"})

    with ScriptedModel(verify=striking_quoted_words) as server:
        digest = written_by(server).digest
    stalls = next(sentence for sentence in digest.sentences if sentence.text == WORDED[STALLS])
    assert stalls.support.verdict is Verdict.DOUBTFUL
    assert [(reason.kind, reason.hard) for reason in stalls.support.reasons] == [("judge", False)]
    assert digest.withheld == ()


def test_a_sentence_in_its_sources_own_words_needs_no_judge() -> None:
    def copying(asked: Asked) -> Answer:
        return worded(asked, {STORM: STORM})

    with ScriptedModel(section=copying) as server:
        written_by(server)
    claims = {claim for asked in server.of("verify") for claim in asked.claims}
    assert WORDED[ROT] in claims
    assert STORM not in claims


def test_a_sentence_that_code_has_refused_is_not_put_before_the_judge() -> None:
    invented = "Rot in 83 of the 212 piles was found by divers."

    def inventing(asked: Asked) -> Answer:
        return worded(asked, {ROT: invented})

    with ScriptedModel(section=inventing) as server:
        digest = written_by(server).digest
    assert invented in [withheld.text for withheld in digest.withheld]
    assert invented not in {claim for asked in server.of("verify") for claim in asked.claims}


def in_prose(_: Asked) -> Answer:
    return "They all look fine to me."


def refusing(_: Asked) -> Answer:
    return says(None, message={"role": "assistant", "content": None, "refusal": "No."})


def silent(_: Asked) -> Answer:
    return {"rulings": []}


def about_unknown_claims(_: Asked) -> Answer:
    ruling: dict[str, JsonValue] = {"claim": "c99", "evidence": ["e99"], "verdict": "supported", "words": ""}
    return {"rulings": [ruling]}


def of_two_minds(asked: Asked) -> Answer:
    rulings = [*_rulings(ruled(asked)), *_rulings(ruled(asked, dict.fromkeys(asked.claims, "")))]
    return {"rulings": rulings}


def about_words_that_no_claim_has(asked: Asked) -> Answer:
    return ruled(asked, dict.fromkeys(asked.claims, "the mayor of Atlantis"))


def _rulings(answer: Json) -> list[JsonValue]:
    rulings = answer["rulings"]
    assert isinstance(rulings, list)
    return rulings


NO_VERDICT = [in_prose, refusing, silent, about_unknown_claims, of_two_minds, about_words_that_no_claim_has]


@pytest.mark.parametrize("verify", NO_VERDICT)
def test_what_the_judge_gives_no_clear_verdict_on_is_withheld_and_the_facts_own_words_stand_in(verify: Script) -> None:
    with ScriptedModel(verify=verify) as server:
        revision = written_by(server)
    digest = revision.digest
    assert {sentence.origin for sentence in digest.sentences} == {Origin.EXTRACTED}
    withheld = {each.text: each.reasons for each in digest.withheld if each.where.startswith("section:")}
    assert withheld.keys() == set(WORDED.values())
    assert {reasons[-1].kind for reasons in withheld.values()} == {"judge"}
    assert not any(not fault.is_notice for fault in check_revision(revision))


@pytest.mark.parametrize("verify", [silent, of_two_minds, about_words_that_no_claim_has])
def test_a_claim_without_a_clear_verdict_is_put_before_the_judge_once_more_and_alone(verify: Script) -> None:
    def mostly(asked: Asked) -> Answer:
        if len(asked.claims) == 1:
            return ruled(asked)
        left = _rulings(ruled(asked))
        unclear = [r for r in left if isinstance(r, dict) and r["claim"] == asked.claims[WORDED[ROT]]]
        given = [r for r in _rulings(cast("Json", verify(asked))) if isinstance(r, dict)]
        return {
            "rulings": [
                *(r for r in left if r not in unclear),
                *(r for r in given if r["claim"] == unclear[0]["claim"]),
            ]
        }

    with ScriptedModel(verify=mostly) as server:
        digest = written_by(server).digest
    first, again = server.of("verify")
    assert len(first.claims) > 1
    assert list(again.claims) == [WORDED[ROT]]
    assert sorted(sentence.text for sentence in digest.sentences) == sorted(WORDED.values())


def test_what_the_judge_has_ruled_on_is_not_asked_again_when_another_sentence_is_mended() -> None:
    def mended(asked: Asked) -> Answer:
        return worded(asked) if asked.reasks else worded(asked, {ROT: "Rot in 83 of the 212 piles was found."})

    with ScriptedModel(section=mended) as server:
        written_by(server)
    claims = [claim for asked in server.of("verify") for claim in asked.claims]
    assert WORDED[ROT] in claims
    assert len(claims) == len(set(claims))


def test_the_judge_is_shown_each_claim_with_its_quotations_alone() -> None:
    with ScriptedModel() as server:
        written_by(server)
    (asked,) = server.of("verify")
    lines = asked.prompt.splitlines()
    label, evidence = asked.claims[WORDED[ROT]], asked.evidence[WORDED[ROT]]
    assert lines[lines.index(f"{label} [{evidence[0]}] {WORDED[ROT]}") - 1] == f'{evidence[0]} "{ROT}"'
    assert len(evidence) == 1
    assert not any(BUILT in line for line in lines[: lines.index(f'{evidence[0]} "{ROT}"')])


def test_a_doubt_of_the_program_falls_where_the_judge_names_the_evidence() -> None:
    pier = article(9, "Old Pier", "The rot in the piles of the Old Pier is worst at its head, where tides are strong.")
    claim = "At the head of the Old Pier the piles have rotted most, battered by tides of great force."
    sources = Sources({9: pier}, "en")
    evidence = (pier.evidence(0, len(pier.text)),)
    doubt = Reason(kind="coverage", words="battered", hard=False, message="the evidence does not speak of “battered”")
    doubtful = Verified(claim, (), evidence, Support(verdict=Verdict.DOUBTFUL, score=0.4, reasons=(doubt,)))

    class Judge(BuiltinWriter):
        def __init__(self, *, named: bool) -> None:
            self._named = named
            self.asked: list[Claim] = []

        async def judge(self, claims: Sequence[Claim]) -> tuple[Ruling, ...]:
            self.asked += claims
            return tuple(Ruling(stands=True, relied_on=each.evidence if self._named else ()) for each in claims)

    naming, silent = Judge(named=True), Judge(named=False)
    (found,) = asyncio.run(judged(naming, [doubtful], claims([doubtful], sources)))
    (left,) = asyncio.run(judged(silent, [doubtful], claims([doubtful], sources)))
    assert naming.asked[0].doubts == (doubt,)
    assert (found.support.verdict, found.support.reasons) == (Verdict.SUPPORTED, ())
    assert left == doubtful
    refused = doubtful.refused("number", "the evidence does not give the number")
    assert asyncio.run(judged(naming, [refused], claims([refused], sources))) == [refused]
