"""lint.yaml: what a project says of the names in its texts.

```yaml
severities: {several-names: warning, ambiguous-name: ignore}
exceptions:
  - {rule: misleading-name, name: normal distribution, files: "docs/statistics/*", reason: Statisticians say so.}
```
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import NamedTuple

from termgraph.check.finding import Severity
from termgraph.check.settings import Keys, read_yaml
from termgraph.entries import yamlnodes as yaml
from termgraph.errors import TermgraphError, did_you_mean
from termgraph.matching.lint.page import Spotted
from termgraph.matching.lint.rules import LINTS
from termgraph.names import spelling_keys

FILE = "lint.yaml"
_KEYS = ("severities", "exceptions")
_EXCEPTION = ("rule", "name", "files", "reason")


class Excepted(NamedTuple):
    """What is known and meant: a rule's findings of a name ("" for any) in some files, and why."""

    rule: str
    name: str
    files: str
    reason: str

    def covers(self, rule: str, spotted: Spotted, path: str) -> bool:
        """Tell whether it is about what a rule found in a file."""
        is_named = not self.name or bool(spelling_keys(self.name) & spelling_keys(spotted.match.text))
        return self.rule == rule and is_named and fnmatchcase(PurePath(path).as_posix(), self.files)


@dataclass(frozen=True, slots=True)
class LintSettings:
    """What a project says of the names in its texts.

    Attributes:
        severities: by rule; None switches a rule off.
        exceptions: what is known and meant.
    """

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    exceptions: tuple[Excepted, ...] = ()


def lint_settings(path: str | Path | None = None) -> LintSettings:
    """Return the settings in a file, else in the lint.yaml of the folder we stand in, else none.

    Raises:
        TermgraphError: for what is no YAML, or an unknown key, rule or severity, with line and column.
    """
    if path is None and not Path(FILE).is_file():
        return LintSettings()
    file = Path(path or FILE)
    node = read_yaml(file)
    return LintSettings() if node is None else _Reader(file).settings(node)


def rules_meant(words: tuple[str, ...] | list[str]) -> set[str]:
    """Return the rules that words mean: ids, or several with commas between.

    Raises:
        TermgraphError: for a word that is none.
    """
    found = {part.strip() for word in words for part in word.split(",")}
    for one in sorted(found - LINTS.keys()):
        raise TermgraphError(
            f"no rule '{one}'", hint=did_you_mean(one, LINTS) or f"one of {', '.join(LINTS)}"
        )
    return found


class _Reader(Keys):
    def settings(self, node: yaml.Node) -> LintSettings:
        keys = self.mapping(node, _KEYS)
        given = self.mapping(keys["severities"], tuple(LINTS)) if "severities" in keys else {}
        severities = {rule: self.severity(value) for rule, value in given.items()}
        return LintSettings(severities, tuple(map(self.exception, self.items(keys.get("exceptions")))))

    def exception(self, node: yaml.Node) -> Excepted:
        parts = self.mapping(node, _EXCEPTION)
        for name in ("rule", "reason"):
            if name not in parts or not self.text(parts[name]):
                raise self.error(node, f"an exception without '{name}'", "give rule and reason")
        rule = self.choice(parts["rule"], tuple(LINTS))
        name, files = (self.text(parts[key]) if key in parts else "" for key in ("name", "files"))
        return Excepted(rule, name, files or "*", self.text(parts["reason"]))
