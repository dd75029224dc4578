"""From articles to ranked facts: code alone, no model."""

from pipeline.facts.gather import Budget, FactBook, RankedFact, gather

__all__ = ["Budget", "FactBook", "RankedFact", "gather"]
