"""What was decided of an entry of a source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person, or an earlier run, has decided of one entry of a source.

    Args:
        label: the heading or the name of the entry when that was decided.
        same: the concepts that it is about; several where it treats several.
        refused: the concepts that it is not about.
        left_out: whether it is no term, or is not wanted.
    """

    label: str = ""
    same: tuple[str, ...] = ()
    refused: frozenset[str] = frozenset()
    left_out: bool = False
