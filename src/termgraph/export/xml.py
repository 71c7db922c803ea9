"""XML as text: what stands in an element or an attribute, and what no XML can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from termgraph.errors import TermgraphError

DECLARATION = "<?xml version='1.0' encoding='utf-8'?>"
#: Most texts have none of these.
_SIGN = re.compile('[&<>\r\n\t"]')
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(value: str) -> str:
    r"""Return a text as it stands in an element; a reader would take a carriage return for the end of a line.

    >>> text("a < b &\r c")
    'a &lt; b &amp;&#13; c'
    """
    if not _SIGN.search(value):
        return value
    plain = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return plain.replace("\r", "&#13;")


def attribute(value: str) -> str:
    r"""Return a text as it stands between the double quotes of an attribute, where readers take all space for one.

    >>> attribute('"a"\tb')
    '&quot;a&quot;&#9;b'
    """
    if not _SIGN.search(value):
        return value
    return text(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def element(name: str, value: str, attributes: Mapping[str, str] = {}) -> str:
    """Return an element that holds a text.

    >>> element("term", "owl"), element("term", "", {"id": "1"})
    ('<term>owl</term>', '<term id="1" />')
    """
    said = "".join([f' {key}="{attribute(one)}"' for key, one in attributes.items()])
    return f"<{name}{said}>{text(value)}</{name}>" if value else f"<{name}{said} />"


def refuse_what_is_lost(texts: Iterable[str], hint: str) -> None:
    r"""Refuse texts that hold characters that XML cannot.

    >>> refuse_what_is_lost(["owl\x00"], "take it out")
    Traceback (most recent call last):
    termgraph.errors.TermgraphError: some texts hold characters that XML cannot: U+0000 (take it out)
    """
    lost = {sign for one in texts if not one.isprintable() for sign in NO_XML.findall(one)}
    if lost:
        names = ", ".join(f"U+{ord(sign):04X}" for sign in sorted(lost))
        raise TermgraphError(f"some texts hold characters that XML cannot: {names}", hint=hint)
