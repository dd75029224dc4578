"""Measurements against data that others made; each module prints one table."""
