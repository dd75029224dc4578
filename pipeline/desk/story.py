"""The story that an address names."""

from typing import Annotated

from fastapi import Path

from pipeline.domain.digest import STORY_ID

StoryId = Annotated[str, Path(pattern=STORY_ID)]
"""A story's id in an address; anything else is not found, and nothing else is ever made of it."""

NOT_THERE = "There is no such story here, or no such revision of it."
