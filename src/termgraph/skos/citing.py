"""What is said by whom: sources and the places in them, passages of theirs, and the records of misleading names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from functools import cached_property
from typing import Any, NamedTuple

from pyoxigraph import Literal

from termgraph.graph import locator_text
from termgraph.graph.terms import PROPOSED, misnomer_note
from termgraph.names import exact_key
from termgraph.namespaces import BIBO, DCT, FOAF, RDF, SCHEMAS, SKOS, SKOSXL, TG, is_web_iri
from termgraph.skos.documenting import Documenting
from termgraph.skos.naming import KINDS
from termgraph.skos.tables import node_set, table
from termgraph.store.record import Value


class Reference(NamedTuple):
    """A source as it is cited.

    Attributes:
        iri: the work, "" where it is a mere text; `_:name` where it is blank.
        label: what a reader sees of it: its short name, its address, or the text.
        locator: the place in it as a reader writes it, None for none.
        citation: the full reference.
        url: where it can be read, None where nobody says.
    """

    iri: str
    label: str
    locator: str | None
    citation: str
    url: str | None

    @property
    def cited(self) -> str:
        """Its short name and the place in it."""
        return f"{self.label}, {self.locator}" if self.locator else self.label


class Passage(NamedTuple):
    """What a source says of a concept, in its own words."""

    text: str
    lang: str
    source: Reference | None


class Misleading(NamedTuple):
    """The record of a name that misleads (`tg:Misnomer`).

    Attributes:
        node: the record.
        term: the name, where it is not the preferred name of the concept; "" where it is.
        why: the reason, by language.
        clearer: the concepts and names that it should be called.
        suggests: the concepts that it suggests.
        fields: the concepts of the fields in which it means something else.
        jest: names for it that are not meant.
        proposed: those of the clearer names that are proposed and that nobody uses.
        sources: who says so.
    """

    node: str
    term: str
    why: Mapping[str, str]
    clearer: tuple[str, ...]
    suggests: tuple[str, ...]
    fields: tuple[str, ...]
    jest: tuple[str, ...]
    proposed: tuple[str, ...]
    sources: tuple[Reference, ...]


def _place(source: Reference | None) -> tuple[str, str]:
    return (source.label, source.locator or "") if source else ("", "")


def _misleading_of(said: Any) -> list[Misleading]:
    """Return records as JSON knows them."""
    records = []
    for node, term, why, *found, sources in said:
        clearer, suggests, fields, jest, proposed = map(tuple, found)
        cited = tuple(Reference(*source) for source in sources)
        records.append(Misleading(node, term, why, clearer, suggests, fields, jest, proposed, cited))
    return records


#: The properties that lead to names which are resources.
_NAMES = (*(SKOSXL + kind for kind in KINDS), PROPOSED)


class Citing(Documenting):
    """A vocabulary with its sources and its misnomers."""

    # Sources

    def references(self, node: str) -> tuple[Reference, ...]:
        """Return the sources of a node, from A to Z; one that is cited with a place is not repeated without.

        >>> birds = Citing.from_text('<e:owl> dct:source "Brehm", <https://e.org/owls> .')
        >>> [(source.label, source.url) for source in birds.references("e:owl")]
        [('Brehm', None), ('https://e.org/owls', 'https://e.org/owls')]
        """
        found = (self.reference(work, place) for work, place in self.citations(node))
        return tuple(sorted(found, key=lambda one: (one.label.casefold(), one.label, one.locator or "")))

    def citations(self, node: str) -> list[tuple[Value, str]]:
        """Return the works that a node cites, each with the place in it, "" for none."""
        placed, whole = [], []
        for _, value in self.about(node, DCT + "source"):
            locator = self._one(value, BIBO + "locator") if isinstance(value, str) else None
            if locator is not None and isinstance(value, str):
                placed.append((self._one_node(value, DCT + "isPartOf") or value, locator))
            else:
                whole.append(value)
        cited = {work for work, _ in placed}
        return [*placed, *((work, "") for work in whole if work not in cited)]

    def reference(self, value: Value, locator: str = "") -> Reference:
        """Return how a source is cited: a text, an address, or a work that the vocabulary describes."""
        place = locator_text(locator) if locator else None
        if isinstance(value, Literal):
            return Reference("", value.value, place, value.value, None)
        if value not in self.subjects:
            return Reference(value, value, place, value, value if is_web_iri(value) else None)
        if value not in self._works:
            doi = self._one(value, BIBO + "doi")
            pages = [
                self._one(value, name) for name in (FOAF + "page", *(space + "url" for space in SCHEMAS))
            ]
            pages.insert(1, f"https://doi.org/{doi}" if doi else None)
            url = next((page for page in pages if page and is_web_iri(page)), None)
            said = self._one(value, DCT + "bibliographicCitation") or self._one(value, DCT + "title")
            self._works[value] = Reference(value, self.label(value), None, said or self.label(value), url)
        return self._works[value]._replace(locator=place)

    @cached_property
    def _works(self) -> dict[str, Reference]:
        return {}

    def passages(self, node: str) -> list[Passage]:
        """Return what sources say of a node in their own words (`tg:sourceDefinition`), by source."""
        found = []
        for _, passage in self.about(node, TG + "sourceDefinition"):
            if isinstance(passage, str):
                sources = self.references(passage)
                for lang, text in self.spoken(passage, RDF + "value"):
                    found.append(Passage(text, lang, sources[0] if sources else None))
        return sorted(found, key=lambda one: (_place(one.source), one.lang, one.text))

    # Misleading names

    @table(_misleading_of)
    def misleading(self) -> Mapping[str, list[Misleading]]:
        """The records of misleading names by concept, those of its preferred name first."""
        found: dict[str, list[Misleading]] = defaultdict(list)
        for record, name in self.links(TG + "misleadingName"):
            concept = name if name in self.concepts else self.owners.get(name)
            if concept is not None:
                found[concept].append(
                    self._misleading(record, "" if name == concept else self.term_text(name))
                )
        return {
            concept: sorted(records, key=lambda one: (bool(one.term), exact_key(one.term), one.node))
            for concept, records in found.items()
        }

    def tells_of_misnomer(self, node: str, note: str, lang: str) -> bool:
        """Tell whether a scope note of a node repeats the record of a misleading name, for plain SKOS readers."""
        whys = ((record.why.get(lang), record.term) for record in self.misleading.get(node, ()))
        return any(why is not None and note.startswith(misnomer_note(why, term)) for why, term in whys)

    @node_set
    def misnomers(self) -> Set[str]:
        """The concepts and names that mislead, by a record or by `tg:misnomerOf`."""
        return self.targets_of(TG + "misleadingName") | self.subjects_of(TG + "misnomerOf")

    @table(str)
    def owners(self) -> Mapping[str, str]:
        """The concept that each name that is a resource is a name of."""
        said = [*self.links(TG + "synonymOf"), *self.links(TG + "abbreviationOf")]
        said += [(term, node) for name in _NAMES for node, term in self.links(name)]
        found: dict[str, str] = {}
        for term, concept in said:
            if concept in self.concepts and term not in self.concepts:
                found[term] = min(concept, found.get(term, concept))
        return found

    def term_text(self, term: str) -> str:
        """Return the text of a name that is a resource, or what else to call a node."""
        forms = sorted(self.xl_labels.get(term, ()), key=str)
        return forms[0].value if forms else self.label(term)

    def _misleading(self, record: str, term: str) -> Misleading:
        said: dict[str, list[str]] = defaultdict(list)
        for name, value in self.about(record):
            if isinstance(value, str):
                said[name].append(value)
        why = dict(reversed(self.spoken(record, SKOS + "note")))
        return Misleading(
            record,
            term,
            why,
            tuple(sorted(said[TG + "clearName"])),
            tuple(sorted(said[TG + "suggests"])),
            tuple(sorted(said[TG + "field"])),
            tuple(text for _, text in self.spoken(record, TG + "jest")),
            tuple(sorted(self.targets_of(PROPOSED).intersection(said[TG + "clearName"]))),
            self.references(record),
        )

    # Single values

    def _one(self, node: str, predicate: str) -> str | None:
        values = (value for _, value in self.about(node, predicate))
        return min((v if isinstance(v, str) else v.value for v in values), default=None)

    def _one_node(self, node: str, predicate: str) -> str | None:
        return min(
            (value for _, value in self.about(node, predicate) if isinstance(value, str)), default=None
        )
