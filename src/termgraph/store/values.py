"""How a value that a person gives for a parameter is read: as a resource or a literal, never as SPARQL."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from termgraph.errors import TermgraphError
from termgraph.store import lexer
from termgraph.store.lexer import Token

#: What reading a value says of itself, for help texts.
HOW = '<IRI> and prefix:name with a known prefix are resources, "text"@en is a name in a language, all else is text'


def read(text: str, prefixes: Mapping[str, str]) -> NamedNode | Literal | str:
    """Return the term that a value means: a resource or a literal where it is written as SPARQL has them, else a text.

    Raises:
        TermgraphError: for what is written as an IRI or a literal and is none.

    >>> known = {"e": "http://e.org/"}
    >>> read("e:owl", known), read("<http://e.org/owl>", known) == read("e:owl", known)
    (<NamedNode value=http://e.org/owl>, True)
    >>> print(read('"owl"@en', known), read("owl", known), read("f:owl", known), read("e:owl or so", known))
    "owl"@en owl f:owl e:owl or so
    """
    try:
        tokens = list(lexer.tokens(text))
    except TermgraphError:
        return text
    if (
        "".join(token.text for token in tokens) != text
    ):  # there are blanks or comments: nobody writes terms so
        return text
    try:
        found = term_of(tokens, prefixes)
    except ValueError as error:
        raise TermgraphError(f"'{text}' is no value: {error}", hint=HOW) from None
    return text if found is None else found


def term_of(tokens: Sequence[Token], prefixes: Mapping[str, str]) -> NamedNode | Literal | None:
    """Return the IRI or the string that some tokens are, None for all else and for unknown prefixes.

    Raises:
        ValueError: for an IRI that is relative or malformed, an escape or a language tag that is none.

    >>> str(term_of(list(lexer.tokens("'3'^^<e:n>")), {})), term_of(list(lexer.tokens("?x")), {})
    ('"3"^^<e:n>', None)
    """
    match [token.kind for token in tokens]:
        case ["iri"]:
            return NamedNode(tokens[0].value)
        case ["pname"]:
            prefix, _, local = tokens[0].text.partition(":")
            return (
                NamedNode(prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)) if prefix in prefixes else None
            )
        case ["string"]:
            return Literal(tokens[0].value)
        case ["string", "lang"]:
            return Literal(tokens[0].value, language=tokens[1].text[1:])
        case ["string", "mark", "iri" | "pname"] if tokens[1].text == "^^":
            datatype = term_of(tokens[2:], prefixes)
            return Literal(tokens[0].value, datatype=datatype) if isinstance(datatype, NamedNode) else None
        case _:
            return None
