"""OBO (1.2 and 1.4): a term is a stanza of tags, each on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from termgraph.errors import TermgraphError
from termgraph.names.headings import MAX_LABEL
from termgraph.namespaces import label_type
from termgraph.readers import Columns
from termgraph.readers.formats.document import Document, open_document
from termgraph.readers.records.assemble import RawEntry, assemble
from termgraph.readers.records.gathered import Gathered
from termgraph.readers.records.links import Link
from termgraph.records import Dropped, Reading

_STANZA = re.compile(r"\[(\w+)\]\s*(?:!.*)?\Z")
_TAG = re.compile(r"([A-Za-z_][\w-]*)\s*:\s*(.*)\Z")
#: A quoted text, and what follows: of a definition its sources, of a synonym its scope, its type and these.
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"\s*(.*)\Z')
_ESCAPED = re.compile(r"\\(.)")
_PLAIN = {"n": "\n", "t": "\t", "W": " "}
#: What tags mean that hold one text, as a field; others are fields of their own name.
_FIELDS = {"comment": "note", "namespace": "category", "subset": "category", "xref": "source"}
#: Tags that say how terms follow from each other, for reasoners, or who wrote them.
_SILENT = frozenset(
    {
        "id", "name", "alt_id", "is_anonymous", "builtin", "intersection_of", "union_of", "equivalent_to",
        "disjoint_from", "created_by", "creation_date",
    }
)  # fmt: skip
#: Which relation of ours those of OBO are; all others are told as fields.
_RELATIONS = {"is_a": "broader", "part_of": "partOf", "BFO:0000050": "partOf"}
#: The roles of synonyms whose type is one of ours.
_TYPES = {"abbreviation": "abbreviation", "misspelling": "hidden"}
_PROPERTIES = {"IAO:0000112": "example", "IAO:0000116": "note"}


class _Line(NamedTuple):
    """A tag, its value with what stands behind that, and its line."""

    tag: str
    value: str
    number: int


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what an OBO document holds: its terms, without those that are obsolete.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.obo").write_text("format-version: 1.4\n\n[Term]\nid: A:1\nname: bird\n\n"
    ...         '[Term]\nid: A:2\nname: owl\ndef: "A \\"wise\\" bird." [ISBN:1]\nis_a: A:1 ! bird\n')
    ...     reading = read(folder + "/a.obo")
    >>> owl = reading.records[1]
    >>> owl.label, owl.body, owl.fields["source"], [(one.type, one.target) for one in owl.relations]
    ('owl', 'A "wise" bird.', ('ISBN:1',), [('broader', 'bird')])
    """
    document = open_document(path)
    header, *stanzas = _stanzas(document)
    terms = [lines for kind, lines in stanzas if kind == "Term"]
    if not terms:
        raise TermgraphError("holds no terms", path, hint="OBO has stanzas that begin with [Term]")
    raws: list[RawEntry] = []
    dropped: list[Dropped] = []
    taken = [lines for lines in terms if not _why_not(lines)]
    names = {id_: _first(lines, "name") for lines in taken for id_ in _ids(lines)}
    for lines in terms:
        if why := _why_not(lines):
            dropped.append(Dropped(f"line {lines[0].number}" if lines else "a stanza", why))
        else:
            raws.append(_entry(lines, names))
    title = _first(header[1], "ontology")
    return assemble(path, "obo", raws, title=title, guesses=document.guesses, dropped=dropped)


def _stanzas(document: Document) -> Iterator[tuple[str, list[_Line]]]:
    """Yield the kind of each stanza with its tags; that of the header is ""."""
    kind, lines = "", list[_Line]()
    for number, text in enumerate(document.lines, 1):
        if begun := _STANZA.match(text):
            yield kind, lines
            kind, lines = begun[1], []
        elif tag := _TAG.match(text):
            lines.append(_Line(tag[1], tag[2].strip(), number))
    yield kind, lines


def _why_not(lines: Sequence[_Line]) -> str:
    """Return why a term is not taken, "" where it is."""
    if _first(lines, "is_obsolete") == "true":
        instead = ", ".join(_plain(line.value) for line in lines if line.tag in ("replaced_by", "consider"))
        return f"an obsolete term, {_first(lines, 'name')}" + (f"; use {instead}" if instead else "")
    return "" if _first(lines, "name") else "a term without a name"


def _first(lines: Sequence[_Line], tag: str) -> str:
    return next((_plain(line.value) for line in lines if line.tag == tag), "")


def _ids(lines: Sequence[_Line]) -> list[str]:
    return [_plain(line.value) for line in lines if line.tag in ("id", "alt_id")]


def _plain(value: str) -> str:
    """Return a value without the modifiers and the comment behind it."""
    value = value.partition(" !")[0].rstrip()
    if value.endswith("}") and " {" in value:
        value = value[: value.rindex(" {")].rstrip()
    return _unescaped(value)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _PLAIN.get(found[1], found[1]), text)


def _quoted(value: str) -> tuple[str, str, list[str]]:
    r"""Return a quoted text, what stands behind it, and its sources.

    >>> _quoted(r'"a \"wise\" bird" EXACT [ISBN:1, PMID:2 "p. 3"]')
    ('a "wise" bird', 'EXACT', ['ISBN:1', 'PMID:2'])
    """
    found = _QUOTED.match(value)
    if not found:
        return _plain(value), "", []
    behind, _, xrefs = found[2].partition("[")
    sources = (one.strip().partition(' "')[0] for one in re.split(r"(?<!\\),\s", xrefs.rpartition("]")[0]))
    return _unescaped(found[1]), behind.strip(), [_unescaped(one) for one in sources if one]


def _entry(lines: Sequence[_Line], names: Mapping[str, str]) -> RawEntry:
    """Return a term as an entry."""
    said = Gathered(_first(lines, "name"))
    for line in lines:
        match line.tag:
            case "def":
                text, _, sources = _quoted(line.value)
                said.add("definition", [text])
                if sources:
                    said.add("source", sources)
            case "synonym":
                said.add(*_synonym(line.value))
            case "is_a":
                _relate(said, "is_a", _plain(line.value), names, line.number)
            case "relationship":
                kind, _, target = _plain(line.value).partition(" ")
                _relate(said, kind, target.strip(), names, line.number)
            case "property_value":
                name, _, value = line.value.partition(" ")
                said.add(_PROPERTIES.get(name, name), [_quoted(value)[0]])
            case tag if tag not in _SILENT:
                said.add(_FIELDS.get(tag, tag.replace("_", " ")), [_plain(line.value)])
    ids = _ids(lines)
    if ids:
        said.add("notation", ids)
    first, last = lines[0].number - 1, lines[-1].number
    extra = said.extra(exact=len(said.name) <= MAX_LABEL)
    return RawEntry(
        said.name, said.body, first, last, anchors=tuple(ids), place="".join(ids[:1]), extra=extra
    )


def _synonym(value: str) -> tuple[str, list[str]]:
    """Return the role and the text of a synonym: only an exact one is a name of the same thing.

    >>> _synonym('"BO" EXACT ABBREVIATION []'), _synonym('"bird" BROAD []')
    (('abbreviation', ['BO']), ('broad synonym', ['bird']))
    """
    text, behind, _ = _quoted(value)
    scope, _, kind = behind.partition(" ")
    if scope not in ("EXACT", "") or len(text) > MAX_LABEL:
        return f"{(scope or 'exact').lower()} synonym", [text]
    return _TYPES.get(label_type(kind) or "", "alias"), [text]


def _relate(said: Gathered, kind: str, target: str, names: Mapping[str, str], number: int) -> None:
    """Add what a term is to another one: a link where that is in the document, else a field with its id."""
    relation = _RELATIONS.get(kind, "")
    if relation and target in names:
        said.links.append(Link(names[target], f"#{target}", number, relation))
    else:
        said.add(relation or kind.replace("_", " "), [names.get(target, target)])
