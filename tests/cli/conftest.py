"""What the tests of the command share."""

import pytest

from pipeline.cli.app import run
from tests.cli.command import VARIABLES, Ran, Run


@pytest.fixture
def storydigest(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command, run in this process, where no environment chooses a writer."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)

    def running(*arguments: object, **variables: str) -> Ran:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return running
