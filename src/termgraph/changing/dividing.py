"""One entry that turned out to be about several things, made several: all that it says goes to one of them or more."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from termgraph.entries.keys import Key, entry_keys
from termgraph.entries.mentions import names_within, redirected
from termgraph.entries.yamlnodes import Mapping as MappingNode
from termgraph.entries.yamlnodes import Node, Scalar, parse
from termgraph.entries.yamlnodes import Sequence as SequenceNode
from termgraph.errors import TermgraphError, did_you_mean
from termgraph.model import Concept, Label, Misnomer, SourceDefinition, Vocabulary, in_order
from termgraph.names import cased_key

#: The kinds of keys whose values can go to one entry or the other, each value for itself.
_VALUES = ("labels", "strings", "ids", "iris", "notes", "values", "citations", "quotes")
#: What is not assigned: addresses lead to one place, nobody has reviewed the parts, proposed names follow misnomers.
_WHOLE = ("replaces", "reviewed_by", "approved_by", "translated", "proposed_names")
_NAMES = ("pref_label", "alt_labels", "hidden_labels")
#: How an entry that mentions the divided one is told: it can lead to one part only.
MENTION = "mention"

#: Says to which parts something goes; None where nobody has decided that.
Ask = Callable[[str, Sequence[str]], "Sequence[str] | None"]


@dataclass(frozen=True, slots=True)
class Share:
    """One thing that an entry says, or one entry that mentions it: a person reads `name: owl`, `broader: bird`."""

    told: str
    text: str
    key: Key | None = None
    value: Any = None

    def __str__(self) -> str:
        return f"{self.told}: {self.text}"


def shares(concept: Concept, vocabulary: Vocabulary, mentioning: Iterable[str] = ()) -> Iterator[Share]:
    """Yield all that an entry says, and the entries that mention it, each to go to one part of it or more.

    >>> owl = Concept(id="owl", pref_label={"en": "owl"}, relations={"broader": ("bird",)})
    >>> [str(one) for one in shares(owl, Vocabulary(title="B", base="https://e.org/", prefix="b"), ["wren"])]
    ['name: owl', 'broader: bird', 'mention: wren']
    """
    for key in entry_keys(vocabulary):
        if key.attribute in _WHOLE:
            continue
        held = getattr(concept, key.part or key.attribute)
        held = held.get(key.attribute, ()) if key.part else held
        if key.kind == "names":
            held = [Label(text, lang) for lang, text in held.items()]
        if key.kind == "definitions":
            yield from (Share(key.name, lang, key, text) for lang, text in held.items())
        elif key.kind in ("names", *_VALUES):
            told = "name" if key.attribute in _NAMES else key.name
            yield from (Share(told, _text(value), key, value) for value in held)
    yield from (Share(MENTION, id_) for id_ in mentioning)


def _text(value: Any) -> str:
    if isinstance(value, SourceDefinition):
        return str(value.source)
    return value.text if isinstance(value, Label) else str(value)


def assigned(
    items: Sequence[Share],
    names: Mapping[str, str],
    to: Mapping[str, Sequence[str]],
    kept: Iterable[str],
    ask: Ask,
) -> dict[str, tuple[str, ...]]:
    """Return to which parts each thing goes, by how it is told; to none where it stays with what was divided.

    A name that is a part's goes there. What is not decided goes to all parts, but for what stays.

    Args:
        items: the things.
        names: the name of each part, by id.
        to: what is decided: the parts of each, by how it is told.
        kept: what stays unless it is decided, by how its kind is told.
        ask: is asked about all else.

    Raises:
        TermgraphError: for a thing or a part that is not there, and a mention that is to lead to several parts.
    """
    known = dict.fromkeys(map(str, items))
    for told, ids in to.items():
        if told not in known:
            hint = did_you_mean(told, known) or "--dry-run lists all of them"
            raise TermgraphError(f"there is no '{told}' to go to {' and '.join(ids)}", hint=hint)
        for id_ in ids:
            if id_ not in names:
                raise TermgraphError(f"'{id_}' is none of the parts", hint=f"one of {', '.join(names)}")
    own = {cased_key(name): (id_,) for id_, name in names.items()}
    found: dict[str, tuple[str, ...]] = {}
    for item in {str(item): item for item in items}.values():
        mine = own.get(cased_key(item.text)) if item.told == "name" else None
        decided = to.get(str(item)) or mine or ask(str(item), tuple(names))
        ids = decided or (() if item.told in kept else tuple(names))
        if item.told == MENTION and len(ids) > 1:
            raise TermgraphError(f"'{item}' can lead to one part only", hint="choose one, or leave it out")
        found[str(item)] = tuple(dict.fromkeys(ids))
    return found


def divided(
    concept: Concept,
    names: Mapping[str, str],
    items: Sequence[Share],
    to: Mapping[str, Sequence[str]],
    language: str,
) -> dict[str, Concept]:
    """Return the drafts of which an entry becomes several, by id; a name that several have is ambiguous.

    Misnomer records follow the name that they are about, and names that are proposed instead follow the records.

    Args:
        concept: the entry.
        names: the preferred name of each part, by id.
        items: its `shares`.
        to: the parts to which each goes, as `assigned` says.
        language: the default language of the vocabulary.
    """
    parts = {id_: _part(concept, id_, name, items, to, language) for id_, name in names.items()}
    proposed = Counter(label.text for part in parts.values() for label in part.proposed_names)

    def told(label: Label) -> Label:
        return replace(label, type="ambiguous") if proposed[label.text] > 1 else label

    return {
        id_: replace(part, proposed_names=tuple(map(told, part.proposed_names)))
        for id_, part in parts.items()
    }


def _part(
    concept: Concept,
    id_: str,
    name: str,
    items: Sequence[Share],
    to: Mapping[str, Sequence[str]],
    language: str,
) -> Concept:
    part = Concept(id=id_, pref_label={language: name}, status="draft", translated=concept.translated)
    for item in items:
        if id_ in to[str(item)]:
            part = _with(part, item, shared=len(to[str(item)]) > 1)
    records = tuple(_misnomers(concept, replace(part, proposed_names=concept.proposed_names), language))
    called = {name for record in records for name in record.of}
    proposed = tuple(label for label in concept.proposed_names if label.text in called)
    part = replace(part, misnomers=records, proposed_names=proposed)
    return redirected(part, {concept.id: id_})


def _with(part: Concept, item: Share, *, shared: bool) -> Concept:
    """Return a part that says one thing more."""
    key, value = item.key, item.value
    changed: dict[str, Any]
    match key:
        case None:
            return part
        case Key(kind="definitions"):
            changed = {"definition": {**part.definition, item.text: value}}
        case Key(attribute="pref_label" | "alt_labels" | "hidden_labels"):
            return _named(part, key.attribute, replace(value, type="ambiguous") if shared else value)
        case Key(part=""):
            changed = {key.attribute: (*getattr(part, key.attribute), value)}
        case _:
            held = getattr(part, key.part)
            changed = {key.part: {**held, key.attribute: (*held.get(key.attribute, ()), value)}}
    return replace(part, **changed)


def _named(part: Concept, attribute: str, label: Label) -> Concept:
    """Return a part with a name: preferred where it was that and no part shares it, or the language lacks one."""
    if part.pref_label.get(label.lang) == label.text:
        return part
    if attribute == "pref_label" and label.type is None and label.lang not in part.pref_label:
        return replace(part, pref_label=dict(sorted({**part.pref_label, label.lang: label.text}.items())))
    if attribute == "hidden_labels":
        return replace(part, hidden_labels=in_order((*part.hidden_labels, label)))
    return replace(part, alt_labels=in_order((*part.alt_labels, label)))


def _misnomers(concept: Concept, part: Concept, language: str) -> Iterator[Misnomer]:
    """Yield the records of the names that a part has, each speaking of no name that only another part has."""
    names, before = names_within(part), names_within(concept)
    for record in concept.misnomers:
        name = record.term or concept.pref_label[language]
        if name in names:
            term = None if name == part.pref_label[language] else name
            of = tuple(target for target in record.of if target not in before - names and target != name)
            yield replace(record, term=term, of=of)


def plan_text(goes: Mapping[str, Sequence[str]]) -> str:
    r"""Return what goes to which part as YAML; what goes to none as comments.

    >>> plan_text({"name: owl": ["barn-owl"], "mention: wren": []})
    '# stays: "mention: wren"\nbarn-owl:\n- name: owl\n'
    """
    stays = (
        f"# stays: {json.dumps(thing, ensure_ascii=False)}\n" for thing, parts in goes.items() if not parts
    )
    plan: dict[str, list[dict[str, str]]] = {}
    for thing, parts in goes.items():
        told, _, text = thing.partition(": ")
        for part in parts:
            plan.setdefault(part, []).append({told: text})
    return "".join(stays) + yaml.safe_dump(plan, allow_unicode=True, sort_keys=False, width=1000)


def plan_of(text: str, path: str) -> dict[str, list[str]]:
    r"""Return what a plan says: for each thing, as it is told, the parts to which it goes.

    Args:
        text: YAML: under the id of each part a list of what goes there.
        path: its file, for messages.

    Raises:
        TermgraphError: where it is none.

    >>> plan_of("barn-owl:\n- name: owl\neagle-owl:\n- 'name: owl'\n", "plan.yaml")
    {'name: owl': ['barn-owl', 'eagle-owl']}
    """
    found: dict[str, list[str]] = {}
    node = parse(text, path)
    for part, listed in node.items if isinstance(node, MappingNode) else ():
        for item in listed.items if isinstance(listed, SequenceNode) else (listed,):
            found.setdefault(_planned(item, path), []).append(part.text)
    return found


def _planned(node: Node, path: str) -> str:
    match node:
        case Scalar():
            return node.text
        case MappingNode(items=((key, Scalar() as value),)):
            return f"{key.text}: {value.text}"
        case _:
            hint = "write the id of a part, and below it a list such as `- name: owl`"
            raise TermgraphError("is no plan", path, node.line, node.column, hint)
