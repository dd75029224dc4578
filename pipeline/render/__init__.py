"""A digest as readers get it: text, Markdown, one HTML page, JSON.

All four are pure functions whose bytes follow from their arguments alone. Whatever came from a page or a model is
data in each of them: it never turns into markup, a link or a terminal sequence.
"""

from pipeline.domain.digest import Digest
from pipeline.render.markdown import render_markdown
from pipeline.render.page import render_html
from pipeline.render.plain import render_text

__all__ = ["render_html", "render_json", "render_markdown", "render_text"]


def render_json(digest: Digest) -> str:
    """The canonical form: what `digest.json` holds, to the byte."""
    return digest.model_dump_json(indent=2, ensure_ascii=False) + "\n"
