"""Which blank nodes are written where they are referred to, as `[ … ]` or in a list, and which need a label."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from termgraph.export.order import place
from termgraph.export.resources import TERM, Graph
from termgraph.namespaces import RDF

FIRST, REST, NIL = (RDF + name for name in ("first", "rest", "nil"))
#: So deep are blank nodes nested; what is deeper is written by itself, for people and for parsers that recurse.
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Nesting:
    """How the blank nodes of a dataset are written.

    Attributes:
        labels: those that are called by a label, `_:b0` and so on.
        lists: the items of each list that is written as one, by the blank node of its first cell.
        cells: the cells of these lists.
        inner: those that are written where they are referred to, and the cells of lists, with what is said of them.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    cells: frozenset[str] = frozenset()
    inner: Mapping[str, Mapping[str, list[str]]] = field(default_factory=dict)


def nesting(graphs: Mapping[str, Graph]) -> Nesting:
    """Return how blank nodes are written so that the graph stays exactly the same.

    One that is referred to once, in the graph that describes it, can stand there; a list must be nothing but a list.

    >>> facts = {"e:p": {"e:a": ["_:x", "_:y"], "e:b": ["_:y"]}}
    >>> nesting({"": Graph(["e:a", "e:b"], facts, blank=[("e:p", "e:a"), ("e:p", "e:b")])})
    Nesting(labels={'_:y': '_:b0'}, lists={}, cells=frozenset(), inner={'_:x': {}})
    """
    finder = _Finder(graphs)
    return finder.nesting() if finder.nodes else Nesting()


class _Finder:
    def __init__(self, graphs: Mapping[str, Graph]) -> None:
        #: Of each blank node, the graphs that describe it, and what each says.
        self.about: dict[str, dict[str, dict[str, list[str]]]] = defaultdict(dict)
        self.parents: dict[str, tuple[str, str, str]] = {}
        self.uses: Counter[str] = Counter()
        self.fixed = {name for name in graphs if name[:2] == "_:"}
        for name, graph in graphs.items():
            for predicate, subject in graph.blank:
                values = graph.facts[predicate][subject]
                if subject[0] == "_":
                    self.about[subject].setdefault(name, {})[predicate] = values
                self.refer((name, subject, predicate), values)
        self.nodes = sorted({*self.about, *self.uses, *self.fixed}, key=place)
        self.lists: dict[str, list[str]] = {}
        self.labelled = {node for node in self.nodes if self.needs_label(node)}

    def refer(self, place: tuple[str, str, str], values: Iterable[str]) -> None:
        """Note the blank nodes that are objects somewhere."""
        for value in values:
            if value[0] == "_":
                self.uses[value] += 1
                self.parents[value] = place
            elif value[0] == "<":
                self.fixed.update(term for term in TERM.findall(value) if term[0] == "_")

    def needs_label(self, node: str) -> bool:
        graphs = {*self.about.get(node, ())}
        if node in self.parents:
            graphs.add(self.parents[node][0])
        return node in self.fixed or self.uses[node] > 1 or len(graphs) > 1

    def nesting(self) -> Nesting:
        for node in self.nodes:
            self.find_list(node)
        reached: set[str] = set()
        for node in self.nodes:
            if node in self.labelled or not self.uses[node] or self.parents[node][1][:2] != "_:":
                self.walk(node, reached)
        cells = self.cells()
        for node in self.nodes:
            if node not in reached and (node in self.lists or node not in cells):
                circle = self.circle(node, cells)
                self.label(circle)
                self.walk(circle, reached)
        labels = {
            node: f"_:b{number}" for number, node in enumerate(filter(self.labelled.__contains__, self.nodes))
        }
        inner = {node: self.only(node) for node in self.nodes if self.is_inner(node)}
        return Nesting(labels, self.lists, frozenset(self.cells()), inner)

    def circle(self, node: str, cells: set[str]) -> str:
        """Return a node of the circle that a node which nothing else leads to hangs on; of a list, the first cell."""
        seen: set[str] = set()
        while node not in seen or (node in cells and node not in self.lists):
            seen.add(node)
            node = self.parents[node][1]
        return node

    def only(self, node: str) -> Mapping[str, list[str]]:
        """Return what is said of a node that one graph describes; nothing of another."""
        described = [*self.about.get(node, {}).values()]
        return described[0] if len(described) == 1 else {}

    # Lists

    def rest(self, cell: str) -> str:
        """Return what follows in a list; "" where the blank node is no cell or says more than one."""
        about = self.only(cell)
        is_cell = len(about) == 2 and len(about.get(FIRST, ())) == len(about.get(REST, ())) == 1
        return about[REST][0] if is_cell else ""

    def cells(self) -> set[str]:
        """Return the cells of all lists."""
        found = set()
        for head in self.lists:
            cell = head
            while cell != NIL:
                found.add(cell)
                cell = self.rest(cell)
        return found

    def find_list(self, node: str) -> None:
        """Take down the list that ends in a node: from there back to the first cell that is only a cell."""
        if self.rest(node) != NIL or not self.is_inner(node):
            return
        items = [self.item(node)]
        while True:
            _, before, predicate = self.parents[node]
            if predicate != REST or not self.rest(before) or not self.is_inner(before):
                break
            items.append(self.item(before))
            node = before
        self.lists[node] = items[::-1]

    def is_inner(self, node: str) -> bool:
        return self.uses[node] == 1 and node not in self.labelled

    def item(self, cell: str) -> str:
        return self.only(cell)[FIRST][0]

    # Depth

    def walk(self, root: str, reached: set[str]) -> None:
        """Go through all that is nested in a node, and label what would be too deep."""
        waiting = [(root, 0)]
        while waiting:
            node, depth = waiting.pop()
            if node in reached:
                continue
            if depth > _DEEPEST:
                self.label(node)
                depth = 0
            reached.add(node)
            waiting += [(child, depth + 1) for child in self.children(node) if child not in self.labelled]

    def children(self, node: str) -> Iterator[str]:
        if node in self.lists:
            values = self.lists[node]
        else:
            described = self.about.get(node, {}).values()
            values = [value for about in described for said in about.values() for value in said]
        return (value for value in values if value[:2] == "_:")

    def label(self, node: str) -> None:
        """Have a node written by itself; of a list, what follows is a list still."""
        self.labelled.add(node)
        items = self.lists.pop(node, None)
        if items is not None and len(items) > 1:
            self.lists[self.rest(node)] = items[1:]
