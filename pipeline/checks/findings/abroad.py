"""Evidence in other languages than the digest's: what can be compared with it, and what cannot.

Numbers in digits, dates, quotations and names of one script can; numbers that either side may spell out, or count in
myriads, cannot, and neither can what the words say. That is the judge's to read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.checks.passage import Passage
from pipeline.domain.support import Reason
from pipeline.text.fold import squeeze
from pipeline.text.numbers import quantities
from pipeline.text.words import words

_SPELLED = 12
"""Up to here newspapers of most languages write numbers in words."""
_MYRIAD = 10_000
_MYRIADS = re.compile(r"\d ?[万萬億亿兆만억조]")
_FEW_WORDS = 4


def untranslated(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """A claim that was copied out of a passage in another language instead of told in the digest's."""
    copied = squeeze(claim).strip(" .")
    holding = [passage for passage in evidence if copied in squeeze(passage.quote)]
    if len(words(claim)) < _FEW_WORDS or not holding or any(passage.language == language for passage in holding):
        return
    message = f"it is in the language of its source ({holding[0].language}), not in the digest's ({language})"
    yield Reason(kind="language", words=claim[:80], hard=True, message=message)


def softened(reasons: Iterable[Reason], evidence: Sequence[Passage]) -> Iterator[Reason]:
    """The findings against a claim with foreign evidence alone: hard no longer where the two cannot be compared."""
    shown = [number.value for passage in evidence for number in quantities(passage.quote)]
    in_digits = any(value <= _SPELLED for value in shown)
    in_myriads = any(_MYRIADS.search(passage.quote) for passage in evidence)
    for reason in reasons:
        values = [number.value for number in quantities(reason.words)] if reason.kind == "number" else []
        small = bool(values) and max(values) <= _SPELLED and not in_digits
        large = bool(values) and max(values) >= _MYRIAD and in_myriads
        yield reason.model_copy(update={"hard": False}) if small or large else reason
