"""The rules, a module for each group: `<group>.py` or `<group>_<part>.py`. A `Rule` stands before each function.

A rule is added by writing it there. The function's name is the rule's id, with underscores for hyphens: `label_empty`
in `labels.py` finds what `label-empty` is about.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from termgraph.check.rule import Check


@cache
def all_checks() -> Mapping[str, Check]:
    """Return every rule by id, in the order of their modules, and as they stand there.

    >>> all_checks()["label-overlap"].rule.sources
    ('SKOS S13',)
    """
    modules = [import_module(f"{__name__}.{name}") for name in sorted(m.name for m in iter_modules(__path__))]
    found = (one for module in modules for one in vars(module).values() if isinstance(one, Check))
    return {one.rule.id: one for one in found}
