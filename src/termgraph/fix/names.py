"""Repairs of names, plain ones and those that are resources. No name is ever lost.

A name that is a resource (SKOS-XL) is tidied in its skosxl:literalForm; to make it of another kind, its link is moved.
What a property of the vocabulary's own states, and a resource with several literal forms, is left to people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from pyoxigraph import Literal

from termgraph.check.finding import Found
from termgraph.check.texts import property_of
from termgraph.fix.draft import Step, added, removed
from termgraph.names import language_tag
from termgraph.namespaces import SKOS, SKOSXL, TG
from termgraph.skos import Thesaurus
from termgraph.skos.naming import KINDS

_FORM = SKOSXL + "literalForm"
_MARKDOWN = TG + "definitionMarkdown"

#: Which of several preferred names stays; of equals, the first in the alphabet.
POLICIES: Mapping[str, Callable[[str], object]] = {
    "shortest": len,
    "longest": lambda text: -len(text),
    "lowercase": lambda text: (not text[:1].islower(), not text.islower()),
    "first": lambda text: 0,
}


class Name(NamedTuple):
    """A name of a concept, as it is stated once.

    Attributes:
        kind: prefLabel, altLabel or hiddenLabel.
        text: the name.
        label: the resource whose literal form it is, None for a plain name.
        movable: whether it can be made a name of another kind, or removed, without judgement.
    """

    kind: str
    text: Literal
    label: str | None
    movable: bool

    @property
    def key(self) -> tuple[str, str]:
        """Text and language, which make it the same name as another."""
        return self.text.value, language_tag(self.text.language or "")


def _names(thesaurus: Thesaurus, subjects: Collection[str]) -> Mapping[str, list[Name]]:
    """Return the names of some concepts, as often as they are stated."""
    names: dict[str, list[Name]] = defaultdict(list)
    for kind in KINDS:
        column = thesaurus.columns.get(SKOS + kind)
        rows = zip(column.subjects, column.objects, strict=True) if column else ()
        own = {(subject, value) for subject, value in rows if subject in subjects}
        for subject, text in thesaurus.texts(SKOS + kind):
            if subject in subjects:
                names[subject].append(Name(kind, text, None, (subject, text) in own))
        linked = thesaurus.stated(SKOSXL + kind)
        for subject, label in thesaurus.links(SKOSXL + kind):
            if subject in subjects:
                forms = thesaurus.xl_labels.get(label, ())
                movable = len(forms) == 1 and (subject, label) in linked
                names[subject] += [Name(kind, text, label, movable) for text in forms]
    return names


def _subjects(found: Sequence[Found]) -> set[str]:
    return {each.subject for each in found if each.subject is not None}


def _moved(subject: str, name: Name, kind: str) -> Step:
    """Return the step that makes a name one of another kind."""
    if name.label is None:
        return Step((subject, SKOS + name.kind, name.text), (subject, SKOS + kind, name.text))
    return Step((subject, SKOSXL + name.kind, name.label), (subject, SKOSXL + kind, name.label))


def rewritten(thesaurus: Thesaurus, found: Sequence[Found], tidy: Callable[[str], str]) -> Iterator[Step]:
    """Tidy names and notes, each of which is found as its kind, text and language; the Markdown of definitions too."""
    wanted = {(each.subject, *each.values) for each in found}
    others = sorted({each.values[0] for each in found}.difference(KINDS))
    said = [
        (subject, kind, text, subject, property_of(kind))
        for kind in others
        for subject, text in thesaurus.texts(property_of(kind))
    ]
    for subject, names in _names(thesaurus, _subjects(found)).items():
        for kind, text, label, _ in names:
            said.append((subject, kind, text, *((subject, SKOS + kind) if label is None else (label, _FORM))))
    defined = {(each.subject, each.values[2]) for each in found if each.values[0] == "definition"}
    for subject, text in thesaurus.texts(_MARKDOWN):
        if (subject, language_tag(text.language or "")) in defined and tidy(text.value) != text.value:
            yield Step((subject, _MARKDOWN, text), (subject, _MARKDOWN, _like(text, tidy(text.value))))
    for subject, kind, text, bearer, predicate in said:
        tidied = tidy(text.value)
        if tidied != text.value and (subject, kind, text.value, language_tag(text.language or "")) in wanted:
            for name in thesaurus.properties(predicate):  # where it is not stated, nothing is changed
                yield Step((bearer, name, text), (bearer, name, _like(text, tidied)))


def _like(literal: Literal, text: str) -> Literal:
    """Return a literal with another text."""
    if literal.language is None:
        return Literal(text, datatype=literal.datatype)
    return Literal(text, language=literal.language, direction=literal.direction)


def without_empty(thesaurus: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """Remove empty names; of a resource that is nothing but an empty name, all that is said."""
    gone: set[str] = set()
    for subject, names in _names(thesaurus, _subjects(found)).items():
        for kind, text, label, _ in names:
            if text.value and not text.value.isspace():
                continue
            if label is None:
                yield removed(subject, SKOS + kind, text)
            elif len(thesaurus.xl_labels[label]) > 1:
                yield removed(label, _FORM, text)
            else:
                gone.add(label)
                yield removed(subject, SKOSXL + kind, label)
    for predicate, column in thesaurus.columns.items():
        for subject, value in zip(column.subjects, column.objects, strict=True):
            if subject in gone:
                yield removed(subject, predicate, value)


def one_preferred(thesaurus: Thesaurus, found: Sequence[Found], policy: str) -> Iterator[Step]:
    """Keep one preferred name in a language, and make the others alternative ones."""
    rank = POLICIES[policy]
    names = _names(thesaurus, _subjects(found))
    for each in found:
        subject, lang = str(each.subject), each.values[0]
        rivals = [name for name in names[subject] if name.kind == "prefLabel" and name.key[1] == lang]
        kept = min((name.text for name in rivals), key=lambda text: (rank(text.value), text.value, str(text)))
        others = [name for name in rivals if name.key[0] != kept.value]
        if all(name.movable for name in others):
            yield from (_moved(subject, name, "altLabel") for name in others)
        for name in rivals:  # the same text once more, with a datatype
            if name.label is None and name.key[0] == kept.value and name.text != kept:
                yield removed(subject, SKOS + "prefLabel", name.text)


def one_kind(thesaurus: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """Keep a name as preferred before alternative before hidden; one that is a resource becomes of that kind."""
    names = _names(thesaurus, _subjects(found))
    for each in found:
        subject, (text, lang, best, *_) = str(each.subject), each.values
        others = [name for name in names[subject] if name.key == (text, lang) and name.kind != best]
        if all(name.movable for name in others):
            for name in others:
                plain = name.label is None
                yield removed(subject, SKOS + name.kind, name.text) if plain else _moved(subject, name, best)


def one_link(_: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """Keep one link to a name that is a resource: as preferred before alternative before hidden."""
    for each in found:
        label, _best, *others = each.values
        yield from (removed(str(each.subject), SKOSXL + kind, label) for kind in others)


def with_plain(thesaurus: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """State the names that are resources plainly as well (SKOS S55 to S57)."""
    for subject, names in _names(thesaurus, _subjects(found)).items():
        yield from (added(subject, SKOS + name.kind, name.text) for name in names if name.label is not None)


def as_plain(thesaurus: Thesaurus, found: Sequence[Found]) -> Iterator[Step]:
    """Make a text that stands where a resource should a plain name."""
    subjects = _subjects(found)
    for kind in KINDS:
        for subject, text in thesaurus.texts(SKOSXL + kind):
            if subject in subjects:
                yield Step((subject, SKOSXL + kind, text), (subject, SKOS + kind, text))
