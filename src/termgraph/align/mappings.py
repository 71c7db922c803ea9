"""Mappings as SSSOM in TSV: those that were decided before, which stay as they stand, and those that were found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path

from termgraph.align.evidence import Mapping
from termgraph.align.meeting import Pair
from termgraph.entries.links import Links
from termgraph.errors import Problems, TermgraphError
from termgraph.files import read_regular
from termgraph.model import Link, Vocabulary
from termgraph.namespaces import SEMAPV, SKOS
from termgraph.skos import Thesaurus
from termgraph.skos.things import MAPPINGS
from termgraph.sssom import SLOTS, joined

#: The kinds by which a concept is taken: of those that are no more than broader or related, there may be several.
SAME = ("exactMatch", "closeMatch")
#: How a mapping came about, by whether names alone say so.
_JUSTIFIED = {True: SEMAPV + "LexicalMatching", False: SEMAPV + "CompositeMatching"}
_TOOL = "termgraph"


@dataclass(frozen=True, slots=True)
class Decided:
    """What is known of two vocabularies before they are aligned.

    Args:
        same: the pairs that are mapped as the same already.
        closed: all pairs of which something is said, refused ones among them.
    """

    same: frozenset[Pair] = frozenset()
    closed: frozenset[Pair] = frozenset()


def read_links(path: Path, mine: Thesaurus, theirs: Thesaurus) -> Links:
    """Return the mappings that a file holds.

    Raises:
        TermgraphError: where it cannot be read, or is no SSSOM in TSV.
        Problems: with each row that says nothing of the vocabulary.
    """
    try:
        return held_links(read_regular(path).decode("utf-8-sig"), mine, path, theirs)
    except UnicodeDecodeError:
        raise TermgraphError("is no text in UTF-8", path) from None


def held_links(
    text: str, mine: Thesaurus, path: str | PathLike[str], theirs: Thesaurus | None = None
) -> Links:
    """Return the mappings that a file holds; none where it is empty.

    Args:
        text: the file.
        mine: the vocabulary whose concepts are mapped.
        path: what messages call the file.
        theirs: the vocabulary that they are mapped to.

    Raises:
        TermgraphError: where it is no SSSOM in TSV.
        Problems: with each row that says nothing of the vocabulary.
    """
    links = Links(text, _frame(mine, theirs), path)
    if links.problems:
        raise Problems(links.problems)
    return links


def decided(mine: Thesaurus, theirs: Thesaurus, held: Links) -> Decided:
    """Return what either vocabulary says of the other, and what the file says."""
    frame = _frame(mine)
    said = [((frame.iri(link.subject), link.object), link) for link in held.links]
    said += (((mine_.iri(link.subject), link.object), link) for mine_, link in _told(mine))
    said += (((link.object, other.iri(link.subject)), link) for other, link in _told(theirs))
    stated = [
        (pair[::-1] if thesaurus is theirs else pair, kind)
        for thesaurus in (mine, theirs)
        for kind in MAPPINGS
        for pair in thesaurus.links(SKOS + kind)
    ]
    same = {pair for pair, link in said if link.kind in SAME and not link.is_refused}
    same |= {(one, two) for (one, two), kind in stated if kind in SAME}
    closed = {pair for pair, _ in said} | {(one, two) for (one, two), _ in stated}
    # What a concept is in a third vocabulary says nothing of this pair.
    ours = {(one, two) for one, two in closed if one in mine.concepts and two in theirs.concepts}
    return Decided(frozenset(same & ours), frozenset(ours))


def mappings_text(mine: Thesaurus, theirs: Thesaurus, found: tuple[Mapping, ...], held: Links) -> str:
    """Return mappings as the text of a file, with those that it holds."""
    frame = _frame(mine)
    links = (_link(mine, theirs, one) for one in found)
    return held.text([*held.links, *links], lambda id_: mine.label(frame.iri(id_)))


def _told(thesaurus: Thesaurus) -> Iterator[tuple[Vocabulary, Link]]:
    frame = _frame(thesaurus)
    return ((frame, link) for link in thesaurus.mappings)


def _frame(thesaurus: Thesaurus, other: Thesaurus | None = None) -> Vocabulary:
    """Return what is said of a vocabulary as a whole, with all prefixes that it and another one declare."""
    declared = {**(other.all_prefixes if other else {}), **thesaurus.all_prefixes}
    spaces = {name: space for name, space in declared.items() if name and space != thesaurus.base}
    frame = thesaurus.frame()
    return replace(frame, prefix=frame.prefix or "ns", prefixes=spaces)


def _link(mine: Thesaurus, theirs: Thesaurus, one: Mapping) -> Link:
    best = one.met[0]
    steps = joined(SEMAPV + step.removeprefix("semapv:") for step in sorted(best.way.steps))
    said = {
        "mapping_justification": _JUSTIFIED[one.by_names],
        "confidence": f"{one.confidence:g}",
        "mapping_tool": _TOOL,
        "subject_match_field": SKOS + best.mine.kind,
        "object_match_field": SKOS + best.theirs.kind,
        "match_string": joined([best.mine.text]),
        "subject_preprocessing": steps,
        "object_preprocessing": steps,
        "comment": "; ".join(one.reasons),
    }
    details = tuple((slot, said[slot]) for slot in SLOTS if slot in said)
    return Link(mine.id(one.subject), one.kind, one.object, theirs.label(one.object), details)
