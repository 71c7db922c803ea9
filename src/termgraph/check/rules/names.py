"""Rules about concepts that are no longer current, and about names that are resources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from termgraph.check.finding import Found, Severity
from termgraph.check.rule import Options, Rule
from termgraph.check.texts import defined_of, listed, quoted, several
from termgraph.graph.terms import PROPOSED
from termgraph.names import language_tag
from termgraph.namespaces import DCT, LABEL_TYPES, OBO, OIO, RDF, RDFS, SKOS, SKOSXL, TG
from termgraph.skos import Thesaurus
from termgraph.skos.naming import KINDS

_SAYS = (
    *(SKOS + name for name in ("exactMatch", "closeMatch", "historyNote", "changeNote")),
    *(DCT + "isReplacedBy", RDFS + "seeAlso", OBO + "IAO_0100001"),
)


@Rule(
    title="A deprecated concept does not say what to use instead",
    why="Who has used it is left alone.",
    todo="Add dct:isReplacedBy, or a skos:historyNote or skos:changeNote that says why there is nothing.",
    severity=Severity.INFO,
    sources=("termgraph",),
    alone=True,
    good="ex:a a skos:Concept ; owl:deprecated true ; dct:isReplacedBy ex:b . ex:c a skos:Concept ;"
    ' owl:deprecated true ; skos:historyNote "Not needed."@en .',
    bad="ex:a a skos:Concept ; owl:deprecated true .",
)
def deprecated_unreplaced(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each deprecated concept without a successor or a note."""
    told = thesaurus.subjects_of(*_SAYS)
    for concept in (thesaurus.deprecated & thesaurus.concepts) - told:
        yield Found(concept, "is deprecated, and nothing says what to use instead")


@Rule(
    title="A deprecated concept has no name of SKOS",
    why="Who meets it in older data cannot tell what it was: tools of SKOS show its address.",
    todo="Keep the name that it had, as a skos:prefLabel.",
    severity=Severity.INFO,
    sources=("termgraph",),
    good='ex:a a skos:Concept ; owl:deprecated true ; skos:hiddenLabel "owl"@en .',
    bad="ex:a a skos:Concept ; owl:deprecated true . ex:b a skos:Concept ; owl:deprecated true .",
)
def deprecated_unnamed(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield one finding for the vocabulary, with how many there are and some of them."""
    nameless = sorted(
        concept
        for part in thesaurus.parts()
        for concept in part.deprecated
        if concept in part.concepts and concept not in part.names
    )
    if nameless:
        labelled = sum(1 for concept in nameless if any(thesaurus.about(concept, RDFS + "label")))
        some = listed([f"<{concept}>" for concept in nameless])
        but = f", {labelled:,} of them only an rdfs:label" if labelled else ""
        yield Found(None, f"{len(nameless):,} deprecated concepts have no name of SKOS{but}: {some}")


@Rule(
    title="A concept has a relation to a deprecated one",
    why="Readers are led to what is no longer to be used.",
    todo="Let the relation lead to what replaces it.",
    sources=("termgraph",),
    alone=True,
    good="ex:a owl:deprecated true ; dct:isReplacedBy ex:b . ex:c skos:broader ex:b .",
    bad="ex:a a skos:Concept ; owl:deprecated true . ex:c skos:broader ex:a .",
)
def deprecated_used(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each relation from a current concept to a deprecated one."""
    for target in thesaurus.deprecated:
        for others, said in ((thesaurus.narrower[target], "broader"), (thesaurus.related[target], "related")):
            for concept in others:
                if concept not in thesaurus.deprecated:
                    told = f"has the deprecated {thesaurus.called(target)} as skos:{said}"
                    yield Found(concept, told, (SKOS + said, target))


@Rule(
    title="A misnomer contradicts itself",
    why="A name cannot be clearer than itself, nor two each clearer than the other, nor suggest what it rightly means.",
    todo="Decide which name is the clear one, and what the other wrongly suggests.",
    severity=Severity.ERROR,
    sources=("termgraph ontology",),
    good="ex:softmax a skos:Concept ; tg:misnomerOf ex:l ; skosxl:altLabel ex:l . ex:m tg:misleadingName ex:softmax ;"
    " tg:clearName ex:l ; tg:suggests ex:maximum .",
    bad="ex:m tg:misleadingName ex:a ; tg:clearName ex:a ; tg:suggests ex:a . ex:a tg:misnomerOf ex:a, ex:b"
    " . ex:b tg:misnomerOf ex:a .",
    expect=6,
)
def misnomer_clash(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each contradiction between records, edges and names."""
    edges = set(thesaurus.links(TG + "misnomerOf"))
    for one, other in edges:
        if one == other:
            yield Found(one, "is a misnomer of itself", (other,))
        elif one < other and (other, one) in edges:
            yield Found(one, f"and {thesaurus.called(other)} are misnomers of each other", (other,))
    names = dict(thesaurus.links(TG + "misleadingName"))
    clear: dict[str, set[str]] = {}
    for record, name in thesaurus.links(TG + "clearName"):
        clear.setdefault(record, set()).add(name)
        if names.get(record) == name:
            said = f"{thesaurus.called(name)} is both the misleading and the clear name"
            yield Found(record, said, (name,))
    for record, concept in thesaurus.links(TG + "suggests"):
        if names.get(record) == concept:
            yield Found(record, f"the name of {thesaurus.called(concept)} suggests what it means", (concept,))
    told = {(names[record], name) for record, named in clear.items() if record in names for name in named}
    for one, other in edges - told:
        if one != other and (names or clear):
            yield Found(one, f"is a misnomer of {thesaurus.called(other)}, and no record says why", (other,))
    for one, other in told - edges:
        if one != other:
            said = f"tg:misnomerOf {thesaurus.called(other)} is missing, as its record says it"
            yield Found(one, said, (other,))


@Rule(
    title="A misnomer record is incomplete",
    why="A reader is warned of a name and not told which, or why.",
    todo="Give the record one tg:misleadingName and a skos:note that says why; a source says who says so.",
    severity=Severity.ERROR,
    sources=("termgraph ontology",),
    good='ex:m a tg:Misnomer ; tg:misleadingName ex:softmax ; skos:note "It smooths arg max."@en .'
    " ex:softmax a skos:Concept .",
    bad='ex:m a tg:Misnomer ; skos:note "Why?"@en . ex:n a tg:Misnomer ; tg:misleadingName ex:gone .',
    expect=3,
)
def misnomer_record(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield what each record lacks, and each name in it that is nowhere told of."""
    records = sorted(node for node, class_ in thesaurus.links(RDF + "type") if class_ == TG + "Misnomer")
    if not records:
        return
    names: dict[str, list[str]] = {}
    for record, name in thesaurus.links(TG + "misleadingName"):
        names.setdefault(record, []).append(name)
    why = {record for record, _ in thesaurus.texts(SKOS + "note")}
    for record in records:
        misleading = names.get(record, [])
        if len(misleading) != 1:
            yield Found(record, f"has {len(misleading) or 'no'} tg:misleadingName", tuple(sorted(misleading)))
        if record not in why:
            yield Found(record, "does not say why the name misleads: it has no skos:note")
    for name in ("misleadingName", "clearName", "suggests", "field"):
        for record, target in thesaurus.links(TG + name):
            if target not in thesaurus.subjects:
                said = f"tg:{name} leads to <{target}>, of which nothing is said"
                yield Found(record, said, (TG + name, target))


@Rule(
    title="A concept of the earlier version is gone",
    why="An address that was published is used by others: what they refer to no longer exists.",
    todo="Put it back with owl:deprecated true and dct:isReplacedBy.",
    severity=Severity.ERROR,
    sources=("Cool URIs don't change", "voc4cat"),
    good="ex:owl a skos:Concept .",
    bad="ex:bat a skos:Concept .",
)
def concept_removed(thesaurus: Thesaurus, options: Options) -> Iterator[Found]:
    """Yield each concept of the version that is compared with (`--against`) that is gone, and that nothing replaces."""
    for concept in options.old_concepts:
        if concept not in thesaurus.subjects and concept not in thesaurus.replacements:
            yield Found(concept, "was a concept of the earlier version, and nothing is said of it any more")


@Rule(
    title="A concept is replaced by another and not deprecated",
    why="Tools go on offering it.",
    todo="Add owl:deprecated true, or remove dct:isReplacedBy.",
    sources=("termgraph shapes",),
    fixable=True,
    alone=True,
    good="ex:a a skos:Concept ; owl:deprecated true ; dct:isReplacedBy ex:b . ex:b a skos:Concept .",
    bad="ex:a a skos:Concept ; dct:isReplacedBy ex:b . ex:b a skos:Concept .",
)
def replaced_current(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept with a successor that is not deprecated."""
    for concept, other in thesaurus.links(DCT + "isReplacedBy"):
        if concept in thesaurus.concepts and concept not in thesaurus.deprecated:
            yield Found(concept, f"is replaced by {thesaurus.called(other)} and not deprecated", (other,))


@Rule(
    title="A name is a synonym of a concept that prefers the same name",
    why="It is the preferred name, and no other one beside it.",
    todo="Remove tg:synonymOf and the alternative name, or change the preferred one.",
    severity=Severity.ERROR,
    sources=("termgraph ontology",),
    alone=True,
    good='ex:owl skos:prefLabel "owl"@en . ex:l tg:synonymOf ex:owl ; skosxl:literalForm "hooter"@en .',
    bad='ex:owl skos:prefLabel "owl"@en . ex:l tg:synonymOf ex:owl ; skosxl:literalForm "owl"@en .',
)
def synonym_preferred(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such name, whose text and language are those of the preferred one."""
    for name in ("synonymOf", "abbreviationOf"):
        for label, concept in thesaurus.links(TG + name):
            for form in thesaurus.xl_labels.get(label, ()):
                lang = language_tag(form.language or "")
                if thesaurus.preferred(concept).get(lang) == form.value:
                    text = quoted(form.value, lang)
                    said = f"is tg:{name} a concept whose preferred name is {text} too"
                    yield Found(label, said, (concept, form.value))


@Rule(
    title="A concept has one name as two resources, or a name is of two types",
    why="What is said of the one is not said of the other.",
    todo="Keep one of them.",
    sources=("termgraph",),
    alone=True,
    good='ex:owl skosxl:altLabel ex:l . ex:l skosxl:literalForm "owl"@en ; oio:hasSynonymType'
    " obo:OMO_0003000, obo:OMO_0003007 .",
    bad='ex:owl skosxl:altLabel ex:l, ex:m . ex:l skosxl:literalForm "owl"@en ; oio:hasSynonymType obo:OMO_0003000,'
    ' obo:OMO_0003006 . ex:m skosxl:literalForm "owl"@en .',
    expect=2,
)
def name_twice(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such name; that a name misleads (OMO_0003007) comes on top of what else it is."""
    labels = (
        ((subject, form.value, form.language or ""), label)
        for kind in KINDS
        for subject, label in thesaurus.links(SKOSXL + kind)
        for form in thesaurus.xl_labels.get(label, ())
    )
    for (subject, text, lang), resources in several(labels):
        said = f"has {quoted(text, lang)} as {len(resources)} resources"
        yield Found(subject, said, tuple(sorted(resources)))
    names = {omo: name for name, omo in LABEL_TYPES.items() if name not in ("misnomer", "ambiguous")}
    types = thesaurus.links(OIO + "hasSynonymType")
    for label, both in several((label, names[type_]) for label, type_ in types if type_ in names):
        yield Found(label, f"is typed as {listed(sorted(both))}", tuple(sorted(both)))


@Rule(
    title="A name that is a resource belongs to no concept",
    why="It is in the file and shown nowhere.",
    todo="Attach it by skosxl:prefLabel, skosxl:altLabel or skosxl:hiddenLabel, or remove it.",
    sources=("Skosify", "termgraph shapes"),
    good='ex:owl skosxl:altLabel ex:l . ex:l skosxl:literalForm "owl"@en .',
    bad='ex:l a skosxl:Label ; skosxl:literalForm "owl"@en .',
)
def name_unattached(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such name; one that another name refers to counts as used."""
    used = thesaurus.targets_of(PROPOSED, *(SKOSXL + name for name in (*KINDS, "labelRelation")))
    for label, forms in thesaurus.xl_labels.items():
        if label not in used:
            said = f"{quoted(forms[0].value, forms[0].language or '')} belongs to no concept"
            yield Found(label, said, (forms[0].value,))


_WORD = re.compile(r"\w+")
_MOST_WORDS = 5
_SHORTEST = 4  # letters; shorter names are words of every text


@Rule(
    title="A definition uses a term of the vocabulary that has no definition, without linking to it",
    why="The reader has to know the term, and finds no explanation of it.",
    todo="Define the term, or link to it so that its reader sees at least where it belongs.",
    severity=Severity.INFO,
    sources=("termgraph",),
    good='ex:owl a skos:Concept ; skos:definition "A raptor of the night."@en ; dct:references ex:r . ex:r a'
    ' skos:Concept ; skos:prefLabel "raptor"@en .',
    bad='ex:owl a skos:Concept ; skos:definition "A raptor of the night."@en . ex:r a skos:Concept ;'
    ' skos:prefLabel "raptor"@en .',
)
def undefined_mention(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such word by the preferred names of concepts without a definition, in the definition's language."""
    defined, total = defined_of(thesaurus)
    if defined * 2 < total:
        return  # no glossary: there most terms have no definition, and are not expected to
    used: set[str] = set()
    for part in thesaurus.parts():
        for text in chain.from_iterable(part.definitions.values()):
            used.update(_WORD.findall(text.value.casefold()))
    undefined: dict[tuple[str, str], str] = {}
    for part in thesaurus.parts():
        for concept in part.current:
            for kind, name, tag in () if concept in part.definitions else part.names.get(concept, ()):
                if kind == "prefLabel" and len(name) >= _SHORTEST and _begins(name, used):
                    key = _words(name), tag
                    undefined[key] = min(undefined.get(key, concept), concept)
    used.clear()
    longest = min(max((key.count(" ") + 1 for key, _ in undefined), default=0), _MOST_WORDS)
    for part in thesaurus.parts() if undefined else ():
        yield from _mentions(part, undefined, longest)


def _mentions(
    thesaurus: Thesaurus, undefined: Mapping[tuple[str, str], str], longest: int
) -> Iterator[Found]:
    """Yield each name of so many words at most, of a concept without a definition, that is in another's."""
    leading = (DCT + "references", SKOS + "broader", SKOS + "narrower", SKOS + "related")
    linked = {pair for name in leading for pair in thesaurus.links(name)}
    for subject, texts in thesaurus.definitions.items():
        if subject not in thesaurus.concepts:
            continue
        for text in texts:
            words = _WORD.findall(text.value.casefold())
            lang = text.language or ""
            parts = {
                " ".join(words[i : i + n]) for n in range(1, longest + 1) for i in range(len(words) - n + 1)
            }
            for part in parts:
                target = undefined.get((part, lang))
                if target is not None and target != subject and (subject, target) not in linked:
                    said = f"its definition uses {quoted(part)}, which has no definition"
                    yield Found(subject, said, (target, part))


def _begins(text: str, words: set[str]) -> bool:
    first = _WORD.search(text)
    return first is not None and first.group().casefold() in words


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))
