"""RDF/XML: an element a resource, and in it one a triple."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, count
from xml.sax.saxutils import escape, quoteattr

from termgraph.errors import TermgraphError
from termgraph.export.prefixes import NAME_CHAR, NAME_START, Prefixes
from termgraph.export.profiles import Notice, silent
from termgraph.export.relative import Base, neutral
from termgraph.export.resources import Graph, Said, Text, text_of, triple_of
from termgraph.export.slices import Slices, behind, between, slices
from termgraph.export.xml import NO_XML
from termgraph.namespaces import RDF, XSD

_NAME = re.compile(f"[{NAME_START}_][{NAME_CHAR}.]*")
_NAME_AT_END = re.compile(f"[{NAME_START}_][{NAME_CHAR}.]*\\Z")
#: What is no property where it stands as one (RDF/XML, sections 5.1 and 7.2.5).
_SYNTAX = frozenset(
    RDF + name
    for name in (
        "Description", "RDF", "ID", "about", "parseType", "resource", "nodeID", "datatype", "li",
        "aboutEach", "aboutEachPrefix", "bagID",
    )
)  # fmt: skip
_STRING = XSD + "string"
_REMEMBERED = 200_000  # addresses
_SIGN = re.compile("[&<>\r]")
_CARRIAGE_RETURN = {"\r": "&#xD;"}  # as it is, it would be read as a line feed (XML 1.0, 2.11)
_DIRECTION = ' rdf:version="1.2" xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0" its:dir="{}"'


def rdfxml(
    said: Said,
    prefixes: Mapping[str, str],
    base: str | None = None,
    notice: Notice = silent,
    typed: Sequence[str] = (),
) -> Iterator[bytes]:
    """Yield RDF/XML piece by piece; the triples of all graphs are in it.

    Args:
        said: literals as a parser made them, since the engine's store rewrites them.
        prefixes: of these, it declares those that it uses.
        base: the address of the file that they were read from. What lies below the same root is written relative; but
            properties cannot be, and where some would, everything is as if the file lay in no folder.
        notice: is told so.
        typed: the types that a resource's element is called by, the first that it has; for readers that look for these.

    Raises:
        TermgraphError: where a property's IRI cannot be written as an XML name (RDF/XML, section 8), or a text holds
            characters that XML cannot.

    >>> from pyoxigraph import Literal, NamedNode, Triple
    >>> owl = Triple(NamedNode("http://e.org/owl"), NamedNode("http://e.org/says"), Literal("hoo", language="en-GB"))
    >>> print(b"".join(rdfxml([owl], {"e": "http://e.org/"})).decode())
    <?xml version="1.0" encoding="UTF-8"?>
    <rdf:RDF
        xmlns:e="http://e.org/"
        xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
    <BLANKLINE>
      <rdf:Description rdf:about="http://e.org/owl">
        <e:says xml:lang="en-GB">hoo</e:says>
      </rdf:Description>
    <BLANKLINE>
    </rdf:RDF>
    <BLANKLINE>
    """
    graph = slices(said, merge=True)
    home = Base(base)
    if any(home.relative(predicate) is not None for predicate in _predicates(graph)):
        graph = neutral(graph, base, "RDF/XML", notice)
        home = Base(None)
    writer = _Writer(_Elements([*_predicates(graph), *typed], prefixes), home, typed)
    spaces = sorted(writer.elements.spaces.items())
    head = "".join(f"\n    xmlns{prefix and ':'}{prefix}={quoteattr(space)}" for prefix, space in spaces)
    begin = f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{head}>\n\n'
    yield from behind(lambda: [begin], chain(between(_resources(graph, writer), "\n"), ["\n</rdf:RDF>\n"]))


def _resources(said: Slices, writer: _Writer) -> Iterator[str]:
    for _, graph in said:
        for text in writer.resources(graph):
            if NO_XML.search(text):
                raise _no_xml(said)
            yield text


def _predicates(said: Slices) -> list[str]:
    """Return all predicates, those in triple terms too, sorted."""
    found = said.predicates
    graph = said.blank.get("", Graph([], {}))
    for predicate, subject in graph.blank:  # triples that are spoken of are there too
        for value in graph.facts[predicate][subject]:
            inner = value
            while inner[0] == "<":
                _, spoken, inner = triple_of(inner)
                found.add(spoken)
    return sorted(found)


class _Elements(dict[str, str]):
    """How properties are called as elements.

    Raises:
        TermgraphError: where one cannot be called as an element.
    """

    def __init__(self, predicates: Sequence[str], prefixes: Mapping[str, str]) -> None:
        super().__init__()
        usable = {name: space for name, space in prefixes.items() if name[:3].lower() != "xml"}
        known = Prefixes(usable | {"rdf": RDF}, _NAME)
        made: dict[str, str] = {}
        for iri in predicates:
            local = _NAME_AT_END.search(iri)
            if local is None or iri in _SYNTAX:
                why = "it is a word of its syntax" if local else "its IRI does not end in an XML name"
                message = f"RDF/XML cannot say the property <{iri}>: {why}"
                raise TermgraphError(message, hint="export as Turtle")
            name = known.name(iri).removeprefix(":")
            if not name:
                space = iri[: local.start()]
                prefix = made.setdefault(space, next(_free(usable.keys() | made.values())))
                name = f"{prefix}:{local[0]}"
            self[iri] = name
        #: The namespaces of these names by prefix.
        self.spaces = {"rdf": RDF, **known.used, **{prefix: space for space, prefix in made.items()}}


def _free(taken: Collection[str]) -> Iterator[str]:
    return (name for number in count(1) if (name := f"ns{number}") not in taken)


def _no_xml(said: Slices) -> TermgraphError:
    values = (value for _, graph in said for _, _, value in graph.triples())
    lost = [found for value in values if (found := NO_XML.findall(text_of(value).value))]
    names = ", ".join(f"U+{ord(character):04X}" for character in sorted({*chain(*lost)}))
    hold = "1 text holds" if len(lost) == 1 else f"{len(lost)} texts hold"
    return TermgraphError(f"{hold} characters that XML cannot: {names}", hint="export as Turtle")


class _Writer:
    """Writes resources as elements."""

    def __init__(self, elements: _Elements, home: Base, typed: Sequence[str] = ()) -> None:
        self.elements = elements
        self.home = home
        self.typed = typed
        self.addresses: dict[str, str] = {}
        self.texts: dict[str, str] = {}

    def resources(self, graph: Graph) -> Iterator[str]:
        """Yield an element a subject."""
        lines: dict[str, list[str]] = {subject: [] for subject in graph.subjects}
        for predicate, of in graph.facts.items():
            name = self.elements[predicate]
            for subject, values in of.items():
                lines[subject] += [self.statement(name, value, "  ") for value in values]
        called = self.called(graph)
        for known in (self.addresses, self.texts):
            if len(known) > _REMEMBERED:
                known.clear()
        return (self.resource(subject, said, "  ", called.get(subject)) for subject, said in lines.items())

    def called(self, graph: Graph) -> Mapping[str, str]:
        """Return what the elements are called that say a type of their resource."""
        types = graph.facts.get(RDF + "type", {})
        wanted = [(one, self.elements[one]) for one in reversed(self.typed)]
        return {subject: name for type_, name in wanted for subject, said in types.items() if type_ in said}

    def resource(self, subject: str, lines: Sequence[str], indent: str, called: str | None = None) -> str:
        said = "".join([f"{indent}  {line}\n" for line in lines])
        what, name = self.reference("about", subject), called or "rdf:Description"
        return f"{indent}<{name} {what}>\n{said}{indent}</{name}>\n"

    def statement(self, name: str, value: str, indent: str) -> str:
        if value[0] == '"':
            said = self.texts.get(value)
            if said is None:
                said = self.texts[value] = self.text(text_of(value))
            return f"<{name}{said}</{name}>"
        if value[0] != "<":
            return f"<{name} {self.reference('resource', value)}/>"
        subject, predicate, inner = triple_of(value)
        deeper = f"{indent}    "
        said = self.resource(subject, [self.statement(self.elements[predicate], inner, deeper)], deeper)
        return f'<{name} rdf:version="1.2" rdf:parseType="Triple">\n{said}{indent}  </{name}>'

    def text(self, text: Text) -> str:
        how = ""
        if text.language:
            how = f' xml:lang="{text.language}"'
            if text.direction:
                how += _DIRECTION.format(text.direction)
        elif text.datatype != _STRING:
            how = f" rdf:datatype={self.address(text.datatype)}"
        value = escape(text.value, _CARRIAGE_RETURN) if _SIGN.search(text.value) else text.value
        return f"{how}>{value}"

    def reference(self, attribute: str, node: str) -> str:
        if node[0] == "_":
            return f'rdf:nodeID="{node[2:]}"'
        return f"rdf:{attribute}={self.address(node)}"

    def address(self, iri: str) -> str:
        known = self.addresses.get(iri)
        if known is None:
            relative = self.home.relative(iri)
            known = self.addresses[iri] = quoteattr(iri if relative is None else relative)
        return known
