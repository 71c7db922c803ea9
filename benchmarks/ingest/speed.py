"""How fast records are matched, against rapidfuzz alone, and how time and memory grow with the document.

    python benchmarks/ingest/speed.py                                   # 1,000 entries against 10,000 concepts
    python benchmarks/ingest/speed.py --sizes 1000,10000,100000         # and how it grows; minutes

The peer compares each name with all names of the vocabulary (`rapidfuzz.process.extract`, WRatio, in C++), which is the
usual way to match two lists of terms; it looks at no text, and decides nothing. Ours is everything that `ingest` does
short of writing: reading the document, its relations, candidates, decisions, drafts. The peak of memory is that of the
whole process, each size in one of its own. A document is made up, and always the same.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from termgraph.model import Concept, Vocabulary


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return text.split()


_ADJECTIVES = words(
    """
    bounded causal convex deep dense dynamic global hidden latent linear local
    modal neural random robust smooth sparse spectral static visual
    """
)
_NOUNS = words(
    """
    anchor branch cluster filter gradient kernel layer margin matrix model output
    policy region reward sample signal tensor token vector window
    """
)
_ACTS = words(
    """
    binning coding decay descent fusion mapping masking mixing parsing pooling pruning
    ranking routing scaling search sharing sorting tagging tuning weighting
    """
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def name(number: int) -> str:
    """Return the name of a term, another one for each number."""
    base = f"{_ADJECTIVES[number % 20]} {_NOUNS[number // 20 % 20]} {_ACTS[number // 400 % 20]}"
    further = number // 8000
    return f"{base} {_LETTERS[further % 26]}{_LETTERS[further // 26 % 26]}ra" if further else base


def said(number: int, dice: random.Random) -> str:
    """Return what a glossary says of a term."""
    act, noun, adjective = dice.choice(_ACTS), dice.choice(_NOUNS), dice.choice(_ADJECTIVES)
    other = f"{dice.choice(_ADJECTIVES)} {dice.choice(_ACTS)}"
    return (
        f"A {name(number)} is a kind of {act} for each {adjective} {noun}, other than {other}. It is learned."
    )


def vocabulary(size: int) -> Vocabulary:
    """Return a vocabulary of so many concepts, ten below each."""
    dice = random.Random(1)
    concepts = {
        f"c{number}": Concept(
            id=f"c{number}",
            pref_label={"en": name(number)},
            definition={"en": said(number, dice)},
            relations={"broader": (f"c{number // 10}",)} if number >= 10 else {},
        )
        for number in range(size)
    }
    return Vocabulary(
        title="Made up", base="https://example.org/made-up/", prefix="made-up", concepts=concepts
    )


def document(entries: int, concepts: int) -> str:
    """Return a glossary in Markdown, about half of whose entries are in the vocabulary."""
    dice = random.Random(2)
    numbers = (dice.randrange(2 * concepts) for _ in range(entries))
    return "# Glossary\n\n" + "\n".join(f"## {name(n).title()}\n\n{said(n, dice)}\n" for n in numbers)


def once(entries: int, concepts: int) -> dict[str, float]:
    """Measure one size, in this process: seconds of ours and of the peer, and megabytes that came on top."""
    import resource

    from rapidfuzz import process

    from termgraph.ingest import Workspace, ingest

    known = vocabulary(concepts)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "glossary.md"
        path.write_text(document(entries, concepts), "utf-8")
        size, before = path.stat().st_size, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.perf_counter()
        (found,) = ingest([path], Workspace(known))
        ours = time.perf_counter() - begun
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    names = [one.pref_label["en"] for one in known.concepts.values()]
    # The peer's time grows with the entries, so that a tenth of many is enough to know it.
    asked = [item.record.label or "" for item in found.items if item.outcome != "section"][:1000]
    begun = time.perf_counter()
    for label in asked:
        process.extract(label.lower(), names, limit=5, score_cutoff=80)
    peer = (time.perf_counter() - begun) * entries / len(asked)
    return {"entries": entries, "ours": ours, "peer": peer, "document": size / 1e6, "memory": more / 1024}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table, a process a size."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="1000", help="numbers of entries (default: 1000)")
    parser.add_argument("--concepts", type=int, default=10_000, help="of the vocabulary (default: 10000)")
    parser.add_argument("--once", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.once:
        print(json.dumps(once(options.once, options.concepts)))
        return 0
    print("| entries | document | termgraph | an entry | rapidfuzz, names only | ratio | memory on top |")
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for size in (int(one) for one in options.sizes.split(",")):
        command = [sys.executable, __file__, "--once", str(size), "--concepts", str(options.concepts)]
        done = subprocess.run(command, capture_output=True, check=True, encoding="utf-8")
        told = json.loads(done.stdout)
        print(
            f"| {size:,} | {told['document']:.1f} MB | {told['ours']:.1f} s | {told['ours'] / size * 1e3:.1f} ms "
            f"| {told['peer']:.1f} s | {told['ours'] / told['peer']:.2f} × | {told['memory']:.0f} MB |",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
