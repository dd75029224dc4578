"""Holidays that have a date, and names that only sound like dates."""

from collections.abc import Callable
from datetime import date, timedelta


def easter(year: int) -> date:
    """Easter Sunday of the western churches, by the algorithm of Meeus, Jones and Butcher."""
    golden, century, rest = year % 19, year // 100, year % 100
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _on(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


def _nth(count: int, weekday: int, month: int, *, plus: int = 0) -> Callable[[int], date]:
    """The nth weekday of a month, counted from its end where negative, and so many days on."""

    def find(year: int) -> date:
        if count > 0:
            first = date(year, month, 1)
            return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1) + plus)
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7 + plus)

    return find


_DAYS: dict[str, Callable[[int], date]] = {
    "christmas eve": _on(12, 24),
    "christmas day": _on(12, 25),
    "christmas": _on(12, 25),
    "boxing day": _on(12, 26),
    "new year's eve": _on(12, 31),
    "new year's day": _on(1, 1),
    "epiphany": _on(1, 6),
    "mlk day": _nth(3, 0, 1),
    "inauguration day": _on(1, 20),
    "australia day": _on(1, 26),
    "burns night": _on(1, 25),
    "waitangi day": _on(2, 6),
    "martin luther king jr. day": _nth(3, 0, 1),
    "martin luther king day": _nth(3, 0, 1),
    "groundhog day": _on(2, 2),
    "valentine's day": _on(2, 14),
    "presidents day": _nth(3, 0, 2),
    "presidents' day": _nth(3, 0, 2),
    "international women's day": _on(3, 8),
    "st. patrick's day": _on(3, 17),
    "st patrick's day": _on(3, 17),
    "st. david's day": _on(3, 1),
    "st david's day": _on(3, 1),
    "april fools' day": _on(4, 1),
    "april fool's day": _on(4, 1),
    "earth day": _on(4, 22),
    "patriots' day": _nth(3, 0, 4),
    "st. george's day": _on(4, 23),
    "st george's day": _on(4, 23),
    "anzac day": _on(4, 25),
    "may day": _on(5, 1),
    "may day bank holiday": _nth(1, 0, 5),
    "early may bank holiday": _nth(1, 0, 5),
    "spring bank holiday": _nth(-1, 0, 5),
    "august bank holiday": _nth(-1, 0, 8),
    "cinco de mayo": _on(5, 5),
    "victory day": _on(5, 9),
    "shrove tuesday": _from_easter(-47),
    "mardi gras": _from_easter(-47),
    "ash wednesday": _from_easter(-46),
    "palm sunday": _from_easter(-7),
    "maundy thursday": _from_easter(-3),
    "mothering sunday": _from_easter(-21),
    "good friday": _from_easter(-2),
    "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1),
    "holy saturday": _from_easter(-1),
    "ascension day": _from_easter(39),
    "pentecost": _from_easter(49),
    "whit monday": _from_easter(50),
    "easter": _from_easter(0),
    "memorial day": _nth(-1, 0, 5),
    **dict.fromkeys(("mother's day", "mothers' day", "mothers day"), _nth(2, 6, 5)),
    **dict.fromkeys(("father's day", "fathers' day", "fathers day"), _nth(3, 6, 6)),
    "flag day": _on(6, 14),
    "juneteenth": _on(6, 19),
    "canada day": _on(7, 1),
    "fourth of july": _on(7, 4),
    "independence day": _on(7, 4),
    "bastille day": _on(7, 14),
    "labor day": _nth(1, 0, 9),
    "labour day": _nth(1, 0, 9),
    "columbus day": _nth(2, 0, 10),
    "indigenous peoples' day": _nth(2, 0, 10),
    "german unity day": _on(10, 3),
    "halloween": _on(10, 31),
    "all saints' day": _on(11, 1),
    "election day": _nth(1, 0, 11, plus=1),
    "guy fawkes night": _on(11, 5),
    "bonfire night": _on(11, 5),
    "veterans day": _on(11, 11),
    "remembrance sunday": _nth(2, 6, 11),
    "singles' day": _on(11, 11),
    "armistice day": _on(11, 11),
    "remembrance day": _on(11, 11),
    "thanksgiving day": _nth(4, 3, 11),
    "thanksgiving": _nth(4, 3, 11),
    "black friday": _nth(4, 3, 11, plus=1),
    "giving tuesday": _nth(4, 3, 11, plus=5),
    "small business saturday": _nth(4, 3, 11, plus=2),
    "st. andrew's day": _on(11, 30),
    "st andrew's day": _on(11, 30),
    "cyber monday": _nth(4, 3, 11, plus=4),
}

HOLIDAYS = "|".join(sorted((name.replace(".", r"\.").replace(" ", "[ ]") for name in _DAYS), key=len, reverse=True))
"""The names as alternatives of a verbose regular expression, the longest first."""


def holiday(name: str, year: int) -> date:
    """The day of a holiday in a year. What differs between countries, as Mother's Day, is that of the United States."""
    return _DAYS[name](year)


_NAMES = (
    (
        r"(?:black|bloody|super|blue|manic|ruby|fat|stormy|red|casual|freaky|mad) "
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    ),
    r"(?:monday|thursday|friday|sunday) night (?:football|lights)",
    r"saturday night (?:live|fever)",
    r"sheffield wednesday",
    r"super bowl sunday",
    (
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)day (?:times|telegraph|mirror|express|mail|post|herald|mercury|world"
        r"|people|star|age|independent|tribune|trading|league|brunch"
        r"|paper|papers|newspaper|newspapers|tabloid|tabloids|school|roast)"
    ),
    r"(?:summer|winter) (?:olympics|paralympics|games)",
    r"(?:usa|world|russia) today",
    r"today (?:show|programme)",
    r"24/7",
    r"20th century (?:fox|studios)",
)
NAMES = "|".join(_NAMES).replace(" ", "[ ]")
"""Names that contain words of time and tell none, as alternatives of a verbose regular expression."""
