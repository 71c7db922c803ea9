"""Rules that SKOS itself states, its integrity conditions above all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pyoxigraph import Literal

from termgraph.check.finding import Found, Severity
from termgraph.check.grounds import Grounds
from termgraph.check.matches import exact_groups
from termgraph.check.rule import Options, Rule
from termgraph.check.texts import listed, quoted, several
from termgraph.errors import did_you_mean
from termgraph.namespaces import RDF, SKOS
from termgraph.skos import Thesaurus
from termgraph.skos.naming import KINDS
from termgraph.skos.things import HIERARCHICAL, MAPPINGS


@Rule(
    title="A collection is also a concept or a concept scheme",
    why="SKOS keeps them apart: a collection only groups concepts and has no place in the hierarchy.",
    todo="Decide which it is; a group that has a broader or narrower concept is mostly meant as a concept.",
    severity=Severity.ERROR,
    sources=("SKOS S37",),
    integrity=True,
    good="ex:birds a skos:Collection ; skos:member ex:owl . ex:owl a skos:Concept .",
    bad="ex:birds a skos:OrderedCollection ; skos:narrower ex:owl .",
    also=("relation-target",),
)
def collection_is_concept(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield what is said or implied to be a collection and one of the others."""
    collections = thesaurus.typed_collections | thesaurus.implied_collections
    concepts = thesaurus.of_class(SKOS + "Concept", collections) | thesaurus.used_as_concepts(collections)
    for others, what, name in (
        (concepts, "a concept", "Concept"),
        (thesaurus.typed_schemes | thesaurus.implied_schemes, "a concept scheme", "ConceptScheme"),
    ):
        for node in collections & others:
            yield Found(node, f"is a collection and {what}", (SKOS + "Collection", SKOS + name))


@Rule(
    title="A concept is also a concept scheme",
    why="SKOS keeps the two apart: a scheme holds concepts, and tools show the one as a vocabulary and the"
    " other as an entry.",
    todo="Give the scheme an address of its own, or remove the statement that makes it the other.",
    severity=Severity.ERROR,
    sources=("SKOS S9",),
    integrity=True,
    good="ex:owl a skos:Concept ; skos:inScheme ex: . ex: a skos:ConceptScheme .",
    bad="ex:owl skos:broader ex: . ex: a skos:ConceptScheme .",
    also=("relation-target",),
)
def concept_is_scheme(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield what is said or implied to be both."""
    schemes = thesaurus.typed_schemes | thesaurus.implied_schemes
    typed = thesaurus.of_class(SKOS + "Concept", schemes)
    for node in typed | thesaurus.used_as_concepts(schemes):
        how = " " if node in typed else ", by how it is used, "
        said = f"is{how}a concept and a concept scheme"
        yield Found(node, said, (SKOS + "Concept", SKOS + "ConceptScheme"))


@Rule(
    title="A name is no plain text",
    why="Names are texts with or without a language tag; numbers, markup and links are shown wrongly or not at all.",
    todo="Write the name as a text with a language tag; to say more of a name, use SKOS-XL.",
    severity=Severity.ERROR,
    sources=("SKOS S12",),
    alone=True,
    good='ex:owl skos:prefLabel "owl"@en, "Strix" .',
    bad='ex:owl skos:prefLabel "owl"^^rdf:HTML ; skos:altLabel ex:strix, 7 .',
    expect=3,
)
def label_literal(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each name that is a resource or has a datatype."""
    for kind in KINDS:
        for subject, node in thesaurus.links(SKOS + kind):
            yield Found(subject, f"skos:{kind} is a resource, {thesaurus.called(node)}", (kind, node))
    for subject, kind, text in thesaurus.typed_names:
        datatype = text.datatype.value
        said = f"skos:{kind} {quoted(text.value)} has the datatype <{datatype}>"
        yield Found(subject, said, (kind, text.value, datatype))


@Rule(
    title="A name is both preferred, alternative or hidden",
    why="SKOS keeps the three kinds apart: a tool cannot know whether to show, to offer or to hide such a name.",
    todo="Keep the name once: as skos:prefLabel before skos:altLabel before skos:hiddenLabel.",
    severity=Severity.ERROR,
    sources=("SKOS S13",),
    aliases=("dlv", "disjoint-labels-violation"),
    fixable=True,
    integrity=True,
    alone=True,
    good='ex:owl a skos:Concept ; skos:prefLabel "owl"@en, "owl"@nl ; skos:altLabel "Owl"@en .',
    bad='ex:owl a skos:Concept ; skos:prefLabel "owl"@en ; skosxl:altLabel ex:o . ex:o skosxl:literalForm "owl"@en .',
)
def label_overlap(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each name that is of two kinds; names that are resources count like plain ones (S55 to S57)."""
    for subject, names in thesaurus.names.items():
        if len(names) < 2 or len({(text, lang) for _, text, lang in names}) == len(names):
            continue
        for (text, lang), kinds in several(((text, lang), kind) for kind, text, lang in names):
            said = " and ".join(f"skos:{kind}" for kind in kinds)
            yield Found(subject, f"{quoted(text, lang)} is {said}", (text, lang, *kinds))


@Rule(
    title="Two concepts match exactly and are also a broader, narrower or related match",
    why="If both mean the same, neither is above or beside the other; a search that follows the links goes astray.",
    todo="Keep the one mapping that is right.",
    severity=Severity.ERROR,
    sources=("SKOS S46",),
    aliases=("mc", "mapping-clashes"),
    integrity=True,
    good="ex:owl skos:exactMatch <http://b/owl> ; skos:broadMatch <http://b/bird> ; skos:closeMatch <http://b/owl> .",
    bad="ex:owl skos:exactMatch <http://b/owl> . <http://c/owl> skos:exactMatch <http://b/owl> ;"
    " skos:broadMatch ex:owl .",
)
def match_clash(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each other match between concepts that exact matches join, in any direction and number of steps."""
    groups = exact_groups(thesaurus)
    for name in ("broadMatch", "narrowMatch", "relatedMatch"):
        for one, other in thesaurus.links(SKOS + name) if groups else ():
            if one in groups and groups[one] == groups.get(other):
                said = f"matches {thesaurus.called(other)} exactly and is skos:{name} of it"
                yield Found(one, said, (other, SKOS + name))


@Rule(
    title="A member of a collection is no concept and no collection",
    why="Nothing else can be shown in a group of concepts.",
    todo="Let skos:member lead to the IRI of the concept that is meant, and type it.",
    severity=Severity.ERROR,
    sources=("SKOS S32",),
    good="ex:birds a skos:Collection ; skos:member ex:owl, ex:fowls . ex:owl a skos:Concept . ex:fowls a"
    " skos:Collection .",
    bad='ex:birds a skos:Collection ; skos:member "owl", ex: . ex: a skos:ConceptScheme .',
    expect=2,
)
def collection_member(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each member that is a text, or of which something else is said than that it is one of these."""
    strange = (thesaurus.targets_of(SKOS + "member") & thesaurus.subjects) - thesaurus.concepts
    strange -= thesaurus.used_as_concepts(strange) | (strange & thesaurus.collections)
    for subject, value in thesaurus.pairs(SKOS + "member"):
        if not isinstance(value, str):
            yield Found(subject, f"has the text {quoted(value.value)} as a member", (value.value,))
        elif value in strange:
            said = f"has {thesaurus.called(value)} as a member, which is neither a concept nor a collection"
            yield Found(subject, said, (value,))


@Rule(
    title="The list of an ordered collection holds what is not stated as a member",
    why="Each item of skos:memberList is a skos:member; tools that do not read lists show an empty collection.",
    todo="State skos:member for each item of the list.",
    sources=("SKOS S36",),
    fixable=True,
    good="ex:ages skos:memberList ( ex:egg ex:chick ) ; skos:member ex:egg, ex:chick .",
    bad="ex:ages skos:memberList ( ex:egg ex:chick ) ; skos:member ex:egg .",
)
def member_list(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each item of a list that is not a stated member; a list that turns in a circle is read once."""
    lists = list(thesaurus.links(SKOS + "memberList"))
    if not lists:
        return
    first, rest = dict(thesaurus.links(RDF + "first")), dict(thesaurus.links(RDF + "rest"))
    members = thesaurus.stated(SKOS + "member")
    for collection, start in lists:
        seen: set[str] = set()
        cell = start
        while cell not in seen and cell in rest:
            seen.add(cell)
            item = first.get(cell)
            if item is not None and (collection, item) not in members:
                said = f"its list holds {thesaurus.called(item)}, which is no skos:member"
                yield Found(collection, said, (item,))
            cell = rest[cell]


@Rule(
    title="A concept is related to one that it is a kind of",
    why="skos:related is for what is not above or below: SKOS makes it disjoint with skos:broaderTransitive.",
    todo="Remove either the relation or the step of the hierarchy that is wrong.",
    severity=Severity.ERROR,
    sources=("SKOS S27",),
    aliases=("rc", "relation-clashes"),
    integrity=True,
    good="ex:owl skos:broader ex:bird ; skos:related ex:mouse . ex:bird a skos:Concept .",
    bad="ex:owl skos:broader ex:bird ; skos:related ex:animal . ex:animal skos:narrower ex:bird .",
)
def related_in_hierarchy(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such pair, of which the lower one is the subject.

    Matches count as what they are below (S41).
    """
    for lower, upper in thesaurus.related_in_hierarchy():
        yield Found(lower, f"is related to {thesaurus.called(upper)}, which is above it", (upper,))


@Rule(
    title="A relation leads to or from what is no concept",
    why="Hierarchy, relations and mappings hold between concepts only; tools drop the statement or show a broken link.",
    todo="Let it lead to the IRI of the concept that is meant; a concept belongs to a scheme by"
    " skos:inScheme or skos:topConceptOf.",
    severity=Severity.ERROR,
    sources=("SKOS S19", "SKOS S20"),
    good="ex:owl skos:broader ex:bird . ex:bird a skos:Concept .",
    bad='ex:owl skos:broader "bird" ; skos:related ex: . ex: a skos:ConceptScheme .',
    expect=2,
    also=("concept-is-scheme",),
)
def relation_target(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each relation to a literal, and each to or from what is said to be something else."""
    others = {
        **dict.fromkeys(thesaurus.typed_collections | thesaurus.implied_collections, "a collection"),
        **dict.fromkeys(thesaurus.typed_schemes | thesaurus.implied_schemes, "a concept scheme"),
        **dict.fromkeys(thesaurus.xl_labels, "a name"),
    }
    for name in ("semanticRelation", "related", *HIERARCHICAL, *MAPPINGS):
        for subject, value in thesaurus.pairs(SKOS + name):
            if isinstance(value, Literal):
                said = f"skos:{name} leads to the text {quoted(value.value)}"
                yield Found(subject, said, (SKOS + name, value.value))
            elif value in others:
                said = f"skos:{name} leads to {others[value]}, {thesaurus.called(value)}"
                yield Found(subject, said, (SKOS + name, value))
            elif subject in others:
                yield Found(subject, f"is {others[subject]} and has skos:{name}", (SKOS + name, value))


#: The classes and properties of the SKOS namespace, 2009.
_TERMS = """
    Collection Concept ConceptScheme OrderedCollection altLabel broadMatch broader broaderTransitive
    changeNote closeMatch definition editorialNote exactMatch example hasTopConcept hiddenLabel
    historyNote inScheme mappingRelation member memberList narrowMatch narrower narrowerTransitive
    notation note prefLabel related relatedMatch scopeNote semanticRelation topConceptOf
"""
#: All terms of SKOS.
TERMS = frozenset(SKOS + name for name in _TERMS.split())
#: Terms of earlier drafts, and what took their place; "" where nothing did.
REPLACED: Mapping[str, str] = {
    **dict.fromkeys(("prefSymbol", "altSymbol", "symbol", "CollectableProperty", "subjectIndicator"), ""),
    **dict.fromkeys(("subject", "isSubjectOf", "primarySubject", "isPrimarySubjectOf"), ""),
    **dict.fromkeys(("broaderGeneric", "broaderInstantive", "broaderPartitive"), "broader"),
    **dict.fromkeys(("narrowerGeneric", "narrowerInstantive", "narrowerPartitive"), "narrower"),
    **dict.fromkeys(("relatedHasPart", "relatedPartOf"), "related"),
    "publicNote": "note",
    "privateNote": "editorialNote",
    "hasTopConceptOf": "topConceptOf",
}


@Rule(
    title="A term in the SKOS namespace is unknown or no longer in use",
    why="No tool reads it: what it says is lost.",
    todo="Use the term that SKOS has; what is your own belongs into a namespace of your own.",
    severity=Severity.ERROR,
    sources=("qSKOS usr", "SKOS Reference, Appendix D"),
    aliases=("usr", "undefined-skos-resources"),
    fixable=True,
    alone=True,
    good="ex:owl a skos:Concept ; skos:broader ex:bird .",
    bad="ex:owl a skos:concept ; skos:prefSymbol ex:p ; skos:boarder ex:bird .",
    expect=3,
)
def skos_term(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each statement's subject with a predicate or a class that the SKOS namespace has not."""
    strange = [name for name in thesaurus.columns if name.startswith(SKOS) and name not in TERMS]
    used = {name: set(thesaurus.columns[name].subjects) for name in strange}
    for subject, class_ in thesaurus.links(RDF + "type"):
        if class_.startswith(SKOS) and class_ not in TERMS:
            used.setdefault(class_, set()).add(subject)
    for term, subjects in used.items():
        name = term.removeprefix(SKOS)
        better = REPLACED.get(name)
        meant = did_you_mean(f"skos:{name}", [f"skos:{known[len(SKOS) :]}" for known in TERMS])
        hint = f"it is now skos:{better}" if better else "it is no longer in use" if better == "" else meant
        for subject in subjects:
            yield Found(subject, f"SKOS has no skos:{name}" + (f" ({hint})" if hint else ""), (term,))


@Rule(
    title="A top concept is stated from one end only",
    why="Each of skos:hasTopConcept and skos:topConceptOf implies the other; tools read one of them, and"
    " not all the same.",
    todo="State both.",
    severity=Severity.INFO,
    sources=("SKOS S8",),
    fixable=True,
    good="ex:owl skos:topConceptOf ex: . ex: skos:hasTopConcept ex:owl .",
    bad="ex:owl skos:topConceptOf ex: . ex: skos:hasTopConcept ex:bird . ex:bird a skos:Concept .",
    expect=2,
)
def top_one_way(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each top concept that only one of the two properties tells."""
    up = thesaurus.stated(SKOS + "topConceptOf")
    down = {(top, scheme) for scheme, top in thesaurus.stated(SKOS + "hasTopConcept")}
    for pairs, missing in ((up - down, "hasTopConcept"), (down - up, "topConceptOf")):
        for top, scheme in pairs:
            if top in thesaurus.subjects:
                said = f"is a top concept of {thesaurus.called(scheme)}, but skos:{missing} is missing"
                yield Found(top, said, (scheme,), scheme in thesaurus.schemes)


@Rule(
    title="A top concept is not said to be in its scheme",
    why="skos:topConceptOf implies skos:inScheme, but most tools list by skos:inScheme alone and miss the"
    " top concepts.",
    todo="State skos:inScheme beside skos:topConceptOf.",
    sources=("SKOS S7",),
    fixable=True,
    good="ex:owl skos:topConceptOf ex: ; skos:inScheme ex: .",
    bad="ex:owl skos:topConceptOf ex: . ex: skos:hasTopConcept ex:bird . ex:bird a skos:Concept .",
    expect=2,
)
def top_in_scheme(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each top concept without skos:inScheme to the same scheme."""
    for scheme, tops in thesaurus.tops.items():
        for top in tops & thesaurus.subjects:
            if scheme not in (value for _, value in thesaurus.about(top, SKOS + "inScheme")):
                said = f"is a top concept of {thesaurus.called(scheme)} without skos:inScheme"
                yield Found(top, said, (scheme,))


@Rule(
    title="A concept has several preferred names in one language",
    why="Only one of them can be shown; which one differs from tool to tool, and from run to run.",
    todo="Keep one skos:prefLabel in each language and make the others skos:altLabel.",
    severity=Severity.ERROR,
    sources=("SKOS S14",),
    aliases=("ipl", "inconsistent-preferred-labels"),
    fixable=True,
    integrity=True,
    alone=True,
    good='ex:owl a skos:Concept ; skos:prefLabel "owl"@en, "Owl"@en-GB, "Eule"@de, "Strix" .',
    bad='ex:owl a skos:Concept ; skos:prefLabel "owl"@en, "owls"@en .',
)
def two_preflabels(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each language in which something has several preferred names; no language counts as one."""
    for subject, tags in thesaurus.languages_of.items():
        if len(set(tags)) == len(tags):
            continue
        preferred = [(lang, text) for kind, text, lang in thesaurus.names[subject] if kind == "prefLabel"]
        for lang, texts in several(sorted(preferred)):
            where = f"in {lang}" if lang else "without a language"
            said = f"{len(texts)} preferred names {where}: {listed(list(map(quoted, texts)))}"
            yield Found(subject, said, (lang, *texts))


@Rule(
    title="A concept, scheme or collection has no type",
    why="It follows from how it is used, so nothing is wrong; but most tools look for the type and do not infer it.",
    todo="State the type: a skos:Concept, skos:ConceptScheme or skos:Collection.",
    severity=Severity.INFO,
    sources=("SKOS S19", "SKOS S20", "SKOS S4", "SKOS S31"),
    fixable=True,
    good="ex:owl a skos:Concept ; skos:broader ex:bird . ex:bird a skos:Concept .",
    bad='ex:owl skos:broader ex:bird ; skos:prefLabel "owl"@en . ex:bird a skos:Concept .',
)
def type_missing(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each resource that is described here and used as one of the three, but not typed."""
    grounds = Grounds(thesaurus)
    for part in thesaurus.parts():
        for nodes, typed, name in (
            (part.concepts, part.typed_concepts, "Concept"),
            (part.schemes, part.typed_schemes, "ConceptScheme"),
            (part.collections, part.typed_collections, "Collection"),
        ):
            for node in nodes - typed:
                clear = name != "Concept" or grounds.is_concept(node)
                yield Found(node, f"is used as a skos:{name} and not typed", (SKOS + name,), clear)
