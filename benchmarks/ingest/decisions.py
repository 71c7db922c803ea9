"""How well records are matched: five published glossaries against a vocabulary that somebody matched by hand.

    python benchmarks/ingest/decisions.py --glossaries ../shared/glossaries

The gold is data/ml/mappings.sssom.tsv; the glossaries are ingested against data/ml without it, in a dry run, so that
nothing decided is replayed. A record is right as `same` where it is that one concept, and right as `maybe` where all
concepts of the gold are among its candidates: an entry that treats several (skos:narrowMatch) is never `same`, since a
person has to say that. `same` with any other concept, or with one of several, is wrong.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from termgraph.entries import read_folder
from termgraph.ingest import Item, Workspace, ingest
from termgraph.model import Vocabulary
from termgraph.namespaces import data_dir
from termgraph.reconcile import Decided, places
from termgraph.reconcile.decisions import MAPPINGS_FILE, Mappings

#: Which document is which source of the gold.
SOURCES = {
    "wildml.txt": "wildml",
    "deeplearning4j.txt": "deeplearning4j",
    "open-source-dl-glossary.md": "open-source-dl-glossary",
    "hundred-terms.txt": "hundred-terms",
    "misnomers.txt": "hubspot-misnomers",
}


@dataclass
class Tally:
    """How the records of one glossary were matched.

    Args:
        records: how many records have a decision in the gold.
        single: how many of them are one concept.
        same: how many were rightly found to be `same`.
        found: how many were rightly found to be `same` or `maybe`.
        wrong: those that were wrongly taken for `same`.
        missed: those that were not found, or not with all concepts.
        open: those that were rightly left to a person.
        extra: records that the gold does not have, and the other way round.
    """

    records: int = 0
    single: int = 0
    same: int = 0
    found: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)

    def count(self, item: Item, gold: Decided) -> None:
        """Count one record."""
        match, wanted = item.match, set(gold.same)
        if match is None:
            return
        candidates = [one.concept for one in match.candidates]
        said = f"line {item.record.lines[0]} {item.record.label!r} is {', '.join(sorted(wanted))}; {match.decision}: "
        said += "; ".join(f"{one.concept} {one.score:.2f} ({', '.join(one.why)})" for one in match.candidates)
        self.records += 1
        self.single += len(wanted) == 1
        if match.decision == "same":
            right = set(candidates) == wanted
            self.same += right
            self.found += right
            if not right:
                self.wrong.append(said)
        elif match.decision == "maybe" and wanted <= set(candidates):
            self.found += 1
            self.open.append(said)
        else:
            self.missed.append(said)


def tally(document: Path, vocabulary: Vocabulary, decided: Mapping[str, Decided], source: str) -> Tally:
    """Return how the records of a document were matched."""
    (ingested,) = ingest([document], Workspace(vocabulary), source=source)
    items = {item.record.n: item for item in ingested.items if item.outcome != "section"}
    found = _aligned(places([item.record for item in items.values()], decided), decided)
    result = Tally()
    for n, place in found.items():
        if place in decided:
            result.count(items[n], decided[place])
        else:
            result.extra.append(
                f"line {items[n].record.lines[0]} {items[n].record.label!r} is not in the gold"
            )
    result.extra += [f"{place} was not read" for place in sorted(decided.keys() - set(found.values()))]
    return result


def _aligned(found: Mapping[int, str], decided: Mapping[str, Decided]) -> dict[int, str]:
    """Return which record is which of the gold: by their names, and what is left over by its order.

    The glossaries that lost headings stand in alphabetical order, so that as many left over on both sides are the same.
    """
    records = [n for n, place in found.items() if place not in decided]
    left = sorted(decided.keys() - set(found.values()))
    return {**found, **dict(zip(records, left, strict=True))} if len(records) == len(left) else dict(found)


def tallies(glossaries: Path) -> Iterator[tuple[str, Tally]]:
    """Yield the glossaries that are there, with their tallies."""
    folder = data_dir() / "ml"
    vocabulary = read_folder(folder)
    gold = Mappings((folder / MAPPINGS_FILE).read_text("utf-8"), vocabulary)
    for name, source in SOURCES.items():
        if (glossaries / name).is_file():
            yield name, tally(glossaries / name, vocabulary, gold.decisions(source), source)


def _share(count: int, total: int) -> str:
    return f"{count / total:.3f}" if total else ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how all glossaries were matched; the status is 1 where a wrong `same` or too much was missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--glossaries", type=Path, required=True, help="the folder with the five glossaries")
    parser.add_argument(
        "-v", "--verbose", action="store_true", help="say what was wrong, missed or left open"
    )
    options = parser.parse_args(arguments)
    print("| glossary | records | right `same` | wrong `same` | share found | share `same` |")
    print("|---|--:|--:|--:|--:|--:|")
    status = 0
    for name, one in tallies(options.glossaries):
        shares = f"{_share(one.found, one.records)} | {_share(one.same, one.single)}"
        print(f"| {name} | {one.records} | {one.same} | {len(one.wrong)} | {shares} |")
        status |= bool(one.wrong) or one.found < 0.95 * one.records
        if options.verbose:
            for what in ("wrong", "missed", "open", "extra"):
                for said in getattr(one, what):
                    print(f"    {what}: {said}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
