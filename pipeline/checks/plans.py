"""Plans: what an English text says is to be rather than has been."""

import re

from pipeline.text.fold import fold

_NO_PLAN = "".join(rf"(?<!{word}[ ])" for word in ("['’]s", "the", "a", "its", "his", "her", "their", "against"))
"""What stands before "plan" where it is a noun."""
_PLAN = re.compile(
    rf"""\b(?:will(?!['’]s)|won't|shall|{_NO_PLAN}plan(?:s|ned|ning)?[ ]to|aim(?:s|ed|ing)?[ ]to|intend(?:s|ed)?[ ]to|
    hop(?:es|ed|ing)[ ]to|seek(?:s|ing)?[ ]to|
    (?:is|are|was|were)[ ](?:due|set|expected|scheduled|slated|planned|likely|going)[ ]to|
    (?:due|scheduled|slated|planned|expected)[ ](?:out[ ])?(?:for|in|on|next|by)|to[ ]be[ ]held|upcoming|
    would[ ]be|about[ ]to|plans?[ ]for|next[ ](?:week|month|year|spring|summer|autumn|fall|winter))\b""",
    re.VERBOSE,
)


def speaks_of_a_plan(text: str) -> bool:
    """Whether a text says that something is to be: "will", "plans to", "is due to"."""
    return _PLAN.search(fold(text)) is not None
