"""What is read from a glossary document: its entries as records, before anybody has judged them. Plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from termgraph.names import headings

RecordLabel = headings.RecordLabel

#: How a record came by its label: its heading, its text, a guess from its neighbours, or not at all.
LABEL_FROM = ("heading", "body", "guess", "none")

#: What a record is: an entry; a heading with nothing below it; a pointer to another entry; a part of the document.
KINDS = ("entry", "stub", "redirect", "section")

#: The type of a name that the document tells its readers not to use.
DISCOURAGED = "discouraged"

#: What a record may be to the concepts of a vocabulary.
DECISIONS = ("same", "maybe", "new")


#: The guess that is told of a document in which nothing shows a format.
LAST_RESORT = "read as plain text, since nothing shows another format"


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A cross reference of a document that leads nowhere in it.

    Args:
        text: what it says.
        target: where it points, as written.
        line: where it stands.
        meant: the label of the entry that was probably meant, None where nothing is near.
    """

    text: str
    target: str
    line: int
    meant: str | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A relation that a text states. Proposed, never asserted, until a person accepts it.

    Args:
        type: broader, partOf, related, contrastsWith, confusedWith, altLabel or misnomerOf.
        target: the name of the other end, as the text has it.
        evidence: the sentence that says so.
        stated: whether the format itself states it, as a column of parents does, and not only the prose.
    """

    type: str
    target: str
    evidence: str
    stated: bool = False


@dataclass(frozen=True, slots=True)
class RecordText:
    """What a document says of an entry in another language than the record's.

    Args:
        text: the text.
        language: its tag.
        kind: "definition", or the name of a labelled part, as in `Record.fields`.
    """

    text: str
    language: str
    kind: str = "definition"


@dataclass(frozen=True, slots=True)
class Dropped:
    """What a document, or a folder of them, holds and no record was made of.

    Args:
        where: the file, line, row or cell.
        why: a short phrase.
    """

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Record:
    """An entry of a document, as it stands there.

    Args:
        n: its place in the document, from 1.
        heading: as printed; None where it has none.
        label: its first name; None where neither heading nor text gives one.
        label_from: one of `LABEL_FROM`.
        labels: all names, the first one first.
        body: its text, without the heading, as Markdown or plain text.
        lines: first and last line, from 1, heading included; of a spreadsheet, rows.
        kind: one of `KINDS`.
        place: page, sheet and cell or the like, where lines say too little; "" otherwise.
        path: the file, where a document is a folder of several.
        see: the labels of the entries that it points to.
        broken_links: cross references that lead nowhere.
        references: addresses outside of the document.
        fields: its labelled parts: the label in lower case -> texts.
        citations: keys of the document's own list of references, with a place: "Goodfellow 2016, page 295".
        flags: what a person should look at, a short sentence each.
        relations: what the format or its text states about other terms.
        language: the tag of the language that it is in, "" where nothing says.
        texts: what it says in other languages.
    """

    n: int
    heading: str | None
    label: str | None
    label_from: str
    labels: tuple[RecordLabel, ...] = ()
    body: str = ""
    lines: tuple[int, int] = (0, 0)
    kind: str = "entry"
    place: str = ""
    path: str = ""
    see: tuple[str, ...] = ()
    broken_links: tuple[BrokenLink, ...] = ()
    references: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    citations: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    relations: tuple[Proposal, ...] = ()
    language: str = ""
    texts: tuple[RecordText, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from one document.

    Args:
        path: the document.
        format: the name of the reader.
        records: its entries, stubs, redirects and sections, in order.
        title: its title, "" where it has none.
        guesses: what the reader had to guess and says so: encoding, columns.
        bibliography: the document's own list of references: key -> text.
        missing: citation keys that are not in that list, with the lines that cite them.
        dropped: what was not taken, so that nothing is lost without a word.
    """

    path: str
    format: str
    records: tuple[Record, ...]
    title: str = ""
    guesses: tuple[str, ...] = ()
    bibliography: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()


def together(readings: Sequence[Reading]) -> Reading:
    """Return several documents of one source as one, its records numbered on; each keeps the name of its file.

    >>> one, two = (Reading(path, "text", (Record(1, "Owl", "Owl", "heading"),)) for path in ("a.txt", "b.txt"))
    >>> [(record.n, record.path) for record in together([one, two]).records]
    [(1, 'a.txt'), (2, 'b.txt')]
    """
    if len(readings) == 1:
        return readings[0]
    told = ((reading.path, record) for reading in readings for record in reading.records)
    records = [replace(record, path=record.path or path) for path, record in told]
    bibliography: dict[str, str] = {}
    missing: dict[str, tuple[int, ...]] = {}
    for reading in readings:
        bibliography |= reading.bibliography
        for key, lines in reading.missing.items():
            missing[key] = (*missing.get(key, ()), *lines)
    return Reading(
        path=", ".join(reading.path for reading in readings),
        format=", ".join(dict.fromkeys(reading.format for reading in readings)),
        records=tuple(replace(record, n=n) for n, record in enumerate(records, 1)),
        title=next((reading.title for reading in readings if reading.title), ""),
        guesses=tuple(dict.fromkeys(guess for reading in readings for guess in reading.guesses)),
        bibliography=bibliography,
        missing={key: lines for key, lines in missing.items() if key not in bibliography},
        dropped=tuple(
            replace(one, where=f"{reading.path}, {one.where}")
            for reading in readings
            for one in reading.dropped
        ),
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A concept that a record may be about.

    Args:
        concept: its id.
        score: how sure, from 0 to 1.
        why: the evidence, a short phrase each.
    """

    concept: str
    score: float
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """What a record is to a vocabulary.

    Args:
        decision: one of `DECISIONS`.
        candidates: the concepts that come into question, best first; of "same", those that it is.
        decided: whether a person has decided it before.
    """

    decision: str
    candidates: tuple[Candidate, ...] = ()
    decided: bool = False
