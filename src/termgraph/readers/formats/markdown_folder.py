"""A folder of Markdown files: one file a term, or files of many terms; translations in folders of languages."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from termgraph.errors import TermgraphError
from termgraph.markdown import anchor
from termgraph.names import folded_key, language_tag, word_set
from termgraph.names.headings import heading_names
from termgraph.names.languages import is_language
from termgraph.readers import tuned
from termgraph.readers.blocks.block import Block, passage
from termgraph.readers.blocks.outline import outline
from termgraph.readers.blocks.runs import plain
from termgraph.readers.formats.document import MAX_BYTES, document_of, read_bytes
from termgraph.readers.formats.front_matter import FrontMatter, split
from termgraph.readers.formats.markdown_blocks import blocks
from termgraph.readers.records import kinds
from termgraph.readers.records.assemble import Extra, RawEntry, assemble
from termgraph.readers.records.gathered import Gathered, with_translations
from termgraph.readers.records.kinds import is_glossary, is_letter, is_part
from termgraph.records import Dropped, Reading

_SUFFIXES = (".md", ".markdown", ".mdx", ".qmd", ".rmd")
_MOST_FILES = 20_000

#: Files beside the entries, in lower case and without suffix.
_OVERVIEWS = word_set(
    """
    readme index _index home summary _sidebar _navbar _footer toc contents contributing license licence
    changelog changes code_of_conduct code-of-conduct security support authors credits template
    _template 404 about imprint todo
    """
)
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Za-z]{2,4})?")

#: What the keys of a front matter mean, each with its forms, the surest first.
_KEYS: Mapping[str, Sequence[str]] = {
    role: keys.split()
    for role, keys in {
        "title": "term title preflabel pref_label name label word heading",
        "alias": "aliases alias aka synonyms synonym also_known_as alt altlabels altlabel alt_labels "
        "alternative_names other_names alternate_names variants",
        "abbreviation": "abbreviation abbreviations abbr acronym acronyms short short_name",
        "hidden": "hiddenlabels hiddenlabel hidden_labels misspellings",
        "text": "definition description short_description summary excerpt hover_text hovertext meaning",
        "related": "related see_also seealso see related_terms relatedterms",
        "tags": "tags tag categories category topics topic subject domain area",
        "broader": "broader parent parents up",
        "narrower": "narrower children",
        "source": "source sources reference references url full_link link cite",
        "example": "example examples",
        "note": "note notes comment",
        "scope note": "scope_note scopenote usage_note",
        "etymology": "etymology history history_note",
        "notation": "notation notations code",
        "part of speech": "part_of_speech pos",
        "image": "image images picture figure",
    }.items()
}
_FIELDS = (
    *("tags", "broader", "narrower", "source", "example", "note"),
    *("scope note", "etymology", "notation", "part of speech", "image"),
)


@dataclass(slots=True)
class _File:
    """One file of the folder.

    Args:
        path: within the folder, with slashes.
        name: its name without suffix and language; of a folder's index file, the name of the folder.
        language: the tag of its language, "" where nothing says.
        front: its front matter.
        blocks: what stands below.
        first: its first line.
        last: its last line.
        shared: whether most files begin with its first heading, which is a part of each then and no name.
    """

    path: str
    name: str
    language: str
    front: FrontMatter
    blocks: list[Block]
    first: int = 1
    last: int = 1
    shared: bool = False

    @property
    def heading(self) -> Block | None:
        """Its title among the blocks: the first one where that is a heading of its own."""
        first = self.blocks[0] if self.blocks and not self.shared else None
        return first if first is not None and first.kind == "heading" else None

    @property
    def subheads(self) -> Iterator[str]:
        """The headings below its title."""
        headings = (block for block in self.blocks if block.kind == "heading" and block is not self.heading)
        return (plain(block.runs) for block in headings)

    @property
    def title(self) -> str:
        """What it calls itself, "" where it does not."""
        return self.front.text(*_KEYS["title"]) or (plain(self.heading.runs) if self.heading else "")

    @property
    def key(self) -> str:
        """What it shares with the same file in other languages: its place, but for the folder of the language."""
        folders = (one for one in Path(self.path).parts[:-1] if _tag(one) != self.language)
        return folded_key("/".join((*folders, self.name)))

    @property
    def is_overview(self) -> bool:
        """Whether it is about the folder."""
        return self.name.lower() in _OVERVIEWS


def read(path: str) -> Reading:
    """Return what a folder of Markdown files holds.

    Raises:
        TermgraphError: where it holds no Markdown, or more than a glossary has.
    """
    guesses: list[str] = []
    dropped: list[Dropped] = []
    files = list(_files(Path(path), guesses, dropped))
    terms = [file for file in files if not file.is_overview]
    if not terms and not files:
        raise TermgraphError(
            "no Markdown in the folder", path, hint=f"files ending in {', '.join(_SUFFIXES[:3])} are read"
        )
    _mark_shared(terms)
    many = _of_many(terms)
    main = _main(terms)
    translations = _translations(terms, many, main)
    translated = {file.path for found in translations.values() for file in found}
    entries: list[RawEntry] = []
    for file in files:
        if file.path in translated:
            continue
        if file.is_overview:
            entries += _overview(file, alone=not terms)
        elif file.path in many:
            found, _ = outline(file.blocks)
            entries += [
                replace(raw, path=file.path, extra=replace(raw.extra, language=file.language))
                for raw in found
            ]
        else:
            others = (_entry(other) for other in translations.get(file.path, ()))
            entries.append(with_translations(_entry(file), others))
    about = sorted((file for file in files if file.is_overview), key=lambda file: file.language != main)
    title = next((file.title for file in about if file.title), "")
    return assemble(path, "markdown", entries, title=title, guesses=guesses, dropped=dropped)


def alone(path: str, front: FrontMatter, found: list[Block], first_line: int, last_line: int) -> RawEntry:
    """Return a file that is one entry, read by itself."""
    name = Path(path).stem
    return replace(_entry(_File(path, name, "", front, found, first_line, last_line)), path="")


def _files(folder: Path, guesses: list[str], dropped: list[Dropped]) -> Iterator[_File]:
    """Yield the files of a folder that can be read, in order; what cannot is added to `dropped`."""
    found = sorted(paths(folder), key=lambda path: (path.as_posix().casefold(), path.as_posix()))
    if len(found) > _MOST_FILES:
        raise TermgraphError(
            f"more than {_MOST_FILES:,} Markdown files", folder, hint="name the folder of the entries"
        )
    languages = _languages(found)
    only = Counter(path.parent for path in found)
    alone = (path for path in found if len(path.parts) > 1 and only[path.parent] == 1)
    indexes = {path for path in alone if path.stem.lower() in ("index", "_index")}
    # A folder a term, or pages about the glossary beside its terms.
    indexes = indexes if len(indexes) * 2 >= len(found) else set()
    total = 0
    for path in found:
        try:
            data = read_bytes(folder / path)
            total += len(data)
            text = document_of(data, str(folder / path)).text if data.strip() else ""
        except TermgraphError as error:
            dropped.append(Dropped(path.as_posix(), error.message))
            continue
        if total > MAX_BYTES:
            raise TermgraphError(
                f"more than {MAX_BYTES // 1_000_000} MB of Markdown", folder, hint="name a part of it"
            )
        front, body, first = split(text, str(path))
        if front.problem:
            guesses.append(f"{path.as_posix()}: {front.problem}")
        name, _, suffix = path.stem.rpartition(".")
        language = languages.get(path, "")
        if name and _is_tag(suffix):  # softmax.de.md
            language = language or _tag(suffix)
        else:
            name = path.stem
        if path in indexes:
            name = path.parent.name  # softmax/index.md
        last = body.count("\n") + first - body.endswith("\n")
        language = language or _tag(front.text("language", "lang", "locale"))
        yield _File(path.as_posix(), name, language, front, blocks(body, first), 1, max(1, last))


def files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder; hidden ones, what tools made, and links to folders are left out."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "node_modules", "_site")))
        yield from ((Path(place) / name).relative_to(folder) for name in names if not name.startswith("."))


def is_markdown(name: str) -> bool:
    """Tell whether a file is called like one of Markdown."""
    return name.lower().endswith(_SUFFIXES)


def paths(folder: Path) -> Iterator[Path]:
    """Yield the Markdown files below a folder."""
    return (file for file in files(folder) if is_markdown(file.name))


def _mark_shared(files: Sequence[_File]) -> None:
    """Find the files whose first heading is that of others in their language, so that it is a part and no name."""
    headed = [(file, (file.language, folded_key(plain(file.heading.runs)))) for file in files if file.heading]
    counts = Counter(key for _, key in headed)
    for file, key in headed:
        # A file that has a title besides is not called so, whatever the others are.
        titled = bool(file.front.text(*_KEYS["title"]))
        file.shared = counts[key] >= tuned.SERIES and (titled or counts[key] * 2 >= len(files))


def _languages(paths: Sequence[Path]) -> dict[Path, str]:
    """Return the languages that folders say: a level of folders has only names of languages, with files in common."""
    depth = max((len(path.parts) for path in paths), default=0)
    for level in range(depth - 1):
        below = [path for path in paths if len(path.parts) > level + 1]
        tags = {path.parts[level] for path in below}
        rests: Counter[tuple[str, ...]] = Counter(
            (*path.parts[:level], *path.parts[level + 1 :]) for path in below
        )
        shared = sum(count > 1 for count in rests.values())
        # "ml" alone is a folder on machine learning; "en" beside "ml", with the same files in both, are languages.
        if len(tags) > 1 and shared and all(map(_is_tag, tags)):
            return {path: _tag(path.parts[level]) for path in below}
    return {}


def _is_tag(text: str) -> bool:
    return _LANGUAGE.fullmatch(text) is not None and is_language(text)  # and not "leonardo.ai.md"


def _tag(text: str) -> str:
    return language_tag(text.replace("_", "-"))


def _main(files: Sequence[_File]) -> str:
    """Return the language of what is translated: none where files name none, English, or that of most files."""
    counts = Counter(file.language for file in files)
    return (
        ""
        if "" in counts
        else "en"
        if "en" in counts
        else max(counts, key=lambda tag: counts[tag], default="")
    )


def _translations(files: Sequence[_File], many: Collection[str], main: str) -> dict[str, list[_File]]:
    """Return for the path of a file those that say the same in other languages: in the same place, one term each."""
    alike: dict[str, list[_File]] = defaultdict(list)
    for file in sorted(files, key=lambda file: file.language != main):
        if file.path not in many:
            alike[file.key].append(file)
    return {
        first.path: [file for file in others if file.language != first.language]
        for first, *others in alike.values()
    }


def _of_many(files: Sequence[_File]) -> set[str]:
    """Return the files that hold several terms each: one for each letter or chapter."""
    chapters = _chapters(files)
    letters = sum(is_letter(file.title or file.name) for file in files)
    many = set()
    for file in files:
        bare, chapter = not any(file.subheads), file.path in chapters
        named = _is_named_so(file, 2 * letters > len(files))
        if (file.front.text(*_KEYS["title"]) and not named) or not (named or chapter or bare):
            continue
        entries = sum(bool(raw.heading) and raw.extra.kind != "section" for raw in outline(file.blocks)[0])
        listed = bare and entries > 2 and len(files) <= 3  # definitions below a title
        if listed or (entries > 1 and (named or (chapter and len(chapters) * 2 > len(files)))):
            many.add(file.path)
    return many


def _chapters(files: Sequence[_File]) -> set[str]:
    """Return the files with several headings that no other file has, and that are no usual parts of an entry."""
    heads = {file.path: [(name, folded_key(name)) for name in file.subheads] for file in files}
    common = Counter(key for names in heads.values() for key in {key for _, key in names})
    own = {
        path: sum(not is_part(name) and common[key] == 1 for name, key in names)
        for path, names in heads.items()
    }
    return {path for path, count in own.items() if count >= 3}


def _is_named_so(file: _File, lettered: bool) -> bool:
    """Tell whether a file is called like one of many terms; `lettered` tells whether most are called by letters."""
    title = file.title or file.name
    # R with a text is a language; R without one, or beside the pages of other letters, is a chapter.
    letter = is_letter(title) and (lettered or not _has_text(file))
    return letter or is_glossary(title) or is_glossary(file.name)


def _has_text(file: _File) -> bool:
    """Tell whether a text stands below the title of a file, before any other heading."""
    below = file.blocks[1:] if file.heading else file.blocks
    return bool(below) and below[0].kind == "para"


def _overview(file: _File, *, alone: bool) -> list[RawEntry]:
    """Return what a README or index says, as a section; where nothing else is there, it is the glossary."""
    found, _ = outline(file.blocks)
    if alone:
        return [replace(raw, path=file.path) for raw in found]
    text = "\n\n".join(block.text for block in file.blocks if block.text.strip())
    extra = Extra("section", language=file.language)
    return [RawEntry(file.title or None, text, file.first, file.last, 1, path=file.path, extra=extra)]


def _entry(file: _File) -> RawEntry:
    """Return the one entry of a file."""
    front, heading = file.front, file.heading
    title = file.title or file.name.replace("-", " ").replace("_", " ")
    rest = file.blocks[1:] if heading or file.shared else file.blocks
    said = Gathered(title, passage(rest), file.language)
    said.fields = {key: texts for key in _FIELDS if (texts := front.texts(*_KEYS[key]))}
    described = front.text(*_KEYS["text"])
    if described and folded_key(described) not in folded_key(said.body):
        said.add("definition", [described])
    _name(said, file)
    related = (name.strip("[]") for name in front.texts(*_KEYS["related"]))
    said.see([name for name in related if name], 1)
    said.links += (link for block in rest for link in block.links)
    anchors = (file.name, anchor(title), *front.texts("id", "slug"), *(heading.anchors if heading else ()))
    said.anchors = list(dict.fromkeys(anchors))
    # A file of its own with a text in it is an entry, also where it is called "Index".
    unlikely = kinds.is_section_name(title) or kinds.is_letter(title)
    made = said.entry(file.first, file.last, kind="entry" if said.body.strip() and unlikely else None)
    extra = replace(made.extra, flags=(front.problem,) if front.problem else ())
    return replace(made, level=1, path=file.path, extra=extra)


def _name(said: Gathered, file: _File) -> None:
    """Add the names of a file besides the one that it goes by."""
    for role in ("abbreviation", "alias", "hidden"):
        names = file.front.texts(*_KEYS[role])
        said.add(role, [name for name in names if role != "alias" or not _is_address(name)])
    if file.heading is not None:  # a title and a first heading that differ are two names
        known = {folded_key(name.label) for name in heading_names(said.name).labels}
        more = heading_names(plain(file.heading.runs)).labels
        said.labels += [name for name in more if folded_key(name.label) not in known]


def _is_address(alias: str) -> bool:
    """Tell whether an alias is an old address of the page, as Hugo has them, and no name."""
    return alias.startswith(("/", "http://", "https://")) or alias.endswith((".html", "/"))
