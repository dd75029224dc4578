"""A story for the stages, and a model on loopback that writes about it what a test tells it to.

The model's answers are functions of what it is asked and of nothing else, so that their order does not matter.
"""

import asyncio
import json
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, cast

from pydantic import JsonValue

from pipeline.digest import Settings, make_digest
from pipeline.domain.article import ArticleText, text_sha256
from pipeline.domain.digest import Revision
from pipeline.llm.endpoint import OpenAICarrier
from pipeline.llm.ledger import Ledger
from pipeline.llm.prompt import load_prompts
from pipeline.llm.retrying import RetryingCarrier
from pipeline.writers.builtin import BuiltinWriter
from pipeline.writers.chat import ChatWriter
from tests.llm.asking import KEY, Naps
from tests.llm.loopback import Handler, Json, Loopback, Reply, fails, says

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
MODEL = "small-model"
STORY_ID = "old-pier"
SETTINGS = Settings(NOW)


def article(number: int, title: str, *sentences: str, **fields: object) -> ArticleText:
    """An article of some sentences, each a paragraph."""
    text = "\n".join(sentences)
    given: dict[str, object] = {
        "number": number,
        "url": f"https://outlet{number}.example/old-pier",
        "title": title,
        "publisher": f"Outlet {number}",
        "published": datetime(2026, 3, 11, 8, tzinfo=UTC) + timedelta(days=number),
        "language": "en",
    }
    return ArticleText.model_validate({**given, **fields, "text": text, "sha256": text_sha256(text)})


VOTE = "The Kestrel Bay council voted 7 to 4 on Tuesday to close the Old Pier to visitors from 1 May."
ROT = "In February divers of the Kestrel Bay council found rot in 38 of the 212 piles of the Old Pier."
MAYOR = "Mayor Ines Roth said the closure of the Old Pier was the hardest decision of her term."
COST = (
    "The closure is expected to last until the autumn of 2027 and repairs to the Old Pier to cost 12.6 million euros."
)
INCOME = "Traders on the Old Pier said the closure would cost them two thirds of their summer income."
BANKRUPT = "“We will be bankrupt by August,” said Tomas Lind of the traders on the Old Pier in Kestrel Bay."
STALLS = "The Kestrel Bay council offered the traders free stalls on Market Square until the Old Pier reopens."
BUILT = "The Old Pier was built in 1894 and drew 640,000 visitors last year."
STORM = "A report by engineers of the University of Kestrel Bay warned that the Old Pier could collapse in a storm."

PIER = (
    article(1, "Kestrel Bay council votes to close the Old Pier", VOTE, ROT, MAYOR, COST),
    article(2, "Traders on the Old Pier fear for their summer", INCOME, BANKRUPT, STALLS, BUILT),
    article(3, "Old Pier in Kestrel Bay could collapse in a storm", VOTE, STORM),
)
"""Three articles on one story: nine facts, of which the vote is told twice."""

WORDED = {
    VOTE: "The Kestrel Bay council voted by 7 to 4 to close the Old Pier to visitors from 1 May.",
    ROT: "Rot in 38 of the 212 piles was found by divers of the council.",
    MAYOR: "The closure was the hardest decision of her term, said Mayor Ines Roth.",
    COST: "The repairs are expected to cost 12.6 million euros.",
    INCOME: "Traders on the pier said that they would lose two thirds of their summer income.",
    BANKRUPT: "Tomas Lind, one of the traders, said: “We will be bankrupt by August.”",
    STALLS: "The traders were offered free stalls on Market Square.",
    BUILT: "Built in 1894, the pier drew 640,000 visitors last year.",
    STORM: "Engineers of the university warned in a report of a collapse in a storm.",
}
"""What a sound model writes for each fact, in words of its own."""

HEADLINE = "Kestrel Bay council votes to close the Old Pier to visitors from 1 May"
PLAN = {
    "Divers found rot in 38 of 212 piles": (VOTE, ROT, MAYOR),
    "Traders fear for their summer income": (INCOME, BANKRUPT, STALLS),
    "Engineers warned that the Old Pier could collapse": (STORM, BUILT, COST),
}

_STAGES = {stage: prompt.static for stage, prompt in load_prompts().items()}
_FACT = re.compile(r"^(f\d+) \[[\d, ]+\] (.*?)(?: Dates: (d\d+) = .*)?$", re.MULTILINE)
_CLAIM = re.compile(r"^(c\d+) \[(e[\d, e]+)\] (.*)$", re.MULTILINE)


class Asked(NamedTuple):
    """One request, as the model reads it."""

    stage: str
    turns: tuple[tuple[str, str], ...]
    body: Json

    @property
    def system(self) -> str:
        """The system message."""
        return self.turns[0][1]

    @property
    def prompt(self) -> str:
        """The first user message."""
        return self.turns[1][1]

    @property
    def objection(self) -> str:
        """What was wrong with the last answer; empty at the first asking."""
        return self.turns[-1][1] if self.reasks else ""

    @property
    def reasks(self) -> int:
        """How often it has been asked again."""
        return len(self.turns) // 2 - 1

    @property
    def labels(self) -> dict[str, str]:
        """The label of each fact, by its words."""
        return {text: label for label, text, _ in _FACT.findall(self.prompt)}

    @property
    def dates(self) -> dict[str, str]:
        """The label of the first date of each fact that has one, by the fact's words."""
        return {text: day for _, text, day in _FACT.findall(self.prompt) if day}

    @property
    def claims(self) -> dict[str, str]:
        """The label of each claim for the judge, by its words."""
        return {text: label for label, _, text in _CLAIM.findall(self.prompt)}

    @property
    def evidence(self) -> dict[str, list[str]]:
        """The labels of the evidence of each claim for the judge, by the claim's words."""
        return {text: labels.split(", ") for _, labels, text in _CLAIM.findall(self.prompt)}


def read_request(body: Json) -> Asked:
    """What a request asks: the stage is known by its system message, whatever else is sent."""
    turns = tuple((turn["role"], turn["content"]) for turn in cast("list[dict[str, str]]", body["messages"]))
    stage = next(stage for stage, static in _STAGES.items() if turns[0][1].startswith(static))
    return Asked(stage, turns, body)


Answer = JsonValue | Reply
Script = Callable[[Asked], Answer]


def planned(asked: Asked, headline: str = HEADLINE, plan: Mapping[str, Sequence[str]] = PLAN) -> Json:
    """An outline of these headings over these facts."""
    sections: list[JsonValue] = []
    for heading, facts in plan.items():
        labels: list[str | None] = [asked.labels[fact] for fact in facts]
        first, second, third, fourth = (*labels, None, None, None)[:4]
        sections.append(
            {"fact": first, "second_fact": second, "third_fact": third, "fourth_fact": fourth, "heading": heading}
        )
    return {"sections": sections, "headline": headline}


def worded(asked: Asked, changes: Mapping[str, str] | None = None) -> Json:
    """A section that tells each of its facts in a sentence; `changes` words some facts differently."""
    words = {**WORDED, **(changes or {})}
    return {
        "sentences": [
            {"fact": label, "second_fact": None, "text": words.get(fact, fact)} for fact, label in asked.labels.items()
        ]
    }


def dated(asked: Asked, changes: Mapping[str, str] | None = None) -> Json:
    """A timeline that tells each dated fact at its first date."""
    words = {**WORDED, **(changes or {})}
    return {
        "events": [
            {"fact": asked.labels[fact], "second_fact": None, "date": day, "text": words.get(fact, fact)}
            for fact, day in asked.dates.items()
        ]
    }


def ruled(asked: Asked, struck: Mapping[str, str] | None = None) -> Json:
    """The judge's verdict on each claim; `struck` gives words that are not shown, by claim."""
    rulings: list[JsonValue] = []
    for text, label in asked.claims.items():
        words = (struck or {}).get(text)
        verdict = "supported" if words is None else "unsupported"
        evidence: list[JsonValue] = [asked.evidence[text][0]]
        rulings.append({"claim": label, "evidence": evidence, "verdict": verdict, "words": words or ""})
    return {"rulings": rulings}


SOUND: Mapping[str, Script] = {"outline": planned, "section": worded, "timeline": dated, "verify": ruled}
"""A model without fault."""


class ScriptedModel(Loopback):
    """Answers each stage by its script, which may give JSON, a text, or a whole reply. Others answer soundly."""

    def __init__(self, **scripts: Script) -> None:
        super().__init__()
        self._scripts = {**SOUND, **scripts}
        self._taking = threading.Lock()
        self.requests: list[Asked] = []

    def take_down(self, path: str, headers: dict[str, str], body: Json) -> Reply:
        del path, headers
        asked = read_request(body)
        with self._taking:
            self.requests.append(asked)
            self.bodies.append(body)
        self.asked.set()
        try:
            return self.answer(asked)
        except (KeyError, ValueError) as error:  # a script that does not fit its story fails the test, not the model
            return fails(400, f"the script of the stage {asked.stage} failed: {error!r}")

    def answer(self, asked: Asked) -> Reply:
        """The reply that the script has for a request."""
        answer = self._scripts[asked.stage](asked)
        if callable(answer):
            return answer
        return says(answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False))

    def of(self, stage: str) -> list[Asked]:
        """The requests of one stage, in the order of their arrival."""
        return [asked for asked in self.requests if asked.stage == stage]


class InStep(ScriptedModel):
    """Answers no request of a round before all of that round are there, and then in the order asked for.

    A writer that asks one after the other what it could ask at once leaves a round incomplete: the wait runs out, and
    the request is answered with an error.
    """

    def __init__(self, *rounds: int, last_first: bool = False) -> None:
        super().__init__()
        self._rounds = rounds
        self._last_first = last_first
        self._turn = threading.Condition()
        self._arrived: list[Asked] = []
        self._answered = 0

    def answer(self, asked: Asked) -> Reply:
        reply = super().answer(asked)
        with self._turn:
            self._arrived.append(asked)
            place = len(self._arrived)
            first = last = 0
            for size in self._rounds:
                first, last = last, last + size
                if place <= last:
                    break
            self._turn.notify_all()
            complete = self._turn.wait_for(lambda: len(self._arrived) >= last, timeout=5)

        def in_turn(handler: Handler) -> None:
            with self._turn:
                ranked = sorted(self._arrived[first:last], key=lambda a: a.prompt, reverse=self._last_first)
                mine = first + ranked.index(asked)
                if not complete or not self._turn.wait_for(lambda: self._answered >= mine, timeout=5):
                    handler.reply(400, b'{"error": {"message": "the others of this round never came"}}', {})
                    return
                reply(handler)
                self._answered += 1
                self._turn.notify_all()

        return in_turn


def written_by(
    server: Loopback,
    articles: Sequence[ArticleText] = PIER,
    previous: Revision | None = None,
    settings: Settings = SETTINGS,
) -> Revision:
    """The digest that a model writes."""

    async def run() -> Revision:
        async with OpenAICarrier(server.url, KEY, timeout=20) as endpoint:
            carrier = RetryingCarrier(endpoint, sleep=Naps().sleep, chance=lambda: 0.5)
            ledger = Ledger(MODEL, server.url, at=NOW, clock=lambda: 0.0)
            writer = ChatWriter(MODEL, carrier, load_prompts(), ledger)
            return await make_digest(STORY_ID, articles, writer, settings, previous)

    return asyncio.run(run())


def written_by_builtin(
    articles: Sequence[ArticleText] = PIER,
    previous: Revision | None = None,
    settings: Settings = SETTINGS,
    story_id: str = STORY_ID,
) -> Revision:
    """The digest that the builtin writer makes."""
    return asyncio.run(make_digest(story_id, articles, BuiltinWriter(), settings, previous))
