"""Documents with their links, written beside or over what they were made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path

from termgraph.matching.edits import write_changed
from termgraph.matching.linking.linker import Linked, Linker
from termgraph.matching.linking.markup import MARKUPS
from termgraph.matching.prose import format_of, open_prose, prose_files


def written(
    linker: Linker,
    documents: Iterable[str],
    folder: str | PathLike[str] | None,
    *,
    glossary: bool,
    format: str | None,
) -> Iterator[tuple[str, Linked]]:
    """Write documents with their links, and yield each file that was read, and what was made of it.

    Raises:
        TermgraphError: where one cannot be read, linked or written.
    """
    for given in documents:
        is_folder = Path(given).is_dir()
        for path in prose_files([given]):
            if is_folder and format is None and format_of(path) not in MARKUPS:
                continue
            prose = open_prose(path, format)
            if is_folder and not prose.text:
                continue  # it is empty, and so in no format
            linked = linker.linked(prose, glossary=glossary)
            below = Path(path).relative_to(given) if is_folder else Path(Path(path).name)
            target = Path(path) if folder is None else Path(folder) / below
            if folder is not None or linked.text != prose.file:
                target.parent.mkdir(parents=True, exist_ok=True)
                write_changed(prose, linked.text, target)
            yield path, linked
