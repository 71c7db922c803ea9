"""A difference in KGCL, the Knowledge Graph Change Language (https://w3id.org/kgcl), and KGCL applied.

KGCL was made for ontologies; on a vocabulary its words mean what SKOS has for them, in both directions:

- `create node` adds a concept with its preferred name, `create` one without; `delete` takes away a resource, and all
  that leads to it.
- `rename` changes a preferred name, `create synonym` and `remove synonym` an alternative one, whatever their scope.
  Where a name is a resource (SKOS-XL) or stands as rdfs:label as well, a change of it changes that too; a name that
  is removed is no resource any more.
- definitions, which KGCL has no language for, are those in the language that most definitions of the old one are in.
- `obsolete` and `unobsolete` are about owl:deprecated and dct:isReplacedBy, edges about any two resources, subsets
  about collections, annotations about any other text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from termgraph.diff.facts import Fact
from termgraph.names import language_tag
from termgraph.namespaces import DCT, OWL, RDF, RDFS, SKOS, SKOSXL, XSD
from termgraph.skos import Thesaurus
from termgraph.store.record import Value

TYPE, CONCEPT = RDF + "type", SKOS + "Concept"
PREFERRED, ALTERNATIVE, DEFINITION = SKOS + "prefLabel", SKOS + "altLabel", SKOS + "definition"
DEPRECATED, REPLACED_BY = OWL + "deprecated", DCT + "isReplacedBy"
BROADER, MEMBER = SKOS + "broader", SKOS + "member"
LITERAL_FORM, LABEL = SKOSXL + "literalForm", RDFS + "label"
#: By which property of SKOS-XL a name of each kind is a resource.
AS_RESOURCE = {PREFERRED: SKOSXL + "prefLabel", ALTERNATIVE: SKOSXL + "altLabel"}
TRUE = Literal("true", datatype=NamedNode(XSD + "boolean"))


def definition_language(old: Thesaurus) -> str:
    """Return the language of definitions in KGCL: that of most in the old vocabulary, its own where there are none.

    >>> definition_language(Thesaurus.from_text('<e:owl> skos:definition "Eule"@de .'))
    'de'
    """
    tags = Counter(language_tag(text.language or "") for _, text in old.texts(DEFINITION))
    return min(tags, key=lambda tag: (-tags[tag], tag), default=old.language)


def is_text(value: Value) -> bool:
    """Tell whether a value is a text, with or without a language, and nothing more is to be said of it."""
    if isinstance(value, str) or value.direction is not None:
        return False
    return value.language is not None or value.datatype.value == XSD + "string"


#: Returns what is said of a resource by a property.
_Said: TypeAlias = Callable[[str, str], Iterable[Value | Triple]]


def mentions(facts: Iterable[Fact]) -> Mapping[str, list[Fact]]:
    """Return what is said of each resource, and of other things by it."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        subject, _, value = fact
        found[subject].append(fact)
        if isinstance(value, str) and value != subject:
            found[value].append(fact)
    return found


def resources(said: _Said, node: str, kind: str, name: Literal) -> list[str]:
    """Return the resources (SKOS-XL) that a name of a thing is; see `repeated`."""
    found = [one for one in said(node, AS_RESOURCE[kind]) if isinstance(one, str)]
    return [one for one in dict.fromkeys(found) if name in said(one, LITERAL_FORM)]


def going(mentioned: Iterable[Fact], node: str, kind: str, resource: str) -> list[Fact]:
    """Return the statements that go with a name that is a resource.

    That it is the name of the thing, and what is said of it, unless something else is said by it.

    Args:
        mentioned: what is said of it, and of other things by it.
        node: the thing.
        kind: the property that gives the name.
        resource: what the name is.
    """
    facts, link = list(mentioned), (node, AS_RESOURCE[kind], resource)
    is_shared = any(fact[0] != resource and fact != link for fact in facts)
    return [link] if is_shared else facts


def repeated(said: _Said, node: str, kind: str, name: Literal) -> Iterator[tuple[str, str]]:
    """Yield where else a name of a thing is said: of which resource, and by which property.

    Args:
        said: returns what is said of a resource by a property.
        node: the thing.
        kind: the property that gives the name.
        name: the name.

    >>> birds = Thesaurus.from_text(
    ...     '<e:owl> skos:prefLabel "owl" ; rdfs:label "owl" ; skosxl:prefLabel [ skosxl:literalForm "owl" ] .'
    ... )
    >>> def said(node, name):
    ...     return [value for _, value in birds.record.about(node, name)]
    >>> [by.rpartition("#")[2] for _, by in repeated(said, "e:owl", PREFERRED, Literal("owl"))]
    ['label', 'literalForm']
    """
    places = [(node, LABEL)] if kind == PREFERRED else []
    places += [(one, by) for one in resources(said, node, kind, name) for by in (LITERAL_FORM, LABEL)]
    return (place for place in dict.fromkeys(places) if name in said(*place))
