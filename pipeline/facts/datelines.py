"""What stands in front of a report and is no part of it: its dateline, and labels such as "UPDATE:"."""

import re

_DATELINE = re.compile(
    r"""(?:
    [A-Z][A-Z.'’-]+(?:[ ,/]+[A-Z][A-Z.'’-]+){0,4}(?:,[ ][A-Z][A-Za-z.]{1,12}){0,2}   # SEOUL, or FORT WORTH, Texas
        (?:,?[ ][A-Z][a-z]{2,8}\.?[ ]\d{1,2})?(?:,[ ]\d{4})?[ ]*(?:\([^)]{1,30}\))?  # Dec. 26 (Agency)
    | [A-Z]\w+(?:[ ][A-Z]\w+)?(?:,[ ][A-Z][a-z]+)?[ ]\([A-Z][\w ]{1,20}\)            # Paris (Agency)
    | \([A-Z][\w ]{1,20}\)                                                           # (Agency)
    )[ ]*(?:--|—|–|-)[ ]+(?=\S)""",
    re.VERBOSE,
)
_LABEL = re.compile(
    r"""(?:UPDATED?|BREAKING(?:[ ]NEWS)?|EXCLUSIVE|DEVELOPING|JUST[ ]IN|WATCH|Updated?|Breaking(?:[ ]news)?)
    (?:[ ]\d{1,2})?[ ]?[:|][ ]+(?=\S)""",
    re.VERBOSE,
)


def dateline_length(sentence: str) -> int:
    """How many characters to cut in front of a sentence ("SEOUL (Agency) — ", "UPDATE: "); 0 where there are none."""
    cut = 0
    for pattern in (_LABEL, _DATELINE):
        match = pattern.match(sentence, cut)
        cut = match.end() if match else cut
    return cut
