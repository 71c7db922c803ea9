"""A difference in KGCL, the Knowledge Graph Change Language (https://w3id.org/kgcl), and KGCL applied.

KGCL was made for ontologies; on a vocabulary its words mean what SKOS has for them, in both directions:

- `create node` adds a concept with its preferred name, `create` one without; `delete` takes away a resource, and all
  that leads to it.
- `rename` changes a preferred name, `create synonym` and `remove synonym` an alternative one, whatever their scope.
- definitions, which KGCL has no language for, are those in the language that most definitions of the old one are in.
- `obsolete` and `unobsolete` are about owl:deprecated and dct:isReplacedBy, edges about any two resources, subsets
  about collections, annotations about any other text.
"""

from __future__ import annotations

from collections import Counter

from pyoxigraph import Literal, NamedNode

from termgraph.names import language_tag
from termgraph.namespaces import DCT, OWL, RDF, SKOS, XSD
from termgraph.skos import Thesaurus
from termgraph.store.record import Value

TYPE, CONCEPT = RDF + "type", SKOS + "Concept"
PREFERRED, ALTERNATIVE, DEFINITION = SKOS + "prefLabel", SKOS + "altLabel", SKOS + "definition"
DEPRECATED, REPLACED_BY = OWL + "deprecated", DCT + "isReplacedBy"
BROADER, MEMBER = SKOS + "broader", SKOS + "member"
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
