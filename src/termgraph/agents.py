"""A vocabulary for agents: tools of the Model Context Protocol, over standard input and output. Nothing is written."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, replace
from functools import wraps
from itertools import islice
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from termgraph import __version__
from termgraph.api import TermGraph
from termgraph.card import Card, Link, card
from termgraph.errors import AmbiguousNameError, TermgraphError
from termgraph.statistics import statistics
from termgraph.store.execution import STRANGERS, STRANGERS_SECONDS
from termgraph.store.pool import Pool
from termgraph.store.sparql import prepare

#: How long an answer in SPARQL may be: what is longer fills the context of a model, and it had better ask for less.
_BYTES = 2**18
#: What the addresses of resources begin with.
_RESOURCES = "termgraph://"
_JSON = "application/json"
_READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_ABOUT = (
    "A vocabulary of terms ({title}; {count:,} concepts, written in {language}): what they mean, what else they are"
    " called, how they hang together, and which of their names mislead. Look a term up before you explain or use it;"
    " where its card has misnomers, say so first, and use the clearer name."
)

_Term = Annotated[
    str,
    Field(
        description="Any name of the term in any language, its id, or its IRI.", min_length=1, max_length=1000
    ),
]
_Lang = Annotated[
    str | None,
    Field(description="Tag of the language to answer in, such as en; the vocabulary's own where left out."),
]
_Limit = Annotated[int, Field(description="How many at most.", ge=1, le=200)]
_Offset = Annotated[int, Field(description="How many to pass over.", ge=0)]
_Answer = dict[str, Any]


class Tools:
    """What agents can ask of a vocabulary: each method is a tool.

    Args:
        graph: the vocabulary.

    >>> tools = Tools(TermGraph.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en .'))
    >>> tools.search("owl")["results"][0]["iri"], tools.look_up("owl")["results"][0]["label"]
    ('e:owl', 'owl')
    """

    def __init__(self, graph: TermGraph) -> None:
        self.graph = graph
        self._pool: Pool | None = None

    def look_up(self, term: _Term, lang: _Lang = None) -> _Answer:
        """Say all that there is to say of a term: whether its name misleads, definition, names, relations, sources.

        An ambiguous name has several results. Where nothing is called so, the error names what is near.
        """
        return {"results": [_told(one) for one in self.graph.cards(term, lang=lang)]}

    def search(
        self,
        text: Annotated[str, Field(description="What to look for.", min_length=1, max_length=1000)],
        lang: _Lang = None,
        limit: _Limit = 20,
    ) -> _Answer:
        """Find terms by a part of a name, with typing errors, or by words of a definition; best first."""
        hits = self.graph.search(text, limit, lang)
        return {
            "results": [
                asdict(hit) | {"misleading": bool(self.graph.misleading.get(hit.iri))} for hit in hits
            ]
        }

    def relations(self, term: _Term, lang: _Lang = None) -> _Answer:
        """Say what a term is next to: broader and narrower terms, all other relations by kind, and all ancestors."""
        iri = self.graph.find(term)
        found = card(self.graph, iri, lang=lang)
        told = {
            kind: {"heading": found.headings.get(kind, kind), "terms": _links(links)}
            for kind, links in found.relations.items()
        }
        above = [Link(one, self.graph.label(one, lang)) for one in self.graph.ancestors(iri)]
        return {"iri": iri, "label": found.label, "relations": told, "ancestors": _links(above)}

    def path(
        self,
        start: Annotated[str, Field(description="Any name of the term to begin at.", min_length=1)],
        end: Annotated[str, Field(description="Any name of the term to arrive at.", min_length=1)],
        lang: _Lang = None,
    ) -> _Answer:
        """Find the shortest way of relations from one term to another, as steps that read as sentences."""
        legs = self.graph.path(start, end, lang=lang)
        return {
            "steps": [
                {
                    "source": asdict(leg.source),
                    "says": leg.says,
                    "target": asdict(leg.target),
                    "kind": leg.kind,
                }
                for leg in legs
            ]
        }

    def misleading_names(self, lang: _Lang = None, limit: _Limit = 50, offset: _Offset = 0) -> _Answer:
        """List the terms with names that mislead: what each suggests, what it really is, and what to say instead."""
        graph = self.graph
        misled = [iri for iri in graph.in_order(graph.misleading, lang) if graph.misleading[iri]]
        return {
            "count": len(misled),
            "results": [
                {"iri": one.iri, "label": one.label, "misnomers": one.to_dict()["misnomers"]}
                for one in (card(graph, iri, lang=lang) for iri in islice(misled, offset, offset + limit))
            ],
        }

    def sparql(
        self,
        query: Annotated[
            str,
            Field(
                description="SELECT, ASK, CONSTRUCT or DESCRIBE, in SPARQL 1.1.",
                min_length=1,
                max_length=2**18,
            ),
        ],
    ) -> _Answer:
        """Ask the graph in SPARQL 1.1, read-only; nothing is fetched, and SERVICE is refused.

        It is SKOS: skos:prefLabel, skos:broader, skos:related and so on; the prefixes of the vocabulary, skos, skosxl,
        dct and tg need not be declared. Use LIMIT: what takes longer than 10 seconds or is larger than 256 KiB is an
        error. SELECT and ASK answer as SPARQL 1.1 Query Results JSON, CONSTRUCT and DESCRIBE as Turtle in `turtle`.
        """
        prepared = prepare(query)
        is_graph = prepared.form in ("CONSTRUCT", "DESCRIBE")
        data = self.pool.written(
            prepared, self.graph.all_prefixes, "turtle" if is_graph else "json", STRANGERS_SECONDS
        )
        answer: _Answer = {"turtle": data.decode()} if is_graph else json.loads(data)
        return answer

    def vocabulary(self) -> _Answer:
        """The vocabulary as a whole: what it is called, the languages it has names in, and what it holds, counted."""
        graph = self.graph
        title = graph.heading()
        languages = [tag for tag in graph.languages if tag]
        return {
            "iri": graph.scheme,
            "title": title,
            "languages": languages,
            "counts": statistics(graph),
        }

    def concept(self, term: str) -> _Answer:
        """All that there is to say of a term, by any of its names, its id or its IRI, as `look_up` says it."""
        return self.look_up(term)

    @property
    def pool(self) -> Pool:
        """What answers queries: one process, started when it is first asked, and one more that is ready."""
        if self._pool is None:
            self._pool = Pool(self.graph.engines(2, replace(STRANGERS, bytes=_BYTES)))
        return self._pool


def server(graph: TermGraph) -> MCPServer[Any]:
    """Return the server of a vocabulary."""
    title = graph.heading()
    about = _ABOUT.format(title=title or "untitled", count=len(graph), language=graph.language)
    made: MCPServer[Any] = MCPServer("termgraph", version=__version__, instructions=about, log_level="ERROR")
    tools = Tools(graph)
    for tool in (
        tools.look_up,
        tools.search,
        tools.relations,
        tools.path,
        tools.misleading_names,
        tools.sparql,
    ):
        made.add_tool(_refusing(tool), description=_one_paragraph(tool.__doc__ or ""), annotations=_READS)
    resources: dict[str, Callable[..., _Answer]] = {
        "vocabulary": tools.vocabulary,
        "concept/{term}": tools.concept,
    }
    for address, resource in resources.items():
        about_it = _one_paragraph(resource.__doc__ or "")
        made.resource(_RESOURCES + address, description=about_it, mime_type=_JSON)(_refusing(resource))
    return made


def run(graph: TermGraph) -> None:
    """Answer an agent over standard input and output, until it closes them."""
    server(graph).run("stdio")


def _refusing(tool: Callable[..., _Answer]) -> Callable[..., _Answer]:
    """Return a tool whose errors an agent reads: what is wrong, what to do, and what an ambiguous name may mean."""

    @wraps(tool)
    def answer(*args: Any, **given: Any) -> _Answer:
        try:
            return tool(*args, **given)
        except TermgraphError as error:
            meant = error.candidates if isinstance(error, AmbiguousNameError) else ()
            raise ToolError("\n".join([str(error), *(f"{label} <{iri}>" for iri, label in meant)])) from None

    return answer


def _one_paragraph(text: str) -> str:
    r"""Return a docstring without its line breaks.

    >>> _one_paragraph("Find owls.\n\n        At night.")
    'Find owls. At night.'
    """
    return " ".join(text.split())


def _told(found: Card) -> _Answer:
    """Return a card without what it does not say."""
    return {key: value for key, value in found.to_dict().items() if value not in (None, "", [], {}, ())}


def _links(links: Iterable[Link]) -> list[dict[str, Any]]:
    return [asdict(link) for link in links]
