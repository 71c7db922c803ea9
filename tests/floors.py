"""Reads which modules of a package import which, and says where that goes against ARCHITECTURE.md's floors."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

#: The floor of each room: a module or a sub-package of termgraph. A room imports from strictly lower floors only.
FLOORS: Mapping[str, int] = {
    "errors": 0,
    "namespaces": 0,
    "names": 0,
    "extras": 1,
    "staging": 2,
    "files": 1,
    "markdown": 1,
    "records": 1,
    "relations": 1,
    "sssom": 1,
    "design": 2,
    "wording": 2,
    "model": 2,
    "readers": 2,
    "entries": 3,
    "reconcile": 3,
    "graph": 3,
    "store": 4,
    "skos": 5,
    "network": 6,
    "card": 6,
    "statistics": 6,
    "lessons": 8,
    "verdicts": 6,
    "check": 6,
    "diff": 6,
    "align": 6,
    "joining": 6,
    "export": 7,
    "ingest": 7,
    "view": 7,
    "changing": 8,
    "concept": 8,
    "fix": 8,
    "pages": 8,
    "matching": 8,
    "api": 9,
    "storing": 10,
    "combining": 10,
    "mkdocs": 10,
    "sphinx": 10,
    "agents": 10,
    "spark": 10,
    "serve": 11,
    "cli": 12,
    # The front door, above all rooms: `import termgraph` and `python -m termgraph`.
    "__init__": 13,
    "__main__": 14,
}

#: What a room may nevertheless take from the front door: facts about the package, which lead nowhere.
FACTS = frozenset({"__distribution__", "__version__"})


@dataclass(frozen=True)
class Import:
    """One import, wherever it stands: at the top, in a function, or under TYPE_CHECKING.

    Imports that are for the type checker alone count like all others: a type named is a dependency understood.

    Attributes:
        module: the importing module, dotted.
        target: the imported module, dotted, as far as it exists inside the package.
        name: what `from target import name` takes, where that is no module itself.
        place: path and line.
    """

    module: str
    target: str
    name: str | None
    place: str


def modules(package: Path) -> dict[str, Path]:
    """Return the modules of a package folder: dotted name -> file. A sub-package has the name of its folder."""
    found = {}
    for path in sorted(package.rglob("*.py")):
        parts = [package.name, *path.relative_to(package).with_suffix("").parts]
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imports(package: Path) -> Iterator[Import]:
    """Yield every import of every module of the package, with relative ones made absolute."""
    known = modules(package)
    for module, path in known.items():
        within = module if path.name == "__init__.py" else module.rpartition(".")[0]
        for node in _imports_in(path):
            place = f"{path}:{node.lineno}"
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield Import(module, alias.name, None, place)
            else:
                above = within.split(".")[: len(within.split(".")) - (node.level - 1)] if node.level else []
                source = ".".join([*above, *([node.module] if node.module else [])])
                for alias in node.names:
                    inner = f"{source}.{alias.name}"
                    is_module = inner in known
                    yield Import(
                        module, inner if is_module else source, None if is_module else alias.name, place
                    )


@cache
def _imports_in(path: Path) -> list[ast.Import | ast.ImportFrom]:
    """Return the imports of a file, which is read once."""
    tree = ast.parse(path.read_text("utf-8"), str(path))
    return [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]


def problems(package: Path, floors: Mapping[str, int] = FLOORS) -> list[str]:
    """Return what goes against the floors: unknown rooms, imports that do not go down, circles inside a room."""
    unknown = sorted({room(module, package.name) for module in modules(package)} - floors.keys())
    found = [f"{name}: a room without a floor (add it to FLOORS and to ARCHITECTURE.md)" for name in unknown]
    inside: dict[str, set[str]] = {}
    for one in imports(package):
        if not _is_in(one.target, package.name) or (one.target == package.name and one.name in FACTS):
            continue
        here, there = room(one.module, package.name), room(one.target, package.name)
        if here == there:
            inside.setdefault(one.module, set()).add(one.target)
        elif floors.get(there, -1) >= floors.get(here, sys.maxsize):
            found.append(
                f"{one.place}: {here} (floor {floors[here]}) imports {there} (floor {floors[there]})"
            )
    found += [f"circle: {' -> '.join(circle)}" for circle in circles(inside)]
    return found


def third_party(package: Path) -> dict[str, str]:
    """Return the top-level modules from outside that the package imports, each with one place that does."""
    found: dict[str, str] = {}
    for one in imports(package):
        top = one.target.partition(".")[0]
        if top not in sys.stdlib_module_names and not _is_in(one.target, package.name):
            found.setdefault(top, one.place)
    return found


def room(module: str, package: str) -> str:
    """Return the room of a dotted module: the part after the package's name.

    >>> room("termgraph.store.index", "termgraph"), room("termgraph", "termgraph")
    ('store', '__init__')
    """
    return module.removeprefix(package).lstrip(".").partition(".")[0] or "__init__"


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Return a circle through each strongly connected part of `graph`, first node repeated at the end.

    >>> circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}})
    [['a', 'b', 'c', 'a']]
    """
    found: list[list[str]] = []
    done: set[str] = set()

    def visit(node: str, path: list[str]) -> None:
        if node in path:
            found.append([*path[path.index(node) :], node])
        elif node not in done:
            for target in sorted(graph.get(node, ())):
                visit(target, [*path, node])
            done.add(node)

    for node in sorted(graph):
        visit(node, [])
    return found


def _is_in(target: str, package: str) -> bool:
    return target == package or target.startswith(f"{package}.")
