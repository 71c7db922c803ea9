"""HTML pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from termgraph.namespaces import is_web_iri, slug
from termgraph.readers import Columns
from termgraph.readers.blocks.outline import outline
from termgraph.readers.formats.document import Document, document_of, read_bytes
from termgraph.readers.formats.html_blocks import blocks_of
from termgraph.readers.formats.html_page import parsed, title
from termgraph.readers.prose import unmarked
from termgraph.readers.records.assemble import RawEntry, assemble
from termgraph.readers.records.kinds import is_glossary
from termgraph.readers.records.links import Link
from termgraph.records import Reading

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")
_LANGUAGE = re.compile(r"<html\b[^>]*?\slang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-\w+)*)", re.IGNORECASE)


def read(path: str, columns: Columns | None = None) -> Reading:
    """Return what a page holds. Its scripts are not run, and nothing that it names is fetched.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "birds.html").write_text("<h1>Birds</h1><dl><dt>Owl<dd>Hunts.<dt>Jay<dd>Is loud.</dl>")
    ...     reading = read(folder + "/birds.html")
    >>> [(record.label, record.body) for record in reading.records if record.kind != "section"]
    [('Owl', 'Hunts.'), ('Jay', 'Is loud.')]
    """
    document = _document(path)
    root = parsed(document.text, path)
    found = blocks_of(root, document.text.count("\n") + 1, path=path) if root is not None else []
    entries, heading = outline(found)
    entries = _of_the_site(entries, _address(root) if root is not None else "")
    language = _LANGUAGE.search(document.text[:5000])
    return unmarked.read(document, "html", entries, found) or assemble(
        path,
        "html",
        entries,
        title=heading or (title(root) if root is not None else ""),
        guesses=document.guesses,
        language=language[1] if language else "",
    )


def _address(root: Element) -> str:
    """Return the address that a page says it has, "" where it does not."""
    for element in root.iter("link", "base", "meta"):
        told = element.get("href") if element.get("rel") == "canonical" or element.tag == "base" else None
        told = element.get("content") if element.get("property") == "og:url" else told
        if told and is_web_iri(told):
            return told
    return ""


def _of_the_site(entries: Sequence[RawEntry], address: str) -> list[RawEntry]:
    """Return entries whose links to other pages of the site lead to the entry of that name, to the web, or nowhere.

    A page cannot tell whether another one is there, so that such a link is never broken.
    """
    known = {slug(raw.heading): raw.anchors for raw in reversed(entries) if raw.heading and raw.anchors}
    known |= {slug(anchor): (anchor,) for raw in entries for anchor in raw.anchors}

    anchors = {anchor for raw in entries for anchor in raw.anchors}

    def aimed(link: Link) -> Link | None:
        if not link.target or link.target.startswith("#") or _SCHEME.match(link.target):
            return link
        page = link.target.partition("#")[0].partition("?")[0].rstrip("/").rpartition("/")[2]
        anchor = link.target.partition("#")[2]
        if anchor in anchors and is_glossary(page.replace("_", " ")):
            return replace(link, target=f"#{anchor}")  # this page, saved under another name
        own = known.get(slug(re.sub(r"\.\w{2,5}\Z", "", page)))
        if own:
            return replace(link, target=f"#{own[0]}")
        return replace(link, target=urljoin(address, link.target)) if address else None

    links = (tuple(filter(None, map(aimed, raw.extra.links))) for raw in entries)
    return [
        replace(raw, extra=replace(raw.extra, links=own)) for raw, own in zip(entries, links, strict=True)
    ]


def _document(path: str) -> Document:
    """Return the text of a page, in the encoding that it declares where that fits."""
    data = read_bytes(path)
    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared[1].decode("ascii").lower()
        # Browsers take both for Windows-1252 (WHATWG Encoding Standard, 4.2).
        name = "cp1252" if name in ("iso-8859-1", "latin1", "us-ascii") else name
        try:
            text = data.decode(name)
        except (LookupError, UnicodeDecodeError):
            return document_of(data, path)
        if name not in ("utf-8", "utf8") and "\0" not in text:
            return document_of(text.encode(), path)
    return document_of(data, path)
