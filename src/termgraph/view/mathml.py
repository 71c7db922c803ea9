"""TeX as MathML, which browsers show without a script. Only tags and attributes of a list of ours come through."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

#: What scripts/page/text.js lets through as well; a test holds the two equal.
# fmt: off
TAGS = frozenset((
    "math", "menclose", "mfrac", "mi", "mn", "mo", "mover", "mpadded", "mphantom", "mroot", "mrow", "mspace", "msqrt",
    "mstyle", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover",
))
ATTRIBUTES = frozenset((
    "accent", "accentunder", "columnalign", "depth", "display", "displaystyle", "fence", "form", "height", "largeop",
    "linethickness", "lspace", "mathvariant", "maxsize", "minsize", "movablelimits", "rspace", "scriptlevel",
    "separator", "stretchy", "symmetric", "width",
))
# fmt: on
#: What stands between the parts of what is not written in a line.
_JOINTS = {"mfrac": "/", "msup": "^", "msub": "_", "munder": "_", "msubsup": "_^", "munderover": "_^"}
_VALUE = re.compile(r"[\w.%+ -]{1,40}")
_DEEPEST = 40
_LONGEST = 2000

Run = dict[str, Any]


@cache
def formula(tex: str, block: bool = False) -> Run:
    r"""Return TeX as a run of rich text: MathML as a tree where it can be had, else the TeX itself as code.

    >>> formula("x_i")["math"]
    ['math', {'display': 'inline'}, ['mrow', {}, ['msub', {}, ['mi', {}, 'x'], ['mi', {}, 'i']]]]
    >>> formula(r"\nonsense{")
    {'code': '\\nonsense{'}
    """
    if len(tex) <= _LONGEST:
        try:
            from latex2mathml.converter import convert_to_element  # late: few vocabularies have formulas

            found = convert_to_element(tex, display="block" if block else "inline")
            return {"math": _tree(found), "tex": tex}
        except Exception:  # noqa: S110 (its own exceptions, and IndexError and the like for broken TeX)
            pass
    return {"code": tex}


def text(tex: str) -> str:
    r"""Return TeX as a line of signs, for where there is no room for a formula.

    >>> text(r"\operatorname{softmax}(z)_i \le 1"), text(r"\frac{e^{x_i}}{\sum_j e^{x_j}}")
    ('softmax(z)_i≤1', '(e^(x_i))/(∑_je^(x_j))')
    """
    run = formula(tex)
    return _line(run["math"]) if "math" in run else tex


def _line(tree: list[Any]) -> str:
    tag, _, *parts = tree
    told = [part if isinstance(part, str) else _line(part) for part in parts]
    if tag not in _JOINTS:
        return "".join(told)
    first, *more = (one if len(one) == 1 else f"({one})" for one in told)
    return first + "".join(map("".join, zip(_JOINTS[tag], more, strict=False)))


def _tree(element: Element, depth: int = 0) -> list[Any]:
    text = unescape(element.text or "").strip(" \n")  # spaces that count are no-break ones
    if element.tag not in TAGS or "\\" in text or depth > _DEEPEST:
        raise ValueError(f"no MathML for {element.tag} {text}")
    attributes = {
        name: value
        for name, value in sorted(element.attrib.items())
        if name in ATTRIBUTES and _VALUE.fullmatch(value)
    }
    children = [_tree(child, depth + 1) for child in element]
    return [element.tag, attributes, *([text] if text else []), *children]
