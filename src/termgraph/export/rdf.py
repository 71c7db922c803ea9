"""Turtle, TriG, N-Triples and RDF/XML, written by pyoxigraph from sorted triples."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import takewhile

import pyoxigraph as ox

from termgraph.errors import TermgraphError
from termgraph.namespaces import is_absolute_iri

#: A string, an IRI, or a prefixed name with an escape in it: the only one that Turtle's readers stumble over.
_TOKEN = re.compile(
    r'"[^"\\]*+(?:\\.[^"\\]*+)*+"|<[^>]*+>'
    r'|(?<![\w.-])(?P<prefix>[\w.-]*+):(?P<local>[^\s\\;,"<>()]*+\\.(?:[^\s\\;,"<>()]++|\\.)*+)'
)
_BETWEEN = re.compile(r'("[^"\\]*+(?:\\.[^"\\]*+)*+"|<[^>]*+>)| , ')
_ESCAPE = re.compile(r"\\.")
_WIDEST = 110
_RELATIVE = re.compile(r"[^/?#:]+([/#]|$)")
_DOT_SEGMENT = re.compile(r"(?:^|/)\.{1,2}(?=[/?#]|$)")
_BASE = re.compile(r"https?://[^?#]+/")
_XML_NAME_AT_END = re.compile(r"[^\W\d][\w.\-·]*\Z")


def turtle(triples: list[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """Return Turtle as people write it: the prefixes that it uses, sorted, and a blank line between subjects."""
    return _readable(triples, ox.RdfFormat.TURTLE, prefixes)


def trig(triples: list[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """Return TriG; the graph is the default one."""
    return _readable(triples, ox.RdfFormat.TRIG, prefixes)


def ntriples(triples: list[ox.Triple], _prefixes: Mapping[str, str]) -> bytes:
    """Return canonical N-Triples."""
    return _serialize(triples, ox.RdfFormat.N_TRIPLES, {})


def rdfxml(triples: list[ox.Triple], prefixes: Mapping[str, str]) -> bytes:
    """Return RDF/XML.

    Raises:
        TermgraphError: where a predicate's IRI cannot be written as an XML name (RDF/XML, section 8).
    """
    for predicate in sorted({triple.predicate.value for triple in triples}):
        if not _XML_NAME_AT_END.search(predicate):
            message = f"RDF/XML cannot say the property <{predicate}>: its IRI does not end in an XML name"
            raise TermgraphError(message, hint="export as Turtle")
    data = _serialize(triples, ox.RdfFormat.RDF_XML, _used(triples, prefixes))
    return data.replace(b"\r", b"&#xD;")  # as it is, an XML parser would read a line feed (XML 1.0, 2.11)


def _serialize(triples: list[ox.Triple], format_: ox.RdfFormat, prefixes: dict[str, str]) -> bytes:
    data = ox.serialize(triples, format=format_, prefixes=prefixes)
    return data or b""


def _used(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the prefixes whose namespace some IRI of the graph begins with, sorted."""
    iris: set[str] = set()
    for triple in triples:
        subject, value = triple.subject, triple.object
        iris.add(triple.predicate.value)
        if isinstance(subject, ox.NamedNode):
            iris.add(subject.value)
        if isinstance(value, ox.NamedNode):
            iris.add(value.value)
        elif isinstance(value, ox.Literal) and value.language is None:
            iris.add(value.datatype.value)
    return {
        prefix: namespace
        for prefix, namespace in sorted(prefixes.items())
        if namespace and any(iri.startswith(namespace) for iri in iris)
    }


def _readable(triples: list[ox.Triple], format_: ox.RdfFormat, prefixes: Mapping[str, str]) -> bytes:
    r"""Return Turtle or TriG with sorted prefixes, laid out for people, and with `<a#b>` for `ml:a\#b`.

    A literal never begins a line nor holds a quote, since pyoxigraph escapes both.
    """
    usable = {name: namespace for name, namespace in prefixes.items() if is_absolute_iri(namespace)}
    # Not splitlines, which also splits at U+2028 and others, in the middle of a literal.
    lines = re.findall(r".*\n", _serialize(triples, format_, usable).decode())
    body = lines[sum(1 for _ in takewhile(lambda line: line.startswith("@prefix"), lines)) :]
    base, rewrite = _without_escapes((line for line in body if "\\" in line), usable)
    text = "".join(_laid_out(_TOKEN.sub(rewrite, line) if "\\" in line else line) for line in body)
    head = [f"@base <{base}> .\n"] if base else []
    head += [f"@prefix {name}: <{usable[name]}> .\n" for name in sorted(usable) if _is_used(name, text)]
    return "".join([*head, text]).encode()


def _is_used(prefix: str, text: str) -> bool:
    """Tell whether a prefix stands in a piece of Turtle other than in a literal."""
    start = text.find(f"{prefix}:")
    while start >= 0:
        before = text[text.rfind("\n", 0, start) + 1 : start]
        if before[-1:] in ("", " ", "^") and _ESCAPE.sub("", before).count('"') % 2 == 0:
            return True
        start = text.find(f"{prefix}:", start + 1)
    return False


def _laid_out(line: str) -> str:
    """Put a blank line before a subject, and objects each on a line of its own where one line is too short."""
    if " , " in line:
        between = ",\n        " if len(line) > (_WIDEST - 3 if line.startswith("\t") else _WIDEST) else ", "
        line = _BETWEEN.sub(lambda match: match[1] or between, line)
    if line.startswith("\t"):
        return "    " + line[1:]
    return f"\n{line}" if line.strip() and not line.startswith("}") else line


def _without_escapes(
    lines: Iterable[str], prefixes: Mapping[str, str]
) -> tuple[str | None, Callable[[re.Match[str]], str]]:
    """Return the base that shortens most of the subjects that need an escape, and what rewrites a `_TOKEN`."""
    awkward = Counter(m["prefix"] for line in lines if (m := _TOKEN.match(line)) and m["prefix"] is not None)
    bases = [prefixes[name] for name, _ in sorted(awkward.items(), key=lambda item: (-item[1], item[0]))]
    base = next((namespace for namespace in bases if _can_be_base(namespace)), None)

    @cache
    def written(prefix: str, escaped: str) -> str:
        namespace, local = prefixes[prefix], escaped.replace("\\", "")
        relative = namespace == base and _RELATIVE.match(local) and not _DOT_SEGMENT.search(local)
        return f"<{local}>" if relative else f"<{namespace}{local}>"

    def rewrite(match: re.Match[str]) -> str:
        return match[0] if match["prefix"] is None else written(match["prefix"], match["local"])

    return base, rewrite


def _can_be_base(namespace: str) -> bool:
    """Tell whether what is written relative to a namespace is resolved by simply putting it behind (RFC 3986, 5.2)."""
    return bool(_BASE.fullmatch(namespace)) and not _DOT_SEGMENT.search(namespace)
