"""JSON-LD with termgraph's own context inside the document: names as language maps, relations as sets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from termgraph.errors import TermgraphError
from termgraph.export.indented import indented, listed
from termgraph.export.nesting import Nesting, nesting
from termgraph.export.prefixes import PREFIX
from termgraph.export.profiles import Notice, silent
from termgraph.export.relative import Base, neutral
from termgraph.export.resources import Graph, Said, Text, text_of
from termgraph.export.slices import Slices, behind, slices
from termgraph.namespaces import RDF, XSD, ontology_dir, shorten

_STRING = XSD + "string"
_TYPE = RDF + "type"
#: Between the parts of a document.
_INNER = "\n "
#: What uses a prefix in what is said of a term.
_PREFIX = re.compile(r"'([^':]+):")
#: What begins a term that is no IRI.
_NO_IRI = frozenset(["", *'"_<'])


@dataclass(frozen=True, slots=True)
class _Term:
    """What the context says of one property."""

    name: str
    type: str | None
    container: frozenset[str]


def jsonld(
    said: Said,
    prefixes: Mapping[str, str],
    base: str | None = None,
    notice: Notice = silent,
) -> Iterator[bytes]:
    """Yield a JSON-LD document piece by piece: what it uses of our context, an object a resource, one a named graph.

    Where an IRI's scheme is one of our prefixes (`<skos:a>`), the context would make another IRI of it: the document
    is then written in expanded form.

    Args:
        said: literals as a parser made them, since the engine's store rewrites them.
        prefixes: of these, it declares those that it uses.
        base: the address of the file that they were read from. What lies below the same root is written relative, also
            properties and types where one `@vocab` can say them; else everything is as if the file lay in no folder.
        notice: is told so.

    Raises:
        TermgraphError: where a triple is about a triple.

    >>> from pyoxigraph import Literal, NamedNode, Triple
    >>> number = Literal("007", datatype=NamedNode("http://e.org/i"))
    >>> owl = Triple(NamedNode("http://e.org/owl"), NamedNode("http://e.org/n"), number)
    >>> json.loads(b"".join(jsonld([owl], {"e": "http://e.org/"})))["@graph"]
    [{'id': 'http://e.org/owl', 'e:n': [{'@value': '007', '@type': 'e:i'}]}]
    """
    graphs = slices(said)
    home, words = Base(base), _words(graphs)
    vocab = _vocab(words, home)
    if vocab is None:
        graphs, home, vocab = neutral(graphs, base, "JSON-LD", notice), Base(None), ("", "")
        words = _words(graphs)
    terms = _context()[1] if words.schemes.isdisjoint(_context()[0]) else {}
    about = tuple(sorted(prefixes.items())), base, words.schemes
    short = _around(*about)[1] if terms else {}
    writer = _Writer(terms, short, home, vocab, nesting(graphs.blank))

    def begin() -> Iterator[str]:
        context = {"@vocab": vocab[0]} if vocab[1] else {}
        context |= _used(*about, frozenset(writer.used)) if terms else {}
        declared = f'"@context": {indented(context, _INNER)},{_INNER}' if context else ""
        yield f'{{{_INNER}{declared}"@graph": '

    yield from behind(begin, chain(listed(_nodes(graphs, writer), _INNER), ["\n}\n"]))


def _nodes(said: Slices, writer: _Writer) -> Iterator[Iterable[str]]:
    """Yield the text of each node; of a named graph as texts that follow each other."""
    id_ = writer.at("id")
    for name, graphs in groupby(said, key=itemgetter(0)):
        margin = f"{_INNER}  " if name else f"{_INNER} "
        nodes = chain.from_iterable(map(writer.nodes, (graph for _, graph in graphs)))
        if not name:
            yield from ([indented(node, margin)] for node in nodes)
            continue
        begin = f'{{{margin}"{id_}": {indented(writer.address(name))},{margin}"@graph": '
        inside = ([indented(node, f"{margin} ")] for node in nodes)
        yield chain([begin], listed(inside, margin), [f"{margin[:-1]}}}"])


class _Writer:
    """Writes resources as JSON objects.

    Args:
        terms: the terms of the context by property; none for a document without one.
        prefixes: those of the document.
        home: where the graph was read from.
        vocab: what properties and datatypes are relative to: as it is declared, and in full.
        nested: the lists.
    """

    def __init__(
        self,
        terms: Mapping[str, list[_Term]],
        prefixes: Mapping[str, str],
        home: Base,
        vocab: tuple[str, str],
        nested: Nesting,
    ) -> None:
        self.terms = terms
        self.prefixes = prefixes
        self.home = home
        self.vocab = vocab[1]
        self.nested = nested
        self.known: dict[str, str] = {}
        #: What it uses of the context: terms, keywords and prefixes.
        self.used: set[str] = set()

    def nodes(self, graph: Graph) -> Iterator[dict[str, Any]]:
        """Yield an object a subject."""
        id_ = self.at("id")
        nodes = {one: {id_: self.address(one)} for one in graph.subjects if one not in self.nested.cells}
        for predicate, of in graph.facts.items():
            for subject, values in of.items():
                if subject in nodes:
                    for value in values:
                        self.add(nodes[subject], predicate, value)
        yield from nodes.values()

    def at(self, keyword: str) -> str:
        """Return a keyword as the context calls it."""
        if not self.terms:
            return f"@{keyword}"
        self.used.add(keyword)
        return keyword

    def address(self, node: str) -> str:
        if node[0] == "<":
            raise TermgraphError("JSON-LD has no triples about triples", hint="export as Turtle")
        relative = self.home.relative(node) if node[0] != "_" else None
        if relative is None:
            return node
        # What begins with a letter or an at sign might be taken for a term or a keyword.
        return relative if relative[:1] in ("", "#", "?", ".", "/") else f"./{relative}"

    def word(self, iri: str) -> str:
        """Return a property or a type: with a prefix, or behind @vocab where it is relative."""
        if self.vocab and iri.startswith(self.vocab):
            return iri[len(self.vocab) :]
        return self.short(iri)

    def short(self, iri: str) -> str:
        """Return an IRI with a prefix, where one fits."""
        if iri not in self.known:
            self.known[iri] = short = shorten(iri, self.prefixes)
            if short != iri:
                self.used.add(short.partition(":")[0])
        return self.known[iri]

    def add(self, resource: dict[str, Any], predicate: str, value: str) -> None:
        if predicate == _TYPE and value[0] not in '"_<' and self.home.relative(value) is None:
            resource.setdefault(self.at("type"), []).append(self.class_(value))
            return
        text = text_of(value) if value[0] == '"' else None
        for term in self.terms.get(predicate, ()):
            if self.fits(term, value, text):
                self.put(resource, term, value, text)
                return
        resource.setdefault(self.word(predicate), []).append(self.expanded(value))

    def fits(self, term: _Term, value: str, text: Text | None) -> bool:
        """Tell whether the context would read the short form back as this very value."""
        if text is None:
            return term.type == "@id" and value not in self.nested.lists
        if "@language" in term.container:
            return text.language != "" and not text.direction
        return text.datatype == (term.type or _STRING)

    def put(self, resource: dict[str, Any], term: _Term, value: str, text: Text | None) -> None:
        holder, key = resource, term.name
        self.used.add(key)
        if text is not None and "@language" in term.container:
            holder, key = resource.setdefault(term.name, {}), text.language
        written = self.address(value) if text is None else text.value
        if "@set" in term.container:
            holder.setdefault(key, []).append(written)
        elif key in holder:
            held = holder[key]
            holder[key] = [*held, written] if isinstance(held, list) else [held, written]
        else:
            holder[key] = written

    def expanded(self, value: str) -> dict[str, Any]:
        if value in self.nested.lists:
            return {"@list": [self.expanded(item) for item in self.nested.lists[value]]}
        if value[0] != '"':
            return {self.at("id"): self.address(value)}
        text = text_of(value)
        if text.direction:
            return {"@value": text.value, "@language": text.language, "@direction": text.direction}
        if text.language:
            return {"@value": text.value, "@language": text.language}
        if text.datatype == _STRING:
            return {"@value": text.value}
        return {"@value": text.value, "@type": self.word(text.datatype)}

    def class_(self, iri: str) -> str:
        for term in self.terms.get(iri, ()):
            if term.type is None and not term.container:
                self.used.add(term.name)
                return term.name
        return self.short(iri)


@lru_cache(maxsize=16)
def _usable(prefixes: Sequence[tuple[str, str]], base: str | None) -> Mapping[str, str]:
    """Return the prefixes that a context can have, whatever the document holds."""
    home = Base(base)
    return {
        name: space
        for name, space in prefixes
        if name and PREFIX.fullmatch(name) and _is_prefix(space) and home.relative(space) is None
    }


@lru_cache(maxsize=64)
def _around(
    prefixes: Sequence[tuple[str, str]], base: str | None, schemes: frozenset[str]
) -> tuple[Mapping[str, Any], Mapping[str, str]]:
    """Return our context with the prefixes that a document can have whose IRIs have some schemes, and all prefixes."""
    context = _context()[0]
    spaces = {
        name: space
        for name, space in _usable(prefixes, base).items()
        if name not in schemes and not {name, _scheme(space)} & context.keys()
    }
    found = {**context, **spaces}
    return found, {name: space for name, space in found.items() if _is_prefix(space)}


@lru_cache(maxsize=1024)
def _used(
    prefixes: Sequence[tuple[str, str]], base: str | None, schemes: frozenset[str], words: frozenset[str]
) -> Mapping[str, Any]:
    """Return of such a context the words that a document uses, and the prefixes that these use."""
    context = _around(prefixes, base, schemes)[0]
    terms = [name for name in context if name[0] == "@" or name in words]
    named = words.union(terms, *(_PREFIX.findall(repr(context[name])) for name in terms))
    return {name: said for name, said in context.items() if name in named}


@dataclass(frozen=True, slots=True)
class _Words:
    """What properties and datatypes there are, and the schemes of all IRIs."""

    words: set[str]
    schemes: frozenset[str]


def _words(said: Slices) -> _Words:
    words, schemes = said.predicates, set[str]()
    for name, graph in said:
        terms = {name, *graph.subjects, *graph.facts}
        for of in graph.facts.values():
            terms.update(*of.values())
        datatypes = _datatypes(terms)
        words |= datatypes
        schemes.update(_scheme(one) for one in (*terms, *datatypes) if one[:1] not in _NO_IRI)
    return _Words(words, frozenset(schemes))


def _vocab(words: _Words, home: Base) -> tuple[str, str] | None:
    """Return an @vocab and what it means, so that all properties and datatypes that are relative can stand behind it.

    Both are empty where none is relative; None where no @vocab does it.
    """
    relative = [word for word in words.words if home.relative(word) is not None]
    if not relative:
        return "", ""
    inside = [word.startswith(home.document) for word in relative]
    if any(inside) and not all(inside):
        return None
    said, space = ("", home.document) if all(inside) else ("./", home.folder)
    rests = [word[len(space) :] for word in relative if word.startswith(space)]
    is_said = len(rests) == len(relative) and all(
        ":" not in rest and rest not in {"", *_context()[0]} for rest in rests
    )
    return (said, space) if is_said else None


def _terms(named: Mapping[str, Graph]) -> set[str]:
    """Return all terms in graphs, and their names."""
    found = {*named}
    for graph in named.values():
        found.update(graph.subjects, graph.facts)
        for of in graph.facts.values():
            found.update(*of.values())
    return found


def _datatypes(terms: Iterable[str]) -> set[str]:
    return {value[:-1].rpartition("^^<")[2] for value in terms if value[:1] == '"' and value[-1] == ">"}


def _scheme(iri: str) -> str:
    return iri.partition(":")[0]


def _is_prefix(said: object) -> bool:
    """Tell whether a simple term may be used as a prefix: its IRI ends in a delimiter (JSON-LD 1.1, 4.1.5)."""
    return isinstance(said, str) and said.endswith((":", "/", "?", "#", "[", "]", "@"))


@cache
def _context() -> tuple[dict[str, Any], Mapping[str, list[_Term]]]:
    """Return the context that comes with termgraph, and its terms by the IRI of the property."""
    text = (ontology_dir() / "context.jsonld").read_text("utf-8")
    context: dict[str, Any] = json.loads(text)["@context"]

    def expand(name: str) -> str:
        prefix, colon, rest = name.partition(":")
        space = context.get(prefix)
        return space + rest if colon and isinstance(space, str) else name

    terms: dict[str, list[_Term]] = {}
    for name, said in context.items():
        if name.startswith("@") or _is_prefix(said) or (isinstance(said, str) and said.startswith("@")):
            continue
        about = {"@id": said} if isinstance(said, str) else said
        if not isinstance(about, dict) or "@reverse" in about:
            continue
        container = about.get("@container", ())
        containers = frozenset([container] if isinstance(container, str) else container)
        kind = about.get("@type")
        type_ = kind if kind is None or kind.startswith("@") else expand(kind)
        iri = expand(about.get("@id", name))
        terms.setdefault(iri, []).append(_Term(name, type_, containers))
    return context, terms
