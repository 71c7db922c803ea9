"""voc4cat makes RDF of its spreadsheet; what it says of the scheme comes from settings."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

SETTINGS = """config_version = "v1.0"
single_vocab = true
[vocabs.ml]
id_length = 7
permanent_iri_part = "https://w3id.org/termgraph/ml/"
prefix_map = {ml = "https://w3id.org/termgraph/ml/"}
checks = {}
vocabulary_iri = "https://w3id.org/termgraph/ml/"
title = "Machine learning"
description = "Terms of machine learning."
created_date = "2026-11-21"
creator = "termgraph https://w3id.org/termgraph/contributors"
publisher = "termgraph https://w3id.org/termgraph/contributors"
repository = "https://example.org/ml"
"""

if __name__ == "__main__":
    path = Path(sys.argv[1])
    settings = path.with_name("idranges.toml")
    settings.write_text(SETTINGS, "utf-8")
    workbook = path.with_name("ml.xlsx")
    workbook.write_bytes(path.read_bytes())
    made = path.with_name("made")
    program = str(Path(sys.executable).parent / "voc4cat")
    command = [program, "convert", "--config", str(settings), "-O", str(made), str(workbook)]
    subprocess.run(command, check=True, capture_output=True)
    graph = import_module("rdflib").Graph().parse(str(made / "ml.ttl"))
    print(json.dumps({"version": version("voc4cat"), "arrived": import_module("rdf_counts").counts(graph)}))
