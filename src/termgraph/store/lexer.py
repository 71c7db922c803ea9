r"""SPARQL split into tokens, so that queries can be guarded and given parameters without ever being glued as text.

The terminals are those of SPARQL 1.1, section 19.8, with the punctuation of SPARQL 1.2 (`<<(`, `{|`, `~`). What is no
token is an error, so nothing reaches the engine that has not been seen here. Codepoint escapes (`\u0053`) are tokens
only inside strings and IRIs: SPARQL allows them anywhere, and with them a keyword or a quote could be disguised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from termgraph.errors import TermgraphError, caret

# Classes of name characters, told by what of Latin-1 is not in them: whole ranges of Unicode take 20 ms to compile. So
# they are a little wider than the grammar's, and what is too wide the engine refuses.
_START = r"[^\x00-@\[-`{-\xbf\xd7\xf7]"  # PN_CHARS_BASE
_NAME = r"[^\x00-,./:-@\[-^`{-\xb6\xb8-\xbf\xd7\xf7]"  # PN_CHARS
_NAME_OR_DOT = r"[^\x00-,/:-@\[-^`{-\xb6\xb8-\xbf\xd7\xf7]"
_VARIABLE = r"[^\x00-/:-@\[-^`{-\xbf\xd7\xf7][^\x00-/:-@\[-^`{-\xb6\xb8-\xbf\xd7\xf7]*"
# A bound, since each of many words with dots would otherwise be read to the end in search of a colon.
_PREFIX = f"(?:{_START}(?:{_NAME_OR_DOT}{{0,254}}{_NAME})?)?:"
_PERCENT_OR_ESCAPE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_END = f"(?:{_NAME}|:|{_PERCENT_OR_ESCAPE})"
_LOCAL = f"{_END}(?:(?:{_NAME_OR_DOT}|:|{_PERCENT_OR_ESCAPE})*{_END})?"
_ESCAPE = r"\\(?:[tbnrf\\\"']|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
_IN_IRI = r"[^<>\"{}|^`\\\x00-\x20]*"

# The order matters: the first that fits is taken, and all are as long as they can be.
_TOKEN = re.compile(
    rf"""
      (?P<space>[ \t\r\n]+|\#[^\r\n]*)
    | (?P<string>\"\"\"(?:\"{{0,2}}(?:[^\"\\]|{_ESCAPE}))*\"\"\"|'''(?:'{{0,2}}(?:[^'\\]|{_ESCAPE}))*'''
        |\"(?!\"\")[^\"\\\r\n]*(?:{_ESCAPE}[^\"\\\r\n]*)*\"|'(?!'')[^'\\\r\n]*(?:{_ESCAPE}[^'\\\r\n]*)*')
    | (?P<iri><{_IN_IRI}(?:\\(?:u[0-9A-Fa-f]{{4}}|U[0-9A-Fa-f]{{8}}){_IN_IRI})*>)
    | (?P<var>[?$]{_VARIABLE})
    | (?P<blank>_:{_NAME}(?:{_NAME_OR_DOT}*{_NAME})?)
    | (?P<pname>{_PREFIX}(?:{_LOCAL})?)
    | (?P<lang>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?)
    | (?P<number>(?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+)
    | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<mark><<\(|\)>>|<<(?![^<>\s"{{}}|^`\\]*>)|>>|\{{\||\|\}}|\^\^|&&|\|\||!=|<=|>=|[{{}}()\[\].,;=<>!*/+\-^|?~])
    """,
    re.VERBOSE,
)

_ESCAPED = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}


class Token(NamedTuple):
    """One terminal of a query: its kind (a group of the grammar above), its text, and where it begins.

    `word` is the keyword in upper case; empty for all that is none.
    """

    kind: str
    text: str
    start: int
    word: str = ""

    @property
    def value(self) -> str:
        r"""What a string or an IRI says, its delimiters off and its escapes read.

        >>> [token.value for token in tokens(r"'a\u0041\n' <http://e/>")]
        ['aA\n', 'http://e/']
        """
        return unescape(self.text[3:-3] if self.text[:3] in ('"""', "'''") else self.text[1:-1])


def tokens(query: str) -> Iterator[Token]:
    """Yield the tokens of a query, comments and white space left out.

    Raises:
        TermgraphError: at a character that begins no token.

    >>> [token.text for token in tokens("ASK { ?s a skos:Concept } # all")]
    ['ASK', '{', '?s', 'a', 'skos:Concept', '}']
    """
    end = 0
    for match in iter(_TOKEN.scanner(query).match, None):  # type: ignore[attr-defined] # typeshed has no scanner
        kind, text = match.lastgroup, match[0]
        if kind != "space":
            yield Token(kind, text, end, text.upper() if kind == "word" else "")
        end = match.end()
    if end < len(query):
        raise _not_a_token(query, end)


def place(query: str, offset: int) -> tuple[int, int]:
    r"""Return the line and column, from 1, of an offset.

    >>> place("SELECT *\nWHERE", 9)
    (2, 1)
    """
    line = query.count("\n", 0, offset) + 1
    return line, offset - (query.rfind("\n", 0, offset) + 1) + 1


def error_at(query: str, offset: int, message: str, hint: str | None = None) -> TermgraphError:
    """Return an error about a query, with the line, the column and the line itself above a caret."""
    line, column = place(query, offset)
    return TermgraphError(message, None, line, column, hint, snippet=caret(query, line, column))


def unescape(text: str) -> str:
    r"""Return what a text with SPARQL's escapes says.

    Raises:
        ValueError: where an escape stands for no character.

    >>> unescape(r"\u0053ERVICE \"x\"")
    'SERVICE "x"'
    """
    return _ESCAPED.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code is None:
        return _PLAIN.get(match[3], match.group())
    number = int(code, 16)
    if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        raise ValueError(f"{match.group()} stands for no character")
    return chr(number)


def _not_a_token(query: str, offset: int) -> TermgraphError:
    char = query[offset]
    if char in "\"'":
        return error_at(
            query, offset, "this string is not closed, or holds an escape that SPARQL does not know"
        )
    if char == "\\":
        return error_at(query, offset, "an escape stands outside of a string", "write the character itself")
    if char == "<":
        return error_at(query, offset, "this IRI is not closed, or holds a character that no IRI may")
    if ord(char) < 0x20 or 0x7F <= ord(char) <= 0x9F:
        return error_at(query, offset, f"a control character (U+{ord(char):04X}) stands here", "remove it")
    hint = "quotation marks are \" or '" if char in "“”„«»‘’" else None
    return error_at(query, offset, f"unexpected {char!r}", hint)
