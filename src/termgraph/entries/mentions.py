"""Where an entry mentions others, and leading each of these mentions elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from termgraph import markdown
from termgraph.model import Concept, Misnomer, Vocabulary

#: What stands in the place of an id: another one, or None for nothing.
Leads = Mapping[str, str | None]


def mentions(concept: Concept) -> Iterator[tuple[str, str]]:
    """Yield what an entry mentions, each with how: as a relation, in a misnomer or by a link.

    >>> owl = Concept(id="owl", pref_label={}, relations={"broader": ("bird",)}, definition={"en": "No [bat](bat.md)."})
    >>> list(mentions(owl))
    [('relation', 'bird'), ('link', 'bat')]
    """
    for ids in concept.relations.values():
        yield from (("relation", id_) for id_ in ids)
    own = names_within(concept)
    for record in concept.misnomers:
        named = (target for target in record.of if target not in own)
        yield from (("misnomer", id_) for id_ in (*named, *record.suggests, *record.fields))
    for text in concept.definition.values():
        linked = map(markdown.entry_link, markdown.links(text))
        yield from (("link", id_) for id_ in linked if id_ is not None)


def redirected(concept: Concept, leads: Leads) -> Concept:
    """Return an entry whose mentions lead elsewhere; none of them to the entry itself.

    >>> owl = Concept(id="owl", pref_label={"en": "owl"}, relations={"broader": ("bird", "hunter")})
    >>> redirected(owl, {"bird": "fowl", "hunter": None}).relations
    {'broader': ('fowl',)}
    """
    own = names_within(concept)

    def led(ids: Iterable[str]) -> tuple[str, ...]:
        to = {id_: leads.get(id_, id_) for id_ in ids}
        return tuple(sorted({new for id_, new in to.items() if new and (new == id_ or new != concept.id)}))

    def misnomer(record: Misnomer) -> Misnomer:
        names = [target for target in record.of if target in own]
        of = {*names, *led(target for target in record.of if target not in own)}
        return replace(record, of=tuple(sorted(of)), suggests=led(record.suggests), fields=led(record.fields))

    return replace(
        concept,
        relations={kind: led(ids) for kind, ids in concept.relations.items()},
        misnomers=tuple(map(misnomer, concept.misnomers)),
        definition={lang: markdown.relinked(text, leads) for lang, text in concept.definition.items()},
    )


def without_dangling(vocabulary: Vocabulary) -> Vocabulary:
    """Return a vocabulary whose entries mention none that is not there, nor have records of names that they lack.

    Nor are they in collections that are not there.

    >>> owl = Concept(id="owl", pref_label={"en": "owl"}, relations={"broader": ("brid",)})
    >>> birds = Vocabulary(title="Birds", base="https://e.org/", prefix="b", concepts={"owl": owl})
    >>> without_dangling(birds).concepts["owl"].broader
    ()
    """
    concepts = {}
    for id_, concept in vocabulary.concepts.items():
        targets = (target for _, target in mentions(concept))
        gone = {target: None for target in targets if ":" not in target and target not in vocabulary.concepts}
        names = names_within(concept)
        records = tuple(one for one in concept.misnomers if one.term is None or one.term in names)
        groups = tuple(group for group in concept.collections if group in vocabulary.collections)
        concepts[id_] = redirected(replace(concept, misnomers=records, collections=groups), gone)
    return replace(vocabulary, concepts=concepts)


def names_within(concept: Concept) -> set[str]:
    """Return the names of an entry, which a misnomer may speak of as it speaks of entries.

    >>> names_within(Concept(id="owl", pref_label={"en": "owl", "de": "Eule"})) == {"owl", "Eule"}
    True
    """
    return {*concept.pref_label.values(), *(label.text for _, label in concept.other_names())}
