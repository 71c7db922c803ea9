"""A glossary as a PDF, set by Typst: with a table of contents, bookmarks and links."""

from __future__ import annotations

import json
import re
import unicodedata
import warnings
from collections.abc import Callable, Iterator
from typing import Any

from termgraph.errors import TermgraphError
from termgraph.export.profiles import Notice, silent
from termgraph.export.terms import Fact, Glossary, Link, Term
from termgraph.markdown.tree import rich
from termgraph.wording import words

#: The glossary comes as data, so that nothing that stands in it is ever run.
_TEMPLATE = r"""
#let data = json(bytes(sys.inputs.glossary))
#set document(title: data.title, date: none)
#set text(lang: data.language, size: 10pt, hyphenate: true)
#set page(paper: "a4", margin: (x: 22mm, y: 24mm), numbering: "1")
#set par(justify: true, leading: 0.6em, spacing: 0.75em)
#show heading.where(level: 1): set text(size: 20pt)
#show heading.where(level: 2): it => block(above: 1.5em, below: 0.6em, sticky: true, text(size: 12pt, it.body))
#show link: set text(fill: rgb("#0b5394"))
#show raw: set text(size: 0.95em)

#let inline(nodes) = for node in nodes {
  let inner = if "nodes" in node { inline(node.nodes) }
  if node.kind == "text" { node.text }
  else if node.kind == "strong" { strong(inner) }
  else if node.kind == "emph" { emph(inner) }
  else if node.kind == "code" { raw(node.text) }
  else if node.kind == "term" { link(label(node.key), inner) }
  else if node.kind == "url" { link(node.url, inner) }
}
#let flow(nodes) = for node in nodes {
  if node.kind == "par" { par(inline(node.nodes)) }
  else if node.kind == "quote" { quote(block: true, flow(node.nodes)) }
  else if node.kind == "list" { list(..node.items.map(flow)) }
}

#heading(level: 1, outlined: false, data.title)
#if data.description != "" { par(data.description) }
#if data.license != "" { par(link(data.license, data.license)) }
#v(1em)
#columns(2, outline(title: none, depth: 2))
#pagebreak(weak: true)
#for term in data.terms [
  #heading(level: 2, term.label) #label(term.key)
  #flow(term.body)
]
#for part in data.parts [
  #heading(level: 1, part.title)
  #for term in part.terms [
    #metadata("") #label(term.key)
    #flow(term.body)
  ]
]
"""


#: One character a line, to see which of them have a shape in some font of this machine.
_PROBE = """#set page(width: auto, height: auto)
#for char in json(bytes(sys.inputs.chars)) [#char#linebreak()]"""
#: A character of private use, which no font has.
_SHAPELESS = "\U0010fffd"
_LINE = re.compile(r"<g [^>]*>(.*?)</g>", re.DOTALL)
#: Up to here the fonts that come with Typst have all letters.
_COVERED = 0x24F
#: More than one in so many characters without a shape: the page could not be read.
_FEW = 20


def page(glossary: Glossary, _notice: Notice = silent) -> bytes:
    """Return a glossary as a PDF; the same glossary gives the same bytes on the same machine.

    A character that no font of the machine has is written as its number ("[U+1F989]").

    Raises:
        TermgraphError: where it cannot be set, or no font of the machine has many of the characters.
    """
    import typst

    aim = glossary.aims()
    data = {
        "title": glossary.title,
        "description": glossary.description,
        "license": glossary.license,
        "language": (glossary.language or "en").split("-")[0].lower(),
        "terms": [
            {"key": term.key, "label": term.label, "body": list(_body(term.shown(), aim))}
            for term in glossary.terms
        ],
        "parts": list(_parts(glossary, aim)),
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about fonts that this machine lacks
        try:
            text = _shaped(json.dumps(data, ensure_ascii=False), typst.compile)
            made = typst.compile(_TEMPLATE.encode(), sys_inputs={"glossary": text}, format="pdf")
        except RuntimeError as error:
            message = " ".join(str(error).split())[:200]
            raise TermgraphError("cannot be set as a PDF", hint=message) from None
    return bytes(made)


def _shaped(text: str, compiled: Callable[..., Any]) -> str:
    """Return a text with the characters that no font has as their numbers.

    Raises:
        TermgraphError: where there are too many of them.
    """
    strange = [char for char in text if ord(char) > _COVERED and unicodedata.category(char)[0] in "LNS"]
    chars = sorted(set(strange))
    if not chars:
        return text
    made = compiled(_PROBE.encode(), sys_inputs={"chars": json.dumps([_SHAPELESS, *chars])}, format="svg")
    lines = [re.findall(r'href="#(\w+)"', line) for line in _LINE.findall(bytes(made).decode())]
    if len(lines) != len(chars) + 1:
        return text  # set in another way than one character a line, so that nothing can be told
    missing = {char for char, shapes in zip(chars, lines[1:], strict=True) if shapes == lines[0]}
    if sum(char in missing for char in strange) * _FEW > len(text):
        some = " ".join(sorted(missing)[:5])
        hint = "install one that has them, such as Noto Sans CJK, or export HTML"
        raise TermgraphError(
            f"no font of this machine has {len(missing)} of the characters: {some} …", hint=hint
        )
    return text.translate({ord(char): f"[U+{ord(char):04X}]" for char in missing})


_Nodes = list[dict[str, Any]]
_Aim = Callable[[str], str | None]


def _body(term: Term, aim: _Aim) -> _Nodes:
    """Return all that is said of a term."""
    nodes = _flow(term.definition, aim)
    for quote in term.quotes:
        source = [_text("— "), _link(quote.source)]
        nodes.append({"kind": "quote", "nodes": [*_flow(quote.text, aim), {"kind": "par", "nodes": source}]})
    return nodes + [node for fact in term.facts for node in _facts(fact, aim)]


def _parts(glossary: Glossary, aim: _Aim) -> Iterator[dict[str, Any]]:
    """Yield what stands behind the terms: collections and sources, where there are any."""
    said = words(glossary.language).headings
    groups = [
        {"key": one.key, "body": [_strong(one.label), *(_fact(fact, aim) for fact in one.facts)]}
        for one in glossary.collections
    ]
    sources = [{"key": one.key, "body": _flow(one.definition, aim)} for one in glossary.sources]
    for title, terms in ((said["collections"], groups), (said["sources"], sources)):
        if terms:
            yield {"title": title, "terms": terms}


def _strong(text: str) -> dict[str, Any]:
    return {"kind": "par", "nodes": [{"kind": "strong", "nodes": [_text(text)]}]}


def _facts(fact: Fact, aim: _Aim) -> Iterator[dict[str, Any]]:
    """Yield a labelled line, and what is said of it as a list."""
    yield _fact(fact, aim)
    if fact.parts:
        yield {"kind": "list", "items": [[_fact(part, aim)] for part in fact.parts]}


def _fact(fact: Fact, aim: _Aim) -> dict[str, Any]:
    nodes: _Nodes = [{"kind": "strong", "nodes": [_text(f"{fact.label}:")]}, _text(" ")]
    if fact.text:
        for block in _flow(fact.text, aim):
            nodes += block.get("nodes", [])
    for n, link in enumerate(fact.links):
        nodes += [_text(", "), _link(link)] if n else [_link(link)]
    return {"kind": "par", "nodes": nodes}


def _text(text: str) -> dict[str, Any]:
    return {"kind": "text", "text": text}


def _link(link: Link) -> dict[str, Any]:
    if link.key or link.place:
        return {"kind": "term", "key": link.key or link.place, "nodes": [_text(link.text)]}
    return {"kind": "url", "url": link.url, "nodes": [_text(link.text)]} if link.url else _text(link.text)


def _flow(text: str, aim: _Aim) -> _Nodes:
    """Return Markdown as blocks of the template."""
    found = rich(text, aim, lambda tex, _block: {"code": tex})
    return _item(found) if found else []


def _block(run: Any) -> dict[str, Any]:
    match run:
        case {"li": items}:
            return {"kind": "list", "items": [_item(item) for item in items]}
        case {"p": inner}:
            return {"kind": "par", "nodes": _inline(inner)}
    return {"kind": "par", "nodes": _inline(run)}


def _item(item: Any) -> _Nodes:
    runs = item if isinstance(item, list) else [item]
    if any(isinstance(run, dict) and run.keys() & {"p", "li"} for run in runs):
        return [_block(run) for run in runs]
    return [{"kind": "par", "nodes": _inline(runs)}]


def _inline(found: Any) -> _Nodes:
    """Return rich text as inline nodes of the template."""
    if isinstance(found, list):
        return [node for run in found for node in _inline(run)]
    match found:
        case str():
            return [_text(found)]
        case {"a": target, "t": inner}:
            aim = {"kind": "url", "url": target} if "://" in target else {"kind": "term", "key": target}
            return [{**aim, "nodes": _inline(inner)}]
        case {"em": inner}:
            return [{"kind": "emph", "nodes": _inline(inner)}]
        case {"strong": inner}:
            return [{"kind": "strong", "nodes": _inline(inner)}]
        case {"code": code}:
            return [{"kind": "code", "text": code}]
    return []
