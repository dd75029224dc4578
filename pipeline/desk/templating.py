"""The desk's templates: whatever they print is cleaned and escaped, and a name that is missing is an error."""

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader

from pipeline.desk.static import address
from pipeline.render.clean import clip
from pipeline.render.languages import direction, language_tag
from pipeline.render.markup import make_environment
from pipeline.render.moments import iso, moment_in_words


def render(name: str, **values: object) -> str:
    """A page, or a part of one."""
    return environment().get_template(name).render(values)


@cache
def environment() -> Environment:
    """The templates, compiled once."""
    known: Mapping[str, object] = {
        "clip": clip,
        "direction": direction,
        "language_tag": language_tag,
        "iso": iso,
        "moment_in_words": moment_in_words,
        "static": address,
        "counted": counted,
    }
    return make_environment(known, PackageLoader("pipeline.desk"))


def counted(number: int, one: str, many: str = "") -> str:
    """`1 story`, `2,300 stories`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
