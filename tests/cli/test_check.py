"""`storydigest check`: what it prints, its exit code, and that no digest on disk brings it down."""

import copy
import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from pipeline.cli.app import run
from tests.checks.built import CONTACTS, Json, Object, build, read


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("digests"), CONTACTS) / CONTACTS


@pytest.fixture
def folder(sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound digest of one's own; what the command does not expect comes out as the error that it is."""
    monkeypatch.setenv("STORYDIGEST_DEBUG", "1")
    return Path(shutil.copytree(sound, tmp_path / "digest"))


def test_a_sound_digest_is_told_so_and_notices_do_not_fail_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(folder)]) == 0
    told = capsys.readouterr()
    assert told.out.count(": notice: ") == len(told.out.splitlines()) > 0
    assert "every promise is kept" in told.err


def test_a_fault_is_one_line_with_its_promise_its_place_and_the_words(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    digest = read(folder / "digest.json")
    digest["headline"] = "Putin visits\nWarsaw\x1b[31m"
    (folder / "digest.json").write_text(json.dumps(digest), "utf-8")
    assert run(["check", str(folder / "digest.json")]) == 1
    told = capsys.readouterr()
    assert f"{folder / 'digest.json'}: promise 2: headline: the evidence does not name “Warsaw”" in told.out
    assert "\x1b" not in told.out
    assert "broken promise" in told.err


def test_a_folder_of_digests_stands_for_all_of_them(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(folder, folder.parent / "another")
    assert run(["check", str(folder.parent)]) == 0
    assert capsys.readouterr().err.count("every promise is kept") == 2


def test_one_digest_that_cannot_be_read_does_not_hide_the_next(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", str(folder.parent / "missing"), str(folder)]) == 1
    told = capsys.readouterr()
    assert "missing: not found" in told.err
    assert "every promise is kept" in told.err


@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("digest.json", b"", "digest.json: is not of a digest's shape"),
        ("digest.json", b"\xff\xfe\x00", "digest.json: is not of a digest's shape"),
        ("digest.json", b"not json", "digest.json: is not of a digest's shape"),
        ("digest.json", b"[]", "digest.json: is not of a digest's shape"),
        ("digest.json", b"[" * 100_000, "digest.json: is not of a digest's shape"),
        ("digest.json", b'{"schema_version": 2}', "schema_version"),
        ("articles.json", b"{}", "articles.json: is not of a digest's shape"),
        ("facts.json", b'[{"id": "f"}]', "facts.json: is not of a digest's shape"),
    ],
)
def test_a_file_of_another_shape_is_named_in_one_line(
    folder: Path, file: str, content: bytes, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / file).write_bytes(content)
    assert run(["check", str(folder)]) == 1
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 1
    assert told in errors[0]


def test_missing_articles_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "articles.json").unlink()
    assert run(["check", str(folder)]) == 1
    assert "articles.json: not found" in capsys.readouterr().err


def test_a_folder_where_a_file_should_be_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "digest.json").unlink()
    (folder / "digest.json").mkdir()
    assert run(["check", str(folder)]) == 1
    assert "digest.json: is not a file" in capsys.readouterr().err


def test_facts_are_not_needed(folder: Path) -> None:
    (folder / "facts.json").unlink()
    assert run(["check", str(folder)]) == 0


ODD: tuple[Json, ...] = (
    None, True, 0, -1, 10**30, 1e308, "", " ", "\x00", "2", "9999-12-31", "0001-01-01", [], {}, [[]], [None], "en-GB",
    "<b>", "x" * 20_000, "Putin “ met ‘ Kim in Seoul on Thursday", "١٢٣ 中文 🇰🇷 e\u0301", "planned", "year", "late",
    "by Dec 21, 2025", "disputed", "zh", "2026-01-16T05:12:00+09:00",
)  # fmt: skip


def places(value: Json, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every part of a JSON value."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield (*path, key)
        yield from places(child, (*path, key))


def parent(value: Json, path: tuple[str | int, ...]) -> dict[str | int, Json]:
    for key in path[:-1]:
        value = cast("dict[str | int, Json]", value)[key]
    return cast("dict[str | int, Json]", value)


def mutated(value: Json, chance: random.Random) -> Json:
    """The value with one to three of its parts deleted, doubled, swapped or made something else."""
    value = copy.deepcopy(value)
    for _ in range(chance.randint(1, 3)):
        ways = list(places(value))
        one, other = chance.choice(ways), chance.choice(ways)
        holder = parent(value, one)
        match chance.randrange(4):
            case 0:
                del holder[one[-1]]
            case 1:
                holder[one[-1]] = copy.deepcopy(parent(value, other)[other[-1]])
            case 2 if isinstance(holder, list):
                cast("list[Json]", holder).append(copy.deepcopy(holder[one[-1]]))
            case _:
                holder[one[-1]] = chance.choice(ODD)
    return value


@pytest.mark.parametrize("seed", range(40))
def test_no_mutation_of_a_digest_brings_the_command_down(
    folder: Path, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(seed)
    name = chance.choice(["digest.json", "digest.json", "articles.json"])
    original = cast("Json", json.loads((folder / name).read_text("utf-8")))
    for _ in range(4):
        (folder / name).write_text(json.dumps(mutated(original, chance)), "utf-8")
        assert run(["check", str(folder)]) in {0, 1}
        assert "Traceback" not in capsys.readouterr().err


def kept_in_shape(digest: Object) -> Iterator[Object]:
    """Digests of the contract's shape that no writer would make."""
    timeline = cast("list[Object]", digest["timeline"])
    piece = cast("list[Object]", timeline[0]["evidence"])[0]
    far: Object = {
        "earliest": "0001-01-01",
        "latest": "9999-12-31",
        "precision": "century",
        "modifier": "mid",
        "label": "",
    }
    far["label"] = ""
    near: Object = {"earliest": None, "latest": "0001-01-01", "precision": "week", "modifier": None, "label": "week"}
    yield {**digest, "timeline": [{**event, "date": far} for event in timeline]}
    yield {**digest, "timeline": [{**event, "date": near} for event in timeline]}
    yield {**digest, "timeline": cast("list[Json]", timeline * 5)}
    yield {**digest, "sections": [], "timeline": []}
    yield {**digest, "language": "zz\x00"}
    yield {**digest, "language": "ja"}
    for span in ({"start": 10**18, "end": 10**18 + 5}, {"end": -5}, {"article": 10**12}, {"quote": "x" * 1_000_000}):
        yield {**digest, "timeline": [{**timeline[0], "evidence": [{**piece, **span}]}]}
    yield {**digest, "timeline": [{**timeline[0], "text": "\u200f\u202e“ ‘ \x00"}]}


def test_a_headline_of_a_megabyte_is_told_of_in_a_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    digest = {**read(folder / "digest.json"), "headline": "Putin “said” 15 " * 70_000}
    (folder / "digest.json").write_text(json.dumps(digest), "utf-8")
    assert run(["check", str(folder)]) == 1
    told = capsys.readouterr()
    assert "no sentence is so long" in told.out
    assert len(told.out) < 10_000


def test_digests_of_the_contracts_shape_that_no_writer_makes_are_judged(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for digest in kept_in_shape(read(folder / "digest.json")):
        (folder / "digest.json").write_text(json.dumps(digest), "utf-8")
        code = run(["check", str(folder)])
        told = capsys.readouterr()
        assert code == int(": promise " in told.out), told.err


@pytest.mark.parametrize("text", ['"\\ud800"', '"a\\udfffb"'])
def test_lone_surrogates_are_told_of_and_printed_as_something_that_can_be(
    folder: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    content = (folder / "digest.json").read_text("utf-8")
    headline = json.dumps(read(folder / "digest.json")["headline"], ensure_ascii=False)
    assert headline in content
    (folder / "digest.json").write_text(content.replace(headline, text), "utf-8")
    assert run(["check", str(folder)]) == 1
    told = capsys.readouterr()
    (told.out + told.err).encode("utf-8")
