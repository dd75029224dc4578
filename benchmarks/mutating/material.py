"""Sentences that stand, with their evidence: the articles' own, and honest paraphrases that others wrote."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel

from benchmarks.mutating.casting import Cast, together
from benchmarks.mutating.clauses import is_clause
from benchmarks.mutating.context import Context
from benchmarks.mutating.recognising import cast_of
from benchmarks.mutating.wording import begins_plainly, uncapitalised
from pipeline.checks.passage import Passage, passages
from pipeline.domain.article import ArticleText, Evidence
from pipeline.facts.statements import statements
from pipeline.sources.load import load_articles
from pipeline.sources.pool import ExtractionPool
from pipeline.sources.story import read_story
from pipeline.text.sentences import split_sentences

_NOW = datetime(2026, 1, 16, 8, tzinfo=UTC)
_ENGLISH = "en"


@dataclass(frozen=True, eq=False)
class Told:
    """A story's articles and what they state."""

    id: str
    articles: tuple[ArticleText, ...]

    @cached_property
    def stated(self) -> Mapping[int, tuple[Evidence, ...]]:
        """The statements of each article, by its number."""
        return {a.number: tuple(sentence.evidence for sentence in statements(a)) for a in self.articles}

    @cached_property
    def english(self) -> Mapping[int, tuple[str, ...]]:
        """The statements of each English article."""
        return {
            a.number: tuple(e.quote for e in self.stated[a.number]) for a in self.articles if a.language == _ENGLISH
        }

    @cached_property
    def cast(self) -> Cast:
        """Whom its English articles name."""
        return cast_of([quote for quotes in self.english.values() for quote in quotes])

    @cached_property
    def vocabulary(self) -> str:
        """All that its English articles state."""
        return "\n".join(quote for quotes in self.english.values() for quote in quotes)

    @cached_property
    def by_number(self) -> Mapping[int, ArticleText]:
        """The articles by their numbers."""
        return {article.number: article for article in self.articles}

    @cached_property
    def clauses(self) -> Mapping[int, tuple[str, ...]]:
        """The sentences of each English article that can be hung onto another, as they would continue it."""
        return {
            number: tuple(
                uncapitalised(quote, self.vocabulary)
                for quote in quotes
                if is_clause(quote) and begins_plainly(quote, self.vocabulary)
            )
            for number, quotes in self.english.items()
        }


@dataclass(frozen=True)
class Standing:
    """A sentence that its evidence shows."""

    id: str
    text: str
    language: str
    evidence: tuple[Passage, ...]
    context: Context
    known: str
    """The text of its articles."""


class Cited(BaseModel):
    """A sentence of an article, by the first 16 hexadecimal digits of its SHA-256."""

    article: int
    sha256: str


class Paraphrase(BaseModel):
    """A claim in words of its own that is true to its evidence: a line of `paraphrases.jsonl`."""

    id: str
    story: str
    claim: str
    evidence: tuple[Cited, ...]


def read_stories(folders: Sequence[Path]) -> list[Told]:
    """The stories in some folders."""
    with ExtractionPool() as pool:
        return [
            Told(story.id, load_articles(story, _NOW, extracting=pool.extract_many).articles)
            for story in map(read_story, folders)
        ]


def read_paraphrases(file: Path) -> list[Paraphrase]:
    """The paraphrases of a JSON Lines file."""
    lines = file.read_text(encoding="utf-8").split("\n")
    return [Paraphrase.model_validate_json(line) for line in lines if line.strip()]


def article_sentences(stories: Sequence[Told]) -> Iterator[Standing]:
    """Every statement of every article, with itself as its evidence."""
    for story in stories:
        around = _around(story, stories)
        for number, pieces in story.stated.items():
            for piece in pieces:
                name = f"{story.id} [{number}] {piece.start}"
                yield _standing(name, piece.quote, (piece,), story, around, language=story.by_number[number].language)


def paraphrased(paraphrases: Sequence[Paraphrase], stories: Sequence[Told]) -> Iterator[Standing]:
    """The paraphrases of these stories whose evidence is found in full."""
    told = {story.id: story for story in stories}
    known = {story.id: _sentences(story) for story in stories if any(p.story == story.id for p in paraphrases)}
    around = {story_id: _around(told[story_id], stories) for story_id in known}
    for line in paraphrases:
        pieces = [known.get(line.story, {}).get((cited.article, cited.sha256)) for cited in line.evidence]
        found = tuple(piece for piece in pieces if piece is not None)
        if found and len(found) == len(line.evidence):
            yield _standing(line.id, line.claim, found, told[line.story], around[line.story], language=_ENGLISH)


def sentence_sha256(sentence: str) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a sentence, by which a paraphrase cites it."""
    return hashlib.sha256(sentence.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _sentences(story: Told) -> dict[tuple[int, str], Evidence]:
    """The sentences of a story's articles, with datelines and without, under their articles and sums."""
    spans = [a.evidence(*span) for a in story.articles for span in split_sentences(a.text, a.language)]
    stated = [piece for pieces in story.stated.values() for piece in pieces]
    return {(piece.article, sentence_sha256(piece.quote)): piece for piece in (*spans, *stated)}


def _around(story: Told, stories: Sequence[Told]) -> tuple[Cast, tuple[str, ...]]:
    """Whom the other stories name, and their clauses."""
    others = [other for other in stories if other is not story]
    return together(other.cast for other in others), tuple(
        c for other in others for clauses in other.clauses.values() for c in clauses
    )


def _standing(
    name: str,
    text: str,
    pieces: tuple[Evidence, ...],
    story: Told,
    around: tuple[Cast, tuple[str, ...]],
    *,
    language: str,
) -> Standing:
    numbers = sorted({piece.article for piece in pieces})
    cited = [story.by_number[number] for number in numbers]
    elsewhere, unrelated = around
    context = Context(
        evidence="\n".join(piece.quote for piece in pieces),
        published=cited[0].published,
        cited=story.cast.within("\n".join(quote for n in numbers for quote in story.english.get(n, ()))),
        story=story.cast,
        elsewhere=elsewhere,
        uncited=tuple(c for number, clauses in story.clauses.items() if number not in numbers for c in clauses),
        unrelated=unrelated,
        vocabulary=story.vocabulary,
    )
    return Standing(
        id=name,
        text=text,
        language=language,
        evidence=tuple(passages(pieces, dict(story.by_number))),
        context=context,
        known="\n".join(article.text for article in cited),
    )
