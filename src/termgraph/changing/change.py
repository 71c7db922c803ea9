"""One change of an entries folder: what entries become, and all that mentions them with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from termgraph.changing.exceptions import moved_text, settings_text
from termgraph.entries import crossref, entry_text
from termgraph.entries.folder import LARGEST_LINKS
from termgraph.entries.links import Links
from termgraph.entries.mentions import Leads, mentions, redirected
from termgraph.entries.rewriting import rewritten, with_base
from termgraph.errors import NotFoundError, Problems, TermgraphError, did_you_mean
from termgraph.files import (
    ENTRIES_FOLDER,
    LINKS_FILE,
    VOCABULARY_FILE,
    is_entries_folder,
    locked_unless,
    read_regular,
    write_all,
)
from termgraph.ingest.cases import Case, cases_bytes, cases_path
from termgraph.ingest.workspace import Workspace
from termgraph.model import Concept, Link, Vocabulary
from termgraph.reconcile.decisions import MAPPINGS_FILE
from termgraph.records import Candidate

#: How entries are mentioned: in entries, in what was decided and is to be, in mappings to others, and in check.yaml.
MENTIONS = ("relation", "misnomer", "link", "decision", "open case", "mapping", "exception")


@dataclass(frozen=True, slots=True)
class Change:
    """What a verb does to a folder.

    Args:
        files: what files are to hold, in the order in which they are written; None for one that goes.
        led: how many mentions lead elsewhere now, by how: one of `MENTIONS`.
        parts: of an entry that was divided, to which parts each thing went, as it is told; to none where it stays.
    """

    files: Mapping[Path, bytes | None]
    led: Mapping[str, int]
    parts: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def __str__(self) -> str:
        r"""Return how many mentions were led elsewhere, in words.

        >>> str(Change({}, {"relation": 2, "link": 1}))
        '2 relations, 1 link'
        """
        told = (f"{count:,} {what}{'' if count == 1 else 's'}" for what, count in self.led.items())
        return ", ".join(told) or "no mention"


@contextmanager
def opened(folder: Path, *, dry_run: bool) -> Iterator[Workspace]:
    """Open a folder to change it, and hold its lock unless nothing is to be written.

    Raises:
        TermgraphError: where it is no entries folder, is not in order, or somebody else writes it.
    """
    if not is_entries_folder(folder):
        raise TermgraphError("is no entries folder", folder, hint="name one: termgraph -V FOLDER …")
    with locked_unless(dry_run, folder):
        yield Workspace.open(folder)


def entry(workspace: Workspace, id_: str) -> Concept:
    """Return an entry that is in use.

    Raises:
        TermgraphError: where it is deprecated; NotFoundError where there is none.
    """
    concept = workspace.concepts.get(id_)
    if concept is None:
        raise NotFoundError(f"there is no entry '{id_}'", hint=did_you_mean(id_, workspace.concepts))
    if concept.deprecated:
        instead = " or ".join(concept.relations["isReplacedBy"])
        raise TermgraphError(f"'{id_}' is deprecated", hint=f"use {instead}" if instead else None)
    return concept


def made(
    workspace: Workspace,
    leads: Leads,
    become: Mapping[str, Concept | None],
    *,
    dry_run: bool,
    parts: Mapping[str, Sequence[str]] | None = None,
    mapped: Mapping[str, Sequence[str]] | None = None,
    choose: Callable[[str, str, Sequence[str]], Sequence[str]] = lambda _source, _place, ids: ids,
) -> Change:
    """Let entries become others and each mention of them lead elsewhere; write it unless that is only tried.

    Args:
        workspace: the folder.
        leads: the id to which the mentions of each go; None takes them out.
        become: what entries become, by id; None for those that go.
        dry_run: write nothing.
        parts: the ids to which decisions, open cases and exceptions about an entry go that became several.
        mapped: the ids to which mappings to other vocabularies go, where these do not follow all else.
        choose: which of them an entry of a source is about, by source and place.

    Raises:
        Problems: with all that would not be in order then, and each comment that would be lost; nothing is written.
    """
    vocabulary = workspace.vocabulary
    iris = {vocabulary.iri(id_): new and vocabulary.iri(new) for id_, new in leads.items()}
    concepts = {
        id_: redirected(concept, {**leads, **iris})
        for id_, concept in sorted({**vocabulary.concepts, **become}.items())
        if concept is not None
    }
    after = replace(vocabulary, concepts=concepts)
    crossref.expect_order(after, _folder(workspace))
    told = Counter(
        how
        for id_, concept in sorted(vocabulary.concepts.items())
        for how, target in mentions(concept)
        if target in leads and id_ not in leads
    )
    files: dict[Path, bytes | None] = {}
    goes = {id_: (new,) if new else () for id_, new in leads.items()} | dict(parts or {})
    count = workspace.mappings.redirect(
        goes, {id_: after.label_of(id_) for ids in goes.values() for id_ in ids}, choose
    )
    told["decision"] += count
    if count:
        files[_folder(workspace) / MAPPINGS_FILE] = workspace.mappings.text().encode()
    files |= _cases(workspace, goes, told)
    files |= _links(workspace, after, _led_links(vocabulary, goes if mapped is None else mapped, iris), told)
    files |= _settings(workspace, goes, told)
    files |= _entries(_folder(workspace), vocabulary, after)
    if not dry_run:
        write_all(files, workspace.folder)
    return Change(files, {how: told[how] for how in MENTIONS if told[how]})


def _folder(workspace: Workspace) -> Path:
    if workspace.folder is None:
        raise TermgraphError("only the entries of a folder can be changed")
    return workspace.folder


def _path(folder: Path, id_: str) -> Path:
    return folder / ENTRIES_FOLDER / f"{id_}.md"


def _entries(folder: Path, before: Vocabulary, after: Vocabulary) -> dict[Path, bytes | None]:
    """Return the entries that change: new ones first, since others lead there, and what goes last."""
    new: dict[Path, bytes | None] = {}
    changed: dict[Path, bytes | None] = {}
    lost = []
    for id_, concept in after.concepts.items():
        path, was = _path(folder, id_), before.concepts.get(id_)
        try:
            if was is None:
                new[path] = entry_text(concept, after.language).encode()
            elif was != concept:
                changed[path] = rewritten(path, was, concept, after.language).encode()
        except TermgraphError as error:
            lost.append(error)
    if lost:
        raise Problems(lost)
    return new | changed | {_path(folder, id_): None for id_ in before.concepts if id_ not in after.concepts}


def moved(workspace: Workspace, base: str, *, dry_run: bool) -> Change:
    """Give a vocabulary another base; each concept says which address it had, and all that says addresses follows.

    Args:
        workspace: the folder.
        base: the IRI that ids are appended to from now on.
        dry_run: write nothing.

    Raises:
        Problems: with each comment that would be lost; nothing is written.
    """
    before, folder = workspace.vocabulary, _folder(workspace)
    after = replace(before, base=base)
    iris: Leads = {before.iri(id_): after.iri(id_) for id_ in before.concepts}
    told = Counter(how for one in before.concepts.values() for how, target in mentions(one) if target in iris)
    concepts = {
        id_: replace(
            redirected(concept, iris),
            replaces=tuple(sorted({*concept.replaces, before.iri(id_)} - {after.iri(id_)})),
        )
        for id_, concept in before.concepts.items()
    }
    about = folder / VOCABULARY_FILE
    files: dict[Path, bytes | None] = {about: with_base(about, base).encode()}
    told["decision"] = workspace.mappings.move(base)
    if workspace.mappings.changed:
        files[folder / MAPPINGS_FILE] = workspace.mappings.text().encode()
    links = _led_links(before, {}, iris)
    files |= _links(workspace, after, links, told)
    path, text, told["exception"] = moved_text(folder, before.base, base)
    if told["exception"]:
        files[path] = text.encode()
    files |= _entries(folder, before, replace(after, concepts=concepts))
    if not dry_run:
        write_all(files, folder)
    return Change(files, {how: told[how] for how in MENTIONS if told[how]})


def _cases(
    workspace: Workspace, leads: Mapping[str, Sequence[str]], told: Counter[str]
) -> dict[Path, bytes | None]:
    files: dict[Path, bytes | None] = {}
    for source, cases in sorted(workspace.cases.items()):
        led = [_led(case, leads) for case in cases]
        if led != cases:
            told["open case"] += sum(one != case for one, case in zip(led, cases, strict=True))
            files[cases_path(_folder(workspace), source)] = cases_bytes(led)
    return files


def _led_links(vocabulary: Vocabulary, goes: Mapping[str, Sequence[str]], iris: Leads) -> list[Link]:
    """Return the links to other vocabularies, those of some concepts led to others, each said once."""
    led: dict[tuple[str, str, str, bool], Link] = {}
    for link in vocabulary.links:
        target = iris.get(link.object, link.object) or link.object
        for id_ in goes.get(link.subject, (link.subject,)):
            new = replace(link, subject=id_, object=target)
            key = (id_, link.kind, target, link.is_refused)
            if key not in led or new == link:  # what a concept says itself counts for more
                led[key] = new
    return list(led.values())


def _links(
    workspace: Workspace, after: Vocabulary, links: Sequence[Link], told: Counter[str]
) -> dict[Path, bytes | None]:
    """Return the file of links where it changes."""
    path, before = _folder(workspace) / LINKS_FILE, workspace.vocabulary
    changed = set(before.links).difference(links)
    told["mapping"] += len(changed)
    if not before.links or (not changed and after.base == before.base):
        return {}
    held = Links(read_regular(path, LARGEST_LINKS).decode("utf-8-sig"), after, path)
    return {path: held.text(links, after.label_of).encode()}


def _led(case: Case, leads: Mapping[str, Sequence[str]]) -> Case:
    """Return an open case with other candidates, each once."""
    found: dict[str, Candidate] = {}
    for one in case.match.candidates:
        for id_ in leads.get(one.concept, (one.concept,)):
            found.setdefault(id_, one if id_ == one.concept else replace(one, concept=id_))
    decision = case.match.decision if found else "new"
    return replace(case, match=replace(case.match, decision=decision, candidates=tuple(found.values())))


def _settings(
    workspace: Workspace, leads: Mapping[str, Sequence[str]], told: Counter[str]
) -> dict[Path, bytes | None]:
    path, text, count = settings_text(_folder(workspace), workspace.vocabulary, leads)
    told["exception"] += count
    return {path: text.encode()} if count else {}
