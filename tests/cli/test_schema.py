"""`storydigest schema`: the JSON Schema of what `build` writes."""

import json
from typing import cast

import pytest

from pipeline.cli.app import run
from tests.checks.built import Object


def test_the_schema_names_every_part_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    schema = cast("Object", json.loads(capsys.readouterr().out))
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    properties = cast("Object", schema["properties"])
    assert list(properties) == [
        "schema_version", "story_id", "revision", "headline", "headline_origin", "updated", "language", "articles",
        "sections", "timeline", "tickers", "withheld", "coverage", "corrections", "provenance",
    ]  # fmt: skip
    assert schema["additionalProperties"] is False


def test_the_schema_closes_the_sets_of_words_that_the_contract_closes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    definitions = cast("dict[str, Object]", json.loads(capsys.readouterr().out)["$defs"])
    assert definitions["Verdict"]["enum"] == ["supported", "doubtful", "unsupported"]
    assert definitions["Status"]["enum"] == ["happened", "planned", "disputed"]
    assert definitions["Origin"]["enum"] == ["generated", "extracted", "edited"]
