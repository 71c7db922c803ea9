"""The page: what is drawn and what is said, put into the template, under a policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyoxigraph import Literal, NamedNode

from termgraph.graph import GraphReader, scheme_of
from termgraph.names import printable
from termgraph.namespaces import DCT, RDFS, SKOS, TG, is_web_iri
from termgraph.network import to_networkx
from termgraph.network.build import chosen, local_name, mark_tops
from termgraph.view.content import Writer, term_href, term_keys
from termgraph.view.drawing import draw, vis_network
from termgraph.view.kinds import KIND_STYLES
from termgraph.view.lookup import Lookup

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

    from termgraph.store import Store

_FOLDER = Path(__file__).parent / "templates"

#: Our script, in the order in which its files build on each other.
SCRIPTS = ("data.js", "scene.js", "graph.js", "search.js", "app.js")


def html(store: Store, title: str | None = None) -> str:
    """Return the page of a vocabulary; see `termgraph.view.render`."""
    triples = list(store.triples())
    graph, mentioned = _described(to_networkx(triples, language=store.language))
    lookup = Lookup(triples)
    concepts = [node for node, data in graph.nodes(data=True) if data["kind"] == "concept"]
    keys = term_keys(concepts, store.base)
    writer = Writer(
        GraphReader(lookup, store.base, markdown=True).vocabulary(),
        graph,
        keys,
        store.language,
        markdown_of=frozenset(
            (t.subject.value, t.object.language or "")
            for t in lookup(None, NamedNode(TG + "definitionMarkdown"), None)
            if isinstance(t.subject, NamedNode) and isinstance(t.object, Literal)
        ),
    )
    content = writer.content()
    nodes, edges = draw(graph, keys)
    about = _About(lookup, store.language)
    style = _asset("style.css")
    scripts = [_asset("boot.js"), vis_network(), "(() => {\n" + "\n".join(map(_asset, SCRIPTS)) + "})();\n"]
    counts = {kind: sum(1 for edge in edges if edge["kind"] == kind) for kind in KIND_STYLES}
    data = {
        "language": store.language,
        "kinds": {
            kind: {"dashes": style_.dashes, "arrow": style_.arrow} for kind, style_ in KIND_STYLES.items()
        },
        "nodes": nodes,
        "edges": edges,
        "names": content.names,
    }
    shown = printable(
        title if title is not None else about.text(DCT + "title", RDFS + "label", SKOS + "prefLabel")
    )
    page: str = (
        _environment()
        .get_template("page.html")
        .render(
            title=shown or about.name or "Vocabulary",
            description=printable(about.text(DCT + "description")),
            license=about.license,
            content=content,
            kinds={kind: style_ for kind, style_ in KIND_STYLES.items() if counts[kind]},
            counts=counts,
            concepts=len(concepts),
            mentioned=mentioned,
            terms=graph.number_of_nodes() - len(concepts),
            drawn=sum("x" in node for node in nodes),
            policy=policy(scripts, [style]),
            style=Markup(style),  # noqa: S704 (ours)
            boot=Markup(scripts[0]),  # noqa: S704 (ours)
            scripts=[Markup(script) for script in scripts[1:]],  # noqa: S704 (ours and vis-network's)
            data=embedded(data),
            term_href=term_href,
        )
    )
    return page


def _described(graph: nx.MultiDiGraph[str]) -> tuple[nx.MultiDiGraph[str], int]:
    """Return the network without what is only mentioned, and how many that are.

    A piece cut out of a large vocabulary names thousands of concepts that it says nothing of, not even a label.
    """
    mentioned = [node for node, data in graph.nodes(data=True) if not data["described"]]
    if len(mentioned) < graph.number_of_nodes():
        graph.remove_nodes_from(mentioned)
        mark_tops(graph)
        return graph, len(mentioned)
    return graph, 0


class _About:
    """What the graph says of the vocabulary as a whole."""

    def __init__(self, lookup: Lookup, language: str) -> None:
        self.lookup = lookup
        self.language = language
        self.scheme = scheme_of(lookup)
        self.name = local_name(self.scheme.value) if self.scheme else ""

    def text(self, *predicates: str) -> str:
        """Return the text of the first predicate that has one, in the page's language if there is one in it."""
        for predicate in predicates:
            found = self.lookup(self.scheme, NamedNode(predicate), None) if self.scheme else ()
            if text := chosen((t.object for t in found if isinstance(t.object, Literal)), self.language):
                return text.value
        return ""

    @property
    def license(self) -> str:
        """The address of the licence, "" where there is none that may be linked to."""
        found = self.lookup(self.scheme, NamedNode(DCT + "license"), None) if self.scheme else ()
        addresses = sorted(t.object.value for t in found if isinstance(t.object, NamedNode))
        return next(filter(is_web_iri, addresses), "")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _asset(name: str) -> str:
    return (_FOLDER / name).read_text("utf-8")


def policy(scripts: Sequence[str], styles: Sequence[str]) -> str:
    """Return the Content-Security-Policy that lets exactly these inline scripts and styles through, and nothing else.

    >>> policy(["let a;"], []).split("; ")[1]
    "script-src 'sha256-81WALLbUROF1pWdYjuQYKuIcGgY/+TqVJr8UsV6Tkvo='"
    """

    def sources(texts: Sequence[str]) -> str:
        hashes = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in texts)
        return " ".join(f"'sha256-{digest}'" for digest in hashes) or "'none'"

    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {sources(scripts)}",
            f"style-src {sources(styles)}",
            "img-src data:",  # the empty icon, without which a browser asks the server for one
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def embedded(data: Any) -> Markup:
    r"""Return data as JSON that can stand in a script element: nothing in it can end or open one.

    >>> embedded({"a": "</script>"})
    Markup('{"a":"\\u003c/script\\u003e"}')
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 (escaped for where it stands: a script element holds no character references)
