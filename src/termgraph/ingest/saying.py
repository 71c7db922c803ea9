"""What a record says of its term, in all its languages: what is quoted, what becomes a note, what has no place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from termgraph.model import STATUSES, Vocabulary
from termgraph.names import folded_key, word_set
from termgraph.readers.records import lexicon
from termgraph.readers.records.gathered import NAMES, RELATIONS, UNKNOWN, is_discouraging
from termgraph.records import Record, RecordText

#: What of a concept holds parts of these labels.
_NOTES: Mapping[str, frozenset[str]] = {
    "example": word_set(
        "example examples e.g beispiel beispiele exemple exemples ejemplo ejemplos esempio esempi exemplo exemplos"
    ),
    "scope_note": word_set(
        "note | notes | scope note | usage note | usage | remark | remarks | anmerkung | hinweis | nota | remarque",
        "|",
    ),
    "editorial_note": word_set("editorial note | comment | comments", "|"),
    "history_note": word_set("history note | history | etymology | origin", "|"),
    "change_note": word_set("change note", "|"),
    "notation": word_set("notation"),
}
_PLACES = {label: place for place, labels in _NOTES.items() for label in labels}
#: Parts that say what it belongs to.
_CATEGORIES = word_set("category categories tag tags topic topics domain field subject area")
#: Parts that are names, relations, or about the document: they have their own ways into a vocabulary.
_ELSEWHERE = (
    lexicon.SYNONYMS
    | lexicon.ABBREVIATIONS
    | lexicon.EXPANSIONS
    | lexicon.PLURALS
    | lexicon.SEE
    | NAMES.keys()
    | RELATIONS.keys()
    | word_set("qualifier | language | id | part of | component of | misspelling | misspellings", "|")
)


@dataclass(frozen=True, slots=True)
class Part:
    """A labelled part of a record.

    Args:
        label: its label, in lower case.
        text: what it says.
        language: its tag, as entries have it.
        place: the attribute of a concept that holds it, "" where none does and it is quoted with its label.
    """

    label: str
    text: str
    language: str
    place: str


def languages_of(record: Record, vocabulary: Vocabulary) -> Mapping[str, str]:
    """Return the tags of a record as entries have them: its own is under "".

    Where nothing is in the very language of the vocabulary, the first variety of it is: "en-GB" in an English one.

    >>> from termgraph.records import RecordLabel
    >>> birds = Vocabulary(title="Birds", base="https://example.org/", prefix="b")
    >>> eule = Record(1, "Eule", "Eule", "heading", (RecordLabel("owl", language="en-GB"),), language="de-AT")
    >>> dict(languages_of(eule, birds))
    {'': 'de-at', 'de-AT': 'de-at', 'en-GB': 'en', 'und': 'en'}
    """
    own = record.language or vocabulary.language
    said = [own, *(one.language for one in record.labels), *(one.language for one in record.texts)]
    said = list(filter(None, said))
    found = {tag: tag.lower() for tag in said}
    if vocabulary.language not in found.values():
        spoken = vocabulary.language.partition("-")[0]
        near = next((tag for tag in said if tag.lower().partition("-")[0] == spoken), None)
        found |= {near: vocabulary.language} if near else {}
    return {"": found[own], **found, UNKNOWN: vocabulary.language}


def definitions(record: Record, tags: Mapping[str, str]) -> dict[str, str]:
    """Return what a record says its term is, by language: a stub says nothing, and a redirect only where to look."""
    said: dict[str, list[str]] = defaultdict(list)
    if record.kind == "entry":
        said[tags[""]] += _own(record)
    for one in record.texts:
        if one.kind == "definition":
            said[tags[one.language]].append(one.text)
    return {language: "\n\n".join(dict.fromkeys(texts)) for language, texts in said.items() if texts}


def _own(record: Record) -> list[str]:
    """Return what a record's text says its term is: the part that is labelled so, where all of it is labelled."""
    body, labelled = _folded(record.body), record.fields.get("definition", ())
    rest = body
    for text in (text for texts in record.fields.values() for text in texts):
        rest = rest.replace(_folded(text), "\n", 1)
    others = {folded_key(word) for word in rest.split("\n")} - {""}
    if labelled and others <= {*map(folded_key, record.fields), *map(folded_key, lexicon.PARTS)}:
        return list(labelled)
    return [*filter(None, [record.body.strip()]), *(one for one in labelled if _folded(one) not in body)]


def parts(record: Record, tags: Mapping[str, str], vocabulary: Vocabulary) -> Iterator[Part]:
    """Yield the labelled parts that a record's definitions do not hold already, no names and no relations."""
    body = _folded("\n".join(_own(record)))
    own = (RecordText(text, "", label) for label, texts in record.fields.items() for text in texts)
    for one in (*own, *record.texts):
        known = one.kind == "definition" or one.kind in _ELSEWHERE or not one.text.strip()
        used = one.kind == "status" and (is_discouraging(one.text) or one.text in STATUSES)
        if not known and not used and (one.language or _folded(one.text) not in body):
            group = _collection(one.text, vocabulary) if one.kind in _CATEGORIES else ""
            place = "collections" if group else _PLACES.get(one.kind, "")
            yield Part(one.kind, group or one.text, tags[one.language], place)


def _collection(name: str, vocabulary: Vocabulary) -> str:
    """Return the id of the collection that a vocabulary has for a category, "" where it has none."""
    key = folded_key(name)
    named = (
        id_ for id_, one in vocabulary.collections.items() if key in map(folded_key, one.pref_label.values())
    )
    return next(named, "")


def passages(record: Record, tags: Mapping[str, str], vocabulary: Vocabulary) -> dict[str, str]:
    r"""Return what is quoted of a record, by language: its definitions, and below them the parts without a place.

    >>> owl = Record(1, "Owl", "Owl", "heading", body="A bird.", fields={"order": ("Strigiformes",)})
    >>> passages(owl, {"": "en"}, Vocabulary(title="Birds", base="https://example.org/", prefix="b"))
    {'en': 'A bird.\n\nOrder: Strigiformes'}
    """
    said = definitions(record, tags)
    kept: dict[tuple[str, str], list[str]] = defaultdict(list)
    for part in parts(record, tags, vocabulary) if record.kind != "redirect" else ():
        if not part.place:
            kept[part.language, part.label].append(part.text)
    for (language, label), texts in kept.items():
        line = f"{label[:1].upper()}{label[1:]}: {', '.join(texts)}"
        said[language] = f"{said[language]}\n\n{line}" if language in said else line
    return said


def is_not_to_be_used(record: Record) -> bool:
    """Tell whether a document tells its readers not to use the name, and gives no other one."""
    return any(map(is_discouraging, record.fields.get("status", ())))


def _folded(text: str) -> str:
    return " ".join(text.split())
