"""The open cases, decided one by one: each decision is written at once, so that a review can stop and go on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from termgraph.errors import TermgraphError
from termgraph.files import is_entries_folder
from termgraph.ingest.cases import Case
from termgraph.ingest.drafts import safe_name
from termgraph.ingest.relating import relate
from termgraph.ingest.run import Item
from termgraph.ingest.saying import languages_of
from termgraph.ingest.workspace import Workspace, subject_of
from termgraph.model import Citation
from termgraph.reconcile.decisions import Subject
from termgraph.reconcile.evidence import given_names
from termgraph.records import Candidate, Match


class Review:
    """The open cases of an entries folder.

    Args:
        folder: the folder.
        source: only the cases of this source.

    Raises:
        TermgraphError: where the folder is not in order, or has no such source.
    """

    def __init__(self, folder: Path, source: str | None = None) -> None:
        if not is_entries_folder(folder):
            what = "is no entries folder" if folder.is_dir() else "there is no such folder"
            raise TermgraphError(what, folder, hint="termgraph ingest DOC --into FOLDER begins one")
        self.workspace = Workspace.open(folder)
        self.only = source
        if source is not None and source not in self.workspace.sources:
            raise TermgraphError(f"there is no source '{source}'", folder)

    def cases(self) -> list[Case]:
        """Return the open cases, source by source, in the order of the documents."""
        return [
            case
            for source, cases in sorted(self.workspace.cases.items())
            if self.only in (None, source)
            for case in cases
        ]

    def current(self, case: Case) -> Case:
        """Return a case with the candidates there are now: without those that are gone, with new ones of its name."""
        concepts = self.workspace.concepts
        refused = self.workspace.mappings.decision(_subject(case)).refused
        living = concepts.keys() - refused
        kept = [one for one in case.match.candidates if one.concept in living]
        known = {one.concept for one in kept} | refused
        tags = languages_of(case.record, self.workspace.vocabulary)
        found = {
            id_: Candidate(id_, 0.9, (f"'{label.label}' is a name of it",))
            for label in case.record.labels
            if label.type != "guess"
            for id_ in self.workspace.names.others(label.label, tags[label.language])
            if id_ not in known
        }
        return replace(case, match=Match("maybe" if kept or found else "new", (*kept, *found.values())))

    def accept(
        self, case: Case, ids: list[str], *, confidence: float | None = None, comment: str = ""
    ) -> list[Path]:
        """Say that a record is about these concepts, and write it."""
        for id_ in ids:
            if id_ not in self.workspace.concepts:
                raise TermgraphError(f"there is no entry '{id_}'")
            self.workspace.take(id_, case.record, Citation(case.source, case.place))
        self.workspace.decide(_subject(case), ids, confidence=confidence, comment=comment)
        return self._closed(case)

    def refuse(self, case: Case, id_: str) -> list[Path]:
        """Say that a record is not about a concept, and write it; the case stays open."""
        self.workspace.mappings.refuse(_subject(case), id_, self.workspace.label(id_))
        return self.workspace.write()

    def new(self, case: Case, name: str | None = None) -> list[str]:
        """Make an entry of a record, and write it; return the ids.

        Args:
            case: the case.
            name: what to call it; needed where the record has no name.

        Raises:
            TermgraphError: where it has none.
        """
        guess = next((label.label for label in case.record.labels), "") if case.record.label is None else ""
        name = safe_name(name or guess)
        if not name and case.record.label is None:
            raise TermgraphError("the record has no name", hint="say what to call it")
        made = self.workspace.draft(case.record, Citation(case.source, case.place), name or None)
        ids = [concept.id for concept in made]
        relate([Item(case.record, None, case.place, "new", tuple(ids))], self.workspace)
        self.workspace.decide(_subject(case), ids)
        self._closed(case)
        return ids

    def leave_out(self, case: Case) -> list[Path]:
        """Say that a record is no term, or is not wanted, and write it."""
        self.workspace.mappings.leave_out(_subject(case))
        return self._closed(case)

    def above(self, score: float) -> Iterator[tuple[Case, list[str]]]:
        """Yield the cases that candidates of at least a score settle, with these: one, or all names of the heading.

        Two candidates for one name settle nothing, however sure each of them seems.
        """
        for case in self.cases():
            now = self.current(case)
            ids = [one.concept for one in now.match.candidates if one.score >= score]
            several = any(given.role == "beside" for given in given_names(case.record))
            if ids and (len(ids) == 1 or several):
                yield now, ids

    def _closed(self, case: Case) -> list[Path]:
        cases = self.workspace.cases.get(case.source, [])
        left = [one for one in cases if (one.source, one.place) != (case.source, case.place)]
        self.workspace.set_cases(case.source, left)
        return self.workspace.write()


def _subject(case: Case) -> Subject:
    return subject_of(case.source, case.place, case.record)
