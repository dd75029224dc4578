"""The judge: a second reading of what code has let through."""

import asyncio
from collections.abc import Sequence

import pytest
from pydantic import JsonValue

from pipeline.checks.promises import check_revision
from pipeline.domain.support import Reason, Support, Verdict
from pipeline.stages.verify import Sources, Verified, judged
from pipeline.writers.builtin import BuiltinWriter
from pipeline.writers.drafts import Claim, Ruling
from tests.llm.loopback import says
from tests.stages.newsroom import (
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
REASON = "The quotation does not say that she regretted it."


def striking(asked: Asked) -> Answer:
    return ruled(asked, {SHAKY: ("regretted", REASON)})


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
    assert REASON.rstrip(".") in again.objection
    assert digest.withheld == ()
    assert WORDED[MAYOR] in [sentence.text for sentence in digest.sentences]


def test_a_sentence_that_the_judge_strikes_in_the_end_is_withheld() -> None:
    with ScriptedModel(section=shaky, verify=striking) as server:
        revision = written_by(server)
    (withheld,) = revision.digest.withheld
    assert withheld.text == SHAKY
    (reason,) = (reason for reason in withheld.reasons if reason.kind == "judge")
    assert (reason.words, reason.hard) == ("regretted", True)
    assert REASON.rstrip(".") in reason.message
    assert SHAKY not in [sentence.text for sentence in revision.digest.sentences]
    assert not any(not fault.is_notice for fault in check_revision(revision))


def test_a_sentence_that_the_judge_nods_at_is_published() -> None:
    with ScriptedModel(section=shaky) as server:
        digest = written_by(server).digest
    assert SHAKY in [sentence.text for sentence in digest.sentences]
    assert SHAKY in {claim for asked in server.of("verify") for claim in asked.claims}


def test_what_the_judge_strikes_although_the_evidence_has_the_words_is_doubtful_and_published() -> None:
    def striking_quoted_words(asked: Asked) -> Answer:
        return ruled(asked, {WORDED[STALLS]: ("free stalls on Market Square", "I do not think so.")})

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
    ruling: dict[str, JsonValue] = {"claim": "c99", "evidence": "e99", "second_evidence": None}
    return {"rulings": [{**ruling, "verdict": "unsupported", "words": "", "reason": "?"}]}


@pytest.mark.parametrize("verify", [in_prose, refusing, silent, about_unknown_claims])
def test_a_judge_that_cannot_be_understood_strikes_nothing(verify: Script) -> None:
    with ScriptedModel(verify=verify) as server:
        digest = written_by(server).digest
    assert sorted(sentence.text for sentence in digest.sentences) == sorted(WORDED.values())


def test_the_judge_is_shown_each_claim_with_its_quotations_alone() -> None:
    with ScriptedModel() as server:
        written_by(server)
    asked = next(
        asked for asked in server.of("verify") if WORDED[ROT] in asked.claims and WORDED[MAYOR] in asked.claims
    )
    lines = asked.prompt.splitlines()
    place = lines.index(f"{asked.claims[WORDED[ROT]]}: {WORDED[ROT]}")
    assert lines[place + 1].endswith(f': "{ROT}"')
    assert lines[place + 2].startswith("c")
    assert STORM not in asked.prompt


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
    (found,) = asyncio.run(judged(naming, [doubtful], sources))
    (left,) = asyncio.run(judged(silent, [doubtful], sources))
    assert naming.asked[0].doubts == (doubt,)
    assert (found.support.verdict, found.support.reasons) == (Verdict.SUPPORTED, ())
    assert left == doubtful
    refused = doubtful.refused("number", "the evidence does not give the number")
    assert asyncio.run(judged(naming, [refused], sources)) == [refused]
