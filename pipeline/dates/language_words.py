"""Words around explicit dates in languages other than English: months, and what makes a date an edge."""

from functools import lru_cache

from dateparser.languages.loader import default_loader

from pipeline.dates.expression import Boundary
from pipeline.dates.lexicon import words
from pipeline.text.fold import fold

_IN_ORDER = "january february march april may june july august september october november december".split()
_SLAVIC_GENITIVES = ("а", "я")
"""Endings that a month in the locative has in the genitive, the case that dateparser knows: "в августе", "августа"."""

_LEVANTINE = {"شباط": 2, "اذار": 3, "نيسان": 4, "ايار": 5, "حزيران": 6, "تموز": 7, "اب": 8, "ايلول": 9}
"""Arabic months of the Levant that are one word, which dateparser lacks."""


@lru_cache(maxsize=64)
def _months_of(language: str) -> dict[str, int]:
    """The folded names of the months in a language, as dateparser knows them; none for one that it does not know."""
    try:
        known = default_loader.get_locale(language).info
    except (ValueError, StopIteration):
        return {}
    months = {fold(str(name)): number for number, month in enumerate(_IN_ORDER, 1) for name in known.get(month, ())}
    return months | (_LEVANTINE if language == "ar" else {})


def month_number(word: str, language: str) -> int:
    """The month that a folded word names in the language, 0 where it names none."""
    months = _months_of(language)
    if word in months:
        return months[word]
    return next((months[word[:-1] + end] for end in _SLAVIC_GENITIVES if word[:-1] + end in months), 0)


_SINCE, _UNTIL, _BY, _BEFORE, _AFTER = Boundary.SINCE, Boundary.UNTIL, Boundary.BY, Boundary.BEFORE, Boundary.AFTER
_PREPOSITIONS: dict[str, dict[str, Boundary]] = {
    "de": {"seit": _SINCE, "bis": _UNTIL, "vor": _BEFORE, "nach": _AFTER},
    "fr": {"depuis": _SINCE, "jusqu": _UNTIL, "ici": _BY, "avant": _BEFORE, "apres": _AFTER},
    "es": {"desde": _SINCE, "hasta": _UNTIL, "antes": _BEFORE, "despues": _AFTER, "tras": _AFTER},
    "it": {
        **dict.fromkeys(("dal", "dall", "dalla"), _SINCE),
        "fino": _UNTIL,
        "entro": _BY,
        "prima": _BEFORE,
        "dopo": _AFTER,
    },
    "pt": {"desde": _SINCE, "ate": _UNTIL, "antes": _BEFORE, "apos": _AFTER, "depois": _AFTER},
    "nl": {"sinds": _SINCE, "tot": _UNTIL, "uiterlijk": _BY, "voor": _BEFORE, "na": _AFTER},
    "ru": {"с": _SINCE, "со": _SINCE, "до": _UNTIL, "к": _BY, "перед": _BEFORE, "после": _AFTER},
    "uk": {"з": _SINCE, "від": _SINCE, "до": _UNTIL, "перед": _BEFORE, "після": _AFTER},
    "pl": {"od": _SINCE, "do": _UNTIL, "przed": _BEFORE, "po": _AFTER},
    "sv": {"sedan": _SINCE, "till": _UNTIL, "fore": _BEFORE, "efter": _AFTER},
    "ar": {"منذ": _SINCE, "حتى": _UNTIL, "بحلول": _BY, "قبل": _BEFORE, "بعد": _AFTER},
}
"""Those after which a date is no event's. What may mean "from" as well as "since" counts as "since"."""

_POSTPOSITIONS: dict[str, dict[str, Boundary]] = {
    "ja": {
        "までに": _BY,
        "まで": _UNTIL,
        **dict.fromkeys(("以来", "から"), _SINCE),
        **dict.fromkeys(("以降", "以後", "後", "より後"), _AFTER),
        **dict.fromkeys(("以前", "前", "より前"), _BEFORE),
    },
    "zh": {
        **dict.fromkeys(("以来", "以來", "起"), _SINCE),
        **dict.fromkeys(("之前", "以前", "前"), _BEFORE),
        **dict.fromkeys(("之后", "之後", "以后", "以後", "后", "後"), _AFTER),
    },
    "ko": {
        **dict.fromkeys(("부터", "이래"), _SINCE),
        "까지": _UNTIL,
        "이전": _BEFORE,
        "이후": _AFTER,
    },
}
"""What stands right behind the date."""

_BETWEEN = words("""
    dem den der das die jahr le la les l du au an annee el lo il del al de anno o a do da em dia het jaar lunes martes
    mardi lundi mercredi jeudi vendredi samedi dimanche year roku годa عام سنه سنة يوم
    """)
"""Articles and the like that stand between a preposition and its date."""

_REACH = 24
"""Characters before a date in which its preposition stands."""


def edge_in_language(folded: str, start: int, end: int, language: str) -> Boundary | None:
    """The boundary that the words around the date from `start` to `end` make of it."""
    behind = folded[end : end + 3]
    for word, boundary in _POSTPOSITIONS.get(language, {}).items():
        if behind.startswith(fold(word)):
            return boundary
    known = _PREPOSITIONS.get(language)
    if known is None:
        return None
    before = folded[max(0, start - _REACH) : start].replace("'", " ").split()
    if start > _REACH:
        before = before[1:]  # it may be cut
    while before and before[-1] in _BETWEEN:
        before.pop()
    return known.get(before[-1]) if before else None
