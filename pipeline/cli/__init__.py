"""The command `storydigest`: one module a subcommand, and what they share."""

from pipeline.cli.app import main

__all__ = ["main"]
