"""Markdown that termgraph wrote, as sections: headings with ids, texts, quotations and labelled parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from termgraph import markdown
from termgraph.wording import Parts

_ANCHOR = re.compile(r'<a id="([^"]+)"></a>\s*')
_ATTRIBUTE = re.compile(r"\s+\{#([\w.:-]+)\}\s*\Z")
_LABEL = re.compile(r"\*\*((?:[^*\n\\]|\\.)+):\*\*[ \t]*")
_SOURCE = re.compile(r"— (.*?)(?: \(([A-Za-z]{2,8}(?:-\w+)*)\))?\s*\Z", re.DOTALL)


@dataclass(slots=True)
class Said:
    """One labelled part: what it is (see `wording.Parts`), its language, its line, its Markdown, its own parts."""

    key: str
    which: str
    lang: str
    line: int
    text: str
    parts: list[Said] = field(default_factory=list)


@dataclass(slots=True)
class Section:
    """What stands below a heading.

    Args:
        group: the heading of the first level that it stands below, the title of the document apart.
        heading: the heading, as plain text.
        id: what links call it.
        path: the file.
        lines: first and last line, from 1.
        text: the Markdown before all quotations and parts.
        quotes: the Markdown of each quotation, of its source, and the tag of its language.
        said: its labelled parts.
        unknown: labels that are none, each with its line.
        is_marked: whether its id is written out.
    """

    group: str
    heading: str
    id: str
    path: str
    lines: tuple[int, int]
    text: str = ""
    quotes: list[tuple[str, str, str]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    unknown: list[tuple[str, int]] = field(default_factory=list)
    is_marked: bool = False


def sections(text: str, path: str, first_line: int, labels: Parts) -> list[Section]:
    r"""Return the sections of a page, one for each heading of the first two levels.

    Args:
        text: the page, without its front matter.
        path: its file.
        first_line: the line of the file that it begins on.
        labels: the labels of parts.

    >>> from termgraph.relations import RELATIONS
    >>> from termgraph.wording import words
    >>> page = "# Birds\n\n## Barn owl\n\nA bird.\n\n**See also:** [jay](#jay)\n"
    >>> owl = sections(page, "birds.md", 1, Parts(words(), RELATIONS, {}))[1]
    >>> owl.id, owl.text, [(part.which, part.text) for part in owl.said]
    ('barn-owl', 'A bird.', [('related', '[jay](#jay)')])
    """
    lines = text.split("\n")
    blocks = markdown.parts(text)
    starts = [n for n, block in enumerate(blocks) if block.type == "heading" and block.level <= 2]
    found, group = [], ""
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        block = blocks[start]
        heading, id_ = _heading(lines[block.first])
        before = blocks[start - 1] if start else None
        marked = _ANCHOR.fullmatch(_raw(lines, before)) if before else None
        if marked and not id_:
            id_ = marked[1]
        below = blocks[start + 1 : end]
        if end < len(blocks) and below and _ANCHOR.fullmatch(_raw(lines, below[-1])):
            below.pop()
        last = first_line + (below[-1].end if below else block.end) - 1
        below_title = block.level > 1 and group
        made = Section(
            below_title or "", heading, id_ or markdown.anchor(heading), path, (first_line + block.first, last),
            is_marked=bool(id_),
        )  # fmt: skip
        fill(made, lines, below, first_line, labels)
        found.append(made)
        if block.level == 1 and len(found) > 1:
            group = heading
    return found


def fill(section: Section, lines: list[str], blocks: list[markdown.Part], first: int, labels: Parts) -> None:
    """Give a section what its blocks say."""
    runs: list[
        tuple[Said | None, int, int]
    ] = []  # each part, with the first line of its text and the one behind it
    begun = False
    for block in blocks:
        raw = _raw(lines, block)
        label = _LABEL.match(raw) if block.type == "paragraph" else None
        meaning = labels.meaning(markdown.unescaped(label[1])) if label else None
        source = _quoted(raw) if block.type == "blockquote" and not begun else None
        if label and meaning:
            begun = True
            (key, which), lang = meaning
            section.said.append(Said(key, which, lang.lower(), first + block.first, raw[label.end() :]))
            runs.append((section.said[-1], block.end, block.end))
        elif label and begun:
            section.unknown.append((markdown.unescaped(label[1]), first + block.first))
            runs.append((None, block.end, block.end))
        elif source:
            section.quotes.append(source)
        elif block.type == "bullet_list" and runs and runs[-1][0] and runs[-1][0].key == "misnomer":
            runs[-1][0].parts += _items(lines, block, first, labels)
        elif begun:
            said, start, _ = runs[-1]
            runs[-1] = said, start, block.end
        else:
            section.text = "\n".join(lines[blocks[0].first : block.end]).rstrip()
    for said, start, end in runs:
        if said and end > start:
            said.text += "\n" + "\n".join(lines[start:end]).rstrip()
        elif said:
            said.text = said.text.rstrip()


def _raw(lines: list[str], block: markdown.Part) -> str:
    return "\n".join(lines[block.first : block.end]).strip("\n")


def _heading(line: str) -> tuple[str, str]:
    """Return a heading as plain text, and the id that it is given, "" for none."""
    text = re.sub(r"(?<!\\)\s#+\s*\Z", "", line.lstrip().lstrip("#")).strip()
    attribute = _ATTRIBUTE.search(text)
    text = text[: attribute.start()] if attribute else text
    return markdown.unescaped(text), attribute[1] if attribute else ""


def _quoted(raw: str) -> tuple[str, str, str] | None:
    """Return a quotation without its marks, its source and its language; None where it names no source."""
    lines = [re.sub(r"^ {0,3}> ?", "", line) for line in raw.split("\n")]
    text, _, last = "\n".join(lines).rpartition("\n\n")
    source = _SOURCE.match(last)
    return (text.strip("\n"), source[1], (source[2] or "").lower()) if source else None


def _items(lines: list[str], block: markdown.Part, first: int, labels: Parts) -> Iterator[Said]:
    """Yield the labelled parts in the items of a list."""
    starts = [n for n in range(block.first, block.end) if re.match(r"[-*+] ", lines[n])]
    for start, end in zip(starts, [*starts[1:], block.end], strict=True):
        text = "\n".join(
            [lines[start][2:], *(re.sub(r"^ {1,4}", "", line) for line in lines[start + 1 : end])]
        )
        label = _LABEL.match(text)
        meaning = labels.meaning(markdown.unescaped(label[1])) if label else None
        if label and meaning:
            (key, which), lang = meaning
            yield Said(key, which, lang.lower(), first + start, text[label.end() :].rstrip())
