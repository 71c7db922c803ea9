"""Makes a new entry, and a new folder around it where there is none yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from termgraph.entries import crossref
from termgraph.entries.folder import check_id, entry_of, read_folder, read_frame
from termgraph.entries.rewriting import rewritten
from termgraph.entries.writer import entry_text, vocabulary_text
from termgraph.errors import Problems, TermgraphError, did_you_mean
from termgraph.files import ENTRIES_FOLDER, VOCABULARY_FILE, locked, write_all
from termgraph.model import Citation, Concept, Label, Vocabulary, in_order
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
    notice: Callable[[str], None] = lambda _: None,
) -> list[Path]:
    """Write an entry for a name, and `vocabulary.yaml`, in a language, where the folder has none.

    A name with a qualifier, as in `comb (bees)`, makes the bare name ambiguous: the entry gets it as another name, and
    whoever has it as another name marks it so too. Who has it as the preferred name needs another one.

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
        notice: called with one sentence where the bare name is left as it is.

    Returns:
        The files that were written.

    Raises:
        TermgraphError: where the vocabulary has one of the names already, an id or a source is unknown, or the
            folder's entries are not in order, or would not be.
        Problems: with what the entry cannot hold; then nothing is written.
    """
    if not name.strip() or UNPRINTABLE.search(name) or BIDI_CONTROL.search(name):
        raise TermgraphError("the name is empty or holds invisible characters")
    with locked(folder):
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
        concept, marked = _marked(concept, vocabulary, other, notice)
        vocabulary = replace(vocabulary, concepts={**vocabulary.concepts, **marked})
        _check(vocabulary, concept)
        for owner in marked.values():
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
        return write_all(files, folder)


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


def _marked(
    concept: Concept, vocabulary: Vocabulary, other: str | None, notice: Callable[[str], None]
) -> tuple[Concept, dict[str, Concept]]:
    """Return a new concept, and those whose names change since its bare name is ambiguous now, by id."""
    language = vocabulary.language
    bare, _ = without_qualifier(concept.pref_label[language])
    key = cased_key(bare)
    owners = {id_ for id_, label in _names(vocabulary) if cased_key(label.text) == key}
    preferring = [
        id_ for id_ in sorted(owners) if cased_key(vocabulary.concepts[id_].pref_label[language]) == key
    ]
    if bare == concept.pref_label[language] or not owners or (other is not None and not preferring):
        if other is not None:
            raise TermgraphError(f"no entry is called '{bare}'", hint="leave --other out")
        return concept, {}
    if preferring and other is None:
        notice(f"'{bare}' is still the name of '{preferring[0]}' alone: to mark it as ambiguous, qualify that as well, "
               f"and give both `altLabels: [{{label: {bare}, type: ambiguous}}]`; or in one step: "
               f"termgraph new … --other '{bare} (…)'")  # fmt: skip
        return concept, {}
    mine = replace(concept, alt_labels=(*concept.alt_labels, Label(bare, language, "ambiguous")))
    return mine, {
        id_: _sharing(vocabulary.concepts[id_], key, language, other or "") for id_ in sorted(owners)
    }


def _sharing(owner: Concept, key: str, language: str, other: str) -> Concept:
    """Return a concept one of whose names, given by its key, is ambiguous; preferred is another one then."""

    def told(label: Label) -> Label:
        return replace(label, type="ambiguous") if cased_key(label.text) == key else label

    name = owner.pref_label[language]
    alt, hidden = (tuple(map(told, labels)) for labels in (owner.alt_labels, owner.hidden_labels))
    if cased_key(name) != key:
        return replace(owner, alt_labels=alt, hidden_labels=hidden)
    records = tuple(one if one.term else replace(one, term=name) for one in owner.misnomers)
    return replace(
        owner,
        pref_label={**owner.pref_label, language: other},
        alt_labels=in_order((*alt, Label(name, language, "ambiguous"))),
        hidden_labels=hidden,
        misnomers=records,
    )


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
