"""The copy of a vocabulary that repairs are made on, and what they have changed in it so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple
from pyoxigraph import Store as Engine

from termgraph.check.facts import Facts, Options
from termgraph.fix.step import Step
from termgraph.store import Store
from termgraph.store.blank import renamed_quads
from termgraph.store.sources import Opened

#: Blank nodes are IRIs in a draft, so that each is the same one however often the draft is read.
_BLANK = "urn:x-termgraph-blank:"


class Draft:
    """A copy of a vocabulary.

    Args:
        store: the vocabulary, which is left as it is.
        options: what its settings say.

    >>> from termgraph.fix.step import removed
    >>> from termgraph.namespaces import SKOS
    >>> draft = Draft(Store.from_text("<e:owl> skos:related <e:owl>, <e:bat> ."), Options())
    >>> draft.make("reflexive", [removed("e:owl", SKOS + "related", "e:owl")]), len(draft.finished())
    (True, 1)
    >>> list(draft.changed().values())
    [('reflexive', False)]
    """

    def __init__(self, store: Store, options: Options) -> None:
        self._original = store
        self._has_named_graphs = store.has_named_graphs
        self._engine = Engine()
        self._engine.extend(quad for quad in store.quads() if _is_plain(quad))
        plain = len(self._engine)
        self._engine.extend(_blank_quads(store))
        self._has_blank_nodes = len(self._engine) > plain
        self._changed: dict[Triple, tuple[str, bool]] = {}
        self._options = options
        self._facts: Facts | None = None

    @property
    def facts(self) -> Facts:
        """What the copy says now."""
        if self._facts is None:
            self._facts = Facts(self._opened(self._engine, self._original.notices), self._options)
        return self._facts

    def make(self, rule: str, steps: Iterable[Step]) -> bool:
        """Make the steps of a rule's repair; tell whether that has changed anything."""
        made = False
        for old, new in steps:
            graphs = []
            if old is not None:
                graphs = self._remove(old)
                if not graphs:
                    continue
                self._note(old, rule, added=False)
                made = True
            if new is not None and not self._quads(new):
                for graph in graphs or [self._graph_for(new)]:
                    self._engine.add(Quad(new.subject, new.predicate, new.object, graph))
                self._note(new, rule, added=True)
                made = True
        if made:
            self._facts = None
        return made

    def _quads(self, triple: Triple) -> list[Quad]:
        return list(self._engine.quads_for_pattern(triple.subject, triple.predicate, triple.object))

    def _remove(self, triple: Triple) -> list[Any]:
        """Remove a triple from all graphs; return these."""
        quads = self._quads(triple)
        for quad in quads:
            self._engine.remove(quad)
        return [quad.graph_name for quad in quads]

    def _graph_for(self, triple: Triple) -> Any:
        """Return the graph that a new triple belongs into: where its subject, else its object, else anything is."""
        if not self._has_named_graphs:
            return DefaultGraph()
        for node in (triple.subject, triple.object, None):
            quad = next(self._engine.quads_for_pattern(node, None, None), None)  # type: ignore[arg-type]  # a literal is nowhere
            if quad is not None:
                return quad.graph_name
        return DefaultGraph()

    def _note(self, triple: Triple, rule: str, *, added: bool) -> None:
        if triple in self._changed:  # as it was again
            del self._changed[triple]
        else:
            self._changed[triple] = rule, added

    def changed(self) -> dict[Triple, tuple[str, bool]]:
        """Return the triples that only one of the two holds, each with its rule, and with whether it was added."""
        if not self._has_blank_nodes:
            return self._changed
        return {
            Triple(_blank(triple.subject), triple.predicate, _blank(triple.object)): change
            for triple, change in self._changed.items()
        }

    def finished(self) -> Store:
        """Return the vocabulary as it is now, with its blank nodes."""
        engine = self._engine
        if self._has_blank_nodes:
            engine = Engine()
            engine.extend(
                Quad(_blank(quad.subject), quad.predicate, _blank(quad.object), _blank(quad.graph_name))
                for quad in self._engine
            )
        return self._opened(engine, [])  # what reading has repaired is in order when it is written

    def _opened(self, engine: Engine, notices: list[str]) -> Store:
        """Return an engine's quads as a store that knows what the vocabulary's own does."""
        about = self._original
        return Store(
            Opened(
                engine=engine,
                prefixes=about.prefixes,
                base=about.base,
                language=about.language if about.folders else None,
                notices=notices,
                folders=about.folders,
                files=about.files,
                format=about.format,
            )
        )


def _is_plain(quad: Quad) -> bool:
    """Tell whether there is no blank node and no triple in a quad."""
    ends = type(quad.subject) is NamedNode and type(quad.object) in (NamedNode, Literal)
    return ends and type(quad.graph_name) is not BlankNode


def _blank_quads(store: Store) -> Iterator[Quad]:
    """Yield the quads that are not plain, IRIs in the place of their blank nodes."""
    quads = [quad for quad in store.quads() if not _is_plain(quad)]
    # Where triples are spoken of, the blank nodes in these keep the names that the parser gave, and so must all.
    about_triples = any(type(quad.object) is Triple for quad in quads)
    for quad in quads if about_triples else renamed_quads(quads):
        yield Quad(_named(quad.subject), quad.predicate, _named(quad.object), _named(quad.graph_name))


def _named(term: Any) -> Any:
    match term:
        case BlankNode():
            return NamedNode(_BLANK + term.value)
        case Triple():
            return Triple(_named(term.subject), term.predicate, _named(term.object))
        case _:
            return term


def _blank(term: Any) -> Any:
    match term:
        case NamedNode() if term.value.startswith(_BLANK):
            return BlankNode(term.value.removeprefix(_BLANK))
        case Triple():
            return Triple(_blank(term.subject), term.predicate, _blank(term.object))
        case _:
            return term
