"""LaTeX: the entries of glossaries, glossaries-extra, acro and acronym, else description lists, else its sections."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from termgraph.errors import TermgraphError
from termgraph.readers import Columns
from termgraph.readers.blocks.outline import outline
from termgraph.readers.formats import glossaries
from termgraph.readers.formats.document import Document, open_document
from termgraph.readers.formats.glossaries import Definition
from termgraph.readers.formats.latex_blocks import LatexBlocks
from termgraph.readers.formats.latex_text import closed, parsed
from termgraph.readers.records.assemble import assemble
from termgraph.records import Dropped, Reading

#: Commands that define an entry, and what their arguments are; "=" is a list of `key=value`.
_COMMANDS = {
    "newglossaryentry": ("key", "="),
    "provideglossaryentry": ("key", "="),
    "longnewglossaryentry": ("key", "=", "description"),
    "longprovideglossaryentry": ("key", "=", "description"),
    "newacronym": ("key", "short", "long"),
    "newabbreviation": ("key", "short", "long"),
    "newterm": ("key",),
    "glsxtrnewsymbol": ("key", "symbol"),
    "glsxtrnewnumber": ("key",),
    "DeclareAcronym": ("key", "="),
    "newacro": ("key", "long"),
    "acrodef": ("key", "long"),
    "acro": ("key", "long"),
    "nomenclature": ("key", "description"),
}
_START = re.compile(rf"\\({'|'.join(_COMMANDS)})(?![A-Za-z@])\*?")
_ITEM = re.compile(r"\\begin\{description\}|\\end\{description\}|\\item\s*\[")
_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*%[^\n]*")


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what a LaTeX document holds.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "birds.tex").write_text(r"\newacronym{bo}{BO}{barn owl}")
    ...     reading = read(folder + "/birds.tex")
    >>> [(label.label, label.type) for label in reading.records[0].labels]
    [('barn owl', None), ('BO', 'abbreviation')]
    """
    document = open_document(path)
    found, dropped = _definitions(document.text)
    if not found:
        found = list(_items(document.text))
    if not found:
        return _unmarked(document)
    raws, broken = glossaries.entries(found)
    return assemble(path, "latex", raws, guesses=document.guesses, dropped=[*dropped, *broken])


def _unmarked(document: Document) -> Reading:
    """Return what a document holds that has no commands for entries.

    Raises:
        TermgraphError: where that is nothing.
    """
    made = LatexBlocks(document.text)
    entries, title = outline(made.made)
    reading = assemble(
        document.path,
        "latex",
        entries,
        title=made.title or title,
        guesses=[*document.guesses, "no command says what is an entry: sections and lists do"],
        dropped=made.dropped,
    )
    is_plain = all(block.kind == "para" for block in made.made)
    if is_plain or all(record.kind == "section" for record in reading.records):
        hint = (
            "read are the commands of glossaries, acro and acronym, and sections, lists and tables of terms"
        )
        raise TermgraphError("holds no terms", document.path, hint=hint)
    return reading


def _definitions(text: str) -> tuple[list[Definition], list[Dropped]]:
    """Return the entries that commands define."""
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    found: list[Definition] = []
    dropped: list[Dropped] = []
    commands = _found(_START, text)
    ends = [*(one.start() for one in commands[1:]), len(text)]
    for command, end in zip(commands, ends, strict=False):
        first = bisect_right(starts, command.start())
        try:
            made, length = _definition(command[1], text[command.end() : end], first)
        except ValueError as error:
            dropped.append(Dropped(f"line {first}", f"\\{command[1]}: broken LaTeX: {error}"))
            continue
        if made is None or "#" in made.key:
            dropped.append(Dropped(f"line {first}", f"\\{command[1]} in a command of the document's own"))
        else:
            last = first + text.count("\n", command.start(), command.end() + length)
            found.append(Definition(made.key, made.fields, first, last))
    return found, dropped


def _found(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Return where a pattern is found outside of comments."""
    comments = list(_COMMENT.finditer(text))
    starts = [one.start() for one in comments]

    def is_told(found: re.Match[str]) -> bool:
        before = bisect_right(starts, found.start())
        return not before or comments[before - 1].end() <= found.start()

    return list(filter(is_told, pattern.finditer(text)))


def _definition(command: str, rest: str, line: int) -> tuple[Definition | None, int]:
    """Return the entry that the arguments of a command define, and how long these are; None where they are none."""
    wanted = _COMMANDS[command]
    options, arguments, length = _arguments(rest, len(wanted))
    if len(arguments) < len(wanted):
        return None, length
    fields: dict[str, str] = {}
    for role, latex in zip(wanted, arguments, strict=True):
        fields |= _values(latex) if role == "=" else {role: latex}
    key = " ".join(fields.pop("key", "").split())
    if command in ("newacro", "acrodef", "acro"):
        fields["short"] = options or key
    elif options and command != "nomenclature":
        fields |= _values(options)
    if command in ("newterm", "nomenclature"):
        fields.setdefault("name", key)
    return Definition(key, fields, line, line), length


def _arguments(rest: str, wanted: int) -> tuple[str, list[str], int]:
    """Return what stands in brackets, and the groups behind a command, as LaTeX, and how long all is.

    Raises:
        ValueError: where a group has no end.
    """
    options, place = "", 0
    found: list[str] = []
    while len(found) < wanted:
        space = re.compile(r"(?:\s|(?<!\\)%[^\n]*\n)*").match(rest, place)
        place = space.end() if space else place
        sign = rest[place : place + 1]
        if sign not in ("{", "["):
            break
        end = closed(rest, place)
        if sign == "[":
            options = rest[place + 1 : end - 1]
        else:
            found.append(rest[place + 1 : end - 1])
        place = end
    return options, found, place


def _values(latex: str) -> dict[str, str]:
    """Return a list of `key=value` as a mapping; a comma in braces divides nothing."""
    parts = [""]
    for node in parsed(latex):
        if type(node).__name__ == "LatexCharsNode":
            first, *more = node.chars.split(",")
            parts[-1] += first
            parts += more
        elif type(node).__name__ != "LatexCommentNode":
            parts[-1] += node.latex_verbatim()
    pairs = (part.partition("=") for part in parts if part.strip())
    return {re.sub(r"[\s_-]", "", key).lower(): _bare(value) for key, _, value in pairs}


def _bare(value: str) -> str:
    """Return a value without the braces around it."""
    value = value.strip()
    return value[1:-1] if value.startswith("{") and closed(value, 0) == len(value) else value


def _items(text: str) -> Iterator[Definition]:
    """Yield the entries of description lists; lists in these belong to their texts."""
    depth = 0
    marks: list[tuple[re.Match[str], int]] = []
    for mark in _found(_ITEM, text):
        depth += mark.group().startswith("\\begin") - mark.group().startswith("\\end")
        marks.append((mark, depth))
    items: list[tuple[re.Match[str], int]] = []
    end = len(text)
    for mark, level in reversed(marks):
        is_item = level == 1 and mark.group().startswith("\\item")
        if is_item:
            items.append((mark, end))
        end = mark.start() if is_item or level < 1 else end
    for mark, end in reversed(items):
        try:
            close = closed(text, mark.end() - 1)
        except ValueError:
            continue
        first = text.count("\n", 0, mark.start()) + 1
        name, body = text[mark.end() : close - 1], text[close:end]
        last = first + text[mark.start() : end].rstrip().count("\n")
        fields = {"name": name.strip().rstrip(":"), "description": body}
        yield Definition(" ".join(name.split()), fields, first, last)
