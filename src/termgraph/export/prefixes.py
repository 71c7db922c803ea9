"""Which prefix an IRI is written with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from termgraph.namespaces import PREFIXES, is_absolute_iri

#: The letters of names, for classes of a pattern: the same in Turtle (section 6.5) and in XML (section 2.3).
NAME_START = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NAME_CHAR = f"-{NAME_START}_0-9\u00b7\u0300-\u036f\u203f\u2040"
#: What may be called a prefix in every format; empty only in some.
PREFIX = re.compile(f"(?:[{NAME_START}](?:[{NAME_CHAR}.]*[{NAME_CHAR}])?)?")


class Prefixes:
    """The prefixes that a format can use, and of those the ones that it has used.

    Args:
        prefixes: prefixes with their namespaces.
        local: a pattern of what may stand behind a prefix.

    >>> known = Prefixes({"e": "http://e.org/", "birds": "http://e.org/birds#"}, re.compile(r"[a-z]*"))
    >>> known.name("http://e.org/birds#owl"), known.name("http://e.org/Owl"), known.used
    ('birds:owl', '', {'birds': 'http://e.org/birds#'})
    """

    def __init__(self, prefixes: Mapping[str, str], local: re.Pattern[str]) -> None:
        self.used: dict[str, str] = {}
        self._local = local
        self._spaces = _by_head(tuple(prefixes.items()))

    def name(self, iri: str) -> str:
        """Return an IRI with a prefix, "" where none fits, and note that the prefix is used."""
        prefix, space = self.of(iri)
        if not space:
            return ""
        self.used[prefix] = space
        return f"{prefix}:{iri[len(space) :]}"

    def of(self, iri: str) -> tuple[str, str]:
        """Return the prefix that an IRI can be written with, and its namespace, "" where there is none."""
        for prefix, space in self._spaces.get(head(iri), ()):
            if iri.startswith(space) and self._local.fullmatch(iri, len(space)):
                return prefix, space
        return "", ""


@lru_cache(maxsize=16)
def _by_head(prefixes: Sequence[tuple[str, str]]) -> Mapping[str, list[tuple[str, str]]]:
    """Return prefixes and namespaces that can be used, by what all that they fit begins with."""
    fitting = [each for each in prefixes if PREFIX.fullmatch(each[0]) and is_absolute_iri(each[1])]
    # The longest first; of several names for one, that of the vocabulary rather than the usual.
    fitting.sort(key=lambda each: (-len(each[1]), PREFIXES.get(each[0]) == each[1], len(each[0]), each[0]))
    found: dict[str, list[tuple[str, str]]] = {}
    for prefix, space in fitting:
        found.setdefault(head(space), []).append((prefix, space))
    return found


def head(iri: str) -> str:
    """Return an IRI up to its last slash or hash: no local name goes beyond.

    >>> head("http://e.org/birds#owl")
    'http://e.org/birds#'
    """
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
