"""The thesaurus: the one account of a vocabulary, which every verb asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from termgraph.namespaces import ADMS, DC, DCT, OBO, OIO, OWL, RDF, RDFS, SH, SKOS, SKOSXL, TG, VS
from termgraph.skos.citing import Citing
from termgraph.skos.documenting import NOTES
from termgraph.skos.lookup import Hit, Lookup
from termgraph.skos.naming import KINDS
from termgraph.skos.things import RELATIONS
from termgraph.store import named
from termgraph.store.record import Value, node_of

if TYPE_CHECKING:
    from termgraph.model import Concept
    from termgraph.store.results import Result

#: Properties that are told of as something else: names, relations, notes, status, dates, sources.
_TOLD_ELSEWHERE = frozenset(
    {
        RDF + "type", RDFS + "label", RDFS + "isDefinedBy", OWL + "deprecated", SH + "order", ADMS + "status",
        VS + "term_status", OBO + "IAO_0100001", OIO + "hasSynonymType",
        *(DCT + name for name in ("created", "modified", "issued", "creator", "contributor", "source")),
        *(DCT + name for name in ("isReplacedBy", "replaces", "references", "title", "language")),
        *(DC + name for name in ("creator", "contributor", "source")),
    }
)  # fmt: skip
_OUR_NAMESPACES = (SKOS, SKOSXL, TG)


class Thesaurus(Citing):
    """A vocabulary that was opened: what its concepts are, what they are called, and how they hang together.

    >>> birds = Thesaurus.from_text('''<e:owl> skos:prefLabel "owl"@en, "Eule"@de ; skos:broader <e:bird> .
    ... <e:bird> skos:prefLabel "bird"@en .''')
    >>> sorted(birds.concepts), birds.find("EULE"), birds.broader["e:owl"], birds.language
    (['e:bird', 'e:owl'], 'e:owl', ['e:bird'], 'en')
    """

    def attributes(self, node: str) -> Mapping[str, list[Value]]:
        """Return the properties of a node that are the vocabulary's own, or of no other account, with their values.

        >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; <e:weighs> "0.3" .')
        >>> {name: [value.value for value in values] for name, values in birds.attributes("e:owl").items()}
        {'e:weighs': ['0.3']}
        """
        found: dict[str, list[Value]] = defaultdict(list)
        for name, value in self.about(node):
            if name not in self._told:
                found[name].append(value)
        return {name: sorted(values, key=str) for name, values in sorted(found.items())}

    @cached_property
    def own_properties(self) -> list[str]:
        """The properties that are the vocabulary's own, or of no other account, sorted."""
        return sorted(self.columns.keys() - self._told)

    @cached_property
    def _told(self) -> frozenset[str]:
        """The properties of the vocabulary that are told of as something else."""
        known = {name for name in self.columns if name.startswith(_OUR_NAMESPACES)}
        uppers = [*known, *(SKOS + name for name in (*RELATIONS, *NOTES, *KINDS))]
        return _TOLD_ELSEWHERE | known | {lower for upper in uppers for lower in self.properties(upper)}

    def id(self, node: str) -> str:
        """Return the id of a resource: what is after the base where it is the vocabulary's own, else its IRI.

        >>> birds = Thesaurus.from_text("@base <http://e.org/> . <> vann:preferredNamespaceUri <http://e.org/> .")
        >>> birds.id("http://e.org/owl"), birds.id("http://f.org/owl")
        ('owl', 'http://f.org/owl')
        """
        local = node.removeprefix(self.base) if self.base and node.startswith(self.base) else ""
        return local if local and not {"/", "#", ":"} & set(local) else node

    # Finding

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup(self)

    def resolve(self, name: str) -> list[Hit]:
        """Return the concepts that a name or id means; several where it is ambiguous, none where there is none.

        >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "barn-owl"@en .')
        >>> [(hit.iri, hit.name) for hit in birds.resolve("Barn Owls")]
        [('e:owl', 'barn-owl')]
        """
        return self._lookup.resolve(name)

    def find(self, name: str) -> str:
        """Return the IRI of the one concept that a name or id means.

        Raises:
            AmbiguousNameError: where several bear the name; `candidates` holds them.
            NotFoundError: where none does; the hint names the nearest.
        """
        return self._lookup.find(name)

    def search(self, text: str, limit: int = 20, lang: str | None = None) -> list[Hit]:
        """Return the concepts that a text fits, best first: whole names, parts of names, typing errors, definitions.

        >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "barn owl"@en .')
        >>> [hit.name for hit in birds.search("own")], [hit.name for hit in birds.search("barn oul")]
        ([], ['barn owl'])
        """
        return self._lookup.search(text, limit, lang)

    def concept(self, name: str) -> Concept:
        """Return all that the graph says of a concept, found by any name or id.

        Raises:
            NotFoundError: where there is none, or several.
        """
        from termgraph.graph import GraphReader

        return GraphReader(self.triples, self.base).concept(node_of(self.find(name)))

    # Named queries

    def named_query(
        self, name: str, params: Mapping[str, str] | None = None, timeout: float | None = None
    ) -> Result:
        """Ask one of the named queries; `queries` lists them.

        Args:
            name: its name, such as "misnomers".
            params: its parameters as a person gives them, such as {"term": "softmax"}.
            timeout: seconds after which it is stopped.

        Raises:
            NotFoundError: for an unknown query, or a term that there is not.
            TermgraphError: for an unknown, missing or malformed parameter.
        """
        query = named.find(name, self.queries)
        values = named.bind(query, params or {}, self)
        return self.query(query.sparql, params=values, timeout=timeout)

    @property
    def queries(self) -> list[named.NamedQuery]:
        """The named queries: those that come with termgraph, and those in the vocabulary's own `queries` folder."""
        return named.list_queries(*(Path(folder) / "queries" for folder in self.folders))
