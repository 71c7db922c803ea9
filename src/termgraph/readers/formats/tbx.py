"""TBX (ISO 30042): terminology as XML, in both styles (DCA and DCT) and both generations (martif and tbx)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termgraph.errors import TermgraphError
from termgraph.names import word_set
from termgraph.readers import Columns
from termgraph.readers.formats.document import magic, read_bytes, too_deep
from termgraph.readers.records.assemble import Extra, RawEntry, assemble
from termgraph.readers.records.links import Link
from termgraph.records import Dropped, Reading, RecordLabel

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
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
    root = _parsed(read_bytes(path), path)
    found = list(root.iter(*(f"{{*}}{name}" for name in _ENTRIES)))
    if not found:
        hint = (
            None if _name(root) in ("tbx", "martif", "TBX") else "TBX has conceptEntry or termEntry elements"
        )
        raise TermgraphError("holds no terms", path, 1, hint=hint)
    main = _main_language(found, _language(root))
    made = [(entry, _entry(entry, main)) for entry in found]
    raws = [raw for _, raw in made if raw is not None]
    dropped = [Dropped(f"line {entry.sourceline}", "no term") for entry, raw in made if raw is None]
    languages = sorted({tag for entry in found for tag in _tags(entry)})
    told = f"terms in {', '.join(languages)}; those in {main} were taken as the names"
    title = next(map(_text, root.iter("{*}title", "{*}titleStmt")), "")
    return assemble(
        path, "tbx", raws, title=title, guesses=[told][: len(languages) - 1], language=main, dropped=dropped
    )


def _parsed(data: bytes, path: str) -> Element:
    """Return the root of a document.

    Raises:
        TermgraphError: where it is no XML, is nested too deep, or declares entities.
    """
    from lxml import etree

    known = magic(data)
    if known or not data.strip():
        raise TermgraphError(f"is {known[0]}, no TBX" if known else "is empty", path)
    # A document type may be named, as martif does; what it declares could say gigabytes, or name files.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        if "depth" in error.msg:
            raise too_deep(path, line) from None
        message = f"broken XML: {error.msg.rpartition(', line')[0] or error.msg}"
        raise TermgraphError(message, path, line or 1, column) from None
    declared = root.getroottree().docinfo.internalDTD
    for entity in declared.iterentities() if declared is not None else ():
        line = data.count(b"\n", 0, data.find(b"<!ENTITY")) + 1
        raise TermgraphError(f"declares an XML entity, '{entity.name}'", path, line, hint="TBX needs none")
    return root


def _name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _text(element: Element) -> str:
    """Return all text in an element, white space folded."""
    return " ".join("".join(element.itertext()).split())


def _language(element: Element) -> str:
    return element.get(_LANG) or element.get("lang") or ""


def _last(element: Element) -> int:
    """Return the line on which an element ends, which lxml does not tell."""
    inner = element.text or ""
    line = element.sourceline or 1
    if len(element):
        line, inner = _last(element[-1]), element[-1].tail or ""
    return line + inner.count("\n")


def _find(element: Element, *names: str) -> Iterator[Element]:
    """Yield the elements below one that have one of some names, not those within such."""
    for child in element:
        if _name(child) in names:
            yield child
        else:
            yield from _find(child, *names)


def _tags(entry: Element) -> Iterator[str]:
    for section in _find(entry, *_LANGUAGES):
        if tag := _language(section):
            yield tag


def _main_language(entries: Sequence[Element], stated: str) -> str:
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


def _category(node: Element) -> str:
    """Return the data category of an element."""
    return node.get("type", "") if _name(node) in _CATEGORIES else _name(node)


def _entry(entry: Element, main: str) -> RawEntry | None:
    """Return a concept, None where it has no term."""
    terms: list[_Term] = []
    definitions: dict[str, str] = {}
    fields: dict[str, tuple[str, ...]] = {}
    links: list[Link] = []

    def told(node: Element, language: str) -> None:
        for part in _parts(node):
            category = _category(part)
            if category == "definition":
                definitions.setdefault(language, _text(part))
            elif category in _SEE:
                target = part.get("target", "")
                links.append(
                    Link(_text(part) or target, f"#{target}" if target else _text(part), part.sourceline or 1)
                )
            elif category in _FIELDS and _text(part):
                key = _FIELDS[category]
                value = part.get("target") or _text(part) if _name(part) == "xref" else _text(part)
                fields[key] = (*fields.get(key, ()), *((value,) if value not in fields.get(key, ()) else ()))

    told(entry, "")
    for section in _find(entry, *_LANGUAGES):
        language = _language(section)
        told(section, language)
        for place in _find(section, *_TERMS):
            term = _term(place, language)
            if term is not None:
                terms.append(term)
                told(place, language)
    return _made(entry, main, terms, definitions, fields, links) if terms else None


def _parts(node: Element) -> Iterator[Element]:
    """Yield the data categories of an element, those in groups too, not those of the sections within."""
    for child in node:
        if _name(child) in _GROUPS:
            yield from _parts(child)
        elif _name(child) not in (*_LANGUAGES, *_TERMS, "term"):
            yield child


def _term(place: Element, language: str) -> _Term | None:
    found = next(_find(place, "term"), None)
    if found is None or not _text(found):
        return None
    told: dict[str, str] = {
        _category(part): re.sub(r"\W|_", "", _text(part)).lower() for part in _parts(place)
    }
    status = told.get("administrativeStatus", "") + told.get("normativeAuthorization", "")
    deprecated = "deprecated" in status or "superseded" in status or "obsolete" in status
    kind = "abbreviation" if told.get("termType", "") in _ABBREVIATED else None
    return _Term(_text(found), language, kind, "preferred" in status and not deprecated, deprecated)


def _made(
    entry: Element,
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
    # Stable: in the order of the document where these say nothing.
    own.sort(key=lambda term: (term.deprecated, not term.preferred, term.type == "abbreviation"))
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
    id_ = entry.get("id", "")
    extra = Extra(None, labels, fields, tuple(links), language, exact=True)
    return RawEntry(
        own[0].text,
        body,
        entry.sourceline or 1,
        _last(entry),
        anchors=(id_,) if id_ else (),
        place=id_,
        extra=extra,
    )
