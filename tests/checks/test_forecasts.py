"""Forecasts: what is foretold is no plan, however surely it is told."""

import pytest

from pipeline.checks.forecasts import is_forecast


@pytest.mark.parametrize(
    "text",
    [
        "Astronomers put the chance of a collision on 3 May 2120 at one in 900.",
        "The asteroid will pass within 40,000 kilometres of Earth on 13 April 2031.",
        "Storm Brenna is expected to reach the coast on Friday.",
        "The dyke could break by 2030.",
        "If the vote fails, elections follow in May 2027.",
        "“2027 will be about cutting costs,” analyst Rosa Lind says of the yards.",
    ],
)
def test_what_is_foretold_or_hangs_on_a_condition_is_a_forecast(text: str) -> None:
    assert is_forecast(text)


@pytest.mark.parametrize(
    "text",
    [
        "The probe is due to reach the asteroid in April 2031.",
        "The yard aims to launch the ferry in May 2027, which could end the delays.",
        "“We will open the bridge on 3 May,” said the mayor.",
        "“The summit will be held on 3 May 2027,” a spokesman said.",
        "The council is to vote on 3 May 2027.",
        "From 2030, drivers would need a permit.",
        "The new stalls arrive in early 2027.",
        "The ministry says the levy is needed to balance its budget by 2030.",
    ],
)
def test_what_somebody_is_to_do_is_a_plan(text: str) -> None:
    assert not is_forecast(text)
