"""Choices that stand in a registry of the library, which is imported when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    _Choice = click.Choice[str]
else:  # generic since click 8.4 only
    _Choice = click.Choice


class Registered(_Choice):
    """A choice among the keys of a registry.

    Args:
        names: returns them; it may import what it likes, since nobody calls it before they are needed.
    """

    def __init__(self, names: Callable[[], Sequence[str]]) -> None:
        self.names = names
        self.case_sensitive = True

    @property
    def choices(self) -> tuple[str, ...]:  # type: ignore[override]
        """The names."""
        return tuple(self.names())


class Listing(click.Option):
    """An option whose help lists its choices in place of `{choices}`, since they may be more than fit a line."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return what `--help` says of it."""
        record = super().get_help_record(ctx)
        if record is None or not isinstance(self.type, Registered):
            return record
        return record[0], record[1].replace("{choices}", ", ".join(self.type.choices))


def registered(names: Callable[[], Sequence[str]]) -> dict[str, Any]:
    """Return what makes an option one of a registry: `click.option("-f", **registered(…), help="{choices}.")`."""
    return {"type": Registered(names), "cls": Listing, "metavar": "NAME"}
