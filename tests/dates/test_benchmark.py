"""The scoring behind the figures that the benchmark prints."""

from benchmarks.dates import Annotation, Document, Timex, annotated_lines, evaluate, pairs, predict


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
