"""A sentence said again, not literally: what an honest check of it against itself must let through.

Nothing is added and nothing lost. A connective takes the place of the one in front, or stands there; outside quotations
contractions and short months are written out, "per cent" and "%" are exchanged; quotation marks, apostrophes and dashes
are made straight; and the closing full stop goes. Other languages than English only lose their full stop.
"""

import re

from benchmarks.mutating.wording import own_words, uncapitalised
from pipeline.text.standalone import lead_in_cut

_LEAD_IN = "In addition, "
_RULES = (
    (re.compile(r"\bcan(?:['’]t|not)\b"), "can not"),
    (re.compile(r"\bwon['’]t\b"), "will not"),
    (re.compile(r"\b(do|does|did|is|are|was|were|has|have|had|would|could|should)n['’]t\b"), r"\1 not"),
    (
        re.compile(r"\b([Ii]t|[Tt]hat|[Tt]here|[Hh]e|[Ss]he)['’]s(?= (?:a|an|the|not|no|been|also|only|one)\b)"),
        r"\1 is",
    ),
    (re.compile(r"\b([Tt]hey|[Ww]e|[Yy]ou)['’]re\b"), r"\1 are"),
    (re.compile(r"\bJan\.(?= \d)"), "January"),
    (re.compile(r"\bFeb\.(?= \d)"), "February"),
    (re.compile(r"\bAug\.(?= \d)"), "August"),
    (re.compile(r"\bSept\.(?= \d)"), "September"),
    (re.compile(r"\bOct\.(?= \d)"), "October"),
    (re.compile(r"\bNov\.(?= \d)"), "November"),
    (re.compile(r"\bDec\.(?= \d)"), "December"),
    (re.compile(r"(?<=\d) ?%| per cent\b"), " percent"),
)
_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "‑": "-"})


def restated(sentence: str, language: str, known: str) -> str:
    """The sentence in a form that is not literally the same; `known` text tells which first words are no names."""
    if language != "en":
        return sentence.rstrip("。．.!！")
    plain = lead_in_cut(sentence)
    for pattern, new in _RULES:
        own = own_words(plain)
        for match in reversed(list(pattern.finditer(own))):
            plain = plain[: match.start()] + match.expand(new) + plain[match.end() :]
    return (_LEAD_IN + uncapitalised(plain, known)).translate(_STRAIGHT).removesuffix(".")
