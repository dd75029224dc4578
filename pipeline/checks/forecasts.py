"""Forecasts: what is foretold, or hangs on a condition, and what nobody plans.

An entry of a timeline says of what lies ahead that it is planned. The odds of an impact, a storm's landfall or what an
analyst expects of a market are no plans, however surely they are told.
"""

import re

from pipeline.checks.plans import speaks_of_a_plan
from pipeline.text.fold import fold

_GUESSED = re.compile(
    r"""\b(?:chances?|odds|probability|likelihood|risk|danger)[ ](?:of|that|for|are|is)\b
    |\b(?:could|might|may(?![ ]\d|,))\b|\b(?:forecasts?|forecasters?|predict(?:s|ed|ions?)?|foresees?|projections?)\b
    |\b(?:un)?likely\b|\bif\b|\bunless\b""",
    re.VERBOSE,
)
_NATURE = (
    r"(?:asteroid|comet|meteor(?:ite)?|eclipse|storm|hurricane|typhoon|cyclone|tornado|blizzard|heat ?wave|tide|flood"
    r"|wildfire|volcano|glacier|ice sheet|planet|earthquake|aurora|drought)s?"
)
_OF_NATURE = re.compile(
    rf"^(?:[\w'’-]+ ){{0,4}}?{_NATURE}(?: [A-Z]?[\w'’-]+)?(?: itself)? (?:will|is|are)\b"
    r"|\bwill (?:pass|come|fly|sweep|swing) (?:with)?in\b|\bmakes? landfall\b|\b(?:will|to) (?:erupt|collide)\b"
)
_QUOTED = re.compile(r"[“\"]([^“”\"]*)[”\"]")
_WATCHER = re.compile(
    r"\b(?:analyst|economist|expert|observer|commentator|strategist|forecaster|pollster|critic|bookmaker|astronomer)s?\b"
)
"""Who speaks of what others will do."""
_OWN = re.compile(r"\b(?:we|we'll|we're|i|i'll|i'm|our|my)\b")


def is_forecast(text: str) -> bool:
    """Whether a text foretells rather than tells of a plan: odds, nature, and what those who watch say of others."""
    folded = fold(text)
    if _OF_NATURE.search(folded):
        return True
    if speaks_of_a_plan(_QUOTED.sub(" ", folded)):
        return False
    quoted = [match[1] for match in _QUOTED.finditer(folded)]
    if _GUESSED.search(folded):
        return not any(map(speaks_of_a_plan, quoted))
    is_watched = _WATCHER.search(_QUOTED.sub(" ", folded)) is not None
    return is_watched and any(speaks_of_a_plan(words) and not _OWN.search(words) for words in quoted)
