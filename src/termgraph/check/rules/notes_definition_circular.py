"""Definitions that lead in a circle."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="definition-circular",
    title="A definition only leads back to the concept that it is to define",
    why="Who does not know the concept does not know it after reading either.",
    todo="Say what kind of thing it is and what sets it apart.",
    severity=Severity.WARNING,
    sources=("Mader et al. 2012",),
    good='ex:owl skos:prefLabel "owl"@en ; skos:definition "A bird of the night."@en .',
    bad='ex:owl skos:prefLabel "owl"@en ; skos:definition "See hooter."@en . ex:h skos:prefLabel'
    ' "hooter"@en ; skos:definition "An owl."@en .',
)
_LEAD = re.compile(
    r"^(?:see also|see|siehe|voir|same as|(?:an?|the|der|die|das|eine?|une?|les?|la)\b)\s*", re.IGNORECASE
)
_LONGEST = 80


def find(thesaurus: Thesaurus, __: Options) -> Iterator[Found]:
    """Yield each circle of definitions that consist of nothing but a name: its own, or another's that does the same."""
    short = {
        subject: key
        for subject, texts in thesaurus.definitions.items()
        for text in texts
        if subject in thesaurus.concepts and len(text.value) <= _LONGEST and (key := _key(text.value))
    }
    if not short:
        return
    wanted = set(short.values())
    named: dict[str, str] = {}
    for subject, names in thesaurus.names.items():
        for _, text, _ in names:
            if (key := text.casefold()) in wanted and (key not in named or subject < named[key]):
                named[key] = subject
    leads = {
        subject: subject if _own(thesaurus, subject, key) else named[key]
        for subject, key in short.items()
        if key in named
    }
    done: set[str] = set()
    for start in sorted(leads):
        path: list[str] = []
        here: str | None = start
        while here is not None and here not in done:
            done.add(here)
            path.append(here)
            here = leads.get(here)
        if here is not None and here in path:
            circle = path[path.index(here) :]
            said = " → ".join(thesaurus.called(node) for node in [*circle, circle[0]])
            yield Found(circle[0], f"its definition says only: {said}", tuple(circle))


def _key(text: str) -> str:
    """Return what a definition comes down to, without "see" and articles before it.

    >>> _key("See an owl.")
    'owl'
    """
    text = text.strip().rstrip(".").strip()
    for _ in range(3):
        text = _LEAD.sub("", text)
    return text.casefold()


def _own(thesaurus: Thesaurus, subject: str, key: str) -> bool:
    return any(text.casefold() == key for _, text, _ in thesaurus.names.get(subject, ()))
