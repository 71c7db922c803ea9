"""TBX-Basic (ISO 30042:2019, in DCA style), for translators' tools: an entry a concept, its terms by language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from termgraph.errors import TermgraphError
from termgraph.export.profiles import Notice, silent
from termgraph.namespaces import DCT
from termgraph.skos import Thesaurus
from termgraph.skos.naming import Label

_XML = "{http://www.w3.org/XML/1998/namespace}"
_DECLARATION = "<?xml version='1.0' encoding='utf-8'?>"
_ID = re.compile(r"[^A-Za-z0-9_.-]")
#: How a name is to be used, in the data categories of TBX-Basic.
_USE = {
    "prefLabel": "preferredTerm-admn-sts",
    "altLabel": "admittedTerm-admn-sts",
    "hiddenLabel": "deprecatedTerm-admn-sts",
}
_DISCOURAGED = "deprecatedTerm-admn-sts"
#: Relations between concepts, as TBX-Basic and TBX-Core name them; others come as cross references.
_RELATIONS = {"broader": "superordinateConceptGeneric", "partOf": "superordinateConceptPartitive"}
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tbx(thesaurus: Thesaurus, notice: Notice = silent) -> bytes:
    """Return a TBX document. A name without a language is written in that of the vocabulary.

    Raises:
        TermgraphError: where a text holds characters that XML cannot.

    >>> tbx(Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en .')).count(b"<term>owl</term>")
    1
    """
    head = {f"{_XML}lang": thesaurus.language or "en", "type": "TBX-Basic", "style": "dca"}
    root = Element("tbx", {**head, "xmlns": "urn:iso:std:iso:30042:ed-2"})
    about = SubElement(SubElement(root, "tbxHeader"), "fileDesc")
    title = thesaurus.title(thesaurus.scheme or "") or "Vocabulary"
    _text(SubElement(about, "titleStmt"), "title", title)
    _text(SubElement(about, "sourceDesc"), "p", thesaurus.scheme or thesaurus.base or title)
    body = SubElement(SubElement(root, "text"), "body")
    keys = _keys(thesaurus)
    nameless = [iri for iri in sorted(thesaurus.concepts) if not thesaurus.names_of(iri)]
    for iri in sorted(thesaurus.concepts - set(nameless)):
        body.append(_entry(thesaurus, iri, keys))
    if nameless:
        notice(f"an entry has a term, so that {len(nameless):,} concepts without a name were left out")
    return _written(root)


def _keys(thesaurus: Thesaurus) -> dict[str, str]:
    """Return the id of each entry: a name of XML."""
    found: dict[str, str] = {}
    used: set[str] = set()
    for iri in sorted(thesaurus.concepts):
        key = plain = _ID.sub("-", f"c-{thesaurus.id(iri)}")
        number = 1
        while key in used:
            number += 1
            key = f"{plain}-{number}"
        used.add(key)
        found[iri] = key
    return found


def _entry(thesaurus: Thesaurus, iri: str, keys: dict[str, str]) -> Element:
    entry = Element("conceptEntry", {"id": keys[iri]})
    for code in sorted({code.value for code in thesaurus.notations.get(iri, ())}):
        _text(entry, "admin", code, type="conceptId")
    for group in sorted(thesaurus.collections_of.get(iri, ())):
        _text(entry, "descrip", thesaurus.label(group), type="subjectField")
    for kind, target in _relations(thesaurus, iri):
        if target in keys:
            _text(entry, "ref", thesaurus.label(target), type=kind, target=keys[target])
    _text(entry, "xref", iri, type="externalCrossReference", target=iri)
    for date in thesaurus.spoken(iri, DCT + "modified"):
        _text(entry, "admin", date[1], type="modificationDate")
    for lang, names in sorted(_by_language(thesaurus, thesaurus.names_of(iri)).items()):
        entry.append(_section(thesaurus, iri, lang, names))
    return entry


def _relations(thesaurus: Thesaurus, iri: str) -> Iterator[tuple[str, str]]:
    for kind, adjacency in thesaurus.edges.items():
        if thesaurus.relations[kind].subject == "concept":
            for target in sorted(adjacency.get(iri, ())):
                yield _RELATIONS.get(kind, "crossReference"), target


def _by_language(thesaurus: Thesaurus, names: Iterable[Label]) -> dict[str, list[Label]]:
    found: dict[str, list[Label]] = defaultdict(list)
    for name in names:
        found[name[2] or thesaurus.language or "en"].append(name)
    return found


def _section(thesaurus: Thesaurus, iri: str, lang: str, names: Iterable[Label]) -> Element:
    section = Element("langSec", {f"{_XML}lang": lang})
    for note in thesaurus.notes(iri):
        if (note.lang or thesaurus.language) == lang:
            if note.kind in ("definition", "example"):
                _text(
                    section,
                    "descrip",
                    note.text,
                    type="definition" if note.kind == "definition" else "context",
                )
            else:
                _text(section, "note", note.text)
    for kind, text, tag in sorted(names, key=lambda name: (list(_USE).index(name[0]), name[1])):
        term = SubElement(section, "termSec")
        _text(term, "term", text)
        types = thesaurus.types_of(iri, text, tag)
        is_discouraged = "misnomer" in types or iri in thesaurus.deprecated
        _text(term, "termNote", _DISCOURAGED if is_discouraged else _USE[kind], type="administrativeStatus")
        if "abbreviation" in types:
            _text(term, "termNote", "abbreviation", type="termType")
    return section


def _text(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = text


def _written(root: Element) -> bytes:
    lost = sorted({sign for part in root.itertext() for sign in _NO_XML.findall(part)})
    if lost:
        names = ", ".join(f"U+{ord(sign):04X}" for sign in lost)
        raise TermgraphError(
            f"some texts hold characters that XML cannot: {names}", hint="`termgraph fix` takes them out"
        )
    indent(root, " ")
    return f"{_DECLARATION}\n{tostring(root, 'unicode')}\n".encode()
