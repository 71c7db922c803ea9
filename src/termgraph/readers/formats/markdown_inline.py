"""Markdown's inline text as runs, and its dialects brought into one form before it is parsed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from termgraph.readers.blocks.runs import TERM, Run

if TYPE_CHECKING:
    from markdown_it.token import Token

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_WIKILINK = re.compile(r"!?\[\[([^\][|\n]+)(?:\|([^\][\n]+))?\]\]")
_ADMONITION = re.compile(
    r"(?P<indent> {0,3})(?:!!!|\?\?\?)\+?(?:\s+[\w-]+)*\s*(?:[\"“](?P<title>[^\"”]*)[\"”])?\s*"
)
_SHORTCODE = re.compile(r"\{\{[<%]\s*[\w./-]+\s+([^{}]*?)\s*/?[>%]\}\}")
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
_CONTAINER = re.compile(r" {0,3}:{3,}(?:\s*\{?[\w-]+\}?.*)?")
#: "[Owl]{#owl .bird}", and the same behind a link, code or bold text, as Pandoc and MyST write attributes.
_SPAN = re.compile(
    r"(?:\[(?P<text>[^\[\]\n]{1,200})\]|(?<=[)`*]))\{:?[ \t]*(?P<said>[#.][A-Za-z][^{}\n]{0,200})\}"
)
_TARGET = re.compile(r"(?m)^\(([\w:-]{1,100})\)=[ \t]*$")
#: A term of mkdocs-ezglossary, with the list of terms that it belongs to.
_LISTED = re.compile(r"(?m)^(?P<list>[A-Za-z][\w-]{0,40}):(?P<term>[^\s:][^\n]{0,120})(?=\n{1,2} {0,3}: )")
_ROLE = re.compile(r"\{([\w:-]+)\}\Z")
_ROLE_TARGET = re.compile(r"(.+?)\s*<([^<>]+)>\Z", re.DOTALL)


#: Deeper indentation says nothing more, and takes the parser long.
_MOST_INDENT = 200


def _shallow(line: str) -> str:
    """Return a line that begins with very much white space with less of it."""
    return line[:_MOST_INDENT] + line[_MOST_INDENT:].lstrip()


def prepared(text: str) -> str:
    """Return the text in one dialect, line by line: without comments, marks of blocks, attributes, wiki links."""
    # Lines of comments stay, empty, so that all others keep their numbers.
    text = _COMMENT.sub(lambda found: "\n" * found.group().count("\n"), text)
    text = _SHORTCODE.sub(_shortcode, text)
    text = _WIKILINK.sub(
        lambda found: f"[{(found[2] or found[1]).strip()}](<{TERM}{found[1].strip()}>)", text
    )
    text = _TARGET.sub(r'<a id="\1"></a>', _SPAN.sub(_attributed, _unlisted(text)))
    lines = [line if line[:_MOST_INDENT].strip() else _shallow(line) for line in text.split("\n")]
    inside = -1  # how far the text of an admonition is indented
    for n, line in enumerate(lines):
        opened = _ADMONITION.fullmatch(line)
        if opened:
            inside = len(opened["indent"]) + 4
            lines[n] = opened["title"] or ""
        elif _CONTAINER.fullmatch(line):
            lines[n] = ""
        elif inside >= 0 and line.strip():
            if line.startswith(" " * inside):
                lines[n] = line[inside:]
            else:
                inside = -1
    return "\n".join(lines)


def attributes(said: str) -> list[str]:
    """Return the anchors in attributes.

    >>> attributes("#owl .bird")
    ['owl']
    """
    return [part[1:] for part in said.split() if part.startswith("#")]


def _attributed(found: re.Match[str]) -> str:
    """Return a text with attributes behind it as an anchor and the text."""
    anchors = "".join(f'<a id="{anchor}"></a>' for anchor in attributes(found["said"]))
    return anchors + (found["text"] or "")


def _unlisted(text: str) -> str:
    """Return terms and links without the lists of mkdocs-ezglossary, where one is `term:` or a link names one."""
    listed = {found["list"] for found in _LISTED.finditer(text)}
    named = {"term", *re.findall(r"<([A-Za-z][\w-]{0,40}):[^<>\s:/][^<>\n]*>", text)}
    if not listed & named:
        return text
    text = _LISTED.sub(r"\g<term>", text)
    return re.sub(
        rf"<(?:{'|'.join(sorted(listed))}):([^<>|\n]{{1,120}})(?:\|[^<>\n]*)?>", rf"[\1](<{TERM}\1>)", text
    )


def _shortcode(found: re.Match[str]) -> str:
    """Return the text of a shortcode of Hugo, linked to the term that it names."""
    said = {name: one or two or three for name, one, two, three in _ATTRIBUTE.findall(found[1])}
    target = said.get("term_id") or said.get("term") or ""
    shown = said.get("text") or said.get("title") or target
    return f"[{shown}](<{TERM}{target}>)" if target and shown else shown or found.group()


def dedent(text: str) -> str:
    """Return lines without the indentation of the first one, and without empty lines around."""
    lines = text.strip("\n").split("\n")
    width = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    own = len(lines[0]) - len(lines[0].lstrip())
    # Lazy lines of a paragraph may stand further left than its first one.
    return "\n".join(
        line[min(own, len(line) - len(line.lstrip())) :] if own > width else line[width:] for line in lines
    )


#: What elements of HTML say of the text in them.
_STYLES: Mapping[str, str] = {
    **dict.fromkeys(("b", "strong", "dfn"), "bold"),
    **dict.fromkeys(("i", "em", "cite"), "italic"),
    **dict.fromkeys(("code", "kbd", "tt"), "code"),
}


def runs_of(tokens: Iterable[Token], line: int) -> Iterator[Run]:
    """Yield the runs of inline tokens."""
    inline = _Inline(line)
    for token in tokens:
        yield from inline.runs(token)


class _Inline:
    """Makes runs of tokens, and remembers how the text looks where it has come to."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.depths = Counter[str]()
        self.hrefs: list[str] = []
        self.role = ""

    def run(self, text: str, **look: Any) -> Run:
        """Return a text as it looks here."""
        href = next((one for one in reversed(self.hrefs) if one), "")
        bold, italic, code = (self.depths[name] > 0 for name in ("bold", "italic", "code"))
        return replace(Run(text, bold, italic, code, href, self.line), **look)

    def runs(self, token: Token) -> Iterator[Run]:
        """Yield the runs of one token."""
        match token.type:
            case "text" | "text_special":
                found = _ROLE.search(token.content)
                self.role = found[1] if found else ""
                yield self.run(token.content[: found.start()] if found else token.content)
            case "softbreak" | "hardbreak":
                yield self.run("\n")
                self.line += 1
            case "code_inline" if self.role:
                yield self.reference(token.content)
            case "code_inline":
                yield self.run(token.content, code=True)
            case "strong_open" | "strong_close":
                self.depths["bold"] += token.nesting
            case "em_open" | "em_close":
                self.depths["italic"] += token.nesting
            case "link_open":
                # markdown-it writes quotes and spaces as %22 and %20; the document does not.
                self.hrefs.append(unquote(str(token.attrGet("href") or "")))
            case "link_close":
                self.hrefs.pop()
            case "math_inline" | "math_inline_double":
                mark = "$" if token.type == "math_inline" else "$$"
                yield self.run(f"{mark}{token.content}{mark}", raw=True)
                self.line += token.content.count("\n") if mark == "$$" else 0
            case "html_inline" if tag := re.match(r"<(/?)\s*([a-zA-Z0-9]+)", token.content):
                yield from self.html(tag[2].lower(), -1 if tag[1] else 1, token.content)

    def reference(self, content: str) -> Run:
        """Return what a role of MyST refers to: {term}`owl`."""
        target = _ROLE_TARGET.match(content)
        shown, aim = (target[1], target[2]) if target else (content, content)
        scheme = {"term": TERM, "ref": "#", "doc": ""}.get(self.role.rpartition(":")[2])
        self.role = ""
        href = self.run("").href if scheme is None else scheme + aim
        return Run(shown, href=href, line=self.line)

    def html(self, name: str, step: int, content: str) -> Iterator[Run]:
        """Take what a tag of HTML says of the text in it; yield the line break that one is."""
        if name in _STYLES:
            self.depths[_STYLES[name]] += step
        elif name == "br":
            yield self.run("\n")
        elif name == "a" and step > 0:
            own = re.search(r"""\shref\s*=\s*["']?([^"'\s>]+)""", content)
            self.hrefs.append(unescape(own[1]) if own else "")
        elif name == "a" and self.hrefs:
            self.hrefs.pop()
