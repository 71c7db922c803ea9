"""Where the pages of a vocabulary lie in a folder, and how they link to each other whatever host that folder is on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote

from termgraph.export import WRITERS
from termgraph.view.numbered import term_keys


class Form(NamedTuple):
    """A form that a resource is there in besides its page.

    Attributes:
        format: what `termgraph.export` calls it.
        name: what people call it.
        type: its media type.
    """

    format: str
    name: str
    type: str


#: The other forms of each resource, by the ending of their names.
FORMS: Mapping[str, Form] = {
    WRITERS[format].suffixes[0]: Form(format, name, WRITERS[format].type)
    for format, name in (("turtle", "Turtle"), ("jsonld", "JSON-LD"))
}
#: How much of a long address is kept in the name of a folder: file systems end at 255 bytes.
_LONGEST = 80
#: What some system cannot have in the name of a file, or a web server takes for something else.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\%#;&=+\s]+')


class Places:
    """The folder of each resource, by its IRI: the path of the IRI below the vocabulary's base.

    `https://example.org/birds/owl` is `owl/index.html` in the vocabulary with the base `https://example.org/birds/`.
    What cannot be the name of a file becomes a hyphen, and none is hidden; of two that would lie at the same place, on
    any file system, the second gets a number.

    Args:
        iris: the concepts and collections, in an order that is always the same.
        base: the base of the vocabulary; None where it has none.
        taken: the names of files that the site itself has.

    >>> places = Places(["e:birds/owl", "e:birds/Owl", "e:birds/a b?", "e:birds/.."], "e:birds/")
    >>> [places.folder(iri) for iri in ("e:birds/owl", "e:birds/Owl", "e:birds/a b?", "e:birds/..")]
    ['owl', 'Owl-2', 'a-b-', '_']
    >>> places.link("e:birds/owl", "Owl-2/index.html"), places.link("e:birds/owl", "index.html", ".ttl")
    ('../owl/index.html', 'owl.ttl')
    """

    def __init__(self, iris: Iterable[str], base: str | None, taken: Sequence[str] = ()) -> None:
        used = {name.casefold() for name in taken}
        self._folders: dict[str, str] = {}
        for iri, key in term_keys(iris, base).items():
            folder = next(
                one for one in _numbered(_path(key)) if used.isdisjoint(map(str.casefold, _files(one)))
            )
            used.update(map(str.casefold, _files(folder)))
            self._folders[iri] = folder

    def __contains__(self, iri: object) -> bool:
        """Tell whether something has a place."""
        return iri in self._folders

    def folder(self, iri: str) -> str:
        """Return the folder of a resource, with slashes, without one at its end."""
        return self._folders[iri]

    def link(self, iri: str, page: str, form: str = "", edition: str = "") -> str:
        """Return the address of a resource, relative to a page.

        It names the file, so that it leads there on a disk as well as on any host.

        Args:
            iri: of the resource.
            page: the path of the page that the link is on.
            form: the ending of another form, such as ".ttl"; "" for the page.
            edition: what the names of an edition's pages end in, such as ".de"; "" for the main one.
        """
        folder = self._folders[iri]
        return relative(f"{folder}{form}" if form else f"{folder}/index{edition}.html", page)


def relative(path: str, page: str) -> str:
    """Return the address of a path of the site, relative to a page of it.

    >>> relative("a-z.html", "owl/index.html"), relative("größe/index.html", "index.html")
    ('../a-z.html', 'gr%C3%B6%C3%9Fe/index.html')
    """
    return "../" * page.count("/") + _quoted(path)


@lru_cache(maxsize=1 << 14)
def _quoted(path: str) -> str:
    return quote(path, safe="/-._~")


def _path(key: str) -> str:
    """Return the path that a key may have: every part of it the name of a folder anywhere."""
    parts = (_UNSAFE.sub("-", unquote(part))[:_LONGEST].rstrip(".") for part in key.split("/"))
    # What is hidden belongs to others, such as .git, and hosts pass over it.
    return "/".join(re.sub(r"^\.+|^$", "_", part) for part in parts)


def _files(folder: str) -> Iterator[str]:
    yield from (folder, f"{folder}/index.html", *(folder + form for form in FORMS))


def _numbered(path: str) -> Iterator[str]:
    yield path
    number = 2
    while True:
        yield f"{path}-{number}"
        number += 1
