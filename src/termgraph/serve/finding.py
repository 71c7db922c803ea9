"""The page that people search on: it needs no script, and each hit says whose it is and which languages it fits in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from termgraph import markdown
from termgraph.serve.endpoints import Parameter
from termgraph.serve.negotiation import HTML, VARY, language_for
from termgraph.serve.replies import reply
from termgraph.serve.searching import KINDS, Found, search
from termgraph.serve.served import Document, Served, Shelf
from termgraph.skos.spellings import is_in
from termgraph.view import mathml

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from termgraph.pages.site import Site

_MOST = 50
_LONGEST = 240
_FROM = Parameter("from", "How many to pass over.", "integer", 0, most=10_000)
_TEXT = Parameter("q", "What to look for.", default="")
_KIND = Parameter("kind", "Only what is of this kind.", one_of=("", *KINDS), default="")
_GROUP = Parameter("group", "Only what is in the collection with this IRI.", default="")


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice that narrows a search: what it is called, the values with their labels, and which is chosen."""

    name: str
    label: str
    choices: Mapping[str, str]
    chosen: str


@dataclass(frozen=True, slots=True)
class Line:
    """A hit as it is shown.

    Attributes:
        href: where its page is.
        label: what it is called.
        lang: the tag of the language of that, where it is not the page's.
        name: what was found, where that is another name.
        badges: what else to say of it, in a word each.
        languages: the tags of all languages that it was found in.
        vocabulary: whose it is, where several are searched.
        text: the beginning of its definition.
    """

    href: str
    label: str
    lang: str
    name: str
    badges: tuple[str, ...]
    languages: tuple[str, ...]
    vocabulary: str
    text: str


def found(request: Request, served: Served, shelf: Shelf, language: str) -> Response:
    """Return the page that says what was found of what is asked on it.

    Raises:
        Problem: where that cannot be understood.
    """
    site, asked = served.site(language), request.query_params
    text = (_TEXT.read(asked.get("q")) or "").strip()
    kind, group = _KIND.read(asked.get("kind")), _GROUP.read(asked.get("group")) or ""
    chosen = asked.get("vocab", served.id)
    places = [shelf[chosen]] if chosen in shelf else [*shelf.values()]
    begin = _FROM.read(asked.get("from"))
    hits = (
        search(places, text, group=group or None, kind=kind or None, limit=begin + _MOST + 1) if text else []
    )
    said = {name: value for name, value in asked.items() if name not in ("lang", "from")}
    more = urlencode({**said, "from": begin + _MOST}) if len(hits) > begin + _MOST else ""
    lines = [_line(one, site, served, several=len(places) > 1) for one in hits[begin : begin + _MOST]]
    page = site.found(
        urlencode(said),
        sought=text,
        hits=lines,
        count=begin + len(lines),
        more=more,
        filters=[*_filters(site, served, shelf, chosen, kind, group)],
    ).encode()
    return reply(request, Document("", HTML, lambda: page, language), {})


def start(request: Request, shelf: Shelf) -> Response:
    """Return the first page of a server with several vocabularies: what they are, and a search over all."""
    first = next(iter(shelf.values()))
    language = language_for(request, first.languages)
    listed = [
        {"href": _begin(one, language), "title": one.title_in(language), "count": len(one.graph.concepts)}
        for one in shelf.values()
    ]
    action = f"{first.id}/search{first.layout.editions[language]}.html"
    others = {tag: f"?lang={tag}" for tag in first.languages}
    page = first.site(language).server(search=action, vocabularies=listed, alternates=others).encode()
    return reply(request, Document("", HTML, lambda: page, language), VARY)


def _begin(served: Served, language: str) -> str:
    """Return the address of a vocabulary's first page, from the server's; in the same language where there is one."""
    end = served.layout.editions.get(language)
    return f"{served.id}/" if end is None else f"{served.id}/index{end}.html"


def _filters(site: Site, served: Served, shelf: Shelf, chosen: str, kind: str, group: str) -> list[Filter]:
    """Return what a search can be narrowed by: only what there are several of."""
    said, titles = site.said, site.words.headings
    kinds = {
        "concept": said["concept"],
        "collection": titles["collections"],
        "misleading": said["misleading"],
        "deprecated": said["deprecated"],
    }
    groups = {iri: served.graph.label(iri, site.language) for iri in site.numbered.collections}
    found = [
        Filter(
            "vocab",
            said["vocabulary"],
            {id: one.title_in(site.language) for id, one in shelf.items()},
            chosen,
        ),
        Filter("group", titles["collections"], groups, group),
        Filter("kind", said["kind"], kinds, kind),
    ]
    return [one for one in found if len(one.choices) > 1]


def _line(found: Found, site: Site, served: Served, *, several: bool) -> Line:
    its, hit = found.served, found.hit
    label, lang = its.graph.shown(hit.iri, site.language)
    told = its.graph.definition(hit.iri, site.language)
    kinds = {"misleading": site.words.names["misnomer"], "deprecated": site.said["deprecated"]}
    return Line(
        href=_href(found, site, served),
        label=label,
        lang="" if not lang or is_in(lang, site.language) else lang,
        name=hit.name if hit.kind != "definition" and hit.name != label else "",
        badges=tuple(badge for kind, badge in kinds.items() if KINDS[kind](its.graph, hit.iri)),
        languages=tuple(filter(None, hit.langs or (hit.lang,))),
        vocabulary=its.title_in(site.language) if several else "",
        text=_beginning(markdown.plain(told, mathml.text)) if told else "",
    )


def _href(found: Found, site: Site, served: Served) -> str:
    """Return the address of a hit's page, from the page with the hits; in the same language where there is one."""
    its, iri = found.served, found.hit.iri
    edition = its.layout.editions.get(site.language, "")
    link = its.layout.places.link(iri, "search.html", edition=edition)
    return link if its is served else f"../{quote(its.id)}/{link}"


def _beginning(text: str) -> str:
    """Return the beginning of a text, cut between words.

    >>> _beginning("word " * 100)[-10:]
    'word word…'
    """
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST].rpartition(' ')[0]}…"
