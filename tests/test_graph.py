"""The model to RDF and back: the graph that DESIGN promises, and nothing lost on the way."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termgraph.entries import read_folder
from termgraph.errors import TermgraphError
from termgraph.graph import build_graph
from termgraph.graph.terms import iri
from termgraph.model import (
    Agent,
    Attribute,
    Citation,
    Concept,
    Label,
    Misnomer,
    Source,
    SourceDefinition,
    Vocabulary,
)
from termgraph.namespaces import OBO, SKOS, SKOSXL, data_dir
from termgraph.skos import Thesaurus

BASE = "https://example.org/ml/"


class Graph:
    """A set of triples, to be asked for single ones, and read back as a thesaurus."""

    def __init__(self, vocabulary: Vocabulary | None = None, turtle: str = "") -> None:
        self.thesaurus = Thesaurus.from_text(turtle)
        if vocabulary is not None:
            self.thesaurus = Thesaurus.open(vocabulary)

    def has(self, subject: str, predicate: str, object_: str | ox.Literal) -> bool:
        target = object_ if isinstance(object_, ox.Literal) else _node(object_)
        return any(self.thesaurus.triples(_node(subject), iri(predicate), target))

    def triples(self) -> set[ox.Triple]:
        return set(self.thesaurus.triples())


def _node(name: str) -> ox.NamedNode:
    prefix, colon, _ = name.partition(":")
    return (
        iri(name)
        if colon and prefix in ("skos", "skosxl", "tg", "obo", "dct", "bibo")
        else ox.NamedNode(BASE + name)
    )


def text(value: str, lang: str = "en") -> ox.Literal:
    return ox.Literal(value, language=lang)


@pytest.fixture(scope="module")
def graph() -> Graph:
    softmax = Concept(
        id="softmax",
        pref_label={"en": "softmax"},
        alt_labels=(Label("softargmax", "en"), Label("SM", "en", "abbreviation")),
        hidden_labels=(Label("sofmax", "en", "misspelling"),),
        definition={"en": "A *smooth* [argmax](argmax.md): $x$."},
        relations={"broader": ("function",), "contrastsWith": ("argmax",), "partOf": ("network",)},
        misnomers=(
            Misnomer(
                why={"en": "It smooths arg max."},
                of=("softargmax",),
                suggests=("maximum", "function"),
                sources=(Citation("hub-2020", "4.2"),),
            ),
        ),
        sources=(Citation("good-2016", "p81"),),
    )
    others = [Concept(id=id_, pref_label={"en": id_}) for id_ in ("argmax", "function", "maximum", "network")]
    return Graph(
        Vocabulary(
            title="ML",
            base=BASE,
            prefix="ml",
            concepts={concept.id: concept for concept in [softmax, *others]},
            sources={
                "good-2016": Source(
                    id="good-2016", type="book", title="DL", authors=("G, I.", "B, Y.", "C, A."), year=2016
                ),
                "hub-2020": Source(id="hub-2020", title="25 terms", url="https://example.org/25"),
            },
        )
    )


def test_names_are_labels_and_resources(graph: Graph) -> None:
    assert graph.has("softmax", "skos:prefLabel", text("softmax"))
    assert graph.has("softmax", "skos:altLabel", text("softargmax"))
    assert graph.has("softmax", "skosxl:altLabel", "softmax#en.softargmax")
    assert graph.has("softmax#en.softargmax", "tg:synonymOf", "softmax")
    assert graph.has("softmax#en.softargmax", "rdfs:label", text("softargmax"))
    assert graph.has("softmax#en.sm", "tg:abbreviationOf", "softmax")
    assert graph.has("softmax#en.sm", "oio:hasSynonymType", "obo:OMO_0003000")
    assert graph.has("softmax#en.sofmax", "skosxl:literalForm", text("sofmax"))
    assert not graph.has("softmax#en.sofmax", "tg:synonymOf", "softmax")


def test_hierarchy_and_symmetric_relations_stand_both_ways(graph: Graph) -> None:
    assert graph.has("softmax", "skos:broader", "function")
    assert graph.has("function", "skos:narrower", "softmax")
    for one, other in (("softmax", "argmax"), ("argmax", "softmax")):
        assert graph.has(one, "tg:contrastsWith", other)
        assert graph.has(one, "skos:related", other)
    assert graph.has("softmax", "tg:partOf", "network")
    assert graph.has("network", "skos:related", "softmax")
    assert not graph.has("network", "tg:partOf", "softmax")


TOLD = (
    "A misnomer: It smooths arg max. It suggests: maximum; function. Clearer: softargmax. "
    "Who says so: 25 terms, 4.2."
)


def test_a_misnomer_is_an_edge_a_record_and_a_scope_note(graph: Graph) -> None:
    assert graph.has("softmax", "tg:misnomerOf", "softmax#en.softargmax")
    assert graph.has("softmax#misnomer", "tg:misleadingName", "softmax")
    assert graph.has("softmax#misnomer", "tg:clearName", "softmax#en.softargmax")
    assert graph.has("softmax#misnomer", "tg:suggests", "maximum")
    assert graph.has("softmax#misnomer", "dct:source", "source/hub-2020#4.2")
    assert graph.has("softmax", "skos:scopeNote", text(TOLD))


def test_what_a_name_suggests_is_no_relation(graph: Graph) -> None:
    for suggested in ("function", "maximum"):
        assert graph.has("softmax#misnomer", "tg:suggests", suggested)
        assert not graph.has("softmax", "tg:confusedWith", suggested)
        assert not graph.has("softmax", "skos:related", suggested)


def test_a_proposed_name_is_a_term_and_no_synonym() -> None:
    field = Concept(
        id="ai",
        pref_label={"en": "artificial intelligence"},
        proposed_names=(Label("cognitive automation", "en"),),
        misnomers=(
            Misnomer(why={"en": "w."}, of=("cognitive automation",), proposed_by=(Citation("c-2018", "p9"),)),
        ),
    )
    book = Source(id="c-2018", title="DL", authors=("C, F.",), year=2018, type="book")
    graph = Graph(
        Vocabulary(title="x", base=BASE, prefix="ml", concepts={"ai": field}, sources={"c-2018": book})
    )
    term = "ai#en.cognitive-automation"
    assert graph.has("ai", "tg:proposedName", term)
    assert graph.has("ai", "tg:misnomerOf", term)
    assert graph.has(term, "rdf:type", "skosxl:Label")
    assert graph.has(term, "dct:source", "source/c-2018#p9")
    assert not graph.has(term, "tg:synonymOf", "ai")
    assert not graph.has("ai", "skos:altLabel", text("cognitive automation"))
    assert graph.has(
        "ai",
        "skos:scopeNote",
        text("A misnomer: w. Clearer: cognitive automation. Who says so: C 2018, p. 9."),
    )


def test_definitions_are_plain_text_beside_their_markdown(graph: Graph) -> None:
    assert graph.has("softmax", "skos:definition", text("A smooth argmax: $x$."))
    assert graph.has("softmax", "tg:definitionMarkdown", text("A *smooth* [argmax](argmax.md): $x$."))
    assert graph.has("softmax", "dct:references", "argmax")


def test_sources_are_cited_whole_and_with_the_place(graph: Graph) -> None:
    assert graph.has("softmax", "dct:source", "source/good-2016")
    assert graph.has("softmax", "dct:source", "source/good-2016#p81")
    assert graph.has("source/good-2016#p81", "dct:isPartOf", "source/good-2016")
    assert graph.has("source/good-2016#p81", "rdfs:label", ox.Literal("G et al. 2016, p. 81"))
    assert graph.has(
        "source/good-2016", "dct:bibliographicCitation", ox.Literal("G, I.; B, Y.; C, A. (2016). DL.")
    )
    assert graph.has("source/good-2016", "rdf:type", "bibo:Book")


def test_a_misleading_other_name_has_the_edge_itself() -> None:
    layer = Concept(
        id="layer",
        pref_label={"en": "transposed convolution"},
        alt_labels=(Label("deconvolution", "en"),),
        misnomers=(Misnomer(why={"en": "w"}, term="deconvolution", of=("transposed convolution",)),),
    )
    graph = Graph(Vocabulary(title="x", base=BASE, prefix="ml", concepts={"layer": layer}))
    assert graph.has("layer#en.deconvolution", "tg:misnomerOf", "layer")
    assert graph.has("layer#en.deconvolution", "oio:hasSynonymType", "obo:OMO_0003007")
    assert graph.has("layer#misnomer.en.deconvolution", "tg:misleadingName", "layer#en.deconvolution")
    assert graph.has(
        "layer", "skos:scopeNote", text("A misnomer: “deconvolution”: w Clearer: transposed convolution.")
    )


def test_a_base_that_ends_in_a_hash_sign_has_parts_within_the_fragment() -> None:
    owl = Concept(
        id="owl",
        pref_label={"en": "owl"},
        alt_labels=(Label("night bird", "en"),),
        misnomers=(Misnomer(why={"en": "w"}, term="night bird"),),
        sources=(Citation("newton-1993", "p8"),),
        source_definitions=(SourceDefinition("A bird.", "en", Citation("newton-1993", "p9")),),
    )
    birds = Vocabulary(
        title="Birds",
        base="http://e.org/birds#",
        prefix="b",
        concepts={"owl": owl},
        sources={"newton-1993": Source(id="newton-1993", title="A Dictionary of Birds")},
    )
    graph = Graph(birds)
    triples = graph.triples()
    assert {str(t.object) for t in triples if t.predicate == iri("skosxl:altLabel")} == {
        "<http://e.org/birds#owl.en.night-bird>"
    }
    assert {str(t.subject) for t in triples if t.predicate == iri("bibo:locator")} == {
        "<http://e.org/birds#source/newton-1993.p8>",
        "<http://e.org/birds#source/newton-1993.p9>",
    }
    assert graph.thesaurus.to_vocabulary().concepts["owl"].alt_labels == (Label("night bird", "en"),)


def test_what_rdf_cannot_hold_is_told() -> None:
    owl = Concept(id="an owl", pref_label={"en": "owl"})
    with pytest.raises(TermgraphError, match="cannot be written as RDF"):
        list(build_graph(Vocabulary(title="x", base=BASE, prefix="ml", concepts={"an owl": owl})))


def test_names_that_differ_in_signs_only_have_resources_of_their_own() -> None:
    concept = Concept(id="c", pref_label={"en": "C"}, alt_labels=(Label("C++", "en"), Label("C#", "en")))
    graph = Graph(Vocabulary(title="x", base=BASE, prefix="ml", concepts={"c": concept}))
    assert graph.thesaurus.count(SKOSXL + "literalForm") == 3
    assert len(graph.thesaurus.subjects_of(SKOSXL + "literalForm")) == 3


def test_the_shipped_vocabulary_has_no_blank_nodes_and_labels_on_every_end_of_an_edge() -> None:
    graph = Graph(read_folder(data_dir() / "ml"))
    triples = graph.triples()
    assert not any(isinstance(term, ox.BlankNode) for t in triples for term in (t.subject, t.object))
    labelled = {t.subject for t in triples if t.predicate == iri("rdfs:label")}
    edges = {iri(name) for name in ("skos:broader", "skos:related", "tg:synonymOf", "tg:misnomerOf")}
    ends = {end for t in triples if t.predicate in edges for end in (t.subject, t.object)}
    assert ends <= labelled


def test_related_and_the_hierarchy_are_disjoint_in_the_shipped_vocabulary() -> None:
    vocabulary = read_folder(data_dir() / "ml")
    related = Graph(vocabulary).thesaurus.stated(SKOS + "related")
    assert related
    for id_ in vocabulary.concepts:
        for above in vocabulary.ancestors(id_):
            assert (vocabulary.iri(id_), vocabulary.iri(above)) not in related, (id_, above)


# And back


def test_the_shipped_vocabulary_comes_back_from_rdf() -> None:
    original = read_folder(data_dir() / "ml")
    back = Graph(original).thesaurus.to_vocabulary()
    assert set(build_graph(back)) == set(build_graph(original))
    softmax, again = original.concepts["softmax"], back.concepts["softmax"]
    assert (again.alt_labels, again.misnomers, again.definition) == (
        softmax.alt_labels,
        softmax.misnomers,
        softmax.definition,
    )
    assert back.sources == original.sources


def test_properties_of_its_own_come_back_with_their_values() -> None:
    motto = Attribute(name="motto", labels={"en": "motto"}, iri=f"{BASE}property/motto")
    weight = Attribute(
        name="weight", labels={"de": "Gewicht"}, iri="https://e.org/x#weight", datatype="decimal"
    )
    told: dict[str, tuple[Label | str, ...]] = {
        "motto": (Label("Hau drauf.", "de"), Label("Hit it.", "en-GB")),
        "weight": ("1.50", "2"),
    }
    hammer = Concept(id="hammer", pref_label={"en": "hammer"}, attributes=told)
    tools = Vocabulary(
        title="Tools", base=BASE, prefix="t", attributes=(motto, weight), concepts={"hammer": hammer}
    )
    back = Graph(tools).thesaurus.to_vocabulary()
    assert back.attributes == tools.attributes
    assert back.concepts["hammer"].attributes == told


def test_a_vocabulary_that_is_only_begun_keeps_its_language() -> None:
    begun = Vocabulary(title="Vögel", base=BASE, prefix="v", language="de", description="Eulen")
    assert Graph(begun).thesaurus.to_vocabulary() == begun


_words = st.sampled_from(["alpha", "beta", "gamma", "δelta", "C++", "C#", "a b", "é", "x" * 90])
_langs = st.sampled_from(["en", "de", "pt-BR"])
_ids = ("a", "b", "c", "d")


@st.composite
def _concepts(draw: st.DrawFn, id_: str) -> Concept:
    names = draw(st.lists(st.tuples(_words, _langs), unique=True, max_size=5))
    types = st.sampled_from([None, "abbreviation", "plural", "ambiguous"])
    alts = tuple(Label(name, lang, draw(types)) for name, lang in names[:3])
    hidden = tuple(Label(name, lang) for name, lang in names[3:])
    english = [label.text for label in alts if label.lang == "en"]
    records = []
    if draw(st.booleans()):
        of = draw(
            st.lists(st.sampled_from([*english, *(i for i in _ids if i != id_)]), unique=True, max_size=2)
        )
        records.append(
            Misnomer(why={"en": draw(_words)}, of=tuple(sorted(of)), sources=(Citation("s", "p1"),))
        )
    other_misleads = draw(st.booleans())
    if english and other_misleads:
        records.append(Misnomer(why={"de": "v", "en": "w"}, term=english[0], suggests=("d",), jest=("joke",)))
    above: tuple[str, ...] = tuple(
        sorted(draw(st.sets(st.sampled_from([i for i in _ids if i > id_] or ["d"]), max_size=2)) - {id_})
    )
    return Concept(
        id=id_,
        pref_label={"en": f"pref {id_}", **({"de": f"Wort {id_}"} if draw(st.booleans()) else {})},
        alt_labels=alts,
        hidden_labels=hidden,
        definition=draw(st.sampled_from([{}, {"en": "plain"}, {"de": "*x*", "en": "[a](a.md)"}])),
        notation=tuple(sorted(draw(st.sets(st.sampled_from(["1", "2"]))))),
        relations={"broader": above, "exactMatch": draw(st.sampled_from([(), ("https://e.org/x",)]))},
        misnomers=tuple(records),
        scope_note=draw(st.sampled_from([(), (Label("one", "en"), Label("two", "en"))])),
        sources=draw(st.sampled_from([(), (Citation("s"),), (Citation("s", "p1"), Citation("s", "p2"))])),
        created=draw(st.sampled_from([None, "2026-01-01"])),
        deprecated=draw(st.booleans()),
        status=draw(st.sampled_from([None, "stub"])),
    )


@settings(max_examples=30)
@given(st.data())
def test_any_vocabulary_comes_back_from_rdf(data: st.DataObject) -> None:
    vocabulary = Vocabulary(
        title="V",
        base=BASE,
        prefix="v",
        creators=(Agent("A"), Agent("B", "https://e.org/b", "organization"), Agent("C", type="person")),
        version="1",
        concepts={id_: data.draw(_concepts(id_)) for id_ in _ids},
        sources={
            "s": Source(
                id="s", type="conference", title="T", year=1999, container="Proc.", arxiv="1.2", note="n"
            )
        },
    )
    graph = Graph(vocabulary)
    back = graph.thesaurus.to_vocabulary()
    assert sorted(map(str, set(build_graph(back)) ^ graph.triples())) == []
    for id_, concept in vocabulary.concepts.items():
        assert set(back.concepts[id_].alt_labels) == set(concept.alt_labels)
        assert sorted(map(repr, back.concepts[id_].misnomers)) == sorted(map(repr, concept.misnomers))
    assert back.sources == vocabulary.sources


STRANGER = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix : <http://e.org/> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
:s a skos:ConceptScheme .
:owl a skos:Concept ; skos:inScheme :s ; skosxl:prefLabel [ skosxl:literalForm "owl"@en ] ; skos:altLabel "hibou"@fr ;
  skos:definition [ rdf:value "A bird."@en ] ; skos:related :night , "nonsense" .
:bird a skos:Concept ; skos:prefLabel "bird" ; skos:narrower :owl .
"""


def test_a_strangers_graph_is_read_as_far_as_it_goes() -> None:
    strange = Graph(turtle=STRANGER).thesaurus
    owl = strange.concept_of("http://e.org/owl")
    assert owl.pref_label == {"en": "owl"}
    assert owl.alt_labels == (Label("hibou", "fr"),)
    assert owl.definition == {"en": "A bird."}
    assert owl.broader == ("http://e.org/bird",)
    assert owl.relations["related"] == ("http://e.org/night",)
    assert strange.scheme == "http://e.org/s"
    assert strange.base is None
    assert set(strange.to_vocabulary().concepts) == {"http://e.org/owl", "http://e.org/bird"}


def test_label_types_are_those_of_the_obo_metadata_ontology() -> None:
    assert iri("obo:OMO_0003007").value == OBO + "OMO_0003007"
