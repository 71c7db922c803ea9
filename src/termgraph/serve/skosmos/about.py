"""What Skosmos tells of a server and of a vocabulary as a whole, and all that is said of a concept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from termgraph.namespaces import DCT, ISO_THES, RDFS, SKOS
from termgraph.serve import negotiation
from termgraph.serve.endpoints import Asked
from termgraph.serve.problems import Problem
from termgraph.serve.served import Document
from termgraph.serve.skosmos.voc import LABELS, ONKI, Said, Voc, answered, voc_of

VOID = "http://rdfs.org/ns/void#"


def vocabularies(asked: Asked) -> Said:
    """Return what is served."""
    lang = asked["lang"]
    listed = [
        {"uri": served.id, "id": served.id, "title": served.title_in(lang)} for served in asked.shelf.values()
    ]
    listed.sort(key=lambda one: one["id"])
    context = {
        "rdfs": RDFS,
        "onki": ONKI,
        "title": {"@id": "rdfs:label", "@language": lang},
        "vocabularies": "onki:hasVocabulary",
        "id": "onki:vocabularyIdentifier",
        "uri": "@id",
        "@base": f"{asked.base}rest/v1/vocabularies",
    }
    return {"@context": context, "uri": "", "vocabularies": listed}


def information(asked: Asked) -> Said:
    """Return what there is to know of a vocabulary."""
    voc = voc_of(asked)
    schemes = [
        {key: value for key, value in _scheme(voc, scheme).items() if value}
        for scheme in sorted(voc.graph.schemes)
    ]
    context = {
        "rdfs": RDFS,
        "onki": ONKI,
        "dct": DCT,
        "conceptschemes": "onki:hasConceptScheme",
        "id": "onki:vocabularyIdentifier",
        "defaultLanguage": "onki:defaultLanguage",
        "languages": "onki:language",
        "label": "rdfs:label",
        "prefLabel": "skos:prefLabel",
        "title": "dct:title",
        "@base": f"{asked.base}rest/v1/{voc.served.id}/",
    }
    return answered(
        context,
        voc.lang,
        id=voc.served.id,
        title=voc.served.title_in(voc.lang),
        defaultLanguage=voc.graph.language,
        languages=[tag for tag in voc.graph.languages if tag],
        conceptschemes=schemes,
    )


def _scheme(voc: Voc, scheme: str) -> Said:
    said = {
        "label": RDFS + "label",
        "prefLabel": SKOS + "prefLabel",
        "title": DCT + "title",
    }
    texts = {key: dict(voc.graph.spoken(scheme, name)).get(voc.lang) for key, name in said.items()}
    return {**texts, "uri": scheme, "type": "skos:ConceptScheme"}


def types(asked: Asked) -> Said:
    """Return the types of concepts and collections that there are."""
    served = [asked.vocabulary(asked["vocid"])] if asked["vocid"] else [*asked.shelf.values()]
    found: dict[str, Said] = {}
    for voc in (Voc(one, asked["lang"]) for one in served):
        for iri in sorted(voc.graph.concepts | voc.graph.collections):
            for type_ in sorted(voc.graph.types.get(iri, ())):
                found.setdefault(type_, {"uri": type_, **_called(voc, type_)})
    usual = [SKOS + "Concept", SKOS + "Collection", ISO_THES + "ConceptGroup", ISO_THES + "ThesaurusArray"]
    listed = [*usual, *sorted(found.keys() - {*usual})]
    context = {
        "rdfs": RDFS,
        "onki": ONKI,
        "label": "rdfs:label",
        "superclass": {"@id": "rdfs:subClassOf", "@type": "@id"},
        "types": "onki:hasType",
        "@base": f"{asked.base}rest/v1/" + (f"{asked['vocid']}/" if asked["vocid"] else ""),
    }
    return answered(context, asked["lang"], types=[found.get(one, {"uri": one}) for one in listed])


def _called(voc: Voc, type_: str) -> Said:
    above = sorted(one for _, one in voc.graph.about(type_, RDFS + "subClassOf") if isinstance(one, str))
    text, tag = voc.graph.shown(type_, voc.lang)
    return ({"label": text} if tag else {}) | ({"superclass": above[0]} if above else {})


def statistics(asked: Asked) -> Said:
    """Return how many concepts and collections there are."""
    voc = voc_of(asked)
    graph = voc.graph
    context = {
        "rdfs": RDFS,
        "void": VOID,
        "onki": ONKI,
        "id": "onki:vocabularyIdentifier",
        "concepts": "void:classPartition",
        "label": "rdfs:label",
        "class": {"@id": "void:class", "@type": "@id"},
        "subTypes": {"@id": "void:class", "@type": "@id"},
        "count": "void:entities",
        "@base": f"{asked.base}rest/v1/{voc.served.id}/",
    }

    def counted(name: str, things: Iterable[str]) -> Said:
        every = set(things)
        return {
            "class": SKOS + name,
            "label": name,
            "count": len(every),
            "deprecatedCount": len(every & graph.deprecated),
        }

    more = {"conceptGroups": counted("Collection", graph.collections)} if graph.collections else {}
    return answered(
        context,
        voc.lang,
        id=voc.served.id,
        title=voc.served.title_in(voc.lang),
        concepts=counted("Concept", graph.concepts),
        subTypes=[],
        **more,
    )


def label_statistics(asked: Asked) -> Said:
    """Return how many names of each kind concepts have in each language."""
    voc = voc_of(asked)
    counts = Counter(
        (tag, kind)
        for iri in voc.graph.concepts
        for kind, _, tag in voc.graph.names.get(iri, ())
        if kind in LABELS
    )
    context = {
        "rdfs": RDFS,
        "void": VOID,
        "void-ext": "http://ldf.fi/void-ext#",
        "onki": ONKI,
        "id": "onki:vocabularyIdentifier",
        "languages": "void-ext:languagePartition",
        "language": "void-ext:language",
        "properties": "void:propertyPartition",
        "labels": "void:triples",
        "@base": f"{asked.base}rest/v1/{voc.served.id}/",
    }

    def counted(tag: str) -> list[Said]:
        return [
            {"property": f"skos:{kind}", "labels": counts[tag, kind]} for kind in LABELS if counts[tag, kind]
        ]

    tags = sorted({tag for tag, _ in counts})
    return answered(
        context,
        id=voc.served.id,
        title=voc.served.title_in(voc.lang),
        languages=[{"language": tag, "properties": counted(tag)} for tag in tags],
    )


def data(asked: Asked) -> Document:
    """Return all that is said of a concept, or of a whole vocabulary, as RDF."""
    uri, vocid = asked["uri"], asked["vocid"]
    form = _form(asked)
    if not uri:
        if not vocid:
            raise Problem(400, "uri parameter missing")
        return asked.vocabulary(vocid).start(form, "")
    for served in [asked.vocabulary(vocid)] if vocid else [*asked.shelf.values()]:
        if served.has(uri):
            return served.form(uri, form)
    raise Problem(404, "no concept found with given uri")


def _form(asked: Asked) -> str:
    kinds = {**{one: one for one in negotiation.RDF.values()}, "application/json": negotiation.RDF["jsonld"]}
    wanted = asked["format"] or asked.accept
    found = negotiation.media_type(wanted, [negotiation.RDF["rdfxml"], *kinds])
    if found is None:
        raise Problem(406, f"Unsupported format. Supported MIME types are: {' '.join(kinds)}")
    return kinds[found]
