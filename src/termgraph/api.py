"""The face of the library: `termgraph.load(...)` and what can be done with what it returns."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termgraph.card import Card, card
from termgraph.namespaces import data_dir
from termgraph.skos import Thesaurus

if TYPE_CHECKING:
    import networkx as nx

    from termgraph.check import Report


class TermGraph(Thesaurus):
    """A vocabulary that was opened: a `Thesaurus` that can also be drawn, walked and exported.

    >>> import termgraph
    >>> ml = termgraph.load()
    >>> ml.concept("soft arg max").id
    'softmax'
    >>> [str(row["name"]) for row in ml.query('SELECT ?name { ml:softmax skos:prefLabel ?name }')]
    ['softmax']
    """

    def card(self, name: str, *, lang: str | None = None) -> Card:
        """Return one term as a person reads it; any of its names finds it.

        Raises:
            NotFoundError: where nothing bears the name; the hint names the nearest.
            AmbiguousNameError: where several concepts bear it.

        >>> import termgraph
        >>> termgraph.load().card("softmax").misnomers[0].name
        'softmax'
        """
        return card(self, self.find(name), lang=lang)

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return the network of terms; its edges are exactly the triples (see `termgraph.network`).

        >>> import termgraph
        >>> ml = termgraph.load()
        >>> ml.to_networkx().has_edge(ml.find("softmax"), ml.find("activation function"))
        True
        """
        from termgraph.network import to_networkx

        return to_networkx(self)

    def view(
        self,
        path: str | Path,
        *,
        title: str | None = None,
        language: str | None = None,
        focus: str | None = None,
        depth: int | None = None,
        overview: bool = False,
    ) -> Path:
        """Write the explorer: one HTML file that opens without a network; its options are those of `view.render`.

        Raises:
            TermgraphError: where it cannot be written, or there is no such term or language.
        """
        from termgraph.view import write_view

        write_view(
            self, Path(path), title=title, language=language, focus=focus, depth=depth, overview=overview
        )
        return Path(path)

    def check(
        self,
        *,
        profile: str | None = None,
        settings: str | Path | None = None,
        select: Collection[str] = (),
        ignore: Collection[str] = (),
    ) -> Report:
        """Return a report on all that is wrong with the vocabulary; nothing is changed.

        Args:
            profile: whom it is for: default, strict, vocpub, skosmos, skohub or annif.
            settings: a check.yaml; None for that beside the vocabulary, where there is one.
            select: ids, groups or aliases of the rules to run; empty for all.
            ignore: ids, groups or aliases of the rules to leave out.

        Raises:
            TermgraphError: for an unknown profile or rule, or settings that cannot be read.

        >>> import termgraph
        >>> termgraph.load().check(profile="strict").findings
        ()
        """
        from termgraph.check import check
        from termgraph.check.settings import settings_of

        found = settings_of(self, None if settings is None else Path(settings))
        return check(self, profile=profile, settings=found, select=select, ignore=ignore)

    def export(self, path: str | Path, format: str | None = None, *, profile: str = "full") -> Path:
        """Write the vocabulary to a file in a format of `termgraph.export.WRITERS`.

        Args:
            path: the file.
            format: how; what the file's name means where it is None.
            profile: `core`, `xl` or `full`.

        Raises:
            TermgraphError: for an unknown format or profile, or where the file cannot be written.
        """
        from termgraph.export import export

        return export(self, path, format, profile)


def load(*sources: Any, base: str | None = None) -> TermGraph:
    """Open one or several sources as one vocabulary.

    Args:
        sources: entries folders, RDF files (Turtle, TriG, N-Triples, N-Quads, RDF/XML, JSON-LD, also .gz),
            `rdflib` graphs, `termgraph.model.Vocabulary` objects; none for the machine-learning vocabulary.
        base: the IRI that relative ones in RDF files are resolved against; None for each file's address.

    Raises:
        TermgraphError: where a source cannot be read; its message says what is wrong, where, and what to do.

    >>> import termgraph
    >>> termgraph.load().label("https://w3id.org/termgraph/ml/softmax")
    'softmax'
    """
    return TermGraph.open(*(sources or (data_dir() / "ml",)), base=base)
