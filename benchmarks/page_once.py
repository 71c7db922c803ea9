"""Writes the page of a vocabulary, by termgraph or by stock pyvis, and tells as JSON what that took.

    python page_once.py termgraph|pyvis VOCABULARY PAGE

A process of its own: what another page left in memory, or has compiled, must not count. Loading the vocabulary and
importing libraries do not count either.
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from termgraph.skos import Thesaurus


def termgraph(store: Thesaurus) -> Callable[[], str]:
    """Return what writes the explorer."""
    import termgraph.view.page  # noqa: F401  (its imports do not count)
    from termgraph.view import render

    return lambda: render(store)


def pyvis(store: Thesaurus) -> Callable[[], str]:
    """Return what writes the same graph with pyvis, as its documentation shows it: a label and a title, all else stock.

    Of what holds both ways (`related` and its kinds) there is one line, as on the explorer; `directed`, since without
    it pyvis leaves out all but one of the lines that join the same two nodes.
    """
    from termgraph.network import to_networkx
    from termgraph.relations import RELATIONS

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pyvis.network import Network
    graph = to_networkx(store)

    def write() -> str:
        network = Network(directed=True, cdn_resources="in_line")
        for node, about in graph.nodes(data=True):
            network.add_node(node, label=about["label"], title=about["label"])
        for source, target, kind in graph.edges(keys=True):
            if not RELATIONS[kind].symmetric or source < target or not graph.has_edge(target, source, kind):
                network.add_edge(source, target, title=kind)
        return str(network.generate_html())

    return write


def main() -> None:
    """Write the page, and print the seconds and the bytes."""
    library, vocabulary, page = sys.argv[1:]
    from termgraph.skos import Thesaurus

    write = {"termgraph": termgraph, "pyvis": pyvis}[library](Thesaurus.open(vocabulary))
    begun = time.perf_counter()
    text = write()
    seconds = time.perf_counter() - begun
    print(json.dumps({"seconds": seconds, "bytes": Path(page).write_bytes(text.encode())}))


if __name__ == "__main__":
    main()
