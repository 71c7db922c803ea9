"""Which blocks of a document are entries: headings, bold lines, items of lists, definition lists or rows of tables.

A document is asked as a whole, since the same block is an entry in one and a detail in another: a list of
"**term**: text" below each of fifty headings belongs to the text of those, below three chapters it is the glossary.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from termgraph.names import folded_key
from termgraph.readers import tuned
from termgraph.readers.blocks.block import Block, para, passage
from termgraph.readers.blocks.definitions import Definition, definitions
from termgraph.readers.blocks.runs import Lead, Run, lead, lines, markdown, plain
from termgraph.readers.records.assemble import Extra, RawEntry
from termgraph.readers.records.kinds import is_glossary, is_letter, is_part


@dataclass(slots=True)
class Section:
    """A heading with what stands below it, up to the next heading.

    Args:
        heading: None for what stands before the first one.
        blocks: what stands below.
        parent: the section that it is a part of.
        children: the sections directly below it.
        found: the definitions among its blocks.
        others: the blocks that are no part of these.
        role: "entry", "container" (of entries that are no headings), "section", "part" (of the entry above), or "" for
            what is left to `assemble`.
    """

    heading: Block | None
    blocks: list[Block] = field(default_factory=list)
    parent: Section | None = None
    children: list[Section] = field(default_factory=list)
    found: list[Definition] = field(default_factory=list)
    others: list[Block] = field(default_factory=list)
    role: str = ""

    @property
    def level(self) -> int:
        """How deep the heading is; 0 without one."""
        return self.heading.level if self.heading else 0

    @property
    def name(self) -> str:
        """The heading without marks, "" without one."""
        return plain(self.heading.runs) if self.heading else ""

    @property
    def prose(self) -> int:
        """How many words stand in no definition."""
        return sum(len(block.text.split()) for block in self.others if block.kind != "table")

    @property
    def is_text(self) -> bool:
        """Whether it says something itself, and no heading stands below it."""
        return self.prose > 0 and not self.children

    @property
    def is_like_a_list(self) -> bool:
        """Whether definitions make up most of it."""
        # What is marked as a definition is one; what only begins with a name is one among others.
        sure = sum(found.sure for found in self.found)
        enough = 1 if sure or is_letter(self.name) else 2
        words = sum(len(found.body.split()) + len(found.name.split()) for found in self.found)
        return len(self.found) >= enough and (sure > 1 or words >= tuned.LIST_WORDS * self.prose)

    @property
    def is_whole_list(self) -> bool:
        """Whether all items in it are definitions, and no heading stands below it."""
        return bool(self.found) and not self.children and all(block.kind != "item" for block in self.others)


def outline(blocks: Iterable[Block], about: str = "") -> tuple[list[RawEntry], str]:
    """Return the entries and sections of a document in order, and its title ("" where it has none).

    Args:
        blocks: what it is made of.
        about: the title that it bears outside of its text, in the properties of a file.

    >>> from termgraph.readers.blocks.runs import Run
    >>> owl, text = Run("Owl"), Run("A bird.")
    >>> blocks = Block("heading", 1, 1, runs=(owl,), level=2), Block("para", 2, 2, text="A bird.", runs=(text,))
    >>> [(raw.heading, raw.body, raw.first, raw.last) for raw in outline(blocks)[0]]
    [('Owl', 'A bird.', 1, 2)]
    """
    whole = list(blocks)
    found = _outlined(whole, about)
    named = sum(
        raw.extra.kind != "section" and raw.heading is not None and not is_letter(raw.heading)
        for raw in found[0]
    )
    divided = [one for block in whole for one in _by_lines(block)] if named < 2 else whole
    return _outlined(divided, about) if len(divided) > len(whole) else found


def _outlined(blocks: list[Block], about: str) -> tuple[list[RawEntry], str]:
    """Return the entries and sections of blocks, and their title."""
    sections = _sections(_promoted(_without_index(blocks)))
    title = _title(sections, about)
    _mark_parts(sections, title)
    _mark_contents(sections)
    for section in sections:
        section.found, section.others = definitions(section.blocks, is_letter(section.name))
    _drop_repeated(sections)
    _choose(sections, title)
    entries: list[RawEntry] = []
    for section in sections:
        if section.role != "part":
            entries += _entries(section)
    return entries, title.name if title else ""


def _by_lines(block: Block) -> list[Block]:
    """Return a paragraph whose lines begin with a name each as one of each; any other as it is."""
    parts = lines(block.runs) if block.kind == "para" else []
    leads = [found is not None and bool(plain(found.rest)) for found in map(lead, parts)]
    if len(parts) < tuned.UNMARKED_PARAGRAPHS or sum(leads) < tuned.LISTED_LINES * len(parts):
        return [block]
    starts = [n for n, is_lead in enumerate(leads) if is_lead or not n]
    made = []
    for start, end in zip(starts, [*starts[1:], len(parts)], strict=True):
        runs = tuple(run for n in range(start, end) for run in (*parts[n], Run("\n")))[:-1]
        first, last = (block.first + n if block.first else 0 for n in (start, end - 1))
        made.append(para(runs, min(first, block.last), min(last, block.last), block.place))
    return made


def _without_index(blocks: list[Block]) -> list[Block]:
    """Return blocks with items that lead to headings of the document as mere text: they list its contents."""
    anchors = {f"#{anchor}" for block in blocks if block.kind == "heading" for anchor in block.anchors}

    def leads_to_heading(block: Block) -> bool:
        found = lead(block.runs) if block.kind == "item" and block.links else None
        return found is not None and found.href in anchors

    return [replace(block, kind="other") if leads_to_heading(block) else block for block in blocks]


def _promoted(blocks: list[Block]) -> list[Block]:
    """Turn bold lines that stand alone into headings, deeper than all others."""
    leads = _headings(blocks)
    level = max((block.level for block in blocks if block.kind == "heading"), default=0) + 1
    return [
        made
        for n, block in enumerate(blocks)
        for made in (_divided(block, leads[n], level) if n in leads else [block])
    ]


def _headings(blocks: list[Block]) -> dict[int, Lead]:
    """Return the paragraphs that are headings, with their names."""
    leads = {n: found for n, block in enumerate(blocks) if (found := _bold_line(block))}
    above = 0
    owners: dict[str, list[int]] = defaultdict(list)
    for n, block in enumerate(blocks):
        if block.kind == "heading":
            above = n
        elif n in leads:
            owners[folded_key(leads[n].name)].append(above)
    # What stands once below several headings is a part that these have in common ("Example"), not a term.
    repeated = {key for key, places in owners.items() if len(places) > 1 and len(set(places)) == len(places)}
    italics = [n for n, found in leads.items() if found.how == "italic"]
    # A lone slanted line is a remark, and one below each heading says it in other words.
    slanted = len(italics) >= 3 and 2 * sum(_is_subtitle(n, blocks) for n in italics) < len(italics)
    return {
        n: found
        for n, found in leads.items()
        if folded_key(found.name) not in repeated
        and not is_part(found.name)
        and (found.how == "bold" or slanted)
        and not _leads_away(found, blocks[n + 1 : n + 2])
        and not _announces(found, blocks[n + 1 : n + 2])
    }


def _is_subtitle(n: int, blocks: Sequence[Block]) -> bool:
    """Tell whether a block stands right below a heading that is no letter."""
    above = blocks[n - 1] if n else None
    return above is not None and above.kind == "heading" and not is_letter(plain(above.runs))


def _announces(found: Lead, following: Sequence[Block]) -> bool:
    """Tell whether a line with a colon stands before code or the like, which defines no term."""
    return found.mark == ":" and not plain(found.rest) and any(block.kind == "other" for block in following)


def _leads_away(found: Lead, following: Sequence[Block]) -> bool:
    """Tell whether a line is a link to another page with nothing below it: it leads through the site."""
    away = found.href and not found.href.startswith("#") and not plain(found.rest)
    return bool(away) and all(block.kind == "heading" for block in following)


def _divided(block: Block, found: Lead, level: int) -> list[Block]:
    """Return a paragraph as the heading that it begins with, and what stands below."""
    name = next(run for run in block.runs if run.text.strip())
    line = name.line or block.first
    runs = (replace(name, text=found.name, href="", bold=False, italic=False),)
    heading = replace(block, kind="heading", runs=runs, text="", level=level, links=())
    if not plain(found.rest):
        return [heading]
    first = next((run.line for run in found.rest if run.text.strip()), line) or line
    text = markdown(found.rest).strip()
    return [replace(heading, last=line), replace(block, first=first, text=text, runs=found.rest, anchors=())]


def _bold_line(block: Block) -> Lead | None:
    """Return the lead of a paragraph that is nothing else, or goes on in the next line."""
    if block.kind != "para":
        return None
    found = lead(block.runs)
    if found is None or found.how not in ("bold", "italic") or len(found.name.split()) > tuned.BOLD_WORDS:
        return None
    alone = not plain(found.rest)
    if found.name.endswith((".", "!", "?", ",", ";")) or (alone and found.mark == "."):
        return None
    return found if alone or (found.mark == "\n" and found.how == "bold") else None


def _sections(blocks: Iterable[Block]) -> list[Section]:
    """Return the headings with what stands below each, and which stands below which."""
    sections = [Section(None)]
    above: list[Section] = []
    for block in blocks:
        if block.kind != "heading":
            sections[-1].blocks.append(block)
            continue
        while above and above[-1].level >= block.level:
            above.pop()
        section = Section(block, parent=above[-1] if above else None)
        if section.parent:
            section.parent.children.append(section)
        above.append(section)
        sections.append(section)
    return sections if sections[0].blocks else sections[1:]


def _title(sections: Sequence[Section], about: str) -> Section | None:
    """Return the heading that all others stand below, or that is what the file is called: the title of the document."""
    headed = [section for section in sections if section.heading]
    if not headed:
        return None
    first, others = headed[0], headed[1:]
    if others and about and folded_key(first.name) == folded_key(about):
        first.role = "section"
        return first
    if others and all(is_part(section.name) for section in others):
        return None  # one entry and its parts
    deeper = all(section.level > first.level for section in others)
    lists = any(block.kind in ("define", "table", "item") for section in sections for block in section.blocks)
    return first if deeper and (others or lists or is_glossary(first.name)) else None


def _mark_parts(sections: Sequence[Section], title: Section | None) -> None:
    """Find the headings that are parts of the entry above them, and put their text into its."""
    owners: dict[str, set[int]] = defaultdict(set)
    for section in sections:
        if section.parent and section.parent.blocks and not section.children:
            owners[folded_key(section.name)].add(id(section.parent))
    for section in sections:
        parent = section.parent
        if parent is None or parent is title or section.children or not _may_have_parts(parent):
            continue
        # Chapters have no text of their own, so that what stands below several of them are entries.
        shared = parent.blocks and len(owners[folded_key(section.name)]) > 1 and not is_letter(section.name)
        if shared or is_part(section.name):
            section.role = "part"
    for section in sections:
        parent = section.parent
        while parent is not None and parent.role == "part":
            parent = parent.parent
        if section.role == "part" and parent is not None and section.heading is not None:
            label = replace(section.heading, kind="para", text=f"**{section.name.rstrip(':')}:**", level=0)
            parent.blocks += [label, *section.blocks]


def _may_have_parts(section: Section) -> bool:
    return not is_letter(section.name) and not is_glossary(section.name)


def _mark_contents(sections: Sequence[Section]) -> None:
    """Find the table of contents: links to most headings of the document."""
    anchors = {anchor for section in sections if section.heading for anchor in section.heading.anchors}
    headings = sum(section.heading is not None for section in sections)
    for section in sections:
        listed = {
            link.target[1:] for block in section.blocks for link in block.links if link.target.startswith("#")
        }
        known = listed & anchors
        if len(known) >= 3 and 2 * len(known) >= headings - 1 and 2 * len(known) >= len(listed):
            section.role = "section"
            return


def _drop_repeated(sections: Sequence[Section]) -> None:
    """Forget definitions whose name stands below several headings: parts that these have in common."""
    headed = [section for section in sections if section.heading and not is_letter(section.name)]
    counts = Counter(key for section in headed for key in {folded_key(found.name) for found in section.found})
    common = {key for key, count in counts.items() if count > 1 and count >= tuned.COMMON_SHARE * len(headed)}
    for section in headed:
        kept = [found for found in section.found if found.explicit or folded_key(found.name) not in common]
        if len(kept) < len(section.found) and len(kept) < 2:
            section.found, section.others = [], section.blocks


def _choose(sections: Sequence[Section], title: Section | None) -> None:
    """Decide what each section is, from what most sections of its level are."""
    by_level: dict[int, list[Section]] = defaultdict(list)
    for section in sections:
        if not section.role:
            by_level[section.level].append(section)
    for level, peers in by_level.items():
        chapters = [section for section in peers if not is_letter(section.name)]
        _containers(level, peers, chapters)
        _chapters(chapters)
    for section in sections:
        # A letter with a text of its own is a term (R, the language); one without, or above others, of the alphabet.
        above = any(child.role != "part" for child in section.children)
        if is_letter(section.name) and not section.role and (above or not section.blocks):
            section.role = "section"
    if title is not None and not title.role and (title.children or title.found):
        title.role = "section"


def _containers(level: int, peers: Sequence[Section], chapters: Sequence[Section]) -> None:
    """Mark the headings of one level below which entries are listed, and the chapters beside them."""
    lists = [section for section in chapters if section.is_like_a_list]
    items = sum(len(section.found) for section in lists)
    texts = [section for section in chapters if section.is_text and section not in lists]
    named = [section for section in lists if is_glossary(section.name)]
    many = not level or items > len(texts)
    for section in peers:
        if _is_container(section, many or section in named, len(lists) >= tuned.LISTS):
            section.role = "container"
    # The chapters beside the one that is called "Glossary"; beside many texts it is a list within the glossary.
    if named == lists and lists and 2 * items > len(texts):
        _leave_out(section for section in chapters if section not in lists)
    _leave_out(remark for section in named for remark in _remarks(section))


def _is_container(section: Section, listed: bool, beside_others: bool) -> bool:
    """Tell whether entries are listed below a heading; `listed` tells whether what looks like a list here is one."""
    if any(found.explicit for found in section.found):
        return True
    # A short list beside others is one of them, whatever is said below it.
    like = section.is_like_a_list or (beside_others and section.is_whole_list)
    return like and (listed or is_letter(section.name))


def _remarks(section: Section) -> list[Section]:
    """Return what stands below a long glossary, where it lists far more terms than there are headings below it."""
    long = section.role == "container" and len(section.found) >= tuned.FEW_BESIDE * len(section.children)
    others = [child for child in section.children if long and not child.is_like_a_list]
    return [child for child in others if not is_letter(child.name)]


def _leave_out(sections: Iterable[Section]) -> None:
    """Mark chapters and what stands below them as no entries."""
    for section in sections:
        section.role = section.role or "section"
        _leave_out(section.children)


def _chapters(peers: Sequence[Section]) -> None:
    """Mark headings that most of their level stand above others and say little themselves: chapters."""
    above = [section for section in peers if [child for child in section.children if child.role != "part"]]
    children = sum(len(section.children) for section in above)
    if above and len(above) >= tuned.LIST_SHARE * len(peers) and children >= 2 * len(above):
        short = sum(section.prose < tuned.CHAPTER_WORDS for section in above)
        for section in above:
            if not section.role and short >= tuned.LIST_SHARE * len(above):
                section.role = "section"


def _entries(section: Section) -> list[RawEntry]:
    """Return the raw entries of a section: its own, and those in it."""
    inside = section.role == "container"
    own = section.others if inside else section.blocks
    # What has no heading begins with its first block.
    head = section.heading or (replace(own[0], last=own[0].first, anchors=(), links=()) if own else None)
    found = [one.entry(section.level + 1) for one in section.found] if inside else []
    return found if head is None else [_head(section, head, own), *found]


def _head(section: Section, head: Block, own: Sequence[Block]) -> RawEntry:
    """Return the raw entry of a section itself, with the blocks below its head that are its own."""
    inside = section.role == "container"
    # A letter that links is the index of the alphabet, which may name letters without entries.
    links = tuple(
        link
        for block in (head, *own)
        for link in block.links
        if not (link.target.startswith("#") and is_letter(link.text))
    )
    anchors = tuple(dict.fromkeys(anchor for block in (head, *own) for anchor in block.anchors))
    last = own[-1].last if own and not inside else head.last
    extra = Extra("section" if inside or section.role == "section" else None, links=links)
    return RawEntry(
        section.name or None,
        passage(own),
        head.first,
        max(head.first, last),
        section.level,
        anchors,
        place=head.place,
        extra=extra,
    )
