"""A glossary as search engines read it: a DefinedTermSet of schema.org in JSON-LD, alone or in a page."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from termgraph import markdown
from termgraph.export.profiles import Notice, silent
from termgraph.export.terms import Glossary, Term
from termgraph.namespaces import is_web_iri


def jsonld(glossary: Glossary, _notice: Notice = silent) -> bytes:
    """Return a file of JSON-LD, in the language of the glossary.

    >>> json.loads(jsonld(Glossary("Birds", "en", terms=(Term("owl", "http://e.org/owl", "owl"),))))["hasDefinedTerm"]
    [{'@type': 'DefinedTerm', '@id': 'http://e.org/owl', 'name': 'owl', 'termCode': 'owl', 'url': 'http://e.org/owl'}]
    """
    made = term_set(glossary, lambda term: term.iri)
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def term_set(glossary: Glossary, address: Callable[[Term], str]) -> dict[str, Any]:
    """Return the glossary as schema.org has it.

    Args:
        glossary: what is told.
        address: returns where people read of a term; what is no address of the web, nor of the page, is left out.
    """
    own: dict[str, Any] = {"@context": "https://schema.org", "@type": "DefinedTermSet"}
    own |= {"name": glossary.title}
    own |= {"@id": glossary.iri} if is_web_iri(glossary.iri) else {}
    own |= {"description": glossary.description} if glossary.description else {}
    own |= {"license": glossary.license} if glossary.license else {}
    own["inLanguage"] = glossary.language
    own["hasDefinedTerm"] = [_defined_term(term, address(term)) for term in glossary.terms]
    return own


def _defined_term(term: Term, address: str) -> dict[str, Any]:
    own: dict[str, Any] = {"@type": "DefinedTerm"}
    own |= {"@id": term.iri} if is_web_iri(term.iri) else {}
    own |= {"name": term.label, "termCode": term.key}
    own |= {"url": address} if address.startswith("#") or is_web_iri(address) else {}
    own |= {"alternateName": [name for name, _ in term.names]} if term.names else {}
    own |= {"description": markdown.plain(term.definition)} if term.definition else {}
    return own
