"""Makes the repairs, each for what its rule finds, until no rule finds anything more that can be mended."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import NamedTuple

from pyoxigraph import Triple

from termgraph.check.finding import Found
from termgraph.check.rule import Check
from termgraph.check.rules import all_checks
from termgraph.check.run import severities
from termgraph.check.settings import Settings
from termgraph.errors import TermgraphError
from termgraph.fix.draft import Draft
from termgraph.fix.repairs import GUESSES, ON_REQUEST, repairs
from termgraph.namespaces import whole_id
from termgraph.skos import Thesaurus
from termgraph.store.nodes import quad_of
from termgraph.store.record import no_collecting

#: What a notice of reading says where something else is written than was read.
_MISREAD = re.compile("it is read as |left out|more invalid IRIs")


class Change(NamedTuple):
    """A triple that was added or removed.

    Attributes:
        rule: the id of the rule for whose sake.
        added: whether it was added.
        triple: the triple.
        graph: the name of the graph, "" for the default one.
    """

    rule: str
    added: bool
    triple: Triple
    graph: str = ""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A vocabulary with all repairs made.

    Attributes:
        thesaurus: the vocabulary.
        changes: how it differs from what it was, by rule in the order of the repairs, then by subject.
        labels: the names of what the changes are about, for people.
        misread: what was read as something else than it says, and so is written, a sentence each.
    """

    thesaurus: Thesaurus
    changes: Sequence[Change]
    labels: Mapping[str, str]
    misread: Sequence[str]

    @property
    def differs(self) -> bool:
        """Whether the vocabulary is another than what was read."""
        return bool(self.changes or self.misread)


@no_collecting()
def fix(
    thesaurus: Thesaurus,
    *,
    settings: Settings | None = None,
    select: Collection[str] = (),
    pref_policy: str = "shortest",
    break_cycles: bool = False,
    remove_redundant: bool = False,
) -> Fixed:
    """Mend what can be mended without judgement; the vocabulary that is given stays as it is.

    First come the repairs that only say again, or better, what is said; they build on each other until there is nothing
    more to mend. What is inferred, a type, a scheme or a top concept, is then read from that alone: no guess is a
    reason for another, be it in a second run, which changes nothing. No text of a name is ever lost, but for white
    space around it and characters that cannot be seen.

    Args:
        thesaurus: the vocabulary.
        settings: the vocabulary's own; what it says is meant, or switches off, is left alone.
        select: ids, groups or aliases of the rules whose findings to mend; empty for all that `check` reports.
        pref_policy: which of several preferred names in a language stays, a key of `POLICIES`.
        break_cycles: whether to break cycles of the hierarchy too.
        remove_redundant: whether to remove redundant steps of the hierarchy too.

    Raises:
        TermgraphError: for an unknown rule, or where none of those selected can be mended.

    >>> birds = Thesaurus.from_text('<http://e.org/owl> skos:prefLabel "barn owl"@en, "owl "@en .')
    >>> fixed = fix(birds, select=["label-space", "two-preflabels"])
    >>> [(change.rule, change.added, change.triple.object.value) for change in fixed.changes]
    [('label-space', False, 'owl '), ('label-space', True, 'owl'), ('two-preflabels', False, 'barn owl'), ...]
    """
    settings = settings or Settings()
    made = repairs(pref_policy)
    asked = {"cycle": break_cycles, "redundant-broader": remove_redundant}
    wanted = severities(settings.profile or "default", settings, select, ())
    ids = [id_ for id_ in made if id_ in wanted and asked.get(id_, True)]
    if not ids:
        options = " and ".join(f"--{option}" for id_, option in ON_REQUEST.items() if id_ in wanted)
        hint = f"termgraph fix {options} does it" if options else "docs/checks.md says which can"
        raise TermgraphError("nothing that is selected is mended without being asked for", hint=hint)
    draft = Draft(thesaurus)

    def mend(id_: str, known: Thesaurus) -> bool:
        found = _found(all_checks()[id_], known, settings)
        return bool(found) and draft.make(id_, made[id_](known, found))

    said = [id_ for id_ in ids if id_ not in GUESSES]
    unchanged = 0
    for id_ in cycle(said):
        unchanged = 0 if mend(id_, draft.thesaurus) else unchanged + 1
        if unchanged == len(said):
            break
    known = draft.thesaurus
    for id_ in ids:
        if id_ in GUESSES:
            mend(id_, known)
    misread = list(filter(_MISREAD.search, thesaurus.notices))
    return Fixed(draft.thesaurus, _changes(draft, ids), _labels(draft), misread)


def _changes(draft: Draft, ids: Sequence[str]) -> Sequence[Change]:
    """Return what was changed, by rule in the order of the repairs, then by subject."""
    order = {id_: place for place, id_ in enumerate(ids)}
    changes = [
        Change(rule, added, quad_of(statement).triple, statement[0])
        for statement, (rule, added) in draft.changed.items()
    ]
    return sorted(
        changes,
        key=lambda one: (order[one.rule], str(one.triple.subject), one.added, str(one.triple), one.graph),
    )


def _found(check: Check, thesaurus: Thesaurus, settings: Settings) -> Sequence[Found]:
    """Return what a rule finds and its repair mends, each once, but for what the settings except.

    Of an entries folder, that is what is found in entries.
    """
    base = thesaurus.base or ""
    found = {
        each
        for each in check.find(thesaurus, settings.options)
        if each.fixable
        and (check.rule.id, each.subject) not in settings.exceptions
        and (not thesaurus.folders or base + whole_id(each.subject or "", base) in thesaurus.concepts)
    }
    return sorted(found, key=lambda each: (each.subject or "", *each[1:]))


def _labels(draft: Draft) -> Mapping[str, str]:
    """Return the names of the subjects and objects of what was changed; of a name that is a resource, its text."""
    thesaurus = draft.thesaurus
    nodes = {node for _, *said in draft.changed for node in (said[0], said[2]) if isinstance(node, str)}
    forms = {node: thesaurus.xl_labels[node][0].value for node in nodes if node in thesaurus.xl_labels}
    named = {node: label for node in nodes if (label := thesaurus.preferred_name(node)) is not None}
    return forms | named
