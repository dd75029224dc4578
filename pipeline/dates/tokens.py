"""Scanning: a text as a row of tokens, each with a class.

As in SUTime's TokensRegex (Chang and Manning, 2012), the grammar's patterns are regular expressions over classes of
tokens rather than over characters: here the classes of a text are one string with a character for each token, so that
Python's `re` does the matching. Every token is bounded by the text that it covers, which keeps the work linear.
"""

import re
from functools import lru_cache

from pipeline.dates.holidays import HOLIDAYS, NAMES
from pipeline.dates.lexicon import MARKS, TOKEN_CLASSES, WORDS
from pipeline.text.fold import fold

CLASSES = {
    name: chr(0xE000 + number)
    for number, name in enumerate(
        dict.fromkeys([*TOKEN_CLASSES, *MARKS.values(), *(name for name, _ in WORDS.values())])
    )
}
"""The character that stands for each class, from Unicode's private use area."""

_WORD_CLASSES = {word: (CLASSES[name], value) for word, (name, value) in WORDS.items()}
_CLASS_NAMES = {character: name for name, character in CLASSES.items()}

_ZONES = (
    "gmt|utc|[ecmp][sd]?t|bst|cest|cet|jst|kst|ist|hkt|aest|sast|msk"
    "|(?:(?:u[.]?s[.]?[ ])?(?:eastern|central|mountain|pacific)|local|greenwich[ ]mean)"
    "(?:[ ](?:standard|daylight|summer))?[ ]time"
)
_OTHER, _BREAK = CLASSES["other"], CLASSES["break"]
_SHAPE = re.compile(
    rf"""
      (?P<break>\n)
    | (?=['\d])(?:  # so that a word is not tried as each of them
          (?P<iso>(?<![\w-])[12]\d{{3}}-\d{{2}}-\d{{2}}
            (?:[t ]\d{{2}}:\d{{2}}(?::\d{{2}}(?:\.\d{{1,9}})?)?(?:z|[+-]\d{{2}}:?\d{{2}})?)?(?![\w]|-\d))
        | (?P<isoweek>(?<![\w-])[12]\d{{3}}-w\d{{2}}(?!\w))
        | (?P<numeric>(?<![\w/.-])(?:
              \d{{1,2}}/\d{{1,2}}/(?:\d{{4}}|\d{{2}}) | \d{{1,2}}-\d{{1,2}}-\d{{4}} | \d{{1,2}}\.\d{{1,2}}\.\d{{4}}
            | [12]\d{{3}}/\d{{1,2}}/\d{{1,2}} | [12]\d{{3}}\.\d{{1,2}}\.\d{{1,2}}
            | [12]\d{{3}}[-/](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[-/]\d{{1,2}})(?![\w/]|[.-]\d))
        | (?P<monthday>(?<![\w/.$-])\d{{1,2}}/\d{{1,2}}(?![\w/]|[.-]\d))
        | (?P<yearmonth>(?<![\w-])[12]\d{{3}}[-/]\d{{2}}(?![\w/]|-\d))
        | (?P<clock>(?<![\w:.])(?:
              \d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:[ ]?[ap](?:m\b|\.[ ]?m\.?))?
            | \d{{1,2}}(?:\.\d{{2}})?[ ]?[ap](?:m\b|\.[ ]?m\.?)
            | (?:[01]\d|2[0-3])[0-5]\d(?=[ ](?:{_ZONES})(?!\w)))(?![:\d]))
        | (?P<decade>(?:(?<![\w-])|(?<=mid-)|(?<=late-)|(?<=early-)|(?<=pre-)|(?<=post-))[12]\d{{2}}0'?s(?!\w))
        | (?P<shortdecade>(?:(?<!\w)'|(?<![\w.,$]))[1-9]0'?s(?!\w))
        | (?P<shortyear>(?<!\w)'\d{{2}}(?![\w%]))
        | (?P<nth>(?<![\w.,])\d{{1,2}}(?:st|nd|rd|th)(?!\w))
    )
    | (?=[\dqhf])(?:
          (?P<qyear>(?<![\w.])(?:q[1-4]|[1-4]q|h[12]|[12]h)(?:[ ]?fy[ ]?)?['-]?(?:20\d{{2}}|\d{{2}})(?![\w.]\w|\w))
        | (?P<qcode>(?<!\w)(?:q[1-4]|[1-4]q)(?!\w|'\w|[.]\d))
        | (?P<hcode>(?<!\w)(?:h[12]|[12]h)(?![\w]))
        | (?P<fycode>(?<!\w)fy[ ]?'?(?:[12]\d{{3}}|\d{{2}})(?!\w))
    )
    | (?P<zone>(?<!\w)(?:{_ZONES})(?!\w))
    | (?P<holiday>(?<![\w'])(?:{HOLIDAYS})(?!\w))
    | (?P<name>\b(?:{NAMES})(?!\w))
    | (?P<number>\d+(?:[.,]\d+)*)
    | (?P<possessive>'s(?!\w))
    | (?P<word>[^\W\d_]+)
    | (?P<mark>[^\s\w]|_)
    """,
    re.VERBOSE,
)
_CURRENCY = "$€£¥₹"
_GLUED_BEFORE = re.compile(r"[\w#@&\\]")
_DIGITS = re.compile(r"[0-9]+")
_DAY_FIRST = re.compile(r"(?<![\d/.-])(?:1[3-9]|2\d|3[01])[/-](?:0?[1-9]|1[0-2])[/-](?:\d{4}|\d{2})(?![\d/-])")


class Tokens:
    """The tokens of a text: parallel lists, and `classes`, which patterns are matched against."""

    __slots__ = ("classes", "day_first", "ends", "folded", "starts", "text", "values", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = _keep_breaks(text)
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []
        self.values: list[int] = []
        classes: list[str] = []
        for match in _SHAPE.finditer(self.folded):
            word, shape = match[0], match.lastgroup or "mark"
            start, end = match.span()
            if shape == "word":
                character, value = _WORD_CLASSES.get(word, (_OTHER, 0))
            else:
                character, value = self._classify(shape, word, start, end)
            self.starts.append(start)
            self.ends.append(end)
            self.words.append(word)
            self.values.append(value)
            classes.append(character)
        self.classes = "".join(classes)
        self.day_first = _DAY_FIRST.search(self.folded) is not None
        """Whether a date in digits shows that the text writes the day before the month: "21/04/2016"."""

    def __len__(self) -> int:
        return len(self.words)

    def _classify(self, shape: str, word: str, start: int, end: int) -> tuple[str, int]:
        if shape == "mark":
            return CLASSES[MARKS.get(word, "mark")], 0
        if shape == "number":
            return self._number(word, start, end)
        digits = _DIGITS.search(word)
        return CLASSES[shape], int(digits[0]) if digits else 0

    def _number(self, word: str, start: int, end: int) -> tuple[str, int]:
        """A number's class: "small" for a day's, "year4" for a year's, "other" where something is glued to it."""
        if not word.isascii() or not word.isdigit():
            return CLASSES["number"], 0
        around = self.folded[max(0, start - 1) : start]
        if around and around in _CURRENCY:
            return CLASSES["number"], int(word[:9])
        if len(word) > 4 or _GLUED_BEFORE.match(around) or self.folded[end : end + 1].isalpha():
            return _OTHER, 0
        if self.folded[end : end + 1] == "%":
            return CLASSES["number"], int(word)
        value = int(word)
        if len(word) <= 2:
            return CLASSES["small" if 1 <= value <= 31 else "number"], value
        return CLASSES["year4" if len(word) == 4 and 1000 <= value <= 2999 else "number"], value

    def is_class(self, index: int, *names: str) -> bool:
        """Whether the token there, if there is one, has one of these classes."""
        return 0 <= index < len(self.words) and _CLASS_NAMES[self.classes[index]] in names

    def word(self, index: int) -> str:
        """The folded word of the token there, or nothing."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def is_capitalised(self, index: int) -> bool:
        """Whether the token there starts with a capital letter in the text."""
        return 0 <= index < len(self.words) and self.text[self.starts[index]].isupper()

    def touches(self, index: int) -> bool:
        """Whether nothing stands between the token there and the one before it."""
        return 0 < index < len(self.words) and self.ends[index - 1] == self.starts[index]


def _keep_breaks(text: str) -> str:
    """The folded text, its line breaks kept, since no expression crosses one."""
    folded = fold(text)
    if "\n" not in text:
        return folded
    return "\n".join(folded[start:end] for start, end in _lines(text))


def _lines(text: str) -> list[tuple[int, int]]:
    edges: list[tuple[int, int]] = []
    start = 0
    for line in text.split("\n"):
        edges.append((start, start + len(line)))
        start += len(line) + 1
    return edges


_NAMED = re.compile(r"(?<!P)<([a-z0-9|-]+)>")


@lru_cache(maxsize=256)
def compile_pattern(pattern: str) -> re.Pattern[str]:
    """A pattern over token classes: "<month><day>" and "<weekday|wkd>" name classes, the rest is `re`'s, verbose."""
    return re.compile(_NAMED.sub(_class_set, pattern), re.VERBOSE)


def _class_set(match: re.Match[str]) -> str:
    return "[" + "".join(CLASSES[name] for name in match[1].split("|")) + "]"
