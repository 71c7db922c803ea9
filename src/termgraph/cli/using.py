"""Verbs for names in use: `lint` looks through documents for names that are better not used so."""

from __future__ import annotations

from typing import Any

import click

from termgraph.cli.checking import print_report, status_of
from termgraph.cli.choices import Registered
from termgraph.cli.session import Session, busy, examples, pass_session

_FORMATS = ("text", "json", "sarif", "github")


@click.command(
    short_help="Find names in documents that mislead or are out of use.",
    epilog=examples(
        "termgraph lint README.md docs/",
        "termgraph -V my-glossary lint docs/ --diff origin/main --format github",
        "termgraph lint thesis.tex --ignore several-names --fix",
        more="In a document, `termgraph-lint: off` in a comment holds up to `on`, `skip` for a line;\n"
        "either may be followed by rules. lint.yaml has severities and exceptions.",
    ),
)
@click.argument("documents", metavar="[DOC]...", nargs=-1)
@click.option("--diff", metavar="REV", help="Only lines that are new since this revision of git.")
@click.option("--fix", is_flag=True, help="Correct known misspellings in the files.")
@click.option("--from", "format", type=Registered("termgraph.matching.prose:PROSE"), help="The format of the documents.")
@click.option("--lang", metavar="TAG", help="The language of the texts. Default: names in all languages.")
@click.option("--settings", metavar="FILE", help="Severities and exceptions. Default: ./lint.yaml.")
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules.")
@click.option("--ignore", multiple=True, metavar="RULES", help="All but these.")
@click.option(
    "--fail-on",
    type=Registered("termgraph.check.finding:SEVERITIES", more=["never"]),
    default="warning",
    show_default=True,
    help="Exit with 1 from this severity on.",
)
@click.option("-f", "--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="Write the report to a file.")
@click.option("--list", "list_", is_flag=True, help="List the rules.")
@pass_session
def lint(
    session: Session,
    /,
    documents: tuple[str, ...],
    fail_on: str,
    form: str,
    output: str | None,
    list_: bool,
    **asked: Any,
) -> int:
    """Find names in running text that mislead, are ambiguous, misspelt or out of use, with what to say instead.

    Reads Markdown, reStructuredText, HTML, LaTeX, notebooks, plain text, and the comments and docstrings of Python;
    of a folder, all of these. Code, links' targets, quotations and formulas are not looked at.
    """
    if list_:
        _list()
        return 0
    if not documents:
        raise click.UsageError("Missing argument 'DOC...'.")
    with busy("looking through documents") as done:
        report = session.open().lint(documents, progress=done, **asked)
    print_report(session, report, form, output)
    return status_of(report, fail_on)


def _list() -> None:
    from termgraph.matching.lint.rules import LINTS

    for id_, one in LINTS.items():
        click.echo(f"{id_:<26} {one.rule.severity or 'off'!s:<8} {one.rule.title}")
