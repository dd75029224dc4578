"""Whether an English sentence can be read away from the text around it, and what to cut so that it can.

A pronoun needs an owner before it in the sentence: a name, or a noun behind an article or a number. What is reckoned
from another day ("four hours later", "by then", "that night") or place ("officials there") needs that day or place
before it.
"""

import re
from functools import lru_cache

from pipeline.text.fold import fold
from pipeline.text.names import names
from pipeline.text.words import words

_CONNECTIVE = re.compile(
    r"""^(?:(?:however|meanwhile|moreover|furthermore|additionally|also|still|notably|indeed
    |instead|nevertheless|nonetheless|similarly|likewise|consequently|accordingly|therefore|finally|overall|again
    |besides|then|in[ ]addition|as[ ]a[ ]result|in[ ]turn|in[ ]fact|of[ ]course|that[ ]said|at[ ]the[ ]same[ ]time
    |in[ ]other[ ]words|so[ ]far|for[ ](?:example|instance|now)|on[ ]the[ ]other[ ]hand|as[ ]such|as[ ]yet
    |to[ ]be[ ]sure)[ ]?,[ ]
    |(?:but|and|so|yet|or)[ ](?!far|long|many|much|what)(?:then[ ]|now[ ])?)+""",
    re.VERBOSE,
)
_VERB = r"""(?:is|are|was|were|isn't|aren't|wasn't|weren't|be|been|has|have|had|hasn't|haven't|hadn't|will|would|won't
    |can|could|may|might|must|should|shall|do|does|did|don't|doesn't|didn't|said|says|say|told|tells|added|adds|also|came
    |come|comes|took|takes|take|brought|brings|went|goes|made|makes|gave|gives|got|gets|began|begins|became|becomes
    |found|finds|saw|sees|left|leaves|led|leads|lost|won|died|fell|rose|put|set|remain|remains|remained|showed|shows
    |wants|wanted|need|needs|needed|live|lived|seem|seems|seemed|of[ ](?:them|these|those)|out[ ]of|who|that|which)"""
_UNITS = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|months?|years?|decades?|centuries|moments)"
_NUMBERS = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)"
_QUANTIFIERS = rf"(?:some|many|most|all|both|several|few|each|others?|about[ ]half|half|{_NUMBERS})"
_DANGLING_START = re.compile(
    rf"""^["'(]*(?:
    (?:he|she|they|it|its|it's|they're|he's|she's|this|that|that's|these|his|her|hers|their|theirs|such|another
    |others|neither|either|here|then|now|none|which|who|because|while[ ]not|not[ ]only|afterwards?|at[ ]first
    |back[ ]then|today|tomorrow|yesterday|tonight|just[ ]as|so|yes|no|perhaps|maybe|sure|well|why|how|what
    |when[ ](?:he|she|they|it)|if|remember|enter|oh|really|hey|you|your
    |among[ ](?:them|these|those)|in[ ]all|(?:from|by
    |since|until|till)[ ]then|(?:similar|more)[ ]of[ ](?:them|these)|once|as[ ]for|one[ ]of[ ](?:them|these|those))\b
    (?![ ]of[ ]the\b)
    | those\b(?![ ](?:who|with|in|from|of|suffering|infected|affected|involved|arrested|killed|injured|\w+ing)\b)
    | there\b(?!(?:'s|[ ](?:is|are|was|were|will[ ]be|would[ ]be|may[ ]be
        |has[ ]been|have[ ]been|had[ ]been|remains?))\b)
    | (?:later|earlier|shortly|soon)\b
        (?![ ](?:after|before)[ ](?!(?:that|this|then|those|these|his|her|its|their)\b)[\w'-])
    | {_QUANTIFIERS}(?:[ ]{_VERB}\b|[ ]?[,.]|[ ]but[ ])
    | the[ ](?:former|latter|two|pair|trio|others?|same|latest|rest)\b(?![ ](?:[\w-]+[ ]){{0,3}}of\b)
    | the[ ](?:first|second|third|last)[ ](?:one|{_VERB})\b
    | (?:in|on|at|by|for|of|from|with|after|before|during|under|to|since|until|despite|like|unlike|besides|without
        |among|because[ ]of|based[ ]on)[ ](?:this|that|these|those|such|all[ ](?:this|that|these))\b
        (?![ ](?:spring|summer|autumn|fall|winter|weekend|week|month|year|who|with)\b)
    )""",
    re.VERBOSE,
)
_RECKONED = re.compile(
    rf"""
    \b(?:today|tomorrow|yesterday|tonight)\b(?!['’]s)
    | ^(?:{_NUMBERS}|a|an|several|some|many|about|more[ ]than|just|nearly|almost|a[ ]few)\b
        (?:[ ][\w-]+){{0,3}}?[ ]{_UNITS}[ ](?:later|earlier|before|after|afterwards|ago)\b
    | ^{_UNITS}[ ](?:later|earlier|before|after|afterwards|ago)\b
    | \bthe[ ](?:new|old|other|first|second|same|latter|former|latest|next|previous|last|earlier|only)[ ]ones?\b
    | \bthe[ ]rest\b(?![ ]of\b) | ^(?:to[ ]|by[ ]|in[ ])?do(?:ing)?[ ]so\b
    """,
    re.VERBOSE,
)
_RELATIVE = re.compile(
    rf"""
    \b(?:that|the[ ]same|the[ ]next|the[ ]following|the[ ]previous)[ ]
        (?:day|night|evening|morning|afternoon|week|month|year|time)\b
    | \bat[ ]the[ ]time\b(?![ ]of\b) | \b(?:since|by|until|before|from)[ ]then\b
    | \bsince(?=[.;]|$)
    | \b{_UNITS}[ ](?:earlier|before|later|afterwards)(?=[,.;]|$)
    """,
    re.VERBOSE,
)
_DEMONSTRATIVE = re.compile(
    r"""\b(?:of|for|by|with|to|from|about|like)[ ]that(?=[.,:;]|$)
    | \bthis(?=[.,:;]|$|[ ](?:is|was|means|meant|will|would|has|had|came|comes|could|may|might|the|a|an)\b)
    | \b(?:those|these)[ ](?!(?:who|whom|whose|that|which|with|in|at|on|from|of|over|under|made|born|told|taken|given
        |held|already|still|not|days|\w+ed|\w+ing|\w+en)\b)\w""",
    re.VERBOSE,
)
_DATE = re.compile(
    r"""\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|christmas|(?:19|20)\d\d|\d{1,2}:\d\d|when|after|once
    |jan(?:uary|\.)|feb(?:ruary|\.)|march|april|may(?=[ ,]\d|,|$)|june|july|aug(?:ust|\.)|sept?(?:ember|\.)
    |oct(?:ober|\.)    |nov(?:ember|\.)|dec(?:ember|\.)|last[ ](?:week|month|year|summer|winter|spring|autumn))""",
    re.VERBOSE,
)
_FIRST_PERSON = re.compile(
    r"""\b(?:(?<!war[ ])(?<!type[ ])(?<!part[ ])(?<!phase[ ])i|i'm|i've|i'd|i'll|we|we're|we've|we'll|our|ours|my|me|us
    |you|you're|you'll|you've|you'd|your|yours|yourself|let's)\b""",
    re.VERBOSE,
)
_REPORTS_NOTHING = re.compile(
    r"""^(?:[^\s,]+[ ]){0,5}[^\s,]+(?:,[^,]{1,80},)?[ ](?:also[ ]|later[ ])?
    (?:says|said|tells|told|adds|added|explains|explained|tweeted)
    (?P<whom>(?:[ ](?:me|us|him|her|them|reporters|journalists|[A-Z]\S*|(?:the|of|and)(?=[ ][A-Z])))*)
    (?:[ ](?:in|on|at|during)(?:[ ](?!that\b)[^\s,;:]+){1,4})?[.,]*$""",
    re.VERBOSE,
)
"""Who said something, to whom, where, and nothing of what: the rest of a sentence that a quotation was cut from."""
_PERSONAL = re.compile(r"\b(?:he|she|him|his|her|hers|they|them|their|theirs)\b")
_PRONOUN = re.compile(r"\b(?:he|she|him|his|her|hers|they|them|their|theirs|it|its)\b")
_RUN = re.compile(r" +|[^ ]+")
_PLURAL_PRONOUN = frozenset({"they", "them", "their", "theirs"})
_OBJECT_PRONOUN = frozenset({"it", "him", "them"})
_SAID_PRONOUN = re.compile(
    r"""\b(?:he|she|they|it|we)[ ](?:also[ ]|later[ ]|then[ ])?(?:said|says|added|told|tweeted|wrote|explained|noted
    |asked|adds|continued|claimed)\b | \b(?:said|says|added|adds)[ ](?:he|she|they)\b""",
    re.VERBOSE,
)
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]|(?<!\w)[‘'][^‘’']{3,}[’'](?!\w)")
_NOUN_PHRASE = re.compile(
    r"""\b(?:the|a|an|every|each|some|many|most|all|several|more[ ]than|\d[\d,.]*|two|three|four|five|six|seven|eight
    |nine|ten|dozens[ ]of|hundreds[ ]of|thousands[ ]of|people|police|officials|doctors|scientists|researchers
    |authorities)\b
    (?:[ ](?!(?:past|end|beginning|day|night|week|month|year|time|meantime|morning|evening|afternoon|moment|hour
        |minute|weekend|summer|winter|spring|autumn|same|(?:minute|hour|day|week|month|year|met(?:re|er)|kilomet(?:re|er)
        |mile|gram|kilogram|tonne|euro|dollar|pound)s|feet|per[ ]?cent|percent)\b)[\w'-]+)?""",
    re.VERBOSE,
)
_ORDINARY_START = re.compile(
    r"\w+ly$|^(?:about|around|nearly|almost|playing|asked|according|when|while|after|before|in)$"
)
_PLURAL = re.compile(
    r"""\b(?!(?:was|has|does|says|this|its|his|as|is|us|plus|news|thus|always|perhaps|yes)\b)\w{2,}s\b(?!['’])
    |\b(?:people|men|women|children|police|team|crew|couple|family|public|group|staff|both|all|everyone|everybody|anyone
    |nobody|someone|person|each|every|who|media|data|half|many|few|two|three|four|five|six|\w+[ ]and[ ]\w+)\b""",
    re.VERBOSE,
)
_CLAUSE_BREAK = re.compile(
    r"""[,;:()–—]
    |\b(?:that|which|who|if|when|because|as|and|but|while|before|after|until|since|whether|where|although|said)\b""",
    re.VERBOSE,
)
_SUBJECT_BEFORE = re.compile(
    r"""(?:[,;:(–—-]|\b(?:that|which|if|when|because|as|and|but|while|before|after|until|since|whether|where|what|how
    |although|though|said|says|so|than|or|once|whatever|why))\s*$""",
    re.VERBOSE,
)
_VERB_AFTER = re.compile(
    r"""[ ](?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|isn't|wasn't|won't
    |\w+ed|\w+ly)\b""",
    re.VERBOSE,
)
_IDIOM = re.compile(
    r"""\b(?:mak|find|found|made|think|thought|believ|consider|leav|left)\w*[ ]it[ ](?:\w+[ ])?
    (?:\w+[ ](?:to|for|that)\b|clear|plain)""",
    re.VERBOSE,
)
_THERE = re.compile(r"\b(?P<before>[\w'’]+)[ ]there\b(?!'s)")
_EXISTENTIAL = frozenset(
    """that and but if when because as while where whether said says so than or once although though since until before
    after how is are was were has have had which then now where believe believes think thinks""".split()
)
"""Words behind which "there" says that something exists rather than where."""
_PLACED = re.compile(
    r"""\b(?:in|at|to|from|near|on|across|into|left|reached|visited|entered|around|inside)[ ]
    (?!\d|(?:the[ ]past|early|late|mid|recent|all|addition|january|february|march|april|may|june|july|august|september
        |october|november|december|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)""",
    re.VERBOSE,
)
_DEFINITE_START = re.compile(
    r"""^(?:the|both|those)[ ](?:[\w'-]+[ ]){0,2}?(?P<noun>\d+-year-old|man|woman|men|women|boy|girl|child|victim
    |suspect|patient|person|couple|officer|driver|company|companies|firm|group|agency|team|club|label|band|studio|site
    |outlet|paper|network|organi[sz]ation|party|party's|statement|report|incident|drama|move|decision|deal|agreement|announcement|post|tweet
    |video|letter|study|studies|case|ruling|plan|project|campaign|article|document|image|footage|message|tagline|slogan
    |buzz|goal|result|remark|comment|proposal|measure|vote|talks|meeting|visit|trip|event|ceremony|insider|source
    |commission|confirmation|disease|figure|number|sample|capsule|spacecraft|probe|lander|robot|mission|minister
    |official|ambassador|president|country|city|state|year|day|week|month|right|answer|timetable|picture|photo|photograph
    |reform|bill|regulator|watchdog|work|idea|reason|problem|account|appeal|fee|price|attack|strike|march|protest|crash
    |blaze|fire|storm|law|rule|offer|charge|trial|verdict|sentence|investigation|inquiry|technology|device|system
    |product|service|consent|visitor|sale|purchase|takeover|merger|announcements|panel|committee|finding|discovery|arm
    |landing|launch)
    s?(?:'s)?(?:,|[ ](?!of[ ]|for[ ]the|between|from[ ]|behind[ ]))
    |^an?[ ](?:earlier|later|further|similar)[ ]""",
    re.VERBOSE,
)


_SOMEBODY = frozenset(
    "man woman men women boy girl victim suspect patient officer driver visitor official insider minister".split()
)


def lead_in_cut(sentence: str) -> str:
    """The sentence without a connective in front ("However, …"), with a capital letter again."""
    match = _CONNECTIVE.match(fold(sentence))
    if match is None:
        return sentence
    rest = sentence[match.end() :].lstrip()
    return rest[:1].upper() + rest[1:]


@lru_cache(maxsize=2048)
def stands_alone(sentence: str) -> bool:
    """Whether an English sentence needs nothing before it: no dangling pronoun, half a quotation or "that night".

    One that tells who said something, and not what, does not stand either.
    """
    folded = fold(sentence)
    plain = _unquoted(folded)
    if _has_open_quotation(sentence, folded) or _DANGLING_START.match(folded) or _is_reckoned(folded):
        return False
    if _REPORTS_NOTHING.match(sentence):
        return False
    if has_first_person(sentence) or len(words(plain)) < 4 or sentence.count("(") != sentence.count(")"):
        return False
    return not _has_dangling_pronoun(sentence, plain)


def has_first_person(sentence: str) -> bool:
    """Whether the writer of an English text speaks of themselves or to the reader, outside quotations."""
    plain = _unquoted(fold(sentence))
    return any(sentence[found.start() : found.end()] != "US" for found in _FIRST_PERSON.finditer(plain))


def has_pronoun(sentence: str) -> bool:
    """Whether it has a pronoun for a person or for several things, whose owner a reader has to find."""
    return _PERSONAL.search(_QUOTED.sub(" ", fold(sentence))) is not None


def leans_on_context(sentence: str) -> bool:
    """Whether it opens with "the man" or "the statement", which asks for a sentence before it that introduced it.

    Whom the sentence names at once is introduced by it: "The suspect, Adam Low, …".
    """
    return _definite_start(sentence) is not None


def definite_noun(sentence: str) -> str:
    """The noun that a sentence opens with as if it had been told of; empty where it opens otherwise."""
    match = _definite_start(sentence)
    return match["noun"] or "" if match else ""


def _unquoted(folded: str) -> str:
    """The folded text with blanks in the place of quotations."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted[0]), folded)


def _definite_start(sentence: str) -> re.Match[str] | None:
    match = _DEFINITE_START.match(fold(sentence))
    if match is None:
        return None
    if not sentence[1 : match.end()].islower() and not _is_somebody(sentence, match):
        return None
    return None if match[0].endswith(",") and sentence[match.end() :].lstrip()[:1].isupper() else match


def _is_somebody(sentence: str, match: re.Match[str]) -> bool:
    """Whether a name before the noun does not tell which one is meant: "the Foreign Ministry official"."""
    noun = sentence[match.start("noun") : match.end("noun")] if match["noun"] else ""
    return noun.islower() and noun in _SOMEBODY


def _has_open_quotation(sentence: str, folded: str) -> bool:
    return (
        folded.count('"') % 2 == 1
        or sentence.count("“") != sentence.count("”")
        or sentence.lstrip().startswith(("”", "’"))
    )


def _is_reckoned(folded: str) -> bool:
    """Whether a time or place is told from another one that the sentence does not give."""
    if _RECKONED.search(folded):
        return True
    relative = _RELATIVE.search(folded)
    if relative and not _DATE.search(folded, 0, relative.start()):
        return True
    return any(
        there["before"] not in _EXISTENTIAL and not _PLACED.search(folded, 0, there.start())
        for there in _THERE.finditer(folded)
    )


def _has_dangling_pronoun(sentence: str, plain: str) -> bool:
    """A pronoun before anything that it could stand for, or "he said" behind a quotation."""
    if _SAID_PRONOUN.search(plain) or _DEMONSTRATIVE.search(plain):
        return True
    pronouns = list(_PRONOUN.finditer(plain))
    owners = _owners(sentence, plain) if pronouns else []
    return any(_dangles(plain, pronoun, owners) for pronoun in pronouns)


def _owners(sentence: str, plain: str) -> list[int]:
    """Where the names and noun phrases begin that a pronoun could stand for."""
    runs = ((run[0], *run.span()) for run in _RUN.finditer(plain))
    blanked = "".join(run if run.isspace() else sentence[start:end] for run, start, end in runs)
    named = [name.start for name in names(blanked) if not (name.opens and _ORDINARY_START.match(name.parts[0]))]
    return sorted({*named, *(phrase.start() for phrase in _NOUN_PHRASE.finditer(plain) if " " in phrase[0])})


def _dangles(plain: str, pronoun: re.Match[str], owners: list[int]) -> bool:
    before, word = plain[: pronoun.start()], pronoun[0]
    owned = sum(owner < pronoun.start() for owner in owners)
    if not owned:
        return len(words(before)) < 5 and not _looks_ahead(plain, pronoun, owners)
    if word in _PLURAL_PRONOUN and not _PLURAL.search(before):
        return True
    return word in _OBJECT_PRONOUN and owned < 2 and _is_object_of_first_clause(plain, pronoun, before)


def _looks_ahead(plain: str, pronoun: re.Match[str], owners: list[int]) -> bool:
    """Whether the pronoun's owner follows at once: "In his first speech, Macron said …"."""
    behind = plain[pronoun.end() : pronoun.end() + 60]
    comma = behind.find(",")
    return (
        comma >= 0 and any(owner == pronoun.end() + comma + 2 for owner in owners) and pronoun[0] not in _OBJECT_PRONOUN
    )


def _is_object_of_first_clause(plain: str, pronoun: re.Match[str], before: str) -> bool:
    """Whether it is an object beside the only thing named so far, the subject, which it can therefore not stand for."""
    if _CLAUSE_BREAK.search(before) or _SUBJECT_BEFORE.search(before) or _VERB_AFTER.match(plain, pronoun.end()):
        return False
    return not any(idiom.start() < pronoun.start() < idiom.end() for idiom in _IDIOM.finditer(plain))
