"""The repairs of an entries folder: the Markdown files that change, and what they then hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from termgraph.entries import read_folder
from termgraph.entries.rewriting import rewritten
from termgraph.errors import Problems, TermgraphError
from termgraph.files import ENTRIES_FOLDER, read_regular
from termgraph.fix.run import Fixed
from termgraph.graph.terms import NOTES
from termgraph.model import Concept, Label, Misnomer
from termgraph.names import language_tag
from termgraph.namespaces import whole_id
from termgraph.reconcile.decisions import MAPPINGS_FILE, Mappings
from termgraph.skos import Thesaurus

#: What repairs can change in an entry; all else of its graph is made from these, or always in order.
_FIELDS = ("pref_label", "alt_labels", "hidden_labels", "proposed_names", "misnomers", "definition", *NOTES)


def entry_files(folder: Path, thesaurus: Thesaurus, fixed: Fixed) -> Mapping[Path, str]:
    """Return the entries that repairs change, by path, each with its new text.

    Keys that change are written in canonical form; the rest of an entry stays as it is.

    Args:
        folder: the entries folder.
        thesaurus: the vocabulary as the folder has it.
        fixed: the vocabulary with all repairs made.

    Raises:
        Problems: where a comment in the YAML of one of them would be lost.
    """
    vocabulary = read_folder(folder)
    subjects = {str(change.triple.subject)[1:-1] for change in fixed.changes}
    # A name that is a resource has the IRI of its concept, and a fragment.
    ids = {whole_id(iri, vocabulary.base) for iri in subjects}
    files, lost = {}, []
    for id_ in sorted(ids & vocabulary.concepts.keys()):
        entry = vocabulary.concepts[id_]
        iri = vocabulary.iri(id_)
        both = (one.concept_of(iri, markdown=True) for one in (thesaurus, fixed.thesaurus))
        if changed := _changed(entry, *both):
            path = folder / ENTRIES_FOLDER / f"{id_}.md"
            try:
                files[path] = rewritten(path, entry, replace(entry, **changed), vocabulary.language)
            except TermgraphError as error:
                lost.append(error)
    if lost:
        raise Problems(lost)
    return files


def decision_files(folder: Path, undecided: Collection[tuple[str, str, int | None]]) -> dict[Path, bytes]:
    """Return the file of decisions of a folder, where some that are about no entry are left out from now on.

    Args:
        folder: the entries folder.
        undecided: what `check.rule.Options` says of them.

    Raises:
        TermgraphError: where the file cannot be read.
    """
    vocabulary = read_folder(folder)
    path = folder / MAPPINGS_FILE
    gone = {whole_id(iri, vocabulary.base): () for iri, *_ in undecided}
    mappings = Mappings(read_regular(path).decode("utf-8-sig") if gone else "", vocabulary, path)
    return {path: mappings.text().encode()} if mappings.redirect(gone, {}) else {}


def _changed(entry: Concept, before: Concept, after: Concept) -> dict[str, Any]:
    """Return the fields that differ, as they are to be; misnomers speak of preferred names by their text."""
    changed = {name for name in _FIELDS if getattr(before, name) != getattr(after, name)}
    if "pref_label" in changed:
        changed.add("misnomers")
    there, now = before.relations, after.relations
    related = {kind: now[kind] for kind in there.keys() | now.keys() if there[kind] != now[kind]}
    relations = {"relations": {**entry.relations, **related}} if related else {}
    return {name: _conventional(getattr(after, name)) for name in changed} | relations


def _conventional(value: Any) -> Any:
    """Return names, notes and records with the case of language tags that people write, which a graph does not keep."""
    match value:
        case Label():
            return replace(value, lang=language_tag(value.lang))
        case Misnomer():
            return replace(value, why=_conventional(value.why))
        case dict():
            return {language_tag(lang): text for lang, text in value.items()}
        case _:
            return tuple(map(_conventional, value))
