"""How long `align` takes, and how much memory, by the size: `python -m benchmarks.align_size 150000`.

So many made-up concepts are aligned with as many others. Those of the one side have three names each, of the other two;
the preferred names of half of them are in both, and each concept is above ten others.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Sequence

from termgraph.align import align
from termgraph.skos import Thesaurus
from termgraph.store.record import no_collecting

_LETTERS = "abcdefghijklmnoprstuvw"
_WORDS = 20_000


def names(count: int, dice: random.Random) -> list[str]:
    """Return made-up names of one to three words."""
    words = ["".join(dice.choices(_LETTERS, k=dice.randint(4, 9))) for _ in range(_WORDS)]
    return [" ".join(dice.sample(words, dice.choice((1, 2, 2, 3)))) for _ in range(count)]


def vocabulary(space: str, shared: Sequence[str], own: Sequence[str], each: int) -> Thesaurus:
    """Return a vocabulary of as many concepts as names may be shared; the first half has these.

    Args:
        space: what the IRIs begin with.
        shared: the names that may be shared.
        own: names of its own.
        each: how many names each concept has.
    """
    lines = []
    for number, name in enumerate(shared):
        preferred = name if number < len(shared) // 2 else own[number % len(own)]
        others = ", ".join(f'"{own[(number * each + at) % len(own)]} x{number}"@en' for at in range(each - 1))
        about = (
            f'skos:prefLabel "{preferred}"@en ; skos:altLabel {others} ; skos:broader <{space}{number // 10}>'
        )
        lines.append(f"<{space}{number}> a skos:Concept ; {about} .")
    return Thesaurus.from_text("\n".join(lines))


def main() -> None:
    """Print the names of both sides, what was found, the seconds and the megabytes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("concepts", nargs="?", type=int, default=15_000)
    count = parser.parse_args().concepts
    made = names(5 * count, random.Random(1))
    mine = vocabulary("http://e.org/", made[:count], made[count : 3 * count], 3)
    theirs = vocabulary("http://f.org/", made[:count], made[3 * count :], 2)
    begun, before = time.monotonic(), time.process_time()
    with no_collecting():
        found = align(mine, theirs)
    passed, seconds = time.monotonic() - begun, time.process_time() - before
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{3 * count:,} × {2 * count:,} names: {found}, {seconds:.1f} s of one core ({passed:.0f} s), {megabytes:,} MB"
    )


if __name__ == "__main__":
    main()
