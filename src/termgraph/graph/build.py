"""From the model to RDF: SKOS for concepts, SKOS-XL for names, termgraph's own terms for what those lack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from termgraph import markdown
from termgraph.errors import TermgraphError
from termgraph.graph.terms import (
    BY,
    LABELS,
    NOTES,
    PROPOSED,
    SOURCE_DETAILS,
    iri,
    label_fragment,
    mapping_fragment,
    misnomer_note,
    own_labels,
)
from termgraph.model import (
    SOURCE_TYPES,
    Agent,
    Citation,
    Collection,
    Concept,
    Label,
    Link,
    Misnomer,
    Source,
    Vocabulary,
    in_order,
)
from termgraph.namespaces import BIBO, LABEL_TYPES, XSD, is_web_iri, part_iri, short_hash, slug
from termgraph.sssom import MEANINGS, SLOTS, Kind, values
from termgraph.wording import words

_Said = tuple[NamedNode, NamedNode, NamedNode | Literal]
_Triples = Iterator[_Said]


def build_graph(vocabulary: Vocabulary) -> Iterator[Triple]:
    """Yield the triples of a vocabulary, each once, without blank nodes, in no particular order.

    Raises:
        TermgraphError: for an id, an address or a language tag that RDF cannot have; a folder that was read has none.

    >>> birds = Vocabulary(title="Birds", base="https://example.org/b/", prefix="b", concepts={
    ...     "owl": Concept(id="owl", pref_label={"en": "owl"})})
    >>> any(t.predicate == iri("skos:prefLabel") and t.object.value == "owl" for t in build_graph(birds))
    True
    """
    seen: set[_Said] = set()
    try:
        for triple in _Builder(vocabulary).triples():
            if triple not in seen:
                seen.add(triple)
                yield Triple(*triple)
        used = {node.value for _, *nodes in seen for node in nodes if isinstance(node, NamedNode)}
        for term in sorted(used & own_labels().keys()):
            for label in own_labels()[term]:
                yield Triple(NamedNode(term), iri("rdfs:label"), label)
    except ValueError as error:
        raise TermgraphError("the vocabulary cannot be written as RDF", hint=str(error)) from None


def build_links(links: Iterable[Link]) -> Iterator[Triple]:
    """Yield the triples of mappings whose concepts are named by their IRIs, each with what is said of it.

    >>> [str(t.predicate) for t in build_links([Link("http://e.org/owl", "exactMatch", "http://f.org/1")])][0]
    '<http://www.w3.org/2004/02/skos/core#exactMatch>'
    """
    for link in links:
        for triple in _link_triples(NamedNode(link.subject), link):
            yield Triple(*triple)


class _Builder:
    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.concepts = vocabulary.concepts
        self.relations = vocabulary.relations
        self.scheme = NamedNode(vocabulary.base)
        self.nodes = {id_: NamedNode(vocabulary.iri(id_)) for id_ in self.concepts}
        self.sources = {id_: NamedNode(f"{vocabulary.base}source/{id_}") for id_ in vocabulary.sources}
        self.groups = {id_: NamedNode(f"{vocabulary.base}collection/{id_}") for id_ in vocabulary.collections}
        self.shorts = vocabulary.shorts()

    def triples(self) -> _Triples:
        yield from self._scheme()
        yield from self._own_properties()
        for concept in self.concepts.values():
            yield from self._concept(concept)
        for group in self.vocabulary.collections.values():
            yield from self._collection(group)
        for source in self.vocabulary.sources.values():
            yield from self._source(source)
        for link in self.vocabulary.links:
            yield from self._link(link)

    def _text(self, text: str, lang: str | None = None) -> Literal:
        lang = self.vocabulary.language if lang is None else lang
        return Literal(text, language=lang) if lang else Literal(text)

    def _node(self, id_or_iri: str) -> NamedNode:
        return self.nodes.get(id_or_iri) or NamedNode(self.vocabulary.iri(id_or_iri))

    def _scheme(self) -> _Triples:
        about, scheme = self.vocabulary, self.scheme
        yield scheme, iri("rdf:type"), iri("skos:ConceptScheme")
        for predicate in ("dct:title", "rdfs:label", "skos:prefLabel"):
            yield scheme, iri(predicate), self._text(about.title)
        for predicate in ("dct:description", "skos:definition") if about.description else ():
            yield scheme, iri(predicate), self._text(about.description or "")
        for source in about.sources.values():
            yield scheme, iri("schema:citation"), Literal(source.citation)
        for role, agents in (("dct:creator", about.creators), ("dct:publisher", (about.publisher,))):
            for agent in agents:
                if agent is not None:
                    yield scheme, iri(role), self._agent(agent)
                    yield from self._agent_triples(agent)
        yield from _dates(scheme, about)
        if about.license:
            yield scheme, iri("dct:license"), NamedNode(about.license)
        yield from self._version()
        for language in (about.language, *about.languages):
            yield scheme, iri("dct:language"), Literal(language)
        yield scheme, iri("vann:preferredNamespacePrefix"), Literal(about.prefix)
        yield scheme, iri("vann:preferredNamespaceUri"), Literal(about.base)

    def _version(self) -> _Triples:
        about = self.vocabulary
        if about.version:
            yield self.scheme, iri("owl:versionInfo"), Literal(about.version)
        for predicate, version in (("versionIRI", about.version_iri), ("priorVersion", about.prior_version)):
            if version:
                yield self.scheme, iri(f"owl:{predicate}"), NamedNode(version)

    def _own_properties(self) -> _Triples:
        """Yield what any reader has to know of the vocabulary's own properties."""
        for row in self.relations.own:
            above = self.relations[row.parent]
            back = above.iri if above.symmetric else above.inverse
            ends = ((row.iri, above.iri, row.labels), (row.inverse, back, row.back_labels))
            for name, upper, labels in ends:
                if name:
                    yield from self._property(name, "owl:ObjectProperty", labels)
                if name and upper:
                    yield NamedNode(name), iri("rdfs:subPropertyOf"), NamedNode(upper)
            if row.symmetric:
                yield NamedNode(row.iri), iri("rdf:type"), iri("owl:SymmetricProperty")
            if row.iri and row.inverse:
                yield NamedNode(row.iri), iri("owl:inverseOf"), NamedNode(row.inverse)
        for attribute in self.vocabulary.attributes:
            yield from self._property(attribute.iri, "owl:DatatypeProperty", attribute.labels)
            if attribute.datatype:
                yield NamedNode(attribute.iri), iri("rdfs:range"), NamedNode(XSD + attribute.datatype)

    def _property(self, name: str, kind: str, labels: Mapping[str, str]) -> _Triples:
        node = NamedNode(name)
        yield node, iri("rdf:type"), iri(kind)
        yield node, iri("rdfs:isDefinedBy"), self.scheme
        for lang, text in labels.items():
            yield node, iri("rdfs:label"), self._text(text, lang)

    def _attributes(self, concept: Concept, node: NamedNode) -> _Triples:
        for attribute in self.vocabulary.attributes:
            datatype = NamedNode(XSD + attribute.datatype) if attribute.datatype else None
            for value in concept.attributes.get(attribute.name, ()):
                if isinstance(value, str):
                    yield node, NamedNode(attribute.iri), Literal(value, datatype=datatype)
                else:
                    yield node, NamedNode(attribute.iri), self._text(value.text, value.lang)

    def _agent(self, agent: Agent) -> NamedNode:
        return NamedNode(agent.iri or f"{self.vocabulary.base}agent/{slug(agent.name)}")

    def _agent_triples(self, agent: Agent) -> _Triples:
        node = self._agent(agent)
        yield node, iri("rdf:type"), iri("foaf:Agent")
        for predicate in ("foaf:name", "rdfs:label"):
            yield node, iri(predicate), Literal(agent.name)
        if agent.type:
            yield node, iri("rdf:type"), iri(f"schema:{agent.type.capitalize()}")
            yield node, iri("schema:name"), Literal(agent.name)
        if agent.type == "organization" and agent.iri and is_web_iri(agent.iri):
            yield node, iri("schema:url"), Literal(agent.iri, datatype=NamedNode(XSD + "anyURI"))

    def _concept(self, concept: Concept) -> _Triples:
        node = self.nodes[concept.id]
        yield node, iri("rdf:type"), iri("skos:Concept")
        for predicate in ("skos:inScheme", "rdfs:isDefinedBy"):
            yield node, iri(predicate), self.scheme
        if not self.vocabulary.above(concept) and not concept.deprecated:
            yield node, iri("skos:topConceptOf"), self.scheme
            yield self.scheme, iri("skos:hasTopConcept"), node
        yield from self._names(concept, node)
        yield from self._relations(concept, node)
        yield from self._notes(concept, node)
        yield from self._attributes(concept, node)
        for record in concept.misnomers:
            yield from self._misnomer(concept, record)
        yield from self._quotes(concept, node)
        yield from self._cited(node, concept.sources)
        yield from self._history(concept, node)
        for group in concept.collections:
            if group in self.groups:
                yield self.groups[group], iri("skos:member"), node
        for status, names in (("reviewed", concept.reviewed_by), ("approved", concept.approved_by)):
            yield from ((node, BY[status], Literal(name)) for name in names)
        for code in concept.notation:
            yield node, iri("skos:notation"), Literal(code)

    @staticmethod
    def _history(concept: Concept, node: NamedNode) -> _Triples:
        """Yield when a concept was made and changed, whether it is in use, its former addresses, and how far it is."""
        yield from _dates(node, concept)
        if concept.deprecated:
            yield node, iri("owl:deprecated"), Literal("true", datatype=NamedNode(XSD + "boolean"))
        for old in concept.replaces:
            yield node, iri("dct:replaces"), NamedNode(old)
        if concept.status:
            yield node, iri("tg:status"), Literal(concept.status)

    def _names(self, concept: Concept, node: NamedNode) -> _Triples:
        terms = self._terms(concept)
        for kind, label, term in terms.values():
            text = self._text(label.text, label.lang)
            if kind in LABELS:
                yield node, NamedNode(LABELS[kind][0]), text
            yield node, NamedNode(LABELS[kind][1] if kind in LABELS else PROPOSED), term
            yield term, iri("rdf:type"), iri("skosxl:Label")
            yield term, iri("skosxl:literalForm"), text
            if label.type is not None:
                yield term, iri("oio:hasSynonymType"), NamedNode(LABEL_TYPES[label.type])
            if kind == "prefLabel":
                yield node, iri("rdfs:label"), text
            elif kind != "hiddenLabel":
                yield term, iri("rdfs:label"), text
            if kind == "altLabel":
                yield term, iri("tg:synonymOf"), node
                if label.type == "abbreviation":
                    yield term, iri("tg:abbreviationOf"), node

    def _terms(self, concept: Concept) -> Mapping[tuple[str, str], tuple[str, Label, NamedNode]]:
        """Return each name of a concept, by text and language: its kind, the name and its resource."""
        named = [("prefLabel", Label(text, lang)) for lang, text in sorted(concept.pref_label.items())]
        named += [("altLabel", label) for label in in_order(concept.alt_labels)]
        named += [("hiddenLabel", label) for label in in_order(concept.hidden_labels)]
        named += [("proposedName", label) for label in in_order(concept.proposed_names)]
        taken: set[str] = set()
        terms: dict[tuple[str, str], tuple[str, Label, NamedNode]] = {}
        for kind, label in named:
            fragment = label_fragment(label.text, label.lang)
            if fragment in taken:  # "C" and "C++"
                fragment = f"{fragment}-{short_hash(label.text)}"
            taken.add(fragment)
            node = NamedNode(part_iri(self.nodes[concept.id].value, fragment))
            terms[label.text, label.lang] = kind, label, node
        return terms

    def _relations(self, concept: Concept, node: NamedNode) -> _Triples:
        for kind, ids in concept.relations.items():
            row = self.relations[kind]
            along, back = self.relations.asserted(row)
            for other in map(self._node, ids):
                yield from ((node, NamedNode(predicate), other) for predicate in along)
                if row.object != "outside":  # which is another vocabulary's to describe
                    yield from ((other, NamedNode(predicate), node) for predicate in back)

    def _notes(self, concept: Concept, node: NamedNode) -> _Triples:
        for lang, text in concept.definition.items():
            plain = markdown.plain(text)
            yield node, iri("skos:definition"), self._text(plain, lang)
            if plain != text:
                yield node, iri("tg:definitionMarkdown"), self._text(text, lang)
            for target in markdown.links(text):
                linked = markdown.entry_link(target)
                if linked in self.nodes:
                    yield node, iri("dct:references"), self.nodes[linked]
        for lang, digests in concept.translated.items():
            yield node, iri("tg:translated"), Literal(f"{lang} {digests}")
        for attribute, predicate in NOTES.items():
            for note in getattr(concept, attribute):
                yield node, NamedNode(predicate), self._text(note.text, note.lang)

    def _misnomer(self, concept: Concept, record: Misnomer) -> _Triples:
        node, terms = self.nodes[concept.id], self._terms(concept)
        # The same word may be a name in several languages; the record is about the default one.
        own: dict[str, NamedNode] = {}
        for (text, lang), (kind, _, term) in terms.items():
            if kind != "prefLabel" and (text not in own or lang == self.vocabulary.language):
                own[text] = term
        misleading, fragment = node, "misnomer"
        name = concept.pref_label.get(self.vocabulary.language, concept.id)
        if record.term is not None:
            misleading, name = own[record.term], record.term
            fragment += "." + misleading.value.removeprefix(part_iri(node.value, ""))
            yield misleading, iri("oio:hasSynonymType"), NamedNode(LABEL_TYPES["misnomer"])
        about = NamedNode(part_iri(self.nodes[concept.id].value, fragment))
        yield about, iri("rdf:type"), iri("tg:Misnomer")
        yield about, iri("rdfs:label"), self._text(name)
        yield about, iri("tg:misleadingName"), misleading
        proposed = {label.text for label in concept.proposed_names}
        for target in record.of:
            clear = own.get(target) or (node if target in concept.pref_label.values() else self._node(target))
            yield about, iri("tg:clearName"), clear
            yield misleading, iri("tg:misnomerOf"), clear
            if target in proposed:
                yield from self._cited(clear, record.proposed_by)
        for predicate, ids in (("tg:suggests", record.suggests), ("tg:field", record.fields)):
            for id_ in ids:
                yield about, iri(predicate), self._node(id_)
        for jest in record.jest:
            yield about, iri("tg:jest"), self._text(jest)
        for lang, why in record.why.items():
            yield about, iri("skos:note"), self._text(why, lang)
            told = " ".join((misnomer_note(why, record.term), *self._told_of(concept, record, lang)))
            yield node, iri("skos:scopeNote"), self._text(told, lang)
        yield from self._cited(about, record.sources)

    def _told_of(self, concept: Concept, record: Misnomer, lang: str) -> Iterator[str]:
        """Yield the sentences that tell plain SKOS readers what else a record says."""
        said = words(lang)
        cited = [self._short(one) for one in dict.fromkeys((*record.sources, *record.proposed_by))]
        for heading, found in (
            (said.headings["suggests"], [self._called(id_, lang) for id_ in record.suggests]),
            (said.relations["misnomerOf"].heading, [self._called(target, lang) for target in record.of]),
            (said.headings["said_by"], cited),
        ):
            if found:
                yield f"{heading}: {'; '.join(found)}."

    def _called(self, name: str, lang: str) -> str:
        """Return what to call an entry, or a name as it is."""
        names = self.concepts[name].pref_label if name in self.concepts else {}
        return names.get(lang) or names.get(self.vocabulary.language) or name

    def _short(self, citation: Citation) -> str:
        place = f", {locator_text(citation.locator)}" if citation.locator else ""
        return self.shorts.get(citation.source, citation.source) + place

    def _quotes(self, concept: Concept, node: NamedNode) -> _Triples:
        taken: set[str] = set()
        for quote in concept.source_definitions:
            fragment = str(quote.source).replace("#", ".")
            if fragment in taken:  # two passages of one place
                fragment = f"{fragment}.{short_hash(quote.text + quote.lang)}"
            taken.add(fragment)
            passage = NamedNode(part_iri(node.value, f"definition.{fragment}"))
            yield node, iri("tg:sourceDefinition"), passage
            yield passage, iri("rdf:type"), iri("tg:SourceDefinition")
            yield passage, iri("rdf:value"), self._text(quote.text, quote.lang)
            yield from self._cited(passage, (quote.source,))

    def _cited(self, node: NamedNode, citations: tuple[Citation, ...]) -> _Triples:
        for citation in citations:
            whole = self.sources.get(citation.source)
            if whole is None:
                continue
            yield node, iri("dct:source"), whole
            if citation.locator is not None:
                part = NamedNode(part_iri(whole.value, citation.locator))
                yield node, iri("dct:source"), part
                yield part, iri("rdf:type"), iri("dct:BibliographicResource")
                yield part, iri("dct:isPartOf"), whole
                yield part, iri("bibo:locator"), Literal(citation.locator)
                yield part, iri("rdfs:label"), Literal(self._short(citation))

    def _collection(self, group: Collection) -> _Triples:
        node = self.groups[group.id]
        yield node, iri("rdf:type"), iri("skos:Collection")
        for predicate in ("skos:inScheme", "rdfs:isDefinedBy"):
            yield node, iri(predicate), self.scheme
        for lang, text in group.pref_label.items():
            for predicate in ("skos:prefLabel", "rdfs:label"):
                yield node, iri(predicate), self._text(text, lang)
        for lang, text in group.definition.items():
            yield node, iri("skos:definition"), self._text(text, lang)
        if group.auxiliary:
            yield node, iri("tg:auxiliary"), Literal("true", datatype=NamedNode(XSD + "boolean"))

    def _source(self, source: Source) -> _Triples:
        node = self.sources[source.id]
        yield node, iri("rdf:type"), iri("dct:BibliographicResource")
        yield node, iri("rdf:type"), NamedNode(BIBO + SOURCE_TYPES[source.type])
        yield node, iri("rdfs:label"), Literal(self.shorts[source.id])
        yield node, iri("dct:title"), Literal(source.title)
        yield node, iri("dct:bibliographicCitation"), Literal(source.citation)
        if source.authors:
            yield node, iri("dc:creator"), Literal("; ".join(source.authors))
        if source.year is not None:
            yield node, iri("dct:issued"), Literal(f"{source.year:04}", datatype=NamedNode(XSD + "gYear"))
        if source.url:
            yield node, iri("foaf:page"), NamedNode(source.url)
        yield node, iri("dc:type"), Literal(source.type)
        if source.arxiv:
            yield node, iri("dc:identifier"), Literal(f"arXiv:{source.arxiv}")
        for name, predicate in SOURCE_DETAILS.items():
            if value := getattr(source, name):
                yield node, NamedNode(predicate), Literal(value)

    def _link(self, link: Link) -> _Triples:
        inside = self.vocabulary.base
        return _link_triples(self._node(link.subject), link, is_ours=link.object.startswith(inside))


def _dates(node: NamedNode, dated: Concept | Vocabulary) -> _Triples:
    for predicate, day in (("dct:created", dated.created), ("dct:modified", dated.modified)):
        if day:
            yield node, iri(predicate), Literal(day, datatype=NamedNode(XSD + "date"))


def _link_triples(node: NamedNode, link: Link, *, is_ours: bool = False) -> _Triples:
    """Yield a link, and what is said of it as SSSOM has it in RDF.

    Args:
        node: the concept.
        link: what it is elsewhere.
        is_ours: whether that is a concept of the same vocabulary, which has a name of its own.
    """
    along, target = iri(f"skos:{link.kind}"), NamedNode(link.object)
    if not link.is_refused:
        yield node, along, target
        if link.label and not is_ours:
            yield target, iri("rdfs:label"), Literal(link.label)
    about = NamedNode(link.get("record_id") or part_iri(node.value, mapping_fragment(link)))
    yield about, iri("rdf:type"), iri("owl:Axiom")
    yield about, iri("owl:annotatedSource"), node
    yield about, iri("owl:annotatedProperty"), along
    yield about, iri("owl:annotatedTarget"), target
    for name, cell in (("object_label", link.label), *link.details):
        slot = SLOTS[name]
        for value in values(cell) if slot.several else [cell] if cell and name != "record_id" else []:
            yield about, NamedNode(slot.iri), _said_in(slot.kind, value)


def _said_in(kind: Kind, value: str) -> NamedNode | Literal:
    """Return the value of a slot of SSSOM."""
    match kind:
        case "text":
            return Literal(value)
        case "number":
            return Literal(value, datatype=NamedNode(XSD + "double"))
        case "date":
            return Literal(value, datatype=NamedNode(XSD + "date"))
        case _:
            return NamedNode(MEANINGS.get(value, value))


_PAGES = re.compile(r"p(\d+|[ivxlc]+|[IVXLC]+)([-–](\d+|[ivxlc]+|[IVXLC]+))?")


def locator_text(locator: str) -> str:
    """Return a place in a source as a reader writes it.

    >>> locator_text("p81"), locator_text("pXXVIII"), locator_text("p5-15"), locator_text("4.2")
    ('p. 81', 'p. XXVIII', 'pp. 5-15', '4.2')
    """
    pages = _PAGES.fullmatch(locator)
    if pages is None:
        return locator
    return f"{'pp' if pages.group(2) else 'p'}. {locator[1:]}"


def locator_of(text: str) -> str:
    """Return the place that `locator_text` made a text of.

    >>> locator_of("p. 81"), locator_of("pp. 5-15"), locator_of("4.2")
    ('p81', 'p5-15', '4.2')
    """
    made = "p" + text.partition(". ")[2]
    return made if locator_text(made) == text else text
