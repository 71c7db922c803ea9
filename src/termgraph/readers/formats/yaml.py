"""YAML: lists and mappings of entries, as data files of sites have them, several languages beside each other."""

from __future__ import annotations

from termgraph.readers import Columns
from termgraph.readers.formats.document import open_document
from termgraph.readers.formats.json import reading
from termgraph.readers.formats.yaml_nodes import parse
from termgraph.records import Reading


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what a YAML document holds.

    Args:
        path: the document.
        columns: role -> key, over what the keys mean by themselves.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     text = "- en: {term: owl, def: A bird.}\n  de: {term: Eule}\n"
    ...     _ = Path(folder, "birds.yml").write_text(text)
    ...     birds = read(folder + "/birds.yml")
    >>> [(label.label, label.language) for label in birds.records[0].labels], birds.records[0].language
    ([('owl', ''), ('Eule', 'de')], 'en')
    """
    document = open_document(path)
    return reading(document, parse(document.text, path), "yaml", columns)
