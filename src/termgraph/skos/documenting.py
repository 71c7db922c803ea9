"""What is told of things: definitions and notes, dates, creators, and properties of the vocabulary's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from pyoxigraph import Literal

from termgraph.names import language_tag
from termgraph.namespaces import ADMS, DC, DCT, OBO, OIO, OWL, RDF, RDFS, SH, SKOS, SKOSXL, TG, VS
from termgraph.skos.naming import KINDS, best, readable
from termgraph.skos.relating import Relating
from termgraph.skos.tables import literals, table
from termgraph.skos.things import RELATIONS
from termgraph.store.record import Value

#: The kinds of notes, in the order in which people read them.
NOTES = ("definition", "scopeNote", "note", "example", "historyNote", "editorialNote", "changeNote")
#: What says who made something.
MAKERS = (DCT + "creator", DC + "creator", DCT + "contributor", DC + "contributor")


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


class Note(NamedTuple):
    """A note or a definition of a concept.

    Attributes:
        kind: one of `NOTES`.
        text: what it says.
        lang: the tag of its language, "" for none.
        node: the resource that says it, where it is one of its own (SKOS Reference, 7.4).
    """

    kind: str
    text: str
    lang: str
    node: str | None = None


class Documenting(Relating):
    """A vocabulary with its documentation."""

    @table(literals)
    def definitions(self) -> Mapping[str, list[Literal]]:
        """The definitions of each node; where one is a resource (SKOS Reference 7.4), its rdf:value."""
        found: dict[str, list[Literal]] = defaultdict(list)
        for subject, text in self.noted("definition"):
            found[subject].append(text)
        return found

    def definition(self, node: str, lang: str | None = None) -> str | None:
        """Return the definition of a node in a language, or the nearest to it; None where it has none."""
        texts = self.definitions.get(node, ())
        if not texts:
            return None
        by_lang = {
            language_tag(text.language or ""): readable(text) for text in sorted(texts, key=str, reverse=True)
        }
        told = {tag: text for tag, text in by_lang.items() if text.strip()}
        return best(told, lang or self.language)

    def noted(self, kind: str) -> Iterator[tuple[str, Literal]]:
        """Yield all notes of a kind with what they are of; of one that is a resource, its rdf:value."""
        for subject, value in self.pairs(SKOS + kind):
            if isinstance(value, Literal):
                yield subject, value
            else:
                for _, text in self.about(value, RDF + "value"):
                    if isinstance(text, Literal):
                        yield subject, text

    @cached_property
    def documented(self) -> set[str]:
        """Everything that has a note, a definition or a description of any kind."""
        notes = (SKOS + note for note in NOTES)
        return self.subjects_of(*notes, DCT + "description", DC + "description", RDFS + "comment")

    def notes(self, node: str, *kinds: str) -> list[Note]:
        """Return the notes of a node, of some kinds or of all, by kind, language and text.

        >>> birds = Documenting.from_text('<e:owl> skos:note "shy"@en, [ rdf:value "nocturnal"@en ] .')
        >>> [note.text for note in birds.notes("e:owl")]
        ['nocturnal', 'shy']
        """
        found = set()
        asked = [name for kind in kinds for name in self.properties(SKOS + kind)] or self._stated_notes
        for name, value in chain.from_iterable(self.about(node, name) for name in asked):
            for kind in self._note_kinds.get(name, ()):
                if not kinds or kind in kinds:
                    found.update(_notes(kind, self, value))
        order = {kind: place for place, kind in enumerate(kinds or NOTES)} if found else {}
        return sorted(found, key=lambda note: (order[note.kind], note.lang, note.text, note.node or ""))

    @cached_property
    def _note_kinds(self) -> Mapping[str, list[str]]:
        """The kinds of notes that each property states."""
        kinds: dict[str, list[str]] = defaultdict(list)
        for kind in NOTES:
            for name in self.properties(SKOS + kind):
                kinds[name].append(kind)
        return kinds

    @cached_property
    def _stated_notes(self) -> list[str]:
        """The properties by which the vocabulary states notes: few, and asking for all that is said takes longer."""
        return [name for name in self._note_kinds if name in self.columns]

    # Properties of the vocabulary's own

    def attributes(self, node: str) -> Mapping[str, list[Value]]:
        """Return the properties of a node that are the vocabulary's own, or of no other account, with their values.

        >>> birds = Documenting.from_text('<e:owl> a skos:Concept ; <e:weighs> "0.3" .')
        >>> {name: [value.value for value in values] for name, values in birds.attributes("e:owl").items()}
        {'e:weighs': ['0.3']}
        """
        found: dict[str, list[Value]] = defaultdict(list)
        for name, value in self.about(node) if self.own_properties else ():
            if name not in self.told_elsewhere:
                found[name].append(value)
        return {name: sorted(values, key=str) for name, values in sorted(found.items())}

    @cached_property
    def own_properties(self) -> list[str]:
        """The properties that are the vocabulary's own, or of no other account, sorted."""
        return sorted(self.columns.keys() - self.told_elsewhere)

    @cached_property
    def told_elsewhere(self) -> frozenset[str]:
        """The properties of the vocabulary that are told of as something else."""
        known = {name for name in self.columns if name.startswith(_OUR_NAMESPACES)}
        uppers = [*known, *(SKOS + name for name in (*RELATIONS, *NOTES, *KINDS))]
        return _TOLD_ELSEWHERE | known | {lower for upper in uppers for lower in self.properties(upper)}


def _notes(kind: str, told: Documenting, value: Value) -> list[Note]:
    """Return what a value of a note says: itself, or where it is a resource, its rdf:value."""
    if isinstance(value, Literal):
        return [Note(kind, readable(value), language_tag(value.language or ""))]
    texts = (text for _, text in told.about(value, RDF + "value") if isinstance(text, Literal))
    return [Note(kind, readable(text), language_tag(text.language or ""), value) for text in texts]
