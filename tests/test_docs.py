"""The documentation tells the truth: its examples run, its outputs are what comes out, its links lead somewhere."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click import Group

from termgraph.cli.app import termgraph

ROOT = Path(__file__).resolve().parent.parent
PAGES = (
    sorted(ROOT.glob("*.md"))
    + sorted((ROOT / "docs").glob("*.md"))
    + sorted((ROOT / "benchmarks").glob("*.md"))
)


@pytest.mark.parametrize("page", ["README.md", "docs/python.md"])
def test_the_python_examples_run(page: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    flags = doctest.ELLIPSIS | doctest.IGNORE_EXCEPTION_DETAIL
    result = doctest.testfile(str(ROOT / page), module_relative=False, optionflags=flags, encoding="utf-8")
    assert result.attempted > 0
    assert result.failed == 0


def test_what_follows_from_the_code_is_current() -> None:
    command = [sys.executable, "-m", "tools.docs", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0, f"run `make docs`\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_local_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)\s]+)\)|(?:src|srcset)=\"([^\"]+)\"", text)
    for target in (one or other for one, other in targets):
        path, _, anchor = target.partition("#")
        if "://" not in target and path:
            assert (page.parent / path).exists(), f"{page.name}: {target}"
        elif anchor and not path:
            assert f"\n## {anchor}\n" in page.read_text("utf-8"), f"{page.name}: {target}"


def test_every_verb_has_an_example_in_its_help() -> None:
    below = [
        one
        for group in termgraph.commands.values()
        if isinstance(group, Group)
        for one in group.commands.items()
    ]
    for name, command in [*termgraph.commands.items(), *below]:
        assert command.epilog is not None, name
        assert "termgraph" in command.epilog, name


def test_the_readme_names_only_verbs_that_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    used = set(re.findall(r"termgraph (?:-q |-V \S+ )*([a-z]+)\b", "\n".join(re.findall(r"\$ .*", readme))))
    assert used
    assert used <= set(termgraph.commands)
