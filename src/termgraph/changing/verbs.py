"""What can happen to an entry: each verb is one change of a folder, made whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from termgraph.changing.change import Change, entry, made, opened
from termgraph.changing.uniting import united
from termgraph.entries.folder import check_id
from termgraph.errors import TermgraphError
from termgraph.model import Concept
from termgraph.names import exact_key
from termgraph.reconcile.index import names_of


def rename(
    folder: Path, old: str, new: str, *, never_published: bool = False, dry_run: bool = False
) -> Change:
    """Give an entry another id; all that mentions it leads there, and the old one says what replaces it.

    Args:
        folder: the entries folder.
        old: its id.
        new: the id that it gets.
        never_published: nobody knows the old id, so that nothing of it is left.
        dry_run: write nothing.

    Raises:
        TermgraphError: where there is no such entry, or the new id is none or is taken.
    """
    with opened(folder, dry_run=dry_run) as workspace:
        concept = entry(workspace, old)
        check_id(new)
        if new in workspace.concepts:
            hint = f"to make one of them: termgraph merge {old} {new}"
            raise TermgraphError(f"there is an entry '{new}' already", hint=hint)
        left = None if never_published else _stub(concept, new)
        return made(workspace, {old: new}, {old: left, new: replace(concept, id=new)}, dry_run=dry_run)


def merge(
    folder: Path, gone: str, stays: str, *, never_published: bool = False, dry_run: bool = False
) -> Change:
    """Make one entry of two that are about one thing; see `uniting.united`.

    Args:
        folder: the entries folder.
        gone: the id of the entry that goes; it stays as one that is replaced.
        stays: the id of the entry that says from now on what both said.
        never_published: nobody knows the id that goes, so that nothing of it is left.
        dry_run: write nothing.

    Raises:
        TermgraphError: where there is no such entry, or what both say contradicts itself.
    """
    with opened(folder, dry_run=dry_run) as workspace:
        one, other = entry(workspace, gone), entry(workspace, stays)
        if gone == stays:
            raise TermgraphError(f"'{gone}' is one entry already", hint="name two")
        third = (
            concept
            for id_, concept in workspace.concepts.items()
            if id_ not in (gone, stays) and not concept.deprecated
        )
        shared = {exact_key(bearer.name) for concept in third for bearer in names_of(concept)}
        become = {
            gone: None if never_published else _stub(one, stays),
            stays: united(one, other, workspace.vocabulary.language, shared),
        }
        return made(workspace, {gone: stays}, become, dry_run=dry_run)


def _stub(concept: Concept, *instead: str) -> Concept:
    """Return what is left of an entry that others replace: its id, how it was called, and what to use instead."""
    return Concept(
        id=concept.id,
        pref_label=concept.pref_label,
        relations={"isReplacedBy": tuple(sorted(instead))},
        created=concept.created,
        deprecated=True,
    )
