"""What HTML wants to know of a language: a well-formed tag, and which way its script runs."""

import re

_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
)
_RIGHT_TO_LEFT_SCRIPTS = frozenset(["adlm", "arab", "hebr", "nkoo", "syrc", "thaa"])


def language_tag(language: str) -> str:
    """The language where it is a well-formed tag; otherwise empty, which in HTML means unknown."""
    tag = language.replace("_", "-")
    return tag if _TAG.fullmatch(tag) else ""


def direction(language: str) -> str:
    """`rtl`, `ltr`, or `auto` where the language is not known."""
    primary, *rest = language_tag(language).lower().split("-")
    scripts = [part for part in rest if len(part) == 4 and part.isalpha()]  # as ISO 15924 has them
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    if not primary:
        return "auto"
    return "rtl" if primary in _RIGHT_TO_LEFT else "ltr"
