"""Prose in the sources of programs: their comments. Strings are known, so that nothing in them looks like a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import PurePath

from termgraph.matching.prose.source import Finder, Kind

#: What is never closed goes to the end of its line or of the file, so that every letter is read once.
_TEXT, _SHORT, _LONG = r'"(?:\\.|[^"\\\n])*"?', r"'(?:\\.|[^'\\\n])*'?", r"`(?:\\.|[^`\\])*`?"
_LETTER = r"'(?:\\[^\n]{1,10}?|[^'\\\n])'"  # and no lifetime of Rust
_BLOCK = r"/\*+!?(?P<inner>[^*]*(?:\*(?!/)[^*]*)*)"
_C = rf"{_BLOCK}|//+!?(?P<line>[^\n]*)|{_TEXT}|{_LETTER}"
_SCRIPT = rf"{_BLOCK}|//+(?P<line>[^\n]*)|{_TEXT}|{_SHORT}|{_LONG}"
_SHELL = rf"(?P<inner>(?!))|(?<![^\s;])\#+(?P<line>[^\n]*)|{_TEXT}|{_SHORT}"
_SQL = rf"{_BLOCK}|--+(?P<line>[^\n]*)|{_TEXT}|{_SHORT}"

_ENDINGS = (
    (".c .h .cc .cpp .cxx .hh .hpp .cu .java .rs .go .cs .kt .scala .swift .proto", _C),
    (".js .jsx .mjs .cjs .ts .tsx .dart .php", _SCRIPT),
    (".sh .bash .r .rb .pl .pm .jl", _SHELL),
    (".sql .lua .hs", _SQL),
)
#: Endings of names, and what comments and strings look like in such files.
LANGUAGES: Mapping[str, str] = {ending: form for endings, form in _ENDINGS for ending in endings.split()}
_FENCE = re.compile(r"[ \t]*```")
#: What stands before the text of a line in a block of comments.
_BEFORE = re.compile(r"[ \t]*\*?[ \t]*")
#: What is no prose in a line: code, tags of tools, elements.
_NO_PROSE = re.compile(r"`[^`\n]{1,500}`|\{@\w+[^{}\n]{0,500}\}|[@\\]\w+|</?\w[^<>\n]{0,200}>")
_TOLD_TO_TOOLS = re.compile(
    r"!|\s*(?:eslint|prettier|clang-format|shellcheck|rubocop|nolint|go:|@ts-)", re.IGNORECASE
)


def read(text: str, path: str) -> Finder:
    r"""Return the prose of a source.

    >>> found = read('/** An `x` of\n * owls. */\nconst char *a = "// no"; // A bat.\n', "a.c")
    >>> [found.text[run.start:run.end].strip() for run in found.runs]
    ['An', 'of', 'owls.', 'A bat.']
    """
    language = LANGUAGES.get(PurePath(path).suffix.lower(), _SCRIPT)
    finder, last, is_code = Finder(text), 0, False
    for start, end in _lines(text, language):
        if is_apart := bool(re.search(r"[^\s/#*!-]|\n\s*\n", text[last:start])):
            finder.cut()
        is_fence = _FENCE.match(text, start, end) is not None
        is_code = is_fence != (is_code and not is_apart)
        if is_fence or is_code:
            finder.cut()
        else:
            _take(finder, start, end)
        last = end
    return finder


def _lines(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines of comments begin and end, without their marks."""
    for comment in _pattern(language).finditer(text):
        start, end = comment.span("line" if comment["inner"] is None else "inner")
        if start < 0 or _TOLD_TO_TOOLS.match(text, start, end):
            continue
        for line in re.finditer(r"[^\n]+", text[start:end]):
            before = _BEFORE.match(line.group()) if line.start() else None
            yield start + line.start() + (before.end() if before else 0), start + line.end()


def _take(finder: Finder, start: int, end: int) -> None:
    for found in _NO_PROSE.finditer(finder.text, start, end):
        finder.add(start, found.start(), Kind.TEXT)
        finder.cut()
        start = found.end()
    finder.add(start, end, Kind.TEXT)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(language)
