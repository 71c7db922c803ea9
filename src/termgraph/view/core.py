"""The core of the page's data: every concept, name and edge as columns, which pack to a tenth of what objects would."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from termgraph.names.inflection import rules
from termgraph.network.clustered import clustered
from termgraph.network.overview import Forest, overview
from termgraph.view.articles import Article
from termgraph.view.clusters import Clusters, clusters_of
from termgraph.view.drawing import outline_columns
from termgraph.view.kinds import kind_objects
from termgraph.view.numbered import NAME_KINDS, NAME_PROPERTIES, UNCOUNTED, Numbered, line
from termgraph.view.packing import deltas, digits
from termgraph.wording import words

#: Up to so many concepts there is a map of readable text columns.
OUTLINE = 200
#: The articles of so many concepts are packed together.
CHUNK = 256

_MISLEADS = 16
_MISNOMER, _DEPRECATED, _NAMED_MISLEADINGLY, _DRAFT, _AUXILIARY = 1, 2, 4, 8, 16


def core(
    numbered: Numbered,
    title: str,
    sources: Sequence[dict[str, str]] = (),
    collections: Sequence[Article] = (),
) -> dict[str, Any]:
    """Return the columns; how they are packed is undone in scripts/data/model.js and nowhere else.

    Args:
        numbered: the concepts.
        title: of the page.
        sources: the bibliography that the articles refer to by number.
        collections: what is said of each of them; without that the overview does not go by them.
    """
    above: list[list[int]] = [[] for _ in numbered.iris]
    for source, target in numbered.hierarchy:
        above[source].append(target)
    forest = Forest(above)
    tops = sorted(set(forest.tops), key=lambda top: (-forest.sizes[top], top))
    rank = {top: number for number, top in enumerate(tops)}
    schemes = _schemes(numbered)
    clusters = clusters_of(numbered, forest) if collections else None
    said = words(numbered.language)
    return {
        "v": 1,
        "title": title,
        "language": numbered.language,
        "languages": numbered.languages,
        "tags": numbered.tags,
        "base": numbered.base or "",
        "size": numbered.size,
        **_iris(numbered),
        **_texts(numbered),
        "flags": digits(_flags(numbered)),
        "uses": None if numbered.uses is None else digits(numbered.uses),
        "tops": tops,
        "top": digits(rank[top] for top in forest.tops),
        "schemes": [{"iri": iri, "label": label} for iri, label, _ in schemes],
        "scheme": [digits(deltas(members)) for _, _, members in schemes],
        "edges": {kind: _edges(pairs, numbered.size) for kind, pairs in numbered.edges.items() if pairs},
        "clearer": _ends(numbered.clearer),
        "suggests": _ends(numbered.suggests),
        **(_places(forest) if clusters is None else _clustered(forest, clusters)),
        "outline": outline_columns(numbered, forest.tops) if 0 < numbered.size <= OUTLINE else None,
        "kinds": kinds(numbered),
        "nameKinds": list(NAME_PROPERTIES.items()),
        "words": {"language": said.tag(numbered.language), **said.to_dict()},
        "inflection": rules(),
        "sources": list(sources),
        "collections": list(collections),
        "order": digits(numbered.placed),
        "chunk": CHUNK,
        "facts": {
            "concept": numbered.size,
            "name": sum(name.kind not in UNCOUNTED for name in numbered.names),
            "misleading": sum(name.misleads for name in numbered.names) + len(numbered.misnomers),
            "mentioned": numbered.mentioned,
        },
    }


def kinds(numbered: Numbered) -> dict[str, dict[str, Any]]:
    """Return what the legend and the drawing need to know of each kind of edge that there is.

    >>> from termgraph.skos import Thesaurus
    >>> birds = Thesaurus.from_text("<e:owl> a skos:Concept . <e:bird> a skos:Concept ; skos:narrower <e:owl> .")
    >>> kinds(Numbered(birds))["broader"]["count"]
    1
    """
    counts: Counter[str] = Counter({kind: len(pairs) for kind, pairs in numbered.edges.items()})
    for name in numbered.names:
        kind = "abbreviationOf" if NAME_KINDS[name.kind] == "abbreviation" else "synonymOf"
        counts[kind] += name.kind not in UNCOUNTED
    counts |= {"misnomerOf": len(numbered.clearer), "suggests": len(numbered.suggests)}
    return kind_objects(numbered.relations, words(numbered.language), counts)


def _ends(pairs: Sequence[tuple[int, int]]) -> dict[str, list[int]]:
    """Return pairs of ends, each a number of `names` or ~ a concept's: they are few."""
    return {"from": [a for a, _ in pairs], "to": [b for _, b in pairs]}


def _edges(pairs: Sequence[tuple[int, int]], size: int) -> dict[str, list[str]]:
    """Return edges by where they go, and among these by where they come from: so the numbers rise most."""
    ordered = sorted((target, source) for source, target in pairs)
    return {
        "to": digits(deltas(target for target, _ in ordered)),
        "from": digits(deltas((source for _, source in ordered), size)),
    }


def _places(forest: Forest) -> dict[str, Any]:
    """Return the places on the overview, each from that of its parent, which is near."""
    places = overview(forest)
    above = (places[parent] if parent >= 0 else (0, 0) for parent in forest.parents)
    return {"place": _distances(places, above), "clusters": None}


def _clustered(forest: Forest, clusters: Clusters) -> dict[str, Any]:
    """Return the places on an overview by collections, each from the middle of its cluster, and the clusters' grounds.

    A ground says its collection, where it is and how large; that of a cluster also in which area it lies.
    """
    areas = sorted(set(clusters.areas))
    area_of = [areas.index(area) for area in clusters.areas]
    found = clustered(forest, clusters.inside, area_of)
    middles = [disc[:2] for disc in found.clusters]
    near = (middles[cluster] if cluster >= 0 else (0, 0) for cluster in clusters.inside)
    return {
        "place": _distances(found.places, near),
        "clusters": {
            "inside": digits(cluster + 1 for cluster in clusters.inside),
            "discs": [[*one] for one in zip(clusters.groups, found.clusters, area_of, strict=True)],
            "areas": [[*one] for one in zip(areas, found.areas, strict=True)],
        },
    }


def _distances(places: Iterable[tuple[int, int]], near: Iterable[tuple[int, int]]) -> dict[str, list[str]]:
    """Return places as how far each is from one near it; the sign comes last, so that small numbers stay small."""
    steps = [(x - left, y - top) for (x, y), (left, top) in zip(places, near, strict=True)]
    return {
        axis: digits(2 * step[at] if step[at] >= 0 else -2 * step[at] - 1 for step in steps)
        for at, axis in enumerate("xy")
    }


def _iris(numbered: Numbered) -> dict[str, Any]:
    """Return the IRIs as the prefix of each, and what comes after it where that is not the key."""
    prefixes: dict[str, int] = {}
    prefix: list[int] = []
    rests: list[str] = []
    for iri, key in zip(numbered.iris, numbered.keys, strict=True):
        cut = len(iri) - len(key) if key and iri.endswith(key) else max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix.append(prefixes.setdefault(iri[:cut], len(prefixes)))
        rests.append(iri[cut:])
    rest = ["" if rest == key else rest for rest, key in zip(rests, numbered.keys, strict=True)]
    return {
        "prefixes": list(prefixes),
        "prefix": digits(prefix) if len(prefixes) > 1 else 0,
        "rest": "\n".join(rest) if any(rest) else "",
    }


def _flags(numbered: Numbered) -> list[int]:
    flags = [0] * numbered.size
    for concept in numbered.misnomers:
        flags[concept] |= _MISNOMER | _NAMED_MISLEADINGLY
    for name in numbered.names:
        if name.misleads:
            flags[name.concept] |= _NAMED_MISLEADINGLY
    for concept in numbered.deprecated:
        flags[concept] |= _DEPRECATED
    for concept in numbered.auxiliary:
        flags[concept] |= _AUXILIARY
    for concept, status in numbered.status.items():
        flags[concept] |= _DRAFT if status in ("draft", "stub") else 0
    return flags


def _texts(numbered: Numbered) -> dict[str, Any]:
    """Return all names and keys, a line each, in the order in which they pack best: like beside like.

    Language by language, of each concept its label, where the language has labels, and its other names; then of each
    concept its key and its notations. `names.count` says how many names a concept has in each of these blocks.
    """
    lines: list[str] = []
    counts = [[0] * numbered.size for _ in range(len(numbered.tags) + 1)]
    names = iter(numbered.names)
    name = next(names, None)
    for block, count in enumerate(counts):
        if block == len(numbered.tags):
            heads = numbered.keys
        elif block < len(numbered.languages):
            lang = numbered.languages[block]
            heads = [labels.get(lang, "") for labels in numbered.labels]
        else:
            heads = []
        for concept in range(numbered.size):
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
            "kind": digits(name.kind + _MISLEADS * name.misleads for name in numbered.names),
        },
    }


def _schemes(numbered: Numbered) -> list[tuple[str, str, list[int]]]:
    """Return IRI, label and members of the schemes, the largest first; none where there are fewer than two."""
    members: dict[str, set[int]] = defaultdict(set)
    for iri, schemes in numbered.thesaurus.schemes_of.items():
        for scheme in schemes if iri in numbered.number else ():
            members[scheme].add(numbered.number[iri])
    if len(members) < 2:
        return []
    labels = {iri: line(numbered.thesaurus.label(iri, numbered.language)) for iri in members}
    found = [(iri, labels[iri], sorted(mine)) for iri, mine in members.items()]
    return sorted(found, key=lambda scheme: (-len(scheme[2]), scheme[1], scheme[0]))
