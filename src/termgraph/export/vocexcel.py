"""The spreadsheet of VocExcel (template 1.0.0), which makes a vocabulary of the VocPub profile of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from termgraph.export.profiles import Notice, silent
from termgraph.export.workbook import Cell, Sheet, workbook_of
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus

_TEMPLATE = "1.0.0"
_CONCEPTS = (
    "Concept IRI*", "Preferred Label*", "Definition*", "Alternate Label", "Broader Concept IRI", "History Note",
    "Citation", "Defining Vocab IRI", "Status", "Example", "Image URL", "Image Embedded",
)  # fmt: skip
_MAPPINGS = {
    "Related Match IRI": "relatedMatch", "Close Match IRI": "closeMatch", "Exact Match IRI": "exactMatch",
    "Narrow Match IRI": "narrowMatch", "Broad Match IRI": "broadMatch",
}  # fmt: skip
_MORE = ("Concept IRI", *_MAPPINGS, "Notation", "Notation Datatype", "Additional Broader Concept IRI")
_COLLECTIONS = ("Collection IRI*", "Preferred Label*", "Definition*", "Members IRIs*", "History Note")
#: What parts names, and addresses, in a cell.
_PARTS = (",", "\n")


def xlsx(thesaurus: Thesaurus, notice: Notice = silent) -> bytes:
    """Return the workbook.

    >>> xlsx(Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en .'))[:2]
    b'PK'
    """
    rows = _Rows(thesaurus)
    concepts = sorted(thesaurus.concepts)
    scheme = list(rows.scheme())
    lists = {
        "Concepts": (_CONCEPTS, [rows.concept(iri) for iri in concepts]),
        "Additional Concept Properties": (_MORE, [row for iri in concepts for row in rows.more(iri)]),
        "Collections": (_COLLECTIONS, [rows.collection(iri) for iri in sorted(thesaurus.collections)]),
    }
    rows.tell(scheme, notice)
    version = [("VocExcel",), (), (), ("", "", "", "Version:", _TEMPLATE)]
    prefixes = [row for row in sorted(thesaurus.prefixes.items()) if row[1].startswith("http")]
    sheets = [
        Sheet("Introduction", version),
        Sheet("Concept Scheme", [("Concept Scheme",), ("Property", "Value"), *scheme], 2),
        *(Sheet(title, [(title,), columns, (), *made], 2) for title, (columns, made) in lists.items()),
        Sheet("Prefixes", [("Prefixes",), ("Prefix", "Namespace"), *prefixes], 2),
    ]
    return workbook_of(sheets, notice)


class _Rows:
    """Makes the rows of a vocabulary, and counts what they cannot say."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self.thesaurus = thesaurus
        self.undefined = 0
        self.changed = 0
        self.left = 0

    def scheme(self) -> Iterator[tuple[str, Cell]]:
        told = self.thesaurus.to_vocabulary()
        history = self.text(self.thesaurus.scheme or "", "historyNote")
        publisher = told.publisher.iri or told.publisher.name if told.publisher else None
        yield "Vocabulary IRI*", self.thesaurus.scheme
        yield "Preferred Label*", told.title
        yield "Definition*", told.description
        yield "Created Date*", _date(told.created)
        yield "Modified Date*", _date(told.modified or told.created)
        yield "Creator*", next((one.iri or one.name for one in told.creators), publisher)
        yield "Publisher*", publisher
        yield "Custodian", None
        yield "Version", told.version
        yield (
            "History Note*",
            history or " ".join(filter(None, (told.version, told.modified or told.created))),
        )

    def concept(self, iri: str) -> Sequence[Cell]:
        thesaurus = self.thesaurus
        definition = thesaurus.definition(iri)
        self.undefined += not definition
        names = {text for kind, text, _ in thesaurus.names_of(iri) if kind == "altLabel"}
        history, example = self.text(iri, "historyNote"), self.text(iri, "example")
        parents = thesaurus.broader.get(iri, ())
        status = "Retired" if iri in thesaurus.deprecated else None
        told = (iri, self.label(iri), definition, self.listed(names), "\n".join(parents), history)
        return (*told, None, None, status, example, None, None)

    def label(self, iri: str) -> str:
        """Return a preferred name; what stands behind an @ would be its language."""
        told = self.thesaurus.label(iri)
        self.changed += "@" in told
        return told.replace("@", "\uff20")

    def listed(self, texts: Iterable[str]) -> str:
        whole = [text for text in sorted(texts) if not any(part in text for part in _PARTS)]
        self.left += len({*texts}) - len(whole)
        return "\n".join(whole)

    def text(self, iri: str, kind: str) -> str:
        return "\n\n".join(note.text for note in self.thesaurus.notes(iri, kind))

    def more(self, iri: str) -> Iterator[Sequence[Cell]]:
        """Yield a row a mapping, since a cell holds one, and one for notations."""
        for at, kind in enumerate(_MAPPINGS.values()):
            for target in sorted(
                one for _, one in self.thesaurus.about(iri, SKOS + kind) if isinstance(one, str)
            ):
                if target.startswith("http"):
                    yield (iri, *("" for _ in range(at)), target)
        if codes := {code.value for code in self.thesaurus.notations.get(iri, ())}:
            yield (iri, *("" for _ in _MAPPINGS), self.listed(codes))

    def collection(self, iri: str) -> Sequence[Cell]:
        members = "\n".join(self.thesaurus.members.get(iri, ()))
        definition = self.text(iri, "definition")
        return (iri, self.thesaurus.label(iri), definition, members, self.text(iri, "historyNote"))

    def tell(self, scheme: Iterable[tuple[str, Cell]], notice: Notice) -> None:
        if missing := [name.rstrip("*") for name, value in scheme if name.endswith("*") and not value]:
            notice(f"VocExcel asks for what is not said of the vocabulary: {', '.join(missing)}")
        if self.undefined:
            notice(f"VocExcel asks for a definition of each concept, and {self.undefined:,} have none")
        if self.changed:
            notice(
                f"{self.changed:,} names have another sign for @, behind which VocExcel looks for a language"
            )
        if self.left:
            notice(f"{self.left:,} names with a comma were left out, since VocExcel parts names there")
        if not self.thesaurus.speaks("en"):
            notice("VocExcel calls all names and definitions English")


def _date(text: str | None) -> datetime | None:
    """Return a date, or a time on it, as a cell has it.

    >>> _date("2026-11-29T12:00:00Z"), _date("last year"), _date(None)
    (datetime.datetime(2026, 11, 29, 0, 0), None, None)
    """
    try:
        return datetime.fromisoformat((text or "")[:10])
    except ValueError:
        return None
