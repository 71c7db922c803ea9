"""Entries of the LaTeX packages glossaries, glossaries-extra (bib2gls) and acro: their fields become records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from termgraph.names import word_set
from termgraph.names.tex import without_tex
from termgraph.readers.blocks.runs import links as links_of
from termgraph.readers.blocks.runs import markdown, plain
from termgraph.readers.formats import latex_text
from termgraph.readers.records.assemble import Link, RawEntry
from termgraph.readers.records.gathered import Gathered
from termgraph.records import Dropped, RecordLabel

#: Fields that say how an entry is sorted or set, and nothing of what it means.
_HOW = word_set(
    """
    sort nonumberlist counter prefix prefixplural prefixfirst prefixfirstplural access pluralaccess group location
    symbolplural descriptionplural firstplural shortpluralaccess dateadded datemodified bdskfile sym format tag
    description long type
    """
)
_LABELS = {
    "name": None,
    "text": None,
    "plural": "plural",
    "shortplural": "plural",
    "longplural": "plural",
    "short": "abbreviation",
    "alt": None,
}
_LINKS = {"see": "related", "seealso": "related", "alias": "related", "parent": "broader"}
_KINDS = frozenset({"main", "acronym", "abbreviations", "\\acronymtype", "\\glsxtrabbrvtype"})


@dataclass(frozen=True, slots=True)
class Definition:
    r"""An entry as its source has it.

    Args:
        key: what commands such as `\gls` call it.
        fields: the names of its fields, in lower case -> their LaTeX.
        first: its first line.
        last: its last line.
    """

    key: str
    fields: Mapping[str, str]
    first: int
    last: int

    @property
    def name(self) -> str:
        """The LaTeX of its name: what an abbreviation stands for, before the abbreviation."""
        told = (self.fields.get(one, "") for one in ("long", "name", "short", "symbol", "text"))
        given = (
            self.fields.get("name") if "description" in self.fields and "long" not in self.fields else None
        )
        return given or next(filter(str.strip, told), self.key)


def entries(definitions: Sequence[Definition]) -> tuple[list[RawEntry], list[Dropped]]:
    r"""Return entries as raw ones, and those that were not taken since their LaTeX is broken.

    >>> owl = Definition("owl", {"name": "owl", "plural": "owls", "description": r"A \gls{bird}."}, 1, 3)
    >>> bird = Definition("bird", {"name": "Bird", "description": "It flies."}, 5, 5)
    >>> [(raw.heading, raw.body, raw.anchors) for raw in entries([owl, bird])[0]]
    [('owl', 'A [Bird](#bird).', ('owl',)), ('Bird', 'It flies.', ('bird',))]
    """
    raws: list[RawEntry] = []
    dropped: list[Dropped] = []
    names: dict[str, str] = {}
    for one in definitions:
        try:
            names.setdefault(
                one.key, _text(one.fields.get("name") or one.fields.get("short") or one.name, {})
            )
        except ValueError as error:
            dropped.append(Dropped(f"line {one.first}", f"'{one.key}': broken LaTeX: {error}"))
    for one in definitions:
        if one.key in names:
            try:
                raws.append(_entry(one, names))
            except ValueError as error:
                dropped.append(Dropped(f"line {one.first}", f"'{one.key}': broken LaTeX: {error}"))
    return raws, dropped


def _text(latex: str, names: Mapping[str, str]) -> str:
    return without_tex(plain(latex_text.runs(latex, 1, names)))


def _entry(one: Definition, names: Mapping[str, str]) -> RawEntry:
    """Return an entry.

    Raises:
        ValueError: where its LaTeX is broken.
    """
    description = latex_text.runs(one.fields.get("description", ""), one.first, names)
    said = Gathered(_text(one.name, names), re.sub(r"\n{3,}", "\n\n", markdown(description)).strip())
    said.links += links_of(description)
    for key, latex in one.fields.items():
        if key in _LINKS:
            found = [Link(names.get(to, to), f"#{to}", one.first, _LINKS[key]) for to in _keys(latex)]
            said.links += found
            if key == "alias" and not said.body:
                said.body = "\n".join(f"See {link.text}." for link in found)
        elif key == "type" and latex.strip() not in _KINDS:
            said.field("category", [_text(latex, names)])
        elif key not in _HOW and (key != "name" or latex != one.name):
            _say(said, key, _text(latex, names))
    if one.fields.get("short") and any(label.type == "abbreviation" for label in said.labels):
        said.labels.sort(key=lambda label: label.type != "abbreviation")
    said.anchors.append(one.key)
    return said.entry(one.first, one.last, kind="entry", exact=True)


def _say(said: Gathered, key: str, text: str) -> None:
    """Add what a field says besides the name: another name, or anything else."""
    if not text or text == said.name:
        return
    if key in _LABELS:
        said.labels.append(RecordLabel(text, _LABELS[key]))
    else:
        said.field("first use" if key == "first" else key, [text])


def _keys(latex: str) -> Iterator[str]:
    """Yield the keys in a field that names entries: `[see also]{owl,jay}`."""
    text = re.sub(r"\A\s*\[[^]]*\]", "", latex).strip().strip("{}")
    yield from (key for part in text.split(",") if (key := " ".join(part.split())))


def of_dual(one: Definition) -> list[Definition]:
    """Return a definition of bib2gls, of a dual one both: `dualname` and the like are those of the second."""
    dual = {key.removeprefix("dual"): latex for key, latex in one.fields.items() if key.startswith("dual")}
    if not dual:
        return [one]
    own = {key: latex for key, latex in one.fields.items() if not key.startswith("dual")}
    return [replace(one, fields=own), replace(one, key=f"dual.{one.key}", fields=dual)]
