"""The shipped vocabulary keeps what it promises: all misleading names, one tree, cited, and valid under our shapes."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pyshacl
import pytest
import rdflib
import yaml
from tools.vocabulary import glossary_entries

from termgraph import load
from termgraph.entries import read_folder
from termgraph.export import serialize
from termgraph.markdown import plain
from termgraph.model import Vocabulary
from termgraph.namespaces import data_dir, ontology_dir
from termgraph.network import path, to_networkx
from termgraph.skos import Thesaurus

#: How many entries each glossary has; a list with sub-headings counts each of them.
GLOSSARIES = {
    "deeplearning4j": 86,
    "hubspot-misnomers": 25,
    "hundred-terms": 100,
    "open-source-dl-glossary": 58,
    "wildml": 57,
}

#: Places in a glossary that are no entries of it.
AROUND = {"conclusion", "introduction"}

#: The 29 terms that the 25 numbered items of the misnomer list are about, and the item.
MISLEADING = {
    "multinomial distribution": "1.1",
    "inference": "1.2",
    "R²": "1.3",
    "multi-armed bandit": "1.4",
    "regression": "1.5",
    "logistic regression": "1.5",
    "machine-learning model": "2.1",
    "machine-learning algorithm": "2.1",
    "model drift": "2.2",
    "black-box model": "2.3",
    "non-parametric model": "2.4",
    "learning rate": "3.1",
    "stochastic gradient descent": "3.2",
    "momentum": "3.3",
    "backpropagation": "3.4",
    "cross-entropy": "4.1",
    "softmax": "4.2",
    "hardmax": "4.2",
    "softplus": "4.2",
    "softmax loss": "4.3",
    "neural network": "5.1",
    "multi-layer perceptron": "5.2",
    "input layer": "5.3",
    "hidden layer": "5.4",
    "tensor": "6.1",
    "convolutional layer": "6.2",
    "deconvolutional layer": "6.3",
    "BERT": "6.4",
    "RNN gate": "6.5",
}


@cache
def ml() -> Vocabulary:
    return read_folder(data_dir() / "ml")


def test_all_29_misleading_terms_have_a_record_with_their_item() -> None:
    recorded = {
        record.term or concept.pref_label["en"]: {str(citation) for citation in record.sources}
        for concept in ml().concepts.values()
        for record in concept.misnomers
    }
    assert len(MISLEADING) == 29
    for name, item in MISLEADING.items():
        assert f"hubspot-misnomers#{item}" in recorded[name], name


@pytest.mark.parametrize("name", MISLEADING)
def test_the_query_for_misnomers_and_show_find_each(name: str) -> None:
    store = load()
    assert name in {row["term"] for row in store.named_query("misnomers")}
    assert any(record for hit in store.resolve(name) for record in store.concept(hit.iri).misnomers)


def test_every_concept_is_defined_cited_and_below_a_top_concept() -> None:
    tops = {id_ for id_, concept in ml().concepts.items() if not concept.broader}
    assert 6 <= len(tops) <= 10
    for id_, concept in ml().concepts.items():
        assert concept.definition["en"], id_
        assert concept.sources or id_ in tops, id_
        assert id_ in tops or tops & set(ml().ancestors(id_)), id_


def test_every_top_concept_has_narrower_ones() -> None:
    parents = {parent for concept in ml().concepts.values() for parent in concept.broader}
    assert {id_ for id_, concept in ml().concepts.items() if not concept.broader} <= parents


def test_definitions_are_one_to_three_sentences_that_do_not_begin_with_their_own_name() -> None:
    for id_, concept in ml().concepts.items():
        text = plain(concept.definition["en"])
        assert text.endswith("."), id_
        assert text.count(". ") <= 2, id_
        assert not text.casefold().startswith(
            (f"{concept.pref_label['en']} is", f"a {concept.pref_label['en']} is")
        ), id_


def test_every_source_is_cited() -> None:
    cited = {citation.source for concept in ml().concepts.values() for citation in concept.sources}
    cited |= {
        c.source for concept in ml().concepts.values() for record in concept.misnomers for c in record.sources
    }
    assert cited == set(ml().sources)


@pytest.mark.parametrize("profile", ["core", "xl", "full"])
def test_the_graph_conforms_to_the_shapes(profile: str) -> None:
    data = rdflib.Graph().parse(data=serialize(load(), "ntriples", profile), format="nt")
    shapes = rdflib.Graph().parse(ontology_dir() / "shapes.ttl", format="turtle")
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes)
    assert conforms, text


def test_every_entry_of_every_glossary_is_a_concept() -> None:
    places = {(entry.source, entry.place) for entry in glossary_entries()}
    assert Counter(source for source, _ in places) == GLOSSARIES
    assert {place for source, place in places if source == "hundred-terms"} == set(map(str, range(1, 101)))


def test_each_mapping_names_its_concept_and_is_cited_by_it() -> None:
    several = Counter((entry.source, entry.place) for entry in glossary_entries())
    for entry in glossary_entries():
        concept = ml().concepts[entry.concept]
        assert entry.label == concept.pref_label["en"], entry
        assert f"{entry.source}#{entry.place}" in map(str, concept.sources), entry
        exact = several[entry.source, entry.place] == 1
        assert entry.predicate == ("skos:exactMatch" if exact else "skos:narrowMatch"), entry


def test_mappings_are_sorted_and_said_once() -> None:
    lines = [(entry.source, _by_number(entry.place), entry.concept) for entry in glossary_entries()]
    assert lines == sorted(set(lines))


def test_every_place_in_a_glossary_that_is_cited_is_an_entry_of_it() -> None:
    places = {(entry.source, entry.place) for entry in glossary_entries()}
    for id_, concept in ml().concepts.items():
        cited = [*concept.sources, *(c for record in concept.misnomers for c in record.sources)]
        for citation in cited:
            if citation.source in GLOSSARIES and citation.locator not in AROUND:
                assert (citation.source, citation.locator) in places, id_


def test_every_printed_heading_finds_its_concept_misprints_included() -> None:
    store = load()
    headings: dict[tuple[str, bool], set[str]] = {}
    for entry in glossary_entries():
        headings.setdefault((entry.heading, entry.lost), set()).add(store.find(entry.concept))
    for (heading, lost), meant in headings.items():
        found = {hit.iri for hit in store.resolve(heading)}
        assert found & meant if lost else found >= meant, heading


def test_the_forget_gate_is_linked_to_neural_networks() -> None:
    store = load()
    steps = path(to_networkx(store), store.find("forget gate"), store.find("neural network"))
    assert steps is not None
    assert len(steps) <= 4


def _by_number(place: str) -> tuple[tuple[int, str], ...]:
    parts = re.split(r"(\d+)", place)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


QUESTIONS = yaml.safe_load((Path(__file__).parent / "class_questions.yaml").read_text("utf-8"))


@pytest.mark.parametrize("kind", QUESTIONS)
def test_kinds_are_what_a_lecturer_would_list(kind: str) -> None:
    wanted, unwanted = map(set, QUESTIONS[kind])
    kinds = {id_ for id_ in ml().concepts if kind in set(ml().ancestors(id_))}
    assert wanted | unwanted <= ml().concepts.keys()
    assert wanted <= kinds
    assert not unwanted & kinds


def test_each_concept_belongs_to_a_subject() -> None:
    vocabulary = read_folder(data_dir() / "ml")
    assert 12 <= len(vocabulary.collections) <= 15
    assert all(1 <= len(concept.collections) <= 3 for concept in vocabulary.concepts.values())


def test_no_proposed_name_is_a_synonym() -> None:
    vocabulary = read_folder(data_dir() / "ml")
    proposed = {label.text for concept in vocabulary.concepts.values() for label in concept.proposed_names}
    core = Thesaurus.open(data_dir() / "ml")
    used = {text for names in core.names.values() for _, text, _ in names}
    assert len(proposed) > 12
    assert not proposed & used
