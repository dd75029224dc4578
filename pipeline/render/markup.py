"""Pages that open from disk, ask nothing of any network and need no script: what their templates are rendered with."""

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast

from pipeline.render.clean import clean

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment, Template


def make_template(source: str, known: Mapping[str, object]) -> "Template":
    """A template that escapes and cleans whatever it prints. `known` is what it may call."""
    return make_environment(known).from_string(source)


def make_environment(known: Mapping[str, object], loader: "BaseLoader | None" = None) -> "Environment":
    """Templates that escape and clean whatever they print. `known` is what they may call."""
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - jinja2 is for pages alone

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_cleaned,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        loader=loader,
    )
    cast("dict[str, object]", environment.globals).update(known)
    return environment


def _cleaned(value: object) -> object:
    """Every value that a template prints passes here; markup, which only templates make, passes as it is."""
    return clean(value) if type(value) is str else value


@cache
def part(name: str, package: str = "pipeline.render") -> str:
    """A file that lies in a package beside the code."""
    return files(package).joinpath(name).read_text(encoding="utf-8")


def csp_hash(content: str) -> str:
    """How a Content-Security-Policy names inline content that it allows (CSP Level 3, hash sources)."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
