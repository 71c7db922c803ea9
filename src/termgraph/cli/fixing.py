"""`fix`: mend what `check` finds and what needs no judgement."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termgraph.cli.session import Session, busy, examples, pass_session, write
from termgraph.errors import TermgraphError
from termgraph.files import is_entries_folder, locked_unless, write_all

if TYPE_CHECKING:
    from collections.abc import Collection

    from termgraph.check import Report
    from termgraph.fix import Fixed
    from termgraph.skos import Thesaurus

# Spelled out rather than taken from `fix`, which would import the engine; a test holds them equal.
POLICIES = ("shortest", "longest", "lowercase", "first")


@click.command(
    short_help="Fix what needs no judgement; say what does.",
    epilog=examples(
        "termgraph fix thesaurus.ttl --dry-run",
        "termgraph fix thesaurus.ttl -o better.ttl",
        "termgraph fix thesaurus.rdf --select label-overlap,one-way > better.rdf",
        "termgraph -V my-glossary fix",
    ),
)
@click.argument("source", required=False)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    help="Where to write RDF; its name tells the format, else it is the source's. Default: standard output.",
)
@click.option("--select", multiple=True, metavar="RULES", help="Only these: ids, groups or qSKOS's ids.")
@click.option(
    "--dry-run", is_flag=True, help="Only print what would be changed; exit with 1 where something would be."
)
@click.option(
    "--pref-policy",
    type=click.Choice(POLICIES),
    default="shortest",
    show_default=True,
    help="Which of several preferred names stays: the shortest, the longest, one in lower case, or the first in"
    " the alphabet. The others become alternative names.",
)
@click.option(
    "--break-cycles",
    is_flag=True,
    help="Break cycles of the hierarchy as well: of each, the step that leads back up when one walks down from its"
    " top concept, or from its first concept by IRI.",
)
@click.option(
    "--remove-redundant",
    is_flag=True,
    help="Remove redundant steps of the hierarchy as well: those that skip a level which is there.",
)
@pass_session
def fix(
    session: Session,
    /,
    source: str | None,
    output: str | None,
    select: tuple[str, ...],
    dry_run: bool,
    **asked: Any,
) -> int:
    """Fix what `check` finds and what needs no judgement, and say what is left for people.

    RDF is written anew, to standard output or to the file that -o names, which may be the source itself. The
    entries of a folder are changed where they are. No name is ever lost, nothing above or below a concept goes unless
    that is asked for, and a second run changes nothing.
    """
    from termgraph.check import check
    from termgraph.check.run import severities
    from termgraph.check.settings import settings_of, with_decisions
    from termgraph.fix.diff import diff_text

    session = _on_one(session, source)
    place = Path(session.sources[0])
    with locked_unless(dry_run or not is_entries_folder(place), place):
        thesaurus = session.open()
        if thesaurus.folders and output is not None:
            raise click.UsageError("the entries of a folder are changed where they are; leave -o out")
        session.weigh(1, thesaurus)
        with busy("fixing"):
            fixed = thesaurus.fix(select=select, **asked)
            settings = settings_of(thesaurus)
            report = check(fixed.thesaurus, settings=settings, select=select, places=False)
        undecided = with_decisions(settings, thesaurus).options.undecided
        if "decision-dangling" not in severities(settings.profile or "default", settings, select, ()):
            undecided = ()
        if dry_run:
            click.echo(diff_text(fixed), nl=False)
        elif thesaurus.folders:
            _write_entries(session, thesaurus, fixed, undecided)
        else:
            _write_rdf(session, thesaurus, fixed, output)
    _tell(session, fixed, report, dry_run=dry_run, undecided=len(undecided))
    return int(dry_run and (fixed.differs or bool(undecided)))


def _on_one(session: Session, source: str | None) -> Session:
    """Return the session for the one source to fix: the one that is named, or the entries folder that we stand in."""
    named = (source,) if source is not None else session.sources
    if len(named) > 1:
        raise TermgraphError("several vocabularies are given, and this works on one", hint="name one SOURCE")
    if not named and not is_entries_folder(Path()):
        raise TermgraphError("no vocabulary is given", hint="say which: termgraph fix SOURCE")
    return session.on(*(named or ("",)))


def _write_rdf(session: Session, thesaurus: Thesaurus, fixed: Fixed, output: str | None) -> None:
    from termgraph.fix.rdf import rdf_bytes

    to_file = output is not None and output != "-"
    if to_file and not fixed.differs and _is_source(thesaurus, Path(str(output))):
        return
    with busy("writing"):
        write(rdf_bytes(fixed.thesaurus, output if to_file else None, notice=session.notice), output)
    if to_file:
        session.say(f"wrote {output}")


def _is_source(thesaurus: Thesaurus, path: Path) -> bool:
    return [file.resolve() for file in thesaurus.files] == [path.resolve()]


def _write_entries(session: Session, thesaurus: Thesaurus, fixed: Fixed, undecided: Collection[Any]) -> None:
    from termgraph.fix.folder import decision_files, entry_files

    (folder,) = thesaurus.folders
    texts = entry_files(folder, thesaurus, fixed)
    files = {path: text.encode() for path, text in texts.items()} | decision_files(folder, undecided)
    for path in write_all(files, folder):
        session.say(f"wrote {path}")


def _tell(session: Session, fixed: Fixed, report: Report, *, dry_run: bool, undecided: int) -> None:
    """Say how much was changed for which rule, and what is left for people."""
    from itertools import groupby

    from termgraph.check.reports.text import summary
    from termgraph.fix.diff import counted

    if not fixed.differs and not undecided:
        session.say("nothing to fix")
    if undecided:
        what = f"{undecided:,} decision{'' if undecided == 1 else 's'} left out"
        session.say(f"{'would fix' if dry_run else 'fixed'} decision-dangling: {what}")
    for rule, changes in groupby(fixed.changes, key=lambda change: change.rule):
        session.say(f"{'would fix' if dry_run else 'fixed'} {rule}: {counted(list(changes))}")
    if report.findings:
        session.say(f"left for people to decide: {summary(report, lambda text, _: text)}")
    for id_, count in report.counts["rules"].items():
        rule = report.rules[id_]
        session.say(f"  {id_} ({count:,})  {rule.title}\n    → {rule.todo}")
        if session.verbosity > 0:
            for finding in report.findings:
                if finding.rule == id_:
                    session.say(f"    <{finding.subject}> {finding.message}")
