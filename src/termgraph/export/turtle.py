"""Turtle and TriG as people write them: prefixes, nested blank nodes, lists, and a blank line between subjects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from termgraph.export.nesting import NIL, Nesting, nesting
from termgraph.export.prefixes import NAME_CHAR, NAME_START, Prefixes, head
from termgraph.export.profiles import Notice, silent
from termgraph.export.relative import Base
from termgraph.export.resources import TERM, Resources, Said, graphs
from termgraph.namespaces import RDF, XSD, is_absolute_iri

_WIDEST = 110
_SHORT = 80  # of what stands in brackets in one line
_TYPE = f"<{RDF}type>"
_PERCENT = "%[0-9A-Fa-f]{2}"
#: What may stand behind a prefix without an escape, over which other readers stumble.
_LOCAL = re.compile(
    f"(?:(?:[{NAME_START}_0-9:]|{_PERCENT})(?:(?:[{NAME_CHAR}:.]|{_PERCENT})*(?:[{NAME_CHAR}:]|{_PERCENT}))?)?"
)
#: Literals without quotes: numbers as anybody writes them, since some readers make another text of `+5`, `007` or `.5`.
_BARE = re.compile(
    rf'"(0|-?[1-9][0-9]*)"\^\^<{XSD}integer>|"(-?(?:0|[1-9][0-9]*)\.[0-9]+)"\^\^<{XSD}decimal>'
    rf'|"(-?[0-9](?:\.[0-9]+)?[eE]-?[0-9]+)"\^\^<{XSD}double>|"(true|false)"\^\^<{XSD}boolean>'
)
#: What is written relative to a base and resolved by simply putting it behind (RFC 3986, section 5.2).
_BEHIND = re.compile(r"(?!(?:.*/)?\.{1,2}(?:[/?#]|$))[^/?#:]+(?:[/#].*)?")
_CAN_BE_BASE = re.compile(r"(?!.*/\.{1,2}/)https?://[^?#]+/")


def turtle(
    said: Said,
    prefixes: Mapping[str, str],
    base: str | None = None,
    _notice: Notice = silent,
) -> bytes:
    r"""Return Turtle; the triples of all graphs are in it.

    Args:
        said: literals as a parser made them, since the engine's store rewrites them.
        prefixes: of these, it declares those that it uses.
        base: the address of the file that they were read from. What lies below the same root is written relative.

    >>> from pyoxigraph import RdfFormat, parse
    >>> text = b'@prefix : <#> . <> :says "hoo"@EN-gb, 7 ; :eats ( :mouse [ :is "small" ] ) .'
    >>> found = parse(text, RdfFormat.TURTLE, base_iri="file:///home/owl.ttl")
    >>> print(turtle([quad.triple for quad in found], {"": "file:///home/owl.ttl#"}, "file:///home/owl.ttl").decode())
    @prefix : <#> .
    <BLANKLINE>
    <> :eats ( :mouse [ :is "small" ] ) ;
        :says 7, "hoo"@en-GB .
    <BLANKLINE>
    """
    return _document(graphs(said, merge=True), prefixes, base)


def trig(
    said: Said,
    prefixes: Mapping[str, str],
    base: str | None = None,
    _notice: Notice = silent,
) -> bytes:
    """Return TriG: the default graph like Turtle, then each named graph in braces."""
    return _document(graphs(said), prefixes, base)


def _document(named: Mapping[str, Resources], prefixes: Mapping[str, str], base: str | None) -> bytes:
    nested = nesting(named)
    parts: list[str] = []
    for own in (_own_base(named, prefixes), ""):
        names = _Names(prefixes, Base(base), own)
        body = [*_blocks(named, _Writer(names, nested))]
        parts = [*names.declarations(), *body]
        if not (own and names.is_relative):  # nothing can be relative to two bases
            break
    return "".join(parts).encode()


def _blocks(named: Mapping[str, Resources], writer: _Writer) -> Iterator[str]:
    for name, resources in named.items():
        if not name:
            yield from (f"\n{block}" for block in writer.blocks(resources, ""))
        else:
            yield f"\n{writer.term(name)} {{\n"
            yield "\n".join(writer.blocks(resources, "    "))
            yield "}\n"


class _Names(dict[str, str]):
    """IRIs in angle brackets, each as it is written: with a prefix, relative, or as it is."""

    def __init__(self, prefixes: Mapping[str, str], base: Base, own: str) -> None:
        super().__init__()
        self.prefixes = Prefixes(prefixes, _LOCAL)
        self.base = base
        #: What is declared as @base.
        self.own = own
        self.is_relative = False

    def __missing__(self, iri: str) -> str:
        name = self.prefixes.name(iri[1:-1]) or f"<{self.reference(iri[1:-1], self.own)}>"
        self[iri] = name
        return name

    def reference(self, iri: str, own: str) -> str:
        relative = self.base.relative(iri)
        if relative is not None:
            self.is_relative = True
            return relative
        return iri.removeprefix(own) if _is_behind(iri, own) else iri

    def declarations(self) -> list[str]:
        head = [f"@base <{self.own}> .\n"] if self.own else []
        spaces = sorted(self.prefixes.used.items())
        return head + [f"@prefix {prefix}: <{self.reference(space, '')}> .\n" for prefix, space in spaces]


def _is_behind(iri: str, base: str) -> bool:
    return bool(base) and iri.startswith(base) and bool(_BEHIND.fullmatch(iri, len(base)))


def _own_base(named: Mapping[str, Resources], prefixes: Mapping[str, str]) -> str:
    """Return the namespace that saves most of what subjects without a prefix would say again and again, or ""."""
    spaces = {
        space for space in prefixes.values() if _CAN_BE_BASE.fullmatch(space) and is_absolute_iri(space)
    }
    known = Prefixes(prefixes, _LOCAL)
    subjects = (subject[1:-1] for resources in named.values() for subject in resources if subject[0] == "<")
    alike = Counter(map(head, subjects))  # one stands for all that begin like it
    saved = Counter(dict.fromkeys(sorted(spaces), 0))
    for begin, count in alike.items():
        if not known.of(f"{begin}a")[1]:
            saved.update({space: count * len(space) for space in spaces if _is_behind(f"{begin}a", space)})
    return max(saved, key=saved.__getitem__) if saved.total() else ""


class _Writer:
    """Writes resources as blocks of text."""

    def __init__(self, names: _Names, nested: Nesting) -> None:
        self.names = names
        self.nested = nested
        self.resources: Resources = {}

    def blocks(self, resources: Resources, indent: str) -> Iterator[str]:
        """Yield a block of text a subject: IRIs, then blank nodes with a label, then those without."""
        self.resources = resources
        anonymous = []
        for subject, about in resources.items():
            if subject in self.nested.inner:
                continue
            is_anonymous = subject[0] == "_" and subject not in self.nested.labels
            name = "[]" if is_anonymous else self.term(subject)
            said = f" ;\n{indent}    ".join(self.said(about, indent, len(name)))
            if is_anonymous:
                anonymous.append(f"{indent}{name} {said} .\n")
            else:
                yield f"{indent}{name} {said} .\n"
        yield from sorted(anonymous)

    def said(self, about: Mapping[str, list[str]], indent: str, column: int = 3) -> Iterator[str]:
        """Yield predicates with their objects, these each on a line of its own where one line is too short."""
        for predicate, values in about.items():
            name = "a" if predicate == _TYPE else self.names[predicate]
            if len(values) == 1:
                yield f"{name} {self.object(values[0], indent)}"
            else:
                texts = [self.object(value, indent) for value in values if value[0] != "_"]
                texts += sorted(self.object(value, indent) for value in values if value[0] == "_")
                line = ", ".join(texts)
                if len(indent) + column + len(name) + len(line) + 4 > _WIDEST and "\n" not in line:
                    line = f",\n{indent}        ".join(texts)
                yield f"{name} {line}"
            column = 3

    def object(self, value: str, indent: str) -> str:
        if value[0] != "_" or value in self.nested.labels:
            return self.term(value) if value != NIL else "()"
        indent += "    "
        if value in self.nested.lists:
            items = [self.object(item, indent) for item in self.nested.lists[value]]
            return _bracketed("(", items, ")", "", indent)
        return _bracketed("[", [*self.said(self.resources.get(value, {}), indent)], "]", " ;", indent)

    def term(self, term: str) -> str:
        kind = term[0]
        if kind == '"':
            return self.literal(term) if term[-1] == ">" else term
        if kind == "_":
            return self.nested.labels[term]
        return self.names[term] if term[:3] != "<<(" else TERM.sub(self.part, term)

    def part(self, match: re.Match[str]) -> str:
        """Return a term in a triple term, or a bracket of it."""
        return match[0] if match[0] in ("<<(", ")>>") else self.term(match[0])

    def literal(self, literal: str) -> str:
        bare = _BARE.fullmatch(literal)
        if bare:
            return str(bare[bare.lastindex or 0])
        quoted, _, datatype = literal.rpartition("^^")
        return f"{quoted}^^{self.names[datatype]}"


def _bracketed(opening: str, parts: Sequence[str], closing: str, between: str, indent: str) -> str:
    """Put parts between brackets: in a line where they are short, else each in one of its own."""
    line = f"{between} ".join(parts)
    if not parts:
        return opening + closing
    if len(line) <= _SHORT and "\n" not in line:
        return f"{opening} {line} {closing}"
    lines = f"{between}\n{indent}    ".join(parts)
    return f"{opening}\n{indent}    {lines}\n{indent}{closing}"
