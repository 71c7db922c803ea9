"""Two entries that are about one thing, made one: nothing that either says is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from termgraph.entries.mentions import redirected
from termgraph.model import Concept, Label, Misnomer, in_order
from termgraph.names import cased_key, exact_key

_NOTES = ("scope_note", "example", "editorial_note", "history_note", "change_note")


def united(gone: Concept, stays: Concept, language: str, shared: Iterable[str] = ()) -> Concept:
    """Return an entry that says what two entries said.

    Where both have a preferred name in a language, that of the one that goes becomes another name; where both have a
    definition in a language, one stands below the other.

    Args:
        gone: the entry that goes.
        stays: the one that stays.
        language: the default language of the vocabulary.
        shared: the keys (`names.cased_key`) of names that a third entry has too, so that they stay ambiguous.

    >>> owl = united(Concept(id="strix", pref_label={"en": "strix"}), Concept(id="owl", pref_label={"en": "owl"}), "en")
    >>> owl.id, owl.pref_label, [label.text for label in owl.alt_labels]
    ('owl', {'en': 'owl'}, ['strix'])
    """
    gone, stays = _alone(gone, stays, language), _alone(stays, gone, language)
    notes: dict[str, Any] = {note: in_order({*getattr(stays, note), *getattr(gone, note)}) for note in _NOTES}
    pref = dict(sorted({**gone.pref_label, **stays.pref_label}.items()))
    return replace(
        stays,
        pref_label=pref,
        definition=_definition(stays.definition, gone.definition),
        translated=dict(sorted({**gone.translated, **stays.translated}.items())),
        source_definitions=in_order({*stays.source_definitions, *gone.source_definitions}),
        collections=tuple(sorted({*stays.collections, *gone.collections})),
        notation=tuple(dict.fromkeys((*stays.notation, *gone.notation))),
        status=_status(gone.status, stays.status),
        reviewed_by=(),
        approved_by=(),
        relations=_joined(stays.relations, gone.relations),
        attributes=_joined(stays.attributes, gone.attributes),
        misnomers=_misnomers(stays.misnomers, _of_a_name(gone, pref, language)),
        sources=in_order({*stays.sources, *gone.sources}),
        replaces=tuple(sorted({*stays.replaces, *gone.replaces})),
        created=min(filter(None, (stays.created, gone.created)), default=None),
        **_other_names(gone, stays, pref, frozenset(shared)),
        **notes,
    )


def _status(gone: str | None, stays: str | None) -> str | None:
    """Return the status of what says more than it did: what nobody has reviewed as a whole is a draft."""
    if stays in ("reviewed", "approved"):
        return "draft"
    return (
        "draft"
        if stays == "stub" and gone in ("reviewed", "approved")
        else gone
        if stays == "stub"
        else stays
    )


def _alone(one: Concept, other: Concept, language: str) -> Concept:
    """Return an entry that mentions another no more; its misnomers speak of that by its name."""
    name = other.pref_label[language]
    led = redirected(one, {other.id: one.id})
    records = [
        replace(record, of=tuple(sorted({name if target == other.id else target for target in before.of})))
        for before, record in zip(one.misnomers, led.misnomers, strict=True)
    ]
    return replace(led, misnomers=tuple(records))


def _other_names(
    gone: Concept, stays: Concept, pref: Mapping[str, str], shared: frozenset[str]
) -> dict[str, Any]:
    """Return the other names of both by attribute, each name once, in the most visible of its places."""

    def told(label: Label) -> Label:
        ambiguous = label.type == "ambiguous" and cased_key(label.text) not in shared
        return replace(label, type=None) if ambiguous else label

    taken = {(text, lang) for lang, text in pref.items()}
    found: dict[str, Any] = {}
    preferred = tuple(Label(text, lang) for lang, text in gone.pref_label.items())
    for kind in ("alt_labels", "hidden_labels", "proposed_names"):
        labels = (*getattr(stays, kind), *getattr(gone, kind), *(preferred if kind == "alt_labels" else ()))
        own: dict[tuple[str, str], Label] = {}
        for label in labels:
            if (label.text, label.lang) not in taken:
                own.setdefault((label.text, label.lang), told(label))
        taken |= own.keys()
        found[kind] = in_order(own.values())
    return found


def _definition(first: Mapping[str, str], second: Mapping[str, str]) -> dict[str, str]:
    """Return the definitions of both by language, one below the other where they differ."""
    texts = {
        lang: [text for text in (first.get(lang), second.get(lang)) if text] for lang in {**second, **first}
    }
    return {lang: "\n\n".join(dict.fromkeys(found)) for lang, found in texts.items()}


def _joined(first: Mapping[str, tuple[Any, ...]], second: Mapping[str, tuple[Any, ...]]) -> dict[str, Any]:
    """Return what both say under each key."""
    both = {key: {*first.get(key, ()), *second.get(key, ())} for key in {**first, **second}}
    return {key: in_order(values) for key, values in both.items()}


def _of_a_name(gone: Concept, pref: Mapping[str, str], language: str) -> list[Misnomer]:
    """Return the records of an entry whose preferred name is another one now; None is that which stays preferred."""
    name = gone.pref_label[language]
    term = None if name == pref[language] else name
    return [record if record.term else replace(record, term=term) for record in gone.misnomers]


def _misnomers(first: Iterable[Misnomer], second: Iterable[Misnomer]) -> tuple[Misnomer, ...]:
    """Return the records of both, one for each name."""
    found: dict[str | None, Misnomer] = {}
    for record in (*first, *second):
        known = found.get(record.term)
        found[record.term] = (
            record
            if known is None
            else replace(
                known,
                why={**record.why, **known.why},
                of=tuple(sorted({*known.of, *record.of})),
                suggests=tuple(sorted({*known.suggests, *record.suggests})),
                fields=tuple(sorted({*known.fields, *record.fields})),
                jest=tuple(dict.fromkeys((*known.jest, *record.jest))),
                sources=in_order({*known.sources, *record.sources}),
                proposed_by=in_order({*known.proposed_by, *record.proposed_by}),
            )
        )
    return tuple(sorted(found.values(), key=lambda one: (one.term is not None, exact_key(one.term or ""))))
