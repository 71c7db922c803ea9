"""Makes a new entry, and a new folder around it where there is none yet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from termgraph.entries.folder import entry_of, read_folder, read_frame
from termgraph.entries.writer import entry_text, vocabulary_text
from termgraph.errors import Problems, TermgraphError, did_you_mean
from termgraph.files import ENTRIES_FOLDER, VOCABULARY_FILE, locked, write_all
from termgraph.model import Citation, Concept, Label, Vocabulary
from termgraph.names import BIDI_CONTROL, UNPRINTABLE, folded_key
from termgraph.namespaces import slug


def create_entry(
    folder: Path,
    name: str,
    *,
    broader: Sequence[str] = (),
    alt_labels: Sequence[str] = (),
    definition: str | None = None,
    sources: Sequence[str] = (),
) -> list[Path]:
    """Write an entry for a name, and `vocabulary.yaml` where the folder has none.

    Returns:
        The files that were written.

    Raises:
        TermgraphError: where the vocabulary has the name already, an id or a source is unknown, or the folder's
            entries are not in order.
        Problems: with what the entry cannot hold; then nothing is written.
    """
    if not name.strip() or UNPRINTABLE.search(name) or BIDI_CONTROL.search(name):
        raise TermgraphError("the name is empty or holds invisible characters")
    with locked(folder):
        files: dict[Path, bytes | None] = {}
        about = folder / VOCABULARY_FILE
        if any((folder / ENTRIES_FOLDER).glob("*.md")):
            vocabulary = read_folder(folder)
        elif about.exists():
            vocabulary = read_frame(folder)
        else:
            vocabulary = first_vocabulary(folder)
            files[about] = vocabulary_text(vocabulary).encode()
        id_ = slug(name)
        _check(vocabulary, id_, name, broader, sources)
        concept = Concept(
            id=id_,
            pref_label={vocabulary.language: name.strip()},
            alt_labels=tuple(Label(text, vocabulary.language) for text in sorted(set(alt_labels))),
            definition={vocabulary.language: definition} if definition else {},
            relations={"broader": tuple(sorted(set(broader)))},
            sources=tuple(sorted({Citation.parse(source) for source in sources}, key=str)),
        )
        path = folder / ENTRIES_FOLDER / f"{id_}.md"
        text = entry_text(concept, vocabulary.language)
        problems: list[TermgraphError] = []
        entry_of(text, path, vocabulary.language, problems)
        if problems:
            raise Problems(problems)
        files[path] = text.encode()
        return write_all(files)


def _check(
    vocabulary: Vocabulary, id_: str, name: str, broader: Sequence[str], sources: Sequence[str]
) -> None:
    if id_ in vocabulary.concepts:
        raise TermgraphError(f"there is an entry '{id_}' already")
    for concept in vocabulary.concepts.values():
        texts = [*concept.pref_label.values(), *(label.text for label in concept.alt_labels)]
        same = next((text for text in texts if folded_key(text) == folded_key(name)), None)
        if same is not None:
            hint = "add what is new to that entry"
            raise TermgraphError(f"'{same}' is a name of '{concept.id}' already", hint=hint)
    cited = [Citation.parse(source).source for source in sources]
    for what, ids, known in (("entry", broader, vocabulary.concepts), ("source", cited, vocabulary.sources)):
        for one in ids:
            if one not in known:
                raise TermgraphError(f"there is no {what} '{one}'", hint=did_you_mean(one, known))


def first_vocabulary(folder: Path) -> Vocabulary:
    """Return a vocabulary to begin with; its base is one to be changed."""
    title = folder.resolve().name or "vocabulary"
    prefix = re.sub(r"[^a-z0-9]+", "", slug(title)).lstrip("0123456789")
    return Vocabulary(title=title, base=f"https://example.org/{slug(title)}/", prefix=prefix[:12] or "my")
