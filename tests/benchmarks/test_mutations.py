"""The benchmark of faults, over a fixture story and five paraphrases of it."""

from functools import cache
from pathlib import Path

import pytest

from benchmarks.data import FIXTURES
from benchmarks.mutating.kinds import KINDS
from benchmarks.mutating.material import Told, article_sentences, paraphrased, read_paraphrases, read_stories
from benchmarks.mutations import Chosen, judged, main, mutate, to_mutate

STORY = FIXTURES / "osiris-rex-bennu"
PARAPHRASES = Path(__file__).with_name("paraphrases.jsonl")


@cache
def stories() -> list[Told]:
    """The story that the paraphrases are of."""
    return read_stories([STORY])


def test_the_same_seed_gives_the_same_faults_and_another_one_others() -> None:
    sentences = list(article_sentences(stories()))
    kind = next(kind for kind in KINDS if kind.name == "number")
    first, again, other = ([text for _, text in mutate(sentences, kind, Chosen(seed, 20))] for seed in (1, 1, 2))
    assert first == again != other


def test_no_fault_is_made_twice_and_none_leaves_its_sentence_as_it_was() -> None:
    sentences = list(article_sentences(stories()))
    for kind in KINDS:
        made = [(standing.id, text) for standing, text in mutate(sentences, kind, Chosen(most=60))]
        assert len(made) == len(set(made)) <= 60
        assert all(standing.text != text for standing, text in mutate(sentences, kind, Chosen(most=60)))


def test_paraphrases_find_their_evidence_by_its_sum() -> None:
    lines = read_paraphrases(PARAPHRASES)
    claims = list(paraphrased(lines, stories()))
    assert [claim.id for claim in claims] == [line.id for line in lines]
    assert len(claims) == 5
    assert {len(claim.evidence) for claim in claims} == {1, 2}
    assert "121.6 grams" in claims[0].context.evidence


def test_a_paraphrase_whose_evidence_is_not_all_there_is_left_out() -> None:
    line = read_paraphrases(PARAPHRASES)[0]
    changed = line.model_copy(update={"evidence": (*line.evidence, line.evidence[0].model_copy(update={"article": 1}))})
    assert not list(paraphrased([changed], stories()))
    assert not list(paraphrased([line.model_copy(update={"story": "another"})], stories()))


def test_faults_in_paraphrases_are_judged_against_their_own_evidence() -> None:
    claims = to_mutate(paraphrased(read_paraphrases(PARAPHRASES), stories()))
    kind = next(kind for kind in KINDS if kind.name == "number")
    found = list(judged(claims, kind, Chosen()))
    assert found
    assert all(mutated.text != mutated.standing.text for mutated in found)
    assert any(mutated.is_caught for mutated in found)


def test_the_tables_name_every_kind_with_its_target(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(STORY), "--most", "2", "--paraphrases", str(PARAPHRASES)]) == 0
    printed = capsys.readouterr().out
    for kind in KINDS:
        assert printed.count(f"| {kind.title} |") == 2
    assert "| **dates, all kinds** |" in printed
    assert "| sentences of articles, restated |" in printed
    assert "| honest paraphrases | 5 |" in printed


def test_samples_show_what_was_said_and_what_was_made_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(STORY), "--most", "3", "--show", "month", "--caught"]) == 0
    printed = capsys.readouterr().out
    assert "another month: " in printed
    assert "  said   " in printed
    assert "  fault  " in printed
