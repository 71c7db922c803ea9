"""What has changed of one thing in one respect: its two accounts, compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeAlias

from pyoxigraph import Literal

from termgraph.diff.changes import Change
from termgraph.names import language_tag
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus
from termgraph.skos.documenting import NOTES
from termgraph.store.record import Value

Told: TypeAlias = Iterator[Change]
#: Texts, or IRIs, by what they are said as, and in which language.
_Said = Mapping[tuple[str, str], Collection[str]]


class Telling:
    """Tells of two versions of a vocabulary, a method for each topic.

    Args:
        old: the earlier version.
        new: the later one.
        leads: the new IRI of each concept that has another one now.
    """

    def __init__(self, old: Thesaurus, new: Thesaurus, leads: Mapping[str, str]) -> None:
        self.old, self.new = old, new
        self._leads = leads
        self._was = {to: node for node, to in leads.items()}

    def tell(self, topic: str, node: str, abouts: Collection[str]) -> list[Change]:
        """Return what has changed of a thing in one respect.

        Args:
            topic: the respect.
            node: its IRI in the new vocabulary.
            abouts: the values and the other ends of the statements that have changed.
        """
        method: Callable[..., Told] = getattr(self, f"_{topic}")
        return list(method(node, self._was.get(node, node), abouts))

    def _led(self, nodes: Iterable[str]) -> list[str]:
        return [self._leads.get(node, node) for node in nodes]

    # Names

    def _naming(self, node: str, was: str, abouts: Collection[str]) -> Told:
        old, new = _names(self.old, was), _names(self.new, node)
        kept = {name for name in old.keys() & new.keys() if not old[name] & new[name] & _PREFERRED}
        for text, lang in sorted(kept):
            before, after = old[text, lang], new[text, lang]
            if before != after and not (before | after) & _PREFERRED:
                gone, came = (tuple(sorted(one)) for one in (before - after, after - before))
                yield Change("retyped", node, text, lang, gone, came)
        yield from _differing("relabelled", node, *(_by_kind(names, _PREFERRED) for names in (old, new)))
        others = (_by_kind(names, _OTHERS, kept) for names in (old, new))
        yield from _differing("named", node, *others)

    # Texts

    def _defining(self, node: str, was: str, abouts: Collection[str]) -> Told:
        old, new = (_texts(one.definitions.get(it, ())) for one, it in ((self.old, was), (self.new, node)))
        yield from _differing("redefined", node, old, new)

    def _noting(self, node: str, was: str, abouts: Collection[str]) -> Told:
        old, new = (_notes(one, it) for one, it in ((self.old, was), (self.new, node)))
        yield from _differing("noted", node, old, new)

    def _coding(self, node: str, was: str, abouts: Collection[str]) -> Told:
        old, new = (_texts(one.notations.get(it, ())) for one, it in ((self.old, was), (self.new, node)))
        yield from _differing("coded", node, old, new)

    def _metadata(self, node: str, was: str, abouts: Collection[str]) -> Told:
        old, new = (_properties(one, it) for one, it in ((self.old, was), (self.new, node)))
        yield from _differing("metadata", node, old, new)

    def _status(self, node: str, was: str, abouts: Collection[str]) -> Told:
        old, new = (
            {("", ""): [word]} if word else {}
            for word in (self.old.statuses.get(was), self.new.statuses.get(node))
        )
        yield from _differing("status", node, old, new)
        before, after = self._led(self.old.replacements.get(was, ())), self.new.replacements.get(node, ())
        yield from _differing("status", node, {("replacedBy", ""): before}, {("replacedBy", ""): after})

    def _misleading(self, node: str, was: str, abouts: Collection[str]) -> Told:
        old, new = (_reasons(one, it) for one, it in ((self.old, was), (self.new, node)))
        yield from _differing("misnomers", node, old, new)

    # Relations

    def _hierarchy(self, node: str, was: str, abouts: Collection[str]) -> Told:
        old, new = ({("", ""): above} for above in (self._led(self.old.broader[was]), self.new.broader[node]))
        yield from _differing("moved", node, old, new)

    def _relating(self, node: str, was: str, abouts: Collection[str]) -> Told:
        yield from self._related("related", node, was, abouts, is_outside=False)

    def _mapping(self, node: str, was: str, abouts: Collection[str]) -> Told:
        yield from self._related("mapped", node, was, abouts, is_outside=True)

    def _related(
        self, change: str, node: str, was: str, abouts: Collection[str], *, is_outside: bool
    ) -> Told:
        """Tell by which kinds a thing was and is related to some others, each time by the most telling ones."""
        old = set(_others(self.old, was, is_outside))
        old = {(kind, self._leads.get(other, other)) for kind, other in old}
        new = set(_others(self.new, node, is_outside))
        gone, came = (self._most_telling(one, abouts) for one in (old - new, new - old))
        yield from _differing(change, node, gone, came)

    def _most_telling(self, pairs: Collection[tuple[str, str]], abouts: Collection[str]) -> _Said:
        kinds: dict[str, set[str]] = defaultdict(set)
        for kind, other in pairs:
            kinds[other].add(kind)
        found: dict[tuple[str, str], list[str]] = defaultdict(list)
        for other in sorted(kinds.keys() & set(abouts)):
            for kind in kinds[other]:
                if not any(self._is_below(lower, kind) for lower in kinds[other] - {kind}):
                    found[kind, ""].append(other)
        return found

    def _is_below(self, lower: str, kind: str) -> bool:
        return any(one.relations.is_below(lower, kind) for one in (self.old, self.new))

    def _placed(self, node: str, was: str, abouts: Collection[str]) -> Told:
        for says, old, new in (
            ("", self.old.schemes_of.get(was, ()), self.new.schemes_of.get(node, ())),
            ("top", _tops(self.old, was), _tops(self.new, node)),
        ):
            yield from _differing("placed", node, {(says, ""): self._led(old)}, {(says, ""): new})

    def _members(self, node: str, was: str, abouts: Collection[str]) -> Told:
        old, new = self._led(self.old.members.get(was, ())), self.new.members.get(node, [])
        if set(old) != set(new):
            yield from _differing("members", node, {("", ""): old}, {("", ""): new})
        elif old != new and node in self.new.ordered:
            yield Change("members", node, "order", old=tuple(old), new=tuple(new))


_PREFERRED = frozenset({"prefLabel"})
_OTHERS = frozenset({"altLabel", "hiddenLabel", "proposedName"})


def _names(thesaurus: Thesaurus, node: str) -> Mapping[tuple[str, str], set[str]]:
    """Return the kinds and types of each name of a thing, by text and language."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind, text, lang in thesaurus.names_of(node):
        found[text, lang].update({kind}, thesaurus.types_of(node, text, lang))
    for name in thesaurus.proposed(node):
        found[name].add("proposedName")
    return found


def _by_kind(
    names: Mapping[tuple[str, str], set[str]],
    kinds: Collection[str],
    kept: Collection[tuple[str, str]] = (),
) -> _Said:
    """Return names by kind and language, without those that are kept; the kind of preferred ones is not said."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (text, lang), mine in sorted(names.items()):
        for kind in sorted(mine.intersection(kinds)):
            if (text, lang) not in kept:
                found["" if kind in _PREFERRED else kind, lang].append(text)
    return found


def _texts(texts: Iterable[Literal], says: str = "") -> _Said:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for text in texts:
        found[says, language_tag(text.language or "")].append(text.value)
    return found


def _notes(thesaurus: Thesaurus, node: str) -> _Said:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for note in thesaurus.notes(node, *(kind for kind in NOTES if kind != "definition")):
        found[note.kind, note.lang].append(note.text)
    return found


def _properties(thesaurus: Thesaurus, node: str) -> _Said:
    """Return all that is said of a scheme, but for which concepts are at its top."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, value in thesaurus.about(node):
        if name != SKOS + "hasTopConcept":
            lang = language_tag(value.language or "") if isinstance(value, Literal) else ""
            found[thesaurus.curie(name), lang].append(_said(value))
    return found


def _said(value: Value) -> str:
    return value if isinstance(value, str) else value.value


def _reasons(thesaurus: Thesaurus, node: str) -> _Said:
    """Return by language why the names of a concept mislead, with what each should be called."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for record in thesaurus.misleading.get(node, ()):
        name = record.term or thesaurus.label(node)
        clearer = ", ".join(map(thesaurus.term_text, record.clearer))
        for lang, why in (record.why or {"": ""}).items():
            found[name, lang].append(f"{why} ({clearer})" if clearer else why)
    return found


def _others(thesaurus: Thesaurus, node: str, is_outside: bool) -> Iterator[tuple[str, str]]:
    """Yield the kinds of relations of a concept, but for its place in the hierarchy, and the other ends."""
    hierarchy = thesaurus.relations.below("broader")
    for kind, adjacency in thesaurus.edges.items():
        row = thesaurus.relations[kind]
        is_asked = row.subject == "concept" and (row.object == "outside") is is_outside
        if is_asked and row not in hierarchy and node in adjacency:
            yield from ((kind, other) for other in adjacency[node])


def _tops(thesaurus: Thesaurus, node: str) -> list[str]:
    """Return the schemes that a concept stands at the top of."""
    return sorted(scheme for scheme in thesaurus.schemes_of.get(node, ()) if node in thesaurus.tops[scheme])


def _differing(kind: str, node: str, old: _Said, new: _Said) -> Told:
    """Yield a change of each kind and language in which something is gone, or new, in the order it was said in."""
    for says, lang in sorted({*old, *new}):
        before, after = old.get((says, lang), ()), new.get((says, lang), ())
        gone = tuple(one for one in before if one not in set(after))
        came = tuple(one for one in after if one not in set(before))
        if gone or came:
            yield Change(kind, node, says, lang, gone, came)
