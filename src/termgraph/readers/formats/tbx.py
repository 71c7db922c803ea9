"""TBX (ISO 30042): terminology as XML, in both styles (DCA and DCT) and both generations (martif and tbx)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from termgraph.errors import TermgraphError
from termgraph.names import language_tag, word_set
from termgraph.names.languages import main_language
from termgraph.readers import Columns
from termgraph.readers.formats.document import read_bytes
from termgraph.readers.formats.xml import language_of, last_line, name_of, parsed, text_of
from termgraph.readers.records.assemble import RawEntry, assemble
from termgraph.readers.records.gathered import Gathered, is_discouraging
from termgraph.readers.records.links import Link
from termgraph.records import DISCOURAGED, Dropped, Reading, RecordLabel, RecordText

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_ENTRIES = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")

#: Elements that hold a data category: in DCA style its name is their `type`, in DCT style the element itself.
_CATEGORIES = word_set("descrip termNote admin termCompList transac ref xref")
#: Elements that only group others.
_GROUPS = word_set("descripGrp termNoteGrp adminGrp termGrp auxInfo")
#: Who wrote a concept and when.
_HISTORY = word_set("transacGrp transac date")
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
    "figure": "figure",
    "xGraphic": "figure",
    "partOfSpeech": "part of speech",
    "customerSubset": "category",
    "projectSubset": "category",
}
#: What data categories say that another concept is to this one.
_RELATIONS = {
    "crossReference": "related",
    "associatedConcept": "related",
    "relatedConcept": "related",
    "superordinateConceptGeneric": "broader",
    "superordinateConceptPartitive": "partOf",
    "broaderConceptGeneric": "broader",
    "broaderConceptPartitive": "partOf",
    "subordinateConceptGeneric": "narrower",
    "subordinateConceptPartitive": "hasPart",
    "antonymConcept": "contrastsWith",
}
#: Data categories that say how a term is to be used.
_STATUS = ("administrativeStatus", "normativeAuthorization")
#: Data categories that say what kind of name a term is.
_USED = (*_STATUS, "termType")
#: What stands in the back matter: works, people and pictures that entries name by their ids.
_BACK_MATTER = ("{*}refObject", "{*}item", "{*}itemSet")


@dataclass(slots=True)
class _Term:
    """A term of a concept in one language."""

    text: str
    language: str
    type: str | None = None
    preferred: bool = False

    @property
    def rank(self) -> tuple[bool, bool, bool]:
        """The less the more it is the name: the order of the document counts where this says nothing."""
        return self.type == DISCOURAGED, not self.preferred, self.type == "abbreviation"

    def label(self, main: str) -> RecordLabel:
        """Return it as a name of an entry in a language."""
        return RecordLabel(self.text, self.type, self.language if self.language != main else "")


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
    root = parsed(read_bytes(path), path, "TBX")
    found = [
        entry
        for entry in root.iter(*(f"{{*}}{name}" for name in _ENTRIES))
        if not any(name_of(above) == "back" for above in entry.iterancestors())
    ]
    if not found:
        hint = (
            None
            if name_of(root) in ("tbx", "martif", "TBX")
            else "TBX has conceptEntry or termEntry elements"
        )
        raise TermgraphError("holds no terms", path, 1, hint=hint)
    counts = Counter(tag for entry in found for tag in set(_tags(entry)))
    main = main_language(counts, language_of(root)) or language_of(root)
    named = {id_: text_of(node) for node in root.iter(*_BACK_MATTER) if (id_ := node.get("id"))}
    made = [(entry, _entry(entry, main, named)) for entry in found]
    raws = [raw for _, raw in made if raw is not None]
    dropped = [Dropped(f"line {entry.sourceline}", "no term") for entry, raw in made if raw is None]
    told = f"terms in {', '.join(sorted(counts))}; those in {main} were taken as the names"
    title = next(map(text_of, root.iter("{*}title", "{*}titleStmt")), "")
    return assemble(
        path, "tbx", raws, title=title, guesses=[told][: len(counts) - 1], language=main, dropped=dropped
    )


def _find(element: Element, *names: str) -> Iterator[Element]:
    """Yield the elements below one that have one of some names, not those within such."""
    for child in element:
        if name_of(child) in names:
            yield child
        else:
            yield from _find(child, *names)


def _tags(entry: Element) -> Iterator[str]:
    for section in _find(entry, *_LANGUAGES):
        if tag := language_of(section):
            yield language_tag(tag)


def _category(node: Element) -> str:
    """Return the data category of an element."""
    return node.get("type", "") if name_of(node) in _CATEGORIES else name_of(node)


def _entry(entry: Element, main: str, named: Mapping[str, str]) -> RawEntry | None:
    """Return a concept, None where it has no term; `named` is what ids of the back matter stand for."""
    terms: list[_Term] = []
    texts: list[RecordText] = []
    links: list[Link] = []

    def told(node: Element, language: str) -> None:
        for part in _parts(node):
            category, text, target = _category(part), text_of(part), part.get("target", "")
            if category in _RELATIONS:
                aim = f"#{target}" if target else text
                links.append(Link(text or target, aim, part.sourceline or 1, _RELATIONS[category]))
            elif category not in _USED:
                named_by = named.get(target.lstrip("#"), target)
                value = named_by if target and (not text or name_of(part) == "xref") else text
                made = RecordText(value, language, _FIELDS.get(category) or _spaced(category))
                texts.extend([made] if value and made not in texts else [])

    told(entry, "")
    for section in _find(entry, *_LANGUAGES):
        language = language_tag(language_of(section))
        told(section, language)
        for place in _find(section, *_TERMS):
            term = _term(place, language)
            if term is not None:
                terms.append(term)
                told(place, language)
    return _made(entry, main, terms, texts, links) if terms else None


def _parts(node: Element) -> Iterator[Element]:
    """Yield the data categories of an element, those in groups too, not those of the sections within."""
    for child in node:
        if name_of(child) in _GROUPS:
            yield from _parts(child)
        elif name_of(child) not in (*_LANGUAGES, *_TERMS, *_HISTORY, "term"):
            yield child


def _spaced(category: str) -> str:
    """Return a data category as a label: "grammaticalGender" is "grammatical gender"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", category).lower()


def _term(place: Element, language: str) -> _Term | None:
    found = next(_find(place, "term"), None)
    if found is None or not text_of(found):
        return None
    told = {_category(part): text_of(part) for part in _parts(place)}
    status = next((told[name] for name in _STATUS if told.get(name)), "")
    kind = "abbreviation" if re.sub(r"\W|_", "", told.get("termType", "")).lower() in _ABBREVIATED else None
    return _Term(
        text_of(found),
        language,
        DISCOURAGED if is_discouraging(status) else kind,
        status.startswith(("preferred", "standardized")),
    )


def _made(
    entry: Element, main: str, terms: Sequence[_Term], texts: Sequence[RecordText], links: Sequence[Link]
) -> RawEntry:
    """Return a concept as an entry: in the main language, or in the first one that has terms which may be used."""
    languages = [term.language for term in terms if term.type != DISCOURAGED] or [
        term.language for term in terms
    ]
    language = main if main in languages else languages[0]
    ordered = {tag: n for n, tag in enumerate(dict.fromkeys((language, *languages)))}
    far = len(ordered)
    first, *others = sorted(terms, key=lambda term: (ordered.get(term.language, far), term.rank))
    said = Gathered(language=language)
    for one in texts:
        own = one.language or language
        if one.kind != "definition" or own != language or not said.body:
            said.add(one.kind, [one.text], language=own)
        else:
            said.field(one.kind, [one.text])
    said.name, said.labels, said.links = first.text, [term.label(language) for term in others], list(links)
    if first.type == DISCOURAGED:
        said.field("status", [DISCOURAGED])
    id_ = entry.get("id", "")
    said.anchors += filter(None, [id_])
    return replace(said.entry(entry.sourceline or 1, last_line(entry), exact=True), place=id_)
