"""What is said of each concept: definitions, notes, misleading names, sources, mappings; links are numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from termgraph import markdown
from termgraph.graph import locator_text
from termgraph.graph.terms import MISNOMER_NOTE
from termgraph.model import Citation, citation_order
from termgraph.names import exact_key, printable
from termgraph.namespaces import BIBO, DCT, RDF, SKOS, TG, is_web_iri
from termgraph.view.facts import Facts, line, sort_key
from termgraph.view.mathml import formula
from termgraph.wording import words

if TYPE_CHECKING:
    from termgraph.markdown import Rich
    from termgraph.skos import Thesaurus

_Node = NamedNode | BlankNode
_Value = NamedNode | BlankNode | Literal
Article = dict[str, Any]
#: A concept by its number, or a text with, perhaps, the web address that it leads to.
Ref = int | list[str]
#: A work by its number in `sources` and the place in it, or as a `Ref`.
Cite = list[Any]


class Writer:
    """Writes the articles of a vocabulary.

    Args:
        facts: its concepts.
        store: where the rest stands.
    """

    def __init__(self, facts: Facts, store: Thesaurus) -> None:
        self.facts = facts
        self.store = store
        #: The works that the articles cite by number: short name, full reference, web address or "".
        self.sources: list[dict[str, str]] = []
        self._numbers: dict[_Node, int] = {}
        self._works = {
            triple.subject for triple in self._all(RDF + "type", NamedNode(DCT + "BibliographicResource"))
        }

    def write(self) -> list[Article]:
        """Return the articles, by the number of their concept; what there is not is left out."""
        articles: list[Article] = [{} for _ in self.facts.iris]
        self._number_works()
        told = self._add_misnomers(articles)
        self._add_definitions(articles)
        self._add_notes(articles, told)
        for iri, cites in self._citations(set(self.facts.iris)).items():
            articles[self.facts.number[iri]]["s"] = cites
        said = words(self.facts.language)
        for row in self.facts.relations.values():
            if row.object == "outside":
                for concept, value in self._targets(row.iri):
                    match = [said.relation(row).heading, self.ref(value)]
                    articles[concept].setdefault("x", []).append(match)
        for concept, status in sorted(self.facts.status.items()):
            articles[concept]["status"] = status
        for concept, value in self._targets(DCT + "isReplacedBy"):
            articles[concept].setdefault("replaced", []).append(self.ref(value))
        for name in ("created", "modified"):
            for concept, _, text in self._texts(DCT + name):
                articles[concept].setdefault("dates", {}).setdefault(name, line(text)[:10])
        return articles

    def ref(self, value: _Value) -> Ref:
        """Return the reference to a resource, or to what is only a text."""
        if isinstance(value, Literal):
            return [line(value.value)]
        if isinstance(value, BlankNode):
            return [line(self.store.label(str(value), self.facts.language))]
        number = self.facts.number.get(value.value)
        if number is not None:
            return number
        if value.value in self.facts.owners:
            return [line(self.facts.terms[value.value].value)]
        is_known = next(iter(self.store.triples(value, None, None)), None) is not None
        text = line(self.store.label(value.value, self.facts.language) if is_known else value.value)
        return [text, value.value] if is_web_iri(value.value) else [text]

    def refs(self, node: _Node, predicate: str) -> list[Ref]:
        """Return the references to all that a resource is linked to, concepts first, from A to Z."""
        found = [self.ref(value) for value in self._objects(node, predicate)]
        return sorted(found, key=lambda ref: (1, 0, str(ref)) if isinstance(ref, list) else (0, ref, ""))

    # Reading

    def _all(self, predicate: str, value: NamedNode | None = None) -> Iterator[Triple]:
        return self.store.triples(None, NamedNode(predicate), value)

    def _objects(self, node: _Node, predicate: str) -> list[_Value]:
        found = {triple.object for triple in self.store.triples(node, NamedNode(predicate), None)}
        return sorted((value for value in found if isinstance(value, _Value)), key=str)

    def _texts(self, predicate: str) -> list[tuple[int, str, str]]:
        """Return (concept, language, text) of all texts, sorted; of a note that is a resource, its rdf:value."""
        number = self.facts.number
        found: set[tuple[int, str, str]] = set()
        for triple in self._all(predicate):
            subject, value = triple.subject, triple.object
            concept = number.get(subject.value) if isinstance(subject, NamedNode) else None
            if concept is None:
                continue
            if isinstance(value, Literal):
                found.add((concept, value.language or "", value.value))
            elif isinstance(value, _Node):
                texts = self._objects(value, RDF + "value")
                found |= {(concept, t.language or "", t.value) for t in texts if isinstance(t, Literal)}
        return sorted(found)

    def _targets(self, predicate: str) -> list[tuple[int, _Value]]:
        """Return (concept, target) of all links, sorted."""
        number = self.facts.number
        found = [
            (number[triple.subject.value], triple.object.value, triple.object)
            for triple in self._all(predicate)
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, _Node)
            if triple.subject.value in number
        ]
        return [(concept, value) for concept, _, value in sorted(found, key=lambda one: one[:2])]

    # Definitions and notes

    def _add_definitions(self, articles: list[Article]) -> None:
        """Add all definitions, several of one language side by side; Markdown takes the place of its plain text."""
        told = []
        stated: dict[tuple[int, str], list[str]] = {}
        for concept, lang, text in self._texts(SKOS + "definition"):
            stated.setdefault((concept, lang), []).append(text)
        for concept, lang, text in self._texts(TG + "definitionMarkdown"):
            told.append((concept, lang, 0, text))
            plain = stated.get((concept, lang), [])
            same = [one for one in plain if one.split() == markdown.plain(text).split()] or plain
            if len(same) == 1:
                plain.remove(same[0])
        told += [(concept, lang, 1, text) for (concept, lang), texts in stated.items() for text in texts]
        cited = self._sources_of_definitions()
        for concept, lang, is_plain, text in sorted(told):
            definition: list[Any] = [lang, self.prose(text) if is_plain else self.marked(text)]
            if cites := cited.get((concept, lang, text)):
                definition.append(cites)
            articles[concept].setdefault("d", []).append(definition)
        self._add_quotes(articles)

    def _add_quotes(self, articles: list[Article]) -> None:
        """Add what sources say in their own words, as plain text, beside the vocabulary's own definitions."""
        quotes = self._targets(TG + "sourceDefinition")
        cites = self._citations({value.value for _, value in quotes})
        for concept, value in quotes:
            for text in self._objects(value, RDF + "value") if isinstance(value, _Node) else ():
                if isinstance(text, Literal):
                    said = self.prose(markdown.plain(text.value).replace("\n", "\n\n"))
                    quote = [
                        text.language or "",
                        said,
                        *([cites[value.value]] if value.value in cites else []),
                    ]
                    articles[concept].setdefault("d", []).append(quote)

    def _sources_of_definitions(self) -> dict[tuple[int, str, str], list[Cite]]:
        """Return the sources of definitions that are resources of their own and say where they are from."""
        nodes = {
            str(value): value for _, value in self._targets(SKOS + "definition") if isinstance(value, _Node)
        }
        cites = self._citations({node.value for node in nodes.values()}) if nodes else {}
        found = {}
        for concept, value in self._targets(SKOS + "definition"):
            for text in self._objects(value, RDF + "value") if isinstance(value, _Node) else ():
                if isinstance(text, Literal) and value.value in cites:
                    found[concept, text.language or "", text.value] = cites[value.value]
        return found

    def _add_notes(self, articles: list[Article], told: set[tuple[int, str, str]]) -> None:
        for kind in (kind for kind in words().notes if kind != "definition"):
            for concept, lang, text in self._texts(SKOS + kind):
                if (concept, lang, text) not in told:
                    articles[concept].setdefault("n", []).append([kind, lang, self.prose(text)])

    def prose(self, text: str) -> Rich:
        """Return plain text, which may hold TeX, as rich text: its paragraphs, or its runs where there is one."""
        parts = [part.strip() for part in printable(_breaks(text)).split("\n\n") if part.strip()]
        runs = [markdown.rich_text(" ".join(part.split("\n")), formula) for part in parts]
        return runs[0] if len(runs) == 1 else [{"p": run} for run in runs]

    def marked(self, text: str) -> Rich:
        """Return Markdown as rich text; links lead to concepts and to the web."""
        return markdown.rich(printable(_breaks(text)), self._href, formula)

    def _href(self, target: str) -> int | str | None:
        entry = markdown.entry_link(target)
        if entry is not None:
            iri = entry if ":" in entry else (self.facts.base or "") + entry
            return self.facts.number.get(iri)
        return target if is_web_iri(target) else None

    # Misleading names

    def _add_misnomers(self, articles: list[Article]) -> set[tuple[int, str, str]]:
        """Add the cards of misleading names; return the scope notes that say the same to plain SKOS readers."""
        told: set[tuple[int, str, str]] = set()
        records: list[tuple[int, bool, str, str, Article]] = []
        found = {
            (triple.subject, triple.object)
            for triple in self._all(TG + "misleadingName")
            if isinstance(triple.subject, _Node) and isinstance(triple.object, NamedNode)
        }
        cites = self._citations({node.value for node, _ in found})
        for node, misleading in found:
            concept, term = self._named(misleading)
            if concept is None:
                continue
            why = [
                (text.language or "", text.value)
                for text in self._objects(node, SKOS + "note")
                if isinstance(text, Literal)
            ]
            quoted = f"“{term}”: " if term is not None else ""
            told |= {(concept, lang, f"{MISNOMER_NOTE}{quoted}{text}") for lang, text in why}
            name = line(term) if term is not None else self.facts.label(concept)[0]
            card: Article = {
                "name": name,
                "suggests": self.refs(node, TG + "suggests"),
                "why": [[lang, self.prose(text)] for lang, text in sorted(why)],
                "clearer": self.refs(node, TG + "clearName"),
                "fields": self.refs(node, TG + "field"),
                "jest": [line(value.value) for value in self._objects(node, TG + "jest")],
                "sources": cites.get(node.value, []),
            }
            card = {key: value for key, value in card.items() if value}
            records.append((concept, term is not None, exact_key(name), node.value, card))
        for concept, _, _, _, card in sorted(records, key=lambda record: record[:4]):
            articles[concept].setdefault("m", []).append(card)
        return told

    def _named(self, misleading: NamedNode) -> tuple[int | None, str | None]:
        """Return the concept that a misleading name is of, and the name where it is not the concept's label."""
        number = self.facts.number.get(misleading.value)
        if number is not None:
            return number, None
        owner = self.facts.owners.get(misleading.value)
        return (owner, self.facts.terms[misleading.value].value) if owner is not None else (None, None)

    # Sources

    def _number_works(self) -> None:
        """Number the works that anything cites, in the order of their short names."""
        cited = {triple.object for triple in self._all(DCT + "source") if isinstance(triple.object, _Node)}
        cited |= {
            triple.object
            for triple in self._all(DCT + "isPartOf")
            if triple.subject in cited and isinstance(triple.object, _Node)
        }
        works = []
        for node in cited & self._works:
            if not self._objects(node, DCT + "isPartOf"):
                work = self.store.source_of(node.value if isinstance(node, NamedNode) else str(node))
                doi = f"https://doi.org/{work.doi}" if work.doi else ""
                href = next((url for url in (work.url or "", doi) if is_web_iri(url)), "")
                citation = "" if work.citation.rstrip(".") == work.short else line(work.citation)
                told = {"short": line(work.short), "citation": citation, "href": href}
                works.append((sort_key(work.short), node.value, node, told))
        for _, _, node, told in sorted(works, key=lambda work: work[:2]):
            self._numbers[node] = len(self.sources)
            self.sources.append(told)

    def _citations(self, citing: set[str]) -> dict[str, list[Cite]]:
        """Return what resources cite, by IRI; a source cited with a place is not repeated without."""
        found: dict[str, set[_Value]] = {}
        for triple in self._all(DCT + "source"):
            subject, value = triple.subject, triple.object
            if isinstance(subject, _Node) and subject.value in citing and isinstance(value, _Value):
                found.setdefault(subject.value, set()).add(value)
        return {iri: self._cites(values) for iri, values in sorted(found.items())}

    def _cites(self, values: set[_Value]) -> list[Cite]:
        placed: list[tuple[_Value, str]] = []
        whole: list[_Value] = []
        for value in values:
            locators = [] if isinstance(value, Literal) else self._objects(value, BIBO + "locator")
            if locators and not isinstance(value, Literal):
                works = self._objects(value, DCT + "isPartOf")
                placed.append((works[0] if works else value, locators[0].value))
            else:
                whole.append(value)
        works_placed = {work for work, _ in placed}
        placed += [(value, "") for value in whole if value not in works_placed]
        ordered = sorted(
            placed, key=lambda one: citation_order(Citation(_place_in_order(self._numbers, one[0]), one[1]))
        )
        return [self._cite(work, place) for work, place in ordered]

    def _cite(self, work: _Value, place: str) -> Cite:
        number = None if isinstance(work, Literal) else self._numbers.get(work)
        shown = line(locator_text(place)) if place else ""
        if number is not None:
            return [number, shown] if shown else [number]
        ref = self.ref(work)
        ref = [self.facts.label(ref)[0]] if isinstance(ref, int) else ref
        return [f"{ref[0]}, {shown}" if shown else ref[0], *ref[1:]]


def _place_in_order(numbers: Mapping[_Node, int], work: _Value) -> str:
    """Return what a source is sorted by: those of the bibliography first, in its order."""
    number = None if isinstance(work, Literal) else numbers.get(work)
    return f"1 {work.value}" if number is None else f"0 {number:07}"


def _breaks(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
