"""The page: the data and the scripts, put into the template, under a policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pyoxigraph import Literal

from termgraph.errors import TermgraphError
from termgraph.names import printable
from termgraph.namespaces import DCT, is_web_iri, local_name
from termgraph.skos.naming import best
from termgraph.view.articles import Writer
from termgraph.view.bundle import bundle, modules
from termgraph.view.columns import CHUNK, core
from termgraph.view.drawing import vis_network
from termgraph.view.facts import UNCOUNTED, gather, term_href
from termgraph.view.kinds import kind_style
from termgraph.view.listing import LONGEST, is_brief, letters
from termgraph.view.packing import packed, packed_text

if TYPE_CHECKING:
    from termgraph.skos import Thesaurus

_FOLDER = Path(__file__).parent / "templates"

#: The modules that the page's scripts begin with: what unpacks the other, and that.
START = "start"
ENTRY = "app"


def html(
    store: Thesaurus,
    title: str | None = None,
    *,
    language: str | None = None,
    focus: str | None = None,
    start: Mapping[str, str | int] | None = None,
    progress: Callable[[float], None] | None = None,
) -> str:
    """Return the page of a vocabulary; see `termgraph.view.render`.

    Args:
        store: the vocabulary.
        title: the heading of the page.
        language: the tag of its language.
        focus: the IRI of the concept to begin with.
        start: what else the page begins with, as scripts/state.js understands it.
        progress: told how far the work is.
    """
    report = progress or (lambda _: None)
    report(0)
    facts = gather(store, _spoken(store, language))
    report(0.4)
    writer = Writer(facts, store)
    articles = writer.write()
    report(0.6)
    about = _About(store, facts.language)
    shown = title if title is not None else about.title
    shown = printable(shown) or about.name or "Vocabulary"
    data = core(facts, store, shown, writer.sources)
    term = {"term": facts.keys[facts.number[focus]]} if focus in facts.number else {}
    data["start"] = {**term, **(start or {})}
    report(0.8)
    style = _shortened(kind_style(facts.relations.drawn) + _asset("style.css") + _asset("map.css"))
    sources = modules()
    inline = [_asset("boot.js"), bundle(sources, START)]
    inserted = [bundle(sources, ENTRY), vis_network()]
    page: str = (
        _environment()
        .get_template("page.html")
        .render(
            title=shown,
            language=facts.language,
            description=printable(about.text(DCT + "description")),
            license=about.license,
            size=facts.size,
            letters=letters(facts, articles, writer.sources) if facts.size <= LONGEST else [],
            brief=is_brief(articles),
            term_href=term_href,
            titles=data["words"]["headings"],
            mentioned=facts.mentioned,
            names=sum(name.kind not in UNCOUNTED for name in facts.names),
            misleading=sum(name.misleads for name in facts.names) + len(facts.misnomers),
            policy=policy([*inline, *inserted], [style]),
            style=Markup(style),  # noqa: S704 (ours)
            boot=Markup(inline[0]),  # noqa: S704 (ours)
            start=Markup(inline[1]),  # noqa: S704 (ours)
            core=packed(data),
            articles=[packed(articles[at : at + CHUNK]) for at in range(0, facts.size, CHUNK)],
            app=packed_text(inserted[0]),
            vis=packed_text(inserted[1]),
        )
    )
    report(1)
    return page


def _spoken(store: Thesaurus, language: str | None) -> str:
    """Return the tag of a language that there are labels in, or of a variety of it; the store's where it is None."""
    if language is None:
        return store.language
    wanted = language.lower()
    tags = store.languages
    for tag in (wanted, *(tag for tag in tags if tag.partition("-")[0] == wanted.partition("-")[0])):
        if tag in tags and tag:
            return tag
    known = ", ".join(tag for tag in tags if tag)
    raise TermgraphError(
        f"nothing has a label in '{language}'", hint=f"there are: {known}" if known else None
    )


class _About:
    """What the graph says of the vocabulary as a whole."""

    def __init__(self, store: Thesaurus, language: str) -> None:
        self.store = store
        self.language = language
        self.iri = store.scheme or ""
        self.name = local_name(self.iri)

    @property
    def title(self) -> str:
        """The title of the scheme, "" where it has none."""
        return self.store.title(self.iri, self.language) or ""

    def text(self, predicate: str) -> str:
        """Return what is said of the scheme, in the page's language or the nearest to it."""
        found = (value for _, value in self.store.about(self.iri, predicate) if isinstance(value, Literal))
        by_lang = {value.language or "": value.value for value in sorted(found, key=str, reverse=True)}
        return best(by_lang, self.language) or ""

    @property
    def license(self) -> str:
        """The address of the licence, "" where there is none that may be linked to."""
        addresses = sorted(v for _, v in self.store.about(self.iri, DCT + "license") if isinstance(v, str))
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


def _shortened(style: str) -> str:
    """Return a style sheet without comments and without space at the beginning of lines."""
    lines = (line.strip() for line in re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL).split("\n"))
    return "\n".join(filter(None, lines))


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
            "img-src data: blob:",  # pictures to save; and the empty icon, without which a browser asks for one
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
