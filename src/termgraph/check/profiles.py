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


def _all(severity: Severity | None, ids: str) -> dict[str, Severity | None]:
    return dict.fromkeys(ids.split(), severity)


#: `vocpub` finds an error exactly where VocPub's own validator (5.6) finds a violation, or SKOS itself is contradicted.
#: The last three say what an importer would make of it: an error it refuses or breaks on, a warning gets lost in it.
PROFILES: Mapping[str, Profile] = {
    "default": Profile("What is wrong is an error, what readers will miss a warning, the rest information"),
    "strict": Profile(
        "For a vocabulary of one's own that is to be published: what readers will miss is an error too,"
        " and what is a matter of taste is left out",
        {
            "definition-missing": ERROR,
            **_all(WARNING, "undocumented one-way top-one-way type-missing label-space"),
            **_all(WARNING, "deprecated-unreplaced scheme-version"),
            **_all(None, "valueless-related no-out-links no-in-links"),
        },
        raised=True,
    ),
    "vocpub": Profile(
        "The Vocabulary Publication Profile of the Australian Government Linked Data Working Group",
        {
            **_all(ERROR, "one-scheme vocpub-scheme vocpub-agent vocpub-collection vocpub-concept"),
            **_all(ERROR, "vocpub-hierarchy vocpub-temporal"),
            "vocpub-should": WARNING,
            # What the rules of VocPub's own say as well, in their way.
            **_all(None, "label-missing definition-missing definition-several"),
            **_all(None, "no-top rootless collection-empty collection-scheme"),
        },
        lowered=True,
    ),
    "skosmos": Profile(
        "Skosmos: it shows what has a language tag and stands in a scheme, and reads plain SKOS",
        {
            **_all(ERROR, "label-literal iri-not-http cycle"),
            **_all(WARNING, "label-missing no-scheme type-missing language-tag xl-only one-way top-one-way"),
            **_all(
                WARNING, "top-in-scheme no-top rootless only-transitive dangling label-empty label-shared"
            ),
            "skos-term": WARNING,
        },
        only=True,
    ),
    "skohub": Profile(
        "SkoHub Vocabs: it builds a page for each scheme from its top concepts down, and refuses one without them",
        {
            **_all(ERROR, "label-missing no-top top-one-way iri-not-http cycle relation-target"),
            **_all(ERROR, "collection-member skos-term language-tag definition-several notation-type"),
            **_all(WARNING, "scheme-metadata type-missing no-scheme rootless xl-only dangling label-empty"),
            **_all(WARNING, "label-shared notation-ambiguous top-has-broader"),
        },
        only=True,
    ),
    "annif": Profile(
        "Annif: it indexes with the preferred names of current concepts, in one language",
        {
            "iri-malformed": ERROR,
            **_all(
                WARNING, "type-missing label-missing language-tag language-coverage label-shared label-empty"
            ),
            **_all(WARNING, "label-space label-newline label-mojibake xl-only notation-ambiguous"),
        },
        only=True,
    ),
}
