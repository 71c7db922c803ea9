"""How often equal headings are wrongly taken for one thing, and how often one thing is left to a person.

    python benchmarks/ingest/homonyms.py

homonyms.tsv has pairs of entries with equal headings: of two things, or of one. The first of a pair is in the
vocabulary, the second in a document that is ingested into it: `alone`, when neither holds anything else, or `together`
with the others of its language and kind.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from termgraph.model import Citation, Concept, SourceDefinition, Vocabulary
from termgraph.reconcile import Matcher
from termgraph.records import Record, RecordLabel

PAIRS = Path(__file__).resolve().parent / "homonyms.tsv"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts below one heading; `kind` says whether they are of two things ("homonym") or of one ("same")."""

    part: str
    kind: str
    language: str
    heading: str
    one: str
    other: str


def pairs() -> list[Pair]:
    """Return all pairs."""
    lines = PAIRS.read_text("utf-8").splitlines()
    return [Pair(*line.split("\t")) for line in lines if not line.startswith(("#", "set\t"))]


def decisions(group: Sequence[Pair]) -> list[str]:
    """Return what is decided of each pair when all first texts are a vocabulary, and all second ones a document."""
    concepts = {str(n): _concept(str(n), pair) for n, pair in enumerate(group)}
    language = group[0].language
    vocabulary = Vocabulary(
        title="One", base="https://example.org/", prefix="one", language=language, concepts=concepts
    )
    records = [_record(n, pair) for n, pair in enumerate(group)]
    matcher = Matcher(records, vocabulary)
    return [matcher.match(record).decision for record in records]


def _concept(id_: str, pair: Pair) -> Concept:
    quote = SourceDefinition(pair.one, pair.language, Citation("one"))
    return Concept(id=id_, pref_label={pair.language: pair.heading}, source_definitions=(quote,))


def _record(n: int, pair: Pair) -> Record:
    labels = (RecordLabel(pair.heading),)
    return Record(n, pair.heading, pair.heading, "heading", labels, pair.other, language=pair.language)


def together(group: Sequence[Pair]) -> list[tuple[Pair, str]]:
    """Return what is decided of pairs that are all there at once; two of one heading are never in one vocabulary."""
    kinds: dict[tuple[str, str, int], list[Pair]] = defaultdict(list)
    for pair in group:
        before = sum(pair.heading == one.heading for found in kinds.values() for one in found)
        kinds[pair.language, pair.kind, before].append(pair)
    return [
        found for those in kinds.values() for found in zip(those, decisions(those), strict=True)
    ]  # fmt: skip


def alone(group: Sequence[Pair]) -> list[tuple[Pair, str]]:
    """Return what is decided of each pair by itself."""
    return [(pair, decisions([pair])[0]) for pair in group]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; the status is 1 where two things were taken for one."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("-v", "--verbose", action="store_true", help="say which are wrong or asked")
    options = parser.parse_args(arguments)
    print("| pairs | at once | homonyms | wrongly `same` | of one thing | rightly `same` | asked |")
    print("|---|---|--:|--:|--:|--:|--:|")
    wrong = 0
    for part in ("tuned", "held out"):
        group = [pair for pair in pairs() if pair.part == part]
        for how in (alone, together):
            found = how(group)
            two = [decision for pair, decision in found if pair.kind == "homonym"]
            one = [decision for pair, decision in found if pair.kind == "same"]
            right = one.count("same")
            cells = (part, how.__name__, len(two), two.count("same"), len(one), right, len(one) - right)
            print(f"| {' | '.join(map(str, cells))} |")
            wrong += two.count("same")
            for pair, decision in found if options.verbose else ():
                if (decision == "same") != (pair.kind == "same"):
                    print(f"    {how.__name__}: {pair.kind} {pair.heading}: {decision}", file=sys.stderr)
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
