"""Titles: the verdict on a headline or heading, which has less room than a sentence and so is held to more."""

import re
from collections.abc import Sequence

from pipeline.checks.denials import Denial, flatly_denied
from pipeline.checks.findings.coverage import tells_the_same
from pipeline.checks.findings.wording import has_strong_word
from pipeline.checks.passage import Passage
from pipeline.checks.support import check_support
from pipeline.domain.support import Reason, Support, Verdict
from pipeline.text.fold import squeeze

_EDITION = re.compile(r"^(?:[\w'’&]+ ){1,5}(?:[-–|] )?\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)$")
"""A column's name and the day in digits: "Morning Brief 4.15.26"."""

_LONGEST = 140
"""Characters of a headline or heading that a model writes; those of newspapers stay under 110."""


def fresh_heading_support(text: str, shown: Sequence[Passage], known: Sequence[Denial], language: str) -> Support:
    """The verdict on a headline or heading that was just written: it may not run on like a sentence, either."""
    support = heading_support(text, shown, known, language)
    if len(text) <= _LONGEST:
        return support
    message = f"it has {len(text)} characters: more than {_LONGEST} are a sentence, and no headline or heading"
    reason = Reason(kind="too-long", words=text, hard=True, message=message)
    return Support(verdict=Verdict.UNSUPPORTED, score=0.0, reasons=(*support.reasons, reason))


def heading_support(text: str, shown: Sequence[Passage], known: Sequence[Denial], language: str) -> Support:
    """The verdict on a headline or heading: some passages show it, and no source denies what it tells as a fact.

    There is no room for both sides above a text, and a column's name and day tell nothing. An article's title is held
    to what others deny. A strong word, such as "first", has to stand where most of the heading does: a whole digest has
    such words somewhere.
    """
    if _EDITION.search(text):
        message = f"“{text}” names an edition of a column, and tells nothing"
        reason = Reason(kind="heading", words=text, hard=True, message=message)
        return Support(verdict=Verdict.UNSUPPORTED, score=0.0, reasons=(reason,))
    support = check_support(text, shown, language)
    if support.verdict is not Verdict.UNSUPPORTED and has_strong_word(text):
        near = [passage for passage in shown if tells_the_same(text, passage, language)] or shown
        weak = [reason for reason in check_support(text, near, language).reasons if reason.kind == "strong-word"]
        if weak:
            reasons = tuple(reason.model_copy(update={"hard": True}) for reason in weak)
            return Support(verdict=Verdict.UNSUPPORTED, score=0.0, reasons=reasons)
    own = {passage.article for passage in shown if squeeze(passage.quote) == squeeze(text)}
    others = [denial for denial in known if denial.evidence.article not in own]
    if support.verdict is Verdict.UNSUPPORTED or not flatly_denied(text, others):
        return support
    message = f"a source denies it, and “{text}” tells it as a fact"
    reason = Reason(kind="disputed", words=text, hard=True, message=message)
    return Support(verdict=Verdict.UNSUPPORTED, score=0.0, reasons=(*support.reasons, reason))
