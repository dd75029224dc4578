"""Who or what is asked about: the names under which articles tell of one person, company or thing.

Everything is read off the articles. A surname, an acronym, or "Apple" for "Apple Computer", is a name of the entity
where an article that has the full name uses it by itself; what kind of thing it is follows from the words around it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from pipeline.domain.article import ArticleText
from pipeline.facts.naming import LEGAL_FORMS, LINES_OF_BUSINESS, Form, Sighting, bare, form_of, sentences, sightings
from pipeline.text.fold import fold
from pipeline.text.names import TITLES
from pipeline.text.places import place_of
from pipeline.text.words import FUNCTION_WORDS, Word, words

_STAFF = frozenset(
    """ceo chief chairman chairwoman spokesman spokeswoman spokesperson shares stock executive executives employees
    staff shareholders investors board founder cofounder headquarters profits revenue sales""".split()
)
"""What stands behind the name of a company or body, and behind no person's or thing's."""
DETERMINERS = frozenset("the a an its his her their our".split())
_PERSONAL = TITLES - frozenset("foreign chief general gen prime attorney deputy director justice judge".split())
"""Titles that stand before people's names and before little else."""
_LINKS = frozenset("of the and for de la du von van".split())
_SURNAME_SHARE = 0.25  # of the articles that have a lone name, how many have to begin by telling whose it is
_ACRONYM = 3  # letters; a shorter one has to stand in brackets behind the name
_MOSTLY = 0.8  # of its places, in how many a name is written with capitals
_POSSESSIVE = re.compile(r"['’]s$")
_AGE = re.compile(r", (?:aged )?\d\d(?:,|\.$)")
_MOST_BETWEEN = 3  # words behind a name in which the rest of it has to follow
_BEHIND = 40  # characters behind a name
_BEFORE = 120  # characters in front of a bracketed acronym
_BRACKETED = re.compile(r"\((?:the )?[\"“']?([A-Z][A-Z.&]{1,9})[\"”']?\)")


class EntityKind(StrEnum):
    """What an entity is, as far as it decides how articles refer back to it."""

    PERSON = "person"
    ORGANISATION = "organisation"
    THING = "thing"


class Entity(NamedTuple):
    """A person, company or thing, and the names that articles have for it."""

    asked: str
    is_proper: bool
    """Whether it is written with a capital letter, as names are; "bird flu" is not."""
    full: frozenset[Form]
    """Names that are its own wherever they stand."""
    short: frozenset[Form]
    """Names that are its own in an article that has a full one: a surname, an acronym."""
    kind: EntityKind
    others: frozenset[str] = frozenset()
    """What stands before its one-word names where somebody else is meant: "Fiona" before "Apple"."""
    products: frozenset[str] = frozenset()
    """What may stand behind them, since articles write of "Apple's Watch" too."""


def entity_of(asked: str, articles: Sequence[ArticleText]) -> Entity:
    """The entity of that name in some articles; one that they do not name has the asked words for its only name."""
    written = _as_written(asked, articles)
    given = words(written)
    if len(given) > 1 and bare(given[0]) == "the":
        given = given[1:]
    proper = any(word.is_capitalised for word in given)
    whole = tuple(bare(word) for word in given)
    core = whole[: _core_length(given, written, proper=proper)]
    read = _Reading(articles, proper=proper)
    tail = whole[len(core) :]
    own = frozenset({whole, core, *(_with_words_between(core, tail, read) if tail else ())})
    if len(core) == 1 and proper:
        return _of_one_word(asked, own, core, read)
    return _of_many_words(asked, own, core, read)


def _with_words_between(core: Form, tail: Form, read: "_Reading") -> frozenset[Form]:
    """The names that begin and end as the asked one does: "iTunes Music Store" for "iTunes store"."""
    behind = [form_of(each.following) for each in read.of(core)]
    return frozenset(
        core + words[: words.index(tail[0]) + 1]
        for words in behind
        if len(tail) == 1 and tail[0] in words[:_MOST_BETWEEN]
    )


def _as_written(asked: str, articles: Sequence[ArticleText]) -> str:
    """The name as most articles write it, if it was asked for in lower case and they write it with capitals."""
    if asked != asked.lower():
        return asked
    read = _Reading(articles, proper=False)
    written = Counter(each.written for each in read.of(form_of(asked)))
    if not written:
        return asked
    capitalised = sum(count for name, count in written.items() if name != name.lower())
    most = max(sorted(written), key=lambda name: (name != name.lower(), written[name]))
    return most if capitalised >= _MOSTLY * written.total() else asked


def _core_length(given: Sequence[Word], written: str, *, proper: bool) -> int:
    """How many words the name has without "store" in "iTunes store" and without "Inc." behind it."""
    end = len(given)
    while end > 1:
        last = given[end - 1]
        is_lowered = proper and last.text.islower() and written[last.start - 1].isspace()
        if not is_lowered and bare(last) not in LEGAL_FORMS:
            break
        end -= 1
    return end


class _Seen(NamedTuple):
    """A name where an article has it."""

    article: int
    sighting: Sighting
    written: str
    following: str
    """The words behind it."""


class _Reading:
    """Where names stand in some articles."""

    def __init__(self, articles: Sequence[ArticleText], *, proper: bool) -> None:
        self._articles = articles
        self._texts = [fold(article.text).replace(".", "") for article in articles]
        self.proper = proper
        self._lowered: dict[str, bool] = {}

    def of(self, form: Form) -> list[_Seen]:
        """Every place of a name."""
        return [
            _Seen(
                article.number,
                sighting,
                _POSSESSIVE.sub("", sentence[sighting.start : sighting.end]),
                sentence[sighting.end : sighting.end + _BEHIND],
            )
            for article, text in zip(self._articles, self._texts, strict=True)
            if all(part in text for part in form)
            for _, sentence in sentences(article)
            for sighting in sightings(form, sentence, proper=self.proper)
        ]

    def as_name(self, sighting: Sighting) -> str:
        """What stands before a name and makes it somebody's, as "Tomas" before "Lind"; not "Former", which may open.

        A word that opens its sentence is capitalised in any case: it is a name where no article has it in lower case.
        """
        left = sighting.left
        if not left or not sighting.opens:
            return left
        if left not in self._lowered:
            self._lowered[left] = any(f" {left} " in article.text for article in self._articles)
        return "" if self._lowered[left] else left

    def bracketed(self, form: Form) -> set[str]:
        """The acronyms that stand in brackets right behind a name, folded."""
        tails = (
            article.text[start + sighting.end : start + sighting.end + 20]
            for article, text in zip(self._articles, self._texts, strict=True)
            if all(part in text for part in form)
            for start, sentence in sentences(article)
            for sighting in sightings(form, sentence, proper=self.proper)
        )
        found = (_BRACKETED.match(tail.strip()) for tail in tails)
        return {fold(match[1]).replace(".", "") for match in found if match}

    def expansions(self, acronym: str) -> set[Form]:
        """The names whose initials an acronym in brackets behind them is."""
        return {
            form
            for article, text in zip(self._articles, self._texts, strict=True)
            if f"({acronym})" in text
            for match in _BRACKETED.finditer(article.text)
            if fold(match[1]).replace(".", "") == acronym
            for form in _spelled_out(acronym, article.text[max(0, match.start() - _BEFORE) : match.start()])
        }


def _spelled_out(acronym: str, before: str) -> Iterable[Form]:
    """The last words of a text, if their initials make an acronym."""
    form = form_of(before)
    for length in range(2, min(len(form), 2 * len(acronym)) + 1):
        name = form[-length:]
        if _initials(name) == acronym and name[0] not in _LINKS:
            yield name
            return


def _initials(form: Form) -> str:
    return "".join(part[0] for part in form if part not in _LINKS)


def _of_one_word(asked: str, own: frozenset[Form], core: Form, read: _Reading) -> Entity:
    """An entity that is asked for by one word: a surname, an acronym, or all the name that it has."""
    seen = read.of(core)
    lefts = _articles_by(seen, read.as_name)
    firsts = {each.article: each for each in reversed(seen)}
    introduced = _articles_by(firsts.values(), read.as_name)
    given = [left for left, numbers in introduced.items() if len(numbers) >= _SURNAME_SHARE * len(firsts)]
    given.sort(key=lambda left: (-len(introduced[left]), left))
    expanded = read.expansions(core[0])
    if given and len(given[0]) > 1 and not expanded:
        full, short = frozenset({(given[0], *core)}), frozenset({core})
        others = frozenset(lefts) - {given[0]}
    else:
        full, short = own | expanded, frozenset[Form]()
        others = frozenset(lefts)
    rights = _articles_by(seen, lambda s: s.right if s.is_possessive or s.right in LINES_OF_BUSINESS else "")
    kind = _kind([each for form in full for each in read.of(form)] + seen, has_surname=bool(short))
    return Entity(asked, read.proper, full, short, kind, others - FUNCTION_WORDS, frozenset(rights))


def _of_many_words(asked: str, full: frozenset[Form], core: Form, read: _Reading) -> Entity:
    """An entity that is asked for by its full name, or by words that are no name."""
    if not read.proper or len(core) == 1:
        return Entity(asked, read.proper, full, frozenset(), EntityKind.THING)
    suffixes = {core[n:] for n in range(1, len(core) - 1) if core[n - 1] not in _LINKS and core[n] not in _LINKS}
    full |= {form for form in suffixes if any(not each.sighting.left for each in read.of(form))}
    seen = [each for form in full for each in read.of(form)]
    known = {each.article for each in seen}
    acronym = _initials(core)
    if acronym in {a for form in full for a in read.bracketed(form)}:
        full |= {(acronym,)}
    short = {(acronym,)} if len(acronym) >= _ACRONYM else set[Form]()
    company = core[:-1] if core[-1] in LINES_OF_BUSINESS else ()
    surname, others = _surname(core, known, read) if not company else ((), frozenset[str]())
    short |= {form for form in (company, surname, _titled(core, known, read)) if form}
    kind = _kind(seen, has_surname=bool(surname))
    return Entity(asked, read.proper, full, frozenset(short), kind, others)


def _surname(core: Form, known: set[int], read: _Reading) -> tuple[Form, frozenset[str]]:
    """The last word of a name, if articles that have the whole name use it alone; and what stands before it else."""
    last = core[-1:]
    if last[0] in LEGAL_FORMS or place_of(last[0]) or last[0].isdigit():
        return (), frozenset()
    seen = read.of(last)
    alone = [
        each.sighting
        for each in seen
        if each.article in known
        and not each.sighting.left
        and (not each.sighting.right or each.sighting.is_possessive)
        and each.sighting.before != core[-2]
    ]
    described = sum(sighting.before in DETERMINERS for sighting in alone)
    lefts = {left for each in seen if len(left := read.as_name(each.sighting)) > 1}
    is_surname = len(alone) > 2 * described and any(s.before not in DETERMINERS for s in alone)
    return (last if is_surname else ()), frozenset(lefts) - {core[-2]} - FUNCTION_WORDS


def _titled(core: Form, known: set[int], read: _Reading) -> Form:
    """The first word of a name, if a title stands before it alone: "President Lee" for Lee Jae Myung."""
    first = core[:1]
    titled = any(
        each.article in known
        and each.sighting.before in TITLES
        and each.sighting.after != core[1]
        and not each.sighting.right
        for each in read.of(first)
    )
    return first if titled else ()


def _articles_by(seen: Iterable[_Seen], key: Callable[[Sighting], str]) -> dict[str, set[int]]:
    """The articles of some sightings by what a key tells of them."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for each in seen:
        found[key(each.sighting)].add(each.article)
    found.pop("", None)
    return found


def _kind(seen: Sequence[_Seen], *, has_surname: bool) -> EntityKind:
    """What an entity is, by the words around its name."""
    person = sum(each.sighting.before in _PERSONAL or bool(_AGE.match(each.following)) for each in seen)
    body = sum(each.sighting.after in _STAFF or each.sighting.after in LEGAL_FORMS for each in seen)
    if person > body or (has_surname and not body):
        return EntityKind.PERSON
    return EntityKind.ORGANISATION if body else EntityKind.THING
