"""Loads one RDF file with termgraph or with rdflib, in a process of its own; prints as JSON what that took.

What is imported, and a first tiny file that makes each side import the rest, is not in the seconds.
"""

from __future__ import annotations

import gc
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_TINY = '@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n<e:a> skos:prefLabel "a"@en .\n'


def main() -> None:
    """Load the file that the arguments name, with the library that they name."""
    library, path = sys.argv[1:]
    if library == "termgraph":
        from termgraph.api import load
    else:
        from rdflib import Graph

        def load(source: str) -> Graph:  # type: ignore[misc]  # in place of the other
            return Graph().parse(source)

    with tempfile.TemporaryDirectory() as folder:
        tiny = Path(folder) / "tiny.ttl"
        tiny.write_text(_TINY, encoding="utf-8")
        load(str(tiny))
    gc.collect()
    begun = time.perf_counter()
    loaded = load(path)
    seconds = time.perf_counter() - begun
    told = {"seconds": seconds, "peak": peak(), "triples": len(getattr(loaded, "record", loaded))}
    if library == "termgraph":  # the other builds its index while it loads
        build_index(loaded)
    print(json.dumps({**told, "indexed": time.perf_counter() - begun}))


def build_index(store: Any) -> None:
    """Have a vocabulary build its index of names and relations."""
    assert store.term_names and store.narrower and store.related


def peak() -> float | None:
    """Return the most memory that this process has taken so far, in megabytes; None where that is not told.

    `getrusage` would count what the parent process took before it became this one.
    """
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return None
    return next(
        (int(line.split()[1]) / 1000 for line in status.splitlines() if line.startswith("VmHWM")), None
    )


if __name__ == "__main__":
    main()
