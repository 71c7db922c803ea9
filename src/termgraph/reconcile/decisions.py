"""Decisions as they are kept: `mappings.sssom.tsv`, in SSSOM (https://mapping-commons.github.io/sssom/).

A row says which entry of which source is which concept. `skos:exactMatch` is the same; `skos:narrowMatch` stands where
an entry treats several concepts; `predicate_modifier: Not` refuses a concept; any other predicate says that the entry
is not the same as the concept either; the object `sssom:NoTermFound` leaves the entry out. Nothing is read or written
here but texts. Rows that do not change keep every byte.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from os import PathLike
from urllib.parse import unquote

from termgraph.model import Vocabulary
from termgraph.namespaces import SKOS, SSSOM
from termgraph.reconcile.places import Decided
from termgraph.sssom import BY_NAME, BY_PERSON, NONE, Row, Table, new_head, quoted

MAPPINGS_FILE = "mappings.sssom.tsv"

_SAME = ("exactMatch", "narrowMatch")
_LOST = "heading lost, name taken from the text"

#: The columns of a new file.
_FIRST = (
    "subject_id", "subject_label", "predicate_id", "predicate_modifier", "object_id", "object_label",
    "mapping_justification", "confidence", "comment",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Subject:
    """An entry of a source, as decisions name it.

    Args:
        source: the source's id.
        place: the entry's place in it.
        label: its heading, or its name where the heading was lost.
        lost: whether the heading was lost.
    """

    source: str
    place: str
    label: str
    lost: bool = False


class Mappings:
    """The decisions of a vocabulary.

    Args:
        text: the file, empty where there is none yet.
        vocabulary: whose concepts the objects are; what is in the file need not be in it any more.
        path: the file's name, for messages.

    Raises:
        TermgraphError: where the text is no SSSOM in TSV.

    >>> birds = Vocabulary(title="Birds", base="https://example.org/", prefix="b")
    >>> mappings = Mappings("", birds)
    >>> mappings.decide(Subject("newton", "owls", "Owls"), {"owl": "owl"})
    >>> mappings.decisions("newton")["owls"].same
    ('owl',)
    >>> Mappings(mappings.text(), birds).text() == mappings.text()
    True
    """

    def __init__(self, text: str, vocabulary: Vocabulary, path: str | PathLike[str] = MAPPINGS_FILE) -> None:
        self._base = vocabulary.base
        self._text = text
        head = new_head(vocabulary.base, "mappings", vocabulary.license)
        self._table = Table(text, path, head, _FIRST)
        # Decisions are about the vocabulary's concepts, wherever it is published.
        self._changed = self._table.follow(vocabulary.prefix, vocabulary.base)
        # By what they are about, so that a decision need not go through all of them.
        self._rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self._table.rows:
            self._rows[self._subject(row)].append(row)
        self._own = self._table.prefix_of(vocabulary.base, vocabulary.prefix)

    def move(self, base: str) -> int:
        """Follow the vocabulary to another base, and return how many rows are about its concepts or sources."""
        before, self._base = self._base, base

        def moved(text: str) -> str:
            return base + text[len(before) :] if text.startswith(before) else text

        count = 0
        for subject, rows in self._rows.items():
            ours = [self._expanded(row.get("object_id")).startswith(before) for row in rows]
            cells = [{column: moved(cell) for column, cell in row.cells.items()} for row in rows]
            self._rows[subject] = [
                row if row.cells == new else Row(new) for row, new in zip(rows, cells, strict=True)
            ]
            count += sum(ours)
        self._table.move(before, base)
        self._changed = self._changed or bool(self._rows)
        return count

    # Reading

    def _expanded(self, curie: str) -> str:
        return self._table.expanded(curie) or curie

    def _subject(self, row: Row) -> tuple[str, str]:
        """Return source and place of a row's subject."""
        whole, own = self._expanded(row.get("subject_id")), f"{self._base}source/"
        if whole.startswith(own):
            source, _, place = whole[len(own) :].partition("#")
            return unquote(source), unquote(place)
        prefix, _, local = row.get("subject_id").partition(":")
        return prefix, unquote(local)

    def _object(self, row: Row) -> str:
        """Return the id of a row's concept; an IRI where it is another vocabulary's."""
        whole = self._expanded(row.get("object_id"))
        return unquote(whole[len(self._base) :]) if self._base and whole.startswith(self._base) else whole

    def _predicate(self, row: Row) -> str:
        return self._expanded(row.get("predicate_id")).removeprefix(SKOS).removeprefix("skos:")

    def sources(self) -> list[str]:
        """Return the sources that anything was decided of."""
        return sorted({source for source, _ in self._rows})

    def decisions(self, source: str) -> dict[str, Decided]:
        """Return what was decided of the entries of a source, by place."""
        return {
            place: self._decided(rows) for (of, place), rows in self._rows.items() if of == source and rows
        }

    def about(self) -> list[tuple[str, int | None]]:
        """Return the ids of the concepts that something was decided about, each with the line that says so."""
        rows = (row for rows in self._rows.values() for row in rows if row.get("object_id") != NONE)
        return sorted((self._object(row), row.line) for row in rows)

    def decision(self, subject: Subject) -> Decided:
        """Return what was decided of one entry."""
        return self._decided(self._rows.get((subject.source, subject.place), []))

    def _decided(self, rows: Sequence[Row]) -> Decided:
        same: dict[str, None] = {}
        refused: set[str] = set()
        for row in rows:
            if row.get("object_id") == NONE:
                continue
            if self._is_same(row):
                same[self._object(row)] = None
            else:
                refused.add(self._object(row))
        return Decided(
            label=next(filter(None, (row.get("subject_label") for row in rows)), ""),
            same=tuple(id_ for id_ in same if id_ not in refused),
            refused=frozenset(refused),
            left_out=any(row.get("object_id") == NONE for row in rows),
        )

    # Deciding

    def decide(
        self, subject: Subject, same: Mapping[str, str], *, confidence: float | None = None, comment: str = ""
    ) -> None:
        """Say which concepts an entry is about, in place of what was said before; refusals of others stay.

        Args:
            subject: the entry.
            same: the preferred labels of the concepts, by id.
            confidence: how sure, where it was found by name; None where a person says so.
            comment: what else there is to say.
        """
        predicate = "skos:exactMatch" if len(same) == 1 else "skos:narrowMatch"
        self._drop(subject, lambda row: row.get("predicate_modifier") != "Not" or self._object(row) in same)
        for id_, name in same.items():
            told = {"predicate_id": predicate, "object_id": self._own_curie(id_), "object_label": name}
            if confidence is not None:
                told |= {"mapping_justification": BY_NAME, "confidence": f"{confidence:.2f}"}
            self._add(subject, {**told, "comment": comment})

    def refuse(self, subject: Subject, concept: str, name: str) -> None:
        """Say that an entry is not about a concept, whose preferred label is `name`."""
        self._drop(subject, lambda row: self._object(row) == concept)
        told = {"predicate_modifier": "Not", "object_id": self._own_curie(concept), "object_label": name}
        self._add(subject, told)

    def leave_out(self, subject: Subject) -> None:
        """Say that an entry is no term, or is not wanted."""
        self._drop(subject, lambda row: row.get("predicate_modifier") != "Not")
        self._table.prefix_of(SSSOM, "sssom")
        self._add(subject, {"object_id": NONE, "comment": "left out"})

    def redirect(
        self,
        leads: Mapping[str, Sequence[str]],
        labels: Mapping[str, str],
        choose: Callable[[str, str, Sequence[str]], Sequence[str]] = lambda _source, _place, ids: ids,
    ) -> int:
        """Let what was decided about concepts be about others, and return how many rows that were.

        What was about a concept that leads nowhere is left out from now on, so that it is not made again.

        Args:
            leads: the ids that stand in the place of each.
            labels: the preferred labels of the new ones, by id.
            choose: which of several ids an entry is about, by its source and its place.
        """
        count = 0
        for subject, rows in self._rows.items():
            led = [self._led(row, leads, labels, partial(choose, *subject)) for row in rows]
            if led != [[row] for row in rows]:
                count += sum(one != [row] for one, row in zip(led, rows, strict=True))
                self._rows[subject] = self._agreeing([row for one in led for row in one])
        self._changed = self._changed or bool(count)
        return count

    def _led(
        self,
        row: Row,
        leads: Mapping[str, Sequence[str]],
        labels: Mapping[str, str],
        choose: Callable[[Sequence[str]], Sequence[str]],
    ) -> list[Row]:
        """Return the rows that are about other concepts instead; none for a refusal of one that is gone."""
        id_ = self._object(row)
        if id_ not in leads:
            return [row]
        refuses = row.get("predicate_modifier") == "Not"
        if leads[id_]:
            ids = leads[id_] if refuses else choose(leads[id_])
            told = {"predicate_id": "skos:narrowMatch"} if len(ids) > 1 and self._is_same(row) else {}
            led = ({"object_id": self._own_curie(new), "object_label": labels.get(new, new)} for new in ids)
            return [Row({**row.cells, **told, **new}) for new in led]
        if refuses:
            return []
        self._table.prefix_of(SSSOM, "sssom")
        told = {"predicate_id": "skos:exactMatch", "object_id": NONE, "object_label": "", "confidence": ""}
        told |= {"mapping_justification": BY_PERSON, "comment": "left out"}
        return [Row({column: told.get(column, cell) for column, cell in row.cells.items()})]

    def _agreeing(self, rows: Sequence[Row]) -> list[Row]:
        """Return the rows of one subject, each concept once: what it is about is neither refused nor left out."""
        same = [row for row in rows if self._is_same(row)]
        told = {self._object(row): row for row in reversed(same)}
        for row in rows:
            if not told or row.get("object_id") != NONE:
                told.setdefault(self._object(row), row)
        kept = [row for row in rows if told.get(self._object(row)) is row]
        if len(same) == 1 or sum(map(self._is_same, kept)) != 1:
            return kept
        return [
            Row({**row.cells, "predicate_id": "skos:exactMatch"}) if self._is_same(row) else row
            for row in kept
        ]

    def _is_same(self, row: Row) -> bool:
        """Tell whether a row says that its concept is what its subject is about."""
        refused = row.get("predicate_modifier") == "Not" or row.get("object_id") == NONE
        return not refused and self._predicate(row) in _SAME

    def _own_curie(self, id_: str) -> str:
        return f"{self._own}:{quoted(id_)}"

    def _drop(self, subject: Subject, which: Callable[[Row], bool]) -> None:
        rows = self._rows[subject.source, subject.place]
        kept = [row for row in rows if not which(row)]
        self._changed = self._changed or len(kept) < len(rows)
        self._rows[subject.source, subject.place] = kept

    def _add(self, subject: Subject, told: Mapping[str, str]) -> None:
        prefix = self._table.prefix_of(f"{self._base}source/{quoted(subject.source)}#", subject.source)
        cells = {
            "subject_id": f"{prefix}:{quoted(subject.place)}",
            "subject_label": subject.label,
            "predicate_id": "skos:exactMatch",
            "mapping_justification": BY_PERSON,
            **told,
            "comment": "; ".join(filter(None, (_LOST if subject.lost else "", told.get("comment", "")))),
        }
        self._rows[subject.source, subject.place].append(self._table.row(cells))
        self._changed = True

    # Writing

    @property
    def changed(self) -> bool:
        """Whether anything was decided that the text did not say."""
        return self._changed

    def text(self) -> str:
        """Return the file; as it was read where nothing has changed."""
        if not self._changed:
            return self._text
        rows = (row for rows in self._rows.values() for row in rows)
        return self._table.text(sorted(rows, key=self._sorted_by))

    def _sorted_by(self, row: Row) -> tuple[str, list[tuple[int, str]], str, str]:
        prefix, _, local = row.get("subject_id").partition(":")
        place = unquote(local)
        parts = [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", place)]
        return prefix, parts, row.get("object_id"), row.get("predicate_modifier")
