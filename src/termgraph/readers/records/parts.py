r"""The labelled parts of an entry: "Synonyms: a, b", "See also:", "Example:", and those that a document makes its own.

A label that stands before the text of many entries is a part of this document, whatever it says: "Confusion. …".
"""

# Letters and punctuation of other scripts are meant.
# ruff: noqa: RUF001

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape

from termgraph.names.abbreviations import abbreviates
from termgraph.names.headings import MAX_LABEL, clean, tidy
from termgraph.readers import tuned
from termgraph.readers.records.lexicon import ABBREVIATIONS, EXPANSIONS, PARTS, PLURALS, SYNONYMS
from termgraph.records import RecordLabel

#: Several of them in one place: "a, b; c".
_LISTED = re.compile(r"\s*(?<!\\)[;,、，；|]\s*|\s*\n\s*")
_BETWEEN = re.compile(r"(?<!\\)[;,、，；|]")
#: A comma with a backslash is part of a name ("Smith, John"); Markdown shows it without.
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,31});")
_ITEM = re.compile(r"\s*(?:[-*+•‣◦▪]|\d{1,2}[.)])\s+")
_LABEL = re.compile(
    r"(?P<marks>[*_>#\s|\[-]*)(?P<label>[^\W\d_][^:：.\n*_?!]{0,38}?(?:\(s\))?)(?P<close>[*_]*)(?:(?P<colon>\s*[:：])(?P<close2>[*_]*)|(?P<dot>\.)(?P<close3>[*_]*))"
    r"(?=\s|\Z|\*|[\u3000-\u9fff])"
)
#: "… of a key. Synonyms: manual, keyboard": a label that follows a sentence on the same line.
_WITHIN = re.compile(r"(?<=[.!?)])[ \t]+(?P<label>[A-ZÀ-Ö][\w()]{2,14}(?: \w{2,9}){0,2}):(?= )")
_ALONE = re.compile(r"[*_>#\s-]*(?P<label>[^\W\d_][^:：.\n*_?!]{0,38}?)[*_#\s]*[:：]?[*_#\s]*\Z")
_MARKDOWN_LINK = re.compile(r"!?\[((?:\\.|[^\[\]\\])*+)\]\([^()]*+\)")

#: The labels of parts that hold names, with what kind of name they are.
_NAMING: Mapping[str, str | None] = {
    **dict.fromkeys(SYNONYMS | EXPANSIONS),
    **dict.fromkeys(ABBREVIATIONS, "abbreviation"),
    **dict.fromkeys(PLURALS, "plural"),
}
#: Lines that come again and again and say nothing.
_NO_PARTS = frozenset({"alt text", "image", "advertisement", "todo", "tbd", "coming soon", "photo"})
_TAG_LINE = re.compile(r"(?m)^\s*((?:#[^\W\d]\w*(?:-\w+)*[\s,;]*)+)$")


def _key(label: str) -> str:
    bare = " ".join(label.casefold().strip(" .:*_[").split())
    return re.sub(r"\A(note|example|source)s?\s*\d+(?:\s+to\s+entry)?\Z", r"\1", bare)  # as in ISO standards


def learn(bodies: Iterable[str]) -> frozenset[str]:
    r"""Return the labels, in lower case, that a document repeats at the start of paragraphs of its entries.

    Args:
        bodies: the texts of its entries.

    >>> sorted(learn(["Confusion. One.\n\nAlternative. Two."] * 3))
    ['alternative', 'confusion']
    """
    counts: Counter[tuple[str, str]] = Counter()
    total = 0
    for body in bodies:
        total += 1
        counts.update(set(_labels(body)))
    return frozenset(
        key
        for (key, how), count in counts.items()
        if count >= tuned.PART_TIMES and count >= tuned.PART_SHARES[how] * total
    )


def _labels(body: str) -> Iterator[tuple[str, str]]:
    """Yield what lines of a text begin with that may be a label, each with what tells it from the text."""
    for line in _starts(body):
        if _ALONE.match(line) and 0 < len(line.split()) <= 5 and _key(line) not in _NO_PARTS:
            yield _key(line), "alone"
        found = _LABEL.match(line)
        if found and len(found["label"].split()) <= 3:
            yield _key(found["label"]), "colon" if found["dot"] is None else "full stop"


def _starts(body: str) -> Iterator[str]:
    """Yield the lines of a text at which a part may begin, each without what follows far behind."""
    for line in body.split("\n"):
        if line.strip() and len(line) - len(line.lstrip()) < 4:
            yield line[:90]


def split(body: str, learned: frozenset[str] = frozenset()) -> dict[str, tuple[str, ...]]:
    r"""Return the labelled parts of an entry: label in lower case -> texts.

    A part goes on to the next one where the entry begins with a part, otherwise to the end of its paragraph, with the
    list below it where it has no text of its own.

    >>> split("A layer.\n\nSynonyms: dense layer, affine layer\n\nSee also:\n\n* layer\n* neuron")
    {'synonyms': ('dense layer, affine layer',), 'see also': ('layer\nneuron',)}
    """
    lines = _own_lines(body).split("\n")
    starts: list[tuple[int, str, str]] = []
    fenced = _fenced(lines)
    for index, line in enumerate(lines):
        found = _part_at(line, learned) if index not in fenced else None
        if found:
            starts.append((index, *found))
    fields: dict[str, list[str]] = {}
    tags = [tag for line in _TAG_LINE.finditer(body) for tag in re.findall(r"#([\w-]+)", line[1])]
    if tags:
        fields["tags"] = [", ".join(tags)]
    if not starts:
        return {label: tuple(texts) for label, texts in fields.items()}
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    whole = starts[0][0] == first and starts[0][1] in learned
    for at, (index, label, rest) in enumerate(starts):
        end = starts[at + 1][0] if at + 1 < len(starts) else len(lines)
        text = _extent(
            rest, lines[index + 1 : end], whole or (not rest and _is_code_next(lines[index + 1 : end]))
        )
        if text:
            fields.setdefault(label, []).append(text)
    return {label: tuple(texts) for label, texts in fields.items()}


def _fenced(lines: Sequence[str]) -> frozenset[int]:
    """Return the lines of code between fences, in which nothing is a label."""
    inside: set[int] = set()
    fence = ""
    for index, line in enumerate(lines):
        mark = line.strip()[:3]
        if fence or mark in ("```", "~~~"):
            inside.add(index)
        if fence:
            fence = "" if mark == fence else fence
        elif mark in ("```", "~~~"):
            fence = mark
    return frozenset(inside)


def _is_code_next(below: Sequence[str]) -> bool:
    first = next((line for line in below if line.strip()), "")
    return first.strip().startswith(("```", "~~~"))


def _own_lines(body: str) -> str:
    """Return a text with the labels that stand behind a sentence on lines of their own."""

    def broken(found: re.Match[str]) -> str:
        return f"\n{found['label']}:" if _key(found["label"]) in PARTS else found.group()

    return _WITHIN.sub(broken, body)


def _part_at(line: str, learned: frozenset[str]) -> tuple[str, str] | None:
    """Return the label and the text behind it where a part begins in a line."""
    if len(line) - len(line.lstrip()) >= 4:
        return None
    item = _ITEM.match(line)
    text = line[item.end() :] if item else line
    found = _LABEL.match(text[:120])
    if found:
        label = _key(found["label"])
        if label in learned or (label in PARTS and found["dot"] is None):
            rest = text[found.end() :].strip()
            return label, rest.removesuffix("]") if "[" in found["marks"] else rest
    alone = _ALONE.match(text) if len(text) < 60 else None
    if (
        alone
        and not item
        and _key(alone["label"]) in (PARTS | learned) - {"also", "use", "short", "see", "related"}
    ):
        return _key(alone["label"]), ""
    return None


def _extent(rest: str, below: Sequence[str], whole: bool) -> str:
    """Return the text of a part: what stands behind its label, and what of the lines below belongs to it."""
    kept = [rest] if rest else []
    blank = False
    for line in below:
        item = _ITEM.match(line)
        if not line.strip():
            blank = True
            if whole:
                kept.append("")
            continue
        if blank and not whole and (rest or (kept and not item)):
            break
        kept.append(
            line[item.end() :].strip() if item and not whole else line.strip() if not whole else line.rstrip()
        )
    return "\n".join(kept).strip()


def listed(text: str) -> list[str]:
    """Return the names that a part lists, without Markdown.

    >>> listed("dense layer; *affine layer*, [extract, load](#el)")
    ['dense layer', 'affine layer', 'extract, load']
    """
    # A link is one name, commas and numbers in it as well; the joiner is taken away again by `clean`.
    text = _ENTITY.sub(lambda found: unescape(found[0]), text)
    bare = _MARKDOWN_LINK.sub(lambda found: "\u2060" + _BETWEEN.sub(r"\\\g<0>", found[1]), text)
    items = ((part, _ITEM.match(part)) for part in _LISTED.split(bare))
    names = (tidy(clean(_ESCAPED.sub(r"\1", part[mark.end() :] if mark else part))) for part, mark in items)
    return [name for name in names if name and len(name) <= MAX_LABEL and len(name.split()) <= 10]


def names(fields: Mapping[str, Sequence[str]], base: str | None) -> list[RecordLabel]:
    """Return the names that the parts of an entry give: synonyms, abbreviations, plurals.

    >>> [(one.label, one.type) for one in names({"synonyms": ["FC, dense layer"]}, "fully connected layer")]
    [('FC', 'abbreviation'), ('dense layer', None)]
    """
    found: list[RecordLabel] = []
    for key in (key for key in fields if key in _NAMING):
        for name in (name for text in fields[key] for name in listed(text)):
            short = not _NAMING[key] and base is not None and abbreviates(name, base)
            found.append(RecordLabel(name, "abbreviation" if short else _NAMING[key]))
    return found
