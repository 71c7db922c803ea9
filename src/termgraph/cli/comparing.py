"""`diff` and `apply`: what has changed between two versions of a vocabulary, and changes made once more."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from termgraph.cli.choices import Registered
from termgraph.cli.session import Session, busy, examples, pass_session, write
from termgraph.errors import TermgraphError

if TYPE_CHECKING:
    from termgraph.api import TermGraph
    from termgraph.diff import Difference

_COLOURS = {"removed": "red", "added": "green", "breaking": "yellow"}


@click.command(
    short_help="Say what has changed between two versions of a vocabulary.",
    epilog=examples(
        "termgraph diff old.ttl new.ttl",
        "termgraph diff my-glossary@v1.0 my-glossary --format markdown",
        "termgraph diff my-glossary@HEAD~1 my-glossary --fail-on breaking",
        "termgraph diff old.ttl new.ttl --format kgcl -o changes.kgcl",
    ),
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "-f",
    "--format",
    "format_",
    type=Registered("termgraph.diff.reports:REPORTS"),
    default="text",
    show_default=True,
    help="As text, Markdown for a changelog, JSON for programs, or KGCL for `apply`.",
)
@click.option("-o", "--output", metavar="FILE", help="Write it to a file.")
@click.option(
    "--fail-on",
    type=click.Choice(["breaking", "any", "never"]),
    default="never",
    show_default=True,
    help="Exit with 1 where something breaks what others have made, or differs at all.",
)
@pass_session
def diff(session: Session, old: str, new: str, format_: str, output: str | None, fail_on: str) -> int:
    """Say what has changed between two versions of a vocabulary, or differs between any two.

    OLD and NEW are sources as those of -V; SOURCE@REVISION is what stood there in git, which is only read. Statements
    are compared to the letter. What no change tells of is counted as other statements, by property; with -v all are
    listed, and all changes of a kind rather than ten.

    It breaks what others have made where an IRI is gone without a word of what replaces it, or where the preferred name
    or the notation of one concept means another one now.
    """
    before = session.on(old).open()
    after = session.on(new, base=_shared_base(before)).open()
    session.weigh(0.4, before, after)
    with busy("comparing"):
        found = before.diff(after)
    _print(session, found, format_, output)
    return int(bool(found.breaking if fail_on == "breaking" else found) and fail_on != "never")


def _shared_base(store: TermGraph) -> str | None:
    """Return what a file's relative IRIs were resolved against, so that another file's mean the same."""
    address = store.address or ""
    is_relative = address.startswith("file:") and any(one.startswith(address) for one in store.concepts)
    return address if is_relative else None


def _print(session: Session, found: Difference, format_: str, output: str | None) -> None:
    from termgraph.diff.reports import REPORTS, text_report
    from termgraph.diff.reports.text import FEW

    to_file = output is not None and output != "-"
    if format_ == "text" and not to_file:
        most = None if session.verbosity > 0 else FEW
        click.echo(text_report(found, most=most, style=_styled), nl=False)
        return
    write(REPORTS[format_](found).encode(errors="backslashreplace"), output)
    if format_ == "kgcl":
        from termgraph.diff.kgcl_writing import unsaid

        for line in unsaid(found, every=session.verbosity > 0):
            session.say(line)
    if to_file:
        session.say(f"wrote {output}")


def _styled(text: str, name: str) -> str:
    return click.style(text, bold=True) if name == "title" else click.style(text, fg=_COLOURS[name])


@click.command(
    short_help="Apply changes in KGCL to a vocabulary.",
    epilog=examples(
        "termgraph apply old.ttl changes.kgcl -o new.ttl",
        "termgraph apply old.ttl - -o new.ttl <changes.kgcl",
    ),
)
@click.argument("old", metavar="OLD")
@click.argument("changes", metavar="CHANGES")
@click.option(
    "-f",
    "--format",
    "format_",
    type=Registered("termgraph.export:RDF"),
    help="Of what is written. Default: as the file's name says, else turtle.",
)
@click.option("-o", "--output", metavar="FILE", help="Where to write it. Default: standard output.")
@pass_session
def apply(session: Session, old: str, changes: str, format_: str | None, output: str | None) -> int:
    """Apply changes in KGCL, a command a line, to OLD, and write what it becomes as RDF; OLD stays as it is.

    CHANGES is a file, or - for standard input. All commands have to fit, or nothing is written. Of an entries folder
    RDF is written too: what people edit is changed by them, or by `rename`, `merge`, `split` and `deprecate`.
    """
    if old == changes == "-":
        raise click.UsageError("standard input is either the vocabulary or the changes")
    commands = _text(changes)
    store = session.on(old).open()
    with busy("applying"):
        made = store.applied(commands, changes)
        if output is None or output == "-":
            write(made.serialize(format_ or "turtle"), output)
            return 0
        made.export(output, format_)
    session.say(f"wrote {output}")
    return 0


def _text(name: str) -> str:
    from termgraph.files import read_regular

    data = sys.stdin.buffer.read() if name == "-" else read_regular(Path(name))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TermgraphError("is no text in UTF-8", name) from None
