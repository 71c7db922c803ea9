"""The review of mappings that a program has found: a person accepts or refuses each, and the next `align` knows it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from os import PathLike

from termgraph.align.mappings import SAME
from termgraph.namespaces import SEMAPV, SKOS
from termgraph.sssom import BY_PERSON, NEEDED, Row, Table

#: What a row says of how a program found it; a person's word stands in its place.
_HOW = frozenset({
    "confidence", "mapping_tool", "mapping_tool_id", "mapping_tool_version", "subject_match_field",
    "object_match_field", "match_string", "subject_preprocessing", "object_preprocessing", "similarity_score",
    "similarity_measure", "predicate_label",
})  # fmt: skip
#: What shows that a row was decided.
_DECIDED = ("predicate_modifier", "reviewer_id", "reviewer_label", "curation_rule", "curation_rule_text")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping that a program has found.

    Attributes:
        number: the number of its row.
        object: the IRI of the concept that is mapped to.
        label: what that is called.
        kind: the mapping relation of SKOS; another property in short.
        confidence: how sure the program was.
        why: what it says about that.
    """

    number: int
    object: str
    label: str
    kind: str
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Case:
    """A concept, and the mappings of it that nobody has decided on."""

    subject: str
    label: str
    proposals: tuple[Proposal, ...]


class Review:
    r"""The mappings of a file of SSSOM that a program has found, decided one by one.

    A row is open where a program has found it (its justification is some kind of matching), until somebody decides.
    What is not decided keeps every byte, but for the column that a refusal needs.

    Args:
        text: the file.
        path: its name, for messages.

    Raises:
        TermgraphError: where the text is no SSSOM in TSV.

    >>> head = "#curie_map:\n#  e: https://e.org/\nsubject_id\tpredicate_id\tobject_id\tmapping_justification\n"
    >>> review = Review(head + "e:1\tskos:exactMatch\te:2\tsemapv:LexicalMatching\n", "m.sssom.tsv")
    >>> [(case.subject, [one.object for one in case.proposals]) for case in review.cases()]
    [('https://e.org/1', ['https://e.org/2'])]
    >>> review.refuse([0])
    >>> review.cases(), review.text().splitlines()[-1].split("\t")[2:4]
    ([], ['Not', 'e:2'])
    """

    def __init__(self, text: str, path: str | PathLike[str]) -> None:
        self._table = Table(text, path, (), NEEDED)
        self._rows = list(self._table.rows)

    def cases(self) -> list[Case]:
        """Return the concepts of which something is open, in the order of the file."""
        found: dict[str, list[int]] = {}
        for number, row in enumerate(self._rows):
            if self._is_open(row):
                found.setdefault(self._iri(row, "subject_id"), []).append(number)
        return [
            Case(subject, self._label(numbers[0], "subject"), tuple(map(self._proposal, numbers)))
            for subject, numbers in found.items()
        ]

    def current(self, case: Case) -> Case:
        """Return a case with the mappings that are still open."""
        left = tuple(one for one in case.proposals if self._is_open(self._rows[one.number]))
        return replace(case, proposals=left)

    def accept(self, numbers: Iterable[int], kind: str = "") -> None:
        """Say that mappings are right; with a `kind`, as another mapping relation of SKOS."""
        for number in numbers:
            self._decide(number, {"predicate_id": f"skos:{kind}"} if kind else {})

    def refuse(self, numbers: Iterable[int]) -> None:
        """Say that mappings are wrong, so that they are never proposed again."""
        for number in numbers:
            self._decide(number, {"predicate_modifier": "Not"})

    def accept_above(self, score: float) -> Iterator[tuple[Case, Proposal]]:
        """Accept what is that sure, and yield it; such rows keep how they were found.

        What another mapping of either concept rivals settles nothing, however sure it seems.
        """
        claims = Counter(end for row in self._rows for end in self._claimed(row))
        for case in self.cases():
            for one in case.proposals:
                row = self._rows[one.number]
                is_rivalled = any(claims[end] > 1 for end in self._claimed(row))
                if one.confidence >= score and not is_rivalled:
                    rule = {"curation_rule_text": f"accepted above {score:g}"}
                    self._rows[one.number] = self._table.row({**row.cells, **rule})
                    yield case, one

    def text(self) -> str:
        """Return the file."""
        return self._table.text(self._rows)

    def _decide(self, number: int, said: dict[str, str]) -> None:
        kept = {column: cell for column, cell in self._rows[number].cells.items() if column not in _HOW}
        self._rows[number] = self._table.row({**kept, "mapping_justification": BY_PERSON, **said})

    def _is_open(self, row: Row) -> bool:
        way = self._iri(row, "mapping_justification").removeprefix(SEMAPV)
        is_found = way.endswith("Matching") and way != "UnspecifiedMatching"
        return is_found and not any(map(row.get, _DECIDED))

    def _claimed(self, row: Row) -> tuple[tuple[str, str], ...]:
        """Return the ends of a row that says which concepts are the same; none of another."""
        if row.get("predicate_modifier") or self._kind(row) not in SAME:
            return ()
        return tuple((column, self._iri(row, column)) for column in ("subject_id", "object_id"))

    def _proposal(self, number: int) -> Proposal:
        row = self._rows[number]
        return Proposal(
            number,
            self._iri(row, "object_id"),
            self._label(number, "object"),
            self._kind(row),
            _share(row.get("confidence")),
            row.get("comment"),
        )

    def _kind(self, row: Row) -> str:
        iri = self._iri(row, "predicate_id")
        return iri.removeprefix(SKOS) if iri.startswith(SKOS) else row.get("predicate_id")

    def _label(self, number: int, end: str) -> str:
        row = self._rows[number]
        return row.get(f"{end}_label") or row.get(f"{end}_id")

    def _iri(self, row: Row, column: str) -> str:
        return self._table.expanded(row.get(column)) or row.get(column)


def _share(cell: str) -> float:
    """Return how sure a cell says a mapping is; nothing where it says none."""
    try:
        return float(cell)
    except ValueError:
        return 0.0
