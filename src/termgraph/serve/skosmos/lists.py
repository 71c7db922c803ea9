"""The lists of a vocabulary as Skosmos has them: top concepts, groups, letters, changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pyoxigraph import Literal

from termgraph.names import exact_key, unmarked_key
from termgraph.namespaces import DCT, XSD
from termgraph.serve.endpoints import Asked
from termgraph.serve.problems import Problem
from termgraph.serve.skosmos.voc import ONKI, Said, Voc, answered, spoken, voc_of

_LETTERS: Mapping[str, Callable[[str], bool]] = {"!*": lambda first: not first.isalnum(), "0-9": str.isdigit}


def top_concepts(asked: Asked) -> Said:
    """Return the top concepts of a scheme."""
    voc = voc_of(asked)
    scheme = asked["scheme"] or voc.graph.scheme
    tops = voc.graph.tops.get(scheme or "", ())
    found = [
        {**voc.child(one, "label"), "topConceptOf": scheme} for one in voc.graph.in_order(tops, voc.lang)
    ]
    context = {
        "onki": ONKI,
        "topconcepts": "skos:hasTopConcept",
        "notation": "skos:notation",
        "label": "skos:prefLabel",
    }
    return {**answered(context, voc.lang), "uri": scheme or "", "topconcepts": found}


def groups(asked: Asked) -> Said:
    """Return the collections."""
    voc = voc_of(asked)
    found = [_group(voc, one) for one in voc.graph.in_order(voc.graph.collections, voc.lang)]
    context = {
        "onki": ONKI,
        "prefLabel": "skos:prefLabel",
        "groups": "onki:hasGroup",
        "childGroups": {"@id": "skos:member", "@type": "@id"},
        "hasMembers": "onki:hasMembers",
    }
    return answered(context, voc.lang, groups=found)


def _group(voc: Voc, group: str) -> Said:
    members = voc.graph.members.get(group, ())
    inside = [one for one in members if one in voc.graph.collections]
    return {
        **voc.named(group),
        **({"childGroups": inside} if inside else {}),
        "hasMembers": len(inside) < len(members),
        **voc.noted(group),
    }


def group_members(asked: Asked) -> Said:
    """Return what is in a collection."""
    voc, uri = voc_of(asked), asked["uri"]
    members = voc.graph.members.get(uri)
    if not members:
        raise Problem(404, f"Could not find group <{uri}>")
    found = [
        {
            **voc.named(one),
            "isSuper": one in voc.graph.collections,
            "hasMembers": bool(voc.graph.members.get(one)),
            "type": voc.types(one),
            **voc.noted(one),
        }
        for one in members
    ]
    context = {"prefLabel": "skos:prefLabel", "members": "skos:member"}
    return {**answered(context, voc.lang), "uri": uri, "members": found}


def letters(asked: Asked) -> Said:
    """Return the letters that names begin with."""
    voc = voc_of(asked)
    firsts = {_first(text) for text, *_ in _alphabetical(voc)}
    special = [
        name for name, takes in (("!*", _LETTERS["!*"]), ("0-9", _LETTERS["0-9"])) if any(map(takes, firsts))
    ]
    found = [*sorted({first.upper() for first in firsts if first.isalpha()}), *special]
    listed = {"@id": "skosmos:indexLetters", "@container": "@list", "@language": voc.lang}
    return answered({"indexLetters": listed}, indexLetters=found)


def beginning(asked: Asked) -> Said:
    """Return the names that begin with a letter, from A to Z."""
    voc, letter = voc_of(asked), asked["letter"]
    takes = _LETTERS.get(letter) or (lambda first: letter == "*" or first == _first(letter))
    rows = [row for row in _alphabetical(voc) if takes(_first(row[0]))]
    end = asked["offset"] + asked["limit"] if asked["limit"] else None
    found = []
    for text, kind, tag, iri in rows[asked["offset"] : end]:
        shown, lang = voc.graph.shown(iri, voc.lang)
        other = {"altLabel": text} if kind == "altLabel" else {}
        found.append(
            {"uri": iri, "localname": voc.graph.id(iri), "prefLabel": shown, "lang": tag or lang, **other}
        )
    return answered(
        {"indexConcepts": {"@id": "skosmos:indexConcepts", "@container": "@list"}}, indexConcepts=found
    )


def _alphabetical(voc: Voc) -> list[tuple[str, str, str, str]]:
    """Return the names of what is in use in a language, from A to Z: text, kind, language, concept."""
    graph = voc.graph
    found = [
        (text, kind, tag, iri)
        for iri in graph.current
        for kind, text, tag in graph.names_of(iri)
        if kind != "hiddenLabel" and spoken(tag, voc.lang) and text
    ]
    return sorted(found, key=lambda row: (unmarked_key(row[0]), row))


def _first(text: str) -> str:
    return exact_key(text)[:1]


def changed(property: str, asked: Asked) -> Said:
    """Return the concepts by a date, the newest first."""
    voc = voc_of(asked)
    dated = sorted(
        (
            (value.value, iri)
            for iri, value in voc.graph.pairs(property)
            if isinstance(value, Literal) and iri in voc.graph.concepts
        ),
        key=lambda row: (row[0], row[1]),
        reverse=True,
    )
    found = [
        _change(voc, date, iri) for date, iri in dated[asked["offset"] : asked["offset"] + asked["limit"]]
    ]
    context = {"prefLabel": "skos:prefLabel", "date": {"@id": DCT + "date", "@type": XSD + "dateTime"}}
    said = answered(context, voc.lang, changeList=found)
    del said["uri"]
    return said


def _change(voc: Voc, date: str, iri: str) -> Said:
    instead = voc.graph.replacements.get(iri, ())
    told = {"replacedBy": instead[0], "replacingLabel": voc.label(instead[0])} if instead else {}
    return {**voc.named(iri), "date": date, **told}
