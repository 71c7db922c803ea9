"""The repairs of an entries folder: the Markdown files that change, and what they then hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from termgraph.entries import entry_text, read_folder
from termgraph.entries.writer import comments
from termgraph.errors import Problems
from termgraph.files import ENTRIES_FOLDER
from termgraph.fix.run import Fixed
from termgraph.model import Concept
from termgraph.namespaces import whole_id
from termgraph.skos import Thesaurus

#: What repairs can change in an entry; all else of its graph is made from these, or always in order.
_FIELDS = ("pref_label", "alt_labels", "hidden_labels", "misnomers")


def entry_files(folder: Path, store: Thesaurus, fixed: Fixed) -> Mapping[Path, str]:
    """Return the entries that repairs change, by path, each with its new text in canonical form.

    Args:
        folder: the entries folder.
        store: the vocabulary as the folder has it.
        fixed: the vocabulary with all repairs made.

    Raises:
        Problems: where a comment in the YAML of one of them would be lost.
    """
    vocabulary = read_folder(folder)
    subjects = {str(change.triple.subject)[1:-1] for change in fixed.changes}
    # A name that is a resource has the IRI of its concept, and a fragment.
    ids = {whole_id(iri, vocabulary.base) for iri in subjects}
    files = {}
    for id_ in sorted(ids & vocabulary.concepts.keys()):
        iri = vocabulary.iri(id_)
        before, after = (each.concept_of(iri) for each in (store, fixed.store))
        entry = vocabulary.concepts[id_]
        if changed := _changed(entry, before, after):
            path = folder / ENTRIES_FOLDER / f"{id_}.md"
            files[path] = entry_text(replace(entry, **changed), vocabulary.language)
    lost = [problem for problem in comments(folder) if problem.path in set(map(str, files))]
    if lost:
        raise Problems(lost)
    return files


def _changed(entry: Concept, before: Concept, after: Concept) -> dict[str, Any]:
    """Return the fields that differ, as they are to be; misnomers speak of preferred names by their text."""
    changed = {name for name in _FIELDS if getattr(before, name) != getattr(after, name)}
    if "pref_label" in changed:
        changed.add("misnomers")
    kinds = before.relations.keys() | after.relations.keys()
    related = {
        kind: after.relations[kind] for kind in kinds if before.relations[kind] != after.relations[kind]
    }
    relations = {"relations": {**entry.relations, **related}} if related else {}
    return {name: getattr(after, name) for name in changed} | relations
