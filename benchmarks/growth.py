"""How termgraph grows: what each verb takes of ten thousand, a hundred thousand and a million concepts.

    python benchmarks/growth.py --sizes 10000,100000,1000000

A thesaurus is made up for each size (see `generate.py --lean`), with a space too many in every hundredth name, and
removed again. Each verb is a process of its own, of which the system tells CPU time (user and system) and peak memory,
those of the processes that it starts included. One that takes more memory than `--memory` ends, and is told as such.
"""

from __future__ import annotations

import argparse
import os
import resource
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from generate import BASE, thesaurus

#: Of how many concepts one has a space too many in a name: what `fix` mends, and `diff` then tells of.
WORN = 100
_NOT_FOUND = 1  # the status with which `show` says that nothing is called so


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is asked.

    Args:
        arguments: of the command; `{file}` and `{store}` are the vocabulary, `{name}` is one of its names, and
            `{folder}` is where to write.
        most: concepts up to which it is asked.
        is_repeated: whether it is asked several times, of which the best counts: what takes seconds is not.
    """

    arguments: str
    most: float = float("inf")
    is_repeated: bool = False


def _short(arguments: str) -> Step:
    return Step(arguments, is_repeated=True)


_OF = "-V {store} "
#: What is asked, in this order: what `fix` writes is what `diff` compares.
STEPS = {
    "`--help`, which opens nothing": _short("--help"),
    "`load`": Step("load {file} --store {store}"),
    "`stats`": _short(_OF + "stats"),
    "`show`, by IRI": _short(_OF + f"show {BASE}40"),
    "`show`, by a name": _short(_OF + "show '{name}'"),
    "`show`, a name that is not there": Step(_OF + "show 'nobody at all'"),
    "`search`, a word that many have": _short(_OF + "search auction"),
    "`search`, a word that nobody has": Step(_OF + "search nobody"),
    "`path`": _short(_OF + f"path {BASE}40 {BASE}49"),
    "`query`, what is below a concept": _short(_OF + f"query 'SELECT ?a {{ ?a skos:broader <{BASE}7> }}'"),
    "`query`, all concepts counted": _short(_OF + "query 'SELECT (COUNT(*) AS ?n) { ?a a skos:Concept }'"),
    "`query orphans`": _short(_OF + "query orphans"),
    "`check --select cycle`": _short(_OF + "check --select cycle"),
    "`check`": Step(_OF + "check --fail-on never"),
    "`export -f ntriples`": Step(_OF + "export -o {folder}/out.nt"),
    "`export -f turtle`": Step(_OF + "export -o {folder}/out.ttl"),
    "`export -f csv`": Step(_OF + "export -o {folder}/out.csv"),
    "`export --concept`": _short(_OF + f"export --concept {BASE}40 --depth 1"),
    "`fix`": Step(_OF + "fix -o {folder}/fixed.nt"),
    "`diff`, with what `fix` wrote": Step("diff {store} {folder}/fixed.nt"),
    "`view`": Step(_OF + "view -o {folder}/view.html", most=100_000),
    "`publish`": Step(_OF + "publish {folder}/site", most=100_000),
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What a process took.

    Args:
        seconds: of CPU.
        peak: its most memory, in megabytes.
        concepts: how many it was asked of.
        has_ended: whether it came to its end.
    """

    seconds: float
    peak: float
    concepts: int
    has_ended: bool

    def __str__(self) -> str:
        if not self.has_ended:
            return f"did not end within the memory; {self.seconds:,.1f} s until then"
        taken = f"{self.seconds:,.1f} s" if self.seconds >= 1 else f"{self.seconds * 1000:,.0f} ms"
        each = f"{self.seconds / self.concepts * 1e6:,.1f} µs, {self.peak / self.concepts * 1000:,.1f} KB"
        return f"{taken}, {self.peak:,.0f} MB ({each})"

    def grown_from(self, smaller: Taken) -> str:
        """Return how many times as much a concept takes as it did of fewer."""
        if not (self.has_ended and smaller.has_ended):
            return ""
        ratio = smaller.concepts / self.concepts
        return f"{self.seconds / smaller.seconds * ratio:.2f} ×, {self.peak / smaller.peak * ratio:.2f} ×"


def main() -> None:
    """Ask all steps of each size, and print a table."""
    parser = argparse.ArgumentParser(description="Measure how termgraph grows with the vocabulary.")
    parser.add_argument("--sizes", default="10000,100000", help="numbers of concepts (default: %(default)s)")
    parser.add_argument("--steps", default="", help="words that the names of steps hold (default: all steps)")
    parser.add_argument("--folder", type=Path, help="where to work (default: the system's folder for such)")
    parser.add_argument(
        "--keep", action="store_true", help="leave files and stores there, and use those that are"
    )
    parser.add_argument(
        "--memory", type=int, default=8000, help="megabytes of a process (default: %(default)s)"
    )
    parser.add_argument("--repeats", type=int, default=3, help="of what takes little; the best counts")
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    wanted = [word for word in given.steps.split(",") if word]
    steps = {name: step for name, step in STEPS.items() if not wanted or any(one in name for one in wanted)}
    table: dict[str, list[Taken]] = {name: [] for name in steps}
    for size in sizes:
        with _made(size, given.folder, given.keep) as folder:
            for name, step in steps.items():
                if size <= step.most:
                    repeats = given.repeats if step.is_repeated else 1
                    taken = _best(_command(step, folder), repeats, size, given.memory)
                    table[name].append(taken)
                    print(f"{size:,}: {name}: {taken}", file=sys.stderr, flush=True)
    print(_as_markdown(sizes, table))


@contextmanager
def _made(size: int, place: Path | None, is_kept: bool) -> Iterator[Path]:
    """Yield a folder with a made-up thesaurus of a size."""
    with tempfile.TemporaryDirectory(dir=place) as temporary:
        folder = (place or Path(temporary)) / f"made-up-{size}" if is_kept else Path(temporary)
        folder.mkdir(exist_ok=True)
        if not (folder / "made-up.ttl").exists():
            with (folder / "made-up.ttl").open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(_worn(thesaurus(size, lean=True)))
        yield folder


def _worn(pieces: Iterator[str]) -> Iterator[str]:
    """Yield a thesaurus with a space too many at the end of some names."""
    for number, piece in enumerate(pieces):
        yield piece if number % WORN else piece.replace('"@en', ' "@en', 1)


def _command(step: Step, folder: Path) -> list[str]:
    """Return the command of a step."""
    with (folder / "made-up.ttl").open(encoding="utf-8") as file:
        name = next(line.split('"')[1] for line in file if "skos:prefLabel" in line)
    known = {
        "{file}": folder / "made-up.ttl",
        "{store}": folder / "store",
        "{folder}": folder,
        "{name}": name,
    }
    arguments = shlex.split(step.arguments)
    for key, value in known.items():
        arguments = [argument.replace(key, str(value)) for argument in arguments]
    return [sys.executable, "-m", "termgraph", *arguments]


def _best(command: Sequence[str], repeats: int, concepts: int, memory: int) -> Taken:
    """Return what a command took when it took least."""
    return min((_run(command, concepts, memory) for _ in range(repeats)), key=lambda taken: taken.seconds)


def _run(command: Sequence[str], concepts: int, memory: int) -> Taken:
    """Run a command with so many megabytes at most, and return what it took."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (memory * 2**20,) * 2)

    with tempfile.TemporaryFile() as told:
        environment = {**os.environ, "TERMGRAPH_CACHE": ""}  # nothing is kept but by `load`
        with subprocess.Popen(
            command,
            stdout=subprocess.DEVNULL,
            stderr=told,
            env=environment,
            preexec_fn=limit,  # noqa: PLW1509 - there are no threads here
        ) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        told.seek(0)
        said = told.read().decode(errors="replace")
    has_ended = process.returncode in (0, _NOT_FOUND) and "Traceback" not in said
    if not has_ended:
        print(said[-500:], file=sys.stderr)
    return Taken(used.ru_utime + used.ru_stime, used.ru_maxrss / 1000, concepts, has_ended)


def _as_markdown(sizes: Collection[int], table: Mapping[str, Sequence[Taken]]) -> str:
    """Return what was taken as a table: a row a step, a column a size, and how it grew."""
    heads = [f"{size:,} concepts" for size in sizes]
    heads += [f"{larger / smaller:g} × as many" for smaller, larger in pairwise(sizes)]
    lines = [f"| | {' | '.join(heads)} |", "|---|" + "--:|" * len(heads)]
    for name, taken in table.items():
        cells = [*map(str, taken)] + [""] * (len(sizes) - len(taken))
        grown = [larger.grown_from(smaller) for smaller, larger in pairwise(taken)]
        cells += grown + [""] * (len(sizes) - 1 - len(grown))
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
