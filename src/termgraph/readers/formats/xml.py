"""XML of any format: parsed without a network, other files or bombs; names, texts and lines of its elements."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from html.entities import entitydefs
from typing import TYPE_CHECKING

from termgraph.errors import TermgraphError
from termgraph.readers.formats.document import magic, too_deep

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DECLARATION = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>)?")
#: An entity that says more is no abbreviation of a word or two.
_LONGEST_ENTITY = 200
#: The characters that XML itself has a name for.
_PREDEFINED = re.compile(r"&(?:lt|gt|amp|quot|apos);")
_ENTITY = re.compile(r"&([\w.-]+);")
#: What stands before the first element: declarations, comments, and a document type with what it declares.
_PROLOG = re.compile(
    r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL | re.IGNORECASE
)
_ELEMENT = re.compile(r"\s*<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s/>]")


def root_name(text: str) -> str:
    r"""Return the name of a document's first element without its prefix, "" where it begins with none.

    >>> root_name('<?xml version="1.0"?>\n<!-- birds -->\n<db:glossary version="5.0">'), root_name("Owl < jay")
    ('glossary', '')
    """
    place = 0
    while prolog := _PROLOG.match(text, place):
        place = prolog.end()
    found = _ELEMENT.match(text, place)
    return found[1] if found else ""


def parsed(data: bytes, path: str, what: str, *, entities: bool = False) -> Element:
    """Return the root of a document.

    Args:
        data: the file.
        path: its name, for errors.
        what: the format, for errors.
        entities: whether it may declare entities, which then stay in the tree for `spelled_out`.

    Raises:
        TermgraphError: where it is no XML, is nested too deep, or declares entities that it may not.
    """
    from lxml import etree

    known = magic(data)
    if known or not data.strip():
        raise TermgraphError(f"is {known[0]}, no {what}" if known else "is empty", path)
    # A document type may be named, as martif does; what it declares could say gigabytes, or name files.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    if entities and b"<!DOCTYPE" not in data:  # a part of a book, whose entities the book declares
        data = _DECLARATION.sub(rb'\g<0><!DOCTYPE part SYSTEM "">', data, count=1)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        if "depth" in error.msg:
            raise too_deep(path, line) from None
        message = f"broken XML: {error.msg.rpartition(', line')[0] or error.msg}"
        raise TermgraphError(message, path, line or 1, column) from None
    declared = root.getroottree().docinfo.internalDTD
    for entity in declared.iterentities() if declared is not None and not entities else ():
        line = data.count(b"\n", 0, data.find(b"<!ENTITY")) + 1
        raise TermgraphError(
            f"declares an XML entity, '{entity.name}'", path, line, hint=f"{what} needs none"
        )
    return root


def spelled_out(root: Element, path: str) -> list[str]:
    """Put texts in place of the entities in a tree: what they are declared to say, or a character; else their names.

    Returns:
        The names of those that another file declares, which is not opened.

    Raises:
        TermgraphError: for an entity that says much, or is made of others that are made so, as only those that mean
            harm are.
    """
    from lxml import etree

    declared = root.getroottree().docinfo.internalDTD
    said = {one.name: one.content for one in declared.iterentities()} if declared is not None else {}
    unknown: dict[str, None] = {}
    for node in list(root.iter(etree.Entity)):
        name = (node.text or "").strip("&;")
        text = _said(name, said)
        if text is None:
            unknown[name] = None
        elif len(text) > _LONGEST_ENTITY or set(_PREDEFINED.sub("", text)) & set("&%<"):
            hint = "an entity may say a few words, and others in these that hold none"
            raise TermgraphError(f"declares an XML entity, '{name}'", path, node.sourceline, hint=hint)
        text = name if text is None else unescape(text)
        _replace(node, " " if set(text) & set("<>") else text)  # marks of HTML, for the tools of its authors
    return list(unknown)


def _said(name: str, declared: Mapping[str | None, str | None]) -> str | None:
    """Return what an entity says, with what the entities in it say where these are texts."""
    text = declared.get(name) or entitydefs.get(name)
    if text is None or len(text) > _LONGEST_ENTITY:
        return text

    def inner(found: re.Match[str]) -> str:
        one = declared.get(found[1]) or "&"
        return found[0] if len(one) > _LONGEST_ENTITY or set(one) & set("&%<") else one

    return _ENTITY.sub(inner, text)


def _replace(node: Element, text: str) -> None:
    """Put a text in the place of a node."""
    parent, before = node.getparent(), node.getprevious()
    text += node.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text
    if parent is not None:
        parent.remove(node)


def name_of(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def text_of(element: Element) -> str:
    """Return all text in an element, white space folded."""
    return " ".join("".join(element.itertext()).split())


def language_of(element: Element) -> str:
    """Return the tag of the language that an element says it is in, "" for none."""
    return element.get(_LANG) or element.get("lang") or ""


def last_line(element: Element) -> int:
    """Return the line on which an element ends, which lxml does not tell."""
    inner = element.text or ""
    line = element.sourceline or 1
    if len(element):
        line, inner = last_line(element[-1]), element[-1].tail or ""
    return line + inner.count("\n")
