"""Documents as running text; a format is one line in `PROSE`."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from termgraph.errors import TermgraphError, did_you_mean
from termgraph.extras import needed_for
from termgraph.matching.prose.code import LANGUAGES
from termgraph.matching.prose.source import Finder, Kind, Place, Prose, Run, Where
from termgraph.readers.formats.document import MAX_BYTES, MAX_TEXT, document_of, read_bytes

__all__ = ["PROSE", "Kind", "Place", "Prose", "Run", "Where", "open_prose", "prose_files", "prose_of"]


class Format(NamedTuple):
    """A format that prose is read from.

    Attributes:
        doc: what people call it.
        suffixes: how its files end.
        module: the module of this room whose `read` takes the text of a file, and for binary files all of it.
        is_binary: whether the file is no text.
    """

    doc: str
    suffixes: tuple[str, ...]
    module: str
    is_binary: bool = False


PROSE: Mapping[str, Format] = {
    "markdown": Format("Markdown, MyST, MDX", (".md", ".markdown", ".mdown", ".mdx", ".qmd"), "markdown"),
    "rst": Format("reStructuredText", (".rst", ".rest"), "rst"),
    "asciidoc": Format("AsciiDoc", (".adoc", ".asciidoc", ".asc"), "asciidoc"),
    "html": Format("HTML", (".html", ".htm", ".xhtml"), "html"),
    "latex": Format("LaTeX", (".tex", ".ltx"), "latex"),
    "notebook": Format("a notebook of Jupyter", (".ipynb",), "markdown"),
    "python": Format("comments and docstrings of Python", (".py", ".pyi"), "python"),
    "code": Format(
        "comments of other sources: C, Java, JavaScript, Rust, Go, R, SQL …", tuple(LANGUAGES), "code"
    ),
    "docx": Format("Word", (".docx", ".docm"), "docx", is_binary=True),
    "pdf": Format("the text of a PDF", (".pdf",), "pdf", is_binary=True),
    "text": Format("plain text", (".txt", ".text"), "text"),
}


def prose_files(paths: Iterable[str]) -> list[str]:
    """Return the documents that are meant by files and folders: of a folder all that are in a format of prose.

    Hidden files and folders are left out, and what is a link to elsewhere is not followed.

    Raises:
        TermgraphError: where there is no such file or folder.
    """
    found: dict[str, None] = {}
    for path in paths:
        folder = Path(path)
        if path != "-" and not folder.exists():
            raise TermgraphError("there is no such file", path)
        inside = _inside(folder) if path != "-" and folder.is_dir() else [path]
        found.update(dict.fromkeys(inside))
    return list(found)


def _inside(folder: Path) -> list[str]:
    suffixes = tuple(suffix for one in PROSE.values() for suffix in one.suffixes)
    return [
        str(path)
        for path in sorted(folder.rglob("*"))
        if path.name.lower().endswith(suffixes)
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def format_of(path: str) -> str:
    """Return the format that the name of a file means; plain text where it means none.

    >>> format_of("README.md"), format_of("-")
    ('markdown', 'text')
    """
    return next((key for key, one in PROSE.items() if path.lower().endswith(one.suffixes)), "text")


def open_prose(path: str | Path, format: str | None = None) -> Prose:
    """Return a document as running text.

    Args:
        path: the file; `-` for standard input.
        format: a key of `PROSE`; what the name of the file means where it is None.

    Raises:
        TermgraphError: where it cannot be read, is too large, or is not what it says.
        MissingLibraryError: where a library for the format is not installed.
    """
    data, chosen = read_bytes(path, MAX_BYTES), _known(format, str(path))
    if PROSE[chosen].is_binary:
        pages: Prose = _reader(chosen)(data, str(path))
        return pages
    if not data.strip(BOM_UTF8 + b" \t\r\n"):
        return prose_of("", str(path), "text")
    document = document_of(data, str(path))
    prose = prose_of(document.text, str(path), format)
    newline = "\r\n" if b"\r\n" in data[:65536] else "\n"
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    return replace(prose, newline=newline, encoding=document.encoding, mark=mark)


def prose_of(text: str, path: str = "", format: str | None = None) -> Prose:
    r"""Return a text as running text.

    Args:
        text: the text, its lines ending in `\n`.
        path: where it is from; of its name follows the format where none is given.
        format: a key of `PROSE`.

    Raises:
        TermgraphError: where it is not what it says, or too large.

    >>> prose_of("An *owl*.", "a.md").runs
    [Run(start=0, end=2, kind=<Kind.TEXT: 'text'>, joined=False), ...]
    """
    chosen = _known(format, path)
    if PROSE[chosen].is_binary:
        raise TermgraphError(f"is {PROSE[chosen].doc}, which is no text", path or None, hint="name the file")
    if len(text) > MAX_TEXT:
        raise TermgraphError(f"holds more than {MAX_TEXT // 1_000_000} million characters", path)
    source: str | None = None
    origins: list[tuple[int, int]] = []
    if chosen == "notebook":
        from termgraph.matching.prose.notebook import cells

        source, (text, origins) = text, cells(text, path)
    found: Finder = _reader(chosen)(text, path)
    return Prose(path, chosen, text, found.runs, found.sections, source, origins)


def _known(format: str | None, path: str) -> str:
    """Return the format that is asked for, or that the name of a file means."""
    chosen = format or format_of(path)
    if chosen not in PROSE:
        hint = did_you_mean(chosen, PROSE) or f"one of {', '.join(PROSE)}"
        raise TermgraphError(f"unknown format '{chosen}'", hint=hint)
    return chosen


def _reader(format: str) -> Callable[[Any, str], Any]:
    """Return what reads a format, from what the file holds and its name."""

    def read(held: Any, path: str) -> Any:
        with needed_for(f"reading {format}"):
            return import_module(f"{__name__}.{PROSE[format].module}").read(held, path)

    return read
