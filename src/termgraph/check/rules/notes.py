"""Rules about notes, definitions and dates, and about what schemes say of themselves."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping

from pyoxigraph import Literal

from termgraph.check.finding import Found, Severity
from termgraph.check.rule import Options, Rule
from termgraph.check.texts import listed, notes, quoted, unseen
from termgraph.check.wanted import DATE, TIME, ZONE, properties
from termgraph.entries.translations import is_outdated
from termgraph.namespaces import DCT, TG
from termgraph.skos import Thesaurus
from termgraph.skos.spellings import is_in


@Rule(
    title="A note holds a character that cannot be seen",
    why="XML cannot write control characters, terminals obey them, and nobody sees them.",
    todo="Remove them; mostly they come from a text in another encoding.",
    sources=("qSKOS ucil", "XML 1.0 2.2"),
    aliases=("ucil", "unprintable-characters-in-labels"),
    fixable=True,
    alone=True,
    good='ex:owl skos:note "One line.\\nAnother.\\tMore."@en .',
    bad='ex:owl skos:note "A b\\u0007ird."@en ; skos:definition "An \\ufffdowl."@en .',
    expect=2,
)
def control_characters(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such note; of names, and of what is in another encoding, other rules tell."""
    yield from unseen(
        note for note in notes(thesaurus) if not note[1][1].isprintable() or "\ufffd" in note[1][1]
    )


_DATE = re.compile(rf"\d{{4}}(-(0[1-9]|1[0-2]))?{ZONE}|{DATE}|{TIME}")


@Rule(
    title="A date is not written as one",
    why="Nothing can be sorted or compared by it.",
    todo='Write it as in "2026-11-21"^^xsd:date.',
    sources=("VocPub 2.1.05", "VocPub 2.3.17"),
    alone=True,
    good='ex:owl a skos:Concept ; dct:created "2026-11-21"^^xsd:date ; dct:modified'
    ' "2026-11-21T10:00:00Z"^^xsd:dateTime .',
    bad='ex:owl a skos:Concept ; dct:created "21.11.2026" ; dct:modified "2026-13-41"^^xsd:date .',
    expect=2,
)
def date_format(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each date of a concept or scheme that has not the form of an XSD date, time, month or year."""
    told = thesaurus.concepts | thesaurus.schemes
    for name in ("created", "modified", "issued"):
        for subject, value in thesaurus.pairs(DCT + name):
            text = value.value if isinstance(value, Literal) else value
            if subject in told and not _DATE.fullmatch(text):
                yield Found(subject, f"dct:{name} {quoted(text)} is no date", (DCT + name, text))


_LEAD = re.compile(
    r"^(?:see also|see|siehe|voir|same as|(?:an?|the|der|die|das|eine?|une?|les?|la)\b)\s*", re.IGNORECASE
)
_LONGEST = 80


@Rule(
    title="A definition only leads back to the concept that it is to define",
    why="Who does not know the concept does not know it after reading either.",
    todo="Say what kind of thing it is and what sets it apart.",
    sources=("Mader et al. 2012",),
    good='ex:owl skos:prefLabel "owl"@en ; skos:definition "A bird of the night."@en .',
    bad='ex:owl skos:prefLabel "owl"@en ; skos:definition "See hooter."@en . ex:h skos:prefLabel'
    ' "hooter"@en ; skos:definition "An owl."@en .',
)
def definition_circular(thesaurus: Thesaurus, __: Options) -> Iterator[Found]:
    """Yield each circle of definitions that consist of nothing but a name: its own, or another's that does the same."""
    wanted = {hash(key) for part in thesaurus.parts() for key in _short(part).values()}
    if not wanted:
        return
    named: dict[str, str] = {}
    for part in thesaurus.parts():
        for subject, names in part.names.items():
            for _, text, _ in names:
                if hash(key := text.casefold()) in wanted and (key not in named or subject < named[key]):
                    named[key] = subject
    leads = {
        subject: subject if _own(part, subject, key) else named[key]
        for part in (thesaurus.parts() if named else ())
        for subject, key in _short(part).items()
        if key in named
    }
    done: set[str] = set()
    for start in sorted(leads):
        path: list[str] = []
        here: str | None = start
        while here is not None and here not in done:
            done.add(here)
            path.append(here)
            here = leads.get(here)
        if here is not None and here in path:
            circle = path[path.index(here) :]
            said = " → ".join(thesaurus.called(node) for node in [*circle, circle[0]])
            yield Found(circle[0], f"its definition says only: {said}", tuple(circle))


def _short(thesaurus: Thesaurus) -> Mapping[str, str]:
    """Return what the short definitions of concepts come down to; of several of one, the last."""
    return {
        subject: key
        for subject, texts in thesaurus.definitions.items()
        for text in texts
        if subject in thesaurus.concepts and len(text.value) <= _LONGEST and (key := _key(text.value))
    }


def _key(text: str) -> str:
    """Return what a definition comes down to, without "see" and articles before it.

    >>> _key("See an owl.")
    'owl'
    """
    text = text.strip().rstrip(".").strip()
    for _ in range(3):
        text = _LEAD.sub("", text)
    return text.casefold()


def _own(thesaurus: Thesaurus, subject: str, key: str) -> bool:
    return any(text.casefold() == key for _, text, _ in thesaurus.names.get(subject, ()))


@Rule(
    title="A concept has no definition",
    why="In a glossary a concept without a definition is only a word.",
    todo='Write a skos:definition, or mark the concept as a stub (tg:status "stub") until there is one.',
    severity=None,
    sources=("VocPub 2.2.01", "termgraph shapes"),
    alone=True,
    good='ex:owl a skos:Concept ; skos:definition "A bird of the night."@en . ex:bat a skos:Concept ;'
    ' tg:status "stub" .',
    bad='ex:owl a skos:Concept ; skos:scopeNote "Barn owls too."@en .',
)
def definition_missing(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept without a definition that is neither deprecated nor marked as a stub."""
    yield from _bare(thesaurus, thesaurus.definitions, "has no definition")


def _bare(thesaurus: Thesaurus, told: Container[str], said: str) -> Iterator[Found]:
    """Yield the current concepts of which something is not told, but for those marked as stubs."""
    stubs = {subject for subject, text in thesaurus.texts(TG + "status") if text.value == "stub"}
    for concept in thesaurus.current:
        if concept not in told and concept not in stubs:
            yield Found(concept, said)


@Rule(
    title="A concept lacks a name or its definition in a language of the vocabulary",
    why="Readers of that language see it in another, or not at all.",
    todo="Translate it; the languages are those that vocabulary.yaml lists, or the scheme's dct:language.",
    severity=Severity.INFO,
    sources=("termgraph",),
    alone=True,
    good='ex: a skos:ConceptScheme ; dct:language "en", "de" . ex:owl a skos:Concept ; skos:prefLabel "owl"@en,'
    ' "Eule"@de-AT ; skos:definition "A bird."@en, "Ein Vogel."@de .',
    bad='ex: a skos:ConceptScheme ; dct:language "en", "de" . ex:owl a skos:Concept ; skos:prefLabel "owl"@en,'
    ' "Eule"@de ; skos:definition "A bird."@en . ex:bat a skos:Concept ; skos:prefLabel "bat"@en .',
    expect=2,
)
def translation_missing(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept that is not translated, where its vocabulary declares several languages."""
    wanted = sorted(thesaurus.declared_languages)
    for concept in thesaurus.current if len(wanted) > 1 else ():
        defined = [text.language or "" for text in thesaurus.definitions.get(concept, ())]
        told = (("preferred name", thesaurus.languages_of.get(concept, ())), ("definition", defined))
        lacks = [
            (f"no {what} in {lang}", lang)
            for what, tags in told
            for lang in wanted
            if tags and not any(is_in(tag, lang) for tag in tags)
        ]
        if lacks:
            languages = dict.fromkeys(lang for _, lang in lacks)
            yield Found(concept, f"has {listed([said for said, _ in lacks])}", tuple(languages))


@Rule(
    title="A definition has changed since it was translated",
    why="Readers of the other language are told what is no longer meant.",
    todo="Correct the translation, then `termgraph fmt`; one that is right: take it out of `translated` before that.",
    sources=("termgraph",),
    alone=True,
    good='ex:owl skos:prefLabel "owl"@en ; skos:definition "A bird."@en, "Ein Vogel."@de ;'
    ' tg:translated "de 04f809a8 4f2c588c" .',
    bad='ex:owl skos:prefLabel "owl"@en ; skos:definition "A big bird."@en, "Ein Vogel."@de ;'
    ' tg:translated "de 04f809a8 4f2c588c" .',
)
def translation_outdated(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each translation that is older than the text that it translates, by the digests kept beside it."""
    for subject, kept in thesaurus.texts(TG + "translated"):
        texts = {(text.language or "").lower(): text.value for text in thesaurus.definitions.get(subject, ())}
        lang, digests = kept.value.partition(" ")[::2]
        text, translation = texts.get(thesaurus.language.lower()), texts.get(lang.lower())
        if text is not None and translation is not None and is_outdated(digests, text, translation):
            said = (
                f"its definition in {lang} was translated from another text than that in {thesaurus.language}"
            )
            yield Found(subject, said, (translation,))


@Rule(
    title="A concept has several definitions in one language",
    why="A concept has one meaning: a second definition is either the same again or another concept's.",
    todo="Keep one skos:definition and make the others notes, or split the concept.",
    sources=("VocPub 2.1.04",),
    alone=True,
    good='ex:owl a skos:Concept ; skos:definition "A bird of the night."@en, "Ein Nachtvogel."@de .',
    bad='ex:owl a skos:Concept ; skos:definition "A bird of the night."@en, "A bird that hunts mice."@en .',
)
def definition_several(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each language in which something has several definitions."""
    for subject, texts in thesaurus.definitions.items():
        if len(texts) < 2 or subject not in thesaurus.own:
            continue
        languages = [text.language or "" for text in texts]
        for lang in sorted({lang for lang in languages if languages.count(lang) > 1}):
            where = f"in {lang}" if lang else "without a language"
            yield Found(subject, f"has {languages.count(lang)} definitions {where}", (lang,))


#: What is to be said, and the properties that say it.
_METADATA = {
    "title": "dct:title dc:title rdfs:label skos:prefLabel skosxl:prefLabel",
    "description": "dct:description dc:description dct:abstract rdfs:comment skos:definition",
    "creator": "dct:creator dc:creator foaf:maker schema:creator sdo:creator",
    "publisher": "dct:publisher dc:publisher schema:publisher sdo:publisher",
    "licence": "dct:license dct:rights dc:rights dct:accessRights cc:license xhv:license schema:license sdo:license",
    "date of creation": "dct:created dct:issued dct:date dc:date schema:dateCreated sdo:dateCreated",
    "date of change": "dct:modified schema:dateModified sdo:dateModified",
}


@Rule(
    title="A scheme does not say what it is, whose it is, or what may be done with it",
    why="Without a title, a creator, a date and a licence nobody can cite the vocabulary or may use it.",
    todo="Add what is missing to the skos:ConceptScheme.",
    sources=("VocPub 2.1.04", "VocPub 2.1.05", "VocPub 2.1.06", "VocPub 2.1.13"),
    alone=True,
    good='ex: a skos:ConceptScheme ; dct:title "Birds"@en ; dct:description "All."@en ; dct:creator ex:me ;'
    ' dct:publisher ex:me ; dct:license <http://creativecommons.org/licenses/by/4.0/> ; dct:created "2026-11-21" ;'
    ' dct:modified "2026-11-21" .',
    bad='ex: a skos:ConceptScheme ; dct:title "Birds"@en .',
)
def scheme_metadata(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each scheme with what it does not say."""
    yield from _silent(thesaurus, _METADATA, "says nothing of its")


def _silent(thesaurus: Thesaurus, wanted: Mapping[str, str], said: str) -> Iterator[Found]:
    """Yield each scheme with what it does not say; a part of a larger whole (dct:isPartOf) may leave it to that."""
    parts = {subject for subject, _ in thesaurus.links(DCT + "isPartOf")}
    told = {what: thesaurus.subjects_of(*properties(names)) for what, names in wanted.items()}
    for scheme in thesaurus.schemes - parts:
        missing = [what for what, schemes in told.items() if scheme not in schemes]
        if missing:
            yield Found(scheme, f"{said} {listed(missing)}", tuple(missing))


_VERSION = {
    "version": "owl:versionInfo owl:versionIRI dct:hasVersion dcat:version",
    "prefix": "vann:preferredNamespacePrefix",
    "namespace": "vann:preferredNamespaceUri void:uriSpace",
}


@Rule(
    title="A scheme does not say its version, its preferred prefix or its namespace",
    why="Others cannot say which version they used, and each invents a prefix of his own.",
    todo="Add owl:versionInfo, vann:preferredNamespacePrefix and vann:preferredNamespaceUri.",
    severity=Severity.INFO,
    sources=("VANN", "OWL 2 Structural Specification 3.3"),
    alone=True,
    good='ex: a skos:ConceptScheme ; owl:versionInfo "1.0" ; vann:preferredNamespacePrefix "ex" ;'
    ' vann:preferredNamespaceUri "http://example.org/" .',
    bad="ex: a skos:ConceptScheme .",
)
def scheme_version(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each scheme with what it does not say."""
    yield from _silent(thesaurus, _VERSION, "does not tell its")


@Rule(
    title="A concept has no definition and no note of any kind",
    why="Its name alone does not tell what is meant by it and what is not.",
    todo="Add a skos:definition or a skos:scopeNote.",
    severity=Severity.INFO,
    sources=("qSKOS uc",),
    aliases=("uc", "undocumented-concepts"),
    alone=True,
    good='ex:owl a skos:Concept ; skos:scopeNote "Only of the order Strigiformes."@en .',
    bad='ex:owl a skos:Concept ; skos:prefLabel "owl"@en .',
)
def undocumented(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept that is neither documented, nor deprecated, nor marked as a stub."""
    yield from _bare(thesaurus, thesaurus.documented, "has neither a definition nor a note")
