"""What a graph says, resource by resource and in one order, which all writers share.

A node is called as in a record: by its IRI, or `_:name` where it is blank. A literal is written as in N-Triples, and so
is a triple that is spoken of: they begin with a quotation mark and an angle bracket, as no node does.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import compress
from operator import not_
from typing import NamedTuple

from pyoxigraph import Quad, Triple

from termgraph.export.order import place, rank
from termgraph.names import language_tag
from termgraph.namespaces import RDF, XSD
from termgraph.store.blank import renamed_quads
from termgraph.store.nodes import quad_of, statement_of
from termgraph.store.record import Column as Pairs
from termgraph.store.record import Record, Statement, Value


class Column(NamedTuple):
    """The subjects and the objects of one predicate, side by side and in no order, and what they begin with."""

    subjects: list[str]
    objects: list[str]
    kinds: set[str]


class Graph(NamedTuple):
    """What one graph says, each triple once.

    Attributes:
        subjects: all of them, sorted.
        facts: predicate → subject → objects; predicates and objects are sorted.
        blank: predicate and subject of all that is said of blank nodes, or with them.
    """

    subjects: list[str]
    facts: Mapping[str, Mapping[str, list[str]]]
    blank: Collection[tuple[str, str]] = ()

    def triples(self) -> Iterator[tuple[str, str, str]]:
        """Yield subject, predicate and object of each triple."""
        for predicate, of in self.facts.items():
            for subject, values in of.items():
                for value in values:
                    yield subject, predicate, value

    def changed(self, change: Callable[[str], str]) -> Graph:
        """Return it with all terms changed, in the same order."""
        facts = {
            change(predicate): {change(subject): [*map(change, values)] for subject, values in of.items()}
            for predicate, of in self.facts.items()
        }
        blank = [(change(predicate), change(subject)) for predicate, subject in self.blank]
        return Graph([*map(change, self.subjects)], facts, blank)


class Ordered:
    """A record that several writers put in order: that is done once.

    Args:
        record: what is said.
        is_large: whether little of it should be in memory at a time; then it is put in order for each writer.
    """

    def __init__(self, record: Record, *, is_large: bool = False) -> None:
        self.record = record
        self.is_large = is_large

    @cached_property
    def graphs(self) -> dict[str, Graph]:
        """What each graph says."""
        return graphs(self.record)


#: What is said: a record, or quads or triples whose literals are a parser's.
Said = Ordered | Record | Sequence[Quad] | Sequence[Triple]
#: One term in a triple term: the brackets of the triple that it is in, an IRI, a blank node, or a literal.
TERM = re.compile(
    r'<<\(|\)>>|<[^<>"]*>|_:[^\s<>"]+'
    r'|"[^"\\]*+(?:\\.[^"\\]*+)*+"(?:\^\^<[^<>"]*>|@[\w-]+)?'
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-F]{4})|U([0-9A-F]{8})|(.))")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


def graphs(said: Said, *, merge: bool = False) -> dict[str, Graph]:
    """Return what each graph says; the name of the default graph is "".

    Language tags are in their conventional case, and blank nodes are named by RDFC-1.0, so that neither who parsed the
    graph nor the order of its triples is seen.

    Args:
        said: what is said.
        merge: whether all graphs count as one.

    >>> from pyoxigraph import Literal, NamedNode
    >>> graphs([Triple(NamedNode("e:b"), NamedNode("e:p"), Literal(text, language="en-gb")) for text in "ba"])
    {'': Graph(subjects=['e:b'], facts={'e:p': {'e:b': ['"a"@en-GB', '"b"@en-GB']}}, blank=[])}
    """
    if isinstance(said, Ordered) and not (merge and said.record.named):
        return said.graphs
    named, blank = columns(said, merge=merge)
    graphs = {name: graph_of(named[name], blank.get(name, ())) for name in sorted(named, key=place)}
    return graphs or {"": Graph([], {})}


def graph_of(columns: Mapping[str, Column], blank: Iterable[tuple[str, str]] = ()) -> Graph:
    """Return what is said in columns, by predicate, and what of it with blank nodes, by predicate and subject."""
    facts: dict[str, Mapping[str, list[str]]] = {}
    for predicate in sorted(columns, key=rank):
        subjects, values, kinds = columns[predicate]
        of: dict[str, list[str]] = defaultdict(list)
        for subject, value in zip(subjects, values, strict=True):
            of[subject].append(value)
        order = None if kinds.isdisjoint('"_<') else place
        for several in of.values():
            if len(several) > 1:
                several.sort(key=order)
        facts[predicate] = dict(of)
    in_order = sorted({*blank}, key=lambda each: (rank(each[0]), each[1]))
    return Graph(sorted(set().union(*facts.values()), key=place if in_order else None), facts, in_order)


def columns(
    said: Said, *, merge: bool = False
) -> tuple[Mapping[str, Mapping[str, Column]], Mapping[str, Iterable[tuple[str, str]]]]:
    """Return what each graph says in columns, and the predicates and subjects of what it says with blank nodes."""
    record = _record(said)
    blank = _reified(record, merge)
    found: dict[str, dict[str, Column]] = defaultdict(dict)
    for graph, mine in ({"": record.columns} if merge else record.graphs).items():
        for predicate, column in mine.items():
            named = _without_blank(graph, predicate, column, blank)
            if named.subjects:
                found[graph][predicate] = named
    return found, add_blank(found, blank)


def add_blank(
    found: dict[str, dict[str, Column]], blank: Iterable[Statement]
) -> Mapping[str, list[tuple[str, str]]]:
    """Add statements with blank nodes to columns, and return of each graph the predicates and subjects of these."""
    places: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for graph, predicate, one in _renamed(blank):
        into = found[graph].setdefault(predicate, Column([], [], set()))
        into.subjects.extend(one.subjects)
        into.objects.extend(one.objects)
        into.kinds.update(one.kinds)
        places[graph] += [(predicate, subject) for subject in one.subjects]
    return places


def pieces(said: Said, *, merge: bool = False) -> Iterator[tuple[str, str, Column]]:
    """Yield graph, predicate and a piece of a column, of which one is in memory; what has blank nodes comes last.

    Where graphs count as one, what several of them say comes as often.
    """
    blank: list[Statement] = []
    yield from named_pieces(_record(said), blank, merge=merge)
    yield from _renamed(blank)


def named_pieces(record: Record, blank: list[Statement], *, merge: bool) -> Iterator[tuple[str, str, Column]]:
    """Yield the same of what is said without blank nodes; the statements with some are added to the others."""
    blank += _reified(record, merge)
    for graph, predicate, column in record.pieces():
        name = "" if merge else graph
        yield name, predicate, _without_blank(name, predicate, column, blank)


def _reified(record: Record, merge: bool) -> list[Statement]:
    return [("", *one[1:]) if merge else one for one in record.reified]


def _without_blank(graph: str, predicate: str, column: Pairs, blank: list[Statement]) -> Column:
    """Return a column as it is here; what it says with blank nodes goes to the other statements that do."""
    subjects, values = [*column.subjects], _texts(column.objects)
    kinds = {one[0] for one in subjects} | {one[0] for one in values}
    if "_" in kinds or graph[:1] == "_":
        ends = zip(subjects, values, strict=True)
        is_blank = ["_" in (graph[:1], subject[0], value[0]) for subject, value in ends]
        rows = compress(zip(*column, strict=True), is_blank)
        blank += [(graph, subject, predicate, value) for subject, value in rows]
        subjects, values = ([*compress(end, map(not_, is_blank))] for end in (subjects, values))
    return Column(subjects, values, kinds)


def _renamed(blank: Iterable[Statement]) -> Iterator[tuple[str, str, Column]]:
    """Yield statements with blank nodes, which are named by RDFC-1.0, each as a column of its own."""
    for quad in renamed_quads([*map(quad_of, dict.fromkeys(blank))]):
        graph, subject, predicate, said = statement_of(quad)
        text = _spoken_of(said) if isinstance(said, Triple) else _texts([said])[0]
        yield graph, predicate, Column([subject], [text], {text[0]})


def _texts(values: Iterable[Value]) -> list[str]:
    """Return objects as they are here; language tags are in their conventional case."""
    return [
        one if type(one) is str else text if "-" not in (text := str(one)) else _literal(text)
        for one in values
    ]


def _record(said: Said) -> Record:
    if isinstance(said, Ordered):
        return said.record
    return said if isinstance(said, Record) else _recorded(said)


def _recorded(said: Sequence[Quad] | Sequence[Triple]) -> Record:
    record = Record()
    record.read(
        one if isinstance(one, Quad) else Quad(one.subject, one.predicate, one.object) for one in said
    )
    return record


def _literal(text: str) -> str:
    """Return a literal with its language tag in its conventional case."""
    quoted, _, tag = text.rpartition("@")
    return text if text[-1] in '">' else f"{quoted}@{_tag(tag)}"


def _spoken_of(triple: Triple) -> str:
    return TERM.sub(lambda term: _literal(term[0]) if term[0][0] == '"' else term[0], f"<<( {triple} )>>")


class Text(NamedTuple):
    """A literal taken apart."""

    value: str
    datatype: str
    language: str = ""
    direction: str = ""


@lru_cache(maxsize=4096)
def text_of(literal: str) -> Text:
    r"""Take apart a literal that is written as in N-Triples.

    >>> text_of(r'"a\"b"@en-GB--ltr'), text_of('"1"^^<e:int>').datatype
    (Text(value='a"b', datatype='http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString', ...), 'e:int')
    """
    quoted, datatype, language, direction = literal, XSD + "string", "", ""
    if literal[-1] == ">":
        quoted, _, datatype = literal[:-1].rpartition("^^<")
    elif literal[-1] != '"':
        quoted, _, language = literal.rpartition("@")
        language, _, direction = language.partition("--")
        datatype = RDF + ("dirLangString" if direction else "langString")
    return Text(_ESCAPE.sub(_unescaped, quoted[1:-1]), datatype, language, direction)


def triple_of(term: str) -> tuple[str, str, str]:
    """Take apart a triple term.

    >>> triple_of('<<( <e:a> <e:p> <<( <e:b> <e:q> "c" )>> )>>')
    ('e:a', 'e:p', '<<( <e:b> <e:q> "c" )>>')
    """
    subject, predicate, value = term[4:-4].split(" ", 2)
    return key(subject), key(predicate), key(value)


def bracketed(key: str) -> str:
    """Return a term as N-Triples writes it."""
    return key if key[0] in '"_<' else f"<{key}>"


def key(term: str) -> str:
    """Return an IRI in angle brackets without them, and any other term as it is."""
    return term[1:-1] if term[0] == "<" and term[1] != "<" else term


@lru_cache(maxsize=4096)
def _tag(tag: str) -> str:
    language, dashes, direction = tag.partition("--")
    return language_tag(language) + dashes + direction


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPES.get(match[3], match[3])
