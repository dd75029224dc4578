"""The checks: what a digest says against what its sources say. They know nothing of how a digest was made."""
