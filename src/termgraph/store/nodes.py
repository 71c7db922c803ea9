"""Nodes and statements as the record holds them, as the engine has them, and as lines of N-Quads."""

from __future__ import annotations

import pyoxigraph as ox

#: A node is its IRI, or `_:name` where it is blank; a literal is the parser's own.
Value = str | ox.Literal
Node = ox.NamedNode | ox.BlankNode
#: Graph ("" for the default one), subject, predicate, object. An RDF 1.2 triple term is an object of a statement too.
Statement = tuple[str, str, str, Value | ox.Triple]


class Names(dict[str, str]):
    """The names of a source's blank nodes, as the record calls them; it has used up those before the first."""

    def __init__(self, first: int) -> None:
        super().__init__()
        self._first = first

    def __missing__(self, name: str) -> str:
        self[name] = made = f"_:b{self._first + len(self)}"
        return made

    @property
    def used(self) -> int:
        """How many there are."""
        return len(self)

    def key(self, node: Node | ox.Triple | ox.DefaultGraph) -> str:
        """Return the key of a node that is no object."""
        if isinstance(node, ox.BlankNode):
            return self[node.value]
        if isinstance(node, ox.NamedNode):
            return node.value
        raise ValueError(f"{node} can be no subject")

    def renamed(self, triple: ox.Triple) -> ox.Triple:
        """Return a triple that is spoken of with the record's names for its blank nodes."""
        subject, value = triple.subject, triple.object
        if isinstance(value, ox.Triple):
            value = self.renamed(value)
        elif isinstance(value, ox.BlankNode):
            value = ox.BlankNode(self[value.value][2:])
        if isinstance(subject, ox.BlankNode):
            subject = ox.BlankNode(self[subject.value][2:])
        return ox.Triple(subject, triple.predicate, value)


class Same(Names):
    """Names that are those of a record already, so many."""

    def __missing__(self, name: str) -> str:
        self[name] = made = f"_:{name}"
        return made

    @property
    def used(self) -> int:
        """How many there are."""
        return self._first


class Terms(dict[str, Node]):
    """Nodes as the engine's terms, each made once."""

    def __missing__(self, key: str) -> Node:
        self[key] = made = node_of(key)
        return made

    def verb(self, key: str) -> ox.NamedNode:
        """Return a predicate, which is never blank."""
        node = self[key]
        return node if isinstance(node, ox.NamedNode) else ox.NamedNode(key)

    def of(self, value: Value | ox.Triple) -> Node | ox.Literal | ox.Triple:
        """Return an object."""
        return self[value] if isinstance(value, str) else value


def key_of(node: Node) -> str:
    """Return the key of a node: its IRI, or `_:name`.

    >>> key_of(ox.NamedNode("e:owl")), key_of(ox.BlankNode("b"))
    ('e:owl', '_:b')
    """
    return node.value if isinstance(node, ox.NamedNode) else f"_:{node.value}"


def node_of(key: str) -> Node:
    """Return the node of a key.

    >>> node_of("e:owl"), node_of("_:b")
    (<NamedNode value=e:owl>, <BlankNode value=b>)
    """
    return ox.BlankNode(key[2:]) if key.startswith("_:") else ox.NamedNode(key)


def statement_of(quad: ox.Quad) -> Statement:
    """Return a quad as a record holds it; its blank nodes keep their names.

    >>> statement_of(ox.Quad(ox.NamedNode("e:owl"), ox.NamedNode("e:eats"), ox.BlankNode("b")))
    ('', 'e:owl', 'e:eats', '_:b')
    """
    graph, subject, value = quad.graph_name, quad.subject, quad.object
    return (
        key_of(graph) if isinstance(graph, Node) else "",
        key_of(subject) if isinstance(subject, Node) else str(subject),
        quad.predicate.value,
        key_of(value) if isinstance(value, Node) else value,
    )


def quad_of(statement: Statement) -> ox.Quad:
    """Return a statement as a quad.

    >>> str(quad_of(("", "e:owl", "e:eats", "_:b")))
    '<e:owl> <e:eats> _:b'
    """
    graph, subject, predicate, value = statement
    object_ = node_of(value) if isinstance(value, str) else value
    name = node_of(graph) if graph else ox.DefaultGraph()
    return ox.Quad(node_of(subject), ox.NamedNode(predicate), object_, name)


def line_of(statement: Statement) -> str:
    """Return a statement as a line of N-Quads."""
    graph, subject, predicate, value = statement
    told = _written(value) if type(value) is str else str(value)
    if type(value) is ox.Triple:
        told = f"<<( {told} )>>"
    end = f" {_written(graph)} .\n" if graph else " .\n"
    return f"{_written(subject)} <{predicate}> {told}{end}"


def _written(key: str) -> str:
    return key if key.startswith("_:") else f"<{key}>"
