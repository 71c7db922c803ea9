"""The entities that a DOCTYPE in RDF/XML declares, written out: `&skos;Concept` becomes the IRI that it stands for.

Ontology editors abbreviate IRIs so. Nothing else of a DOCTYPE means anything to RDF: what it fetches, or makes of
other entities without end, is refused.
"""

from __future__ import annotations

import re
from contextlib import suppress
from xml.parsers import expat

from termgraph.errors import TermgraphError

_LONGEST = 10_000  # characters that an entity stands for
_MOST_GROWN = 10  # times as long as the file

_REFERENCE = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->|&(?P<name>[^\s&;#]+);", re.DOTALL)
_HINT = "remove the DOCTYPE, and write its entities out"
_PREDEFINED = {"amp", "lt", "gt", "quot", "apos"}


def written_out(data: bytes) -> bytes:
    r"""Return RDF/XML without its DOCTYPE, with what the entities that it declares stand for; its lines stay.

    Raises:
        TermgraphError: where the DOCTYPE declares more than short texts, or the text would grow without end.

    >>> written_out(b'<!DOCTYPE r [\n<!ENTITY e "http://e.org/">]><r a="&e;owl"/>')
    b'\n<r a="http://e.org/owl"/>'
    """
    if b"<!DOCTYPE" not in data:
        return data
    doctype = _Doctype()
    start, end = doctype.read(data)
    if not end:
        return data
    from xml.sax.saxutils import (
        escape,  # late: it imports urllib.request, which takes as long as all of our store
    )

    quoted = {'"': "&quot;", "'": "&apos;"}
    texts = {name.encode(): escape(text, quoted).encode() for name, text in doctype.entities.items()}
    grown = 0

    def text_of(match: re.Match[bytes]) -> bytes:
        nonlocal grown
        text = texts.get(match["name"] or b"", match.group())
        grown += len(text)
        if grown > _MOST_GROWN * len(data):
            raise TermgraphError("has entities that stand for far more text than the file", hint=_HINT)
        return text

    declared = data[start:end]
    return data[:start] + b"\n" * declared.count(b"\n") + _REFERENCE.sub(text_of, data[end:])


class _Done(Exception):
    """All of the DOCTYPE was read."""


class _Doctype:
    """Reads the DOCTYPE of an XML file with Expat, and nothing after it."""

    def __init__(self) -> None:
        self.entities: dict[str, str] = {}
        self.place = (0, 0)
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self._start
        self.parser.EndDoctypeDeclHandler = self._end
        self.parser.EntityDeclHandler = self._entity
        self.parser.AttlistDeclHandler = lambda *_: self._refuse("defaults of attributes")
        self.parser.StartElementHandler = self._root

    def read(self, data: bytes) -> tuple[int, int]:
        """Return where the DOCTYPE begins and ends, 0 and 0 where there is none that can be read."""
        with suppress(_Done, expat.ExpatError):  # the guard of XML explains the latter
            self.parser.Parse(data, True)
        inside, end = self.place
        return (data.rfind(b"<!DOCTYPE", 0, inside + len(b"<!DOCTYPE")), end) if end else (0, 0)

    def _start(self, _name: str, system: str | None, public: str | None, _inner: int) -> None:
        self.place = self.parser.CurrentByteIndex, 0
        if system or public:
            self._refuse("what stands in another file")

    def _end(self) -> None:
        self.place = self.place[0], self.parser.CurrentByteIndex + 1

    def _root(self, _name: str, _attributes: dict[str, str]) -> None:
        raise _Done

    def _entity(
        self, name: str, parameter: int, text: str | None, _base: object, system: str | None, *_: object
    ) -> None:
        if parameter or text is None or system:
            self._refuse("what stands in another file" if system else "parameter entities")
        text = re.sub(r"&([^\s&;#]+);", lambda match: self.entities.get(match[1], match.group()), text or "")
        if len(text) > _LONGEST or "&" in text or "<" in text:
            self._refuse("entities that are more than short texts")
        if name not in _PREDEFINED:
            self.entities.setdefault(name, text)  # the first declaration counts

    def _refuse(self, what: str) -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        raise TermgraphError(f"has a DOCTYPE that declares {what}", None, line, column, _HINT)
