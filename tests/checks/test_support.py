"""The verdict on a claim: what passes and what does not, as a table of cases, and the findings' manners."""

import pytest

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
