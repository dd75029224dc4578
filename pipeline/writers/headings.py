"""Headings in the sources' own words: what says best what a section is about, without repeating what stands under it.

In this order: the title of an article that most of the section's facts bear out, the opening clause of a sentence that
the digest leaves out, a noun phrase of the section's most typical words, the names that mark it off.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.checks.denials import before_denial, denials
from pipeline.checks.passage import Passage, passages
from pipeline.checks.titles import heading_support
from pipeline.domain.support import Verdict
from pipeline.facts import FactBook, RankedFact
from pipeline.text.fold import squeeze
from pipeline.text.numbers import quantities
from pipeline.text.standalone import lead_in_cut, stands_alone
from pipeline.text.words import content_stems, words
from pipeline.writers.clauses import main_clause
from pipeline.writers.headlines import CLICKBAIT
from pipeline.writers.labels import INSTITUTIONS, labels, named
from pipeline.writers.phrases import noun_phrases

_LONGEST = 13  # words of a title that can head a section
_BORNE_OUT = 0.6  # the least share of a heading's words, by weight, that a section has to have
_SURELY_BORNE_OUT = 0.75  # that of a clause, which may tell something else of the same names
_REPEATED = 0.6  # the share of words in common from which two headings say the same
_QUOTED = re.compile(r"“[^”]{0,400}”|\"[^\"]{0,400}\"")
_KICKER = re.compile(r"[‘“'\"][^:]{1,60}[’”'\"]: ")
"""A quotation with a colon, set before a title proper."""
_TERSE = 4  # words up to which a phrase is not too long for what it says
_TELLING = 3  # words of content from which a phrase says enough
_WHO = 0.5  # what a phrase is worth that tells who rather than what
_NOBODY_IN_PARTICULAR = INSTITUTIONS | frozenset(
    """minister ministers official officials union unions government authorities spokesman spokeswoman spokesperson girl
    source sources insider insiders director directors deputy head chairman president executive executives maker makers
    governor boy man woman people child children mother father parent parents son daughter brother sister wife husband
    family friend friends suspect suspects victim victims patient patients""".split()
)
_SAYING = frozenset("say says said tell tells told".split())
_DOING = re.compile(r"\b(?:is|are|was|were|isn't|aren't) (\w{2,}ing)\b")
_VERB = re.compile(r"\b\w{2,}(?:ing|ed|s)\b")
"""What somebody is doing in a title, and words that may be such a verb: "work" may be a noun, "works" hardly."""
_FOLLOWING = 0.85  # what a phrase of each further fact is worth beside one of the fact before


def headings(sections: Sequence[Sequence[RankedFact]], book: FactBook, headline: str) -> list[str]:
    """A heading for each section; none says what the headline or another one says already, or what a source denies."""
    words_of = _Words(sections, book)
    everywhere = Counter(name for facts in sections for name in {squeeze(name) for name in named(facts, book.language)})
    known = denials(book.articles)
    untold = _untold_clauses(sections, book)
    chosen: list[str] = []
    for number, facts in enumerate(sections):
        options = [
            *_titles(number, facts, words_of, book),
            *(clause for clause in untold if words_of.may_head(clause, number, _SURELY_BORNE_OUT)),
            *words_of.phrases(number),
            *_further_clauses(facts, book.language),
            *labels(facts, everywhere, book.language),
        ]
        taken = [headline, *chosen]
        shown = _shown(facts, book)
        fresh = (
            option
            for option in options
            if not words_of.says_again(option, taken)
            and heading_support(option, shown, known, book.language).verdict is not Verdict.UNSUPPORTED
        )
        chosen.append(next(fresh, None) or _last_resort(facts, options, taken))
    return chosen


def _further_clauses(facts: Sequence[RankedFact], language: str) -> Iterator[str]:
    """The opening clauses of the section's facts but the first, above which they would stand twice at once."""
    for ranked in facts[1:] if language == "en" else ():
        text = lead_in_cut(ranked.fact.text)
        clause = main_clause(text)
        if clause and squeeze(clause) != squeeze(text).rstrip("."):
            yield clause


def _last_resort(facts: Sequence[RankedFact], options: Sequence[str], taken: Sequence[str]) -> str:
    used = set(map(squeeze, taken))
    text = facts[0].fact.text
    whole = (main_clause(text) or text, text)
    return next((option for option in (*whole, *options) if squeeze(option) not in used), text)


def _shown(facts: Sequence[RankedFact], book: FactBook) -> tuple[Passage, ...]:
    """What a section's heading is held to: the evidence of its facts and the titles of their articles."""
    evidence = [piece for ranked in facts for piece in ranked.fact.evidence]
    cited = {piece.article for piece in evidence}
    titles = tuple(
        Passage(quote=a.title, language=a.language, published=a.published, publisher=a.publisher, article=a.number)
        for a in book.articles
        if a.title and a.number in cited
    )
    return (*passages(evidence, {article.number: article for article in book.articles}), *titles)


class _Words:
    """The words of the sections of a story: how rare each is in it, and in which of them it stands."""

    def __init__(self, sections: Sequence[Sequence[RankedFact]], book: FactBook) -> None:
        self._language = book.language
        stems = [content_stems(ranked.fact.text, ranked.language) for ranked in book.ranked]
        self._facts = Counter(stem for found in stems for stem in set(found))
        self._total = len(stems)
        self._sections = [[frozenset(self._stems(r.fact.text)) for r in facts] for facts in sections]
        self._texts = [[lead_in_cut(r.fact.text) for r in facts] for facts in sections]
        self._holders = Counter(stem for facts in self._sections for stem in frozenset[str]().union(*facts))

    def _stems(self, text: str) -> tuple[str, ...]:
        return content_stems(text, self._language)

    def borne_out(self, text: str, number: int) -> float:
        """The share of a text's words, by their rarity, that a section has."""
        own = frozenset[str]().union(*self._sections[number])
        stems = frozenset(self._stems(text))
        return self._weight(stems & own) / (self._weight(stems) or 1.0)

    def says_again(self, text: str, others: Sequence[str]) -> bool:
        """Whether a text has most of the words of another, by their rarity, or another most of its own."""
        stems = frozenset(self._stems(text))
        for other in others:
            told = frozenset(self._stems(other))
            fewer = min(self._weight(stems), self._weight(told))
            if squeeze(text) == squeeze(other) or (stems & told and self._weight(stems & told) >= _REPEATED * fewer):
                return True
        return False

    def _weight(self, stems: frozenset[str]) -> float:
        return sum(math.log(1 + self._total / (1 + self._facts[stem])) for stem in sorted(stems))

    def may_head(self, text: str, number: int, least: float) -> bool:
        """Whether a section bears a text out to some share at least, and none of its sentences opens with it."""
        opening = squeeze(text)
        is_new = not any(squeeze(told).startswith(opening) for told in self._texts[number])
        return is_new and self.borne_out(text, number) >= least and self._is_told_at_once(text, number)

    def _is_told_at_once(self, text: str, number: int) -> bool:
        """Whether one sentence of a section has most of what a text tells beside names and who says so.

        Words that lie scattered over a section bear out nothing: "the campaign is working" takes more than a sentence
        on the campaign and one on the agency's work.
        """
        if self._language != "en":
            return True
        done = frozenset[str]().union(*(self._verbs(each, _VERB) for each in self._texts[number]))
        if not self._verbs(text, _DOING) <= done:
            return False
        plain = " ".join(word.text for word in words(text) if word.text.islower() and word.folded not in _SAYING)
        stems = frozenset(self._stems(plain))
        return not stems or any(len(stems & told) >= _BORNE_OUT * len(stems) for told in self._sections[number])

    def _verbs(self, text: str, pattern: re.Pattern[str]) -> frozenset[str]:
        """The stems of the words that a pattern finds in a text."""
        return frozenset(stem for word in pattern.findall(text) for stem in self._stems(word))

    def phrases(self, number: int) -> list[str]:
        """The noun phrases of a section, the one with its most typical words first."""
        if self._language != "en":
            return []
        scored: dict[str, float] = {}
        for place, text in enumerate(self._texts[number]):
            for phrase in noun_phrases(_QUOTED.sub(", ", before_denial(text))):
                worth = self._typical(phrase, number) * _FOLLOWING**place
                scored[phrase] = max(worth, scored.get(phrase, 0.0))
        return sorted(scored, key=lambda phrase: -scored[phrase])

    def _typical(self, phrase: str, number: int) -> float:
        """How much the words of a phrase are the section's own: many facts of it have them, and few other sections."""
        stems = set(self._stems(phrase))
        weights = [
            sum(stem in fact for fact in self._sections[number]) * math.log(1 + self._facts[stem]) / self._holders[stem]
            for stem in sorted(stems)
            if self._holders[stem]
        ]
        who = _WHO if _NOBODY_IN_PARTICULAR & {word.folded for word in words(phrase)} else 1.0
        return who * sum(weights) * min(1.0, len(stems) / _TELLING) / math.sqrt(max(_TERSE, len(words(phrase))))


def _titles(number: int, facts: Sequence[RankedFact], words_of: _Words, book: FactBook) -> Iterator[str]:
    """The titles of the section's articles that its facts bear out, those first that they do most."""
    cited = {piece.article for ranked in facts for piece in ranked.fact.evidence}
    found = [
        title
        for article in book.articles
        if article.number in cited and article.language == book.language
        for title in [" ".join(_KICKER.sub("", article.title, count=1).split()).removesuffix(".")]
        if _is_plain(title, book.language) and words_of.may_head(title, number, _BORNE_OUT)
    ]
    yield from sorted(found, key=lambda title: -words_of.borne_out(title, number))


def _is_plain(title: str, language: str) -> bool:
    plain = not any(mark in title for mark in (*CLICKBAIT, ":", " – ", " — ", " - ", ". "))
    whole = language != "en" or (stands_alone(title) and title[:1] not in "'‘“\"")
    return plain and whole and 0 < len(words(title)) <= _LONGEST and title.upper() != title


def _untold_clauses(sections: Sequence[Sequence[RankedFact]], book: FactBook) -> list[str]:
    """The opening clauses of the sentences that no section has; a figure in them may have been overtaken."""
    if book.language != "en":
        return []
    told = {ranked.fact.id for facts in sections for ranked in facts}
    untold = (lead_in_cut(r.fact.text) for r in book.ranked if r.language == "en" and r.fact.id not in told)
    found = ((text, clause) for text in untold if (clause := main_clause(text)))
    return [clause for text, clause in found if not quantities(clause) and stands_alone(text)]
