"""Which writer fills the stages, and where its endpoint is: decided from options and environment, without effects."""

from collections.abc import Mapping

BUILTIN = "builtin"
"""The writer that needs no model."""
DEFAULT_MODEL = "gpt-6-luna"
"""OpenAI's cheapest current chat model with structured output; asked where only a key is given."""


def choose_model(option: str | None, environ: Mapping[str, str]) -> str:
    """The model to ask, or `builtin`: the option, else STORYDIGEST_MODEL, else OpenAI's where there is a key for it."""
    named = _set(option) or _set(environ.get("STORYDIGEST_MODEL"))
    return named or (DEFAULT_MODEL if _set(environ.get("OPENAI_API_KEY")) else BUILTIN)


def choice_note(option: str | None, environ: Mapping[str, str]) -> str | None:
    """A line for the user where `builtin` writes although nobody chose it, else None."""
    named = _set(option) or _set(environ.get("STORYDIGEST_MODEL"))
    if named or choose_model(option, environ) != BUILTIN:
        return None
    if _set(environ.get("OPENAI_BASE_URL")):
        return "The builtin writer is used: OPENAI_BASE_URL is set, but no model is named; name one with --model."
    return "The builtin writer is used, which needs no model; set OPENAI_API_KEY or pass --model to have a model write."


def _set(value: str | None) -> str | None:
    return (value or "").strip() or None
