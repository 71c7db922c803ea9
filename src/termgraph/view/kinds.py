"""How each kind of edge is drawn and named: the one table that legend, panel and drawing share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KindStyle:
    """How a kind of edge looks and what it is called.

    Args:
        label: its name in the legend.
        heading: the heading over what the edges of a concept lead to.
        back: the heading over what leads to the concept; the same where the kind is symmetric.
        dashes: lengths of dash and gap in turn, empty for a solid line. Its colour is in style.css.
        arrow: whether the edge has a direction.
    """

    label: str
    heading: str
    back: str
    dashes: tuple[int, ...] = ()
    arrow: bool = True


KIND_STYLES: Mapping[str, KindStyle] = {
    "broader": KindStyle("broader", "Broader", "Narrower"),
    "partOf": KindStyle("part of", "Part of", "Parts", (9, 4)),
    "related": KindStyle("related", "Related", "Related", (2, 4), arrow=False),
    "contrastsWith": KindStyle("contrasts with", "Contrasts with", "Contrasts with", (12, 5), arrow=False),
    "confusedWith": KindStyle(
        "confused with", "Often confused with", "Often confused with", (7, 3, 2, 3), arrow=False
    ),
    "misnomerOf": KindStyle("misnomer of", "Clearer", "Misleadingly called", (5, 3)),
    "synonymOf": KindStyle("other name of", "Names", "Other names"),
    "abbreviationOf": KindStyle("abbreviation of", "Abbreviates", "Abbreviations", (3, 3)),
}
