"""`links.sssom.tsv`: what concepts are in other vocabularies, a row each, with how that came about (SSSOM)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from os import PathLike
from urllib.parse import unquote

from termgraph.errors import TermgraphError, did_you_mean
from termgraph.files import LINKS_FILE
from termgraph.model import DATATYPES, Link, Vocabulary
from termgraph.names import BIDI_CONTROL, UNPRINTABLE
from termgraph.namespaces import SKOS, SSSOM, is_absolute_iri, is_web_iri, short_hash
from termgraph.relations import RELATIONS
from termgraph.sssom import (
    MEANINGS,
    NEEDED,
    NONE,
    SLOTS,
    Row,
    Slot,
    Table,
    joined,
    metadata,
    new_head,
    prefixes_used,
    quoted,
    values,
)

#: The mapping relations of SKOS: what a row may say.
MATCHES = tuple(row.name for row in RELATIONS.values() if row.object == "outside")
#: What a link itself says; all other slots are its details.
_OWN = ("subject_id", "subject_label", "predicate_id", "object_id", "object_label")
_SHARE = re.compile(r"0(\.\d+)?|1(\.0+)?|\.\d+")


class Links:
    r"""The links of a vocabulary as the text of a file.

    Args:
        text: the file, empty where there is none yet.
        vocabulary: whose concepts are linked.
        path: the file's name, for messages.

    Attributes:
        path: the file's name.
        problems: what is wrong in rows, which then are left out.

    Raises:
        TermgraphError: where the text is no SSSOM in TSV.

    >>> birds = Vocabulary(title="Birds", base="https://e.org/", prefix="b", prefixes={"f": "https://f.org/"})
    >>> links = Links("", birds)
    >>> text = links.text([Link("owl", "exactMatch", "https://f.org/1")], lambda id_: id_)
    >>> text.splitlines()[-1].split("\t")
    ['b:owl', 'owl', 'skos:exactMatch', 'f:1', 'semapv:UnspecifiedMatching']
    """

    def __init__(self, text: str, vocabulary: Vocabulary, path: str | PathLike[str] = LINKS_FILE) -> None:
        self.path = path
        self._vocabulary = vocabulary
        base = vocabulary.base or f"{SSSOM}mappings/{short_hash(vocabulary.title)}/"
        head = new_head(base, "links", vocabulary.license)
        self._table = Table(text, path, head, NEEDED)
        self._table.follow(vocabulary.prefix, vocabulary.base)
        self.problems: list[TermgraphError] = []
        self._rows: dict[Link, Row] = {}
        self._read()

    @property
    def links(self) -> tuple[Link, ...]:
        """The links, sorted."""
        return tuple(sorted(self._rows))

    @property
    def lines(self) -> Mapping[Link, int | None]:
        """On which line each link stands."""
        return {link: row.line for link, row in self._rows.items()}

    @property
    def prefixes(self) -> dict[str, str]:
        """The prefixes that stand for the vocabularies that are linked to, and for who says so; sorted."""
        return prefixes_used(
            (text for link in self._rows for text in link.texts), self._table.prefixes, self._vocabulary.base
        )

    # Reading

    def _read(self) -> None:
        for column in self._table.columns:
            if column not in SLOTS:
                hint = did_you_mean(column, SLOTS) or "remove it; what there is to say is a `comment`"
                message = f"the column '{column}' means nothing in SSSOM"
                self.problems.append(TermgraphError(message, self.path, self._table.header_line, hint=hint))
        said: dict[tuple[str, str, str, bool], int | None] = {}
        for row in self._table.rows:
            try:
                link = self._link(row)
            except TermgraphError as error:
                self.problems.append(error)
                continue
            first = said.setdefault((link.subject, link.kind, link.object, link.is_refused), row.line)
            if first == row.line:
                self._rows[link] = row
            else:
                self.problems.append(self._error(row, f"says again what line {first} says", "remove one"))

    def _error(self, row: Row, message: str, hint: str | None) -> TermgraphError:
        return TermgraphError(message, self.path, row.line, hint=hint)

    def _link(self, row: Row) -> Link:
        cells = ((name, row.get(name)) for name in SLOTS if name not in _OWN)
        return Link(
            self._subject(row),
            self._kind(row),
            self._object(row),
            self._value(row, "object_label", row.get("object_label")),
            tuple((name, self._cell(row, name, cell)) for name, cell in cells if cell),
        )

    def _subject(self, row: Row) -> str:
        curie, base = row.get("subject_id"), self._vocabulary.base
        whole = self._table.expanded(curie) or ""
        if not whole.startswith(base):
            hint = f"write {self._vocabulary.prefix}: and the id of an entry"
            raise self._error(row, f"'{curie}' is no concept of this vocabulary", hint)
        return unquote(whole[len(base) :]) if base else whole

    def _kind(self, row: Row) -> str:
        curie = row.get("predicate_id")
        kind = (self._table.expanded(curie) or curie).removeprefix(SKOS)
        if kind not in MATCHES:
            hint = did_you_mean(kind, MATCHES) or f"one of {', '.join(f'skos:{name}' for name in MATCHES)}"
            raise self._error(row, f"'{curie}' is no mapping relation of SKOS", hint)
        return kind

    def _object(self, row: Row) -> str:
        curie = row.get("object_id")
        whole = self._table.expanded(curie) or ""
        if curie == NONE:
            raise self._error(row, "links to nothing", "remove the row")
        if not is_web_iri(whole):
            raise self._error(row, f"'{curie}' is not an http or https IRI", None)
        return whole

    def _cell(self, row: Row, name: str, cell: str) -> str:
        """Return what a cell says, entities as full IRIs."""
        if not SLOTS[name].several:
            return self._value(row, name, cell)
        return joined(sorted(self._value(row, name, value) for value in values(cell)))

    def _value(self, row: Row, name: str, value: str) -> str:
        kind = SLOTS[name].kind
        told = self._table.expanded(value) if kind == "entity" else value
        if told is None or not _IS[kind](told):
            raise self._error(row, f"{name}: '{value}' is {_WANTED[kind]}", None)
        return told

    # Writing

    def text(self, links: Iterable[Link], label: Callable[[str], str]) -> str:
        """Return the file with some links, sorted; rows that are there already stay as they stand.

        Args:
            links: what is to be in it.
            label: returns the preferred name of a concept.
        """
        made = {link: self._cells(link, label) for link in sorted(links)}
        new = {link: self._table.row(cells) for link, cells in made.items() if link not in self._rows}
        ordered = sorted(made, key=lambda link: [made[link].get(name, "") for name in SLOTS])
        return self._table.text(new.get(link) or self._rows[link] for link in ordered)

    def _cells(self, link: Link, label: Callable[[str], str]) -> dict[str, str]:
        return {
            "subject_id": self._written_subject(link.subject),
            "subject_label": label(link.subject),
            "predicate_id": f"skos:{link.kind}",
            "object_id": self._curie(link.object),
            "object_label": link.label,
            "mapping_justification": "semapv:UnspecifiedMatching",
            **{name: self._written(SLOTS[name], cell) for name, cell in link.details},
        }

    def _written_subject(self, id_: str) -> str:
        """Return a concept as CURIE; without a base its id is its IRI."""
        vocabulary = self._vocabulary
        if ":" in id_:
            return self._curie(id_)
        return f"{self._table.prefix_of(vocabulary.base, vocabulary.prefix)}:{quoted(id_)}"

    def _written(self, slot: Slot, cell: str) -> str:
        if slot.kind != "entity":
            return cell
        return joined(map(self._curie, values(cell))) if slot.several else self._curie(cell)

    def _curie(self, iri: str) -> str:
        """Return an entity as CURIE; a namespace for which nobody has a prefix gets a numbered one."""
        known = {
            prefix: space for prefix, space in self._vocabulary.prefixes.items() if iri.startswith(space)
        }
        if known and self._table.prefix_for(iri) is None:
            prefix = max(known, key=lambda name: len(known[name]))
            self._table.prefix_of(known[prefix], prefix)
        free = next(name for name in map("ns{}".format, count(1)) if name not in self._table.prefixes)
        return self._table.curie(iri, free)


def links_text(
    vocabulary: Vocabulary, links: Iterable[Link], label: Callable[[str], str], held: str = ""
) -> str:
    """Return links in the canonical form of their file, which keeps the metadata that it has.

    Args:
        vocabulary: whose concepts are linked.
        links: what is to be in it.
        label: returns the preferred name of a concept.
        held: what the file holds now.
    """
    return Links(metadata(held), vocabulary).text(links, label)


def _is_text(value: str) -> bool:
    return not (UNPRINTABLE.search(value) or BIDI_CONTROL.search(value))


#: What a value must be, by the kind of its slot, and what it is otherwise.
_IS: Mapping[str, Callable[[str], bool]] = {
    "text": _is_text,
    "entity": is_absolute_iri,
    "address": is_absolute_iri,
    "number": lambda value: _SHARE.fullmatch(value) is not None,
    "date": lambda value: re.fullmatch(DATATYPES["date"], value) is not None,
    "type": lambda value: value in MEANINGS and value != "Not",
    "modifier": lambda value: value == "Not",
}
_WANTED: Mapping[str, str] = {
    "text": "no text that can be printed",
    "entity": "no entity with a prefix that the curie_map declares",
    "address": "no address",
    "number": "no number from 0 to 1",
    "date": "no date such as 2026-11-21",
    "type": "no type of entities",
    "modifier": "no modifier; the only one is Not",
}
