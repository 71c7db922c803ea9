"""`termgraph ingest` reads TBX back."""

from __future__ import annotations

import json
import sys

from termgraph import __version__
from termgraph.readers.formats.tbx import read

if __name__ == "__main__":
    records = read(sys.argv[1]).records
    arrived = {
        "concepts": len(records),
        "preferred": sum(bool(record.label) for record in records),
        "others": sum(len(record.labels) - 1 for record in records),
        "definitions": sum(bool(record.body) for record in records),
    }
    note = "hidden names are among the others"
    print(json.dumps({"version": __version__, "arrived": arrived, "note": note}))
