"""The vocabulary as plain data: our own graph as the model without loss, anybody's SKOS as far as it goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from termgraph.graph.terms import BIBO_TYPES, BY, NOTES, SOURCE_DETAILS
from termgraph.model import (
    AGENT_TYPES,
    DATATYPES,
    SOURCE_TYPES,
    Agent,
    Attribute,
    Citation,
    Collection,
    Concept,
    Label,
    Misnomer,
    Source,
    SourceDefinition,
    Vocabulary,
    in_order,
)
from termgraph.namespaces import (
    DC,
    DCT,
    FOAF,
    OWL,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    TG,
    VANN,
    XSD,
    is_web_iri,
    local_name,
)
from termgraph.skos.citing import Misleading
from termgraph.skos.linking import Linking
from termgraph.skos.naming import best
from termgraph.store.record import Value

if TYPE_CHECKING:
    from termgraph.store.releases import Released


class Modelling(Linking):
    """A vocabulary that gives itself as the model."""

    def to_vocabulary(self) -> Vocabulary:
        """Return the whole vocabulary; one without a declared base keeps its full IRIs as ids.

        >>> birds = Modelling.from_text('<e:owl> skos:prefLabel "owl"@en ; skos:broader <e:bird> .')
        >>> birds.to_vocabulary().concepts["e:owl"].broader
        ('e:bird',)
        """
        concepts = sorted(
            (self.concept_of(node, markdown=True) for node in self.concepts), key=lambda c: c.id
        )
        return replace(
            self.frame(),
            concepts={concept.id: concept for concept in concepts},
            collections={group.id: group for group in map(self.collection_of, sorted(self.collections))},
            sources=self.bibliography(),
            links=self.mappings,
        )

    def bibliography(self) -> dict[str, Source]:
        """Return the works that the vocabulary describes, by id."""
        works = self.of_class(DCT + "BibliographicResource") - self.subjects_of(DCT + "isPartOf")
        sources = sorted(map(self.source_of, works), key=lambda source: source.id)
        return {source.id: source for source in sources}

    def frame(self) -> Vocabulary:
        """Return what is said of the vocabulary as a whole, without what is in it.

        >>> Modelling.from_text('<e:s> a skos:ConceptScheme ; dct:title "Birds"@en .').frame().title
        'Birds'
        """
        return Vocabulary(
            base=self.base or "",
            language=self.language,
            languages=tuple(sorted(self.declared_languages - {self.language})),
            relations=self.relations,
            attributes=self._declared_attributes,
            prefixes=self.prefixes_elsewhere,
            **self._about_scheme(),
        )

    def concept_of(self, node: str, *, markdown: bool = False) -> Concept:
        """Return a concept with all that the graph says of it. What it does not say is left empty.

        Args:
            node: the concept.
            markdown: give the Markdown of a definition rather than its plain text.

        >>> birds = Modelling.from_text('<e:owl> skos:prefLabel "owl"@en ; skos:altLabel "night bird"@en-gb .')
        >>> birds.concept_of("e:owl").alt_labels
        (Label(text='night bird', lang='en-GB', type=None),)
        """
        return Concept(
            id=self.id(node),
            pref_label=dict(sorted(self.preferred(node).items())),
            alt_labels=self._labels(node, "altLabel"),
            hidden_labels=self._labels(node, "hiddenLabel"),
            translated=self._translated(node),
            notation=tuple(sorted({code.value for code in self.notations.get(node, ())})),
            status=self.statuses.get(node),
            collections=tuple(sorted(map(self._group_id, self.collections_of.get(node, ())))),
            relations=self._related(node),
            deprecated=node in self.deprecated,
            **self._documentation(node, markdown=markdown),
        )

    def documentation_of(self, node: str) -> Concept:
        """Return a concept, the Markdown of its definitions with it, but for its names, relations and state.

        >>> birds = Modelling.from_text('<e:owl> skos:prefLabel "owl"@en ; skos:definition "A bird."@en .')
        >>> birds.documentation_of("e:owl").definition
        {'en': 'A bird.'}
        """
        return Concept(id=self.id(node), pref_label={}, **self._documentation(node, markdown=True))

    def _documentation(self, node: str, *, markdown: bool) -> dict[str, Any]:
        misnomers = tuple(self._misnomer(node, record) for record in self.misleading.get(node, ()))
        said: dict[str, list[Label]] = defaultdict(list)
        for note in self.notes(node):
            if note.kind != "scopeNote" or not self.tells_of_misnomer(node, note.text, note.lang):
                said[SKOS + note.kind].append(Label(note.text, note.lang))
        notes: dict[str, Any] = {name: in_order({*said[predicate]}) for name, predicate in NOTES.items()}
        definition = {note.lang: note.text for note in reversed(said[SKOS + "definition"])}
        if markdown:
            definition |= dict(reversed(self.spoken(node, TG + "definitionMarkdown")))
        return notes | {
            "proposed_names": in_order(Label(*one) for one in self.proposed(node)),
            "definition": dict(sorted(definition.items())),
            "source_definitions": in_order(self._quotes(node)),
            "reviewed_by": self.judged_by(node, "reviewed"),
            "approved_by": self.judged_by(node, "approved"),
            "attributes": self._attributes(node),
            "misnomers": misnomers,
            "sources": self._citations(node),
            "created": self._one(node, DCT + "created"),
            "modified": self._one(node, DCT + "modified"),
            "replaces": tuple(sorted(filter(is_web_iri, self._former(node)))),
        }

    def versions_of(self, node: str) -> tuple[str, ...]:
        """Return the released versions that have a concept, the oldest first: what the tags of its repository tell.

        Nothing is known of a vocabulary that is no entries folder, or that says no version.
        """
        id_ = self.id(node)
        return tuple(one.version for one in self._releases if id_ in one.ids)

    @cached_property
    def _releases(self) -> Sequence[Released]:
        if len(self.folders) != 1 or self.files or not self._one(self.scheme or "", OWL + "versionInfo"):
            return ()
        from termgraph.store.releases import releases

        return releases(self.folders[0])

    def collection_of(self, node: str) -> Collection:
        """Return a collection; its members are told of by the concepts.

        >>> birds = Modelling.from_text('<e:owls> a skos:Collection ; skos:prefLabel "owls"@en .')
        >>> birds.collection_of("e:owls").pref_label
        {'en': 'owls'}
        """
        definition = {note.lang: note.text for note in reversed(self.notes(node, "definition"))}
        return Collection(
            id=self._group_id(node),
            pref_label=dict(sorted(self.preferred(node).items())),
            definition=dict(sorted(definition.items())),
            auxiliary=node in self.auxiliary_collections,
        )

    def _group_id(self, node: str) -> str:
        return node.removeprefix(f"{self.base}collection/") if self.base else node

    def source_of(self, node: str) -> Source:
        """Return a work of the bibliography.

        >>> birds = Modelling.from_text('<e:b> dct:title "Tierleben" ; dc:creator "Brehm, A." ; dct:issued "1864" .')
        >>> birds.source_of("e:b").short
        'Brehm 1864'
        """
        said = self._one(node, DC + "type")
        classes = (BIBO_TYPES.get(value) for _, value in self.about(node, RDF + "type") if type(value) is str)
        year = self._one(node, DCT + "issued")
        page = self._one(node, FOAF + "page")
        identifier = self._one(node, DC + "identifier") or ""
        return Source(
            id=self._source_id(node),
            type=said if said and said in SOURCE_TYPES else min(filter(None, classes), default="web"),
            title=self._one(node, DCT + "title") or self._one(node, RDFS + "label") or node,
            authors=tuple(filter(None, (self._one(node, DC + "creator") or "").split("; "))),
            year=int(year[:4]) if year and year[:4].isdecimal() else None,
            arxiv=identifier.removeprefix("arXiv:") if identifier.startswith("arXiv:") else None,
            url=page if page and is_web_iri(page) else None,
            **{name: self._one(node, predicate) for name, predicate in SOURCE_DETAILS.items()},
        )

    # The scheme

    def _about_scheme(self) -> dict[str, Any]:
        scheme = self.scheme or ""
        publishers = self._agents(scheme, "publisher")
        return {
            "title": self.title(scheme) or scheme or "vocabulary",
            "prefix": self._one(scheme, VANN + "preferredNamespacePrefix") or "",
            "description": best(dict(reversed(self.spoken(scheme, DCT + "description"))), self.language),
            "license": self._one(scheme, DCT + "license"),
            "creators": self._agents(scheme, "creator"),
            "publisher": publishers[0] if publishers else None,
            "version": self._one(scheme, OWL + "versionInfo"),
            "version_iri": self._one_node(scheme, OWL + "versionIRI"),
            "prior_version": self._one_node(scheme, OWL + "priorVersion"),
            "created": self._one(scheme, DCT + "created"),
            "modified": self._one(scheme, DCT + "modified"),
        }

    def _agents(self, scheme: str, role: str) -> tuple[Agent, ...]:
        agents = []
        for _, value in self.about(scheme, DCT + role):
            if isinstance(value, Literal):
                agents.append(Agent(value.value))
            else:
                name = self._one(value, FOAF + "name") or self._one(value, RDFS + "label") or value
                types = self.types.get(value, ())
                type_ = next((one for one in AGENT_TYPES if SCHEMA + one.capitalize() in types), None)
                agents.append(Agent(name, None if value.startswith("_:") else value, type_))
        return tuple(sorted(agents, key=lambda agent: (agent.iri or "", agent.name)))

    @cached_property
    def _declared_attributes(self) -> tuple[Attribute, ...]:
        """The properties of the vocabulary's own that it declares to have texts, by name."""
        found: dict[str, Attribute] = {}
        for iri in sorted(self.of_class(OWL + "DatatypeProperty") - self.told_elsewhere):
            name = local_name(iri) if local_name(iri) not in found else iri
            datatype = (self._one(iri, RDFS + "range") or "").removeprefix(XSD)
            labels = dict(sorted(dict(reversed(self.spoken(iri, RDFS + "label"))).items()))
            found[name] = Attribute(
                name=name, labels=labels, iri=iri, datatype=datatype if datatype in DATATYPES else None
            )
        return tuple(found[name] for name in sorted(found))

    # A concept

    def _labels(self, node: str, kind: str) -> tuple[Label, ...]:
        labels = set()
        for named, text, lang in self.names.get(node, ()):
            types = self.types_of(node, text, lang) if named == kind else ()
            if named == kind:
                labels.add(Label(text, lang, next((type_ for type_ in types if type_ != "misnomer"), None)))
        return in_order(labels)

    def _related(self, node: str) -> dict[str, tuple[str, ...]]:
        """Return what a concept is related to, by kind; what is said from the other end alone is told there."""
        found = {}
        mapped = self.mapped.get(self.id(node), frozenset())
        for name, others in self.beside(node).items():
            kind = self.relations.get(name)
            if kind is None or kind.subject != "concept":
                continue
            is_outside = kind.object == "outside"  # then another vocabulary's, by its full IRI
            ids = (other if is_outside else self.id(other) for other in others if (name, other) not in mapped)
            found[name] = tuple(sorted(id_ for id_ in ids if not (is_outside and id_.startswith("_:"))))
        return found

    def _attributes(self, node: str) -> dict[str, tuple[Label | str, ...]]:
        found: dict[str, tuple[Label | str, ...]] = {}
        for attribute in self._declared_attributes:
            said = in_order((Label(text, lang) for lang, text in self.spoken(node, attribute.iri)))
            found[attribute.name] = tuple(one.text if attribute.datatype else one for one in said)
        return {name: values for name, values in found.items() if values}

    def _translated(self, node: str) -> dict[str, str]:
        said = (value.value for _, value in self.about(node, TG + "translated") if isinstance(value, Literal))
        pairs = (text.partition(" ") for text in sorted(said))
        return {lang: digests for lang, _, digests in pairs if digests}

    def judged_by(self, node: str, status: str) -> tuple[str, ...]:
        """Return who says that a concept is what its status says: who has reviewed or approved it."""
        if status not in BY:
            return ()
        said = (value for _, value in self.about(node, BY[status].value) if isinstance(value, Literal))
        return tuple(sorted(value.value for value in said))

    def _former(self, node: str) -> Iterator[str]:
        """Yield the addresses that a concept had before: what it replaces and nothing else is said of."""
        for _, old in self.about(node, DCT + "replaces"):
            if isinstance(old, str) and old not in self.subjects:
                yield old

    def _misnomer(self, node: str, record: Misleading) -> Misnomer:
        clear = (
            self.term_text(one) if self.owners.get(one) == node else self.id(one) for one in record.clearer
        )
        return Misnomer(
            why=dict(sorted(record.why.items())),
            term=record.term or None,
            of=tuple(sorted(clear)),
            suggests=tuple(sorted(map(self.id, record.suggests))),
            fields=tuple(sorted(map(self.id, record.fields))),
            jest=record.jest,
            sources=self._citations(record.node),
            proposed_by=in_order({*chain.from_iterable(map(self._citations, record.proposed))}),
        )

    def _quotes(self, node: str) -> Iterator[SourceDefinition]:
        for _, passage in self.about(node, TG + "sourceDefinition"):
            if isinstance(passage, str):
                source = next(iter(self._citations(passage)), Citation(""))
                for lang, text in self.spoken(passage, RDF + "value"):
                    yield SourceDefinition(text, lang, source)

    def _citations(self, node: str) -> tuple[Citation, ...]:
        cited = {Citation(self._source_id(work), place or None) for work, place in self.citations(node)}
        return in_order(cited)

    def _source_id(self, work: Value) -> str:
        name = work if isinstance(work, str) else work.value
        return name.removeprefix(f"{self.base}source/") if self.base else name
