"""What was done to a digest: one entry for each revision."""

from pydantic import Field

from pipeline.domain.base import Model
from pipeline.domain.support import Moment


class Entry(Model):
    """One line of a digest's history."""

    revision: int = Field(ge=1)
    made_at: Moment
    author: str
    reason: str
    changes: tuple[str, ...] = ()
    model: str = Field(default="", description="Whose words came in with it: a model's, builtin's; empty for a person")
    prompts: dict[str, str] = Field(default={}, description="SHA-256 of each prompt file that was used, by stage")
