"""The repaired vocabulary as a file: in the format of the source, or the one that a file's name means."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

from pyoxigraph import RdfFormat

from termgraph.export import serialize as exported
from termgraph.export.profiles import Notice, silent
from termgraph.skos import Thesaurus
from termgraph.store.formats import SUFFIXES

_GZIP = ".gz"
#: Our writers by format.
_WRITERS: Mapping[RdfFormat, str] = {
    RdfFormat.TURTLE: "turtle",
    RdfFormat.TRIG: "trig",
    RdfFormat.N_TRIPLES: "ntriples",
    RdfFormat.N_QUADS: "nquads",
    RdfFormat.RDF_XML: "rdfxml",
    RdfFormat.JSON_LD: "jsonld",
}


def rdf_bytes(thesaurus: Thesaurus, name: str | None = None, *, notice: Notice = silent) -> bytes:
    r"""Return a vocabulary as RDF; the same vocabulary always gives the same bytes.

    Named graphs are kept where the format has them, and merged where it has not.

    Args:
        thesaurus: the vocabulary.
        name: the name of the file to write: it tells the format, and whether to compress. None for the format of the
            source, as is a name that tells none.
        notice: called with one sentence for what the format cannot hold.

    Raises:
        TermgraphError: where the format cannot say the graph.

    >>> rdf_bytes(Thesaurus.from_text("<http://e.org/owl> skos:broader <http://e.org/bird> ."), "owls.nt")
    b'<http://e.org/owl> <http://www.w3.org/2004/02/skos/core#broader> <http://e.org/bird> .\n'
    """
    name = (name or "").lower()
    format_ = _format_of(name.removesuffix(_GZIP)) or thesaurus.format or RdfFormat.TURTLE
    data = exported(thesaurus, _WRITERS[format_], notice=notice)
    return gzip.compress(data, mtime=0) if name.endswith(_GZIP) else data


def _format_of(name: str) -> RdfFormat | None:
    fitting = [known or RdfFormat.RDF_XML for suffix, known in SUFFIXES.items() if name.endswith(suffix)]
    return fitting[0] if fitting else None
