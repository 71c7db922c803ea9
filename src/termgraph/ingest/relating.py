"""Relations that texts state, taken over into drafts: only where both ends are entries, and only what fits together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from termgraph.ingest.drafts import is_draft
from termgraph.ingest.run import Ingested
from termgraph.ingest.workspace import Workspace
from termgraph.model import Concept
from termgraph.reconcile.index import NameIndex

#: What a relation is called in the model, and whether it is said of the other end.
_ATTRIBUTES: Mapping[str, tuple[str, bool]] = {
    "broader": ("broader", False),
    "narrower": ("broader", True),
    "partOf": ("part_of", False),
    "hasPart": ("part_of", True),
    "contrastsWith": ("contrasts_with", False),
    "confusedWith": ("confused_with", False),
    "related": ("related", False),
}


def relate(documents: Iterable[Ingested], workspace: Workspace) -> int:
    """Give drafts the relations that their texts state; return how many.

    A relation is left out where its target is no entry, or several; where it would make a circle, or run along the
    hierarchy (SKOS S27); and where it would have to be written into an entry that is no draft.
    """
    stated = list(dict.fromkeys(_stated(documents, NameIndex(workspace.current()))))
    # The hierarchy comes first, since nothing else may run along it.
    stated.sort(key=lambda one: one[1] != "broader")
    return sum(_related(workspace, *one) for one in stated)


def _stated(documents: Iterable[Ingested], index: NameIndex) -> Iterator[tuple[str, str, str]]:
    """Yield subject, attribute and object of each relation between entries."""
    for one in documents:
        for item in one.items:
            if len(item.entries) != 1:
                continue
            for relation in item.record.relations:
                if relation.type not in _ATTRIBUTES:
                    continue
                bearers = index.exact(relation.target) or index.spelt(relation.target)
                targets = {bearer.concept for bearer in bearers}
                if len(targets) == 1:
                    attribute, turned = _ATTRIBUTES[relation.type]
                    ends = (item.entries[0], targets.pop())
                    yield (ends[1], attribute, ends[0]) if turned else (ends[0], attribute, ends[1])


def _related(workspace: Workspace, subject: str, attribute: str, target: str) -> bool:
    concept = workspace.concepts[subject]
    if subject == target or not is_draft(concept) or _are_related(concept, workspace.concepts[target]):
        return False
    above, below = _ancestors(workspace, subject), _ancestors(workspace, target)
    if subject in below or (attribute != "broader" and target in above):
        return False
    ids = tuple(sorted({*getattr(concept, attribute), target}))
    more: dict[str, Any] = {attribute: ids}
    workspace.put(replace(concept, **more))
    return True


def _are_related(one: Concept, other: Concept) -> bool:
    """Tell whether an entry says already how two concepts stand to each other."""
    return any(
        there.id in getattr(here, attribute)
        for here, there in ((one, other), (other, one))
        for attribute in ("broader", "part_of", "contrasts_with", "confused_with", "related")
    )


def _ancestors(workspace: Workspace, id_: str) -> set[str]:
    seen: set[str] = set()
    level = [id_]
    while level:
        following = [
            up for one in level if one in workspace.concepts for up in workspace.concepts[one].broader
        ]
        level = [one for one in dict.fromkeys(following) if one not in seen]
        seen.update(level)
    return seen
