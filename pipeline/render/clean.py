"""Text from pages and models, made fit to be shown: no control characters, one line, no bidi tricks."""

import re
import unicodedata

LONGEST_TITLE = 300
"""No page has a longer title in good faith; what goes beyond is cut, lest it bury the digest."""

LONGEST_NAME = 100

_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029 ]+")
_UNSHOWN = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"  # C0 and C1, ESC and CSI among them: terminals obey these
    r"\u202a-\u202e\u2066-\u2069"  # bidi embeddings, overrides, isolates: they reorder what stands around them
    r"\u206a-\u206f\ufff9-\ufffb]"  # deprecated format characters, interlinear annotation
)
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> str:
    """The text on one line, without what a terminal or a browser would obey rather than show.

    Directional marks and joiners, which scripts need, stay; so do no-break spaces. Edges are not stripped.
    """
    if text.isprintable() and "  " not in text:
        return text
    return _SURROGATES.sub("\ufffd", _BREAKS.sub(" ", _UNSHOWN.sub("", text)))


def clip(text: str, longest: int = LONGEST_TITLE) -> str:
    """Clean text of at most `longest` characters, cut between words where it has any."""
    text = clean(text[: 4 * longest]).strip()
    if len(text) <= longest:
        return text
    end = text.rfind(" ", longest // 2, longest)
    if end == -1:
        end = longest - 1
        while end > longest // 2 and unicodedata.combining(text[end]):
            end -= 1
    return text[:end].rstrip() + "…"
