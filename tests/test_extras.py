"""A bare installation does the main job; where a library is missing, people are told in one line what to install."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

from termgraph.extras import OPTIONAL
from tests.commands import Ran

ROOT = Path(__file__).resolve().parent.parent
BIRDS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://e.org/owl> a skos:Concept ; skos:prefLabel "Eule"@de ."""
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
<https://e.org/s> a sh:NodeShape ; sh:targetClass <http://www.w3.org/2004/02/skos/core#Concept> ; sh:minCount 0 ."""


def without(modules: Iterable[str], *args: str, folder: Path) -> Ran:
    """Run the command in a process in which these modules cannot be imported."""
    script = (
        f"import sys; sys.modules.update(dict.fromkeys({sorted(modules)}))\n"
        "from termgraph.cli import main; main(sys.argv[1:])"
    )
    command = [sys.executable, "-c", script, *args]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a vocabulary, shapes, and documents of formats that need a library."""
    made = tmp_path_factory.mktemp("extras")
    texts = {
        "birds.ttl": BIRDS,
        "shapes.ttl": SHAPES,
        "a.rst": ".. glossary::\n\n   owl\n      A bird.\n",
        "a.html": "<dl><dt>owl</dt><dd>A bird.</dd></dl>",
        "a.wiki": ";owl\n:A bird.\n",
        "b.md": "# Birds\n\n<dl><dt>owl</dt><dd>A bird.</dd></dl>\n",
        "a.docx": "PK\x03\x04 word/",
        "a.xlsx": "PK\x03\x04 xl/",
        "a.pdf": "%PDF-1.7",
    }
    for name, text in texts.items():
        (made / name).write_text(text, "utf-8")
    for name, part in (("a.docx", "word/document.xml"), ("a.xlsx", "xl/workbook.xml")):
        with ZipFile(made / name, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr(part, "<none/>")
    return made


def test_the_table_is_that_of_the_extras() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    held = {(Requirement(text).name, extra) for extra, rows in extras.items() for text in rows}
    assert {*OPTIONAL.values()} <= held
    names = {name for name, _ in OPTIONAL.values()}
    assert {name for name, extra in held if extra not in ("all", "dev", "test")} == names


@pytest.mark.parametrize(
    ("module", "args"),
    [
        ("docutils", "ingest a.rst --source a --into new"),
        ("lxml", "ingest a.html --source a --into new"),
        ("lxml", "ingest b.md --source a --into new"),
        ("docx", "ingest a.docx --source a --into new"),
        ("mwparserfromhell", "ingest a.wiki --source a --into new"),
        ("openpyxl", "ingest a.xlsx --source a --into new"),
        ("pypdf", "ingest a.pdf --source a --into new"),
        ("openpyxl", "-V birds.ttl export -o birds.xlsx"),
        ("typst", "-V birds.ttl export -o birds.pdf"),
        ("pyshacl", "check birds.ttl --shapes shapes.ttl"),
    ],
)
def test_what_is_missing_is_told_in_one_line(module: str, args: str, folder: Path) -> None:
    distribution, extra = OPTIONAL[module]
    ran = without([module], *args.split(), folder=folder)
    assert (ran.status, ran.out) == (3, "")
    assert ran.err.count("\n") == 1
    assert ran.err.startswith(f"termgraph: {distribution} is not installed, and ")
    assert ran.err.endswith(f" needs it (pip install 'termgraph-skos[{extra}]')\n")
    assert not (folder / "new").exists()


def test_inflected_names_are_not_found_and_that_is_told(folder: Path) -> None:
    assert without([], "-V", "birds.ttl", "show", "Eulen", folder=folder).status == 0
    ran = without(["simplemma"], "-V", "birds.ttl", "show", "Eulen", folder=folder)
    assert ran.status == 1
    assert ran.err == (
        "termgraph: no term is called 'Eulen' (did you mean 'Eule'? "
        "Inflected names are found too after pip install 'termgraph-skos[languages]')\n"
    )
    assert "languages" not in without(["simplemma"], "show", "nonesuch", folder=folder).err


def test_build_leaves_out_what_it_cannot_write_and_says_so(folder: Path) -> None:
    ran = without(OPTIONAL, "-V", "birds.ttl", "build", "-o", "out", folder=folder)
    assert ran.status == 0
    assert "note: openpyxl is not installed, and writing xlsx needs it" in ran.err
    assert {path.suffix for path in (folder / "out").iterdir()} >= {".ttl", ".csv", ".md", ".html"}
    assert not [*(folder / "out").glob("*.xlsx")]


@pytest.mark.parametrize(
    "args",
    [
        "show softmax",
        "search convolutinal",
        "query misnomers",
        "path softmax argmax",
        "stats",
        "check",
        "view -o page.html",
        "export -o ml.rdf",
        "export -o ml.md",
        "export -o ml.csv",
        "export -f graphml -o ml.graphml",
    ],
)
def test_the_main_job_needs_none_of_them(args: str, folder: Path) -> None:
    ran = without(OPTIONAL, *args.split(), folder=folder)
    assert (ran.status, "Traceback" in ran.err) == (0, False), ran.err


def test_entries_are_made_read_and_worked_into_without_any(folder: Path) -> None:
    (folder / "a.md").write_text("# Words\n\n## Barque\n\nA ship.\n\n## Brig\n\nA smaller ship.\n")
    for args in ("ingest a.md --source a --into ships", "-V ships show brig", "-V ships fix --dry-run"):
        ran = without(OPTIONAL, *args.split(), folder=folder)
        assert ran.status in (0, 1) and "Traceback" not in ran.err, ran.err
    assert "brig" in without(OPTIONAL, "-V", "ships", "show", "brig", folder=folder).out.lower()
