"""JSKOS, the JSON of Cocoda, DANTE and BARTOC: a line a record, the scheme before its concepts."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from termgraph.export.profiles import Notice, silent
from termgraph.namespaces import DCT, SKOS, is_absolute_iri
from termgraph.skos import Thesaurus
from termgraph.skos.documenting import NOTES

_CONTEXT = "https://gbv.github.io/jskos/context.json"
#: Relations as JSKOS has them; those of the vocabulary's own come as the SKOS ones that stand above them.
_RELATIONS = ("broader", "narrower", "related")
_MAPPINGS = ("closeMatch", "exactMatch", "broadMatch", "narrowMatch", "relatedMatch")
_NO_LANGUAGE = "und"


def ndjson(thesaurus: Thesaurus, _notice: Notice = silent) -> Iterator[bytes]:
    """Yield newline-delimited JSKOS 0.6, a line a resource.

    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:notation "598.9" .')
    >>> [json.loads(line)["notation"] for line in ndjson(birds)]
    [['598.9']]
    """
    encode = json.JSONEncoder(ensure_ascii=False).encode
    schemes = (_scheme(thesaurus, iri) for iri in sorted(thesaurus.schemes))
    concepts = (_concept(thesaurus, iri) for iri in sorted(thesaurus.concepts))
    for item in chain(schemes, concepts):
        yield f"{encode(item)}\n".encode("utf-8", "replace")


def _scheme(thesaurus: Thesaurus, iri: str) -> dict[str, Any]:
    titles = {lang or _NO_LANGUAGE: text for lang, text in reversed(thesaurus.spoken(iri, DCT + "title"))}
    told = {
        "prefLabel": titles or _by_language(thesaurus.preferred(iri).items(), one=True),
        "definition": _by_language(thesaurus.spoken(iri, DCT + "description")),
        "topConcepts": _members(thesaurus.tops.get(iri, ())),
        "license": _members(one for _, one in thesaurus.about(iri, DCT + "license") if isinstance(one, str)),
    }
    return _item(iri, "ConceptScheme", told)


def _concept(thesaurus: Thesaurus, iri: str) -> dict[str, Any]:
    names: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for kind, text, lang in sorted(thesaurus.names_of(iri), key=lambda name: (name[1].casefold(), name)):
        names[kind].append((lang, text))
    notes: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for note in thesaurus.notes(iri):
        notes[note.kind].append((note.lang, note.text))
    told: dict[str, Any] = {
        "prefLabel": _by_language(names["prefLabel"], one=True),
        "altLabel": _by_language(names["altLabel"]),
        "hiddenLabel": _by_language(names["hiddenLabel"]),
        "notation": sorted({code.value for code in thesaurus.notations.get(iri, ())}),
        **{kind: _by_language(notes[kind]) for kind in NOTES},
        **{kind: _members(_related(thesaurus, iri, kind)) for kind in _RELATIONS},
        "inScheme": _members(thesaurus.schemes_of.get(iri, ())),
        "topConceptOf": _members(one for one, tops in thesaurus.tops.items() if iri in tops),
        "mappings": _mappings(thesaurus, iri),
        "deprecated": iri in thesaurus.deprecated,
        "replacedBy": _members(thesaurus.replacements.get(iri, ())),
        **{name: text for name in ("created", "modified", "issued") for text in _dates(thesaurus, iri, name)},
    }
    return _item(iri, "Concept", told)


def _item(iri: str, kind: str, told: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in told.items() if value}
    return {"@context": _CONTEXT, "uri": iri, "type": [SKOS + kind], **kept}


def _related(thesaurus: Thesaurus, iri: str, kind: str) -> Iterable[str]:
    match kind:
        case "broader":
            return thesaurus.broader.get(iri, ())
        case "narrower":
            return thesaurus.narrower.get(iri, ())
        case _:
            return thesaurus.related.get(iri, ())


def _mappings(thesaurus: Thesaurus, iri: str) -> list[dict[str, Any]]:
    """Return what a concept is in other vocabularies, as mappings from it."""
    found = []
    for kind in _MAPPINGS:
        for target in sorted({one for _, one in thesaurus.about(iri, SKOS + kind) if isinstance(one, str)}):
            if is_absolute_iri(target):
                ends = {"from": {"memberSet": [{"uri": iri}]}, "to": {"memberSet": [{"uri": target}]}}
                found.append({**ends, "type": [SKOS + kind]})
    return found


def _members(iris: Iterable[str]) -> list[dict[str, str]]:
    return [{"uri": iri} for iri in sorted(set(iris)) if is_absolute_iri(iri)]


def _dates(thesaurus: Thesaurus, iri: str, name: str) -> list[str]:
    return [text for _, text in thesaurus.spoken(iri, DCT + name)][:1]


def _by_language(texts: Collection[tuple[str, str]], *, one: bool = False) -> dict[str, Any]:
    """Return texts by language: of each a list, or one."""
    if not texts:
        return {}
    found: dict[str, list[str]] = defaultdict(list)
    for lang, text in texts:
        found[lang or _NO_LANGUAGE].append(text)
    return {lang: some[0] if one else some for lang, some in sorted(found.items())}
