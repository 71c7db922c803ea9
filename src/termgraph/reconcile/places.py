"""Where in a source a record stands, as citations and decisions name it: `3.1`, or `affine-layer`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from termgraph.names import differ_in_capitals, folded_key, spelling_keys, without_marks
from termgraph.names.headings import without_brackets
from termgraph.namespaces import is_absolute_iri, name_slug
from termgraph.records import Record

_NUMBER = re.compile(r"\A\W*(\d+(?:\.\d+)*)(?:[.):]\s*|\s+)(?=\S)")

#: Tells which concepts a record may be about.
Candidates = Callable[[Record], Collection[str]]


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person, or an earlier run, has decided of one entry of a source.

    Args:
        label: the heading or the name of the entry when that was decided.
        same: the concepts that it is about; several where it treats several.
        refused: the concepts that it is not about.
        left_out: whether it is no term, or is not wanted.
    """

    label: str = ""
    same: tuple[str, ...] = ()
    refused: frozenset[str] = frozenset()
    left_out: bool = False


def places(
    records: Sequence[Record],
    decisions: Mapping[str, Decided] | None = None,
    candidates: Candidates | None = None,
) -> dict[int, str]:
    """Return the place of each record but sections, each once: by the record's number in the document.

    It is the number of the item where the document numbers its entries, else made of the heading, or of the name that
    the text gives where there is none.

    Args:
        records: all of the document, in order.
        decisions: what was decided of places. A record that one of them is about keeps its place, so that decisions
            survive a better reading of the document: by place, by the name it had then, by its concept, or by where it
            stands.
        candidates: tells which concepts a record may be about.

    >>> from termgraph.records import RecordLabel
    >>> def record(n, heading, label): return Record(n, heading, label, "heading", (RecordLabel(label),))
    >>> places([record(1, "1. Beam Search", "Beam Search"), record(2, None, "Adam"), record(3, "3. SGD", "SGD")])
    {1: '1', 2: '2', 3: '3'}
    >>> places([record(1, "Nesterov’s Momentum (NAG)", "Nesterov’s Momentum"), record(2, None, "Adam")])
    {1: 'nesterovs-momentum', 2: 'adam'}
    """
    entries = [record for record in records if record.kind != "section"]
    numbers = _numbers(entries)
    own = {record.n: numbers.get(record.n) or _made(record) for record in entries}
    decisions = decisions or {}
    claimed = _Claims(entries, own, decisions).made(candidates) if decisions else {}
    taken = set(claimed.values())
    found: dict[int, str] = {}
    counts: dict[str, int] = {}  # of each made one, how far it was counted
    for record in entries:
        place = claimed.get(record.n)
        if place is None:
            made = own[record.n]
            place, count = made, counts.get(made, 1)
            while place in taken or place in decisions:
                count += 1
                place = f"{made}-{count}"
            counts[made] = count
            taken.add(place)
        found[record.n] = place
    return found


def _numbers(entries: Sequence[Record]) -> dict[int, str]:
    """Return the numbers of items, where most entries have one and no two the same; also where a heading is lost."""
    headings = {record.n: record.heading for record in entries if record.heading}
    found = {n: match[1] for n, heading in headings.items() if (match := _NUMBER.match(heading))}
    headed = len(headings)
    if len(found) < 2 or 2 * len(found) < headed or len(set(found.values())) < len(found):
        return {}
    order = [record.n for record in entries]
    for position, n in enumerate(order):
        before = found.get(order[position - 1]) if position else None
        after = found.get(order[position + 1]) if position + 1 < len(order) else None
        if n not in found and before and before.isdecimal() and entries[position].heading is None:
            between = str(int(before) + 1)
            if after == str(int(before) + 2) or (after is None and between not in found.values()):
                found[n] = between
    return found


def _made(record: Record) -> str:
    if is_absolute_iri(record.place):  # a concept of another vocabulary
        local = re.split(r"[/#:]", record.place.rstrip("/#"))[-1]
        return name_slug(local or record.place)
    bare = _NUMBER.sub("", (record.heading or "").strip(), count=1)
    heading = without_brackets(bare).strip(" \t:.")
    name = heading or record.label or next((label.label for label in record.labels), None)
    return name_slug(name) if name else f"line-{record.lines[0]}"


def _keys(name: str) -> set[str]:
    """Return the keys of a heading or name; brackets behind it are no part of it."""
    bare = without_brackets(_NUMBER.sub("", name, count=1))
    return {key for one in (name, bare) if one for key in spelling_keys(one)}


class _Claims:
    """Finds which records the decisions are about; what is surest first, and each place and each record once."""

    def __init__(
        self, entries: Sequence[Record], own: Mapping[int, str], decisions: Mapping[str, Decided]
    ) -> None:
        self.entries = entries
        self.own = own
        self.decisions = decisions
        self.claimed: dict[int, str] = {}

    def made(self, candidates: Candidates | None) -> dict[int, str]:
        """Return the places that records keep."""
        self._by_place()
        self._matched(self._names, self._labels())
        if candidates is not None:
            concepts: dict[str, set[str]] = defaultdict(set)
            for place in self._free():
                for concept in self.decisions[place].same:
                    concepts[concept].add(place)
            self._matched(candidates, concepts)
        self._by_order()
        return self.claimed

    def _free(self) -> list[str]:
        taken = set(self.claimed.values())
        return [place for place in self.decisions if place not in taken]

    def _by_place(self) -> None:
        counts: Counter[str] = Counter()
        for record in self.entries:
            place = self.own[record.n]
            counts[place] += 1
            # Of several of one place, "bias" and a second "bias", the second is "bias-2".
            wanted = place if counts[place] == 1 else f"{place}-{counts[place]}"
            if wanted in self.decisions and not self._is_another(record, wanted):
                self.claimed[record.n] = wanted

    def _is_another(self, record: Record, place: str) -> bool:
        """Tell whether a place was decided of another name that looks alike: of "Bar" or "C", not "Bär" or "C#"."""
        heading, decided = record.heading or record.label or "", self.decisions[place].label
        mine, theirs = folded_key(heading), folded_key(decided)
        if mine == theirs:
            return differ_in_capitals(heading, decided)
        return without_marks(mine).rstrip("+#*") == without_marks(theirs).rstrip("+#*")

    def _names(self, record: Record) -> set[str]:
        names = [record.heading or "", *(label.label for label in record.labels if label.type != "guess")]
        return {key for name in names if name for key in _keys(name)}

    def _labels(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for place in self._free():
            for key in _keys(self.decisions[place].label or place):
                found[key].add(place)
        return found

    def _matched(self, keys: Callable[[Record], Collection[str]], places_of: Mapping[str, set[str]]) -> None:
        """Claim where one record alone fits one free place alone."""
        if not places_of:
            return
        fits: dict[int, set[str]] = {}
        for record in self.entries:
            if record.n not in self.claimed:
                found = {place for key in keys(record) for place in places_of.get(key, ())}
                fits[record.n] = {place for place in found if not self._is_another(record, place)}
        wanted = Counter(place for found in fits.values() for place in found)
        for n, found in fits.items():
            if len(found) == 1 and all(wanted[place] == 1 for place in found):
                self.claimed[n] = next(iter(found))

    def _by_order(self) -> None:
        """Claim for records without a name: the places between their neighbours in the alphabet, if as many."""
        position = 0
        while position < len(self.entries):
            end = position
            while end < len(self.entries) and self._is_lost(self.entries[end]):
                end += 1
            if end > position:
                before = self._key(position - 1) if position else ""
                after = self._key(end) if end < len(self.entries) else "\U0010ffff"
                between = sorted(
                    (folded_key(self.decisions[place].label or place), place)
                    for place in self._free()
                    if before < folded_key(self.decisions[place].label or place) < after
                )
                lost = self.entries[position:end]
                if len(between) == len(lost):
                    self.claimed |= {one.n: place for one, (_, place) in zip(lost, between, strict=True)}
            position = end + 1

    def _is_lost(self, record: Record) -> bool:
        return record.label is None and record.n not in self.claimed

    def _key(self, position: int) -> str:
        """Return by what a record is sorted: by the name that it had when it was decided, where it was."""
        record = self.entries[position]
        decided = self.decisions.get(self.claimed.get(record.n, ""))
        return folded_key((decided.label if decided else "") or record.label or "")
