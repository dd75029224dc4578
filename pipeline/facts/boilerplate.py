"""What extraction lets through that is not part of the story: teasers, credits, biographies, headings, glued links.

News is about newsletters, cookies, apps and photographs too. So a pattern asks for the second person, for the first
words of a sentence, or for the whole of it; a word alone never makes a sentence boilerplate.
"""

import re

from pipeline.text.fold import fold
from pipeline.text.words import Word, words

_PLATFORM = (
    r"(?:follow|like|join|find)[ ](?:us|me|him|her|them|\w+(?:[ ]\w+)?)[ ]on[ ]"
    r"(?:twitter|facebook|instagram|x|linkedin|threads|bluesky|whatsapp|telegram|youtube)\b(?=.{0,60}$)"
)
_TEASING = re.compile(
    rf"""
    (?:sign|signing)[ ]up\b | subscribe\b | {_PLATFORM}
    | (?:order|shop|buy|book|donate|enter|register)\b.{{0,40}}\b(?:now|here|today[ ]at|online)[.!]?$
    | (?:read|see|watch|listen|learn|hear)[ ](?:more|also|next|now)\b | (?:read|see|watch)[ ](?:our|the[ ]full)\b
    | listen[ ]to\b.{{0,60}}\b(?:live|podcast|here|now)\b | also[ ](?:read|watch|see)\b | more[ ]on[ ]this\b
    | (?:related|recommended|trending|most[ ]read|editor'?s[ ]picks?|more[ ](?:from|on|in)[ \w]{{1,30}})[ ]?:
    | (?:related|recommended|trending|popular)[ ](?:articles?|stor(?:y|ies)|content|videos?|news|topics?|reading)\b
    | don't[ ]miss\b | (?:just[ ]in|breaking[ ]news|live[ ]updates?|updated?)[ ]?:
    | click\b | (?:download|get)[ ](?:the|our)[ ](?:\w+[ ]){{0,3}}app\b
    | (?:do[ ]you[ ])?have[ ]a[ ](?:tip|story)\b | thank[ ]you\b | thanks[ ]for\b | please\b
    | start[ ]your[ ](?:day|morning|week)\b
    | (?:advertisement|sponsored[ ](?:content|post)|affiliate[ ]links?)\b
    | (?:additional[ ])?(?:reporting|editing|writing)[ ]by\b
    | with[ ](?:\w+[ ])?(?:post[ ])?(?:wires?|files)\b[^,]{{0,30}}$
    """,
    re.VERBOSE,
)
_TEASER = re.compile(  # the boundary stands before the choice: most places in a sentence are passed over by it alone
    rf"""\b(?:
    sign(?:ing)?[ ]up\b.{{0,60}}\b(?:newsletter|alert|inbox)s?\b
    | subscrib(?:e|ing)[ ](?:to|for|now|here)\b.{{0,60}}\b(?:newsletter|channel|podcast|inbox|our)\b
    | newsletters?\b.{{0,60}}\b(?:your|inbox|subscribe|sign[ ]up)\b
    | (?:delivered|straight|right|sent)\b.{{0,20}}\b(?:to|in|into)[ ]your[ ]inbox\b
    | your?\b.{{0,80}}\b(?:coupon|promo[ ]code|checkout|(?:order|shop)[ ](?:today|now)|free[ ](?:trial|delivery))\b
    | (?:please|and|or|can|to)[ ]{_PLATFORM}
    | click[ ](?:here|below)\b | may[ ]be[ ]reached[ ]at\b
    | contact[ ]the[ ](?:author|reporter|writer)\b
    | for[ ]more[ ](?:information|stories|news|details)\b.{{0,40}}\b(?:visit|see|click|go[ ]to|call)\b
    | read[ ](?:the|our)[ ](?:\w+[- ]){{0,4}}(?:here|below)[.!]?$
    | (?:sponsored|presented|supported|brought[ ]to[ ]you)[ ]by[ ]our\b
    | (?:word|message)[ ]from[ ]our[ ](?:\w+[ ])?sponsors?\b
    | this[ ](?:article|story|post|newsletter|episode|podcast|page)[ ]
        (?:was|has[ ]been|is|first|originally|contains)\b.{{0,40}}
        \b(?:published|updated|appeared|developing|produced|sponsored|brought|affiliate)\b
    | (?:earlier|previous)[ ]version[ ]of[ ]this[ ](?:article|story|post|report)\b
    | contributed[ ]to[ ]this[ ](?:report|story)\b
    | all[ ]rights[ ]reserved\b | (?:our|you[ ](?:accept|agree)[ ]to)\b.{{0,30}}\b(?:terms[ ]of|privacy|cookie)\b
    | we[ ]use[ ]cookies\b | (?:we|you)\b.{{0,40}}\bmay[ ](?:earn|receive)\b.{{0,20}}\bcommission\b
    | https?:// | www\. | pic\.twitter\.com | t\.co/
    | did(?:n't|[ ]not)[ ](?:immediately[ ])?(?:respond|reply)[ ]to\b.{{0,60}}
        \brequests?[ ]for[ ](?:comment|an?[ ]interview)
    )""",
    re.VERBOSE,
)
_ADDRESS = re.compile(r"\S@\w+\.\w{2,}")
_CREDIT_LINE = re.compile(
    r"""
    (?:file[ ])?(?:photo|photograph|image|picture|pic|video|graphic|illustration)s?
        (?:[ ]?[:/|]|[ ](?:credit|courtesy|source)\b|[ ]by[ ][\w.' -]{3,40}(?:[/|].*)?$)
    | (?:credit|photo[ ]credit|caption)s?[ ]?[:/|] | (?:getty|reuters|afp|ap)[ ](?:images|photo|via)\b
    | -[ ]?.{0,60}(?:@\w+|\b\d{4}\s*)\)?$
    | \[.{1,40}\]$
    """,
    re.VERBOSE,
)
_CREDIT = re.compile(
    r"""
    \((?:photo|image|picture|file|getty|ap|afp|reuters)\b[^)]*\)\s*$
    | (?:[/|]|\bvia|\bby)[ ]?(?:getty[ ]images|ap[ ]photo|afp|reuters)\b[ ]?\)?\.?$ | \bafp[ ]via\b
    | \d{1,2}:\d\d(?:\s?[ap]m\b)?[^.]{0,30}\d{4}\s+by\b
    """,
    re.VERBOSE,
)
_MARKUP = re.compile(
    r"""^\*\* | \*\*[^*\s][^*]{0,200}\*\* | ~~ | \]\( | `[^`]{1,200}` | javascript:
    | </?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,200})?/?>""",
    re.VERBOSE | re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…。！？।؟]['\"”’»)\]]*$")
_GLUED = re.compile(r"[a-z]{2}(?=[A-Z][a-z]{2})")
_LETTERS = 8
_CREDIT_LENGTH = 120
_BIOGRAPHY = re.compile(r"[ ](?:is|covers|reports|writes)[ ]")


def is_statement(sentence: str) -> bool:
    """Whether a sentence states something: it ends as sentences do, has enough words, and is no question or shout."""
    if not _ENDS.search(sentence) or fold(sentence).rstrip("\"' )").endswith(("?", "...", "…", "؟", "？")):
        return False
    found = words(sentence)
    lowered = sum(word.text.islower() or not (word.text.isupper() or word.text.istitle()) for word in found)
    shouted = not any(character.isalpha() and not character.isupper() for character in sentence)
    return (
        len(found) >= 5
        and not shouted
        and lowered >= min(3, len(found) // 2)
        and sum(map(str.isalpha, sentence)) >= _LETTERS
    )


def is_boilerplate(sentence: str) -> bool:
    """Whether a sentence is addressed to the page's visitor rather than part of the story."""
    folded = fold(sentence)
    return bool(
        _TEASING.match(folded)
        or _TEASER.search(folded)
        or ("@" in folded and _ADDRESS.search(folded))
        or _names_a_photographer(folded)
        or _MARKUP.search(sentence)
    )


def is_credit(line: str) -> bool:
    """Whether a line names who took a picture, so that the line before it is the picture's caption."""
    return len(line) <= _CREDIT_LENGTH and _names_a_photographer(fold(line))


def is_biography(sentence: str, authors: tuple[str, ...]) -> bool:
    """Whether a sentence tells who one of the article's authors is."""
    folded = fold(sentence)
    names = tuple(fold(author) for author in authors if author.strip())
    return bool(names) and folded.startswith(names) and _BIOGRAPHY.search(folded) is not None


def is_glued(sentence: str, article_words: frozenset[str]) -> bool:
    """Whether link texts were glued into a sentence ("Mayor Ines RothRothKestrel Bay mayor resigns …").

    Both halves of a glued word stand in the article as words of their own, which those of "YouTube" rarely do.
    """
    return has_seam(sentence) and any(_is_glued(word, article_words) for word in words(sentence))


def has_seam(text: str) -> bool:
    """Whether a capital stands within a word of a text, as where another word was glued to it."""
    return _GLUED.search(text) is not None


def _names_a_photographer(folded: str) -> bool:
    return bool(_CREDIT_LINE.match(folded) or _CREDIT.search(folded))


def _is_glued(word: Word, article_words: frozenset[str]) -> bool:
    return any(
        fold(word.text[: seam.end()]) in article_words and fold(word.text[seam.end() :]) in article_words
        for seam in _GLUED.finditer(word.text)
    )
