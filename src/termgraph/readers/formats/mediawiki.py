"""Pages of a wiki, as MediaWiki has them: templates of glossaries, lists of definitions, headings and tables."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from termgraph.names import folded_key
from termgraph.names.headings import without_qualifier
from termgraph.readers import Columns
from termgraph.readers.blocks.outline import outline
from termgraph.readers.formats.document import open_document
from termgraph.readers.formats.front_matter import split
from termgraph.readers.formats.html_blocks import blocks
from termgraph.readers.formats.wikitext import Page
from termgraph.readers.prose import unmarked
from termgraph.readers.records.assemble import RawEntry, assemble
from termgraph.readers.records.kinds import is_glossary, is_part, is_section_name
from termgraph.records import Reading

#: More are not told by name.
_MOST_TOLD = 12


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what a page of a wiki holds. No template of the wiki is opened: only those that are known say something.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.wiki").write_text("== Birds ==\n;owl\n:A bird.\n;jay\n:See [[owl]].{{cn}}\n")
    ...     reading = read(folder + "/a.wiki")
    >>> [(record.label, record.lines, record.see) for record in reading.records if record.kind != "section"]
    [('owl', (2, 3), ()), ('jay', (4, 5), ('owl',))]
    >>> reading.guesses
    ('templates that were left out: cn',)
    """
    document = open_document(path)
    front, text, first_line = split(document.text.rstrip(), path)
    page = Page(text, path)
    found = blocks(page.html, first_line, path=path)
    entries, title = outline(found)
    title = front.text("title") or title
    if not any(block.kind == "define" for block in found):
        entries = _alone(entries, front.text("title") or Path(path).stem.replace("-", " ").replace("_", " "))
    names = [name for name, _ in page.left_out.most_common(_MOST_TOLD)]
    more = len(page.left_out) - len(names)
    told = f"templates that were left out: {', '.join(names)}" + (f" and {more} more" if more else "")
    guesses = (*document.guesses, *([told] if names else []))
    return unmarked.read(document, "mediawiki", entries, found) or assemble(
        path, "mediawiki", entries, title=title, guesses=guesses
    )


def _alone(entries: list[RawEntry], name: str) -> list[RawEntry]:
    r"""Return the entry that a page is that treats one thing, under the name of the page.

    Such a page has no headings but those of parts, or begins with its name in bold type, as articles do.

    >>> _alone([RawEntry(None, "It hunts.", 1, 1), RawEntry("See also", "The jay.", 3, 4, level=2)], "Owl")[0].heading
    'Owl'
    >>> _alone([RawEntry(None, "An **owl** hunts.", 1, 1), RawEntry("Call", "Hoo.", 3, 4, level=2)], "Owl")[0].body
    'An **owl** hunts.\n\n## Call\n\nHoo.'
    """
    text, *parts = entries or [RawEntry("", "", 1, 1)]
    is_article = not all(_is_part(raw.heading or "") for raw in parts)
    if text.heading is not None or is_glossary(name) or (is_article and not _is_called(text.body, name)):
        return entries
    others = [raw for raw in parts if is_article and not is_section_name(raw.heading or "")]
    bodies = (f"{'#' * raw.level} {raw.heading}\n\n{raw.body}".strip() for raw in others)
    links = tuple(link for raw in (text, *others) for link in raw.extra.links)
    whole = replace(
        text,
        heading=name,
        body="\n\n".join((text.body, *bodies)),
        last=max(raw.last for raw in (text, *others)),
        level=1,
        anchors=tuple(anchor for raw in (text, *others) for anchor in raw.anchors),
        extra=replace(text.extra, kind="entry", exact=True, links=links),
    )
    return [whole, *(raw for raw in parts if raw not in others)]


def _is_called(text: str, name: str) -> bool:
    """Tell whether the first sentence of a text has a name in bold type, with or without its qualifier."""
    first = re.split(r"(?<=\w)[.!?]\s|\n", text, maxsplit=1)[0]
    keys = {folded_key(name), folded_key(without_qualifier(name)[0])}
    return any(folded_key(bold) in keys for bold in re.findall(r"\*\*(.+?)\*\*", first))


def _is_part(heading: str) -> bool:
    return is_part(heading) or is_section_name(heading)
