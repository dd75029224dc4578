"""Prompt files, well and badly written."""

import hashlib
from pathlib import Path

import pytest

from pipeline.errors import PromptError
from pipeline.llm.prompt import Prompt, load_prompts, own_prompts
from pipeline.llm.request import Message

SECTION = """+++
stage = "section"
purpose = "Writes one section"
variables = ["heading", "facts"]
max_output_tokens = 800
+++
Write a section.

Say nothing else.
<!-- user -->
Heading: {{ heading }}
{% for fact in facts %}
- {{ fact }}
{% endfor %}
"""
OUTLINE = SECTION.replace('"section"', '"outline"')
FILE = Path("prompts/section.md")


def test_the_static_part_is_sent_as_it_stands_and_the_template_filled_in() -> None:
    prompt = Prompt(SECTION.encode(), file=FILE)
    assert prompt.render(heading="Talks", facts=["One", "Two & three"]) == (
        Message(role="system", content="Write a section.\n\nSay nothing else.\n"),
        Message(role="user", content="Heading: Talks\n- One\n- Two & three\n"),
    )
    assert (prompt.stage, prompt.max_output_tokens) == ("section", 800)
    assert prompt.sha256 == hashlib.sha256(SECTION.encode()).hexdigest()


def test_words_from_a_page_are_not_a_template_and_not_broken_unicode() -> None:
    prompt = Prompt(SECTION.encode(), file=FILE)
    _, user = prompt.render(heading="{{ 7 * 7 }}\ud800", facts=["{% raw %}"])
    assert user.content == "Heading: {{ 7 * 7 }}?\n- {% raw %}\n"


def test_a_file_with_the_line_ends_of_windows_is_read() -> None:
    prompt = Prompt(SECTION.replace("\n", "\r\n").encode(), file=FILE)
    assert prompt.render(heading="Talks", facts=[])[0].content == "Write a section.\r\n\r\nSay nothing else.\r\n"


def test_exactly_the_variables_listed_have_to_be_given() -> None:
    prompt = Prompt(SECTION.encode(), file=FILE)
    with pytest.raises(PromptError, match=r"prompts/section\.md: it lacks facts; it does not know tone"):
        prompt.render(heading="Talks", tone="calm")


def test_a_field_that_a_variable_lacks_is_an_error_and_not_a_gap() -> None:
    prompt = Prompt(SECTION.replace("{{ heading }}", "{{ heading.words }}").encode(), file=FILE)
    with pytest.raises(PromptError, match="cannot be filled in"):
        prompt.render(heading="Talks", facts=[])


def test_a_template_cannot_reach_into_python() -> None:
    hostile = SECTION.replace("{{ heading }}", "{{ heading.__class__.__mro__ }}")
    with pytest.raises(PromptError, match="cannot be filled in"):
        Prompt(hostile.encode(), file=FILE).render(heading="Talks", facts=[])


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("+++\nstage", "stage", "front matter between two lines"),
        ("<!-- user -->", "", "<!-- user -->"),
        ('stage = "section"', "stage = section", "not TOML"),
        ('stage = "section"', 'stage = "../section"', "stage"),
        ('stage = "section"', 'stage = "section"\nmodel = "x"', "model: Extra inputs"),
        ("max_output_tokens = 800", "", "max_output_tokens: Field required"),
        ("max_output_tokens = 800", "max_output_tokens = 0", "max_output_tokens"),
        ('"heading", "facts"', '"heading"', "the front matter does not list facts"),
        ('"heading", "facts"', '"heading", "facts", "tone"', "the template does not use tone"),
        ("{% endfor %}", "", "the template is malformed"),
        ("Write a section.", "Write {{ heading }}.", "move the template below it"),
    ],
)
def test_a_malformed_prompt_is_named_with_its_fault(old: str, new: str, words: str) -> None:
    assert old in SECTION
    with pytest.raises(PromptError) as caught:
        Prompt(SECTION.replace(old, new, 1).encode(), file=FILE)
    assert str(caught.value).startswith("prompts/section.md: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_prompt_that_is_not_utf8_is_named() -> None:
    with pytest.raises(PromptError, match="not UTF-8"):
        Prompt(SECTION.replace("Write", "Schön").encode("latin-1"), file=FILE)


def test_a_folder_holds_one_prompt_a_stage(tmp_path: Path) -> None:
    (tmp_path / "section.md").write_text(SECTION)
    (tmp_path / "outline.md").write_text(OUTLINE)
    (tmp_path / "README.md").write_text("# For people")
    assert list(load_prompts(tmp_path)) == ["outline", "section"]


def test_a_prompt_in_a_file_of_another_name_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "outline.md").write_text(SECTION)
    with pytest.raises(PromptError, match=r"belongs in a file named section\.md"):
        load_prompts(tmp_path)


def test_a_folder_without_prompts_and_a_file_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="no prompts in this folder"):
        load_prompts(tmp_path / "missing")
    (tmp_path / "section.md").mkdir()
    with pytest.raises(PromptError, match="cannot be read"):
        load_prompts(tmp_path)


def test_the_prompts_that_come_with_the_project_are_found() -> None:
    assert own_prompts().name == "prompts"
    assert own_prompts().is_dir()
