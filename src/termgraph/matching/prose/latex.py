"""Prose in LaTeX, by the nodes of pylatexenc, which knows where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from termgraph.errors import TermgraphError
from termgraph.matching.prose.source import Finder, Kind
from termgraph.names import word_set

_BODY = re.compile(r"\\begin\{document\}")
_HEADINGS = word_set("part chapter section subsection subsubsection paragraph subparagraph title")
_SHOWN = word_set(
    "emph textbf textit textsl textsc textrm textsf underline footnote caption mbox text thanks"
)
_LINKS = word_set("href hyperlink hyperref")
_ENVIRONMENTS = word_set("""
    abstract center corollary definition description document enumerate example figure flushleft flushright itemize
    lemma minipage proof proposition remark table tabular tabularx theorem
""")
_QUOTATIONS = word_set("quote quotation verse displayquote")


def read(text: str, path: str) -> Finder:
    r"""Return the prose of a LaTeX document, or of a part of one.

    Raises:
        TermgraphError: where its braces or environments do not fit together.

    >>> found = read(r"\section{Owls} An \emph{owl} sees $x$ and \cite{bat} \href{b}{bats}.", "a.tex")
    >>> [found.text[run.start:run.end].strip() for run in found.runs]
    ['Owls', 'An', 'owl', 'sees', 'and', 'bats', '.']
    """
    from termgraph.readers.formats.latex_text import parsed

    begun = _BODY.search(text)
    offset = begun.end() if begun else 0
    ended = text.rfind(r"\end{document}")
    finder = Finder(text)
    try:
        nodes = parsed(text[offset : ended if ended > offset else len(text)])
    except ValueError as error:
        raise TermgraphError(f"is broken LaTeX: {error}", path) from None
    _Page(finder, offset).nodes(nodes, Kind.TEXT)
    return finder


class _Page:
    def __init__(self, finder: Finder, offset: int) -> None:
        self.finder, self.offset = finder, offset

    def nodes(self, nodes: Iterable[Any], kind: Kind) -> None:
        for node in nodes:
            match type(node).__name__:
                case "LatexCharsNode":
                    start = self.offset + (node.pos or 0)
                    self.finder.add(start, start + len(node.chars), kind)
                case "LatexGroupNode":
                    self.nodes(node.nodelist, kind)
                case "LatexMacroNode":
                    self.macro(node, kind)
                case "LatexEnvironmentNode":
                    self.environment(node, kind)
                case "LatexSpecialsNode" if node.specials_chars == "~":
                    pass
                case _:
                    self.finder.cut()

    def macro(self, node: Any, kind: Kind) -> None:
        arguments = [one for one in (node.nodeargd.argnlist if node.nodeargd else ()) if one is not None]
        name = node.macroname
        if name in _HEADINGS:
            self.finder.cut()
            self.finder.sections.append(self.offset + node.pos)
            self.nodes(arguments[-1:], Kind.HEADING)
        elif name in _LINKS:
            self.nodes(arguments[-1:], Kind.LINK)
            return
        elif name in _SHOWN:
            if name in ("footnote", "caption"):
                self.finder.cut()
            self.nodes(arguments[-1:], kind)
            return
        self.finder.cut()

    def environment(self, node: Any, kind: Kind) -> None:
        self.finder.cut()
        if node.environmentname.rstrip("*") in _ENVIRONMENTS | _QUOTATIONS:
            is_quoted = node.environmentname in _QUOTATIONS
            self.nodes(node.nodelist, Kind.QUOTATION if is_quoted else kind)
        self.finder.cut()
