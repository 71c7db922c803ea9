"""One vocabulary of several, as the library offers it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from termgraph.align.mappings import read_links
from termgraph.api import TermGraph
from termgraph.errors import TermgraphError
from termgraph.joining import CLASHES, Log, Same, combined, undone
from termgraph.namespaces import is_web_iri
from termgraph.skos import Thesaurus


class Combination(NamedTuple):
    """One vocabulary of several.

    Attributes:
        vocabulary: it, each of them in a graph of its own.
        log: what was done, and by which mappings; which were not followed, since they would have joined two concepts of
            one vocabulary.
    """

    vocabulary: TermGraph
    log: Log


def combine(
    *vocabularies: TermGraph, mappings: Iterable[str | Path] = (), mint: str = "", clash: str = "first"
) -> Combination:
    """Make one vocabulary of several; concepts that are an exact match of each other become one.

    Args:
        vocabularies: they, the dearest first.
        mappings: files of SSSOM, whose exact matches count beside those that the vocabularies state.
        mint: what the IRIs of all concepts begin with from now on, before their names; "" where each keeps its own, and
            what becomes one has that of the first vocabulary.
        clash: what becomes of preferred names and definitions where another vocabulary has others in that language.
            "first": the first wins, later names become other names, later definitions notes; "keep-all": all stay as
            they are; "fail": nothing is combined. All else may be said several times, and stays.

    Raises:
        TermgraphError: where a file cannot be read, or is no SSSOM, `mint` begins no IRI, or `clash` is none of
            these.
        Problems: with each clash, where these are to fail.

    >>> owls = TermGraph.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl" ; skos:exactMatch <f:1> .')
    >>> birds = TermGraph.from_text('<f:1> a skos:Concept ; skos:prefLabel "strix" .')
    >>> made = combine(owls, birds)
    >>> len(made.vocabulary), made.vocabulary["strix"].label, made.vocabulary.replacements["f:1"]
    (1, 'owl', ['e:owl'])
    """
    if mint and not is_web_iri(mint):
        raise TermgraphError(f"'{mint}' begins no http or https IRI")
    if clash not in CLASHES:
        raise TermgraphError(f"'{clash}' is no way to settle clashes", hint=f"one of {', '.join(CLASHES)}")
    same = [one for path in mappings for one in _same(Path(path), vocabularies)]
    made = combined(vocabularies, _names(vocabularies), same, mint, clash)
    return Combination(vocabularies[0].of(made.record), made.log)


def separate(vocabulary: TermGraph, log: Log) -> Iterator[TermGraph]:
    """Yield the vocabularies that `combine` made one of, to the letter.

    Raises:
        TermgraphError: where it is the log of something else.
    """
    for _, record in undone(vocabulary.record, log):
        yield vocabulary.of(record)


def _same(path: Path, vocabularies: Sequence[TermGraph]) -> Iterator[Same]:
    """Yield the exact matches of a file, the surest first; it maps concepts of any of the vocabularies."""
    first = vocabularies[0]
    found = read_links(path, first, vocabularies[-1])
    exact = [link for link in found.links if link.kind == "exactMatch" and not link.is_refused]
    for link in sorted(exact, key=lambda link: (-float(link.get("confidence") or 1), link)):
        at = f"{path.name}:{found.lines[link]}"
        yield Same(first.frame().iri(link.subject), link.object, at, link.get("mapping_justification"))


def _names(vocabularies: Sequence[Thesaurus]) -> list[str]:
    """Return an IRI for the graph of each: that of its scheme, where no other has it."""
    found: list[str] = []
    for number, one in enumerate(vocabularies, 1):
        name = one.scheme or one.base or ""
        found.append(name if name and name not in found else f"urn:x-termgraph:{number}")
    return found
