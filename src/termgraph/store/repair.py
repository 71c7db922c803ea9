"""What strict parsing refuses and real files have: IRIs and language tags that are none. Each repair is told.

A lenient parser also takes much that it misreads. So in Turtle and the like the text itself is mended and then parsed
strictly. What a lenient parser reads of RDF/XML and JSON-LD is mended term by term, once a strict one has shown that
nothing else is wrong.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from typing import Any

import pyoxigraph as ox

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_AUTHORITY = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?#]*)?")
#: What RFC 3987 leaves out of an IRI: ASCII signs, control characters, private use, what is no character.
_FORBIDDEN = re.compile(
    '[\0-\x20<>"{}|^`\\\\\x7f-\x9f\ue000-\uf8ff\ufdd0-\ufdef\ufff0-\uffff\U000e0000-\U0010ffff]'
)
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPED = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_BAD_ESCAPE = re.compile(r"\\[uU]")
_TAG = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")
_MOST_TOLD = 20

#: The tokens of Turtle, TriG, N-Triples and N-Quads in which other signs mean nothing, and IRIs and language tags as
#: people write them.
TOKEN = re.compile(
    rb"\"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*\"\"\"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''"
    rb"|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
    rb"|\#[^\n]*|\\.|<<\(?|\)>>"
    rb"|<(?P<iri>[^<>\r\n]*)>|@(?P<tag>[A-Za-z]+(?:[-_][A-Za-z0-9]+)*)",
    re.DOTALL,
)


_XML_ATTRIBUTE = re.compile(
    rb"""(?P<name>\s(?:xmlns(?::[^\s=]+)?|(?P<base>xml:base)|[^\s=:<]+:(?:about|resource|datatype)|(?P<lang>xml:lang))\s*=\s*)"""
    rb"""(?P<quote>["'])(?P<value>[^<]*?)(?P=quote)"""
)


def is_relative(iri: str) -> bool:
    """Tell whether an IRI has no scheme.

    >>> is_relative("owl"), is_relative("#owl"), is_relative("e:owl")
    (True, True, False)
    """
    return not _SCHEME.match(iri)


def mended(iri: str) -> str:
    """Return an IRI with what it may not hold percent-encoded; one that is right as it is.

    >>> mended("http://e.org/a b?c=100%#d#e"), mended("http://[::1]/[a]"), mended("http://e.org/ä")
    ('http://e.org/a%20b?c=100%25#d%23e', 'http://[::1]/%5Ba%5D', 'http://e.org/ä')
    """
    if _is_iri(iri):
        return iri
    iri = _BAD_PERCENT.sub("%25", _FORBIDDEN.sub(_percent_encoded, iri))
    authority = _AUTHORITY.match(iri)
    end = authority.end() if authority else 0
    path, sign, fragment = iri[end:].partition("#")
    rest = path + sign + fragment.replace("#", "%23")
    return iri[:end] + rest.replace("[", "%5B").replace("]", "%5D")


def _is_iri(iri: str) -> bool:
    try:
        ox.NamedNode(f"x:{iri}" if is_relative(iri) else iri)
    except ValueError:
        return False
    return True


def _percent_encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode())


def _is_label(name: str) -> bool:
    try:
        ox.BlankNode(name)
    except ValueError:
        return False
    return True


def is_tag(tag: str) -> bool:
    """Tell whether a language tag is one.

    >>> is_tag("en-GB"), is_tag("en_GB"), is_tag("indonesian")
    (True, False, False)
    """
    try:
        ox.Literal("", language=tag)
    except ValueError:
        return False
    return True


class Repairs:
    """What is being mended of one file, and how that is told."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        #: What is mended, and how it is read, "" where it is not: an IRI in its brackets, a language tag after its @.
        self.made: dict[str, str] = {}
        #: How many quads had something to mend, be it in vain.
        self.quads_mended = 0
        self._count = 0
        self._places: dict[str, int] = {}
        self._nodes: dict[str, ox.NamedNode] = {}

    def _note(self, bad: str, good: str, place: int | None = None) -> None:
        self._count += 1
        self.made.setdefault(bad, good)
        if place is not None:
            self._places.setdefault(bad, place)

    # In a text

    def text(self) -> bytes:
        """Return the text in which each IRI and language tag that can be mended is."""
        return TOKEN.sub(self._token, self.data)

    def _token(self, match: re.Match[bytes]) -> bytes:
        if match["iri"] is not None:
            iri = _ESCAPED.sub(_unescaped, match["iri"].decode())
            better = f"<{mended(iri)}>"
            if better != f"<{iri}>" and not _BAD_ESCAPE.search(iri):
                self._note(f"<{iri}>", better, match.start())
                return better.encode()
        elif match["tag"] is not None:
            tag = match.group().decode()
            better = tag.replace("_", "-")
            if not is_tag(tag[1:]) and (is_tag(better[1:]) or "_" not in tag):
                self._note(tag, better, match.start())
                return better.encode()
        return match.group()

    # Term by term

    def quads(self, parsed: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """Yield quads that were parsed leniently, mended, and without those that cannot be."""
        for quad in parsed:
            before = self._count
            terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
            with suppress(ValueError):
                yield ox.Quad(*(self._term(term) for term in terms))
            self.quads_mended += self._count > before

    def _term(self, term: Any) -> Any:
        if isinstance(term, ox.NamedNode):
            known = self._nodes.get(term.value)
            if known is None:
                known = self._nodes[term.value] = self._node(term)
            elif f"<{term.value}>" in self.made:
                self._count += 1
            return known
        if isinstance(term, ox.Literal):
            return self._literal(term)
        if isinstance(term, ox.Triple):
            return ox.Triple(*(self._term(one) for one in (term.subject, term.predicate, term.object)))
        if isinstance(term, ox.BlankNode) and not _is_label(term.value):
            self._note(f"_:{term.value}", "a blank node")  # whatever its name, the record gives it another
        return term

    def _node(self, node: ox.NamedNode) -> ox.NamedNode:
        iri = node.value
        if _is_iri(iri):
            return node
        better = mended(iri)
        self._note(f"<{iri}>", f"<{better}>" if _is_iri(better) else "")
        return ox.NamedNode(better)

    def _literal(self, literal: ox.Literal) -> ox.Literal:
        tag = literal.language
        if tag is None:
            datatype = self._term(literal.datatype)
            return literal if datatype == literal.datatype else ox.Literal(literal.value, datatype=datatype)
        if not tag:  # xml:lang="" says that a text is in no language
            return ox.Literal(literal.value)
        if is_tag(tag):
            return literal
        better = tag.replace("_", "-")
        if is_tag(better):
            self._note(f"@{tag}", f"@{better}")
            return ox.Literal(literal.value, language=better, direction=literal.direction)
        writable = _TAG.fullmatch(tag)
        self._note(f"@{tag}", f"@{tag}" if writable else "a text in no language")
        return literal if writable else ox.Literal(literal.value)

    def xml(self) -> bytes:
        """Return RDF/XML with right IRIs and language tags in place of those that are none, to be parsed strictly.

        >>> Repairs(b'<e:Owl rdf:about="http://e.org/barn owl" xml:lang="">').xml()
        b'<e:Owl rdf:about="http://e.org/barn%20owl" xml:lang="und">'
        """
        return _XML_ATTRIBUTE.sub(self._attribute, self.data)

    def _attribute(self, match: re.Match[bytes]) -> bytes:
        value = html.unescape(match["value"].decode())
        if match["lang"]:
            right = value if is_tag(value) else "und"
        else:
            right = mended(value)
            if right != value and match["base"]:  # which may be gone from all that is relative to it
                self._note(f"<{value}>", f"<{right}>", match.start())
        escaped = right.replace("&", "&amp;").replace("'", "&apos;")
        return match["name"] + b'"' + escaped.encode() + b'"'

    # What is told

    def told(self, *, left_out: bool = False) -> Iterator[str]:
        """Yield a sentence for each of the first repairs, with its line, and one for all others.

        Args:
            left_out: whether nothing was repaired, and what is said with it is not read.
        """
        for bad, good in islice(self.made.items(), _MOST_TOLD):
            line = self._line(bad)
            where = f"line {line}: " if line else ""
            what = {"<": "valid IRI", "@": "language tag"}.get(bad[0], "valid name")
            read = "it is kept" if good == bad else f"it is read as {good}"
            lost = left_out or not good
            yield f"{where}{bad} is no {what}; {'what is said with it is left out' if lost else read}"
        if len(self.made) > _MOST_TOLD:
            done = "left out" if left_out else "repaired"
            yield f"{len(self.made) - _MOST_TOLD} more invalid IRIs were {done} likewise"

    def _line(self, bad: str) -> int | None:
        """Return the line in which something first stands, as a whole or by its last part."""
        at = self._places.get(bad)
        if at is None:
            text = bad.strip("<>").removeprefix("@")
            for part in (text, text.rpartition("/")[2], text.rpartition("#")[2]):
                found = re.search(re.escape(part.encode()), self.data, re.IGNORECASE) if part else None
                if found:
                    at = found.start()
                    break
        return None if at is None else self.data.count(b"\n", 0, at) + 1


def without_odd_tags(text: bytes) -> bytes:
    """Return a text in which other language tags stand for those that are none, to be parsed strictly.

    >>> without_odd_tags(b'"owl"@en, "hibou"@francophone')
    b'"owl"@en, "hibou"@und'
    """
    return TOKEN.sub(
        lambda match: b"@und" if match["tag"] and not is_tag(match["tag"].decode()) else match.group(), text
    )


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return match.group() if code > sys.maxunicode or 0xD800 <= code < 0xE000 else chr(code)
