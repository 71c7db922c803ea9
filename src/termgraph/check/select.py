"""Which rules are meant by ids, groups and aliases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from termgraph.check.rule import Check
from termgraph.errors import TermgraphError, did_you_mean


def meant(checks: Mapping[str, Check], words: Iterable[str], *, groups: bool = True) -> set[str]:
    """Return the ids that words mean, each an id, a group, an alias, or several with commas between.

    Args:
        checks: all rules.
        words: what a person wrote.
        groups: whether a group means its rules, or none.

    Raises:
        TermgraphError: for a word that is none of these.

    >>> from termgraph.check.rules import all_checks
    >>> sorted(meant(all_checks(), ["dlv,cycle", "links"]))[:3]
    ['broken-link', 'cycle', 'decision-dangling']
    """
    known: dict[str, set[str]] = {}
    for id_, one in checks.items():
        for word in (id_, one.group, *one.rule.aliases):
            known.setdefault(word, set()).add(id_)
    names = {one.group for one in checks.values()}
    found: set[str] = set()
    for word in (part.strip() for given in words for part in given.split(",")):
        if word not in known:
            hint = did_you_mean(word, known) or "docs/checks.md lists them all"
            raise TermgraphError(f"no rule '{word}'", hint=hint)
        found |= known[word] if groups or word not in names else set()
    return found
