"""Documents and a vocabulary to drafts, sources and decisions: what `termgraph ingest` does, short of writing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from os import PathLike

from termgraph.ingest import published, skos
from termgraph.ingest.cases import Case
from termgraph.ingest.documents import STDIN, read, source_of
from termgraph.ingest.drafts import is_draft, lacking_names
from termgraph.ingest.workspace import Workspace, subject_of
from termgraph.model import Citation, Source
from termgraph.names import folded_key, spelling_keys
from termgraph.readers import Columns
from termgraph.readers.records import kinds
from termgraph.reconcile import Matcher
from termgraph.reconcile.decisions import Subject
from termgraph.reconcile.index import NameIndex
from termgraph.reconcile.pointers import is_name_of
from termgraph.reconcile.proposals import Known, propose
from termgraph.records import Candidate, Match, Proposal, Reading, Record, together

#: Entries first, so that what only points to them finds them.
_ORDER = {"entry": 0, "stub": 1, "redirect": 2}

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Item:
    """A record, and what became of it.

    Args:
        record: the record, with the relations that its text states.
        match: what it is to the vocabulary as it was before.
        place: where in its source it stands; "" of a section.
        outcome: "decided", "same" (an entry that was there), "new", "merged" (with a draft of the same run), "open",
            "left out" or "section".
        entries: the ids of the entries that it is about.
        lacks: names that it gives and the entry has not.
    """

    record: Record
    match: Match | None
    place: str
    outcome: str
    entries: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ingested:
    """One document, and what became of its records.

    Args:
        stale: places that decisions name and the document has not (any more).
        beside: the id that its name would have made, where it is new and that is the source of another document.
    """

    reading: Reading
    source: Source
    items: tuple[Item, ...]
    stale: tuple[str, ...] = ()
    beside: str = ""

    @property
    def found_any(self) -> bool:
        """Whether there was an entry in it."""
        return _has_entries(self.reading)


@dataclass
class _Work:
    """What is under way with one document."""

    workspace: Workspace
    source: str
    matcher: Matcher
    cases: Mapping[str, Case]
    #: Whether the document itself keeps its concepts apart, so that two of its records are never one.
    distinct: bool = False
    added: bool = False
    items: dict[int, Item] = field(default_factory=dict)

    def subject(self, record: Record) -> Subject:
        """Return a record as decisions name it."""
        return subject_of(self.source, self.matcher.places[record.n], record)


def ingest(
    documents: Sequence[str | PathLike[str]],
    workspace: Workspace,
    *,
    source: str | None = None,
    format: str | None = None,
    columns: Columns | None = None,
    language: str = "",
    progress: Progress = lambda text: None,
) -> list[Ingested]:
    """Read documents and work them into a vocabulary. Nothing is written: `workspace.write()` does that.

    Args:
        documents: files, folders, or `-`.
        workspace: the vocabulary; see `Workspace.open`.
        source: the id of the source that they are all from; else each is one of its own, called after its file.
        format: the format of all of them, where it is not to be found out.
        columns: for tables: which column is what.
        language: the tag of the language that all of them are in, where that is not to be found out.
        progress: called with what is being done, for people to see.

    Raises:
        TermgraphError: where one of them cannot be read; then nothing is done with any.
    """
    readings = []
    for path in documents:
        progress(f"reading {path}")
        readings.append(read(path, format, columns, language))
    groups = [together(readings)] if source is not None else readings
    sources = list(_sources(groups, documents, source, workspace))
    for reading in groups:
        if isinstance(reading, published.Published):
            workspace.begin(replace(reading.vocabulary, concepts={}, sources={}))
    workspace.speak(_language(readings))
    return [
        replace(_worked_in(reading, found, workspace, progress), beside=beside)
        for reading, (found, beside) in zip(groups, sources, strict=True)
    ]


def _worked_in(reading: Reading, source: Source, workspace: Workspace, progress: Progress) -> Ingested:
    if not isinstance(reading, published.Published):
        return _ingested(reading, source, workspace, progress)
    if reading.vocabulary.base == workspace.vocabulary.base:
        return _read_back(reading, source, workspace)
    return _ingested(reading.as_evidence(), source, workspace, progress)


def _sources(
    groups: Sequence[Reading],
    documents: Sequence[str | PathLike[str]],
    wanted: str | None,
    workspace: Workspace,
) -> Iterator[tuple[Source, str]]:
    """Yield the source of each reading, and the id that its name makes where that is, as is new, of another document.

    Documents that are one source together say nothing of where that lies.
    """
    for reading, document in zip(groups, documents, strict=False):
        source = source_of(reading, wanted, workspace.sources)
        made = source
        if str(document) != STDIN and len(groups) == len(documents):
            made = workspace.from_document(source, str(document), named=wanted is not None)
        is_new = made.id != source.id and made.id not in workspace.sources
        yield made, source.id if is_new else ""


def _read_back(reading: published.Published, source: Source, workspace: Workspace) -> Ingested:
    """Take the entries of a glossary that was made of the same vocabulary: those that it lacks, as they are.

    Raises:
        Problems: where they would not be in order, each with its line.
    """
    for work in reading.vocabulary.sources.values():
        workspace.add_source(work)
    items = []
    for record in reading.records:
        id_ = record.place.removeprefix(reading.vocabulary.base)
        known = id_ in workspace.concepts
        if not known:
            workspace.put(reading.vocabulary.concepts[id_])
        outcome = "same" if known else "new"
        items.append(Item(replace(record, relations=()), Match(outcome), "", outcome, (id_,)))
    reading.expect_order(workspace.current())
    return Ingested(reading, source, tuple(items))


def _language(readings: Sequence[Reading]) -> str:
    """Return the language that all records say they are in, "" where they do not."""
    said = {record.language for reading in readings for record in reading.records if record.kind != "section"}
    return said.pop() if len(said) == 1 else ""


def _has_entries(reading: Reading) -> bool:
    return any(record.kind != "section" for record in reading.records)


def _ingested(reading: Reading, source: Source, workspace: Workspace, progress: Progress) -> Ingested:
    if _has_entries(reading):
        workspace.add_source(source)
    vocabulary = workspace.current()
    progress(f"matching {len(reading.records):,} records of {source.id}")
    index = NameIndex(vocabulary)
    own = {key for record in reading.records for label in record.labels for key in spelling_keys(label.label)}

    def known(name: str) -> bool:
        return bool(spelling_keys(name) & own) or bool(index.exact(name) or index.spelt(name))

    pointing = (_pointing(record, index) for record in reading.records)
    records = [
        record if record.kind == "section" else replace(record, relations=_relations(record, known))
        for record in pointing
    ]
    decisions = workspace.mappings.decisions(source.id)
    matcher = Matcher(records, vocabulary, decisions, index)
    cases = {case.place: case for case in workspace.cases.get(source.id, [])}
    work = _Work(
        workspace, source.id, matcher, cases, distinct=reading.format in (skos.FORMAT, published.FORMAT)
    )
    matches: dict[int, Match] = {}
    for count, record in enumerate(records, 1):
        if count % 100 == 0:
            progress(f"matching {count:,} of {len(records):,} records of {source.id}")
        matches[record.n] = _match(work, record)
    entries = [record for record in records if record.kind != "section"]
    for record in sorted(entries, key=lambda record: _ORDER[record.kind]):
        work.items[record.n] = _settled(work, record, matches[record.n])
    items = tuple(work.items.get(record.n) or Item(record, None, "", "section") for record in records)
    _keep_open(work, items)
    stale = sorted(decisions.keys() - set(matcher.places.values()))
    return Ingested(reading, workspace.sources.get(source.id, source), items, tuple(stale))


def _pointing(record: Record, index: NameIndex) -> Record:
    """Return a redirect with what it points to, if only in the vocabulary, and whether it says to be a name of that."""
    names, _ = kinds.redirect_targets(record.body)
    see = record.see or tuple(name for name in names if index.exact(name) or index.spelt(name))
    if record.kind not in ("entry", "redirect") or not names or not see:
        return record
    alias = see if kinds.is_alias(record.body) else ()
    told = (Proposal("altLabel", name, record.body, stated=True) for name in alias)
    return replace(record, kind="redirect", see=see, relations=(*record.relations, *told))


def _relations(record: Record, known: Known) -> tuple[Proposal, ...]:
    """Return the relations that a record has, and those that its text states, each once."""
    found: dict[tuple[str, str], Proposal] = {}
    for one in record.relations:
        found.setdefault((one.type, folded_key(one.target)), one)
    for one in propose(record, known):
        key = one.type, folded_key(one.target)
        found[key] = replace(one, stated=one.stated or key in found)  # with the sentence that says so
    return tuple(found.values())


def _match(work: _Work, record: Record) -> Match:
    """Return what a record is to the vocabulary; an open case stays as it is until somebody decides it."""
    match = work.matcher.match(record)
    case = _same_case(work, work.matcher.places.get(record.n, ""), record)
    return match if case is None or match.decided else case.match


def _same_case(work: _Work, place: str, record: Record) -> Case | None:
    """Return the open case of a record, if it still says the same and its candidates are still there."""
    case = work.cases.get(place)
    if case is None or _told(case.record) != _told(record):
        return None
    gone = {one.concept for one in case.match.candidates} - work.matcher.index.concepts.keys()
    return None if gone else case


def _told(record: Record) -> tuple[object, ...]:
    return record.n, record.kind, record.labels, record.body, record.lines


def _settled(work: _Work, record: Record, match: Match) -> Item:
    """Do with a record what its match says, and return what that is."""
    place = work.matcher.places[record.n]
    decided = work.matcher.decisions.get(place)
    if match.decided and decided is not None and decided.left_out and match.decision == "new":
        return Item(record, match, place, "left out")
    if match.decision == "same":
        return _taken(work, record, match, match, "decided" if match.decided else "same")
    deleted = decided is not None and decided.same and not match.decided  # it does not come back by itself
    if match.decision == "maybe" or record.label is None or place in work.cases or deleted:
        return Item(record, match, place, "open")
    if record.kind == "redirect" and (pointed := _pointed(work, record, match)):
        return pointed
    again = work.matcher.match(record) if work.added and not work.distinct else match
    if again.decision == "same":
        return _taken(work, record, match, again, "merged")
    if again.decision == "maybe":
        return Item(record, again, place, "open")
    if record.kind == "redirect" and not record.see:
        return Item(record, match, place, "open")
    made = work.workspace.draft(record, Citation(work.source, place))
    ids = [concept.id for concept in made]
    work.workspace.decide(work.subject(record), ids, confidence=1.0, comment="made from this entry")
    for concept in made:
        work.matcher.add(concept)
    work.added = True
    return Item(record, match, place, "new", tuple(ids))


def _taken(work: _Work, record: Record, match: Match, found: Match, outcome: str) -> Item:
    place = work.matcher.places[record.n]
    ids = [one.concept for one in found.candidates]
    lacks: list[str] = []
    for id_ in ids:
        concept = work.workspace.take(id_, record, Citation(work.source, place))
        lacks += lacking_names(concept, record) if len(ids) == 1 else []
        if outcome == "merged" or is_draft(concept):
            work.matcher.index.add(concept)
    if not found.decided:
        work.workspace.decide(work.subject(record), ids, confidence=found.candidates[0].score)
    return Item(record, match, place, outcome, tuple(ids), tuple(dict.fromkeys(lacks)))


def _pointed(work: _Work, record: Record, match: Match) -> Item | None:
    """Let what a redirect points to have its name, where one of both says that it is a name of that.

    To point alone says no more than that both have to do with each other: "keyword argument: see argument".
    """
    place = work.matcher.places[record.n]
    index = work.matcher.index
    targets = {bearer.concept for name in record.see for bearer in index.exact(name) or index.spelt(name)}
    bearers = {bearer.concept for label in record.labels for bearer in index.exact(label.label)}
    if len(targets) != 1 or not bearers <= targets:
        return None
    (id_,) = targets
    concept = work.workspace.concepts[id_]
    if not is_name_of(record, concept):
        return None
    if not is_draft(concept):
        asked = Match("maybe", (Candidate(id_, 0.85, ("it points there, as to another name",)),))
        return Item(record, asked, place, "open")
    work.workspace.take(id_, record, Citation(work.source, place))
    index.add(work.workspace.concepts[id_])
    work.workspace.decide(work.subject(record), [id_], confidence=0.9, comment="it is a name of that")
    return Item(record, match, place, "merged", (id_,))


def _keep_open(work: _Work, items: Sequence[Item]) -> None:
    """Keep the cases that are open, for `termgraph reconcile`."""
    cases = [
        _same_case(work, item.place, item.record) or Case(work.source, item.place, item.record, item.match)
        for item in items
        if item.outcome == "open" and item.match is not None
    ]
    if cases or work.source in work.workspace.cases:
        work.workspace.set_cases(work.source, cases)
