"""What becomes of calls of the Batch API that fail, and how often they are made."""

import pytest

from pipeline.errors import EndpointError, KeyRefused, ModelError, QuotaExhausted, Unreachable
from tests.llm.batch_api import BatchApi, Failure, Plan
from tests.llm.waving import FIRST, SECOND, ask, said, texts


@pytest.mark.parametrize("call", ["upload", "create", "look", "download"])
@pytest.mark.parametrize("failure", [Failure(429), Failure(500), Failure(0), Failure(500, after=True)])
def test_a_call_that_fails_in_passing_is_made_again_and_nothing_is_paid_twice(
    store_url: str, call: str, failure: Failure
) -> None:
    with BatchApi(Plan(), failures={call: [failure, failure]}) as api:
        assert texts(ask(api, store_url, FIRST, SECOND)) == said(FIRST, SECOND)
    assert len(api.state.batches) == 1


@pytest.mark.parametrize("call", ["upload", "create", "look", "download"])
@pytest.mark.parametrize(
    ("failure", "error"),
    [(Failure(429, "insufficient_quota"), QuotaExhausted), (Failure(401), KeyRefused), (Failure(403), KeyRefused)],
)
def test_no_credit_and_a_refused_key_stop_at_once_and_the_next_run_goes_on(
    store_url: str, call: str, failure: Failure, error: type[ModelError]
) -> None:
    with BatchApi(Plan(), failures={call: [failure]}) as api:
        answers = ask(api, store_url, FIRST, SECOND)
        assert [type(answer) for answer in answers] == [error, error]
        assert api.count(call) == 1
        assert texts(ask(api, store_url, FIRST, SECOND)) == said(FIRST, SECOND)
    assert len(api.state.batches) == 1


@pytest.mark.parametrize("call", ["upload", "create", "download"])
def test_a_call_that_goes_on_failing_is_made_six_times(store_url: str, call: str) -> None:
    with BatchApi(Plan(), failures={call: [Failure(502)] * 6}) as api:
        (answer,) = ask(api, store_url, FIRST)
        assert type(answer) is EndpointError
        assert str(answer).endswith("answered 502 Bad Gateway: no (asked 6 times)")
        assert api.count(call) == 6


def test_a_wave_is_looked_for_through_an_outage_of_many_polls(store_url: str) -> None:
    with BatchApi(Plan(), failures={"look": [Failure(503)] * 29}) as api:
        assert texts(ask(api, store_url, FIRST)) == said(FIRST)


def test_a_longer_outage_ends_the_run_and_the_next_one_goes_on_with_the_wave(store_url: str) -> None:
    with BatchApi(Plan(), failures={"look": [Failure(503)] * 30}) as api:
        (answer,) = ask(api, store_url, FIRST)
        assert type(answer) is EndpointError
        assert "a new run goes on with it" in str(answer)
        assert texts(ask(api, store_url, FIRST)) == said(FIRST)
    assert api.count("create") == 1


def test_an_endpoint_without_a_batch_api_is_said_to_have_none(store_url: str) -> None:
    with BatchApi(failures={"upload": [Failure(404)]}) as api:
        (answer,) = ask(api, store_url, FIRST)
    assert str(answer) == f"{api.url} has no Batch API here; run without --batch-api"


def test_nobody_at_the_address_is_unreachable(store_url: str) -> None:
    with BatchApi() as api:
        pass
    (answer,) = ask(api, store_url, FIRST)
    assert type(answer) is Unreachable


@pytest.mark.parametrize("call", ["look", "download"])
def test_what_is_not_there_yet_is_not_taken_for_lost(store_url: str, call: str) -> None:
    with BatchApi(failures={call: [Failure(404)] * 3}) as api:
        assert texts(ask(api, store_url, FIRST)) == said(FIRST)
    assert api.count("create") == 1


@pytest.mark.parametrize(("call", "times"), [("look", 30), ("download", 6)])
def test_what_the_endpoint_has_lost_is_asked_again(store_url: str, call: str, times: int) -> None:
    with BatchApi(failures={call: [Failure(404)] * times}) as api:
        assert texts(ask(api, store_url, FIRST)) == said(FIRST)
    assert api.count("create") == 2
