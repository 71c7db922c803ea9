"""Makes the repairs, each for what its rule finds, until no rule finds anything more that can be mended."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import NamedTuple

from pyoxigraph import NamedNode, Triple

from termgraph.check.finding import Found
from termgraph.check.rule import Check
from termgraph.check.rules import all_checks
from termgraph.check.run import severities
from termgraph.check.settings import Settings
from termgraph.errors import TermgraphError
from termgraph.fix.draft import Draft
from termgraph.fix.repairs import CYCLE, repairs
from termgraph.skos import Thesaurus


class Change(NamedTuple):
    """A triple that was added or removed.

    Attributes:
        rule: the id of the rule for whose sake.
        added: whether it was added.
        triple: the triple.
    """

    rule: str
    added: bool
    triple: Triple


@dataclass(frozen=True, slots=True)
class Fixed:
    """A vocabulary with all repairs made.

    Attributes:
        store: the vocabulary.
        changes: how it differs from what it was, by rule in the order of the repairs, then by subject.
        labels: the names of what the changes are about, for people.
    """

    store: Thesaurus
    changes: Sequence[Change]
    labels: Mapping[str, str]


def fix(
    store: Thesaurus,
    *,
    settings: Settings | None = None,
    select: Collection[str] = (),
    pref_policy: str = "shortest",
    break_cycles: bool = False,
) -> Fixed:
    """Mend what can be mended without judgement; the store that is given stays as it is.

    No text of a name is ever lost, but for white space around it and characters that cannot be seen. A second run
    changes nothing.

    Args:
        store: the vocabulary.
        settings: the vocabulary's own; what it says is meant, or switches off, is left alone.
        select: ids, groups or aliases of the rules whose findings to mend; empty for all that `check` reports.
        pref_policy: which of several preferred names in a language stays, a key of `POLICIES`.
        break_cycles: whether to break cycles of the hierarchy too.

    Raises:
        TermgraphError: for an unknown rule, or where none of those selected can be mended.

    >>> birds = Thesaurus.from_text('<http://e.org/owl> skos:prefLabel "barn owl"@en, "owl "@en .')
    >>> fixed = fix(birds, select=["label-space", "two-preflabels"])
    >>> [(change.rule, change.added, change.triple.object.value) for change in fixed.changes]
    [('label-space', False, 'owl '), ('label-space', True, 'owl'), ('two-preflabels', False, 'barn owl'), ...]
    """
    settings = settings or Settings()
    checks = all_checks()
    made = {id_: repair for id_, repair in repairs(pref_policy).items() if break_cycles or id_ != CYCLE}
    wanted = severities(settings.profile or "default", settings, select, ())
    ids = [id_ for id_ in made if id_ in wanted]
    if not ids:
        hint = "termgraph fix --break-cycles does it" if CYCLE in wanted else "docs/checks.md says which can"
        raise TermgraphError("nothing that is selected is mended without being asked for", hint=hint)
    draft = Draft(store)
    unchanged = 0
    for id_ in cycle(ids):
        found = _found(checks[id_], draft.thesaurus, settings)
        changed = bool(found) and draft.make(id_, made[id_](draft.thesaurus, found))
        unchanged = 0 if changed else unchanged + 1
        if unchanged == len(ids):
            break
    changes = [Change(*change, triple) for triple, change in draft.changed.items()]
    order = {id_: place for place, id_ in enumerate(ids)}
    changes.sort(
        key=lambda change: (order[change.rule], str(change.triple.subject), change.added, str(change.triple))
    )
    return Fixed(draft.thesaurus, changes, _labels(draft.thesaurus, changes))


def _found(check: Check, thesaurus: Thesaurus, settings: Settings) -> Sequence[Found]:
    """Return what a rule finds, each once, but for what the settings except."""
    found = {
        each
        for each in check.find(thesaurus, settings.options)
        if (check.rule.id, each.subject) not in settings.exceptions
    }
    return sorted(found, key=lambda each: (each.subject or "", *each[1:]))


def _labels(thesaurus: Thesaurus, changes: Sequence[Change]) -> Mapping[str, str]:
    """Return the names of the subjects and objects of changes; of a name that is a resource, its text."""
    terms = {term for change in changes for term in (change.triple.subject, change.triple.object)}
    nodes = {term.value for term in terms if isinstance(term, NamedNode)}
    forms = {node: thesaurus.xl_labels[node][0].value for node in nodes if node in thesaurus.xl_labels}
    named = {node: label for node in nodes if (label := thesaurus.preferred_name(node)) is not None}
    return forms | named
