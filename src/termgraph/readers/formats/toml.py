"""TOML: tables and arrays of tables, as data files of sites have them."""

from __future__ import annotations

from termgraph.readers import Columns
from termgraph.readers.formats.document import open_document
from termgraph.readers.formats.json import reading
from termgraph.readers.formats.toml_nodes import parse
from termgraph.records import Reading


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what a TOML document holds.

    Args:
        path: the document.
        columns: role -> key, over what the keys mean by themselves.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "birds.toml").write_text('[owl]\ndefinition = "A bird."\n\n[jay]\ndefinition = "Loud."\n')
    ...     birds = read(folder + "/birds.toml")
    >>> [(record.label, record.body, record.lines) for record in birds.records]
    [('owl', 'A bird.', (1, 2)), ('jay', 'Loud.', (4, 5))]
    """
    document = open_document(path)
    return reading(document, parse(document.text, path), "toml", columns)
