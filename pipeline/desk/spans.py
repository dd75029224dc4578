"""Evidence as a form carries it: spans that were ticked, and words that were typed as they stand in an article."""

import re

from pipeline.desk.form import Form, Malformed
from pipeline.domain.article import ArticleText
from pipeline.domain.digest import Revision
from pipeline.editing import Span
from pipeline.errors import EditError
from pipeline.text.fold import fold

_SPAN = re.compile(r"(\d{1,6}):(\d{1,9}):(\d{1,9})", re.ASCII)
_MOST = 50


def span_value(article: int, start: int, end: int) -> str:
    """A span as a field of a form holds it."""
    return f"{article}:{start}:{end}"


def chosen_spans(form: Form, revision: Revision) -> tuple[Span, ...]:
    """The words that a form chooses as evidence. Raises Malformed; EditError for words that stand nowhere."""
    found = form.texts("evidence")
    if len(found) > _MOST:
        raise Malformed(f"more than {_MOST} pieces of evidence")
    spans = [_span(text) for text in found]
    if words := form.text("quote"):
        spans.append(_typed(revision, form.number("quote_article"), words))
    return tuple(dict.fromkeys(spans))


def _span(text: str) -> Span:
    match = _SPAN.fullmatch(text)
    if match is None:
        raise Malformed("evidence is to be article:start:end")
    return Span(*map(int, match.groups()))


def _typed(revision: Revision, number: int, words: str) -> Span:
    """Where typed words stand: quotes, hyphens and spaces may be of another kind than the article's."""
    article: ArticleText | None = next((one for one in revision.articles if one.number == number), None)
    at = fold(article.text).find(fold(words)) if article is not None else -1
    if at < 0:
        raise EditError(f"article {number} does not say “{words[:120]}”; copy the words as they stand there")
    return Span(number, at, at + len(words))
