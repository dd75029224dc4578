"""What a clause behind a date tells of it: "since October 2024, when ties soured" dates the souring."""

import re

from pipeline.checks.passage import Passage
from pipeline.checks.roots import root_set
from pipeline.dates import TimeExpression
from pipeline.text.fold import fold

_WHEN = re.compile(r",? when ([^.;:]{1,300})")
_SHARE = 0.5


def told_behind(expression: TimeExpression, passage: Passage, text: str, language: str = "en") -> bool:
    """Whether a text tells what the evidence says of the date in a clause behind it, not what the date limits."""
    quote_end = passage.start + len(passage.quote)
    clause = _WHEN.match(fold(passage.text[expression.end : min(quote_end, expression.end + 320)]))
    said = root_set([text], language) - root_set([expression.text], language)
    return bool(clause and said) and len(said & root_set([clause[1]], language)) >= _SHARE * len(said) if clause else False
