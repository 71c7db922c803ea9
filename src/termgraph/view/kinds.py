"""What the page has to know of each kind of relation: how it is drawn and what it is called, as JSON and as style."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from termgraph.namespaces import TG
from termgraph.relations import Look, Relation, Relations
from termgraph.wording import Words

#: What a misleading name suggests is said by the record of the name, `tg:Misnomer`: a line of the page, as it is of the
#: story, but no relation of concepts.
SUGGESTS = Relation(
    name="suggests", iri=TG + "suggests", subject="either", look=Look("#b93a0c", "#ff9a66", (4, 4), "right")
)


def drawn(relations: Relations) -> list[Relation]:
    """Return the kinds of lines of the page, the most telling first; what is suggested stands behind what is clearer.

    >>> from termgraph.relations import RELATIONS
    >>> [row.name for row in drawn(RELATIONS)][7:9]
    ['misnomerOf', 'suggests']
    """
    return [
        kind for row in relations.drawn for kind in ((row, SUGGESTS) if row.name == "misnomerOf" else (row,))
    ]


def kind_objects(relations: Relations, said: Words, counts: Mapping[str, int]) -> dict[str, dict[str, Any]]:
    """Return the kinds of lines that there are, as JSON can hold them, the most telling first.

    >>> from termgraph.relations import RELATIONS
    >>> from termgraph.wording import words
    >>> kind_objects(RELATIONS, words(), {"partOf": 1})["partOf"]["back"]
    'Parts'
    """
    rows = (row for row in drawn(relations) if counts.get(row.name))
    return {row.name: _object(row, relations, said, counts[row.name]) for row in rows}


def _object(row: Relation, relations: Relations, said: Words, count: int) -> dict[str, Any]:
    told = said.relation(row)
    return {
        "label": told.label,
        "heading": told.heading,
        "back": told.back,
        "says": [told.says, told.says_back],
        "dashes": list(row.look.dashes if row.look else ()),
        "side": row.look.side if row.look else "left",
        "arrow": not row.symmetric,
        "concepts": row.subject == row.object == "concept",
        "names": row.subject == "name",
        "walked": row.name in relations,
        "predicates": list(map(list, relations.asserted(row))),
        "count": count,
    }


def kind_style(rows: Iterable[Relation]) -> str:
    r"""Return the style sheet of the colours of kinds, which the scripts read as well.

    >>> from termgraph.relations import RELATIONS
    >>> kind_style([RELATIONS["partOf"]]).split("\n")[0]
    ':root, .on-paper { --partOf: #0f766e; }'
    """
    looks = [(row.name, row.look) for row in rows if row.look]
    light = " ".join(f"--{name}: {look.light};" for name, look in looks)
    dark = " ".join(f"--{name}: {look.dark};" for name, look in looks)
    lines = [
        f".line.{name} {{ color: var(--{name}); }} .group.{name} .chip {{ border-color: var(--{name}); }}"
        for name, _ in looks
    ]
    ground = f"@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}"
    return "\n".join([f":root, .on-paper {{ {light} }}", ground, *lines, ""])
