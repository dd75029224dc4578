"""A run is known as gone when its process is, and never because another one has its number or runs elsewhere."""

import subprocess
import sys

from pipeline.batch.owner import gone, this_run

SAYS_WHO_IT_IS = "from pipeline.batch.owner import this_run; print(this_run(), flush=True); input()"


def test_a_run_that_is_there_is_not_gone() -> None:
    assert gone([this_run()]) == ()


def test_another_process_is_gone_once_it_has_ended() -> None:
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", SAYS_WHO_IT_IS], stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None
        owner = process.stdout.readline().strip()
        assert gone([owner]) == ()
        process.communicate("\n", timeout=30)
    assert gone([this_run(), owner]) == (owner,)


def test_a_process_that_was_given_the_number_of_one_that_ended_is_another_run() -> None:
    machine, number, started = this_run().split("/")
    earlier = f"{machine}/{number}/{int(started) - 1}"
    assert gone([earlier]) == (earlier,)


def test_of_a_run_on_another_machine_nothing_is_known() -> None:
    assert gone(["elsewhere/1/1", "", "test"]) == ()
