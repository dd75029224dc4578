"""Roles: who did it and whom it befell, told otherwise than the evidence has it, and grave deeds that it has not."""

from collections.abc import Iterator, Mapping, Sequence

from pipeline.checks.actions import canonical
from pipeline.checks.deeds import SPEAKING, Act, Deed, acts, deeds
from pipeline.checks.findings.speakers import called, may_be_one
from pipeline.checks.passage import Passage
from pipeline.checks.reach import is_verb
from pipeline.checks.roots import content_roots, root, root_set
from pipeline.domain.support import Reason
from pipeline.text.fold import fold
from pipeline.text.names import Name, names
from pipeline.text.thesaurus import senses
from pipeline.text.words import words

_MUTUAL = frozenset(
    canonical(root(verb))
    for verb in """meet talk marry wed divorce join face play fight battle date resemble border rival match follow
    precede help support love hate hug kiss call text contact see know trust""".split()
)
"""Deeds that two often do to each other: where one is told, the other may be true as well, and the finding is soft."""
_SYMMETRIC = frozenset(
    canonical(root(verb)) for verb in "meet talk marry wed divorce face play fight battle date resemble border".split()
)
"""Deeds that are the same whoever does them."""
_OF_A_CLAUSE = frozenset(
    map(root, "plan intend schedule require ask call urge force allow estimate see have set due begin start go".split())
)
"""Verbs that another one follows, whose doer may be somebody else."""
_GRAVE = """
jail imprison : prison sentence custody bar term detain lock inmate convict
arrest detain : custody apprehend capture seize hold jail charge suspect prison caught nab
sue : lawsuit suit court litigation legal complaint plaintiff defendant
kill murder : death die dead shoot fatal victim toll slay homicide manslaughter body
fine : penalty pay sanction million billion
convict : guilty verdict sentence jail
indict prosecute : charge count accuse court trial prosecutor case
charge : indict prosecute accuse count court trial prosecutor case plead face murder manslaughter
resign quit : resignation leave depart departure step stand out oust former replace successor go retire
bribe : corrupt payment pay kickback
blackmail extort : threat ransom demand
rape assault : attack abuse sexual violence force
poison : toxic venom novichok
shoot stab : gun shot knife fire bullet wound kill dead
torture : abuse beat
rob steal : theft thief robber loot take took stolen burgle
kidnap abduct : hostage ransom seize snatch capture
deport extradite expel : remove send order leave return ban hand
impeach : trial remove charge
defraud swindle : fraud cheat deceive scam mislead dupe
"""
"""Deeds that ruin whom they are told of, or end what they were, and the words from which they may follow beside kin."""
_PEOPLE = frozenset(
    map(
        root,
        """man woman men women boy girl teenager youth suspect driver student teacher nurse doctor officer soldier
        minister mayor president chairman director executive official lawmaker senator priest coach player""".split(),
    )
)
_PRONOUNS = frozenset(map(root, "he him his she her they them it who whom".split()))


def _graves() -> Mapping[str, frozenset[str]]:
    table: dict[str, frozenset[str]] = {}
    for line in _GRAVE.strip().splitlines():
        verbs, kin = (frozenset(map(root, side.split())) for side in line.split(":"))
        table |= dict.fromkeys(verbs, verbs | kin)
    return table


_SHOWN_BY = _graves()


def wrong_roles(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Deeds told with doer and target changed, or with another doer or target; English only.

    Hard where the evidence has the two the other way round, and nowhere as the claim has them.
    """
    if language != "en":
        return
    of_names = list(_wrong_acts(claim, evidence))
    yield from of_names
    if not any(reason.hard for reason in of_names):
        yield from _turned_deeds(claim, evidence)
        yield from _other_parties(claim, evidence)


def _wrong_acts(claim: str, evidence: Sequence[Passage]) -> Iterator[Reason]:
    own = acts(claim)
    shown = [(act, passage) for passage in evidence if own and passage.language == "en" for act in acts(passage.quote)]
    for act in own if shown else ():
        doer, target = called(act.doer), called(act.target)
        if doer & target or canonical(act.verb) in _SYMMETRIC:
            continue
        told = [other for other, _ in shown if _is_the_deed(act, other)]
        if any(doer & called(other.doer) and target & called(other.target) for other in told):
            continue
        turned = next((o for o in told if doer & called(o.target) and target & called(o.doer)), None)
        if turned is not None:
            message = f"in the evidence {turned.doer.text} {turned.word} {turned.target.text}, not the other way round"
            hard = canonical(act.verb) not in _MUTUAL
            yield Reason(kind="roles", words=_written(claim, act), hard=hard, message=message)
        elif rival := _other_party(act, told, {fold(passage.text) for _, passage in shown}):
            message = f"in the evidence it is {rival.doer.text} that {rival.word} {rival.target.text}"
            yield Reason(kind="roles", words=_written(claim, act), hard=False, message=message)


def _is_the_deed(one: Act, other: Act) -> bool:
    return _is_same_verb(one.verb, other.verb)


def _is_same_verb(one: str, other: str) -> bool:
    return canonical(one) == canonical(other) or not senses(one).isdisjoint(senses(other))


def _other_party(act: Act, told: Sequence[Act], texts: set[str]) -> Act | None:
    """A deed of the evidence with one of the parties of the claim's in its role, and somebody else in the other."""
    doer, target = called(act.doer), called(act.target)
    for other in told:
        others = called(other.doer), called(other.target)
        same_doer, same_target = bool(doer & others[0]), bool(target & others[1])
        if same_target and not may_be_one(doer, others[0], texts):
            return other
        if same_doer and not may_be_one(target, others[1], texts):
            return other
    return None


def _turned_deeds(claim: str, evidence: Sequence[Passage]) -> Iterator[Reason]:
    """Deeds whose subject is their object in the evidence and the other way round, whether names or not."""
    own = [deed for deed in deeds(claim) if _has_parties(deed) and canonical(deed.verb) not in _MUTUAL]
    quotes = [passage.quote for passage in evidence if own and passage.language == "en"]
    shown = [deed for quote in quotes for deed in deeds(quote) if _has_parties(deed)]
    for said in own if shown else ():
        told = [other for other in shown if _is_same_verb(said.verb, other.verb)]
        if any(said.subject & other.subject or said.object & other.object for other in told):
            continue
        if any(said.subject & other.object and said.object & other.subject for other in told):
            message = f"in the evidence doer and target of “{said.word.text}” are the other way round"
            yield Reason(kind="roles", words=said.word.text, hard=True, message=message)


def _other_parties(claim: str, evidence: Sequence[Passage]) -> Iterator[Reason]:
    """Deeds that a passage tells of somebody else, beside something different of whom the claim names."""
    own = [deed for deed in deeds(claim) if deed.party and _is_of_one(deed)]
    shown = [
        (deed, passage) for passage in evidence if own and passage.language == "en" for deed in deeds(passage.quote)
    ]
    for said in own if shown else ():
        told = [(deed, passage) for deed, passage in shown if _is_same_verb(said.verb, deed.verb)]
        if any(said.party & (deed.party | deed.object) or not deed.party for deed, _ in told):
            continue
        rival = next((pair for pair in told if _is_another(said, claim, *pair)), None)
        if rival is not None:
            told_of = _party_in(rival[1].quote, rival[0])
            message = f"the evidence tells “{rival[0].word.text}” of {told_of}"
            yield Reason(kind="roles", words=said.word.text, hard=True, message=message)


def _is_of_one(deed: Deed) -> bool:
    """Whether a deed is surely one party's: not "met", and nothing that a clause follows, as in "is expected to"."""
    is_loose = canonical(deed.verb) in _MUTUAL or deed.verb in SPEAKING | _OF_A_CLAUSE
    return is_verb(deed.word) and not deed.is_doubtful and not is_loose


def _is_another(said: Deed, claim: str, deed: Deed, passage: Passage) -> bool:
    """Whether a passage tells a claim's deed of another, and has whom the claim tells it of elsewhere."""
    is_of_same = bool(said.subject) == bool(deed.subject) and (
        bool(said.object & deed.object) or not (said.object or deed.object) if said.subject else True
    )
    if not is_of_same:
        return False
    mine, theirs = _named(claim, said.party), _named(passage.quote, deed.party)
    if mine and theirs:
        known = [called(name) for name in names(passage.quote)]
        one, others = called(mine[0]), frozenset[str]().union(*map(called, theirs))
        return any(one & name for name in known) and not may_be_one(one, others, {fold(passage.text)})
    if mine or theirs:
        return False
    shown = root_set([passage.quote])
    kin = {sense for word in said.party for sense in senses(word)}
    return said.party <= shown and kin.isdisjoint(sense for word in deed.party for sense in senses(word))


def _party_in(text: str, deed: Deed) -> str:
    """Of whom a text tells a deed, in its words."""
    told = [word.text for word in words(text) if word.end <= deed.word.start and root(word.folded) in deed.party]
    return " ".join(told) or "another"


def _named(text: str, subject: frozenset[str]) -> list[Name]:
    """The names of a text that stand in a subject."""
    return [name for name in names(text) if subject & {root(part) for part in name.parts}]


def _has_parties(deed: Deed) -> bool:
    return bool(deed.subject and deed.object) and not deed.is_doubtful


def _written(claim: str, act: Act) -> str:
    first, last = sorted((act.doer, act.target))
    return claim[first.start : last.end]


def untold_deeds(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Grave deeds by or to somebody, of which the evidence has no word: "Judge jails Roth"; English only.

    Soft where it has one, but no passage has it with whom the claim says it befell, or a pronoun.
    """
    if language != "en" or _SHOWN_BY.keys().isdisjoint(found.root for found in content_roots(claim)):
        return
    grave = [deed for deed in deeds(claim) if deed.verb in _SHOWN_BY and not deed.is_doubtful]
    named = {root(part) for name in names(claim) for part in name.parts} | _PEOPLE if grave else set[str]()
    told = [{root(word.folded) for word in words(passage.quote)} for passage in evidence] if grave else []
    comparable = all(passage.language == "en" for passage in evidence)
    for deed in grave:
        parties = named & (deed.subject | deed.object)
        telling = [passage for passage in told if _tells(passage, deed.verb)]
        if parties and not telling:
            message = f"“{deed.word.text}” is a grave thing to tell of somebody, and the evidence does not tell it"
            yield Reason(kind="roles", words=deed.word.text, hard=comparable, message=message)
        elif (befell := (named - _PEOPLE) & deed.object) and all(
            (befell | _PRONOUNS).isdisjoint(passage) for passage in telling
        ):
            message = f"the evidence does not tell whom the claim names together with “{deed.word.text}”"
            yield Reason(kind="roles", words=deed.word.text, hard=False, message=message)


def _tells(told: set[str], verb: str) -> bool:
    """Whether some roots have a grave deed, or what it may follow from."""
    kin = senses(verb)
    return not _SHOWN_BY[verb].isdisjoint(told) or any(not kin.isdisjoint(senses(word)) for word in told)
