"""Noun phrases of an English sentence that can head a section: "Cloud streaming rights to Activision's games".

A few dozen cues stand in for a tagger: a phrase opens behind a determiner, a preposition or where a clause does, and is
cut at verbs, adverbs, pronouns and all prepositions but those that hold a noun to the one before it.
"""

from collections.abc import Iterator, Sequence

from pipeline.checks.reach import is_verb
from pipeline.text.words import FUNCTION_WORDS, Word, is_content, words

_FEWEST, _MOST = 2, 8  # words
_MOST_LINKS = 2
_DETERMINERS = frozenset("the a an its his her their this that these those some any no every each another such".split())
_ARTICLES = frozenset("the a an".split())
_COPULAS = frozenset(
    "is are was were be been being isnt arent wasnt werent seem seems remain remains became becomes become".split()
)
_LINKS = frozenset("of for in on to against between with from over about at into and".split())
_TIES = _LINKS - {"and"}
_NO_NOUN = frozenset(
    """
    nobody everybody somebody anybody everyone someone anyone nothing something anything everything
    more less most least many much few several all both half one two three four five six seven eight nine ten
    first second third last next same other another due able likely ready set part number total some such up
    down out wake recent new old big large small far close early late ago later earlier today tomorrow yesterday
    tonight time times day days week weeks weekend month months year years morning afternoon evening night hour
    hours minute minutes way thing things people percent per cent million billion thousand dozen hundred metres
    meters kilometres kilometers feet miles grams kilograms ounces pounds dollars euros degrees mph kph mr mrs
    ms dr i he she it we you they who which what when where why how there here not also just only even still yet
    already soon then now meanwhile however because although though while whereas if unless whether than as so
    but or nor via amid despite since until before after during under through without within along across around
    behind beyond near off upon toward towards like unlike according including saying
    """.split()
)
"""Words that head no phrase, or that no phrase goes on over."""
_COUNTING = frozenset(
    """
    more most first second third last next other early late two three four five six seven eight nine ten
    """.split()
)
_INNER = _COUNTING | frozenset("recent new old big large small".split())
"""Those of them that may stand before the noun."""
_MODALS = frozenset("will would can could may might must shall should did does do".split())
_GERUND_NOUNS = frozenset(
    """gaming meeting landing briefing hearing spending funding filing ruling building housing training streaming
    trading warning shooting bombing opening closing killing lending mining shipping banking farming fishing fighting
    flooding hosting listing manufacturing marketing offering parking planning policing polling pricing programming
    recording saving screening sharing stabbing testing voting wedding crossing finding findings
    evening gathering licensing lobbying merging smuggling trafficking""".split()
)
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december jan feb mar apr jun jul aug sep sept oct nov dec""".split()
)
_PRESENT = frozenset(
    """says tells asks denies announces confirms launches plans wants seeks faces wins loses rises falls grows shows
    gives gets makes takes holds meets begins starts ends opens closes pays sells buys leads leaves finds sees goes
    comes becomes remains calls kills hits sets puts keeps brings sends runs cuts warns urges agrees signs releases
    arrests reports allows offers costs expects causes spreads lands returns delivers carries rejects drops clears
    approves blocks argues believes adds aims follows includes covers opposes insists maintains reveals suggests
    appears seems hopes intends needs means knows thinks oppose argue believe want plan say expect know think hope
    need see come go take make give get help explain agree contain contains estimates drives looks arrives uses use
    launching""".split()
)


def noun_phrases(sentence: str) -> Iterator[str]:
    """The phrases, in the order of the words: the whole of each and its opening up to each preposition in it."""
    found = words(sentence)
    start = 0
    while start < len(found):
        end = start
        if _is_inside(sentence, found, start):
            start += 1
            continue
        while end < len(found) and (end == start or _is_joined(sentence, found[end - 1], found[end])):
            if not _goes_on(found, start, end):
                break
            end += 1
        yield from _openings(sentence, found[start:end])
        start = max(end, start + 1)


def _is_inside(sentence: str, found: Sequence[Word], at: int) -> bool:
    """Whether a word goes on with a hyphenated one, or may be a verb behind "could" or an adjective behind "is"."""
    before = sentence[max(0, found[at].start - 1) : found[at].start]
    if at and found[at - 1].folded in _COPULAS and found[at].folded not in _ARTICLES:
        return True
    if at and found[at - 1].folded in _MODALS and found[at].text.islower():
        return True
    return before in {"-", "\N{NON-BREAKING HYPHEN}"} or (at > 0 and _opens_infinitive(found, at - 1))


def _is_joined(sentence: str, last: Word, word: Word) -> bool:
    return sentence[last.end : word.start] in {" ", "-", "\N{NON-BREAKING HYPHEN}", "\N{NO-BREAK SPACE}"}


def _goes_on(found: Sequence[Word], start: int, end: int) -> bool:
    """Whether the word at `end` belongs to the phrase that began at `start`."""
    word = found[end]
    folded = word.folded
    if folded in _DETERMINERS:
        return folded in _ARTICLES and (end == start or found[end - 1].folded in _TIES)
    if folded in _LINKS:
        return end > start and found[end - 1].folded not in _LINKS and not _opens_infinitive(found, end)
    behind = found[end - 1].folded if end > start else ""
    if not word.text.islower():
        return folded not in _CALENDAR
    return _is_of_a_noun_phrase(word, behind, opens=end - start < _FEWEST)


def _is_of_a_noun_phrase(word: Word, behind: str, *, opens: bool) -> bool:
    """Whether a word in small letters may be part of a noun phrase, as far as it and the word before it tell."""
    folded = word.folded
    if is_verb(word) and folded not in _INNER:
        return folded.endswith("ed") and behind in _ARTICLES
    if folded in _NO_NOUN or folded in FUNCTION_WORDS:
        return folded in _INNER
    agrees = not opens and behind.endswith("s") and not folded.endswith("s")  # "shares trade", "visitors agree"
    plain = not agrees and folded not in _PRESENT and not (folded.endswith("ly") and behind not in _ARTICLES)
    return plain and (not folded.endswith("ing") or folded in _GERUND_NOUNS or behind in _ARTICLES)


def _opens_infinitive(found: Sequence[Word], at: int) -> bool:
    """Whether "to" may have a verb behind it: it has neither a name nor an article."""
    following = found[at + 1] if at + 1 < len(found) else None
    plain = following is not None and following.text.islower() and following.folded not in _ARTICLES
    return found[at].folded == "to" and plain


def _openings(sentence: str, run: Sequence[Word]) -> Iterator[str]:
    while run and (run[0].folded in _ARTICLES or run[0].folded in _LINKS):
        run = run[1:]
    links = [n for n, word in enumerate(run) if word.folded in _LINKS and word.text.islower()]
    for end in dict.fromkeys((len(run), *reversed(links))):
        phrase = run[:end]
        while phrase and phrase[-1].folded in _LINKS | _ARTICLES:
            phrase = phrase[:-1]
        if _is_heading(sentence, phrase):
            text = sentence[phrase[0].start : phrase[-1].end]
            yield text[:1].upper() + text[1:]


def _is_heading(sentence: str, phrase: Sequence[Word]) -> bool:
    """Whether a phrase is of a heading's length and its noun a common one, which no name alone has."""
    if not _FEWEST <= len(phrase) <= _MOST:
        return False
    links = [n for n, word in enumerate(phrase) if word.folded in _LINKS]
    ties = [n for n in links if phrase[n].folded in _TIES]
    head = phrase[ties[0] - 1 if ties else -1]
    ends = {head.folded, phrase[-1].folded}
    opener = phrase[0].folded
    return (
        not (opener[0].isdigit() or opener in _COUNTING - {"first"})
        and len(ties) <= _MOST_LINKS
        and len(links) <= _MOST_LINKS
        and head.text.islower()
        and not ends & (_NO_NOUN | _DETERMINERS)
        and not any(word.folded[0].isdigit() for word in (head, phrase[-1]))
        and not sentence.startswith(("'s", "’s"), phrase[-1].end)
        and not phrase[-1].text.endswith(("'s", "’s"))
        and sum(is_content(word.folded) for word in phrase) >= _FEWEST
    )
