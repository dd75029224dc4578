"""From a wire model to the JSON Schema that a strict endpoint enforces, and back to what it could not enforce.

Strict mode takes a subset of JSON Schema, and which one differs between servers. What is made here keeps to the part
that all of them take (types, properties that are all required, items, enums, anyOf, descriptions) and to `maxItems`,
which most take and the dialect takes back from those that do not. Lengths, patterns and other bounds are dropped; the
wire model checks them afterwards. References are written out, so a model cannot recurse.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import cast

from pydantic import BaseModel, JsonValue

from pipeline.llm.request import JsonSchema

MAX_ENUM_VALUES = 1_000
"""How many enum values OpenAI takes in one schema."""
LONG_ENUM, LONG_ENUM_CHARACTERS = 250, 15_000
"""An enum of more than 250 strings may have 15,000 characters in all."""

DROPPED = frozenset(
    {
        *("default", "deprecated", "examples", "readOnly", "title", "writeOnly"),
        *("format", "maxLength", "minLength", "pattern"),
        *("minItems", "uniqueItems"),
        *("exclusiveMaximum", "exclusiveMinimum", "maximum", "minimum", "multipleOf"),
    }
)
KEPT = frozenset({"type", "description", "enum", "maxItems"})

Closed = Mapping[str, Sequence[str]]
"""By the name of a field, anywhere in a wire model, the ids that it may hold."""


def strict_schema(model: type[BaseModel], closed: Closed) -> JsonSchema:
    """The strict JSON Schema of a wire model whose closed fields take nothing but the ids given.

    Raises ValueError for a model that strict mode cannot express (dicts, recursion, tuples of fixed length), for a
    closed field that the model does not have or that got no ids, and where there are more ids than a schema may list.
    """
    raw = _raw(model)
    definitions = cast("dict[str, JsonSchema]", raw.get("$defs", {}))
    writer = _Writer(definitions, closed)
    schema = writer.schema(raw, ())
    if missing := closed.keys() - writer.closed_fields:
        raise ValueError(f"{model.__name__} has no field {', '.join(sorted(missing))} to close")
    _check_enums(schema)
    return schema


@cache
def _raw(model: type[BaseModel]) -> JsonSchema:
    """The model's schema as pydantic writes it, which takes longer than all the rest. Nobody changes it."""
    return cast("JsonSchema", model.model_json_schema())


def foreign_ids(answer: BaseModel, closed: Closed) -> list[str]:
    """A line for every id in the answer that is not one of those given, saying where it stands."""
    allowed = {name: frozenset(ids) for name, ids in closed.items()}
    return [
        f"{where}: {value!r} is not one of the ids given"
        for where, name, value in _named_strings(cast("JsonValue", answer.model_dump(mode="json")), "", "")
        if name in allowed and value not in allowed[name]
    ]


class _Writer:
    """Writes schemas out, with references resolved and closed fields turned into enums."""

    def __init__(self, definitions: Mapping[str, JsonSchema], closed: Closed) -> None:
        self._definitions = definitions
        self._closed = closed
        self.closed_fields: set[str] = set()

    def schema(self, raw: JsonSchema, inside: tuple[str, ...]) -> JsonSchema:
        """One schema, inside of the definitions named."""
        if "$ref" in raw:
            return self._resolved(raw, inside)
        if raw.get("type") == "object":
            return self._object(raw, inside)
        written: JsonSchema = {}
        for keyword, value in raw.items():
            if keyword in KEPT:
                written[keyword] = value
            elif keyword == "const":
                written["enum"] = [value]
            elif keyword == "items":
                written["items"] = self.schema(_schema(value), inside)
            elif keyword == "anyOf":
                written["anyOf"] = [self.schema(_schema(branch), inside) for branch in cast("list[JsonValue]", value)]
            elif keyword not in DROPPED:
                raise ValueError(f"strict schemas have no {keyword!r}")
        if not written.keys() & {"type", "enum", "anyOf"} or (
            written.get("type") == "array" and "items" not in written
        ):
            raise ValueError("strict schemas have no values of any type")
        return written

    def _resolved(self, raw: JsonSchema, inside: tuple[str, ...]) -> JsonSchema:
        name = str(raw["$ref"]).removeprefix("#/$defs/")
        if name in inside:
            raise ValueError(f"{name} contains itself, which a strict schema without references cannot")
        # The description of a definition is a docstring, for those who read the code; a field's is for the model.
        target = {keyword: value for keyword, value in self._definitions[name].items() if keyword != "description"}
        beside = {keyword: value for keyword, value in raw.items() if keyword == "description"}
        return {**self.schema(target, (*inside, name)), **beside}

    def _object(self, raw: JsonSchema, inside: tuple[str, ...]) -> JsonSchema:
        if "properties" not in raw or raw.get("additionalProperties", False) is not False:
            raise ValueError("strict schemas have no objects with fields of any name")
        properties: JsonSchema = {}
        for name, field in cast("dict[str, JsonSchema]", raw["properties"]).items():
            properties[name] = self._property(name, self.schema(field, inside))
        return {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }

    def _property(self, name: str, field: JsonSchema) -> JsonSchema:
        if name not in self._closed:
            return field
        ids = list(dict.fromkeys(self._closed[name]))
        if not ids:
            raise ValueError(f"the closed field {name} got no ids to choose from")
        self.closed_fields.add(name)
        return _closed_to(field, ids, name)


def _closed_to(field: JsonSchema, ids: Sequence[str], name: str) -> JsonSchema:
    if field.get("type") == "string":
        return {**field, "enum": list(ids)}
    if field.get("type") == "array":
        return {**field, "items": _closed_to(_schema(field["items"]), ids, name)}
    if "anyOf" in field:
        branches = [_schema(branch) for branch in cast("list[JsonValue]", field["anyOf"])]
        closed = [branch if branch.get("type") == "null" else _closed_to(branch, ids, name) for branch in branches]
        return {**field, "anyOf": list[JsonValue](closed)}
    raise ValueError(f"the closed field {name} holds no strings")


def _schema(value: JsonValue) -> JsonSchema:
    if not isinstance(value, dict):
        raise TypeError(f"not a schema: {value!r}")
    return value


def _check_enums(schema: JsonSchema) -> None:
    enums = list(_enums(schema))
    if (count := sum(map(len, enums))) > MAX_ENUM_VALUES:
        raise ValueError(f"a strict schema lists at most {MAX_ENUM_VALUES} values, this one has {count}")
    for enum in enums:
        if len(enum) > LONG_ENUM and (size := sum(len(str(value)) for value in enum)) > LONG_ENUM_CHARACTERS:
            raise ValueError(f"an enum of {len(enum)} values has at most {LONG_ENUM_CHARACTERS} characters, not {size}")


def _enums(schema: JsonSchema) -> Iterator[list[JsonValue]]:
    for keyword, value in schema.items():
        if keyword == "enum" and isinstance(value, list):
            yield value
        elif keyword == "properties" and isinstance(value, dict):
            for field in value.values():
                yield from _enums(_schema(field))
        elif keyword == "items":
            yield from _enums(_schema(value))
        elif keyword == "anyOf" and isinstance(value, list):
            for branch in value:
                yield from _enums(_schema(branch))


def _named_strings(value: JsonValue, where: str, name: str) -> Iterator[tuple[str, str, str]]:
    """Every string in a JSON value: where it stands, the name of the field that holds it, itself."""
    if isinstance(value, str):
        yield where, name, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _named_strings(item, f"{where}.{index}", name)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _named_strings(item, f"{where}.{key}".lstrip("."), key)
