"""Profiles: what each rule's findings count for, by whom the vocabulary is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from termgraph.check.finding import Severity
from termgraph.check.rule import Rule

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


@dataclass(frozen=True, slots=True)
class Profile:
    """Severities by rule.

    Attributes:
        title: whom it is for, in a sentence.
        severities: what differs from the rules' own severities; None switches a rule off.
        raised: whether every warning of a rule that is not named here counts as an error.
        lowered: whether every error of a rule that is not named here counts as a warning, but for the integrity
            conditions of SKOS.
        only: whether rules that are not named here are switched off, but for the integrity conditions of SKOS.
    """

    title: str
    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    raised: bool = False
    lowered: bool = False
    only: bool = False

    def severity(self, rule: Rule) -> Severity | None:
        """Return what a rule's findings count for, None where it is switched off."""
        if rule.id in self.severities:
            return self.severities[rule.id]
        if self.only and not rule.integrity:
            return None
        if self.lowered and rule.severity is ERROR and not rule.integrity:
            return WARNING
        return ERROR if self.raised and rule.severity is WARNING else rule.severity


_OF_VOCPUB = ("scheme", "agent", "collection", "concept", "hierarchy", "temporal")
#: `vocpub` finds an error exactly where VocPub's own validator (5.6) finds a violation, or SKOS itself is contradicted.
#: The last three say what an importer would make of it: an error it refuses or breaks on, a warning gets lost in it.
PROFILES: Mapping[str, Profile] = {
    "default": Profile("What is wrong is an error, what readers will miss a warning, the rest information"),
    "strict": Profile(
        "For a vocabulary of one's own that is to be published: what readers will miss is an error too,"
        " and what is a matter of taste is left out",
        {
            "definition-missing": ERROR,
            "undocumented": WARNING,
            "one-way": WARNING,
            "top-one-way": WARNING,
            "type-missing": WARNING,
            "label-space": WARNING,
            "deprecated-unreplaced": WARNING,
            "scheme-version": WARNING,
            "valueless-related": None,
            "no-out-links": None,
            "no-in-links": None,
        },
        raised=True,
    ),
    "vocpub": Profile(
        "The Vocabulary Publication Profile of the Australian Government Linked Data Working Group",
        {
            "one-scheme": ERROR,
            **dict.fromkeys((f"vocpub-{what}" for what in _OF_VOCPUB), ERROR),
            "vocpub-should": WARNING,
            # What the rules of VocPub's own say as well, in their way.
            **dict.fromkeys(("label-missing", "definition-missing", "definition-several"), None),
            **dict.fromkeys(("no-top", "rootless", "collection-empty", "collection-scheme"), None),
        },
        lowered=True,
    ),
    "skosmos": Profile(
        "Skosmos: it shows what has a language tag and stands in a scheme, and reads plain SKOS",
        {
            "label-literal": ERROR,
            "iri-not-http": ERROR,
            "cycle": ERROR,
            "label-missing": WARNING,
            "no-scheme": WARNING,
            "type-missing": WARNING,
            "language-tag": WARNING,
            "xl-only": WARNING,
            "one-way": WARNING,
            "top-one-way": WARNING,
            "top-in-scheme": WARNING,
            "no-top": WARNING,
            "rootless": WARNING,
            "only-transitive": WARNING,
            "dangling": WARNING,
            "label-empty": WARNING,
            "label-shared": WARNING,
            "skos-term": WARNING,
        },
        only=True,
    ),
    "skohub": Profile(
        "SkoHub Vocabs: it builds a page for each scheme from its top concepts down, and refuses one without them",
        {
            "label-missing": ERROR,
            "no-top": ERROR,
            "top-one-way": ERROR,
            "iri-not-http": ERROR,
            "cycle": ERROR,
            "relation-target": ERROR,
            "collection-member": ERROR,
            "skos-term": ERROR,
            "language-tag": ERROR,
            "definition-several": ERROR,
            "notation-type": ERROR,
            "scheme-metadata": WARNING,
            "type-missing": WARNING,
            "no-scheme": WARNING,
            "rootless": WARNING,
            "xl-only": WARNING,
            "dangling": WARNING,
            "label-empty": WARNING,
            "label-shared": WARNING,
            "notation-ambiguous": WARNING,
            "top-has-broader": WARNING,
        },
        only=True,
    ),
    "annif": Profile(
        "Annif: it indexes with the preferred names of current concepts, in one language",
        {
            "iri-malformed": ERROR,
            "type-missing": WARNING,
            "label-missing": WARNING,
            "language-tag": WARNING,
            "language-coverage": WARNING,
            "label-shared": WARNING,
            "label-empty": WARNING,
            "label-space": WARNING,
            "label-newline": WARNING,
            "label-mojibake": WARNING,
            "xl-only": WARNING,
            "notation-ambiguous": WARNING,
        },
        only=True,
    ),
}
