"""What a clause behind a date tells of it: "since October 2024, when ties soured" dates the souring."""

import re
from collections.abc import Set as AbstractSet

from pipeline.checks.passage import Passage
from pipeline.checks.roots import root_set
from pipeline.dates import TimeExpression
from pipeline.text.fold import fold

_WHEN = re.compile(r",? when ([^.;:]{1,300})")
_REACH = 320
_SHARE = 0.5


def told_behind(expression: TimeExpression, passage: Passage, said: AbstractSet[str], language: str = "en") -> bool:
    """Whether what is said tells what the evidence says of the date in a clause behind it, not what the date limits.

    `said` are the roots of its words of content; those of the date do not count.
    """
    end = min(passage.start + len(passage.quote), expression.end + _REACH)
    clause = _WHEN.match(fold(passage.text[expression.end : end]))
    if clause is None:
        return False
    dated = root_set([expression.text], language)
    size = len(said) - len(said & dated)
    return size > 0 and len(said & root_set([clause[1]], language) - dated) >= _SHARE * size
