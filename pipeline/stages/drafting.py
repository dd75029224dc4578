"""Drafts until one will do: ask, look, and ask again with the reasons as long as that helps."""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from pipeline.errors import AnswerError
from pipeline.writers.drafts import Drafting

D = TypeVar("D")
R = TypeVar("R")


async def settled(
    drafting: Drafting[D],
    look: Callable[[D], Awaitable[R]],
    complaints: Callable[[R], Sequence[str]],
    worth: Callable[[R], int],
) -> R:
    """What the best draft came to: the first that nothing is said against, else the one of most worth, late or early.

    `look` checks a draft. A draft that is the last one over again is the end of it. Raises AnswerError where the first
    draft is unusable.
    """
    draft = await drafting.draft()
    best = result = await look(draft)
    while (reasons := complaints(result)) and drafting.can_redraft:
        try:
            again = await drafting.redraft(reasons)
        except AnswerError:
            break
        if again == draft:
            break
        draft = again
        result = await look(draft)
        best = result if worth(result) >= worth(best) else best
    return best
