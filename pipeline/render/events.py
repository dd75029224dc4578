"""How a timeline entry says when, and that something is only planned or is denied."""

from pipeline.domain.digest import Event
from pipeline.render import words


def status_word(event: Event) -> str | None:
    """`planned` or `disputed`; None for what happened."""
    return words.STATUS.get(event.status)


def label(event: Event) -> str:
    """The date's label without the status that it may carry, which each rendering marks in its own way."""
    text = event.date.label.strip()
    status = status_word(event)
    return text.removesuffix(f"({status})").rstrip() if status else text
