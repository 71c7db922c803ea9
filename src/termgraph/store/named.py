"""Named queries: `.rq` files whose first comment lines say what they answer and which parameters they take.

    # The narrower terms of a term, with their depth.
    # param: term concept  any name of the term
    # param: limit integer 20  how many at most

The first line is one sentence; a parameter has a name, a kind, where it may be left out a default (`-` for none, which
leaves it open: UNDEF), and after two spaces what it means. Kinds: concept, source, string, integer, language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pyoxigraph as ox

from termgraph.errors import NotFoundError, TermgraphError, did_you_mean
from termgraph.files import read_regular
from termgraph.namespaces import BIBO, DCT, RDF, RDFS

if TYPE_CHECKING:
    from termgraph.store.sparql import Parameter as Value

#: Where the queries lie that come with termgraph.
_FOLDER = Path(__file__).resolve().parent.parent / "queries"

KINDS = ("concept", "source", "string", "integer", "language")
_PARAM = re.compile(
    r"param:\s+(?P<name>\w+)[ \t]+(?P<kind>\w+)(?:[ \t](?P<default>\S+))?(?:[ \t]{2,}(?P<help>.*))?"
)
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


class Terms(Protocol):
    """What binding parameters needs of a store."""

    @property
    def language(self) -> str:
        """The language that it shows names in."""

    @property
    def all_prefixes(self) -> Mapping[str, str]:
        """The prefixes that a query need not declare."""

    def find(self, name: str) -> str:
        """Return the IRI of the concept of a name."""

    def curie(self, iri: str) -> str:
        """Return an IRI as a prefixed name."""

    def triples(
        self, subject: ox.NamedNode | None, predicate: ox.NamedNode | None, object_: ox.NamedNode | None, /
    ) -> Iterator[ox.Triple]:
        """Yield the triples that fit a pattern."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a named query can be told.

    Args:
        name: as in `$name`.
        kind: one of `KINDS`.
        default: what it is when it is left out; None where it must be given, `-` where it is then open.
        help: what it means.
    """

    name: str
    kind: str
    default: str | None
    help: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that has a name; one that comes with termgraph may be answered without SPARQL."""

    name: str
    title: str
    description: str
    params: tuple[Parameter, ...]
    sparql: str
    is_shipped: bool = False

    def __str__(self) -> str:
        return f"the query '{self.name}'" if self.name else "the query"


def list_queries(*folders: Path) -> list[NamedQuery]:
    """Return the named queries that come with termgraph and those in further folders; of one name the last wins.

    Raises:
        TermgraphError: for a file whose header cannot be read.

    >>> [query.title for query in list_queries() if query.name == "orphans"]
    ['Terms without any broader, narrower or related term.']
    """
    found = {query.name: query for query in _shipped()}
    for folder in folders:
        for file in sorted(folder.glob("*.rq")) if folder.is_dir() else ():
            try:
                query = parse(file.stem, read_regular(file).decode("utf-8-sig"), str(file))
            except UnicodeDecodeError as error:
                raise TermgraphError(f"cannot be read: {error}", file) from None
            found[query.name] = query
    return [found[name] for name in sorted(found)]


@cache
def _shipped() -> tuple[NamedQuery, ...]:
    return tuple(
        replace(parse(file.stem, file.read_text("utf-8"), str(file)), is_shipped=True)
        for file in sorted(_FOLDER.glob("*.rq"))
    )


def parse(name: str, text: str, path: str | None) -> NamedQuery:
    r"""Read a `.rq` file, or a query that comes from none.

    Raises:
        TermgraphError: where a parameter line is malformed.

    >>> query = parse("all", "# Everything.\n# param: n integer 5  how many\nSELECT * {} LIMIT $n", "all.rq")
    >>> query.title, query.params[0].default, query.params[0].help
    ('Everything.', '5', 'how many')
    """
    lines: list[str] = []
    params: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            break
        remark = line[1:].strip()
        if not remark.startswith("param:"):
            lines.append(remark)
            continue
        match = _PARAM.fullmatch(remark)
        if match is None or match["kind"] not in KINDS:
            hint = f"# param: NAME KIND [DEFAULT]  what it means; a kind is one of {', '.join(KINDS)}"
            raise TermgraphError("malformed parameter", path, number, hint=hint)
        params.append(Parameter(match["name"], match["kind"], match["default"], match["help"] or ""))
    title = lines[0] if lines else ""
    return NamedQuery(name, title, "\n".join(lines[1:]).strip(), tuple(params), text)


def find(name: str, queries: Iterable[NamedQuery]) -> NamedQuery:
    """Return the query of a name.

    Raises:
        NotFoundError: where there is none; the hint names the nearest, or all.
    """
    by_name = {query.name: query for query in queries}
    if name not in by_name:
        hint = did_you_mean(name, by_name) or f"there are {', '.join(by_name)}"
        raise NotFoundError(f"no query is called '{name}'", hint=hint)
    return by_name[name]


def bind(query: NamedQuery, given: Mapping[str, str], store: Terms) -> dict[str, Value]:
    """Return the values of all parameters of a query as RDF terms.

    `$language` need not be declared: it is the language that the store shows names in.

    Raises:
        TermgraphError: for an unknown, a missing or a malformed parameter.
        NotFoundError: for a term or source that there is not.
    """
    known = {param.name: param for param in query.params}
    for name in given:
        if name not in known:
            hint = did_you_mean(name, known) or (f"it has {', '.join(known)}" if known else "it has none")
            raise TermgraphError(f"{query} has no parameter '{name}'", hint=hint)
    bound: dict[str, Value] = {}
    for param in query.params:
        text = given.get(param.name, param.default)
        if text is None:
            hint = f"{param.name}=…  {param.help}".strip()
            raise TermgraphError(f"{query} needs the parameter '{param.name}'", hint=hint)
        bound[param.name] = None if text == "-" and param.name not in given else _value(param, text, store)
    if "language" not in bound and _takes_language(query.sparql):
        bound["language"] = store.language
    return bound


def _takes_language(query: str) -> bool:
    from termgraph.store import sparql

    return "$language" in query and "language" in sparql.prepare(query).parameters


def bind_own(query: NamedQuery, given: Mapping[str, str], store: Terms) -> dict[str, Value]:
    """Return the values of the parameters of somebody's own query: of the kind that its header says, where it says one.

    What no header tells of is read as `values.read` does. As in a named query, `$language` is the store's own language
    where it is not given and the query begins with a header.

    Raises:
        TermgraphError: for a missing or a malformed parameter.
        NotFoundError: for a term or source that there is not.
    """
    from termgraph.store import values

    declared = {param.name for param in query.params}
    told = {name: text for name, text in given.items() if name in declared}
    bound = bind(query, told, store) if query.params or query.title else {}
    return bound | {
        name: values.read(text, store.all_prefixes) for name, text in given.items() if name not in declared
    }


def _value(param: Parameter, text: str, store: Terms) -> Value:
    match param.kind:
        case "concept":
            return ox.NamedNode(store.find(text))
        case "source":
            return ox.NamedNode(_source(text, store))
        case "integer":
            if not re.fullmatch(r"[0-9]{1,9}", text):
                raise TermgraphError(f"'{param.name}' is a whole number, not '{text}'")
            return int(text)
        case "language":
            if not _LANGUAGE.fullmatch(text):
                raise TermgraphError(f"'{text}' is no language tag", hint="for instance: en")
            return text.lower()
        case _:
            return text


def _source(text: str, store: Terms) -> str:
    """Return the IRI of a source, given by id, IRI or name.

    Raises:
        NotFoundError: where there is none.
    """
    sources = _sources(store)
    wanted = text.strip().casefold()
    for iri, names in sources.items():
        if wanted in (name.casefold() for name in names):
            return iri
    hint = did_you_mean(text, [name for names in sources.values() for name in names])
    raise NotFoundError(f"no source is called '{text}'", hint=hint)


def _sources(store: Terms) -> dict[str, list[str]]:
    """Return what concepts cite, by IRI: its names, that is its IRI, its id and its labels."""
    found: set[str] = set()
    for class_ in (DCT + "BibliographicResource", BIBO + "Document"):
        typed = store.triples(None, ox.NamedNode(RDF + "type"), ox.NamedNode(class_))
        found.update(triple.subject.value for triple in typed if isinstance(triple.subject, ox.NamedNode))
    cited = store.triples(None, ox.NamedNode(DCT + "source"), None)
    found.update(triple.object.value for triple in cited if isinstance(triple.object, ox.NamedNode))
    named: dict[str, list[str]] = {}
    for iri in sorted(found):
        node = ox.NamedNode(iri)
        labels = [
            triple.object.value
            for predicate in (RDFS + "label", DCT + "title")
            for triple in store.triples(node, ox.NamedNode(predicate), None)
            if isinstance(triple.object, ox.Literal)
        ]
        named[iri] = [iri.rstrip("/").rpartition("/")[2], store.curie(iri), iri, *sorted(labels)]
    return named
