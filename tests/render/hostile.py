"""The sample digest with hostile text in every place that a page or a model fills."""

from datetime import date

from pipeline.domain.dates import Precision, Status
from pipeline.domain.digest import Correction, Coverage, Digest, Origin, Revision, Uncited
from pipeline.render.links import safe_url

from .sample import CEREMONY, DIGEST, article, event, quote, section, sentence

ATTACKS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "<a href=javascript:alert(1)>go</a>",
    "{{ 7 * 7 }}{% for x in y %}",
    "<!-- --><svg onload=alert(1)>",
    "[go](javascript:alert(1))",
    "[go]: https://evil.example",
    "![x](https://evil.example/x.png)",
    "<https://evil.example>",
    "https://evil.example/bare www.evil.example",
    "**bold** __bold__ *it* _it_ ~~gone~~ `code`",
    "# heading",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "12) item",
    "> quote",
    "| a | b |\n| - | - |",
    "---",
    "===",
    "```",
    "~~~",
    "    code",
    "\tcode",
    "line\n\n# heading\r\n- item",
    "&lt;b&gt; &amp; &#60;b&#62; &copy;",
    "\\",
    "\\[1\\](x)",
    "[1][1a] [1a] [^1]",
    "$x$ <b>bold</b>",
    "\x1b[31mred\x1b]0;title\x07\x9b2J\x00\x7f\b",
    "safe\u202egnp.exe\u2066x\u2069\u202c",
    "a\u2028b\u2029c\x85d",
)


def infected(attack: str) -> Revision:
    """A digest in which whatever came from a page or a model is the attack."""
    page = article(
        1,
        f"Before {attack} after.\nAnother {attack} line.",
        title=attack,
        publisher=attack,
        authors=(attack,),
        language=attack,
        url=f"https://one.example/{attack}",
    )
    other = article(2, "Other words.", title=attack, publisher=attack, url=attack)
    piece = quote(page, f"Before {attack} after")
    day = date(2026, 1, 15)
    edited = sentence("a2", attack, piece, origin=Origin.EDITED)
    uncited = Uncited(article=2, reason=attack)
    digest = DIGEST.model_copy(
        update={
            "headline": attack,
            "language": attack,
            "articles": (page.listing, other.listing),
            "sections": (section("s1", attack, sentence("a1", attack, piece), edited),),
            "timeline": (event("t1", (day, day, Precision.DAY, attack), attack, piece, status=Status.DISPUTED),),
            "tickers": (attack, attack),
            "coverage": Coverage(cited=(1,), uncited=(uncited,), single_source_sections=("s1",)),
            "corrections": (Correction(at=DIGEST.updated, revision=2, text=attack),),
            "provenance": DIGEST.provenance.model_copy(update={"model": attack}),
        }
    )
    return Revision(digest=digest, articles=(page, other), facts=())


def harmless_like(attack: str) -> Revision:
    """The same digest with harmless text, whose address is one where the attack's is one."""
    return infected("harmless" if safe_url(f"https://one.example/{attack}") else "harmless words")


def with_url(url: str) -> Digest:
    """The sample with another address for its first article."""
    first = CEREMONY.model_copy(update={"url": url})
    return DIGEST.model_copy(update={"articles": (first.listing, *DIGEST.articles[1:])})
