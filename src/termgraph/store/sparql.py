"""A query made ready for the engine: guarded, its parameters and prefixes in place, and spelt anew token by token.

The engine never sees the text that was given. It gets the tokens, one a line, strings and IRIs rewritten so that the
word SERVICE stands in none of them: pyoxigraph would fetch whatever a SERVICE clause names, and cannot be told not to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from urllib.parse import urljoin

from pyoxigraph import Literal, NamedNode

from termgraph.errors import TermgraphError, did_you_mean
from termgraph.namespaces import XSD
from termgraph.store import guards, lexer
from termgraph.store.lexer import Token, error_at

#: What a parameter may be; None leaves it open (UNDEF, so that it can only stand in VALUES).
Parameter = NamedNode | Literal | str | int | float | bool | None

_SERVICE = re.compile("service", re.IGNORECASE | re.ASCII)
_AGGREGATES = frozenset(
    {"AVG", "COUNT", "GROUP", "GROUP_CONCAT", "HAVING", "MAX", "MIN", "SAMPLE", "SUM", "VALUES"}
)
#: Stands for a prefixed name until `resolved`; the engine would refuse it, so that none is forgotten.
_UNRESOLVED = "\\"
_INTEGER = re.compile(r"[+-]?[0-9]+")
_SHORT = 10_000  # characters of a query that is remembered: its tokens take a hundred times as much


@dataclass(frozen=True, slots=True)
class Prepared:
    """A guarded query.

    Args:
        query: as it was given, for error messages.
        tokens: what it consists of.
        pieces: what the engine is given for each token.
        prefixes: those that the query itself declares.
        datasets: what its FROM and FROM NAMED clauses name.
        dataset: the IRIs of the graphs that its default graph consists of, and of the named ones, where somebody chose
            them from outside; FROM then does not count.
        base: what relative IRIs are resolved against where the query does not say; "" for nothing.
    """

    query: str
    tokens: tuple[Token, ...]
    pieces: tuple[str, ...]
    prefixes: Mapping[str, str]
    datasets: tuple[Token, ...]
    dataset: tuple[Sequence[str], Sequence[str]] | None = None
    base: str = ""

    @property
    def text(self) -> str:
        """The query as the engine is given it: a token a line, so that no two can grow together."""
        return "\n".join(self.pieces)

    @property
    def takes_union(self) -> bool:
        """Whether the default graph is the union of all graphs: wherever nobody chooses graphs, by FROM or else."""
        return not self.datasets and self.dataset is None

    def over(self, default: Sequence[str], named: Sequence[str]) -> Prepared:
        """Return the query over a dataset that is chosen from outside, as the SPARQL Protocol lets clients do.

        Args:
            default: the IRIs of the graphs that its default graph consists of.
            named: those of its named graphs. What is not loaded is an empty graph.

        Raises:
            TermgraphError: where one is no IRI.

        >>> prepare("ASK FROM <e:a> {}").over(["e:b"], []).dataset
        (['e:b'], [])
        """
        for iri in (*default, *named):
            try:
                NamedNode(iri)
            except ValueError:
                raise TermgraphError(f"the graph '{iri}' is no absolute IRI") from None
        return replace(self, dataset=(default, named))

    def with_parameters(self, params: Mapping[str, Parameter]) -> Prepared:
        """Return the query with each `$name` replaced by a value, which is always one RDF term and no more.

        Raises:
            TermgraphError: for a name that the query does not use.
        """
        for name in params:
            if name not in self.parameters:
                raise TermgraphError(f"the query has no parameter '${name}'", hint=self._other_than(name))
        chosen = _projected(self.tokens)
        pieces = list(self.pieces)
        for at, token in enumerate(self.tokens):
            name = token.text[1:]
            if token.text[0] == "$" and name in params:
                value = params[name]
                if isinstance(value, str) and self.tokens[at - 1].word in ("LIMIT", "OFFSET"):
                    value = int(value) if value.isdecimal() else value
                pieces[at] = f"({spell(value)} AS ?{name})" if at in chosen else spell(value)
        return replace(self, pieces=tuple(pieces))

    def filled(self, params: Mapping[str, Parameter]) -> str:
        """Return the query as people wrote it, values in place of parameters.

        >>> prepare("ASK { ?s ?p $x } # all").filled({"x": 3})
        'ASK { ?s ?p 3 } # all'
        """
        pieces, end = [], 0
        for token, piece in zip(self.tokens, self.with_parameters(params).pieces, strict=False):
            if token.text[0] == "$" and token.text[1:] in params:
                pieces += [self.query[end : token.start], piece]
                end = token.start + len(token.text)
        return "".join([*pieces, self.query[end:]])

    @property
    def parameters(self) -> list[str]:
        """The names of what is written `$name`, in the order of the query: each can be given a value."""
        return list(dict.fromkeys(token.text[1:] for token in self.tokens if token.text[0] == "$"))

    @property
    def variables(self) -> list[str]:
        """The names of the variables, in the order in which the query first names them."""
        return list(dict.fromkeys(token.text[1:] for token in self.tokens if token.kind == "var"))

    @property
    def asks_all(self) -> bool:
        """Whether it is a `SELECT *`."""
        start = self._start
        words = [token.text.upper() for token in self.tokens[start : start + 3]]
        return words[:1] == ["SELECT"] and "*" in words[1:] and words[1] in ("*", "DISTINCT", "REDUCED")

    @property
    def form(self) -> str:
        """What kind of query it is: SELECT, ASK, CONSTRUCT or DESCRIBE."""
        return self.tokens[self._start].word

    @property
    def _start(self) -> int:
        return next((at for at, token in enumerate(self.tokens) if token.word in guards.FORMS), 0)

    def _other_than(self, name: str) -> str:
        if name in self.variables:
            return f"?{name} is a variable; what is to be given a value is written ${name}"
        there = ", ".join(f"${one}" for one in self.parameters)
        return did_you_mean(name, self.parameters) or (f"there is {there}" if there else "it has none")

    def resolved(self, prefixes: Mapping[str, str]) -> Prepared:
        """Return the query with those prefixed names written out as IRIs whose local part holds the word SERVICE.

        Raises:
            TermgraphError: where a prefix is not known, or the IRI is none.
        """
        if _UNRESOLVED not in self.pieces:
            return self
        known = {**prefixes, **self.prefixes}
        pairs = zip(self.tokens, self.pieces, strict=False)
        pieces = [
            self._written_out(token, known) if piece == _UNRESOLVED else piece for token, piece in pairs
        ]
        return replace(self, pieces=(*pieces, *self.pieces[len(self.tokens) :]))

    def _written_out(self, token: Token, known: Mapping[str, str]) -> str:
        prefix, _, local = token.text.partition(":")
        if prefix not in known:
            hint = did_you_mean(f"{prefix}:", [f"{name}:" for name in known])
            raise error_at(self.query, token.start, f"unknown prefix '{prefix}:'", hint)
        try:
            return spell(NamedNode(known[prefix] + re.sub(r"\\(.)", r"\1", local)))
        except ValueError:
            raise error_at(self.query, token.start, f"'{token.text}' stands for no IRI") from None

    def with_values(self, values: Mapping[str, Parameter]) -> Prepared:
        """Return the query with variables bound to values by a VALUES clause at its end, as rdflib's initBindings are.

        Raises:
            TermgraphError: where such a clause would mean something else: with aggregates, subqueries, or its like.
        """
        words = [token.word for token in self.tokens]
        if not _AGGREGATES.isdisjoint(words) or words.count("SELECT") > 1:
            hint = "write $name into the query, and use Store.query(…, params=…)"
            raise TermgraphError(
                "values cannot be bound from outside in a query that aggregates or nests", hint=hint
            )
        used = {token.text[1:] for token in self.tokens if token.kind == "var"}
        bound = {name: value for name, value in values.items() if name in used}
        if not bound:
            return self
        names, terms = (
            " ".join(f"?{name}" for name in bound),
            " ".join(spell(value) for value in bound.values()),
        )
        return replace(self, pieces=(*self.pieces, f"VALUES ({names}) {{ ({terms}) }}"))

    def used(self, prefixes: Mapping[str, str]) -> dict[str, str]:
        """Return those of the predeclared prefixes that the query uses."""
        named = {token.text.partition(":")[0] for token in self.tokens if token.kind == "pname"}
        return {prefix: prefixes[prefix] for prefix in named if prefix in prefixes}

    def graphs(self, prefixes: Mapping[str, str]) -> list[tuple[str, Token]]:
        """Return the IRIs that FROM and FROM NAMED name, each with its token; `prefixes` are the predeclared ones."""
        if self.dataset is not None:
            return []
        known = {**prefixes, **self.prefixes}
        found = []
        for token in self.datasets:
            prefix, _, local = token.text.partition(":")
            iri = token.text[1:-1] if token.kind == "iri" else known.get(prefix, prefix + ":") + local
            found.append((iri, token))
        return found


def prepare(query: str, base: str = "") -> Prepared:
    """Read and guard a query.

    Args:
        query: in SPARQL.
        base: what relative IRIs are resolved against where it does not say; "" for nothing.

    Raises:
        TermgraphError: where the query is refused or is no sequence of SPARQL's tokens.

    >>> prepare("ASK { ?s ?p $x }").with_parameters({"x": "1} #"}).text.split()
    ['ASK', '{', '?s', '?p', '"1}', '#"', '}']
    """
    return (_remembered if len(query) < _SHORT else _prepare)(query, base)


def _prepare(query: str, base: str) -> Prepared:
    guards.refuse_length(query)
    tokens = tuple(lexer.tokens(query))
    if not tokens:
        raise TermgraphError("the query is empty", hint="for instance: SELECT ?term { ?term a skos:Concept }")
    guards.check(query, tokens)
    pieces = [_piece(query, token) for token in tokens]
    _join_names(tokens, pieces)
    return Prepared(query, tokens, tuple(pieces), _declared(tokens), _datasets(tokens), base=base)


_remembered = lru_cache(maxsize=64)(_prepare)


def spell(value: Parameter) -> str:
    r"""Return the SPARQL for one RDF term, on one line, whatever its text holds.

    >>> print(spell("a \"b\"\n} SERVICE"))
    "a \"b\"\n} \u0053ERVICE"
    >>> spell(20), spell(NamedNode("https://example.org/")), spell(None)
    ('20', '<https://example.org/>', 'UNDEF')
    """
    if value is None:
        return "UNDEF"
    term = value if isinstance(value, NamedNode | Literal) else Literal(value)
    if (
        isinstance(term, Literal)
        and term.datatype.value == XSD + "integer"
        and _INTEGER.fullmatch(term.value)
    ):
        return term.value  # bare, so that it can stand after LIMIT
    return _disguised(str(term))


def _disguised(text: str) -> str:
    """Write the word `service` in a string or an IRI with an escape, which the engine reads back."""
    return _SERVICE.sub(lambda match: f"\\u{ord(match[0][0]):04X}{match[0][1:]}", text)


def _projected(tokens: Sequence[Token]) -> set[int]:
    """Return where variables stand that a SELECT chooses as they are, outside of any expression."""
    found: set[int] = set()
    choosing, depth = False, 0
    for at, token in enumerate(tokens):
        if token.word == "SELECT":
            choosing = True
        elif token.text == "{" or token.word in ("WHERE", "FROM"):
            choosing = False
        depth += {"(": 1, ")": -1}.get(token.text, 0) if choosing else 0
        if choosing and not depth and token.kind == "var":
            found.add(at)
    return found


def _piece(query: str, token: Token) -> str:
    if token.kind == "pname" and _SERVICE.search(token.text):
        return _UNRESOLVED
    if token.kind == "string":
        try:
            value = token.value
        except ValueError as error:
            raise error_at(query, token.start, str(error)) from None
        return _disguised(str(Literal(value)))
    return _disguised(token.text) if token.kind == "iri" else token.text


def _join_names(tokens: Sequence[Token], pieces: list[str]) -> None:
    """Move the bracket behind the three function names that pyoxigraph 0.5 wants no space after."""
    for position, (token, after) in enumerate(pairwise(tokens)):
        if token.word in ("BNODE", "COALESCE", "CONCAT") and after.text == "(":
            pieces[position] += "("
            pieces[position + 1] = ""
            if position + 2 < len(tokens) and tokens[position + 2].text == ")":
                pieces[position] += ")"
                pieces[position + 2] = ""


def _declared(tokens: Sequence[Token]) -> dict[str, str]:
    """Return the prefixes that the query declares, relative IRIs resolved against its BASE."""
    base, prefixes = "", {}
    for position, token in enumerate(tokens[:-2]):
        following, last = tokens[position + 1], tokens[position + 2]
        if token.word == "BASE" and following.kind == "iri":
            base = urljoin(base, following.text[1:-1])
        elif token.word == "PREFIX" and following.kind == "pname" and last.kind == "iri":
            prefixes[following.text[:-1]] = urljoin(base, last.text[1:-1])
        elif token.word in guards.FORMS:
            break
    return prefixes


def _datasets(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return what follows FROM and FROM NAMED."""
    found = []
    for position, token in enumerate(tokens):
        if token.word == "FROM":
            named = [after for after in tokens[position + 1 : position + 3] if after.word != "NAMED"]
            if named and named[0].kind in ("iri", "pname"):
                found.append(named[0])
    return tuple(found)
