"""What a corpus on Spark takes with one worker and with two, in CPU seconds of all processes and in seconds.

    python benchmarks/spark.py --megabytes 40 --workers 1,2      # on Linux; needs Java 17, and termgraph with [spark]

Spark runs on this machine alone, with so many Python workers. The corpus is termgraph's own documentation, over and
over. A fifth of it is annotated before, so that the start of Java and of the workers does not count, which takes as
long for a terabyte. The same texts in one plain Python process stand beside it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import cycle
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
#: Texts of a corpus have about so many characters, and a partition has so many texts.
LENGTH, TEXTS = 4_000, 250
#: The columns of a process in `/proc` that tell its own CPU time and that of the children which it has waited for.
_TIMES = slice(11, 15)

Texts = Sequence[tuple[str]]


def main() -> None:
    """Measure one process, and each number of workers, and print a table."""
    parser = argparse.ArgumentParser(description="Measure how annotating a corpus on Spark scales.")
    parser.add_argument("--megabytes", type=float, default=40, help="of the corpus (default: %(default)s)")
    parser.add_argument("--workers", default="1,2", help="numbers of workers (default: %(default)s)")
    parser.add_argument("--once", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once is not None:
        few, all_ = ([*_corpus(size)] for size in (given.megabytes / 5, given.megabytes))
        print(json.dumps(_on_spark(given.once, few, all_) if given.once else _here(few, all_)))
        return
    print("| | CPU a megabyte | seconds a megabyte | terms |\n|---|--:|--:|--:|")
    for workers in (0, *map(int, given.workers.split(","))):
        command = [
            sys.executable,
            __file__,
            "--once",
            str(workers),
            "--megabytes",
            str(given.megabytes),
        ]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
        told = json.loads(done.stdout.splitlines()[-1])
        name = f"Spark, {workers} worker{'' if workers == 1 else 's'}" if workers else "one process"
        each = " | ".join(f"{told[what] / given.megabytes:.3f} s" for what in ("cpu", "seconds"))
        print(f"| {name} | {each} | {told['terms']:,} |", flush=True)


def _corpus(size: float) -> Iterator[tuple[str]]:
    """Yield texts, so many megabytes together."""
    files = sorted((ROOT / "docs").glob("*.md"))
    texts = cycle(
        text[start : start + LENGTH]
        for text in (file.read_text("utf-8") for file in files)
        for start in range(0, len(text), LENGTH)
    )
    left = size * 1e6
    while left > 0:
        text = next(texts)
        left -= len(text.encode())
        yield (text,)


def _here(few: Texts, all_: Texts) -> dict[str, float]:
    """Return what it takes in this process."""
    import termgraph
    from termgraph.matching.annotating import Annotator
    from termgraph.matching.judging import Judge

    annotator = Annotator(Judge(termgraph.load(), None))
    return _taken(lambda texts: sum(len(annotator.annotations(text)) for (text,) in texts), few, all_)


def _on_spark(workers: int, few: Texts, all_: Texts) -> dict[str, float]:
    """Return what it takes on Spark."""
    from pyspark.sql import SparkSession, functions

    import termgraph
    from termgraph.spark import annotate

    spark = (
        SparkSession.builder.master(f"local[{workers}]")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    vocabulary = termgraph.load()

    def count(texts: Texts) -> Any:
        df = spark.createDataFrame(texts, "text: string").repartition(max(len(texts) // TEXTS, workers))
        marked = annotate(df, vocabulary, "text").select(functions.size("terms").alias("n"))
        return marked.agg(functions.sum("n")).collect()[0][0]

    try:
        return _taken(count, few, all_)
    finally:
        spark.stop()


def _taken(count: Callable[[Texts], int], few: Texts, all_: Texts) -> dict[str, float]:
    """Return what counting the terms of all texts takes, once those of a few have been counted."""
    count(few)
    cpu, begun = _cpu(os.getpid()), time.perf_counter()
    terms = count(all_)
    return {"terms": terms, "cpu": _cpu(os.getpid()) - cpu, "seconds": time.perf_counter() - begun}


def _cpu(process: int) -> float:
    """Return the CPU seconds of a process and of all below it: workers of Spark are never waited for."""
    place = Path("/proc") / str(process)
    times = place.joinpath("stat").read_text("ascii").rpartition(")")[2].split()[_TIMES]
    own = sum(map(int, times)) / os.sysconf("SC_CLK_TCK")
    return own + sum(_cpu(child) for child in _children(place))


def _children(place: Path) -> set[int]:
    found: set[int] = set()
    for task in (place / "task").iterdir():
        with suppress(FileNotFoundError):  # a thread that has ended meanwhile
            found.update(map(int, (task / "children").read_text("ascii").split()))
    return found


if __name__ == "__main__":
    main()
