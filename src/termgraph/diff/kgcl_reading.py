"""KGCL applied: what its commands say, as statements removed and added."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode, Triple

from termgraph.diff.facts import Fact
from termgraph.diff.kgcl import (
    ALTERNATIVE,
    BROADER,
    CONCEPT,
    DEFINITION,
    DEPRECATED,
    MEMBER,
    PREFERRED,
    REPLACED_BY,
    TRUE,
    TYPE,
    definition_language,
    going,
    mentions,
    repeated,
    resources,
)
from termgraph.errors import Problems, TermgraphError
from termgraph.names import language_tag
from termgraph.namespaces import is_absolute_iri
from termgraph.skos import Thesaurus
from termgraph.store.record import Record, Statement, Value

_Said: TypeAlias = Mapping[str, str | None]
_TAG = "[A-Za-z]+(?:-[A-Za-z0-9]+)*"
#: What stands in a command for a resource, a name, and any text.
_PARTS = {
    "NODE": r"(?P<{0}><[^\s<>]+>|'[^']*'|[^\s'<]\S*)",
    "NAME": rf"'(?P<{{0}}>[^']*)'(?:@(?P<{{0}}_lang>{_TAG}))?",
    "TERM": r"(?P<{0}>'''.*?'''|\"\"\".*?\"\"\"|\"[^\"]*\")"
    rf"(?:@(?P<{{0}}_lang>{_TAG})|\^\^(?P<{{0}}_type><[^\s<>]+>|\S+))?",
}
_TO = "(?:to|as|->)"
_SCOPE = "(?:(?:exact|narrow|broad|related) )?"


def applied(old: Thesaurus, commands: str, name: str = "changes") -> Record:
    """Return what a vocabulary says after commands of KGCL, a line each; it stays as it is.

    Args:
        old: the vocabulary.
        commands: the text; empty lines, and lines that begin with #, are none.
        name: what messages call it.

    Raises:
        Problems: with each line that is no command, or does not fit the vocabulary.

    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en .')
    >>> said = applied(birds, "rename <e:owl> from 'owl'@en to 'Owl'@en")
    >>> [value.value for value in said.columns["http://www.w3.org/2004/02/skos/core#prefLabel"].objects]
    ['Owl']
    """
    patch = _Patch(old)
    problems = []
    for number, line in enumerate(commands.splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            try:
                patch.obey(line.strip())
            except TermgraphError as error:
                problems.append(TermgraphError(error.message, name, number, hint=error.hint))
    if problems:
        raise Problems(problems)
    return patch.record()


class _Patch:
    """Statements that commands remove and add."""

    def __init__(self, old: Thesaurus) -> None:
        self.old = old
        self.gone: dict[Fact, None] = {}
        self.came: dict[Fact, None] = {}
        self._touched: set[object] = set()  # whatever something was added about
        self.language = definition_language(old)

    def record(self) -> Record:
        made = Record()
        made.read(self.old.record.quads(), self.old.record.blank)
        graphs = list(made.graphs)
        gone: list[Statement] = [(graph, *fact) for fact in self.gone for graph in graphs]
        made.remove(gone)
        for fact in self.came:
            made.add(("", *fact))
        return made

    def obey(self, line: str) -> None:
        """Do what a command says.

        Raises:
            TermgraphError: where it is none, or does not fit.
        """
        for pattern, command in _commands():
            if found := pattern.fullmatch(line):
                command(self, found.groupdict())
                return
        raise TermgraphError(f"is no command of KGCL: {line}", hint="see https://w3id.org/kgcl")

    # Statements

    def _has(self, fact: Fact) -> bool:
        if fact in self.came:
            return True
        said = self.old.record.about(fact[0], fact[1])
        return fact not in self.gone and any(value == fact[2] for _, value in said)

    def _of(self, node: str, predicate: str) -> list[Value | Triple]:
        said: list[Value | Triple] = [value for _, value in self.old.record.about(node, predicate)]
        if node in self._touched:
            said += [value for one, name, value in self.came if (one, name) == (node, predicate)]
        return [value for value in said if (node, predicate, value) not in self.gone]

    def _add(self, fact: Fact) -> None:
        if fact in self.gone:
            del self.gone[fact]
        elif not self._has(fact):
            self.came[fact] = None
            self._touched.update((fact[0], fact[2]))

    def _remove(self, fact: Fact) -> None:
        if not self._has(fact):
            raise TermgraphError(f"is not said: {_shown(self.old, fact)}")
        if fact in self.came:
            del self.came[fact]
        else:
            self.gone[fact] = None

    # What stands in a command

    def _node(self, said: _Said, name: str) -> str:
        text = said[name] or ""
        if text.startswith("<"):
            return text[1:-1]
        if text.startswith("'"):
            return self.old.find(text[1:-1])
        prefix, colon, local = text.partition(":")
        space = self.old.all_prefixes.get(prefix) if colon else None
        iri = text if space is None else f"{space}{local}"
        if not is_absolute_iri(iri):
            raise TermgraphError(f"'{text}' is no IRI", hint="write it in full between < and >")
        return iri

    def _name(self, said: _Said, name: str) -> Literal:
        return Literal(said[name] or "", language=said[f"{name}_lang"])

    def _defining(self, said: _Said, name: str) -> Literal:
        return Literal(said[name] or "", language=self.language or None)

    def _term(self, said: _Said, name: str) -> Literal:
        text = said[name] or ""
        width = 3 if text[:3] in ("'" * 3, '"' * 3) and len(text) > 5 else 1
        if said[f"{name}_type"]:
            return Literal(text[width:-width], datatype=NamedNode(self._node(said, f"{name}_type")))
        return Literal(text[width:-width], language=said[f"{name}_lang"])

    # Commands

    def create(self, said: _Said) -> None:
        self._add((self._node(said, "node"), TYPE, CONCEPT))

    def create_node(self, said: _Said) -> None:
        self.create(said)
        self._add((self._node(said, "node"), PREFERRED, self._name(said, "new")))

    def delete(self, said: _Said) -> None:
        node = self._node(said, "node")
        known = self._mentions.get(node, ())
        if not known and node not in self._touched:
            raise TermgraphError(f"nothing is said of {self.old.curie(node)}")
        self.gone |= dict.fromkeys(known)
        if node in self._touched:
            self.came = {fact: None for fact in self.came if node not in fact[::2]}

    @cached_property
    def _mentions(self) -> Mapping[str, list[Fact]]:
        """What the old vocabulary says of each node, and of other things by it."""
        return mentions(one[1:] for one in self.old.record.statements())

    def _mentioned(self, node: str) -> list[Fact]:
        """Return what is said of a node by now, and of other things by it."""
        said = [fact for fact in self._mentions.get(node, ()) if fact not in self.gone]
        return said + [fact for fact in self.came if node in fact[::2]] if node in self._touched else said

    def obsolete(self, said: _Said) -> None:
        node = self._node(said, "node")
        self._add((node, DEPRECATED, TRUE))
        if said.get("new"):
            self._add((node, REPLACED_BY, self._node(said, "new")))

    def unobsolete(self, said: _Said) -> None:
        self._remove((self._node(said, "node"), DEPRECATED, TRUE))

    def rename(self, said: _Said) -> None:
        node = self._node(said, "node") if said["node"] else self.old.find(said["old"] or "")
        self._change_name(node, PREFERRED, self._name(said, "old"), self._name(said, "new"))

    def create_synonym(self, said: _Said) -> None:
        self._add((self._node(said, "node"), ALTERNATIVE, self._name(said, "new")))

    def remove_synonym(self, said: _Said) -> None:
        node, name = self._node(said, "node"), self._name(said, "old")
        self._remove((node, ALTERNATIVE, name))
        for one in resources(self._of, node, ALTERNATIVE, name):
            for fact in going(self._mentioned(one), node, ALTERNATIVE, one):
                self._remove(fact)

    def change_synonym(self, said: _Said) -> None:
        new = Literal(said["new"] or "", language=said["new_lang"] or said["old_lang"])
        self._change_name(self._node(said, "node"), ALTERNATIVE, self._name(said, "old"), new)

    def _change_name(self, node: str, kind: str, old: Literal, new: Literal) -> None:
        """Change a name, and with it all that repeats it."""
        for place in ((node, kind), *repeated(self._of, node, kind, old)):
            self._remove((*place, old))
            self._add((*place, new))

    def add_definition(self, said: _Said) -> None:
        self._add((self._node(said, "node"), DEFINITION, self._defining(said, "new")))

    def change_definition(self, said: _Said) -> None:
        node = self._node(said, "node")
        if said.get("old") is None:
            self.remove_definition(said)
        else:
            self._remove((node, DEFINITION, self._defining(said, "old")))
        self.add_definition(said)

    def remove_definition(self, said: _Said) -> None:
        node = self._node(said, "node")
        found = [one for one in self._of(node, DEFINITION) if self._is_defining(one)]
        if not found:
            raise TermgraphError(f"{self.old.called(node)} has no definition")
        for one in found:
            self._remove((node, DEFINITION, one))

    def _is_defining(self, value: Value | Triple) -> bool:
        return isinstance(value, Literal) and language_tag(value.language or "") == self.language

    def create_edge(self, said: _Said) -> None:
        self._add(self._edge(said, "object"))

    def delete_edge(self, said: _Said) -> None:
        self._remove(self._edge(said, "object"))

    def move(self, said: _Said) -> None:
        self._remove(self._edge(said, "old"))
        self._add(self._edge(said, "new"))

    def _edge(self, said: _Said, end: str) -> Fact:
        return self._node(said, "node"), self._node(said, "predicate"), self._node(said, end)

    def deepen(self, said: _Said) -> None:
        node = self._node(said, "node")
        self._remove((node, BROADER, self._node(said, "old")))
        self._add((node, BROADER, self._node(said, "new")))

    def change_relationship(self, said: _Said) -> None:
        node, other = self._node(said, "node"), self._node(said, "object")
        self._remove((node, self._node(said, "old"), other))
        self._add((node, self._node(said, "new"), other))

    def change_annotation(self, said: _Said) -> None:
        node, predicate = self._node(said, "node"), self._node(said, "predicate")
        self._remove((node, predicate, self._term(said, "old")))
        self._add((node, predicate, self._term(said, "new")))

    def add_to_subset(self, said: _Said) -> None:
        self._add((self._node(said, "object"), MEMBER, self._node(said, "node")))

    def remove_from_subset(self, said: _Said) -> None:
        self._remove((self._node(said, "object"), MEMBER, self._node(said, "node")))


#: The commands, as the grammar of KGCL has them; the first that fits is meant.
_COMMANDS: tuple[tuple[str, Callable[[_Patch, _Said], None]], ...] = (
    (f"rename (?:NODE(node) from )?NAME(old) {_TO} NAME(new)", _Patch.rename),
    ("create node NODE(node) NAME(new)", _Patch.create_node),
    ("create edge NODE(node) NODE(predicate) NODE(object)", _Patch.create_edge),
    (f"create {_SCOPE}synonym NAME(new) for NODE(node)", _Patch.create_synonym),
    ("create NODE(node)", _Patch.create),
    ("remove synonym NAME(old) for NODE(node)", _Patch.remove_synonym),
    ("remove definition for NODE(node)", _Patch.remove_definition),
    ("remove NODE(node) from subset NODE(object)", _Patch.remove_from_subset),
    (f"change {_SCOPE}synonym NAME(old) for NODE(node) (?:to|->) NAME(new)", _Patch.change_synonym),
    ("change definition of NODE(node) from NAME(old) to NAME(new)", _Patch.change_definition),
    ("change definition of NODE(node) to NAME(new)", _Patch.change_definition),
    (
        "change annotation of NODE(node) with NODE(predicate) from TERM(old) to TERM(new)",
        _Patch.change_annotation,
    ),
    (
        "change relationship between NODE(node) and NODE(object) from NODE(old) to NODE(new)",
        _Patch.change_relationship,
    ),
    ("delete edge NODE(node) NODE(predicate) NODE(object)", _Patch.delete_edge),
    ("delete NODE(node)", _Patch.delete),
    ("obsolete NODE(node)(?: with replacement NODE(new))?", _Patch.obsolete),
    ("unobsolete NODE(node)", _Patch.unobsolete),
    ("(?:deepen|shallow) NODE(node) from NODE(old) (?:to|->) NODE(new)", _Patch.deepen),
    (f"move NODE(node) NODE(predicate) NODE(object) from NODE(old) {_TO} NODE(new)", _Patch.move),
    ("add definition NAME(new) to NODE(node)", _Patch.add_definition),
    ("add NODE(node) to subset NODE(object)", _Patch.add_to_subset),
)


@cache
def _commands() -> tuple[tuple[re.Pattern[str], Callable[[_Patch, _Said], None]], ...]:
    return tuple((re.compile(_form(text)), command) for text, command in _COMMANDS)


def _form(text: str) -> str:
    filled = re.sub(r"(NODE|NAME|TERM)\((\w+)\)", lambda found: _PARTS[found[1]].format(found[2]), text)
    return filled


def _shown(store: Thesaurus, fact: Fact) -> str:
    subject, predicate, value = fact
    said = store.curie(value) if isinstance(value, str) else str(value)
    return f"{store.curie(subject)} {store.curie(predicate)} {said}"
