"""Faults of the kinds that models make, put into sentences that stand: one into each copy, from a seed."""
