"""Verbs turned round: "approved" for "blocked", where the evidence has the opposite verb alone, of the same things."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.checks.deeds import Deed, deeds
from pipeline.checks.passage import Passage
from pipeline.checks.roots import root
from pipeline.domain.support import Reason
from pipeline.text.thesaurus import senses
from pipeline.text.words import words

_PAIRS = """
approve clear authorise endorse adopt pass ratify : block reject veto refuse prohibit ban
accept : reject refuse decline rebuff
win : lose
buy acquire purchase : sell
hire recruit employ appoint elect : fire sack dismiss remove oust axe
open reopen unveil inaugurate : close shut
acquit clear exonerate : convict jail imprison sentence
uphold affirm : overturn quash reverse annul
grant : deny refuse reject
arrest detain jail imprison capture : release free
praise hail applaud welcome commend laud : criticise condemn denounce slam deplore protest
launch introduce start : scrap cancel abandon shelve axe end
admit acknowledge confess confirm : deny
join enter : leave quit exit
seize capture take : lose abandon surrender cede
impose introduce : lift scrap repeal abolish ease
allow permit let : ban forbid bar prohibit block prevent
support back endorse : oppose
defend : attack
build construct erect : demolish destroy raze dismantle
survive : die perish
reveal disclose publish : conceal hide withhold
include : exclude omit
invade enter : withdraw leave
keep retain : drop abandon
promote : demote
resume restart : suspend halt pause
rescue save : kill
legalise : outlaw criminalise
nationalise : privatise
borrow : lend
lend : borrow
extend : shorten
create add : cut axe
free : jail enslave
"""
_IN_TURN = """
begin start launch open : end stop finish conclude cease close
arrive : leave depart
land : launch
"""
"""Opposites that follow on one another in the course of things: what began has often ended since."""
_TRADED = frozenset(map(root, "buy acquire purchase sell win lose borrow lend".split()))
"""Verbs that tell the same of the other party: who bought and who sold."""
_MOST = 24
"""Deeds of a text that are held against those of another."""


def _opposites(pairs: str) -> Mapping[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for pair in pairs.strip().splitlines():
        one, other = (frozenset(map(root, side.split())) for side in pair.split(":"))
        for mine, theirs in ((one, other), (other, one)):
            for verb in mine:
                table[verb] = table.get(verb, frozenset()) | theirs
    return table


_TABLE = _opposites(_PAIRS)
_LOOSE = _opposites(_IN_TURN)
_VERBS = _TABLE.keys() | _LOOSE.keys()


def opposite_verbs(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Verbs of a claim whose opposite the evidence has of the same subject and object, and nothing like them.

    Soft where one of the subjects is not known, or where the one may have come after the other; English only.
    """
    wanted = _opposites_of(claim) if language == "en" else frozenset[str]()
    quotes = [passage.quote for passage in evidence if passage.language == "en"] if wanted else []
    told = frozenset(root(word.folded) for quote in quotes for word in words(quote))
    if wanted.isdisjoint(told):
        return
    shown = [deed for quote in quotes for deed in deeds(quote)[:_MOST] if _may_be_turned(deed)]
    for said in filter(_may_be_turned, deeds(claim)[:_MOST]):
        rivals = [other for other in shown if _is_opposite(said, other) and _is_of_the_same(said, other)]
        if not rivals or _is_told(said.verb, told):
            continue
        sure = [other for other in rivals if said.subject and other.subject and other.verb not in _loose(said)]
        rival = (sure or rivals)[0]
        message = f"the claim says “{said.word.text}” where the evidence says “{rival.word.text}”"
        yield Reason(kind="direction", words=said.word.text, hard=bool(sure), message=message)


def _opposites_of(claim: str) -> frozenset[str]:
    """The opposites of all verbs that a claim may have."""
    roots = {root(word.folded) for word in words(claim)}
    return frozenset(other for verb in roots & _VERBS for table in (_TABLE, _LOOSE) for other in table.get(verb, ()))


def _may_be_turned(deed: Deed) -> bool:
    return not deed.is_doubtful and deed.verb in _VERBS


def _loose(deed: Deed) -> frozenset[str]:
    return _LOOSE.get(deed.verb, frozenset()) - _TABLE.get(deed.verb, frozenset())


def _is_opposite(one: Deed, other: Deed) -> bool:
    return other.verb in _TABLE.get(one.verb, ()) or other.verb in _LOOSE.get(one.verb, ())


def _is_of_the_same(one: Deed, other: Deed) -> bool:
    """Whether two deeds have a word of their subjects and one of their objects in common, as far as they are known."""
    if one.subject and other.subject:
        if not one.subject & other.subject:
            return False
    elif one.verb in _TRADED:
        return False
    if one.object or other.object:
        return bool(one.object & (other.object or other.behind))
    return bool(one.subject & other.subject) and bool(one.behind & other.behind)


def _is_told(verb: str, told: frozenset[str]) -> bool:
    """Whether the evidence has a word for a deed somewhere: the verb, one that news uses for it, or one of its side."""
    if verb in told or not senses(verb).isdisjoint(sense for word in told for sense in senses(word)):
        return True
    opposite = _TABLE.get(verb, frozenset()) | _LOOSE.get(verb, frozenset())
    side = frozenset(mine for theirs in opposite for mine in _TABLE.get(theirs, _LOOSE.get(theirs, frozenset())))
    return not (side - opposite).isdisjoint(told)
