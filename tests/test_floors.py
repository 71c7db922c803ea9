"""The drawing in ARCHITECTURE.md holds: imports go to strictly lower floors, and start-up stays light."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.floors import FLOORS, imports, modules, problems, third_party

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "termgraph"

#: What may be loaded only by the command that needs it: each costs tens to hundreds of milliseconds.
HEAVY = frozenset(
    {
        "IPython",
        "docutils",
        "docx",
        "jinja2",
        "jsonpickle",
        "lxml",
        "markdown_it",
        "mdit_py_plugins",
        "networkx",
        "openpyxl",
        "oxrdflib",
        "playwright",
        "prompt_toolkit",
        "pyoxigraph",
        "pypdf",
        "pyvis",
        "rapidfuzz",
        "rdflib",
        "typst",
        "yaml",
    }
)


#: Programs that load us as a plug-in: where our part for one is imported, it is running.
HOSTS = frozenset({"mkdocs", "sphinx"})


def declared() -> set[str]:
    """Return the names of the run-time dependencies in pyproject.toml, as `normal` writes them, extras included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [
        rows for extra, rows in project["optional-dependencies"].items() if extra not in ("dev", "test")
    ]
    names = {normal(Requirement(text).name) for rows in (project["dependencies"], *extras) for text in rows}
    return names - {project["name"]}


def normal(name: str) -> str:
    """Return the one form of a distribution's name that packaging compares by (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


held_by = cache(packages_distributions)  # which looks into all that is installed


@pytest.fixture(scope="module")
def outside() -> Mapping[str, str]:
    """Return the modules from outside that ours import, each with one place that does."""
    return third_party(PACKAGE)


def distributions(module: str) -> set[str]:
    """Return the distributions that a top-level module may come from: PyYAML for yaml."""
    return {normal(name) for name in held_by().get(module, [module])}


def test_imports_go_to_strictly_lower_floors() -> None:
    assert problems(PACKAGE) == []


def test_the_drawing_shows_these_floors() -> None:
    rows = re.findall(
        r"^\| (\d+) \| `(\w+)/?` \|", (ROOT / "ARCHITECTURE.md").read_text("utf-8"), re.MULTILINE
    )
    drawn = {room: int(floor) for floor, room in rows}
    assert drawn == {room: floor for room, floor in FLOORS.items() if not room.startswith("__")}


def test_third_party_imports_are_declared(outside: Mapping[str, str]) -> None:
    known = declared()
    missing = {
        module: place
        for module, place in outside.items()
        if not distributions(module) & known and module not in HOSTS
    }
    assert missing == {}


#: What another library takes by itself where it is there: uvicorn, as its loop and its parser.
TAKEN = {"httptools", "uvloop"}


def test_declared_dependencies_are_imported(outside: Mapping[str, str]) -> None:
    used = set[str]().union(*map(distributions, outside))
    assert declared() - used - TAKEN == set()


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import json, sys; from termgraph.cli import main; sys.argv = ['termgraph', '--help']\n"
        "try: main()\n"
        "except SystemExit as stop: assert not stop.code, stop.code\n"
        "print(); print(json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    loaded = json.loads(done.stdout.splitlines()[-1])
    assert "termgraph.cli" in loaded
    assert {module.partition(".")[0] for module in loaded} & HEAVY == set()


def test_the_package_itself_loads_nothing_heavy() -> None:
    script = "import json, sys, termgraph; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert {module.partition(".")[0] for module in json.loads(done.stdout)} & HEAVY == set()


# The checker itself, on small packages made for the purpose.


def package(folder: Path, files: dict[str, str]) -> Path:
    """Write a package named `p` with these files and return its folder."""
    top = folder / "p"
    for name, text in {"__init__.py": "", **files}.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return top


@pytest.mark.parametrize(
    "files",
    [
        {"model.py": "from p.errors import E", "errors.py": ""},
        {"model.py": "from . import errors", "errors.py": ""},
        {"store/a.py": "from ..model import M\nfrom .b import B", "store/b.py": "", "model.py": ""},
        {
            "store/__init__.py": "from p.store.a import A",
            "store/a.py": "from p.store.b import B",
            "store/b.py": "",
        },
        {"__init__.py": "def load():\n    from p.api import load", "api.py": "import p.cli2" * 0},
        {"cli/__init__.py": "from p import __version__"},
        {"errors.py": "import click, p2, pathlib"},
    ],
)
def test_what_goes_down_is_fine(tmp_path: Path, files: dict[str, str]) -> None:
    assert problems(package(tmp_path, files)) == []


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"errors.py": "import p.model", "model.py": ""}, r"errors.py:1: errors \(floor 0\) imports model"),
        ({"errors.py": "from p import model", "model.py": ""}, "errors .* imports model"),
        ({"errors.py": "from .model import M", "model.py": ""}, "errors .* imports model"),
        ({"errors.py": "import os\n\ndef f():\n    import p.model", "model.py": ""}, r"errors.py:4: errors"),
        (
            {"model.py": "from typing import *\nif TYPE_CHECKING:\n    from p.api import A", "api.py": ""},
            r"model.py:3: model .* imports api",
        ),
        (
            {"store/a.py": "from ..network.b import B", "network/b.py": ""},
            r"store \(floor 4\) imports network",
        ),
        ({"store/a.py": "from ..network import b", "network/b.py": ""}, r"store .* imports network"),
        ({"store/deep/a.py": "from ...api import A", "api.py": ""}, "store .* imports api"),
        ({"api.py": "from p import load"}, r"api .* imports __init__"),
        ({"cli/a.py": "import p"}, r"cli .* imports __init__"),
        (
            {"store/a.py": "import p.store.b", "store/b.py": "from .a import x"},
            "circle: p.store.a -> p.store.b -> p.store.a",
        ),
        (
            {"view/__init__.py": "from .a import x", "view/a.py": "from p.view import y"},
            "circle: p.view -> p.view.a",
        ),
        ({"errors.py": "from p.errors import E"}, "circle: p.errors -> p.errors"),
        ({"util.py": ""}, "util: a room without a floor"),
        ({"util/__init__.py": "from p.errors import E", "errors.py": ""}, "util: a room without a floor"),
    ],
)
def test_what_does_not_go_down_is_found(tmp_path: Path, files: dict[str, str], said: str) -> None:
    found = problems(package(tmp_path, files))
    assert len(found) == 1
    assert re.search(said, found[0]), found


def test_a_room_without_a_floor_does_not_hide_imports_of_it(tmp_path: Path) -> None:
    found = problems(package(tmp_path, {"errors.py": "import p.util", "util.py": ""}))
    assert found == ["util: a room without a floor (add it to FLOORS and to ARCHITECTURE.md)"]


def test_third_party_modules_are_told_from_the_standard_librarys(tmp_path: Path) -> None:
    made = package(
        tmp_path, {"errors.py": "import os.path, yaml.nodes\ndef f():\n    from rdflib.plugins import x"}
    )
    assert sorted(third_party(made)) == ["rdflib", "yaml"]


def test_distributions_are_found_by_the_module_they_hold() -> None:
    assert "pyyaml" in distributions("yaml")
    assert distributions("no_such_module") == {"no-such-module"}


def test_the_readers_see_the_whole_package() -> None:
    seen = modules(PACKAGE)
    assert {f"termgraph.{name}" for name in FLOORS if not name.startswith("__")} <= seen.keys()
    assert {one.module for one in imports(PACKAGE)} <= seen.keys()
