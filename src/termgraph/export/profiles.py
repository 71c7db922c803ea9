"""How much of the graph is exported: plain SKOS, SKOS with names as resources, or everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termgraph.namespaces import OIO, OWL, RDF, RDFS, SKOS, SKOSXL, TG

if TYPE_CHECKING:  # the command lists the profiles, and needs no engine for that
    from pyoxigraph import Literal, Triple

    from termgraph.skos import Thesaurus

#: Called with one sentence for each thing that a file does not hold, or holds besides.
Notice = Callable[[str], None]

_TYPE = RDF + "type"
_OF_TERMS = frozenset({_TYPE, RDFS + "subPropertyOf", RDFS + "subClassOf", OWL + "inverseOf"})
_DUMB_DOWN = {SKOSXL + name: SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel")}


def silent(_: str) -> None:
    """Take no notice."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A choice of triples, and one sentence about it."""

    doc: str
    select: Callable[[Iterable[Triple]], list[Triple]]


def _full(triples: Iterable[Triple]) -> list[Triple]:
    return list(triples)


def _xl(triples: Iterable[Triple]) -> list[Triple]:
    triples = list(triples)
    return _without(triples + _dumbed_down(triples), (TG,), keep_names=True)


def _core(triples: Iterable[Triple]) -> list[Triple]:
    triples = list(triples)
    return _without(triples + _dumbed_down(triples), (TG, OIO, SKOSXL), keep_names=False)


def _without(triples: list[Triple], namespaces: tuple[str, ...], *, keep_names: bool) -> list[Triple]:
    """Leave out the terms of some namespaces, and the resources that only they describe."""
    from pyoxigraph import NamedNode

    typed = {
        t.subject: t.object.value
        for t in triples
        if t.predicate.value == _TYPE and isinstance(t.object, NamedNode)
    }
    records = {node for node, type_ in typed.items() if type_ in (TG + "Misnomer", TG + "SourceDefinition")}
    names: set[object] = {node for node, type_ in typed.items() if type_ == SKOSXL + "Label"}
    names |= {t.object for t in triples if t.predicate.value in _DUMB_DOWN}
    dropped: set[object] = {*records} if keep_names else {*records, *names}
    kept: dict[Triple, None] = {}
    for triple in triples:
        predicate = triple.predicate.value
        about_name = triple.subject in names
        if triple.subject in dropped or triple.object in dropped or predicate.startswith(namespaces):
            continue
        # What the vocabulary says of a term that is left out, its label above all, is left out too.
        ends = (triple.subject, triple.object if predicate in _OF_TERMS else triple.predicate)
        if any(isinstance(end, NamedNode) and end.value.startswith(namespaces) for end in ends):
            continue
        if predicate == RDFS + "label" and about_name:  # which SKOS-XL readers derive (S55 to S57)
            continue
        kept[triple] = None
    return list(kept)


def _dumbed_down(triples: list[Triple]) -> list[Triple]:
    """Return the plain labels that SKOS-XL labels stand for (SKOS Reference, S55 to S57)."""
    from pyoxigraph import Literal, NamedNode, Triple

    forms: dict[object, list[Literal]] = {}
    for triple in triples:
        if triple.predicate.value == SKOSXL + "literalForm" and isinstance(triple.object, Literal):
            forms.setdefault(triple.subject, []).append(triple.object)
    return [
        Triple(t.subject, NamedNode(_DUMB_DOWN[t.predicate.value]), form)
        for t in triples
        if t.predicate.value in _DUMB_DOWN
        for form in forms.get(t.object, ())
    ]


#: What can be asked for as `--profile`.
PROFILES: Mapping[str, Profile] = {
    "core": Profile("plain SKOS only; misnomers are told in skos:scopeNote", _core),
    "xl": Profile("plain SKOS, and names as SKOS-XL resources", _xl),
    "full": Profile("everything in the graph", _full),
}


def selected(store: Thesaurus, profile: str, notice: Notice = silent) -> list[Triple]:
    """Return the triples of a vocabulary that a profile keeps, with what it asks for and the vocabulary leaves out."""
    triples = list(store.triples())
    if profile != "full":
        from termgraph.export.completing import lacking

        added = list(lacking(store))
        triples += added
        if added:
            counts = Counter(store.curie(triple.predicate.value) for triple in added)
            named = ", ".join(f"{name} ({count:,})" for name, count in sorted(counts.items()))
            notice(f"added for readers of plain SKOS: {named}")
    return PROFILES[profile].select(triples)
