"""Names that only SKOS-XL tells."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import listed, quoted
from termgraph.namespaces import SKOS, SKOSXL
from termgraph.skos import Thesaurus
from termgraph.skos.naming import KINDS

RULE = Rule(
    id="xl-only",
    title="Names are resources only, without the plain names beside them",
    why="They count as names (S55 to S57), but most tools read plain SKOS and show none.",
    todo="State skos:prefLabel, skos:altLabel and skos:hiddenLabel beside their SKOS-XL forms.",
    severity=Severity.INFO,
    sources=("SKOS S55", "SKOS S56", "SKOS S57"),
    fixable=True,
    good='ex:owl skosxl:prefLabel ex:l ; skos:prefLabel "owl"@en . ex:l skosxl:literalForm "owl"@en .',
    bad='ex:owl skosxl:prefLabel ex:l . ex:l skosxl:literalForm "owl"@en .',
)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each resource with a name that no plain property repeats."""
    missing: dict[str, set[str]] = {}
    for kind in KINDS:
        links = list(thesaurus.links(SKOSXL + kind))
        plain = {(s, t.value, t.language) for s, t in thesaurus.texts(SKOS + kind)} if links else set()
        for subject, label in links:
            for form in thesaurus.xl_labels.get(label, ()):
                if (subject, form.value, form.language) not in plain:
                    missing.setdefault(subject, set()).add(quoted(form.value, form.language or ""))
    for subject, texts in missing.items():
        yield Found(subject, f"has no plain label for {listed(sorted(texts))}", tuple(sorted(texts)))
