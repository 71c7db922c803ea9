"""Makes a store of one RDF file, in a process of its own; prints as JSON what each phase took, and what came of it."""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict

from load_once import peak

from termgraph.storing import write_store


def main() -> None:
    """Make a store in the folder that is named second of the file that is named first."""
    path, folder = sys.argv[1:]
    phases: dict[str, float] = defaultdict(float)
    before = time.process_time()

    def progress(_: float, text: str) -> None:
        nonlocal before
        now = time.process_time()
        phases[text.split(maxsplit=1)[0]] += now - before
        before = now

    made = write_store(folder, path, progress=progress)
    print(
        json.dumps(
            {
                "triples": len(made.record),
                "concepts": len(made),
                "seconds": time.process_time(),
                "peak": peak(),
                "phases": phases,
            }
        )
    )


if __name__ == "__main__":
    main()
