"""How well glossaries are read: entries, names, kinds and links, against a gold that was made by hand.

    python benchmarks/ingest/score.py                              # documents of our own, a trap each
    python benchmarks/ingest/score.py --glossaries ../shared/glossaries

A gold file has a line a block: its first line in the document, its kind, where its name comes from (heading, body, or
none where the text does not say it), its names with their types ("A | B/abbreviation"; behind ";;" what else will do),
the entries that it points to, and the links that lead nowhere. A block that is no section and stands on the line of one
in the gold is found. Fields are separated by tabs, "-" is nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from termgraph.names import folded_key, singular
from termgraph.readers import read_document
from termgraph.records import Reading, Record

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Expected:
    """A block of a document, as the gold has it."""

    line: int
    kind: str
    label_from: str
    names: tuple[tuple[str, str], ...]
    accepted: tuple[str, ...]
    see: tuple[str, ...]
    broken: tuple[str, ...]


@dataclass
class Score:
    """Counts of what is right, of what there is, and of what was found, and what went wrong."""

    right: dict[str, int] = field(default_factory=dict)
    total: dict[str, int] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def count(self, what: str, good: bool, problem: str = "") -> None:
        """Count one case."""
        self.right[what] = self.right.get(what, 0) + good
        self.total[what] = self.total.get(what, 0) + 1
        if not good and problem:
            self.problems.append(f"{what}: {problem}")

    def share(self, what: str) -> float:
        """Return the share that is right; 1 where there is none."""
        return self.right[what] / self.total[what] if self.total.get(what) else 1.0


#: What is scored, in the order of the table.
WHAT = ("recall", "precision", "names", "names lost", "no name", "all names", "kinds", "links", "links found")


def read_gold(path: Path) -> list[Expected]:
    """Return the blocks of a gold file."""
    blocks = []
    for line in path.read_text("utf-8").splitlines():
        if not line or line.startswith(("#", "line\t")):
            continue
        number, kind, label_from, names, see, broken = (*line.split("\t"), *["-"] * 6)[:6]
        own, _, accepted = names.partition(" ;; ")
        pairs = [
            (name.rpartition("/") if "/" in name and name.rpartition("/")[2] in TYPES else (name, "", ""))
            for name in _items(own)
        ]
        blocks.append(
            Expected(
                int(number),
                kind,
                label_from,
                tuple((pair[0], pair[2]) for pair in pairs),
                tuple(_items(accepted)),
                tuple(_items(see)),
                tuple(_items(broken)),
            )
        )
    return blocks


TYPES = ("abbreviation", "plural", "misspelling")


def _items(text: str) -> list[str]:
    return [item.strip() for item in text.split(" | ") if item.strip() and item.strip() != "-"]


def _key(name: str) -> str:
    return singular(folded_key(name))


def score(reading: Reading, gold: Sequence[Expected]) -> Score:
    """Return how well a document was read."""
    result = Score()
    found = {record.lines[0]: record for record in reading.records}
    expected = {block.line: block for block in gold}
    for block in gold:
        record = found.get(block.line)
        if block.kind == "section":
            result.count(
                "kinds", record is not None and record.kind == "section", f"line {block.line} is a section"
            )
            continue
        hit = record is not None and record.kind != "section"
        result.count("recall", hit, f"line {block.line}: {block.names}")
        if record is not None and hit:
            _score_record(result, record, block)
    for record in reading.records:
        if record.kind != "section":
            known = expected.get(record.lines[0])
            result.count(
                "precision",
                known is not None and known.kind != "section",
                f"line {record.lines[0]}: {record.label}",
            )
    return result


def _score_record(result: Score, record: Record, block: Expected) -> None:
    said = f"line {block.line}: {record.label!r}, {record.kind}"
    result.count("kinds", record.kind == block.kind, f"{said} is a {block.kind}")
    if block.label_from == "none":
        result.count("no name", record.label is None, f"{said}, but its text names nothing")
    else:
        accepted = {_key(name) for name in (*(name for name, _ in block.names), *block.accepted)}
        what = "names lost" if block.label_from == "body" else "names"
        good = record.label is not None and _key(record.label) in (
            accepted if block.label_from == "body" else {_key(block.names[0][0])}
        )
        result.count(what, good, f"{said} should be {block.names}")
        if block.label_from == "heading":
            labels = {(label.label, label.type or "") for label in record.labels if label.type != "guess"}
            result.count(
                "all names", set(block.names) <= labels, f"{said}: {sorted(labels)} should be {block.names}"
            )
    see = {_key(name) for name in record.see}
    wanted = {_key(name) for name in block.see}
    broken = {link.target for link in record.broken_links}
    for name in wanted:
        result.count("links", name in see, f"{said} points to {block.see}, not {record.see}")
    for target in block.broken:
        result.count("links", target in broken, f"{said}: {target} leads nowhere")
    for name in see:
        result.count("links found", name in wanted, f"{said} does not point to {name}")
    for target in broken:
        result.count("links found", target in block.broken, f"{said}: {target} is no broken link")


def documents(glossaries: Path | None) -> list[tuple[Path, Path]]:
    """Return documents with their gold."""
    pairs = [
        (path, HERE / "documents" / f"{path.name}.gold.tsv")
        for path in sorted((HERE / "documents").iterdir())
    ]
    pairs = [(path, gold) for path, gold in pairs if gold.is_file()]
    for gold in sorted((HERE / "gold").glob("*.gold.tsv")):
        path = (glossaries or Path("/nonexistent")) / gold.name.removesuffix(".gold.tsv")
        if path.exists():
            pairs.append((path, gold))
    return pairs


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores of all documents."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--glossaries", type=Path, help="the folder with the five published glossaries")
    parser.add_argument("--only", help="documents whose name holds this")
    parser.add_argument("-v", "--verbose", action="store_true", help="say what went wrong")
    options = parser.parse_args(arguments)
    print("| document | " + " | ".join(WHAT) + " |")
    print("| --- " * (len(WHAT) + 1) + "|")
    whole = Score()
    for path, gold in documents(options.glossaries):
        if options.only and options.only not in path.name:
            continue
        result = score(read_document(path), read_gold(gold))
        cells = (f"{result.share(what):.3f}" if result.total.get(what) else "" for what in WHAT)
        print(f"| {path.name} | " + " | ".join(cells) + " |")
        for what in WHAT:
            whole.right[what] = whole.right.get(what, 0) + result.right.get(what, 0)
            whole.total[what] = whole.total.get(what, 0) + result.total.get(what, 0)
        if options.verbose:
            for problem in result.problems:
                print(f"    {problem}", file=sys.stderr)
    print("| all | " + " | ".join(f"{whole.share(what):.3f}" for what in WHAT) + " |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
