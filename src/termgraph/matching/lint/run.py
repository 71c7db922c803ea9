"""Looks through documents for names that are better not used so, and mends what is safe to mend."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from termgraph.check.finding import Finding, Severity
from termgraph.check.report import Report
from termgraph.check.rule import Rule
from termgraph.errors import TermgraphError
from termgraph.extras import MissingLibraryError
from termgraph.matching.edits import Edit, write_edits
from termgraph.matching.judging import Judge
from termgraph.matching.lint.changed import Changed
from termgraph.matching.lint.page import Page, Spotted
from termgraph.matching.lint.rules import LINTS
from termgraph.matching.lint.settings import LintSettings, rules_meant
from termgraph.matching.lint.silenced import Silenced
from termgraph.matching.prose import Prose, open_prose
from termgraph.store.record import no_collecting

#: What stands in a report for a document that cannot be read; no settings switch it off.
UNREADABLE = Rule(
    id="unreadable",
    title="A document that cannot be read",
    why="Nothing is known of the names in it.",
    todo="Mend it, or leave it out.",
    severity=Severity.ERROR,
    sources=("termgraph",),
    good="",
    bad="",
)


class _Told(NamedTuple):
    """What is told of a document: a finding, and the edit that mends it."""

    finding: Finding
    edit: Edit | None


class Linter:
    """Looks through documents.

    Args:
        judge: knows what is to be said of names.
        settings: severities and exceptions of the project.
        select: the rules to run; none for all that count.
        ignore: the rules to leave out.

    Raises:
        TermgraphError: for an unknown rule.

    >>> from termgraph.matching.lint.rules import EXAMPLE
    >>> from termgraph.matching.prose import prose_of
    >>> from termgraph.skos import Thesaurus
    >>> linter = Linter(Judge(Thesaurus.from_text(EXAMPLE)))
    >>> [finding.message for finding in linter.look(prose_of("A normal distribution.", "a.md"))]
    ['“normal distribution” misleads; clearer is “Gaussian distribution”: nothing about the others is abnormal']
    """

    def __init__(
        self,
        judge: Judge,
        settings: LintSettings | None = None,
        select: Collection[str] = (),
        ignore: Collection[str] = (),
    ) -> None:
        self.judge = judge
        self.settings = settings or LintSettings()
        self.severities = dict(self._heeded(rules_meant(list(select)), rules_meant(list(ignore))))
        self.excepted = 0

    def _heeded(self, selected: set[str], ignored: set[str]) -> Iterator[tuple[str, Severity]]:
        for id_, check in LINTS.items():
            severity = self.settings.severities.get(id_, check.rule.severity)
            if severity is None and id_ in selected:
                severity = check.rule.severity or Severity.WARNING
            if severity is not None and id_ not in ignored and (not selected or id_ in selected):
                yield id_, severity

    def look(self, prose: Prose, lines: Collection[int] | None = None) -> list[Finding]:
        """Return what is found in a document, in the order of its lines.

        Args:
            prose: the document.
            lines: the lines to look at; None for all.
        """
        return [told.finding for told in self._told(prose, lines)]

    def fix(self, prose: Prose, lines: Collection[int] | None = None) -> bool:
        """Mend what is safe to mend in a file, and tell whether anything was.

        Raises:
            TermgraphError: where it cannot be written, or has changed since it was read.
        """
        edits = [told.edit for told in self._told(prose, lines) if told.edit]
        if edits:
            write_edits(prose, edits)
        return bool(edits)

    @no_collecting()
    def _told(self, prose: Prose, lines: Collection[int] | None) -> list[_Told]:
        page, silenced = Page(prose, self.judge), Silenced(prose.file)
        told = []
        for rule, severity in self.severities.items():
            for spotted in LINTS[rule].look(page):
                place = prose.place(spotted.match.start)
                if (lines is not None and place.line not in lines) or silenced.holds(place.line, rule):
                    continue
                if any(one.covers(rule, spotted, prose.path) for one in self.settings.exceptions):
                    self.excepted += 1
                    continue
                told.append(_told(rule, severity, spotted, prose))
        return sorted(
            told, key=lambda one: (one.finding.line or 0, one.finding.column or 0, one.finding.rule)
        )


def _told(rule: str, severity: Severity, spotted: Spotted, prose: Prose) -> _Told:
    match, place = spotted.match, prose.place(spotted.match.start)
    can_be_mended = spotted.instead and not prose.parts  # what has no lines is only read
    edit = Edit(match.start, match.end, spotted.instead) if can_be_mended else None
    finding = Finding(
        rule=rule,
        severity=severity,
        subject=None if match.is_ambiguous else match.concepts[0],
        message=spotted.message,
        values=(match.text, *spotted.names),
        file=prose.path,
        line=place.line,
        fixable=edit is not None,
        column=place.column,
        part=place.part,
    )
    return _Told(finding, edit)


def lint(
    linter: Linter,
    paths: Iterable[str],
    *,
    diff: str | None = None,
    fix: bool = False,
    format: str | None = None,
    progress: Callable[[float], None] = lambda _: None,
) -> Report:
    """Return a report on the names in documents.

    Args:
        linter: what looks through them.
        paths: the documents; `-` is standard input.
        diff: look only at lines that are new since this revision of git.
        fix: mend what is safe to mend, and report what is left.
        format: the format of all of them; what their names mean where it is None.
        progress: told which share of them is done.

    Raises:
        TermgraphError: where git is not there, or knows no such revision.
    """
    documents, changed = list(paths), Changed(diff) if diff is not None else None
    found: list[Finding] = []
    for number, path in enumerate(documents):
        lines = changed.lines(path) if changed and path != "-" else None
        try:
            found += _looked(linter, path, lines, format, fix=fix and path != "-")
        except MissingLibraryError:
            raise
        except TermgraphError as error:
            found.append(_unread(path, error))
        progress((number + 1) / len(documents))
    return _report(found, linter.excepted)


def _looked(
    linter: Linter, path: str, lines: Collection[int] | None, format: str | None, *, fix: bool
) -> list[Finding]:
    """Return what is found in a file, of which what is safe to mend was mended where that is asked for."""
    prose = open_prose(path, format)
    if fix and linter.fix(prose, lines):
        prose = open_prose(path, format)
    return linter.look(prose, lines)


def _unread(path: str, error: TermgraphError) -> Finding:
    """Return the finding for a document that cannot be read or written: the others are looked through all the same."""
    said = f"{error.message} ({error.hint})" if error.hint else error.message
    return Finding(UNREADABLE.id, Severity.ERROR, None, said, (), error.path or path, error.line or 1)


def _report(found: list[Finding], excepted: int) -> Report:
    found.sort(key=lambda one: (-one.severity, one.rule, one.file or "", one.line or 0, one.column or 0))
    rules: Mapping[str, bool] = {one.rule: True for one in found}
    return Report(
        findings=tuple(found),
        consistent=True,
        excepted=excepted,
        rules={id_: LINTS[id_].rule if id_ in LINTS else UNREADABLE for id_ in rules},
        labels={},
        profile="default",
        about="documents",
    )
