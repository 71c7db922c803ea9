"""Tooltips on the pages of a site: what each name means, as abbreviations of PHP Markdown Extra.

MkDocs shows them with the extension `abbr`; by `pymdownx.snippets` and `auto_append` the file is part of each page.
"""

from __future__ import annotations

import re
from collections import defaultdict
from html import escape

from termgraph import markdown
from termgraph.export.profiles import Notice, silent
from termgraph.export.terms import Glossary, Term

#: What would end a name, or be taken for markup or a template in it.
_NOT_IN_NAMES = re.compile(r"[\[\]\\<{]")


def abbreviations(glossary: Glossary, notice: Notice = silent) -> bytes:
    """Return a line a name; one that several concepts share says what each of them means.

    >>> owl = Term("owl", "e:owl", "owl", "A bird.", names=(("hooter", None),))
    >>> print(abbreviations(Glossary("Birds", "en", terms=(owl,))).decode(), end="")
    *[hooter]: A bird.
    *[owl]: A bird.
    """
    meant: dict[str, list[Term]] = defaultdict(list)
    for term in glossary.terms:
        for name in dict.fromkeys((term.label, *(name for name, _ in term.names))):
            if term.definition:
                meant[" ".join(name.split())].append(term)
    lines = [f"*[{name}]: {_meaning(terms)}" for name, terms in sorted(meant.items()) if _can_be(name)]
    if left := len(meant) - len(lines):
        notice(
            f"{left:,} names with brackets, braces or a backslash were left out: abbreviations cannot have them"
        )
    if without := sum(not term.definition for term in glossary.terms):
        notice(f"a tooltip is a definition, so that {without:,} concepts without one have none")
    return ("\n".join(lines) + "\n").encode("utf-8", "replace") if lines else b""


def _can_be(name: str) -> bool:
    return bool(name) and not _NOT_IN_NAMES.search(name)


def _meaning(terms: list[Term]) -> str:
    told = {term.key: _harmless(" ".join(markdown.plain(term.definition).split())) for term in terms}
    if len(told) == 1:
        return next(iter(told.values()))
    return " / ".join(f"{_harmless(term.label)}: {told[term.key]}" for term in terms)


def _harmless(text: str) -> str:
    """Return a text as HTML in which nothing is a tag or a template, which is shown as it is.

    >>> _harmless("a <b> {{c}}")
    'a &lt;b&gt; &#123;&#123;c}}'
    """
    return escape(text, quote=False).replace("{", "&#123;")
