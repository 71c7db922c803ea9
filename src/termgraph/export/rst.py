"""A glossary for Sphinx: a `glossary` directive, whose terms any page of the documentation leads to with `:term:`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from termgraph.export.profiles import Notice, silent
from termgraph.export.terms import Fact, Glossary, Link, Term
from termgraph.markdown.tree import rich
from termgraph.wording import words

_SPACE = re.compile(r"\s+")
#: What becomes one space, which a lone one is already.
_WIDE = re.compile(r"[^\S ]\s*| \s+")
#: What begins or ends markup wherever it stands; a colon does so unless a space follows.
_MARKS = re.compile(r"[\\*`_|<>\[\]]|:(?!\s)")
#: What begins a list, a comment or a field where it begins a line; the last sign of it is written as a letter.
_AT_START = re.compile(r"(?:\(?\w+[.)](?=\s|\Z))|[^\w\s\\\x00]")
#: What stands around markup until it is known where it is needed: not at either end, nor beside a space.
_APART = "\x00"
_NEEDLESS = re.compile(r"\A\x00|\x00\Z|(?<=\s)\x00|\x00(?=\s)")
_DEFINED = 6  # how far what is said of a term is indented


def page(glossary: Glossary, _notice: Notice = silent) -> bytes:
    r"""Return a page of reStructuredText. A name that is taken is told in the text, and is no term a second time.

    >>> print(page(Glossary("Birds", "en", terms=(Term("owl", "e:owl", "owl", "A *bird*."),))).decode(), end="")
    Birds
    =====
    <BLANKLINE>
    .. glossary::
    <BLANKLINE>
       owl
          A *bird*\ .
    """
    return ("\n".join(_Writer(glossary).lines()).rstrip() + "\n").encode("utf-8", "replace")


class _Writer:
    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary
        self.aim = glossary.aims()
        self.said = words(glossary.language).headings
        self.names = _names(glossary.terms)
        #: Links are said again and again.
        self._linked: dict[Link, str] = {}

    def lines(self) -> Iterator[str]:
        yield from _heading(self.glossary.title, "=")
        if self.glossary.description:
            yield from (_line(self.glossary.description), "")
        if self.glossary.license:
            yield from (f"{_text(self.said['license'])}: {_address(self.glossary.license)}", "")
        yield from (".. glossary::", "")
        for term in self.glossary.terms:
            yield from (f"   {_name(name)}" for name in self.names[term.key])
            yield from self.body(term, " " * _DEFINED)
        for title, found in (
            (self.said["collections"], self.glossary.collections),
            (self.said["sources"], self.glossary.sources),
        ):
            yield from _heading(title, "-") if found else ()
            for one in found:
                yield from (f".. _{one.key}:", "", _line(one.label), *self.body(one, "   "))

    def body(self, term: Term, indent: str) -> Iterator[str]:
        """Yield what is said of a term; a term of which nothing is said has its address, since it must have a text."""
        told = [*self.passage(term.definition), *self.quotes(term), *self.facts(term)]
        for line in told or [_line(term.iri or term.label), ""]:
            yield f"{indent}{line}" if line else ""

    def quotes(self, term: Term) -> Iterator[str]:
        for quote in term.quotes:
            yield from (f"   {line}" if line else "" for line in self.passage(quote.text))
            yield from (f"   -- {self.link(quote.source)}", "")

    def facts(self, term: Term) -> Iterator[str]:
        for fact in term.facts:
            yield from self.fact(fact, "")
            for part in fact.parts:
                yield from self.fact(part, "- ")

    def fact(self, fact: Fact, before: str) -> Iterator[str]:
        label = f"{before}**{_text(fact.label)}:**"
        if not fact.text:
            yield from (f"{label} {', '.join(map(self.link, fact.links))}", "")
            return
        said = list(self.passage(fact.text))
        yield f"{label} {said[0]}" if said else label
        yield from (f"{' ' * len(before)}{line}" if line else "" for line in said[1:] or [""])

    def link(self, link: Link) -> str:
        found = self._linked.get(link)
        if found is None:
            found = self._linked[link] = self.linked(link)
        return found

    def linked(self, link: Link) -> str:
        text = _text(link.text)
        if link.key in self.names:
            return self.term(link.text, link.key)
        target = f"{link.place}_" if link.place else _target(link.url) if link.url else ""
        return f"`{text} <{target}>`__" if target and text else text

    def term(self, text: str, key: str) -> str:
        """Return a reference to a term; a name that has an angle bracket cannot be led to by another text."""
        name, text = _flat(self.names[key][0]), _flat(text)
        if text == name or "<" in name:
            return f":term:`{_quoted(name)}`"
        return f":term:`{_quoted(text)} <{_quoted(name)}>`"

    def passage(self, text: str) -> Iterator[str]:
        """Yield the lines of a passage of Markdown, a paragraph on one."""
        found = rich(text, self.aim, lambda tex, block: {"tex": tex}) if text else ""
        return self.blocks(found)

    def blocks(self, found: Any) -> Iterator[str]:
        is_blocks = isinstance(found, list) and any(
            isinstance(run, dict) and run.keys() & {"p", "li"} for run in found
        )
        for block in found if is_blocks else [{"p": found}] if found else []:
            for item in block.get("li", ()):
                lines = list(self.blocks(item))
                yield from (f"{'  ' if at else '- '}{line}" if line else "" for at, line in enumerate(lines))
            if "p" in block:
                yield from (self.runs(block["p"]), "")

    def runs(self, found: Any) -> str:
        """Return runs as one line. Markup stands apart from letters by a backslash and a space, which are not shown."""
        pieces = found if isinstance(found, list) else [found]
        made = [
            _text(one) if isinstance(one, str) else f"{_APART}{self.marked(one)}{_APART}" for one in pieces
        ]
        line = _started("".join(made).strip())
        return _NEEDLESS.sub("", line).replace(_APART, "\\ ") if _APART in line else line

    def marked(self, run: dict[str, Any]) -> str:
        """Return a run that is marked; marks within marks reStructuredText does not have."""
        match run:
            case {"a": target, "t": inner}:
                text = _plain(inner)
                return (
                    self.term(text, target)
                    if target in self.names
                    else f"`{_text(text)} <{_target(target)}>`__"
                )
            case {"em": inner}:
                return _around("*", _plain(inner))
            case {"strong": inner}:
                return _around("**", _plain(inner))
            case {"tex": tex}:
                return _literal(":math:`", tex, "`")
            case {"code": code}:
                return _literal("``", code, "``")
        return _text(_plain(run))


def _names(terms: Iterable[Term]) -> dict[str, list[str]]:
    """Return the names of each term that are no other's, first what it is called.

    >>> _names([Term("owl", "", "Owl"), Term("owl-2", "", "owl", names=(("Owl", None), ("hooter", None)))])
    {'owl': ['Owl'], 'owl-2': ['owl (owl-2)', 'hooter']}
    """
    terms = list(terms)
    taken: set[str] = set()
    names: dict[str, list[str]] = {}
    for term in terms:
        label = _flat(term.label) or term.key
        free = label if label.lower() not in taken else f"{label} ({term.key})"
        taken.add(free.lower())
        names[term.key] = [free]
    for term in terms:
        for name in (_flat(name) for name, _ in term.names):
            if name and name.lower() not in taken:
                taken.add(name.lower())
                names[term.key].append(name)
    return names


def _flat(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=1 << 12)
def _text(text: str) -> str:
    r"""Return a text in which nothing is markup; spaces at its ends are kept.

    >>> _text("a *b* `c`_ http://e.org/")
    'a \\*b\\* \\`c\\`\\_ http\\://e.org/'
    """
    return _MARKS.sub(lambda found: f"\\{found[0]}", _WIDE.sub(" ", text))


def _started(line: str) -> str:
    r"""Return a line that begins no list, comment or table.

    >>> _started("- a"), _started("1. a"), _started("\\*a\\*")
    ('\\- a', '1\\. a', '\\*a\\*')
    """
    if found := _AT_START.match(line):
        end = found.end() - 1
        return f"{line[:end]}\\{line[end:]}"
    return line


def _line(text: str) -> str:
    return _started(_text(text).strip())


def _name(name: str) -> str:
    """Return a name as a line of a glossary, in which a colon between spaces would begin a classifier."""
    return _line(name).replace(" :", " \\:")


def _quoted(text: str) -> str:
    """Return a text between backquotes, in which an exclamation mark at its beginning would undo the link."""
    made = _text(text)
    return f"\\{made}" if made.startswith(("!", "~")) else made


def _heading(text: str, sign: str) -> Iterator[str]:
    made = _line(text)
    yield from (made, sign * max(4, 2 * len(made)) if not made.isascii() else sign * len(made), "")


def _address(url: str) -> str:
    return f"`{_text(url)} <{_target(url)}>`__"


def _target(url: str) -> str:
    r"""Return an address between angle brackets; an underscore at its end would make it the name of a place."""
    return re.sub(r"[\\<>`_]", r"\\\g<0>", _SPACE.sub("%20", url))


def _around(sign: str, text: str) -> str:
    made = _text(text).strip()
    return f"{sign}{made}{sign}" if made else ""


def _literal(before: str, text: str, behind: str) -> str:
    """Return code or a formula, which cannot hold a backquote nor end with a backslash: then it is plain text."""
    made = _flat(text)
    return _text(made) if "`" in made or made.endswith("\\") or not made else f"{before}{made}{behind}"


def _plain(found: Any) -> str:
    """Return the text of runs."""
    if isinstance(found, str):
        return found
    if isinstance(found, list):
        return "".join(map(_plain, found))
    return _plain(found.get("t") or next(iter(found.values()), ""))
