"""How a query was understood, told to the person who asked it, without asking it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from termgraph.errors import QueryTimeoutError, TermgraphError, did_you_mean
from termgraph.namespaces import shorten
from termgraph.store import absences, guards, patterns
from termgraph.store.engine import MemoryEngine
from termgraph.store.lexer import error_at
from termgraph.store.results import spelt
from termgraph.store.sparql import Parameter, Prepared
from termgraph.store.store import Store

_ANSWERS = {"SELECT": "rows", "ASK": "yes or no", "CONSTRUCT": "a graph", "DESCRIBE": "a graph"}
_SECONDS = 2


def explanation(prepared: Prepared, params: Mapping[str, Parameter], store: Store) -> str:
    """Return how a query was read: what it answers, its parameters, variables, prefixes, graphs and pattern.

    Args:
        prepared: the query, its parameters in place.
        params: the values of its parameters.
        store: what it is asked about.

    >>> from termgraph.store import sparql
    >>> store = Store.from_text('<e:owl> skos:prefLabel "owl"@en .')
    >>> print(explanation(sparql.prepare("SELECT * { ?x skos:prefLabel ?l }"), {}, store))
    answers    rows: all variables
    variables  ?x ?l
    prefixes   skos: <http://www.w3.org/2004/02/skos/core#>
    graphs     all that are loaded, as one
    pattern    ?x skos:prefLabel ?l
    """
    prefixes = store.all_prefixes
    sections = {
        "answers": [_answers(prepared)],
        "parameters": [f"${name} = {_told(value, prefixes)}" for name, value in params.items()],
        "variables": [" ".join(f"?{name}" for name in prepared.variables if name not in params)],
        "prefixes": list(_prefixes(prepared, prefixes)),
        "graphs": list(_graphs(prepared, prefixes, store.record.named)),
        "pattern": [f"{'  ' * part.depth}{part}" for part in patterns.parts(prepared.tokens)],
        "not there": absences.notes(prepared, params, store.record, prefixes),
    }
    width = max(map(len, (name for name, lines in sections.items() if any(lines)))) + 2
    lines = [
        f"{'' if number else name:{width}}{line}"
        for name, told in sections.items()
        for number, line in enumerate(filter(None, told))
    ]
    return "\n".join(lines)


def problem(prepared: Prepared, store: Store) -> TermgraphError | None:
    """Return what a query would be refused for, None where it would be asked; the vocabulary is not asked.

    >>> from termgraph.store import sparql
    >>> print(problem(sparql.prepare("SELECT * { ?x sko:broader ?y }"), Store.from_text("")))
    1:15: unknown prefix 'sko:' (did you mean 'skos:'?)
      SELECT * { ?x sko:broader ?y }
                    ^
    """
    prefixes = store.all_prefixes
    for iri, token in prepared.graphs(prefixes):
        if iri not in store.record.named:
            hint = did_you_mean(iri, store.record.named)
            return error_at(prepared.query, token.start, f"no graph <{iri}> is loaded", hint)
    nothing = MemoryEngine(bytes)
    try:
        nothing.query(replace(prepared, datasets=()), prefixes, _SECONDS)
    except QueryTimeoutError:  # it was understood
        return None
    except TermgraphError as error:
        return error
    finally:
        nothing.close()
    return None


def _answers(prepared: Prepared) -> str:
    tokens = prepared.tokens
    start = next((at for at, token in enumerate(tokens) if token.word in guards.FORMS), len(tokens) - 1)
    answer = _ANSWERS.get(tokens[start].word, "nothing: it is no SELECT, ASK, CONSTRUCT or DESCRIBE")
    if tokens[start].word != "SELECT":
        return answer
    ends = (at for at, token in enumerate(tokens) if token.text == "{" or token.word in ("WHERE", "FROM"))
    chosen = tokens[start + 1 : next(ends, len(tokens))]
    return f"{answer}: {'all variables' if prepared.asks_all else patterns.said(chosen)}"


def _told(value: Parameter, prefixes: Mapping[str, str]) -> str:
    if isinstance(value, NamedNode):
        return f"{shorten(value.value, prefixes)}, the resource <{value.value}>"
    if value is None:
        return "UNDEF: it is left open"
    return spelt(value if isinstance(value, Literal) else Literal(value))


def _prefixes(prepared: Prepared, prefixes: Mapping[str, str]) -> Iterator[str]:
    for prefix, namespace in sorted(prepared.used({**prefixes, **prepared.prefixes}).items()):
        yield f"{prefix}: <{namespace}>{', as the query declares' if prefix in prepared.prefixes else ''}"


def _graphs(prepared: Prepared, prefixes: Mapping[str, str], named: list[str]) -> Iterator[str]:
    if prepared.takes_union:
        yield "all that are loaded, as one"
    for iri, _ in prepared.graphs(prefixes):
        yield f"<{iri}>{'' if iri in named else ', which is not loaded'}"
