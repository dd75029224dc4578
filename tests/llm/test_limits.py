"""Who may go, and when: in simulated time."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import Stopped
from pipeline.llm.limits import Limits
from tests.llm.simulated import most_in_a_minute, now, simulate


@dataclass(frozen=True)
class Wish:
    """A request that comes at a time, takes a time, and fails or uses so many of the tokens that it reserves."""

    at: float = 0.0
    tokens: int = 100
    seconds: float = 1.0
    used: int | None = None
    fails: bool = False


def break_off() -> None:
    raise ConnectionError


async def grant(limits: Limits, wishes: Sequence[Wish]) -> list[float]:
    """When each of the wishes was let in."""

    async def one(wish: Wish) -> float:
        await asyncio.sleep(wish.at)
        started = -1.0
        try:
            async with limits.reserve(wish.tokens) as reservation:
                started = now()
                await asyncio.sleep(wish.seconds)
                if wish.fails:
                    break_off()
                if wish.used is not None:
                    reservation.used(wish.used)
        except ConnectionError:
            pass
        return started

    return await asyncio.gather(*(one(wish) for wish in wishes))


def let_in(
    wishes: Sequence[Wish], *, rpm: int | None = None, tpm: int | None = None, concurrency: int = 10_000
) -> list[float]:
    async def run() -> list[float]:
        limits = Limits(rpm=rpm, tpm=tpm, concurrency=concurrency)
        times = await grant(limits, wishes)
        assert limits.in_flight == 0
        return times

    return simulate(run())


WISHES = st.lists(
    st.builds(
        Wish,
        at=st.sampled_from([0.0, 0.0, 0.0, 20.0, 59.0, 200.0]),
        tokens=st.integers(1, 500),
        seconds=st.sampled_from([0.1, 1.0, 20.0]),
    ),
    max_size=80,
)


@settings(deadline=None)
@given(WISHES, st.integers(1, 60), st.integers(1_000, 8_000), st.integers(1, 20))
def test_no_minute_of_bursts_sees_more_than_the_limits(
    wishes: list[Wish], rpm: int, tpm: int, concurrency: int
) -> None:
    times = let_in(wishes, rpm=rpm, tpm=tpm, concurrency=concurrency)
    granted = sorted(zip(times, wishes, strict=True), key=lambda pair: pair[0])
    assert most_in_a_minute((time, 1) for time, _ in granted) <= rpm
    assert most_in_a_minute((time, wish.tokens) for time, wish in granted) <= tpm + 1


@settings(deadline=None)
@given(WISHES, st.integers(1, 60), st.integers(1_000, 8_000), st.integers(1, 20))
def test_who_comes_first_is_served_first(wishes: list[Wish], rpm: int, tpm: int, concurrency: int) -> None:
    wishes = [replace(wish, at=wish.at + 0.001 * number) for number, wish in enumerate(wishes)]
    wishes.sort(key=lambda wish: wish.at)
    times = let_in(wishes, rpm=rpm, tpm=tpm, concurrency=concurrency)
    assert times == sorted(times)


def test_a_large_request_is_not_overtaken_by_small_ones() -> None:
    crowd = [Wish(at=0.01 * n, tokens=50) for n in range(1, 100)]
    times = let_in([Wish(tokens=50), Wish(tokens=400), *crowd], tpm=1_000)
    assert 0 < times[1] < min(times[2:])


def test_no_more_are_in_flight_than_allowed() -> None:
    times = let_in([Wish(seconds=2.0)] * 10, concurrency=4)
    assert times == [0.0] * 4 + [2.0] * 4 + [4.0] * 2


def test_nothing_polls_while_many_wait() -> None:
    calls = 0

    async def run() -> None:
        nonlocal calls
        loop = asyncio.get_running_loop()

        class Counting:
            def time(self) -> float:
                return loop.time()

            def call_at(self, when: float, callback: object, /) -> asyncio.TimerHandle:
                nonlocal calls
                calls += 1
                assert callable(callback)
                return loop.call_at(when, callback)

        await grant(Limits(rpm=60, tpm=None, concurrency=5_000, clock=Counting()), [Wish()] * 1_000)

    simulate(run())
    assert calls < 3_000


def test_tokens_that_were_not_used_let_others_go_earlier() -> None:
    careful = let_in([Wish(tokens=500)] * 20, tpm=1_000)[-1]
    sparing = let_in([Wish(tokens=500, used=100)] * 20, tpm=1_000)[-1]
    assert careful > 3 * sparing


def test_tokens_that_were_used_beyond_the_estimate_are_waited_for() -> None:
    expected = let_in([Wish(tokens=50)] * 2, tpm=1_000)[-1]
    exceeded = let_in([Wish(tokens=50, used=500), Wish(at=1.0, tokens=50)], tpm=1_000)[-1]
    assert exceeded > 5 * expected


def test_what_fails_gives_back_what_it_took() -> None:
    lost = let_in([Wish(tokens=50, seconds=0.1), Wish(at=0.2, tokens=50)], tpm=1_000, rpm=2)[-1]
    returned = let_in([Wish(tokens=50, seconds=0.1, fails=True), Wish(at=0.2, tokens=50)], tpm=1_000, rpm=2)[-1]
    assert lost > 10
    assert returned == pytest.approx(0.2)


def test_who_is_cancelled_in_line_or_on_the_way_holds_nobody_up() -> None:
    async def run() -> None:
        limits = Limits(rpm=None, tpm=None, concurrency=1)
        tasks = [asyncio.create_task(grant(limits, [Wish(seconds=5.0)])) for _ in range(4)]
        await asyncio.sleep(1)
        tasks[1].cancel()
        tasks[0].cancel()
        assert await tasks[2] == [1.0]
        assert await tasks[3] == [6.0]
        assert limits.in_flight == 0

    simulate(run())


def test_who_is_cancelled_the_moment_his_turn_comes_gives_it_to_the_next() -> None:
    async def run() -> None:
        limits = Limits(rpm=None, tpm=None, concurrency=1)
        async with limits.reserve(1):
            first, second = (asyncio.create_task(grant(limits, [Wish()])) for _ in range(2))
            await asyncio.sleep(1)
        first.cancel()  # the block's end has just let it in
        assert await second == [1.0]
        assert limits.in_flight == 0

    simulate(run())


def test_a_pause_holds_everybody_and_the_longest_of_several_counts() -> None:
    async def run() -> None:
        limits = Limits(rpm=None, tpm=None, concurrency=8)
        limits.pause(20)
        limits.pause(3)
        assert await grant(limits, [Wish(at=at) for at in (0.0, 5.0, 19.0, 21.0)]) == [20.0, 20.0, 20.0, 21.0]
        limits.pause(1e9)  # nobody is held for years
        assert await grant(limits, [Wish()]) == [pytest.approx(322.0)]

    simulate(run())


def test_one_wave_of_refusals_halves_what_is_in_flight_once_and_answers_bring_it_back() -> None:
    async def refused(limits: Limits, wait: float | None) -> None:
        try:
            async with limits.reserve(1) as reservation:
                await asyncio.sleep(1)
                limits.slow_down(reservation, wait)
                break_off()
        except ConnectionError:
            pass

    async def run() -> None:
        limits = Limits(rpm=None, tpm=None, concurrency=64)
        await asyncio.gather(*(refused(limits, 2.0) for _ in range(64)))
        assert limits.allowed == 32
        start = now()
        times = await grant(limits, [Wish()] * 33)
        assert times[0] == times[31] == start + 2.0
        assert times[32] == start + 3.0
        assert limits.allowed == 33
        await asyncio.gather(*(refused(limits, None) for _ in range(4)))
        assert limits.allowed == 16
        for _ in range(40):
            await grant(limits, [Wish()] * 64)
        assert limits.allowed == 64
        for _ in range(9):
            await refused(limits, 1.0)
        assert limits.allowed == 1

    simulate(run())


def test_refusals_without_a_time_are_followed_by_longer_and_longer_pauses() -> None:
    async def run() -> None:
        limits = Limits(rpm=None, tpm=None, concurrency=64)
        pauses: list[float] = []
        for _ in range(4):
            async with limits.reserve(1) as reservation:
                await asyncio.sleep(1)
                start = now()
                limits.slow_down(reservation, None)
            pauses.append((await grant(limits, [Wish(seconds=0.0)]))[0] - start)
        assert pauses == sorted(pauses)

    simulate(run())


def test_what_an_endpoint_tells_slows_everybody() -> None:
    async def run() -> None:
        limits = Limits(rpm=6_000, tpm=None, concurrency=64)
        limits.heed({"x-ratelimit-limit-requests": "60", "x-ratelimit-remaining-requests": "2"})
        times = await grant(limits, [Wish()] * 5)
        assert times[1] == 0.0
        assert times[2] >= 1.0

    simulate(run())


@pytest.mark.parametrize("rpm", [None, 600])
@pytest.mark.parametrize("tpm", [None, 600_000])
@pytest.mark.parametrize("told", [{"requests": 1}, {"tokens": 1}, {"tokens": 5_000}, {"requests": 1, "tokens": 100}])
def test_a_limit_that_cannot_be_one_holds_nobody_up(rpm: int | None, tpm: int | None, told: dict[str, int]) -> None:
    headers: dict[str, str] = {}
    for what, limit in told.items():
        headers[f"x-ratelimit-limit-{what}"] = str(limit)
        headers[f"x-ratelimit-remaining-{what}"] = "0"
        headers[f"x-ratelimit-reset-{what}"] = "60s"

    async def run() -> float:
        limits = Limits(rpm=rpm, tpm=tpm, concurrency=1)
        for _ in range(10):  # as it comes: the headers first, what was used last
            async with limits.reserve(7_000) as reservation:
                limits.heed(headers)
                reservation.used(6_000)
        return now()

    assert simulate(run()) <= 10


def test_when_nothing_more_is_sent_those_in_flight_finish_and_all_others_are_told() -> None:
    async def run() -> None:
        limits = Limits(rpm=None, tpm=None, concurrency=2)
        flying = [asyncio.create_task(grant(limits, [Wish(seconds=5.0)])) for _ in range(2)]
        waiting = [asyncio.create_task(grant(limits, [Wish()])) for _ in range(3)]
        resting = asyncio.create_task(limits.rest(100))
        await asyncio.sleep(1)
        limits.close()
        late = asyncio.create_task(grant(limits, [Wish()]))
        for task in (*waiting, resting, late):
            with pytest.raises(Stopped):
                await task
        assert now() == 1.0
        assert await asyncio.gather(*flying) == [[0.0], [0.0]]
        assert limits.in_flight == 0

    simulate(run())


def test_a_rest_takes_its_time() -> None:
    async def run() -> None:
        await Limits(rpm=None, tpm=None, concurrency=2).rest(12.5)
        assert now() == 12.5

    simulate(run())
