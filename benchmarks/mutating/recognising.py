"""Telling persons, organisations and places apart by the words around their names.

A name counts as of a kind only where the articles use it as one (behind a title, before "said", after "the chief
executive of"), so that what is put in another's place reads as a model's slip and not as nonsense. Names that nothing
gives away are left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from benchmarks.mutating.atlas import CITIES, COUNTRIES, STATES
from benchmarks.mutating.casting import GENERIC, Cast, Organisation, Person, Place
from benchmarks.mutating.naming import ROLES, Use, uses
from pipeline.text.fold import fold
from pipeline.text.places import place_of
from pipeline.text.words import words

_GIVEN = frozenset(
    """aaron adam ahmed aisha alain alan albert alejandro alex alexander ali alice alison amanda amy ana andrea andrew
    angela ann anna anne anthony antonio arthur barbara ben benjamin bernard bill bob brad brian carla carlos carol
    caroline catherine charles charlotte chris christian christine christopher claire clara claudia craig dan daniel
    david deborah dennis diana diego dmitry donald elena elizabeth ellen emily emma emmanuel eric erik eva fatima felix
    fernando fiona francis francois frank frederick gary george gerald giorgia giovanni grace graham greg hans harry
    hassan heather helen henry hugo ian igor isabel ivan jack jacob james jan jane janet jason javier jean jeff jennifer
    jens jeremy jessica jim joan joe john jonathan jorge jose joseph josh juan judith julia julie justin karen karl kate
    keir kelly kenneth kevin kim klaus kristin lars laura laurent leo linda lisa louis lucas lucy luis luke
    marco marcus margaret maria marie mark martin mary matt matthew megan melissa michael michel michelle miguel mike
    mohammed monica nancy narendra natalie nathan nicholas nicolas nicole nigel noah olaf olga oliver olivia olivier
    oscar pablo pamela patricia patrick paul pedro peter phil philip philippe pierre rachel rafael ralph raymond rebecca
    richard rita robert roger roland ronald rosa ruth ryan sally sam samantha samuel sandra sara sarah scott sean sergei
    sergey shinzo silvia simon sofia sophie stefan stephanie stephen steve steven stuart susan sylvia tatiana taylor
    teresa theresa thomas tim tom tony valerie vanessa veronica victor victoria vincent vladimir walter wendy william
    yuri yves zoe""".split()
)
"""Common given names."""
_SORTS = frozenset(
    """agency bank broadcaster carrier charity club company developer firm giant group label maker ministry network
    newspaper outlet party publisher regulator retailer startup studio toymaker union university watchdog
    website""".split()
)
"""What an organisation is called in front of its name."""
_CUT_SHORT = frozenset({"co", "inc", "ltd", "corp"})
_SAID = r"(?:said|says|told|tells|added|adds|tweeted|wrote|writes|explained|argued|warned|insisted|testified)\b"
_OFFICE = (
    r"(?:ceo|chief executive|director|head|president|chair|chairman|chairwoman|spokes\w+|founder|leader|shareholders|"
    r"employees|shares|owner|executives?|customers|researchers?|analysts?|vice president|co-founder)"
)
_OFFICE_AT = re.compile(rf"\b{_OFFICE}(?: \w+){{0,3}}? (?:of|at|for) (?:the )?$", re.IGNORECASE)
_ITS_OFFICE = re.compile(rf"(?:['’]s?)? (?:{_OFFICE}|CEO|stock)\b")
_TICKER = re.compile(r"(?:['’]s)? \((?:NYSE|NASDAQ|Nasdaq|LSE|Euronext|TSX|ASX|[A-Z][a-z]+:)[^)]{0,20}\)")
_GLOSS = re.compile(r" \((?P<in>[A-Z][A-Za-z]{1,5})\)|, (?:also )?known as (?P<as>[A-Z]{2,6})\b")
_APPOSITION = re.compile(r", (?:\d\d,|who |(?:(?:the|a|an|her|his|its|\w+['’]s) )?(?P<role>[^,.;()]{1,60})[,.;])")
_DETERMINED = re.compile(r"(?:\b(?:[Tt]he|[Aa]n?|[Tt]his|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[A-Z][\w.]*|\d+th)|['’]s?) $")
_ALONE = re.compile(
    r"(?:['’]s)?(?:$|[,.;:)]| (?:said|says|and|in|on|for|to|of|with|has|had|was|is|will|would|where|which|that|at|"
    r"denied|announced|reported|told|also)\b)"
)
_PLACE_OF = re.compile(r"\b(?:town|city|county|province|region|village|district|suburb|island) of $")
_PLACE_SORT = re.compile(r" (?:province|county|prefecture)\b|, (?P<state>[A-Z][a-z]+(?: [A-Z][a-z]+)?)")

_Uses = Mapping[str, Sequence[Use]]


def cast_of(sentences: Sequence[str]) -> Cast:
    """The cast of a story's English sentences."""
    known = "\n".join(sentences)
    by_name: dict[str, list[Use]] = {}
    for sentence in sentences:
        for use in uses(sentence, known):
            by_name.setdefault(use.name, []).append(use)
    people = [Person(name, _short(name, by_name)) for name, own in by_name.items() if _is_person(name, own, by_name)]
    places = [*_on_the_map(by_name), *(Place(name, "town") for name, own in by_name.items() if _is_local(name, own))]
    taken = {part for person in people for part in (person.full, person.short)} | {place.bare for place in places}
    organisations = [
        Organisation(name, definite, _aliases(name, own, by_name))
        for name, own in by_name.items()
        if name not in taken and _is_organisation(name, own, by_name)
        if (definite := _definiteness(name, own)) is not None
    ]
    return Cast(tuple(people), tuple(organisations), tuple(dict.fromkeys(places)))


def _is_person(name: str, own: Sequence[Use], by_name: _Uses) -> bool:
    parts, written = words(name), name.split()
    plain = 2 <= len(written) <= 4 and all(part[:1].isupper() and part[-1].islower() for part in written)
    if not plain or any(p.folded in GENERIC or place_of(p.folded) for p in parts) or _is_mapped(name):
        return False
    if any(use.before.lower().endswith("the ") or _is_called(use) or _TICKER.match(use.after) for use in own):
        return False
    if any(use.titled or _has_role_behind(use.after) for use in own) or parts[0].folded in _GIVEN:
        return True
    short = _short(name, by_name)
    return short is not None and any(re.match(rf" {_SAID}", use.after) for use in (*own, *by_name[short]))


def _has_role_behind(after: str) -> bool:
    match = _APPOSITION.match(after)
    return bool(match) and (match["role"] is None or any(w.folded in ROLES for w in words(match["role"])[:6]))


def _short(name: str, by_name: _Uses) -> str | None:
    """The part of a person's name that stands alone elsewhere: the last, or the first as in Korea and China."""
    parts = [part.text for part in words(name)]
    return next((part for part in (parts[-1], parts[0]) if part in by_name), None)


def _is_mapped(name: str) -> bool:
    return any(form in listed for form in (name, f"the {name}") for listed in (COUNTRIES, STATES, CITIES))


def _is_organisation(name: str, own: Sequence[Use], by_name: _Uses) -> bool:
    folded = [word.folded for word in words(name)]
    if (
        _is_mapped(name)
        or name[-1].isdigit()
        or folded[-1] in _CUT_SHORT
        or place_of(folded[-1])
        or (folded[0] in _GIVEN and len(folded) < 4)
    ):
        return False
    if len(folded) > 1 and _is_body(folded):
        return True
    is_acronym = name.isupper() and name.isalpha() and len(name) > 2
    told = is_acronym and any(re.match(rf" (?:{_SAID}|reports\b|reported\b|announced\b)", use.after) for use in own)
    return told or any(map(_is_office, own)) or _is_gloss_of_body(name, by_name)


def _is_body(folded: Sequence[str]) -> bool:
    return folded[-1] in GENERIC or any(w in GENERIC and n in {"of", "for", "on"} for w, n in pairwise(folded))


def _is_gloss_of_body(name: str, by_name: _Uses) -> bool:
    return any(
        name in _glosses(own) and _is_body([word.folded for word in words(other)]) for other, own in by_name.items()
    )


def _glosses(own: Sequence[Use]) -> set[str]:
    """The short names that stand in brackets behind a name."""
    return {match["in"] or match["as"] for use in own if (match := _GLOSS.match(use.after))}


def _is_called(use: Use) -> bool:
    """Whether "company" or "publisher" stands in front."""
    sort = words(use.before)[-1:]
    return bool(sort) and sort[0].folded in _SORTS and use.before.endswith(" ") and sort[0].text.islower()


def _is_office(use: Use) -> bool:
    return _is_called(use) or bool(
        _OFFICE_AT.search(use.before) or _ITS_OFFICE.match(use.after) or _TICKER.match(use.after)
    )


def _definiteness(name: str, own: Sequence[Use]) -> bool | None:
    """Whether most uses have "the", or most no determiner; None for names such as "Foreign Ministry", of a country."""
    told = [use for use in own if not use.before.endswith("(")]
    definite = sum(use.before.lower().endswith("the ") for use in told)
    bare = 0 if words(name)[0].folded in GENERIC else sum(_is_bare(use) for use in told)
    if max(definite, bare) * 2 <= len(told):
        return None
    return definite > bare


def _is_bare(use: Use) -> bool:
    """Whether a name has no determiner, and not only because it stands before a noun ("Ministry officials")."""
    attributive = any(word.folded in GENERIC for word in words(use.name)) and not _ALONE.match(use.after)
    return not attributive and not _DETERMINED.search(use.before)


def _aliases(name: str, own: Sequence[Use], by_name: _Uses) -> frozenset[str]:
    """The acronym of a name, and the names of an acronym."""
    spelled = {other for other, uses in by_name.items() if name in _glosses(uses) or _initials(other) == name}
    return frozenset(map(fold, (_glosses(own) | spelled | {_initials(name)}) - {name, ""}))


def _initials(name: str) -> str:
    letters = "".join(word.text[0] for word in words(name) if word.text[0].isupper())
    return letters if len(letters) > 1 else ""


def _is_local(name: str, own: Sequence[Use]) -> bool:
    """Whether a name that no atlas has is a town's or county's."""
    if _is_mapped(name) or place_of(fold(name)) or name[-1].isdigit():
        return False
    return any(_PLACE_OF.search(use.before) or _is_in_state(use) for use in own)


def _is_in_state(use: Use) -> bool:
    match = _PLACE_SORT.match(use.after)
    if match is None or not use.before.endswith((" in ", " near ", " of ")):
        return False
    return match["state"] is None or match["state"] in STATES


def _on_the_map(by_name: _Uses) -> Iterator[Place]:
    for name in by_name:
        for sort, listed in (("country", COUNTRIES), ("state", STATES), ("city", CITIES)):
            for written in (name, f"the {name}"):
                if written in listed:
                    yield Place(written, sort)
