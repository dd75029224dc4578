"""The names of the contract's fields, as docs and readers of `digest.json` know them."""

from pydantic import JsonValue, TypeAdapter

from pipeline.domain.article import ArticleText, Fact
from pipeline.domain.base import Model
from pipeline.domain.digest import Digest
from tests.domain.sample import as_json, digest, revision

OBJECT = TypeAdapter(dict[str, JsonValue])
LIST = TypeAdapter(list[JsonValue])

EVIDENCE = {"article", "start", "end", "quote"}
SUPPORT = {"verdict", "score", "reasons"}
STATEMENT = {"id", "text", "origin", "evidence", "support", "override"}
KEYS: dict[str, set[str]] = {
    "": {
        "schema_version", "story_id", "revision", "headline", "headline_origin", "updated", "language", "articles",
        "sections", "timeline", "tickers", "withheld", "coverage", "corrections", "provenance",
    },
    "articles": {"number", "url", "title", "publisher", "authors", "published", "language", "sha256", "withdrawn"},
    "sections": {"id", "heading", "locked", "origin", "facts", "sentences"},
    "sections sentences": STATEMENT,
    "sections sentences evidence": EVIDENCE,
    "sections sentences support": SUPPORT,
    "sections sentences support reasons": {"kind", "words", "hard", "message"},
    "sections sentences override": {"by", "at", "reason"},
    "timeline": STATEMENT | {"status", "locked", "date"},
    "timeline evidence": EVIDENCE,
    "timeline support": SUPPORT,
    "timeline date": {"earliest", "latest", "precision", "modifier", "label"},
    "withheld": {"id", "where", "text", "evidence", "facts", "reasons"},
    "withheld evidence": EVIDENCE,
    "withheld reasons": {"kind", "words", "hard", "message"},
    "coverage": {"cited", "uncited", "single_source_sections"},
    "coverage uncited": {"article", "reason"},
    "corrections": {"at", "revision", "text"},
    "provenance": {"model", "prompts", "input_sha256", "usage"},
    "provenance usage": {"requests", "input_tokens", "cached_tokens", "output_tokens", "cost_usd"},
}  # fmt: skip
BY_STAGE = "provenance prompts"
"""The one object whose keys are not fields: a hash for each stage."""


def keys(value: JsonValue, path: str = "") -> dict[str, set[str]]:
    """The keys of every object in some JSON, by the path of keys that leads to it."""
    found: dict[str, set[str]] = {}
    if isinstance(value, list):
        for item in value:
            for where, names in keys(item, path).items():
                found[where] = found.get(where, set()) | names
    elif isinstance(value, dict) and path != BY_STAGE:
        found[path] = set(value)
        for name, item in value.items():
            found |= keys(item, f"{path} {name}".strip())
    return found


def test_a_digest_has_the_fields_of_the_contract_and_no_others() -> None:
    assert keys(as_json(digest())) == KEYS


def test_articles_and_facts_on_disk_have_the_fields_of_the_contract() -> None:
    whole = as_json(revision())
    assert keys(whole["articles"]) == {"": KEYS["articles"] | {"text"}}
    assert keys(whole["facts"]) == {"": {"id", "evidence"}, "evidence": EVIDENCE}


def properties(model: type[Model]) -> dict[str, set[str]]:
    """The properties of every object in a model's JSON Schema."""
    schema = OBJECT.validate_python(model.model_json_schema(mode="serialization"))
    objects = {model.__name__: schema, **OBJECT.validate_python(schema.get("$defs", {}))}
    named = {name: OBJECT.validate_python(given) for name, given in objects.items()}
    return {
        name: set(OBJECT.validate_python(given["properties"])) for name, given in named.items() if "properties" in given
    }


def test_the_json_schema_names_the_same_fields() -> None:
    assert properties(Digest) == {
        "Digest": KEYS[""],
        "Article": KEYS["articles"],
        "Section": KEYS["sections"],
        "Sentence": STATEMENT,
        "Evidence": EVIDENCE,
        "Support": SUPPORT,
        "Reason": KEYS["withheld reasons"],
        "Override": KEYS["sections sentences override"],
        "Event": KEYS["timeline"],
        "EventDate": KEYS["timeline date"],
        "Withheld": KEYS["withheld"],
        "Coverage": KEYS["coverage"],
        "Uncited": KEYS["coverage uncited"],
        "Correction": KEYS["corrections"],
        "Provenance": KEYS["provenance"],
        "Usage": KEYS["provenance usage"],
    }
    assert properties(ArticleText)["ArticleText"] == KEYS["articles"] | {"text"}
    assert properties(Fact)["Fact"] == {"id", "evidence"}


def values(name: str) -> list[JsonValue]:
    """The values that an enumeration of the contract allows."""
    definitions = OBJECT.validate_python(Digest.model_json_schema()["$defs"])
    return LIST.validate_python(OBJECT.validate_python(definitions[name])["enum"])


def test_enumerations_have_the_values_of_the_contract() -> None:
    assert values("Origin") == ["generated", "extracted", "edited"]
    assert values("Verdict") == ["supported", "doubtful", "unsupported"]
    assert values("Status") == ["happened", "planned", "disputed"]
    assert values("Modifier") == ["early", "mid", "late"]
    assert values("Precision") == [
        "day", "week", "month", "quarter", "season", "half", "year", "decade", "century",
    ]  # fmt: skip


def test_times_are_written_as_the_contract_shows_them() -> None:
    told = as_json(digest())
    assert told["updated"] == "2026-03-20T12:00:00Z"
    listed = [OBJECT.validate_python(article)["published"] for article in LIST.validate_python(told["articles"])]
    assert listed == ["2026-03-10T05:12:00+09:00", "2026-03-11", None]
