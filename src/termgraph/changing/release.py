"""A release of an entries folder: checked, numbered, and told of in a changelog by what changed since the last one."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from termgraph.check import check
from termgraph.check.settings import settings_of, with_decisions
from termgraph.diff import Difference, compare
from termgraph.diff.reports import markdown_report
from termgraph.entries.rewriting import rewritten_vocabulary
from termgraph.errors import Problems, TermgraphError
from termgraph.files import VOCABULARY_FILE, locked_unless, write_all
from termgraph.ingest.workspace import Workspace
from termgraph.model import Vocabulary
from termgraph.skos import Thesaurus
from termgraph.store.revision import tags

CHANGELOG = "CHANGELOG.md"
_VERSION = re.compile(r"\d[\w.+-]*")
_SECTION = re.compile(r"^## +\[?(?P<name>[^\]\s]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Release:
    """A release that was made, or would be.

    Attributes:
        version: what it is called.
        since: the revision of the release before; None for the first.
        files: what files hold now.
        difference: what has changed since then; None for the first.
        commands: what is left to do in git.
    """

    version: str
    since: str | None
    files: Mapping[Path, bytes]
    difference: Difference | None
    commands: tuple[str, ...]


def release(
    now: Thesaurus,
    folder: Path,
    version: str,
    *,
    since: str | None = None,
    day: str | None = None,
    dry_run: bool = False,
) -> Release:
    """Make a release of an entries folder: its version, its date, and a section of the changelog. Git is only read.

    Args:
        now: what was read from the folder.
        folder: the entries folder.
        version: what it is to be called, such as 1.2.0.
        since: the revision of the release before; None for the newest tag that has the folder.
        day: the date, as 2026-11-29; None for today.
        dry_run: write nothing.

    Raises:
        TermgraphError: for a version that is none or was released, a date that is none, errors that `check` finds, and
            a revision that there is not.
        Problems: with each id that was published and is gone.
    """
    on = _day(day)
    before, tag = _last(folder, since)
    _expect_new(version, before, folder)
    _expect_order(now)
    found = None if before is None else compare(before, now)
    if found is not None:
        _expect_ids(found, tag or "")
    with locked_unless(dry_run, folder):
        vocabulary = Workspace.open(folder).vocabulary
        after = _numbered(vocabulary, before, version, on)
        text = rewritten_vocabulary(folder / VOCABULARY_FILE, vocabulary, after)
        files = {
            folder / VOCABULARY_FILE: text.encode(),
            folder / CHANGELOG: _changelog(folder, version, on, _told(now, found)).encode(),
        }
        if not dry_run:
            write_all(files, folder)
    commands = tuple(_commands(folder, vocabulary.title, version, before, tag))
    return Release(version, tag, files, found, commands)


def _day(given: str | None) -> str:
    try:
        return (date.fromisoformat(given) if given else date.today()).isoformat()
    except ValueError:
        raise TermgraphError(f"'{given}' is no date", hint="write it as 2026-11-29") from None


# What was released before


def _last(folder: Path, since: str | None) -> tuple[Thesaurus | None, str | None]:
    """Return the release before, and its revision; None for the first."""
    if since is not None:
        return _at(folder, since), since
    for tag in tags(folder):
        try:
            return _at(folder, tag), tag
        except TermgraphError:  # the folder was not there yet, or was none of entries
            continue
    return None, None


def _at(folder: Path, revision: str) -> Thesaurus:
    return Thesaurus.open(f"{folder.resolve()}@{revision}")


def _version_of(store: Thesaurus) -> str | None:
    return store.frame().version


# What a release asks for


def _expect_new(version: str, before: Thesaurus | None, folder: Path) -> None:
    if not _VERSION.fullmatch(version):
        raise TermgraphError(f"'{version}' is no version", hint="such as 1.2.0")
    last = None if before is None else _version_of(before)
    if last is not None and _rank(version) <= _rank(last):
        raise TermgraphError(f"version {version} is not after {last}, which was released")
    path = folder / CHANGELOG
    if path.exists() and version in {one["name"] for one in _SECTION.finditer(path.read_text("utf-8"))}:
        raise TermgraphError(f"version {version} has a section already", path)


def _rank(version: str) -> tuple[list[int], bool, str]:
    """Return what versions are ordered by: their numbers, then what is no trial, as Semantic Versioning has it."""
    numbers, sign, trial = version.partition("+")[0].partition("-")
    return [int(part) for part in re.findall(r"\d+", numbers)], not sign, trial


def _expect_order(now: Thesaurus) -> None:
    report = check(now, settings=with_decisions(settings_of(now), now), places=False)
    errors = report.counts["error"]
    if errors:
        what = "1 error in it" if errors == 1 else f"{errors:,} errors in it"
        raise TermgraphError(
            f"there is {what}" if errors == 1 else f"there are {what}", hint="`termgraph check` tells them"
        )


def _expect_ids(found: Difference, tag: str) -> None:
    gone = [change for change in found.changes if change.kind in ("removed", "renamed") and change.breaking]
    if gone:
        hint = "bring them back as deprecated: what was published stays, as others may refer to it"
        raise Problems(
            [TermgraphError(f"{found.curie(one.node)} was in {tag} and is gone") for one in gone], hint
        )


# What it writes


def _numbered(vocabulary: Vocabulary, before: Thesaurus | None, version: str, day: str) -> Vocabulary:
    prior = None if before is None else before.frame()
    last = None if prior is None else prior.version_iri or (prior.version and _iri(prior.base, prior.version))
    return replace(
        vocabulary,
        version=version,
        version_iri=_iri(vocabulary.base, version),
        prior_version=last or None,
        modified=day,
    )


def _iri(base: str, version: str) -> str:
    return f"{base}version/{version}"


def _told(now: Thesaurus, found: Difference | None) -> str:
    if found is None:
        return f"First release: {len(now.concepts):,} concepts.\n"
    return markdown_report(found, level=3)


def _changelog(folder: Path, version: str, day: str, told: str) -> str:
    """Return the changelog with a section for the release, before those of others; what is unreleased stays on top."""
    path = folder / CHANGELOG
    text = path.read_text("utf-8") if path.exists() else "# Changelog\n"
    section = f"## {version} - {day}\n\n{told}"
    older = (one.start() for one in _SECTION.finditer(text) if one["name"].lower() != "unreleased")
    at = next(older, None)
    if at is None:
        return f"{text.rstrip()}\n\n{section}"
    return f"{text[:at]}{section}\n{text[at:]}"


def _commands(
    folder: Path, title: str, version: str, before: Thesaurus | None, tag: str | None
) -> Iterator[str]:
    """Yield what to do in git; the tag is called as the last one was."""
    last = None if before is None else _version_of(before)
    lead = tag.removesuffix(last) if tag and last and tag.endswith(last) else "v"
    message, here = shlex.quote(f"{title} {version}"), shlex.quote(str(folder))
    yield f"git -C {here} add ."
    yield f"git -C {here} commit -m {message}"
    yield f"git -C {here} tag -a {shlex.quote(lead + version)} -m {message}"
