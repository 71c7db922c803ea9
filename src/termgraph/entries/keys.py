"""The keys of the three kinds of files, in canonical order: the reader, the writer and the JSON Schema follow these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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


def relation_keys(relations: Relations) -> tuple[Key, ...]:
    """Return the keys under which an entry says what it is related to."""
    return tuple(
        Key(row.key, row.name, "iris" if row.object == "outside" else "ids", row.doc, part="relations")
        for row in relations.values()
        if row.key
    )


_RELATIONS = relation_keys(RELATIONS)

ENTRY = (
    Key(
        "prefLabel",
        "pref_label",
        "names",
        "The preferred name: lower case but for proper names; singular.",
        True,
    ),
    Key("altLabels", "alt_labels", "labels", "Other names."),
    Key("hiddenLabels", "hidden_labels", "labels", "Misspellings and stray capitals: searched, never shown."),
    Key("notation", "notation", "strings", "Codes without a language."),
    Key("status", "status", "status", "`draft` or `stub`; left out when the entry is finished."),
    *(key for key in _RELATIONS if key.attribute != "isReplacedBy"),
    Key("misnomer", "misnomers", "misnomers", "Why its name misleads; a list where several names do."),
    Key("scopeNote", "scope_note", "notes", "What is and is not meant by it."),
    Key("example", "example", "notes", "An example of its use."),
    Key(
        "editorialNote",
        "editorial_note",
        "notes",
        "For maintainers: open questions, what a source says otherwise.",
    ),
    Key("historyNote", "history_note", "notes", "How its meaning or its name came about."),
    Key("changeNote", "change_note", "notes", "What was changed in the entry."),
    Key(
        "definition",
        "definition",
        "definitions",
        "The definition in further languages; the body is in the default one.",
    ),
    Key(
        "sourceDefinition",
        "source_definitions",
        "quotes",
        "What a source says of it, in the source's own words: {text, source}, or a list of them.",
    ),
    Key(
        "sources",
        "sources",
        "citations",
        "Who says so: ids from sources.yaml, with `#` and a place in the work.",
    ),
    Key("created", "created", "date", 'The day it was made, quoted: "2026-11-21".'),
    Key("modified", "modified", "date", "The day of the last change, quoted."),
    Key("deprecated", "deprecated", "flag", "`true` when it is no longer to be used."),
    *(key for key in _RELATIONS if key.attribute == "isReplacedBy"),
)


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
    Key("name", "name", "string", "The key in entries: letters and digits.", True),
    Key("label", "labels", "names", "What it is called: used for.", True),
    Key("parent", "parent", "string", "What it is a kind of: broader, related (where it is left out) …"),
    Key("symmetric", "symmetric", "flag", "`true` when it holds both ways."),
    Key("inverse", "back", "string", "The name of the property that leads back."),
    Key("inverseLabel", "back_labels", "names", "What it is called from the other end: uses."),
    Key("iri", "iri", "iri", "Its property; property/<name> behind the base where it is left out."),
)

ATTRIBUTE = (
    Key("name", "name", "string", "The key in entries: letters and digits.", True),
    Key("label", "labels", "names", "What it is called.", True),
    Key("datatype", "datatype", "datatype", "What its values are; texts in a language where it is left out."),
    Key("iri", "iri", "iri", "Its property; property/<name> behind the base where it is left out."),
)

QUOTE = (
    Key("text", "text", "names", "The passage, as it stands in the source.", True),
    Key(
        "source",
        "source",
        "citation",
        "Where it stands: an id from sources.yaml, with `#` and a place.",
        True,
    ),
)

MISNOMER = (
    Key("term", "term", "string", "The misleading name, where it is not the preferred one."),
    Key(
        "of",
        "of",
        "targets",
        "What it should be called or really is: a name of this entry, an entry, or several.",
    ),
    Key("suggests", "suggests", "ids", "The concepts that the name wrongly suggests."),
    Key("fields", "fields", "ids", "The fields of study that use the name otherwise."),
    Key("why", "why", "names", "What the name suggests, and why that is wrong.", True),
    Key("jest", "jest", "strings", "Names that were offered in jest."),
    Key("sources", "sources", "citations", "Who says so."),
)

SOURCE = (
    Key("type", "type", "source_type", "What kind of work it is."),
    Key("title", "title", "string", "Its title.", True),
    Key("authors", "authors", "strings", 'Authors in order, each "Surname, Given".'),
    Key("year", "year", "year", "The year in which it appeared."),
    Key("container", "container", "string", "The journal, proceedings or site it appeared in."),
    Key("volume", "volume", "string", "Volume of the journal."),
    Key("number", "number", "string", "Issue of the journal, or number of the report."),
    Key("pages", "pages", "string", "Pages."),
    Key("edition", "edition", "string", "Edition."),
    Key("publisher", "publisher", "string", "Publisher."),
    Key("doi", "doi", "string", "Digital object identifier, without a prefix."),
    Key("arxiv", "arxiv", "string", "arXiv identifier, quoted."),
    Key("url", "url", "iri", "Web page."),
    Key("note", "note", "string", "What a reader should know about the reference."),
)

VOCABULARY = (
    Key("title", "title", "string", "Name of the vocabulary.", True),
    Key("description", "description", "string", "What it covers, in a sentence or two."),
    Key("base", "base", "base", "The IRI that ids are appended to; ends in / or #.", True),
    Key("prefix", "prefix", "prefix", "Short form of the base IRI.", True),
    Key("language", "language", "language", "Tag of the default language; en where it is left out."),
    Key("license", "license", "iri", "IRI of the licence."),
    Key(
        "creators",
        "creators",
        "agents",
        "Who made it: a name, or {name, iri, type: person or organization}.",
    ),
    Key("publisher", "publisher", "agent", "Who publishes it."),
    Key("version", "version", "string", "Version."),
    Key(
        "relations", "own_relations", "relations", "Kinds of relations of its own, which are keys of entries."
    ),
    Key("attributes", "attributes", "attributes", "Properties of its own, which are keys of entries."),
    Key("created", "created", "date", "The day it was first published, quoted."),
    Key("modified", "modified", "date", "The day of the last change, quoted."),
)
