"""The scoring behind the figures that the benchmark prints, and the files that it reads and writes."""

import json
from pathlib import Path

import pytest

from benchmarks.dates import (
    Annotation,
    Document,
    Timex,
    annotated_lines,
    evaluate,
    main,
    pairs,
    predict,
    read_documents,
)
from benchmarks.phrases import LEFT_OUT, read_phrases, resolves


def _document(text: str, *timex: Annotation) -> Document:
    return Document.model_validate(
        {"id": "1", "published": "2019-11-20", "text": text, "timex": [t.model_dump() for t in timex]}
    )


def test_each_annotation_and_each_prediction_stands_in_one_pair() -> None:
    gold = [Timex(0, 10, "DATE", "a"), Timex(20, 30, "DATE", "b")]
    found = [Timex(5, 8, "DATE", "a"), Timex(8, 12, "DATE", "a"), Timex(15, 25, "DATE", "c")]
    assert pairs(gold, found) == [(gold[0], found[0]), (gold[1], found[2])]


def test_what_lies_behind_the_annotated_lines_is_not_scored() -> None:
    first = Annotation(start=0, end=10, type="DATE", value="2024-05-03")
    document = _document("2024-05-03 was it.\nIt was in 2012.", first)
    assert annotated_lines([document]) == 1
    scores = evaluate([document], 1)["all"]
    assert scores["strict"].f1 == scores["value"].f1 == 1.0
    assert evaluate([document], 2)["all"]["strict"].f1 == 2 / 3


def test_a_range_is_given_as_its_two_ends() -> None:
    found = predict(_document("It ran from 2011 to 2014."))
    assert [timex.value for timex in found] == ["2011", "2014"]


def test_documents_may_lack_what_is_not_needed(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    lines: list[dict[str, object]] = [
        {"text": "It rained yesterday."},
        {"id": 7, "published": "2019-11-20T23:30:00-05:00", "text": "It rained yesterday.", "url": "x"},
        {"id": "a", "published": "unknown", "text": "", "timex": [{"start": 0, "end": 1}]},
        {"id": "b", "published": None, "text": "x", "timex": []},
    ]
    path.write_text("\ufeff" + "\n\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    documents = read_documents(path)
    assert [document.id for document in documents] == ["", "7", "a", "b"]
    assert [predict(document)[0].value for document in documents[:2]] == ["XXXX-XX-XX", "2019-11-19"]
    assert main([str(path)]) == 0


def test_a_line_that_is_no_document_is_named(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text('{"id": "1", "text": "x"}\n{"id": "2"}\n', encoding="utf-8")
    with pytest.raises(SystemExit, match=r"texts\.jsonl, line 2"):
        read_documents(path)


def test_predictions_hold_durations_sets_and_references_with_the_ends_of_ranges(tmp_path: Path) -> None:
    text = "Now, every Monday, for two weeks, from 2011 to 2014 and on Friday morning, it rained."
    path, target = tmp_path / "texts.jsonl", tmp_path / "predicted.jsonl"
    path.write_text(json.dumps({"id": "1", "published": "2019-11-20", "text": text}), encoding="utf-8")
    assert main([str(path), "--predictions", str(target)]) == 0
    (line,) = target.read_text(encoding="utf-8").splitlines()
    predicted = json.loads(line)
    assert predicted["id"] == "1"
    assert [(text[t["start"] : t["end"]], t["type"], t["value"]) for t in predicted["timex"]] == [
        ("Now", "DATE", "PRESENT_REF"),
        ("every Monday", "SET", "XXXX-WXX-1"),
        ("two weeks", "DURATION", "P2W"),
        ("2011", "DATE", "2011"),
        ("2014", "DATE", "2014"),
        ("Friday morning", "TIME", "2019-11-15TMO"),
    ]


def _specification(text: str, timex: str, **past: str) -> dict[str, object]:
    return {
        "Input": f"I came back {text}",
        "Context": {"ReferenceDateTime": "2019-11-20T00:00:00"},
        "Results": [
            {"Start": 12, "Length": len(text), "Value": {"Timex": timex, "PastResolution": past}},
        ],
    }


def test_phrases_are_left_out_by_rule_and_the_others_need_their_days_exactly(tmp_path: Path) -> None:
    days = [
        _specification("yesterday", "2019-11-19", date="2019-11-19"),
        _specification("Monday", "XXXX-WXX-1", date="2019-11-11"),
        _specification("15", "XXXX-XX-15", date="2019-11-15"),
        _specification("two weeks ago", "2019-11-06", date="2019-11-06"),
        _specification("2/30/2019", "2019-02-30"),
    ]
    periods = [_specification("last month", "2019-10", startDate="2019-10-01", endDate="2019-11-01")]
    (tmp_path / "DateParser.json").write_text(json.dumps(days), encoding="utf-8")
    (tmp_path / "DatePeriodParser.json").write_text(json.dumps(periods), encoding="utf-8")
    phrases, left_out = read_phrases(tmp_path)
    assert [(phrase.text, resolves(phrase)) for phrase in phrases] == [
        ("yesterday", True),
        ("Monday", False),
        ("last month", True),
    ]
    assert {omission.name: count for omission, count in left_out.items()} == {
        "a number alone": 1,
        "weeks, months and years to the day": 1,
        "no days": 1,
    }


@pytest.mark.parametrize(
    "text", ["May 3", "2011-2014", "5/13/2015", "the 15th", "two days ago", "last week", "May 2016"]
)
def test_what_news_prints_is_not_left_out(text: str) -> None:
    assert not any(omission.pattern.fullmatch(text) for omission in LEFT_OUT)
