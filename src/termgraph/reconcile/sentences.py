"""The sentences of a text, as evidence is quoted from them."""

from __future__ import annotations

import re

from termgraph.reconcile.words import unmarked

_LONGEST = 400
#: A full stop after these ends no sentence.
_SHORT = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|al|fig|eq|no|approx|resp|esp|incl|dr|mr|mrs|prof|st|z\.b|d\.h|u\.a|bzw)|\b[A-Z])\.\Z",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?][”\"’')\]]*(?=\s)|\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)")


def sentences(text: str) -> list[str]:
    r"""Return the sentences of a text, white space folded, without Markdown's links and emphasis.

    >>> sentences("A *net*, e.g. a [CNN](#cnn). It\nlearns!")
    ['A net, e.g. a CNN.', 'It learns!']
    """
    plain = unmarked(text)
    found: list[str] = []
    begin = 0
    for end in _END.finditer(plain):
        if end.group()[:1] == "." and _SHORT.search(plain[max(begin, end.start() - 8) : end.start() + 1]):
            continue
        found.append(plain[begin : end.end()])
        begin = end.end()
    found.append(plain[begin:])
    folded = (" ".join(sentence.split()) for sentence in found)
    return [sentence for sentence in folded if any(char.isalnum() for char in sentence)]


def quoted(sentence: str) -> str:
    """Return a sentence as evidence, cut where it is very long.

    >>> quoted("Short."), len(quoted("long " * 200)) <= 401
    ('Short.', True)
    """
    if len(sentence) <= _LONGEST:
        return sentence
    return sentence[:_LONGEST].rsplit(" ", 1)[0] + "…"
