"""`ingest`: from published glossaries to entries."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termgraph.cli.session import SHIPPED, Session, examples, pass_session, write
from termgraph.errors import TermgraphError
from termgraph.files import is_entries_folder, locked, write_text
from termgraph.names import printable
from termgraph.namespaces import data_dir, is_language_tag

if TYPE_CHECKING:
    from termgraph.ingest.run import Ingested, Progress


@click.command(
    short_help="Turn a published glossary into draft entries.",
    epilog=examples(
        "termgraph ingest glossary.md --into my-glossary",
        "termgraph ingest terms.csv --column term=Begriff --into my-glossary",
        "termgraph ingest glossary.txt --dry-run --report report.md",
        "termgraph ingest glossary.txt --dry-run --format json",
    ),
)
@click.argument("documents", nargs=-1, required=True, metavar="DOC...")
@click.option(
    "--source",
    metavar="ID",
    help="What to call the source. Default: as its file; each document is one of its own.",
)
@click.option(
    "--into",
    metavar="FOLDER",
    help="The entries folder; made where there is none. Default: as -V says, else here.",
)
@click.option(
    "--relations",
    type=click.Choice(["none", "stated", "all"]),
    default="stated",
    show_default=True,
    is_flag=False,
    flag_value="all",
    help="Which relations the drafts get. stated: those that the format states, as links, columns of parents and "
    "labelled parts do; all: also what sentences say, as --relations alone means.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; only show what would be done.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json: every record with its match, as ontology/record.schema.json says.",
)
@click.option(
    "--from", "from_", metavar="FORMAT", help="What the documents are. Default: as names and contents say."
)
@click.option(
    "--column", "columns", multiple=True, metavar="ROLE=COLUMN",
    help="For tables: which column is what, by heading, letter or number. May be repeated, also for a role: "
    "term=en and term=de are names in two languages.",
)  # fmt: skip
@click.option(
    "--language",
    metavar="TAG",
    default="",
    help="The language that the documents are in. Default: as they say, else as their names and texts show.",
)
@click.option(
    "--report",
    "report_",
    metavar="FILE",
    help="Where to write the report: .md or .json; - is standard output.",
)
@pass_session
def ingest(  # noqa: PLR0913, PLR0917 (one argument an option)
    session: Session,
    documents: tuple[str, ...],
    source: str | None,
    into: str | None,
    relations: str,
    dry_run: bool,
    format_: str,
    from_: str | None,
    columns: tuple[str, ...],
    language: str,
    report_: str | None,
) -> int:
    """Turn published glossaries into draft entries, matched against the vocabulary.

    A document is plain text, Markdown, reStructuredText, AsciiDoc, LaTeX, HTML, MediaWiki, Org, CSV, TSV, Excel, Word,
    PDF, TBX, XLIFF, PO, DocBook, DITA, OBO, JSON, YAML, TOML, an OmegaT glossary, or SKOS or an ontology in any RDF
    form; a folder of such files; or - for standard input. An entry that the vocabulary has already gets a citation,
    a new term a draft with the document's words as what they are. What is not certain stays open for
    `termgraph reconcile`. Markdown that `termgraph export` wrote comes back as the entries that it was made of.
    """
    from termgraph.ingest import ingest as work_in
    from termgraph.ingest.markdown_report import markdown_report, summary
    from termgraph.ingest.relating import relate
    from termgraph.ingest.report import report
    from termgraph.ingest.workspace import Workspace

    _check_report(report_)
    folder = _folder(session, into, dry_run=dry_run)
    with progress_shown() as progress, locked(folder) if folder and not dry_run else nullcontext():
        progress("reading the vocabulary")
        workspace = Workspace.open(folder) if folder else Workspace(session.open().to_vocabulary())
        found = work_in(
            documents,
            workspace,
            source=source,
            format=from_,
            columns=_columns(columns),
            language=_tag(language),
            progress=progress,
        )
        related = relate((item for one in found for item in one.items), workspace, relations)
        told: Mapping[str, Any] = report(found, workspace, dry_run=dry_run)
        written = [] if dry_run else workspace.write()
    if report_ is not None:
        made = _json(told) if report_.endswith(".json") else markdown_report(told)
        if report_ == "-":
            write(made.encode(), None)
        else:
            write_text(Path(report_), made)
            session.say(f"wrote {report_}")
    if format_ == "json":
        write(_records(found, several=len(documents) > 1), None)
    elif report_ != "-":
        click.echo(summary(told))
    nothing = _tell_documents(session, found)
    if not dry_run:
        if related:
            plural = "s" if related > 1 else ""
            session.say(f"{related:,} relation{plural} between drafts (--relations {relations})")
        said = f"wrote {len(written):,} file{'' if len(written) == 1 else 's'} in {workspace.folder}"
        session.say(said if written else "nothing has changed")
        still_open = sum(map(len, workspace.cases.values()))
        if still_open:
            session.say(f"{still_open:,} open: termgraph reconcile {workspace.folder}")
    return int(nothing == len(found))


def _records(found: Sequence[Ingested], *, several: bool) -> bytes:
    """Return the records of documents, with their matches, as JSON."""
    import json

    from termgraph.ingest import dropped_object, record_object

    records = []
    for one in found:
        made = [
            *(record_object(item.record, item.match, next(iter(item.entries), None)) for item in one.items),
            dropped_object(one.reading),
        ]
        path = one.reading.path if several else ""
        records += [{**record, "path": record["path"] or path} for record in made if record]
    return (json.dumps(records, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def _tell_documents(session: Session, found: Sequence[Ingested]) -> int:
    """Say which documents go by another name, and in which no entry was found; return how many those are."""
    for one in found:
        if one.beside:
            session.notice(
                f"'{one.beside}' is the source of another document: {one.reading.path} is '{one.source.id}'; "
                f"where it is the same and has moved, say --source {one.beside}"
            )
    nothing = [one.reading.path or one.source.id for one in found if not one.found_any]
    for path in nothing:
        session.say(
            f"no entry was found in {path} (--from FORMAT says what it is, --column which column is what)"
        )
    return len(nothing)


def _folder(session: Session, into: str | None, *, dry_run: bool) -> Path | None:
    """Return the entries folder to work into, or None in a dry run with any other vocabulary."""
    if into is not None:
        return Path(into)
    named = session.sources
    if len(named) == 1 and (not dry_run or Path(named[0]).is_dir()):
        return session.folder(new=True)
    if not named and is_entries_folder(Path()):
        return Path()
    if not dry_run:
        hint = "say where to: termgraph ingest … --into FOLDER"
        raise TermgraphError("no entries folder is given", hint=hint)
    return None if named else data_dir() / SHIPPED


def _check_report(report: str | None) -> None:
    if report is not None and report != "-" and not report.endswith((".md", ".markdown", ".json")):
        raise click.UsageError("--report: the file's name must end in .md or .json")


def _tag(language: str) -> str:
    if language and not is_language_tag(language):
        raise click.UsageError(f"--language: '{language}' is no language tag, for example en, de or pt-BR")
    return language


def _columns(columns: tuple[str, ...]) -> dict[str, list[str]] | None:
    """Return which columns are what: "term=Begriff" -> {"term": ["Begriff"]}."""
    found: dict[str, list[str]] = {}
    for one in columns:
        role, sign, column = one.partition("=")
        if not sign or not role.strip() or not column.strip():
            raise click.UsageError(f"--column: '{one}' is not ROLE=COLUMN, for example term=A")
        found.setdefault(role.strip().lower(), []).append(column.strip())
    return found or None


def _json(told: Mapping[str, Any]) -> str:
    import json

    text = json.dumps(told, indent=2, ensure_ascii=False) + "\n"
    return text.encode("utf-8", "replace").decode()


@contextmanager
def progress_shown() -> Iterator[Progress]:
    """Show on a terminal, on standard error, what is being done when it takes more than a second."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda text: None
        return
    begun = time.monotonic()

    def show(text: str) -> None:
        if time.monotonic() - begun > 1:
            sys.stderr.write(f"\r\x1b[K{printable(text)[:76]} …")
            sys.stderr.flush()

    try:
        yield show
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
