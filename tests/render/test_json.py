"""The canonical form."""

import pytest

from pipeline.domain.digest import Digest
from pipeline.render import render_json

from .hostile import ATTACKS, infected
from .sample import DIGEST


def test_json_reads_back_as_the_digest_that_it_was() -> None:
    assert Digest.model_validate_json(render_json(DIGEST)) == DIGEST


@pytest.mark.parametrize("attack", ATTACKS)
def test_json_keeps_hostile_text_to_the_character(attack: str) -> None:
    digest = infected(attack).digest
    assert Digest.model_validate_json(render_json(digest)) == digest


def test_json_has_stable_bytes_readable_letters_and_one_newline_at_its_end() -> None:
    text = render_json(DIGEST)
    assert text == render_json(Digest.model_validate_json(text))
    assert text.startswith('{\n  "schema_version": 1,\n  "story_id": "seoul-moscow-contacts",\n')
    assert "South Korea’s Lee Sok‑bae" in text
    assert text.endswith("}\n")
    assert not text.endswith("\n\n")


def test_json_has_what_was_withheld() -> None:
    assert "Observers noted that concrete steps remain pending." in render_json(DIGEST)
