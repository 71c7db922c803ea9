"""Choices that are taken from where they are made, when they are first needed: no list is kept twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from importlib import import_module

import click


class Registered(click.Choice[str]):
    """A choice among the names of a registry, which is only imported when the option is used, helped with or completed.

    Args:
        registry: a module and what is in it, as in "termgraph.check.profiles:PROFILES".
        more: names besides those.

    >>> "strict" in Registered("termgraph.check.profiles:PROFILES").choices
    True
    """

    def __init__(self, registry: str, more: Iterable[str] = ()) -> None:
        super().__init__(())
        del self.choices  # so that the registry's are looked up
        self._registry = registry
        self._more = tuple(more)

    @cached_property
    def choices(self) -> Sequence[str]:  # type: ignore[override]  # click sets it in making one
        """The names, in the order of the registry."""
        module, _, name = self._registry.partition(":")
        return (*getattr(import_module(module), name), *self._more)
