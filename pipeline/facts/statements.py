"""The sentences of an article that state something of the story."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, zip_longest

from pipeline.domain.article import ArticleText, Evidence
from pipeline.facts.boilerplate import has_seam, is_biography, is_boilerplate, is_credit, is_glued, is_statement
from pipeline.facts.datelines import dateline_length
from pipeline.facts.instructions import is_instruction
from pipeline.text.fold import squeeze
from pipeline.text.sentences import Span, split_sentences
from pipeline.text.words import content_stems, words

_CAPTION_WORDS = 14


@dataclass(frozen=True, eq=False)
class Sentence:
    """A sentence of an article that states something, with its place among the article's statements, from 0."""

    evidence: Evidence
    language: str
    position: int

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its content words."""
        return frozenset(content_stems(self.evidence.quote, self.language))


def statements(article: ArticleText) -> list[Sentence]:
    """The statements of an article in order, without datelines; what addresses the visitor or a machine is left out."""
    known = frozenset(word.folded for word in words(article.text)) if has_seam(article.text) else frozenset[str]()
    title = squeeze(article.title)
    found: list[Sentence] = []
    for span in _story(article):
        quote = span.of(article.text)
        if (
            is_statement(quote)
            and not is_glued(quote, known)
            and not is_biography(quote, article.authors)
            and squeeze(quote) != title
        ):
            found.append(Sentence(article.evidence(span.start, span.end), article.language, len(found)))
    return found


def _story(article: ArticleText) -> Iterator[Span]:
    """The sentences that belong to the story, each without its dateline.

    Boilerplate does not, nor a paragraph that tells a machine what to do or is boilerplate for the most part.
    """
    paragraphs = [[_without_dateline(span, article.text) for span in line] for line in _paragraphs(article)]
    for paragraph, after in zip_longest(paragraphs, paragraphs[1:], fillvalue=()):
        quotes = [span.of(article.text) for span in paragraph]
        if _is_caption(quotes, [span.of(article.text) for span in after]) or any(map(is_instruction, quotes)):
            continue
        told = [span for span, quote in zip(paragraph, quotes, strict=True) if not is_boilerplate(quote)]
        if 2 * len(told) >= len(paragraph):
            yield from told


def _without_dateline(span: Span, text: str) -> Span:
    return Span(span.start + dateline_length(span.of(text)), span.end)


def _paragraphs(article: ArticleText) -> list[list[Span]]:
    """The sentences of each line."""
    spans = split_sentences(article.text, article.language)
    lines: list[int] = []
    line = last = 0
    for span in spans:
        line += article.text.count("\n", last, span.start)
        last = span.start
        lines.append(line)
    return [
        [span for _, span in group] for _, group in groupby(zip(lines, spans, strict=True), key=lambda pair: pair[0])
    ]


def _is_caption(paragraph: list[str], following: list[str]) -> bool:
    """Whether a paragraph is one short sentence and the next one a picture's credit."""
    return (
        len(paragraph) == len(following) == 1 and is_credit(following[0]) and len(words(paragraph[0])) <= _CAPTION_WORDS
    )
