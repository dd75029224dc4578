"""Names in some articles that are near one that none of them has: what somebody may have meant."""

from collections import Counter
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from pipeline.domain.article import ArticleText
from pipeline.facts.boilerplate import is_boilerplate
from pipeline.text.fold import fold
from pipeline.text.names import names
from pipeline.text.sentences import split_sentences

_NEAR = 72  # of 100
_NEARER = 12  # how much less near than the nearest a name may be
_MOST = 3
_LONGEST = 60  # characters of a name


def near_names(asked: str, articles: Sequence[ArticleText]) -> tuple[str, ...]:
    """Up to three names of the articles, not of their pages, that are spelled much like the one asked for."""
    written = Counter(
        name.text
        for article in articles
        for span in split_sentences(article.text, article.language)
        for quote in [span.of(article.text)]
        if not is_boilerplate(quote)
        for name in names(quote, article.language)
        if len(name.text) <= _LONGEST and not (name.opens and len(name.parts) == 1)
    )
    found = process.extract(fold(asked), written.keys(), scorer=fuzz.WRatio, processor=fold, limit=None)
    least = max([_NEAR, *(score - _NEARER for _, score, _ in found)])
    near = [(-score, -written[name], name) for name, score, _ in found if score >= least]
    return tuple(name for _, _, name in sorted(near)[:_MOST])
