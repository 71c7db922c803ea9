"""Verbs for names in use: `link` leads from them to their terms, `lint` finds those that are better not used so.

`usage` counts them and finds what has no term yet, `annotate` marks them in corpora.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termgraph.cli.checking import print_report, status_of
from termgraph.cli.choices import Registered
from termgraph.cli.session import Session, busy, examples, pass_session, width, write

if TYPE_CHECKING:
    from termgraph.matching.linking import Linked
    from termgraph.matching.usage import Usage

_FORMATS = ("text", "json", "sarif", "github")


@click.command(
    short_help="Find names in documents that mislead or are out of use.",
    epilog=examples(
        "termgraph lint README.md docs/",
        "termgraph -V my-glossary lint docs/ --diff origin/main -f github",
        "termgraph lint thesis.tex --ignore several-names --fix",
    ),
)
@click.argument("documents", metavar="[DOC]...", nargs=-1)
@click.option("--diff", metavar="REV", help="Only lines that are new since this revision of git.")
@click.option("--fix", is_flag=True, help="Correct known misspellings in the files.")
@click.option(
    "--from", "format", type=Registered("termgraph.matching.prose:PROSE"), help="The format of the documents."
)
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

    Reads Markdown, reStructuredText, AsciiDoc, HTML, LaTeX, notebooks, Word, PDF, plain text, and the comments of
    sources; of a folder, all of these. Code, links' targets, quotations and formulas are not looked at.

    In a document, `termgraph-lint: off` in a comment holds up to `on`, `skip` for a line; either may be followed by
    rules. lint.yaml has severities and exceptions.
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


@click.command(
    short_help="Link the terms in documents to their pages.",
    epilog=examples(
        "termgraph link README.md",
        "termgraph -V birds link docs/ --to https://example.org/ --in-place",
        "termgraph link chapter.rst --each page -o linked/",
    ),
)
@click.argument("documents", metavar="DOC...", nargs=-1, required=True)
@click.option(
    "--to", metavar="URL", help="Where the vocabulary is published. Default: the IRIs of its concepts."
)
@click.option(
    "--each",
    type=Registered("termgraph.matching.linking:EACH"),
    default="section",
    show_default=True,
    help="Link the first use in each section or page, or every use.",
)
@click.option("--glossary", is_flag=True, help="List the terms used at the end; in Markdown.")
@click.option(
    "--from", "format", type=Registered("termgraph.matching.prose:PROSE"), help="The format of the documents."
)
@click.option("--lang", metavar="TAG", help="The language of the texts. Default: names in all languages.")
@click.option("-o", "--output", metavar="FOLDER", help="Write the documents with their links there.")
@click.option("--in-place", is_flag=True, help="Write them over what they are made of.")
@pass_session
def link(
    session: Session, /, documents: tuple[str, ...], output: str | None, in_place: bool, **asked: Any
) -> int:
    """Link the terms in documents to their pages, with what they mean as tooltips.

    One document goes to standard output where no folder is given. Headings, links, code and quotations are left alone,
    and so are names of several concepts, which are counted. Links that it made before are made anew, those of people
    stay.
    """
    if output is None and not in_place and (len(documents) > 1 or Path(documents[0]).is_dir()):
        raise click.UsageError("several documents: say --in-place, or where to with -o FOLDER.")
    if output is not None and in_place:
        raise click.UsageError("either --in-place or -o FOLDER.")
    vocabulary = session.open()
    if output is None and not in_place:
        linked = vocabulary.link(documents[0], **asked)
        write(linked.text.encode(), None)
        _tell(session, documents[0], linked)
        return 0
    for path, linked in vocabulary.link_files(documents, output, **asked):
        _tell(session, path, linked)
    return 0


@click.command(
    short_help="Count which terms documents use, and find what has no term yet.",
    epilog=examples(
        "termgraph usage README.md docs/",
        "termgraph -V my-glossary usage docs/ --least 5 -n 50",
        "termgraph usage docs/ --format json",
        "termgraph usage docs/ --view usage.html",
        "termgraph -V my-glossary usage docs/ -n 5 --drafts my-glossary",
    ),
)
@click.argument("documents", metavar="DOC...", nargs=-1, required=True)
@click.option(
    "--least",
    type=click.IntRange(1),
    default=3,
    show_default=True,
    help="How often a phrase is written that may be a term, where no sentence defines it.",
)
@click.option(
    "--column", metavar="NAME", default="text", show_default=True, help="Which column of rows has the text."
)
@click.option(
    "-n", "--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many of each."
)
@click.option(
    "--from", "format", type=Registered("termgraph.matching.prose:PROSE"), help="The format of the documents."
)
@click.option("--lang", metavar="TAG", help="The language of the texts. Default: names in all languages.")
@click.option(
    "-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@click.option("--view", metavar="FILE", help="Write the explorer there: the larger, the more often used.")
@click.option(
    "--drafts", metavar="FOLDER", help="Write candidates to an entries folder as drafts, as many as -n says."
)
@pass_session
def usage(
    session: Session,
    /,
    documents: tuple[str, ...],
    form: str,
    limit: int,
    view: str | None,
    drafts: str | None,
    **asked: Any,
) -> None:
    """Count which concepts documents use, by which names and where, and which they never use.

    Of JSON Lines (.jsonl) and Parquet a column is read. Phrases that are often written and what sentences define,
    without being names, are candidates for new terms. JSON has all of each, with the sentences.
    """
    vocabulary = session.open()
    with busy("looking through documents") as done:
        found = vocabulary.usage(documents, progress=done, **asked)
    if form == "json":
        write((json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n").encode(), None)
    else:
        click.echo("\n".join(_usage_lines(found, limit)))
    if view is not None:
        session.say(f"wrote {vocabulary.view(view, uses=found.counts)}")
    if drafts is not None:
        written = found.draft(drafts, limit, asked["lang"] or "")
        session.say(f"wrote {len(written):,} file{'' if len(written) == 1 else 's'} in {drafts}")


@click.command(
    short_help="Mark the terms in a corpus.",
    epilog=examples(
        "termgraph annotate chapter.md --format html -o chapter.html",
        "termgraph annotate corpus.jsonl --column abstract > terms.jsonl",
        "termgraph annotate corpus.parquet -o terms.parquet",
    ),
)
@click.argument("files", metavar="FILES...", nargs=-1, required=True)
@click.option(
    "-f",
    "--format",
    "form",
    type=Registered("termgraph.matching.annotating:FORMATS"),
    help="How it is written. Default: what the name of the output means, else jsonl.",
)
@click.option(
    "--column", metavar="NAME", default="text", show_default=True, help="Which column of rows has the text."
)
@click.option(
    "--from", "format", type=Registered("termgraph.matching.prose:PROSE"), help="The format of documents."
)
@click.option("--lang", metavar="TAG", help="The language of the texts. Default: names in all languages.")
@click.option("-o", "--output", metavar="FILE", help="Write it to a file.")
@pass_session
def annotate(
    session: Session, /, files: tuple[str, ...], form: str | None, output: str | None, **asked: Any
) -> None:
    """Mark the terms in texts: in documents, and in a column of JSON Lines (.jsonl) or Parquet.

    Each term has its place in the text and what it may mean, the likeliest first. Rows keep their columns and
    get one more, `terms`; documents become rows of their own. Texts are read one after the other, so that a corpus
    may be of any size.
    """
    from termgraph.files import made_beside

    form = form or _form_of(output)
    vocabulary = session.open()
    with busy("marking terms"):
        if output is None or output == "-":
            if form == "parquet":
                raise click.UsageError("Parquet is no text: say where to with -o FILE.")
            sys.stdout.flush()
            vocabulary.annotate_files(files, sys.stdout.buffer, form, **asked)
            return
        with made_beside(Path(output)) as made, made.open("wb") as stream:
            vocabulary.annotate_files(files, stream, form, **asked)


def _form_of(output: str | None) -> str:
    """Return the format that the name of a file means."""
    from termgraph.matching.annotating import FORMATS

    suffix = Path(output or "").suffix.removeprefix(".")
    return suffix if suffix in FORMATS else "jsonl"


def _usage_lines(found: Usage, limit: int) -> Iterator[str]:
    """Yield the lines that tell people of usage, with so many of each at most."""
    from termgraph.names import printable

    known = len(found.used) + len(found.never)
    files = f"{len(found.documents):,} document{'' if len(found.documents) == 1 else 's'}"
    yield f"{len(found.used):,} of {known:,} concepts are used in {files}."
    used = [
        (one.count, len(one.files), one.label, ", ".join(f"{name} ({n})" for name, n in one.names.items()))
        for one in found.used
    ]
    yield from _table(["uses", "documents", "concept", "names"], used, limit)
    if found.never:
        yield f"\nNever used: {len(found.never):,}"
        labels = "; ".join(label for _, label in found.never[:limit])
        yield f"{printable(labels)}{'; …' if len(found.never) > limit else ''}"
    if found.candidates:
        yield f"\nIn no name: {len(found.candidates):,}"
        candidates = [
            (one.count, one.documents, one.name, f"{said.where}: {_shortened(said.text)}")
            for one in found.candidates
            for said in one.sentences[:1]
        ]
        yield from _table(["uses", "documents", "candidate", "sentence"], candidates, limit)


def _table(columns: list[str], rows: list[tuple[int, int, str, str]], limit: int) -> Iterator[str]:
    """Yield the lines of a table, and how many rows are left out."""
    from termgraph.store.results import Result
    from termgraph.store.tables import table

    if rows:
        yield table(Result.of_rows(columns, rows[:limit], {}), width=width())
    if len(rows) > limit:
        yield f"… and {len(rows) - limit:,} more (-n, or --format json for all)"


def _shortened(text: str, most: int = 100) -> str:
    return text if len(text) <= most else text[: text.rfind(" ", 0, most) % most].rstrip() + " …"


def _tell(session: Session, path: str, linked: Linked) -> None:
    """Tell what became of a document, and which names were left alone."""
    count = f"{linked.links} link{'' if linked.links == 1 else 's'}"
    left = f"; of several concepts, and left alone: {', '.join(linked.homonyms)}" if linked.homonyms else ""
    session.say(f"{path}: {count}{left}")


def _list() -> None:
    from termgraph.matching.lint.rules import LINTS

    for id_, one in LINTS.items():
        click.echo(f"{id_:<26} {one.rule.severity or 'off'!s:<8} {one.rule.title}")
