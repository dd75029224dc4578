"""Headings and a headline in the sources' own words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipeline.domain.article import ArticleText, published_day
from pipeline.facts import FactBook, RankedFact
from pipeline.text.fold import squeeze
from pipeline.text.names import TITLES, Name, names
from pipeline.text.places import place_of
from pipeline.text.sentences import split_sentences
from pipeline.text.standalone import lead_in_cut
from pipeline.text.words import content_stems, words
from pipeline.writers.clauses import main_clause

_LONGEST_HEADLINE = 110
_OPENING = 8  # sentences of an article that tell what it is about
_FRESHNESS = 0.2  # how much more the newest title of a long story weighs than the oldest
_CLICKBAIT = ("?", "!", "…", "...")
_INSTITUTIONS = frozenset(
    """
    agency association authority bank board bureau center centre commission committee company corporation council
    court department federation foundation fund group institute league ministry museum office organization
    organisation party police press service society state states times union university
    """.split()
)
_LABEL = re.compile(r"[A-Z][\w&'’-]*[\w](?: [\w&'’-]+){0,4}")


def headline(book: FactBook) -> str:
    """The title that tells most of what all the articles open with, the plainest first."""
    usable = [article for article in book.articles if article.language == book.language and article.title.strip()]
    if not usable:
        return book.ranked[0].fact.text
    openings = {article.number: _opening(article) for article in usable}
    best = max(usable, key=lambda article: (_aptness(article, openings) * _freshness(article, usable), -article.number))
    return " ".join(best.title.split()).removesuffix(".")


def _freshness(article: ArticleText, others: Sequence[ArticleText]) -> float:
    """More than 1 for what was published last in a story that went on for days: its news has overtaken the rest."""
    days = [day for other in others if (day := published_day(other.published))]
    day = published_day(article.published)
    span = (max(days) - min(days)).days if days else 0
    return 1 + _FRESHNESS * (day - min(days)).days / span if day and span > 1 else 1.0


def _opening(article: ArticleText) -> set[str]:
    spans = split_sentences(article.text, article.language)[:_OPENING]
    return {stem for span in spans for stem in content_stems(span.of(article.text), article.language)}


def _aptness(article: ArticleText, openings: dict[int, set[str]]) -> float:
    """How many of the articles' openings share the title's words, on average over its words."""
    stems = set(content_stems(article.title, article.language))
    shared = sum(len(stems & opening) for opening in openings.values())
    apt = shared / (len(openings) * (len(stems) + 2))
    if any(mark in article.title for mark in _CLICKBAIT) or len(article.title) > _LONGEST_HEADLINE:
        apt *= 0.5
    if ":" in article.title or article.title[:1] in "'‘“\"" or article.title.upper() == article.title:
        apt *= 0.8
    return apt


def headings(sections: Sequence[Sequence[RankedFact]], language: str) -> list[str]:
    """A heading for each section: a short main clause of one of its facts, else the names that mark it off."""
    everywhere = Counter(name for facts in sections for name in {squeeze(name) for name in _names(facts, language)})
    chosen: list[str] = []
    for facts in sections:
        used = {squeeze(heading) for heading in chosen}
        options = [*_clauses(facts, language), *_labels(facts, everywhere, language), facts[0].fact.text]
        chosen.append(next((option for option in options if squeeze(option) not in used), options[0]))
    return chosen


def _clauses(facts: Sequence[RankedFact], language: str) -> Iterator[str]:
    if language != "en":
        return
    for ranked in facts:
        sentence = lead_in_cut(ranked.fact.text)
        clause = main_clause(sentence)
        if clause and squeeze(clause) != squeeze(sentence).rstrip(". "):  # else it would stand there twice
            yield clause


def _labels(facts: Sequence[RankedFact], everywhere: Counter[str], language: str) -> Iterator[str]:
    """Names of the section, those that no other section has first; two full names make the fullest label."""
    found = list(dict.fromkeys(_names(facts, language)))
    found.sort(key=lambda name: (everywhere[squeeze(name)], " " not in name))
    full = [name for name in found if " " in name]
    for second in full[1:]:
        if not set(full[0].split()) & set(second.split()):
            yield f"{full[0]} and {second}"
    yield from found


def _names(facts: Sequence[RankedFact], language: str) -> list[str]:
    found = (name for ranked in facts for name in names(ranked.fact.text, language))
    labels = (_bare(name) for name in found if not (name.opens and len(name.parts) == 1))
    return [label for label in labels if _LABEL.fullmatch(label) and (len(label) < 6 or not label.isupper())]


def _bare(name: Name) -> str:
    """A name without what stands in front of it: "Russian President Vladimir Putin" is Vladimir Putin.

    Nothing is left of "South Korean Ambassador", which names nobody.
    """
    text = re.split(r"['’]s ", name.text)[-1]
    spelled = words(text)
    first = max((n for n, word in enumerate(spelled, 1) if word.folded in TITLES), default=0)
    is_person = len(spelled) - first > 2 and not any(word.folded in _INSTITUTIONS for word in spelled)
    if is_person and place_of(spelled[first].folded):
        first += 1  # "Ambassador to Russia Lee Sok-bae" is read as two names
    return text[spelled[first].start :] if first < len(spelled) else ""
