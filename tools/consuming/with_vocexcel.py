"""VocExcel makes RDF of its spreadsheet, and validates that against VocPub."""

from __future__ import annotations

import json
import sys
import warnings
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    graph = import_module("vocexcel.convert").excel_to_rdf(Path(sys.argv[1]), output_format="graph")
    print(json.dumps({"version": version("vocexcel"), "arrived": import_module("rdf_counts").counts(graph)}))
