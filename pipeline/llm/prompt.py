"""Prompts: one Markdown file a stage, which a person who writes no code can edit.

A file has three parts. Front matter in TOML between two lines of `+++`; the static part, which is sent byte for byte
as the system message, so that endpoints can keep it cached; and after a line `<!-- user -->` the template of the user
message, in Jinja's syntax, whose variables are exactly those that the front matter lists.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Annotated

from jinja2 import StrictUndefined, Template, TemplateError, meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import Field, StringConstraints, ValidationError

from pipeline.domain.base import Model
from pipeline.errors import PromptError
from pipeline.llm.request import Message

_PARTS = re.compile(
    r"\A\+\+\+[ \t]*\r?\n(?P<front>.*?)^\+\+\+[ \t]*\r?\n(?P<static>.*?)^<!-- user -->[ \t]*\r?\n(?P<user>.*)\Z",
    re.DOTALL | re.MULTILINE,
)
_TEMPLATE_MARKS = ("{{", "{%", "{#")
_ENVIRONMENT = ImmutableSandboxedEnvironment(
    autoescape=False,  # prompts are plain text for a model: an &amp; in them would be a fault
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]


class FrontMatter(Model):
    """What a prompt file says of itself."""

    stage: Name
    purpose: str = Field(min_length=1)
    variables: tuple[Name, ...]
    max_output_tokens: int = Field(ge=1)


class Prompt:
    """One stage's prompt, ready to be rendered."""

    def __init__(self, source: bytes, *, file: Path) -> None:
        self.file = file
        self.sha256 = hashlib.sha256(source).hexdigest()
        front, self.static, user = _split(source, file)
        self.front = _front_matter(front, file)
        self._template = _template(user, self.front.variables, file)
        if any(mark in self.static for mark in _TEMPLATE_MARKS):
            raise PromptError(f"{file}: the part above <!-- user --> is sent as it stands; move the template below it")

    @property
    def stage(self) -> str:
        """The stage that asks this."""
        return self.front.stage

    @property
    def max_output_tokens(self) -> int:
        """How long an answer may get."""
        return self.front.max_output_tokens

    def render(self, **variables: object) -> tuple[Message, ...]:
        """The system and the user message. Raises PromptError unless exactly the variables listed are given."""
        if variables.keys() != set(self.front.variables):
            missing = set(self.front.variables) - variables.keys()
            unexpected = variables.keys() - set(self.front.variables)
            raise PromptError(f"{self.file}: {_listing('it lacks', missing)}{_listing('it does not know', unexpected)}")
        try:
            user = self._template.render(variables)
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            raise PromptError(f"{self.file}: the template cannot be filled in: {error}") from error
        return (
            Message(role="system", content=self.static),
            Message(role="user", content=user.encode("utf-8", "replace").decode()),
        )


def load_prompt(file: Path) -> Prompt:
    """Read one prompt file. Raises PromptError where it cannot be read or is malformed."""
    try:
        return Prompt(file.read_bytes(), file=file)
    except OSError as error:
        raise PromptError(f"{file}: the prompt cannot be read: {error.strerror}") from error


def load_prompts(folder: Path | None = None) -> Mapping[str, Prompt]:
    """All prompts of a folder by stage; without one those that storydigest comes with.

    `section.md` holds the stage `section`; a README.md is for people and passed over. Raises PromptError.
    """
    folder = folder or own_prompts()
    paths = sorted(path for path in folder.glob("*.md") if path.name != "README.md")
    if not paths:
        raise PromptError(f"{folder}: there are no prompts in this folder")
    prompts = [load_prompt(path) for path in paths]
    for prompt in prompts:
        if prompt.stage != prompt.file.stem:
            raise PromptError(f"{prompt.file}: the stage {prompt.stage!r} belongs in a file named {prompt.stage}.md")
    return {prompt.stage: prompt for prompt in prompts}


def own_prompts() -> Path:
    """The folder of the prompts that storydigest comes with: inside the package once installed, else beside it."""
    package = Path(str(files("pipeline")))
    inside = package / "prompts"
    return inside if inside.is_dir() else package.parent / "prompts"


def _split(source: bytes, file: Path) -> tuple[str, str, str]:
    try:
        parts = _PARTS.match(source.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise PromptError(f"{file}: the prompt is not UTF-8; save it as such") from error
    if parts is None:
        raise PromptError(
            f"{file}: a prompt has front matter between two lines of +++, a text, "
            "a line <!-- user -->, and a template; at least one of these is missing"
        )
    return parts["front"], parts["static"], parts["user"]


def _front_matter(source: str, file: Path) -> FrontMatter:
    try:
        return FrontMatter.model_validate(tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        raise PromptError(f"{file}: the front matter is not TOML: {error}") from error
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"
            for fault in error.errors(include_url=False, include_input=False)
        )
        raise PromptError(f"{file}: the front matter is wrong: {faults}") from error


def _template(source: str, variables: tuple[str, ...], file: Path) -> Template:
    try:
        used = meta.find_undeclared_variables(_ENVIRONMENT.parse(source))
        template = _ENVIRONMENT.from_string(source)
    except TemplateError as error:
        raise PromptError(f"{file}: the template is malformed: {error}") from error
    if used != set(variables):
        unlisted = _listing("the front matter does not list", used - set(variables))
        unused = _listing("the template does not use", set(variables) - used)
        raise PromptError(f"{file}: {unlisted}{unused}")
    return template


def _listing(what: str, names: set[str]) -> str:
    return f"{what} {', '.join(sorted(names))}; " if names else ""
