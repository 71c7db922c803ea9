"""A glossary as one HTML page, which search engines read as a schema.org DefinedTermSet."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from markupsafe import Markup

from termgraph import design
from termgraph.export.profiles import Notice, silent
from termgraph.export.schemaorg import term_set
from termgraph.export.terms import Fact, Glossary, Link
from termgraph.markdown.tree import rich
from termgraph.wording import words

_FOLDER = Path(__file__).parent / "templates"
_Aim = Callable[[str], str | None]
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def page(glossary: Glossary, _notice: Notice = silent) -> bytes:
    """Return a glossary as a page that opens from disk and runs nothing: a published site on one page."""
    aim, said = glossary.aims(), words(glossary.language)
    language = glossary.language or "en"
    rendered: str = (
        design.environment(_FOLDER)
        .get_template("glossary.html")
        .render(
            glossary=glossary,
            terms=[term.shown() for term in glossary.terms],
            language=language,
            direction=design.direction(language),
            policy=_POLICY,
            content="content.",  # which no term can be called
            said=said.pages,
            titles=said.to_dict()["headings"],
            style=_markup(design.style()),
            linked=_markup(embedded(term_set(glossary, lambda term: f"#{term.key}"))),
            passage=lambda text: _markup(_passage(text, aim)),
            told=lambda facts: _markup("\n".join([_fact(fact, aim) for fact in facts])),
            said_of=lambda fact: _markup(_said(fact, aim)),
            rich=lambda text: _markup(_rich(rich(text, aim, _formula))),
            link=lambda link: _markup(_link(link)),
        )
    )
    return rendered.encode()


def _markup(made: str) -> Markup:
    return Markup(made)  # noqa: S704 (made here: every text in it is escaped)


def _fact(fact: Fact, aim: _Aim) -> str:
    """Return a labelled line, and what is said of it as a list."""
    said = f"<b>{escape(fact.label)}:</b> {_said(fact, aim)}"
    items = (f"<li><b>{escape(part.label)}:</b> {_said(part, aim)}</li>" for part in fact.parts)
    told = f"{said}<ul>{''.join(items)}</ul>" if fact.parts else said
    tag = "div" if "<p>" in told or "<ul>" in told else "p"
    return f'<{tag} class="fact">{told}</{tag}>'


def _said(fact: Fact, aim: _Aim) -> str:
    if fact.text:
        return _rich(rich(fact.text, aim, _formula))
    return ", ".join(map(_link, fact.links))


@lru_cache(maxsize=1 << 14)  # links are said again and again
def _link(link: Link) -> str:
    text = escape(link.text)
    if link.place:
        return f'<a href="#{escape(link.place)}">{text}</a>'
    if link.key:
        return f'<a href="#{escape(link.key)}">{text}</a>'
    return f'<a href="{escape(link.url)}" rel="noopener noreferrer">{text}</a>' if link.url else text


def _formula(tex: str, _block: bool) -> dict[str, str]:
    return {"tex": tex}


def _passage(text: str, aim: _Aim) -> str:
    """Return a Markdown passage as paragraphs and lists."""
    found = rich(text, aim, _formula)
    blocks = isinstance(found, list) and any(
        isinstance(run, dict) and run.keys() & {"p", "li"} for run in found
    )
    return _rich(found) if blocks else f"<p>{_rich(found)}</p>"


def _rich(found: Any) -> str:
    """Return rich text as HTML: all text escaped, and no markup but ours."""
    if isinstance(found, str):
        return escape(found)
    if isinstance(found, list):
        return "".join(map(_rich, found))
    match found:
        case {"a": target, "t": inner}:
            if "://" in target:
                return f'<a href="{escape(target)}" rel="noopener noreferrer">{_rich(inner)}</a>'
            return f'<a href="#{escape(target)}">{_rich(inner)}</a>'
        case {"em": inner}:
            return f"<em>{_rich(inner)}</em>"
        case {"strong": inner}:
            return f"<strong>{_rich(inner)}</strong>"
        case {"tex": tex}:
            return f'<code class="tex">{escape(tex)}</code>'
        case {"code": code}:
            return f"<code>{escape(code)}</code>"
        case {"li": items}:
            return "<ul>" + "".join(f"<li>{_rich(item)}</li>" for item in items) + "</ul>"
        case {"p": inner}:
            return f"<p>{_rich(inner)}</p>"
    return ""


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_UNSAFE = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def embedded(data: Any) -> str:
    r"""Return data as JSON that can stand in a script element: nothing in it can end or open one.

    >>> embedded({"a": "</script>"})
    '{"a":"\\u003c/script\\u003e"}'
    """
    return _JSON.encode(data).translate(_UNSAFE)
