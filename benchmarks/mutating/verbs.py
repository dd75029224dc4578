"""The forms of verbs that news uses: what follows "did not", and what it becomes without it."""

_REGULAR = """
accept achieve acknowledge acquire add address admit adopt advance affect agree aim allow amount announce answer appeal
appear apply appoint approve argue arrest arrive ask assess attack attempt attend attract avoid back ban bar believe
belong block boost borrow cancel capture carry cast cause cease challenge change charge check claim clear climb close
collapse collect commit compare compete complain complete concede conclude condemn conduct confess confirm consider
consult contact contain continue contribute control convict cooperate copy count cover crash create criticise criticize
cross damage decide declare decline defeat defend delay deliver demand deny describe deserve design destroy detain
develop die direct disagree discover discuss dismiss display double drop earn emerge employ enable encounter end
endorse enjoy ensure enter escape establish evacuate examine exceed exchange expand expect experience explain explode
explore express extend face fail favour favor fear feature file fill finance finish fire follow force form found free
gain gather grant guarantee handle happen head help honor honour host identify ignore impose improve include increase
indicate infect inform injure insist inspect install intend introduce invest investigate invite involve issue join
judge jump kick kidnap kill lack land last launch lead learn level lift limit link list live locate lock look lower
maintain manage march marry mention merge miss move murder name need negotiate notice obtain occur offer open operate
oppose order organise organize owe own pass perform permit persuade place plan plant play plead pledge postpone praise
prefer prepare present press prevent proceed process produce promise promote propose protect protest prove provide
publish pull purchase push question race raise reach realise realize receive recognise recognize recommend record
recover reduce refer reflect refuse reject relate release rely remain remember remove rename renew repeat replace
report request require rescue research reserve resign resist resolve respond restore result retain retire retreat
return reveal reverse review rule rush sample satisfy save scale schedule score search secure seem select separate
serve settle shape share shift ship sign slip solve spark split start state stay step stop stress struggle study
submit succeed suffer suggest supply support surge surrender surround survive suspect suspend switch target tend
test testify thank threaten touch trade transfer transform travel treat trigger trust try turn unveil update upgrade
urge use value visit volunteer vote vow wait walk want warn wash watch welcome widen wish witness work worry wound
"""
_IRREGULAR = """
bear bore borne|beat beat beaten|become became become|begin began begun|bet bet bet|bid bid bid|bind bound bound
bite bit bitten|blow blew blown|break broke broken|bring brought brought|build built built|burn burned burned
buy bought bought|catch caught caught|choose chose chosen|come came come|cost cost cost|cut cut cut|deal dealt dealt
dig dug dug|do did done|draw drew drawn|drive drove driven|eat ate eaten|fall fell fallen|feed fed fed|feel felt felt
fight fought fought|find found found|flee fled fled|fly flew flown|forbid forbade forbidden|forget forgot forgotten
get got got|give gave given|go went gone|grow grew grown|hang hung hung|have had had|hear heard heard|hide hid hidden
hit hit hit|hold held held|hurt hurt hurt|keep kept kept|know knew known|lay laid laid|lead led led|leave left left
lend lent lent|let let let|lie lay lain|lose lost lost|make made made|mean meant meant|meet met met|pay paid paid
put put put|quit quit quit|read read read|ride rode ridden|rise rose risen|run ran run|say said said|see saw seen
seek sought sought|sell sold sold|send sent sent|set set set|shake shook shaken|shed shed shed|shine shone shone
shoot shot shot|show showed shown|shrink shrank shrunk|shut shut shut|sing sang sung|sink sank sunk|sit sat sat
sleep slept slept|slide slid slid|speak spoke spoken|spend spent spent|spread spread spread|stand stood stood
steal stole stolen|stick stuck stuck|strike struck struck|swear swore sworn|sweep swept swept|swim swam swum
swing swung swung|take took taken|teach taught taught|tear tore torn|tell told told|think thought thought
throw threw thrown|undergo underwent undergone|understand understood understood|win won won|withdraw withdrew withdrawn
withhold withheld withheld|withstand withstood withstood|write wrote written
"""
_DOUBLED = frozenset(
    "admit ban bar beg cancel commit control drop grab kidnap occur permit plan refer ship slip step stop submit "
    "transfer trap travel trip wrap".split()
)
"""Verbs whose last consonant is written twice."""


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return f"{base}{base[-1]}ed" if base in _DOUBLED else f"{base}ed"


def _forms() -> tuple[dict[str, str], dict[str, str]]:
    past = {base: _past(base) for base in _REGULAR.split()}
    participles = dict(past)
    for verb in _IRREGULAR.strip().replace("\n", "|").split("|"):
        base, past[base], participles[base] = verb.split()
    return past, participles


PAST, PARTICIPLES = _forms()
"""The past tense and the participle of verbs, by their base form."""

BASES = {past: base for base, past in PAST.items() if past != base}
"""The base form of verbs by their past tense, where the two differ."""

REPORTING = frozenset(
    "said told added wrote asked noted reported explained warned argued insisted claimed suggested stated announced "
    "tweeted quipped replied continued concluded read revealed".split()
)
"""Past forms that tell of speech, which stand after what they tell."""

_PARTICIPLE = frozenset(PARTICIPLES.values()) | {"been", "done", "gone"}


def is_participle(word: str) -> bool:
    """Whether a folded word can follow "has"."""
    return word in _PARTICIPLE or (word.endswith("ed") and len(word) > 4)


def third_person(base: str) -> str:
    """The form that follows "she": "denies", "does", "has", "reaches"."""
    if base == "have":
        return "has"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
