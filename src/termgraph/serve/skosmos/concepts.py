"""One concept as Skosmos answers it: its names, what is around it, and its place in the hierarchy."""

from __future__ import annotations

from termgraph.serve.endpoints import Asked
from termgraph.serve.problems import Problem
from termgraph.serve.skosmos.voc import LABELS, ONKI, Said, Voc, answered, concept_of, others_of, spoken
from termgraph.skos import Thesaurus


def label(asked: Asked) -> Said:
    """Return the names of a concept in a language."""
    iri = asked["uri"]
    served = [asked.vocabulary(asked["vocid"])] if asked["vocid"] else [*asked.shelf.values()]
    for voc in (Voc(one, asked["lang"]) for one in served):
        graph = voc.graph
        if iri in graph.concepts or iri in graph.collections:
            lang = voc.lang if asked["vocid"] else asked["lang"]
            context = {name: f"skos:{name}" for name in LABELS}
            return {**answered(context, lang), "uri": iri, **_labels(graph, iri, lang)}
    raise Problem(404, f"Could not find concept <{iri}>")


def _labels(graph: Thesaurus, iri: str, lang: str | None) -> Said:
    """Return the names by kind; of preferred ones there is but one."""
    found: Said = {}
    for kind, text, tag in graph.names_of(iri):
        if spoken(tag, lang):
            found.setdefault(kind, []).append(text)
    return found | ({"prefLabel": found["prefLabel"][0]} if "prefLabel" in found else {})


def direct(relation: str, asked: Asked) -> Said:
    """Return what a concept has a relation to."""
    voc, uri = concept_of(asked)
    found = [voc.named(one) for one in voc.graph.in_order(others_of(voc.graph, uri, relation), voc.lang)]
    context = {"prefLabel": "skos:prefLabel", relation: f"skos:{relation}"}
    return {**answered(context, voc.lang), "uri": uri, relation: found}


def transitive(relation: str, asked: Asked) -> Said:
    """Return a concept and all that is above or below it, each with what it directly is below or above."""
    voc, uri = concept_of(asked)
    walk, near = {
        "broader": (voc.graph.ancestors, voc.graph.broader),
        "narrower": (voc.graph.descendants, voc.graph.narrower),
    }[relation]
    found = {
        one: {**voc.named(one), **({relation: near[one]} if near[one] else {})}
        for one in [uri, *walk(uri)][: asked["limit"]]
    }
    name = f"{relation}Transitive"
    context = {
        "prefLabel": "skos:prefLabel",
        relation: {"@id": f"skos:{relation}", "@type": "@id"},
        name: {"@id": f"skos:{name}", "@container": "@index"},
    }
    return {**answered(context, voc.lang), "uri": uri, name: found}


def children(asked: Asked) -> Said:
    """Return what is directly below a concept, and whether more is below that."""
    voc, uri = concept_of(asked)
    found = [voc.child(one) for one in voc.graph.in_order(voc.graph.narrower[uri], voc.lang)]
    context = {
        "prefLabel": "skos:prefLabel",
        "narrower": "skos:narrower",
        "notation": "skos:notation",
        "hasChildren": "onki:hasChildren",
    }
    return {**answered(context, voc.lang), "uri": uri, "narrower": found}


def hierarchy(asked: Asked) -> Said:
    """Return a concept and all that is above it, each with what is directly below it."""
    voc, uri = concept_of(asked)
    found = {one: _step(voc, one, uri) for one in [uri, *voc.graph.ancestors(uri)]}
    context = {
        "onki": ONKI,
        "prefLabel": "skos:prefLabel",
        "notation": "skos:notation",
        "narrower": {"@id": "skos:narrower", "@type": "@id"},
        "broader": {"@id": "skos:broader", "@type": "@id"},
        "broaderTransitive": {"@id": "skos:broaderTransitive", "@container": "@index"},
        "top": {"@id": "skos:topConceptOf", "@type": "@id"},
        "tops": {"@id": "skos:topConceptOf", "@type": "@id"},
        "hasChildren": "onki:hasChildren",
    }
    return {**answered(context, voc.lang), "uri": uri, "broaderTransitive": found}


def _step(voc: Voc, iri: str, asked: str) -> Said:
    graph = voc.graph
    tops = sorted(scheme for scheme, mine in graph.tops.items() if iri in mine)
    main = graph.scheme if graph.scheme in tops else next(iter(tops), None)
    below = [voc.child(one, "label") for one in graph.in_order(graph.narrower[iri], voc.lang)]
    return {
        "uri": iri,
        **({"exact": iri} if iri == asked else {}),
        **({"tops": tops, "top": main} if tops else {}),
        **({"narrower": below} if below else {}),
        "prefLabel": voc.label(iri),
        **voc.noted(iri),
        **({"broader": graph.broader[iri]} if graph.broader[iri] else {}),
    }
