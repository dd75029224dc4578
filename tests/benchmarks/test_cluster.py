"""Clusters are always the same, and their articles share some sentences and have some of their own."""

from benchmarks.cluster import cluster
from benchmarks.growth import events
from pipeline.facts.merge import merge
from pipeline.facts.statements import statements


def test_a_cluster_is_always_the_same_for_its_size_and_seed() -> None:
    assert cluster(6, seed=2) == cluster(6, seed=2) != cluster(6, seed=3)


def test_sentences_of_several_articles_are_told_together_and_each_has_its_own() -> None:
    tellings = merge([sentence for article in cluster(12) for sentence in statements(article)])
    assert any(len(telling.articles) > 1 for telling in tellings)
    alone = [telling.articles for telling in tellings if len(telling.articles) == 1]
    assert frozenset().union(*alone) == set(range(1, 13))


def test_every_fact_with_a_date_is_an_event() -> None:
    dated, sources = events(cluster(12))
    assert len(dated) > 12
    assert all(event.date.latest and sources.passages(event.evidence) for event in dated)
