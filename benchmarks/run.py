"""Measures termgraph against its peers and prints the results as a table: `make bench`, or `python benchmarks/run.py`.

The explorer, which takes a browser and longer than all the rest, is measured where it is asked for: `--only explorer`.

Every figure is a ratio between two things measured in turn in the same run, so that it holds on another machine.
Nothing passes or fails here: a target that is missed is said in the table.
"""

from __future__ import annotations

import argparse
import os
import shlex
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from cases import GROUPS, Setting
from generate import CONCEPTS, write
from measure import Measurement
from report import EXPLORER, circumstances, load, report, save, table

README = Path(__file__).with_name("README.md")

_EXPLORER = "explorer"


def main() -> None:
    """Measure what the arguments ask for."""
    given = _arguments()
    groups = [group for group in given.only or GROUPS if group != _EXPLORER]
    if groups:
        _measure_all(given, groups)
    if _EXPLORER in (given.only or ()):
        _measure_explorer(given)


def _measure_all(given: argparse.Namespace, groups: Sequence[str]) -> None:
    """Measure everything but the explorer."""
    begun, busy = time.monotonic(), load()
    os.environ["TERMGRAPH_CACHE"] = ""  # who measures what was kept names a folder of its own
    with tempfile.TemporaryDirectory() as folder:
        vocabulary = given.vocabulary or write(Path(folder) / "made-up.ttl", given.concepts)
        setting = Setting(vocabulary, Path(folder), given.repeats, given.larger)
        measurements: list[Measurement] = []
        for group in groups:
            print(f"{group} …", file=sys.stderr)
            measurements += GROUPS[group](setting)
        seconds = time.monotonic() - begun
        text = report(measurements, _described(vocabulary), _command(given), busy, seconds)
    print(text, end="")
    if given.save:
        save(text, README)
        print(f"written to {README.name}", file=sys.stderr)


def _measure_explorer(given: argparse.Namespace) -> None:
    """Measure the explorer page in a browser."""
    import explorer

    begun, busy = time.monotonic(), load()
    print(f"{_EXPLORER} …", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        plan = explorer.Plan(given.sizes, given.repeats, given.limit, Path(folder))
        rows = [row.cells() for row in explorer.measure(plan)]
    words = f"--only {_EXPLORER} --sizes {','.join(map(str, given.sizes))} --limit {given.limit:g}"
    command = f"make bench BENCH='{words} --repeats {given.repeats}'"
    lines = circumstances(command, busy, time.monotonic() - begun, explorer.browser_version())
    text = "\n".join([*lines, "", *table(explorer.HEAD, rows)]) + "\n"
    print(text, end="")
    if given.save:
        save(text, README, EXPLORER)
        print(f"written to {README.name}", file=sys.stderr)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure termgraph against rdflib and against bare imports.")
    parser.add_argument(
        "--vocabulary", type=Path, metavar="FILE", help="an RDF file; default: a made-up thesaurus"
    )
    parser.add_argument(
        "--concepts", type=int, default=CONCEPTS, help="how many the made-up one has (default: %(default)s)"
    )
    parser.add_argument(
        "--larger", type=int, default=10_000, help="how many the larger one has (default: %(default)s)"
    )
    parser.add_argument("--repeats", type=int, default=5, help="of everything (default: %(default)s)")
    parser.add_argument(
        "--only",
        action="append",
        choices=[*GROUPS, _EXPLORER],
        help=f"a group; may be repeated (default: all but {_EXPLORER})",
    )
    parser.add_argument(
        "--sizes",
        type=_sizes,
        metavar="N,N,…",
        default=[400, 2_000, 10_000],
        help=f"of {_EXPLORER}: the numbers of concepts (default: 400,2000,10000; the targets go up to 100000)",
    )
    parser.add_argument(
        "--limit",
        type=float,
        metavar="SECONDS",
        default=60,
        help=f"of {_EXPLORER}: how long to wait for pyvis (default: %(default)s; 2,000 concepts take it minutes)",
    )
    parser.add_argument("--save", action="store_true", help="put the table into README.md beside this script")
    given = parser.parse_args()
    if given.vocabulary and not given.vocabulary.is_file():
        parser.error(f"{given.vocabulary}: no such file")
    if min(given.repeats, given.larger) < 1 or given.concepts < 100:
        parser.error("one repeat at least, and a hundred concepts")
    return given


def _sizes(text: str) -> list[int]:
    """Return the numbers in a text like "400,2000"."""
    sizes = [int(number) for number in text.split(",")]
    if min(sizes) < 100:
        raise argparse.ArgumentTypeError("a hundred concepts at least")
    return sizes


def _described(vocabulary: Path) -> str:
    """Return what a vocabulary is called and how large it is."""
    from pyoxigraph import Literal

    from termgraph.api import load

    store = load(vocabulary)
    titles = store.query(
        "SELECT DISTINCT ?title { ?scheme a skos:ConceptScheme ; dct:title|rdfs:label|skos:prefLabel ?title }"
    ).rows
    named = sorted((title.language != "en", title.value) for (title,) in titles if isinstance(title, Literal))
    title = f"{named[0][1]}: " if named else ""
    return f"{title}{len(store.concepts):,} concepts, {len(store.record):,} triples"


def _command(given: argparse.Namespace) -> str:
    """Return the command that does this again, without the folders of this machine."""
    words = (
        [f"--vocabulary {given.vocabulary.name}"] if given.vocabulary else [f"--concepts {given.concepts}"]
    )
    words += [f"--larger {given.larger}", f"--repeats {given.repeats}"]
    words += [f"--only {group}" for group in given.only or () if group != _EXPLORER]
    return f"make bench BENCH={shlex.quote(' '.join(words))}"


if __name__ == "__main__":
    main()
