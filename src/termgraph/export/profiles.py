"""How much of the graph is exported: plain SKOS, SKOS with names as resources, or everything."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from termgraph.namespaces import OIO, OWL, RDF, RDFS, SKOS, SKOSXL, SSSOM, TG

if TYPE_CHECKING:  # the command lists the profiles, and needs no engine for that
    from termgraph.skos import Thesaurus
    from termgraph.store.record import Record, Value

#: Called with one sentence for each thing that a file does not hold, or holds besides.
Notice = Callable[[str], None]
#: What is said, by predicate: subjects and objects.
Pairs = dict[str, list[tuple[str, "Value"]]]

_TYPE = RDF + "type"
_OF_TERMS = frozenset({_TYPE, RDFS + "subPropertyOf", RDFS + "subClassOf", OWL + "inverseOf"})
_DUMB_DOWN = {SKOSXL + name: SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel")}


def silent(_: str) -> None:
    """Take no notice."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A choice of what is said, and one sentence about it.

    Attributes:
        doc: the sentence.
        without: the namespaces whose terms are left out.
        keep_names: whether names stay resources too.
    """

    doc: str
    without: tuple[str, ...] = ()
    keep_names: bool = True


#: What can be asked for as `--profile`.
PROFILES: Mapping[str, Profile] = {
    "core": Profile(
        "plain SKOS only; misnomers are told in skos:scopeNote", (TG, OIO, SKOSXL, SSSOM), keep_names=False
    ),
    "xl": Profile("plain SKOS, and names as SKOS-XL resources", (TG, SSSOM)),
    "full": Profile("everything in the graph"),
}


def selected(store: Thesaurus, profile: str, notice: Notice = silent) -> Record:
    """Return what a profile keeps of a vocabulary, with what it asks for and the vocabulary leaves out.

    All named graphs are one in it.
    """
    from termgraph.store.record import Column

    said: Pairs = {
        name: list(zip(column.subjects, column.objects, strict=True))
        for name, column in store.record.columns.items()
    }
    about_triples = [("", *statement[1:]) for statement in store.record.reified]
    without = PROFILES[profile].without
    if without:
        _complete(said, store, notice)
        _dumb_down(said)
        names, records = _names(said), _records(said)
        gone = records if PROFILES[profile].keep_names else records | names
        lost = Counter({name: len(pairs) for name, pairs in said.items()})
        lost.update(name for _, _, name, _ in about_triples)
        said = {name: _kept(pairs, name, without, gone, names) for name, pairs in said.items()}
        about_triples = [
            one for one in about_triples if one[1] not in gone and not one[2].startswith(without)
        ]
        lost.subtract({name: len(pairs) for name, pairs in said.items()})
        lost.subtract(name for _, _, name, _ in about_triples)
        what = f"left out, as {profile} is {PROFILES[profile].doc.partition(';')[0]}"
        _tell(what, _by_vocabulary(lost, without, store), notice)
    record = store.record.bare()
    for name, pairs in said.items():
        if pairs:
            record.graphs[""][name] = Column([one for one, _ in pairs], [value for _, value in pairs])
    record.reified = dict.fromkeys(about_triples)
    return record


def _by_vocabulary(lost: Mapping[str, int], without: tuple[str, ...], store: Thesaurus) -> dict[str, int]:
    """Return counts by short names of properties, those of a vocabulary that is left out altogether as one."""
    counts: Counter[str] = Counter()
    for name, count in lost.items():
        told = store.curie(name)
        counts[f"{told.partition(':')[0]}:*" if name.startswith(without) else told] += count
    return counts


def _complete(said: Pairs, store: Thesaurus, notice: Notice) -> None:
    """Add what readers of plain SKOS look for."""
    from termgraph.export.completing import lacking

    counts: Counter[str] = Counter()
    for subject, name, value in lacking(store):
        said.setdefault(name, []).append((subject, value))
        counts[name] += 1
    told = {store.curie(name): count for name, count in counts.items()}
    _tell("added for readers of plain SKOS", told, notice)


def _tell(what: str, counts: Mapping[str, int], notice: Notice) -> None:
    """Say how many triples of each property something happened to."""
    named = ", ".join(f"{name} ({count:,})" for name, count in sorted(counts.items()) if count)
    if named:
        notice(f"{what}: {named}")


def _dumb_down(said: Pairs) -> None:
    """Add the plain labels that SKOS-XL labels stand for (SKOS Reference, S55 to S57)."""
    forms: dict[Value, list[Value]] = defaultdict(list)
    for label, form in said.get(SKOSXL + "literalForm", ()):
        if not isinstance(form, str):
            forms[label].append(form)
    for name, plain in _DUMB_DOWN.items():
        derived = [(subject, form) for subject, label in said.get(name, ()) for form in forms.get(label, ())]
        if derived:
            said[plain] = list(dict.fromkeys([*said.get(plain, ()), *derived]))


def _names(said: Pairs) -> set[str]:
    """Return the names that are resources."""
    names = {node for node, type_ in said.get(_TYPE, ()) if type_ == SKOSXL + "Label"}
    return names.union(
        *({one for _, one in said.get(name, ()) if isinstance(one, str)} for name in _DUMB_DOWN)
    )


def _records(said: Pairs) -> set[str]:
    """Return the resources that only terms of ours describe or lead to, and those that tell of mappings."""
    described = (TG + "Misnomer", TG + "SourceDefinition")
    proposed = {term for _, term in said.get(TG + "proposedName", ()) if isinstance(term, str)}
    mappings = {node for node, _ in said.get(SSSOM + "mapping_justification", ())}
    return proposed | mappings | {node for node, type_ in said.get(_TYPE, ()) if type_ in described}


def _kept(
    pairs: Iterable[tuple[str, Value]],
    predicate: str,
    without: tuple[str, ...],
    gone: Collection[str],
    names: Collection[str],
) -> list[tuple[str, Value]]:
    """Return what is kept of one predicate: nothing of a namespace that is left out, nor about what is gone.

    What the vocabulary says of a term that is left out, its label above all, is left out too, and so are the labels of
    names that SKOS-XL readers derive (S55 to S57).
    """
    if predicate.startswith(without):
        return []
    if predicate == RDFS + "label":
        gone = {*gone, *names}
    kept = [
        (one, value)
        for one, value in pairs
        if one not in gone and not one.startswith(without) and not (isinstance(value, str) and value in gone)
    ]
    if predicate in _OF_TERMS:
        return [
            (one, value) for one, value in kept if not (isinstance(value, str) and value.startswith(without))
        ]
    return kept
