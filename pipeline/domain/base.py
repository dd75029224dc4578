"""What all domain models share: frozen, closed, and honest about what has been checked."""

from pydantic import BaseModel, ConfigDict, ValidationInfo

UNCHECKED = object()
"""Validation context under which models keep their shape but not their promises.

`storydigest check` reads with it, so that it can name every fault of a digest rather than the first.
"""


class Model(BaseModel):
    """A frozen value whose fields are exactly those of the contract."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="null")


def is_unchecked(info: ValidationInfo) -> bool:
    """Whether the models are being read for `check`, which looks for broken promises itself."""
    return info.context is UNCHECKED
