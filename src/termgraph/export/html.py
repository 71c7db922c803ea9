"""A glossary as one plain HTML page, which search engines read as a schema.org DefinedTermSet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html import escape
from typing import Any

from termgraph import markdown
from termgraph.export.profiles import Notice, silent
from termgraph.export.terms import Fact, Glossary, Link, Term
from termgraph.namespaces import is_web_iri
from termgraph.wording import words

_STYLE = """
body { font: 1.05rem/1.55 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
body { color: #1b1b1b; background: #fff } a { color: #0b5394 } h2:target { background: #fff3c4 }
h2 { margin: 2.2rem 0 .3rem; font-size: 1.25rem } p { margin: .4rem 0 } nav p { margin: .2rem 0 }
.fact { font-size: .93rem } blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 3px solid #ccc }
code.tex { white-space: normal } footer { margin-top: 3rem; font-size: .9rem }
@media (prefers-color-scheme: dark) {
  body { color: #e4e4e4; background: #161616 } a { color: #8ab8ff } h2:target { background: #4a3f12 }
}
@media print { nav { display: none } h2 { break-after: avoid } }
"""
_Aim = Callable[[str], str | None]
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page(glossary: Glossary, _notice: Notice = silent) -> bytes:
    """Return a glossary as a page that opens from disk and runs nothing."""
    title = escape(glossary.title)
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(glossary.language or "en")}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style>",
        f'<script type="application/ld+json">{embedded(_linked_data(glossary))}</script>',
        "</head>",
        "<body>",
        f"<h1>{title}</h1>",
    ]
    if glossary.description:
        lines.append(f"<p>{escape(glossary.description)}</p>")
    said = words(glossary.language).headings
    lines.append(f'<nav aria-label="{escape(said["contents"])}">')
    for letter, terms in glossary.letters.items():
        links = " · ".join(f'<a href="#{escape(term.key)}">{escape(term.label)}</a>' for term in terms)
        lines.append(f"<p><b>{escape(letter)}</b> {links}</p>")
    lines += ["</nav>", "<main>"]
    aim = glossary.aims()
    for term in glossary.terms:
        lines += _term(term.shown(), aim)
    if glossary.collections:
        lines.append(f"<h1>{escape(said['collections'])}</h1>")
    for collection in glossary.collections:
        told = "; ".join(_said(fact, aim) for fact in collection.facts)
        label = f'<b id="{escape(collection.key)}">{escape(collection.label)}:</b>'
        lines.append(f'<p class="fact">{label} {told}</p>')
    if glossary.sources:
        lines.append(f"<h1>{escape(said['sources'])}</h1>")
    for source in glossary.sources:
        cited = markdown.rich(source.definition, aim, _formula)
        lines.append(f'<p class="fact" id="{escape(source.key)}">{_rich(cited)}</p>')
    lines.append("</main>")
    if glossary.license:
        address = escape(glossary.license)
        lines.append(
            f'<footer><p>{escape(said["license"])}: <a href="{address}" rel="license">{address}</a></p></footer>'
        )
    lines += ["</body>", "</html>", ""]
    return "\n".join(lines).encode()


def _term(term: Term, aim: _Aim) -> Iterator[str]:
    yield f'<h2 id="{escape(term.key)}">{escape(term.label)}</h2>'
    if term.definition:
        yield _passage(term.definition, aim)
    for quote in term.quotes:
        yield f"<blockquote>{_passage(quote.text, aim)}<p>— {_link(quote.source)}</p></blockquote>"
    yield from (_fact(fact, aim) for fact in term.facts)


def _fact(fact: Fact, aim: _Aim) -> str:
    """Return a labelled line, and what is said of it as a list."""
    said = f"<b>{escape(fact.label)}:</b> {_said(fact, aim)}"
    items = (f"<li><b>{escape(part.label)}:</b> {_said(part, aim)}</li>" for part in fact.parts)
    told = f"{said}<ul>{''.join(items)}</ul>" if fact.parts else said
    tag = "div" if "<p>" in told or "<ul>" in told else "p"
    return f'<{tag} class="fact">{told}</{tag}>'


def _said(fact: Fact, aim: _Aim) -> str:
    if fact.text:
        return _rich(markdown.rich(fact.text, aim, _formula))
    return ", ".join(map(_link, fact.links))


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
    found = markdown.rich(text, aim, _formula)
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


def _linked_data(glossary: Glossary) -> dict[str, Any]:
    """Return the glossary as schema.org has it."""
    own: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "name": glossary.title,
    }
    own |= {"@id": glossary.iri} if is_web_iri(glossary.iri) else {}
    own |= {"description": glossary.description} if glossary.description else {}
    own |= {"license": glossary.license} if glossary.license else {}
    own["inLanguage"] = glossary.language
    own["hasDefinedTerm"] = [_defined_term(term) for term in glossary.terms]
    return own


def _defined_term(term: Term) -> dict[str, Any]:
    own: dict[str, Any] = {"@type": "DefinedTerm"}
    own |= {"@id": term.iri} if is_web_iri(term.iri) else {}
    own |= {"name": term.label, "termCode": term.key, "url": f"#{term.key}"}
    own |= {"alternateName": [name for name, _ in term.names]} if term.names else {}
    plain: Callable[[str], str] = markdown.plain
    own |= {"description": plain(term.definition)} if term.definition else {}
    return own


def embedded(data: Any) -> str:
    r"""Return data as JSON that can stand in a script element: nothing in it can end or open one.

    >>> embedded({"a": "</script>"})
    '{"a":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text
