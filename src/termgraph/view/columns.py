"""The core of the page's data: every concept, name and edge as columns, which pack to a tenth of what objects would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from termgraph.namespaces import SKOS
from termgraph.network.overview import Forest, overview
from termgraph.view.drawing import outline_columns
from termgraph.view.facts import NAME_KINDS, NAME_PROPERTIES, UNCOUNTED, Facts, line
from termgraph.view.kinds import kind_objects
from termgraph.wording import words

if TYPE_CHECKING:
    from termgraph.skos import Thesaurus

#: Up to so many concepts there is a map of readable text columns.
OUTLINE = 200
#: The articles of so many concepts are packed together.
CHUNK = 256

_DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".ljust(256)
_MISLEADS = 16
_MISNOMER, _DEPRECATED, _NAMED_MISLEADINGLY, _DRAFT = 1, 2, 4, 8


def core(facts: Facts, store: Thesaurus, title: str, sources: Sequence[dict[str, str]]) -> dict[str, Any]:
    """Return the columns; how they are packed is undone in scripts/model.js and nowhere else.

    Args:
        facts: the concepts.
        store: the vocabulary, for its schemes.
        title: of the page.
        sources: the bibliography that the articles refer to by number.
    """
    above: list[list[int]] = [[] for _ in facts.iris]
    for source, target in facts.hierarchy:
        above[source].append(target)
    forest = Forest(above)
    tops = sorted(set(forest.tops), key=lambda top: (-forest.sizes[top], top))
    rank = {top: number for number, top in enumerate(tops)}
    schemes = _schemes(facts, store)
    return {
        "v": 1,
        "title": title,
        "language": facts.language,
        "languages": facts.languages,
        "tags": facts.tags,
        "base": facts.base or "",
        "size": facts.size,
        **_iris(facts),
        **_texts(facts),
        "flags": digits(_flags(facts)),
        "tops": tops,
        "top": digits(rank[top] for top in forest.tops),
        "schemes": [{"iri": iri, "label": label} for iri, label, _ in schemes],
        "scheme": [digits(_deltas(members)) for _, _, members in schemes],
        "edges": {kind: _edges(pairs, facts.size) for kind, pairs in facts.edges.items() if pairs},
        "clearer": {"from": [a for a, _ in facts.clearer], "to": [b for _, b in facts.clearer]},
        "place": _places(forest),
        "outline": outline_columns(facts, forest.tops) if 0 < facts.size <= OUTLINE else None,
        "kinds": kinds(facts),
        "nameKinds": list(NAME_PROPERTIES.items()),
        "words": words(facts.language).to_dict(),
        "sources": list(sources),
        "chunk": CHUNK,
        "mentioned": facts.mentioned,
    }


def kinds(facts: Facts) -> dict[str, dict[str, Any]]:
    """Return what the legend and the drawing need to know of each kind of edge that there is.

    >>> kinds(Facts("en", None, edges={"broader": [(0, 1)]}))["broader"]["count"]
    1
    """
    counts: Counter[str] = Counter({kind: len(pairs) for kind, pairs in facts.edges.items()})
    for name in facts.names:
        kind = "abbreviationOf" if NAME_KINDS[name.kind] == "abbreviation" else "synonymOf"
        counts[kind] += name.kind not in UNCOUNTED
    counts["misnomerOf"] = len(facts.clearer)
    return kind_objects(facts.relations, words(facts.language), counts)


def digits(numbers: Iterable[int]) -> list[str]:
    """Return numbers from 0 as strings of digits to the base 64: all last digits, all last but one, and so on.

    Digits of one place resemble each other more than those of one number, and so they pack to what is in them.

    >>> digits([1, 64, 63])
    ['BA_', 'ABA']
    """
    left = list(numbers)
    planes: list[str] = []
    while not planes or any(left):
        planes.append(bytes([number & 63 for number in left]).translate(_DIGITS).decode("ascii"))
        left = [number >> 6 for number in left]
    return planes


def _deltas(numbers: Iterable[int], size: int = 0) -> list[int]:
    """Return each number's distance from the one before, which is small where they rise; where not, modulo a size."""
    before = 0
    deltas = []
    for number in numbers:
        deltas.append((number - before) % size if size else number - before)
        before = number
    return deltas


def _edges(pairs: Sequence[tuple[int, int]], size: int) -> dict[str, list[str]]:
    """Return edges by where they go, and among these by where they come from: so the numbers rise most."""
    ordered = sorted((target, source) for source, target in pairs)
    return {
        "to": digits(_deltas(target for target, _ in ordered)),
        "from": digits(_deltas((source for _, source in ordered), size)),
    }


def _places(forest: Forest) -> dict[str, list[str]]:
    """Return the places on the overview, each from that of its parent, which is near."""
    places = overview(forest)
    from_parent = [
        (places[node][0] - places[parent][0], places[node][1] - places[parent][1])
        if parent >= 0
        else places[node]
        for node, parent in enumerate(forest.parents)
    ]
    # The sign comes last, so that small numbers stay small.
    return {
        axis: digits(2 * place[at] if place[at] >= 0 else -2 * place[at] - 1 for place in from_parent)
        for at, axis in enumerate("xy")
    }


def _iris(facts: Facts) -> dict[str, Any]:
    """Return the IRIs as the prefix of each, and what comes after it where that is not the key."""
    prefixes: dict[str, int] = {}
    prefix: list[int] = []
    rests: list[str] = []
    for iri, key in zip(facts.iris, facts.keys, strict=True):
        cut = len(iri) - len(key) if key and iri.endswith(key) else max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix.append(prefixes.setdefault(iri[:cut], len(prefixes)))
        rests.append(iri[cut:])
    rest = ["" if rest == key else rest for rest, key in zip(rests, facts.keys, strict=True)]
    return {
        "prefixes": list(prefixes),
        "prefix": digits(prefix) if len(prefixes) > 1 else 0,
        "rest": "\n".join(rest) if any(rest) else "",
    }


def _flags(facts: Facts) -> list[int]:
    flags = [0] * facts.size
    for concept in facts.misnomers:
        flags[concept] |= _MISNOMER | _NAMED_MISLEADINGLY
    for name in facts.names:
        if name.misleads:
            flags[name.concept] |= _NAMED_MISLEADINGLY
    for concept in facts.deprecated:
        flags[concept] |= _DEPRECATED
    for concept, status in facts.status.items():
        flags[concept] |= _DRAFT if status in ("draft", "stub") else 0
    return flags


def _texts(facts: Facts) -> dict[str, Any]:
    """Return all names and keys, a line each, in the order in which they pack best: like beside like.

    Language by language, of each concept its label, where the language has labels, and its other names; then of each
    concept its key and its notations. `names.count` says how many names a concept has in each of these blocks.
    """
    lines: list[str] = []
    counts = [[0] * facts.size for _ in range(len(facts.tags) + 1)]
    names = iter(facts.names)
    name = next(names, None)
    for block, count in enumerate(counts):
        if block == len(facts.tags):
            heads = facts.keys
        elif block < len(facts.languages):
            lang = facts.languages[block]
            heads = [labels.get(lang, "") for labels in facts.labels]
        else:
            heads = []
        for concept in range(facts.size):
            if heads:
                lines.append(heads[concept])
            while name is not None and name.concept == concept and name.block == block:
                lines.append(name.text)
                count[concept] += 1
                name = next(names, None)
    return {
        "texts": "\n".join(lines),
        "names": {
            "count": [digits(count) for count in counts],
            "kind": digits(name.kind + _MISLEADS * name.misleads for name in facts.names),
        },
    }


def _schemes(facts: Facts, store: Thesaurus) -> list[tuple[str, str, list[int]]]:
    """Return IRI, label and members of the schemes, the largest first; none where there are fewer than two."""
    members: dict[str, set[int]] = {}
    for predicate in ("inScheme", "topConceptOf"):
        for triple in store.triples(None, NamedNode(SKOS + predicate), None):
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
                number = facts.number.get(triple.subject.value)
                if number is not None:
                    members.setdefault(triple.object.value, set()).add(number)
    for triple in store.triples(None, NamedNode(SKOS + "hasTopConcept"), None):
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
            number = facts.number.get(triple.object.value)
            if number is not None:
                members.setdefault(triple.subject.value, set()).add(number)
    if len(members) < 2:
        return []
    schemes = [(iri, line(store.label(iri, facts.language)), sorted(found)) for iri, found in members.items()]
    return sorted(schemes, key=lambda scheme: (-len(scheme[2]), scheme[1], scheme[0]))
