"""What a vocabulary's settings allow or ask for, as far as the rules themselves must know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Options:
    """What a vocabulary's settings allow or ask for.

    Attributes:
        homonyms: names that several concepts may share, in lower case.
        language_share: the part of the concepts that must have a name in a language before the others lack one.
        definition_share: the part of the concepts that must have a definition.
        old_concepts: the concepts of an earlier version, where one is compared with.
        broken_links: the addresses that cannot be reached, each with the reason; empty unless these were asked for.
    """

    homonyms: frozenset[str] = frozenset()
    language_share: float = 0.5
    definition_share: float = 0.0
    old_concepts: frozenset[str] = frozenset()
    broken_links: Mapping[str, str] = field(default_factory=dict)
