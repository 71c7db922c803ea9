"""The keys of the three kinds of files, in canonical order: the reader, the writer and the JSON Schema follow these."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from termgraph.errors import did_you_mean
from termgraph.model import Attribute, Vocabulary
from termgraph.relations import RELATIONS, Relations

Kind = Literal[
    "names",  # one text a language: a string, or {en: …, de: …}
    "labels",  # a list of names, each a string or {label, type, lang}
    "strings",  # a list of texts
    "string",
    "status",
    "ids",  # a list of ids of entries
    "targets",  # ids of entries or names of this entry: one, or a list
    "iris",  # a list of IRIs
    "iri",
    "misnomers",
    "notes",  # texts that may repeat in a language
    "definitions",  # {de: …}: in other languages than the default
    "citations",
    "citation",
    "quotes",  # passages of sources: {text, source}, one or a list
    "date",
    "flag",
    "values",  # values of a datatype: one, or a list
    "relations",
    "attributes",
    "year",
    "datatype",
    "source_type",
    "agent_type",
    "base",
    "language",
    "languages",
    "prefix",
    "agents",
    "agent",
]


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a file: its name there, the model's attribute, what may stand under it, and what it means.

    Of relations and of a vocabulary's own attributes it stands in a part of the model, by kind. Values may have a
    datatype, one of `model.DATATYPES`.
    """

    name: str
    attribute: str
    kind: Kind
    doc: str = ""
    required: bool = False
    part: Literal["", "relations", "attributes"] = ""
    datatype: str | None = None


def _key(name: str, kind: Kind, doc: str, attribute: str = "", *, required: bool = False) -> Key:
    """Return a key; unless another is given, the model's attribute has its name."""
    return Key(name, attribute or re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower(), kind, doc, required)


def relation_keys(relations: Relations) -> tuple[Key, ...]:
    """Return the keys under which an entry says what it is related to."""
    return tuple(
        Key(row.key, row.name, "iris" if row.object == "outside" else "ids", row.doc, part="relations")
        for row in relations.values()
        if row.key
    )


_RELATIONS = relation_keys(RELATIONS)

ENTRY = (
    _key(
        "prefLabel", "names", "The preferred name: lower case but for proper names; singular.", required=True
    ),
    _key("altLabels", "labels", "Other names."),
    _key("hiddenLabels", "labels", "Misspellings and stray capitals: searched, never shown."),
    _key(
        "proposedNames",
        "labels",
        "Clearer names that are proposed and that nobody uses: searched, no synonyms.",
    ),
    _key("notation", "strings", "Codes without a language."),
    _key("collections", "ids", "The collections that it belongs to: ids from collections.yaml."),
    _key(
        "status", "status", "`stub`, `draft`, `reviewed` or `approved`; may be left out when it is finished."
    ),
    _key("reviewedBy", "strings", "Who has reviewed it."),
    _key("approvedBy", "strings", "Who has approved it."),
    *(key for key in _RELATIONS if key.attribute != "isReplacedBy"),
    _key("misnomer", "misnomers", "Why its name misleads; a list where several names do.", "misnomers"),
    _key("scopeNote", "notes", "What is and is not meant by it."),
    _key("example", "notes", "An example of its use."),
    _key("editorialNote", "notes", "For maintainers: open questions, what a source says otherwise."),
    _key("historyNote", "notes", "How its meaning or its name came about."),
    _key("changeNote", "notes", "What was changed in the entry."),
    _key("definition", "definitions", "The definition in further languages; the body is in the default one."),
    _key("translated", "names", "What those were translated from, by digests: `fmt` keeps it."),
    _key(
        "sourceDefinition",
        "quotes",
        "What a source says of it, in the source's own words: {text, source}, or a list of them.",
        "source_definitions",
    ),
    _key("sources", "citations", "Who says so: ids from sources.yaml, with `#` and a place in the work."),
    _key("created", "date", 'The day it was made, quoted: "2026-11-21".'),
    _key("modified", "date", "The day of the last change, quoted."),
    _key("deprecated", "flag", "`true` when it is no longer to be used."),
    *(key for key in _RELATIONS if key.attribute == "isReplacedBy"),
    _key("replaces", "iris", "Addresses that it had before, so that whoever publishes can redirect them."),
)


#: What other tools and formats call these keys, without regard to case.
_ELSEWHERE = {
    "prefLabel": "label name preferredLabel preferredTerm term title",
    "altLabels": "alias aliases alternatives alternativeLabels alternativeNames alternativeTerms synonym synonyms"
    " usedFor",
    "hiddenLabels": "misspelling misspellings",
    "broader": "broaderTerm broaderTerms broaderTransitive isA kindOf parent parents subClassOf",
    "related": "also relatedTerm relatedTerms see seeAlso",
    "sourceDefinition": "quotation quotations quote quotes",
    "sources": "bibliography citation citations cite literature reference references",
    "scopeNote": "note notes",
    "replacedBy": "isReplacedBy supersededBy",
    "deprecated": "obsolete retired withdrawn",
    "exactMatch": "sameAs",
}
_MEANT = {word.lower(): name for name, words in _ELSEWHERE.items() for word in words.split()}


def near_key(name: str, known: Iterable[str]) -> str | None:
    """Return a hint that names the key which is meant by an unknown one, or None where none is near.

    >>> near_key("seeAlso", ["related", "sources"]), near_key("broder", ["broader"]), near_key("colour", ["broader"])
    ("did you mean 'related'?", "did you mean 'broader'?", None)
    """
    known = list(known)
    meant = _MEANT.get(name.lower().replace("_", "").replace("-", ""))
    return f"did you mean '{meant}'?" if meant in known else did_you_mean(name, known)


def entry_keys(vocabulary: Vocabulary) -> tuple[Key, ...]:
    """Return the keys of the entries of a vocabulary, its own last.

    >>> birds = Vocabulary(title="Birds", base="https://e.org/", prefix="b", attributes=(
    ...     Attribute(name="wingspan", labels={"en": "wingspan"}, datatype="integer"),))
    >>> entry_keys(birds)[-1].kind
    'values'
    """
    own = (Key(row.name, row.name, "ids", part="relations") for row in vocabulary.own_relations)
    return (*ENTRY, *own, *map(attribute_key, vocabulary.attributes))


def attribute_key(attribute: Attribute) -> Key:
    """Return the key of a property of a vocabulary's own."""
    kind: Kind = "values" if attribute.datatype else "notes"
    return Key(attribute.name, attribute.name, kind, part="attributes", datatype=attribute.datatype)


RELATION = (
    _key("name", "string", "The key in entries: letters and digits.", required=True),
    _key("label", "names", "What it is called: used for.", "labels", required=True),
    _key("parent", "string", "What it is a kind of: broader, related (where it is left out) …"),
    _key("symmetric", "flag", "`true` when it holds both ways."),
    _key("inverse", "string", "The name of the property that leads back.", "back"),
    _key("inverseLabel", "names", "What it is called from the other end: uses.", "back_labels"),
    _key("iri", "iri", "Its property; property/<name> behind the base where it is left out."),
)

ATTRIBUTE = (
    _key("name", "string", "The key in entries: letters and digits.", required=True),
    _key("label", "names", "What it is called.", "labels", required=True),
    _key("datatype", "datatype", "What its values are; texts in a language where it is left out."),
    _key("iri", "iri", "Its property; property/<name> behind the base where it is left out."),
)

QUOTE = (
    _key("text", "names", "The passage, as it stands in the source.", required=True),
    _key(
        "source", "citation", "Where it stands: an id from sources.yaml, with `#` and a place.", required=True
    ),
)

MISNOMER = (
    _key("term", "string", "The misleading name, where it is not the preferred one."),
    _key(
        "of", "targets", "What it should be called or really is: a name of this entry, an entry, or several."
    ),
    _key("proposedBy", "citations", "Who offers a proposed name; left out where the vocabulary itself does."),
    _key("suggests", "ids", "The concepts that the name wrongly suggests."),
    _key("fields", "ids", "The fields of study that use the name otherwise."),
    _key("why", "names", "What the name suggests, and why that is wrong.", required=True),
    _key("jest", "strings", "Names that were offered in jest."),
    _key("sources", "citations", "Who says so."),
)

SOURCE = (
    _key("type", "source_type", "What kind of work it is."),
    _key("title", "string", "Its title.", required=True),
    _key("authors", "strings", 'Authors in order, each "Surname, Given".'),
    _key("year", "year", "The year in which it appeared."),
    _key("container", "string", "The journal, proceedings or site it appeared in."),
    _key("volume", "string", "Volume of the journal."),
    _key("number", "string", "Issue of the journal, or number of the report."),
    _key("pages", "string", "Pages."),
    _key("edition", "string", "Edition."),
    _key("publisher", "string", "Publisher."),
    _key("doi", "string", "Digital object identifier, without a prefix."),
    _key("arxiv", "string", "arXiv identifier, quoted."),
    _key("url", "iri", "Web page."),
    _key("note", "string", "What a reader should know about the reference."),
)

COLLECTION = (
    _key("prefLabel", "names", "Its name.", required=True),
    _key("definition", "names", "What belongs to it."),
    _key("auxiliary", "flag", "`true` where its concepts only help to explain others: lists leave them out."),
)

VOCABULARY = (
    _key("title", "string", "Name of the vocabulary.", required=True),
    _key("description", "string", "What it covers, in a sentence or two."),
    _key("base", "base", "The IRI that ids are appended to; ends in / or #.", required=True),
    _key("prefix", "prefix", "Short form of the base IRI.", required=True),
    _key("language", "language", "Tag of the default language; en where it is left out."),
    _key("languages", "languages", "Further languages in which entries are to have names and definitions."),
    _key("license", "iri", "IRI of the licence."),
    _key("creators", "agents", "Who made it: a name, or {name, iri, type: person or organization}."),
    _key("publisher", "agent", "Who publishes it."),
    _key("version", "string", "Version."),
    _key("versionIRI", "iri", "The IRI of this very version; `release` writes it.", "version_iri"),
    _key("priorVersion", "iri", "The IRI of the version before; `release` writes it."),
    _key(
        "relations", "relations", "Kinds of relations of its own, which are keys of entries.", "own_relations"
    ),
    _key("attributes", "attributes", "Properties of its own, which are keys of entries."),
    _key("created", "date", "The day it was first published, quoted."),
    _key("modified", "date", "The day of the last change, quoted."),
)
