"""A vocabulary that is being worked on: what is added and decided is kept here until all of it is written at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from termgraph.entries import entry_text, read_folder
from termgraph.entries import yamlnodes as yaml
from termgraph.entries.create import first_vocabulary
from termgraph.entries.folder import entry_paths, read_frame, read_text, split
from termgraph.entries.writer import collections_text, sources_text, vocabulary_text
from termgraph.entries.yamlnodes import first_comment, parse
from termgraph.errors import TermgraphError
from termgraph.files import (
    COLLECTIONS_FILE,
    ENTRIES_FOLDER,
    SOURCES_FILE,
    VOCABULARY_FILE,
    read_regular,
    write_all,
)
from termgraph.ingest.cases import Case, cases_bytes, cases_path, read_cases
from termgraph.ingest.drafts import Names, cited, drafts, is_draft, merged, requoted, safe_name
from termgraph.ingest.origins import DOCUMENTS_FILE, document_id, origin, origins_bytes, read_origins
from termgraph.model import Citation, Concept, Source, Vocabulary
from termgraph.reconcile.decisions import MAPPINGS_FILE, Mappings, Subject
from termgraph.records import Record

_LARGEST_MAPPINGS = 64_000_000
#: The keys that stand behind `sources` in an entry.
_AFTER = ("created", "modified", "deprecated", "replacedBy", "replaces")


class Workspace:
    """A vocabulary in an entries folder, or any vocabulary where nothing is to be written.

    Args:
        vocabulary: the vocabulary.
        folder: its folder; None where it has none.
        mappings: the text of its decisions.
        cases: its open cases, by source.
        origins: the document of each source that was ingested, as `origins` says it.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        folder: Path | None = None,
        mappings: str = "",
        cases: Mapping[str, list[Case]] | None = None,
        origins: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.before = vocabulary
        self.vocabulary = vocabulary
        self.mappings = Mappings(mappings, vocabulary, folder / MAPPINGS_FILE if folder else MAPPINGS_FILE)
        self.cases = {source: list(found) for source, found in (cases or {}).items()}
        self.names = Names(vocabulary.concepts.values())
        self._origins = dict(origins or {})
        self._origins_before = dict(self._origins)
        self._concepts = dict(vocabulary.concepts)
        self._sources = dict(vocabulary.sources)
        self._touched_cases: set[str] = set()
        self._commented: dict[str, bool] = {}

    @classmethod
    def open(cls, folder: Path) -> Workspace:
        """Open an entries folder; one that is not there yet, or is empty, is begun.

        Raises:
            TermgraphError: where it is something else, or its files are not in order.
        """
        if folder.exists() and not folder.is_dir():
            raise TermgraphError("is a file; entries stand in a folder", folder)
        entries = folder / ENTRIES_FOLDER
        if entries.is_dir() and any(entries.glob("*.md")) and _has_entries(folder):
            vocabulary = read_folder(folder)
        elif (folder / VOCABULARY_FILE).exists():
            vocabulary = read_frame(folder)
        else:
            vocabulary = first_vocabulary(folder)
        decided = _read(folder / MAPPINGS_FILE)
        return cls(vocabulary, folder, decided, read_cases(folder), read_origins(folder))

    # What there is

    @property
    def concepts(self) -> Mapping[str, Concept]:
        """The concepts, those of the drafts among them."""
        return self._concepts

    def current(self) -> Vocabulary:
        """Return the vocabulary as it is now, with all that was added."""
        return replace(
            self.vocabulary,
            concepts=dict(sorted(self._concepts.items())),
            sources=dict(sorted(self._sources.items())),
        )

    @property
    def sources(self) -> Mapping[str, Source]:
        """The bibliography."""
        return self._sources

    def label(self, concept_id: str) -> str:
        """Return the preferred label of a concept, as mappings give it."""
        concept = self._concepts.get(concept_id)
        labels = concept.pref_label if concept is not None else {}
        return labels.get(self.vocabulary.language) or next(iter(labels.values()), concept_id)

    # What is added

    def speak(self, language: str) -> None:
        """Set the language of a vocabulary that is only begun."""
        if language and self.is_new:
            self.vocabulary = replace(self.vocabulary, language=language.lower())

    @property
    def is_new(self) -> bool:
        """Whether it is only begun: there is no entry, and nobody has said what it is."""
        begun = self.folder is not None and (self.folder / VOCABULARY_FILE).exists()
        return not (begun or self._concepts)

    def begin(self, frame: Vocabulary) -> None:
        """Let a vocabulary that is only begun be what one says that has no concepts."""
        if self.is_new:
            self.vocabulary = frame

    def add_source(self, source: Source) -> None:
        """Add a source to the bibliography, unless there is one of that id."""
        self._sources.setdefault(source.id, source)

    def from_document(self, source: Source, document: str, *, named: bool) -> Source:
        """Return the source that a document is: another one where a different document has its id.

        Args:
            source: what its name and title make of it.
            document: the path of the document.
            named: its id is what somebody has called it.
        """
        at = origin(document, self.folder or Path())
        if not named:
            id_ = document_id(source.id, at, self._origins, self._sources)
            source = source if id_ == source.id else replace(source, id=id_)
        self._origins[source.id] = at
        return source

    def take(self, concept_id: str, record: Record, citation: Citation) -> Concept:
        """Let a concept have what a record says: a draft its names and its text as well, any other a citation only."""
        concept = self._concepts[concept_id]
        commented = self._has_comments(concept_id)
        if citation in concept.sources:  # taken before: what a person has changed since stays as it is
            made = concept if commented else requoted(concept, record, citation, self.vocabulary)
        elif is_draft(concept) and not commented:
            made = merged(concept, record, citation, self.current_frame(), self.names)
        else:
            made = cited(concept, citation)
        self._concepts[concept_id] = made
        return made

    def draft(self, record: Record, citation: Citation, name: str | None = None) -> list[Concept]:
        """Make the entry of a record, or the entries where its heading treats several."""
        made = drafts(record, citation, self.current_frame(), self.names, name=name)
        self._concepts |= {concept.id: concept for concept in made}
        return made

    def put(self, concept: Concept) -> None:
        """Replace a concept by what it has become, or add one."""
        self._concepts[concept.id] = concept
        self.names.add(concept)

    def current_frame(self) -> Vocabulary:
        """Return the vocabulary with its sources, without regard to concepts."""
        return replace(self.vocabulary, sources=self._sources)

    # What is decided

    def decide(
        self, subject: Subject, ids: Sequence[str], *, confidence: float | None = None, comment: str = ""
    ) -> None:
        """Say which concepts an entry of a source is about."""
        same = {id_: self.label(id_) for id_ in ids}
        self.mappings.decide(subject, same, confidence=confidence, comment=comment)

    def set_cases(self, source: str, cases: list[Case]) -> None:
        """Replace the open cases of a source."""
        self.cases[source] = cases
        self._touched_cases.add(source)

    # What is written

    def files(self) -> dict[Path, bytes | None]:
        """Return the files that have to change, in the order in which they are written; None for one to remove.

        What is cited comes before what cites it, so that a folder is in order whenever writing is interrupted.
        """
        if self.folder is None:
            return {}
        files: dict[Path, bytes | None] = {}
        about = self.folder / VOCABULARY_FILE
        if not about.exists() and (self._concepts or self._sources):
            files[about] = vocabulary_text(self.vocabulary).encode()
            if self.vocabulary.collections:
                told = collections_text(self.vocabulary.collections.values(), self.vocabulary.language)
                files[self.folder / COLLECTIONS_FILE] = told.encode()
        if self._sources != dict(self.before.sources):
            files[self.folder / SOURCES_FILE] = self._sources_file(self.folder / SOURCES_FILE)
        for id_, concept in self._concepts.items():
            if self.before.concepts.get(id_) != concept:
                path = self.folder / ENTRIES_FOLDER / f"{id_}.md"
                files[path] = self._entry_file(path, self.before.concepts.get(id_), concept)
        if self.mappings.changed:
            files[self.folder / MAPPINGS_FILE] = self.mappings.text().encode()
        origins = {id_: document for id_, document in self._origins.items() if id_ in self._sources}
        if origins != self._origins_before:
            files[self.folder / DOCUMENTS_FILE] = origins_bytes(origins)
        for source in sorted(self._touched_cases):
            files[cases_path(self.folder, source)] = cases_bytes(self.cases[source])
        return files

    def write(self) -> list[Path]:
        """Write what has changed, all or nothing; return the files."""
        written = write_all(self.files(), self.folder)
        self.before = self.current()
        self._origins_before = dict(self._origins)
        self._touched_cases.clear()
        self._commented.clear()
        return written

    def _sources_file(self, path: Path) -> bytes:
        held = _read(path)
        if not held or held == sources_text(self.before.sources.values()):
            return sources_text(self._sources.values()).encode()
        # People's own order and comments stay: what is new stands at the end.
        new = [source for id_, source in self._sources.items() if id_ not in self.before.sources]
        return f"{held.rstrip()}\n\n{sources_text(new)}".encode()

    def _entry_file(self, path: Path, before: Concept | None, concept: Concept) -> bytes:
        text = entry_text(concept, self.vocabulary.language)
        if before is None or path.read_bytes() == entry_text(before, self.vocabulary.language).encode():
            return text.encode()
        if replace(concept, sources=before.sources) == before:
            return _with_sources(path, concept.sources)
        return text.encode()

    def _has_comments(self, concept_id: str) -> bool:
        """Tell whether an entry has YAML comments, which writing all of it anew would lose."""
        if self.folder is None or concept_id not in self.before.concepts:
            return False
        if concept_id not in self._commented:
            path = self.folder / ENTRIES_FOLDER / f"{concept_id}.md"
            front = _read(path).partition("\n")[2].partition("\n---")[0] + "\n"
            line = first_comment(front, parse(front, str(path))) if "#" in front else None
            self._commented[concept_id] = line is not None
        return self._commented[concept_id]


def subject_of(source: str, place: str, record: Record) -> Subject:
    """Return a record as decisions name it: by its heading as printed, by its name where that was lost.

    >>> subject_of("newton", "owl", Record(1, None, "Owl", "body"))
    Subject(source='newton', place='owl', label='Owl', lost=True)
    """
    name = record.heading or record.label or next((label.label for label in record.labels), "")
    return Subject(source, place, safe_name(name) or "(no name)", lost=record.heading is None)


def _has_entries(folder: Path) -> bool:
    try:
        return bool(entry_paths(folder))
    except TermgraphError:
        return False


def _read(path: Path) -> str:
    try:
        return read_regular(path, _LARGEST_MAPPINGS).decode("utf-8-sig") if path.exists() else ""
    except UnicodeDecodeError:
        raise TermgraphError("is not UTF-8", path, hint="save it as UTF-8") from None


def _with_sources(path: Path, sources: tuple[Citation, ...]) -> bytes:
    """Return an entry's file, which people have written, with these sources, and everything else as it is.

    Raises:
        TermgraphError: where it cannot be read.
    """
    data = path.read_bytes()
    text = read_text(path)
    front, _, _ = split(text, path)
    node = parse(front, str(path))
    lines = text.split("\n")
    keys = list(node.items) if isinstance(node, yaml.Mapping) else []
    begin, end = _span([(name.text, name.line) for name, _ in keys], front.count("\n"))
    changed = "\n".join([*lines[:begin], *_sources_lines(sources), *lines[end:]])
    if b"\r\n" in data:
        changed = changed.replace("\n", "\r\n")
    return (b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b"") + changed.encode()


def _span(keys: list[tuple[str, int]], count: int) -> tuple[int, int]:
    """Return where `sources` begins and ends, or twice where it belongs, as indexes of the file's lines.

    The first line of the file is the fence, so that line `n` of the front matter is the line with index `n`.
    """
    starts = [line for _, line in keys] + [count + 1]
    for position, (name, line) in enumerate(keys):
        if name == "sources":
            return line, starts[position + 1]
    place = next((line for name, line in keys if name in _AFTER), count + 1)
    return place, place


def _sources_lines(sources: tuple[Citation, ...]) -> list[str]:
    made = entry_text(Concept(id="x", pref_label={"en": "x"}, sources=sources), "en")
    return made.split("\n")[2:-2]
