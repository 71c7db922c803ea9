"""Anki's own importer takes a deck."""

from __future__ import annotations

import json
import sys
import tempfile
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        collection = import_module("anki.collection")
        own = collection.Collection(str(Path(folder) / "own.anki2"))
        request = collection.ImportAnkiPackageRequest(package_path=sys.argv[1])
        own.import_anki_package(request)
        notes = [own.get_note(number) for number in own.find_notes("")]
        meanings = [note for note in notes if "Meaning" in note.keys()]  # noqa: SIM118 (no mapping)
        arrived = {
            "concepts": len(meanings),
            "preferred": sum(bool(note["Term"]) for note in meanings),
            "definitions": sum(bool(note["Meaning"]) for note in meanings),
            "others": sum(len(note["Also"].split(", ")) for note in meanings if note["Also"]),
        }
        note = f"{len(notes):,} notes and {own.card_count():,} cards, {len(notes) - len(meanings)} of misleading names"
        own.close()
    print(json.dumps({"version": version("anki"), "arrived": arrived, "note": note}))
