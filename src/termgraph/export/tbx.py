"""TBX-Basic (ISO 30042:2019, in DCA style), for translators' tools: an entry a concept, its terms by language."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from termgraph.export.profiles import Notice, silent
from termgraph.export.xml import DECLARATION, attribute, element, refuse_what_is_lost
from termgraph.namespaces import DCT
from termgraph.skos import Thesaurus
from termgraph.skos.documenting import Note
from termgraph.skos.naming import Label

_ID = re.compile(r"[^A-Za-z0-9_.-]")
#: How a name is to be used, in the data categories of TBX-Basic.
_USE = {
    "prefLabel": "preferredTerm-admn-sts",
    "altLabel": "admittedTerm-admn-sts",
    "hiddenLabel": "deprecatedTerm-admn-sts",
}
_ORDER = list(_USE)
_DISCOURAGED = "deprecatedTerm-admn-sts"
#: Relations between concepts, as TBX-Basic and TBX-Core name them; others come as cross references.
_RELATIONS = {"broader": "superordinateConceptGeneric", "partOf": "superordinateConceptPartitive"}
#: The notes that TBX-Basic has a data category for; others are notes.
_NOTES = {"definition": "definition", "example": "context"}


def tbx(thesaurus: Thesaurus, notice: Notice = silent) -> Iterator[bytes]:
    """Yield a TBX document. A name without a language is written in that of the vocabulary.

    Raises:
        TermgraphError: where a text holds characters that XML cannot.

    >>> owl = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en .')
    >>> b"".join(tbx(owl)).count(b"<term>owl</term>")
    1
    """
    head = _head(thesaurus)
    keys = _keys(thesaurus)
    named = [iri for iri in sorted(thesaurus.concepts) if thesaurus.names_of(iri)]
    entries = ["\n".join(_entry(thesaurus, iri, keys)) for iri in named]
    refuse_what_is_lost([head, *entries], "`termgraph fix` takes them out")
    if nameless := len(thesaurus.concepts) - len(named):
        notice(f"an entry has a term, so that {nameless:,} concepts without a name were left out")
    yield f"{DECLARATION}\n{head}\n <text>\n".encode()
    yield b"  <body>\n" if entries else b"  <body />\n"
    yield from (f"{entry}\n".encode() for entry in entries)
    yield b"  </body>\n" if entries else b""
    yield b" </text>\n</tbx>\n"


def _head(thesaurus: Thesaurus) -> str:
    title = thesaurus.title(thesaurus.scheme or "") or "Vocabulary"
    lang = attribute(thesaurus.language or "en")
    return "\n".join(
        (
            f'<tbx xml:lang="{lang}" type="TBX-Basic" style="dca" xmlns="urn:iso:std:iso:30042:ed-2">',
            " <tbxHeader>",
            "  <fileDesc>",
            "   <titleStmt>",
            f"    {element('title', title)}",
            "   </titleStmt>",
            "   <sourceDesc>",
            f"    {element('p', thesaurus.scheme or thesaurus.base or title)}",
            "   </sourceDesc>",
            "  </fileDesc>",
            " </tbxHeader>",
        )
    )


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


def _entry(thesaurus: Thesaurus, iri: str, keys: dict[str, str]) -> Iterator[str]:
    """Yield the lines of an entry."""
    yield f'   <conceptEntry id="{keys[iri]}">'
    for code in sorted({code.value for code in thesaurus.notations.get(iri, ())}):
        yield _line("admin", code, "conceptId")
    for group in sorted(thesaurus.collections_of.get(iri, ())):
        yield _line("descrip", thesaurus.label(group), "subjectField")
    for kind, target in dict.fromkeys(_relations(thesaurus, iri)):  # several kinds may be one here
        if target in keys:
            yield _line("ref", thesaurus.label(target), kind, target=keys[target])
    yield _line("xref", iri, "externalCrossReference", target=iri)
    for date in thesaurus.spoken(iri, DCT + "modified"):
        yield _line("admin", date[1], "modificationDate")
    notes = thesaurus.notes(iri)
    for lang, names in sorted(_by_language(thesaurus, thesaurus.names_of(iri)).items()):
        yield f'    <langSec xml:lang="{attribute(lang)}">'
        yield from _section(
            thesaurus, iri, [note for note in notes if (note.lang or thesaurus.language) == lang], names
        )
        yield "    </langSec>"
    yield "   </conceptEntry>"


def _line(name: str, value: str, kind: str, **attributes: str) -> str:
    """Return a line of an entry: an element of one of the kinds of its name."""
    return f"    {element(name, value, {'type': kind, **attributes})}"


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


def _section(thesaurus: Thesaurus, iri: str, notes: Iterable[Note], names: Iterable[Label]) -> Iterator[str]:
    """Yield the lines of an entry's section in a language."""
    for note in notes:
        kind = {"type": _NOTES[note.kind]} if note.kind in _NOTES else {}
        yield f"     {element('descrip' if kind else 'note', note.text, kind)}"
    for use, text, tag in sorted(names, key=lambda name: (_ORDER.index(name[0]), name[1])):
        types = thesaurus.types_of(iri, text, tag)
        is_discouraged = "misnomer" in types or iri in thesaurus.deprecated
        status = _DISCOURAGED if is_discouraged else _USE[use]
        yield f"     <termSec>\n      {element('term', text)}"
        yield f'      <termNote type="administrativeStatus">{status}</termNote>'
        if "abbreviation" in types:
            yield '      <termNote type="termType">abbreviation</termNote>'
        yield "     </termSec>"
