"""Small vocabularies of every odd kind that strangers publish, each with what is to be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

BASE = "http://e.org/k/"
_HEAD = f"""@prefix e: <{BASE}> . @prefix f: <http://f.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix iso: <http://purl.org/iso25964/skos-thes#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix dc: <http://purl.org/dc/elements/1.1/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix adms: <http://www.w3.org/ns/adms#> . @prefix vs: <http://www.w3.org/2003/06/sw-vocab-status/ns#> .
"""


@dataclass(frozen=True)
class Odd:
    """A vocabulary, and the one account of it that every verb has to give.

    Attributes:
        text: Turtle; what stands in `_HEAD` is put before it, unless the suffix is another.
        names: of each concept its names: `owl@en` is preferred, `+strix@la` another, `~oul@en` hidden; all concepts.
        broader: what is directly above what, as `owl<bird bat<mammal`; both ends are concepts.
        collections: the members of each collection, in order.
        deprecated: the concepts that are no longer to be used.
        labels: what each concept is called, where that is not its only preferred name.
        language: the language that names are shown in.
        suffix: of the file.
        more: further files that are opened with it, by name.
    """

    text: str
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    broader: str = ""
    collections: Mapping[str, str] = field(default_factory=dict)
    deprecated: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    suffix: str = ".ttl"
    more: Mapping[str, str] = field(default_factory=dict)

    def write(self, folder: Path) -> list[Path]:
        """Write its files into a folder and return what is to be opened: them, or the folder of entries."""
        if self.suffix == "":
            for name, text in self.more.items():
                path = folder / "entries" / name if name.endswith(".md") else folder / name
                path.parent.mkdir(exist_ok=True)
                path.write_text(text, "utf-8")
            return [folder]
        files = {f"odd{self.suffix}": self.text, **self.more}
        for name, text in files.items():
            head = _HEAD if text and name.endswith((".ttl", ".trig")) else ""
            (folder / name).write_text(head + text, "utf-8")
        return [folder / name for name in files]


def iri(name: str) -> str:
    """Return the IRI of a short name.

    >>> iri("owl"), iri("http://f.org/owl"), iri("_:b0")
    ('http://e.org/k/owl', 'http://f.org/owl', '_:b0')
    """
    return name if ":" in name else BASE + name


ODD: Mapping[str, Odd] = {
    "types inferred from narrower": Odd(
        'e:bird skos:prefLabel "bird"@en ; skos:narrower e:owl . e:owl skos:prefLabel "owl"@en .',
        {"bird": ("bird@en",), "owl": ("owl@en",)},
        "owl<bird",
    ),
    "types inferred beside typed ones": Odd(
        """e:bird a skos:Concept ; skos:prefLabel "bird"@en . e:owl skos:prefLabel "owl"@en ; skos:broader e:bird .
        e:note skos:prefLabel "said of no concept"@en .""",
        {"bird": ("bird@en",), "owl": ("owl@en",)},
        "owl<bird",
    ),
    "a class of one's own, and one below it": Odd(
        """e:Term rdfs:subClassOf skos:Concept . e:BirdTerm rdfs:subClassOf e:Term ; rdfs:label "bird term"@en .
        e:owl a e:BirdTerm ; skos:prefLabel "owl"@en ; skos:broader e:bird .
        e:bird a e:Term ; skos:prefLabel "bird"@en .""",
        {"bird": ("bird@en",), "owl": ("owl@en",)},
        "owl<bird",
    ),
    "hierarchy, arrays and groups of ISO 25964": Odd(
        """e:church a skos:Concept ; skos:prefLabel "churches"@en ; iso:subordinateArray e:form .
        e:form a iso:ThesaurusArray ; skos:prefLabel "churches by form"@en ; skos:member e:rotunda, e:basilica .
        e:rotunda a skos:Concept ; skos:prefLabel "rotundas"@en ; skos:broader e:church ; iso:broaderGeneric e:church .
        e:basilica a skos:Concept ; skos:prefLabel "basilicas"@en ; iso:narrowerPartitive e:transept .
        e:basilica iso:broaderGeneric e:church .
        e:transept a skos:Concept ; skos:prefLabel "transepts"@en .
        e:pantheon a skos:Concept ; skos:prefLabel "Pantheon"@en ; iso:broaderInstantial e:rotunda .
        e:buildings a iso:ConceptGroup ; skos:prefLabel "buildings"@en ; skos:member e:church .""",
        {
            "church": ("churches@en",),
            "rotunda": ("rotundas@en",),
            "basilica": ("basilicas@en",),
            "transept": ("transepts@en",),
            "pantheon": ("Pantheon@en",),
        },
        "rotunda<church basilica<church transept<basilica pantheon<rotunda",
        {"form": "basilica rotunda", "buildings": "church"},
    ),
    "nested and ordered collections": Odd(
        """e: a skos:ConceptScheme ; dct:title "Grain sizes"@en .
        e:clay a skos:Concept ; skos:prefLabel "clay"@en ; skos:inScheme e: .
        e:silt a skos:Concept ; skos:prefLabel "silt"@en ; skos:inScheme e: .
        e:sand a skos:Concept ; skos:prefLabel "sand"@en ; skos:inScheme e: .
        e:size a skos:OrderedCollection ; skos:prefLabel "by grain size"@en ; skos:memberList (e:sand e:clay e:silt) .
        e:both a skos:OrderedCollection ; skos:prefLabel "said twice"@en ; skos:member e:clay, e:silt ;
          skos:memberList (e:silt e:clay) .
        e:soft a skos:Collection ; skos:prefLabel "soft"@en ; skos:member e:silt, e:size, e:clay .""",
        {"clay": ("clay@en",), "silt": ("silt@en",), "sand": ("sand@en",)},
        collections={"size": "sand clay silt", "both": "silt clay", "soft": "size clay silt"},
    ),
    "a collection that nothing types": Odd(
        """e:owl a skos:Concept ; skos:prefLabel "owl"@en . e:bat a skos:Concept ; skos:prefLabel "bat"@en .
        e:night skos:prefLabel "of the night"@en ; skos:memberList (e:owl e:bat) .""",
        {"owl": ("owl@en",), "bat": ("bat@en",)},
        collections={"night": "owl bat"},
    ),
    "a collection with a broader concept": Odd(
        """e:bird a skos:Concept ; skos:prefLabel "bird"@en . e:owl a skos:Concept ; skos:prefLabel "owl"@en .
        e:night a skos:Collection ; skos:prefLabel "of the night"@en ; skos:broader e:bird ; skos:member e:owl .""",
        {"bird": ("bird@en",), "owl": ("owl@en",)},
        collections={"night": "owl"},
    ),
    "kinds of relations of one's own": Odd(
        """e:typeOf rdfs:subPropertyOf skos:broader ; owl:inverseOf e:hasType ; rdfs:label "type of"@en .
        e:rankedBelow rdfs:subPropertyOf e:typeOf ; rdfs:label "ranked below"@en .
        e:holds rdfs:subPropertyOf skos:narrower .
        e:near a owl:SymmetricProperty ; rdfs:subPropertyOf skos:related ; rdfs:label "near"@en .
        e:animal a skos:Concept ; skos:prefLabel "animal"@en ; e:holds e:mammal .
        e:bird a skos:Concept ; skos:prefLabel "bird"@en ; e:rankedBelow e:animal ; e:hasType e:owl .
        e:owl a skos:Concept ; skos:prefLabel "owl"@en ; e:near e:bat .
        e:tit a skos:Concept ; skos:prefLabel "tit"@en ; e:typeOf e:bird .
        e:mammal a skos:Concept ; skos:prefLabel "mammal"@en .
        e:bat a skos:Concept ; skos:prefLabel "bat"@en ; skos:broader e:mammal .""",
        {name: (f"{name}@en",) for name in ("animal", "bird", "owl", "tit", "mammal", "bat")},
        "bird<animal mammal<animal owl<bird tit<bird bat<mammal",
    ),
    "an ontology beside it": Odd(
        """e:bird a f:Term ; skos:prefLabel "bird"@en . e:owl a f:Term ; skos:prefLabel "owl"@en ; f:below e:bird .""",
        {"bird": ("bird@en",), "owl": ("owl@en",)},
        "owl<bird",
        more={
            "ontology.ttl": "f:Term rdfs:subClassOf skos:Concept . f:below rdfs:subPropertyOf skos:broader ;"
            ' rdfs:label "below"@en .'
        },
    ),
    "names that are resources": Odd(
        """e:owl a skos:Concept ; skosxl:prefLabel e:l1, e:l2 ; skosxl:altLabel e:l3 ; skosxl:hiddenLabel e:l4 .
        e:l1 a skosxl:Label ; skosxl:literalForm "owl"@en ; dct:created "1999" . e:l2 skosxl:literalForm "Eule"@de .
        e:l3 a skosxl:Label ; skosxl:literalForm "strix"@la . e:l4 a skosxl:Label ; skosxl:literalForm "oul"@en .""",
        {"owl": ("owl@en", "Eule@de", "+strix@la", "~oul@en")},
        labels={"owl": "owl"},
    ),
    "rdfs:label alone": Odd(
        """e:owl a skos:Concept ; rdfs:label "owl"@en, "Eule"@de ; skos:altLabel "strix"@la ; skos:broader e:bird .
        e:bird a skos:Concept ; rdfs:label "bird"@en .""",
        {"owl": ("owl@en", "Eule@de", "+strix@la"), "bird": ("bird@en",)},
        "owl<bird",
        labels={"owl": "owl"},
    ),
    "names without a language": Odd(
        """e:owl a skos:Concept ; skos:prefLabel "owl" ; skos:altLabel "night bird" ; skos:broader e:bird .
        e:bird a skos:Concept ; skos:prefLabel "bird" .""",
        {"owl": ("owl@", "+night bird@"), "bird": ("bird@",)},
        "owl<bird",
    ),
    "names and notes by properties of one's own": Odd(
        """e:title rdfs:subPropertyOf skos:prefLabel . e:nick rdfs:subPropertyOf skos:altLabel .
        e:gloss rdfs:subPropertyOf skos:definition .
        e:owl a skos:Concept ; e:title "owl"@en ; skos:prefLabel "owl"@en ; e:nick "hooter"@en ; e:gloss "A bird."@en .
        e:bat a skos:Concept ; e:title "bat"@en .""",
        {"owl": ("owl@en", "+hooter@en"), "bat": ("bat@en",)},
    ),
    "a language that the scheme says": Odd(
        """e: a skos:ConceptScheme ; dct:title "Fächer"@de ; dct:language "de" ; skos:hasTopConcept e:bio .
        e:bio a skos:Concept ; skos:prefLabel "Biologie"@de, "Biology"@en ; skos:inScheme e: ; skos:narrower e:zoo .
        e:zoo a skos:Concept ; skos:prefLabel "Zoologie"@de, "Zoology"@en ; skos:inScheme e: .""",
        {"bio": ("Biologie@de", "Biology@en"), "zoo": ("Zoologie@de", "Zoology@en")},
        "zoo<bio",
        labels={"bio": "Biologie", "zoo": "Zoologie"},
        language="de",
    ),
    "Chinese of two scripts": Odd(
        """e: a skos:ConceptScheme ; dct:language "zh-Hant" .
        e:owl a skos:Concept ; skos:inScheme e: ;
          skos:prefLabel "貓頭鷹"@zh-hant, "猫头鹰"@zh-hans, "貓頭鷹類"@zh-TW .""",
        {"owl": ("貓頭鷹@zh-Hant", "猫头鹰@zh-Hans", "貓頭鷹類@zh-TW")},
        labels={"owl": "貓頭鷹"},
        language="zh-Hant",
    ),
    "notations and a stated order": Odd(
        """e:5 a skos:Concept ; skos:prefLabel "Zoology"@en ; skos:notation "5" .
        e:a a skos:Concept ; skos:prefLabel "Ants"@en ; skos:notation "5.10" ; skos:broader e:5 .
        e:b a skos:Concept ; skos:prefLabel "Birds"@en ; skos:notation "5.2" ; skos:broader e:5 .
        e:c a skos:Concept ; skos:prefLabel "Cats"@en ; sh:order 1 ; skos:broader e:5 .
        e:all a skos:Collection ; skos:prefLabel "all"@en ; skos:member e:a, e:b, e:c .""",
        {"5": ("Zoology@en",), "a": ("Ants@en",), "b": ("Birds@en",), "c": ("Cats@en",)},
        "a<5 b<5 c<5",
        {"all": "c b a"},
    ),
    "deprecated in every way": Odd(
        """e:a a skos:Concept ; skos:prefLabel "aa"@en ; owl:deprecated true ; dct:isReplacedBy e:new .
        e:b a skos:Concept, owl:DeprecatedClass ; skos:prefLabel "bb"@en .
        e:c a skos:Concept ; skos:prefLabel "cc"@en ; adms:status <http://purl.org/adms/status/Deprecated> .
        e:d a skos:Concept ; skos:prefLabel "dd"@en ; vs:term_status "archaic" .
        e:f a skos:Concept ; skos:prefLabel "ff"@en ; owl:deprecated "1"^^xsd:boolean .
        e:g a skos:Concept ; skos:prefLabel "gg"@en ; owl:deprecated false ; vs:term_status "stable" .
        e:new a skos:Concept ; skos:prefLabel "new"@en ; dct:replaces e:b .""",
        {**{name: (f"{name * 2}@en",) for name in "abcdfg"}, "new": ("new@en",)},
        deprecated="a b c d f",
    ),
    "deprecated without a name": Odd(
        """e:Descriptor rdfs:subClassOf skos:Concept . e:owl a e:Descriptor ; skos:prefLabel "owl"@en .
        e:1234-5 a e:Descriptor ; owl:deprecated true ; dct:isReplacedBy e:owl .""",
        {"owl": ("owl@en",), "1234-5": ()},
        deprecated="1234-5",
    ),
    "several schemes": Odd(
        """e:s1 a skos:ConceptScheme ; dc:title "One"@en . e:s2 a skos:ConceptScheme ; skos:prefLabel "Two"@en .
        e:owl a skos:Concept ; skos:prefLabel "owl"@en ; skos:inScheme e:s1, e:s2 ; skos:broader e:bird .
        e:bird a skos:Concept ; skos:prefLabel "bird"@en ; skos:topConceptOf e:s1 .
        e:bat a skos:Concept ; skos:prefLabel "bat"@en ; skos:inScheme e:s2 .""",
        {"owl": ("owl@en",), "bird": ("bird@en",), "bat": ("bat@en",)},
        "owl<bird",
    ),
    "concepts that are blank nodes": Odd(
        """[] a skos:Concept ; skos:prefLabel "owl"@en ; skos:broader [ a skos:Concept ; skos:prefLabel "bird"@en ] .
        e:bat a skos:Concept ; skos:prefLabel "bat"@en .""",
        {"_:b0": ("owl@en",), "_:b1": ("bird@en",), "bat": ("bat@en",)},
        "_:b0<_:b1",
    ),
    "named graphs that say the same": Odd(
        """e:g1 { e:owl a skos:Concept ; skos:prefLabel "owl"@en ; skos:altLabel "strix"@la ; skos:broader e:bird . }
        e:g2 { e:owl a skos:Concept ; skos:prefLabel "owl"@en ; skos:altLabel "strix"@la ; skos:broader e:bird .
          e:bird a skos:Concept ; skos:prefLabel "bird"@en . }
        e:night a skos:Collection ; skos:prefLabel "night"@en ; skos:member e:owl .""",
        {"owl": ("owl@en", "+strix@la"), "bird": ("bird@en",)},
        "owl<bird",
        {"night": "owl"},
        suffix=".trig",
    ),
    "mappings alone": Odd(
        "e:owl skos:exactMatch f:owl ; skos:broadMatch f:bird . e:bat skos:closeMatch f:bat .",
        {"owl": (), "bat": ()},
    ),
    "notes that are resources": Odd(
        """e:owl a skos:Concept ; skos:prefLabel "owl"@en ; skos:definition [ rdf:value "A bird of the night."@en ] ;
        skos:changeNote e:n1 . e:n1 rdf:value "Moved."@en ; dct:date "1999" .""",
        {"owl": ("owl@en",)},
    ),
    "cycles and loops": Odd(
        """e:a a skos:Concept ; skos:prefLabel "aa"@en ; skos:broader e:b .
        e:b a skos:Concept ; skos:prefLabel "bb"@en ;
        skos:broader e:a . e:c a skos:Concept ; skos:prefLabel "cc"@en ; skos:broader e:c, e:a ; skos:related e:c .""",
        {name: (f"{name * 2}@en",) for name in "abc"},
        "a<b b<a c<a",
    ),
    "concepts that are classes and properties": Odd(
        """e:owl a skos:Concept, owl:Class ; skos:prefLabel "owl"@en ; rdfs:subClassOf e:bird ; skos:broader e:bird .
        e:bird a skos:Concept, owl:Class ; skos:prefLabel "bird"@en . e:eats a skos:Concept, rdf:Property ;
        skos:prefLabel "eats"@en . e:pet a e:owl ; rdfs:label "no concept"@en .""",
        {"owl": ("owl@en",), "bird": ("bird@en",), "eats": ("eats@en",)},
        "owl<bird",
    ),
    "targets that nothing is said of": Odd(
        """e:owl a skos:Concept ; skos:prefLabel "owl"@en ; skos:broader e:gone, e:bird ; skos:related e:lost .
        e:bird a skos:Concept ; skos:prefLabel "bird"@en ; skos:narrower e:nowhere .
        e:night a skos:Collection ; skos:prefLabel "night"@en ; skos:member e:owl, e:missing .""",
        {"owl": ("owl@en",), "bird": ("bird@en",)},
        "owl<bird",
        {"night": "missing owl"},
    ),
    "topConceptOf alone": Odd(
        'e:owl skos:topConceptOf e:s . e:s dct:title "Birds"@en . e:bat rdfs:label "bat"@en ; skos:topConceptOf e:s .',
        {"owl": (), "bat": ("bat@en",)},
    ),
    "odd lexical forms": Odd(
        """e:a a skos:Concept ; skos:prefLabel " owl "@EN-gb ; skos:notation "007"^^xsd:integer, "5.0"^^xsd:decimal ;
          dct:modified "2020-01-01T00:00:00.230Z"^^xsd:dateTime .
        e:b a skos:Concept ; skos:prefLabel "two\\nlines"@en-GB ; skos:altLabel ""@en, "typed"^^xsd:string .
        e:c a skos:Concept ; skos:prefLabel "a;b,c\\t\\"d\\" \\\\ <e> & 'f' =1+1"@en-gb ; skos:broader e:a .
        e:d a skos:Concept ; skos:prefLabel "24:00"@en-GB, "first of two"@en-gb ; skos:altLabel "dd"@en-gb .""",
        {
            "a": (" owl @en-GB",),
            "b": ("two\nlines@en-GB", "+@en", "+typed@"),
            "c": ("a;b,c\t\"d\" \\ <e> & 'f' =1+1@en-GB",),
            "d": ("24:00@en-GB", "first of two@en-GB", "+dd@en-GB"),
        },
        "c<a",
        labels={"d": "24:00"},
        language="en-GB",
    ),
    "mojibake and control characters": Odd(
        """e:a a skos:Concept ; skos:prefLabel "Au\\u00c3\\u009fenhandel"@de ; skos:altLabel "bell\\u0007"@de .
        e:b a skos:Concept ; skos:prefLabel "left\\u202Eright"@de ; skos:broader e:a .""",
        {"a": ("Au\u00c3\u009fenhandel@de", "+bell\u0007@de"), "b": ("left\u202eright@de",)},
        "b<a",
        language="de",
    ),
    "homonyms": Odd(
        """e:money a skos:Concept ; skos:prefLabel "bank"@en . e:river a skos:Concept ; skos:prefLabel "bank"@en .
        e:shore a skos:Concept ; skos:prefLabel "shore"@en ; skos:altLabel "bank"@en ; skos:broader e:river .""",
        {"money": ("bank@en",), "river": ("bank@en",), "shore": ("shore@en", "+bank@en")},
        "shore<river",
    ),
    "hidden names": Odd(
        """e:owl a skos:Concept ; skos:prefLabel "owl"@en ; skos:hiddenLabel "oul"@en, "Eulle"@de .
        e:bat a skos:Concept ; skos:hiddenLabel "batt"@en ; skos:altLabel "flying mouse"@en .""",
        {"owl": ("owl@en", "~oul@en", "~Eulle@de"), "bat": ("~batt@en", "+flying mouse@en")},
    ),
    "a file of no bytes": Odd(""),
    "RDF/XML with typed nodes": Odd(
        f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:skos="http://www.w3.org/2004/02/skos/core#">
        <skos:Concept rdf:about="{BASE}owl"><skos:prefLabel xml:lang="en">owl</skos:prefLabel>
          <skos:broader><skos:Concept rdf:about="{BASE}bird"><skos:prefLabel xml:lang="en">bird</skos:prefLabel>
          </skos:Concept></skos:broader></skos:Concept>
        <skos:OrderedCollection rdf:about="{BASE}all"><skos:prefLabel xml:lang="en">all</skos:prefLabel>
          <skos:memberList rdf:parseType="Collection"><rdf:Description rdf:about="{BASE}owl"/>
          <rdf:Description rdf:about="{BASE}bird"/></skos:memberList></skos:OrderedCollection></rdf:RDF>""",
        {"owl": ("owl@en",), "bird": ("bird@en",)},
        "owl<bird",
        {"all": "owl bird"},
        suffix=".rdf",
    ),
    "JSON-LD with languages as keys": Odd(
        """{"@context": {"skos": "http://www.w3.org/2004/02/skos/core#", "@base": "http://e.org/k/",
          "name": {"@id": "skos:prefLabel", "@container": "@language"}, "up": {"@id": "skos:broader", "@type": "@id"}},
        "@graph": [{"@id": "owl", "@type": "skos:Concept", "name": {"en": "owl", "de": "Eule"}, "up": "bird"},
          {"@id": "bird", "@type": "skos:Concept", "name": {"en": "bird"}}]}""",
        {"owl": ("owl@en", "Eule@de"), "bird": ("bird@en",)},
        "owl<bird",
        labels={"owl": "owl"},
        suffix=".jsonld",
    ),
    "entries with kinds of their own": Odd(
        "",
        {"owl": ("owl@en", "+night bird@en", "~oul@en"), "bird": ("bird@en",), "old-owl": ("old owl@en",)},
        "owl<bird old-owl<bird",
        deprecated="old-owl",
        suffix="",
        more={
            "vocabulary.yaml": f"title: Birds\nbase: {BASE}\nprefix: e\nlanguage: en\n"
            "relations:\n  - name: rankedBelow\n    label: ranked below\n    parent: broader\n",
            "owl.md": "---\nprefLabel: owl\naltLabels: [night bird]\nhiddenLabels: [oul]\n"
            "rankedBelow: [bird]\n---\nA bird of the night.\n",
            "bird.md": "---\nprefLabel: bird\n---\nAn animal with feathers.\n",
            "old-owl.md": "---\nprefLabel: old owl\nbroader: [bird]\ndeprecated: true\nreplacedBy: [owl]\n---\n"
            "An owl.\n",
        },
    ),
}
