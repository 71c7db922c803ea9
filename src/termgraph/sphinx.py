"""The extension for Sphinx: terms in a documentation link to their pages, with what they mean as tooltips.

```python
extensions = ["termgraph.sphinx"]
termgraph_vocabulary = "glossary"  # an entries folder or an RDF file, as seen from conf.py; the shipped one without
termgraph_to = "/terms/"  # where it is published; without, the IRIs of its concepts
termgraph_each = "section"  # or "page", "use"
```
A document whose fields say `:termgraph: off` is left alone. Nothing in the sources is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from termgraph import __version__
from termgraph.api import load
from termgraph.errors import TermgraphError
from termgraph.matching.linking import EACH, Each, Linker

#: In what no link is set: code, links, headings, quotations, and what is no text of the page.
_CLOSED = (
    nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.reference, nodes.title, nodes.subtitle,
    nodes.rubric, nodes.term, nodes.caption, nodes.block_quote, nodes.raw, nodes.doctest_block, nodes.Invisible,
    nodes.footnote_reference, nodes.citation_reference, nodes.image, nodes.label,
)  # fmt: skip


def setup(app: Sphinx) -> dict[str, Any]:
    """Tell Sphinx what the extension is configured by, and when it is to be called."""
    for name, default in (("vocabulary", ""), ("to", None), ("each", "section"), ("lang", None)):
        app.add_config_value(f"termgraph_{name}", default, "env", types=(str, type(None)))
    app.connect("doctree-resolved", link_terms)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def link_terms(app: Sphinx, doctree: nodes.document, document: str) -> None:
    """Set the links of a document, when all others are there."""
    if str(app.env.metadata.get(document, {}).get("termgraph", "")).lower() in ("off", "false", "no"):
        return
    config = app.config
    if config.termgraph_each not in EACH:
        raise ExtensionError(
            f"termgraph_each is '{config.termgraph_each}', and can be one of {', '.join(EACH)}"
        )
    source = str(Path(app.confdir) / config.termgraph_vocabulary) if config.termgraph_vocabulary else ""
    try:
        linker = _linker(source, config.termgraph_to, config.termgraph_each, config.termgraph_lang)
    except TermgraphError as error:
        raise ExtensionError(f"termgraph: {error}") from None
    _Document(linker).link(doctree)


@cache
def _linker(source: str, to: str | None, each: Each, lang: str | None) -> Linker:
    """Return what links; a vocabulary is opened once a build."""
    return load(*([source] if source else [])).linker(to, each, lang)


class _Document:
    """Links the terms of one document."""

    def __init__(self, linker: Linker) -> None:
        self.linker = linker
        self.seen: set[tuple[str, int]] = set()

    def link(self, doctree: nodes.document) -> None:
        for text in [text for text in doctree.findall(nodes.Text) if _is_open(text)]:
            pieces = list(self.pieces(text))
            if len(pieces) > 1:
                text.parent.replace(text, pieces)

    def pieces(self, text: nodes.Text) -> Iterator[nodes.Node]:
        """Yield a text as what is no link and what is one."""
        said, last = text.astext(), 0
        for match in self.linker.judge.matcher.find(said):
            target = self.linker.target(match)
            if target is None or (key := (target.concept, self.place(text))) in self.seen:
                continue
            if self.linker.each != "use":
                self.seen.add(key)
            yield nodes.Text(said[last : match.start])
            named = said[match.start : match.end]
            yield nodes.reference(
                "",
                named,
                refuri=target.address,
                reftitle=target.tip,
                internal=False,
                classes=["termgraph-term"],
            )
            last = match.end
        yield nodes.Text(said[last:])

    def place(self, text: nodes.Text) -> int:
        """Return what a term is linked once in: the innermost section, or the whole."""
        if self.linker.each == "page":
            return 0
        section = text.parent
        while section is not None and not isinstance(section, nodes.section):
            section = section.parent
        return id(section)


def _is_open(text: nodes.Text) -> bool:
    node: nodes.Node | None = text.parent
    while node is not None:
        if isinstance(node, _CLOSED):
            return False
        node = node.parent
    return True
