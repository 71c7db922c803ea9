"""Entries that are no headings: items of lists, definition lists, rows of tables, paragraphs that begin with a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from termgraph.names import folded_key, language_named, word_set
from termgraph.readers import tuned
from termgraph.readers.blocks import columns
from termgraph.readers.blocks.block import Block, Cell, Row
from termgraph.readers.blocks.runs import Lead, lead, markdown, plain
from termgraph.readers.formats import markdown_blocks
from termgraph.readers.records.assemble import Extra, RawEntry
from termgraph.readers.records.gathered import NAMES, RELATIONS, Gathered, is_discouraging
from termgraph.readers.records.kinds import is_part
from termgraph.records import RecordLabel

#: Chapters in chapters in chapters: no glossary is deeper.
_DEEPEST = 3

#: What says in a cell that its heading holds.
_YES = word_set("true yes 1 x y ja wahr oui vrai si sí ✓ ✔")
#: What says there that it does not.
_NO = word_set("false no 0 n nein falsch non faux falso - – — ✗ ✘")
#: How a name begins that is a sign, or has one that belongs to it: ":", "(n,)", "-1".
_SIGN = re.compile(r"[^\w\s\"'“”„«‘’]")


@dataclass(frozen=True, slots=True)
class Definition(RawEntry):
    """A name and its text, found in a block.

    Args:
        explicit: whether the format says that it is an entry of a glossary.
        sure: whether it is marked as a definition, or stands in a table whose headings say so.
    """

    explicit: bool = False
    sure: bool = False

    @property
    def name(self) -> str:
        """As printed."""
        return self.heading or ""

    def entry(self, level: int) -> RawEntry:
        """Return it as an entry."""
        kind = self.extra.kind or ("entry" if self.explicit or (self.sure and self.body) else None)
        exact = self.extra.exact or (self.explicit and _SIGN.match(self.name) is not None)
        extra = replace(self.extra, kind=kind, exact=exact)
        return replace(self, heading=self.heading or None, level=level, extra=extra)


def definitions(
    blocks: Sequence[Block], in_alphabet: bool = False, depth: int = 0
) -> tuple[list[Definition], list[Block]]:
    """Return the definitions among the blocks below a heading, and the blocks that are no part of any.

    What follows a paragraph that begins with a name belongs to it; what follows a list does not.

    Args:
        blocks: the blocks.
        in_alphabet: whether the heading is a letter, below which a single definition is one.
        depth: in how many lists the blocks stand.

    >>> from termgraph.readers.blocks.runs import Run
    >>> runs = [(Run(name, bold=True), Run(": a bird")) for name in ("Owl", "Jay")]
    >>> found, others = definitions([Block("item", n, n, runs=name, group=1) for n, name in enumerate(runs, 1)])
    >>> [(one.name, one.body) for one in found], others
    ([('Owl', 'a bird'), ('Jay', 'a bird')], [])
    """
    starts = _in_lists(blocks, in_alphabet, depth) | _in_tables(blocks)
    starts |= {n: _of_definition_list(block) for n, block in enumerate(blocks) if block.kind == "define"}
    named = _in_paragraphs(blocks, in_alphabet, bool(starts))
    for n in _within(blocks, named):
        starts.pop(n, None)
    starts |= {n: found for n, found in named.items() if n not in starts}
    found: list[Definition] = []
    others: list[Block] = []
    in_paragraph = False
    for n, block in enumerate(blocks):
        if n in starts:
            found += starts[n]
            in_paragraph = block.kind == "para"
        elif in_paragraph:
            found[-1] = _continued(found[-1], block)
        else:
            others.append(block)
    return found, others


def _within(blocks: Sequence[Block], named: Container[int]) -> Iterator[int]:
    """Yield the items of lists that a text announces ("There are:") which belongs to a paragraph with a name."""
    inside, lists = False, set[int]()
    for n, block in enumerate(blocks):
        announced = (
            n > 0 and blocks[n - 1].kind == "para" and plain(blocks[n - 1].runs).endswith((":", "\uff1a"))
        )
        if block.kind == "item" and (block.group in lists or (inside and announced)):
            lists.add(block.group)
            yield n
        inside = inside or n in named


def _continued(found: Definition, block: Block) -> Definition:
    """Return a definition with a block that follows it."""
    body = "\n\n".join(filter(None, (found.body, block.text.strip("\n"))))
    extra = replace(found.extra, links=(*found.extra.links, *block.links))
    return replace(found, body=body, last=max(found.last, block.last), extra=extra)


def _in_lists(blocks: Sequence[Block], in_alphabet: bool, depth: int) -> dict[int, list[Definition]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for n, block in enumerate(blocks):
        if block.kind == "item":
            groups[block.group].append(n)
    starts: dict[int, list[Definition]] = {}
    for places in groups.values():
        nested = _nested(blocks, places, depth) if depth < _DEEPEST else {}
        starts |= nested or _in_list(blocks, places, in_alphabet)
    return starts


def _in_list(
    blocks: Sequence[Block], places: Sequence[int], in_alphabet: bool
) -> dict[int, list[Definition]]:
    """Return the definitions that the items of one list are, where enough of them begin with a name."""
    leads = {n: _item_lead(blocks[n]) for n in places}
    weak = [found for found in leads.values() if found is not None]
    strong = [found for found in weak if found.how != "plain" and found.mark]
    share = tuned.LIST_SHARE * len(places)
    # Without any emphasis "word: text" is common in prose, so that it takes more of them.
    few, more = (1, 1) if in_alphabet else (2, 3)
    if len(strong) < max(few, share) and len(weak) < max(more, share):
        return {}
    named = ((n, found or _bare(blocks[n])) for n, found in leads.items())
    return {n: [_of_lead(blocks[n], found)] for n, found in named if found and not is_part(found.name)}


def _nested(blocks: Sequence[Block], places: Sequence[int], depth: int) -> dict[int, list[Definition]]:
    """Return the definitions of a list of chapters: items that are names, with lists of definitions in them."""
    inside: dict[int, list[Definition]] = {}
    for n in places:
        block = blocks[n]
        if (
            block.below.lstrip().startswith(("- ", "* ", "+ ", "1."))
            and (chapter := _bare(block)) is not None
        ):
            text = block.below.strip("\n")
            lines = block.text.rstrip().count("\n") - text.count("\n")
            inner = markdown_blocks.blocks(text, block.first + max(1, lines))
            found, others = definitions(inner, in_alphabet=True, depth=depth + 1)
            if found and not others:
                title = replace(
                    _of_block(block, chapter.name, "", Extra("section")), last=block.first, explicit=False
                )
                inside[n] = [title, *found]
    names = [folded_key(one.name) for found in inside.values() for one in found[1:]]
    # The same few names in each item are parts that the items have in common.
    if len(inside) < tuned.LIST_SHARE * len(places) or len(names) < 3 or len(set(names)) < 0.8 * len(names):
        return {}
    return inside


def _item_lead(block: Block) -> Lead | None:
    """Return the name that an item begins with, or that it is where its text is nested below."""
    found = lead(block.runs)
    if block.below.strip() and (found is None or (found.how != "plain" and not plain(found.rest))):
        return _bare(block) or found
    return found


def _bare(block: Block) -> Lead | None:
    """Return an item that is a name and nothing else."""
    text = plain(block.runs)
    if not text or len(text.split()) > tuned.ITEM_WORDS or text.endswith((".", "!", "?", ",", ";")):
        return None
    styled = any(run.bold or run.code or run.italic for run in block.runs)
    return Lead(text.rstrip(":").rstrip(), "bold" if styled else "nested", "\n", ())


def _of_lead(block: Block, found: Lead) -> Definition:
    """Return the definition in an item or a paragraph that begins with a name."""
    rest = plain(found.rest)
    # Without a mark a sentence may go on from its name, and would lack it; one that begins anew does not.
    apart = found.mark or rest[:1].isupper() or rest[:1].isdigit()
    text = markdown(found.rest if apart else block.runs).strip()
    body = "\n\n".join(filter(None, (text, block.below.strip("\n"))))
    # A link around the name itself leads to more about it, or to where it is defined.
    links = tuple(
        link for link in block.links if link.target != found.href or link.target not in block.anchors
    )
    return _of_block(block, found.name, body, Extra("entry" if found.defined else None, links=links))


def _of_block(block: Block, name: str, body: str, extra: Extra, *, sure: bool = False) -> Definition:
    """Return a definition that stands where a block does."""
    lines, at = (block.first, block.last), (block.anchors, block.place)
    return Definition(name, body, *lines, 0, *at, extra=extra, explicit=block.explicit, sure=sure)


def _of_definition_list(block: Block) -> list[Definition]:
    """Return the definition in an entry of a definition list: its first term, the others as further names."""
    if not block.terms:
        return []
    name, *others = block.terms
    extra = Extra(labels=tuple(map(RecordLabel, others)), links=block.links)
    return [_of_block(block, name, block.below.strip("\n"), extra, sure=True)]


def _in_tables(blocks: Sequence[Block]) -> dict[int, list[Definition]]:
    starts = {}
    for n, block in enumerate(blocks):
        if block.kind == "table":
            cells = [[cell.plain for cell in row.cells] for row in block.rows]
            roles = columns.guess(cells, block.header)
            if roles is not None and (roles.of("definition") or roles.sure):
                heads = cells[0] if roles.header else []
                rows = block.rows[1:] if roles.header else block.rows
                found = [of_row(row, roles, heads) for row in rows]
                starts[n] = [replace(one, sure=roles.sure) for one in found if one is not None]
    return {n: found for n, found in starts.items() if found}


def of_row(row: Row, roles: columns.Roles, headings: Sequence[str]) -> Definition | None:
    """Return the entry in a row of a table, or None where the row holds no name.

    Args:
        row: its cells.
        roles: what the columns are.
        headings: the headings of the columns; those without a role become fields.
    """
    said = Gathered(language=roles.language)
    place = ""
    for n, cell in enumerate(row.cells):
        role, tag = (roles.columns[n] if n < len(roles.columns) else None) or ("", "")
        said.links += cell.links
        said.anchors += cell.anchors
        if not cell.plain.strip():
            continue
        key = (headings[n].strip().casefold() if n < len(headings) else "") or f"column {n + 1}"
        texts = _texts(cell, role, headings, said)
        place = cell.place if said.lacks(role) and role == "term" else place
        if role == "language":
            said.language = said.language or language_named(cell.plain)
        if not role and is_discouraging(key):  # a column "forbidden": marks, names, or since when
            _discourage(said, cell, key, headings)
        else:
            said.add(role, texts, key=key, language=tag)
        if role == "id":
            said.anchors += texts
        if role in columns.NAMING and not cell.links:
            said.see(texts, row.first, RELATIONS[role])
    extra = said.extra(exact=columns.is_of_concepts(headings))
    at = (tuple(said.anchors), place)
    return Definition(said.name, said.body, row.first, row.last, 0, *at, extra=extra) if said.name else None


def _discourage(said: Gathered, cell: Cell, key: str, headings: Sequence[str]) -> None:
    """Add what a column says that names what is not to be used: whether this is so, since when, or the names."""
    text = cell.plain.strip()
    if text.casefold() in _YES:
        said.field("status", [key])
    elif any(map(str.isdigit, text)) and text != "0":
        said.field(key, [text])
    elif text.casefold() not in _NO:
        said.add("discouraged", columns.listed(text, headings))


def _texts(cell: Cell, role: str, headings: Sequence[str], said: Gathered) -> list[str]:
    """Return the texts of a cell: names one by one, of the first term one a line, of the definition its Markdown."""
    if said.lacks(role):
        lines = [line.strip() for line in cell.plain.split("\n") if line.strip()]
        return lines if role == "term" else [cell.text.strip()]
    is_list = role in columns.NAMING or (role in NAMES and role != "term")
    return columns.listed(cell.plain, headings) if is_list else [cell.plain.strip()]


def _in_paragraphs(
    blocks: Sequence[Block], in_alphabet: bool, beside_others: bool
) -> dict[int, list[Definition]]:
    """Return paragraphs that begin with names, where enough of them do; beside lists and tables only clear ones."""
    leads = {n: found for n, found in _paragraph_leads(blocks) if found.defined or not is_part(found.name)}
    paragraphs = sum(block.kind == "para" for block in blocks)
    strong = {
        n: found for n, found in leads.items() if found.defined or (found.how != "plain" and found.mark)
    }
    bold = {n: found for n, found in leads.items() if found.how == "bold"}
    least = 1 if in_alphabet else 2
    forms: tuple[tuple[dict[int, Lead], float], ...] = ((strong, least),)
    if not beside_others:
        forms += (
            (bold, max(least + 1, 0.5 * paragraphs)),
            (leads, max(least + 1, tuned.LIST_SHARE * paragraphs)),
        )
    chosen = next((form for form, enough in forms if len(form) >= enough), {})
    if len({folded_key(found.name) for found in chosen.values()}) < len(chosen) / 2:
        return {}  # the same few words again and again are labels of parts
    return {n: [_of_lead(blocks[n], found)] for n, found in chosen.items()}


def _paragraph_leads(blocks: Sequence[Block]) -> Iterator[tuple[int, Lead]]:
    for n, block in enumerate(blocks):
        if block.kind == "para" and (found := lead(block.runs)) is not None and plain(found.rest):
            yield n, found
