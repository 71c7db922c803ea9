"""Whether an entry that only points to another is a name of that: "bark: see barque"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from termgraph.model import Concept
from termgraph.names import spelling_keys
from termgraph.names.abbreviations import is_acronym, stands_for
from termgraph.reconcile.index import names_of
from termgraph.reconcile.proposals import propose
from termgraph.records import Record, RecordLabel


def is_name_of(pointer: Record, concept: Concept) -> bool:
    """Tell whether a pointer's own text, the text of what it points to, or their letters say that it is a name of that.

    >>> barque = Concept(id="barque", pref_label={"en": "barque"}, definition={"en": "A ship. Also called a bark."})
    >>> def pointer(name): return Record(1, name, name, "heading", (RecordLabel(name),), "See barque.", kind="redirect")
    >>> is_name_of(pointer("Bark"), barque), is_name_of(pointer("Mast"), barque)
    (True, False)
    """
    names = [label.label for label in pointer.labels if label.type != "guess"]
    theirs = [bearer.name for bearer in names_of(concept)]
    return (
        bool(_keys(names) & _keys(_told(concept, theirs)))
        or bool(_keys(theirs) & _keys(one.target for one in pointer.relations if one.type == "altLabel"))
        or any(is_acronym(short) and stands_for(short, long) for short, long in product(names, theirs))
    )


def _told(concept: Concept, names: list[str]) -> Iterator[str]:
    """Yield what the texts of a concept say that it is called."""
    labels = tuple(map(RecordLabel, names))
    for text in (*concept.definition.values(), *(quote.text for quote in concept.source_definitions)):
        for one in propose(Record(0, None, names[0], "heading", labels, text)):
            if one.type == "altLabel":
                yield one.target


def _keys(names: Iterable[str]) -> set[str]:
    return {key for name in names for key in spelling_keys(name)}
