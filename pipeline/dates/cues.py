"""Words that tell the tense of a clause: "said" looks back, "will" ahead, "opens" to what is arranged.

Each word that is a cue in some company only has a rule of its own.
"""

from collections.abc import Callable

from pipeline.dates.lexicon import words
from pipeline.dates.meanings import Direction
from pipeline.dates.phrases import FUNCTION_WORDS
from pipeline.dates.tokens import Tokens

_MODALS = words("will shall ll would could might must should can wo")
_FUTURE = _MODALS | words("""
    going scheduled slated planned planning expect expects expecting predict predicts poised upcoming
    forthcoming looming tomorrow awaits listed booked timetabled
    """)
_FUTURE_WITH_TO = words("""
    aim aims aiming hope hopes hoping intend intends intending want wants plan plans vows promises wish wishes ought
    prepares preparing
    """)
"""Those that look ahead with an infinitive only, since they are nouns as well."""

_PAST = words("""
    was were had did been said told met held began became took gave went came made left won lost fell rose sold
    bought paid found kept sent spoke wrote shot struck broke led ran put cut hit saw got knew thought brought
    fought taught caught stood understood grew threw drew flew showed beat bid built burned chose drove felt
    forgot heard hid laid lay lent let meant quit read rode sang sank sat sought shook shut slid spent split
    spread stole swept swore tore wore withdrew woke says announced died begun done gone seen taken given shown
    written driven born grown fallen broken spoken stolen chosen frozen risen beaten hidden sworn withdrawn drawn
    thrown flown blown lain
    """)
_SCHEDULED = words("""
    begins starts opens closes ends launches expires goes arrives resumes comes takes kicks meets reopens convenes
    joins faces leaves departs appears retires graduates
    holds speaks testifies flies marries celebrates publishes receives stops lands
    meet begin resume arrive convene reopen expire go
    """)
_SCHEDULED_OF_NAME = words("""
    votes visits returns reports plays hosts heads addresses turns runs travels debates marches tours races
    """)
"""The same where a name does it: "Japan votes Sunday", not "40 votes on Sunday"."""

"""Present tense that tells of what is arranged."""

_NOT_VERBS = words("""
    red need speed seed feed breed bed fed hundred indeed united limited exceed proceed succeed embed
    unprecedented ahmed mohammed reed wed shed sacred alleged so-called
    """)
_BARE_VERBS = words("""
    act address air announce answer appeal appear approve arrive ask attend attempt ban be become begin block
    bring broadcast bury buy call cast celebrate change chair close come complete conclude consider continue
    convene cross cut deal debate debut decide deliver deploy depart discuss dismiss drop elect end enter
    examine expand expire explain fall field fight file finish fire fly form gather get give go greet halt hand have
    head hear help hold host impose inaugurate increase inspect interview introduce issue join keep kick land
    launch lay lead leave lift list lodge lose make march mark meet move negotiate open operate pay perform pick
    play present press protest publish pull push put quit race raise reach receive release reopen report resign
    resume retire return reveal review rise roll rule run say see seek sell send serve set settle ship shut sign
    sing sit speak stage stand start stay step stop strike submit sue surrender suspend swear take talk tackle tell
    testify tour travel try turn unveil update urge use vacate visit vote wait walk watch welcome win withdraw
    work
    """)
_COMMITTED = _FUTURE | words("""
    is are was were be re due set expected plans agreed agrees decided decides vowed pledged promised threatened
    offered intended hoped wanted proposed prepared preparing ready likely unlikely about sure bound obliged
    required ordered summoned invited decision plan intention not hopes wants aims
    """)
"""What makes an infinitive behind a past tense one that looks ahead: "agreed to sell", not "flew there to sell"."""

_ACCOMPLISHED = words("""
    failed managed used refused forced continued began started seemed appeared able helped unable declined
    happened came got proved had first second third last only
    """)
"""What makes an infinitive tell of what has happened: "failed to appear", "the first to act"."""

_ARRANGED = words("""
    called recalled summoned booked fixed tabled convened arranged invited forecast forecasts outlook guidance target
    targets projection projections
    """)
"""What is for a day that is still to come."""

_DEFERRED = words("""
    postponed adjourned delayed deferred extended rescheduled bailed remanded suspended moved pushed put brought
    """)
"""What has been put off: it goes on, or waits, until a day that is still to come."""

_REMAIN = words("stay stays remain remains keep keeps")
_SUBJECTS = words("he she it who which they")
_CAUSATIVES = words("let lets letting make makes made making help helps helped helping see saw watch watched heard")
"""What has an infinitive without "to" behind it: "let him go", which is no "they go"."""

_OF_PLANS = words("scheduled planned slated due set expected booked timetabled")
_OF_SPEECH = words("said says told announced")
_BE = words("is are was were be been being s re m has had have")
_DETERMINERS = words("a an the any no this that its his her their our another further deep sharp big small first s")
_NO_GERUNDS = words("morning evening during spring king beijing something anything everything nothing thing")
_CONNECTIVES = words("that who which whether if when while after before because and but as")
LEAD = 4
"""How many tokens of an auxiliary's reach a participle may stand behind: "will be fully restored"."""


def cue(tokens: Tokens, position: int, *, told_past: bool) -> Direction | None:
    """Which way the word there looks, if it tells; `told_past` where its sentence has looked back before it."""
    word = tokens.words[position]
    if word not in _CUES and not word.endswith("ed"):
        return None
    if word == "to":
        return _infinitive(tokens, position, told_past=told_past)
    if word in _IN_COMPANY:
        return _IN_COMPANY[word](tokens, position)
    if word in _FUTURE or (word in _FUTURE_WITH_TO and tokens.word(position + 1) == "to"):
        return Direction.FUTURE
    if _is_scheduled(tokens, position):
        return Direction.PRESENT
    return Direction.PAST if _is_past(tokens, position) and not _is_led(tokens, position) else None


def _is_scheduled(tokens: Tokens, position: int) -> bool:
    """As in "opens"; a word that is a noun as well needs a name or a pronoun before it."""
    word, before = tokens.words[position], tokens.word(position - 1)
    if tokens.is_capitalised(position) or before == "to":
        return False
    if not word.endswith("s") and not _CAUSATIVES.isdisjoint(tokens.words[max(0, position - LEAD) : position]):
        return False
    named = (tokens.is_capitalised(position - 1) and before.isalpha()) or before in _SUBJECTS
    return word in _SCHEDULED or (named and word in _SCHEDULED_OF_NAME)


def is_infinitive(tokens: Tokens, position: int) -> bool:
    """Whether "to" and a verb stand there."""
    return tokens.word(position) == "to" and tokens.word(position + 1) in _BARE_VERBS


def is_deferred(tokens: Tokens, position: int) -> bool:
    """Whether the word there tells that something was put off."""
    return tokens.word(position) in _DEFERRED


def is_arranged(tokens: Tokens, position: int) -> bool:
    """Whether the word there makes "for" a day look ahead: "called an election for", "its forecast for"."""
    return tokens.word(position) in _ARRANGED


def is_of_now(tokens: Tokens, position: int) -> bool:
    """Whether the participle there tells of a state in the present: "are grounded"."""
    return not {"is", "are", "s", "re"}.isdisjoint(tokens.words[max(0, position - LEAD) : position])


def is_attribute(tokens: Tokens, position: int) -> bool:
    """Whether a participle there tells of a plan with no verb of its own: "a launch planned for Tuesday"."""
    governed = tokens.words[max(0, position - LEAD) : position]
    return tokens.word(position) in _OF_PLANS and _BE.isdisjoint(governed)


def is_joined(tokens: Tokens, start: int, position: int) -> bool:
    """Whether the verb at `position` follows on what ends before `start`: "(a launch on Tuesday) was scrubbed"."""
    between = tokens.words[start:position]
    apart = tokens.words[position] in _OF_SPEECH or len(between) > LEAD
    return not apart and all(word.isalpha() and word not in _CONNECTIVES for word in between)


def _may(tokens: Tokens, position: int) -> Direction | None:
    """As in "may fall", not "May said"."""
    return None if tokens.is_capitalised(position) else Direction.FUTURE


def _set(tokens: Tokens, position: int) -> Direction | None:
    """As in "is set to open" and "set a record"."""
    return Direction.FUTURE if tokens.word(position + 1) in {"to", "for"} else Direction.PAST


def _due(tokens: Tokens, position: int) -> Direction | None:
    """As in "is due to open", not "closed due to snow"."""
    because = tokens.word(position + 1) == "to" and tokens.word(position + 2) not in _BARE_VERBS
    return None if because else _was_to_be(tokens, position)


def _was_to_be(tokens: Tokens, position: int) -> Direction:
    """As in "is due", "was due", which may have come, and "had been due", which has."""
    before = tokens.word(position - 1)
    if before == "been":
        return Direction.PAST if "had" in tokens.words[max(0, position - LEAD) : position] else Direction.FUTURE
    return Direction.AROUND if before in {"was", "were", "being"} else Direction.FUTURE


def _plan(tokens: Tokens, position: int) -> Direction | None:
    """As in "unions plan a strike", not "put forward a plan on Monday"."""
    noun = tokens.word(position - 1) in _DETERMINERS or tokens.word(position + 1) in FUNCTION_WORDS - {"to"}
    return None if noun or not tokens.word(position + 1).isalpha() else Direction.FUTURE


def _cut(tokens: Tokens, position: int) -> Direction | None:
    """As in "cut its rates", not "a cut"."""
    return None if _is_led(tokens, position) or tokens.word(position - 1) in _DETERMINERS else Direction.PAST


def _after(tokens: Tokens, position: int) -> Direction | None:
    """As in "after killing 20 people"."""
    following = tokens.word(position + 1)
    return Direction.PAST if following.endswith("ing") and following not in _NO_GERUNDS else None


def _expected(tokens: Tokens, position: int) -> Direction | None:
    """As in "is expected to open", not "less than expected"."""
    return None if tokens.word(position - 1) in {"than", "as"} else _was_to_be(tokens, position)


def _won(tokens: Tokens, position: int) -> Direction | None:
    """As in "won" and "won't"."""
    negated = (tokens.word(position + 1), tokens.word(position + 2)) == ("'", "t")
    return Direction.FUTURE if negated else Direction.PAST


def _infinitive(tokens: Tokens, position: int, *, told_past: bool) -> Direction | None:
    """As in "Apple to launch", "agreed to sell": ahead, unless it tells what a past act was for."""
    lead = tokens.word(position - 1)
    if lead in _ACCOMPLISHED or not is_infinitive(tokens, position):
        return None
    if lead in _OF_PLANS:
        return _was_to_be(tokens, position - 1)
    return Direction.FUTURE if not told_past or lead in _COMMITTED or tokens.word(position + 1) == "be" else None


def _perfect(tokens: Tokens, position: int) -> Direction | None:
    """As in "has announced", "have not yet been found", "has until Friday"."""
    if tokens.word(position + 1) in {"to", "until"}:
        return Direction.FUTURE
    ahead = range(position + 1, min(position + 4, len(tokens)))
    done = any(_is_past(tokens, index) for index in ahead)
    return Direction.PAST if done and not _is_led(tokens, position) else None


_IN_COMPANY: dict[str, Callable[[Tokens, int], Direction | None]] = {
    "may": _may,
    "set": _set,
    "due": _due,
    "expected": _expected,
    "won": _won,
    "plan": _plan,
    "after": _after,
    **dict.fromkeys(("scheduled", "planned", "slated"), _was_to_be),
    **dict.fromkeys(("cut", "hit", "put", "bid", "beat", "let", "spread", "split", "quit", "read", "shut"), _cut),
    **dict.fromkeys(("has", "have", "ve"), _perfect),
}
_CUES = _FUTURE | _FUTURE_WITH_TO | _PAST | _SCHEDULED | _SCHEDULED_OF_NAME | _IN_COMPANY.keys() | {"to"}


def _is_past(tokens: Tokens, position: int) -> bool:
    word = tokens.words[position]
    regular = word.endswith("ed") and len(word) > 3 and word not in _NOT_VERBS and not tokens.is_capitalised(position)
    return regular or word in _PAST


def _is_led(tokens: Tokens, position: int) -> bool:
    """Whether an auxiliary that looks ahead governs the participle: "would cut", "to be held", "will stay closed"."""
    for index in range(position - 1, max(position - 1 - LEAD, -1), -1):
        word = tokens.words[index]
        if word in _MODALS or (word == "may" and not tokens.is_capitalised(index)):
            return True
        if word in _REMAIN:
            return True
        if word == "to":
            return index == position - 1 or tokens.words[index + 1] in {"be", "stay", "remain", "get"}
        if not word.isalpha() or word in _CONNECTIVES or word == "have" or _is_past(tokens, index):
            return False
    return False
