"""What holds for every claim and all evidence: no check raises, a verdict is the same twice, and nothing runs away.

More evidence shows more: it takes no number, name, quotation or strong word away from a claim. But it may contradict,
so a claim that stands on some passages may fall with others beside them.
"""

import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.checks.passage import Passage
from pipeline.checks.support import LONGEST, check_support, supports_a_part
from pipeline.domain.support import Support, Verdict

SHOWN = {"number", "name", "quotation", "strong-word", "link"}
"""Kinds of finding that say that something is missing in the evidence; the others say that it says something else."""
_WORDS = """
Mayor Ines Roth of Trieste said on Thursday that the port , closed since May 3 2025 would cost 14 million euros $1.2bn
34% a third twelve not never no “the ” plan "may " will might allegedly first only since record largest largest U.S.
ECB European Central Bank Polish Poland ( ) – ; : . ? ! 's O'Neil 2024 1990s last week two years ago by until before
after rose fell more less than in from to Seoul Moscow denied it he them www.a.com <b> 月 ambassador İstanbul ß ﬁ １２
""".split()
_HEAPS = st.lists(st.sampled_from(_WORDS), max_size=30).map(" ".join)
_TEXTS = st.text(st.characters() | st.just("\ud800")) | _HEAPS
_QUOTES = _TEXTS.filter(bool)
_LANGUAGES = st.sampled_from(["en", "de", "ja", "xx"])
_PUBLISHED = st.none() | st.dates() | st.datetimes(timezones=st.none() | st.just(UTC))


@st.composite
def _passages(draw: st.DrawFn) -> Passage:
    """Quoted words, by themselves or somewhere in an article."""
    quote, before, after = draw(_QUOTES), draw(_TEXTS), draw(_TEXTS)
    article = draw(st.booleans())
    return Passage(
        quote=quote,
        start=len(before) if article else 0,
        context=before + quote + after if article else "",
        language=draw(_LANGUAGES),
        published=draw(_PUBLISHED),
        publisher=draw(st.sampled_from(["", "Harbour Post"])),
        article=draw(st.integers(1, 3)),
    )


_EVIDENCE = st.lists(_passages(), max_size=4)


@settings(max_examples=300, deadline=None)
@given(_TEXTS, _EVIDENCE, _LANGUAGES)
def test_any_claim_gets_the_same_verdict_twice_with_a_score_and_with_words_for_each_finding(
    claim: str, evidence: Sequence[Passage], language: str
) -> None:
    support = check_support(claim, evidence, language)
    assert support == check_support(claim, evidence, language)
    assert 0 <= support.score <= 1
    assert all(reason.kind and reason.message for reason in support.reasons)
    hard = any(reason.hard for reason in support.reasons)
    assert (support.verdict is Verdict.UNSUPPORTED) == hard
    assert (support.verdict is Verdict.SUPPORTED) == (not support.reasons)
    if not evidence:
        assert support.verdict is Verdict.UNSUPPORTED
    for passage in evidence:
        supports_a_part(claim, passage, language)  # whatever it says, it says something


@settings(deadline=None)
@given(_QUOTES, _EVIDENCE, _LANGUAGES)
def test_a_claim_in_its_evidences_own_words_is_supported_whatever_else_is_cited(
    claim: str, others: Sequence[Passage], language: str
) -> None:
    own = Passage(claim, language=language)
    for evidence in ([own], [own, *others], [*others, own]):
        assert check_support(claim, evidence, language) == Support(verdict=Verdict.SUPPORTED, score=1.0)


@settings(deadline=None)
@given(_TEXTS, _LANGUAGES)
def test_a_claim_without_evidence_is_unsupported(claim: str, language: str) -> None:
    assert check_support(claim, [], language).verdict is Verdict.UNSUPPORTED


@settings(max_examples=300, deadline=None)
@given(_HEAPS, st.lists(_HEAPS.filter(bool), min_size=1, max_size=4), _PUBLISHED)
def test_further_evidence_takes_away_nothing_that_is_shown(
    claim: str, quotes: Sequence[str], published: datetime | date | None
) -> None:
    evidence = [Passage(quote, published=published) for quote in quotes]
    before = check_support(claim, evidence[:1]).reasons
    for reason in check_support(claim, evidence).reasons:
        if reason.kind in SHOWN:
            assert any(other.kind == reason.kind and reason.words in other.words for other in before)


@settings(max_examples=300, deadline=None)
@given(_HEAPS, st.lists(_HEAPS.filter(bool), min_size=2, max_size=4), _PUBLISHED)
def test_the_order_of_the_evidence_changes_no_verdict(
    claim: str, quotes: Sequence[str], published: datetime | date | None
) -> None:
    evidence = [Passage(quote, published=published) for quote in quotes]
    there, back = check_support(claim, evidence), check_support(claim, evidence[::-1])
    assert (there.verdict, there.score) == (back.verdict, back.score)


PLAIN = Passage("The minister did not meet Roth in Trieste on 3 March 2025, he said.", published=date(2025, 3, 14))
LIMIT = 2_000  # ms of processor time; 100 on a quiet machine, and what runs away takes minutes
WORST = (
    "1", "1,", "A. ", "A ", "Aa ", "AA", "a", " ", "\u202f", "\t", ",", ", ", "-", "–", "—", ".", ". ", "…", "!",
    "'", "’", '"', "“", "”", "“a” ", '"a" ', "‘aaaaaa’ ", "(", ")", "[", "[x] ", "<", "<a ", "](", "www.",
    "http://", "not ", "no ", "never ", "n't ", "without ", "not only ", "until ", "not until ", "may ", "will ",
    "said to ", "plans to ", "first ", "only ", "since ", "not the first ", "record since ", "the ", "of ",
    "in Aa ", "from Aa to ", "in the city of Aa ", "rose ", "more than 1 ", "less ", "denied ",
    "the report denied ", "it ", "he said ", "two ", "one hundred and ", "a third of ", "half a ", "about ", "May ",
    "on Thursday ", "since 2024, when ", "U.S. ", "Mr. ", "a.m. ", "d1 = ", "a.b.com/", "e\u0301", "é", "İ", "ß",
    "😀", "月", "。", "「", "\x00", "\u2028", "\u200d", "\ud800", "1-", "1.", "1 ", "12%", "$1 ", "1 more ", "@", "a@",
    "Aa-", "May 3, ", "two years ago ", "not up ", "the 2000s ", "Mr. Aa said ",
)  # fmt: skip


def milliseconds(check: Callable[[], object]) -> float:
    """The processor time of a check; the least of three where it takes long, since a machine may be busy."""
    runs: list[float] = []
    while len(runs) < 3 and not any(run < LIMIT for run in runs):
        started = time.process_time()
        check()
        runs.append(1000 * (time.process_time() - started))
    return min(runs)


@pytest.mark.parametrize("unit", WORST, ids=ascii)
def test_ten_kilobytes_of_the_worst_characters_do_not_run_away(unit: str) -> None:
    check_support("Roth met the minister.", [PLAIN])
    text = (unit * 10_000)[:10_000] + " Roth"
    claim = f"{text[: LONGEST - 10]} Roth."
    assert milliseconds(lambda: check_support(text, [PLAIN])) < LIMIT
    assert milliseconds(lambda: check_support(claim, [Passage(text, published=date(2025, 3, 14))])) < LIMIT
    assert milliseconds(lambda: check_support("Roth did not meet him.", [PLAIN, Passage(f"{text}.")])) < LIMIT


@pytest.mark.parametrize(
    "told",
    [
        "{n} more ", "over ${n}000 ", "{n} days ", "since {year} ", "{day:%B %d, %Y}, ", "Aa{n} said ", "up word{n} ",
        "all but {n} ", "{n}% more than {n}, ", "{n} feet ", "{n} metres, ", "Aa {n} ", "{n}th ", "{n}-year-old ",
        "{n} days before ", "since {day:%B %d, %Y}, when ", "from {day:%B %d} to {day:%B %d, %Y} ", "first{n} first ",
        "two others, Aa{n} and Bb{n}, ", "Aa{n} Bb{n} (AB) ", "North Aa{n} ", "no word{n} ", "word{n} never unword{n} ",
    ],
)  # fmt: skip
def test_a_claim_and_evidence_of_nothing_but_different_things_of_a_kind_do_not_run_away(told: str) -> None:
    check_support("Roth met the minister.", [PLAIN])
    claimed, others = (
        "".join(told.format(n=n, year=1000 + n % 1900, day=date(1900, 1, 1) + timedelta(n)) for n in range(*numbers))
        for numbers in ((1, 3_000), (3_001, 6_000))
    )
    for shown in (claimed, others):
        evidence = Passage(shown[:10_000], published=date(2025, 3, 14), context=f"{shown[:10_000]} {shown[:10_000]}")
        assert milliseconds(lambda e=evidence: check_support(f"Roth {claimed[: LONGEST - 10]}", [e])) < LIMIT


@pytest.mark.parametrize(
    ("told", "wrong"), [("{day:%B %d, %Y}", "May 6, 2019"), ("{n} sheep", "7777 sheep"), ("{n} days", "7777 days")]
)
def test_the_last_of_many_things_of_a_kind_is_looked_up_like_the_first(told: str, wrong: str) -> None:
    shown = [told.format(n=100 + 3 * n, day=date(2020, 1, 1) + timedelta(7 * n)) for n in range(40)]
    evidence = Passage(f"Roth told the minister of {', '.join(shown)}.", published=date(2025, 3, 14))
    claim = "Of {} Roth told the minister."
    assert check_support(claim.format(", ".join(shown)), [evidence]).verdict is Verdict.SUPPORTED
    assert check_support(claim.format(", ".join([*shown, wrong])), [evidence]).verdict is Verdict.UNSUPPORTED


@pytest.mark.parametrize(
    "unit", ["Mayor Roth said on Thursday that the port, closed since May 3, 2025, would cost 14 million. ", "Aa ", " "]
)
def test_a_megabyte_in_one_line_takes_time_in_proportion(unit: str) -> None:
    quarter, whole = (_reading(unit, size) for size in (250_000, 1_000_000))
    assert whole < 4 * quarter * 2.5 + LIMIT


def _reading(unit: str, size: int) -> float:
    """The time that a claim takes whose evidence ends an article of so many characters."""
    line = (unit * size)[:size] + PLAIN.quote
    passage = PLAIN._replace(start=size, context=line)
    return milliseconds(lambda: check_support("Roth met the minister in Trieste on 3 March 2025.", [passage]))
