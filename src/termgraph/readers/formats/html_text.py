"""The text of HTML elements as a browser shows it: white space folded, junk left out, terms with descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from termgraph.names import word_set
from termgraph.readers.blocks.runs import Run
from termgraph.readers.formats.html_page import is_junk, tag_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: Elements that begin on a line of their own.
BLOCKS = word_set(
    """
    address article blockquote body center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4
    h5 h6 header hgroup hr html li main ol p pre section summary table ul tbody thead tfoot tr td th
    caption dir search
    """
)


def pairs(element: Element) -> Iterator[Element]:
    """Yield the terms and descriptions of a definition list; groups of them may stand in `div`s."""
    for child in element:
        if tag_of(child) in ("dt", "dd"):
            yield child
        elif tag_of(child) in ("div", "dl", "p", "section") and not is_junk(child):
            yield from pairs(child)


def anchors_of(element: Element) -> tuple[str, ...]:
    """Return what links may call an element, or something in it."""
    names = [element.get("id")]
    for inner in element.iterdescendants():
        if tag_of(inner) in ("a", "span", "dfn", "b", "strong", "div", "p"):
            names += [inner.get("id"), inner.get("name") if tag_of(inner) == "a" else None]
    return tuple(dict.fromkeys(name for name in names if name))


def texts(element: Element) -> Iterator[str]:
    """Yield the texts of an element without junk, a space after each block."""
    yield element.text or ""
    for child in element:
        if not is_junk(child):
            yield from texts(child)
            if tag_of(child) in BLOCKS or tag_of(child) == "br":
                yield " "
        yield child.tail or ""


def tidied(runs: list[Run]) -> tuple[Run, ...]:
    """Return runs with white space folded, as a browser shows them; line breaks stay."""
    done: list[Run] = []
    space = True
    for run in runs:
        if run.raw or run.code:
            done.append(run)
            space = False
            continue
        if run.text == "\n":
            done.append(run)
            space = True
            continue
        text = re.sub(r"\s+", " ", run.text)
        if space:
            text = text.lstrip()
        if text:
            done.append(replace(run, text=text))
            space = text.endswith(" ")
    return tuple(done)


def divided(runs: tuple[Run, ...]) -> Iterator[tuple[Run, ...]]:
    """Yield the paragraphs of runs, which two line breaks in a row divide."""
    part: list[Run] = []
    for n, run in enumerate(runs):
        if run.text == "\n" and n + 1 < len(runs) and runs[n + 1].text == "\n":
            if part:
                yield tuple(part)
            part = []
        elif part or run.text.strip():
            part.append(run)
    if part:
        yield tuple(part)
