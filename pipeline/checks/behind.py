"""What a clause behind a date tells of it: "since October 2024, when ties soured" dates the souring."""

import re

from pipeline.checks.passage import Passage
from pipeline.checks.roots import root_set
from pipeline.dates import TimeExpression
from pipeline.text.fold import fold

_WHEN = re.compile(r",? when ([^.;:]{1,300})")
_REACH = 320
_SHARE = 0.33


def told_behind(expression: TimeExpression, passage: Passage, text: str, language: str = "en") -> bool:
    """Whether a text tells what the evidence says of the date in a clause behind it, not what the date limits."""
    end = min(passage.start + len(passage.quote), expression.end + _REACH)
    clause = _WHEN.match(fold(passage.text[expression.end : end]))
    said = root_set([text], language) - root_set([expression.text], language)
    if clause is None or not said:
        return False
    return len(said & root_set([clause[1]], language)) >= _SHARE * len(said)
