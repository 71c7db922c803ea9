"""A glossary that termgraph wrote as Markdown, read back as the vocabulary that it is of: by what readers see of it.

Headings are preferred names, anchors and file names ids, labelled lines names, relations and notes; the front matter
says that it is one, and what `vocabulary.yaml` says. So people may edit it like any other text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from os import PathLike
from pathlib import Path
from typing import Any

from termgraph import markdown
from termgraph.entries import crossref
from termgraph.entries.crossref import EntryFile
from termgraph.entries.folder import frame_values, split, vocabulary_of
from termgraph.entries.keys import VOCABULARY, Key
from termgraph.entries.yamlnodes import parse
from termgraph.errors import Problems, TermgraphError
from termgraph.graph import locator_of
from termgraph.ingest import skos
from termgraph.ingest.sections import Said, Section, fill, sections
from termgraph.model import (
    Citation,
    Collection,
    Concept,
    Label,
    Misnomer,
    Source,
    SourceDefinition,
    Vocabulary,
    in_order,
)
from termgraph.names import exact_key
from termgraph.namespaces import is_absolute_iri, is_web_iri, part_iri, slug
from termgraph.readers.formats.document import STDIN, document_of, read_bytes
from termgraph.records import Dropped, Reading
from termgraph.skos import Thesaurus
from termgraph.wording import Parts, words
from termgraph.wording.words import upper

#: What `--from` calls it.
FORMAT = "termgraph"

_OVERVIEW = "README.md"
_SUFFIXES = (".md", ".markdown")
_HEAD = 64 * 1024
_MARK = re.compile(rf"\A\ufeff?---[ \t]*\n(?:(?!---)[^\n]*\n)*?{re.escape(markdown.GENERATOR)}[ \t]*\n")
_LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]\(<?([^()<>\s]+)>?\)|<(https?://[^<>\s]+)>")
_TRANSLATED = re.compile(r"(.+) \(([A-Za-z]{2,8}(?:-\w+)*)\)")
_TO_TERM = re.compile(r"\]\(#([^()\s]+)\)")
#: What the front matter says; people's own glossaries have all that is required, other vocabularies may not.
_ABOUT = (Key("generator", "generator", "string"), *(replace(key, required=False) for key in VOCABULARY))
_NOTES = {
    "scopeNote": "scope_note",
    "example": "example",
    "historyNote": "history_note",
    "changeNote": "change_note",
    "editorialNote": "editorial_note",
}


@dataclass(frozen=True, slots=True)
class Published(Reading):
    """A glossary that was read back.

    Args:
        vocabulary: what it is of.
        files: each entry with the place where it stands, by id.
    """

    vocabulary: Vocabulary = field(default_factory=lambda: Vocabulary(title="", base="", prefix=""))
    files: Mapping[str, EntryFile] = field(default_factory=dict)

    def as_evidence(self) -> Reading:
        """Return it as what it is to another vocabulary: a document, without what is deprecated in it."""
        base, concepts = self.vocabulary.base, self.vocabulary.concepts
        used = [one for one in self.records if not concepts[one.place.removeprefix(base)].deprecated]
        left = len(self.records) - len(used)
        guesses = (*self.guesses, f"{left} deprecated concepts were left out") if left else self.guesses
        return replace(self, records=tuple(used), guesses=guesses)

    def expect_order(self, vocabulary: Vocabulary) -> None:
        """Raise all that is wrong between its entries, were they those of a vocabulary.

        Raises:
            Problems: each with its line.
        """
        files = {id_: EntryFile(one, f"{id_}.md", {}, 1) for id_, one in vocabulary.concepts.items()}
        if found := crossref.problems({**files, **self.files}, vocabulary):
            raise Problems(found)


def is_published(path: str | PathLike[str]) -> bool:
    """Tell whether a file, or a folder of one file a term, says that termgraph wrote it.

    Raises:
        TermgraphError: where it cannot be read.
    """
    file = Path(path)
    if str(path) != STDIN and file.is_dir():
        file = file / _OVERVIEW
        return file.is_file() and is_published(file)
    if str(path) != STDIN and not file.name.lower().endswith(_SUFFIXES):
        return False
    return bool(_MARK.match(read_bytes(str(path))[:_HEAD].decode("utf-8", "replace").replace("\r\n", "\n")))


def read(path: str | PathLike[str]) -> Published:
    """Return what a glossary that termgraph wrote holds.

    Raises:
        Problems: all that is not in order in it, each with its line; `--from markdown` reads any other glossary.
        TermgraphError: where it cannot be read, or holds no term.
    """
    folder = Path(path) if str(path) != STDIN and Path(path).is_dir() else None
    overview = folder / _OVERVIEW if folder else Path(path)
    frame, labels, (text, line) = _frame(overview)
    found = sections(text, str(overview), line, labels)
    if folder:
        found += _files(folder, labels)
    said = labels.words.headings
    groups = {said["collections"], said["sources"]}
    is_title = {id(one) for one in found[:1]} | {
        id(one) for one in found if one.heading in groups and not one.group
    }
    terms = [
        one for one in found
        if id(one) not in is_title and not one.group and (one.is_marked or one.heading != said["contents"])
    ]  # fmt: skip
    behind = {title: [one for one in found if one.group == title] for title in groups}
    reader = _Reader(frame, labels, terms, behind[said["sources"]], behind[said["collections"]])
    vocabulary = reader.vocabulary()
    dropped = [Dropped(f"{one.path}, line {at}", f"'{label}' is no part of an entry")
               for one in terms for label, at in one.unknown]  # fmt: skip
    files = reader.entry_files(vocabulary)
    if problems := crossref.problems(files, vocabulary):
        raise Problems(problems)
    store = Thesaurus.open(vocabulary)
    reading = skos.reading_of(store, str(path), [], FORMAT, whole=True)
    lines = {one.id: one for one in terms}
    records = []
    for record in reading.records:
        section = lines[store.id(record.place)]
        where = Path(section.path).name if folder else ""
        records.append(replace(record, lines=section.lines, path=where))
    return Published(
        str(path), FORMAT, tuple(records), vocabulary.title, dropped=(*dropped, *reader.dropped),
        vocabulary=vocabulary, files=files,
    )  # fmt: skip


def _frame(path: Path) -> tuple[Vocabulary, Parts, tuple[str, int]]:
    """Return what the front matter says, the labels that go with it, and the rest with its line."""
    front, body, line = split(document_of(read_bytes(path), str(path)).text, path)
    node = parse(front, str(path), first_line=2)
    problems: list[TermgraphError] = []
    values = frame_values(node, str(path), _ABOUT, problems) if node else {}
    if problems:
        raise Problems(problems)
    values.pop("generator", None)
    title = values.setdefault("title", path.stem)
    values.setdefault("base", f"https://example.org/{slug(title)}/")
    values.setdefault("prefix", re.sub(r"[^a-z0-9]+", "", slug(title)).lstrip("0123456789")[:12] or "my")
    vocabulary = vocabulary_of(values)
    said = words(vocabulary.language)
    called = {one.name: _called(one.labels, vocabulary.language, one.name) for one in vocabulary.attributes}
    return vocabulary, Parts(said, vocabulary.relations, called), (body, line)


def _called(labels: Mapping[str, str], language: str, name: str) -> str:
    return upper(labels.get(language) or next(iter(labels.values()), name))


def _files(folder: Path, labels: Parts) -> Iterator[Section]:
    """Yield the terms of a folder, each from a file of its own."""
    for path in sorted(folder.glob("*.md"), key=lambda path: path.stem):
        if path.name == _OVERVIEW or path.name.startswith("."):
            continue
        front, body, line = split(document_of(read_bytes(path), str(path)).text, path)
        from termgraph.readers.formats.front_matter import split as front_matter

        about, _, _ = front_matter(f"---\n{front}---\n", str(path))
        title = about.text("title") or path.stem
        blocks, lines = markdown.parts(body), body.split("\n")
        section = Section("", title, path.stem, str(path), (1, line + len(lines) - 1), is_marked=True)
        fill(section, lines, blocks, line, labels)
        known = {exact_key(one) for part in section.said for one in _names(part.text)} | {exact_key(title)}
        added = [name for name in about.texts("aliases") if exact_key(name) not in known]
        section.said += [Said("altLabels", "", "", 1, markdown.escaped(name)) for name in added]
        yield section


class _Reader:
    """Makes the vocabulary of what the sections say."""

    def __init__(
        self,
        frame: Vocabulary,
        labels: Parts,
        terms: list[Section],
        sources: list[Section],
        groups: list[Section],
    ) -> None:
        self.frame = frame
        self.language = frame.language
        self.labels = labels
        self.terms = terms
        self.by_id = {one.id: one for one in terms}
        self.by_name = {exact_key(one.heading): one.id for one in terms}
        self.works = sources
        self.groups = {one.id.removeprefix("collection-"): one for one in groups}
        self.shorts = {one.id.removeprefix("source-"): one.heading for one in sources}
        self.dropped: list[Dropped] = []
        self.kinds = {text: kind for kind, text in labels.words.works.items()}
        self.statuses = {text: status for status, text in labels.words.statuses.items()}
        self.statuses |= {labels.words.headings[status]: status for status in ("reviewed", "approved")}
        self.members: dict[str, set[str]] = {}
        for id_, section in self.groups.items():
            for part in section.said:
                for member in self.ids(section, part) if part.which == "member" else ():
                    self.members.setdefault(member, set()).add(id_)
        self.typed = {one.name for one in frame.attributes if one.datatype}

    def vocabulary(self) -> Vocabulary:
        concepts = {one.id: self.concept(one) for one in self.terms}
        for section in self.terms:
            for part in section.said:
                if part.key == "back":
                    for id_ in self.ids(section, part):
                        if id_ in concepts:
                            concepts[id_] = concepts[id_].related_by(part.which, section.id)
        sources = {source.id: source for source in map(self.source, self.works)}
        return replace(
            self.frame,
            concepts=dict(sorted(concepts.items())),
            collections={id_: self.collection(id_) for id_ in sorted(self.groups)},
            sources=dict(sorted(sources.items())),
        )

    def entry_files(self, vocabulary: Vocabulary) -> dict[str, EntryFile]:
        return {
            one.id: EntryFile(vocabulary.concepts[one.id], one.path, self.places(one), one.lines[0])
            for one in self.terms
        }

    def places(self, section: Section) -> dict[tuple[str, str], tuple[int, int]]:
        """Return where the parts of an entry stand, by the keys that they have there."""
        found = {("prefLabel", ""): (section.lines[0], 1)}
        for part in section.said:
            row = self.frame.relations.get(part.which) if part.key == "relation" else None
            found.setdefault((row.key if row else part.which or part.key, ""), (part.line, 1))
        return found

    def concept(self, section: Section) -> Concept:
        """Return the entry that a section is."""
        told: dict[str, list[Said]] = {}
        for part in section.said:
            told.setdefault(part.key, []).append(part)

        def texts(key: str) -> Iterator[str]:
            return (_plain(part.text) for part in told.get(key, ()))

        def listed(key: str) -> tuple[str, ...]:
            return tuple(name for part in told.get(key, ()) for name in _names(part.text))

        definition = {self.language: section.text} if section.text else {}
        definition |= {part.lang: part.text for part in told.get("definition", ())}
        relations: dict[str, set[str]] = {}
        for part in told.get("relation", ()):
            relations.setdefault(part.which, set()).update(self.ids(section, part))
        return Concept(
            id=section.id,
            pref_label=self.preferred(section, told.get("prefLabel", ())),
            alt_labels=self.names(told.get("altLabels", ())),
            proposed_names=self.names(told.get("proposedNames", ())),
            hidden_labels=self.names(told.get("hiddenLabels", ())),
            definition={lang: self.definition(text) for lang, text in sorted(definition.items())},
            source_definitions=in_order(self.quotes(section)),
            notation=listed("notation"),
            status=next((self.statuses.get(text, text) for text in texts("status")), None),
            collections=tuple(
                sorted({*self.collections(told.get("group", ())), *self.members.get(section.id, ())})
            ),
            relations={kind: tuple(sorted(ids)) for kind, ids in relations.items()},
            attributes=self.attributes(told.get("attribute", ())),
            misnomers=tuple(self.misnomer(section, part) for part in told.get("misnomer", ())),
            sources=self.citations(told.get("sources", ())),
            created=next(texts("created"), None),
            modified=next(texts("modified"), None),
            deprecated="deprecated" in told,
            reviewed_by=listed("reviewedBy"),
            approved_by=listed("approvedBy"),
            replaces=tuple(sorted(url for part in told.get("replaces", ()) for _, url in _links(part.text))),
            **self.notes(section, told.get("note", ())),
        )

    def preferred(self, section: Section, said: Iterable[Said]) -> dict[str, str]:
        found = {self.language: section.heading}
        for name in (name for part in said for name in _names(part.text)):
            if translated := _TRANSLATED.fullmatch(name):
                found[translated[2].lower()] = translated[1]
        return dict(sorted(found.items()))

    def names(self, said: Iterable[Said]) -> tuple[Label, ...]:
        labels = {
            Label(name, part.lang or self.language, part.which or None)
            for part in said
            for name in _names(part.text)
        }
        return in_order(labels)

    def definition(self, text: str) -> str:
        """Return a definition as an entry has it: links lead to files, headings stand on the first level."""

        def aim(found: re.Match[str]) -> str:
            return f"]({found[1]}.md)" if found[1] in self.by_id else found[0]

        return markdown.lowered(_TO_TERM.sub(aim, markdown.restored(text)), -2)

    def quotes(self, section: Section) -> Iterator[SourceDefinition]:
        for text, source, lang in section.quotes:
            for citation in self.cited(source):
                yield SourceDefinition(markdown.restored(text), lang or self.language, citation)

    def citations(self, said: Iterable[Said]) -> tuple[Citation, ...]:
        found = {citation for part in said for citation in self.cited(part.text)}
        return in_order(found)

    def cited(self, text: str) -> Iterator[Citation]:
        """Yield the sources of the glossary's own that a line names, with their places."""
        for label, target in _links(text):
            source = target.partition("#source-")[2]
            if source in self.shorts:
                place = locator_of(label.strip().removeprefix(self.shorts[source]).removeprefix(", "))
                fits = place and not re.search(r"\s", place) and is_absolute_iri(part_iri("urn:", place))
                if place and not fits:
                    self.dropped.append(Dropped(label, f"'{place}' cannot be a place in a source"))
                yield Citation(source, place if fits else None)

    def ids(self, section: Section, part: Said) -> Iterator[str]:
        """Yield what a line leads to: ids of terms, or addresses where its kind leads outside."""
        row = self.frame.relations.get(part.which)
        outside = row is not None and row.object == "outside" and part.key == "relation"
        rest = part.text
        for label, target in _links(part.text):
            if outside and is_web_iri(target):
                yield target
            elif not outside:
                yield self.id(target) or self.by_name.get(exact_key(label)) or target
        rest = _LINK.sub("", part.text)
        for name in filter(None, (one.strip() for one in _names(rest))):
            if not outside and exact_key(name) in self.by_name:
                yield self.by_name[exact_key(name)]
            else:
                self.dropped.append(
                    Dropped(f"{section.path}, line {part.line}", f"'{name}' is no term of it")
                )

    def id(self, target: str) -> str:
        """Return the id of the term that a link leads to, "" for none."""
        id_ = target[1:] if target.startswith("#") else markdown.entry_link(target) or ""
        return id_ if id_ in self.by_id else ""

    def notes(self, section: Section, said: Iterable[Said]) -> dict[str, Any]:
        found: dict[str, set[Label]] = {}
        for part in said:
            if part.which in _NOTES:
                label = Label(_plain(part.text), part.lang or self.language)
                found.setdefault(_NOTES[part.which], set()).add(label)
            else:
                where = f"{section.path}, line {part.line}"
                self.dropped.append(
                    Dropped(where, f"entries have no '{self.labels.label('note', part.which)}'")
                )
        return {name: in_order(notes) for name, notes in found.items()}

    def attributes(self, said: Iterable[Said]) -> dict[str, tuple[Label | str, ...]]:
        typed: dict[str, list[str]] = {}
        texts: dict[str, list[Label]] = {}
        for part in said:
            text = _plain(part.text)
            if part.which in self.typed:
                typed.setdefault(part.which, []).append(text)
            else:
                texts.setdefault(part.which, []).append(Label(text, part.lang or self.language))
        labels = {name: in_order(found) for name, found in texts.items()}
        return {**labels, **{name: tuple(sorted(found)) for name, found in typed.items()}}

    def misnomer(self, section: Section, said: Said) -> Misnomer:
        """Return the record of a misleading name."""

        def parts(key: str) -> list[Said]:
            return [part for part in said.parts if part.key == key]

        def leads(key: str) -> tuple[str, ...]:
            return tuple(sorted({id_ for part in parts(key) for id_ in self.ids(section, part)}))

        name = next(iter(_names(said.text)), "")
        clearer = {one for part in parts("of") for one in _names(_LINK.sub("", part.text)) if one}
        linked = {self.id(target) or target for part in parts("of") for _, target in _links(part.text)}
        return Misnomer(
            why={part.lang or self.language: _plain(part.text) for part in parts("why")},
            term=None if name in ("", section.heading) else name,
            of=tuple(sorted(clearer | linked)),
            suggests=leads("suggests"),
            fields=leads("fields"),
            jest=tuple(name for part in parts("jest") for name in _names(part.text)),
            sources=self.citations(parts("said_by")),
            proposed_by=self.citations(parts("proposed_by")),
        )

    def collections(self, said: Iterable[Said]) -> Iterator[str]:
        """Yield the collections that a term says it is in."""
        for part in said:
            for label, target in _links(part.text) if part.which == "memberOf" else ():
                id_ = target.partition("#collection-")[2]
                if id_ in self.groups:
                    yield id_
                else:
                    self.dropped.append(Dropped(f"line {part.line}", f"'{label}' is no collection of it"))

    def collection(self, id_: str) -> Collection:
        """Return a collection; who belongs to it, terms say."""
        section = self.groups[id_]
        preferred = [part for part in section.said if part.key == "prefLabel"]
        texts = {
            part.lang or self.language: _plain(part.text) for part in section.said if part.key == "definition"
        }
        return Collection(
            id=id_,
            pref_label=self.preferred(section, preferred),
            definition=dict(sorted(texts.items())),
            auxiliary=any(part.key == "auxiliary" for part in section.said),
        )

    def source(self, section: Section) -> Source:
        """Return a work of the bibliography."""
        values: dict[str, Any] = {"title": section.heading}
        for part in section.said:
            if part.key == "source":
                read: Callable[[str], Any] = _READ.get(part.which, _plain)
                values[part.which] = read(part.text)
        values["type"] = self.kinds.get(values.get("type", ""), "web")
        return Source(id=section.id.removeprefix("source-"), **values)


def _plain(text: str) -> str:
    return markdown.unescaped(text, formulas=True)


def _names(text: str) -> tuple[str, ...]:
    """Return the names in a list."""
    return tuple(markdown.unescaped(name) for name in text.split(", "))


def _links(text: str) -> Iterator[tuple[str, str]]:
    """Yield the links in a line, each with its text and its target."""
    for found in _LINK.finditer(text):
        target = found[2] or found[3]
        yield markdown.unescaped(found[1] or target), target


def _year(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def _name(text: str) -> str:
    return markdown.unescaped(text)


def _url(text: str) -> str:
    return next((target for _, target in _links(text)), _name(text))


#: How what is said of a source is read, where it is not plain text with formulas.
_READ: Mapping[str, Callable[[str], Any]] = {
    "authors": _names,
    "year": _year,
    "url": _url,
    **dict.fromkeys(("type", "title", "container", "volume", "number", "pages"), _name),
    **dict.fromkeys(("edition", "publisher", "doi", "arxiv", "note"), _name),
}
