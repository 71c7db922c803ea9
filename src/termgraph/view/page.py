"""The page: the data and the scripts, put into the template, under a policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from termgraph.design import environment
from termgraph.errors import TermgraphError
from termgraph.skos.naming import nearest
from termgraph.store.record import no_collecting
from termgraph.view.about import About
from termgraph.view.articles import Writer
from termgraph.view.bundle import bundle, modules
from termgraph.view.core import CHUNK, core
from termgraph.view.drawing import vis_network
from termgraph.view.kinds import drawn, kind_style
from termgraph.view.listing import LONGEST, Listing, phrase
from termgraph.view.numbered import Numbered
from termgraph.view.packing import packed, packed_text
from termgraph.view.statements import LARGEST, statements
from termgraph.wording import Words, words

if TYPE_CHECKING:
    from termgraph.skos import Thesaurus

_FOLDER = Path(__file__).parent / "templates"

#: The modules that the page's scripts begin with: what unpacks the other, and that.
START = "start"
ENTRY = "app"


@no_collecting()
def html(
    store: Thesaurus,
    title: str | None = None,
    *,
    language: str | None = None,
    focus: str | None = None,
    start: Mapping[str, str | int] | None = None,
    uses: Mapping[str, int] | None = None,
    progress: Callable[[float], None] | None = None,
) -> str:
    """Return the page of a vocabulary; see `termgraph.view.render`.

    Args:
        store: the vocabulary.
        title: the heading of the page.
        language: the tag of its language.
        focus: the IRI of the concept or collection to begin with.
        start: what else the page begins with, as scripts/page/state.js understands it.
        uses: how often each concept is used in texts, by IRI.
        progress: told how far the work is.
    """
    report = progress or (lambda _: None)
    report(0)
    numbered = Numbered(store, _spoken(store, language), uses)
    report(0.4)
    writer = Writer(numbered)
    articles, collections = writer.write(), writer.collections()
    report(0.6)
    said = words(numbered.language)
    about = About(numbered, said, title)
    listing = Listing(numbered, articles, collections, writer.sources) if numbered.size <= LONGEST else None
    data = core(numbered, about.title, writer.sources, collections)
    data["start"] = {**_focused(numbered, focus or ""), **(start or {})}
    report(0.8)
    style = _shortened(kind_style(drawn(numbered.relations)) + _asset("style.css") + _asset("map.css"))
    sources = modules()
    inline = [_asset("boot.js"), bundle(sources, START)]
    inserted = [bundle(sources, ENTRY), vis_network()]
    page: str = (
        environment(_FOLDER)
        .get_template("page.html")
        .render(
            title=about.title,
            tag=said.tag(numbered.language),
            spoken=_spoken_in(numbered.language, said),
            words=said,
            say=partial(phrase, said),
            description=about.description,
            license=about.license,
            size=numbered.size,
            listing=listing,
            titles=data["words"]["headings"],
            misleading=data["facts"]["misleading"],
            policy=policy([*inline, *inserted], [style]),
            style=Markup(style),  # noqa: S704 (ours)
            boot=Markup(inline[0]),  # noqa: S704 (ours)
            start=Markup(inline[1]),  # noqa: S704 (ours)
            core=packed(data),
            statements=packed(statements(numbered)) if numbered.size <= LARGEST else "",
            articles=[packed(articles[at : at + CHUNK]) for at in range(0, numbered.size, CHUNK)],
            app=packed_text(inserted[0]),
            vis=packed_text(inserted[1]),
        )
    )
    report(1)
    return page


def _focused(numbered: Numbered, iri: str) -> dict[str, str]:
    """Return where on the page a concept or a collection is, as scripts/page/state.js understands it."""
    if iri in numbered.number:
        return {"view": "focus", "term": numbered.keys[numbered.number[iri]]}
    keys = numbered.collection_keys
    return {"group": keys[iri]} if iri in keys else {}


def _spoken(store: Thesaurus, language: str | None) -> str:
    """Return the tag of a language that there are labels in, or of a variety of it; the store's where it is None."""
    if language is None:
        return store.language
    tags = list(filter(None, store.languages))
    tag = nearest((tag for tag in tags if store.speaks(tag, language)), language)
    if tag is None:
        hint = f"there are: {', '.join(tags)}" if tags else None
        raise TermgraphError(f"nothing has a label in '{language}'", hint=hint)
    return tag


def _spoken_in(language: str, said: Words) -> Markup:
    """Return the attribute of what the vocabulary says, where the page has no words of its own in that language."""
    is_own = language in ("", said.tag(language))
    return Markup() if is_own else Markup(' lang="{}"').format(language)


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
