"""Mappings as texts, in SSSOM (https://mapping-commons.github.io/sssom/): the slots that there are, and its TSV.

Nothing here knows what a mapping is about: decisions on documents (`reconcile.decisions`), links to other vocabularies
(`entries.links`) and exports all read and write their rows by this. Rows that do not change keep every byte.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from typing import Literal
from urllib.parse import quote

from termgraph.errors import TermgraphError
from termgraph.namespaces import DCT, OWL, PAV, PREFIXES, RDF, RDFS, SEMAPV, SKOS, SSSOM, XSD, short_hash

#: How a mapping came about.
BY_PERSON = "semapv:ManualMappingCuration"
BY_NAME = "semapv:LexicalMatching"
#: The object of a row that says that there is nothing to map to.
NONE = "sssom:NoTermFound"

#: What a cell holds: text, an entity as CURIE, an address, a number, a date, or one of the next table.
Kind = Literal["text", "entity", "address", "number", "date", "type", "modifier"]

#: What the words of an enumeration mean.
MEANINGS: Mapping[str, str] = {
    "Not": SSSOM + "NegatedPredicate",
    "owl class": OWL + "Class",
    "owl object property": OWL + "ObjectProperty",
    "owl data property": OWL + "DataProperty",
    "owl annotation property": OWL + "AnnotationProperty",
    "owl named individual": OWL + "NamedIndividual",
    "skos concept": SKOS + "Concept",
    "rdfs resource": RDFS + "Resource",
    "rdfs class": RDFS + "Class",
    "rdfs literal": RDFS + "Literal",
    "rdfs datatype": RDFS + "Datatype",
    "rdf property": RDF + "Property",
    "composed entity expression": SSSOM + "ComposedEntityExpression",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """What may be said of a mapping.

    Args:
        kind: what a value is.
        several: whether there may be more than one.
        iri: its property in RDF.
    """

    kind: Kind
    several: bool
    iri: str


#: Those that have a property of another vocabulary in RDF.
_ELSEWHERE = {
    "subject_id": OWL + "annotatedSource",
    "predicate_id": OWL + "annotatedProperty",
    "object_id": OWL + "annotatedTarget",
    "author_id": PAV + "authoredBy",
    "creator_id": DCT + "creator",
    "license": DCT + "license",
    "mapping_date": DCT + "created",
    "publication_date": DCT + "issued",
    "see_also": RDFS + "seeAlso",
    "comment": RDFS + "comment",
}


def _slots(table: str) -> Mapping[str, Slot]:
    """Return the slots of a table, a line each: its name, what its values are, and a star where they may be several."""
    rows = (line.split() for line in table.strip().splitlines())
    return {
        name: Slot(kind, bool(star), _ELSEWHERE.get(name, SSSOM + name))  # type: ignore[arg-type]
        for name, kind, *star in rows
    }


#: The slots of a mapping in SSSOM 1.1, in their order, which is that of the columns.
SLOTS: Mapping[str, Slot] = _slots("""
    record_id entity
    subject_id entity
    subject_label text
    subject_category text
    predicate_id entity
    predicate_label text
    predicate_modifier modifier
    object_id entity
    object_label text
    object_category text
    mapping_justification entity
    author_id entity *
    author_label text *
    reviewer_id entity *
    reviewer_label text *
    creator_id entity *
    creator_label text *
    license address
    subject_type type
    subject_source entity
    subject_source_version text
    object_type type
    object_source entity
    object_source_version text
    predicate_type type
    mapping_provider address
    mapping_source entity
    mapping_cardinality text
    cardinality_scope text *
    mapping_tool text
    mapping_tool_id entity
    mapping_tool_version text
    mapping_date date
    publication_date date
    review_date date
    confidence number
    reviewer_agreement number
    curation_rule entity *
    curation_rule_text text *
    subject_match_field entity *
    object_match_field entity *
    match_string text *
    subject_preprocessing entity *
    object_preprocessing entity *
    similarity_score number
    similarity_measure text
    see_also address *
    issue_tracker_item entity
    other text
    comment text
""")
NEEDED = ("subject_id", "predicate_id", "object_id", "mapping_justification")

_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")  # what SSSOM's own tools take for one
#: The prefixes that a file need not declare.
_BUILT_IN = {
    "owl": OWL,
    "rdf": RDF,
    "rdfs": RDFS,
    "semapv": SEMAPV,
    "skos": SKOS,
    "sssom": SSSOM,
    "xsd": XSD,
    "linkml": "https://w3id.org/linkml/",
}
_SPACE = re.compile(r"\s+")
_BAR = re.compile(r"\\([\\|])|\|")


@dataclass(frozen=True, slots=True)
class Row:
    """One mapping: its cells by column, its text as it was read, None where it is new, and the number of its line."""

    cells: Mapping[str, str]
    raw: str | None = None
    line: int | None = None

    def get(self, column: str) -> str:
        """Return a cell, empty where there is none."""
        return self.cells.get(column, "")


class Table:
    r"""A mapping set in TSV: its metadata, the prefixes that these declare, and its rows.

    Args:
        text: the file, empty where there is none yet.
        path: its name, for messages.
        head: the metadata of a file that is new.
        columns: its columns.

    Raises:
        TermgraphError: where the text is no SSSOM in TSV.

    >>> table = Table("", "links.sssom.tsv", new_head("https://e.org/", "links", None), ["subject_id", "object_id"])
    >>> table.curie("https://f.org/owl", "f")
    'f:owl'
    >>> table.text([Row({"subject_id": "e:owl", "object_id": "f:owl"})]).splitlines()[-1].split("\t")
    ['e:owl', 'f:owl']
    """

    def __init__(
        self, text: str, path: str | PathLike[str], head: Sequence[str], columns: Sequence[str]
    ) -> None:
        self._path = path
        read, body = _split(text)
        self._end = "\r\n" if "\r\n" in text else "\n"
        self.header_line = len(read) + 1
        self._head = read or list(head)
        self.prefixes = _prefixes(self._head)
        self._read_columns, self.rows = self._read(body, len(read), columns)
        self.columns = list(self._read_columns)

    # Reading

    def _read(self, body: str, line: int, columns: Sequence[str]) -> tuple[list[str], list[Row]]:
        if not body.strip():
            return list(columns), []
        lines = body.splitlines(keepends=True)
        reader = csv.reader(lines, delimiter="\t", strict=True)
        rows: list[Row] = []
        found: list[str] = []
        begun = 0
        try:
            for cells in reader:
                raw, number = "".join(lines[begun : reader.line_num]), line + begun + 1
                begun = reader.line_num
                if not found:
                    found = self._header(cells, number)
                elif cells:
                    rows.append(self._row(found, cells, raw, number))
        except csv.Error as error:
            message = f"cannot be read as TSV: {error}"
            raise TermgraphError(message, self._path, line + reader.line_num) from None
        return found, rows

    def _header(self, cells: list[str], line: int) -> list[str]:
        missing = [column for column in NEEDED if column not in cells]
        if missing or len(set(cells)) < len(cells):
            what = f"has no column {missing[0]}" if missing else "has a column twice"
            hint = f"needed: {', '.join(NEEDED)}"
            raise TermgraphError(f"{what}, so it is no SSSOM", self._path, line, hint=hint)
        return cells

    def _row(self, columns: list[str], cells: list[str], raw: str, line: int) -> Row:
        if len(cells) > len(columns):
            message = f"has {len(cells)} cells for {len(columns)} columns"
            raise TermgraphError(message, self._path, line, hint="a tab too many?")
        found = dict(zip(columns, cells, strict=False))
        for column in NEEDED:
            if not found.get(column):
                raise TermgraphError(f"has no {column}", self._path, line)
        for column in ("subject_id", "object_id"):
            if self.expanded(found[column]) is None:
                raise TermgraphError(
                    f"'{found[column]}' has no prefix that the curie_map declares", self._path, line,
                    hint="declare it in the lines that begin with #",
                )  # fmt: skip
        return Row(found, raw, line)

    def expanded(self, curie: str) -> str | None:
        """Return the IRI of an entity; None where its prefix is not declared. One that is an IRI stays."""
        prefix, colon, local = curie.partition(":")
        space = self.prefixes.get(prefix) or _BUILT_IN.get(prefix)
        if colon and space is not None:
            return space + local
        return curie if colon and "//" in curie else None

    # Prefixes

    def follow(self, prefix: str, base: str) -> bool:
        """Follow a vocabulary to another address, where its prefix stands for the one before; tell whether it did."""
        before = self.prefixes.get(prefix)
        if before is None or base in self.prefixes.values():
            return False
        self.move(before, base)
        return True

    def move(self, before: str, base: str) -> None:
        """Let what began with one IRI in the metadata begin with another."""
        self._head = [line.replace(before, base) for line in self._head]
        self.prefixes = _prefixes(self._head)

    def prefix_of(self, iri: str, wanted: str) -> str:
        """Return the prefix of a namespace, declaring one where there is none."""
        for prefix, known in self.prefixes.items():
            if known == iri:
                return prefix
        free = wanted not in self.prefixes and _BUILT_IN.get(wanted, iri) == iri
        name = wanted if free and _PREFIX.fullmatch(wanted) else f"source-{wanted}"
        if name in self.prefixes or not _PREFIX.fullmatch(name):
            name = f"source-{short_hash(wanted)}"
        self.prefixes[name] = iri
        self._head = _declared(self._head, name, iri)
        return name

    def curie(self, iri: str, wanted: str) -> str:
        """Return an entity as CURIE, declaring a prefix for what stands before its last part where none fits."""
        prefix = self.prefix_for(iri)
        if prefix is None:
            size = max(iri.rfind("/", 0, -1), iri.rfind("#", 0, -1), iri.find(":")) + 1
            prefix = self.prefix_of(iri[:size], wanted)
        return f"{prefix}:{iri[len({**_BUILT_IN, **self.prefixes}[prefix]) :]}"

    def prefix_for(self, iri: str) -> str | None:
        """Return the prefix that an entity can be written with, that of the longest namespace; None without one."""
        known = {**_BUILT_IN, **self.prefixes}
        fitting = (
            prefix for prefix, space in known.items() if iri.startswith(space) and len(space) < len(iri)
        )
        return max(fitting, key=lambda prefix: (len(known[prefix]), prefix), default=None)

    # Writing

    def add_column(self, column: str) -> None:
        """Have a column, in its place among those that SSSOM knows."""
        if column not in self.columns:
            order = list(SLOTS)
            after = order[order.index(column) :]
            later = (at for at, known in enumerate(self.columns) if known in after)
            self.columns.insert(next(later, len(self.columns)), column)

    def row(self, cells: Mapping[str, str]) -> Row:
        """Return a new row, each of its cells in one line, for which there are columns then."""
        for column, cell in cells.items():
            if cell:
                self.add_column(column)
        return Row({column: _SPACE.sub(" ", cells.get(column, "")).strip() for column in self.columns})

    def text(self, rows: Iterable[Row]) -> str:
        """Return the file with some rows; those that were read are as they stood, unless there is a column more."""
        same = self.columns == self._read_columns
        lines = [
            row.raw if same and row.raw is not None else _line([row.get(column) for column in self.columns])
            for row in rows
        ]
        header = _line(self.columns)
        return self._end.join([*self._head, header, *(line.rstrip("\r\n") for line in lines)]) + self._end


def new_head(base: str, name: str, licence: str | None) -> list[str]:
    """Return the metadata of a new mapping set of a vocabulary, which is called after it."""
    return [
        "#curie_map:",
        f"#  semapv: {SEMAPV}",
        f"#  skos: {SKOS}",
        f"#license: {licence or 'https://w3id.org/sssom/license/unspecified'}",
        f"#mapping_set_id: {base}{name}",
        "#sssom_version: '1.0'",
    ]


def quoted(text: str) -> str:
    """Return a place or an id as a CURIE may hold it."""
    return quote(text, safe="")


def values(cell: str) -> list[str]:
    r"""Return the values of a cell that may hold several, between bars.

    >>> values(r"Ann|Bob \| Co"), values("")
    (['Ann', 'Bob | Co'], [])
    """
    bars = _BAR.sub(lambda found: found[1] or "\0", cell)
    return [value for value in bars.split("\0") if value]


def joined(several: Iterable[str]) -> str:
    r"""Return the cell that holds several values.

    >>> joined(["Ann", "Bob | Co"])
    'Ann|Bob \\| Co'
    """
    return "|".join(re.sub(r"[\\|]", r"\\\g<0>", value) for value in several)


def metadata(text: str) -> str:
    r"""Return the metadata of a file, without its rows.

    >>> metadata("#license: https://e.org/\nsubject_id\n")
    '#license: https://e.org/\n'
    """
    return "".join(f"{line}\n" for line in _split(text)[0])


def _split(text: str) -> tuple[list[str], str]:
    """Return the lines of metadata, and what follows."""
    lines = text.splitlines(keepends=True)
    count = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return [line.rstrip("\r\n") for line in lines[:count]], "".join(lines[count:])


_DECLARED = re.compile(r"#\s+([^\s:]+):\s*['\"]?([^\s'\"]+)['\"]?\s*\Z")


def _prefixes(head: Sequence[str]) -> dict[str, str]:
    """Return the prefixes that the curie_map declares."""
    found: dict[str, str] = {}
    inside = False
    for line in head:
        if re.match(r"#\s?curie_map:", line):
            inside = True
        elif inside and (match := _DECLARED.match(line)):
            found[match[1]] = match[2]
        elif not re.match(r"#\s\s", line):
            inside = False
    return found


def _declared(head: Sequence[str], prefix: str, iri: str) -> list[str]:
    """Return the metadata with one more prefix, in the order of the alphabet."""
    lines = list(head)
    start = next((at for at, line in enumerate(lines) if re.match(r"#\s?curie_map:", line)), None)
    if start is None:
        return ["#curie_map:", f"#  {prefix}: {iri}", *lines]
    at = start + 1
    while at < len(lines) and (match := _DECLARED.match(lines[at])) and match[1] < prefix:
        at += 1
    return [*lines[:at], f"#  {prefix}: {iri}", *lines[at:]]


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="").writerow(cells)
    return out.getvalue()


def prefixes_used(texts: Iterable[str], prefixes: Mapping[str, str], base: str | None) -> dict[str, str]:
    """Return the prefixes that IRIs need, sorted, but for the vocabulary's own and those that everybody knows.

    >>> prefixes_used(["https://f.org/1"], {"g": "https://g.org/", "f": "https://f.org/"}, "")
    {'f': 'https://f.org/'}
    """
    told = list(texts)
    usual = {base, *PREFIXES.values()}
    spaces = sorted((prefix, space) for prefix, space in prefixes.items() if space not in usual)
    return {prefix: space for prefix, space in spaces if any(space in text for text in told)}
