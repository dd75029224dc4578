"""What answers cost."""

import socket
from datetime import UTC, datetime

import pytest

from pipeline.llm.choice import DEFAULT_MODEL
from pipeline.llm.connect import OPENAI_URL
from pipeline.llm.ledger import Ledger
from pipeline.llm.request import TokenUsage
from tests.llm.asking import NOON

ANSWER = TokenUsage(input_tokens=1_000_000, cached_tokens=500_000, output_tokens=100_000)


def ledger_for(model: str, endpoint: str, at: datetime = NOON) -> Ledger:
    ledger = Ledger(model, endpoint, at=at, clock=lambda: 0.0)
    ledger.record("section", ANSWER, "key")
    return ledger


def test_a_known_model_has_a_price() -> None:
    # Per million tokens: 0.40 in, 0.10 cached, 1.60 out.
    assert ledger_for("gpt-4.1-mini", OPENAI_URL).usage.cost_usd == pytest.approx(0.2 + 0.05 + 0.16)
    assert (ledger_for(DEFAULT_MODEL, OPENAI_URL).usage.cost_usd or 0) > 0


def test_an_answer_that_cost_a_share_of_the_price_is_counted_at_that_share() -> None:
    ledger = ledger_for("gpt-4.1-mini", OPENAI_URL)
    ledger.record("section", ANSWER.model_copy(update={"price_share": 0.5}), "key")
    assert ledger.usage.cost_usd == pytest.approx(1.5 * (0.2 + 0.05 + 0.16))


def test_the_share_of_the_price_is_told_only_where_it_is_not_the_whole() -> None:
    assert "price_share" not in ANSWER.model_dump_json()
    halved = ANSWER.model_copy(update={"price_share": 0.5})
    assert TokenUsage.model_validate_json(halved.model_dump_json()) == halved


def test_a_price_is_the_one_of_the_day() -> None:
    july, september = (datetime(2026, month, 1, tzinfo=UTC) for month in (7, 9))
    early, late = (ledger_for("gpt-5.6-luna", OPENAI_URL, at=at).usage.cost_usd for at in (july, september))
    assert early is not None
    assert late is not None
    assert late < early


@pytest.mark.parametrize(
    ("model", "endpoint"),
    [
        ("gpt-4.1-mini", "http://127.0.0.1:8089/v1"),
        ("qwen2.5-coder-1.5b-instruct", "http://localhost:8089/v1"),
        ("no-such-model", OPENAI_URL),
    ],
)
def test_a_price_that_is_not_known_is_null(model: str, endpoint: str) -> None:
    assert ledger_for(model, endpoint).usage.cost_usd is None


def test_without_answers_there_is_no_cost() -> None:
    assert Ledger("builtin", OPENAI_URL, at=NOON, clock=lambda: 0.0).usage.cost_usd is None


def test_prices_need_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a price was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert ledger_for("gpt-4.1-mini", OPENAI_URL).usage.cost_usd


def test_overlapping_work_on_a_stage_counts_its_time_once() -> None:
    times = iter([10.0, 14.0, 20.0, 21.5])
    ledger = Ledger("m", OPENAI_URL, at=NOON, clock=lambda: next(times))
    with ledger.timing("section"), ledger.timing("section"):
        ledger.record("section", ANSWER, "key")
    with ledger.timing("verify"):
        pass
    section, verify = ledger.stages
    assert (section.stage, section.seconds, section.requests, section.output_tokens) == ("section", 4.0, 1, 100_000)
    assert (verify.stage, verify.seconds, verify.requests) == ("verify", 1.5, 0)


def test_an_answer_is_useless_until_something_comes_of_it() -> None:
    ledger = ledger_for("gpt-4.1-mini", OPENAI_URL)
    ledger.record("section", ANSWER, "second key")
    assert ledger.useless == ("key", "second key")
    ledger.uses(("key", "a key that nobody answered"))
    assert ledger.useless == ("second key",)
