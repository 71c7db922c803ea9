"""What SSSOM says of mappings: how a concept came to be linked to one of another vocabulary, and how sure that is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property

from termgraph.graph.terms import mapping_fragment
from termgraph.model import Link
from termgraph.namespaces import SKOS, SSSOM, is_web_iri, part_iri
from termgraph.skos.citing import Citing
from termgraph.skos.things import MAPPINGS
from termgraph.sssom import MEANINGS, SLOTS, joined, prefixes_used

_SLOT_OF = {slot.iri: name for name, slot in SLOTS.items()}
_WORD_OF = {iri: word for word, iri in MEANINGS.items()}
#: The slots that a link has attributes for, or that it follows from.
_OWN_SLOTS = ("record_id", "subject_id", "subject_label", "predicate_id", "object_id", "object_label")


class Linking(Citing):
    """A vocabulary that knows what is said of its mappings."""

    def id(self, node: str) -> str:
        """Return the id of a resource: what is after the base where it is the vocabulary's own, else its IRI.

        >>> birds = Linking.from_text("@base <http://e.org/> . <> vann:preferredNamespaceUri <http://e.org/> .")
        >>> birds.id("http://e.org/owl"), birds.id("http://f.org/owl")
        ('owl', 'http://f.org/owl')
        """
        local = node.removeprefix(self.base) if self.base and node.startswith(self.base) else ""
        return local if local and not {"/", "#", ":"} & set(local) else node

    @cached_property
    def mappings(self) -> tuple[Link, ...]:
        """What SSSOM says of the mappings of concepts, whether or not they are stated themselves; sorted.

        >>> said = "owl:annotatedProperty skos:exactMatch ; sssom:mapping_justification semapv:LexicalMatching"
        >>> about = f"[] owl:annotatedSource <e:owl> ; owl:annotatedTarget <http://f.org/1> ; {said} ."
        >>> Linking.from_text(f"<e:owl> a skos:Concept . {about}").mappings[0].object
        'http://f.org/1'
        """
        return tuple(sorted(link for told in self.told_of_mappings.values() for _, link in told))

    @cached_property
    def told_of_mappings(self) -> Mapping[str, Sequence[tuple[str, Link]]]:
        """What SSSOM says of the mappings of each concept, with the resources that say it."""
        found: dict[str, list[tuple[str, Link]]] = defaultdict(list)
        for node in sorted(self.subjects_of(SSSOM + "mapping_justification")):
            if told := self._mapping(node):
                found[told[0]].append((node, told[1]))
        return found

    def _mapping(self, node: str) -> tuple[str, Link] | None:
        """Return a concept and the mapping that a resource tells of; None where it is not one in SKOS."""
        said: dict[str, list[str]] = defaultdict(list)
        for name, value in self.about(node):
            if slot := _SLOT_OF.get(name):
                text = value if isinstance(value, str) else value.value
                is_word = SLOTS[slot].kind in ("type", "modifier")
                said[slot].append(_WORD_OF.get(text, text) if is_word else text)
        first = {name: min(values) for name, values in said.items()}
        subject, kind = first.get("subject_id", ""), first.get("predicate_id", "").removeprefix(SKOS)
        if subject not in self.concepts or kind not in MAPPINGS or not is_web_iri(first.get("object_id", "")):
            return None
        details = tuple(
            (name, joined(sorted(said[name])) if slot.several else first[name])
            for name, slot in SLOTS.items()
            if name in said and name not in _OWN_SLOTS
        )
        link = Link(self.id(subject), kind, first["object_id"], first.get("object_label", ""), details)
        is_made = node.startswith("_:") or node == part_iri(subject, mapping_fragment(link))
        return subject, link if is_made else replace(link, details=(("record_id", node), *details))

    @cached_property
    def mapped(self) -> Mapping[str, Set[tuple[str, str]]]:
        """What each concept is elsewhere of which SSSOM says more, by its id: the kind and the IRI."""
        found: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for link in self.mappings:
            found[link.subject].add((link.kind, link.object))
        return found

    @cached_property
    def prefixes_elsewhere(self) -> dict[str, str]:
        """The prefixes that stand for the vocabularies that mappings lead to, and for who says so."""
        return prefixes_used(
            (text for link in self.mappings for text in link.texts), self.prefixes, self.base
        )
