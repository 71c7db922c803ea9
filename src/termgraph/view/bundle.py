"""ES modules to one classic script, which is what a page that is opened from disk can run under a strict policy.

The modules keep to what can be bundled by reading lines: static named imports and exports, no default exports, nothing
exported that is assigned later, no cycles. `bundle` says so where one does not. A module is known by its name alone,
whatever room it lies in. Comments on lines of their own and indentation are left out, so the text of a template literal
has to stay on one line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

SCRIPTS = Path(__file__).parent / "scripts"

_IMPORT = re.compile(
    r'^import\s*\{([^}]*)\}\s*from\s*"(\.{1,2}/(?:[\w-]+/)?([\w-]+)\.js)";[ \t]*$', re.MULTILINE
)
_EXPORT = re.compile(r"^export\s+(?:(async\s+function\*?|function\*?|class|const)\s+)(\w+)", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*|\bimport\s*\(.*|\bimport\.meta\b.*", re.MULTILINE)
#: A comment that has its line, or lines, for itself.
_COMMENT = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE)


def modules(folder: Path = SCRIPTS) -> dict[str, str]:
    """Return the source of each module of the explorer, by name: no two have one, in whatever room they are."""
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.rglob("*.js"))}


def bundle(sources: Mapping[str, str], entry: str, *, exposed: str = "") -> str:
    r"""Return one script of a module and all that it imports, each module a function of its own.

    Args:
        sources: the modules' source by name, without `.js`.
        entry: the module to begin with.
        exposed: a global variable to put the entry's exports into, for tests; "" for none.

    Raises:
        ValueError: for a module that is not there, a circle of imports, or what is no named import or export.

    >>> print(bundle({"a": 'import { b } from "./b.js";\nb();', "b": "export function b() {}"}, "a"))
    (() => {
    "use strict";
    const __b = (() => {
    function b() {}
    return { b };
    })();
    (() => {
    const { b } = __b;
    b();
    })();
    })();
    <BLANKLINE>
    """
    order: list[str] = []
    _visit(sources, entry, (), order)
    names = {name: "__" + re.sub(r"\W", "_", name) for name in order}
    parts = ['(() => {\n"use strict";']
    for name in order:
        body, exports = _module(sources[name], name, names)
        head = f"const {names[name]} = " if name != entry else f"window.{exposed} = " if exposed else ""
        tail = f"\nreturn {{ {', '.join(exports)} }};" if exports and head else ""
        parts.append(f"{head}(() => {{\n{body}{tail}\n}})();")
    return "\n".join(parts) + "\n})();\n"


def _visit(sources: Mapping[str, str], name: str, way: tuple[str, ...], order: list[str]) -> None:
    if name in way:
        raise ValueError(f"modules import each other in a circle: {' → '.join((*way, name))}")
    if name in order:
        return
    if name not in sources:
        raise ValueError(
            f"{way[-1]}.js imports {name}.js, which is not there" if way else f"no module {name}.js"
        )
    for found in _IMPORT.finditer(sources[name]):
        _visit(sources, found[3], (*way, name), order)
    order.append(name)


def _module(source: str, name: str, names: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return the body of a module as a function's, and what it exports."""
    exports = [found[2] for found in _EXPORT.finditer(source)]

    def imported(found: re.Match[str]) -> str:
        inner = re.sub(r"\s+as\s+", ": ", " ".join(found[1].split()).rstrip(","))
        return f"const {{ {inner} }} = {names[found[3]]};"

    body = _EXPORT.sub(lambda found: f"{found[1]} {found[2]}", _IMPORT.sub(imported, source))
    body = _COMMENT.sub("", body)
    if other := _OTHER.search(body):
        raise ValueError(f"{name}.js has what cannot be bundled: {other[0]}")
    lines = (line.strip() for line in body.split("\n"))
    return "\n".join(line for line in lines if line), exports
