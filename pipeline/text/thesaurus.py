"""Words that news uses for one another: "bought" for "acquired", "blaze" for "fire", "acquisition" for "acquire".

`thesaurus.txt` is a small thesaurus of the vocabulary of news, a group a line: verbs with the nouns made of them, and
nouns that differ in tone alone. It tells that two words may say the same, never that they do: a word stands in every
group that one of its senses belongs to, and no group holds opposites.
"""

from collections import defaultdict
from importlib.resources import files

from pipeline.text.words import stem


def senses(stemmed: str) -> frozenset[int]:
    """The groups that an English stem belongs to; two words that share one may say the same."""
    return _TABLE.get(stemmed, frozenset())


def _table() -> dict[str, frozenset[int]]:
    held: defaultdict[str, set[int]] = defaultdict(set)
    lines = files("pipeline.text").joinpath("thesaurus.txt").read_text(encoding="utf-8").splitlines()
    for number, group in enumerate(lines):
        for word in group.split():
            held[stem(word)].add(number)
    return {stemmed: frozenset(groups) for stemmed, groups in held.items()}


_TABLE = _table()
