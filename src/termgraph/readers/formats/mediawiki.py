"""Pages of a wiki, as MediaWiki has them: templates of glossaries, lists of definitions, headings and tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

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
    entries = _alone(entries, front.text("title") or Path(path).stem.replace("-", " ").replace("_", " "))
    names = [name for name, _ in page.left_out.most_common(_MOST_TOLD)]
    more = len(page.left_out) - len(names)
    told = f"templates that were left out: {', '.join(names)}" + (f" and {more} more" if more else "")
    guesses = (*document.guesses, *([told] if names else []))
    return unmarked.read(document, "mediawiki", entries, found) or assemble(
        path, "mediawiki", entries, title=title, guesses=guesses
    )


def _alone(entries: list[RawEntry], name: str) -> list[RawEntry]:
    """Return the entry that a page is whose text has no headings but those of parts, under the name of the page.

    >>> _alone([RawEntry(None, "It hunts.", 1, 1), RawEntry("See also", "The jay.", 3, 4, level=2)], "Owl")[0].heading
    'Owl'
    """
    text, *parts = entries or [RawEntry("", "", 1, 1)]
    others = [raw.heading or "" for raw in parts]
    if text.heading is not None or is_glossary(name) or not all(map(_is_part, others)):
        return entries
    return [replace(text, heading=name, level=1, extra=replace(text.extra, kind="entry", exact=True)), *parts]


def _is_part(heading: str) -> bool:
    return is_part(heading) or is_section_name(heading)
