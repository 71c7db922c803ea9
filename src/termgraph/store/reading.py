"""One file's bytes into the record: guarded before they are parsed, read strictly, repaired only where that fails.

Reading changes nothing but what cannot be RDF, and says so of each: see `repair`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import IO, cast

import pyoxigraph as ox
from pyoxigraph import RdfFormat

from termgraph.errors import TermgraphError
from termgraph.namespaces import ontology_dir
from termgraph.store import entities, formats, refusals
from termgraph.store.record import Record
from termgraph.store.repair import Repairs, is_relative, without_odd_tags
from termgraph.store.unpacked import Plain

OWN_CONTEXT = "https://w3id.org/termgraph/context.jsonld"
#: What relative IRIs are resolved against in a text that has no address.
NEUTRAL_BASE = "file:///stdin"

_LINES = (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS)  # which have no relative IRIs, and take no base
#: Formats of which no more than a statement, or an element, need be known at a time.
_PIECEMEAL = (*_LINES, RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.RDF_XML)

Notice = Callable[[str], None]
Mend = Callable[[Iterable[ox.Quad]], Iterator[ox.Quad]]


@dataclass(slots=True)
class Parsed:
    """What came of reading one file: the quads are in the record, this is the rest.

    Attributes:
        format: its format.
        prefixes: those that it declares, by what they mean first.
        base: the IRI that it says its relative ones are relative to.
        empty: whether it says nothing.
    """

    format: RdfFormat
    prefixes: dict[str, str] = field(default_factory=dict)
    base: str | None = None
    empty: bool = False


def read(record: Record, data: bytes, name: str, notice: Notice, base: str = NEUTRAL_BASE) -> Parsed:
    r"""Parse one file into the record.

    Args:
        record: gets the quads, all or none.
        data: the file's content, decompressed.
        name: its name, which may tell the format; shown in errors.
        notice: called with one sentence for everything that was repaired.
        base: the IRI that relative ones are resolved against, where the file itself gives none.

    Raises:
        TermgraphError: where it cannot be read, with line, column and the line itself where they are known.

    >>> record, told = Record(), []
    >>> read(record, b"@prefix : <#> .\n:owl :eats <barn mouse> .", "a.ttl", told.append, "http://e.org/a").prefixes
    {'': 'http://e.org/a#'}
    >>> [str(quad) for quad in record.quads()]
    ['<http://e.org/a#owl> <http://e.org/a#eats> <http://e.org/barn%20mouse>']
    >>> told
    ['line 2: <barn mouse> is no valid IRI; it is read as <barn%20mouse>']
    """
    try:
        data = formats.as_utf8(data)
        format_ = formats.format_of(name, data)
        if format_ == RdfFormat.RDF_XML:
            data = entities.written_out(data)
        refusals.check(data, format_)
        if data.strip():
            reading = _Reader(record, format_, None if format_ in _LINES else base, notice).read(data)
        else:
            reading = Parsed(format_, empty=True)
        if reading.empty:
            notice("no triples were found")
    except TermgraphError as error:
        error.path = error.path or name
        raise
    return reading


def read_large(record: Record, file: Plain, name: str, notice: Notice, base: str) -> Parsed | None:
    """Parse one file into the record as `read` does, but piece by piece.

    Returns:
        None where it must be read whole: JSON, XML with a DOCTYPE, and what is repaired, or refused with its place.
    """
    head = next(file.pieces())
    begin = len(formats.BOM) if head.startswith(formats.BOM) else 0
    try:
        format_ = formats.format_of(name, head[begin:])
        if format_ in _PIECEMEAL and refusals.is_harmless(file.pieces(), format_):
            file.seek(begin)
            read = _Reader(record, format_, None if format_ in _LINES else base, notice).strictly(file)
            return None if read.empty else read
    except (TermgraphError, SyntaxError, MemoryError, ValueError, RuntimeError):
        pass  # it is said better of the whole
    return None


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one file."""

    record: Record
    format: RdfFormat
    base: str | None
    notice: Notice

    def read(self, data: bytes) -> Parsed:
        try:
            if self.format == RdfFormat.JSON_LD:
                return self._json_ld(_with_own_context(data))
            try:
                return self.strictly(data)
            except SyntaxError as refused:
                return self._repaired(data, refused)
        except SyntaxError as error:
            raise refusals.explain(data, self.format, error) from None
        except MemoryError:
            raise TermgraphError("holds a text of more than 16 MB, or more than fits in memory") from None
        except (ValueError, RuntimeError, OSError) as error:
            raise TermgraphError(f"cannot be read as {self.format.name}: {error}") from None

    def _parser(self, data: bytes | Plain, *, lenient: bool = False) -> ox.QuadParser:
        return ox.parse(cast("bytes | IO[bytes]", data), self.format, base_iri=self.base, lenient=lenient)

    def strictly(self, data: bytes | Plain) -> Parsed:
        """Take in what is right as it is."""
        return self._taken(self._parser(data))

    def _taken(self, parser: ox.QuadParser, mend: Mend | None = None) -> Parsed:
        """Take in what a parser reads."""
        first = next(parser, None)
        prefixes, base = dict(parser.prefixes), parser.base_iri
        if first is not None:
            quads = chain((first,), parser)
            self.record.read(mend(quads) if mend else quads)
        return self._reading({**parser.prefixes, **prefixes}, base, empty=first is None)

    def _reading(self, prefixes: dict[str, str], base: str | None, *, empty: bool) -> Parsed:
        return Parsed(self.format, prefixes, base if base != self.base else None, empty)

    def _repaired(self, data: bytes, refused: SyntaxError) -> Parsed:
        """Read what strict parsing has refused.

        Raises:
            SyntaxError: where nothing can be repaired.
            TermgraphError: where something is wrong besides.
        """
        repairs = Repairs(data)
        if self.format == RdfFormat.RDF_XML:
            self._prove(repairs.xml())
            reading = self._taken(self._parser(data, lenient=True), repairs.quads)
        else:
            text = repairs.text()
            if not repairs.made:
                raise refused
            proof = without_odd_tags(text)
            try:
                if proof != text:
                    self._prove(proof)
                reading = self._taken(self._parser(text, lenient=proof != text))
            except SyntaxError as error:  # its place is one in the mended text
                raise refusals.explain(data, self.format, error, proof) from None
        for line in repairs.told():
            self.notice(line)
        return reading

    def _prove(self, data: bytes) -> None:
        """Find out that nothing is wrong with what was mended."""
        for _ in self._parser(data):
            pass

    def _json_ld(self, data: bytes) -> Parsed:
        """Read JSON-LD, of which strict parsing drops without a word what holds an IRI or language tag that is none."""
        parser = self._parser(data)
        quads = list(parser)
        lenient = [quad for quad in self._parser(data, lenient=True) if _is_absolute(quad)]
        if len(lenient) > len(quads):
            repairs = Repairs(data)
            mended = list(repairs.quads(lenient))
            # Else there is something besides, such as what hangs at keys that mean nothing.
            is_all = len(lenient) - repairs.quads_mended == len(quads)
            quads = mended if is_all else quads
            for line in repairs.told(left_out=not is_all):
                self.notice(line)
        self.record.read(quads)
        return self._reading(dict(parser.prefixes), parser.base_iri, empty=not quads)


def _is_absolute(quad: ox.Quad) -> bool:
    """Tell whether JSON-LD gives this statement: a key that means no IRI is dropped, as are IRIs without a base."""
    ends = (quad.subject, quad.object, quad.graph_name)
    return not is_relative(quad.predicate.value) and not any(
        isinstance(term, ox.NamedNode) and is_relative(term.value) for term in ends
    )


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
