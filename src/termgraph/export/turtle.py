"""Turtle and TriG as people write them: prefixes, nested blank nodes, lists, and a blank line between subjects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from termgraph.export.nesting import NIL, Nesting, nesting
from termgraph.export.prefixes import NAME_CHAR, NAME_START, Prefixes, head
from termgraph.export.profiles import Notice, silent
from termgraph.export.relative import Base
from termgraph.export.resources import TERM, Graph, Said
from termgraph.export.slices import Slices, behind, between, slices
from termgraph.namespaces import RDF, XSD, is_absolute_iri

_WIDEST = 110
_REMEMBERED = 200_000  # terms
_TYPE = RDF + "type"
_SHORT = 80  # of what stands in brackets in one line
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
) -> Iterator[bytes]:
    r"""Yield Turtle piece by piece; the triples of all graphs are in it.

    Args:
        said: literals as a parser made them, since the engine's store rewrites them.
        prefixes: of these, it declares those that it uses.
        base: the address of the file that they were read from. What lies below the same root is written relative.

    >>> from pyoxigraph import RdfFormat, parse
    >>> text = b'@prefix : <#> . <> :says "hoo"@EN-gb, 7 ; :eats ( :mouse [ :is "small" ] ) .'
    >>> found = parse(text, RdfFormat.TURTLE, base_iri="file:///home/owl.ttl")
    >>> made = turtle([quad.triple for quad in found], {"": "file:///home/owl.ttl#"}, "file:///home/owl.ttl")
    >>> print(b"".join(made).decode())
    @prefix : <#> .
    <BLANKLINE>
    <> :eats ( :mouse [ :is "small" ] ) ;
        :says 7, "hoo"@en-GB .
    <BLANKLINE>
    """
    return _document(slices(said, merge=True), prefixes, base)


def trig(
    said: Said,
    prefixes: Mapping[str, str],
    base: str | None = None,
    _notice: Notice = silent,
) -> Iterator[bytes]:
    """Yield TriG: the default graph like Turtle, then each named graph in braces."""
    return _document(slices(said), prefixes, base)


def _document(said: Slices, prefixes: Mapping[str, str], base: str | None) -> Iterator[bytes]:
    nested = nesting(said.blank)
    for own in (_own_base(said, prefixes), ""):
        names = _Names(prefixes, Base(base), own)
        made = behind(names.declarations, _graphs(said, _Writer(names, nested)))
        head = next(made)
        if not (own and names.is_relative):  # nothing can be relative to two bases
            yield head
            yield from made
            return


def _graphs(said: Slices, writer: _Writer) -> Iterator[str]:
    for name, graphs in groupby(said, key=itemgetter(0)):
        blocks = writer.blocks((graph for _, graph in graphs), "    " if name else "")
        if name:
            yield f"\n{writer.node(name)} {{\n"
            yield from between(blocks, "\n")
            yield "}\n"
        else:
            yield from (f"\n{block}" for block in blocks)


class _Names(dict[str, str]):
    """IRIs, each as it is written: with a prefix, relative, or in full."""

    def __init__(self, prefixes: Mapping[str, str], base: Base, own: str) -> None:
        super().__init__()
        self.prefixes = Prefixes(prefixes, _LOCAL)
        self.base = base
        #: What is declared as @base.
        self.own = own
        self.is_relative = False

    def __missing__(self, iri: str) -> str:
        self[iri] = name = self.prefixes.name(iri) or f"<{self.reference(iri, self.own)}>"
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


def _own_base(said: Slices, prefixes: Mapping[str, str]) -> str:
    """Return the namespace that saves most of what subjects without a prefix would say again and again, or ""."""
    spaces = _bases(tuple(prefixes.values()))
    known = Prefixes(prefixes, _LOCAL)
    saved = Counter(dict.fromkeys(spaces, 0))
    for subjects in said.subjects():
        alike = Counter(head(subject) for subject in subjects if subject[0] != "_")
        for begin, count in alike.items():  # one stands for all that begin like it
            if not known.of(f"{begin}a")[1]:
                saved.update(
                    {space: count * len(space) for space in spaces if _is_behind(f"{begin}a", space)}
                )
    return max(saved, key=saved.__getitem__) if saved.total() else ""


@lru_cache(maxsize=16)
def _bases(spaces: Sequence[str]) -> Sequence[str]:
    """Return the namespaces that can be a base, sorted."""
    return sorted({space for space in spaces if _CAN_BE_BASE.fullmatch(space) and is_absolute_iri(space)})


class _Writer(dict[str, str]):
    """Writes graphs as blocks of text.

    It holds what can be an object as it is written there: "" for a blank node that is written where it is referred to.
    """

    def __init__(self, names: _Names, nested: Nesting) -> None:
        super().__init__()
        self.names = names
        self.nested = nested

    def __missing__(self, term: str) -> str:
        self[term] = text = self.written(term)
        return text

    def written(self, term: str) -> str:
        if term == NIL:
            return "()"
        match term[0]:
            case '"':
                return self.literal(term) if term[-1] == ">" else term
            case "_":
                return self.nested.labels.get(term, "")
            case "<":
                return TERM.sub(self.part, term)
            case _:
                return self.names[term]

    def part(self, match: re.Match[str]) -> str:
        """Return a term in a triple term, or a bracket of it."""
        term = match[0]
        if term in ("<<(", ")>>"):
            return term
        return self.names[term[1:-1]] if term[0] == "<" else self.written(term)

    def literal(self, literal: str) -> str:
        bare = _BARE.fullmatch(literal)
        if bare:
            return str(bare[bare.lastindex or 0])
        quoted, _, datatype = literal.rpartition("^^")
        return f"{quoted}^^{self.names[datatype[1:-1]]}"

    def blocks(self, graphs: Iterable[Graph], indent: str) -> Iterator[str]:
        """Yield a block of text a subject: IRIs, then blank nodes with a label, then those without."""
        anonymous = []
        for graph in graphs:
            for name, *said in self.lines(graph, indent).values():
                text = f" ;\n{indent}    ".join(said)
                if name != "[]":
                    yield f"{indent}{name} {text} .\n"
                else:
                    anonymous.append(f"{indent}[] {text} .\n")
            self.forget()
        yield from sorted(anonymous)

    def lines(self, graph: Graph, indent: str) -> Mapping[str, list[str]]:
        """Return the lines of each subject, the first being its name."""
        inner = self.nested.inner
        lines = {one: [self.node(one)] for one in graph.subjects if one not in inner}
        with_blank = {predicate for predicate, _ in graph.blank}
        for predicate, of in graph.facts.items():
            is_outer = predicate not in with_blank
            outer = of if is_outer else {one: values for one, values in of.items() if one in lines}
            if outer:
                self.tell(lines, predicate, outer, indent)
        return lines

    def forget(self) -> None:
        """Give back what it holds, where that is much."""
        if len(self) > _REMEMBERED:
            self.clear()
            self.names.clear()

    def node(self, node: str) -> str:
        """Return a subject as it is written."""
        return self.names[node] if node[0] != "_" else self[node] or "[]"

    def tell(
        self, lines: Mapping[str, list[str]], predicate: str, of: Mapping[str, Sequence[str]], indent: str
    ) -> None:
        """Add to the lines of subjects, the first being its name, what one predicate says of each."""
        verb = "a" if predicate == _TYPE else self.names[predicate]
        room = _WIDEST - 4 - len(indent) - len(verb)
        for subject, values in of.items():
            texts = [
                one if one[0] == '"' and one[-1] != ">" else self[one] or self.inner(one, indent)
                for one in values
            ]
            text, said = texts[0], lines[subject]
            if len(texts) > 1:
                if values[-1][0] in "_<":
                    texts = _blank_last(values, texts)
                text = ", ".join(texts)
                if len(text) + (3 if len(said) > 1 else len(said[0])) > room and "\n" not in text:
                    text = f",\n{indent}        ".join(texts)
            said.append(f"{verb} {text}")

    def inner(self, node: str, indent: str) -> str:
        """Return what is said of a blank node, or in a list, in brackets."""
        indent += "    "
        if node in self.nested.lists:
            items = [self[item] or self.inner(item, indent) for item in self.nested.lists[node]]
            return _bracketed("(", items, ")", "", indent)
        lines = {node: ["[ ]"]}
        for predicate, values in self.nested.inner[node].items():
            self.tell(lines, predicate, {node: values}, indent)
        return _bracketed("[", lines[node][1:], "]", " ;", indent)


def _blank_last(values: Sequence[str], texts: Sequence[str]) -> list[str]:
    """Return the texts of objects, blank nodes last and by what is written of them."""
    told = [*zip(values, texts, strict=True)]
    blank = sorted(text for value, text in told if value[0] == "_")
    return [text for value, text in told if value[0] != "_"] + blank


def _bracketed(opening: str, parts: Sequence[str], closing: str, between: str, indent: str) -> str:
    """Put parts between brackets: in a line where they are short, else each in one of its own."""
    line = f"{between} ".join(parts)
    if not parts:
        return opening + closing
    if len(line) <= _SHORT and "\n" not in line:
        return f"{opening} {line} {closing}"
    lines = f"{between}\n{indent}    ".join(parts)
    return f"{opening}\n{indent}    {lines}\n{indent}{closing}"
