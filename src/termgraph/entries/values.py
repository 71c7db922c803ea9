"""Turns YAML nodes into the model's values, key by key, and collects every problem on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from urllib.parse import quote

from termgraph.entries.keys import ATTRIBUTE, ENTRY, MISNOMER, QUOTE, RELATION, Key, near_key
from termgraph.entries.yamlnodes import Mapping, Node, Scalar, Sequence, surprise
from termgraph.errors import TermgraphError, did_you_mean
from termgraph.model import (
    AGENT_TYPES,
    DATATYPES,
    SOURCE_TYPES,
    STATUSES,
    Agent,
    Attribute,
    Citation,
    Label,
    Misnomer,
    SourceDefinition,
    in_order,
)
from termgraph.names import BIDI_CONTROL, UNPRINTABLE, exact_key
from termgraph.namespaces import LABEL_TYPES, is_absolute_iri, is_language_tag, is_web_iri, part_iri
from termgraph.relations import RELATIONS, Relation

_PREFIX = re.compile(r"[a-z]([a-z0-9._-]*[a-z0-9])?")
_OWN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_SPACE = re.compile(r"\s")
#: A place in a source becomes a fragment of an IRI, in which these stand as they are (RFC 3986).
_SAFE_IN_FRAGMENT = "!$&'()*+,;=:@/?"
#: Types that people write; `misnomer` follows from a misnomer record.
WRITABLE_LABEL_TYPES = tuple(name for name in LABEL_TYPES if name != "misnomer")


#: The kinds of keys whose values are one of several words.
_CHOICES: dict[str, Iterable[str]] = {
    "status": STATUSES,
    "source_type": SOURCE_TYPES,
    "agent_type": AGENT_TYPES,
    "datatype": DATATYPES,
}
_NAME = (
    Key("label", "text", "names", required=True),
    Key("type", "type", "string"),
    Key("lang", "lang", "language"),
)
_AGENT = (
    Key("name", "name", "string", required=True),
    Key("iri", "iri", "iri"),
    Key("type", "type", "agent_type"),
)


class ValueReader:
    """Reads the values of one file.

    Args:
        path: the file, for messages.
        language: the vocabulary's default language.

    After reading, `problems` holds what was wrong and `places` where each reference stands:
    (key, value) -> (line, column).
    """

    def __init__(self, path: str, language: str = "en") -> None:
        self.path = path
        self.language = language
        self.problems: list[TermgraphError] = []
        self.places: dict[tuple[str, str], tuple[int, int]] = {}
        self._taken: set[str] = set()  # keys of the vocabulary's own

    def problem(self, at: Node, message: str, hint: str | None = None) -> None:
        """Note a problem at a node."""
        self.problems.append(TermgraphError(message, self.path, at.line, at.column, hint))

    def place(self, key: str, value: str, at: Node) -> None:
        """Note where a value stands, unless it was seen before."""
        self.places.setdefault((key, value), (at.line, at.column))

    def mapping(self, node: Node, keys: Iterable[Key], what: str) -> dict[str, Any]:
        """Read a mapping whose keys are known: attribute -> value, without those that failed."""
        if not isinstance(node, Mapping):
            self.problem(node, f"{what} must be a mapping of keys to values", "write `key: value` lines")
            return {}
        by_name = {key.name: key for key in keys}
        values: dict[str, Any] = {}
        for name, value in node.items:
            key = by_name.get(name.text)
            if key is None:
                hint = near_key(name.text, by_name) or f"known: {', '.join(by_name)}"
                self.problem(name, f"unknown key '{name.text}'", hint)
                continue
            self.place(key.name, "", name)
            read = self.read(key, value)
            if read is not None:
                (values.setdefault(key.part, {}) if key.part else values)[key.attribute] = read
        for key in by_name.values():
            if key.required and key.name not in {name.text for name, _ in node.items}:
                self.problem(node, f"{what} has no '{key.name}'", key.doc)
        return values

    def read(self, key: Key, node: Node) -> Any:
        """Read the value of one key, or note what is wrong with it and return None."""
        if key.kind in _CHOICES:
            return self._choice(key, node, _CHOICES[key.kind])
        reader: Callable[[Key, Node], Any] = getattr(self, f"_{key.kind}")
        return reader(key, node)

    # One method a kind of `keys.Kind`, but for choices.

    def _string(self, key: Key, node: Node) -> str | None:
        if not isinstance(node, Scalar):
            self.problem(node, f"'{key.name}' must be one text, not {_named(node)}")
            return None
        text = node.text.strip()
        meaning = surprise(text) if node.plain else None
        if not text and (not node.plain or key.required):
            self.problem(node, f"'{key.name}' is empty", "write a text, or leave the key out")
        elif meaning:
            quoted = text.replace("'", "''")
            hint = f"write '{quoted}' in quotes" if text else "write a text, or leave the key out"
            self.problem(node, f"'{key.name}': YAML takes {text or 'the empty value'} for {meaning}", hint)
        elif bad := UNPRINTABLE.search(text) or BIDI_CONTROL.search(text):
            message = f"'{key.name}' holds the invisible character U+{ord(bad.group()):04X}"
            self.problem(node, message, "remove it")
        else:
            return text
        return None

    def _values(self, key: Key, node: Node) -> tuple[str, ...]:
        read = (self._value(key, item) for item in (node.items if isinstance(node, Sequence) else (node,)))
        return tuple(sorted({value for value in read if value is not None}))

    def _value(self, key: Key, node: Node) -> str | None:
        text = node.text.strip() if isinstance(node, Scalar) else ""
        if text and not UNPRINTABLE.search(text) and re.fullmatch(DATATYPES[key.datatype or "string"], text):
            return text
        self.problem(node, f"'{key.name}': {text or _named(node)} is no {key.datatype or 'string'}")
        return None

    def _list(self, key: Key, node: Node) -> tuple[Node, ...]:
        if isinstance(node, Sequence):
            return node.items
        if isinstance(node, Scalar) and node.plain and node.text in ("", "~", "null"):
            self.problem(node, f"'{key.name}' is empty", "leave the key out")
            return ()
        hint = f"write `{key.name}: [{node.text}]`" if isinstance(node, Scalar) else None
        self.problem(node, f"'{key.name}' must be a list, not {_named(node)}", hint)
        return ()

    def _strings(self, key: Key, node: Node) -> tuple[str, ...]:
        return self._distinct(key, node, lambda item: self._string(key, item))

    def _distinct(self, key: Key, node: Node, read: Callable[[Node], str | None]) -> tuple[str, ...]:
        values: list[str] = []
        for item in self._list(key, node):
            value = read(item)
            if value is None:
                continue
            if value in values:
                self.problem(item, f"'{value}' stands twice in '{key.name}'", "remove one")
            else:
                values.append(value)
                self.place(key.name, value, item)
        return tuple(values)

    def _ids(self, key: Key, node: Node) -> tuple[str, ...]:
        return tuple(sorted(self._strings(key, node)))

    def _targets(self, key: Key, node: Node) -> tuple[str, ...]:
        if isinstance(node, Scalar):
            node = Sequence((node,), node.line, node.column)
        return self._ids(key, node)

    def _iris(self, key: Key, node: Node) -> tuple[str, ...]:
        return tuple(sorted(self._distinct(key, node, lambda item: self._iri(key, item))))

    def _fitting(
        self, key: Key, node: Node, fits: Callable[[str], object], wrong: str, hint: str | None = None
    ) -> str | None:
        """Read a text of a certain form; `wrong` says with {name} and {text} what is wrong with another."""
        text = self._string(key, node)
        if text is None or fits(text):
            return text
        self.problem(node, wrong.format(name=key.name, text=text), hint)
        return None

    def _iri(self, key: Key, node: Node) -> str | None:
        wrong, hint = (
            "'{name}': {text} is not an http or https IRI",
            "write the full address, percent-encoded",
        )
        return self._fitting(key, node, is_web_iri, wrong, hint)

    def _language(self, key: Key, node: Node) -> str | None:
        wrong, hint = "'{text}' is not a language tag", "for example en, de or pt-BR"
        text = self._fitting(key, node, is_language_tag, wrong, hint)
        return text.lower() if text else None

    def _languages(self, key: Key, node: Node) -> tuple[str, ...]:
        return tuple(sorted(self._distinct(key, node, lambda item: self._language(key, item))))

    def _names(self, key: Key, node: Node) -> dict[str, str] | None:
        if isinstance(node, Scalar):
            text = self._string(key, node)
            return None if text is None else {self.language: text}
        if isinstance(node, Mapping) and node.items:
            texts: dict[str, str] = {}
            for tag, value in node.items:
                language, text = self._language(key, tag), self._string(key, value)
                if language and text:
                    texts[language] = text
            return dict(sorted(texts.items())) or None
        message = f"'{key.name}' must be a text or a mapping of languages to texts, not {_named(node)}"
        self.problem(node, message)
        return None

    def _definitions(self, key: Key, node: Node) -> dict[str, str] | None:
        stands = "stands below the front matter"
        if isinstance(node, Scalar):
            self.problem(node, f"the definition {stands}", "move the text below the second ---")
            return None
        texts = self._names(key, node)
        if texts and self.language in texts:
            self.problem(node, f"the definition in {self.language} {stands}", "move it there")
            return None
        return texts

    def _labels(self, key: Key, node: Node) -> tuple[Label, ...]:
        labels: dict[tuple[str, str], Label] = {}
        for item in self._list(key, node):
            for label in self._label(key, item):
                if (label.text, label.lang) in labels:
                    self.problem(item, f"'{label.text}' stands twice in '{key.name}'", "remove one")
                else:
                    labels[label.text, label.lang] = label
                    self.place(key.name, label.text, item)
        return in_order(labels.values())

    def _label(self, key: Key, node: Node) -> list[Label]:
        if isinstance(node, Scalar):
            text = self._string(key, node)
            return [] if text is None else [Label(text, self.language)]
        what = f"a name in '{key.name}'"
        if not isinstance(node, Mapping):
            self.problem(node, f"{what} must be a text or {{label: …, type: …}}, not {_named(node)}")
            return []
        if {tag.text for tag, _ in node.items}.isdisjoint(key.name for key in _NAME):
            return [Label(text, language) for language, text in (self._names(key, node) or {}).items()]
        values = self.mapping(node, _NAME, what)
        kind = values.get("type")
        if kind is not None and kind not in WRITABLE_LABEL_TYPES:
            self.problem(node, f"unknown type of name '{kind}'", _known(kind, WRITABLE_LABEL_TYPES))
            kind = None
        texts: dict[str, str] = values.get("text", {})
        if "lang" in values and len(texts) == 1:
            texts = {values["lang"]: next(iter(texts.values()))}
        return [Label(text, language, kind) for language, text in texts.items()]

    def _notes(self, key: Key, node: Node) -> tuple[Label, ...]:
        items = node.items if isinstance(node, Sequence) else (node,)
        notes = {Label(text, lang) for item in items for lang, text in (self._names(key, item) or {}).items()}
        return in_order(notes)

    def _citations(self, key: Key, node: Node) -> tuple[Citation, ...]:
        read = self._distinct(key, node, lambda item: self._string(key, item))
        return in_order(self._cited(key, text) for text in read)

    def _citation(self, key: Key, node: Node) -> Citation | None:
        text = self._string(key, node)
        if text is None:
            return None
        self.place(key.name, text, node)
        return self._cited(key, text)

    def _cited(self, key: Key, text: str) -> Citation:
        citation = Citation.parse(text)
        place = citation.locator
        if place is None:
            return citation
        spaced = not place or _SPACE.search(place)
        if spaced or not is_absolute_iri(part_iri("urn:", place)):
            quoted = f"write '{citation.source}#{quote(place, _SAFE_IN_FRAGMENT)}'"
            hint = "write it without spaces: p81, 4.2" if spaced else quoted
            message = f"'{place}' cannot be a place in a source"
            self.problems.append(TermgraphError(message, self.path, *self.places[key.name, text], hint))
            return Citation(citation.source)
        return citation

    def _quotes(self, key: Key, node: Node) -> tuple[SourceDefinition, ...]:
        quotes: list[SourceDefinition] = []
        for item in node.items if isinstance(node, Sequence) else (node,):
            values = self.mapping(item, QUOTE, f"'{key.name}'")
            for lang, text in values.get("text", {}).items() if "source" in values else ():
                quotes.append(SourceDefinition(text, lang, values["source"]))
        return in_order(quotes)

    def _misnomers(self, key: Key, node: Node) -> tuple[Misnomer, ...]:
        records = []
        for item in node.items if isinstance(node, Sequence) else (node,):
            values = self.mapping(item, MISNOMER, "a misnomer")
            if "why" in values:
                records.append(Misnomer(**values))
            if isinstance(item, Mapping):
                self.place(key.name, values.get("term", ""), item)
        if len({record.term for record in records}) < len(records):
            hint = "say with `term:` which name each is about"
            self.problem(node, "two misnomer records for the same name", hint)
        records.sort(key=lambda record: (record.term is not None, exact_key(record.term or "")))
        return tuple(records)

    def _choice(self, key: Key, node: Node, known: Iterable[str]) -> str | None:
        text = self._string(key, node)
        if text is None or text in known:
            return text
        self.problem(node, f"unknown {key.name} '{text}'", _known(text, known))
        return None

    def _date(self, key: Key, node: Node) -> str | None:
        text = self._string(key, node)
        if text is None:
            return None
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            self.problem(node, f"'{key.name}': {text} is not a date", 'write it as "2026-11-21"')
            return None

    def _flag(self, key: Key, node: Node) -> bool | None:
        if isinstance(node, Scalar) and node.plain and node.text in ("true", "false"):
            return node.text == "true"
        self.problem(node, f"'{key.name}' must be true or false")
        return None

    def _year(self, key: Key, node: Node) -> int | None:
        if isinstance(node, Scalar) and re.fullmatch(r"\d{4}", node.text):
            return int(node.text)
        self.problem(node, f"'{key.name}' must be a year of four digits")
        return None

    def _base(self, key: Key, node: Node) -> str | None:
        wrong = "'{name}' must be an http or https IRI that ends in / or #"
        return self._fitting(key, node, lambda text: is_web_iri(text) and text.endswith(("/", "#")), wrong)

    def _prefix(self, key: Key, node: Node) -> str | None:
        wrong, hint = "'{text}' cannot be a prefix", "use lower-case letters and digits"
        return self._fitting(key, node, _PREFIX.fullmatch, wrong, hint)

    def _attributes(self, key: Key, node: Node) -> tuple[Attribute, ...]:
        found: dict[str, Attribute] = {}
        for item in self._list(key, node):
            values = self.mapping(item, ATTRIBUTE, "an attribute")
            if {"name", "labels"} <= values.keys() and self._is_free(item, values["name"]):
                found[values["name"]] = Attribute(**values)
        return tuple(sorted(found.values(), key=lambda attribute: attribute.name))

    def _relations(self, key: Key, node: Node) -> tuple[Relation, ...]:
        """Return the rows in the order of the file, since one may be a kind of another; without their IRIs."""
        found: dict[str, Relation] = {}
        parents = {row.name for row in RELATIONS.below("broader", "related")}
        iris = {*RELATIONS.properties}
        for item in self._list(key, node):
            values = {"parent": "related", **self.mapping(item, RELATION, "a relation")}
            back = values.get("back")
            if not {"name", "labels"} <= values.keys() or not self._is_free(item, values["name"]):
                continue
            if back and (values.get("symmetric") or not self._is_free(item, back)):
                self.problem(item, f"'{back}' is no inverse", "what holds both ways is its own inverse")
            elif values.get("iri") in iris:
                self.problem(item, f"{values['iri']} is another kind of relation already", "use its key")
            elif values["parent"] not in parents:
                known = ", ".join(sorted(parents))
                hint = did_you_mean(values["parent"], parents) or f"known: {known}"
                self.problem(item, f"there is no kind of relation '{values['parent']}'", hint)
            else:
                found[values["name"]] = Relation(**values)
                parents.add(values["name"])
                iris.add(found[values["name"]].iri)
        return tuple(found.values())

    def _is_free(self, node: Node, name: str) -> bool:
        """Tell whether a key of a vocabulary's own can be called so; then it is taken."""
        ends = (end for row in RELATIONS.values() for end in (row.name, row.back))
        if not _OWN_NAME.fullmatch(name):
            self.problem(node, f"'{name}' cannot be a key of entries", "use letters and digits: usedFor")
        elif name in {*self._taken, *ends, *(key.name for key in ENTRY)}:
            self.problem(node, f"'{name}' is a key of entries already", "choose another name")
        else:
            self._taken.add(name)
            return True
        return False

    def _agents(self, key: Key, node: Node) -> tuple[Agent, ...]:
        read = (self._agent(key, item) for item in self._list(key, node))
        return tuple(agent for agent in read if agent is not None)

    def _agent(self, key: Key, node: Node) -> Agent | None:
        if isinstance(node, Scalar):
            name = self._string(key, node)
            return None if name is None else Agent(name)
        values = self.mapping(node, _AGENT, f"'{key.name}'")
        return Agent(**values) if "name" in values else None


def _known(text: str, known: Iterable[str]) -> str:
    return did_you_mean(text, known) or f"one of {', '.join(known)}"


def _named(node: Node) -> str:
    return {Scalar: "a single text", Sequence: "a list", Mapping: "a mapping"}[type(node)]
