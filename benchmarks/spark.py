"""What a corpus on Spark takes with one worker and with two, in CPU seconds of all processes and in seconds.

    python benchmarks/spark.py --megabytes 10,40 --workers 1,2      # needs Java 17, and termgraph with [spark]

Spark runs on this machine alone, with so many Python workers. The corpus is termgraph's own documentation, over and
over. What a megabyte takes is the difference between two sizes, so that neither Java's start nor that of the workers
counts, which take as long for a terabyte. The same texts in one plain Python process stand beside it.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle, pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
#: Texts of a corpus have about so many characters, and a partition has so many texts.
LENGTH, TEXTS = 4_000, 500


def main() -> None:
    """Measure each number of workers with each size, and print a table."""
    parser = argparse.ArgumentParser(description="Measure how annotating a corpus on Spark scales.")
    parser.add_argument("--megabytes", default="10,40", help="sizes of the corpus (default: %(default)s)")
    parser.add_argument("--workers", default="1,2", help="numbers of workers (default: %(default)s)")
    parser.add_argument("--once", nargs=2, type=float, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once:
        workers, size = given.once
        print(json.dumps(_on_spark(int(workers), size) if workers else _here(size)))
        return
    sizes = sorted(float(size) for size in given.megabytes.split(","))
    print("| | CPU a megabyte | seconds a megabyte | terms |\n|---|--:|--:|--:|")
    for workers in (0, *map(int, given.workers.split(","))):
        told = [_once(workers, size) for size in sizes]
        for (less, before), (more, after) in pairwise(zip(sizes, told, strict=True)):
            each = [(after[what] - before[what]) / (more - less) for what in ("cpu", "seconds")]
            name = f"Spark, {workers} worker{'' if workers == 1 else 's'}" if workers else "one process"
            print(f"| {name} | {each[0]:.3f} s | {each[1]:.3f} s | {after['terms']:,} |", flush=True)


def _once(workers: int, size: float) -> dict[str, Any]:
    """Return what one run told that is a process of its own, with the CPU seconds of all that it started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, __file__, "--once", str(workers), str(size)]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    print(f"{workers} workers, {size:g} MB: {cpu:.1f} s of CPU, {told}", file=sys.stderr, flush=True)
    return {**told, "cpu": cpu}


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


def _here(size: float) -> dict[str, Any]:
    import termgraph
    from termgraph.matching.annotating import Annotator
    from termgraph.matching.judging import Judge

    annotator = Annotator(Judge(termgraph.load(), None))
    begun = time.perf_counter()
    terms = sum(len(annotator.annotations(text)) for (text,) in _corpus(size))
    return {"seconds": time.perf_counter() - begun, "terms": terms}


def _on_spark(workers: int, size: float) -> dict[str, Any]:
    from pyspark.sql import SparkSession, functions

    import termgraph
    from termgraph.spark import annotate

    spark = (
        SparkSession.builder.master(f"local[{workers}]")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    texts = [*_corpus(size)]
    begun = time.perf_counter()
    df = spark.createDataFrame(texts, "text: string").repartition(max(len(texts) // TEXTS, workers))
    marked = annotate(df, termgraph.load(), "text").select(functions.size("terms").alias("n"))
    terms = marked.agg(functions.sum("n")).collect()[0][0]
    seconds = time.perf_counter() - begun
    java = spark.sparkContext._gateway.proc
    spark.stop()
    java.stdin.close()  # then it ends, and is waited for with its workers
    java.wait()
    return {"seconds": seconds, "terms": terms}


if __name__ == "__main__":
    main()
