"""Surroundings: what the sentences around a fact tell of it that its own words do not."""

from collections.abc import Mapping, Sequence

from pipeline.domain.article import ArticleText
from pipeline.facts import RankedFact
from pipeline.text.leaning import scope_is_told_before
from pipeline.text.sentences import split_sentences


class Surroundings:
    """The texts that facts stand in."""

    def __init__(self, articles: Sequence[ArticleText]) -> None:
        self._texts: Mapping[int, str] = {article.number: article.text for article in articles}

    def limit(self, ranked: RankedFact) -> bool:
        """Whether the paragraph of an English fact tells before it of which place it is true, and it does not."""
        first = ranked.fact.evidence[0]
        text = self._texts.get(first.article, "")
        line = text.rfind("\n", 0, first.start) + 1
        if ranked.language != "en" or line == first.start:
            return False
        ahead = text[line : first.start]
        return scope_is_told_before(ranked.fact.text, [span.of(ahead) for span in split_sentences(ahead, "en")])
