"""What a glossary says, looked up in the glossary itself: its entries have the text, or lead there.

Texts are compared by their letters and digits, since marks of Markdown stand between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from pyoxigraph import Literal

from termgraph.diff.facts import Fact
from termgraph.diff.places import Places
from termgraph.export.glossary import glossary
from termgraph.export.terms import Fact as Line
from termgraph.export.terms import Link, Term
from termgraph.markdown import plain
from termgraph.names import language_tag
from termgraph.namespaces import BIBO, DC, DCT, ISO_THES, LABEL_TYPES, OIO, OWL, RDF, RDFS, SKOS, TG
from termgraph.skos import Thesaurus

_TYPE = RDF + "type"
#: What is told by where an entry stands, where there is one scheme.
_BY_PLACE = (
    *(SKOS + name for name in ("inScheme", "topConceptOf", "hasTopConcept")),
    RDFS + "isDefinedBy",
)
_FLAGS = (OWL + "deprecated", TG + "auxiliary")
#: What a work, or a place in one, is told by, as it is cited.
_OF_A_PLACE = (BIBO + "locator", DCT + "isPartOf", RDFS + "label")
_TYPE_NAMES = {iri: name for name, iri in LABEL_TYPES.items()}
_NO_LETTERS = re.compile(r"[\W_]+")
_BEHIND = re.compile(r" \([^()]*\)$")  # a language, or whose concept it is
_ENTRY = re.compile(r"\]\(<?([^()<>\s]+)\.md")
_SHORT = 6  # letters that may well stand in a text by chance


class _Said:
    """The texts and the links of an entry."""

    def __init__(self, texts: Iterable[str], nodes: Iterable[str] = (), labels: Iterable[str] = ()) -> None:
        self.labels = " ".join(labels).lower()
        found = [_letters(text) for text in texts]
        self._texts = {*found, ""}
        self._all = "".join(found)
        self.nodes = set(nodes)

    def has(self, text: str) -> bool:
        """Tell whether a text is there, or a long one is part of what is there."""
        letters = _letters(text)
        return letters in self._texts or (len(letters) >= _SHORT and letters in self._all)


class Told:
    """A glossary, asked what it says of the vocabulary that it was made of.

    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl" ; dct:subject [ rdf:value "x" ] .')
    >>> told = Told(birds)
    >>> [told.says(("e:owl", name, value)) for name, value in birds.about("e:owl") if isinstance(value, Literal)]
    [True]
    """

    def __init__(self, thesaurus: Thesaurus, *, about: bool = True, asides: bool = True) -> None:
        self.thesaurus = thesaurus
        made = glossary(thesaurus)
        terms = made.terms if asides else tuple(term.shown() for term in made.terms)
        self._made = replace(made, terms=terms, about=made.about if about else "")
        self._parts = Places(thesaurus).parts
        self._is_one = len(thesaurus.schemes) < 2

    @cached_property
    def _nodes(self) -> Mapping[str, str]:
        """What the keys of entries, collections and works stand for."""
        entries = {one.key: one.iri for one in (*self._made.terms, *self._made.collections)}
        return entries | {one.key: self._work(one) for one in self._made.sources}

    def _work(self, term: Term) -> str:
        return f"{self.thesaurus.base}source/{term.key.removeprefix('source-')}"

    @cached_property
    def _entries(self) -> Mapping[str, _Said]:
        made = self._made
        named = [(one.iri, one) for one in (*made.terms, *made.collections)]
        named += [(self._work(one), one) for one in made.sources]
        return {node: self._said(term) for node, term in named}

    def _said(self, term: Term) -> _Said:
        facts = list(_facts(term))
        links = [link for fact in facts for link in fact.links]
        passages = [term.definition, *(fact.text for fact in facts), *(one.text for one in term.quotes)]
        texts = [term.label, *(text for name in term.names for text in name if text), term.definition]
        texts += [text for link in links for text in (link.text, _BEHIND.sub("", link.text))]
        led = [self._nodes.get(key, "") for text in passages for key in _ENTRY.findall(text)]
        nodes = [term.iri, *led, *map(self._node, links), *(self._node(one.source) for one in term.quotes)]
        labels = (fact.label for fact in facts)
        return _Said([*texts, *map(plain, passages)], filter(None, nodes), labels)

    def _node(self, link: Link) -> str:
        return self._nodes.get(link.key or link.place, link.url)

    @cached_property
    def _page(self) -> _Said:
        """All that the glossary says, and what stands at its head."""
        made = self._made
        head = [made.title, made.description, made.license]
        head += [part for line in made.about.splitlines() for part in (line, line.partition(":")[2])]
        cited = [text for one in made.sources for text in (one.label, one.definition)]
        links = [link for one in made.terms for fact in _facts(one) for link in fact.links]
        links += [one.source for term in made.terms for one in term.quotes]
        away = [_BEHIND.sub("", link.text) for link in links if link.place or link.url]
        return _Said([*head, *cited, *away])

    def says(self, fact: Fact) -> bool:
        """Tell whether the glossary says a statement."""
        subject, predicate, value = fact
        if predicate in _BY_PLACE:
            return self._is_one
        if predicate == _TYPE:
            is_ours = subject in self.thesaurus.concepts or subject in self.thesaurus.schemes
            return not is_ours or str(value).startswith((SKOS, ISO_THES))
        owner = self._parts[subject].node if subject in self._parts else subject
        said = self._entries.get(owner, self._page)
        if predicate in _OF_A_PLACE and owner not in self._entries:
            return said.has(self.thesaurus.label(subject))
        if isinstance(value, Literal):
            return self._says_text(said, owner, predicate, value)
        return self._leads(said, subject, predicate, str(value))

    def _says_text(self, said: _Said, node: str, predicate: str, value: Literal) -> bool:
        if predicate in _FLAGS or (predicate == DC + "type" and said is not self._page):
            return True
        text = value.value
        if predicate == DC + "identifier":
            text = text.rpartition(":")[2]
        if said.has(text):
            return True
        tag = language_tag(value.language or "")
        return predicate == SKOS + "scopeNote" and self.thesaurus.tells_of_misnomer(node, text, tag)

    def _leads(self, said: _Said, subject: str, predicate: str, value: str) -> bool:
        """Tell whether an entry leads to another resource, or that to this one; or has what it is called."""
        if value in self._parts or predicate == OWL + "annotatedProperty":
            return True
        if predicate == OIO + "hasSynonymType":
            name = _TYPE_NAMES.get(value, value)
            return said.has(name) or name in said.labels
        back = self._entries.get(value)
        if value in said.nodes or (back is not None and subject in back.nodes):
            return True
        return said.has(value) or said.has(self.thesaurus.label(value))


def _facts(term: Term) -> Iterator[Line]:
    for fact in term.facts:
        yield from (fact, *fact.parts)


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text)
