"""check.yaml: what a vocabulary says of its own checks.

```yaml
profile: strict
severities: {label-shared: error, orphan: ignore}
homonyms: [bank, bat]
thresholds: {language-share: 0.8, definition-share: 0.5}
exceptions:
  - {rule: cycle, concept: chicken, reason: "It comes from the egg, and the egg from it."}
```
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import NamedNode

from termgraph.check.finding import SEVERITIES, Severity
from termgraph.check.profiles import PROFILES
from termgraph.check.rule import Options
from termgraph.check.rules import all_checks
from termgraph.check.select import meant
from termgraph.entries import yamlnodes as yaml
from termgraph.errors import TermgraphError, did_you_mean
from termgraph.files import ENTRIES_FOLDER, read_regular
from termgraph.model import Vocabulary
from termgraph.namespaces import is_absolute_iri
from termgraph.reconcile.decisions import MAPPINGS_FILE, Mappings
from termgraph.skos import Thesaurus

FILE = "check.yaml"
IGNORE = "ignore"
_LARGEST, _LARGEST_DECISIONS = 4_000_000, 64_000_000
_KEYS = ("profile", "severities", "homonyms", "thresholds", "exceptions")
_THRESHOLDS = ("language-share", "definition-share")
_EXCEPTION = ("rule", "concept", "reason")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a vocabulary says of its own checks.

    Attributes:
        profile: the profile to use where the command names none.
        severities: by rule; None switches a rule off.
        exceptions: the (rule, IRI) pairs that are known and meant, each with its reason.
        options: what the rules themselves must know.
    """

    profile: str | None = None
    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    exceptions: Mapping[tuple[str, str], str] = field(default_factory=dict)
    options: Options = field(default_factory=Options)


def settings_of(store: Thesaurus, path: Path | None = None) -> Settings:
    """Return the settings of a vocabulary: those in a file, else those of the check.yaml beside it, else none.

    Raises:
        TermgraphError: as `read_settings` does.
    """
    if path is None:
        place = next(iter([*store.folders, *(file.parent for file in store.files)]), None)
        if place is None or not (place / FILE).exists():
            return Settings()
        path = place / FILE
    return read_settings(path, lambda name: _resource(store, name))


def with_decisions(settings: Settings, store: Thesaurus) -> Settings:
    """Return settings with the decisions that are about no entry of the folder, or with what is wrong with these."""
    undecided: list[tuple[str, str, int | None]] = []
    try:
        for folder in store.folders:
            undecided += _undecided(folder, store)
    except TermgraphError as error:
        return replace(settings, options=replace(settings.options, unread=(error,)))
    return replace(settings, options=replace(settings.options, undecided=tuple(undecided)))


def _undecided(folder: Path, store: Thesaurus) -> Iterator[tuple[str, str, int | None]]:
    path, base = folder / MAPPINGS_FILE, store.base or ""
    if not path.exists():
        return
    text = read_regular(path, _LARGEST_DECISIONS).decode("utf-8-sig", "replace")
    prefix = next((prefix for prefix, space in store.prefixes.items() if space == base), "")
    for id_, line in Mappings(text, Vocabulary(title="", base=base, prefix=prefix), path).about():
        if ":" not in id_ and not (folder / ENTRIES_FOLDER / f"{id_}.md").exists():
            yield base + id_, str(path), line


def _resource(store: Thesaurus, name: str) -> str | None:
    """Return the IRI of what a name in the settings means: an IRI, a prefixed name, or an id."""
    prefix, colon, local = name.partition(":")
    candidates = [name, (store.base or "") + name]
    if colon and prefix in store.all_prefixes:
        candidates.append(store.all_prefixes[prefix] + local)
    for candidate in candidates:
        if is_absolute_iri(candidate) and next(store.triples(NamedNode(candidate)), None) is not None:
            return candidate
    # Of entries in which something is wrong it may be one that could not be read.
    return candidates[-1] if store.problems and is_absolute_iri(candidates[-1]) else None


def read_settings(path: Path, iri: Callable[[str], str | None]) -> Settings:
    """Read a check.yaml.

    Args:
        path: the file.
        iri: returns the IRI of the resource that an id or an IRI in the file means, None where there is none.

    Raises:
        TermgraphError: for what is no YAML, an unknown key, rule, severity or concept, with line and column.
    """
    node = read_yaml(path)
    return Settings() if node is None else _Reader(path, iri).settings(node)


def read_yaml(path: Path) -> yaml.Node | None:
    """Return what a file of settings holds, None for nothing.

    Raises:
        TermgraphError: where it cannot be read, or is no YAML.
    """
    try:
        text = read_regular(path, _LARGEST).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TermgraphError("is not UTF-8", path, hint="save it as UTF-8") from None
    return yaml.parse(text, str(path))


class Keys:
    """Reads the keys and values of a file of settings, and says where one is none.

    Args:
        path: the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def severity(self, node: yaml.Node) -> Severity | None:
        """Return the severity that a value means, None for `ignore`."""
        chosen = self.choice(node, (*SEVERITIES, IGNORE))
        return None if chosen == IGNORE else Severity.parse(chosen)

    def choice(self, node: yaml.Node, known: tuple[str, ...]) -> str:
        """Return a text that is one of some."""
        text = self.text(node)
        if text not in known:
            hint = did_you_mean(text, known) or f"one of {', '.join(known)}"
            raise self.error(node, f"'{text}' is not known here", hint)
        return text

    def text(self, node: yaml.Node) -> str:
        """Return the text of a value."""
        if not isinstance(node, yaml.Scalar):
            raise self.error(node, "one text is expected here")
        return node.text.strip()

    def items(self, node: yaml.Node | None) -> tuple[yaml.Node, ...]:
        """Return the items of a list; none of what is not there."""
        if node is None:
            return ()
        if not isinstance(node, yaml.Sequence):
            raise self.error(node, "a list is expected here", "write `[one, two]`")
        return node.items

    def mapping(self, node: yaml.Node, known: tuple[str, ...]) -> dict[str, yaml.Node]:
        """Return the values by their keys, which are all known."""
        if not isinstance(node, yaml.Mapping):
            raise self.error(node, "keys and values are expected here", f"known: {', '.join(known)}")
        for key, _ in node.items:
            if key.text not in known:
                hint = did_you_mean(key.text, known) or f"known: {', '.join(known)}"
                raise self.error(key, f"unknown key '{key.text}'", hint)
        return {key.text: value for key, value in node.items}

    def error(self, node: yaml.Node, message: str, hint: str | None = None) -> TermgraphError:
        """Return the error for what stands there."""
        return TermgraphError(message, self.path, node.line, node.column, hint)


class _Reader(Keys):
    def __init__(self, path: Path, iri: Callable[[str], str | None]) -> None:
        super().__init__(path)
        self.iri = iri

    def settings(self, node: yaml.Node) -> Settings:
        keys = self.mapping(node, _KEYS)
        thresholds = self.mapping(keys["thresholds"], _THRESHOLDS) if "thresholds" in keys else {}
        usual = Options()
        options = Options(
            homonyms=frozenset(self.text(item).lower() for item in self.items(keys.get("homonyms"))),
            language_share=self.share(thresholds.get("language-share"), usual.language_share),
            definition_share=self.share(thresholds.get("definition-share"), usual.definition_share),
        )
        severities: dict[str, Severity | None] = {}
        if (given := keys.get("severities")) is not None:
            if not isinstance(given, yaml.Mapping):
                raise self.error(given, "must be a mapping of rules to severities")
            for key, value in given.items:
                severities.update(dict.fromkeys(self.rules(key), self.severity(value)))
        exceptions: dict[tuple[str, str], str] = {}
        for item in self.items(keys.get("exceptions")):
            exceptions.update(self.exception(item))
        profile = self.choice(keys["profile"], tuple(PROFILES)) if "profile" in keys else None
        return Settings(profile, severities, exceptions, options)

    def exception(self, node: yaml.Node) -> Mapping[tuple[str, str], str]:
        parts = self.mapping(node, _EXCEPTION)
        for name in _EXCEPTION:
            if name not in parts:
                raise self.error(node, f"an exception without '{name}'", "give rule, concept and reason")
        about = parts["concept"]
        iris = [self.concept(one) for one in (about.items if isinstance(about, yaml.Sequence) else (about,))]
        reason = self.text(parts["reason"])
        if not reason:
            raise self.error(parts["reason"], "the reason is empty", "say why this is meant")
        return {(rule, iri): reason for rule in self.rules(parts["rule"]) for iri in iris}

    def concept(self, node: yaml.Node) -> str:
        named = self.text(node)
        iri = self.iri(named)
        if iri is None:
            raise self.error(node, f"nothing is said of '{named}'", "give an id or a full IRI")
        return iri

    def rules(self, node: yaml.Node) -> set[str]:
        try:
            return meant(all_checks(), [self.text(node)])
        except TermgraphError as error:
            raise self.error(node, error.message, error.hint) from None

    def share(self, node: yaml.Node | None, usual: float) -> float:
        if node is None:
            return usual
        try:
            share = float(self.text(node))
        except ValueError:
            share = -1
        if not 0 <= share <= 1:
            raise self.error(node, f"'{self.text(node)}' is no share", "write a number from 0 to 1")
        return share
