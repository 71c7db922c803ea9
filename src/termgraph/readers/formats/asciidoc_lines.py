"""The lines of AsciiDoc: what begins a heading, a block, a list or a table, or says something of what follows."""

from __future__ import annotations

import re

HEADING = re.compile(r"(={1,6}|#{1,6})[ \t]+(\S.*)")
UNDERLINES = "=-~^+"
ENTRY = re.compile(r":(!?[\w-]+!?):(?:[ \t]+(.*))?")
DIRECTIVE = re.compile(
    r"(include|ifdef|ifndef|ifeval|endif|toc|image|video|audio|indexterm)::(\S*?)\[(.*)\]\s*"
)
BLOCK_ID = re.compile(r"\[\[([^][,\s]{1,200})(?:,[^]]{0,200})?\]\]\s*")
STYLE = re.compile(r"\[(?:[^][]|\[[^][]*\])*\]\s*")
ID = re.compile(r"#([\w:.-]+)|\[\[([^][,]{1,200})|\bid=\"?([\w:.-]+)")
TERM_ID = re.compile(
    r"\[\[([^][,]{1,200})(?:,[^]]{0,200})?\]\]|anchor:([^\s[:]{1,200})\[[^]]{0,200}\]|\[#([\w:.-]+)\]"
)
FENCE = re.compile(r"(-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|/{4,}|```.*|--|[|,:!]={3,})\s*")
TERM = re.compile(r"[ \t]*(?P<text>\S.*?)(?P<mark>:{2,4}|;;)(?:[ \t]+(?P<rest>.*))?")
ITEM = re.compile(r"[ \t]*(?P<mark>\*{1,5}|-|•|\.{1,5}|\d{1,4}\.|[a-zA-Z]\.|<\d+>)[ \t]+(?P<rest>\S.*)")
ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION): ")
CELL = re.compile(r"(?:(?<=\s)|\A)(?:\d*\.?\d+[+*])?[<^>.]*[aehlmsv]?(?<!\\)\|")


def mark_of(line: str) -> str:
    """Return the mark of an item of a list, which tells lists from each other; "" of any other line."""
    if line.startswith("//") or FENCE.fullmatch(line) or DIRECTIVE.fullmatch(line):
        return ""
    if found := ITEM.fullmatch(line):
        mark = found["mark"]
        return "1." if mark[0].isalnum() else "<>" if mark[0] == "<" else mark
    found = TERM.fullmatch(line)
    return found["mark"] if found else ""


def underlined(line: str, below: str) -> int:
    """Return the level of a title over a line of marks, 0 where it is none."""
    below = below.rstrip()
    fits = len(below) >= 3 and below[0] in UNDERLINES and below == below[0] * len(below)
    title = line.strip()
    if fits and abs(len(below) - len(title)) <= 2 and re.search(r"\w", title) and not line[:1].isspace():
        return UNDERLINES.index(below[0]) + 1
    return 0
