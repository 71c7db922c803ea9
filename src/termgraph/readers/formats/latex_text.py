"""LaTeX as runs of text: pylatexenc parses and knows the symbols; links of the glossaries packages lead to entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from pylatexenc import latexwalker as tex
from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.macrospec import LatexContextDb, MacroSpec

from termgraph.names import word_set
from termgraph.readers.blocks.runs import Run

#: Commands that name an entry, as the glossaries, glossaries-extra, acronym and acro packages have them.
_GLS = re.compile(
    r"(?:[gG]ls|GLS)(?:xtr\w+|entry\w+|pl|first|firstplural|text|name|desc|symbol|plural)?|"
    r"(?:[pP]|[rR])gls(?:pl)?|(?:[aA]cr|ACR)(?:short|long|full)(?:pl)?|[aA]c(?:s|l|f|p|sp|lp|fp)?"
)
#: Commands whose first argument names an entry, and whose second one is shown.
_SHOWN = ("glslink", "glsdisp", "Glslink", "Glsdisp", "hyperlink", "glshyperlink")
_STYLES = {
    **dict.fromkeys(("textbf", "bfseries", "strong", "mathbf"), "bold"),
    **dict.fromkeys(("emph", "textit", "textsl", "itshape", "em"), "italic"),
    **dict.fromkeys(("texttt", "verb", "code", "ttfamily", "lstinline"), "code"),
}
#: Commands that show nothing of their arguments.
_SILENT = word_set("label index ref pageref glsadd glsaddall vspace hspace input include")
_BREAKS = {"\\": "\n", "newline": "\n", "par": "\n\n", "glspar": "\n\n"}
_MATH = frozenset({"equation", "align", "gather", "multline", "eqnarray", "displaymath", "math"})
#: What pylatexenc shows otherwise than a glossary wants it.
_SHOW = {"~": "\u00a0", "&": " ", "\n\n": "\n\n"}

#: A text in which nothing has a meaning in LaTeX: none of its signs, no ligature, no empty line.
_PLAIN = re.compile(r"(?:[^\\{}$%&#~^_`'?!\"<>,\n-]|\n(?![ \t]*\n))*")


@cache
def _context() -> LatexContextDb:
    """Return the commands that pylatexenc knows, and those of glossaries."""
    context = tex.get_default_latex_context_db()
    forms = ("", "pl", "first", "firstplural", "text", "name", "desc", "symbol", "plural")
    own = {f"{start}{end}" for start in ("gls", "Gls", "GLS", "pgls", "Pgls", "rgls") for end in forms}
    long = [f"{form}{end}" for form in ("short", "long", "full") for end in ("", "pl")]
    own |= {f"{start}{end}" for start in ("acr", "Acr", "glsxtr", "Glsxtr") for end in long}
    own |= {f"{start}{end}" for start in ("ac", "Ac") for end in ("", "s", "l", "f", "p", "sp", "lp", "fp")}
    named = [MacroSpec(name, "*[{[") for name in sorted(own)]
    told = {
        f"{gls}entry{form}" for gls in ("gls", "Gls") for form in ("name", "text", "short", "long", "desc")
    }
    entry = [MacroSpec(name, "{") for name in sorted(told)]
    entry += [MacroSpec(name, "{{" if name == "href" else "*{") for name in ("href", *sorted(_SILENT))]
    shown = [MacroSpec(name, "*[{{") for name in _SHOWN]
    context.add_context_category("glossaries", macros=[*named, *entry, *shown], prepend=True)
    return context


def parsed(latex: str) -> list[Any]:
    """Return the nodes of a piece of LaTeX.

    Raises:
        ValueError: where its braces or environments do not fit together.
    """
    if _PLAIN.fullmatch(latex):  # for which a parser takes seven microseconds a letter
        return [tex.LatexCharsNode(chars=latex)] if latex else []
    try:
        walker = tex.LatexWalker(latex, latex_context=_context(), tolerant_parsing=False)
        return list(walker.get_latex_nodes()[0])
    except tex.LatexWalkerParseError as error:
        raise ValueError(str(error.msg).split("\n", maxsplit=1)[0]) from None
    except RecursionError:
        raise ValueError("nested too deep") from None


def closed(text: str, place: int, end: int | None = None) -> int:
    """Return the place behind the bracket that closes the one at a place.

    Raises:
        ValueError: where none does, up to the end that is given.
    """
    depth, square = 0, text[place] == "["
    for sign in re.compile(r"\\.|%[^\n]*|[][{}]", re.DOTALL).finditer(text, place, end or len(text)):
        depth += (sign.group() == "{") - (sign.group() == "}")
        if sign.group() == "]" and square and depth == 0:
            return sign.end()
        if sign.group() == "}" and depth == 0 and not square:
            return sign.end()
    raise ValueError("a bracket is not closed")


def runs(latex: str, line: int, names: Mapping[str, str]) -> tuple[Run, ...]:
    r"""Return a piece of LaTeX as runs.

    Args:
        latex: the piece, which is known to be well-formed.
        line: the line that it begins on.
        names: what is shown for commands that name an entry: key -> name.

    >>> [(run.text, run.href) for run in runs(r"A b\"ird, a \gls{owl} --- of \emph{night}", 1, {"owl": "barn owl"})]
    [('A bïrd, a ', ''), ('barn owl', '#owl'), (' — of ', ''), ('night', '')]
    """
    pieces: list[Run] = []
    for run in _pieces(parsed(latex), Run("", line=line), names):
        if pieces and replace(run, text="") == replace(pieces[-1], text=""):
            pieces[-1] = replace(run, text=pieces[-1].text + run.text)
        elif run.text:
            pieces.append(run)
    folded: list[Run] = []
    for run in pieces:
        text = run.text if run.raw or run.code else _folded(run.text)
        if not folded or folded[-1].text[-1:].isspace():
            text = text.lstrip(" ")
        if text:
            folded.append(replace(run, text=text))
    return tuple(folded)


def _folded(text: str) -> str:
    """Return text without the indentation of its lines, and with one empty line between paragraphs."""
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]*\n[ \t]*", "\n", re.sub(r"[ \t]+", " ", text)))


def _pieces(nodes: Iterable[Any], style: Run, names: Mapping[str, str]) -> Iterator[Run]:
    """Yield the runs of nodes."""
    for node in nodes:
        if isinstance(node, tex.LatexCharsNode):
            yield replace(style, text=node.chars)
        elif isinstance(node, tex.LatexGroupNode):
            yield from _pieces(node.nodelist, _styled(node.nodelist, style), names)
        elif isinstance(node, tex.LatexMathNode):
            yield replace(style, text=_formula(node), raw=True)
        elif isinstance(node, tex.LatexEnvironmentNode):
            yield from _environment(node, style, names)
        elif isinstance(node, tex.LatexSpecialsNode):
            yield replace(style, text=_SHOW.get(node.specials_chars, _plain(node)))
        elif isinstance(node, tex.LatexMacroNode):
            yield from _macro(node, style, names)


def _styled(nodes: Sequence[Any], style: Run) -> Run:
    r"""Return the style of a group that begins with a command such as `{\bfseries …}`."""
    first = next((node for node in nodes if isinstance(node, tex.LatexMacroNode)), None)
    if first is None or first.macroname not in ("bfseries", "itshape", "em", "ttfamily"):
        return style
    return replace(style, **{_STYLES[first.macroname]: True})  # type: ignore[arg-type]  # the three are truth values


def _formula(node: Any) -> str:
    """Return a formula between dollar signs."""
    inner = "".join(one.latex_verbatim() for one in node.nodelist).strip()
    return f"${inner}$" if node.displaytype == "inline" else f"$${inner}$$"


def _environment(node: Any, style: Run, names: Mapping[str, str]) -> Iterator[Run]:
    r"""Yield the runs of what stands between `\begin` and `\end`."""
    if node.environmentname.rstrip("*") in _MATH:
        inner = "".join(one.latex_verbatim() for one in node.nodelist).strip()
        yield replace(style, text=f"$${inner}$$", raw=True)
        return
    yield replace(style, text="\n")
    yield from _pieces(node.nodelist, style, names)
    yield replace(style, text="\n")


def _arguments(node: Any) -> list[list[Any]]:
    """Return the nodes of each argument of a command in braces, without its star and what stands in brackets."""
    given = (one for one in (node.nodeargd.argnlist if node.nodeargd else []) if one is not None)
    return [
        _nodes(one) for one in given if not isinstance(one, tex.LatexGroupNode) or one.delimiters[0] == "{"
    ]


def _nodes(argument: Any) -> list[Any]:
    return list(argument.nodelist) if isinstance(argument, tex.LatexGroupNode) else [argument]


def _macro(node: Any, style: Run, names: Mapping[str, str]) -> Iterator[Run]:
    """Yield the runs of a command."""
    name, given = node.macroname, _arguments(node)
    if name in _SILENT:
        return
    if name == "item":
        yield from _item(node, style, names)
    elif name in _BREAKS:
        yield replace(style, text=_BREAKS[name])
    elif given and (linked := _linked(name, given, style, names)) is not None:
        yield from linked
    elif given and "cite" in name:
        yield replace(style, text=f"[{_verbatim(given[-1])}]")
    elif given and name == "footnote":
        yield from (replace(style, text=" ("), *_pieces(given[-1], style, names), replace(style, text=")"))
    elif given and name in _STYLES:
        yield from _pieces(given[0], replace(style, **{_STYLES[name]: True}), names)  # type: ignore[arg-type]
    elif given and name == "ensuremath":
        yield replace(style, text=f"${_verbatim(given[0])}$", raw=True)
    elif given and not _shows(name):  # of the document's own, or one that only sets its text otherwise
        yield from _pieces(given[-1], style, names)
    else:
        yield replace(style, text=_plain(node) + node.macro_post_space)


def _linked(
    name: str, given: Sequence[list[Any]], style: Run, names: Mapping[str, str]
) -> Iterable[Run] | None:
    """Return the runs of a command that links to an entry or an address, None of any other."""
    aim = _verbatim(given[0])
    if len(given) > 1 and (name in _SHOWN or name == "href"):
        return _pieces(given[1], replace(style, href=aim if name == "href" else f"#{aim}"), names)
    if _GLS.fullmatch(name):
        return [replace(style, text=_form(name, names.get(aim, aim)), href=f"#{aim}")]
    return [replace(style, text=aim, href=aim)] if name == "url" else None


def _item(node: Any, style: Run, names: Mapping[str, str]) -> Iterator[Run]:
    """Yield the begin of an item of a list, with its label."""
    yield replace(style, text="\n- ")
    for label in filter(None, node.nodeargd.argnlist if node.nodeargd else []):
        yield from (*_pieces(_nodes(label), replace(style, bold=True), names), replace(style, text=" "))


def _form(command: str, name: str) -> str:
    r"""Return a name as a command shows it: capitalised by `\Gls`."""
    return name[:1].upper() + name[1:] if command.startswith(("Gls", "Ac", "Pgls", "GLS")) else name


def _verbatim(nodes: Iterable[Any]) -> str:
    return " ".join("".join(node.latex_verbatim() for node in nodes).split())


def _shows(name: str) -> bool:
    """Tell whether it is known what a command shows."""
    return _to_text().latex_context.get_macro_spec(name) is not None


def _plain(node: Any) -> str:
    """Return what a symbol, an accent or a command shows; of one that is not known its name, if it has a capital."""
    name = getattr(node, "macroname", "")
    if name and not _shows(name):
        return str(name) if re.search("[A-Z]", name) and len(name) > 1 else ""
    try:
        return str(_to_text().nodelist_to_text([node]))
    except (ValueError, IndexError, AttributeError, RecursionError):  # of an accent over nothing
        return ""


@cache
def _to_text() -> LatexNodes2Text:
    return LatexNodes2Text(math_mode="verbatim", keep_braced_groups=False)
