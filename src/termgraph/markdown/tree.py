"""Markdown as a tree of plain data, which pages and formats make markup of, each its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from termgraph.markdown import is_unmarked, parser

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

#: A text with marks in it, as plain data: a string, or a list of runs. A run is a string or one of
#: `{"a": target, "t": rich}`, `{"em": rich}`, `{"strong": rich}`, `{"code": text}`, `{"p": rich}`, `{"li": [rich, …]}`,
#: and whatever `math` of `rich` returns.
Rich = str | list[Any]

Href = Callable[[str], "int | str | None"]
Math = Callable[[str, bool], Any]

_TEX = re.compile(r"(?<![\w$\\])\$(?=[^\s$])([^$\n]*[^\s$\\])\$(?![\w$])")


def rich(markdown: str, href: Href, math: Math) -> Rich:
    """Return a Markdown passage as a tree of plain data, which holds no markup and can hold none.

    A single paragraph is its runs, without a `p` around them; a passage without any mark is a string.

    Args:
        markdown: the passage.
        href: gets a link's target and returns what to put in its place, or None to leave plain text.
        math: gets TeX, and whether it stands on a line of its own, and returns the run for it.

    >>> rich("*Not* <b>max</b>: [argmax](argmax.md)", lambda target: 7, lambda tex, block: {"code": tex})
    [{'em': 'Not'}, ' <b>max</b>: ', {'a': 7, 't': 'argmax'}]
    """
    if is_unmarked(markdown):
        return markdown
    from markdown_it.tree import SyntaxTreeNode

    blocks = list(_blocks(SyntaxTreeNode(parser().parse(markdown)).children, href, math))
    return _joined(blocks[0]["p"] if len(blocks) == 1 and "p" in blocks[0] else blocks)


def rich_text(text: str, math: Math) -> Rich:
    """Return plain text as a tree, with what stands between dollar signs as TeX.

    >>> rich_text("from $x$ to $5", lambda tex, block: {"code": tex})
    ['from ', {'code': 'x'}, ' to $5']
    """
    if "$" not in text:
        return text
    parts = _TEX.split(text)
    return _joined([math(part, False) if index % 2 else part for index, part in enumerate(parts)])


def _joined(runs: list[Any]) -> Rich:
    """Return runs with strings that follow each other made one."""
    joined: list[Any] = []
    for run in runs:
        if isinstance(run, str) and joined and isinstance(joined[-1], str):
            joined[-1] += run
        elif run != "":
            joined.append(run)
    return joined[0] if len(joined) == 1 and isinstance(joined[0], str) else joined or ""


def _blocks(nodes: Sequence[SyntaxTreeNode], href: Href, math: Math) -> Iterator[dict[str, Any]]:
    for node in nodes:
        match node.type:
            case "bullet_list" | "ordered_list":
                yield {"li": [_item(item, href, math) for item in node.children]}
            case "fence" | "code_block":
                yield {"p": [{"code": node.content.rstrip()}]}
            case "math_block" | "math_block_label":
                yield {"p": [math(node.content.strip(), True)]}
            case "blockquote":
                yield from _blocks(node.children, href, math)
            case "heading":
                yield {"p": [{"strong": _joined(_children(node, href, math))}]}
            case "paragraph":
                yield {"p": _joined(_children(node, href, math))}
            case _:  # a rule between paragraphs
                pass


def _item(item: SyntaxTreeNode, href: Href, math: Math) -> Rich:
    blocks = list(_blocks(item.children, href, math))
    return _joined(blocks[0]["p"] if len(blocks) == 1 and "p" in blocks[0] else blocks)


def _children(node: SyntaxTreeNode, href: Href, math: Math) -> list[Any]:
    return [run for inline in node.children for run in _runs(inline.children, href, math)]


def _runs(nodes: Sequence[SyntaxTreeNode], href: Href, math: Math) -> Iterator[Any]:
    for node in nodes:
        match node.type:
            case "link":
                inner = _joined(list(_runs(node.children, href, math)))
                target = href(str(node.attrs.get("href", "")))
                if target is not None:
                    yield {"a": target, "t": inner}
                else:
                    yield from [inner] if isinstance(inner, str) else inner
            case "em" | "strong":
                yield {node.type: _joined(list(_runs(node.children, href, math)))}
            case "code_inline":
                yield {"code": node.content}
            case "math_inline":
                yield math(node.content, False)
            case "math_inline_double":
                yield math(node.content, True)
            case "softbreak" | "hardbreak":
                yield " "
            case _:
                yield node.content
