"""From a record to an entry: a draft that keeps the document's words as what they are, the document's."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain, count
from typing import Any

from termgraph.ingest.saying import definitions, is_not_to_be_used, languages_of, parts, passages
from termgraph.model import (
    Citation,
    Concept,
    Label,
    Misnomer,
    SourceDefinition,
    Vocabulary,
    in_order,
)
from termgraph.names import BIDI_CONTROL, UNPRINTABLE, cased_key, exact_key, folded_key
from termgraph.namespaces import LABEL_TYPES, free_id, is_web_iri
from termgraph.reconcile.evidence import given_names
from termgraph.reconcile.index import names_of
from termgraph.records import DISCOURAGED, Record

#: A passage longer than this is cut: an entry is no place for a chapter, and its file has to stay readable.
_LONGEST_TEXT = 20_000
_LONGEST_NAME = 200
_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
#: What a part is called that says why a name misleads, and one beside it that says what would be clearer.
_MISLEADS, _CLEARER = "confusion", "alternative"
_TYPES = frozenset(LABEL_TYPES) - {"misnomer"}


def safe_text(text: str) -> str:
    r"""Return a passage as an entry may hold it: no invisible characters, no spaces at line ends, not too long.

    >>> safe_text("a\x00b  \r\nc\u202e")
    'ab\nc'
    """
    text = unicodedata.normalize("NFC", _LINE_BREAKS.sub("\n", text))
    text = text.replace("\ufeff", "").replace("\t", "    ")
    text = BIDI_CONTROL.sub("", UNPRINTABLE.sub("", text))
    text = "\n".join(line.rstrip() for line in text.split("\n")).strip()
    if len(text) > _LONGEST_TEXT:
        text = text[:_LONGEST_TEXT].rsplit(" ", 1)[0].rstrip() + " …"
    return text


def safe_name(name: str) -> str:
    r"""Return a name as an entry may hold it: on one line, no invisible characters, not too long.

    >>> safe_name("  Adaptive\n  Moment ")
    'Adaptive Moment'
    """
    name = " ".join(safe_text(name).split())
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME].rstrip() + "…"


class Names:
    """Which names are taken, by whom: an entry may not have a name of another one, unless both call it ambiguous.

    What is deprecated takes none.

    >>> names = Names([Concept(id="owl", pref_label={"en": "owl"})])
    >>> names.is_free("Owl", "en", "strix"), names.is_free("Owl", "en", "owl"), names.free_id("Owl")
    (False, True, 'owl-2')
    """

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._bearers: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
        self._ids: set[str] = set()
        for concept in concepts:
            self.add(concept)

    def add(self, concept: Concept) -> None:
        """Take note of the names of a concept."""
        self._ids.add(concept.id)
        for bearer in () if concept.deprecated else names_of(concept):
            self._bearers[cased_key(bearer.name), bearer.lang][concept.id] = bearer.type == "ambiguous"

    def is_free(self, name: str, lang: str, concept_id: str = "") -> bool:
        """Tell whether a concept may have a name: nobody else has it."""
        return not self._bearers.get((cased_key(name), lang), {}).keys() - {concept_id}

    def is_ambiguous(self, name: str, lang: str) -> bool:
        """Tell whether all who have a name call it ambiguous, so that one more may."""
        bearers = self._bearers.get((cased_key(name), lang), {})
        return bool(bearers) and all(bearers.values())

    def others(self, name: str, lang: str, concept_id: str = "") -> list[str]:
        """Return the other concepts that have a name."""
        return sorted(self._bearers.get((cased_key(name), lang), {}).keys() - {concept_id})

    def free_id(self, name: str) -> str:
        """Return an id for a name that no concept has: a slug, and a number where it is taken."""
        return free_id(name, self._ids)


def drafts(
    record: Record, citation: Citation, vocabulary: Vocabulary, names: Names, *, name: str | None = None
) -> list[Concept]:
    """Return the entries that a record makes: one, or one for each name where its heading treats several.

    Args:
        record: the record.
        citation: where it stands.
        vocabulary: for its language and the titles of its sources.
        names: those that are taken; the new ones are added.
        name: what to call it, where the record has no name or another one is better.

    >>> from termgraph.records import RecordLabel
    >>> owl = Record(1, "Owl", "Owl", "heading", (RecordLabel("Owl"),), "A bird.")
    >>> birds = Vocabulary(title="Birds", base="https://example.org/", prefix="b")
    >>> [one.source_definitions[0].text for one in drafts(owl, Citation("newton", "owl"), birds, Names([]))]
    ['A bird.']
    """
    given = given_names(record)
    beside = [one.name for one in given if one.role == "beside"]
    mains = [name] if name else [record.label or "", *beside]
    made = []
    for main in filter(None, map(safe_name, mains)):
        tags = languages_of(record, vocabulary)
        label, shared = _preferred(main, record, tags[""], vocabulary, names, citation)
        concept = Concept(
            id=names.free_id(label),
            pref_label={tags[""]: label},
            alt_labels=shared,
            status="draft" if definitions(record, tags) else "stub",
            deprecated=is_not_to_be_used(record),
        )
        names.add(concept)
        # Of several names, only those of the first are told by the record to be its own.
        whole = replace(record, labels=()) if beside and not name else record
        concept = merged(concept, whole, citation, vocabulary, names)
        names.add(concept)
        made.append(concept)
    return made


def _preferred(
    name: str, record: Record, lang: str, vocabulary: Vocabulary, names: Names, citation: Citation
) -> tuple[str, tuple[Label, ...]]:
    """Return a name that is free, and the bare name as an ambiguous one where others call it so as well."""
    qualifier = safe_name(" ".join(record.fields.get("qualifier", ())))
    source = vocabulary.sources.get(citation.source)
    tries = [f"{name} ({qualifier})"] if qualifier else [name]
    tries += [f"{name} ({text})" for text in (source.short if source else "", citation.source) if text]
    begun, end = (tries[-1][:-1], ")") if tries[-1].endswith(")") else (tries[-1], "")
    numbered = (f"{begun} {number}{end}" for number in count(2))
    label = next(one for one in chain(tries, numbered) if names.is_free(one, lang))
    shared = label != name and (names.is_ambiguous(name, lang) or names.is_free(name, lang))
    return label, (Label(name, lang, "ambiguous"),) if shared else ()


def is_draft(concept: Concept) -> bool:
    """Tell whether an entry is still open to what further documents say: a draft or a stub."""
    return concept.status in ("draft", "stub")


def cited(concept: Concept, citation: Citation) -> Concept:
    """Return a concept that cites a place."""
    if citation in concept.sources:
        return concept
    return replace(concept, sources=in_order((*concept.sources, citation)))


def requoted(concept: Concept, record: Record, citation: Citation, vocabulary: Vocabulary) -> Concept:
    """Return a concept whose passages from a place, if it still has them, are what the place says now."""
    said, quotes = passages(record, languages_of(record, vocabulary), vocabulary), concept.source_definitions
    now = (
        replace(one, text=safe_text(said[one.lang])) if one.source == citation and one.lang in said else one
        for one in quotes
    )
    return replace(concept, source_definitions=tuple(now))


def merged(
    concept: Concept, record: Record, citation: Citation, vocabulary: Vocabulary, names: Names
) -> Concept:
    """Return a draft with what one more record says: its names, its text, where it stands. Nothing is taken away."""
    tags = languages_of(record, vocabulary)
    said = {
        lang: text for lang, told in passages(record, tags, vocabulary).items() if (text := safe_text(told))
    }
    quotes = [one for one in concept.source_definitions if one.source != citation or one.lang not in said]
    quotes += [SourceDefinition(text, lang, citation) for lang, text in said.items()]
    concept = replace(
        cited(concept, citation),
        source_definitions=in_order(quotes),
        status="draft" if definitions(record, tags) and concept.status == "stub" else concept.status,
    )
    # Of a language that the entry has no name in, a full name is the preferred one rather than an abbreviation.
    for label in sorted(record.labels, key=lambda label: bool(label.language and label.type)):
        concept = _with_name(concept, label.label, label.type, tags[label.language], names)
    if is_web_iri(record.place) and record.place not in concept.relations["exactMatch"]:
        concept = concept.related_by("exactMatch", record.place)
    return _with_misnomer(_with_notes(concept, record, tags, vocabulary), record, citation, vocabulary)


def _with_notes(concept: Concept, record: Record, tags: Mapping[str, str], vocabulary: Vocabulary) -> Concept:
    """Return a concept with the parts of a record that it has a place for: examples, notes, notations, collections."""
    for part in parts(record, tags, vocabulary):
        text = safe_text(part.text)
        if not part.place or not text:
            continue
        if part.place == "notation":
            codes = dict.fromkeys((*concept.notation, " ".join(text.split())))
            concept = replace(concept, notation=tuple(codes))
        elif part.place == "collections":
            concept = replace(concept, collections=tuple(sorted({*concept.collections, part.text})))
        else:
            notes = {*getattr(concept, part.place), Label(text, part.language)}
            more: Any = {part.place: in_order(notes)}
            concept = replace(concept, **more)
    return concept


def lacking_names(concept: Concept, record: Record) -> list[str]:
    """Return the names that a record gives and a concept has not, not even in another spelling."""
    known = {folded_key(bearer.name) for bearer in names_of(concept)}
    given = (one.name for one in given_names(record) if one.role in ("main", "other", "short", "long"))
    return [name for name in map(safe_name, given) if name and folded_key(name) not in known]


def _with_name(concept: Concept, name: str, type_: str | None, lang: str, names: Names) -> Concept:
    """Return a concept with one more name, unless it has that, or another concept does."""
    name = safe_name(name)
    own = {(exact_key(bearer.name), bearer.lang) for bearer in names_of(concept)}
    known = (exact_key(name), lang) in own or not names.is_free(name, lang, concept.id)
    if not name or type_ == "guess" or known:
        return concept
    if type_ in ("misspelling", "hidden", DISCOURAGED):
        label = Label(name, lang, "misspelling" if type_ == "misspelling" else None)
        made = replace(concept, hidden_labels=in_order((*concept.hidden_labels, label)))
    elif lang not in concept.pref_label:
        made = replace(concept, pref_label=dict(sorted({**concept.pref_label, lang: name}.items())))
    else:
        label = Label(name, lang, type_ if type_ in _TYPES else None)
        made = replace(concept, alt_labels=in_order((*concept.alt_labels, label)))
    names.add(made)
    return made


def _with_misnomer(concept: Concept, record: Record, citation: Citation, vocabulary: Vocabulary) -> Concept:
    """Return a concept with the record of its misleading name, where the document has a part that says why it misleads.

    What the document says stays its own: the reason here only says who gives it.
    """
    if _MISLEADS not in record.fields or not is_draft(concept):
        return concept
    if any(one.term is None for one in concept.misnomers):
        return concept
    source = vocabulary.sources.get(citation.source)
    parts = " and ".join(f"“{name.capitalize()}”" for name in (_MISLEADS, _CLEARER) if name in record.fields)
    why = f"{source.title if source else citation.source} says why, under {parts}."
    own = {exact_key(bearer.name): bearer.name for bearer in names_of(concept) if bearer.kind != "preferred"}
    said = (exact_key(one.target) for one in record.relations if one.type == "misnomerOf")
    clearer = {own[key] for key in said if key in own}
    misnomer = Misnomer(why={vocabulary.language: why}, of=tuple(sorted(clearer)), sources=(citation,))
    return replace(concept, misnomers=(misnomer, *concept.misnomers))
