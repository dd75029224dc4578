"""How fast a run goes, and what that promises."""

import tracemalloc
from decimal import Decimal

from pipeline.batch.pace import Pace


def test_a_run_that_has_just_begun_promises_nothing() -> None:
    pace = Pace(100.0)
    assert (pace.requests_a_second, pace.seconds_for(10), pace.cost_for(10)) == (0.0, None, None)


def test_the_rest_is_expected_to_go_as_the_last_minutes_went() -> None:
    pace = Pace(100.0)
    pace.sample(110.0, done=5, requests=40, cost=Decimal("0.5"))
    assert pace.requests_a_second == 4.0
    assert pace.seconds_for(20) == 40.0
    assert pace.cost_for(20) == Decimal(2)


def test_unchanged_stories_that_a_resumed_run_passes_by_are_forgotten() -> None:
    pace = Pace(0.0)
    pace.sample(1.0, done=5_000, requests=0, cost=Decimal(0))
    for second in range(2, 302):
        pace.sample(float(second), done=5_000 + second, requests=2 * second, cost=Decimal(second))
    assert pace.seconds_for(10) == 10.0
    assert pace.cost_for(10) == Decimal(10)


def test_what_is_remembered_is_bounded_however_often_and_long_it_is_sampled() -> None:
    pace = Pace(0.0)
    tracemalloc.start()
    try:
        for tenth in range(50_000):
            pace.sample(tenth / 10, done=tenth, requests=tenth, cost=None)
        assert tracemalloc.get_traced_memory()[0] < 100_000
    finally:
        tracemalloc.stop()
    assert round(pace.requests_a_second, 3) == 10.0


def test_an_unknown_price_makes_an_unknown_cost() -> None:
    pace = Pace(0.0)
    pace.sample(10.0, done=5, requests=5, cost=None)
    assert pace.cost_for(5) is None
    assert pace.seconds_for(5) == 10.0


def test_no_story_done_lately_leaves_the_rest_open() -> None:
    pace = Pace(0.0)
    pace.sample(50.0, done=0, requests=100, cost=Decimal(1))
    assert (pace.seconds_for(5), pace.cost_for(5)) == (None, None)
