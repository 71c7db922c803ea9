"""How much of what people marked is found, and how fast: `python benchmarks/gold.py FOLDER`.

The folder is that of ACTER 1.5 (github.com/AylaRT/ACTER): English texts of four domains, in which people have marked
each word as a part of a term or of none. The terms of one half of a domain's texts are the vocabulary, with which all
find terms in the other half: so what is found shows what each makes of words that nobody has listed as they stand.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from words import FINDERS, Finder, speed

from termgraph.skos import Thesaurus

_MARKS = "annotated/annotations/sequential_annotations/iob_annotations/without_named_entities"
Span = tuple[int, int]


class Marked(NamedTuple):
    """A text, and where the terms stand in it."""

    text: str
    terms: tuple[Span, ...]

    @property
    def names(self) -> Iterator[str]:
        """The terms as they are written, their words a space apart."""
        return (" ".join(self.text[start:end].split()) for start, end in self.terms)


def marked(text: str, rows: str) -> Marked:
    r"""Return a text with its terms, by rows of a word and what it is: B begins a term, I is within one, O in none.

    >>> marked("A barn-owl, owls.", "A\tO\nbarn-owl\tB\n,\tO\n\nowls\tB\n.\tO\n").terms
    ((2, 10), (12, 16))
    """
    terms: list[Span] = []
    cursor = 0
    for row in rows.splitlines():
        word, _, tag = row.rpartition("\t")
        start = text.find(word, cursor) if word else -1
        if start < 0:
            continue  # what stands between two sentences
        cursor = start + len(word)
        if tag == "B":
            terms.append((start, cursor))
        elif tag == "I":
            terms[-1] = (terms[-1][0], cursor)
    return Marked(text, tuple(terms))


def halves(domain: Path) -> tuple[list[Marked], list[Marked]]:
    """Return the marked texts of a domain, every second in one half."""
    texts = [
        marked(
            (domain / "annotated/texts" / f"{file.name.removesuffix('_seq_terms.tsv')}.txt").read_text(
                "utf-8"
            ),
            file.read_text("utf-8"),
        )
        for file in sorted((domain / _MARKS).glob("*.tsv"))
    ]
    return texts[::2], texts[1::2]


def vocabulary(texts: list[Marked]) -> Thesaurus:
    """Return a vocabulary of the terms of texts, each by what it is written as most often."""
    written: dict[str, Counter[str]] = {}
    for text in texts:
        for name in text.names:
            written.setdefault(name.lower(), Counter())[name] += 1
    names = (min(forms, key=lambda name: (-forms[name], name)) for _, forms in sorted(written.items()))
    quoted = (name.replace("\\", "\\\\").replace('"', '\\"') for name in names)
    return Thesaurus.from_text(
        "\n".join(
            f'<e:{number}> a skos:Concept ; skos:prefLabel "{name}"@en .'
            for number, name in enumerate(quoted)
        )
    )


class Score(NamedTuple):
    """How many terms are found rightly, found, and marked."""

    right: int = 0
    told: int = 0
    wanted: int = 0

    def __str__(self) -> str:
        precision, recall = self.right / self.told, self.right / self.wanted
        f1 = 2 * precision * recall / (precision + recall)
        return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}"


def score(find: Finder, texts: list[Marked]) -> Score:
    """Return how many terms of texts are found; each has to begin and end where people have said."""
    found = [({(start, end) for start, end, _ in find(text.text)}, set(text.terms)) for text in texts]
    return Score(
        sum(len(told & wanted) for told, wanted in found),
        sum(len(told) for told, _ in found),
        sum(len(wanted) for _, wanted in found),
    )


def main() -> None:
    """Print a line for each finder: how well it finds the terms of all domains, and how fast."""
    domains = [halves(folder / "en" / name) for folder in map(Path, sys.argv[1:]) for name in _DOMAINS]
    for what, finder in FINDERS.items():
        total, fast = Score(), []
        for known, asked in domains:
            find = finder(vocabulary(known))
            total = Score(*map(sum, zip(total, score(find, asked), strict=True)))
            fast.append(speed(find, "\n\n".join(text.text for text in asked))[1])
        print(f"{what}: {total}, {min(fast):.1f} to {max(fast):.1f} MB/s", flush=True)


_DOMAINS = ("corp", "equi", "htfl", "wind")

if __name__ == "__main__":
    main()
