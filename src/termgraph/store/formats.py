"""Which RDF format a file is in: by its name, else by how it begins; and what is certainly none."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping

from pyoxigraph import RdfFormat

from termgraph.errors import TermgraphError

#: The ends of file names, each with the format that they mean; None for those that mean several.
SUFFIXES: Mapping[str, RdfFormat | None] = {
    ".ttl": RdfFormat.TURTLE,
    ".turtle": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".ntriples": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".nquads": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".rdf": None,
    ".owl": None,
    ".xml": None,
    ".skos": None,
}

_IRI = rb"<[^<>\"{}|^`\\\s]*>"
_SPACE = rb"(?:\s|#[^\n]*\n)*"
_XML = re.compile(
    rb"\s*<(?:\?xml|!--|!DOCTYPE|(?:[A-Za-z_][\w.-]*:)?RDF\b|[A-Za-z][\w.-]*(?::[\w.-]+)?\s[^>]*xmlns)", re.I
)
_HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!DOCTYPE\s+html|html|head|body)\b", re.I | re.S)
_JSON = re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_JSON_OBJECT_IN_TURTLE = re.compile(rb"\s*\[\s*\]\s*[<\w:]")  # `[] a skos:Concept`
_NQUAD = re.compile(
    _SPACE
    + rb"(?:"
    + _IRI
    + rb"|_:\S+)\s*"
    + _IRI
    + rb"\s*(?:"
    + _IRI
    + rb"|_:\S+|\"(?:[^\"\\\n]|\\.)*\"\S*)\s*(?:"
    + _IRI
    + rb"|_:\S+)\s*\.",
)
_TRIG = re.compile(rb"(?:^|\s)GRAPH\s|^\s*(?:" + _IRI + rb"|[\w.-]*:[\w.-]*)?\s*\{", re.I | re.M)
_SNIFFED = 64 * 1024
_PIECE = 2**24
BOM = b"\xef\xbb\xbf"

_BINARIES: Mapping[bytes, str] = {
    b"PK\x03\x04": "a ZIP archive (or an office document)",
    b"%PDF": "a PDF document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"BZh": "compressed with bzip2",
    b"\xfd7zXZ": "compressed with xz",
    b"(\xb5/\xfd": "compressed with Zstandard",
    b"7z\xbc\xaf": "a 7-Zip archive",
    b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program",
    b"version https://git-lfs.github.com/spec/": "a pointer of Git LFS (git lfs pull gets the file itself)",
}


def format_of(name: str, data: bytes) -> RdfFormat:
    """Return the format of a file.

    Args:
        name: its name, `.gz` off; empty where it has none.
        data: its content.

    Raises:
        TermgraphError: where it is certainly no RDF.

    >>> format_of("a.ttl", b"").name, format_of("", b"<a:a> <a:b> <a:c> <a:g> .").name, format_of("", b"{}").name
    ('Turtle', 'N-Quads', 'JSON-LD')
    """
    for suffix, known in SUFFIXES.items():
        if known is not None and name.lower().endswith(suffix):
            return known
    return sniff(data)


def sniff(data: bytes) -> RdfFormat:
    """Return the format that a content looks like; Turtle where it looks like none, for the sake of its messages.

    Raises:
        TermgraphError: for an HTML page.
    """
    head = data[:_SNIFFED]
    if _HTML.match(head):
        raise TermgraphError(
            "is an HTML page, not RDF", hint="download the file itself, not the page that shows it"
        )
    if _XML.match(head):
        return RdfFormat.RDF_XML
    if _JSON.match(head) and not _JSON_OBJECT_IN_TURTLE.match(head):
        return RdfFormat.JSON_LD
    if _NQUAD.match(head):
        return RdfFormat.N_QUADS
    return RdfFormat.TRIG if _TRIG.search(head) else RdfFormat.TURTLE


#: The beginning of XML in another encoding of one byte a Latin letter.
_DECLARED = re.compile(
    rb"""(<\?xml\s[^>]*?encoding\s*=\s*["'])
         (iso-8859-\d+|latin-?1|windows-125\d|koi8-[ru]|shift_jis|euc-(?:jp|kr)|gb(?:2312|k|18030)|big5)(?=["'])""",
    re.IGNORECASE | re.VERBOSE,
)


def _from_declared(data: bytes) -> bytes:
    """Return XML that says that it is in another encoding as UTF-8; else, and where it is UTF-8 already, as it is."""
    declared = _DECLARED.match(data)
    if declared is None or (not data.isascii() and _is_utf8(data)):
        return data
    try:
        text = data[declared.end() :].decode(declared[2].decode())
    except (LookupError, UnicodeDecodeError):
        return data
    return declared[1] + b"UTF-8" + text.encode()


def as_utf8(data: bytes) -> bytes:
    """Return text without its byte-order mark, XML from the encoding that it says it is in.

    Raises:
        TermgraphError: for UTF-16 or UTF-32, for a binary file, and for a text that is not UTF-8, with its place.
    """
    for magic, what in _BINARIES.items():
        if data.startswith(magic):
            raise TermgraphError(f"is {what}, not RDF")
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        raise TermgraphError("is in UTF-32", hint="save it as UTF-8")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:64].count(b"\0") * 3 > len(data[:64]) > 0:
        raise TermgraphError("is in UTF-16", hint="save it as UTF-8")
    data = _from_declared(data.removeprefix(BOM))
    try:
        if not _is_utf8(data):
            data.decode()
    except UnicodeDecodeError as error:
        nul = data.find(b"\0")
        line, column = _place(data, error.start if nul < 0 else nul)
        if nul >= 0:
            raise TermgraphError("is a binary file, not RDF", None, line, column) from None
        guess = (
            "Windows-1252"
            if any(0x80 <= byte <= 0x9F for byte in data[error.start : error.start + 1])
            else "Latin-1"
        )
        hint = f"it looks like {guess}; save it as UTF-8"
        raise TermgraphError("is not UTF-8", None, line, column, hint) from None
    return data


def _is_utf8(data: bytes) -> bool:
    """Tell whether a text is UTF-8, without a copy of it."""
    return are_utf8(data[start : start + _PIECE] for start in range(0, len(data), _PIECE))


def are_utf8(pieces: Iterable[bytes]) -> bool:
    """Tell whether a text in pieces is UTF-8.

    >>> are_utf8(["ä".encode()[:1], "ä".encode()[1:]]), are_utf8(["ä".encode()[:1]])
    (True, False)
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in pieces:
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _place(data: bytes, at: int) -> tuple[int, int]:
    """Return the line and the column of a byte."""
    return data.count(b"\n", 0, at) + 1, at - data.rfind(b"\n", 0, at)
