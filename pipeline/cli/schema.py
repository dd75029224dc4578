"""`storydigest schema`: the JSON Schema of digest.json, and of what `timeline --format json` prints."""

import json
from enum import StrEnum
from typing import Annotated

import typer

EXAMPLES = """Examples:
  storydigest schema > digest.schema.json
  storydigest schema timeline > timeline.schema.json"""


class Contract(StrEnum):
    """What has a schema."""

    DIGEST = "digest"
    TIMELINE = "timeline"


def schema(
    contract: Annotated[Contract, typer.Argument(help="A digest, or the timeline of an entity.")] = Contract.DIGEST,
) -> None:
    """Print the JSON Schema of digest.json, or of what `timeline --format json` prints."""
    from pipeline.domain.digest import Digest
    from pipeline.domain.entity_timeline import EntityTimeline

    model = Digest if contract is Contract.DIGEST else EntityTimeline
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **model.model_json_schema(mode="serialization"),
    }
    typer.echo(json.dumps(described, indent=2, ensure_ascii=False))
