"""What people install works: the wheel, built from the source archive, does the main job in an empty environment.

The environment gets the run-time dependencies as pyproject.toml declares them, no more, and pip checks their
versions; but they are linked from the environment that runs the tests instead of fetched again. So the test needs no
network, and a dependency that is only there for the tests is missed.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tomllib
import venv
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
import rdflib
from packaging.requirements import Requirement

from termgraph.extras import OPTIONAL
from termgraph.serve.editor import SCRIPT
from tests.floors import modules

ROOT = Path(__file__).resolve().parent.parent

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]  # one worker, so that it is built once


@dataclass(frozen=True)
class Installation:
    """An environment with the wheel in it, and a folder away from the checkout to run it in."""

    programs: Path
    folder: Path

    def run(self, *command: str, **variables: str) -> str:
        """Run one of the environment's programs, with next to nothing in its own environment; return its output."""
        done = self.ended(*command, **variables)
        assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stderr}"
        return done.stdout

    def ended(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run one of the environment's programs in the same way; return how it ended."""
        clean = {"PATH": os.defpath, "HOME": str(self.folder), "LANG": "C.UTF-8", **variables}
        return subprocess.run(
            [self.programs / command[0], *command[1:]],
            cwd=self.folder,
            env=clean,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source archive, so that the archive is known to be complete."""
    out = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(build, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def names(wheel: Path) -> frozenset[str]:
    """The names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


def environment(wheel: Path, home: Path, folder: Path) -> Installation:
    """Return the wheel in an environment that holds nothing but what it requires without extras."""
    venv.create(home, symlinks=True)
    packages = home / "lib" / f"python{sys.version_info.major}.{sys.version_info.minor}" / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        lines = archive.read(metadata).decode().splitlines()
    required = [line.removeprefix("Requires-Dist: ") for line in lines if line.startswith("Requires-Dist: ")]
    for found in closure(required):
        link(found, packages)
    made = Installation(home / "bin", folder)
    pip(made, "install", "--no-index", str(wheel))
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The wheel in an environment, as people install it."""
    return environment(wheel, tmp_path_factory.mktemp("environment"), tmp_path_factory.mktemp("elsewhere"))


def pip(where: Installation, *args: str) -> None:
    """Run pip on an environment."""
    command = [sys.executable, "-m", "pip", "--python", str(where.programs / "python"), *args]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def closure(requirements: Iterable[str]) -> Iterator[Distribution]:
    """Yield the distributions that fulfil these requirements here, and those that they require in turn."""
    waiting = [(Requirement(text), "") for text in requirements]
    seen: set[tuple[str, str]] = set()
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": extra}):
            continue
        found = distribution(requirement.name)
        for wanted in ("", *sorted(requirement.extras)):
            if (requirement.name.lower(), wanted) not in seen:
                seen.add((requirement.name.lower(), wanted))
                waiting += [(Requirement(text), wanted) for text in found.requires or ()]
                yield found


def link(found: Distribution, packages: Path) -> None:
    """Link the top-level files and folders of a distribution into another environment's folder of packages."""
    for top in {file.parts[0] for file in found.files or ()} - {"..", "__pycache__"}:
        target = packages / top
        if not target.is_symlink():
            target.symlink_to(Path(str(found.locate_file(top))).resolve())


def test_the_wheel_holds_every_module_and_its_type_marker(names: frozenset[str]) -> None:
    package = ROOT / "src" / "termgraph"
    sources = {str(path.relative_to(package.parent)) for path in modules(package).values()}
    assert sources | {"termgraph/py.typed"} <= names


def test_the_wheel_holds_the_ontology_the_data_and_the_queries(names: frozenset[str]) -> None:
    expected = {
        f"termgraph/{path.relative_to(ROOT)}"
        for folder in ("ontology", "data")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
    assert {"termgraph/ontology/termgraph.ttl", "termgraph/data/ml/vocabulary.yaml"} <= expected
    assert "termgraph/data/ml/entries/softmax.md" in expected
    assert expected <= names


def test_the_wheel_holds_all_that_lies_beside_the_modules(names: frozenset[str]) -> None:
    source = ROOT / "src"
    beside = {
        str(path.relative_to(source))
        for path in source.rglob("*")
        if path.is_file() and path.suffix not in (".py", ".pyc")
    }
    assert any(name.endswith(".rq") for name in beside)
    assert any("/view/" in name for name in beside)
    assert beside <= names


@pytest.mark.skipif(
    not SCRIPT.exists() and os.environ.get("CI") != "true", reason="make builds the editor, with npm"
)
def test_the_wheel_holds_the_editor_of_the_query_page(names: frozenset[str]) -> None:
    assert f"termgraph/serve/templates/{SCRIPT.name}" in names


def test_the_wheel_holds_both_licences_and_nothing_else(names: frozenset[str]) -> None:
    tops = {name.partition("/")[0] for name in names}
    (information,) = (top for top in tops if top.endswith(".dist-info"))
    assert tops == {"termgraph", information}
    licences = {name for name in names if name.startswith(f"{information}/licenses/")}
    assert licences == {f"{information}/licenses/LICENSE", f"{information}/licenses/LICENSE-vocabulary"}
    assert not [name for name in names if "tests" in name or ".venv" in name or "__pycache__" in name]


def test_it_runs_from_the_environment_and_not_from_the_checkout(installed: Installation) -> None:
    where = installed.run("python", "-c", "import termgraph; print(termgraph.__file__)")
    assert Path(where.strip()).is_relative_to(installed.programs.parent)


def test_what_only_the_tests_or_an_extra_need_is_not_there(installed: Installation) -> None:
    names = ["pytest", "playwright", "jsonschema", *OPTIONAL]
    script = f"import importlib.util as u; print([n for n in {names} if u.find_spec(n)])"
    assert installed.run("python", "-c", script) == "[]\n"


def test_it_is_small() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    files = {
        Path(str(found.locate_file(file)))
        for found in closure(project["dependencies"])
        for file in found.files or ()
    }
    taken = sum(file.stat().st_blocks * 512 for file in files if file.is_file())
    assert 50 < taken / 2**20 < 150  # with the package itself: see the table in README.md


def test_version(installed: Installation, wheel: Path) -> None:
    version = wheel.name.split("-")[1]
    assert installed.run("termgraph", "--version").split() == ["termgraph-skos", version]
    assert installed.run("termgraph-skos", "--version") == installed.run(
        "python", "-m", "termgraph", "--version"
    )


def test_show_says_that_softmax_is_a_misnomer(installed: Installation) -> None:
    shown = installed.run("termgraph", "show", "softmax")
    assert "misnomer" in shown.lower()
    assert "softargmax" in shown


def test_output_survives_a_terminal_without_unicode(installed: Installation) -> None:
    assert "softargmax" in installed.run("termgraph", "show", "softmax", LC_ALL="C", LANG="C")


def test_query_misnomers(installed: Installation) -> None:
    rows = list(csv.reader(installed.run("termgraph", "query", "misnomers", "--format", "csv").splitlines()))
    assert len({tuple(row) for row in rows[1:]}) >= 29  # the misnomer list names 29 terms
    assert any("softmax" in row for row in rows)


def test_export(installed: Installation) -> None:
    installed.run("termgraph", "export", "-f", "turtle", "-o", "x.ttl")
    graph = rdflib.Graph().parse(installed.folder / "x.ttl", format="turtle")
    assert ("softmax", "en") in {
        (str(o), o.language)
        for o in graph.objects(predicate=rdflib.SKOS.prefLabel)
        if isinstance(o, rdflib.Literal)
    }


@pytest.mark.parametrize("name", ["x.rdf", "x.jsonld", "x.csv", "x.md", "x.glossary.html", "x.graphml"])
def test_export_in_other_formats(installed: Installation, name: str) -> None:
    installed.run("termgraph", "export", "-o", name)
    assert "softargmax" in (installed.folder / name).read_text("utf-8")


def test_check(installed: Installation) -> None:
    told = json.loads(installed.run("termgraph", "check", "--profile", "strict", "--format", "json"))
    assert told["counts"]["error"] == 0


def test_what_needs_an_extra_says_which(installed: Installation) -> None:
    done = installed.ended("termgraph", "export", "-o", "x.pdf")
    told = "termgraph: typst is not installed, and writing pdf needs it (pip install 'termgraph-skos[pdf]')\n"
    assert (done.returncode, done.stderr) == (3, told)


def test_view(installed: Installation) -> None:
    installed.run("termgraph", "view", "-o", "x.html")
    page = (installed.folder / "x.html").read_text("utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert "softargmax" in page


def test_as_a_library(installed: Installation) -> None:
    script = "import termgraph; print(termgraph.load().concept('soft max').pref_label['en'])"
    assert installed.run("python", "-c", script) == "softmax\n"


def foreign(folder: Path) -> Path:
    """Make a wheel like that of the project that is called termgraph on PyPI: the same module, the same command."""
    files = {
        "termgraph/__init__.py": "def __getattr__(name): raise AttributeError(name)\n",
        "termgraph/termgraph.py": "def main(): print('a chart')\n",
        "termgraph-9.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: termgraph\nVersion: 9.0\n",
        "termgraph-9.0.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "termgraph-9.0.dist-info/entry_points.txt": "[console_scripts]\ntermgraph = termgraph.termgraph:main\n",
    }
    record = "".join(f"{name},,\n" for name in (*files, "termgraph-9.0.dist-info/RECORD"))
    made = folder / "termgraph-9.0-py3-none-any.whl"
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in {**files, "termgraph-9.0.dist-info/RECORD": record}.items():
            archive.writestr(name, text)
    return made


def test_another_package_of_the_same_name_is_told_in_one_line(wheel: Path, tmp_path: Path) -> None:
    other, folder = foreign(tmp_path), tmp_path / "elsewhere"
    folder.mkdir()
    here = environment(wheel, tmp_path / "environment", folder)
    pip(here, "install", "--no-index", str(other))
    assert here.run("termgraph") == "a chart\n"  # so it does what it says, and we cannot help it
    for removed in (False, True):  # over ours; then taken away with what they share
        if removed:
            pip(here, "uninstall", "--yes", "termgraph")
        for command in (["termgraph-skos", "show", "softmax"], ["python", "-m", "termgraph"]):
            done = here.ended(*command)
            assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1), done.stderr
            assert "another package, the 'termgraph' of PyPI" in done.stderr
    pip(here, "install", "--no-index", "--force-reinstall", "--no-deps", str(wheel))  # as the line says
    assert "softargmax" in here.run("termgraph", "show", "softmax")
    pip(here, "install", "--no-index", str(other))
    pip(here, "install", "--no-index", "--force-reinstall", "--no-deps", str(wheel))  # ours over theirs
    assert "softargmax" in here.run("termgraph", "show", "softmax")
