"""How stores grow: what making one takes, in CPU seconds and memory, and what asking it takes then, by its size.

    python benchmarks/growth.py --sizes 10000,100000,565000

A thesaurus is made up for each size (see `generate.py`) and removed again. All is measured in processes of their own,
of which the system tells CPU time (user and system) and peak memory, those of the processes that they start included.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from generate import write

HERE = Path(__file__).resolve().parent
#: What is asked of a store, and what that is called.
ASKED = {
    "nothing: `termgraph --help`": ["--help"],
    "`show`, by IRI": ["show", "https://example.org/thesaurus/40"],
    "`show`, by a name": ["show", "{name}"],
    "`show`, a name that is not there": ["show", "nobody's name"],
    "`search`": ["search", "auction"],
    "`stats`": ["stats"],
    "`path`": ["path", "https://example.org/thesaurus/40", "https://example.org/thesaurus/49"],
    "`query`, what is below a concept": [
        "query",
        "SELECT ?a { ?a skos:broader <https://example.org/thesaurus/7> }",
    ],
    "`query`, all concepts counted": ["query", "SELECT (COUNT(*) AS ?n) { ?a a skos:Concept }"],
}


def main() -> None:
    """Measure stores of the sizes that the arguments name, and print two tables."""
    parser = argparse.ArgumentParser(description="Measure how stores grow.")
    parser.add_argument("--sizes", default="10000,100000", help="numbers of concepts (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="where to work (default: the system's folder for such)")
    parser.add_argument("--repeats", type=int, default=3, help="of what is asked; the best counts")
    given = parser.parse_args()
    asked: dict[str, list[str]] = {what: [] for what in ASKED}
    print(
        "| concepts | triples | file | store | reading | account | SPARQL | in all | a triple | peak memory |"
    )
    print("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
    sizes = [int(size) for size in given.sizes.split(",")]
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            path, store = Path(folder) / "made-up.ttl", Path(folder) / "store"
            print(_made(size, path, store), flush=True)
            for what, said in _asked(store, given.repeats):
                asked[what].append(said)
    print()
    print(f"| CPU, time from start to end, peak memory | {' | '.join(f'{size:,}' for size in sizes)} |")
    print("|---|" + "--:|" * len(sizes))
    for what, cells in asked.items():
        print(f"| {what} | {' | '.join(cells)} |")


def _made(size: int, path: Path, store: Path) -> str:
    """Return the row of a store that is made."""
    write(path, size)
    command = [sys.executable, str(HERE / "store_once.py"), str(path), str(store)]
    said = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    phases, cpu = said["phases"], said["seconds"]
    cells = (
        *(f"{said[name]:,}" for name in ("concepts", "triples")),
        *(f"{_size(one) / 1e6:,.0f} MB" for one in (path, store)),
        *(f"{phases[phase]:.1f} s" for phase in ("reading", "looking", "preparing")),
        f"{cpu:.1f} s",
        f"{cpu / said['triples'] * 1e6:.1f} µs",
        f"{said['peak']:,.0f} MB",
    )
    return f"| {' | '.join(cells)} |"


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def _asked(store: Path, repeats: int) -> Iterator[tuple[str, str]]:
    """Yield what is asked of a store, and what that took at best."""
    termgraph = [sys.executable, "-m", "termgraph", "-V", str(store)]
    shown = subprocess.run([*termgraph, *ASKED["`show`, by IRI"]], check=True, capture_output=True)
    name = shown.stdout.decode().partition("  <")[0]
    for what, args in ASKED.items():
        command = [*termgraph, *(arg.replace("{name}", name) for arg in args)]
        runs = [_run(command) for _ in range(repeats)]
        cpu, seconds, peak = map(min, zip(*runs, strict=True))
        yield what, f"{cpu * 1000:,.0f} ms, {seconds * 1000:,.0f} ms, {peak:,.0f} MB"


def _run(command: Sequence[str]) -> tuple[float, float, float]:
    """Run a command and return its CPU seconds, its seconds and its peak memory in megabytes."""
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0  # waited for already
    return used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1000


if __name__ == "__main__":
    main()
