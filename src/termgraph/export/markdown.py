"""A glossary as Markdown: one page with a table of contents, or one file a term for Obsidian and MkDocs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from termgraph.export.glossary import Fact, Glossary, Link, Term, written
from termgraph.export.profiles import Notice, silent
from termgraph.markdown import NAMES_ONLY, anchor, escaped, escaped_block, harmless
from termgraph.wording import words

_CONTENTS = "Contents"
#: Marks in a name that would be obeyed in a heading only: attributes, and closing signs.
_IN_HEADING = re.compile(r"(?<!\\)(?:\{|(?<=\s)#(?=#*\Z))")
#: What parts names in a list, unless it ends an entity that `escaped` has put there.
_IN_LIST = re.compile(r"(?<!\\)(?<!&lt)(?<!&amp)(?<!&#126)[,;|]")
_KEY_LINK = re.compile(r"\]\(([^()\s:/]+)\.md\)")


def page(glossary: Glossary, _notice: Notice = silent) -> bytes:
    """Return a glossary as one page: a table of contents, then every term below a heading of its own.

    What is exported so is read back as the same entries.
    """
    lines = [f"# {_heading(glossary.title)}", "", NAMES_ONLY, "", *_about(glossary), f"## {_CONTENTS}", ""]
    for letter, terms in glossary.letters.items():
        links = " · ".join(written(Link(term.label, term.key), prefix="#") for term in terms)
        lines += [f"- {escaped(letter)}: {links}"]
    taken = {anchor(glossary.title), anchor(_CONTENTS)}
    for term in glossary.terms:
        made = anchor(term.label)
        # Renderers make this anchor of the heading; where they would make another, it is written out.
        own = made == term.key and made not in taken
        taken.add(made)
        lines += ["", *([] if own else [f'<a id="{term.key}"></a>', ""]), f"## {_heading(term.label)}", ""]
        lines += [_KEY_LINK.sub(r"](#\1)", text) for text in _body(term, "#", "")]
    lines += _collections(glossary, "#", "")
    return ("\n".join(lines).rstrip() + "\n").encode()


def files(glossary: Glossary) -> Mapping[str, bytes]:
    """Return a glossary as files by name: one a term with front matter, and a README with the table of contents."""
    made = {f"{term.key}.md": _file(term) for term in glossary.terms}
    lines = [f"# {_heading(glossary.title)}", "", NAMES_ONLY, "", *_about(glossary)]
    for letter, terms in glossary.letters.items():
        links = " · ".join(written(Link(term.label, term.key), ".md") for term in terms)
        lines += [f"- {escaped(letter)}: {links}"]
    lines += _collections(glossary, "", ".md")
    made["README.md"] = ("\n".join(lines) + "\n").encode()
    return made


def _heading(text: str) -> str:
    """Return a name as the text of a heading."""
    return _IN_HEADING.sub(r"\\\g<0>", escaped(text))


def _about(glossary: Glossary) -> Iterator[str]:
    if glossary.description:
        yield from (escaped_block(glossary.description), "")
    if glossary.license:
        yield from (f"License: <{glossary.license}>", "")


def _collections(glossary: Glossary, prefix: str, suffix: str) -> Iterator[str]:
    """Yield the collections, each on a line; their heading is no name of a term, and so of the first level."""
    if glossary.collections:
        yield from ("", f"# {_heading(words(glossary.language).headings['collections'])}", "")
    for collection in glossary.collections:
        yield from (f"**{escaped(collection.label)}:** {_said(collection, prefix, suffix)}", "")


def _file(term: Term) -> bytes:
    import yaml

    front: dict[str, Any] = {"title": term.label}
    if term.names:
        front["aliases"] = [name for name, _ in term.names]
    abbreviations = [name for name, type_ in term.names if type_ == "abbreviation"]
    if abbreviations:
        front["abbreviations"] = abbreviations
    if term.tags:
        front["tags"] = list(term.tags)
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=110)
    body = "\n".join(_body(term, "", ".md")).rstrip()
    return f"---\n{head}---\n\n{body}\n".encode() if body else f"---\n{head}---\n".encode()


def _body(term: Term, prefix: str, suffix: str) -> Iterator[str]:
    """Yield the lines of a term below its heading."""
    if term.definition:
        yield from (harmless(term.definition.strip("\n")), "")
    for quote in term.quotes:
        yield "> " + quote.text.strip().replace("\n", "\n> ")
        yield from (">", f"> — {written(quote.source)}", "")
    for fact in term.facts:
        yield from (f"**{fact.label}:** {_said(fact, prefix, suffix)}", "")


def _said(fact: Fact, prefix: str, suffix: str) -> str:
    """Return a fact as a line; a comma in one of several names gets a backslash, so that it does not end the name."""
    said = [written(link, suffix, prefix) for link in fact.links]
    if fact.names:
        said = [_IN_LIST.sub(r"\\\g<0>", text) for text in said]
    return harmless(fact.text) or ", ".join(said)
