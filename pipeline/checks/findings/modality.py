"""Modality lost: what the evidence holds to be possible or planned, told as certain or done."""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from pipeline.checks.findings.coverage import tells_the_same
from pipeline.checks.passage import Passage
from pipeline.checks.roots import IRREGULAR_PASTS, root
from pipeline.domain.support import Reason
from pipeline.text.words import Word, is_content, words


class Level(IntEnum):
    """How surely something is told."""

    POSSIBLE = 0
    PLANNED = 1
    TOLD = 2


_POSSIBLE = frozenset(
    """may might could can possibly perhaps maybe reportedly allegedly alleged suspected apparently likely probably
    unlikely potential potentially purported purportedly supposedly rumoured rumored""".split()
)
_PLANNED = frozenset("will would shall wont wouldnt ll".split())
_TO_POSSIBLE = frozenset("believed thought understood suspected said alleged reported rumoured rumored likely".split())
_TO_PLANNED = frozenset(
    """plan plans planned planning aim aims aimed aiming intend intends intended intending expect expected expects set
    due scheduled slated hope hopes hoped hoping want wants wanted seek seeks sought vow vows vowed promise promises
    promised pledge pledges pledged propose proposes proposed threaten threatens threatened prepare prepares preparing
    prepared poised going about""".split()
)
_OF_POSSIBLE = frozenset("accused suspected".split())
_DETERMINERS = frozenset("the a an of its his her their this that these those any some no every each our my".split())
_REACH = 5
_HEDGES = _POSSIBLE | _PLANNED | _TO_PLANNED | _TO_POSSIBLE | _OF_POSSIBLE


class _Told(NamedTuple):
    word: Word
    root: str
    level: Level
    is_finite: bool
    """Whether the word is written like a verb that says something happened."""


def lost_modality(claim: str, evidence: Sequence[Passage], language: str) -> Iterator[Reason]:
    """Verbs that the claim tells more surely than any of the evidence, in English; soft where the claim hedges."""
    if language != "en":
        return
    shown: dict[str, Level] = {}
    for passage in evidence:
        if passage.language == "en":
            for told in _levels(passage.quote):
                shown[told.root] = max(told.level, shown.get(told.root, Level.POSSIBLE))
    near = {told.root for p in evidence if tells_the_same(claim, p) for told in _levels(p.quote)}
    hedged = any(word.folded in _HEDGES for word in words(claim))
    for told in _levels(claim):
        level = shown.get(told.root, Level.TOLD)
        if told.level is Level.TOLD and not told.is_finite:
            continue
        if told.level <= level or told.root not in near:
            continue
        possible = "possible or alleged" if level is Level.POSSIBLE else "planned or expected"
        certain = "sure to come" if told.level is Level.PLANNED else "a fact"
        message = f"the evidence tells “{told.word.text}” as {possible} only, the claim as {certain}"
        yield Reason(
            kind="modality", words=told.word.text, hard=told.level is Level.PLANNED or not hedged, message=message
        )
        return


@lru_cache(maxsize=8192)
def _levels(text: str) -> tuple[_Told, ...]:
    """The content words of a text with how surely each is told: a cue holds for the first word of content behind it."""
    found = words(text)
    told: list[_Told] = []
    held, left = Level.TOLD, 0
    for position, word in enumerate(found):
        previous = found[position - 1] if position else None
        if previous is not None and any(mark in text[previous.end : word.start] for mark in ",;:.!?"):
            held, left = Level.TOLD, 0
        cue = _cue(found, position)
        if cue is not None:
            held, left = min(cue, held), _REACH
            continue
        if is_content(word.folded) and not word.folded.endswith("ly"):
            told.append(_Told(word, root(word.folded), held, _is_finite(word, previous)))
            held, left = Level.TOLD, 0
        elif left:
            left -= 1
            held = held if left else Level.TOLD
    return tuple(told)


def _cue(found: Sequence[Word], position: int) -> Level | None:
    word = found[position].folded
    following = found[position + 1].folded if position + 1 < len(found) else ""
    if word in _POSSIBLE and not (word == "may" and found[position].is_capitalised):
        return Level.POSSIBLE
    if following == "to" and word in _TO_POSSIBLE:
        return Level.POSSIBLE
    if following == "of" and word in _OF_POSSIBLE:
        return Level.POSSIBLE
    if word in _PLANNED or (following == "to" and word in _TO_PLANNED):
        return Level.PLANNED
    return None


def _is_finite(word: Word, previous: Word | None) -> bool:
    if previous is not None and previous.folded in _DETERMINERS:
        return False
    past = word.folded in IRREGULAR_PASTS or (word.folded.endswith("ed") and len(word.folded) > 4)
    return word.text.islower() and (past or (previous is not None and previous.folded in {"has", "have", "had"}))
