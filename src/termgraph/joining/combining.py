"""Makes one vocabulary of several: each in a graph of its own, in which concepts that are the same have one IRI.

That is the IRI of the first vocabulary that has the concept, or a new one of the vocabulary that they become.

Two vocabularies clash where they have another preferred name or definition of such a concept in one language. Then
the first wins ("first"): a later preferred name becomes another name, a definition a note. Or all is said as it was,
each in its own graph ("keep-all"), or nothing is combined ("fail"). All else, as notations, may be said several times,
and stays; a statement that would be of a concept and itself is left out. The IRIs that are given up are deprecated and
lead on. All that is not only renamed stands in the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import pyoxigraph as ox

from termgraph.errors import Problems, TermgraphError
from termgraph.joining.clusters import Cluster, Same, clusters, minted
from termgraph.joining.log import Changed, Fact, Log, Part
from termgraph.names import language_tag
from termgraph.namespaces import DCT, OWL, SKOS, XSD, slug
from termgraph.skos import Thesaurus
from termgraph.store.nodes import quad_of
from termgraph.store.record import Record, Statement

_PREFERRED, _OTHER, _HIDDEN = (SKOS + kind for kind in ("prefLabel", "altLabel", "hiddenLabel"))
_DEFINITION = SKOS + "definition"
#: What may become of what clashes.
CLASHES = ("first", "keep-all", "fail")
_TRUE = ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean"))


@dataclass(frozen=True, slots=True)
class Combined:
    """One vocabulary of several.

    Attributes:
        record: what it says, a graph a vocabulary, and in the default one where given up IRIs lead.
        log: what was done, and by which mappings; by it that can be undone.
    """

    record: Record
    log: Log


def combined(
    sources: Sequence[Thesaurus],
    names: Sequence[str],
    same: Iterable[Same],
    mint: str = "",
    clash: str = "first",
) -> Combined:
    """Make one vocabulary of several.

    Args:
        sources: they, the dearest first.
        names: the IRI of the graph of each.
        same: which concepts are, beside those that the vocabularies say are (skos:exactMatch).
        mint: what the IRIs of all concepts begin with from now on; "" where they keep those that they have.
        clash: one of `CLASHES`.

    Raises:
        Problems: with each clash, where these are to fail.

    >>> first = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl" .')
    >>> other = Thesaurus.from_text('<f:1> a skos:Concept ; skos:prefLabel "Owl" ; skos:broader <f:0> .')
    >>> made = combined([first, other], ["e:g", "f:g"], [Same("e:owl", "f:1")])
    >>> sorted((graph, str(value)) for graph, subject, _, value in made.record.statements() if subject == "e:owl")[2:]
    [('f:g', '"Owl"'), ('f:g', 'f:0'), ('f:g', 'http://www.w3.org/2004/02/skos/core#Concept')]
    """
    stated = (one for source, name in zip(sources, names, strict=True) for one in _stated(source, name))
    concepts = [one.concepts for one in sources]
    joined = clusters(concepts, chain(same, stated))
    found = joined.clusters
    if mint:
        found = minted(found, concepts, lambda place, iri: mint + slug(sources[place].label(iri)))
    said = _Said()
    parts = []
    clashes: list[TermgraphError] = []
    record = Record()
    for place, (source, name) in enumerate(zip(sources, names, strict=True)):
        part = _Part(place, found, said, clash)
        statements = list(part.statements(source.record))
        record.read(quad_of((name, *fact)) for fact in statements)
        parts.append(Part(name, part.renamed, tuple(part.changed)))
        clashes += (TermgraphError(f"another vocabulary says otherwise: {one}", name) for one in part.clashes)
    if clashes and clash == "fail":
        raise Problems(clashes)
    record.read(quad_of(one) for one in _leading_on(found))
    return Combined(record, Log(tuple(parts), tuple(joined.by), tuple(joined.refused), clash))


def _stated(source: Thesaurus, name: str) -> Iterator[Same]:
    """Yield the exact matches that a vocabulary states, with the justifications that it tells."""
    told = {
        (concept, link.object): link.get("mapping_justification")
        for concept, said in source.told_of_mappings.items()
        for _, link in said
        if link.kind == "exactMatch" and not link.is_refused
    }
    for pair in source.links(SKOS + "exactMatch"):
        yield Same(*pair, name, told.get(pair, ""))


class _Said:
    """What earlier vocabularies say of concepts that are joined."""

    def __init__(self) -> None:
        self.names: set[tuple[str, str, str]] = set()  # concept, language, text
        self.taken: dict[tuple[str, str, str], str] = {}  # concept, property, language: text


class _Part:
    """One of the vocabularies.

    Args:
        place: which.
        found: what is joined.
        said: what those before it say; what it says itself joins it.
        clash: what becomes of what clashes with that.
    """

    def __init__(self, place: int, found: Sequence[Cluster], said: _Said, clash: str) -> None:
        mine = [(dict(cluster.members).get(place), cluster.concept) for cluster in found]
        #: What each concept that is given up is called now.
        self.renamed: Mapping[str, str] = {iri: one for iri, one in mine if iri is not None and iri != one}
        self._joined = {one for iri, one in mine if iri is not None}
        self._said = said
        self._keeps_all = clash == "keep-all"
        #: What clashes, as people read it.
        self.clashes: list[str] = []
        #: What `statements` found out: what is not only renamed.
        self.changed: list[Changed] = []

    def statements(self, record: Record) -> Iterator[Fact]:
        """Yield what it says from now on."""
        targets = set(self.renamed.values())
        before = _Said()
        facts = sorted(dict.fromkeys(one[1:] for one in record.statements()), key=_order)
        made = {fact: self._made(fact, before) for fact in facts}
        # What is not only renamed, or spoke of another vocabulary's concept by the IRI that one of its own has now.
        told = {
            fact
            for fact, new in made.items()
            if new != self._renamed(fact) or (targets.intersection(fact) and not _is_blank(fact))
        }
        # What comes to be said twice would not be told apart again.
        twice = {made[fact] for fact in told} - {None}
        self.changed = [Changed(fact, new) for fact, new in made.items() if fact in told or new in twice]
        self._said.names |= before.names
        self._said.taken = before.taken | self._said.taken
        yield from dict.fromkeys(new for new in made.values() if new is not None)

    def _renamed(self, fact: Fact) -> Fact:
        subject, predicate, value = fact
        at = self.renamed.get(value, value) if isinstance(value, str) else value
        return self.renamed.get(subject, subject), predicate, at

    def _made(self, fact: Fact, mine: _Said) -> Fact | None:
        """Return what becomes of a statement; None where it is left out."""
        renamed = self._renamed(fact)
        if renamed[0] == renamed[2] and fact[0] != fact[2]:
            return None
        return self._settled(renamed, mine)

    def _settled(self, fact: Fact, mine: _Said) -> Fact | None:
        """Return a statement as it stands beside those of earlier vocabularies; None where they say it better."""
        subject, predicate, value = fact
        if self._keeps_all or subject not in self._joined or not isinstance(value, ox.Literal):
            return fact
        lang = language_tag(value.language or "")
        slot = (subject, predicate, lang)
        if predicate in (_PREFERRED, _OTHER, _HIDDEN):
            name = (subject, lang, value.value)
            if predicate != _PREFERRED and name in self._said.names:
                return None
            if predicate == _PREFERRED and slot in self._said.taken:
                if name in self._said.names:
                    return None
                self.clashes.append(f"<{subject}> is {value}, and {self._said.taken[slot]}")
                return (subject, _OTHER, value)
            mine.names.add(name)
        if predicate == _DEFINITION and slot in self._said.taken:
            if str(value) != self._said.taken[slot]:
                self.clashes.append(f"<{subject}> is defined as {value}, and {self._said.taken[slot]}")
            return (subject, SKOS + "note", value)
        mine.taken.setdefault(slot, str(value))
        return fact


def _is_blank(fact: Fact) -> bool:
    subject, _, value = fact
    return subject.startswith("_:") or (isinstance(value, str) and value.startswith("_:"))


def _order(fact: Fact) -> tuple[str, str, str]:
    subject, predicate, value = fact
    return subject, predicate, str(value)


def _leading_on(found: Iterable[Cluster]) -> Iterator[Statement]:
    """Yield that the IRIs that are given up are out of use, and what replaces them."""
    for cluster in found:
        for iri in cluster.others:
            yield "", iri, OWL + "deprecated", _TRUE
            yield "", iri, DCT + "isReplacedBy", cluster.concept
