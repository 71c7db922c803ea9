r"""Concepts as a table: a row each, a column a property and language; comma- or tab-separated.

Names, notations and ids are lists, joined by `;`; a `;` in one of them is written `\;` and a backslash `\\`. Preferred
names, definitions and notes stand as they are, several of a kind and language as paragraphs. What a spreadsheet would
take for a formula gets an apostrophe before it, which reading takes away again.
"""

from __future__ import annotations

import csv as _csv
import io
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from termgraph.export.holding import by_table
from termgraph.export.profiles import Notice, silent
from termgraph.export.sorting import in_order, sortable
from termgraph.namespaces import DCT
from termgraph.skos import Thesaurus
from termgraph.skos.citing import Reference
from termgraph.skos.documenting import NOTES
from termgraph.skos.naming import KINDS
from termgraph.skos.tables import Pages

#: What a spreadsheet would take for a formula begins so; an apostrophe that is there already is kept apart from ours.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
#: The columns that hold one text, not a list of short ones.
_TEXTS = ("prefLabel", *NOTES)
#: The order of the columns; what stands between is relations, by how telling they are.
_FIRST = ("iri", "id", *KINDS, "notation", *NOTES)
_LAST = ("replacedBy", "deprecated", "status", "collections", "created", "modified", "source")
_MOST_NAMED = 8
_TOGETHER = 10_000  # rows


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts: the headings of its columns, and its rows, each as wide as these; many rows come but once."""

    headings: tuple[str, ...]
    rows: Iterable[tuple[str, ...]]


def table(thesaurus: Thesaurus, notice: Notice = silent) -> Table:
    r"""Return the concepts of a vocabulary from A to Z, with all columns that hold anything.

    >>> made = table(Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:altLabel "a;b"@en .'))
    >>> made.headings, made.rows
    (('iri', 'prefLabel@en', 'altLabel@en'), (('e:owl', 'owl', 'a\\;b'),))
    """
    if thesaurus.is_large and thesaurus.pages is not None:
        return _large_table(thesaurus, thesaurus.pages, notice)
    from_a_to_z = sorted(thesaurus.concepts, key=lambda iri: (thesaurus.label(iri).casefold(), iri))
    rows = [_row(thesaurus, iri) for iri in from_a_to_z]
    headings = _headings(chain.from_iterable(rows), thesaurus)
    holds = by_table(thesaurus)
    left = Counter(
        name
        for name, column in thesaurus.columns.items()
        for subject, value in zip(*column, strict=True)
        if not holds((subject, name, value))
    )
    _tell_what_is_left(left, thesaurus, notice)
    return Table(headings, tuple(tuple(row.get(name, "") for name in headings) for row in rows))


def _large_table(thesaurus: Thesaurus, pages: Pages, notice: Notice) -> Table:
    """Return the same, looking at one page after the other; the rows are put in order on the disk."""
    used, left, holds = set[str](), Counter[str](), by_table(thesaurus)

    def lines() -> Iterator[str]:
        for node in pages.each():
            left.update(name for name, value in pages.about(node) if not holds((node, name, value)))
            if node in thesaurus.concepts:
                row = _row(thesaurus, node)
                used.update(row)
                yield f"{sortable(thesaurus.label(node).casefold())}\0{node}\0{json.dumps(row)}\n"

    rest = in_order(lines())
    first = [*islice(rest, 1)]  # for which all have been seen
    headings = _headings(used, thesaurus)
    _tell_what_is_left(left, thesaurus, notice)
    rows = (json.loads(line.rpartition("\0")[2]) for line in chain(first, rest))
    return Table(headings, (tuple(row.get(name, "") for name in headings) for row in rows))


def _headings(used: Iterable[str], thesaurus: Thesaurus) -> tuple[str, ...]:
    """Return the headings of all columns, in order."""
    return tuple(sorted({"iri", *used}, key=lambda heading: _place(heading, thesaurus)))


def _row(thesaurus: Thesaurus, iri: str) -> dict[str, str]:
    """Return what is said of a concept by the heading of the column."""
    row: dict[str, list[str]] = defaultdict(list)
    row["iri"].append(iri)
    if thesaurus.id(iri) != iri:
        row["id"].append(thesaurus.id(iri))
    for kind, text, lang in sorted(thesaurus.names_of(iri), key=lambda name: (name[1].casefold(), name)):
        row[_tagged(kind, lang)].append(text)
    for note in thesaurus.notes(iri):
        row[_tagged(note.kind, note.lang)].append(note.text)
    for kind, adjacency in thesaurus.edges.items():
        relation = thesaurus.relations[kind]
        if relation.subject == "concept" and adjacency.get(iri):
            row[relation.key or kind] += map(thesaurus.id, adjacency[iri])
    several = {
        "notation": [text.value for text in thesaurus.notations.get(iri, ())],
        "replacedBy": [*map(thesaurus.id, thesaurus.replacements.get(iri, ()))],
        "collections": [*map(thesaurus.id, thesaurus.collections_of.get(iri, ()))],
        "deprecated": ["true"] if iri in thesaurus.deprecated else [],
        "status": [thesaurus.statuses[iri]] if iri in thesaurus.statuses else [],
        "source": [_cited(one) for one in thesaurus.references(iri) if not one.label.startswith("_:")],
        **{name: [text for _, text in thesaurus.spoken(iri, DCT + name)] for name in ("created", "modified")},
    }
    row |= {heading: values for heading, values in several.items() if values}
    return {heading: _cell(heading, values) for heading, values in row.items()}


def _cited(source: Reference) -> str:
    return ", ".join(filter(None, (source.label, source.locator)))


def _tagged(name: str, lang: str) -> str:
    return f"{name}@{lang}" if lang else name


def _place(heading: str, thesaurus: Thesaurus) -> tuple[int, int, bool, str, str]:
    """Return what columns are sorted by: their kind, then the language of display before all others."""
    name, _, lang = heading.partition("@")
    order: Sequence[str] = _FIRST
    part = 0
    if name not in order:
        part, order = (2, _LAST) if name in _LAST else (1, [*thesaurus.relations])
    place = order.index(name) if name in order else len(order)
    return part, place, lang != thesaurus.language, lang, name


def _cell(heading: str, values: Iterable[str]) -> str:
    if heading.partition("@")[0] in _TEXTS:
        return "\n\n".join(values)
    return ";".join([value.replace("\\", r"\\").replace(";", r"\;") for value in values])


def _tell_what_is_left(left: Counter[str], thesaurus: Thesaurus, notice: Notice) -> None:
    """Tell of which properties statements have no place, with how many these are."""
    if left:
        told = [(thesaurus.curie(name), count) for name, count in left.items()]
        ranked = sorted(told, key=lambda item: (-item[1], item[0]))
        named = ", ".join(f"{name} ({count:,})" for name, count in ranked[:_MOST_NAMED])
        more = f" and {len(ranked) - _MOST_NAMED} more properties" if len(ranked) > _MOST_NAMED else ""
        notice(f"a table of concepts has no place for {sum(left.values()):,} statements: {named}{more}")


def csv(table: Table, _notice: Notice = silent) -> Iterator[bytes]:
    r"""Yield comma-separated values (RFC 4180) in UTF-8, piece by piece.

    >>> b"".join(csv(Table(("iri", "prefLabel"), (("e:sum", '=1+1, "two" or 2'),)))).decode()
    'iri,prefLabel\r\ne:sum,"\'=1+1, ""two"" or 2"\r\n'
    """
    return _separated(table, ",")


def tsv(table: Table, _notice: Notice = silent) -> Iterator[bytes]:
    """Yield tab-separated values in UTF-8, quoted as in CSV where a value holds tabs or lines."""
    return _separated(table, "\t")


def _separated(table: Table, delimiter: str) -> Iterator[bytes]:
    rows = chain([table.headings], table.rows)
    while some := [*islice(rows, _TOGETHER)]:
        text = io.StringIO()
        _csv.writer(text, delimiter=delimiter).writerows([harmless(cell) for cell in row] for row in some)
        yield text.getvalue().encode("utf-8", "surrogatepass")


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text
