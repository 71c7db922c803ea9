"""A small graph that follows all rules of the ontology, and the ways in which a graph can break them."""

from __future__ import annotations

from rdflib import Namespace

from termgraph.namespaces import PREFIXES, SKOSXL

SHAPE = Namespace("https://w3id.org/termgraph/shapes#")
XL = Namespace(SKOSXL)
EX = Namespace("https://example.org/v/")
PREAMBLE = "\n".join(
    f"@prefix {prefix}: <{iri}> ." for prefix, iri in ({**PREFIXES, "ex": str(EX)}).items()
) + (f"\n@base <{EX}> .\n")

GOOD = """
<> a skos:ConceptScheme ; dct:title "Examples"@en ; dct:description "A vocabulary for tests."@en ; dct:creator <me> ;
    dct:created "2026-11-21"^^xsd:date ; dct:license <https://creativecommons.org/licenses/by/4.0/> ;
    owl:versionInfo "0.1.0" ; vann:preferredNamespacePrefix "ex" ; skos:hasTopConcept ex:function, ex:statistics ;
    vann:preferredNamespaceUri "https://example.org/v/" .
<me> a foaf:Agent ; rdfs:label "Me" .

ex:function a skos:Concept ; skos:inScheme <> ; skos:topConceptOf <> ; skos:prefLabel "function"@en ;
    rdfs:label "function"@en ; skosxl:prefLabel <function#en.function> ; skos:definition "What maps."@en ;
    skos:narrower ex:softmax, ex:maximum ; dct:modified "2026-11-21"^^xsd:date .
<function#en.function> a skosxl:Label ; skosxl:literalForm "function"@en .

ex:maximum a skos:Concept ; skos:inScheme <> ; skos:prefLabel "maximum"@en ; rdfs:label "maximum"@en ;
    skosxl:prefLabel <maximum#en.maximum> ; skos:definition "The largest."@en ; skos:broader ex:function ;
    skos:related ex:softmax ; tg:confusedWith ex:softmax ; tg:contrastsWith ex:softmax ; dct:references ex:function .
<maximum#en.maximum> a skosxl:Label ; skosxl:literalForm "maximum"@en .

ex:statistics a skos:Concept ; skos:inScheme <> ; skos:topConceptOf <> ; skos:prefLabel "statistics"@en ;
    rdfs:label "statistics"@en ; skosxl:prefLabel <statistics#en.statistics> ; tg:status "stub" .
<statistics#en.statistics> a skosxl:Label ; skosxl:literalForm "statistics"@en .

ex:classifier a skos:Concept ; skos:inScheme <> ; skos:prefLabel "classifier"@en ; rdfs:label "classifier"@en ;
    skosxl:prefLabel <classifier#en.classifier> ; owl:deprecated true ; dct:isReplacedBy ex:function .
<classifier#en.classifier> a skosxl:Label ; skosxl:literalForm "classifier"@en .

ex:softmax a skos:Concept ; skos:inScheme <> ; skos:notation "4.2" ; rdfs:label "softmax"@en, "Softmax"@de ;
    skos:prefLabel "softmax"@en, "Softmax"@de ; skosxl:prefLabel <softmax#en.softmax>, <softmax#de.softmax> ;
    skos:altLabel "softargmax"@en, "SM"@en ; skosxl:altLabel <softmax#en.softargmax>, <softmax#en.sm> ;
    skos:hiddenLabel "sofmax"@en ; skosxl:hiddenLabel <softmax#en.sofmax> ;
    skos:definition "Maps scores to probabilities."@en ;
    tg:definitionMarkdown "Maps *scores* to probabilities."@en ;
    skos:scopeNote "A misnomer: it smooths arg max."@en ; skos:broader ex:function ;
    skos:related ex:maximum, ex:classifier ; tg:confusedWith ex:maximum ; tg:contrastsWith ex:maximum ;
    tg:partOf ex:classifier ; tg:misnomerOf <softmax#en.softargmax> ; dct:created "2026-11-21"^^xsd:date ;
    skos:exactMatch <https://example.com/1> ; dct:source <source/g>, <source/g#p81> ;
    tg:sourceDefinition <softmax#definition.g> .
<softmax#definition.g> a tg:SourceDefinition ; rdf:value "Turns scores into shares."@en ; dct:source <source/g> .
ex:classifier skos:related ex:softmax .
<softmax#en.softmax> a skosxl:Label ; skosxl:literalForm "softmax"@en .
<softmax#de.softmax> a skosxl:Label ; skosxl:literalForm "Softmax"@de .
<softmax#en.sofmax> a skosxl:Label ; skosxl:literalForm "sofmax"@en ; oio:hasSynonymType obo:OMO_0003006 .
<softmax#en.softargmax> a skosxl:Label ; skosxl:literalForm "softargmax"@en ; rdfs:label "softargmax"@en ;
    tg:synonymOf ex:softmax .
<softmax#en.sm> a skosxl:Label ; skosxl:literalForm "SM"@en ; rdfs:label "SM"@en ; tg:synonymOf ex:softmax ;
    tg:abbreviationOf ex:softmax ; oio:hasSynonymType obo:OMO_0003000, obo:OMO_0003007 ; tg:misnomerOf ex:function .
<softmax#misnomer> a tg:Misnomer ; rdfs:label "softmax"@en ; tg:misleadingName ex:softmax ;
    tg:clearName <softmax#en.softargmax> ; tg:suggests ex:maximum ; tg:field ex:statistics ; tg:jest "maxi"@en ;
    skos:note "It smooths arg max."@en ; dct:source <source/g>, <source/g#p81> .
<softmax#misnomer.en.sm> a tg:Misnomer ; rdfs:label "SM"@en ; tg:misleadingName <softmax#en.sm> ;
    tg:clearName ex:function ; skos:note "Which M?"@en ; dct:source <source/g> .

<source/g> a dct:BibliographicResource, bibo:Book ; rdfs:label "G 2016" ; dct:title "Deep" ; dc:creator "G, I.; B, Y." ;
    dct:issued "2016"^^xsd:gYear ; dct:bibliographicCitation "G and B (2016). Deep." ; bibo:doi "10.1000/182" ;
    foaf:page <https://example.org/deep> .
<source/g#p81> a dct:BibliographicResource ; rdfs:label "G 2016, p. 81" ; dct:isPartOf <source/g> ; bibo:locator "p81" .
"""

# What is taken from the good graph, what is put into it, and the rule that must then speak.
BROKEN = [
    ("Concept", "", "ex:softmax a skos:ConceptScheme ."),
    ("Concept", "", "[] a skos:Concept ."),
    ("Concept", "", "ex:softmax a skosxl:Label ."),
    ("Concept-prefLabel", 'ex:maximum skos:prefLabel "maximum"@en .', ""),
    ("Concept-prefLabel", "", 'ex:softmax skos:prefLabel "soft max"@en .'),
    ("Concept-prefLabel", "", 'ex:softmax skos:altLabel "softmax"@en .'),
    ("Concept-prefLabel", "", 'ex:softmax skos:hiddenLabel "softmax"@en .'),
    ("Concept-altLabel", "", 'ex:softmax skos:hiddenLabel "SM"@en .'),
    ("Concept-names", "", 'ex:softmax skos:altLabel "soft max" .'),
    ("Concept-names-trimmed", "", 'ex:softmax skos:altLabel " "@en .'),
    ("Concept-names-trimmed", "", 'ex:softmax skos:altLabel "soft max "@en .'),
    ("Concept-definition", "", 'ex:softmax skos:definition "Another."@en .'),
    ("Concept-definitionMarkdown", "", 'ex:function tg:definitionMarkdown "What maps."@en .'),
    ("Concept-sourceDefinition", "", "ex:softmax tg:sourceDefinition <source/g> ."),
    ("Concept-notes", "", 'ex:softmax skos:scopeNote "no language" .'),
    ("Concept-notation", "", 'ex:softmax skos:notation "4.3"@en .'),
    ("Concept-inScheme", "ex:softmax skos:inScheme <> .", ""),
    ("Concept-topConceptOf", "<> skos:hasTopConcept ex:function .", ""),
    ("Concept-relations", "", "ex:softmax skos:related <https://example.com/other> ."),
    ("Concept-relations", "", "ex:softmax tg:partOf <softmax#en.softmax> ."),
    ("Concept-narrower-inverse", "ex:function skos:narrower ex:softmax .", ""),
    ("Concept-related-inverse", "ex:maximum skos:related ex:softmax .", ""),
    ("Concept-contrastsWith-inverse", "ex:maximum tg:contrastsWith ex:softmax .", ""),
    ("Concept-confusedWith-inverse", "ex:maximum tg:confusedWith ex:softmax .", ""),
    ("Concept-ancestors-related", "", "ex:softmax skos:related ex:function ."),
    ("Concept-descendants-related", "", "ex:function tg:contrastsWith ex:softmax ."),
    ("Concept-acyclic-up", "", "ex:function skos:narrower ex:function ."),
    ("Concept-acyclic-down", "", "ex:function skos:broader ex:softmax ."),
    ("Concept-partOf-inverse", "", "ex:classifier tg:partOf ex:softmax ."),
    ("Concept-exactMatch", "", "ex:softmax skos:broadMatch <https://example.com/1> ."),
    ("Concept-matches", "", 'ex:softmax skos:closeMatch "softmax" .'),
    ("Concept-source", "", "ex:softmax dct:source <source/unknown> ."),
    ("Concept-references", "", "ex:softmax dct:references <unknown> ."),
    ("Concept-created", "", 'ex:maximum dct:created "2026" .'),
    ("Concept-modified", "", 'ex:maximum dct:modified "2026-11-41"^^xsd:date .'),
    ("Concept-status", "", 'ex:softmax tg:status "done" .'),
    ("Concept-deprecated", "", "ex:softmax owl:deprecated false ."),
    ("Concept-isReplacedBy", "", "ex:classifier dct:isReplacedBy <unknown> ."),
    ("DefinedConcept", 'ex:maximum skos:definition "The largest."@en .', ""),
    ("TopConcept-broader", "", "ex:softmax skos:topConceptOf <> . <> skos:hasTopConcept ex:softmax ."),
    ("ReplacedConcept-deprecated", "ex:classifier owl:deprecated true .", ""),
    ("LabelledConcept", "", 'ex:function rdfs:label "map"@en .'),
    ("ConceptWithTerms-class", "", "ex:softmax skosxl:altLabel <softmax#en.untyped> ."),
    ("ConceptWithTerms-prefLabel", "ex:function skosxl:prefLabel <function#en.function> .",
     "ex:function skosxl:altLabel <function#en.function> ."),
    ("ConceptWithTerms-altLabel", 'ex:softmax skos:altLabel "SM"@en .', ""),
    ("ConceptWithTerms-hiddenLabel", "", 'ex:softmax skos:hiddenLabel "sotfmax"@en .'),
    ("Term", "", "<softmax#en.sm> a skos:Collection ."),
    ("Term-literalForm", '<softmax#en.sm> skosxl:literalForm "SM"@en .', ""),
    ("Term-literalForm", "", '<softmax#en.sm> skosxl:literalForm "SMX"@en .'),
    ("Term-literalForm-trimmed", "", '<softmax#en.sm> skosxl:literalForm ""@en .'),
    ("Term-concept", "ex:function skosxl:prefLabel <function#en.function> .", ""),
    ("Term-synonymOf", "", "<softmax#en.sm> tg:synonymOf <softmax#en.softmax> ."),
    ("Term-hasSynonymType", "", "<softmax#en.sm> oio:hasSynonymType obo:OMO_0009999 ."),
    ("Synonym", "", "ex:maximum tg:synonymOf ex:softmax ."),
    ("Synonym-altLabel", "", "<softmax#en.sm> tg:synonymOf ex:function ."),
    ("Synonym-label", '<softmax#en.sm> rdfs:label "SM"@en .', ""),
    ("Abbreviation-synonymOf", "<softmax#en.sm> tg:synonymOf ex:softmax .", ""),
    ("Abbreviation-hasSynonymType", "<softmax#en.sm> oio:hasSynonymType obo:OMO_0003000 .", ""),
    ("SourceDefinition", "", '<softmax#definition.g> rdfs:label "Turns"@en .'),
    ("SourceDefinition-value", "", '<softmax#definition.g> rdf:value "Another."@en .'),
    ("SourceDefinition-source", "<softmax#definition.g> dct:source <source/g> .", ""),
    ("Misnomer", "", "<softmax#misnomer> tg:suggest ex:maximum ."),
    ("Misnomer-label", '<softmax#misnomer> rdfs:label "softmax"@en .', ""),
    ("Misnomer-misleadingName", "<softmax#misnomer> tg:misleadingName ex:softmax .", ""),
    ("Misnomer-misleadingName", "", "<softmax#misnomer> tg:misleadingName ex:maximum ."),
    ("Misnomer-clearName", "", "<softmax#misnomer> tg:clearName <source/g> ."),
    ("Misnomer-edge", "ex:softmax tg:misnomerOf <softmax#en.softargmax> .", ""),
    ("Misnomer-suggests", "", "<softmax#misnomer> tg:suggests ex:softmax ."),
    ("Misnomer-field", "", '<softmax#misnomer> tg:field "statistics" .'),
    ("Misnomer-jest", "", '<softmax#misnomer> tg:jest "smax" .'),
    ("Misnomer-note", '<softmax#misnomer> skos:note "It smooths arg max."@en .', ""),
    ("Misnomer-source", "", "<softmax#misnomer> dct:source ex:maximum ."),
    ("Misnomer-source-present", "<softmax#misnomer.en.sm> dct:source <source/g> .", ""),
    ("MisnomerSubject", "<softmax#en.sm> oio:hasSynonymType obo:OMO_0003007 .", ""),
    ("MisnomerSubject-record", "<softmax#misnomer.en.sm> tg:misleadingName <softmax#en.sm> .", ""),
    ("MisnomerSubject-target", "", "ex:softmax tg:misnomerOf <source/g> ."),
    ("MisnomerSubject-inverse", "", "ex:softmax tg:misnomerOf ex:softmax ."),
    ("EdgeEnd-label", 'ex:maximum rdfs:label "maximum"@en .', ""),
    ("Source", '<source/g> dct:title "Deep" .', ""),
    ("Source", '<source/g#p81> bibo:locator "p81" .', ""),
    ("Source-label", '<source/g> rdfs:label "G 2016" .', ""),
    ("Source-title", "", '<source/g> dct:title " " .'),
    ("Source-creator", "", '<source/g> dc:creator "C, A." .'),
    ("Source-issued", "", '<source/g> dct:issued "2017" .'),
    ("Source-bibliographicCitation", "", '<source/g> dct:bibliographicCitation "Another." .'),
    ("Source-page", "", "<source/g> foaf:page <javascript:alert(1)> ."),
    ("Source-doi", "", '<source/g#p81> bibo:doi "https://doi.org/10.1000/182" .'),
    ("Source-isPartOf", "", "<source/g#p81> dct:isPartOf ex:softmax ."),
    ("Source-locator", "", "<source/g#p81> bibo:locator 81 ."),
    ("Scheme", "", '[] a skos:ConceptScheme ; dct:title "Nameless"@en .'),
    ("Scheme-title", '<> dct:title "Examples"@en .', ""),
    ("Scheme-description", '<> dct:description "A vocabulary for tests."@en .', ""),
    ("Scheme-creator", "", '<> dct:publisher "Me" .'),
    ("Scheme-creator-present", "<> dct:creator <me> .", ""),
    ("Scheme-license", "<> dct:license <https://creativecommons.org/licenses/by/4.0/> .", ""),
    ("Scheme-dates", "", '<> dct:modified "today" .'),
    ("Scheme-versionInfo", "", '<> owl:versionInfo "0.2.0" .'),
    ("Scheme-prefix", "", '<> vann:preferredNamespacePrefix "v" .'),
    ("Scheme-namespace", "", "<> vann:preferredNamespaceUri <https://example.org/w/> ."),
    ("Scheme-hasTopConcept", "", "<> skos:hasTopConcept <unknown> ."),
    ("Scheme-hasTopConcept-present", "<> skos:hasTopConcept ex:function, ex:statistics .", ""),
    ("Agent-label", '<me> rdfs:label "Me" .', ""),
]  # fmt: skip

# The axioms of SKOS and SKOS-XL that the ontology could contradict (SKOS Reference, S-numbers beside them).
SKOS_AXIOMS = """
skos:Concept owl:disjointWith skos:ConceptScheme, skos:Collection, skosxl:Label .       # S9, S37, S48
skosxl:Label owl:disjointWith skos:ConceptScheme, skos:Collection .                     # S48
skos:related a owl:SymmetricProperty ; rdfs:subPropertyOf skos:semanticRelation .       # S21, S23
skos:semanticRelation rdfs:domain skos:Concept ; rdfs:range skos:Concept .              # S19, S20
skos:broaderTransitive a owl:TransitiveProperty ; owl:propertyDisjointWith skos:related .  # S24, S27
skos:broader rdfs:subPropertyOf skos:broaderTransitive ; owl:inverseOf skos:narrower .  # S22, S25
skosxl:literalForm rdfs:domain skosxl:Label .                                           # S50
skosxl:prefLabel rdfs:range skosxl:Label . skosxl:altLabel rdfs:range skosxl:Label .    # S54
"""
