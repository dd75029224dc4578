"""The writer that asks a chat model: it gives facts and dates short labels, and takes labels and prose back."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Generic, TypeVar

from pydantic import BaseModel

from pipeline.checks.passage import Passage
from pipeline.domain.dates import EventDate
from pipeline.domain.digest import Origin, Usage
from pipeline.errors import AnswerError
from pipeline.facts import Budget, FactBook, RankedFact
from pipeline.llm.conversation import Conversation
from pipeline.llm.ledger import Ledger
from pipeline.llm.prompt import Prompt
from pipeline.llm.request import Carrier
from pipeline.text.fold import printable, squeeze
from pipeline.text.tokens import count_tokens
from pipeline.writers.clusters import section_bounds
from pipeline.writers.drafts import (
    MOST_EVENTS,
    Claim,
    DraftEvent,
    Drafting,
    DraftSentence,
    HeadlineBrief,
    Plan,
    PlannedSection,
    Ruling,
    SectionBrief,
    TimelineBrief,
)
from pipeline.writers.wire import (
    FACT_FIELDS,
    HeadlineAnswer,
    LongTimelineAnswer,
    OutlineAnswer,
    OutlineSection,
    SectionAnswer,
    SectionSentence,
    TimelineAnswer,
    TimelineEvent,
    VerifyAnswer,
    VerifyRuling,
)

DEFAULT_BUDGET = 8_000
"""Tokens of facts that the outline is given; 3 to 5 articles of usual length fit whole."""
_PLANNED_FROM = 32
"""How many facts a model plans a digest from: half as many again as its sections can take."""
_FACTS, _FACTS_ABOUT = 3, 6
"""How many facts a model chooses from for two entries of a timeline; more of them where many articles tell of one."""
_JUDGED_AT_ONCE = 16
_ASKINGS = 2  # of the judge, for a claim

W = TypeVar("W", bound=BaseModel)
T = TypeVar("T")


class _Asked(Generic[W, T]):
    """A conversation whose answers are read into drafts."""

    def __init__(self, conversation: Conversation[W], read: Callable[[W], T]) -> None:
        self._conversation = conversation
        self._read = read

    async def draft(self) -> T:
        return self._read(await self._conversation.answer())

    @property
    def can_redraft(self) -> bool:
        return self._conversation.can_ask_again

    async def redraft(self, reasons: Sequence[str]) -> T:
        return self._read(await self._conversation.again(reasons))


class ChatWriter:
    """Asks a model for each stage. `carrier` takes the requests; `ledger` counts what the answers took."""

    origin = Origin.GENERATED

    def __init__(
        self,
        model: str,
        carrier: Carrier,
        prompts: Mapping[str, Prompt],
        ledger: Ledger,
        *,
        temperature: float | None = None,
        token_budget: int = DEFAULT_BUDGET,
    ) -> None:
        self.name = model
        self.budget = Budget(token_budget, count_tokens)
        self._carrier = carrier
        self._prompts = prompts
        self._ledger = ledger
        self._temperature = temperature
        self.warnings: list[str] = []
        self._used: set[str] = set()

    @property
    def prompts(self) -> Mapping[str, str]:
        """The SHA-256 of each prompt file that was used, by stage."""
        return {stage: self._prompts[stage].sha256 for stage in sorted(self._used)}

    @property
    def usage(self) -> Usage:
        """What the answers took so far."""
        return self._ledger.usage

    def outline(self, book: FactBook) -> Drafting[Plan]:
        """Ask for a headline and sections."""
        offered = _offered(book)
        labels = _labels(offered)
        fewest, most = section_bounds(len(book.ranked))
        variables = {
            "language": book.language,
            "titles": [_line(article.title) for article in book.articles],
            "facts": [_shown(label, ranked) for label, ranked in labels.items()],
            "fewest_sections": fewest,
            "most_sections": most,
        }

        def read(answer: OutlineAnswer) -> Plan:
            return Plan(
                _line(answer.headline),
                tuple(PlannedSection(_line(s.heading), _facts(s, labels)) for s in answer.sections),
            )

        return _Asked(self._conversation("outline", variables, OutlineAnswer, _closed(labels, FACT_FIELDS)), read)

    def section(self, brief: SectionBrief) -> Drafting[tuple[DraftSentence, ...]]:
        """Ask for one section."""
        labels = _labels(brief.facts)
        variables = {
            "language": brief.language,
            "headline": _line(brief.headline),
            "headings": [_line(heading) for heading in brief.headings],
            "number": brief.number + 1,
            "note": _line(brief.note),
            "told": [_line(sentence) for sentence in brief.told],
            "facts": [_shown(label, ranked) for label, ranked in labels.items()],
        }

        def read(answer: SectionAnswer) -> tuple[DraftSentence, ...]:
            return tuple(DraftSentence(_line(s.text), _facts(s, labels)) for s in answer.sentences)

        return _Asked(self._conversation("section", variables, SectionAnswer, _closed(labels, FACT_FIELDS[:2])), read)

    def timeline(self, brief: TimelineBrief) -> Drafting[tuple[DraftEvent, ...]]:
        """Ask for the events."""
        offered = brief.dated[: brief.most * (_FACTS_ABOUT if brief.about else _FACTS) // 2]
        labels = _labels([found.ranked for found in offered])
        dates: dict[str, EventDate] = {}
        shown: list[Mapping[str, str]] = []
        for (label, ranked), found in zip(labels.items(), offered, strict=True):
            given = {f"d{len(dates) + number}": day for number, day in enumerate(found.dates, 1)}
            dates |= given
            shown.append(
                {**_shown(label, ranked), "dates": "; ".join(f"{key} = {day.label}" for key, day in given.items())}
            )
        variables = {
            "language": brief.language,
            "about": _line(brief.about),
            "facts": shown,
            "most_events": brief.most,
            "note": _line(brief.note),
        }

        def read(answer: TimelineAnswer | LongTimelineAnswer) -> tuple[DraftEvent, ...]:
            return tuple(DraftEvent(_line(e.text), _facts(e, labels), dates[e.date]) for e in answer.events)

        closed = {**_closed(labels, FACT_FIELDS[:2]), "date": list(dates)}
        if brief.most > MOST_EVENTS:
            return _Asked(self._conversation("timeline", variables, LongTimelineAnswer, closed), read)
        return _Asked(self._conversation("timeline", variables, TimelineAnswer, closed), read)

    def headline(self, brief: HeadlineBrief) -> Drafting[str]:
        """Ask for another headline."""
        variables = {
            "language": brief.language,
            "headline": _line(brief.headline),
            "headings": [_line(heading) for heading in brief.headings],
            "told": [_line(sentence) for sentence in brief.told],
            "titles": [_line(title) for title in brief.titles],
            "note": _line(brief.note),
        }
        return _Asked(
            self._conversation("headline", variables, HeadlineAnswer, {}), lambda answer: _line(answer.headline)
        )

    async def judge(self, claims: Sequence[Claim]) -> tuple[Ruling | None, ...]:
        """Ask for a verdict on each claim, and once more where the answer has none or two that differ."""
        parts = [claims[start : start + _JUDGED_AT_ONCE] for start in range(0, len(claims), _JUDGED_AT_ONCE)]
        ruled = await asyncio.gather(*map(self._judge, parts))
        return tuple(ruling for part in ruled for ruling in part)

    async def _judge(self, claims: Sequence[Claim]) -> list[Ruling | None]:
        rulings: list[Ruling | None] = [None] * len(claims)
        for _ in range(_ASKINGS):
            open_ones = [place for place, ruling in enumerate(rulings) if ruling is None]
            try:
                answers = await self._rulings([claims[place] for place in open_ones]) if open_ones else ()
            except AnswerError as error:
                self.warnings.append(f"{error}: {len(open_ones)} sentence(s) could not be judged")
                break
            for place, ruling in zip(open_ones, answers, strict=True):
                rulings[place] = ruling
        return rulings

    async def _rulings(self, claims: Sequence[Claim]) -> tuple[Ruling | None, ...]:
        labels = {f"c{number}": claim for number, claim in enumerate(claims, 1)}
        quoted = dict.fromkeys(passage for claim in claims for passage in claim.evidence)
        shown = {f"e{number}": passage for number, passage in enumerate(quoted, 1)}
        label_of = {passage: label for label, passage in shown.items()}
        unread = dict(shown)
        variables = {
            "claims": [
                {
                    "label": label,
                    "evidence": [label_of[passage] for passage in claim.evidence],
                    "quotes": [
                        (key, _line(passage.quote))
                        for passage in claim.evidence
                        if unread.pop(key := label_of[passage], None) is not None
                    ],
                    "text": _line(claim.text),
                    "doubts": [_line(doubt.message) for doubt in claim.doubts],
                }
                for label, claim in labels.items()
            ]
        }
        closed = {"claim": list(labels), "evidence": list(shown)}
        answer = await self._conversation("verify", variables, VerifyAnswer, closed).answer()
        given: defaultdict[str, set[Ruling | None]] = defaultdict(set)
        for found in answer.rulings:
            given[found.claim].add(_ruling(found, labels[found.claim], shown))
        return tuple(_clear(given[label]) for label in labels)

    def _conversation(
        self, stage: str, variables: Mapping[str, object], wire: type[W], closed: Mapping[str, Sequence[str]]
    ) -> Conversation[W]:
        self._used.add(stage)
        return Conversation(
            self._carrier,
            model=self.name,
            prompt=self._prompts[stage],
            variables=variables,
            wire=wire,
            closed=closed,
            temperature=self._temperature,
            ledger=self._ledger,
        )


def _offered(book: FactBook) -> list[RankedFact]:
    """The most salient facts in their order, among them the best one of each article."""
    best: dict[int, RankedFact] = {}
    for ranked in book.ranked:
        for number in ranked.fact.articles:
            best.setdefault(number, ranked)
    chosen = {ranked.fact.id for ranked in (*best.values(), *book.ranked)[:_PLANNED_FROM]}
    return [ranked for ranked in book.ranked if ranked.fact.id in chosen]


def _labels(facts: Sequence[RankedFact]) -> dict[str, RankedFact]:
    """Short labels for facts: what a model copies, and what it costs, is as small as can be."""
    return {f"f{number}": ranked for number, ranked in enumerate(facts, 1)}


def _closed(labels: Mapping[str, RankedFact], fields: Sequence[str]) -> dict[str, list[str]]:
    """The labels as the only values that the fields may hold."""
    return {field: list(labels) for field in fields}


def _facts(
    answer: OutlineSection | SectionSentence | TimelineEvent, labels: Mapping[str, RankedFact]
) -> tuple[str, ...]:
    """The ids of the facts that a part of an answer names, each once."""
    named = (getattr(answer, field, None) for field in FACT_FIELDS)
    return tuple(dict.fromkeys(labels[label].fact.id for label in named if label is not None))


def _shown(label: str, ranked: RankedFact) -> dict[str, str]:
    return {"label": label, "articles": ", ".join(map(str, ranked.fact.articles)), "text": _line(ranked.fact.text)}


def _line(text: str) -> str:
    """One line of what can be seen: a page's words begin no line of a prompt, a model's command no terminal."""
    return " ".join(printable(text).split())


def _ruling(ruling: VerifyRuling, claim: Claim, shown: Mapping[str, Passage]) -> Ruling | None:
    """The judge's verdict; None where it names words which the claim does not have, and so is about something else."""
    if ruling.verdict == "supported":
        named = (shown[label] for label in dict.fromkeys(ruling.evidence))
        return Ruling(stands=True, relied_on=tuple(passage for passage in named if passage in claim.evidence))
    words = _line(ruling.words)
    return Ruling(stands=False, words=words) if squeeze(words) in squeeze(claim.text) else None


def _clear(given: Collection[Ruling | None]) -> Ruling | None:
    """The one verdict among the rulings on a claim, where there is one and no other contradicts it."""
    found = [ruling for ruling in given if ruling is not None]
    verdicts = {ruling.stands for ruling in found}
    return max(found, key=lambda ruling: len(ruling.words)) if len(verdicts) == 1 else None
