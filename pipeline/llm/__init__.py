"""Asking a chat model: prompts, requests, who carries them, and what came of the answers."""
