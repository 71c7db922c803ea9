"""From RDF back to the model: our own graph without loss, anybody's SKOS as far as it goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from termgraph.graph.terms import BIBO_TYPES, LABELS, MISNOMER_NOTE, NOTES, iri
from termgraph.model import (
    AGENT_TYPES,
    SOURCE_TYPES,
    Agent,
    Citation,
    Concept,
    Label,
    Misnomer,
    Source,
    SourceDefinition,
    Vocabulary,
    citation_order,
    label_order,
    quote_order,
)
from termgraph.names import exact_key
from termgraph.namespaces import LABEL_TYPES, is_web_iri
from termgraph.relations import RELATIONS, Relations, own_relations

_Node = NamedNode | BlankNode
_TYPE_NAMES = {omo: name for name, omo in LABEL_TYPES.items()}


class Match(Protocol):
    """What reading needs of a graph: the triples that fit a pattern, None standing for anything."""

    def __call__(
        self, subject: _Node | None, predicate: NamedNode | None, object_: _Node | Literal | None, /
    ) -> Iterable[Triple]:
        """Return the triples that fit."""


def scheme_of(match: Match) -> NamedNode | None:
    """Return the concept scheme that most concepts are in; the first IRI where several are as large."""
    found = _subjects(match, iri("rdf:type"), iri("skos:ConceptScheme"))
    schemes = [node for node in found if isinstance(node, NamedNode)]
    if len(schemes) < 2:
        return schemes[0] if schemes else None
    sizes = {node: sum(1 for _ in match(None, iri("skos:inScheme"), node)) for node in schemes}
    return max(schemes, key=lambda node: sizes[node])


def base_of(match: Match) -> str | None:
    """Return the IRI that ids are relative to, where the vocabulary declares one (vann:preferredNamespaceUri)."""
    scheme = scheme_of(match)
    if scheme is None:
        return None
    found = sorted(value.value for value in _objects(match, scheme, iri("vann:preferredNamespaceUri")))
    return found[0] if found else None


def relations_of(match: Match) -> Relations:
    """Return the table of relations with the sub-properties that the graph itself defines, and their labels."""
    parents: dict[str, list[str]] = {}
    for triple in match(None, iri("rdfs:subPropertyOf"), None):
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
            parents.setdefault(triple.subject.value, []).append(triple.object.value)
    if not parents:
        return RELATIONS
    inverses = {
        triple.subject.value: triple.object.value
        for triple in sorted(match(None, iri("owl:inverseOf"), None), key=str)
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode)
    }
    labels = {}
    for name in {*parents, *inverses, *inverses.values()}:
        texts = _objects(match, NamedNode(name), iri("rdfs:label"))
        labels[name] = {
            text.language or "": text.value for text in reversed(texts) if isinstance(text, Literal)
        }
    symmetric = {node.value for node in _subjects(match, iri("rdf:type"), iri("owl:SymmetricProperty"))}
    return own_relations(parents, inverses=inverses, symmetric=symmetric, labels=labels)


def _objects(match: Match, node: _Node, predicate: NamedNode) -> list[_Node | Literal]:
    found = {t.object for t in match(node, predicate, None)}
    return sorted((value for value in found if isinstance(value, _Node | Literal)), key=str)


def _subjects(match: Match, predicate: NamedNode, object_: _Node | None) -> list[_Node]:
    found = {t.subject for t in match(None, predicate, object_)}
    return sorted((node for node in found if isinstance(node, _Node)), key=str)


class GraphReader:
    """Reads concepts, sources and whole vocabularies out of a graph.

    Args:
        match: the graph.
        base: the IRI that ids are relative to; None leaves every id a full IRI.
        markdown: read the Markdown of a definition rather than its plain text.
        relations: the kinds of relations; those that the graph knows where it is None.
    """

    def __init__(
        self,
        match: Match,
        base: str | None = None,
        *,
        markdown: bool = False,
        relations: Relations | None = None,
    ) -> None:
        self.match = match
        self.base = base
        self.markdown = markdown
        self.relations = relations_of(match) if relations is None else relations

    def id(self, node: _Node | Literal) -> str:
        """Return the id of a resource: local where it is the vocabulary's own, else its IRI."""
        value = node.value
        if isinstance(node, BlankNode):
            return f"_:{value}"
        if self.base and value.startswith(self.base):
            local = value[len(self.base) :]
            if local and not {"/", "#", ":"} & set(local):
                return local
        return value

    def concept(self, node: _Node) -> Concept:
        """Return a concept with all that the graph says of it. What it does not say is left empty."""
        terms = self._terms(node)
        records = tuple(self._misnomers(node, terms))
        told = {
            (MISNOMER_NOTE + (why if record.term is None else f"“{record.term}”: {why}"), lang)
            for record in records
            for lang, why in record.why.items()
        }
        notes = {name: self._texts(node, NamedNode(predicate)) for name, predicate in NOTES.items()}
        preferred = self._labels(node, "prefLabel", terms)
        return Concept(
            id=self.id(node),
            pref_label={label.lang: label.text for label in reversed(preferred)},
            alt_labels=self._labels(node, "altLabel", terms),
            hidden_labels=self._labels(node, "hiddenLabel", terms),
            definition=self._definition(node),
            source_definitions=self._quotes(node),
            notation=self._values(node, iri("skos:notation")),
            status=self._one(node, "tg:status"),
            relations=self._relations(node),
            misnomers=records,
            sources=self._citations(node),
            created=self._one(node, "dct:created"),
            modified=self._one(node, "dct:modified"),
            deprecated=self._one(node, "owl:deprecated") in ("true", "1"),
            scope_note=tuple(note for note in notes["scope_note"] if (note.text, note.lang) not in told),
            example=notes["example"],
            editorial_note=notes["editorial_note"],
            history_note=notes["history_note"],
            change_note=notes["change_note"],
        )

    def source(self, node: _Node) -> Source:
        """Return a work of the bibliography."""
        types = self._values(node, iri("rdf:type"))
        classes = sorted(BIBO_TYPES[type_] for type_ in types if type_ in BIBO_TYPES)
        written = self._one(node, "dc:type")
        year = self._one(node, "dct:issued")
        pages = self._values(node, iri("foaf:page"))
        identifier = self._one(node, "dc:identifier") or ""
        return Source(
            id=node.value.rpartition("/")[2],
            type=written if written and written in SOURCE_TYPES else classes[0] if classes else "web",
            title=self._one(node, "dct:title") or self._one(node, "rdfs:label") or node.value,
            authors=tuple(filter(None, (self._one(node, "dc:creator") or "").split("; "))),
            year=int(year[:4]) if year and year[:4].isdigit() else None,
            container=self._one(node, "dc:relation"),
            volume=self._one(node, "bibo:volume"),
            number=self._one(node, "bibo:number"),
            pages=self._one(node, "bibo:pages"),
            edition=self._one(node, "bibo:edition"),
            publisher=self._one(node, "dc:publisher"),
            doi=self._one(node, "bibo:doi"),
            arxiv=identifier.removeprefix("arXiv:") if identifier.startswith("arXiv:") else None,
            url=pages[0] if pages and is_web_iri(pages[0]) else None,
            note=self._one(node, "skos:note"),
        )

    def vocabulary(self) -> Vocabulary:
        """Return the whole vocabulary; one without a declared base keeps its full IRIs as ids."""
        scheme = scheme_of(self.match)
        concepts = [
            self.concept(node) for node in _subjects(self.match, iri("rdf:type"), iri("skos:Concept"))
        ]
        parts = set(_subjects(self.match, iri("dct:isPartOf"), None))
        works = _subjects(self.match, iri("rdf:type"), iri("dct:BibliographicResource"))
        sources = [self.source(node) for node in works if node not in parts]
        return Vocabulary(
            title=(self._one(scheme, "dct:title") if scheme else None)
            or (scheme.value if scheme else "vocabulary"),
            base=self.base or "",
            prefix=(self._one(scheme, "vann:preferredNamespacePrefix") if scheme else None) or "",
            relations=self.relations,
            concepts={concept.id: concept for concept in sorted(concepts, key=lambda concept: concept.id)},
            sources={source.id: source for source in sorted(sources, key=lambda source: source.id)},
            **(self._about(scheme) if scheme else {}),
        )

    def _about(self, scheme: NamedNode) -> dict[str, Any]:
        publishers = self._agents(scheme, "dct:publisher")
        return {
            "language": self._one(scheme, "dct:language") or "en",
            "description": self._one(scheme, "dct:description"),
            "license": self._one(scheme, "dct:license"),
            "creators": self._agents(scheme, "dct:creator"),
            "publisher": publishers[0] if publishers else None,
            "version": self._one(scheme, "owl:versionInfo"),
            "created": self._one(scheme, "dct:created"),
            "modified": self._one(scheme, "dct:modified"),
        }

    def _agents(self, scheme: NamedNode, role: str) -> tuple[Agent, ...]:
        agents = []
        for node in self._objects(scheme, iri(role)):
            if isinstance(node, Literal):
                agents.append(Agent(node.value))
            else:
                name = self._one(node, "foaf:name") or self._one(node, "rdfs:label") or node.value
                types = self._values(node, iri("rdf:type"))
                said = (type_ for type_ in AGENT_TYPES if iri(f"schema:{type_.capitalize()}").value in types)
                agents.append(
                    Agent(name, node.value if isinstance(node, NamedNode) else None, next(said, None))
                )
        return tuple(agents)

    def _objects(self, node: _Node, predicate: NamedNode) -> list[_Node | Literal]:
        return _objects(self.match, node, predicate)

    def _values(self, node: _Node, predicate: NamedNode) -> tuple[str, ...]:
        return tuple(sorted(value.value for value in self._objects(node, predicate)))

    def _one(self, node: _Node, curie: str) -> str | None:
        objects = self._objects(node, iri(curie))
        return objects[0].value if objects else None

    def _ids(self, node: _Node, predicate: str) -> tuple[str, ...]:
        targets = (
            target for target in self._objects(node, NamedNode(predicate)) if not isinstance(target, Literal)
        )
        return tuple(sorted(self.id(target) for target in targets if target != node))

    def _iris(self, node: _Node, predicate: str) -> tuple[str, ...]:
        return tuple(t.value for t in self._objects(node, NamedNode(predicate)) if isinstance(t, NamedNode))

    def _relations(self, node: _Node) -> dict[str, tuple[str, ...]]:
        """Return what the concept is related to, by kind; what a kind of a kind says is not repeated by that one."""
        found: dict[str, set[str]] = {}
        beside: dict[str, set[str]] = {}  # from either end
        for kind, row in self.relations.items():
            if row.subject != "concept":
                continue
            if row.object == "outside":
                found[kind] = set(self._iris(node, row.iri))
                continue
            found[kind] = set(self._ids(node, row.iri)) if row.iri else set()
            if row.inverse:
                found[kind] |= self._from(node, row.inverse)
            back = self._from(node, row.iri) if row.iri and not row.symmetric else set()
            beside[kind] = found[kind] | back
        for kind in found:
            closer = (row.name for row in self.relations.below(kind) if row.name != kind)
            found[kind] -= set().union(*(beside[name] for name in closer))
        return {kind: tuple(sorted(ids)) for kind, ids in found.items()}

    def _from(self, node: _Node, predicate: str) -> set[str]:
        found = _subjects(self.match, NamedNode(predicate), node)
        return {self.id(subject) for subject in found if subject != node}

    def _texts(self, node: _Node, predicate: NamedNode) -> tuple[Label, ...]:
        """Return literals; where a note is a resource of its own (SKOS Reference 7.4), its rdf:value."""
        literals: set[Label] = set()
        for value in self._objects(node, predicate):
            told = [value] if isinstance(value, Literal) else self._objects(value, iri("rdf:value"))
            literals.update(
                Label(text.value, text.language or "") for text in told if isinstance(text, Literal)
            )
        return tuple(sorted(literals, key=label_order))

    def _definition(self, node: _Node) -> dict[str, str]:
        texts = {label.lang: label.text for label in reversed(self._texts(node, iri("skos:definition")))}
        if self.markdown:
            texts |= {label.lang: label.text for label in self._texts(node, iri("tg:definitionMarkdown"))}
        return dict(sorted(texts.items()))

    def _quotes(self, node: _Node) -> tuple[SourceDefinition, ...]:
        quotes = []
        for passage in self._objects(node, iri("tg:sourceDefinition")):
            if not isinstance(passage, Literal):
                said_by = self._citations(passage) or (Citation(""),)
                texts = self._texts(passage, iri("rdf:value"))
                quotes += [SourceDefinition(text.text, text.lang, said_by[0]) for text in texts]
        return tuple(sorted(quotes, key=quote_order))

    def _terms(self, node: _Node) -> Mapping[_Node, Label]:
        """Return the name resources of a concept, each with its text and its type."""
        terms: dict[_Node, Label] = {}
        for _, reified in LABELS.values():
            for term in self._objects(node, NamedNode(reified)):
                forms = [] if isinstance(term, Literal) else self._texts(term, iri("skosxl:literalForm"))
                if forms and not isinstance(term, Literal):
                    types = self._values(term, iri("oio:hasSynonymType"))
                    named = sorted(_TYPE_NAMES[type_] for type_ in types if type_ in _TYPE_NAMES)
                    kind = next((name for name in named if name != "misnomer"), None)
                    terms[term] = Label(forms[0].text, forms[0].lang, kind)
        return terms

    def _labels(self, node: _Node, kind: str, terms: Mapping[_Node, Label]) -> tuple[Label, ...]:
        plain, reified = (NamedNode(predicate) for predicate in LABELS[kind])
        labels = {(label.text, label.lang): label for label in self._texts(node, plain)}
        for term in self._objects(node, reified):
            if not isinstance(term, Literal) and term in terms:
                label = terms[term]
                labels[label.text, label.lang] = label
        return tuple(sorted(labels.values(), key=label_order))

    def _misnomers(self, node: _Node, terms: Mapping[_Node, Label]) -> Iterator[Misnomer]:
        records: list[Misnomer] = []
        for misleading, label in ((node, None), *terms.items()):
            for about in _subjects(self.match, iri("tg:misleadingName"), misleading):
                clear = [t for t in self._objects(about, iri("tg:clearName")) if not isinstance(t, Literal)]
                records.append(
                    Misnomer(
                        why={note.lang: note.text for note in self._texts(about, iri("skos:note"))},
                        term=label.text if label else None,
                        of=tuple(sorted(terms[t].text if t in terms else self.id(t) for t in clear)),
                        suggests=self._ids(about, iri("tg:suggests").value),
                        fields=self._ids(about, iri("tg:field").value),
                        jest=tuple(note.text for note in self._texts(about, iri("tg:jest"))),
                        sources=self._citations(about),
                    )
                )
        yield from sorted(records, key=lambda record: (record.term is not None, exact_key(record.term or "")))

    def _citations(self, node: _Node) -> tuple[Citation, ...]:
        """Return sources; one cited with a place is not repeated without."""
        whole: set[Citation] = set()
        placed: set[Citation] = set()
        for source in self._objects(node, iri("dct:source")):
            locator = None if isinstance(source, Literal) else self._one(source, "bibo:locator")
            if locator is not None and not isinstance(source, Literal):
                works = self._objects(source, iri("dct:isPartOf"))
                placed.add(Citation(self._source_id(works[0] if works else source), locator))
            else:
                whole.add(Citation(self._source_id(source)))
        cited = {citation.source for citation in placed}
        return tuple(sorted(placed | {c for c in whole if c.source not in cited}, key=citation_order))

    def _source_id(self, node: _Node | Literal) -> str:
        own = f"{self.base}source/"
        return node.value[len(own) :] if self.base and node.value.startswith(own) else node.value
