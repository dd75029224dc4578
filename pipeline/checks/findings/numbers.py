"""Numbers of a claim that its evidence does not show."""

from collections.abc import Iterator, Sequence

from pipeline.checks.passage import Passage
from pipeline.dates import TimeExpression
from pipeline.domain.support import Reason
from pipeline.text.numbers import quantities


def wrong_numbers(claim: str, evidence: Sequence[Passage], dated: Sequence[TimeExpression]) -> Iterator[Reason]:
    """Numbers that no passage shows; those inside the claim's dates are left to the finding of dates."""
    shown = [quantity for passage in evidence for quantity in quantities(passage.quote)]
    for number in quantities(claim):
        if any(span.start < number.end and number.start < span.end for span in dated):
            continue
        written = claim[number.start : number.end].strip()
        if number.value == 1 and written.lower() in ("one", "first"):
            continue  # a pronoun as often as a number; "first" is a strong word
        if not any(source.shows(number) for source in shown):
            message = f"the evidence does not give the number “{written}”"
            yield Reason(kind="number", words=written, hard=True, message=message)
