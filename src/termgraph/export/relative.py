"""Addresses relative to the file that a graph was read from, so that an export never tells where that lay."""

from __future__ import annotations

import re
from itertools import takewhile

from termgraph.export.profiles import Notice
from termgraph.export.resources import bracketed, key
from termgraph.export.slices import Slices

#: An IRI with a hierarchy (RFC 3986, section 3): scheme and host, path, and the rest.
_IRI = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*:(?://[^/?#]*)?)([^?#]*)(.*)", re.DOTALL)
_IRI_OR_TEXT = re.compile(r'<[^<>"]*>|"[^"\\]*+(?:\\.[^"\\]*+)*+"')
_DOT_SEGMENT = re.compile(r"(?:^|/)\.{1,2}(?:/|$)")


class Base:
    """The address of the file that was read, None where there is none.

    >>> birds = Base("file:///home/me/birds.ttl")
    >>> [birds.relative(f"file:///home/{name}") for name in ("me/birds.ttl#owl", "me/owl", "you/", "me/birds.ttl")]
    ['#owl', 'owl', '../you/', '']
    >>> birds.relative("http://e.org/owl"), birds.neutral("file:///home/me/birds.ttl#owl")
    (None, 'file:///birds.ttl#owl')
    """

    def __init__(self, iri: str | None) -> None:
        self.document = (iri or "").partition("#")[0]
        self.root, path, self._query = _parts(self.document)
        # The first is empty, before the root's slash; none where there is no hierarchy.
        *self._folders, self._name = path.split("/")

    def relative(self, iri: str) -> str | None:
        """Return what resolves to an IRI where the document lies, None where it is not below the same root."""
        if not self.root or not iri.startswith(self.root):
            return None
        behind = iri[len(self.document) :]
        if iri.startswith(self.document) and (
            behind[:1] in ("", "#") or (behind[0] == "?" and not self._query)
        ):
            return behind
        root, path, rest = _parts(iri)
        if root != self.root or not self._folders or path[:1] != "/" or _DOT_SEGMENT.search(path):
            return None
        *folders, name = path.split("/")
        shared = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(folders, self._folders, strict=False))
        )
        if shared == 1 < len(self._folders):
            return path + rest if path[:2] != "//" else None
        found = "../" * (len(self._folders) - shared) + "/".join([*folders[shared:], name])
        if not found or found[0] == "/" or ":" in found.partition("/")[0]:
            found = f"./{found}"
        return found + rest

    @property
    def folder(self) -> str:
        """Where the document lies, "" where there is no hierarchy."""
        return self.document.removesuffix(self._query).removesuffix(self._name) if self._folders else ""

    def neutral(self, iri: str) -> str:
        """Return an IRI as if the file lay in no folder; one that is not relative stays as it is."""
        found = None if self.root.startswith("http") else self.relative(iri)
        if found is None or found[:1] == "/":
            return iri
        root = "file://" if self.root.lower().startswith("file:") else self.root
        return f"{root}/{self._name if found[:1] in ('', '#', '?') else ''}{found.removeprefix('./')}"


class Neutral:
    """Makes addresses such as a file in no folder would have, for formats without relative ones.

    >>> neutral = Neutral("file:///home/owl.ttl")
    >>> neutral('<file:///home/owl.ttl#owl> <e:says> "<file:///home>" .')
    '<file:///owl.ttl#owl> <e:says> "<file:///home>" .'
    >>> neutral.tell("N-Triples", print)
    1 address is relative in the source, and N-Triples has only absolute ones: it is written below <file:///owl.ttl>...
    """

    def __init__(self, base: str | None) -> None:
        self._home = Base(base)
        self._begin = f"<{self._home.root}" if self._home.root else ""
        self._moved: set[str] = set()

    def __call__(self, text: str) -> str:
        """Return terms as N-Quads writes them, their addresses neutral."""
        if not self._begin or self._begin not in text:
            return text
        return _IRI_OR_TEXT.sub(lambda match: self._address(match[0]), text)

    def term(self, term: str) -> str:
        """Return a term as graphs have it, its address neutral."""
        return key(self(bracketed(term))) if term else term

    def _address(self, iri: str) -> str:
        if iri[0] != "<":
            return iri
        found = self._home.neutral(iri[1:-1])
        if found != iri[1:-1]:
            self._moved.add(iri)
        return f"<{found}>"

    def tell(self, format_: str, notice: Notice) -> None:
        """Say how many addresses were changed."""
        if self._moved:
            one = len(self._moved) == 1
            are, they = (
                ("1 address is", "it is") if one else (f"{len(self._moved)} addresses are", "they are")
            )
            notice(
                f"{are} relative in the source, and {format_} has only absolute ones: {they} written below "
                f"<{self._home.neutral(self._home.document)}>; --base says where else"
            )


def neutral(said: Slices, base: str | None, format_: str, notice: Notice) -> Slices:
    """Return graphs with neutral addresses, and give notice of them."""
    neutral = Neutral(base)
    found = said.changed(neutral.term)
    for _ in found:  # so that all have been seen
        pass
    neutral.tell(format_, notice)
    return found


def _parts(iri: str) -> tuple[str, str, str]:
    match = _IRI.fullmatch(iri)
    return (match[1], match[2], match[3]) if match else ("", "", "")
