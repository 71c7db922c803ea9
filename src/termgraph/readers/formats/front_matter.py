"""Front matter of Markdown files: YAML or TOML between lines of marks, as Jekyll, Hugo, MkDocs and Obsidian have it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_OPEN = re.compile(r"\A\s*(---|\+\+\+)[ \t]*\n")
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The keys of a front matter, in lower case, each with its texts.

    Args:
        values: key -> texts.
        problem: why it could not be read, "" where it could.
    """

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problem: str = ""

    def text(self, *keys: str) -> str:
        """Return the first text under the first of some keys that has one, "" where none has."""
        return next((self.values[key][0] for key in keys if self.values.get(key)), "")

    def texts(self, *keys: str) -> tuple[str, ...]:
        """Return all texts under some keys."""
        return tuple(text for key in keys for text in self.values.get(key, ()))


def split(text: str, path: str = "") -> tuple[FrontMatter, str, int]:
    r"""Return the front matter of a text, what stands below it, and the line on which that begins.

    >>> front, body, line = split("---\ntitle: Owl\naliases: [barn owl, 'BO']\n---\nA bird.")
    >>> front.text("title"), front.texts("aliases"), body, line
    ('Owl', ('barn owl', 'BO'), 'A bird.', 5)
    """
    opened = _OPEN.match(text)
    if not opened:
        return FrontMatter(), text, 1
    closed = re.compile(rf"^{re.escape(opened[1])}[ \t]*$|^\.\.\.[ \t]*$", re.MULTILINE).search(
        text, opened.end()
    )
    # A rule at the beginning of a text is no front matter, and has no second one soon.
    if not closed or closed.start() - opened.end() > 100_000:
        return FrontMatter(), text, 1
    source = text[opened.end() : closed.start()]
    if (
        opened[1] == "---"
        and source.strip()
        and not re.search(r"^\s*[\w\"'-][^\n]*:(?:\s|$)", source, re.MULTILINE)
    ):
        return FrontMatter(), text, 1
    body = text[closed.end() :].removeprefix("\n")
    line = text.count("\n", 0, len(text) - len(body)) + 1
    try:
        values = tomllib.loads(source) if opened[1] == "+++" else _yaml(source)
    except (ValueError, TypeError, RecursionError) as error:
        problem = str(error).split("\n", maxsplit=1)[0]
        return FrontMatter({}, f"its front matter cannot be read: {problem}"), body, line
    found = {key.strip().lower().replace("-", "_"): tuple(_flat(value)) for key, value in values.items()}
    return FrontMatter(found), body, line


def _yaml(source: str) -> Mapping[str, Any]:
    """Return the mapping in a piece of YAML, every value as the text that stands there.

    Raises:
        ValueError: where it is no mapping, or has aliases, which can stand for gigabytes.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(source, Loader=loader)):
            raise ValueError("it has YAML aliases")
        # The base loader makes text of everything: no truth values, dates or objects.
        values = yaml.load(source, Loader=loader)  # noqa: S506
    except yaml.YAMLError as error:
        raise ValueError(getattr(error, "problem", None) or "it is no YAML") from None
    if values is None or values == "":
        return {}
    if not isinstance(values, dict):
        raise ValueError("it is no mapping")
    return {str(key): value for key, value in values.items()}


def _flat(value: Any, depth: int = 0) -> list[str]:
    """Return the texts in a value, whatever lists they stand in."""
    if value is None or depth > _DEEPEST:
        return []
    if isinstance(value, list | dict):
        items = value.values() if isinstance(value, dict) else value
        return [text for item in items for text in _flat(item, depth + 1)]
    text = str(value).strip()
    return [text] if text else []
