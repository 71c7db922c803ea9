"""`check`: every way a vocabulary can be wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termgraph.cli.choices import Registered
from termgraph.cli.session import Session, busy, examples, pass_session, write
from termgraph.errors import Problems, TermgraphError
from termgraph.files import write_pieces

if TYPE_CHECKING:
    from termgraph.check import Report

EXIT_BAD_INPUT = 3
_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}


@click.command(
    short_help="Check a vocabulary: what is wrong, where, and what to do.",
    epilog=examples(
        "termgraph -V thesaurus.ttl check",
        "termgraph check thesaurus.ttl --select skos,cycle --format json",
        "termgraph -V my-glossary check --profile strict --fail-on warning",
        "termgraph check new.ttl --against old.ttl",
        "termgraph check thesaurus.ttl --shapes house-rules.ttl",
    ),
)
@click.argument("sources", metavar="[SOURCE]...", nargs=-1)
@click.option(
    "--profile",
    type=Registered("termgraph.check.profiles:PROFILES"),
    help="Whom the vocabulary is for. Default: default.",
)
@click.option(
    "--settings",
    "settings",
    metavar="FILE",
    help="Severities, exceptions and thresholds. Default: the check.yaml beside the vocabulary.",
)
@click.option("--select", multiple=True, metavar="RULES", help="Only these: ids, groups or qSKOS's ids.")
@click.option("--ignore", multiple=True, metavar="RULES", help="All but these.")
@click.option(
    "--fail-on",
    type=Registered("termgraph.check.finding:SEVERITIES", more=["never"]),
    default="error",
    show_default=True,
    help="Exit with 1 from this severity on.",
)
@click.option(
    "-f",
    "--format",
    "format_",
    type=Registered("termgraph.check.reports:REPORTS"),
    default="text",
    show_default=True,
)
@click.option("-o", "--output", metavar="FILE", help="Write the report to a file.")
@click.option("--against", metavar="OLD", help="An earlier version: whose concepts are gone?")
@click.option("--shapes", metavar="FILE", help="SHACL shapes of your own, to be run as well.")
@click.option("--links", is_flag=True, help="Ask the web whether links can be reached; slow, and politely.")
@click.option(
    "--links-private",
    is_flag=True,
    help="The same, also of addresses of this machine and its network, and through a proxy.",
)
@click.option("--list", "list_", is_flag=True, help="List the rules.")
@pass_session
def check(
    session: Session,
    /,
    sources: tuple[str, ...],
    fail_on: str,
    format_: str,
    output: str | None,
    against: str | None,
    shapes: str | None,
    list_: bool,
    **asked: Any,
) -> int:
    """Check a vocabulary, which is only read, and say what is wrong, where, and what to do about it.

    With -v all findings of a rule are shown rather than ten.
    """
    if list_:
        _list()
        return 0
    if sources:
        session = session.on(*sources)
    try:
        store = session.open(tolerant=True)
    except TermgraphError as error:
        _unreadable(session, error, format_, output)
        raise
    old, own = (None if name is None else session.on(name).open() for name in (against, shapes))
    if own is not None:  # which pyshacl asks of all that there is
        session.weigh(0.7, store)
    asks = asked["links"] or asked["links_private"]
    with busy("asking the web, and checking" if asks else "checking") as done:
        statistics = format_ == "markdown"
        report = store.check(against=old, shapes=own, statistics=statistics, progress=done, **asked)
    print_report(session, report, format_, output)
    return status_of(report, fail_on)


def status_of(report: Report, fail_on: str) -> int:
    """Return the exit status for a report: 1 where something is as bad as what is to fail."""
    from termgraph.check import Severity

    worst = report.worst()
    return int(fail_on != "never" and worst is not None and worst >= Severity.parse(fail_on))


def print_report(session: Session, report: Report, format_: str, output: str | None) -> None:
    """Print a report in a form, or write it to a file."""
    from termgraph.check.reports import in_pieces
    from termgraph.check.reports.text import FEW, text_lines

    most = None if session.verbosity > 0 else FEW
    if output is not None and output != "-":
        pieces = in_pieces(report, format_, most)
        write_pieces(Path(output), (piece.encode(errors="backslashreplace") for piece in pieces))
        session.say(f"wrote {output}")
    elif format_ == "text":
        for line in text_lines(report, most, _styled):
            click.echo(line)
    else:
        for piece in in_pieces(report, format_, most):
            write(piece.encode(errors="backslashreplace"), None)


def _styled(text: str, name: str) -> str:
    return click.style(text, dim=True) if name == "dim" else click.style(text, fg=_COLOURS[name], bold=True)


def _unreadable(session: Session, error: TermgraphError, format_: str, output: str | None) -> None:
    """Write the report on a source that cannot be read: its one finding, for programs that wait for a report."""
    if format_ == "text":
        return
    from termgraph.check.run import unreadable

    errors = error.problems if isinstance(error, Problems) else (error,)
    print_report(session, unreadable(errors), format_, output)


def _list() -> None:
    from termgraph.check.rules import all_checks

    for id_, one in all_checks().items():
        severity = one.rule.severity or "off"
        click.echo(f"{id_:<22} {severity!s:<8} {one.group:<10} {one.rule.title}")
