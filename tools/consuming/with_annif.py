"""Annif loads a vocabulary as the subjects that it may suggest."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

PROJECT = "[ml]\nname=ML\nlanguage=en\nbackend=tfidf\nvocab=ml\nanalyzer=simple\n"

if __name__ == "__main__":
    source = Path(sys.argv[1])
    program = str(Path(sys.executable).parent / "annif")
    (source.parent / "projects.cfg").write_text(PROJECT, "utf-8")
    subprocess.run(
        [program, "load-vocab", "ml", str(source)], cwd=source.parent, check=True, capture_output=True
    )
    folder = source.parent / "data/vocabs/ml"
    kept = (folder / "subjects.csv").read_text("utf-8").splitlines()[1:]
    arrived = {
        **import_module("rdf_counts").counts(import_module("rdflib").Graph().parse(folder / "subjects.ttl")),
        "concepts": len(kept),
    }
    print(json.dumps({"version": version("annif"), "arrived": arrived}))
