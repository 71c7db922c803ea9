"""One file's bytes into the engine: guarded before they are parsed, repaired where they can be, and said what was done.

pyoxigraph parses strictly first, which is fast and what nearly every file passes. Only where that fails is the file
read leniently and each IRI looked at; JSON-LD always is, since strict reading drops bad IRIs without a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

import pyoxigraph as ox
from pyoxigraph import RdfFormat

from termgraph.errors import TermgraphError
from termgraph.namespaces import FORBIDDEN_IN_IRI, ontology_dir
from termgraph.store import formats, refusals
from termgraph.store.record import Record

OWN_CONTEXT = "https://w3id.org/termgraph/context.jsonld"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Begin with a plain word each, since such patterns are searched ten times faster.
_LATE_PREFIXES = tuple(
    re.compile(word + rb"[ \t]+([^\s:\"']*):[ \t]*<([^<>\s]+)>") for word in (b"prefix", b"PREFIX")
)
_PREFIXED = (RdfFormat.TURTLE, RdfFormat.TRIG)
_MOST_NAMED = 20  # repaired IRIs that are reported one by one

Notice = Callable[[str], None]
_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(slots=True)
class Reading:
    """What came of reading one file: the quads are in the engine, this is the rest."""

    format: RdfFormat
    prefixes: dict[str, str] = field(default_factory=dict)
    base: str | None = None


def read(record: Record, data: bytes, name: str, notice: Notice, base: str | None = None) -> Reading:
    """Parse one file into the record.

    Args:
        record: gets the quads, all or none.
        data: the file's content, decompressed.
        name: its name, which may tell the format; shown in errors.
        notice: called with one sentence for everything that was repaired.
        base: the IRI that relative ones are resolved against, where the file itself gives none.

    Raises:
        TermgraphError: where it cannot be read, with line, column and the line itself where they are known.
    """
    try:
        data = formats.as_utf8(data)
        format_ = formats.format_of(name, data)
        refusals.check(data, format_)
        before = len(record)
        reading = _load(record, data, format_, notice, base)
        if len(record) == before and data.strip():
            notice("no triples were found that are not there already")
    except TermgraphError as error:
        error.path = error.path or name
        raise
    return reading


def _load(record: Record, data: bytes, format_: RdfFormat, notice: Notice, base: str | None) -> Reading:
    try:
        if format_ == RdfFormat.JSON_LD:
            data = _with_own_context(data)
            _load_repaired(record, data, format_, notice, base)
        else:
            _load_strictly(record, data, format_, notice, base)
    except SyntaxError as error:
        raise refusals.explain(data, format_, error) from None
    except MemoryError:
        raise TermgraphError("holds a text of more than 16 MB, or more than fits in memory") from None
    except (ValueError, RuntimeError, OSError) as error:
        raise TermgraphError(f"cannot be read as {format_.name}: {error}") from None
    return _declared(data, format_, base)


def _load_strictly(record: Record, data: bytes, format_: RdfFormat, notice: Notice, base: str | None) -> None:
    try:
        record.read(ox.parse(data, format_, base_iri=_base_for(format_, base)))
    except SyntaxError as error:
        try:
            _load_repaired(record, data, format_, notice, base)
        except SyntaxError as fatal:
            raise fatal if fatal.lineno else error from None


def _load_repaired(record: Record, data: bytes, format_: RdfFormat, notice: Notice, base: str | None) -> None:
    """Parse leniently and repair term by term."""
    repair = _Repair(data, format_, base)
    parser = ox.parse(data, format_, lenient=True)
    record.read(repair.quads(parser))
    for line in repair.notices():
        notice(line)


def _base_for(format_: RdfFormat, base: str | None) -> str | None:
    """Return the base to parse with; lines of N-Triples and N-Quads have no relative IRIs."""
    return None if format_ in (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS) else base


class _Repair:
    """Mends what strict parsing would refuse: forbidden characters in IRIs, and control characters in literals."""

    def __init__(self, data: bytes, format_: RdfFormat, base: str | None) -> None:
        self.data = data
        self.format = format_
        self.base = base
        self.nodes: dict[str, ox.NamedNode] = {}
        self.mended: dict[str, str] = {}
        self.relative: dict[str, str] = {}

    def quads(self, parsed: Iterator[ox.Quad]) -> Iterator[ox.Quad]:
        for quad in parsed:
            predicate, graph = quad.predicate, quad.graph_name
            if self.format == RdfFormat.JSON_LD and not _SCHEME.match(predicate.value):
                continue  # JSON-LD 1.1 API, expansion, 13.4: a key that means no IRI is dropped
            subject, value = self._term(quad.subject), self._term(quad.object)
            if isinstance(subject, ox.Literal):
                continue
            named = self._iri(graph) if isinstance(graph, ox.NamedNode) else graph
            yield ox.Quad(subject, self._iri(predicate), value, named)

    def _term(self, term: _Term) -> _Term:
        if isinstance(term, ox.NamedNode):
            return self._iri(term)
        return term

    def _iri(self, node: ox.NamedNode) -> ox.NamedNode:
        known = self.nodes.get(node.value)
        if known is None:
            known = self.nodes[node.value] = self._mended(node.value)
        return known

    def _mended(self, iri: str) -> ox.NamedNode:
        mended = iri
        if not _SCHEME.match(iri):
            if self.base is None:
                raise TermgraphError(
                    f"the IRI <{iri}> is relative, and the file gives no base", hint="add an @base"
                )
            mended = self.relative[iri] = urljoin(self.base, iri)
        mended = _BAD_PERCENT.sub("%25", FORBIDDEN_IN_IRI.sub(_percent_encoded, mended))
        if mended != iri:
            self.mended[iri] = mended
        try:
            return ox.NamedNode(mended)
        except ValueError as error:
            raise TermgraphError(f"<{iri}> is no IRI: {error}", None, self._line(iri)) from None

    def notices(self) -> Iterator[str]:
        repaired = [(bad, good) for bad, good in self.mended.items() if bad not in self.relative]
        for bad, good in repaired[:_MOST_NAMED]:
            line = self._line(bad)
            where = f"line {line}: " if line else ""
            yield f"{where}<{bad}> is no valid IRI; it is read as <{good}>"
        if len(repaired) > _MOST_NAMED:
            yield f"{len(repaired) - _MOST_NAMED} more invalid IRIs were repaired likewise"
        if self.relative:
            yield f"{len(self.relative)} relative IRIs are resolved against <{self.base}>"

    def _line(self, iri: str) -> int | None:
        """Return the line in which an IRI first stands, as a whole or by its last part."""
        parts = (iri, iri.rpartition("/")[2], iri.rpartition("#")[2])
        at = next((found for part in parts if part and (found := self.data.find(part.encode())) >= 0), None)
        return None if at is None else self.data.count(b"\n", 0, at) + 1


def _percent_encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode())


def _declared(data: bytes, format_: RdfFormat, base: str | None) -> Reading:
    """Return the prefixes and the base of a file; prefixes that it declares twice keep their first meaning."""
    parser = ox.parse(data, format_, base_iri=_base_for(format_, base), lenient=True)
    next(parser, None)
    prefixes = dict(parser.prefixes)
    if format_ in _PREFIXED:
        for match in (match for pattern in _LATE_PREFIXES for match in pattern.finditer(data)):
            prefix, namespace = match[1].decode(), match[2].decode()
            if prefix not in prefixes and _SCHEME.match(namespace):
                prefixes[prefix] = namespace
    declared = parser.base_iri
    return Reading(format_, prefixes, declared if declared != base else None)


def _with_own_context(data: bytes) -> bytes:
    """Put termgraph's own JSON-LD context in place of its IRI; any other remote context stays and is refused."""
    if OWN_CONTEXT.encode() not in data:
        return data
    import json

    document = json.loads(data)
    context = json.loads((ontology_dir() / "context.jsonld").read_bytes())["@context"]

    def placed(value: object) -> object:
        if value == OWN_CONTEXT:
            return context
        return [placed(item) for item in value] if isinstance(value, list) else value

    for part in document if isinstance(document, list) else [document]:
        if isinstance(part, dict) and "@context" in part:
            part["@context"] = placed(part["@context"])
    return json.dumps(document, ensure_ascii=False).encode()
