"""The rules: one file each, `<group>_<name>.py`, which holds a `RULE` and a function `find`. This lists them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from termgraph.check.rule import Check


@cache
def all_checks() -> Mapping[str, Check]:
    """Return every rule by id, in the order of their files: by group, then by name.

    >>> all_checks()["label-overlap"].rule.sources
    ('SKOS S13',)
    """
    found = {}
    for name in sorted(module.name for module in iter_modules(__path__)):
        module = import_module(f"{__name__}.{name}")
        found[module.RULE.id] = Check(module.RULE, name.partition("_")[0], module.find)
    return found
