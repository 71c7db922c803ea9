"""How fast names are found in running text: `python -m benchmarks.words FILE…`."""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

import termgraph
from termgraph.matching import Matcher
from termgraph.skos import Thesaurus

NAMES = 30_000


def drawn(text: str) -> Thesaurus:
    """Return a vocabulary whose names are words of a text, two or three of them each."""
    words = sorted({word for word in text.split() if word.isalpha()})
    chosen = random.Random(1)
    names = (" ".join(chosen.choices(words, k=chosen.choice((2, 2, 3)))) for _ in range(NAMES))
    return Thesaurus.from_text(
        "\n".join(f'<e:{at}> a skos:Concept ; skos:prefLabel "{name}"@en .' for at, name in enumerate(names))
    )


def main() -> None:
    """Print a line for each vocabulary: its names, what was found, and how fast."""
    text = "\n".join(Path(path).read_text("utf-8", errors="replace") for path in sys.argv[1:])
    for thesaurus in (termgraph.load(), drawn(text)):
        matcher = Matcher(thesaurus)
        best, found = float("inf"), 0
        for _ in range(3):
            begun = time.process_time()
            found = len(matcher.find(text))
            best = min(best, time.process_time() - begun)
        size = len(text.encode()) / 1e6
        print(
            f"{len(thesaurus.term_names):,} names: {found:,} found in {size:.1f} MB, {size / best:.1f} MB/s"
        )


if __name__ == "__main__":
    main()
