"""TBX (ISO 30042): terminology as XML, in both styles (DCA and DCT) and both generations (martif and tbx)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from termgraph.errors import TermgraphError
from termgraph.names import word_set
from termgraph.readers import Columns
from termgraph.readers.formats.document import magic, read_bytes, too_deep
from termgraph.readers.records.assemble import Extra, RawEntry, assemble
from termgraph.readers.records.links import Link
from termgraph.records import Reading, RecordLabel

_DEEPEST = 100
_ENTRIES = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")

#: Elements that hold a data category: in DCA style its name is their `type`, in DCT style the element itself.
_CATEGORIES = word_set("descrip termNote admin termCompList transac ref xref")
#: Elements that only group others.
_GROUPS = word_set("descripGrp termNoteGrp adminGrp transacGrp termGrp auxInfo")
#: Data categories that tell what kind of name a term is.
_ABBREVIATED = word_set(
    """
    abbreviation acronym initialism shortform abbreviatedform abbreviated clippedterm symbol
    """
)
_FIELDS = {
    "example": "example",
    "context": "example",
    "sampleSentence": "example",
    "subjectField": "category",
    "domain": "category",
    "source": "source",
    "xSource": "source",
    "externalCrossReference": "source",
    "note": "note",
    "explanation": "note",
    "usageNote": "note",
    "partOfSpeech": "part of speech",
    "customerSubset": "category",
    "projectSubset": "category",
}
_SEE = frozenset(
    {"crossReference", "associatedConcept", "relatedConcept", "superordinateConceptGeneric", "antonymConcept"}
)


@dataclass(slots=True)
class _Node:
    """An element, with its attributes and its line; names without their namespaces."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[_Node] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    last: int = 0

    @property
    def text(self) -> str:
        """All text in it, white space folded."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        children = iter(self.children)
        for piece in self.pieces:
            if piece:
                yield piece
            else:  # an empty piece stands for a child
                yield from next(children)._texts()

    def find(self, *names: str) -> Iterator[_Node]:
        """Yield the elements below it that have one of some names, not those within such."""
        for child in self.children:
            if child.name in names:
                yield child
            else:
                yield from child.find(*names)


@dataclass(slots=True)
class _Term:
    """A term of a concept in one language."""

    text: str
    language: str
    type: str | None = None
    preferred: bool = False
    deprecated: bool = False


def read(path: str, columns: Columns | None = None) -> Reading:
    """Return what a TBX document holds. Where terms are in several languages, those of the main one are the names.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.tbx").write_text(
    ...         '<tbx xml:lang="en"><text><body><conceptEntry id="c1"><langSec xml:lang="en">'
    ...         '<descrip type="definition">A bird.</descrip><termSec><term>owl</term></termSec></langSec>'
    ...         '</conceptEntry>'
    ...         '</body></text></tbx>')
    ...     reading = read(folder + "/a.tbx")
    >>> [(record.label, record.body, record.language) for record in reading.records]
    [('owl', 'A bird.', 'en')]
    """
    data = read_bytes(path)
    known = magic(data)
    if known or not data.strip():
        raise TermgraphError(f"is {known[0]}, no TBX" if known else "is empty", path)
    reader = _Parser(path)
    reader.parse(data)
    if not reader.entries:
        hint = "TBX has conceptEntry or termEntry elements" if not reader.is_tbx else None
        raise TermgraphError("holds no terms", path, 1, hint=hint)
    main = _main_language(reader.entries, reader.language)
    raws = [raw for entry in reader.entries if (raw := _entry(entry, main)) is not None]
    guesses = []
    languages = {tag for entry in reader.entries for tag in _tags(entry)}
    if len(languages) > 1:
        guesses.append(f"terms in {', '.join(sorted(languages))}; those in {main} were taken as the names")
    return assemble(path, "tbx", raws, title=reader.title, guesses=guesses, language=main)


class _Parser:
    """Parses a document element by element; only the entries are kept."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.entries: list[_Node] = []
        self.title = ""
        self.language = ""
        self.is_tbx = False
        self._open: list[_Node] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        # A document type may be named, as martif does; what it declares could say gigabytes.
        self._parser.EntityDeclHandler = self._refuse_entity
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def parse(self, data: bytes) -> None:
        """Parse a document.

        Raises:
            TermgraphError: where it is no XML, is nested too deep, or declares entities.
        """
        try:
            self._parser.Parse(data, True)
        except expat.ExpatError as error:
            message = f"broken XML: {expat.errors.messages[error.code]}"
            raise TermgraphError(message, self.path, error.lineno, error.offset + 1) from None
        except (LookupError, ValueError) as error:  # an encoding that nobody knows
            raise TermgraphError(f"cannot be decoded: {error}", self.path, 1) from None

    def _refuse_entity(self, name: str, *_rest: object) -> None:
        message = f"declares an XML entity, '{name}'"
        raise TermgraphError(message, self.path, self._parser.CurrentLineNumber, hint="TBX needs none")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        line = self._parser.CurrentLineNumber
        if len(self._open) >= _DEEPEST:
            raise too_deep(self.path, line)
        if not self._open:
            self.language = plain.get("lang", "")
            self.is_tbx = local in ("tbx", "martif", "TBX")
        node = _Node(local, plain, line)
        if self._open:
            self._open[-1].children.append(node)
            self._open[-1].pieces.append("")
        self._open.append(node)

    def _end(self, _name: str) -> None:
        node = self._open.pop()
        node.last = self._parser.CurrentLineNumber
        if node.name in _ENTRIES:
            self.entries.append(node)
            if self._open:  # kept once: the document itself need not hold it
                self._open[-1].children.clear()
                self._open[-1].pieces.clear()
        elif node.name in ("title", "titleStmt") and not self.title:
            self.title = node.text

    def _text(self, text: str) -> None:
        if self._open and text:
            self._open[-1].pieces.append(text)


def _tags(entry: _Node) -> Iterator[str]:
    for section in entry.find(*_LANGUAGES):
        if tag := section.attributes.get("lang", ""):
            yield tag


def _main_language(entries: Sequence[_Node], stated: str) -> str:
    """Return the language that names are taken from: that of the document where most concepts have terms in it."""
    counts = Counter(tag for entry in entries for tag in set(_tags(entry)))
    if not counts:
        return stated
    most = max(counts.values())
    for wanted in (stated, "en"):
        fitting = [
            tag for tag in counts if wanted and tag.split("-")[0].lower() == wanted.split("-")[0].lower()
        ]
        best = max(fitting, key=lambda tag: counts[tag], default="")
        if best and 2 * counts[best] >= most:
            return best
    return min(counts, key=lambda tag: (-counts[tag], tag))


def _category(node: _Node) -> str:
    """Return the data category of an element."""
    return node.attributes.get("type", "") if node.name in _CATEGORIES else node.name


def _entry(entry: _Node, main: str) -> RawEntry | None:
    """Return a concept, None where it has no term."""
    terms: list[_Term] = []
    definitions: dict[str, str] = {}
    fields: dict[str, tuple[str, ...]] = {}
    links: list[Link] = []

    def told(node: _Node, language: str) -> None:
        for part in _parts(node):
            category = _category(part)
            if category == "definition":
                definitions.setdefault(language, part.text)
            elif category in _SEE:
                target = part.attributes.get("target", "")
                links.append(Link(part.text or target, f"#{target}" if target else part.text, part.line))
            elif category in _FIELDS and part.text:
                key = _FIELDS[category]
                value = part.attributes.get("target") or part.text if part.name == "xref" else part.text
                fields[key] = (*fields.get(key, ()), *((value,) if value not in fields.get(key, ()) else ()))

    told(entry, "")
    for section in entry.find(*_LANGUAGES):
        language = section.attributes.get("lang", "")
        told(section, language)
        for place in section.find(*_TERMS):
            term = _term(place, language)
            if term is not None:
                terms.append(term)
                told(place, language)
    return _made(entry, main, terms, definitions, fields, links) if terms else None


def _parts(node: _Node) -> Iterator[_Node]:
    """Yield the data categories of an element, those in groups too, not those of the sections within."""
    for child in node.children:
        if child.name in _GROUPS:
            yield from _parts(child)
        elif child.name not in (*_LANGUAGES, *_TERMS, "term"):
            yield child


def _term(place: _Node, language: str) -> _Term | None:
    found = next(place.find("term"), None)
    if found is None or not found.text:
        return None
    told: dict[str, str] = {_category(part): re.sub(r"\W|_", "", part.text).lower() for part in _parts(place)}
    status = told.get("administrativeStatus", "") + told.get("normativeAuthorization", "")
    deprecated = "deprecated" in status or "superseded" in status or "obsolete" in status
    kind = "abbreviation" if told.get("termType", "") in _ABBREVIATED else None
    return _Term(found.text, language, kind, "preferred" in status and not deprecated, deprecated)


def _made(
    entry: _Node,
    main: str,
    terms: Sequence[_Term],
    definitions: dict[str, str],
    fields: dict[str, tuple[str, ...]],
    links: Sequence[Link],
) -> RawEntry:
    """Return a concept as an entry."""
    languages = [term.language for term in terms]
    language = main if main in languages else languages[0]
    own = [term for term in terms if term.language == language]
    rank: Callable[[_Term], tuple[bool, bool, bool]] = lambda term: (  # noqa: E731
        term.deprecated,
        not term.preferred,
        term.type == "abbreviation",
    )
    own.sort(key=rank)  # stable: in the order of the document where these say nothing
    body = definitions.get(language) or definitions.get("") or next(iter(definitions.values()), "")
    for term in terms:
        if term.language != language:
            key = f"term ({term.language})"
            fields[key] = (*fields.get(key, ()), term.text)
    for tag, text in definitions.items():
        if text != body:
            fields[f"definition ({tag})" if tag else "definition"] = (text,)
    labels = tuple(RecordLabel(term.text, term.type) for term in own[1:] if not term.deprecated)
    if deprecated := tuple(term.text for term in own[1:] if term.deprecated):
        fields["deprecated"] = deprecated
    id_ = entry.attributes.get("id", "")
    extra = Extra(None, labels, fields, tuple(links), language, exact=True)
    return RawEntry(
        own[0].text, body, entry.line, entry.last, anchors=(id_,) if id_ else (), place=id_, extra=extra
    )
