"""The spreadsheet of voc4cat (template 1.0): a row a concept and language; voc4cat makes the vocabulary of it again.

What it says of the scheme is for people: voc4cat takes that from its own settings (`idranges.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from termgraph.export.profiles import Notice, silent
from termgraph.export.workbook import Sheet, workbook_of
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus

_TEMPLATE = "v1.0.rev-2025-12a"
_BETWEEN = " | "
#: What stands above the rows of each table: the columns, and the properties that they stand for.
_CONCEPTS = {
    "Concept IRI*": "skos:Concept", "Language Code*": "", "Preferred Label*": "skos:prefLabel",
    "Definition*": "skos:definition", "Alternate Labels": "skos:altLabel", "Parent IRIs": "skos:broader",
    "Member of collection(s)": "skos:member", "Member of ordered collection # position": "skos:member",
    "Provenance (read-only)": "dct:provenance", "Change Note": "skos:changeNote",
    "Editorial Note": "skos:editorialNote", "Influenced by IRIs": "prov:wasInfluencedBy",
    "Source Vocab IRI or URL": "prov:hadPrimarySource", "Source Vocab License": "dct:license",
    "Source Vocab Rights Holder": "dct:rightsHolder", "Obsoletion reason": "owl:deprecated",
    "dct:isReplacedBy": "dct:isReplacedBy",
}  # fmt: skip
_COLLECTIONS = {
    "Collection IRI*": "skos:Collection", "Language Code*": "", "Preferred Label*": "skos:prefLabel",
    "Definition*": "skos:definition", "Parent Collection IRIs": "skos:member", "Ordered?": "",
    "Provenance (read-only)": "dct:provenance", "Change Note": "skos:changeNote",
    "Editorial Note": "skos:editorialNote", "Obsoletion reason": "owl:deprecated",
    "dct:isReplacedBy": "dct:isReplacedBy",
}  # fmt: skip
_MAPPINGS = {
    "Related Matches": "relatedMatch", "Close Matches": "closeMatch", "Exact Matches": "exactMatch",
    "Narrower Matches": "narrowMatch", "Broader Matches": "broadMatch",
}  # fmt: skip
Row = Mapping[str, str]


def xlsx(thesaurus: Thesaurus, notice: Notice = silent) -> bytes:
    """Return the workbook.

    >>> xlsx(Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en .'))[:2]
    b'PK'
    """
    maker = _Rows(thesaurus)
    concepts = [row for iri in sorted(thesaurus.concepts) for row in maker.concept(iri)]
    collections = [row for iri in sorted(thesaurus.collections) for row in maker.collection(iri)]
    mappings = [row for iri in sorted(thesaurus.concepts) for row in maker.mappings(iri)]
    _tell(concepts, maker, notice)
    prefixes = [("Prefix", "Namespace"), *sorted(thesaurus.prefixes.items())]
    sheets = [
        Sheet(
            "Concept Scheme", [("Concept Scheme (read-only)",), (), ("Field", "Value"), *maker.scheme()], 3
        ),
        Sheet("Concepts", _table("Concepts", _CONCEPTS, concepts), 5),
        Sheet("Collections", _table("Collections", _COLLECTIONS, collections), 5),
        Sheet("Mappings", _table("Mappings", _MAPPING_COLUMNS, mappings), 5),
        Sheet("Prefixes", [("Prefix mappings (read-only)",), (), *prefixes], 3),
    ]
    return workbook_of(sheets, notice)


_MAPPING_COLUMNS = {
    "Concept IRI*": "skos:Concept",
    **{name: f"skos:{kind}" for name, kind in _MAPPINGS.items()},
    "Editorial Note": "",
}


def _table(title: str, columns: Mapping[str, str], rows: list[Row]) -> Iterator[tuple[str, ...]]:
    yield from ((title,), (), tuple(columns.values()))
    yield tuple("Required" if name.endswith("*") else "Optional" for name in columns)
    yield tuple(columns)
    yield from (tuple(row.get(name, "") for name in columns) for row in rows)


def _tell(concepts: list[Row], maker: _Rows, notice: Notice) -> None:
    if without := sum(not row["Definition*"] for row in concepts):
        notice(f"voc4cat takes no row without a definition, and {without:,} have none")
    if maker.left:
        notice(f"{maker.left:,} names with a vertical bar were left out, since voc4cat parts names there")
    if deprecated := len(maker.thesaurus.concepts & maker.thesaurus.deprecated):
        notice(
            f"voc4cat has a list of reasons why a concept is out of use, so that {deprecated:,} are not marked"
        )


class _Rows:
    """Makes the rows of a vocabulary, and counts what they cannot say."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.thesaurus = thesaurus
        self.left = 0

    def scheme(self) -> Iterator[tuple[str, str]]:
        told = self.thesaurus.to_vocabulary()
        said = {
            "Template version": _TEMPLATE,
            "Vocabulary IRI": self.thesaurus.scheme,
            "Prefix": told.prefix,
            "Title": told.title,
            "Description": told.description,
            "Version": told.version,
            "Modified Date": told.modified,
            "Created Date": told.created,
            "Creator": "\n".join(f"{one.name} {one.iri or ''}".strip() for one in told.creators),
            "Publisher": f"{told.publisher.name} {told.publisher.iri or ''}".strip()
            if told.publisher
            else "",
        }
        yield from ((name, value or "") for name, value in said.items())

    def concept(self, iri: str) -> Iterator[Row]:
        """Yield a row a language; what is the same in all of them stands in the first."""
        thesaurus = self.thesaurus
        groups = thesaurus.collections_of.get(iri, ())
        placed = [one for one in groups if one in thesaurus.ordered and "#" not in one]
        shared = {
            "Parent IRIs": "\n".join(thesaurus.broader.get(iri, ())),
            "Member of collection(s)": "\n".join(one for one in groups if one not in placed),
            "Member of ordered collection # position": "\n".join(self.placed(one, iri) for one in placed),
            "Change Note": self.note(iri, "changeNote"),
            "dct:isReplacedBy": next(iter(sorted(thesaurus.replacements.get(iri, ()))), ""),
        }
        for row in self.spoken(iri, "Concept IRI*"):
            lang = row["Language Code*"]
            others = [
                text
                for kind, text, tag in sorted(thesaurus.names_of(iri))
                if (kind, tag) == ("altLabel", lang)
            ]
            whole = [text for text in others if "|" not in text]
            self.left += len(others) - len(whole)
            yield {**row, "Alternate Labels": _BETWEEN.join(whole), **shared}
            shared = {}

    def collection(self, iri: str) -> Iterator[Row]:
        shared = {
            "Parent Collection IRIs": "\n".join(self.thesaurus.collections_of.get(iri, ())),
            "Ordered?": "Yes" if iri in self.thesaurus.ordered else "No",
        }
        for row in self.spoken(iri, "Collection IRI*"):
            yield {**row, **shared}

    def spoken(self, iri: str, key: str) -> Iterator[Row]:
        """Yield what is said in each language in which there is a name, that of the vocabulary first."""
        thesaurus, own = self.thesaurus, self.thesaurus.language
        named = thesaurus.preferred(iri) or {own: thesaurus.label(iri)}
        for lang in sorted(named, key=lambda tag: (tag != own, tag)):
            yield {
                key: iri,
                "Language Code*": lang or own,
                "Preferred Label*": named[lang],
                "Definition*": self.note(iri, "definition", lang),
                "Editorial Note": self.note(iri, "editorialNote", lang),
            }

    def note(self, iri: str, kind: str, lang: str | None = None) -> str:
        notes = (note for note in self.thesaurus.notes(iri, kind) if lang in (None, note.lang))
        return "\n\n".join(note.text for note in notes)

    def placed(self, collection: str, iri: str) -> str:
        return f"{collection} # {self.thesaurus.members[collection].index(iri) + 1}"

    def mappings(self, iri: str) -> Iterator[Row]:
        found = {
            name: "\n".join(
                sorted(one for _, one in self.thesaurus.about(iri, SKOS + kind) if isinstance(one, str))
            )
            for name, kind in _MAPPINGS.items()
        }
        if any(found.values()):
            yield {"Concept IRI*": iri, **found}
