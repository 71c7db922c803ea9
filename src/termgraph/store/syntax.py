"""What is wrong with a query that the engine does not understand, said so that a person can mend it.

The engine's own message lists every terminal that could have stood at the furthest place it looked at, which is often
past the mistake, since it reads a keyword's length at once. So the query is parsed again with each token followed by
more blanks than any keyword is long: then the line of the message is the number of the token.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pyoxigraph as ox

from termgraph.errors import TermgraphError, did_you_mean
from termgraph.store.lexer import Token, error_at
from termgraph.store.sparql import Prepared

_PLACE = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_BLANKS = " " * 40

#: The engine's own remarks, which stand among the terminals that it expected: what they mean.
_REMARKS: Mapping[str, tuple[str, str | None]] = {
    "IRI parsing failed": ("this IRI is relative or malformed", "write it whole, or declare a BASE"),
    "The SELECT contains a variable that is unbound": (
        "SELECT names a variable that is not in GROUP BY",
        "group by it, or wrap it: (SAMPLE(?x) AS ?y)",
    ),
    "Duplicated variable name in SELECT": ("SELECT gives the same name twice", None),
    "language tag parsing failed": ("this is no language tag", 'for instance: "Baum"@de'),
}

#: What may stand in a query as a bare word, in upper case.
KEYWORDS = tuple(
    re.findall(
        r"\w+",
        """A ABS ADD ALL AS ASC ASK AVG BASE BIND BNODE BOUND BY CEIL COALESCE CONCAT CONSTRUCT CONTAINS COUNT DATATYPE
        DAY DESC DESCRIBE DISTINCT ENCODE_FOR_URI EXISTS FALSE FILTER FLOOR FROM GRAPH GROUP GROUP_CONCAT HASLANG
        HASLANGDIR HAVING HOURS IF IN IRI ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG LANGDIR LANGMATCHES
        LATERAL LCASE LIMIT MAX MD5 MIN MINUS MINUTES MONTH NAMED NOT NOW OBJECT OFFSET OPTIONAL ORDER PREDICATE PREFIX
        RAND REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SELECT SEPARATOR SHA1 SHA256 SHA384 SHA512 STR STRAFTER
        STRBEFORE STRDT STRENDS STRLANG STRLANGDIR STRLEN STRSTARTS STRUUID SUBJECT SUBSTR SUM TIMEZONE TRIPLE TRUE TZ
        UCASE UNDEF UNION URI UUID VALUES VERSION WHERE YEAR""",
    )
)


def explain(prepared: Prepared, message: str, prefixes: Mapping[str, str]) -> TermgraphError:
    """Return what is wrong with a query.

    Args:
        prepared: the query that the engine refused.
        message: what the engine said of it.
        prefixes: the prefixes that were predeclared for it.

    >>> from termgraph.store.sparql import prepare
    >>> print(explain(prepare("SELECT * { ?s ?p ?o FLTER(?o) }"), "", {}))
    1:21: unexpected 'FLTER' (did you mean 'FILTER'?)
      SELECT * { ?s ?p ?o FLTER(?o) }
                          ^
    """
    found = _locate(prepared, prefixes)
    if found is None:
        return TermgraphError(f"the engine does not understand the query: {message[:200]}")
    token, past, expected = found
    query = prepared.query
    if "Prefix not found" in expected and token.kind == "pname":
        prefix = token.text.partition(":")[0]
        hint = did_you_mean(f"{prefix}:", [f"{known}:" for known in {**prefixes, **prepared.prefixes}])
        return error_at(
            query, token.start, f"unknown prefix '{prefix}:'", hint or f"declare it: PREFIX {prefix}: <…>"
        )
    for remark, (meaning, hint) in _REMARKS.items():
        if remark in expected:
            return error_at(query, token.start, meaning, hint)
    if past and token is prepared.tokens[-1]:
        return error_at(query, token.start + len(token.text), "the query ends too early")
    if token.kind == "string" and token.start and query[token.start - 1] in "\"'":
        return error_at(
            query, token.start, "unexpected string", 'a quotation mark inside a string is written \\"'
        )
    return error_at(query, token.start, f"unexpected '{_short(token.text)}'", _hint(token, expected))


def _hint(token: Token, expected: str) -> str | None:
    if token.word and token.word not in KEYWORDS:
        return did_you_mean(token.word, KEYWORDS) or "prefixed names have a colon, variables a '?'"
    if re.fullmatch(r"[A-Z]{2,6}", expected.strip()) and expected.strip() in ("BY", "AS", "IN"):
        return f"expected {expected.strip()}"
    return None


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _locate(prepared: Prepared, prefixes: Mapping[str, str]) -> tuple[Token, bool, str] | None:
    """Return the token that the engine stumbles over, whether it fails behind it, and what it expected."""
    try:
        ox.Store().query((_BLANKS + "\n").join((*prepared.pieces, "")), prefixes=dict(prefixes))
    except SyntaxError as error:
        match = _PLACE.match(str(error))
        if match is None:
            return None
        line, column, expected = int(match[1]), int(match[2]), match[3]
        number = min(line, len(prepared.tokens)) - 1
        # A keyword that is tried is read whole: the engine is then "past" a token that it does not even begin.
        tried = any(len(word) + 1 == column for word in re.findall(r"\b[A-Za-z_]{2,}\b", expected))
        past = line > len(prepared.tokens) or (column > len(prepared.pieces[number]) and not tried)
        return prepared.tokens[number], past, expected
    except (RuntimeError, OSError, ValueError):
        return None
    return None
