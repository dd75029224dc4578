"""The project as others get it: what is in the wheel, what an import costs, and that the README tells the truth."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import cast

import pytest

from pipeline.llm.prompt import load_prompts
from tests.cli.command import NOW, ROOT, environment, run_apart

PROMPTS = sorted(path.name for path in (ROOT / "prompts").glob("*.md"))
HEAVY = (
    *("openai", "httpx2", "trafilatura", "lxml", "tiktoken", "dateparser", "genai_prices", "jinja2", "tenacity"),
    *("fastapi", "uvicorn"),
)
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def imported_after(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter has after a statement."""
    script = f"{statement}; import sys; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment(), capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


def table(*path: str) -> dict[str, object]:
    found = project()
    for name in path:
        found = cast("dict[str, object]", found[name])
    return found


@pytest.mark.parametrize("module", ["pipeline", "pipeline.cli", "pipeline.cli.app", "pipeline.errors"])
def test_importing_the_command_imports_nothing_heavy(module: str) -> None:
    assert imported_after(f"import {module}") & set(HEAVY) == set()


def test_the_builtin_writer_needs_no_client_for_models() -> None:
    assert (
        imported_after("import pipeline.digest, pipeline.writers.builtin") & {"openai", "httpx2", "genai_prices"}
        == set()
    )


def test_the_prompts_are_meant_for_the_wheel() -> None:
    target = table("tool", "hatch", "build", "targets", "wheel")
    assert target["packages"] == ["pipeline"]
    assert target["force-include"] == {"prompts": "pipeline/prompts"}
    assert PROMPTS == ["headline.md", "outline.md", "section.md", "timeline.md", "verify.md"]


@pytest.mark.skipif(find_spec("hatchling") is None, reason="hatchling, which builds the wheel, is not installed")
def test_the_built_wheel_carries_the_prompts_the_templates_and_the_types(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("storydigest-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for name in PROMPTS:
            assert archive.read(f"pipeline/prompts/{name}") == (ROOT / "prompts" / name).read_bytes()
    assert {"pipeline/py.typed", "pipeline/render/page.html.j2", "pipeline/render/page.css"} <= names
    desk = {path.relative_to(ROOT) for path in (ROOT / "pipeline" / "desk").rglob("*.*") if path.suffix != ".pyc"}
    assert {str(path) for path in desk} <= names
    assert not any(name.startswith(("tests/", "fixtures/", "benchmarks/")) for name in names)
    assert {name for name in names if name.endswith(".py")} == {
        str(path.relative_to(ROOT)) for path in (ROOT / "pipeline").rglob("*.py")
    }


def test_prompts_inside_the_package_are_preferred_as_an_installed_wheel_has_them(tmp_path: Path) -> None:
    installed = tmp_path / "site" / "pipeline"
    shutil.copytree(ROOT / "pipeline", installed, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "prompts", installed / "prompts")
    script = (
        "import sys\n"
        f"sys.path.insert(0, {str(installed.parent)!r})\n"
        "from pipeline.llm.prompt import load_prompts, own_prompts\n"
        "print(own_prompts(), *load_prompts())\n"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(installed / "prompts"), *load_prompts()]


def test_every_dependency_that_is_imported_is_declared() -> None:
    extras = cast("dict[str, list[str]]", table("project", "optional-dependencies"))
    core = cast("list[str]", table("project")["dependencies"])
    declared = {
        re.split(r"[\[<>=~! ]", dependency)[0].replace("-", "_").lower()
        for dependency in core + extras["cluster"] + extras["desk"]
    }
    used: set[str] = set()
    for path in (ROOT / "pipeline").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                used |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                used.add(node.module)
    names = {name.partition(".")[0] for name in used}
    foreign = {name for name in names if name not in sys.stdlib_module_names and name != "pipeline"}
    come_with_them = {"pydantic_core", "httpx2", "markupsafe", "starlette"}  # with pydantic, openai, jinja2 and fastapi
    packaged = {"stemmer": "pystemmer"}  # a package whose module has another name
    assert {packaged.get(name.lower(), name.lower()) for name in foreign} - come_with_them <= declared


def readme() -> str:
    return (ROOT / "README.md").read_text()


def shell_lines() -> list[str]:
    """The commands in the README's blocks of shell, without their comments."""
    lines = [
        line.split("  #")[0].split(" #")[0].strip() for block in BLOCK.findall(readme()) for line in block.splitlines()
    ]
    return [line for line in lines if line and not line.startswith("#")]


def test_every_make_target_that_the_readme_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    wanted = set(re.findall(r"\bmake ([a-z]+)`", readme())) | {
        line.split()[1] for line in shell_lines() if line.startswith("make ")
    }
    assert {"digest", "test"} <= wanted
    assert wanted <= targets


def test_every_storydigest_command_in_the_readme_takes_its_options() -> None:
    calls = [line.split("storydigest ", 1)[1].split() for line in shell_lines() if "storydigest " in line]
    assert {"build", "check", "schema"} <= {call[0] for call in calls}
    for name in sorted({call[0] for call in calls}):
        ran = run_apart([name, "--help"])
        options = {word for call in calls if call[0] == name for word in call if word.startswith("--")}
        assert ran.code == 0
        assert [option for option in sorted(options) if option not in ran.out] == []


def test_the_stories_that_the_readme_builds_can_be_built() -> None:
    named = re.findall(r"storydigest build (fixtures/\S+)", readme())
    assert named
    folders = [folder for name in named for folder in sorted(ROOT.glob(name))[:1]]
    assert len(folders) == len(named)
    ran = run_apart(["build", *dict.fromkeys(folders), "--model", "builtin", "--now", NOW])
    assert (ran.code, "error" in ran.err) == (0, False)


def test_files_that_the_readme_links_to_exist() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", readme()) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_readme_tells_the_environment_that_the_command_reads() -> None:
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "STORYDIGEST_MODEL"):
        assert name in readme()


def test_the_changelog_speaks_of_the_version_that_is_declared() -> None:
    assert str(table("project")["version"]) in (ROOT / "CHANGELOG.md").read_text()
