"""Libraries that only some verbs need, and what people are told where one is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from termgraph.errors import TermgraphError

#: Modules that a bare installation lacks: the distribution that each is from, and the extra that installs it.
OPTIONAL: Mapping[str, tuple[str, str]] = {
    "ahocorasick_rs": ("ahocorasick-rs", "words"),
    "bibtexparser": ("bibtexparser", "ingest"),
    "docutils": ("docutils", "ingest"),
    "docx": ("python-docx", "ingest"),
    "genanki": ("genanki", "anki"),
    "httptools": ("httptools", "serve"),
    "lxml": ("lxml", "ingest"),
    "mcp": ("mcp", "mcp"),
    "mwparserfromhell": ("mwparserfromhell", "ingest"),
    "openpyxl": ("openpyxl", "xlsx"),
    "polib": ("polib", "ingest"),
    "py3langid": ("py3langid", "ingest"),
    "pydantic": ("pydantic", "mcp"),
    "pylatexenc": ("pylatexenc", "ingest"),
    "pypdf": ("pypdf", "ingest"),
    "pyshacl": ("pyshacl", "shacl"),
    "pyspark": ("pyspark", "spark"),
    "simplemma": ("simplemma", "languages"),
    "starlette": ("starlette", "serve"),
    "typst": ("typst", "pdf"),
    "uvicorn": ("uvicorn", "serve"),
    "uvloop": ("uvloop", "serve"),
}


class MissingLibraryError(TermgraphError):
    """A library is not installed; the hint says how to install it."""


def installing(module: str) -> str:
    """Return the command that installs a module: with an extra of ours where one has it.

    >>> installing("docx"), installing("pandas")
    ("pip install 'termgraph-skos[ingest]'", 'pip install pandas')
    """
    from termgraph import __distribution__

    return (
        f"pip install '{__distribution__}[{OPTIONAL[module][1]}]'"
        if module in OPTIONAL
        else f"pip install {module}"
    )


@contextmanager
def needed_for(what: str) -> Iterator[None]:
    """Say in one line what is missing, what needs it and how to install it, where a library is not there to import.

    Raises:
        MissingLibraryError: where that is so in the block.

    >>> with needed_for("counting them"):
    ...     import owls
    Traceback (most recent call last):
        ...
    termgraph.extras.MissingLibraryError: owls is not installed, and counting them needs it (pip install owls)
    """
    try:
        yield
    except ModuleNotFoundError as error:
        module = (error.name or "").partition(".")[0]
        if module in ("", "termgraph"):
            raise
        name = OPTIONAL[module][0] if module in OPTIONAL else module
        message = f"{name} is not installed, and {what} needs it"
        raise MissingLibraryError(message, hint=installing(module)) from None
