"""The explorer: a vocabulary as one HTML file that opens from disk, needs no network and can be searched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from termgraph.skos import Thesaurus

__all__ = ["render"]


def render(  # noqa: PLR0913 (all are what people choose)
    store: Thesaurus,
    title: str | None = None,
    *,
    language: str | None = None,
    focus: str | None = None,
    depth: int | None = None,
    overview: bool = False,
    embed: bool = False,
    uses: Mapping[str, int] | None = None,
    progress: Callable[[float], None] | None = None,
) -> str:
    """Return the explorer of a vocabulary as HTML: the same text for the same vocabulary, always.

    What is shown first where the page's address does not say it is chosen by `focus`, `depth` and `overview`.

    Args:
        store: the vocabulary.
        title: the heading of the page; the vocabulary's own title where it is None.
        language: the tag of the language to show and to sort by; that of the vocabulary where it is None.
        focus: any name, id or IRI of the term whose surroundings to show.
        depth: how many steps around a term to show, from 1 to 3; as many as can be read where it is None.
        overview: whether to show all concepts as dots.
        embed: whether it is for a frame within another page: without its head, and with a link to the whole of it.
        uses: how often each concept is used in texts, by IRI, as `usage(…).counts` says: a dot is the larger for it,
            and hollow where it never is.
        progress: called with the share of the work that is done, from 0 to 1.

    >>> from termgraph.namespaces import data_dir
    >>> from termgraph.skos import Thesaurus
    >>> page = render(Thesaurus.open(data_dir() / "ml"), "My terms", focus="soft arg max")
    >>> page.startswith("<!doctype html>"), "<title>My terms</title>" in page
    (True, True)
    """
    from termgraph.view.page import html  # jinja2, networkx and pyvis, which a program may never need

    start: dict[str, str | int] = {}
    iri = store.find(focus) if focus is not None else None
    if iri is None and overview:
        start["view"] = "overview"
    if embed:
        start["embed"] = True
    if depth is not None:
        start["depth"] = depth
    return html(store, title, language=language, focus=iri, start=start, uses=uses, progress=progress)
