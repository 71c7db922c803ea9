"""Inline text of any format: runs of characters that look alike, their Markdown, and the name that they begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from termgraph.markdown import escaped
from termgraph.readers.records.links import LABEL, Link


@dataclass(frozen=True, slots=True)
class Run:
    r"""A piece of text in one appearance; a line break is a "\n" in the text.

    Args:
        text: the characters.
        bold: whether it is strong.
        italic: whether it is emphasised.
        code: whether it is in a fixed-width font.
        href: where it links to, as written; "" for nowhere.
        line: the line that it begins on.
        raw: whether it is Markdown already, such as a formula.
        defined: whether it is marked as the term that is defined where it stands.
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    href: str = ""
    line: int = 0
    raw: bool = False
    defined: bool = False


class Lead(NamedTuple):
    """What a paragraph begins with that may be a name.

    Args:
        name: the name, as plain text.
        how: how it stands out: bold, italic, code, link, or plain.
        mark: what stands between it and the rest: ":", "-", ".", a line break, or "" where the sentence goes on.
        rest: what follows.
        href: where the name links to, "" for nowhere.
        defined: whether the format says that it is defined here, with a mark behind it or none.
    """

    name: str
    how: str
    mark: str
    rest: tuple[Run, ...]
    href: str = ""
    defined: bool = False


#: How a link begins that names an entry, rather than a place or a file: `:term:` of Sphinx, `[[…]]` of a wiki.
TERM = "term:"

#: No name of a glossary is longer; what is, is a sentence.
LONGEST_NAME = 100

_MARK = re.compile(r"\s*(:+|[–—―=→]|-{1,3}(?=\s)|\.(?=\s|\Z))\s*")
_LINE_END = re.compile(r"[ \t]*(\n)\s*")
_END_MARK = re.compile(r"\s*(:+|[–—―]|(?<=\s)-{1,2}|(?<!\s\w)\.)\s*\Z")
_BRACKET = re.compile(r"\s*(?:\([^()\n]{1,60}\)|\[[^][\n]{1,60}\])")
_NUMBER = re.compile(r"\s*(?:\(?\d{1,4}[.)]|[•·▪‣*-])\s*\Z")
# "Term: text" and "Term – text" without any emphasis; a colon inside a word or an address is no separator.
_PLAIN = re.compile(r"([^\s:.;!?–—][^:;!?–—\n]{0,99}?)(?:\s*:(?=\s)|\s+(?:[–—―=]|-{1,2})(?=\s))\s*(?=\S)")


def plain(runs: Iterable[Run]) -> str:
    """Return the text of runs without any marks, white space folded.

    >>> plain([Run("a "), Run("bold", bold=True), Run(" word")])
    'a bold word'
    """
    return " ".join("".join(run.text for run in runs).split())


def lines(runs: Iterable[Run]) -> list[tuple[Run, ...]]:
    r"""Return the lines of a paragraph that hold text.

    >>> [plain(line) for line in lines([Run("Owl", bold=True), Run(": a bird\nJay: another")])]
    ['Owl: a bird', 'Jay: another']
    """
    found: list[list[Run]] = [[]]
    for run in runs:
        first, *more = run.text.split("\n")
        found[-1].append(replace(run, text=first))
        found += [[replace(run, text=text)] for text in more]
    return [tuple(line) for line in found if plain(line)]


def links(runs: Iterable[Run]) -> tuple[Link, ...]:
    """Return what runs link to, adjacent runs with one target as one link.

    >>> links([Run("see ", line=1), Run("the ", href="#owl", line=1), Run("owl", bold=True, href="#owl", line=1)])
    (Link(text='the owl', target='#owl', line=1, relation=''),)
    """
    found = []
    for href, group in groupby(runs, key=lambda run: run.href):
        pieces = list(group)
        if href.startswith(TERM):
            name = href.removeprefix(TERM)
            found.append(Link(name, name, pieces[0].line))
        elif href:
            found.append(Link(plain(pieces), href, pieces[0].line))
    return tuple(found)


def markdown(runs: Iterable[Run]) -> str:
    """Return runs as Markdown.

    >>> markdown([Run("a "), Run("bold ", bold=True), Run("link", href="#x"), Run(" to 2*3 ", code=True)])
    'a **bold** [link](#x)` to 2*3 `'
    """
    written = []
    for href, group in groupby(runs, key=lambda run: run.href):
        inner = "".join(_emphasis(list(group)))
        if href and "://" in href and inner.strip() == href:
            inner = f"<{href}>"
        elif href and inner.strip():
            text = inner.strip()
            inner = inner.replace(text, f"[{text}]({_target(href)})", 1)
        written.append(inner)
    return "".join(written)


def _emphasis(runs: Sequence[Run]) -> Iterator[str]:
    for (bold, italic, code, raw), group in groupby(
        runs, key=lambda run: (run.bold, run.italic, run.code, run.raw)
    ):
        text = "".join(run.text for run in group)
        if raw:
            yield text
            continue
        if code and text.strip():
            fence = "`" * (1 + max((len(ticks) for ticks in re.findall("`+", text)), default=0))
            yield f"{fence}{text}{fence}" if "`" not in text else f"{fence} {text} {fence}"
            continue
        mark = ("**" if bold else "") + ("*" if italic else "")
        inner = escaped(text).strip()
        if not mark or not inner:
            yield escaped(text)
            continue
        # Marks stand close to the words (CommonMark 6.2), white space stays outside.
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        yield f"{before}{mark}{inner}{mark[::-1]}{after}"


def _target(href: str) -> str:
    href = f"#{href.removeprefix(LABEL)}" if href.startswith(LABEL) else href.removeprefix(TERM)
    return f"<{href}>" if re.search(r"[\s()]", href) else href


def lead(runs: Sequence[Run]) -> Lead | None:
    """Return the name that a paragraph begins with, or None where it begins with none.

    A name stands out (bold, italic, code, a link) or ends in a colon or a dash. Brackets behind it belong to it.

    >>> found = lead([Run("Barn owl", bold=True), Run(" (BO): a bird of prey")])
    >>> found.name, found.how, found.mark, plain(found.rest)
    ('Barn owl (BO)', 'bold', ':', 'a bird of prey')
    >>> lead([Run("It is a bird.")]) is None
    True
    """
    rest = _stripped(runs)
    if len(rest) > 1 and _NUMBER.match(rest[0].text):  # "1. **Term**", where the number is no list marker
        rest = _stripped(rest[1:])
    if not rest:
        return None
    for how, test in (
        ("bold", lambda run: run.bold),
        ("italic", lambda run: run.italic),
        ("code", lambda run: run.code),
        ("link", lambda run: bool(run.href)),
    ):
        if test(rest[0]):
            return _marked(rest, how, [test(run) or not run.text.strip() for run in rest])
    match = _PLAIN.match(rest[0].text)
    if match and len(match[1].split()) <= 10:
        mark = ":" if ":" in rest[0].text[match.end(1) : match.end()] else "-"
        after = (replace(rest[0], text=rest[0].text[match.end() :]), *rest[1:])
        return Lead(" ".join(match[1].split()), "plain", mark, after)
    return None


def _marked(runs: Sequence[Run], how: str, fits: Sequence[bool]) -> Lead | None:
    """Return the lead of a paragraph whose first runs stand out."""
    end = next((n for n, fit in enumerate(fits) if not fit), len(runs))
    while end > 1 and not runs[end - 1].text.strip():
        end -= 1
    after = list(runs[end:])
    name = "".join(run.text for run in runs[:end])
    if re.search(r"\S[ \t]*\n", name):  # a bold line that goes on boldly is a sentence, not a name
        return None
    mark = "\n"
    inside = _END_MARK.search(name)
    if inside and name[: inside.start()].strip():
        # "e.g." and "U.S." keep their full stops.
        name, mark = name[: inside.start()], inside[1][0]
        after[:1] = [replace(run, text=run.text.lstrip()) for run in after[:1]]
    elif after:
        bracket, mark, after = _behind(after)
        name += bracket
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        return None
    mark = {"–": "-", "—": "-", "―": "-", "=": "-", "→": "-"}.get(mark, mark)
    href = next((run.href for run in runs[:end] if run.href), "")
    return Lead(name, how, mark, tuple(run for run in after if run.text), href, runs[0].defined)


def _behind(runs: list[Run]) -> tuple[str, str, list[Run]]:
    """Return the bracket behind a name, the mark behind that ("" for none of them), and the rest."""
    bracket = _BRACKET.match("".join(run.text for run in runs))
    rest = _from(runs, bracket.end() if bracket else 0)
    mark = _LINE_END.match(rest[0].text) or _MARK.match(rest[0].text)
    rest[0] = replace(rest[0], text=rest[0].text[mark.end() if mark else 0 :])
    return f" {bracket.group().strip()}" if bracket else "", mark[1][0] if mark else "", rest


def _from(runs: Sequence[Run], place: int) -> list[Run]:
    """Return runs from a character on; at least one, which may be empty."""
    kept = list(runs)
    while len(kept) > 1 and place >= len(kept[0].text):
        place -= len(kept.pop(0).text)
    return [replace(kept[0], text=kept[0].text[place:]), *kept[1:]]


def _stripped(runs: Sequence[Run]) -> list[Run]:
    """Return runs without white space in front."""
    kept = list(runs)
    while kept and not kept[0].text.strip():
        kept.pop(0)
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
    return kept
