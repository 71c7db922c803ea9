"""Prose in HTML, by the tokenizer of Python's library: it alone says where in a line a text stands."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

from termgraph.matching.prose.source import Finder, Kind
from termgraph.names import word_set

_SILENT = word_set("""
    code head kbd math noscript pre samp script style svg template textarea tt var
""")
_HEADINGS = word_set("h1 h2 h3 h4 h5 h6 dt figcaption th summary")
_QUOTATIONS = word_set("blockquote q cite")
_LINKS = word_set("a button label option")
_INLINE = word_set("a abbr b bdi bdo cite del dfn em font i ins mark q s small span strong sub sup u wbr")


def read(text: str, path: str) -> Finder:
    """Return the prose of an HTML page.

    >>> found = read("<h1>Owl</h1><p>An <em>owl</em> sees <code>x</code> &amp; <a href='b'>bats</a>", "a.html")
    >>> [(found.text[run.start:run.end], run.kind.value) for run in found.runs]
    [('Owl', 'heading'), ('An ', 'text'), ('owl', 'text'), (' sees ', 'text'), ('bats', 'link')]
    """
    del path
    page = _Page(text)
    page.feed(text)
    page.close()
    return page.finder


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.finder = Finder(text)
        self.open: Counter[str] = Counter()

    @property
    def place(self) -> int:
        line, column = self.getpos()
        return self.finder.start_of(line) + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.open[tag] += 1
        self.begin(tag)
        if tag in _HEADINGS and tag.startswith("h"):
            self.finder.sections.append(self.place)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.begin(tag)

    def handle_endtag(self, tag: str) -> None:
        self.open[tag] = max(self.open[tag] - 1, 0)
        self.begin(tag)

    def handle_entityref(self, name: str) -> None:
        if name != "nbsp":
            self.finder.cut()

    def handle_charref(self, name: str) -> None:
        self.handle_entityref(name)

    def handle_data(self, data: str) -> None:
        if any(self.open[tag] for tag in _SILENT):
            self.finder.cut()
        elif data.strip():
            start = self.place
            self.finder.add(start, start + len(data), self.kind())

    def kind(self) -> Kind:
        """Return what a text is, by the elements that are open."""
        for tags, kind in ((_LINKS, Kind.LINK), (_HEADINGS, Kind.HEADING), (_QUOTATIONS, Kind.QUOTATION)):
            if any(self.open[tag] for tag in tags):
                return kind
        return Kind.TEXT

    def begin(self, tag: str) -> None:
        if tag not in _INLINE:
            self.finder.cut()
