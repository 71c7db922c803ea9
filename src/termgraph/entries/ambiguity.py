"""A bare name that several entries share: who prefers it is qualified, and all have it as one that is ambiguous."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from termgraph.model import Concept, Label, Vocabulary, in_order
from termgraph.names import cased_key
from termgraph.names.headings import without_qualifier


@dataclass(frozen=True, slots=True)
class Shared:
    """A new concept, and what becomes of those who have its bare name already.

    Args:
        concept: the new one.
        owners: the others, by id; those that change.
        told: what becomes of each of them, in a sentence.
    """

    concept: Concept
    owners: dict[str, Concept] = field(default_factory=dict)
    told: tuple[str, ...] = ()


def shared(concept: Concept, vocabulary: Vocabulary, other: str | None) -> Shared:
    """Let a new concept and those who have its bare name share it; nothing changes where nobody has.

    Who prefers it needs another preferred name: the one that is given, else the bare name with what stands above the
    concept, else with its collection, else with a number.

    Args:
        concept: the new one.
        vocabulary: the others.
        other: what the concept is called from now on that prefers the bare name.

    >>> comb = Concept(id="comb", pref_label={"en": "comb"}, relations={"broader": ("tool",)})
    >>> tool = Concept(id="tool", pref_label={"en": "tool"})
    >>> held = Vocabulary(title="Hive", base="https://e.org/", prefix="h", concepts={"comb": comb, "tool": tool})
    >>> made = shared(Concept(id="comb-bees", pref_label={"en": "comb (bees)"}), held, None)
    >>> made.owners["comb"].pref_label, made.told
    ({'en': 'comb (tool)'}, ("'comb' is ambiguous now: its entry 'comb' is called 'comb (tool)'",))
    """
    language = vocabulary.language
    bare, qualifier = without_qualifier(concept.pref_label[language])
    key = cased_key(bare)
    owners = [one for one in _in_use(vocabulary) if _has(one, key, language)]
    if not qualifier or not owners:
        return Shared(concept)
    own = tuple(label for label in concept.alt_labels if cased_key(label.text) != key)
    mine = replace(concept, alt_labels=(*own, Label(bare, language, "ambiguous")))
    found = Shared(mine)
    for owner in owners:
        preferred = owner.pref_label.get(language)
        if preferred is not None and cased_key(preferred) == key:
            name = other or _qualified(owner, preferred, vocabulary, concept.pref_label[language])
            become, told = _renamed(owner, name, language), f"its entry '{owner.id}' is called '{name}'"
        else:
            become, told = _marking(owner, key, language), f"it is another name of '{owner.id}'"
        if become != owner:
            sentence = f"'{bare}' is ambiguous now: {told}"
            found = replace(found, owners={**found.owners, owner.id: become}, told=(*found.told, sentence))
    return found


def prefers(vocabulary: Vocabulary, name: str) -> bool:
    """Tell whether an entry in use is called by a name, in the vocabulary's language."""
    called = (one.pref_label.get(vocabulary.language, "") for one in _in_use(vocabulary))
    return cased_key(name) in map(cased_key, called)


def _in_use(vocabulary: Vocabulary) -> Iterator[Concept]:
    yield from (one for one in vocabulary.concepts.values() if not one.deprecated)


def _has(concept: Concept, key: str, language: str) -> bool:
    names = [Label(text, lang) for lang, text in concept.pref_label.items()]
    names += [label for _, label in concept.other_names()]
    return any(label.lang == language and cased_key(label.text) == key for label in names)


def _qualified(owner: Concept, name: str, vocabulary: Vocabulary, new: str) -> str:
    """Return a name with the first qualifier that no other concept has behind it."""
    taken = {cased_key(text) for one in _in_use(vocabulary) for text in one.pref_label.values()}
    taken.add(cased_key(new))
    names = (f"{name} ({qualifier})" for qualifier in _qualifiers(owner, vocabulary))
    return next(one for one in names if cased_key(one) not in taken)


def _qualifiers(owner: Concept, vocabulary: Vocabulary) -> Iterator[str]:
    language = vocabulary.language
    above = [vocabulary.concepts[id_].pref_label for id_ in vocabulary.above(owner)]
    groups = [vocabulary.collections[id_].pref_label for id_ in owner.collections]
    named = (names[language] for names in (*above, *groups) if language in names)
    yield from (without_qualifier(name)[0] for name in named)
    yield from map(str, itertools.count(1))


def _marking(owner: Concept, key: str, language: str) -> Concept:
    """Return a concept one of whose other names, given by its key, is ambiguous."""

    def told(label: Label) -> Label:
        same = label.lang == language and cased_key(label.text) == key
        return replace(label, type="ambiguous") if same else label

    alt, hidden = (tuple(map(told, labels)) for labels in (owner.alt_labels, owner.hidden_labels))
    return replace(owner, alt_labels=alt, hidden_labels=hidden)


def _renamed(owner: Concept, name: str, language: str) -> Concept:
    """Return a concept that prefers another name, and has the one that it preferred as one that is ambiguous."""
    before = owner.pref_label[language]
    owner = _marking(owner, cased_key(before), language)
    names = (*owner.alt_labels, Label(before, language, "ambiguous"))
    return replace(
        owner,
        pref_label={**owner.pref_label, language: name},
        alt_labels=in_order(names),
        misnomers=tuple(one if one.term else replace(one, term=before) for one in owner.misnomers),
    )
