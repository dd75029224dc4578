"""A run's report on disk: `report.json` with every story, `report.html` for a person, `status.json` with the end."""

from pathlib import Path

from pipeline.batch.aside import write_aside
from pipeline.batch.report.page import render_report
from pipeline.batch.report.spool import Spool
from pipeline.batch.status import RunStatus, write_status
from pipeline.errors import OutputError

REPORT_JSON, REPORT_PAGE = "report.json", "report.html"
SCHEMA_VERSION = 1


def write_report(status: RunStatus, spool: Spool, out: Path) -> None:
    """Write all three, each whole or not at all. Raises OutputError where the disk refuses."""
    try:
        write_status(status, out)
        _write_json(status, spool, out / REPORT_JSON)
        with write_aside(out / REPORT_PAGE) as file:
            for piece in render_report(status, spool):
                file.write(piece.encode("utf-8", "replace"))
    except OSError as error:
        raise OutputError(f"{out}: the report cannot be written ({error.strerror or error})") from error


def _write_json(status: RunStatus, spool: Spool, path: Path) -> None:
    """`{"schema_version": 1, "run": {…}, "stories": […]}`, a line for each story."""
    run = status.model_dump_json().encode()
    with write_aside(path) as file:
        file.write(b'{"schema_version": %d,\n"run": %b,\n"stories": [' % (SCHEMA_VERSION, run))
        between = b"\n"
        for line in spool.lines():
            file.write(between + line)
            between = b",\n"
        file.write(b"\n]}\n")
