"""reStructuredText parsed by docutils: no file is read, no raw text passed through, and no role is unknown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy
from functools import cache
from optparse import Values

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.parsers.rst.states import Inliner
from docutils.utils import new_document, unescape

from termgraph.names import word_set
from termgraph.readers.blocks.runs import TERM
from termgraph.readers.records.links import LABEL

_ROLE_TARGET = re.compile(r"(.+?)\s*<([^<>]+)>\Z", re.DOTALL)
_MARKS = "`*|_\\"
_WITHOUT_MARKS = str.maketrans("", "", _MARKS)
#: More than any paragraph has.
_MOST_MARKS = 4000
_PLAIN_ROLES = frozenset({"abbr", "title", "", "sub", "sup", "subscript", "superscript"})
#: How a role shows its text.
_SHOWN: Mapping[str, type[nodes.TextElement]] = {
    **dict.fromkeys(("emphasis", "dfn"), nodes.emphasis),
    "strong": nodes.strong,
    **dict.fromkeys(
        word_set("code literal class func meth mod attr obj file samp kbd command"), nodes.literal
    ),
}
#: How the target of a role is written as that of a link: what stands before it, and behind it.
_REFERRING: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("ref", "numref"), (LABEL, "")),
    "doc": ("", ".rst"),
    **dict.fromkeys(("term", "any", "keyword"), (TERM, "")),
}


@cache
def _settings() -> Values:
    """Return what docutils goes by; it takes long to find out."""
    return get_default_settings(Parser)


def parsed(text: str, path: str) -> nodes.document:
    """Return the document tree of a text; `path` is named in it, and not opened."""
    settings = copy(_settings())
    settings.file_insertion_enabled = settings.raw_enabled = False  # a document reads no other file
    settings.report_level = settings.halt_level = 5  # what is no reStructuredText is text
    settings.warning_stream = False
    settings.line_length_limit = 1_000_000
    document = new_document(path, settings)
    Parser(inliner=_inliner()).parse(_tamed(text), document)
    return document


def _tamed(text: str) -> str:
    """Return a text whose paragraphs of nothing but marks have none: each mark would be followed to the end."""
    if sum(map(text.count, _MARKS)) < _MOST_MARKS:
        return text
    parts = re.split(r"(\n[ \t]*\n)", text)
    return "".join(
        part.translate(_WITHOUT_MARKS)
        if sum(map(part.count, _MARKS)) > _MOST_MARKS and part[:1] not in "+="
        else part
        for part in parts
    )


def _role(
    rawsource: str, text: str, role: str, lineno: int
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """Return a node for a role: a reference for what refers, a formula, code, or plain text."""
    del lineno
    said = unescape(text)
    name = role.rpartition(":")[2].lower()
    found = _ROLE_TARGET.match(said)
    shown, target = (found[1].strip(), found[2].strip()) if found else (said, said)
    shown = shown.removeprefix("~").removeprefix("!")
    if name == "math":
        return [nodes.math(rawsource, unescape(text, restore_backslashes=True))], []
    if name in _REFERRING:
        before, behind = _REFERRING[name]
        return [nodes.reference(rawsource, shown, refuri=f"{before}{target}{behind}")], []
    if name in _SHOWN:
        return [_SHOWN[name](rawsource, shown)], []
    return [nodes.Text(said if name in _PLAIN_ROLES else shown)], []


def _text(text: str, lineno: int) -> list[nodes.Node]:
    """Return a text without any marks as a node."""
    del lineno
    return [nodes.Text(unescape(text))] if text else []


def _inliner() -> Inliner:
    """Return a parser of inline text that takes every role, since docutils knows none of Sphinx and other tools."""
    inliner = Inliner()
    # Not a subclass: docutils looks its patterns up in the class itself.
    inliner.interpreted = _role  # type: ignore[method-assign]
    # Bare addresses are found for all formats alike, and docutils takes very long where words do not end.
    inliner.implicit_inline = _text  # type: ignore[method-assign,assignment]
    return inliner
