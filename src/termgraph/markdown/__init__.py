"""Definitions are Markdown: their plain text, their links, and Markdown that others may render; see also `tree`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


@cache
def parser() -> MarkdownIt:
    """Return the CommonMark parser, with TeX between dollar signs, without raw HTML and images."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin

    parser = MarkdownIt("commonmark", {"html": False}).disable("image")
    # The default link check lets some schemes through that are no use in a definition; `rich` asks its caller.
    parser.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    return parser


#: One line that begins as no list does and has no sign that Markdown gives a meaning: most names and many texts.
_UNMARKED = re.compile(r"(?!\d+[.)])[^\W_](?:[^\W_]|[ ,.;:'\"()?/%–—-])*(?<! )")


def is_unmarked(markdown: str) -> bool:
    """Tell whether a passage is its own text, which needs no parser; False where only that can tell."""
    return _UNMARKED.fullmatch(markdown) is not None


def _leaves(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.children is not None:
            yield from _leaves(token.children)
        else:
            yield token


def plain(markdown: str, math: Callable[[str], str] | None = None) -> str:
    """Return the text of a Markdown passage without links, emphasis and other marks.

    Paragraphs and list items are separated by a line break.

    Args:
        markdown: the passage.
        math: returns a formula in TeX as text; None to leave it in its dollar signs.

    >>> plain("The *smooth* form of [argmax](argmax.md): $e^{x_i}$.")
    'The smooth form of argmax: $e^{x_i}$.'
    """
    if is_unmarked(markdown):
        return markdown
    lines: list[str] = []
    for block in parser().parse(markdown):
        if block.type == "math_block":
            tex = block.content.strip()
            lines.append(math(tex) if math else f"$${tex}$$")
        elif block.type in ("fence", "code_block"):
            lines.append(block.content.strip())
        elif block.children is not None:
            lines.append("".join(_plain_inline(token, math) for token in block.children))
    return "\n".join(line for line in lines if line)


def _plain_inline(token: Token, math: Callable[[str], str] | None = None) -> str:
    match token.type:
        case "text" | "code_inline":
            return token.content
        case "math_inline" | "math_inline_double" if math:
            return math(token.content)
        case "math_inline":
            return f"${token.content}$"
        case "math_inline_double":
            return f"$${token.content}$$"
        case "softbreak" | "hardbreak":
            return " "
        case _:
            return ""


def links(markdown: str) -> list[str]:
    """Return the targets of the links in a Markdown passage, in order.

    >>> links("See [argmax](argmax.md) and [RFC 3987](https://www.rfc-editor.org/rfc/rfc3987).")
    ['argmax.md', 'https://www.rfc-editor.org/rfc/rfc3987']
    """
    return [
        str(token.attrGet("href")) for token in _leaves(parser().parse(markdown)) if token.type == "link_open"
    ]


def entry_link(target: str) -> str | None:
    """Return the id of the entry that a link points to, or None where it points elsewhere.

    >>> entry_link("argmax.md"), entry_link("https://example.org/")
    ('argmax', None)
    """
    from urllib.parse import unquote

    path = unquote(target.partition("#")[0]).removeprefix("./")
    return path[:-3] if path.endswith(".md") and "/" not in path and ":" not in path else None


#: Where a link may say what it leads to: behind its text, or in a definition of its own. Text in `[ ]` before it.
_DESTINATION = re.compile(
    r"(?:\[(?P<text>[^\[\]]*)\]\(\s*|^ {0,3}\[[^\[\]]+\]:\s*)<?(?P<target>[^\s()<>]+)", re.M
)
_LINK_END = re.compile(r">?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)")


def relinked(markdown: str, to: Mapping[str, str | None]) -> str:
    """Return a Markdown passage whose links to entries lead to others; of those that lead to None the text is left.

    What only looks like a link, as in code, stays as it is.

    >>> relinked("An [owl](owl.md#eyes), no `[owl](owl.md)`.", {"owl": "tawny-owl"})
    'An [owl](tawny-owl.md#eyes), no `[owl](owl.md)`.'
    >>> relinked("An [owl](owl.md) flies.", {"owl": None})
    'An owl flies.'
    """
    for found in reversed(list(_DESTINATION.finditer(markdown))):
        id_, target = entry_link(found["target"]), found["target"]
        if id_ is None or id_ not in to:
            continue
        new, (start, end) = to[id_], found.span("target")
        if new is not None:
            dot = "./" if target.startswith("./") else ""
            made = f"{dot}{new}.md{target[target.find('#') :] if '#' in target else ''}"
        elif found["text"] is not None and (close := _LINK_END.match(markdown, end)):
            start, end, made = found.start(), close.end(), found["text"]
        else:
            continue
        changed = f"{markdown[:start]}{made}{markdown[end:]}"
        if links(changed) != links(markdown):
            markdown = changed
    return markdown


_FORMULA = re.compile(r"(?<![\w$\\])(\$(?=[^\s$])[^$\n]*[^\s$\\]\$)(?![\w$])")
#: The same where `escaped` has been: an underscore may have got a backslash.
_WRITTEN_FORMULA = re.compile(rf"{_FORMULA.pattern}(?!\\_)")


# Markdown that is written

#: What the front matter of a glossary says that termgraph wrote, so that no stranger's is taken for one.
GENERATOR = "generator: termgraph"

#: Entities rather than backslashes, which MkDocs does not know before these, or which do not part what a template
#: engine looks for, so that it would print or obey them.
_ENTITIES = {
    "<": "&lt;", "&": "&amp;", "~": "&#126;", "=": "&#61;", "{": "&#123;", "%": "&#37;", "!": "&#33;", "?": "&#63;",
    ":": "&#58;", "|": "&#124;",
}  # fmt: skip
#: What begins a tag, and the scissors of MkDocs, which would put a file in their place.
_TAG = r"<(?=[a-zA-Z/!?])|(?<=8)<(?=-)"
#: What begins a shortcode of Hugo, a tag of Jinja or Liquid, or attributes.
_TEMPLATE = r"\{(?=[{%#:])"
#: What is a mark to others: struck out, marked, hidden, a footnote.
_ELSEWHERE = r"~(?=~|\S[^~\n]*~) | =(?==[^\s=]) | %(?=%) | \[(?=\^)"
#: Of what is hidden, below and by `harmless`, all begins with one of these: most texts need no closer look.
_SIGN = re.compile(r"[\\`*_\[\]~={%<&$]")
_SPECIAL = re.compile(
    rf"""\\(?=[!-/:-@\[-`{{-~\n]|\Z)  # a backslash that would hide the next character, or break the line
      | `
      | \*(?=\S) | (?<=\S)\*        # a star that touches a word; one between spaces is a star
      | (?<![^\W_])_(?=\S) | (?<=\S)_(?![^\W_])  # within a word it is one
      | \[(?=[^\[\]\n]*\]\() | \](?=[(:])                # links, and what they refer to
      | \[(?=\[) | (?<=\[)\[             # links of a wiki
      | {_ELSEWHERE} | {_TEMPLATE} | {_TAG}
      | &(?=\#?\w+;)
    """,
    re.VERBOSE,
)
#: What would make a heading, a list or code of a line: a mark behind few spaces, or as many spaces as code has.
_LINE_START = re.compile(
    r"^( {4}| {0,3}\t)(?=[^\S\n]*\S)"
    r"|^([^\S\n]*)(\#+|[-+*_](?=\s|$)|\d{1,9}(?=[.)](?:\s|$))|>|~~~|=+(?=[ \t]*$)|-{2,}|\{|:(?=\s|::|-)|\||!!!|\?\?\?)",
    re.MULTILINE,
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:lt|amp|#\d{2,3});")


def escaped(text: str, *, formulas: bool = False) -> str:
    r"""Return plain text as Markdown that says the same: marks that would be obeyed are hidden.

    Args:
        text: the text.
        formulas: whether what stands between dollar signs is TeX, and stays.

    >>> escaped("2 * 3, snake_case, *f*, [a](b), x < y, <b>, {{< x >}}")
    '2 * 3, snake_case, \\*f\\*, \\[a\\](b), x < y, &lt;b>, &#123;{< x >}}'
    """
    if not _SIGN.search(text):
        return text
    if not formulas:
        return _SPECIAL.sub(_hidden, text)
    found = enumerate(_FORMULA.split(text))
    return "".join(part if n % 2 else _SPECIAL.sub(_hidden, part) for n, part in found)


def _hidden(found: re.Match[str]) -> str:
    return _ENTITIES.get(found[0], f"\\{found[0]}")


def escaped_block(text: str, *, formulas: bool = False) -> str:
    r"""Return plain text of several lines as Markdown: beginnings of lines that would be headings or lists as well.

    >>> print(escaped_block("# no heading\n1. no list\n- nor this"))
    \# no heading
    1\. no list
    \- nor this
    """

    def hidden(found: re.Match[str]) -> str:
        deep, space, mark = found.groups()
        if deep:
            return f"&#{ord(deep[0]):02};{deep[1:]}"
        if mark.isdigit():
            return f"{space}{mark}\\"
        return f"{space}{_ENTITIES.get(mark[0]) or chr(92) + mark[0]}{mark[1:]}"

    return _LINE_START.sub(hidden, escaped(text, formulas=formulas))


#: A bar, and the backslash that hides it; those before it, in pairs, are backslashes that are shown.
_BAR = re.compile(r"(?<!\\)((?:\\\\)*)\\?\|")


def line(text: str) -> str:
    r"""Return plain text as Markdown that shows it as one line wherever it stands, in a table as well.

    >>> line("<b>*x*</b> |\n# y")
    '&lt;b>\\*x\\*&lt;/b> &#124; # y'
    """
    return _BAR.sub(r"\1&#124;", escaped_block(" ".join(text.split())))


def code(text: str) -> str:
    r"""Return plain text as code, where no template engine would run it and no table would end it; else as text.

    >>> code("a*b"), code("{{x}}")
    ('`a*b`', '&#123;{x}}')
    """
    flat = " ".join(text.split())
    return f"`{flat}`" if flat and not _NO_CODE.search(flat) else line(flat)


def unescaped(text: str, *, formulas: bool = False) -> str:
    r"""Return the plain text that `escaped` or `escaped_block` made Markdown of.

    >>> unescaped(harmless(escaped_block("*f* <b> $a<b$ {{x}}", formulas=True)), formulas=True)
    '*f* <b> $a<b$ {{x}}'
    """
    parts = _WRITTEN_FORMULA.split(text) if formulas else [text]
    return "".join(
        _tex_restored(part) if n % 2 else _ESCAPED.sub(lambda found: found[1] or unescape(found[0]), part)
        for n, part in enumerate(parts)
    )


def anchor(heading: str) -> str:
    """Return the anchor that GitHub and most others make of a heading.

    >>> anchor("Long Short-Term Memory (LSTM)"), anchor("C++ & co.")
    ('long-short-term-memory-lstm', 'c--co')
    """
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


_KEPT = rf"""(?P<kept> \\(?!{_TAG}|{_TEMPLATE})[!-/:-@\[-`{{-~]
          | ^[ ]{{0,3}}(?P<fence>`{{3,}}|~{{3,}})[^\n]*\n(?P<block>(?s:.*?))^[ ]{{0,3}}(?P=fence)
          | (?P<ticks>`+)(?!`)(?P<code>(?:(?!\n[ \t]*\n)(?s:.))*?)(?<!`)(?P=ticks)(?!`)
          | <(?P<address>(?:https?|mailto):[^\s<>]*)> )
      | (?P<tex> \$\$[^$]+\$\$ | {_FORMULA.pattern} )"""
#: What Markdown has beside text: what stays as it is, and what becomes text.
_MARKED = re.compile(
    rf"""{_KEPT}
      | (?P<sign> \\?(?:{_TAG}|{_TEMPLATE})   # HTML and shortcodes, which few let a backslash hide
          | !(?=\[)                             # an image, which would be fetched
          | {_ELSEWHERE} | (?<=[*_`)\]])\{{ | ^[ ]*\{{ )    # attributes, which may be scripts
    """,
    re.VERBOSE | re.MULTILINE,
)
_RESTORED = re.compile(
    rf"{_KEPT} | (?P<sign> &\#(?:33|35|37|40|58|60|61|91|123|126); )", re.VERBOSE | re.MULTILINE
)
_PLACES = re.compile(
    rf"{_KEPT} | (?P<sign> (?<=\])\((?!<?https?://) | ^\#(?=\#*[ \t]) )", re.VERBOSE | re.MULTILINE
)
_IN_CODE = re.compile(r"\{[{%#]|8<-")
_NO_CODE = re.compile(rf"{_IN_CODE.pattern}|[`|]")
#: What is parted in a formula, by `{}` or a space, which say nothing in TeX, and what was; an author's get one more.
_IN_TEX = re.compile(r"<(?=(?:\{\})*[a-zA-Z/!?])|(?<=8)<(?=(?:\{\})*-)|\{(?= *[{%#])")
_OUR_TEX = re.compile(r"<\{\}(?=(?:\{\})*[a-zA-Z/!?])|(?<=8)<\{\}(?=(?:\{\})*-)|\{ (?= *[{%#])")
#: Without any of these there is nothing to parse.
_MAY_HARM = re.compile(r"<[a-zA-Z/!?]|\]\s*[(:\[]")
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")


def harmless(markdown: str) -> str:
    r"""Return Markdown in which all HTML, images, attributes and shortcodes are text, whoever renders it.

    What links to anything but the web, or hides HTML all too well, is returned as plain text, and so is code that a
    template engine would run.

    >>> harmless("*x* <b>y</b> `<b>` $a<b$ ![z](https://e.org/z.png)")
    '*x* &#60;b>y&#60;/b> `<b>` $a<{}b$ &#33;[z](https://e.org/z.png)'
    >>> harmless("*x* [y](javascript:alert(1))")
    'x \\[y\\](javascript:alert(1))'
    """
    if not _SIGN.search(markdown):
        return markdown
    made = _MARKED.sub(_as_text, markdown)
    if not _MAY_HARM.search(made):
        return made
    tokens = (token for block in _obedient().parse(made) for token in (block, *(block.children or ())))
    return made if all(map(_is_harmless, tokens)) else escaped_block(plain(markdown))


def _as_text(found: re.Match[str]) -> str:
    if found["tex"]:
        return _IN_TEX.sub(lambda one: "<{}" if one[0] == "<" else "{ ", found[0])
    if found["sign"]:
        return _numbered(found[0][-1])
    if not _IN_CODE.search(found[0]):
        return found[0]
    return escaped_block(found["block"] or found["code"] or found["address"] or "")


def self_contained(markdown: str) -> str:
    r"""Return a passage whose headings, and whose links to places in the document that it is from, are text.

    >>> self_contained("# Owl\n[more](#there) and [all](https://e.org)")
    '&#35; Owl\n[more]&#40;#there) and [all](https://e.org)'
    """
    return _PLACES.sub(lambda found: _numbered(found[0]) if found["sign"] else found[0], markdown)


def _numbered(sign: str) -> str:
    return f"&#{ord(sign)};"


def restored(markdown: str) -> str:
    """Return the Markdown that `harmless` made harmless, as far as it stayed Markdown.

    >>> restored(harmless("*x* <b>y</b> `<b>` $a<b$"))
    '*x* <b>y</b> `<b>` $a<b$'
    """

    def back(found: re.Match[str]) -> str:
        if found["sign"]:
            return unescape(found[0])
        return _tex_restored(found[0]) if found["tex"] else found[0]

    return _RESTORED.sub(back, markdown)


def _tex_restored(tex: str) -> str:
    return _OUR_TEX.sub(lambda found: found[0][0], tex)


@cache
def _obedient() -> MarkdownIt:
    """Return a parser that obeys all that it reads, as those of other people may."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True})
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _is_harmless(token: Token) -> bool:
    scheme = _SCHEME.match(str(token.attrGet("href") or ""))
    return token.type not in ("html_inline", "html_block", "image") and (
        scheme is None or scheme[1].lower() in ("http", "https", "mailto")
    )


class Part(NamedTuple):
    """A block of a Markdown document: what it is, the level of a heading, its first line and the one behind it."""

    type: str
    level: int
    first: int
    end: int


def parts(markdown: str) -> list[Part]:
    r"""Return the blocks of a document, in order, with the lines that they stand on, from 0.

    >>> [(part.type, part.level, part.first) for part in parts("# Owl\n\nA bird.\n\n```\n# no\n```\n")]
    [('heading', 1, 0), ('paragraph', 0, 2), ('fence', 0, 4)]
    """
    return [
        Part(
            token.type.removesuffix("_open"),
            int(token.tag[1]) if token.type == "heading_open" else 0,
            *token.map,
        )
        for token in _obedient().parse(markdown)
        if token.map and not token.level
    ]


def lowered(markdown: str, steps: int) -> str:
    r"""Return Markdown whose headings stand so many levels lower, or higher where that is less than none.

    >>> lowered("# Owl\n\n```\n# no\n```", 2), lowered("### Owl", -2)
    ('### Owl\n\n```\n# no\n```', '# Owl')
    """
    lines = markdown.split("\n")
    for part in reversed(parts(markdown) if "#" in markdown or _UNDERLINED.search(markdown) else []):
        if part.type == "heading":
            text = " ".join(lines[part.first : part.end])
            text = _UNDERLINE.sub("", text) if part.end > part.first + 1 else text.lstrip().lstrip("#")
            lines[part.first : part.end] = [f"{'#' * max(1, min(6, part.level + steps))} {text.strip()}"]
    return "\n".join(lines)


_UNDERLINED = re.compile(r"^ {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)
_UNDERLINE = re.compile(r"\s+(?:=+|-+)\s*\Z")
