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


def moved(value: str, seen: Revision, current: Revision) -> str | None:
    """A span of one revision as a field for another: where its words stand there, if they do. Raises Malformed."""
    number, start, end = _span(value)
    then, now = (_article(revision, number) for revision in (seen, current))
    if then is None or now is None or end > len(then.text):
        return None
    words = then.text[start:end]
    at = start if now.text[start:end] == words else now.text.find(words)
    return span_value(number, at, at + len(words)) if words and at >= 0 else None


def _article(revision: Revision, number: int) -> ArticleText | None:
    return next((one for one in revision.articles if one.number == number), None)


def _span(text: str) -> Span:
    match = _SPAN.fullmatch(text)
    if match is None:
        raise Malformed("evidence is to be article:start:end")
    return Span(*map(int, match.groups()))


def _typed(revision: Revision, number: int, words: str) -> Span:
    """Where typed words stand: quotes, hyphens and spaces may be of another kind than the article's."""
    article = _article(revision, number)
    at = fold(article.text).find(fold(words)) if article is not None else -1
    if at < 0:
        raise EditError(f"article {number} does not say “{words[:120]}”; copy the words as they stand there")
    return Span(number, at, at + len(words))
