"""The repairs: one for each rule that is marked fixable, in the order in which they are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from termgraph.check.finding import Found
from termgraph.fix import names, statements
from termgraph.fix.draft import Step
from termgraph.names.damage import on_one_line, unscrambled, without_unseen
from termgraph.namespaces import RDF, SKOS
from termgraph.skos import Thesaurus

#: Returns the steps that mend what a rule has found.
Repair = Callable[[Thesaurus, Sequence[Found]], Iterator[Step]]

#: The rules whose repairs take away what somebody has stated, each with the option that asks for it.
ON_REQUEST = {"cycle": "break-cycles", "redundant-broader": "remove-redundant"}
#: The rules whose repairs infer what nobody has stated; each may read what was stated only.
GUESSES = ("type-missing", "no-scheme", "collection-scheme", "no-top", "rootless")


def repairs(pref_policy: str) -> Mapping[str, Repair]:
    """Return the repairs by rule, first those that others build upon.

    Args:
        pref_policy: which of several preferred names stays, a key of `names.POLICIES`.

    >>> list(repairs("shortest"))[:2]
    ['skos-term', 'xl-target']
    """
    return {
        "skos-term": statements.renamed_terms,
        "xl-target": names.as_plain,
        "label-mojibake": partial(names.rewritten, tidy=unscrambled),
        "label-control": partial(names.rewritten, tidy=without_unseen),
        "control-characters": partial(names.rewritten, tidy=without_unseen),
        "label-space": partial(names.rewritten, tidy=str.strip),
        "label-newline": partial(names.rewritten, tidy=on_one_line),
        "label-empty": names.without_empty,
        "xl-overlap": names.one_link,
        "two-preflabels": partial(names.one_preferred, policy=pref_policy),
        "label-overlap": names.one_kind,
        "xl-only": names.with_plain,
        "notation-type": statements.as_codes,
        "reflexive": statements.without_reflexive,
        "cycle": statements.without_cycles,
        "redundant-broader": statements.without_redundant,
        "one-way": statements.both_ways,
        "member-list": partial(statements.stated, predicate=SKOS + "member"),
        "replaced-current": statements.as_deprecated,
        "top-in-scheme": partial(statements.stated, predicate=SKOS + "inScheme"),
        "top-one-way": statements.as_tops,
        "type-missing": partial(statements.stated, predicate=RDF + "type"),
        "no-scheme": statements.with_scheme,
        "collection-scheme": statements.with_scheme_of_members,
        "no-top": statements.with_tops,
        "rootless": statements.as_tops,
        "decision-dangling": statements.elsewhere,
    }
