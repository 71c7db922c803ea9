"""Addresses that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.skos import Thesaurus

RULE = Rule(
    id="iri-malformed",
    title="An address is not well-formed",
    why="Other tools refuse the whole file, or each mends the address in another way.",
    todo="Write the address as it is meant; characters that it may not hold are percent-encoded.",
    severity=Severity.ERROR,
    sources=("RFC 3987", "semanticlint RDF003"),
    good="<http://example.org/owl> a skos:Concept .",
    bad="<http:/example.org/owl> a skos:Concept .",
)
_FINE = re.compile(r"https?://[^/?#]")
_REPAIRED = re.compile(r"<(.*)> is no valid IRI; it is read as <(.*)>$")


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each address that had to be repaired in reading, and each http address without a host."""
    for notice in thesaurus.notices:
        repaired = _REPAIRED.search(notice)
        if repaired:
            yield Found(repaired[2], f"<{repaired[1]}> is no valid IRI", (repaired[1],))
        elif "is no valid IRI" in notice or "more invalid IRIs" in notice:
            yield Found(None, notice)
    for node in thesaurus.subjects:
        if not _FINE.match(node) and node.lower().startswith(("http:", "https:")):
            yield Found(node, "has no host: after http: or https: come two slashes and a name", (node,))
