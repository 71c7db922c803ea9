"""An HTML page: parsed, repaired, told from what web sites put around their texts, and its text as browsers show it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from termgraph.errors import TermgraphError
from termgraph.names import word_set
from termgraph.readers.blocks.runs import Run
from termgraph.readers.formats.document import too_deep

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: Elements that hold no text of the document.
_DROPPED = word_set(
    """
    script style noscript template nav footer aside form button svg canvas iframe object embed select
    input textarea head link meta map audio video dialog menu
    """
)
_DROPPED_ROLES = word_set(
    """
    navigation banner contentinfo search complementary menu menubar dialog alert toolbar
    """
)
#: Words that sites give to what stands around the text.
_DROPPED_CLASSES = word_set(
    """
    nav navbar navigation navbox nav-menu menu main-menu sidebar side-bar sidenav breadcrumb breadcrumbs
    footer site-footer page-footer site-header masthead cookie cookies cookie-banner cookie-notice share
    sharing social social-share social-links comments comment-list advert advertisement ads ad promo
    newsletter subscribe skip-link skip-links pagination pager mw-editsection headerlink header-anchor
    anchor-link related-posts related-articles noprint printfooter catlinks mw-jump-link hidden sr-only
    visually-hidden screen-reader-text katex-html mjx-chtml mathjax_preview a-z-nav alphabet letters
    az-nav back-to-top backtotop toctoggle
    """
)

#: Elements that begin on a line of their own.
BLOCKS = word_set(
    """
    address article blockquote body center dd details div dl dt fieldset figcaption figure h1 h2 h3 h4
    h5 h6 header hgroup hr html li main ol p pre section summary table ul tbody thead tfoot tr td th
    caption dir search
    """
)


def repaired(root: Element) -> None:
    """Put terms and descriptions side by side that stand in each other, since their end tags were left out."""
    for element in reversed(list(root.iter("dt", "dd"))):
        parent = element.getparent()
        if parent is not None and tag_of(parent) in ("dt", "dd"):
            parent.addnext(element)


def parsed(text: str, path: str = "") -> Element | None:
    """Return the root of a page, None where there is nothing in it."""
    from lxml import etree

    # A declared encoding is of the file, not of this text, and control characters would end a text.
    data = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", text).encode("utf-8", "replace")
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root: Element | None = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if not text.strip() or "empty" in str(error):
            return None
        raise TermgraphError(f"broken HTML: {error.msg}", path or None) from None
    for problem in parser.error_log:
        if "RESOURCE_LIMIT" in problem.type_name:
            raise too_deep(path, problem.line) from None
    return root


def title(root: Element) -> str:
    """Return what a page calls itself in its head."""
    found = root.find(".//head/title")
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def main(root: Element) -> Element:
    """Return the element that holds the text: the one marked as main, or the only article, if most text is in it."""
    whole = _length(root)
    tests: tuple[Callable[[Element], bool], ...] = (
        lambda element: tag_of(element) == "main" or element.get("role") == "main",
        lambda element: tag_of(element) == "article",
        lambda element: element.get("id") == "mw-content-text",  # MediaWiki
    )
    for test in tests:
        found = [element for element in root.iter() if test(element)]
        if len(found) == 1 and _length(found[0]) >= 0.4 * whole:
            return found[0]
    return root


def _length(element: Element) -> int:
    return sum(len(text) for text in element.itertext() if not text.isspace())


def tag_of(element: Element) -> str:
    """Return the name of an element, "" for what is none."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def is_junk(element: Element) -> bool:
    """Tell whether an element stands around the text and is no part of it."""
    tag = tag_of(element)
    if tag == "script" and (element.get("type") or "").startswith("math/tex"):
        return False
    if (
        not tag
        or tag in _DROPPED
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
    ):
        return True
    if tag in ("body", "html", "main", "article"):
        return False
    if (element.get("role") or "").lower() in _DROPPED_ROLES:
        return True
    if "display:none" in (element.get("style") or "").replace(" ", "").lower():
        return True
    names = {*(element.get("class") or "").lower().split(), (element.get("id") or "").lower()}
    if not names & _DROPPED_CLASSES:
        return False
    # A page may call its whole text "menu"; what holds most of its definitions is no junk.
    length = _length(element)
    return length < 200 or 2 * length < _length(element.getroottree().getroot())


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
