"""Terms of SKOS that SKOS has not, or has no longer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.errors import did_you_mean
from termgraph.namespaces import RDF, SKOS
from termgraph.skos import Thesaurus

RULE = Rule(
    id="skos-term",
    title="A term in the SKOS namespace is unknown or no longer in use",
    why="No tool reads it: what it says is lost.",
    todo="Use the term that SKOS has; what is your own belongs into a namespace of your own.",
    severity=Severity.ERROR,
    sources=("qSKOS usr", "SKOS Reference, Appendix D"),
    aliases=("usr", "undefined-skos-resources"),
    fixable=True,
    good="ex:owl a skos:Concept ; skos:broader ex:bird .",
    bad="ex:owl a skos:concept ; skos:prefSymbol ex:p ; skos:boarder ex:bird .",
    expect=3,
)
#: The classes and properties of the SKOS namespace, 2009.
_TERMS = """
    Collection Concept ConceptScheme OrderedCollection altLabel broadMatch broader broaderTransitive
    changeNote closeMatch definition editorialNote exactMatch example hasTopConcept hiddenLabel
    historyNote inScheme mappingRelation member memberList narrowMatch narrower narrowerTransitive
    notation note prefLabel related relatedMatch scopeNote semanticRelation topConceptOf
"""
#: All terms of SKOS.
KNOWN = frozenset(SKOS + name for name in _TERMS.split())

#: Terms of earlier drafts, and what took their place; "" where nothing did.
REPLACED: Mapping[str, str] = {
    "prefSymbol": "",
    "altSymbol": "",
    "symbol": "",
    "CollectableProperty": "",
    "subject": "",
    "isSubjectOf": "",
    "primarySubject": "",
    "isPrimarySubjectOf": "",
    "subjectIndicator": "",
    "publicNote": "note",
    "privateNote": "editorialNote",
    "hasTopConceptOf": "topConceptOf",
    "broaderGeneric": "broader",
    "broaderInstantive": "broader",
    "broaderPartitive": "broader",
    "narrowerGeneric": "narrower",
    "narrowerInstantive": "narrower",
    "narrowerPartitive": "narrower",
    "relatedHasPart": "related",
    "relatedPartOf": "related",
}


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each statement's subject with a predicate or a class that the SKOS namespace has not."""
    used = {name: set(column.subjects) for name, column in thesaurus.columns.items() if name.startswith(SKOS)}
    for subject, class_ in thesaurus.links(RDF + "type"):
        if class_.startswith(SKOS) and class_ not in KNOWN:
            used.setdefault(class_, set()).add(subject)
    for term in used.keys() - KNOWN:
        name = term[len(SKOS) :]
        better = REPLACED.get(name)
        meant = did_you_mean(f"skos:{name}", [f"skos:{known[len(SKOS) :]}" for known in KNOWN])
        hint = f"it is now skos:{better}" if better else "it is no longer in use" if better == "" else meant
        for subject in used[term]:
            yield Found(subject, f"SKOS has no skos:{name}" + (f" ({hint})" if hint else ""), (term,))
