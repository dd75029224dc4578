"""The scoring behind the figures of `benchmarks.timelines`."""

import json
from datetime import date
from pathlib import Path

import pytest
from pydantic import JsonValue

from benchmarks.timelines import Score, Timeline, main, read_corpus, running, score, total, written
from pipeline.checks.dating import by_day, day_date
from pipeline.dates import find_dates
from pipeline.dates.events import event_date

DOCUMENTS: list[JsonValue] = [
    {
        "id": "a",
        "published": "2019-11-20",
        "title": "Aurora sold",
        "sentences": {"1": "Aurora sold three ferries to a yard on Monday .", "2": "Aurora was founded in 1894 ."},
    },
    {"id": "b", "published": "2019-11-21", "title": "Storm", "sentences": {"1": "Aurora 's ferries stayed in port ."}},
]
GOLD: list[JsonValue] = [
    {
        "entity": "Aurora",
        "events": [
            {"date": "2019-11-18", "mentions": [{"document": "a", "sentence": 1, "event": "sold"}]},
            {"date": "1894-XX-XX", "mentions": [{"document": "a", "sentence": 2, "event": "founded"}]},
            {"date": None, "mentions": [{"document": "b", "sentence": 1, "event": "stayed"}]},
            {"date": "XXX-XX-XX", "mentions": [{"document": "b", "sentence": 1, "event": "stayed"}]},
        ],
    }
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents.json").write_text(json.dumps(DOCUMENTS))
    (tmp_path / "gold.json").write_text(json.dumps(GOLD))
    return tmp_path


def test_gold_lines_without_a_year_are_left_out_and_unknown_parts_of_a_date_cut_off() -> None:
    timeline = Timeline.model_validate(GOLD[0])
    assert timeline.pairs == {("2019-11-18", "a"), ("1894", "a")}


def test_a_pair_counts_once_and_only_with_its_own_document() -> None:
    found = [("2019", "a"), ("2019", "a"), ("2020", "b")]
    assert score(found, [("2019", "a"), ("2020", "c")]) == Score(hits=1, found=2, gold=2)
    assert total([Score(1, 2, 2), Score(3, 3, 4)]) == Score(4, 5, 6)
    assert Score(1, 2, 2).f1 == 0.5


def test_dates_are_written_as_the_task_has_them() -> None:
    def of(words: str) -> str | None:
        (expression,) = find_dates(f"They met {words}.", date(2019, 11, 20))
        day = event_date(expression)
        return written(day) if day else None

    assert of("on 3 March 2019") == "2019-03-03"
    assert of("in March 2019") == "2019-03"
    assert of("last week") == "2019-11"
    assert of("in 1976") == "1976"
    assert of("in the 1970s") is None
    assert written(by_day(date(2019, 11, 20))) == written(day_date(date(2019, 11, 20))) == "2019-11-20"


def test_tokens_become_running_text() -> None:
    assert running("Aurora 's yard , \" we ' ll see \" , said Wal - Mart ( $ 5 ) .") == (
        "Aurora's yard, \"we'll see\", said Wal-Mart ($5)."
    )


def test_the_baseline_dates_what_names_the_entity_to_its_own_day(folder: Path) -> None:
    assert read_corpus(folder).baseline("aurora") == {("2019-11-20", "a"), ("2019-11-21", "b")}


def test_predictions_are_the_pairs_that_are_scored(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "predictions.jsonl"
    assert main([str(folder), "--predictions", str(target)]) == 0
    (line,) = target.read_text().splitlines()
    told = json.loads(line)
    assert told["entity"] == "Aurora"
    assert {(each["date"], *each["documents"]) for each in told["events"]} >= {("2019-11-18", "a"), ("1894", "a")}
    assert "| **all** | 2 |" in capsys.readouterr().out


def test_a_folder_without_the_files_is_passed_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "absent")]) == 1
    assert "passed over" in capsys.readouterr().err
