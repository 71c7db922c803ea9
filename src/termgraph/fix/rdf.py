"""The repaired vocabulary as a file: in the format of the source, or the one that a file's name means."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

from pyoxigraph import RdfFormat, serialize

from termgraph.export import serialize as exported
from termgraph.namespaces import PREFIXES
from termgraph.skos import Thesaurus
from termgraph.store.blank import renamed_quads
from termgraph.store.formats import SUFFIXES

_GZIP = ".gz"
#: Our writers by format; what is in the default graph alone is N-Triples in N-Quads too.
_WRITERS: Mapping[RdfFormat, str] = {
    RdfFormat.TURTLE: "turtle",
    RdfFormat.TRIG: "trig",
    RdfFormat.N_TRIPLES: "ntriples",
    RdfFormat.N_QUADS: "ntriples",
    RdfFormat.RDF_XML: "rdfxml",
    RdfFormat.JSON_LD: "jsonld",
}


def rdf_bytes(store: Thesaurus, name: str | None = None) -> bytes:
    r"""Return a vocabulary as RDF; the same vocabulary always gives the same bytes.

    Named graphs are kept where the format has them, and merged where it has not.

    Args:
        store: the vocabulary.
        name: the name of the file to write: it tells the format, and whether to compress. None for the format of the
            source, as is a name that tells none.

    Raises:
        TermgraphError: where the format cannot say the graph.

    >>> rdf_bytes(Thesaurus.from_text("<http://e.org/owl> skos:broader <http://e.org/bird> ."), "owls.nt")
    b'<http://e.org/owl> <http://www.w3.org/2004/02/skos/core#broader> <http://e.org/bird> .\n'
    """
    name = (name or "").lower()
    format_ = _format_of(name.removesuffix(_GZIP)) or store.format or RdfFormat.TURTLE
    if store.has_named_graphs and format_.supports_datasets:
        data = _with_graphs(store, format_)
    else:
        data = exported(store, _WRITERS[format_])
    return gzip.compress(data, mtime=0) if name.endswith(_GZIP) else data


def _format_of(name: str) -> RdfFormat | None:
    fitting = [known or RdfFormat.RDF_XML for suffix, known in SUFFIXES.items() if name.endswith(suffix)]
    return fitting[0] if fitting else None


def _with_graphs(store: Thesaurus, format_: RdfFormat) -> bytes:
    quads = sorted(renamed_quads(list(store.quads())), key=lambda quad: (str(quad.graph_name), str(quad)))
    if format_ != RdfFormat.TRIG:
        return serialize(quads, format=format_) or b""
    iris = "".join(map(str, quads))
    prefixes = {name: space for name, space in {**PREFIXES, **store.prefixes}.items() if f"<{space}" in iris}
    lines = (serialize(quads, format=format_, prefixes=prefixes) or b"").split(b"\n")
    # The prefixes come in an order of their own each time; no text begins a line.
    return b"\n".join([*sorted(lines[: len(prefixes)]), *lines[len(prefixes) :]])
