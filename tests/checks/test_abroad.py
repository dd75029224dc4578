"""Claims whose evidence is in other languages: what code can compare is held against them, the rest is left open."""

from datetime import date

import pytest

from pipeline.checks.passage import Passage
from pipeline.checks.support import check_support
from pipeline.domain.support import Verdict

GERMAN = Passage(
    "Der Rat von Bremen stimmte am 12. März mit 7 zu 4 Stimmen für die Schließung der Brücke: „Schade“, so Ines Roth.",
    language="de",
    published=date(2024, 3, 14),
)
SPELLED = Passage("Drei Menschen starben bei dem Unfall in Bremen.", language="de", published=date(2024, 3, 14))
JAPANESE = Passage(
    "小型月着陸実証機SLIMは1月20日に月面に着陸した。予算は149億円。", language="ja", published=date(2024, 1, 22)
)


@pytest.mark.parametrize(
    ("claim", "evidence", "words"),
    [
        ("The council of Bremen voted 8 to 4 to close the bridge.", GERMAN, "8"),
        ("The council of Bremen voted on 13 March to close the bridge.", GERMAN, "13 March"),
        ("The council of Dresden voted to close the bridge.", GERMAN, "Dresden"),
        ("The council of Bremen closed the bridge, and Ines Roth said “too bad, again”.", GERMAN, "too bad, again"),
        ("SLIM landed on the moon on 21 January.", JAPANESE, "21 January"),
        ("SLIM landed on the moon after 139 days.", JAPANESE, "139 days"),
        ("Drei Menschen starben bei dem Unfall.", SPELLED, "Drei Menschen starben bei dem Unfall."),
    ],
)
def test_what_can_be_compared_across_languages_is_refused(claim: str, evidence: Passage, words: str) -> None:
    found = check_support(claim, (evidence,))
    assert found.verdict is Verdict.UNSUPPORTED
    assert words in [reason.words for reason in found.reasons if reason.hard]


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("The council of Bremen voted 7 to 4 on 12 March to close the bridge.", GERMAN),
        ("Three people died in the accident in Bremen.", SPELLED),
        ("SLIM, which landed on 20 January, cost 14.9 billion yen.", JAPANESE),
        ("Hitoshi Kuninaka led the mission.", JAPANESE),
    ],
)
def test_what_cannot_be_compared_is_doubtful_and_never_supported_by_code_alone(claim: str, evidence: Passage) -> None:
    assert check_support(claim, (evidence,)).verdict is Verdict.DOUBTFUL
