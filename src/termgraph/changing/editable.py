"""A vocabulary whose entries can be worked on: what the library offers of `ingest` and of this room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termgraph.errors import TermgraphError
from termgraph.files import locked_unless
from termgraph.skos import Thesaurus

if TYPE_CHECKING:
    from termgraph.changing.change import Change
    from termgraph.changing.release import Release
    from termgraph.ingest import Ingested


class Editable(Thesaurus):
    """A vocabulary that can be worked on where it was read from one entries folder; what is open stays as it is.

    What is changed is in the folder, and there for whoever loads it anew.
    """

    @property
    def _folder(self) -> Path:
        if len(self.folders) != 1 or self.files:
            raise TermgraphError("only one entries folder can be worked into", hint="load that folder alone")
        return self.folders[0]

    def ingest(
        self,
        documents: Sequence[str | PathLike[str]],
        *,
        source: str | None = None,
        format: str | None = None,
        columns: Mapping[str, str | Sequence[str]] | None = None,
        language: str = "",
        relations: str = "stated",
        progress: Callable[[str], None] = lambda _: None,
        dry_run: bool = False,
    ) -> list[Ingested]:
        """Work published glossaries into the entries folder that this vocabulary was read from.

        Args:
            documents: files or folders, in any format of `termgraph.readers`.
            source: the id of the source that they are all from; else each is one of its own.
            format: the format of all of them, where it is not to be found out.
            columns: for tables: which column is what.
            language: the tag of the language that all of them are in, where that is not to be found out.
            relations: which of them the drafts get: "none", those that are "stated" by a format, or "all".
            progress: called with what is being done, for people to see.
            dry_run: write nothing.

        Raises:
            TermgraphError: where it was not read from one entries folder, or a document cannot be read.
        """
        from termgraph.ingest import ingest
        from termgraph.ingest.relating import relate
        from termgraph.ingest.workspace import Workspace

        folder = self._folder
        with locked_unless(dry_run, folder):
            workspace = Workspace.open(folder)
            found = ingest(
                documents,
                workspace,
                source=source,
                format=format,
                columns=columns,
                language=language,
                progress=progress,
            )
            relate((item for one in found for item in one.items), workspace, relations)
            if not dry_run:
                workspace.write()
        return found

    def rename(self, old: str, new: str, *, never_published: bool = False, dry_run: bool = False) -> Change:
        """Give an entry another id, and let all that mentions it follow; see `termgraph.changing.verbs.rename`.

        Raises:
            TermgraphError: where it was not read from one entries folder, or that cannot be done.
        """
        from termgraph.changing.verbs import rename

        return rename(self._folder, old, new, never_published=never_published, dry_run=dry_run)

    def merge(self, gone: str, stays: str, *, never_published: bool = False, dry_run: bool = False) -> Change:
        """Make one entry of two that are about one thing; see `termgraph.changing.verbs.merge`.

        Raises:
            TermgraphError: where it was not read from one entries folder, or that cannot be done.
        """
        from termgraph.changing.verbs import merge

        return merge(self._folder, gone, stays, never_published=never_published, dry_run=dry_run)

    def split(
        self, id_: str, into: Sequence[str], *, to: Mapping[str, Sequence[str]] | None = None, **options: Any
    ) -> Change:
        """Make several entries of one that is about several things; see `termgraph.changing.verbs.split`.

        Raises:
            TermgraphError: where it was not read from one entries folder, or that cannot be done.
        """
        from termgraph.changing.verbs import split

        return split(self._folder, id_, into, to=to, **options)

    def set_status(self, *ids: str, status: str, by: str | None = None, dry_run: bool = False) -> Change:
        """Say how far entries have come; see `termgraph.changing.verbs.set_status`.

        Raises:
            TermgraphError: where it was not read from one entries folder, or that cannot be said.
        """
        from termgraph.changing.verbs import set_status

        return set_status(self._folder, ids, status, by=by, dry_run=dry_run)

    def release(
        self, version: str, *, since: str | None = None, day: str | None = None, dry_run: bool = False
    ) -> Release:
        """Make a release of the entries folder; see `termgraph.changing.release`.

        Raises:
            TermgraphError: as that does, and where it was not read from one entries folder.
        """
        from termgraph.changing.release import release

        return release(self, self._folder, version, since=since, day=day, dry_run=dry_run)

    def move_base(self, base: str, *, dry_run: bool = False) -> Change:
        """Publish the vocabulary elsewhere; see `termgraph.changing.verbs.move_base`.

        Raises:
            TermgraphError: where it was not read from one entries folder, or that is no base.
        """
        from termgraph.changing.verbs import move_base

        return move_base(self._folder, base, dry_run=dry_run)

    def deprecate(self, id_: str, *, replaced_by: Sequence[str] = (), dry_run: bool = False) -> Change:
        """Say that an entry is no longer to be used, and what instead; see `termgraph.changing.verbs.deprecate`.

        Raises:
            TermgraphError: where it was not read from one entries folder, or that cannot be done.
        """
        from termgraph.changing.verbs import deprecate

        return deprecate(self._folder, id_, replaced_by=replaced_by, dry_run=dry_run)

    def remove(self, id_: str, *, never_published: bool = False, dry_run: bool = False) -> Change:
        """Remove an entry that was never published, and all mentions of it; see `termgraph.changing.verbs.remove`.

        Raises:
            TermgraphError: where it was not read from one entries folder, or may have been published.
        """
        from termgraph.changing.verbs import remove

        return remove(self._folder, id_, never_published=never_published, dry_run=dry_run)
