"""Makes a new entry, and a new folder around it where there is none yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from termgraph.entries import crossref
from termgraph.entries.ambiguity import prefers, shared
from termgraph.entries.folder import check_id, entry_of, read_folder, read_frame
from termgraph.entries.rewriting import rewritten
from termgraph.entries.writer import entry_text, vocabulary_text
from termgraph.errors import Problems, TermgraphError, did_you_mean
from termgraph.files import ENTRIES_FOLDER, VOCABULARY_FILE, locked, write_all
from termgraph.model import Citation, Concept, Label, Vocabulary
from termgraph.names import BIDI_CONTROL, UNPRINTABLE, cased_key, differ_in_capitals, folded_key
from termgraph.names.headings import without_qualifier
from termgraph.namespaces import free_id, is_language_tag, slug


def create_entry(  # noqa: PLR0913 (all are what people choose)
    folder: Path,
    name: str,
    *,
    broader: Sequence[str] = (),
    alt_labels: Sequence[str] = (),
    definition: str | None = None,
    sources: Sequence[str] = (),
    id_: str | None = None,
    language: str | None = None,
    other: str | None = None,
    dry_run: bool = False,
    notice: Callable[[str], None] = lambda _: None,
) -> list[Path]:
    """Write an entry for a name, and `vocabulary.yaml`, in a language, where the folder has none.

    A name with a qualifier, as in `comb (bees)`, makes the bare name ambiguous on all that have it; see `ambiguity`.

    Args:
        folder: the entries folder.
        name: the preferred name.
        broader: the ids of what it is a kind of.
        alt_labels: other names.
        definition: what it means, in Markdown.
        sources: citations of sources of the folder.
        id_: its id; else one is made of the name, with a number where another entry has that.
        language: the tag of the language of a vocabulary that is only begun.
        other: what the entry is called from now on whose preferred name is the bare one.
        dry_run: write nothing.
        notice: called with a sentence for each entry that shares the bare name from now on.

    Returns:
        The files that were written, or would be.

    Raises:
        TermgraphError: where the vocabulary has one of the names already, an id or a source is unknown, or the
            folder's entries are not in order, or would not be.
        Problems: with what the entry cannot hold; then nothing is written.
    """
    if not name.strip() or UNPRINTABLE.search(name) or BIDI_CONTROL.search(name):
        raise TermgraphError("the name is empty or holds invisible characters")
    with nullcontext() if dry_run else locked(folder):
        about = folder / VOCABULARY_FILE
        vocabulary = _in_language(_vocabulary(folder, about), language, about)
        files: dict[Path, bytes | None] = {}
        if not about.exists():
            files[about] = vocabulary_text(vocabulary).encode()
        concept = Concept(
            id=free_id(name, vocabulary.concepts) if id_ is None else id_,
            pref_label={vocabulary.language: name.strip()},
            alt_labels=tuple(_alt_label(text, vocabulary) for text in sorted(set(alt_labels))),
            definition={vocabulary.language: definition} if definition else {},
            relations={"broader": tuple(sorted(set(broader)))},
            sources=tuple(sorted({Citation.parse(source) for source in sources}, key=str)),
        )
        before = vocabulary
        _check_other(vocabulary, name, other)
        made = shared(concept, vocabulary, other)
        concept = made.concept
        vocabulary = replace(vocabulary, concepts={**vocabulary.concepts, **made.owners})
        _check(vocabulary, concept)
        for owner in made.owners.values():
            place = folder / ENTRIES_FOLDER / f"{owner.id}.md"
            files[place] = rewritten(place, before.concepts[owner.id], owner, before.language).encode()
        path = folder / ENTRIES_FOLDER / f"{concept.id}.md"
        text = entry_text(concept, vocabulary.language)
        problems: list[TermgraphError] = []
        entry_of(text, path, vocabulary.language, problems)
        if problems:
            raise Problems(problems)
        crossref.expect_order(
            replace(vocabulary, concepts={**vocabulary.concepts, concept.id: concept}), folder
        )
        files[path] = text.encode()
        written = list(files) if dry_run else write_all(files, folder)
        for sentence in made.told:
            notice(sentence)
        return written


def _check_other(vocabulary: Vocabulary, name: str, other: str | None) -> None:
    """Raise an error where nobody prefers the bare name of whom another name is given."""
    bare, qualifier = without_qualifier(name.strip())
    if other is not None and not (qualifier and prefers(vocabulary, bare)):
        raise TermgraphError(f"no entry is called '{bare}'", hint="leave --other out")


def _in_language(vocabulary: Vocabulary, language: str | None, about: Path) -> Vocabulary:
    """Return a vocabulary that is only begun in a language; one that is there has its own."""
    if language is None or language.lower() == vocabulary.language:
        return vocabulary
    if about.exists():
        hint = f"leave --language out, and add the name to the entry: prefLabel: {{{language}: …}}"
        raise TermgraphError(f"the vocabulary is in {vocabulary.language}", about, hint=hint)
    if not is_language_tag(language):
        raise TermgraphError(f"'{language}' is not a language tag", hint="for example en, de or pt-BR")
    return replace(vocabulary, language=language.lower())


def _vocabulary(folder: Path, about: Path) -> Vocabulary:
    """Return the vocabulary of a folder, which may have no entries yet, or nothing at all."""
    if any((folder / ENTRIES_FOLDER).glob("*.md")):
        return read_folder(folder)
    return read_frame(folder) if about.exists() else first_vocabulary(folder)


def _alt_label(text: str, vocabulary: Vocabulary) -> Label:
    """Return another name; it is ambiguous where others have it already and say so."""
    label, key = Label(text, vocabulary.language), cased_key(text)
    others = [label for _, label in _names(vocabulary) if cased_key(label.text) == key]
    ambiguous = others and all(label.type == "ambiguous" for label in others)
    return replace(label, type="ambiguous") if ambiguous else label


def _names(vocabulary: Vocabulary) -> Iterator[tuple[str, Label]]:
    """Yield all names of what is in use, each with its concept."""
    for concept in vocabulary.concepts.values():
        if not concept.deprecated:
            yield from ((concept.id, Label(text, lang)) for lang, text in concept.pref_label.items())
            yield from ((concept.id, label) for _, label in concept.other_names())


def _check(vocabulary: Vocabulary, new: Concept) -> None:
    """Raise an error for an id or a name that is taken, and for an entry or a source that is not there."""
    check_id(new.id)
    if new.id in vocabulary.concepts:
        raise TermgraphError(f"there is an entry '{new.id}' already", hint="choose another id")
    wanted = [Label(text, lang) for lang, text in new.pref_label.items()]
    wanted += [label for label in new.alt_labels if label.type != "ambiguous"]
    for label in wanted:
        key = folded_key(label.text)
        for id_, known in _names(vocabulary):
            if folded_key(known.text) == key and not differ_in_capitals(known.text, label.text):
                hint = (
                    f"choose another name; or, where it means both, give it to both with `type: ambiguous`; or, where "
                    f"both are one thing, add what is new to {id_} (termgraph merge, where there are two already)"
                )
                raise TermgraphError(f"'{known.text}' is a name of '{id_}' already", hint=hint)
    cited = [citation.source for citation in new.sources]
    entries = (new.broader, vocabulary.concepts)
    for what, ids, known_ids in (("entry", *entries), ("source", cited, vocabulary.sources)):
        for one in ids:
            if one not in known_ids:
                raise TermgraphError(f"there is no {what} '{one}'", hint=did_you_mean(one, known_ids))


def first_vocabulary(folder: Path) -> Vocabulary:
    """Return a vocabulary to begin with; its base is one to be changed."""
    title = folder.resolve().name or "vocabulary"
    prefix = re.sub(r"[^a-z0-9]+", "", slug(title)).lstrip("0123456789")
    return Vocabulary(title=title, base=f"https://example.org/{slug(title)}/", prefix=prefix[:12] or "my")
