"""What things are called: names with their kinds and languages, titles, and the language to show names in."""

from __future__ import annotations

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from pyoxigraph import Literal

from termgraph.graph.terms import PROPOSED
from termgraph.names import language_of_code, language_rank, language_tag
from termgraph.namespaces import DC, DCT, FOAF, LABEL_TYPES, OIO, RDF, RDFS, SCHEMAS, SKOS, SKOSXL, TG, XSD
from termgraph.skos.tables import literals, single, table
from termgraph.skos.things import Things
from termgraph.store.record import Value

KINDS = ("prefLabel", "altLabel", "hiddenLabel")
#: What says the title of a scheme, best first.
TITLES = (DCT + "title", DC + "title", SKOS + "prefLabel", RDFS + "label")
#: What else says what something is called: of a name, a work, a person or a page.
_STAND_INS = (
    RDFS + "label", SKOSXL + "literalForm", DCT + "title", DC + "title", FOAF + "name",
    *(space + "name" for space in SCHEMAS), DCT + "bibliographicCitation",
)  # fmt: skip
_MOST_CALLED = 300_000  # names that are remembered: all but of a large vocabulary
_HTML = (RDF + "HTML", RDF + "XMLLiteral")
_MARKUP = re.compile(r"<[^<>]*>")
_TYPE_NAMES = {iri: name for name, iri in LABEL_TYPES.items()}

Label = tuple[str, str, str]  # kind, text, language


class Name(NamedTuple):
    """One name of a concept, as it is looked up and shown.

    Attributes:
        text: the name.
        lang: the tag of its language in conventional case, "" for none.
        kind: prefLabel, altLabel, hiddenLabel, proposedName or notation.
        iri: whose it is.
    """

    text: str
    lang: str
    kind: str
    iri: str


def _labels(said: Any) -> list[Label]:
    """Return names as JSON knows them."""
    return [(kind, text, lang) for kind, text, lang in said]


class Naming(Things):
    """A vocabulary with its names."""

    @table(literals)
    def xl_labels(self) -> Mapping[str, list[Literal]]:
        """The literal forms of each name that is a resource."""
        forms: dict[str, list[Literal]] = defaultdict(list)
        for subject, text in self.texts(SKOSXL + "literalForm"):
            forms[subject].append(text)
        return forms

    def terms_of(self, node: str, kind: str) -> list[str]:
        """Return the names of a node that are resources, of one kind, sorted."""
        said = (value for name in self.properties(SKOSXL + kind) for _, value in self.about(node, name))
        return sorted(value for value in said if isinstance(value, str))

    @table(_labels)
    def names(self) -> Mapping[str, list[Label]]:
        """The names of each node, plain ones and resources (S55 to S57), each once, preferred ones first."""
        return self._named[0]

    @property
    def typed_names(self) -> Sequence[tuple[str, str, Literal]]:
        """The plain names with a datatype, which no name has (S12): node, kind and text."""
        return self._named[1]

    @cached_property
    def _named(self) -> tuple[Mapping[str, list[Label]], Sequence[tuple[str, str, Literal]]]:
        names: dict[str, list[Label]] = defaultdict(list)
        typed: list[tuple[str, str, Literal]] = []
        for kind in KINDS:
            links = list(self.links(SKOSXL + kind))
            for subject, text in self.texts(SKOS + kind):
                lang = text.language
                if lang is None and text.datatype.value != XSD + "string":
                    typed.append((subject, kind, text))
                names[subject].append((kind, text.value, language_tag(lang or "")))
            plain = {(subject, name) for subject, _ in links for name in names.get(subject, ())}
            for subject, label in links:
                for text in self.xl_labels.get(label, ()):
                    name = (kind, text.value, language_tag(text.language or ""))
                    if (subject, name) not in plain:
                        plain.add((subject, name))
                        names[subject].append(name)
            if len(self._columns_of(SKOS + kind)) > 1:  # which may all say the same
                names.update((node, list(dict.fromkeys(found))) for node, found in names.items())
        return dict(names), typed

    def names_of(self, node: str) -> list[Label]:
        """Return the names of a node as they are told: where it has no preferred one, its rdfs:label is one.

        >>> birds = Naming.from_text('<e:owl> a skos:Concept ; rdfs:label "owl"@en ; skos:altLabel "strix"@la .')
        >>> birds.names_of("e:owl"), birds.names["e:owl"]
        ([('prefLabel', 'owl', 'en'), ('altLabel', 'strix', 'la')], [('altLabel', 'strix', 'la')])
        """
        names = self.names.get(node, [])
        if names and names[0][0] == "prefLabel":  # preferred ones come first
            return names
        return [*(("prefLabel", text, lang) for lang, text in self.spoken(node, RDFS + "label")), *names]

    def preferred(self, node: str) -> dict[str, str]:
        """Return the preferred name of a node by language; of several in one, the first in the alphabet."""
        found = [(lang, text) for kind, text, lang in self.names_of(node) if kind == "prefLabel"]
        return dict(sorted(found, reverse=True))

    @table(list)
    def proposed_terms(self) -> Mapping[str, list[str]]:
        """The names that are proposed for each node and that nobody uses: resources, sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for node, term in sorted(self.links(PROPOSED)):
            found[node].append(term)
        return found

    def proposed(self, node: str) -> list[tuple[str, str]]:
        """Return the names that are proposed for a node: texts and their languages.

        >>> ai = Naming.from_text('<e:ai> tg:proposedName <e:l> . <e:l> skosxl:literalForm "automaton"@en .')
        >>> ai.proposed("e:ai"), ai.names.get("e:ai")
        ([('automaton', 'en')], None)
        """
        forms = (text for term in self.proposed_terms.get(node, ()) for text in self.xl_labels.get(term, ()))
        return [(text.value, language_tag(text.language or "")) for text in forms]

    @cached_property
    def languages_of(self) -> Mapping[str, list[str]]:
        """The languages of the preferred names of each node that has some, as often as it has one."""
        return {node: tags for node, names in self.names.items() if (tags := _tags(names))}

    def named_in(self, node: str) -> list[str]:
        """Return the same of one node; none where it has no preferred name."""
        return _tags(self.names.get(node, ()))

    @cached_property
    def untidy(self) -> list[tuple[str, Label]]:
        """The names, each with its node, that are empty, not plainly printable, or have white space around them."""
        return [
            (node, name)
            for node, names in self.names.items()
            for name in names
            if not name[1].isprintable() or "\ufffd" in name[1] or name[1] != name[1].strip() or not name[1]
        ]

    @cached_property
    def term_names(self) -> Sequence[Name]:
        """The names of all concepts, proposed ones and notations too; an rdfs:label where there is no preferred."""
        return list(self.each_name(self.concepts))

    @cached_property
    def collection_names(self) -> Sequence[Name]:
        """The names of all collections, as those of concepts."""
        return list(self.each_name(self.collections))

    def each_name(self, nodes: Iterable[str]) -> Iterator[Name]:
        """Yield the names of some nodes, as `term_names` has them."""
        for node in sorted(nodes):
            for kind, text, lang in self.names_of(node):
                yield Name(text, lang, kind, node)
            for text, lang in self.proposed(node):
                yield Name(text, lang, "proposedName", node)
            for text_ in self.notations.get(node, ()):
                yield Name(text_.value, "", "notation", node)

    def types_of(self, node: str, text: str, lang: str) -> Sequence[str]:
        """Return the types of a name that is a resource (OMO's)."""
        mine = self._types.get(node)
        return next((types for *name, types in mine if name == [text, lang]), ()) if mine else ()

    @table(list)
    def _types(self) -> Mapping[str, list[Any]]:
        """The text, the language and the types of each name of a node that has types."""
        types: dict[str, set[str]] = defaultdict(set)
        for term, type_ in self.links(OIO + "hasSynonymType"):
            if type_ in _TYPE_NAMES:
                types[term].add(_TYPE_NAMES[type_])
        for term, _ in self.links(TG + "abbreviationOf"):
            types[term].add("abbreviation")
        found: dict[str, dict[tuple[str, str], set[str]]] = defaultdict(lambda: defaultdict(set))
        for kind in KINDS if types else ():
            for subject, term in self.links(SKOSXL + kind):
                for form in self.xl_labels.get(term, ()) if term in types else ():
                    found[subject][form.value, language_tag(form.language or "")] |= types[term]
        return {
            node: [(*name, sorted(mine)) for name, mine in names.items()] for node, names in found.items()
        }

    @table(literals)
    def notations(self) -> Mapping[str, list[Literal]]:
        """The notations of each node, sorted."""
        found: dict[str, list[Literal]] = defaultdict(list)
        for node, text in self.texts(SKOS + "notation"):
            found[node].append(text)
        return {node: sorted(texts, key=str) for node, texts in found.items()}

    # What to show

    @single
    def language(self) -> str:
        """The language to show names in.

        That of the entries; else the scheme's own dct:language, where names are in it, of several one that it has a
        title in; else the language that most
        concepts have a name in, of several the one that the scheme has a title in, then English; without any names the
        declared one.
        """
        used = self.languages
        declared = self.declared_language
        titled = {lang for scheme in self.schemes for lang, _ in self.titles(scheme)}
        said = (
            [declared]
            if declared
            else sorted(
                self.declared_languages & used.keys(),
                key=lambda tag: (bool(titled) and tag not in titled, -used[tag], tag),
            )
        )
        if said:
            return said[0]
        ranked = sorted(used, key=lambda tag: (-used[tag], tag not in titled, tag != "en", tag))
        return next((tag for tag in ranked if tag), min(self.declared_languages, default="en"))

    @cached_property
    def declared_languages(self) -> set[str]:
        """The languages that the schemes say they are in: a text, or an IRI that ends in the code."""
        found = set()
        for scheme, value in self.pairs(DCT + "language"):
            if scheme in self.schemes or not self.schemes:
                said = value if isinstance(value, str) else value.value
                found.add(language_of_code(said.rstrip("/#").replace("#", "/").rpartition("/")[2]))
        return found

    @single
    def languages(self) -> Mapping[str, int]:
        """How many concepts have a preferred name in each language, the most frequent first."""
        tags = (
            set(self.languages_of.get(concept) or (lang for lang, _ in self.spoken(concept, RDFS + "label")))
            for concept in self.concepts
        )
        counts = Counter(chain.from_iterable(tags))
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def spoken(self, node: str, predicate: str) -> list[tuple[str, str]]:
        """Return the language and the text of each literal, sorted."""
        return sorted(
            (language_tag(value.language or ""), readable(value))
            for _, value in self.about(node, predicate)
            if isinstance(value, Literal)
        )

    def titles(self, node: str) -> list[tuple[str, str]]:
        """Return the language and the text of each title of a scheme, by the first property that says one."""
        return next((found for predicate in TITLES if (found := self.spoken(node, predicate))), [])

    def title(self, node: str, lang: str | None = None) -> str | None:
        """Return the title of a scheme, in a language or the nearest to it; None where it has none."""
        return best(dict(reversed(self.titles(node))), lang or self.language)

    def called(self, node: str) -> str:
        """Return a node's preferred name between quotation marks; its IRI too where others are shown by that name."""
        found = self._calls.get(node)
        if found is None:
            found = self._calls[node] = self._call(node)
        return found

    @cached_property
    def _calls(self) -> dict[str, str]:
        """What `called` has found: a report tells of the same nodes again and again."""
        return {}

    def _call(self, node: str) -> str:
        named = self.preferred_name(node)
        iri = node if node.startswith("_:") else f"<{node}>"
        if named is None:
            return iri
        return f"“{named}” {iri}" if named.casefold() in self._namesakes else f"“{named}”"

    @cached_property
    def _namesakes(self) -> Set[str]:
        """The names that several nodes are shown by, without regard to case."""
        shown = Counter(named.casefold() for node in self.names if (named := self.preferred_name(node)))
        return {named for named, count in shown.items() if count > 1}

    def preferred_name(self, node: str) -> str | None:
        """Return the preferred name of a node in the language to show, else in the nearest to it; None without one."""
        preferred = self.preferred(node)
        return preferred[self.language] if self.language in preferred else best(preferred, self.language)

    def shown(self, node: str, lang: str | None = None) -> tuple[str, str]:
        """Return what to call any resource, as `label` does, and in which language that is; "" for none or no name."""
        asked = node, lang or self.language
        found = self._called.get(asked)
        if found is None:
            if len(self._called) > _MOST_CALLED:
                self._called.clear()
            found = self._called[asked] = self._look_up(*asked)
        return found

    @cached_property
    def _called(self) -> dict[tuple[str, str], tuple[str, str]]:
        """What `shown` has found: a page or a glossary asks for each name dozens of times."""
        return {}

    def _look_up(self, node: str, wanted: str) -> tuple[str, str]:
        titles = dict(reversed(self.titles(node))) if node in self.schemes else {}
        called = nearest((tag for tag in titles if titles[tag].strip()), wanted)
        if called is not None:
            return titles[called], called
        stand_ins = (dict(reversed(self.spoken(node, one))) for one in _STAND_INS)
        for texts in chain([self.preferred(node)], stand_ins):
            named = {lang: text for lang, text in texts.items() if text.strip()}
            tag = nearest(named, wanted)
            if tag is not None:
                return named[tag], tag
        return self._told_of(node) or self.curie(node), ""

    def _told_of(self, node: str) -> str:
        """Return the texts that are said of a blank node, whose own name is of no use to anybody."""
        said = self.about(node) if node.startswith("_:") else ()
        return "; ".join(readable(text) for _, text in sorted(said, key=str) if isinstance(text, Literal))

    def label(self, node: str, lang: str | None = None) -> str:
        """Return what to call any resource: its preferred name, else another label or title, else a short IRI.

        A blank node without any is called by the texts that are said of it, and by its own name only without those.

        >>> birds = Naming.from_text('@prefix e: <http://e.org/> . e:owl skos:prefLabel "owl"@en, "Eule"@de .')
        >>> birds.label("http://e.org/owl", "de"), birds.label("http://e.org/bat")
        ('Eule', 'e:bat')
        """
        return self.shown(node, lang)[0]

    def label_elsewhere(self, node: str, lang: str | None = None) -> str:
        """Return what to call a concept of another vocabulary: its label, and the short IRI, which tells whose it is.

        >>> birds = Naming.from_text('@prefix f: <http://f.org/> . @prefix e: <http://e.org/> . f:1 rdfs:label "owl" .')
        >>> birds.label_elsewhere("http://f.org/1"), birds.label_elsewhere("http://f.org/2")
        ('owl (f:1)', 'f:2')
        """
        label, short = self.label(node, lang), self.curie(node)
        return label if short in (label, node) or node in self.concepts else f"{label} ({short})"

    def term_label(self, term: Value) -> str:
        """Return what to call a term of any kind: a literal's text, a resource's label."""
        return self.label(term) if isinstance(term, str) else term.value

    def speaks(self, tag: str, lang: str | None = None) -> bool:
        """Tell whether a text in a language is for a reader of another: the same, a variety of it, or none said."""
        wanted = lang or self.language
        return not tag or tag.split("-", maxsplit=1)[0].lower() == wanted.split("-")[0].lower()


def _tags(names: Iterable[Label]) -> list[str]:
    """Return the languages of the preferred ones of some names."""
    return [lang for kind, _, lang in names if kind == "prefLabel"]


def readable(text: Literal) -> str:
    """Return a literal's text as people read it: of one that is HTML, what stands between its tags.

    >>> from pyoxigraph import NamedNode
    >>> readable(Literal("<i>owl</i> &amp; bat", datatype=NamedNode(RDF + "HTML"))), readable(Literal("a <b> c"))
    ('owl & bat', 'a <b> c')
    """
    said = text.value
    is_marked_up = ("<" in said or "&" in said) and text.datatype.value in _HTML
    return html.unescape(_MARKUP.sub("", said)) if is_marked_up else said


def nearest(tags: Iterable[str], lang: str) -> str | None:
    """Return the tag of the language that is nearest to one; None where there are none.

    >>> nearest(["de", "en-GB"], "en"), nearest([], "en")
    ('en-GB', None)
    """
    return min(tags, key=lambda tag: language_rank(tag, lang), default=None)


def best(by_lang: Mapping[str, str], lang: str) -> str | None:
    """Return the text in a language, else in the nearest to it that there is.

    >>> best({"de": "Eule", "en-GB": "owl"}, "en"), best({"de": "Eule", "": "Strix"}, "fr"), best({}, "en")
    ('owl', 'Strix', None)
    """
    tag = nearest(by_lang, lang)
    return None if tag is None else by_lang[tag]
