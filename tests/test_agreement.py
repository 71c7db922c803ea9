"""All verbs agree on what a vocabulary holds: concepts, names, hierarchy, collections, what is deprecated."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import networkx as nx
import pytest

import termgraph
from termgraph.api import TermGraph
from termgraph.export import WRITERS, serialize
from termgraph.names import printable
from termgraph.skos import Thesaurus
from termgraph.statistics import statistics
from termgraph.view import render
from tests.commands import run
from tests.odd_vocabularies import ODD, Odd, iri
from tests.viewing import unpacked

KINDS = {"+": "altLabel", "~": "hiddenLabel"}
#: The formats that read back what was written, with the profile `full`.
RDF = ("turtle", "ntriples", "trig", "nquads", "jsonld", "rdfxml")

Pairs = set[tuple[str, str]]
Names = set[tuple[str, str, str, str]]  # concept, kind, text, language


@dataclass(frozen=True)
class Case:
    """One of the odd vocabularies, written and opened, and what is to be said of it."""

    name: str
    odd: Odd
    paths: list[Path]

    @cached_property
    def graph(self) -> TermGraph:
        return termgraph.load(*self.paths)

    @cached_property
    def concepts(self) -> set[str]:
        return {iri(name) for name in self.odd.names}

    @cached_property
    def names(self) -> Names:
        told = ((iri(concept), name) for concept, names in self.odd.names.items() for name in names)
        parted = ((concept, name[:1], name.lstrip("+~").rpartition("@")) for concept, name in told)
        return {
            (concept, KINDS.get(sign, "prefLabel"), text, lang) for concept, sign, (text, _, lang) in parted
        }

    @cached_property
    def preferred(self) -> dict[str, dict[str, set[str]]]:
        found: dict[str, dict[str, set[str]]] = {concept: {} for concept in self.concepts}
        for concept, kind, text, lang in self.names:
            if kind == "prefLabel":
                found[concept].setdefault(lang, set()).add(text)
        return found

    @cached_property
    def broader(self) -> Pairs:
        pairs = (pair.split("<") for pair in self.odd.broader.split())
        return {(iri(lower), iri(upper)) for lower, upper in pairs}

    @cached_property
    def collections(self) -> dict[str, list[str]]:
        return {iri(name): [*map(iri, members.split())] for name, members in self.odd.collections.items()}

    @cached_property
    def deprecated(self) -> set[str]:
        return {*map(iri, self.odd.deprecated.split())}

    @cached_property
    def labels(self) -> dict[str, str | None]:
        """What each concept is called; None where it has no preferred name."""
        found: dict[str, str | None] = {}
        for concept, by_lang in self.preferred.items():
            texts = {text for texts in by_lang.values() for text in texts}
            found[concept] = texts.pop() if len(texts) == 1 else None
        return found | {iri(name): label for name, label in self.odd.labels.items()}

    def told(self, verb: str, *args: str) -> Any:
        """Return the JSON that a verb of the command prints, or None where it says there is nothing."""
        sources = [part for path in self.paths for part in ("-V", str(path))]
        ran = run(*sources, verb, "--format", "json", *args)
        assert ran.status in (0, 1), ran.err
        return json.loads(ran.out) if ran.out else None

    def among(self, pairs: Pairs) -> Pairs:
        """Return the pairs of two different concepts."""
        return {(a, b) for a, b in pairs if a != b and {a, b} <= self.concepts}


@pytest.fixture(scope="module", params=ODD)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    odd = ODD[request.param]
    yield Case(request.param, odd, odd.write(tmp_path_factory.mktemp("odd")))


class Account(NamedTuple):
    """What all verbs have to agree on."""

    concepts: set[str]
    names: Names
    broader: Pairs
    members: dict[str, list[str]]
    deprecated: set[str]

    @classmethod
    def of(cls, thesaurus: Thesaurus) -> Account:
        concepts = set(thesaurus.concepts)
        return cls(
            concepts,
            {
                (one.iri, one.kind, one.text, one.lang)
                for one in thesaurus.term_names
                if one.kind != "notation"
            },
            {(lower, upper) for lower in concepts for upper in thesaurus.broader[lower]},
            {node: thesaurus.members.get(node, []) for node in thesaurus.collections},
            concepts & thesaurus.deprecated,
        )

    @property
    def sizes(self) -> list[int]:
        return [
            len(self.concepts),
            len(self.names),
            len(self.broader),
            len(self.members),
            len(self.deprecated),
        ]


def test_the_thesaurus(case: Case) -> None:
    found = Account.of(case.graph)
    assert found.concepts == case.concepts
    assert found.names == case.names
    assert case.among(found.broader) == case.broader
    assert found.members == case.collections
    assert found.deprecated == case.deprecated
    assert case.graph.language == case.odd.language
    for concept, label in case.labels.items():
        assert label is None or case.graph.label(concept) == label


def test_the_library(case: Case) -> None:
    views = list(case.graph)
    assert len(views) == len(case.graph) == len(case.concepts)
    assert {view.iri for view in views} == case.concepts
    assert {view.iri for view in views if view.deprecated} == case.deprecated
    for view in views:
        assert case.graph[view.iri] == view and view.iri in case.graph
        mine = case.preferred[view.iri]
        assert view.labels.keys() == mine.keys()
        assert all(text in mine[lang] for lang, text in view.labels.items())
    upwards = {(view.iri, other.iri) for view in views for other in view.broader}
    downwards = {(other.iri, view.iri) for view in views for other in view.narrower}
    assert case.among(upwards) == case.among(downwards) == case.broader


def test_stats(case: Case) -> None:
    told = case.told("stats")
    kinds = [kind for _, kind, _, _ in case.names]
    assert told["concepts"] == len(case.concepts)
    assert told["deprecated concepts"] == len(case.deprecated)
    assert told["collections"] == len(case.collections)
    assert told["names"] == {
        name: kinds.count(kind)
        for name, kind in (("preferred", "prefLabel"), ("other", "altLabel"), ("hidden", "hiddenLabel"))
    }
    assert told["top concepts"] == len(case.concepts - {lower for lower, _ in case.broader})
    tags = [lang or "(none)" for *_, lang in case.names]
    assert told["languages of names"] == {tag: tags.count(tag) for tag in sorted(set(tags))}


def test_show(case: Case) -> None:
    hierarchical = {kind.name for kind in case.graph.relations.below("broader")}
    back = {kind.back for kind in case.graph.relations.below("broader")}
    upwards, downwards = set[tuple[str, str]](), set[tuple[str, str]]()
    for node in case.concepts | case.collections.keys():
        [card] = case.told("show", "--", node)
        assert (card["iri"], card["kind"]) == (node, "collection" if node in case.collections else "concept")
        assert card["deprecated"] == (node in case.deprecated)
        related = {kind: [link["iri"] for link in links] for kind, links in card["relations"].items()}
        assert related.get("member", []) == case.collections.get(node, [])
        assert {*related.get("memberOf", ())} == {
            collection for collection, members in case.collections.items() if node in members
        }
        upwards |= {(node, other) for kind in hierarchical for other in related.get(kind, ())}
        downwards |= {(other, node) for kind in back for other in related.get(kind, ())}
        if node in case.concepts:
            assert_names(case, node, card)
    assert case.among(upwards) == case.among(downwards) == case.broader


def assert_names(case: Case, node: str, card: Mapping[str, Any]) -> None:
    """The names on a card are those of the concept."""
    mine = case.preferred[node]
    label = case.labels[node]
    assert label is None or card["label"] == label
    for lang, text in card["translations"].items():
        assert text in mine[lang]
    said = {*card["translations"].values(), *([card["label"]] if mine else [])}
    assert all(said & texts for texts in mine.values())
    other = {(name["text"], name["lang"]) for name in (*card["names"], *card["other_names"])}
    hidden = {(name["text"], name["lang"]) for name in card["hidden_names"]}
    alternative = {(text, lang) for one, kind, text, lang in case.names if (one, kind) == (node, "altLabel")}
    # Of several preferred names in a language, which is a fault, one is the heading and the rest are not lost.
    rest = {(text, lang) for lang, texts in mine.items() for text in texts if len(texts) > 1} - other
    assert alternative <= other and all(text in mine.get(lang, ()) for text, lang in other - alternative)
    assert {text for text, _ in rest} <= said and len(rest) == sum(len(texts) > 1 for texts in mine.values())
    assert hidden == {
        (text, lang) for one, kind, text, lang in case.names if (one, kind) == (node, "hiddenLabel")
    }


def test_search(case: Case) -> None:
    for concept, kind, text, lang in case.names:
        if text.strip():
            hits = {hit["iri"]: hit for hit in case.told("search", "-n", "100", "--", text)}
            assert hits[concept]["deprecated"] == (concept in case.deprecated)
            assert not hits[concept]["is_collection"] and lang in (*hits[concept]["langs"], "")
            assert kind == "hiddenLabel" or hits[concept]["score"] == 1.0
            assert hits.keys() <= case.concepts | case.collections.keys()
    for collection in case.collections:
        hits = {hit["iri"]: hit for hit in case.told("search", "--", case.graph.label(collection))}
        assert hits[collection]["is_collection"]


def test_path(case: Case) -> None:
    hierarchical = {kind.name for kind in case.graph.relations.below("broader")}
    for lower, upper in case.broader:
        for ends in ((lower, upper), (upper, lower)):
            [leg] = case.told("path", "--", *ends)
            assert (leg["source"]["iri"], leg["target"]["iri"]) == ends
            assert leg["kind"] in hierarchical
            assert leg["forward"] == (ends == (lower, upper)) or (upper, lower) in case.broader


def test_check(case: Case) -> None:
    report = case.graph.check(select=["undocumented", "label-missing"])
    found = {rule: {one.subject for one in report.findings if one.rule == rule} for rule in report.rules}
    documented = case.graph.documented | case.deprecated
    assert found.get("undocumented", set()) == case.concepts - documented
    stated = {node for node, names in case.graph.names.items() if names[0][0] == "prefLabel"}
    unnamed = {subject for subject in found.get("label-missing", ()) if subject in case.concepts}
    assert case.concepts - stated - case.deprecated <= unnamed <= case.concepts - stated
    sources = [part for path in case.paths for part in ("-V", str(path))]
    told = run(*sources, "check", "--format", "markdown", "--fail-on", "error").out.replace("\\", "")
    for name, value in statistics(case.graph).items():
        assert isinstance(value, dict) or f"| {name} | {value:,} |" in told, name


def assert_network(case: Case, graph: nx.Graph[str]) -> None:
    """A network has the concepts and collections as nodes, and the hierarchy and the members as edges."""
    kinds = {kind.name for kind in case.graph.relations.below("broader")}
    nodes: dict[str, Any] = {node: {**data} for node, data in graph.nodes(data=True)}
    assert {node for node, data in nodes.items() if data["kind"] == "concept"} == case.concepts
    assert {node for node, data in nodes.items() if data["kind"] == "collection"} == {*case.collections}
    assert {node for node in case.concepts if nodes[node]["deprecated"]} == case.deprecated
    edges = [(source, target, data["kind"]) for source, target, data in graph.edges(data=True)]
    assert case.among({(source, target) for source, target, kind in edges if kind in kinds}) == case.broader
    assert {(source, target) for source, target, kind in edges if kind == "member"} == {
        (collection, member) for collection, members in case.collections.items() for member in members
    }
    for concept, label in case.labels.items():
        assert label is None or nodes[concept]["label"] == label


def test_networks(case: Case) -> None:
    assert_network(case, case.graph.to_networkx())
    written = json.loads(serialize(case.graph, "node-link"))
    assert_network(case, known(case, nx.node_link_graph(written, edges="links")))
    if case.name != "mojibake and control characters":  # which XML cannot hold
        assert_network(case, known(case, nx.parse_graphml(serialize(case.graph, "graphml").decode())))


def known(case: Case, graph: nx.Graph[str]) -> nx.Graph[str]:
    """Return a network that was written with the vocabulary's own names for blank nodes, told by their labels."""
    blank = {case.graph.label(node): node for node in case.concepts if node.startswith("_:")}
    labels: dict[str, str] = {node: data["label"] for node, data in graph.nodes(data=True)}
    names = {node: blank[label] for node, label in labels.items() if node.startswith("_:") and label in blank}
    return nx.relabel_nodes(graph, names)


def test_rdf_that_is_read_again(case: Case, tmp_path: Path) -> None:
    for format_ in RDF:
        path = tmp_path / f"again{WRITERS[format_].suffixes[0]}"
        try:
            case.graph.export(path, format_)
        except termgraph.TermgraphError as error:
            assert format_ == "rdfxml" and "XML" in str(error)
            continue
        again, before = Account.of(termgraph.load(path)), Account.of(case.graph)
        assert again.sizes == before.sizes, format_
        if "_:b0" not in case.concepts:  # blank nodes are numbered as they are read
            assert again == before, format_


def shown(text: str) -> str:
    """Return a name as pages and glossaries print it."""
    return " ".join(printable(text).split())


def test_glossaries(case: Case) -> None:
    page = serialize(case.graph, "html").decode()
    printed = sorted(
        shown(html.unescape(label)) for label in re.findall(r"<h2 id=[^>]*>(.*?)</h2>", page, re.S)
    )
    labels = [case.graph.label(node) for node in case.concepts]
    assert printed == sorted(map(shown, labels))
    markdown = serialize(case.graph, "markdown").decode()
    headed = [heading for heading in re.findall("^## (.*)", markdown, re.M) if heading != "Contents"]
    assert len(headed) >= len(case.concepts)


def test_tables(case: Case) -> None:
    for format_, delimiter in (("csv", ","), ("tsv", "\t")):
        rows = list(
            csv.DictReader(
                io.StringIO(serialize(case.graph, format_).decode(), newline=""), delimiter=delimiter
            )
        )
        assert {row["iri"] for row in rows} == case.concepts
        assert {row["iri"] for row in rows if row.get("deprecated") == "true"} == case.deprecated
        cells = {(row["iri"], heading): cell for row in rows for heading, cell in row.items()}
        for concept, kind, text, lang in case.names:
            cell = cells[concept, f"{kind}@{lang}" if lang else kind]
            assert text in cell or re.sub(r"[\\;]", r"\\\g<0>", text) in cell
        keys = [kind.key or kind.name for kind in case.graph.relations.below("broader")]
        for lower, upper in case.broader:
            assert any(case.graph.id(upper) in cells.get((lower, key), "").split(";") for key in keys)


def planes(digits: list[str]) -> list[int]:
    """Return the numbers that the page's columns hold, as scripts/data/model.js reads them."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return [
        sum(alphabet.index(plane[at]) << (6 * place) for place, plane in enumerate(digits))
        for at in range(len(digits[0]))
    ]


def page_iris(core: Mapping[str, Any], keys: list[str]) -> list[str]:
    prefix = planes(core["prefix"]) if core["prefix"] else [0] * core["size"]
    rests = core["rest"].split("\n") if core["rest"] else [""] * core["size"]
    return [core["prefixes"][at] + (rest or key) for at, rest, key in zip(prefix, rests, keys, strict=True)]


def summed(deltas: list[int], size: int = 0) -> Iterator[int]:
    total = 0
    for delta in deltas:
        total = (total + delta) % size if size else total + delta
        yield total


def page_names(core: Mapping[str, Any]) -> tuple[list[list[tuple[str, str, str]]], list[str]]:
    """Return of each concept of a page its names, as kind, text and language, and its key."""
    lines, kinds = iter(core["texts"].split("\n")), iter(planes(core["names"]["kind"]))
    names: list[list[tuple[str, str, str]]] = [[] for _ in range(core["size"])]
    keys = []
    tags, headed = core["tags"], core["languages"]
    for block, counts in enumerate(map(planes, core["names"]["count"])):
        for concept, count in enumerate(counts):
            if block == len(tags):
                keys.append(next(lines))
            elif block < len(headed) and (label := next(lines)):
                names[concept].append(("prefLabel", label, tags[block]))
            for _ in range(count):
                kind = core["nameKinds"][next(kinds) % 16][0]
                names[concept].append((kind, next(lines), tags[block] if block < len(tags) else ""))
    return names, keys


def test_view(case: Case) -> None:
    packed = re.search(r'<script[^>]*id="core"[^>]*>(.*?)</script>', render(case.graph), re.S)
    assert packed
    core = json.loads(unpacked(packed[1]))
    assert core["size"] == len(case.concepts) and core["language"] == case.graph.language
    if not case.concepts:
        return
    names, keys = page_names(core)
    iris = page_iris(core, keys)
    assert set(iris) == case.concepts
    assert {
        node for node, flag in zip(iris, planes(core["flags"]), strict=True) if flag & 2
    } == case.deprecated
    broader = set()
    for kind in case.graph.relations.below("broader"):
        if edges := core["edges"].get(kind.name):
            targets, sources = summed(planes(edges["to"])), summed(planes(edges["from"]), core["size"])
            broader |= {(iris[a], iris[b]) for a, b in zip(sources, targets, strict=True)}
    assert case.among(broader) == case.broader
    ids = {case.graph.label(node): node for node in case.collections}
    collections = [ids[next(iter(one["labels"].values()))] for one in core["collections"]]
    assert {
        node: [
            end[0] if isinstance(end, list) else collections[~end] if end < 0 else iris[end]
            for end in one["members"]
        ]
        for node, one in zip(collections, core["collections"], strict=True)
    } == case.collections
    said = {
        (node, shown(text))
        for node, mine in zip(iris, names, strict=True)
        for kind, text, _ in mine
        if kind != "notation"
    }
    wanted = {(node, shown(text)) for node, _, text, _ in case.names if shown(text)}
    assert wanted <= said
