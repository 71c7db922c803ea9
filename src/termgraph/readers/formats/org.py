"""Org documents (Emacs): headings, lists of terms and texts, and tables; as HTML, line for line, and so as blocks.

orgparse knows headings alone, org-python tells no lines, and neither knows lists of terms.
"""

from __future__ import annotations

import re
from html import escape

from termgraph.readers import Columns
from termgraph.readers.blocks.outline import outline
from termgraph.readers.blocks.runs import TERM
from termgraph.readers.formats.document import open_document
from termgraph.readers.formats.html_blocks import blocks
from termgraph.readers.prose import unmarked
from termgraph.readers.records.assemble import assemble
from termgraph.records import Reading

_HEADING = re.compile(r"(\*+)\s+(.*?)\s*\Z")
#: What stands around the title of a heading: a state, a priority; tags.
_BEFORE = re.compile(r"(?:(?:TODO|DONE|NEXT|WAITING|CANCELLED)\s+)?(?:\[#\w\]\s+)?")
_TAGS = re.compile(r"\s:[\w@#%:]+:\Z")
_KEYWORD = re.compile(r"\s*#\+(\w+):?\s+(.*)")
_BLOCK = re.compile(r"\s*#\+(begin|end)_(\w+)", re.IGNORECASE)
_PROPERTY = re.compile(r"\s*:([\w-]+):\s*(.*?)\s*\Z")
_ITEM = re.compile(r"(\s*)(?:[-+]|(?<=\s)\*|\d{1,4}[.)])\s+(?:\[[ xX-]\]\s+)?(.*)")
_RULE = re.compile(r"\s*\|[-+|]+\s*\Z")
_MARKS = {"*": "b", "/": "i", "=": "code", "~": "code", "_": "u", "+": "s"}
#: Inline text: links; targets; marks, which stand beside words and not in them (Org Syntax, "Text Markup"); notes.
_INLINE = re.compile(
    r"\[\[(?P<to>[^][\n]+)\](?:\[(?P<text>[^][\n]+)\])?\]"
    r"|<<<?(?P<name>[^<>\n]+)>>>?"
    r"|(?<![^\s({'\"-])(?P<mark>[*/=~_+])(?P<inner>\S(?:[^\n]{0,300}?\S)?)(?P=mark)(?![^\s)}'\".,;:!?\[-])"
    r"|\[fn:[^][\n]*\]"
)


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what an Org document holds. No file that it names is opened, and no code in it is run.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.org").write_text("#+title: Birds\n- owl :: A /bird/.\n- jay :: Like the [[owl]].\n")
    ...     reading = read(folder + "/a.org")
    >>> [(record.label, record.body, record.lines, record.see) for record in reading.records]
    [('owl', 'A *bird*.', (2, 2), ()), ('jay', 'Like the [owl](owl).', (3, 3), ('owl',))]
    >>> reading.title
    'Birds'
    """
    document = open_document(path)
    writer = _Writer()
    for line in document.text.rstrip().split("\n"):
        writer.line(line)
    found = blocks("\n".join(writer.out), path=path)
    entries, title = outline(found)
    return unmarked.read(document, "org", entries, found) or assemble(
        path,
        "org",
        entries,
        title=writer.keywords.get("title") or title,
        guesses=document.guesses,
        language=writer.keywords.get("language", ""),
    )


class _Writer:
    """Writes one line of HTML for each of an Org document.

    Attributes:
        out: the lines.
        keywords: what `#+title:` and the like say.
    """

    def __init__(self) -> None:
        self.out: list[str] = []
        self.keywords: dict[str, str] = {}
        self.lists: list[
            tuple[int, str]
        ] = []  # those that are open: how far they are indented, and their element
        self.block = ""  # the block of verbatim text that is open
        self.drawer = False
        self.table = False
        self.heading = -1  # the line of the last heading

    def line(self, line: str) -> None:
        """Write a line."""
        if marked := _BLOCK.match(line):
            self.out.append(self.bounds(marked[1].lower(), marked[2].lower()))
        elif self.block:
            self.out.append("" if self.block == "comment" else escape(line))
        elif self.drawer or _PROPERTY.match(line):
            self.property(line)
        elif heading := _HEADING.match(line):
            level = min(6, len(heading[1]))
            title = _TAGS.sub("", _BEFORE.sub("", heading[2], count=1))
            self.heading = len(self.out)
            self.out.append(f"{self.closed(-1)}<h{level}>{_inline(title)}</h{level}>")
        elif line.lstrip().startswith("#"):
            if keyword := _KEYWORD.match(line):
                self.keywords.setdefault(keyword[1].lower(), keyword[2].strip())
            self.out.append("")
        elif line.lstrip().startswith("|"):
            self.row(line)
        else:
            self.text(line)

    def bounds(self, which: str, name: str) -> str:
        """Return what a line is that begins or ends a block."""
        verbatim = name in ("src", "example", "export", "comment")
        if verbatim:
            self.block = name if which == "begin" else ""
        element = "pre" if verbatim and name != "comment" else "blockquote" if name == "quote" else ""
        return f"<{'/' if which == 'end' else ''}{element}>" if element else ""

    def property(self, line: str) -> None:
        """Take the ids in the drawer of a heading as what links may call it."""
        found = _PROPERTY.match(line)
        name = found[1].upper() if found else ""
        self.drawer = name != "END" and (self.drawer or name in ("PROPERTIES", "LOGBOOK"))
        if found and name in ("ID", "CUSTOM_ID") and self.heading >= 0:
            self.out[self.heading] = self.out[self.heading].replace(
                "</h", f'<a id="{escape(found[2])}"></a></h', 1
            )
        self.out.append("")

    def row(self, line: str) -> None:
        """Write the row of a table; the first one is of headings where a rule stands below it."""
        begun = "" if self.table else self.closed(len(line) - len(line.lstrip())) + "<table>"
        if _RULE.match(line):
            if self.table and self.out[-1].count("<tr>") and "<table>" in self.out[-1]:
                self.out[-1] = self.out[-1].replace("td>", "th>")
            self.out.append(begun)
        else:
            cells = line.strip().strip("|").split("|")
            self.out.append(
                begun + f"<tr>{''.join(f'<td>{_inline(cell.strip())}</td>' for cell in cells)}</tr>"
            )
        self.table = True

    def text(self, line: str) -> None:
        """Write an item of a list, or text, which belongs to the item that it is indented below."""
        indented = len(line) - len(line.lstrip())
        if not line.strip():
            self.out.append(("</table>" if self.table else "") + "<p>")
            self.table = False
        elif item := _ITEM.match(line):
            before = self.closed(indented)
            term, mark, below = f"{item[2]} ".partition(" :: ")
            element = "dl" if mark else "ul"
            opened = ""
            if not self.lists or self.lists[-1] != (indented, element):
                before += self.closed(indented - 1)
                self.lists.append((indented, element))
                opened = f"<{element}>"
            inner = f"<dt>{_inline(term)}</dt><dd>{_inline(below)}" if mark else f"<li>{_inline(term)}"
            self.out.append(before + opened + inner.rstrip())
        else:
            fixed = line.lstrip().startswith(": ")
            inner = f"<code>{escape(line.strip()[2:])}</code>" if fixed else _inline(line.strip())
            self.out.append(self.closed(indented - 1) + inner)

    def closed(self, indented: int) -> str:
        """Return the ends of the table and of the lists that are indented deeper than a line."""
        ends = "</table>" if self.table else ""
        self.table = False
        while self.lists and self.lists[-1][0] > indented:
            ends += f"</{self.lists.pop()[1]}><p>"
        return ends


def _inline(text: str) -> str:
    """Return inline text as HTML.

    >>> _inline("*An* a*b* /owl =x</b>= or/ [[#jay][the jay]]<<bo>>")
    '<b>An</b> a*b* <i>owl =x&lt;/b&gt;= or</i> <a href="#jay">the jay</a><a id="bo">bo</a>'
    """
    done, last = "", 0
    for found in _INLINE.finditer(text):
        done += escape(text[last : found.start()], quote=False)
        last = found.end()
        if found["to"]:
            done += (
                f'<a href="{escape(_aim(found["to"]))}">{escape(found["text"] or _shown(found["to"]))}</a>'
            )
        elif found["name"]:
            done += f'<a id="{escape(found["name"])}">{escape(found["name"])}</a>'
        elif found["mark"]:
            element = _MARKS[found["mark"]]
            done += f"<{element}>{escape(found['inner'], quote=False)}</{element}>"
    return done + escape(text[last:], quote=False)


def _aim(target: str) -> str:
    """Return where a link leads: an id, an address or a file, else what has this name."""
    if target.startswith("id:"):
        return f"#{target[3:]}"
    known = target.startswith("#") or re.match(r"[a-z]+:|[./~]", target)
    return target.removeprefix("file:") if known else TERM + target.removeprefix("*")


def _shown(target: str) -> str:
    return target.removeprefix("*").removeprefix("file:").removeprefix("id:")
