"""The command itself: its help, its exit codes, its speed to start."""

import json

import pytest

from pipeline.cli.app import app
from pipeline.domain.digest import Digest
from tests.cli.command import STORIES, Run, run_apart

SUBCOMMANDS = sorted(
    str(command.name or (command.callback and command.callback.__name__)) for command in app.registered_commands
)


def test_the_commands_of_the_contract_that_exist_are_listed(storydigest: Run) -> None:
    ran = storydigest("--help")
    assert (ran.code, ran.err) == (0, "")
    assert {"build", "check", "regenerate", "candidates", "batch", "status", "timeline", "schema"} <= set(SUBCOMMANDS)
    listed = [line.split()[0] for line in ran.out.split("Commands:")[1].splitlines() if line.strip()]
    assert set(SUBCOMMANDS) <= set(listed)


@pytest.mark.parametrize("subcommand", SUBCOMMANDS)
def test_the_help_of_each_command_shows_an_example_of_it(storydigest: Run, subcommand: str) -> None:
    ran = storydigest(subcommand, "--help")
    assert (ran.code, ran.err) == (0, "")
    examples = ran.out.split("Example", 1)[1].splitlines()[1:]
    shown = [line.strip() for line in examples if line.strip()]
    assert shown
    assert all(line.startswith(f"storydigest {subcommand} ") for line in shown)


def test_the_help_of_the_command_shows_an_example(storydigest: Run) -> None:
    assert "storydigest build " in storydigest("--help").out


def test_help_fits_a_terminal_of_80_columns(storydigest: Run) -> None:
    for subcommand in SUBCOMMANDS:
        lines = storydigest(subcommand, "--help", COLUMNS="80").out.splitlines()
        assert [line for line in lines if len(line) > 80 and "storydigest " not in line] == []


def test_no_arguments_show_the_help_and_exit_with_2(storydigest: Run) -> None:
    ran = storydigest()
    assert ran.code == 2
    assert "Usage: " in ran.out + ran.err


def test_an_unknown_command_is_wrong_usage(storydigest: Run) -> None:
    ran = storydigest("publish")
    assert (ran.code, ran.out) == (2, "")
    assert "publish" in ran.err


def test_schema_prints_the_json_schema_of_a_digest_and_nothing_else(storydigest: Run) -> None:
    ran = storydigest("schema")
    assert (ran.code, ran.err) == (0, "")
    schema = json.loads(ran.out)
    assert set(schema["properties"]) == set(Digest.model_fields)
    assert schema["additionalProperties"] is False


def test_the_command_runs_in_a_process_of_its_own_and_hands_its_exit_code_on() -> None:
    ran = run_apart(["build", STORIES / "absent", "--model", "builtin"])
    assert ran.code == 1
    assert ran.complaint == f"{STORIES}/absent: no such file or folder"


def test_what_a_path_holds_cannot_command_a_terminal(storydigest: Run) -> None:
    ran = storydigest("build", "no\x1b[31msuch\nstory", "--model", "builtin")
    assert ran.code == 1
    assert ran.complaint == "no[31msuch story: no such file or folder"
