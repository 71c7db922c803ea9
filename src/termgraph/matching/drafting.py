"""Candidates as draft entries: a sentence that defines one is quoted, the others are examples, and all are cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from termgraph.files import locked
from termgraph.ingest.documents import STDIN, source_of
from termgraph.ingest.workspace import Workspace
from termgraph.matching.candidates import Candidate, Sentence
from termgraph.model import Citation, Source
from termgraph.namespaces import slug
from termgraph.records import Reading, Record, RecordLabel


def draft(candidates: Iterable[Candidate], folder: Path, language: str = "") -> list[Path]:
    """Write candidates to an entries folder as drafts, and return the files; what has a name there is left out.

    Args:
        candidates: what may be terms.
        folder: the folder; begun where there is none.
        language: what the documents are in; "" for the language of the folder.

    Raises:
        TermgraphError: where it is none, its files are not in order, or cannot be written.

    >>> from tempfile import TemporaryDirectory
    >>> from termgraph.matching.prose import Where
    >>> said = Sentence(Where("birds.md", 3), "A pellet is a ball of bones.")
    >>> with TemporaryDirectory() as folder:
    ...     _ = draft([Candidate("pellet", 1, 1.0, True, 1, (said,))], Path(folder))
    ...     print((Path(folder) / "entries/pellet.md").read_text().splitlines()[-2])
    sources: [birds#line-3]
    """
    with locked(folder):
        workspace = Workspace.open(folder)
        workspace.speak(language)
        sources = _Sources(workspace)
        for candidate in candidates:
            if workspace.names.is_free(candidate.name, workspace.vocabulary.language):
                _draft(candidate, workspace, sources)
        return workspace.write()


def _draft(candidate: Candidate, workspace: Workspace, sources: _Sources) -> None:
    """Make the draft of a candidate, and let it have what each sentence says."""
    made = ""
    for record, citation in _said(candidate, sources):
        if made:
            workspace.take(made, record, citation)
        else:
            made = workspace.draft(record, citation)[0].id


def _said(candidate: Candidate, sources: _Sources) -> Iterator[tuple[Record, Citation]]:
    """Yield what each place says of a candidate; of one that is defined, the first sentence says what it is."""
    places: dict[Citation, list[str]] = defaultdict(list)
    for sentence in candidate.sentences:
        places[sources.citation(sentence)].append(sentence.text)
    for number, (citation, texts) in enumerate(places.items()):
        body = texts.pop(0) if candidate.defined and not number else ""
        kind = "entry" if body else "stub"
        fields = {
            "example": tuple(text for text in texts if text != candidate.name)
        }  # but for cells of tables
        name = candidate.name
        labels = (RecordLabel(name),)
        yield Record(number + 1, name, name, "heading", labels, body, kind=kind, fields=fields), citation


class _Sources:
    """The documents as sources of a vocabulary."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._of: dict[str, Source] = {}

    def citation(self, sentence: Sentence) -> Citation:
        """Return where a sentence stands."""
        path = sentence.where.file
        if path not in self._of:
            self._of[path] = self._added(path)
        return Citation(self._of[path].id, slug(sentence.where.within))

    def _added(self, path: str) -> Source:
        workspace = self.workspace
        wanted = "standard-input" if path == STDIN else None
        source = source_of(Reading(path, "", ()), wanted, workspace.sources)
        if wanted is None:
            source = workspace.from_document(source, path, named=False)
        workspace.add_source(source)
        return source
