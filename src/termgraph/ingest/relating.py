"""Relations that documents state, taken over into drafts: between entries only, and only what fits together."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from termgraph.ingest.drafts import is_draft
from termgraph.ingest.run import Item
from termgraph.ingest.workspace import Workspace
from termgraph.model import Concept
from termgraph.reconcile.index import NameIndex
from termgraph.relations import RELATIONS

_KINDS = [row for row in RELATIONS.below("broader", "related") if row.key]
#: The kind that a text means by a type of relation, and whether it is said of the other end.
_MEANT: Mapping[str, tuple[str, bool]] = {
    **{row.back: (row.name, True) for row in _KINDS},
    **{row.name: (row.name, False) for row in _KINDS},
}


def relate(items: Iterable[Item], workspace: Workspace, taken: str = "stated") -> int:
    """Give drafts the relations that documents state; return how many.

    A relation is left out where its target is no entry, or several; where it would make a circle, or run along the
    hierarchy (SKOS S27); where it would have to be written into an entry that is no draft; and between entries that
    were decided on before, since somebody may have taken it away.

    Args:
        items: records, and the entries that they are about.
        workspace: the vocabulary.
        taken: which are taken over: "none", those that a format has "stated", or "all" that prose suggests as well.
    """
    index, before = NameIndex(workspace.current()), workspace.before.concepts
    stated = list(dict.fromkeys(_stated(items, index, before, taken)))
    # The hierarchy comes first, since nothing else may run along it.
    stated.sort(key=lambda one: one[1] != "broader")
    return sum(_related(workspace, *one) for one in stated)


def _stated(
    items: Iterable[Item], index: NameIndex, before: Container[str], taken: str
) -> Iterator[tuple[str, str, str]]:
    """Yield subject, kind and object of each relation between entries."""
    for item in items:
        for relation in item.record.relations if len(item.entries) == 1 else ():
            if relation.type not in _MEANT or taken == "none" or not (relation.stated or taken == "all"):
                continue
            bearers = index.exact(relation.target) or index.spelt(relation.target)
            targets = {bearer.concept for bearer in bearers}
            known = item.outcome == "decided" and all(target in before for target in targets)
            if len(targets) == 1 and not known:
                kind, turned = _MEANT[relation.type]
                ends = (item.entries[0], targets.pop())
                yield (ends[1], kind, ends[0]) if turned else (ends[0], kind, ends[1])


def _related(workspace: Workspace, subject: str, kind: str, target: str) -> bool:
    concept = workspace.concepts[subject]
    if subject == target or not is_draft(concept) or _are_related(concept, workspace.concepts[target]):
        return False
    above, below = _ancestors(workspace, subject), _ancestors(workspace, target)
    if subject in below or (kind != "broader" and target in above):
        return False
    workspace.put(concept.related_by(kind, target))
    return True


def _are_related(one: Concept, other: Concept) -> bool:
    """Tell whether an entry says already how two concepts stand to each other."""
    both = ((one, other), (other, one))
    return any(there.id in here.relations[row.name] for here, there in both for row in _KINDS)


def _ancestors(workspace: Workspace, id_: str) -> set[str]:
    seen: set[str] = set()
    level = [id_]
    while level:
        known = (workspace.concepts[one] for one in level if one in workspace.concepts)
        following = [up for concept in known for up in workspace.vocabulary.above(concept)]
        level = [one for one in dict.fromkeys(following) if one not in seen]
        seen.update(level)
    return seen
