"""`storydigest schema`: the JSON Schema of digest.json."""

import json

import typer

EXAMPLES = """Example:
  storydigest schema > digest.schema.json"""


def schema() -> None:
    """Print the JSON Schema of digest.json."""
    from pipeline.domain.digest import Digest

    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Digest.model_json_schema(mode="serialization"),
    }
    typer.echo(json.dumps(described, indent=2, ensure_ascii=False))
