"""What other programs say is the same: `python benchmarks/align_peers.py PEER MINE.tsv THEIRS.tsv`.

It runs in an environment of its own that has them (`pip install oaklib`, `pip install ssslm gilda`), asked by
`align.py`. A line of a file is a name: the IRI of its concept, its kind, its language, its text. Printed are the
seconds of one core that finding takes, without reading, those of the whole program, with what it imports, and then
a pair a line.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple


class Name(NamedTuple):
    """A name of a concept."""

    iri: str
    kind: str
    lang: str
    text: str


Pairs = Iterator[tuple[str, str]]


def by_ssslm(mine: Sequence[Name], theirs: Sequence[Name]) -> Callable[[], Pairs]:
    """Each concept is what the best match of its names is, of those that ssslm's grounder finds."""
    ssslm, reference = import_module("ssslm"), import_module("curies").NamableReference
    iris = list(dict.fromkeys(name.iri for name in theirs))
    numbers = {iri: str(number) for number, iri in enumerate(iris)}

    def literal(name: Name) -> Any:
        bearer = reference(prefix="b", identifier=numbers[name.iri], name=name.text)
        return ssslm.LiteralMapping(reference=bearer, text=name.text)

    literals = [literal(name) for name in theirs]
    ssslm.make_grounder(literals[:1])  # which imports what is not to be counted

    def find() -> Pairs:
        grounder = ssslm.make_grounder(literals)
        best: dict[str, tuple[float, str]] = {}
        for name in mine:
            for match in grounder.get_matches(name.text):
                found = (match.score, iris[int(match.reference.identifier)])
                best[name.iri] = max(best.get(name.iri, found), found)
        return ((iri, other) for iri, (_, other) in best.items())

    return find


def by_oaklib(mine: Sequence[Name], theirs: Sequence[Name]) -> Callable[[], Pairs]:
    """All pairs that oaklib's lexmatch finds by its own rules."""
    indexer = import_module("oaklib.utilities.lexical.lexical_indexer")
    iris: dict[str, str] = {}
    stanzas = [
        stanza for side, names in (("A", mine), ("B", theirs)) for stanza in _stanzas(side, names, iris)
    ]
    path = Path(tempfile.mkdtemp()) / "both.obo"
    path.write_text("ontology: both\n\n" + "\n".join(stanzas), "utf-8")
    adapter = import_module("oaklib").get_adapter(f"simpleobo:{path}")

    def find() -> Pairs:
        subjects, objects = ([curie for curie in iris if curie.startswith(side)] for side in ("A:", "B:"))
        index = indexer.create_lexical_index(adapter)
        told = indexer.lexical_index_to_sssom(adapter, index, subjects=subjects, objects=objects).df
        for one, two in zip(told["subject_id"], told["object_id"], strict=True):
            if {one[0], two[0]} == {"A", "B"}:
                pair = sorted((one, two))
                yield iris[pair[0]], iris[pair[1]]

    return find


def _stanzas(side: str, names: Sequence[Name], iris: dict[str, str]) -> Iterator[str]:
    """Yield the terms of one vocabulary in OBO, and keep the IRI of each."""
    by_iri: dict[str, list[Name]] = {}
    for name in names:
        by_iri.setdefault(name.iri, []).append(name)
    for number, (iri, mine) in enumerate(by_iri.items()):
        iris[f"{side}:{number:07}"] = iri
        ordered = sorted(mine, key=lambda name: name.kind != "prefLabel")
        texts = [name.text.replace("\\", " ").replace('"', "'") for name in ordered]
        synonyms = (f'synonym: "{text}" EXACT []' for text in texts[1:])
        yield "\n".join(["[Term]", f"id: {side}:{number:07}", f"name: {texts[0]}", *synonyms, ""])


def by_termgraph(mine: Sequence[Name], theirs: Sequence[Name]) -> Callable[[], Pairs]:
    """What `align` finds by the same names, with nothing around them."""
    thesaurus, align = import_module("termgraph.skos").Thesaurus, import_module("termgraph.align").align

    def find() -> Pairs:
        sides = (thesaurus.from_text("\n".join(map(_turtle, names))) for names in (mine, theirs))
        found = align(*sides).mappings
        return ((one.subject, one.object) for one in found if one.kind in ("exactMatch", "closeMatch"))

    return find


def _turtle(name: Name) -> str:
    text = name.text.replace("\\", "\\\\").replace('"', '\\"')
    tag = f"@{name.lang}" if name.lang else ""
    return f'<{name.iri}> a skos:Concept ; skos:{name.kind} "{text}"{tag} .'


#: The programs.
PEERS: dict[str, Callable[[Sequence[Name], Sequence[Name]], Callable[[], Pairs]]] = {
    "ssslm": by_ssslm,
    "oaklib": by_oaklib,
    "termgraph": by_termgraph,
}


def _names(path: str) -> list[Name]:
    return [Name(*line.split("\t", 3)) for line in Path(path).read_text("utf-8").splitlines()]


def main() -> None:
    """Print what a program finds."""
    find = PEERS[sys.argv[1]](*map(_names, sys.argv[2:4]))
    begun = time.process_time()
    found = sorted(set(find()))
    print(time.process_time() - begun, time.process_time())
    for pair in found:
        print("\t".join(pair))


if __name__ == "__main__":
    main()
