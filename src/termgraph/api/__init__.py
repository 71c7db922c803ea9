"""The face of the library: `termgraph.load(...)` and what can be done with what it returns.

The command line is one more user of it: each of its verbs is one call of what stands here.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termgraph.api.writing import Writing
from termgraph.card import Card, Link, card
from termgraph.changing.editable import Editable
from termgraph.concept import ConceptView
from termgraph.errors import TermgraphError
from termgraph.matching.in_use import InUse
from termgraph.namespaces import data_dir
from termgraph.skos import Thesaurus
from termgraph.skos.thesaurus import LARGE
from termgraph.store.record import no_collecting

if TYPE_CHECKING:
    import networkx as nx

    from termgraph.align import Alignment
    from termgraph.check import Report
    from termgraph.diff import Difference
    from termgraph.fix import Fixed
    from termgraph.lessons import Lessons


@dataclass(frozen=True, slots=True)
class Leg:
    """One step of the way between two terms: along a relation (`forward`) or against it, and how that reads."""

    source: Link
    kind: str
    target: Link
    forward: bool
    says: str


class TermGraph(Editable, InUse, Writing):
    """A vocabulary that was opened: it can be asked, walked, drawn, checked, mended and exported.

    >>> import termgraph
    >>> ml = termgraph.load()
    >>> ml["soft arg max"].label, len(ml), next(iter(ml)).id
    ('softmax', 1174, 'a2c')
    >>> [str(row["name"]) for row in ml.query('SELECT ?name { ml:softmax skos:prefLabel ?name }')]
    ['softmax']
    """

    def __len__(self) -> int:
        """How many concepts there are."""
        return len(self.concepts)

    def __iter__(self) -> Iterator[ConceptView]:
        """Yield the concepts, by IRI."""
        return (ConceptView(self, iri) for iri in sorted(self.concepts))

    def __getitem__(self, name: str) -> ConceptView:
        """Return the concept that any of its names, its id or its IRI means.

        Raises:
            KeyError: where nothing bears the name, or several concepts do; its message tells the nearest.
        """
        try:
            return ConceptView(self, self.find(name))
        except TermgraphError as error:
            raise KeyError(str(error)) from None

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self.resolve(name))

    def __repr__(self) -> str:
        title = self.heading()
        named = f" “{title}”" if title else ""
        return f"<TermGraph{named}: {len(self):,} concepts, {len(self.record):,} triples>"

    def _repr_html_(self) -> str:
        """Return the explorer in a frame, for notebooks."""
        from termgraph.view.framed import framed

        return framed(self.page(embed=True), repr(self)[1:-1], 560)

    def stats(self) -> dict[str, Any]:
        """Return what the vocabulary holds, counted; see `termgraph.statistics`.

        >>> import termgraph
        >>> termgraph.load().stats()["concepts"]
        1174
        """
        if self.pages is not None and "stats" in self.pages.facts:
            return copy.deepcopy(self.pages.facts["stats"])
        from termgraph.statistics import statistics

        return statistics(self)

    def summary(self) -> Mapping[str, Any]:
        """Return what is kept of the vocabulary as a whole: what it holds, counted, and whether it is consistent.

        The latter takes much memory, and is left to `check` where there is much to look through.
        """
        from termgraph.check.run import is_consistent

        consistent = None if len(self.record) > LARGE else is_consistent(self)
        return {"consistent": consistent, "stats": self.stats()}

    def cards(self, name: str, *, lang: str | None = None) -> list[Card]:
        """Return all that a name may mean, as a person reads it: several where the name is ambiguous.

        Raises:
            NotFoundError: where nothing bears the name; the hint names the nearest.

        >>> import termgraph
        >>> len(termgraph.load().cards("kernel")) > 1
        True
        """
        hits = {hit.iri: hit for hit in self.resolve(name)}
        if not hits:
            self.find(name)  # raises, naming what is near
        return [card(self, iri, lang=lang) for iri in hits]

    def path(self, start: str, end: str, *, lang: str | None = None) -> list[Leg]:
        """Return the shortest way from one term to another; any of their names finds them.

        Raises:
            NotFoundError: where there is no such term, or no way.
            AmbiguousNameError: where several concepts bear a name.

        >>> import termgraph
        >>> [(leg.says, leg.target.label) for leg in termgraph.load().path("softmax", "activation function")]
        [('is a kind of', 'activation function')]
        """
        from termgraph.skos.ways import way
        from termgraph.wording import words

        said = words(lang or self.language)
        legs = []
        for step in way(self, self.find(start), self.find(end)):
            reads = said.relation(self.relations[step.kind])
            source, target = (Link(iri, self.label(iri, lang)) for iri in (step.source, step.target))
            legs.append(
                Leg(source, step.kind, target, step.forward, reads.says if step.forward else reads.says_back)
            )
        return legs

    def learn(self, term: str, *, know: Collection[str] = (), lang: str | None = None) -> Lessons:
        """Return what to learn for a term, each concept after those that explain it, in the shortest such order.

        A concept is explained by its broader ones and by those that its definition links to.

        Args:
            term: any of its names.
            know: names of what is known already.
            lang: the language to prefer.

        Raises:
            NotFoundError: where nothing bears one of the names.
            AmbiguousNameError: where several concepts do.

        >>> import termgraph
        >>> [one.concept.label for one in termgraph.load().learn("hardmax", know=["argmax"]).lessons][-1]
        'hardmax'
        """
        from termgraph.lessons import lessons

        return lessons(self, self.find(term), tuple(map(self.find, know)), lang)

    def diff(self, other: Thesaurus) -> Difference:
        """Return how another version of the vocabulary, or any other, differs from this one; see `termgraph.diff`.

        Statements are compared to the letter; blank nodes are the same where the same is said of them.

        >>> import termgraph
        >>> ml = termgraph.load()
        >>> ml.diff(ml)
        <Difference: none>
        """
        from termgraph.diff import compare

        with no_collecting():
            return compare(self, other)

    def align(
        self,
        other: Thesaurus,
        *,
        known: str | Path | None = None,
        many: bool = False,
        least: float = 0.5,
    ) -> Alignment:
        """Return which concepts of another vocabulary those of this one are, how sure that is, and why.

        Args:
            other: the other vocabulary.
            known: a file of mappings in SSSOM: what it maps or refuses is not mapped again.
            many: give all that is sure enough, rather than the best for each concept.
            least: how sure a mapping has to be, from 0 to 1.

        Raises:
            TermgraphError: where the file cannot be read, or is no SSSOM in TSV.

        >>> birds = TermGraph.from_text('<e:owl> a skos:Concept ; skos:prefLabel "barn owl"@en .')
        >>> others = TermGraph.from_text('<f:1> a skos:Concept ; skos:prefLabel "Barn-Owls"@en .')
        >>> birds.align(others)
        <Alignment: 1 exactMatch>
        """
        from termgraph.align import align, read_links

        with no_collecting():
            held = None if known is None else read_links(Path(known), self, other)
            return align(self, other, held=held, many=many, least=least)

    def applied(self, commands: str, name: str = "changes") -> TermGraph:
        """Return the vocabulary after commands of KGCL, a line each; this one stays as it is.

        Args:
            commands: the text, as `termgraph diff --format kgcl` writes it.
            name: what messages call it.

        Raises:
            Problems: with each line that is no command, or does not fit the vocabulary.

        >>> import termgraph
        >>> ml = termgraph.load()
        >>> ml.diff(ml.applied("create synonym 'soft argmax'@en for ml:softmax")).counts
        {'named': 1}
        """
        from termgraph.diff.kgcl_reading import applied

        return self.of(applied(self, commands, name))

    def fix(
        self,
        *,
        select: Collection[str] = (),
        settings: str | Path | None = None,
        pref_policy: str = "shortest",
        break_cycles: bool = False,
        remove_redundant: bool = False,
    ) -> Fixed:
        """Return the vocabulary with all that needs no judgement mended, and every triple that changed for it.

        Nothing is written; this vocabulary stays as it is. See `termgraph.fix`.

        Raises:
            TermgraphError: for an unknown rule, or where none of those selected can be mended.
        """
        from termgraph.check.settings import settings_of
        from termgraph.fix import fix

        found = settings_of(self, None if settings is None else Path(settings))
        return fix(
            self,
            settings=found,
            select=select,
            pref_policy=pref_policy,
            break_cycles=break_cycles,
            remove_redundant=remove_redundant,
        )

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

    def to_pyvis(self, **options: Any) -> Any:
        """Return the same network as a `pyvis.network.Network`, whose options are given (see `termgraph.network`).

        >>> import termgraph
        >>> ml = termgraph.load()
        >>> ml.to_pyvis(height="90vh").get_node(ml.find("softmax"))["label"]
        'softmax'
        """
        from termgraph.network import to_pyvis

        return to_pyvis(self.to_networkx(), self.relations, **options)

    def check(  # noqa: PLR0913 (all are what people choose)
        self,
        *,
        profile: str | None = None,
        settings: str | Path | None = None,
        select: Collection[str] = (),
        ignore: Collection[str] = (),
        against: Thesaurus | None = None,
        shapes: Thesaurus | None = None,
        links: bool = False,
        links_private: bool = False,
        statistics: bool = False,
        places: bool = True,
        progress: Callable[[float], None] | None = None,
    ) -> Report:
        """Return a report on all that is wrong with the vocabulary; nothing is changed.

        Args:
            profile: whom it is for, a key of `termgraph.check.PROFILES`.
            settings: a check.yaml; None for that beside the vocabulary, where there is one.
            select: ids, groups or aliases of the rules to run; empty for all.
            ignore: ids, groups or aliases of the rules to leave out.
            against: an earlier version, whose concepts are to be there still.
            shapes: a SHACL shapes graph, to be run as well.
            links: whether to ask the web if links can be reached.
            links_private: the same, also of addresses of this machine and its network.
            statistics: whether the report tells what the vocabulary holds.
            places: whether to look for the files and lines of what is found.
            progress: called with the share of the work that is done.

        Raises:
            TermgraphError: for an unknown profile or rule, or settings that cannot be read.

        >>> import termgraph
        >>> termgraph.load().check(profile="strict").findings
        ()
        """
        from dataclasses import replace

        from termgraph.check import check
        from termgraph.check.settings import settings_of, with_decisions

        found = with_decisions(settings_of(self, None if settings is None else Path(settings)), self)
        options = found.options
        if against is not None:
            options = replace(options, old_concepts=frozenset(against.concepts))
        if links or links_private:
            from termgraph.check.links import addresses, broken

            asked = broken(addresses(self), private=links_private, progress=progress)
            options = replace(options, broken_links=asked)
        return check(
            self,
            profile=profile,
            settings=replace(found, options=options),
            select=select,
            ignore=ignore,
            shapes=shapes,
            statistics=self.stats() if statistics else None,
            places=places,
            progress=progress,
        )

    def part(self, names: Collection[str], depth: int = 0) -> TermGraph:
        """Return what is said of some concepts, and of all so many steps around them, as a vocabulary of its own.

        Raises:
            NotFoundError: where nothing bears one of the names.
            AmbiguousNameError: where several concepts do.

        >>> import termgraph
        >>> [concept.label for concept in termgraph.load().part(["softmax", "argmax"])]
        ['argmax', 'softmax']
        """
        from termgraph.export.part import part

        return part(self, [self.find(name) for name in names], depth)


def load(*sources: Any, base: str | None = None, tolerant: bool = False) -> TermGraph:
    """Open one or several sources as one vocabulary.

    Args:
        sources: entries folders, RDF files (Turtle, TriG, N-Triples, N-Quads, RDF/XML, JSON-LD, also .gz), mappings
            beside them (.sssom.tsv), `rdflib` graphs, `termgraph.model.Vocabulary` objects; none for the
            machine-learning vocabulary.
        base: the IRI that relative ones in RDF files are resolved against; None for each file's address.
        tolerant: pass over what is wrong in the entries of a folder, and keep it as `problems`.

    Raises:
        TermgraphError: where a source cannot be read; its message says what is wrong, where, and what to do.

    >>> import termgraph
    >>> termgraph.load().label("https://w3id.org/termgraph/ml/softmax")
    'softmax'
    """
    return TermGraph.open(*(sources or (data_dir() / "ml",)), base=base, tolerant=tolerant)
