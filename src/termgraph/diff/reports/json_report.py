"""A difference as JSON, all of it, for programs; docs/diff.md says what each key means."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from termgraph.diff.changes import KINDS, Change, Difference, text_of
from termgraph.store import Store


def json_report(difference: Difference) -> str:
    """Return a difference as JSON."""
    delta = difference.delta
    told = {
        "old": _side(difference.old, len(difference.old.concepts)),
        "new": _side(difference.new, len(difference.new.concepts)),
        "counts": dict(difference.counts),
        "breaking": len(difference.breaking),
        "removed": len(delta.removed),
        "added": len(delta.added),
        "changes": [_change(difference, change) for change in difference.changes],
        "statements": list(_statements(difference)),
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _side(store: Store, concepts: int) -> dict[str, Any]:
    return {"sources": store.read_from, "concepts": concepts, "triples": len(store.record)}


def _change(difference: Difference, change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "node": change.node,
        "label": difference.label(change.node),
        "says": change.says,
        "lang": change.lang,
        "values": KINDS[change.kind].values,
        "old": list(change.old),
        "new": list(change.new),
        "breaking": change.breaking,
    }


def _statements(difference: Difference) -> Iterator[dict[str, str]]:
    """Yield the statements that no change tells of."""
    for how, facts in zip(("removed", "added"), difference.untold, strict=True):
        yield from ({"how": how, "triple": text_of(fact)} for fact in facts)
    for how, statements in (
        ("left a graph", difference.delta.left),
        ("entered a graph", difference.delta.entered),
    ):
        yield from ({"how": how, "quad": text_of(one[1:], one[0])} for one in statements)
