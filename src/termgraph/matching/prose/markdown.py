"""Prose in Markdown, MyST and MDX: parsed by markdown-it, and found again where the file has it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from termgraph.matching.prose.generators import masked
from termgraph.matching.prose.source import Finder, Kind
from termgraph.names import word_set
from termgraph.readers.formats.front_matter import split

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

#: Longer than any paragraph, and more brackets than one has: parsing the marks in it may take for ever.
_LONGEST, _MOST_MARKS = 50_000, 2_000
_BRACKETS = "[]!*_`<"
#: Directives of MyST whose content is prose.
_DIRECTIVES = word_set("""
    admonition attention caution danger dropdown epigraph error hint important margin note seealso sidebar tab-item
    tip todo topic warning versionadded versionchanged
""")
_DIRECTIVE = re.compile(r"\{([\w-]+)\}")
#: What is no prose at the end of a text: the role of the code behind it, and what a heading is marked with.
_BRACES = re.compile(r"\{(?:[\w:-]+|[#.][^{}\n]*)\}\s*\Z")
#: A paragraph that is one emphasis: where another ends in a colon before it, that is what somebody else has said.
_EMPHASIS = re.compile(r"\*[^*]+\*|_[^_]+_")
_ALERT = re.compile(r"\[!\w+\]")
_MARKS_OF_LINES = re.compile(r"^[ \t]*:{3,}.*$|^[ \t]*:[\w-]+:.*$", re.MULTILINE)
_DEEPEST = 5


def read(text: str, path: str) -> Finder:
    r"""Return the prose of a Markdown text.

    >>> found = read("# Owl\n\nAn *owl* sees `x` and [bats](b.md 'a bat'), $x$ too.", "a.md")
    >>> [found.text[run.start:run.end] for run in found.runs]
    ['Owl', 'An', 'owl', 'sees', 'and', 'bats', ',', 'too.']
    >>> [(run.kind.value, run.joined) for run in found.runs][:5]
    [('heading', False), ('text', False), ('text', True), ('text', True), ('text', False)]
    """
    _, body, _ = split(text, path)
    start = len(text) - len(body)
    finder = Finder(text[:start] + masked(body, path))
    _Page(finder, finder.text[start:], start).read()
    finder.text = text
    return finder


class _Page:
    """Finds the prose of a text that begins at a place in the whole."""

    def __init__(self, finder: Finder, text: str, offset: int, depth: int = 0) -> None:
        self.finder, self.text, self.offset, self.depth = finder, text, offset, depth
        self.lines = [
            offset,
            *(offset + found.end() for found in re.finditer("\n", text)),
            offset + len(text),
        ]
        self.quotes = 0
        self.before = ""

    def read(self) -> None:
        parser = _parser()
        parser.core.ruler.enableOnly(["normalize", "block"])
        tokens = parser.parse(self.text)
        for token, before in zip(tokens, [None, *tokens], strict=False):
            match token.type:
                case "blockquote_open":
                    self.quotes += 1
                case "blockquote_close":
                    self.quotes -= 1
                case "inline":
                    self.inline(token, before.type if before else "")
                case "fence":
                    self.fence(token)

    def inline(self, token: Token, within: str) -> None:
        start, end = self.span(token)
        finder = self.finder
        finder.cursor = max(finder.cursor, start)
        finder.cut()
        kind = self.kind(token, within)
        if within == "heading_open":
            finder.sections.append(start)
        if len(token.content) > _LONGEST or sum(map(token.content.count, _BRACKETS)) > _MOST_MARKS:
            finder.reveal(token.content, kind, end)
        else:
            _Line(finder, kind, end).read(token.content)
        if within not in ("th_open", "td_open"):
            finder.cursor = max(finder.cursor, end)
        self.before = token.content

    def kind(self, token: Token, within: str) -> Kind:
        if within in ("heading_open", "dt_open"):
            return Kind.HEADING
        is_quoted = self.quotes and not _ALERT.match(token.content)
        is_said = self.before.endswith(":") and _EMPHASIS.fullmatch(token.content)
        return Kind.QUOTATION if is_quoted or is_said else Kind.TEXT

    def fence(self, token: Token) -> None:
        """Read the content of a directive of MyST that holds prose."""
        named = _DIRECTIVE.match(token.info.strip())
        _, end = self.span(token)
        if named and named[1] in _DIRECTIVES and self.depth < _DEEPEST and token.map:
            first = self.lines[token.map[0] + 1]
            last = max(first, self.lines[token.map[1] - 1])
            content = self.text[first - self.offset : last - self.offset]
            covered = _MARKS_OF_LINES.sub(lambda found: " " * len(found.group()), content)
            _Page(self.finder, covered, first, self.depth + 1).read()
        self.finder.cursor = max(self.finder.cursor, end)

    def span(self, token: Token) -> tuple[int, int]:
        first, last = token.map or (0, 0)
        return self.lines[min(first, len(self.lines) - 1)], self.lines[min(last, len(self.lines) - 1)]


class _Line:
    """Finds the prose of an inline text."""

    def __init__(self, finder: Finder, kind: Kind, end: int) -> None:
        self.finder, self.kind, self.end = finder, kind, end
        self.links = 0

    def read(self, content: str) -> None:
        children: list[Token] = []
        parser = _parser()
        parser.inline.parse(content, parser, {}, children)
        for child in children:
            self.token(child)

    def token(self, child: Token) -> None:
        finder = self.finder
        match child.type:
            case "text":
                finder.reveal(
                    _BRACES.sub("", child.content), Kind.LINK if self.links else self.kind, self.end
                )
            case "link_open":
                self.links += 1
            case "link_close":
                self.links -= 1
                self.destination()
            case "image":
                finder.skip(child.content, self.end)
                self.destination()
                finder.cut()
            case "text_special":
                finder.skip(child.markup, self.end)
            case _ if child.content:
                finder.skip(child.content, self.end)

    def destination(self) -> None:
        """Go on behind what a link leads to."""
        at, text = self.finder.cursor, self.finder.text
        if text.startswith("](", at):
            self.finder.cursor = _closed(text, at + 1, self.end)
        elif text.startswith("][", at):
            self.finder.cursor = max(text.find("]", at + 2, self.end) + 1, at)


def _closed(text: str, start: int, end: int) -> int:
    """Return the place behind the bracket that closes the one at a place; that place where none does."""
    depth = 0
    for sign in re.compile(r"\\.|[()]", re.DOTALL).finditer(text, start, end):
        depth += (sign.group() == "(") - (sign.group() == ")")
        if not depth:
            return sign.end()
    return start


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    # Deeper nesting is left as text, so that no document makes the parser recurse without end.
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 40}).enable(["table", "strikethrough"])
    parser.use(deflist_plugin)
    return parser.use(dollarmath_plugin, allow_space=True, allow_digits=False, double_inline=True)
