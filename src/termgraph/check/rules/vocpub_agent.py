"""Who VocPub wants to be named, and how."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.wanted import Wanted, unmet, values_of
from termgraph.namespaces import DCT, SCHEMA
from termgraph.skos import Thesaurus

RULE = Rule(
    id="vocpub-agent",
    title="Who made or publishes a scheme is not told as the profile VocPub requires",
    why="Publishers that build upon VocPub show names and addresses of people and organizations.",
    todo="Type each as schema:Person or schema:Organization, with a schema:name and a schema:email or schema:url.",
    severity=None,
    sources=("VocPub 2.1.06", "VocPub 2.4.02", "VocPub 2.4.03"),
    good="@prefix schema: <https://schema.org/> . ex: a skos:ConceptScheme ; dct:creator ex:me ; dct:publisher ex:us ."
    ' ex:me a schema:Person ; schema:name "Me"@en, "Ich"@de ; schema:email "mailto:me@e.org"^^xsd:anyURI .'
    ' ex:us a schema:Organization ; schema:name "Us" ; schema:url "http://e.org"^^xsd:anyURI .',
    bad="@prefix schema: <https://schema.org/> . ex: a skos:ConceptScheme ; dct:creator ex:me, ex:you ."
    ' ex:me a schema:Person ; schema:name "Me"@en, "I"@en ; schema:email "me@e.org" .',
    expect=4,
)
_AGENTS = (SCHEMA + "Person", SCHEMA + "Organization")
_ROLES = (
    Wanted("VocPub 2.1.06", (SCHEMA + "creator", DCT + "creator"), "anything", least=1),
    Wanted("VocPub 2.1.06", (SCHEMA + "publisher", DCT + "publisher"), "anything", least=1),
)
#: A name is one plain text, or one text in each of some languages.
_NAMES = (
    Wanted("", (SCHEMA + "name",), "a plain text", least=1, most=1),
    Wanted("", (SCHEMA + "name",), "a text with a language", least=1, one_a_language=True),
)
_URL = Wanted("VocPub 2.4.03", (SCHEMA + "url",), "an xsd:anyURI", least=1)
_EMAIL = Wanted("VocPub 2.4.03", (SCHEMA + "email",), "an xsd:anyURI", least=1)


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each scheme without a creator or publisher, each of these that is no agent, and what agents lack."""
    people, organizations = map(thesaurus.of_class, _AGENTS)
    agents = people | organizations
    yield from unmet(thesaurus, thesaurus.typed_schemes, *_ROLES)
    for scheme in thesaurus.typed_schemes:
        for role in _ROLES:
            for value in values_of(thesaurus, scheme, *role.names):
                if value not in agents:
                    shown = thesaurus.term_label(value)
                    said = f"{shown} is neither a schema:Person nor a schema:Organization ({role.by})"
                    yield Found(scheme, said, (value if isinstance(value, str) else value.value,))
    for agent in agents:
        names = values_of(thesaurus, agent, SCHEMA + "name")
        if all(any(one.faults(names)) for one in _NAMES):
            yield Found(agent, "schema:name is neither one text nor one in each language (VocPub 2.4.02)")
    yield from unmet(thesaurus, organizations, _URL)
    yield from unmet(thesaurus, people, _EMAIL)
