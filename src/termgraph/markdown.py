"""Definitions are Markdown: their plain text, their links, and HTML that is safe to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@cache
def _parser() -> MarkdownIt:
    """Return the CommonMark parser, with TeX between dollar signs, without raw HTML and images."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark", {"html": False}).disable("image")
    # The default link check lets some schemes through that are no use in a definition; `to_html` asks its caller.
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    return parser


def _leaves(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.children is not None:
            yield from _leaves(token.children)
        else:
            yield token


def plain(markdown: str) -> str:
    """Return the text of a Markdown passage without links, emphasis and other marks; TeX keeps its dollar signs.

    Paragraphs and list items are separated by a line break.

    >>> plain("The *smooth* form of [argmax](argmax.md): $e^{x_i}$.")
    'The smooth form of argmax: $e^{x_i}$.'
    """
    lines: list[str] = []
    for block in _parser().parse(markdown):
        if block.type in ("fence", "code_block", "math_block"):
            lines.append(
                block.content.strip() if block.type != "math_block" else f"$${block.content.strip()}$$"
            )
        elif block.children is not None:
            lines.append("".join(map(_plain_inline, block.children)))
    return "\n".join(line for line in lines if line)


def _plain_inline(token: Token) -> str:
    match token.type:
        case "text" | "code_inline":
            return token.content
        case "math_inline":
            return f"${token.content}$"
        case "math_inline_double":
            return f"$${token.content}$$"
        case "softbreak" | "hardbreak":
            return " "
        case _:
            return ""


def links(markdown: str) -> list[str]:
    """Return the targets of the links in a Markdown passage, in order.

    >>> links("See [argmax](argmax.md) and [RFC 3987](https://www.rfc-editor.org/rfc/rfc3987).")
    ['argmax.md', 'https://www.rfc-editor.org/rfc/rfc3987']
    """
    return [
        str(token.attrGet("href"))
        for token in _leaves(_parser().parse(markdown))
        if token.type == "link_open"
    ]


def entry_link(target: str) -> str | None:
    """Return the id of the entry that a link points to, or None where it points elsewhere.

    >>> entry_link("argmax.md"), entry_link("https://example.org/")
    ('argmax', None)
    """
    from urllib.parse import unquote

    path = unquote(target.partition("#")[0]).removeprefix("./")
    return path[:-3] if path.endswith(".md") and "/" not in path and ":" not in path else None


def to_html(markdown: str, href: Callable[[str], str | None]) -> str:
    """Return a Markdown passage as HTML: escaped text, and links only where `href` allows one.

    Args:
        markdown: the passage.
        href: gets a link's target and returns the address to use, or None to leave plain text.

    >>> to_html("*Not* <b>max</b>: [argmax](argmax.md)", lambda target: "#" + target)
    '<p><em>Not</em> &lt;b&gt;max&lt;/b&gt;: <a href="#argmax.md">argmax</a></p>'
    """
    return "".join(_html(token, href) for token in _parser().parse(markdown)).strip()


def _html(token: Token, href: Callable[[str], str | None]) -> str:
    if token.type == "inline":
        return _inline_html(token.children or [], href)
    if token.type in ("fence", "code_block"):
        return f"<pre><code>{escape(token.content)}</code></pre>\n"
    if token.type == "math_block":
        return f'<p><code class="tex">{escape(token.content.strip())}</code></p>\n'
    if not token.tag or token.hidden:
        return ""
    if token.nesting == 0:
        return f"<{token.tag}>\n"
    closed = "\n" if token.nesting < 0 and token.block else ""
    return f"<{'/' if token.nesting < 0 else ''}{token.tag}>{closed}"


def _inline_html(tokens: list[Token], href: Callable[[str], str | None]) -> str:
    parts: list[str] = []
    open_links: list[bool] = []
    for token in tokens:
        match token.type:
            case "link_open":
                address = href(str(token.attrGet("href")))
                open_links.append(address is not None)
                if address is not None:
                    rel = ' rel="noopener noreferrer"' if "://" in address else ""
                    parts.append(f'<a href="{escape(address)}"{rel}>')
            case "link_close":
                parts.append("</a>" if open_links.pop() else "")
            case "code_inline":
                parts.append(f"<code>{escape(token.content)}</code>")
            case "math_inline" | "math_inline_double":
                parts.append(f'<code class="tex">{escape(token.content)}</code>')
            case "softbreak":
                parts.append("\n")
            case "hardbreak":
                parts.append("<br>\n")
            case "em_open" | "em_close" | "strong_open" | "strong_close":
                parts.append(f"<{'/' if token.nesting < 0 else ''}{token.tag}>")
            case _:
                parts.append(escape(token.content))
    return "".join(parts)
