"""A glossary as Markdown: one page with a table of contents, or one file a term for Obsidian and MkDocs.

`termgraph ingest` reads both back as the vocabulary that they are of: docs/ingest.md tells by what.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from termgraph.export.profiles import Notice, silent
from termgraph.export.terms import Fact, Glossary, Link, Term, written
from termgraph.markdown import GENERATOR, anchor, escaped, escaped_block, harmless
from termgraph.wording import Parts, words

#: Marks in a name that would be obeyed in a heading only: attributes, and closing signs.
_IN_HEADING = re.compile(r"(?<!\\)(?:\{|(?:(?<=\s)|\A)#(?=#*\Z))")
_KEY_LINK = re.compile(r"\]\(([^()\s:/#]+)\.md(?:#[^()\s]*)?\)")
#: What a page has that is made of templates would be obeyed in the front matter too, or be taken for a tag.
_UNSAFE = re.compile(r"<|\{[{%#]")
_LABEL = re.compile(r"^\*\*([^*\n]+):\*\*", re.MULTILINE)


def page(glossary: Glossary, _notice: Notice = silent) -> bytes:
    """Return a glossary as one page: a table of contents, then every term below a heading of its own.

    What is exported so is read back as the same entries.
    """
    return _Writer(glossary, "#", "").page().encode()


def files(glossary: Glossary) -> Mapping[str, bytes]:
    """Return a glossary as files by name: one a term with front matter, and a README with the table of contents."""
    return _Writer(glossary, "", ".md").files()


class _Writer:
    """Writes one glossary; `prefix` and `suffix` stand around the keys that links lead to."""

    def __init__(self, glossary: Glossary, prefix: str, suffix: str) -> None:
        self.glossary = glossary
        self.prefix = prefix
        self.suffix = suffix
        self.said = words(glossary.language).headings
        #: Links are said again and again.
        self.link = cache(lambda link: written(link, suffix, prefix))
        self.taken = {anchor(glossary.title), anchor(self.said["contents"])}

    def page(self) -> str:
        lines = [
            *self.front(),
            *self.head(),
            f"## {_heading(self.said['contents'])}",
            "",
            *self.contents(),
            "",
        ]
        for term in self.glossary.terms:
            lines += [*self.named(term.label, term.key), *self.body(term)]
        lines += self.behind()
        return "\n".join(lines).rstrip() + "\n"

    def files(self) -> Mapping[str, bytes]:
        made = {f"{term.key}.md": self.file(term) for term in self.glossary.terms}
        lines = [*self.front(), *self.head(), *self.contents(), "", *self.behind()]
        made["README.md"] = ("\n".join(lines).rstrip() + "\n").encode()
        return made

    def front(self) -> Iterator[str]:
        """Yield the front matter of the glossary: by what it was made, and what `vocabulary.yaml` says."""
        import yaml

        about = self.glossary.about
        if _UNSAFE.search(about):
            about = _safe(yaml.safe_load(about))
        yield from ("---", GENERATOR, about.rstrip("\n"), "---", "")

    def head(self) -> Iterator[str]:
        yield from (f"# {_heading(self.glossary.title)}", "")
        if self.glossary.description:
            yield from (harmless(escaped_block(self.glossary.description)), "")
        if self.glossary.license:
            yield from (f"{self.said['license']}: <{self.glossary.license}>", "")

    def contents(self) -> Iterator[str]:
        for letter, terms in self.glossary.letters.items():
            links = " · ".join(self.link(Link(term.label, term.key)) for term in terms)
            yield f"- {escaped(letter)}: {links}"

    def behind(self) -> Iterator[str]:
        """Yield collections and sources, below headings of the first level: no names of terms."""
        for title, found in (
            (self.said["collections"], self.glossary.collections),
            (self.said["sources"], self.glossary.sources),
        ):
            yield from (f"# {_heading(title)}", "") if found else ()
            for one in found:
                yield from (*self.named(one.label, one.key), *self.facts(one))

    def named(self, label: str, key: str) -> Iterator[str]:
        """Yield a heading; where renderers make another anchor of it than links lead to, that is written out."""
        made = anchor(label)
        if made != key or made in self.taken:
            yield from (f'<a id="{key}"></a>', "")
        self.taken.add(made)
        yield from (f"## {_heading(label)}", "")

    def file(self, term: Term) -> bytes:
        """Return the file of a term; its front matter is for Obsidian, MkDocs and Hugo."""
        front: dict[str, Any] = {"title": term.label}
        if term.names:
            front["aliases"] = [name for name, _ in term.names]
        abbreviations = [name for name, type_ in term.names if type_ == "abbreviation"]
        if abbreviations:
            front["abbreviations"] = abbreviations
        if term.tags:
            front["tags"] = list(term.tags)
        head = _safe(front)
        body = "\n".join(self.body(term)).rstrip()
        return f"---\n{head}---\n\n{body}\n".encode() if body else f"---\n{head}---\n".encode()

    def body(self, term: Term) -> Iterator[str]:
        """Yield the lines of a term below its heading."""
        definition = self.passage(_LABEL.sub(self.no_label, term.definition.strip("\n")))
        if term.definition and term.lang and self.glossary.labels:
            definition = f"**{self.glossary.labels.label('definition', lang=term.lang)}:** {definition}"
        if term.definition:
            yield from (definition, "")
        for quote in term.quotes:
            yield "> " + harmless(quote.text).replace("\n", "\n> ")
            lang = f" ({quote.lang})" if quote.lang else ""
            yield from (">", f"> — {self.link(quote.source)}{lang}", "")
        yield from self.facts(term)

    def facts(self, term: Term) -> Iterator[str]:
        for fact in term.facts:
            yield from (f"**{escaped(fact.label)}:** {self.told(fact)}", "")
            for part in fact.parts:
                yield f"- **{escaped(part.label)}:** {self.told(part)}".replace("\n", "\n    ")
            yield from [""] if fact.parts else []

    def told(self, fact: Fact) -> str:
        """Return what a fact says; a comma in a name is written so that it does not end the name."""
        if fact.text:
            return self.passage(_LABEL.sub(self.no_label, fact.text))
        said = list(map(self.link, fact.links))
        if fact.names:
            said = [text.replace(",", "&#44;") if "](" not in text else text for text in said]
        return ", ".join(said)

    def passage(self, text: str) -> str:
        return _KEY_LINK.sub(rf"]({self.prefix}\1{self.suffix})", harmless(text))

    def no_label(self, found: re.Match[str]) -> str:
        """Return what begins a line of a text and looks like the label of a part so that it is none."""
        labels: Parts | None = self.glossary.labels
        known = labels is not None and labels.meaning(found[1]) is not None
        return f"**{found[1]}&#58;**" if known else found[0]


def _heading(text: str) -> str:
    """Return a name as the text of a heading."""
    return _IN_HEADING.sub(lambda found: f"\\{found[0]}", escaped(text))


def _safe(front: Mapping[str, Any]) -> str:
    r"""Return a mapping as YAML that no renderer takes for anything else: a line of JSON where that is needed.

    >>> print(_safe({"title": "a <b> {{c}}"}), end="")
    title: "a \u003cb> \u007b{c}}"
    """
    import yaml

    text = ""
    for key, value in front.items():
        line = yaml.safe_dump({key: value}, allow_unicode=True, sort_keys=False, width=110)
        if _UNSAFE.search(line):
            line = f"{key}: {json.dumps(value, ensure_ascii=False)}\n".replace("<", "\\u003c")
        text += re.sub(r"\{(?=[{%#])", r"\\u007b", line)
    return text
