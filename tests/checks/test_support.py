"""The verdict on a claim: what passes and what does not, as a table of cases, and the findings' manners."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.findings.speakers import MOST_SPEAKERS
from pipeline.checks.passage import Passage
from pipeline.checks.support import check_support, supports_a_part
from pipeline.domain.support import Verdict
from tests.checks.cases import PUBLISHED, SUPPORTED, UNSUPPORTED, Case, Wrong


def cited(quotes: tuple[str, ...], article: str = "") -> tuple[Passage, ...]:
    """The quotes as passages of one article."""
    text = article or " ".join(quotes)
    return tuple(
        Passage(
            quote=quote,
            start=text.index(quote),
            context=text,
            published=PUBLISHED,
            publisher="Harbour Post",
            article=1,
        )
        for quote in quotes
    )


@pytest.mark.parametrize("case", SUPPORTED, ids=lambda case: case.name)
def test_an_honest_paraphrase_stands(case: Case) -> None:
    support = check_support(case.claim, cited(case.evidence, case.article))
    assert [reason.message for reason in support.reasons if reason.hard] == []
    assert support.verdict is not Verdict.UNSUPPORTED


@pytest.mark.parametrize("case", UNSUPPORTED, ids=lambda case: case.name)
def test_a_claim_that_its_evidence_does_not_show_is_found_with_the_words_at_fault(case: Wrong) -> None:
    support = check_support(case.claim, cited(case.evidence))
    found = [reason for reason in support.reasons if reason.kind == case.kind]
    assert found, [(reason.kind, reason.words) for reason in support.reasons]
    assert any(case.words in reason.words for reason in found), found
    assert support.verdict is not Verdict.SUPPORTED


def test_nothing_cited_supports_nothing() -> None:
    support = check_support("It rained.", ())
    assert (support.verdict, support.score) == (Verdict.UNSUPPORTED, 0.0)
    assert [(reason.kind, reason.hard) for reason in support.reasons] == [("evidence", True)]


@pytest.mark.parametrize("claim", [case.claim for case in UNSUPPORTED])
def test_the_evidence_s_own_words_are_supported_by_them(claim: str) -> None:
    assert check_support(claim, cited((claim,))).score == 1.0


def test_a_claim_scores_lower_the_more_is_wrong_with_it() -> None:
    evidence = cited(("The ministers met in Vienna on Thursday and agreed on 12 points.",))
    claims = (
        "The ministers met in Vienna on Thursday and agreed on 12 points.",
        "The ministers met in Vienna and agreed.",
        "The ministers met in Vienna and agreed on 13 points.",
        "The ministers met in Geneva and agreed on 13 points.",
        "Farmers burned hay in Geneva for 13 nights.",
    )
    scores = [check_support(claim, evidence).score for claim in claims]
    assert scores == sorted(scores, reverse=True)
    assert scores[1] > scores[2] > scores[3] > scores[4]


def test_a_line_break_hides_no_name() -> None:
    evidence = cited(("The president visits Vienna.",))
    reasons = check_support("The president visits\nWarsaw.", evidence).reasons
    assert [(reason.kind, reason.words, reason.hard) for reason in reasons][:1] == [("name", "Warsaw", True)]


def test_a_name_in_another_script_is_a_soft_finding() -> None:
    quote = "小型月着陸実証機SLIMは1月20日に月面に着陸した。"
    support = check_support("Hitoshi Kuninaka led the mission.", (Passage(quote, language="ja"),))
    assert support.verdict is Verdict.DOUBTFUL
    assert {reason.kind for reason in support.reasons} == {"name", "language"}


@given(st.text(max_size=200), st.text(min_size=1, max_size=200), st.sampled_from(["en", "ja", "fr", "", "zz"]))
def test_any_text_gets_a_verdict_that_follows_its_reasons(claim: str, quote: str, language: str) -> None:
    support = check_support(claim, cited((quote,)), language)
    hard = any(reason.hard for reason in support.reasons)
    assert (support.verdict is Verdict.UNSUPPORTED) == hard
    assert 0 <= support.score <= 1
    assert support == check_support(claim, cited((quote,)), language)


@pytest.mark.parametrize(
    ("quote", "part"),
    [
        ("The ministers met in Vienna on Thursday.", True),
        ("They agreed on 12 points after the talks between ministers.", True),
        ("Wheat prices rose.", False),
        ("The weather in Vienna was fine.", False),
    ],
)
def test_a_citation_that_shares_next_to_nothing_is_decoration(quote: str, part: bool) -> None:  # noqa: FBT001 -- a column
    claim = "The ministers met in Vienna and agreed on 12 points after eleven hours of talks."
    assert supports_a_part(claim, Passage(quote)) is part


def test_a_citation_in_another_language_cannot_be_compared_and_passes() -> None:
    assert supports_a_part("The ministers met in Vienna.", Passage("Die Minister trafen sich.", language="de"))


def test_words_missing_here_and_there_are_no_clause_of_their_own() -> None:
    evidence = cited(("The union broke off its talks with the carmaker in Turin after nine hours, its leader said.",))
    claim = "The metal union broke off tense talks with the carmaker in Turin after nine long hours."
    assert [reason.kind for reason in check_support(claim, evidence).reasons if reason.kind == "coverage"] == []


def test_what_another_sentence_plans_does_not_weaken_what_is_told_here() -> None:
    evidence = cited(("The retailer shut 40 shops in May.", "Analysts expect the bank to close."))
    assert check_support("The retailer closed 40 shops in May.", evidence).verdict is not Verdict.UNSUPPORTED


def test_what_somebody_is_only_quoted_as_saying_is_no_fact() -> None:
    evidence = cited(("“The ferry was unfit to sail in such weather,” the captain's brother told the Post.",))
    flat = check_support("The ferry was unfit to sail in such weather.", evidence)
    assert (flat.verdict, [reason.kind for reason in flat.reasons]) == (Verdict.UNSUPPORTED, ["attribution"])
    told = "The captain's brother told the Post: “The ferry was unfit to sail in such weather.”"
    assert check_support(told, evidence).verdict is Verdict.SUPPORTED
    twice = (*evidence, *cited(("Inspectors found that the ferry was unfit to sail in such weather.",)))
    assert "attribution" not in [
        r.kind for r in check_support("The ferry was unfit to sail in such weather.", twice).reasons
    ]


def test_more_speakers_than_are_looked_up_are_refused() -> None:
    told = [f"Roth{chr(ord('a') + n)} said that ferry {n} leaks" for n in range(MOST_SPEAKERS)]
    quote = "; ".join([*told, "Lind said that the tunnel floods"])
    few, many = ("; ".join([*told[:n], "Vega said that the tunnel floods"]) for n in (2, MOST_SPEAKERS))
    for claim in (few, many):
        support = check_support(claim, [Passage(quote)])
        assert any(reason.kind == "attribution" and reason.hard for reason in support.reasons)
    assert check_support("; ".join(told), [Passage(quote)]).verdict is Verdict.SUPPORTED
