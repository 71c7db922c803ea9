"""How each format writes a link that is ours, and how those that we wrote before are found again.

A link is ours where it leads to one of our pages and has what only we write: a tooltip in Markdown, a class in HTML and
AsciiDoc, no name of its own in reStructuredText. All others are people's, and stay.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

_CLASS = "termgraph-term"


@dataclass(frozen=True, slots=True)
class Markup:
    """The links of a format.

    Attributes:
        write: returns a link from its text, its address and its tooltip.
        ours: matches what may be ours, as text and address.
        unsafe: what no text of a link may hold.
    """

    write: Callable[[str, str, str], str]
    ours: re.Pattern[str]
    unsafe: re.Pattern[str] = re.compile(r"(?!)")

    def without(self, text: str, addresses: Collection[str]) -> str:
        """Return the text of a file without the links that are ours.

        >>> MARKUPS["markdown"].without('An [owl](e/owl "A bird."), a [jay](e/jay).', {"e/owl", "e/jay"})
        'An owl, a [jay](e/jay).'
        """
        return self.ours.sub(
            lambda found: found["text"] if html.unescape(found["address"]) in addresses else found.group(),
            text,
        )


def _markdown(text: str, address: str, tip: str) -> str:
    escaped = html.escape(tip).replace("&#x27;", "’").replace("|", "&#124;").replace("\\", "&#92;")
    return f"[{text}]({html.escape(address)} '{escaped}')"


def _html(text: str, address: str, tip: str) -> str:
    title = f' title="{html.escape(tip)}"' if tip else ""
    return f'<a class="{_CLASS}" href="{html.escape(address)}"{title}>{text}</a>'


def _rst(text: str, address: str, tip: str) -> str:
    del tip  # it has none
    return f"`{text} <{address}>`__"


def _asciidoc(text: str, address: str, tip: str) -> str:
    # What AsciiDoc marks up within a tooltip would end it.
    told = re.sub(r"_|[^\w\s.,;:!?()/–—’%-]", lambda sign: f"&#{ord(sign.group())};", tip)
    return f'link:{address}[{text},title="{told}",role={_CLASS}]'


def _latex(text: str, address: str, tip: str) -> str:
    del tip
    for sign in "%#":
        address = address.replace(sign, f"\\{sign}")
    return f"\\href{{{address}}}{{{text}}}"


_BRACKETS = re.compile(r"[][]")
#: In a title there are no apostrophes, since we write none, and in the JSON of a notebook nothing to escape.
_IN_MARKDOWN = Markup(
    _markdown,
    re.compile(
        r"\[(?P<text>[^][]{1,500})\]\((?P<address>[^\s()]{1,2000}) (?:'[^']{0,2000}'|\"[^\"]{0,2000}\")\)"
    ),
    _BRACKETS,
)
MARKUPS: Mapping[str, Markup] = {
    "markdown": _IN_MARKDOWN,
    "notebook": _IN_MARKDOWN,
    "rst": Markup(
        _rst,
        re.compile(r"`(?P<text>[^`<>]{1,500}) <(?P<address>[^\s<>`]{1,2000})>`__"),
        re.compile(r"[`<>\\]"),
    ),
    "asciidoc": Markup(
        _asciidoc,
        re.compile(
            r"link:(?P<address>[^\s\[\]]{1,2000})\[(?P<text>[^\[\],=\"]{1,500}),title=\"[^\"\]]{0,2000}\","
            rf"role={_CLASS}\]"
        ),
        re.compile(r"[\[\],=\"{}<>]"),
    ),
    "html": Markup(
        _html,
        re.compile(
            rf'<a class="{_CLASS}" href="(?P<address>[^"]{{0,2000}})"(?: title="[^"]{{0,2000}}")?>'
            r"(?P<text>[^<>]{1,500})</a>"
        ),
        re.compile("[<>]"),
    ),
    "latex": Markup(
        _latex,
        re.compile(r"\\href\{(?P<address>[^\s{}]{1,2000})\}\{(?P<text>[^{}\\]{1,500})\}"),
        re.compile(r"[{}\\%]"),
    ),
}
