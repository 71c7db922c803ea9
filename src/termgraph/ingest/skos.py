"""Other people's SKOS as a glossary: each concept is a record."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike
from pathlib import Path

from termgraph.errors import TermgraphError
from termgraph.files import is_entries_folder, open_regular
from termgraph.ingest.contract import RELATIONS as PROPOSED
from termgraph.ingest.ontology import as_skos
from termgraph.markdown import plain
from termgraph.model import Concept
from termgraph.records import Dropped, Proposal, Reading, Record, RecordLabel, RecordText
from termgraph.relations import RELATIONS
from termgraph.skos import Thesaurus
from termgraph.store.formats import SUFFIXES

#: What `--from` calls it.
FORMAT = "skos"

#: Ends of file names that may be something else as well: a list of entries, TBX.
_SHARED = (".json", ".xml")
_SNIFFED = 64 * 1024

_NOTES = ("scope_note", "example", "editorial_note", "history_note", "change_note")


def is_skos(path: str | PathLike[str]) -> bool:
    """Tell whether a source is RDF, or an entries folder, rather than a document.

    >>> is_skos("thesaurus.ttl"), is_skos("glossary.md")
    (True, False)
    """
    file = Path(path)
    if file.is_dir():
        return is_entries_folder(file)
    name = file.name.lower().removesuffix(".gz")
    if not name.endswith(tuple(SUFFIXES)):
        return False
    if not name.endswith(_SHARED):
        return True
    try:
        with open_regular(file) as opened:
            head = opened.read(_SNIFFED)
    except (OSError, TermgraphError):
        return False
    return b"rdf:RDF" in head or b'"@context"' in head or b'"@graph"' in head


def read_skos(path: str | PathLike[str]) -> Reading:
    """Return the concepts of a vocabulary as records, in the order of their names.

    Raises:
        TermgraphError: where it cannot be read, or holds no concept.
    """
    notices: list[str] = []
    store = Thesaurus.open(str(path), notice=notices.append)
    if not store.concepts and (ontology := as_skos(store)):
        store = ontology
        notices.append("there are no concepts; the classes of the ontology were read as such")
    return reading_of(store, str(path), notices)


def reading_of(
    store: Thesaurus, path: str, notices: list[str], format: str = FORMAT, *, whole: bool = False
) -> Reading:
    """Return the concepts of a vocabulary that is open as records; deprecated ones only where all are wanted.

    Raises:
        TermgraphError: where it holds no concept.
    """
    language = store.language
    every = [(iri, store.concept_of(iri)) for iri in sorted(store.concepts)]
    found = [(iri, concept) for iri, concept in every if whole or not concept.deprecated]
    dropped = tuple(Dropped(iri, "deprecated") for iri, concept in every if concept.deprecated and not whole)
    if not found:
        raise TermgraphError("holds no concept", path)
    found.sort(key=lambda pair: (store.label(pair[0], language).casefold(), pair[0]))
    records = tuple(_record(n, iri, concept, store) for n, (iri, concept) in enumerate(found, 1))
    title = store.label(store.scheme, language) if store.scheme else ""
    return Reading(path, format, records, title, tuple(notices), dropped=dropped)


def _record(n: int, iri: str, concept: Concept, store: Thesaurus) -> Record:
    language = store.language
    label = store.label(iri, language)
    spoken = language if language in concept.pref_label else next(iter(concept.pref_label), "")

    def apart(lang: str) -> str:
        return lang if lang not in (spoken, "") else ""

    names = [RecordLabel(label)]
    names += [
        RecordLabel(text, None, apart(lang)) for lang, text in concept.pref_label.items() if lang != spoken
    ]
    names += [RecordLabel(one.text, one.type, apart(one.lang)) for one in concept.alt_labels]
    names += [RecordLabel(one.text, "misspelling", apart(one.lang)) for one in concept.hidden_labels]
    definitions = {apart(lang): plain(text) for lang, text in concept.definition.items()}
    texts = [RecordText(text, lang) for lang, text in definitions.items() if lang]
    fields: dict[str, tuple[str, ...]] = {"notation": concept.notation} if concept.notation else {}
    for name in _NOTES:
        notes, key = getattr(concept, name), name.replace("_", " ")
        texts += [RecordText(note.text, lang, key) for note in notes if (lang := apart(note.lang))]
        if own := tuple(note.text for note in notes if not apart(note.lang)):
            fields[key] = own
    relations = tuple(_relations(concept, store))
    return Record(
        n=n,
        heading=label,
        label=label,
        label_from="heading",
        labels=tuple(dict.fromkeys(names)),
        body=definitions.get("", ""),
        kind="entry" if definitions or fields or texts or relations else "stub",
        place=iri,
        see=tuple(one.target for one in relations if one.type == "related"),
        fields=fields,
        relations=relations,
        language=spoken,
        texts=tuple(texts),
    )


def _relations(concept: Concept, store: Thesaurus) -> Iterator[Proposal]:
    for type_ in (row.name for row in RELATIONS.telling if row.name in PROPOSED):
        for id_ in concept.relations[type_]:
            iri = id_ if ":" in id_ or store.base is None else store.base + id_
            yield Proposal(type_, store.label(iri, store.language), f"{type_} <{iri}>", stated=True)
