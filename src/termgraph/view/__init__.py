"""The explorer: a vocabulary as one HTML file that opens from disk, needs no network and can be searched."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from termgraph.files import write_text

if TYPE_CHECKING:
    from termgraph.store import Store

__all__ = ["render", "write_view"]


def write_view(store: Store, path: str | Path, *, title: str | None = None) -> None:
    """Write the explorer of a vocabulary.

    Args:
        store: the vocabulary.
        path: the HTML file; it is written beside its place and renamed, so that it is never half-written.
        title: the heading of the page; the vocabulary's own title where it is None.

    Raises:
        TermgraphError: where the file cannot be written.
    """
    write_text(Path(path), render(store, title))


def render(store: Store, title: str | None = None) -> str:
    """Return the explorer of a vocabulary as HTML: the same text for the same vocabulary, always.

    Args:
        store: the vocabulary.
        title: the heading of the page; the vocabulary's own title where it is None.

    >>> from termgraph.namespaces import data_dir
    >>> from termgraph.store import Store
    >>> page = render(Store.open(data_dir() / "ml"))
    >>> page.startswith("<!doctype html>"), 'id="term=softmax"' in page
    (True, True)
    """
    from termgraph.view.page import html  # jinja2, networkx and pyvis, which a program may never need

    return html(store, title)
