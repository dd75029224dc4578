"""Counts in words: "1 article", "2 articles"."""


def counted(number: int, what: str) -> str:
    """A number and the noun that it counts, which takes an s where it is not one."""
    return f"{number} {what}{'s' * (number != 1)}"
