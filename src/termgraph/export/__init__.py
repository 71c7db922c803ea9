"""Writers: a vocabulary as files that other tools take in. A format is one line in `WRITERS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from termgraph.errors import TermgraphError, did_you_mean
from termgraph.export import jsonld, networks, rdf
from termgraph.export.order import in_order
from termgraph.export.profiles import PROFILES
from termgraph.files import write_bytes
from termgraph.namespaces import PREFIXES

if TYPE_CHECKING:
    import networkx as nx
    from pyoxigraph import Triple

    from termgraph.store import Store


@dataclass(frozen=True, slots=True)
class Writer:
    """One format: what it is, the file names that mean it, and the function that writes it."""

    doc: str
    suffixes: tuple[str, ...]
    rdf: Callable[[list[Triple], Mapping[str, str]], bytes] | None = None
    network: Callable[[nx.MultiDiGraph[str]], bytes] | None = None


#: What can be asked for as `--format`.
WRITERS: Mapping[str, Writer] = {
    "turtle": Writer("Turtle, for people and git", (".ttl", ".turtle"), rdf.turtle),
    "ntriples": Writer("N-Triples, a line a triple", (".nt",), rdf.ntriples),
    "rdfxml": Writer("RDF/XML, for older tools", (".rdf", ".owl", ".xml"), rdf.rdfxml),
    "jsonld": Writer("JSON-LD with its context inside", (".jsonld", ".json"), jsonld.jsonld),
    "trig": Writer("TriG", (".trig",), rdf.trig),
    "graphml": Writer("the network as GraphML, for Gephi and yEd", (".graphml",), network=networks.graphml),
    "node-link": Writer(
        "the network as node-link JSON, for D3", (".nodelink.json",), network=networks.node_link
    ),
}


def format_of(path: Path) -> str | None:
    """Return the format that a file name means, or None.

    >>> format_of(Path("ml.ttl")), format_of(Path("ml.nodelink.json")), format_of(Path("ml.doc"))
    ('turtle', 'node-link', None)
    """
    name = path.name.lower()
    fitting = [(len(s), key) for key, writer in WRITERS.items() for s in writer.suffixes if name.endswith(s)]
    return max(fitting)[1] if fitting else None


def serialize(store: Store, format: str = "turtle", profile: str = "full") -> bytes:
    """Return a vocabulary in a format; the same vocabulary always gives the same bytes.

    Args:
        store: the vocabulary. Triples of named graphs are merged.
        format: a key of `WRITERS`.
        profile: a key of `PROFILES`. A network has the relations that the profile keeps.

    Raises:
        TermgraphError: for an unknown format or profile, or a graph that the format cannot say.
    """
    for kind, name, known in (("format", format, list(WRITERS)), ("profile", profile, list(PROFILES))):
        if name not in known:
            raise TermgraphError(
                f"unknown {kind} '{name}'", hint=did_you_mean(name, known) or f"one of {', '.join(known)}"
            )
    writer = WRITERS[format]
    triples = in_order(PROFILES[profile].select(store.triples()))
    if writer.rdf is not None:
        return writer.rdf(triples, {**PREFIXES, **store.prefixes})
    from termgraph.network import to_networkx

    if writer.network is None:
        raise TermgraphError(f"'{format}' has no writer")
    return writer.network(to_networkx(triples, language=store.language))


def export(store: Store, path: str | Path, format: str | None = None, profile: str = "full") -> Path:
    """Write a vocabulary to a file, in the format that is asked for or that the file's name means.

    Raises:
        TermgraphError: where no format is given and the name means none, or the file cannot be written.
    """
    path = Path(path)
    chosen = format or format_of(path)
    if chosen is None:
        known = ", ".join(writer.suffixes[0] for writer in WRITERS.values())
        raise TermgraphError(
            f"the name '{path.name}' means no format", hint=f"say one with --format, or end it in {known}"
        )
    write_bytes(path, serialize(store, chosen, profile))
    return path
