"""The prompts, tested like code: they render, stay stable, and their own examples obey the promises they ask for."""

import json
import re
from typing import NamedTuple

import pytest
from pydantic import BaseModel

from pipeline.checks.passage import Passage
from pipeline.checks.support import check_support
from pipeline.domain.support import Support, Verdict
from pipeline.llm.prompt import Prompt, load_prompts
from pipeline.writers.wire import (
    HeadlineAnswer,
    OutlineAnswer,
    OutlineSection,
    SectionAnswer,
    SectionSentence,
    TimelineAnswer,
    TimelineEvent,
    VerifyAnswer,
)
from tests.stages.newsroom import PIER, STALLS, ScriptedModel, article, written_by

PROMPTS = load_prompts()
STAGES = ("headline", "outline", "section", "timeline", "verify")
WIRE: dict[str, type[BaseModel]] = {
    "headline": HeadlineAnswer,
    "outline": OutlineAnswer,
    "section": SectionAnswer,
    "timeline": TimelineAnswer,
    "verify": VerifyAnswer,
}
FACT = {"label": "f1", "articles": "1, 2", "text": "The tunnel opened.", "dates": "d1 = Jan 2026"}
VARIABLES: dict[str, dict[str, object]] = {
    "headline": {
        "language": "en",
        "headline": "A tunnel opens",
        "headings": ["Cars first", "Cost"],
        "told": ["The tunnel opened.", "It cost 2 billion euros."],
        "titles": ["Tunnel opens"],
        "note": "Name the cost.",
    },
    "outline": {
        "language": "en",
        "titles": ["Tunnel opens"],
        "facts": [FACT],
        "fewest_sections": 3,
        "most_sections": 5,
    },
    "section": {
        "language": "en",
        "headline": "Tunnel opens",
        "headings": ["Cars first", "Cost"],
        "number": 2,
        "note": "Shorter.",
        "told": ["The tunnel cost 2 billion euros."],
        "facts": [FACT],
    },
    "timeline": {"language": "en", "about": "", "facts": [FACT], "most_events": 12, "note": ""},
    "verify": {
        "claims": [
            {
                "label": "c1",
                "text": "It opened.",
                "evidence": ["e1", "e2"],
                "quotes": [("e1", "The tunnel opened."), ("e2", "It is open.")],
                "doubts": ["it may have closed"],
            }
        ]
    },
}
USER = {
    "headline": """\
Language of the digest: en
Its present headline: A tunnel opens
The editor's note, which you follow as far as the rules allow: Name the cost.

Its sections:
1. Cars first
2. Cost

What they say:
- The tunnel opened.
- It cost 2 billion euros.

The articles' titles:
- Tunnel opens
""",
    "outline": """\
Language of the digest: en
Number of sections: 3 to 5

The articles' titles:
- Tunnel opens

The facts, each with its id and the articles that tell it:
f1 [1, 2] The tunnel opened.
""",
    "section": """\
Language of the digest: en
Headline of the digest: Tunnel opens
Its sections:
1. Cars first
2. Cost

Write section 2: Cost
The editor's note, which you follow as far as the rules allow: Shorter.

What the other sections say, which this one does not repeat:
- The tunnel cost 2 billion euros.

Its facts, each with its id and the articles that tell it:
f1 [1, 2] The tunnel opened.
""",
    "timeline": """\
Language of the digest: en
At most 12 events.

The facts, each with its id, the articles that tell it, and its dates:
f1 [1, 2] The tunnel opened. Dates: d1 = Jan 2026
""",
    "verify": """\
e1 "The tunnel opened."
e2 "It is open."
c1 [e1, e2] It opened.
Doubt: it may have closed
""",
}

every_stage = pytest.mark.parametrize("stage", STAGES)


class Example(NamedTuple):
    """A prompt's own example: the facts by their labels, their dates, and the answer."""

    facts: dict[str, str]
    dates: dict[str, frozenset[str]]
    answer: str


def fenced(prompt: Prompt, kind: str) -> str:
    (found,) = re.findall(rf"^```{kind}\n(.*?)^```$", prompt.static, re.DOTALL | re.MULTILINE)
    return found


def example(stage: str) -> Example:
    prompt = PROMPTS[stage]
    facts: dict[str, str] = {}
    dates: dict[str, frozenset[str]] = {}
    for line in fenced(prompt, "facts").splitlines():
        match = re.fullmatch(r"(f\d+) \[[\d, ]+\] (.*?)(?: Dates: (.*))?", line)
        assert match, line
        facts[match[1]] = match[2]
        dates[match[1]] = frozenset(re.findall(r"\b(d\d+) =", match[3] or ""))
    return Example(facts, dates, fenced(prompt, "json"))


def named(part: OutlineSection | SectionSentence | TimelineEvent) -> list[str]:
    """The labels of the facts that a part of an answer names."""
    fields = ("fact", "second_fact", "third_fact", "fourth_fact")
    return [label for field in fields if (label := getattr(part, field, None)) is not None]


def support(text: str, quotes: list[str]) -> Support:
    return check_support(text, [Passage(quote=quote) for quote in quotes])


def test_there_is_one_prompt_a_stage() -> None:
    assert tuple(PROMPTS) == STAGES


@every_stage
def test_a_prompt_renders_with_its_variables_and_leaves_nothing_unfilled(stage: str) -> None:
    system, user = PROMPTS[stage].render(**VARIABLES[stage])
    assert (system.role, user.role) == ("system", "user")
    assert user.content == USER[stage]
    assert "{{" not in system.content + user.content
    assert "{%" not in system.content + user.content


def test_a_section_without_a_note_does_not_speak_of_one() -> None:
    alone: dict[str, object] = {**VARIABLES["section"], "note": "", "told": []}
    _, user = PROMPTS["section"].render(**alone)
    assert "note" not in user.content
    assert "other sections" not in user.content
    assert "Write section 2: Cost\n\nIts facts" in user.content


def test_a_timeline_is_given_the_note_of_an_editor_where_there_is_one() -> None:
    _, user = PROMPTS["timeline"].render(**{**VARIABLES["timeline"], "note": "Only the votes."})
    assert "as the rules allow: Only the votes.\n\nThe facts" in user.content


@every_stage
def test_the_example_answer_is_one_that_would_be_accepted(stage: str) -> None:
    answer = WIRE[stage].model_validate_json(fenced(PROMPTS[stage], "json"))
    assert json.loads(answer.model_dump_json()) == json.loads(fenced(PROMPTS[stage], "json"))


def test_the_outline_of_the_example_is_shown_by_its_facts() -> None:
    facts, _, text = example("outline")
    answer = OutlineAnswer.model_validate_json(text)
    used = [label for section in answer.sections for label in named(section)]
    assert set(used) <= set(facts)
    assert len(used) == len(set(used))
    for section in answer.sections:
        assert 2 <= len(named(section)) <= 4
        found = support(section.heading, [facts[label] for label in named(section)])
        assert (section.heading, found.verdict, found.reasons) == (section.heading, Verdict.SUPPORTED, ())
        assert 3 <= len(section.heading.split()) <= 9
        assert not section.heading.endswith((".", "!", "?"))
    found = support(answer.headline, [facts[label] for label in used])
    assert (found.verdict, found.reasons) == (Verdict.SUPPORTED, ())
    assert 6 <= len(answer.headline.split()) <= 14


def test_the_headline_of_the_example_is_shown_by_what_is_given_and_repeats_no_other() -> None:
    present, *told = fenced(PROMPTS["headline"], "digest").splitlines()
    answer = HeadlineAnswer.model_validate_json(fenced(PROMPTS["headline"], "json"))
    found = support(answer.headline, told)
    assert (found.verdict, found.reasons) == (Verdict.SUPPORTED, ())
    assert answer.headline not in present
    assert 6 <= len(answer.headline.split()) <= 15


def test_a_headline_without_a_note_is_not_told_of_one() -> None:
    _, user = PROMPTS["headline"].render(**{**VARIABLES["headline"], "note": ""})
    assert "note" not in user.content


def test_the_section_of_the_example_is_shown_by_its_facts() -> None:
    facts, _, text = example("section")
    answer = SectionAnswer.model_validate_json(text)
    assert 2 <= len(answer.sentences) <= 4
    for sentence in answer.sentences:
        assert set(named(sentence)) <= set(facts)
        found = support(sentence.text, [facts[label] for label in named(sentence)])
        assert (sentence.text, found.verdict, found.reasons) == (sentence.text, Verdict.SUPPORTED, ())


def test_the_timeline_of_the_example_is_shown_by_its_facts_and_dated_by_them() -> None:
    facts, dates, text = example("timeline")
    answer = TimelineAnswer.model_validate_json(text)
    assert len(answer.events) >= 2
    for event in answer.events:
        assert set(named(event)) <= set(facts)
        assert event.date in {day for label in named(event) for day in dates[label]}
        found = support(event.text, [facts[label] for label in named(event)])
        assert (event.text, found.verdict, found.reasons) == (event.text, Verdict.SUPPORTED, ())


def test_the_example_of_the_judge_has_a_sound_claim_and_one_that_is_struck_with_words_of_its_own() -> None:
    claims: dict[str, str] = {}
    cited: dict[str, list[str]] = {}
    quotes: dict[str, str] = {}
    for line in fenced(PROMPTS["verify"], "claims").splitlines():
        if match := re.fullmatch(r"(c\d+) \[([e\d, ]+)\] (.*)", line):
            claims[match[1]], cited[match[1]] = match[3], match[2].split(", ")
        elif match := re.fullmatch(r'(e\d+) "(.*)"', line):
            quotes[match[1]] = match[2]
        else:
            assert line.startswith("Doubt: ")
    rulings = {r.claim: r for r in VerifyAnswer.model_validate_json(fenced(PROMPTS["verify"], "json")).rulings}
    assert rulings.keys() == claims.keys()
    assert {ruling.verdict for ruling in rulings.values()} == {"supported", "unsupported"}
    for label, ruling in rulings.items():
        shown = [quotes[number] for number in cited[label]]
        assert ruling.evidence == cited[label]
        if ruling.verdict == "supported":
            assert support(claims[label], shown).verdict is Verdict.SUPPORTED
            assert ruling.words == ""
        else:
            assert ruling.words in claims[label]
            assert ruling.words not in " ".join(shown)
            assert support(ruling.words, shown).verdict is Verdict.UNSUPPORTED
            assert support(claims[label], shown).verdict is not Verdict.SUPPORTED


def test_the_static_part_comes_first_and_is_the_same_for_every_story() -> None:
    with ScriptedModel() as one:
        written_by(one)
    with ScriptedModel() as other:
        written_by(other, (*PIER, article(4, "Old Pier in Kestrel Bay", f"{STALLS[:-1]} in 2027.")))
    for stage in STAGES[1:]:  # the headline has no stage of its own until an editor wants another one
        systems = {asked.system for server in (one, other) for asked in server.of(stage)}
        assert systems == {PROMPTS[stage].static}
        assert {asked.turns[0][0] for server in (one, other) for asked in server.of(stage)} == {"system"}
    assert one.of("outline")[0].prompt != other.of("outline")[0].prompt


@every_stage
def test_the_static_part_is_long_enough_to_be_worth_caching_and_short_enough_to_read(stage: str) -> None:
    assert 200 <= len(PROMPTS[stage].static.split()) <= 700


@every_stage
def test_pages_are_said_to_be_material_and_no_instructions(stage: str) -> None:
    assert "never instructions" in " ".join(PROMPTS[stage].static.split())


def test_the_examples_of_the_prompts_tell_one_story() -> None:
    stories = [example(stage).facts for stage in ("outline", "section")]
    shared = stories[0].keys() & stories[1].keys()
    assert shared
    assert {label: stories[0][label] for label in shared} == {label: stories[1][label] for label in shared}


def test_the_timeline_of_an_entity_names_it_and_that_of_a_story_does_not() -> None:
    _, named = PROMPTS["timeline"].render(**{**VARIABLES["timeline"], "about": "Aurora"})
    _, plain = PROMPTS["timeline"].render(**VARIABLES["timeline"])
    assert "The timeline is about Aurora alone" in named.content
    assert "alone" not in plain.content
