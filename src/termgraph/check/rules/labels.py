"""Rules about names: that there are some, in languages that there are, and that they are plain texts to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from itertools import chain

from pyoxigraph import Literal

from termgraph.check.finding import Found, Severity
from termgraph.check.rule import Options, Rule
from termgraph.check.texts import (
    called,
    fault,
    is_language,
    listed,
    names,
    notes,
    quoted,
    several,
    several_of,
    unseen,
)
from termgraph.names.damage import on_one_line, unscrambled
from termgraph.namespaces import DC, DCT, LABEL_TYPES, OIO, RDFS, SKOS, SKOSXL
from termgraph.skos import Thesaurus
from termgraph.skos.documenting import NOTES
from termgraph.skos.naming import KINDS


@Rule(
    title="There is no language in which all concepts have a preferred name",
    why="A reader of one language never sees the whole vocabulary.",
    todo="Complete the names of one language at least.",
    severity=Severity.INFO,
    sources=("qSKOS ncl",),
    aliases=("ncl", "no-common-languages"),
    good='ex:owl a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de . ex:bat a skos:Concept ;'
    ' skos:prefLabel "bat"@en .',
    bad='ex:owl a skos:Concept ; skos:prefLabel "Eule"@de . ex:bat a skos:Concept ; skos:prefLabel "bat"@en .',
)
def common_language(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield one finding for the vocabulary, with the language that comes nearest.

    Concepts without a name are another rule's.
    """
    counts, named = thesaurus.spoken_by
    best = max(sorted(counts), key=counts.__getitem__, default=None)
    if best is not None and counts[best] < named:
        where = f"names in {best}" if best else "names without a language"
        yield Found(None, f"the most have {where}: {counts[best]:,} of {named:,} concepts", (best,))


@Rule(
    title="A name holds a character that cannot be seen",
    why="Two names that look alike are then not the same: neither is found by typing the other.",
    todo="Remove the character.",
    severity=Severity.ERROR,
    sources=("qSKOS ucil",),
    aliases=("ucil", "unprintable-characters-in-labels"),
    fixable=True,
    alone=True,
    good='ex:owl skos:prefLabel "barn owl"@en ; skos:altLabel'
    ' "\\u0645\\u06cc\\u200c\\u062e\\u0648\\u0627\\u0647\\u0645"@fa .',
    bad='ex:owl skos:prefLabel "barn\\u200bowl"@en ; skos:altLabel "owl\\ufffd"@en .',
    expect=2,
)
def label_control(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such name; what is in another encoding is another rule's."""
    yield from unseen(thesaurus.untidy)


@Rule(
    title="A concept has no preferred name in a language that most others have one in",
    why="Readers of that language see it in another, or not at all.",
    todo="Add the name; from which share of the concepts on a language counts is `language-share` in check.yaml.",
    severity=Severity.INFO,
    sources=("qSKOS ilc",),
    aliases=("ilc", "incomplete-language-coverage"),
    good='ex:owl a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de . ex:bat a skos:Concept ;'
    ' skos:prefLabel "bat"@en, "Fledermaus"@de .',
    bad='ex:owl a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de . ex:bat a skos:Concept ;'
    ' skos:prefLabel "bat"@en .',
)
def language_coverage(thesaurus: Thesaurus, options: Options) -> Iterator[Found]:
    """Yield each concept with the languages that it lacks; one without any name is another rule's."""
    counts, named = thesaurus.spoken_by
    usual = {lang for lang, count in counts.items() if lang and count >= options.language_share * named}
    if all(counts[lang] == named for lang in usual):
        return
    for part in thesaurus.parts():
        for concept in part.current:
            own = part.languages_of.get(concept)
            if own is not None and not usual.issubset(own):
                missing = sorted(usual.difference(own))
                yield Found(concept, f"has no preferred name in {listed(missing)}", tuple(missing))


@Rule(
    title="A name is empty",
    why="It shows as a gap, and a search for nothing finds it.",
    todo="Write the name, or remove it.",
    severity=Severity.ERROR,
    sources=("qSKOS el",),
    aliases=("el", "empty-labels"),
    fixable=True,
    alone=True,
    good='ex:owl skos:prefLabel "owl"@en .',
    bad='ex:owl skos:prefLabel ""@en ; skos:altLabel "  "@en .',
    expect=2,
)
def label_empty(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each name that is nothing, or nothing but white space."""
    for subject, name in thesaurus.untidy:
        kind, text, lang = name
        if not text or text.isspace():
            yield Found(subject, f"{quoted(text, lang)} is an empty skos:{kind}", name)


@Rule(
    title="A name or note has no language tag, or one that is none",
    why="Tools that show one language leave out what has no tag, and hyphenate, sort and stem the rest by it.",
    todo='Add the tag, as in "owl"@en; tags are those of BCP 47.',
    sources=("qSKOS oilt", "BCP 47"),
    aliases=("oilt", "omitted-or-invalid-language-tags"),
    alone=True,
    good='ex:owl skos:prefLabel "owl"@en, "pöllö"@fi, "Strix"@la ; skos:altLabel "mochuelo"@es-419,'
    ' "x"@x-own, "c"@zh-Hant-TW .',
    bad='ex:owl skos:prefLabel "owl" ; skos:altLabel "Eule"@german, "sova"@cz ; skos:definition "A bird." .',
    expect=4,
)
def language_tag(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each text in question; what is a resource of its own is looked at where it is told."""
    described = (
        (subject, (note, text.value, text.language or ""))
        for note in NOTES
        for subject, text in thesaurus.texts(SKOS + note)
    )
    for subject, (kind, text, tag) in chain(names(thesaurus), described):
        # Sources, agents and properties have conventions of their own.
        if not is_language(tag) and subject in thesaurus.own:
            wrong = f"has the tag “{tag}”, which is no language" if tag else "has no language tag"
            yield Found(subject, f"skos:{kind} {quoted(text)} {wrong}", (kind, text, tag))


@Rule(
    title="A name holds a line end or a tab",
    why="Lists and tables break at it, and nobody who types the name finds it.",
    todo="Write the name on one line.",
    sources=("Skosify",),
    fixable=True,
    alone=True,
    good='ex:owl skos:prefLabel "barn owl"@en .',
    bad='ex:owl skos:prefLabel "barn\\nowl"@en ; skos:altLabel "screech\\towl"@en .',
    expect=2,
)
def label_newline(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each name with a line end or a tab in it; of white space around names, another rule tells."""
    for subject, name in thesaurus.untidy:
        kind, text, lang = name
        if on_one_line(text.strip()) != text.strip():
            shown_flat = quoted(" ".join(text.split()), lang)
            yield Found(subject, f"skos:{kind} {shown_flat} goes over several lines or holds a tab", name)


_TAGS = "a|abbr|b|big|br|cite|code|div|em|font|h[1-6]|i|img|li|ol|p|q|s|small|span|strong|sub|sup|tt|u|ul|var"
_MARKUP = re.compile(
    rf"&(?P<entity>[A-Za-z]\w+;)|&#(?:\d+|[xX][0-9A-Fa-f]+);|</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.I
)


@Rule(
    title="A name holds markup or an entity of HTML",
    why="A name is plain text: readers see the signs, and searches for the word do not find it.",
    todo="Write the characters themselves, as in “owls & hawks” and “H₂O”.",
    sources=("SKOS S12",),
    alone=True,
    good='ex:owl skos:prefLabel "owls & hawks; List<T>, a < b"@en .',
    bad='ex:owl skos:prefLabel "owls &amp; hawks"@en ; skos:altLabel "H<sub>2</sub>O"@en, "caf&#233;"@fr .',
    expect=3,
)
def label_markup(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each name with a tag that HTML has, or an entity."""
    for subject, name in names(thesaurus):
        text = name[1]
        if "&" not in text and "<" not in text:
            continue
        marks = _MARKUP.finditer(text)
        first = next((mark for mark in marks if not mark["entity"] or mark["entity"] in html5), None)
        if first is not None:
            yield fault(subject, name, f"holds {first[0]}")


@Rule(
    title="A concept or scheme has no name",
    why="People see an address where they expect a word, and searches never find it.",
    todo="Give it a skos:prefLabel; a scheme may have a dct:title instead.",
    severity=Severity.ERROR,
    sources=("qSKOS ml",),
    aliases=("ml", "missing-labels"),
    alone=True,
    good='ex:owl a skos:Concept ; skosxl:prefLabel ex:o . ex:o skosxl:literalForm "owl"@en . ex: a skos:ConceptScheme'
    ' ; dct:title "Birds"@en .',
    bad='ex:owl a skos:Concept ; skos:altLabel "owl"@en . ex: a skos:ConceptScheme .',
    expect=2,
)
def label_missing(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each concept without a preferred name, plain or as a resource, and each scheme without any name.

    What is deprecated may keep its old name in any way, and if it has none, another rule tells.
    """
    labelled = {subject for subject, _ in thesaurus.texts(RDFS + "label")}
    for concept in thesaurus.current:
        names = thesaurus.names.get(concept)
        if not names or names[0][0] != "prefLabel":  # preferred ones come first
            only = "only an rdfs:label" if concept in labelled else "only other names" if names else ""
            yield Found(concept, f"has no preferred name, {only}" if only else "has no preferred name")
    titled = labelled | thesaurus.subjects_of(DCT + "title", DC + "title")
    for scheme in thesaurus.schemes - titled - thesaurus.names.keys():
        yield Found(scheme, "is a scheme without a title")


@Rule(
    title="A name or note is UTF-8 that was read in another encoding",
    why="Nobody can read it, and no search finds it.",
    todo="Write it as it was meant; the message proposes it. Then read the source as UTF-8 where it comes from.",
    sources=("ftfy",),
    fixable=True,
    alone=True,
    good='ex:owl skos:prefLabel "Außenhandel"@de, "coração"@pt, "IRMÃO"@pt ; skos:note "“LIBERTÉ”"@fr .',
    bad='ex:owl skos:prefLabel "Au\\u00c3\\u009fenhandel"@de ; skos:note "Itâ€™s an owl."@en .',
    expect=2,
)
def label_mojibake(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such text with what it should be."""
    for subject, text in chain(names(thesaurus), notes(thesaurus)):
        if not text[1].isascii() and (meant := unscrambled(text[1])) != text[1]:
            yield fault(subject, text, f"was read in another encoding; it means {quoted(meant)}")


@Rule(
    title="A notation is shared by two concepts of a scheme, or a concept has several of one kind",
    why="A notation is there to name one concept, and no other, in its scheme.",
    todo="Give each concept one notation of its own; those of another system get another datatype.",
    sources=("qSKOS anr", "SKOS Reference 6.5.4"),
    aliases=("anr", "ambiguous-notation-references"),
    good='ex:owl skos:notation "B7", "598.9"^^ex:UDC . ex:bat skos:notation "B8" .',
    bad='ex:owl skos:notation "B7" . ex:bat skos:notation "B7", "B8" .',
    expect=2,
)
def notation_ambiguous(thesaurus: Thesaurus, __: Options) -> Iterator[Found]:
    """Yield each concept with several notations of a datatype, and each notation that concepts of a scheme share."""
    for part in thesaurus.parts():
        texts = part.texts(SKOS + "notation")
        for (subject, _), several_ in several(((one, text.datatype.value), text) for one, text in texts):
            codes = sorted(text.value for text in several_)
            said = f"has {len(codes)} notations: {listed(list(map(quoted, codes)))}"
            yield Found(subject, said, tuple(codes))
    borne = (
        ((scheme, text.value, text.language or "", text.datatype.value), one)
        for part in thesaurus.parts()
        for one, text in part.texts(SKOS + "notation")
        for scheme in part.schemes_of.get(one, ("",))
    )
    for (_, code, *_), bearers in several_of(thesaurus, borne):
        first, *others = sorted(bearers)
        said = f"the notation {quoted(code)} is also that of {called(thesaurus, others)}"
        yield Found(first, said, (code, *others))


@Rule(
    title="A notation has a language tag or is a resource",
    why="A notation is a code, the same in all languages; tools that look for a code miss one with a tag.",
    todo="Write it as a string, better with a datatype that says of which system it is.",
    sources=("SKOS Reference 6.5.1", "VocPub 2.3.10"),
    fixable=True,
    alone=True,
    good='ex:owl skos:notation "B7" ; skos:notation "598.9"^^ex:UDC .',
    bad='ex:owl skos:notation "B7"@en . ex:bat skos:notation ex:B8 .',
    expect=2,
)
def notation_type(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such notation."""
    for subject, value in thesaurus.pairs(SKOS + "notation"):
        if not isinstance(value, Literal):
            yield Found(subject, f"its notation is a resource, {thesaurus.called(value)}", (value,))
        elif value.language is not None:
            said = f"its notation {quoted(value.value, value.language)} has a language"
            yield Found(subject, said, (value.value,))


#: Languages that are written in a script of their own, and hardly ever in Latin letters.
_IN_OTHER_SCRIPTS = """
    am ar as be bg bn bo dv dz el fa gu he hi hy ja ka km kn ko lo mk ml mn mr my ne or pa ps ru sa si ta te th ti ug uk
    ur yi zh
"""
_LANGUAGES = frozenset(_IN_OTHER_SCRIPTS.split())
_LATIN = re.compile(r"[a-zA-ZÀ-ÖØ-öø-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[a-zà-öø-ÿ]{3}")


@Rule(
    title="A name is in Latin letters, and its language is not written in them",
    why="Either the tag is wrong, or the text was made with a font that put other letters in the place of these.",
    todo="Write it in the script of its language, or say the script in the tag, as in ru-Latn.",
    severity=Severity.INFO,
    sources=("BCP 47", "Unicode Standard Annex 24"),
    alone=True,
    good='ex:owl skos:prefLabel "สถูป"@th, "sova"@ru-Latn, "DNA"@ru, "Strix"@la, "Strix"@el ; skos:altLabel'
    ' "Linux"@ja .',
    bad='ex:owl skos:prefLabel "silaRKab;"@km .',
)
def label_script(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such name.

    Abbreviations and what is written so in a language with Latin letters too are fine, as are other names that begin
    with a capital: products, persons and species keep their names.
    """
    for subject, name in names(thesaurus):
        kind, text, lang = name
        if lang.partition("-")[0] not in _LANGUAGES or "Latn" in lang or not _WORD.search(text):
            continue
        if kind == "hiddenLabel" or (kind == "altLabel" and text[0].isupper()):
            continue
        latin = all(_LATIN.match(char) for char in text if char.isalpha())
        same = any(text == other and tag[:2] not in _LANGUAGES for _, other, tag in thesaurus.names[subject])
        if latin and not same:
            yield fault(subject, name, f"is in Latin letters, which {lang} is not written in")


_ENTITY = re.compile(r"&#?\w+;")
_BETWEEN = re.compile(r"\S\s*;\s*\w")


@Rule(
    title="An alternative name is several names with semicolons between",
    why="Who looks up one of them does not find it.",
    todo="Write each as a name of its own.",
    sources=("voc4cat",),
    alone=True,
    good='ex:owl skos:altLabel "barn owl"@en, "owls &amp; hawks"@en .',
    bad='ex:owl skos:altLabel "barn owl; screech owl"@en .',
)
def label_several(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each alternative or hidden name that a semicolon divides."""
    for subject, name in names(thesaurus):
        if ";" in name[1] and name[0] != "prefLabel" and _BETWEEN.search(_ENTITY.sub("", name[1])):
            yield fault(subject, name, "is several names")


@Rule(
    title="Two concepts of a scheme have the same name",
    why="Who looks the name up does not know which is meant, and who indexes by names takes the wrong one.",
    todo="Qualify the name of each, as in “bat (animal)”; list a meant homonym under `homonyms` in check.yaml.",
    sources=("qSKOS ol", "SKOS Primer 2.2.1"),
    aliases=("ol", "overlapping-labels"),
    good='ex:bat skos:prefLabel "bat (animal)"@en ; skos:altLabel "bat"@en . ex:club skos:prefLabel "bat (club)"@en .',
    bad='ex:bat skos:prefLabel "bat"@en ; skos:altLabel "flittermouse"@en . ex:club skos:prefLabel'
    ' "club"@en ; skos:altLabel "Bat"@en .',
)
def label_shared(thesaurus: Thesaurus, options: Options) -> Iterator[Found]:
    """Yield each name that several concepts of a scheme bear, without regard to case; its first bearer is the subject.

    Hidden names are there to be searched, and a name that is typed as ambiguous (OMO) is meant to be shared.
    """
    names = (
        ((text.lower(), lang), concept)
        for part in thesaurus.parts()
        for concept in part.current
        for kind, text, lang in part.names.get(concept, ())
        if kind != "hiddenLabel"
    )
    typed: set[tuple[str, str, str]] | None = None
    for (key, lang), alike in several_of(thesaurus, names):
        typed = _ambiguous(thesaurus) if typed is None else typed
        if key in options.homonyms or not key:
            continue
        written = {concept: _written(thesaurus, concept, (key, lang)) for concept in alike}
        for group in _by_scheme(thesaurus, sorted(alike)):
            if len(group) > 1 and not all((concept, written[concept], lang) in typed for concept in group):
                one, *others = group
                # A namesake is told by its address, since its name would tell nothing.
                telling_nothing = (key, thesaurus.label(one).lower())
                named = [
                    f"<{other}>"
                    if thesaurus.label(other).lower() in telling_nothing
                    else thesaurus.called(other)
                    for other in others
                ]
                said = f"{quoted(written[one], lang)} is also a name of {listed(named)}"
                yield Found(one, said, (written[one], lang, *others))


def _written(thesaurus: Thesaurus, concept: str, name: tuple[str, str]) -> str:
    """Return a name as a concept writes it."""
    return next(text for _, text, lang in thesaurus.names[concept] if (text.lower(), lang) == name)


def _by_scheme(thesaurus: Thesaurus, concepts: list[str]) -> list[list[str]]:
    """Return the concepts of each scheme that several are in; those in none count as in one."""
    groups: dict[str, list[str]] = {}
    for concept in concepts:
        for scheme in sorted(thesaurus.schemes_of.get(concept, ())) or [""]:
            groups.setdefault(scheme, []).append(concept)
    return [list(group) for group in dict.fromkeys(tuple(group) for group in groups.values())]


def _ambiguous(thesaurus: Thesaurus) -> set[tuple[str, str, str]]:
    """Return the names, each of a concept, that are typed as ambiguous."""
    typed = {s for s, type_ in thesaurus.links(OIO + "hasSynonymType") if type_ == LABEL_TYPES["ambiguous"]}
    return {
        (subject, form.value, form.language or "")
        for kind in KINDS
        for subject, label in thesaurus.links(SKOSXL + kind)
        if label in typed
        for form in thesaurus.xl_labels.get(label, ())
    }


@Rule(
    title="A name begins or ends with white space",
    why="Nobody sees it, but the name is another one for sorting, comparing and finding.",
    todo="Remove the white space.",
    severity=Severity.INFO,
    sources=("Skosify",),
    fixable=True,
    alone=True,
    good='ex:owl skos:prefLabel "barn owl"@en .',
    bad='ex:owl skos:prefLabel "owl "@en ; skos:altLabel "\\n barn owl"@en .',
    expect=2,
)
def label_space(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each name with white space before or after it."""
    for subject, name in thesaurus.untidy:
        if name[1].strip() not in ("", name[1]):
            yield fault(subject, name, "has white space around it")


_TAG_AT_THE_END = re.compile(
    r"(?<=[^\s{])\s*(?:\{@(?P<braced>[A-Za-z]{2,3}(?:-\w+)*)\}|@(?P<bare>[a-z]{2}(?:-\w+)*))\s*$"
)


@Rule(
    title="A language tag stands in the text of a name or note",
    why="Readers see it, and programs do not: for them the text has another language, or none.",
    todo='Take it out of the text and make it the tag, as in "owl"@en.',
    sources=("SkoHub",),
    alone=True,
    good='ex:owl skos:prefLabel "owl"@en ; skos:note "Write to owl@birds.de"@en ; skos:altLabel "@en"@en .',
    bad='ex:owl skos:prefLabel "owl@en" ; skos:altLabel "barn owl {@en}"@en ; skos:note "\\"A bird\\"@en-GB"@en .',
    expect=3,
)
def tag_in_text(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each text at whose end a tag stands."""
    for subject, text in chain(names(thesaurus), notes(thesaurus)):
        found = _TAG_AT_THE_END.search(text[1]) if "@" in text[1] else None
        tag = found and (found["braced"] or found["bare"])
        if tag and is_language(tag):
            yield fault(subject, text, f"has the tag “{tag}” in its text")


@Rule(
    title="Names are resources only, without the plain names beside them",
    why="They count as names (S55 to S57), but most tools read plain SKOS and show none.",
    todo="State skos:prefLabel, skos:altLabel and skos:hiddenLabel beside their SKOS-XL forms.",
    severity=Severity.INFO,
    sources=("SKOS S55", "SKOS S56", "SKOS S57"),
    fixable=True,
    alone=True,
    good='ex:owl skosxl:prefLabel ex:l ; skos:prefLabel "owl"@en . ex:l skosxl:literalForm "owl"@en .',
    bad='ex:owl skosxl:prefLabel ex:l . ex:l skosxl:literalForm "owl"@en .',
)
def xl_only(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each resource with a name that no plain property repeats."""
    missing: dict[str, set[str]] = {}
    for kind in KINDS:
        links = list(thesaurus.links(SKOSXL + kind))
        plain = {(s, t.value, t.language) for s, t in thesaurus.texts(SKOS + kind)} if links else set()
        for subject, label in links:
            for form in thesaurus.xl_labels.get(label, ()):
                if (subject, form.value, form.language) not in plain:
                    missing.setdefault(subject, set()).add(quoted(form.value, form.language or ""))
    for subject, texts in missing.items():
        yield Found(subject, f"has no plain label for {listed(sorted(texts))}", tuple(sorted(texts)))
