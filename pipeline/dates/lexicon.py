"""The English words of time, each with its class and, where it has one, its value.

The grammar's patterns speak of classes. A word has one class; where it has two readings ("may", "second", "fall"), the
class says so and the rules decide by what stands around it.
"""

UNITS = (
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "fortnight",
    "weekend",
    "month",
    "quarter",
    "year",
    "decade",
    "century",
)
"""Units of time, by the value of their words."""

PARTS_OF_DAY = ("MO", "MI", "AF", "EV", "NI")
"""TIMEX3's letters for morning, midday, afternoon, evening and night, by the value of their words."""

_Entry = tuple[str, int]


def words(listed: str) -> frozenset[str]:
    """The words of a list that is written with spaces."""
    return frozenset(listed.split())


def _numbered(name: str, words: str, first: int = 1) -> dict[str, _Entry]:
    return {word: (name, number) for number, word in enumerate(words.split(), first) if word != "-"}


def _all(name: str, words: str, value: int = 0) -> dict[str, _Entry]:
    return dict.fromkeys(words.split(), (name, value))


def _themselves(words: str) -> dict[str, _Entry]:
    return {word: (word, 0) for word in words.split()}


_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"

_CALENDAR: dict[str, _Entry] = {
    **_numbered("month", "january february - april - june july august september october november december"),
    **_numbered("mon", "jan feb mar apr - jun jul aug sep oct nov dec"),
    "sept": ("mon", 9),
    "march": ("maymonth", 3),
    "may": ("maymonth", 5),
    **_numbered("weekday", _WEEKDAYS, 0),
    **_numbered("weekdays", _WEEKDAYS.replace("day", "days"), 0),
    **_numbered("wkd", "mon tue wed thu fri sat sun", 0),
    **_numbered("wkd", "- tues weds thurs", 0),
    "thur": ("wkd", 3),
    **_numbered("season", "spring summer autumn winter"),
    **_numbered("season", "springtime summertime fall wintertime"),
    **_numbered("part", "morning - afternoon evening night", 0),
    **_numbered("parts", "mornings - afternoons evenings nights", 0),
    **_all("noon", "noon midday noontime", 12),
    "midnight": ("noon", 24),
    **_all("dawn", "dawn daybreak sunrise", 0),
    **_all("dawn", "lunchtime", 1),
    **_all("dawn", "dusk sunset nightfall", 3),
    "overnight": ("overnight", 4),
    **_numbered("deictic", "yesterday today tomorrow", -1),
    "tonight": ("tonight", 0),
    **{
        word: ("tensdecade", 10 * n)
        for n, word in enumerate(
            "noughties tens twenties thirties forties fifties sixties seventies eighties nineties".split()
        )
    },
}

_LENGTHS: dict[str, _Entry] = {
    **_numbered("unit", "- minute hour day week fortnight weekend month quarter year decade century", 0),
    **_numbered(
        "units", "seconds minutes hours days weeks fortnights weekends months quarters years decades centuries", 0
    ),
    "yr": ("unit", 9),
    "yrs": ("units", 9),
    "second": ("second", 2),  # an ordinal, or a unit after a number
    **_all("unitadj", "calendar academic single working business trading school consecutive straight full whole"),
    **_all("unitadj", "additional more successive"),
    **_all("fiscal", "fiscal financial"),
    **_numbered("recurring", "hourly daily weekly fortnightly - monthly quarterly yearly", 2),
    **_all("recurring", "nightly everyday", 3),
    **_all("recurring", "annual annually", 9),
    "annum": ("unit", 9),
    "biennial": ("biennial", 2),
    **_all("each", "each every"),
    **_numbered("once", "once twice"),
    **_all("undetermined", "undetermined indefinite unspecified"),
}

_NUMBERS: dict[str, _Entry] = {
    **_numbered(
        "numword", "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", 0
    ),
    **_numbered("numword", "sixteen seventeen eighteen nineteen", 16),
    **{
        word: ("tens", 10 * n)
        for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
    },
    **_numbered("ordinal", "first - third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth"),
    **_numbered("ordinal", "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth", 14),
    "thirtieth": ("ordinal", 30),
    "hundred": ("scale", 100),
    "thousand": ("scale", 1000),
    **_all("million", "million billion trillion"),
    "dozen": ("dozen", 12),
    "couple": ("couple", 2),
    **_all("vague", "few several many some multiple numerous countless dozens"),
    "half": ("half", 0),
    "other": ("alternate", 2),
    **_all("a", "a an"),
}

_RELATIONS: dict[str, _Entry] = {
    "last": ("last", -1),
    "past": ("past", -1),
    **_all("previous", "previous preceding prior", -1),
    **_all("next", "next coming upcoming", 1),
    **_all("following", "following subsequent ensuing", 1),
    **_all("this", "this current"),
    **_all("these", "these those"),
    "latter": ("latter", 2),
    "final": ("final", -1),
    "earlier": ("earlier", -1),
    "later": ("later", 1),
    "ago": ("ago", -1),
    **_all("pastref", "recently lately"),
    **_all("presentref", "currently presently nowadays"),
    **_all("beginning", "beginning start outset onset"),
    **_all("middle", "middle midpoint"),
    **_all("ending", "end close"),
    **_all("starting", "starting commencing"),
    **_all("ended", "ended ending"),
    **_all("lasting", "take takes took taken lasts lasted spend spends spent"),
    **_all("rest", "rest remainder"),
    **_all("until", "until till til"),
    **_all("through", "through thru"),
    **_all("over", "over throughout"),
    **_all("around", "around about circa roughly approximately"),
    **_themselves(
        """
    that same the early late mid now soon future recent near time times period moment present old long new all eve so of
    in into
    on at to from between and or by since before after during within for ahead than no as per very
    """
    ),
}

WORDS: dict[str, _Entry] = _CALENDAR | _LENGTHS | _NUMBERS | _RELATIONS
"""Every word that the grammar knows, folded."""

MARKS = {",": "comma", ".": "dot", "-": "hyphen", "/": "slash", "(": "open", ")": "close", "~": "hyphen"}
"""Punctuation that patterns name."""

TOKEN_CLASSES = tuple(
    """
    other break possessive small number year4 nth decade shortdecade clock zone qcode hcode fycode monthday iso
    isoweek numeric yearmonth shortyear qyear holiday name mark
    """.split()
)
"""Classes that the scanner gives by shape rather than by word."""

TELLING = words("""
    year4 nth decade shortdecade clock qcode fycode monthday iso isoweek numeric yearmonth shortyear qyear holiday
    month mon maymonth weekday weekdays wkd season part noon dawn overnight deictic tonight tensdecade unit units second
    recurring biennial numword tens half past later pastref presentref now soon future time period moment present long
    """)
"""Classes of time: whatever a rule finds has one of them, so that words without any need not be looked through."""
