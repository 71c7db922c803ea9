"""What would crash or hang the RDF parsers is refused before; what they refuse is said with its place.

Measured with pyoxigraph 0.5: ten thousand nested JSON objects or a hundred thousand nested triple terms end the
process, as entity bombs in a DOCTYPE do (harmless ones are gone by then, see `entities`); nested RDF/XML takes
quadratic time; nested Turtle brackets are harmless.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from pyoxigraph import RdfFormat

from termgraph.errors import TermgraphError, caret
from termgraph.store import formats
from termgraph.store.repair import TOKEN

DEEPEST = 200

#: What sniffing says of nearly anything.
_SNIFFED_FOR_WANT_OF_BETTER = (RdfFormat.TURTLE, RdfFormat.TRIG)

_JSON_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[{]|[\]}]', re.DOTALL)
_PLACE = re.compile(
    r"(?:Parser error )?(?:at line|between line) [\d a-z]*: "
)  # "Parser error at line 1 column 2: "


def check(data: bytes, format_: RdfFormat) -> None:
    """Refuse what the parsers cannot take.

    Raises:
        TermgraphError: where it is nested too deep, or is XML with a DOCTYPE or not well-formed.
    """
    if format_ == RdfFormat.RDF_XML:
        for _ in _XmlGuard(data).checked([data]):
            pass
    elif format_ == RdfFormat.JSON_LD:
        _refuse_depth(data, _JSON_TOKEN, (b"[", b"{"), (b"]", b"}"))
    elif data.count(b"<<(") > DEEPEST:
        _refuse_depth(data, TOKEN, (b"<<(",), (b")>>",))


def is_harmless(pieces: Iterable[bytes], format_: RdfFormat) -> bool:
    """Tell whether a text in pieces certainly is none that `check` refuses or that is no UTF-8.

    Raises:
        TermgraphError: for XML that is refused; its line is not shown.
    """
    if format_ == RdfFormat.RDF_XML:
        return formats.are_utf8(_XmlGuard(b"").checked(pieces))
    opened, before = 0, b""

    def counted() -> Iterator[bytes]:
        nonlocal opened, before
        for piece in pieces:
            opened += (before + piece).count(b"<<(")
            before = piece[-2:]
            yield piece

    return formats.are_utf8(counted()) and opened <= DEEPEST


def _refuse_depth(
    data: bytes, token: re.Pattern[bytes], openers: tuple[bytes, ...], closers: tuple[bytes, ...]
) -> None:
    depth = 0
    for match in token.finditer(data):
        text = match.group()
        if text in openers:
            depth += 1
            if depth > DEEPEST:
                raise _error(
                    data, data.count(b"\n", 0, match.start()) + 1, None, f"is nested more than {DEEPEST} deep"
                )
        elif text in closers:
            depth -= 1


class _XmlGuard:
    """Reads XML once with Expat: for its depth, for a DOCTYPE, and for the places of errors, which pyoxigraph lacks."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.depth = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.XmlDeclHandler = self._declaration

    def checked(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the pieces of the text, as far as nothing is wrong with it."""
        try:
            for piece in pieces:
                self.parser.Parse(piece, False)
                yield piece
            self.parser.Parse(b"", True)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code)
            raise _error(
                self.data, error.lineno, error.offset + 1, f"is no well-formed XML: {what}"
            ) from None

    def _start(self, _name: str, _attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise self._refusal(f"is nested more than {DEEPEST} deep")

    def _end(self, _name: str) -> None:
        self.depth -= 1

    def _doctype(self, *_: object) -> None:
        raise self._refusal(
            "has a DOCTYPE, which can declare entities that grow without end",
            "remove it, and write its entities out",
        )

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.upper().replace("_", "-") not in ("UTF-8", "UTF8", "US-ASCII", "ASCII"):
            raise self._refusal(
                f"declares the encoding {encoding}", "save it as UTF-8, and say so in its first line"
            )

    def _refusal(self, message: str, hint: str | None = None) -> TermgraphError:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        return _error(self.data, line, column, message, hint)


def explain(data: bytes, format_: RdfFormat, error: SyntaxError, text: bytes | None = None) -> TermgraphError:
    """Return what is wrong with a file that a parser refused.

    Args:
        data: what it holds.
        format_: what it was parsed as.
        error: the parser's.
        text: what was parsed, where that is not the same; the error's place is one in it.

    >>> print(explain(b"<a:b> a <a:c>", RdfFormat.TURTLE, SyntaxError("x: y", (None, 1, 14, None, 1, 14))))
    1:14: is no valid Turtle: x: y
      <a:b> a <a:c>
                   ^
    """
    message = _PLACE.sub("", str(error.msg)).strip() or "syntax error"
    if "LoadDocumentCallback" in message:
        return TermgraphError(
            "refers to a JSON-LD context on the web, and nothing is ever fetched",
            hint="put the context itself in place of its address",
        )
    line, column = error.lineno, error.offset
    if line is None:
        line = _line_of_quoted(data, message)
    hint = _hint(message, format_)
    try:
        looks = formats.sniff(data)
    except TermgraphError as page:
        return page
    if looks != format_ and (looks not in _SNIFFED_FOR_WANT_OF_BETTER or b"prefix" in data[:1000].lower()):
        hint = hint or f"it looks like {looks.name}: give the file the right ending"
    return _error(text or data, line, column, f"is no valid {format_.name}: {message}", hint)


def _hint(message: str, format_: RdfFormat) -> str | None:
    if message.startswith("No scheme found"):
        return f"{format_.name} has no relative IRIs: write all of it"
    prefix = re.search(r"[Pp]refix (\S*:) has not been declared", message)
    if prefix:
        return f"declare it: @prefix {prefix[1]} <…> ."
    return None


def _line_of_quoted(data: bytes, message: str) -> int | None:
    """Return the line of what an error message quotes, where it stands in the data."""
    for quoted in re.findall(r"['`]([^'`]+)['`]", message):
        at = data.find(quoted.encode())
        if at >= 0:
            return data.count(b"\n", 0, at) + 1
    return None


def _error(
    data: bytes, line: int | None, column: int | None, message: str, hint: str | None = None
) -> TermgraphError:
    if line is None:
        return TermgraphError(message, hint=hint)
    text = (
        data.split(b"\n", line)[line - 1].decode("utf-8", "replace") if line - 1 <= data.count(b"\n") else ""
    )
    snippet = caret(text, 1, column) if column is not None and text else None
    return TermgraphError(message, None, line, column, hint, snippet=snippet)
