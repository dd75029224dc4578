"""What extraction lets through that is not part of the story: teasers, credits, bylines, headings, glued link texts."""

import re

from pipeline.text.fold import fold
from pipeline.text.words import Word, words

_TEASER = re.compile(
    r"""
    \b(?:sign|signed|signing)[ ]up\b.{0,60}\b(?:newsletter|email|alert|inbox|free|daily|here|for)\b
    | \bsubscrib(?:e|ing)\b.{0,80}\b(?:newsletter|channel|today|now|here|podcast|inbox|updates|our|to)\b
    | \bnewsletters?\b.{0,60}\b(?:inbox|subscribe|sign[ ]up|deliver\w*)\b
    | \b(?:delivered|straight|right|sent)\b.{0,20}\b(?:to|in)[ ]your[ ]inbox\b
    | ^(?:read|see|watch|listen|learn|hear)[ ](?:more|also|next|now|on)\b
    | ^(?:read|see|watch|listen)[ ](?:our|to[ ]our|the[ ]full)\b
    | ^(?:also|more)[ ](?:read|on[ ]this|from|in)\b | ^(?:related|recommended|trending|most[ ]read|editor'?s[ ]picks?)\b[: ]
    | ^(?:don't[ ]miss|just[ ]in|breaking[ ]news|live[ ]updates?|updated?)\b[: ]
    | \b(?:follow|like|join|find)[ ](?:us|me|him|her|them|\w+(?:[ ]\w+)?)[ ]on[ ](?:twitter|facebook|instagram|x|linkedin|threads|bluesky|whatsapp|telegram|youtube)\b
    | ^listen[ ]to\b.{0,60}\b(?:live|podcast)\b
    | \bclick[ ](?:here|on|below|through)\b | \b(?:download|get)[ ](?:the|our)[ ](?:\w+[ ])?app\b
    | \bhave[ ]a[ ](?:tip|story)\b | \bmay[ ]be[ ]reached[ ]at\b | \bcontact[ ]the[ ](?:author|reporter|writer)\b
    | ^(?:photo|photograph|image|picture|pic|video|credit|getty|file|graphic|illustration)\b[^.]{0,50}(?:[:/|]|\bby\b|\bcredit\b|\bcourtesy\b)
    | \((?:photo|image|picture|file|getty|ap|afp|reuters)\b[^)]*\)\s*$
    | \b(?:all[ ]rights[ ]reserved|terms[ ]of[ ](?:use|service)|privacy[ ]policy|cookie(?:s|[ ]policy))\b
    | \b(?:getty[ ]images|ap[ ]photo|afp[ ]via)\b
    | \bthis[ ](?:article|story|post)[ ](?:was|has[ ]been|is|first|originally)\b.{0,40}\b(?:published|updated|appeared|developing|produced|sponsored)\b
    | ^with[ ](?:\w+[ ])?(?:post|wires?|files?)\b | ^(?:reporting|editing|additional[ ]reporting|writing)[ ]by\b
    | \b(?:advertisement|sponsored[ ]content|affiliate[ ]links?|promo[ ]code)\b
    | \b(?:https?://|www\.|pic\.twitter\.com|t\.co/) | \S@\w+\.\w{2,}
    | \bfor[ ]more[ ](?:information|stories|news|details)\b.{0,40}\b(?:visit|see|click|go[ ]to|call)\b
    | \bread[ ](?:the|our)[ ](?:\w+[- ]){0,4}(?:here|below)\b | \bdidn't[ ](?:immediately[ ])?respond[ ]to\b.{0,60}\brequests?\b
    """,
    re.VERBOSE,
)
_CREDIT = re.compile(
    r"\d{1,2}:\d\d(?:\s?[ap]m\b)?[^.]{0,30}\d{4}\s+by\b|^[—–-]\s?.{0,60}(?:@\w+|\b\d{4}\s*)\)?$|^\[.{1,40}\]$"
)
_ENDS = re.compile(r"[.!?…。！？।؟]['\"”’»)\]]*$")
_GLUED = re.compile(r"[a-z]{2}(?=[A-Z][a-z]{2})")
_LETTERS = 8
_DATELINE = re.compile(
    r"""(?:[A-Z][A-Z.'’-]+(?:[ ,/]+[A-Z][A-Z.'’-]+){0,4}(?:,[ ][A-Z][A-Za-z.]{1,12}){0,2}   # SEOUL, or FORT WORTH, Texas
    (?:,?[ ][A-Z][a-z]{2,8}\.?[ ]\d{1,2})?[ ]*(?:\([^)]{1,30}\))?                            # Dec. 26 (Agency)
    |[A-Z]\w+(?:[ ][A-Z]\w+)?[ ]\([A-Z][\w ]{1,20}\))[ ]*(?:--|—|–|-)[ ]+(?=\S)""",
    re.VERBOSE,
)


def dateline_length(sentence: str) -> int:
    """How many characters the dateline in front of a sentence takes ("SEOUL (Agency) — "); 0 where there is none."""
    match = _DATELINE.match(sentence)
    return match.end() if match else 0


def is_statement(sentence: str) -> bool:
    """Whether a sentence states something: it ends as sentences do, has enough words, and is no question or shout."""
    if not _ENDS.search(sentence) or fold(sentence).rstrip("\"' )").endswith(("?", "...", "…", "؟", "？")):
        return False
    found = words(sentence)
    lowered = sum(word.text.islower() or not (word.text.isupper() or word.text.istitle()) for word in found)
    cased = any(map(str.islower, sentence)) or not any(map(str.isupper, sentence))
    return (
        len(found) >= 5 and cased and lowered >= min(3, len(found) // 2) and sum(map(str.isalpha, sentence)) >= _LETTERS
    )


def is_boilerplate(sentence: str) -> bool:
    """Whether a sentence is addressed to the page's visitor rather than part of the story."""
    folded = fold(sentence)
    return bool(_TEASER.search(folded) or _CREDIT.search(folded))


def is_glued(sentence: str, article_words: frozenset[str]) -> bool:
    """Whether link texts were glued into a sentence ("NoemKristi Lynn NoemSouth Dakota governor …").

    Both halves of a glued word stand in the article as words of their own, which those of "YouTube" rarely do.
    """
    return any(_is_glued(word, article_words) for word in words(sentence))


def _is_glued(word: Word, article_words: frozenset[str]) -> bool:
    return any(
        fold(word.text[: seam.end()]) in article_words and fold(word.text[seam.end() :]) in article_words
        for seam in _GLUED.finditer(word.text)
    )
