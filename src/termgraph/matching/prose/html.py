"""Prose in HTML: parsed by lxml, and found again where the file has it, since lxml tells lines only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from termgraph.matching.prose.source import Finder, Kind
from termgraph.names import word_set

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SILENT = word_set("code head kbd math noscript pre samp script style svg template textarea tt var")
_KINDS = {
    **dict.fromkeys(("a", "button", "label", "option"), Kind.LINK),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "dt", "figcaption", "th", "summary"), Kind.HEADING),
    **dict.fromkeys(("blockquote", "q", "cite"), Kind.QUOTATION),
}
_INLINE = word_set("a abbr b bdi bdo cite del dfn em font i ins mark q s small span strong sub sup u wbr")
_TAG = re.compile(r"<([a-zA-Z][\w:-]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")


def read(text: str, path: str) -> Finder:
    """Return the prose of an HTML page.

    Raises:
        TermgraphError: where it is nested too deep.

    >>> found = read("<h1>Owl</h1><p>An <em>owl</em> sees <code>x</code> and <a href='b'>bats</a>", "a.html")
    >>> [(found.text[run.start:run.end], run.kind.value) for run in found.runs]
    [('Owl', 'heading'), ('An', 'text'), ('owl', 'text'), ('sees', 'text'), ('and', 'text'), ('bats', 'link')]
    """
    from termgraph.readers.formats.html_page import parsed

    root = parsed(text, path)
    page = _Page(_uncommented(text))
    if root is not None:
        page.read(root)
    page.finder.text = text
    return page.finder


class _Page:
    def __init__(self, text: str) -> None:
        self.finder = Finder(text)
        self.kinds = [Kind.TEXT]

    def read(self, root: Element) -> None:
        for element, begins in _walk(root):
            tag = element.tag if isinstance(element.tag, str) else ""
            if begins:
                self.begin(element, tag)
            else:
                self.kinds.pop()
                if tag not in _INLINE:
                    self.finder.cut()
                self.say(element.tail)

    def begin(self, element: Element, tag: str) -> None:
        finder = self.finder
        started = _TAG.search(finder.text, finder.cursor, finder.cursor + finder.REACH)
        if started and started[1].lower() == tag:  # else nobody wrote it, and it is implied
            finder.cursor = started.end()
        if tag not in _INLINE:
            finder.cut()
        if re.fullmatch("h[1-6]", tag):
            finder.sections.append(finder.cursor)
        self.kinds.append(_KINDS.get(tag, self.kinds[-1]))
        if tag in _SILENT:
            finder.skip("".join(element.itertext()))
        else:
            self.say(element.text)

    def say(self, text: str | None) -> None:
        if text and text.strip():
            self.finder.reveal(text, self.kinds[-1])


def _walk(root: Element) -> Iterator[tuple[Element, bool]]:
    """Yield the elements in the order of the page, at their beginning and their end; of silent ones nothing inside."""
    todo: list[tuple[Element, bool]] = [(root, True)]
    while todo:
        element, begins = todo.pop()
        yield element, begins
        if begins:
            todo.append((element, False))
            if element.tag not in _SILENT:
                todo += [(child, True) for child in reversed(element)]


def _uncommented(text: str) -> str:
    """Return a text of the same length without comments, in which nothing is to be found."""
    pieces, last = [], 0
    while (start := text.find("<!--", last)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        pieces += [text[last:start], " " * (end + 3 - start)]
        last = end + 3
    return "".join([*pieces, text[last:]])
