"""Changes as lines of KGCL, and what it has no words for."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import Literal, Triple

from termgraph.diff.changes import Difference, text_of
from termgraph.diff.facts import Fact
from termgraph.diff.kgcl import (
    ALTERNATIVE,
    BROADER,
    CONCEPT,
    DEFINITION,
    DEPRECATED,
    PREFERRED,
    REPLACED_BY,
    TRUE,
    TYPE,
    definition_language,
    going,
    is_text,
    mentions,
    repeated,
    resources,
)
from termgraph.names import language_tag
from termgraph.namespaces import XSD
from termgraph.store.record import Value

_SHORT = re.compile(r"[A-Za-z0-9_]+:[\w.-]+")
_STRING = XSD + "string"


class Script(NamedTuple):
    """A difference in KGCL.

    Attributes:
        lines: its commands.
        removed: the statements that were removed and that KGCL has no words for.
        added: those that were added.
    """

    lines: tuple[str, ...]
    removed: tuple[Fact, ...]
    added: tuple[Fact, ...]


def script(difference: Difference) -> Script:
    """Return a difference in KGCL.

    >>> from termgraph.diff import compare
    >>> from termgraph.skos import Thesaurus
    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:broader <e:bird> .')
    >>> more = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "Owl"@en ; skos:hiddenLabel "oul"@en .')
    >>> found = script(compare(birds, more))
    >>> found.lines
    ("rename <e:owl> from 'owl'@en to 'Owl'@en", 'delete edge <e:owl> skos:broader <e:bird>')
    >>> [fact[1] for fact in found.added]
    ['http://www.w3.org/2004/02/skos/core#hiddenLabel']
    """
    return _Script(difference).written()


class _Script:
    """What is left to say; each method says some of it."""

    def __init__(self, difference: Difference) -> None:
        self.old, self.new = difference.old, difference.new
        self.gone = dict.fromkeys(difference.delta.removed)
        self.came = dict.fromkeys(difference.delta.added)
        self.lines: list[str] = []
        self.language = definition_language(difference.old)

    def written(self) -> Script:
        deleted = self._deleted()
        steps: tuple[Callable[[], None], ...] = (
            self._created, self._obsoleted, self._renamed, self._synonyms, self._definitions, self._annotations,
            self._moved, self._edges,
        )  # fmt: skip
        for step in steps:
            step()
        return Script((*self.lines, *deleted), tuple(self.gone), tuple(self.came))

    def _say(self, line: str, gone: Iterable[Fact] = (), came: Iterable[Fact] = ()) -> None:
        self.lines.append(line)
        for fact in gone:
            del self.gone[fact]
        for fact in came:
            del self.came[fact]

    def _node(self, iri: str) -> str:
        """Return an IRI in short, where whoever has the old vocabulary knows the prefix."""
        short = self.old.curie(iri)
        return short if short != iri and _SHORT.fullmatch(short) else f"<{iri}>"

    # What becomes of nodes

    def _deleted(self) -> list[str]:
        """Take what goes with resources of which the new vocabulary knows nothing, and return how that is said."""
        gone = {one for one, *_ in self.gone if not one.startswith("_:") and one not in self.new.nodes}
        for fact in list(self.gone):
            if fact[0] in gone or (isinstance(fact[2], str) and fact[2] in gone):
                del self.gone[fact]
        return [f"delete {self._node(node)}" for node in sorted(gone)]

    def _created(self) -> None:
        names = _by_subject(self.came, PREFERRED)
        for fact in [fact for fact in self.came if fact[1:] == (TYPE, CONCEPT) and _is_named(fact)]:
            node = fact[0]
            sayable = [one for one in names[node] if _quoted(one[2])]
            sayable.sort(key=lambda one: (_tag(one[2]) != self.new.language, _tag(one[2]), str(one[2])))
            named = sayable[:1]
            told = f" node {self._node(node)} {_quoted(named[0][2])}" if named else f" {self._node(node)}"
            self._say(f"create{told}", came=[fact, *named])

    def _obsoleted(self) -> None:
        heirs = _by_subject(self.came, REPLACED_BY)
        for fact in [fact for fact in self.came if fact[1:] == (DEPRECATED, TRUE) and _is_named(fact)]:
            heir = [one for one in heirs[fact[0]] if _is_edge(one)][:1]
            told = f" with replacement {self._node(str(heir[0][2]))}" if heir else ""
            self._say(f"obsolete {self._node(fact[0])}{told}", came=[fact, *heir])
        for fact in [fact for fact in self.gone if fact[1:] == (DEPRECATED, TRUE) and _is_named(fact)]:
            self._say(f"unobsolete {self._node(fact[0])}", gone=[fact])

    # Names and texts

    def _renamed(self) -> None:
        for old, new in self._pairs(PREFERRED):
            if (before := _quoted(old[2])) and (after := _quoted(new[2])):
                places = [(old[0], PREFERRED), *self._repeated(old)]
                gone, came = ([(*place, fact[2]) for place in places] for fact in (old, new))
                # Where something repeats the old name still, no more has changed than this one statement.
                if all(fact in self.gone for fact in gone) and all(fact in self.came for fact in came):
                    self._say(f"rename {self._node(old[0])} from {before} to {after}", gone, came)

    def _repeated(self, fact: Fact) -> Iterator[tuple[str, str]]:
        """Yield where else the old vocabulary says a name, but for what is gone as a whole."""
        node, kind, name = fact
        places = repeated(self._old_values, node, kind, name) if isinstance(name, Literal) else ()
        return (place for place in places if place[0].startswith("_:") or place[0] in self.new.nodes)

    def _old_values(self, node: str, predicate: str) -> list[Value | Triple]:
        return [value for _, value in self.old.record.about(node, predicate)]

    def _synonyms(self) -> None:
        for fact in [fact for fact in self.gone if fact[1] == ALTERNATIVE and _is_named(fact)]:
            text, gone = _quoted(fact[2]), [fact, *self._going_with(fact)]
            # Where something else is said of the name as a resource still, no more has changed than this statement.
            if text and all(one in self.gone for one in gone):
                self._say(f"remove synonym {text} for {self._node(fact[0])}", gone=gone)
        for fact in [fact for fact in self.came if fact[1] == ALTERNATIVE and _is_named(fact)]:
            if text := _quoted(fact[2]):
                self._say(f"create exact synonym {text} for {self._node(fact[0])}", came=[fact])

    def _going_with(self, fact: Fact) -> Iterator[Fact]:
        """Yield what goes with an alternative name: it as a resource, but for what is gone as a whole."""
        node, kind, name = fact
        if not isinstance(name, Literal):
            return
        there = resources(self._old_values, node, kind, name)
        changed = resources(self._gone_values, node, kind, name)
        # Blank nodes that have changed are called otherwise here than in the vocabulary; the others are not here.
        blank = [one for one in changed if one.startswith("_:")]
        if len(blank) == sum(one.startswith("_:") for one in there):
            there = [one for one in there if one in self.new.nodes and not one.startswith("_:")] + blank
        for one in there:
            said = self._gone_mentions if one in blank else self._old_mentions
            yield from going(said.get(one, ()), node, kind, one)

    def _gone_values(self, node: str, predicate: str) -> list[Value | Triple]:
        return [value for _, name, value in self._gone_mentions.get(node, ()) if name == predicate]

    @cached_property
    def _gone_mentions(self) -> Mapping[str, list[Fact]]:
        return mentions(self.gone)

    @cached_property
    def _old_mentions(self) -> Mapping[str, list[Fact]]:
        return mentions(one[1:] for one in self.old.record.statements())

    def _definitions(self) -> None:
        """Say what has changed of definitions in the one language that KGCL can mean."""
        gone, came = _by_subject(self.gone, DEFINITION), _by_subject(self.came, DEFINITION)
        for node in sorted({*gone, *came}):
            if node.startswith("_:"):
                continue
            before, after = ([one for one in facts[node] if self._is_defining(one)] for facts in (gone, came))
            is_only = len(before) == 1 and sum(map(self._is_defining, self._definitions_of(node))) == 1
            named = self._node(node)
            if before and after:
                old, new = (_bare(one[0][2]) for one in (before, after))
                self._say(f"change definition of {named} from {old} to {new}", before[:1], after[:1])
            elif after:
                self._say(f"add definition {_bare(after[0][2])} to {named}", came=after[:1])
            elif is_only:
                self._say(f"remove definition for {named}", gone=before)

    def _definitions_of(self, node: str) -> Iterator[Fact]:
        return ((node, DEFINITION, value) for value in self._old_values(node, DEFINITION))

    def _is_defining(self, fact: Fact) -> bool:
        return bool(_quoted(fact[2])) and _tag(fact[2]) == self.language

    def _annotations(self) -> None:
        for predicate in sorted({fact[1] for fact in self.gone} & {fact[1] for fact in self.came}):
            for old, new in self._pairs(predicate):
                before, after = (self._term(fact[2]) for fact in (old, new))
                if before and after:
                    about = f"{self._node(old[0])} with {self._node(predicate)}"
                    self._say(f"change annotation of {about} from {before} to {after}", [old], [new])

    def _pairs(self, predicate: str) -> Iterator[tuple[Fact, Fact]]:
        """Yield what became of what: texts of one thing, in one language or of one datatype, in their order."""
        gone, came = (_by_form(facts, predicate) for facts in (self.gone, self.came))
        for key in sorted(gone.keys() & came.keys()):
            yield from zip(sorted(gone[key], key=str), sorted(came[key], key=str), strict=False)

    def _term(self, value: Value | Triple) -> str:
        """Return a text with its language or datatype; "" where KGCL cannot quote it."""
        if not isinstance(value, Literal) or value.direction is not None or not _is_line(value.value):
            return ""
        text = value.value
        if '"' not in text:
            told = f'"{text}"'
        elif "'''" not in text and not text.endswith("'"):
            told = f"'''{text}'''"
        else:
            return ""
        if value.language:
            return f"{told}@{language_tag(value.language)}"
        return told if value.datatype.value == _STRING else f"{told}^^<{value.datatype.value}>"

    # Edges

    def _moved(self) -> None:
        gone, came = _by_subject(self.gone, BROADER), _by_subject(self.came, BROADER)
        for node in sorted(gone.keys() & came.keys()):
            if (
                len(gone[node]) == len(came[node]) == 1
                and _is_edge(gone[node][0])
                and _is_edge(came[node][0])
            ):
                old, new = (self._node(str(facts[node][0][2])) for facts in (gone, came))
                what = f"{self._node(node)} {self._node(BROADER)} {old}"
                self._say(f"move {what} from {old} to {new}", gone[node], came[node])

    def _edges(self) -> None:
        for fact in [fact for fact in self.gone if _is_edge(fact)]:
            self._say(f"delete edge {self._edge(fact)}", gone=[fact])
        for fact in [fact for fact in self.came if _is_edge(fact)]:
            self._say(f"create edge {self._edge(fact)}", came=[fact])

    def _edge(self, fact: Fact) -> str:
        return " ".join(self._node(str(node)) for node in fact)


def _by_subject(facts: Iterable[Fact], predicate: str) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact[1] == predicate:
            found[fact[0]].append(fact)
    return found


def _by_form(facts: Iterable[Fact], predicate: str) -> dict[tuple[str, str, str], list[Fact]]:
    """Return texts by their subject, their language and their datatype."""
    found: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        value = fact[2]
        if fact[1] == predicate and isinstance(value, Literal) and _is_named(fact):
            found[fact[0], _tag(value), value.datatype.value].append(fact)
    return found


def _is_named(fact: Fact) -> bool:
    return not fact[0].startswith("_:")


def _is_edge(fact: Fact) -> bool:
    """Tell whether a statement is about two resources that have IRIs."""
    return _is_named(fact) and isinstance(fact[2], str) and not fact[2].startswith("_:")


def _tag(value: Value | Triple) -> str:
    return language_tag(value.language or "") if isinstance(value, Literal) else ""


def _is_line(text: str) -> bool:
    """Tell whether a text is read as one line, whatever is taken for the end of one."""
    return text.splitlines() in ([text], [])


def _bare(value: Value | Triple) -> str:
    """Return a text between quotation marks."""
    return f"'{value.value}'" if isinstance(value, Literal) else ""


def _quoted(value: Value | Triple) -> str:
    """Return a name between quotation marks with its language; "" where KGCL cannot quote it."""
    if isinstance(value, Triple) or not is_text(value) or isinstance(value, str):
        return ""
    if not value.value or "'" in value.value or not _is_line(value.value):
        return ""
    tag = _tag(value)
    return f"{_bare(value)}@{tag}" if tag else _bare(value)


def unsaid(difference: Difference, *, every: bool = False) -> Iterator[str]:
    """Yield in sentences what KGCL has no words for: how many statements, of which properties, and each one if asked.

    >>> from termgraph.diff import compare
    >>> from termgraph.skos import Thesaurus
    >>> birds, more = (Thesaurus.from_text(f'<e:owl> skos:note {text} .') for text in ('"a"', '"a", "b"'))
    >>> list(unsaid(compare(birds, more)))
    ['KGCL has no words for 1 statement: skos:note (1 added)']
    """
    told = script(difference)
    counts: dict[str, list[str]] = defaultdict(list)
    for what, facts in (("removed", told.removed), ("added", told.added)):
        for predicate, count in Counter(difference.curie(fact[1]) for fact in facts).items():
            counts[predicate].append(f"{count:,} {what}")
    total = len(told.removed) + len(told.added)
    if total:
        named = ", ".join(f"{name} ({' and '.join(said)})" for name, said in sorted(counts.items()))
        yield f"KGCL has no words for {total:,} statement{'' if total == 1 else 's'}: {named}"
    if every:
        yield from (f"- {text_of(fact)}" for fact in told.removed)
        yield from (f"+ {text_of(fact)}" for fact in told.added)
