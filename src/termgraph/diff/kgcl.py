"""A difference in KGCL, the Knowledge Graph Change Language (https://w3id.org/kgcl), and KGCL applied.

KGCL was made for ontologies; on a vocabulary its words mean what SKOS has for them, in both directions:

- `create node` adds a concept with its preferred name, `create` one without; `delete` takes away a resource, and all
  that leads to it.
- `rename` changes a preferred name, `create synonym` and `remove synonym` an alternative one, whatever their scope.
  Where a name is a resource (SKOS-XL) or stands as rdfs:label as well, a change of it changes that too.
- definitions, which KGCL has no language for, are those in the language that most definitions of the old one are in.
- `obsolete` and `unobsolete` are about owl:deprecated and dct:isReplacedBy, edges about any two resources, subsets
  about collections, annotations about any other text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

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


def repeated(
    said: Callable[[str, str], Iterable[Value | Triple]], node: str, kind: str, name: Literal
) -> Iterator[tuple[str, str]]:
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
    resources = [one for one in said(node, AS_RESOURCE[kind]) if isinstance(one, str)]
    places = [(node, LABEL)] if kind == PREFERRED else []
    places += [
        (one, by) for one in resources if name in said(one, LITERAL_FORM) for by in (LITERAL_FORM, LABEL)
    ]
    return (place for place in dict.fromkeys(places) if name in said(*place))
