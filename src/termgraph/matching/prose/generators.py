"""What generators of sites read in Markdown, and no reader sees: shortcodes, templates, directives, JavaScript."""

from __future__ import annotations

import re

from termgraph.matching.prose.source import MASK

#: Shortcodes whose content is code, with it; other shortcodes, and what Jinja and Liquid put in.
_TEMPLATE = re.compile(
    r"\{\{[<%] *(highlight|math|mermaid|raw)\b[^{}]*\}\}[^{]*(?:\{(?!\{[<%])[^{]*)*\{\{[<%] */ *\1 *[%>]\}\}"
    r"|\{\{[^{}]*\}\}|\{%[^%]*%\}"
    r"|^[ \t]*:{3,}[^\n]*",  # the bounds of a directive, and its title
    re.MULTILINE,
)
_MODULE = re.compile(
    r"^import[ \t][^\n]*[\"'][^\"'\n]+[\"'];?[ \t]*$"
    r"|^export[ \t]+(?:const|let|default|function|async)\b(?:[^\n]|\n(?!\s*\n))*",
    re.MULTILINE,
)
#: An expression of JSX; braces within strings are none of its own, and few are in each other.
_EXPRESSION = re.compile(r"(?<![\\`~:$])\{(?:[^{}]|\{(?:[^{}]|\{[^{}]{0,1000}\}){0,1000}\}){0,1000}\}")
_LINE = re.compile(r"[^\n]")


def masked(text: str, path: str) -> str:
    r"""Return a text of Markdown with all that is for generators masked, each letter at its place.

    >>> masked("An {{< owl >}} owl.", "a.md") == f"An {MASK * 11} owl."
    True
    >>> masked("import A from 'a'\n\nAn {owl} owl.", "a.mdx") == f"{MASK * 17}\n\nAn {MASK * 5} owl."
    True
    """
    found = _TEMPLATE.sub(_mask, text) if any(sign in text for sign in ("{{", "{%", ":::")) else text
    is_mdx = path.lower().endswith(".mdx") or _MODULE.search(found) is not None
    return _EXPRESSION.sub(_mask, _MODULE.sub(_mask, found)) if is_mdx else found


def _mask(found: re.Match[str]) -> str:
    return _LINE.sub(MASK, found.group())
