"""`view`, `export` and `build`: the vocabulary as files for others."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termgraph.cli.choices import Registered
from termgraph.cli.session import Listing, Session, busy, complete_term, examples, pass_session, write
from termgraph.names import printable

if TYPE_CHECKING:
    from termgraph.api import TermGraph


@click.command(
    short_help="Write the explorer: one HTML file.",
    epilog=examples(
        "termgraph view --open",
        "termgraph view --focus softmax --depth 2",
        "termgraph -V thesaurus.ttl view -o thesaurus.html --lang de --overview",
        "termgraph view --widget docs/terms   # cards for <a data-term='softmax'>",
    ),
)
@click.option(
    "-o", "--output", metavar="FILE", default="termgraph.html", show_default=True, help="Where to write it."
)
@click.option("--title", help="Title of the page. Default: the vocabulary's own.")
@click.option(
    "--lang",
    "language",
    metavar="TAG",
    help="Language of the labels, and of the page itself, which is English where it has no words in that one. "
    "Default: the vocabulary's own.",
)
@click.option("--focus", metavar="TERM", shell_complete=complete_term, help="Begin with this term.")
@click.option(
    "--depth",
    type=click.IntRange(1, 3),
    help="Show so many steps around a term. Default: as many as can be read.",
)
@click.option("--overview", is_flag=True, help="Begin with all concepts at once.")
@click.option("--embed", is_flag=True, help="For a frame in another page: without the head.")
@click.option(
    "--widget",
    metavar="DIR",
    help="Write instead what shows cards for terms on other pages: a script and its data.",
)
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
@pass_session
def view(
    session: Session,
    /,
    output: str,
    focus: str | None,
    overview: bool,
    widget: str | None,
    open_: bool,
    **asked: Any,
) -> int:
    """Write the explorer: one HTML file that opens from disk, without a network.

    What it begins with may be chosen here; a link to a term within the page goes before it.
    """
    if widget is not None:
        return _write_widget(session, widget, {"focus": focus, "overview": overview, "open": open_, **asked})
    if focus is not None and overview:
        raise click.UsageError("the page begins with --focus or with --overview, not with both")
    if output == "-" and open_:
        raise click.UsageError("--open needs a file to open: give one with -o")
    store = session.open()
    session.weigh(1, store)
    with busy("drawing") as done:
        page = store.page(focus=focus, overview=overview, progress=done, **asked)
        write(page.encode(), output)
    if output == "-":
        return 0
    session.say(f"wrote {output}")
    if open_:
        import webbrowser  # late: most runs open none

        webbrowser.open(Path(output).resolve().as_uri())
    return 0


def _write_widget(session: Session, folder: str, asked: dict[str, Any]) -> int:
    """Write the widget; of what is asked of the page only the language is of any use to it."""
    language = asked.pop("language")
    for name, value in asked.items():
        if value:
            raise click.UsageError(f"--widget writes no page, to which --{name} belongs")
    for path in session.open().widget(folder, language):
        session.say(f"wrote {path}")
    return 0


_format = click.option(
    "-f",
    "--format",
    "format_",
    type=Registered("termgraph.export:WRITERS"),
    cls=Listing,
    metavar="NAME",
    help="{choices}. Default: as the file's name says, else turtle.",
)
_profile = click.option(
    "--profile",
    type=Registered("termgraph.export.profiles:PROFILES"),
    cls=Listing,
    metavar="NAME",
    default="full",
    show_default=True,
    help="{choices}: plain SKOS, SKOS-XL names besides, or everything.",
)


@click.command(
    short_help="Export it as RDF, as a network, as a table, or as a glossary to read.",
    epilog=examples(
        "termgraph export -o ml.ttl",
        "termgraph -V my-glossary export -f rdfxml --profile core",
        "termgraph -V my-glossary export -o README.md",
        "termgraph -V my-glossary export -f markdown --split -o vault",
        "termgraph export --concept softmax --depth 1 -o softmax.csv",
        "termgraph -V thesaurus.ttl export -o thesaurus.csv --losses text",
    ),
)
@_format
@click.option("-o", "--output", metavar="FILE", help="Where to write it. Default: standard output.")
@_profile
@click.option("--split", is_flag=True, help="Write Markdown as one file a term, into the folder -o.")
@click.option(
    "--concept",
    "concepts",
    metavar="TERM",
    multiple=True,
    shell_complete=complete_term,
    help="Write no more than this concept. May be repeated.",
)
@click.option("--depth", type=click.IntRange(0), help="And all so many steps around it. Default: 0.")
@click.option(
    "--losses",
    type=Registered("termgraph.export.losses:LOSSES"),
    help="Say which statements are not in it, by property; with -v each. Beside a file on standard output.",
)
@pass_session
def export(
    session: Session,
    /,
    format_: str | None,
    output: str | None,
    profile: str,
    split: bool,
    concepts: tuple[str, ...],
    depth: int | None,
    losses: str | None,
) -> int:
    r"""Export the vocabulary as RDF, its network for graph programs, tables, or a glossary for people.

    What a format cannot hold, and what a profile adds, is told; --losses says it of every statement, as `convert` does.

    A table (csv, tsv, xlsx) has a row a concept and a column a property and language. Names, notations and ids are
    joined by ";", and a ";" in one of them is written "\;". In CSV and TSV a text that a spreadsheet would take for
    a formula gets an apostrophe before it. `termgraph ingest` reads all that back: names, definition and notes in
    the language of the first column of names, relations as proposals, and the rest as fields.
    """
    if split and output in (None, "-"):
        raise click.UsageError("--split writes a file a term: name a folder with -o")
    if depth is not None and not concepts:
        raise click.UsageError("--depth tells how far to go from a concept: name one with --concept")
    from termgraph.export import part

    store = session.open()
    if concepts:
        if unsaid := part.unsaid(store):
            session.notice(f"what is written of {len(concepts)} of the concepts leaves out {unsaid}")
        store = store.part(concepts, depth or 0)
    if split and output is not None:
        session.weigh(0.7, store)
        with busy("writing"):
            written = store.export_files(output, format_ or "markdown", notice=session.notice)
        session.say(f"wrote {len(written):,} files in {output}")
    else:
        _write_export(session, store, format_, output, profile)
    if losses is not None:
        _tell_losses(session, store, losses, output, format_ or ("markdown" if split else None), profile)
    return 0


def _write_export(
    session: Session, store: TermGraph, format_: str | None, output: str | None, profile: str
) -> None:
    """Write one file, or to standard output where none is named."""
    from termgraph.export import IN_PIECES, format_of, pieces

    chosen = format_ or (format_of(Path(output)) if output else None) or "turtle"
    if chosen not in IN_PIECES or profile != "full":
        session.weigh(0.7, store)
    with busy("writing"):
        if output is not None and output != "-":
            store.export(output, format_, profile, notice=session.notice)
            session.say(f"wrote {output}")
            return
        for piece in pieces(store, format_ or "turtle", profile, notice=session.notice):
            write(piece, output)


def _tell_losses(
    session: Session, store: TermGraph, form: str, output: str | None, format_: str | None, profile: str
) -> None:
    """Say what an export does not hold, where the export itself does not stand."""
    from termgraph.export import IN_PIECES, RDF, format_of
    from termgraph.export.losses import LOSSES

    to_file = output is not None and output != "-"
    chosen = format_ or (format_of(Path(output)) if output is not None else None) or "turtle"
    if profile == "full" and chosen in IN_PIECES and chosen not in RDF:  # which has not been told yet
        session.weigh(0.7, store)
    with busy("comparing"):
        told = LOSSES[form](store.losses(chosen, profile), every=session.verbosity > 0)
    click.echo(printable(told), nl=False, err=not to_file)


@click.command(
    short_help="Write a file in another format, and say what is lost.",
    epilog=examples(
        "termgraph convert thesaurus.ttl thesaurus.rdf",
        "termgraph convert my-glossary my-glossary.jskos.ndjson --losses json",
        "termgraph convert https://host/sparql - -f turtle --profile core",
    ),
)
@click.argument("source")
@click.argument("output", metavar="FILE")
@_format
@_profile
@click.option(
    "--losses",
    type=Registered("termgraph.export.losses:LOSSES"),
    default="text",
    show_default=True,
    help="How to say which statements are not in FILE; with -v each. Beside a file on standard output.",
)
@pass_session
def convert(
    session: Session, /, source: str, output: str, format_: str | None, profile: str, losses: str
) -> int:
    """Write SOURCE, whatever -V takes, to FILE in another format, and say what that does not hold.

    It is `termgraph -V SOURCE export -o FILE --losses text`. For "-" it reads standard
    input, or writes standard output.
    """
    store = session.on(source).open()
    _write_export(session, store, format_, output, profile)
    _tell_losses(session, store, losses, output, format_, profile)
    return 0


@click.command(
    short_help="Write the exports and the explorer.",
    epilog=examples("termgraph -V my-glossary build -o public"),
)
@click.option(
    "-o", "--output", metavar="DIR", default="build", show_default=True, help="The folder to write into."
)
@pass_session
def build(session: Session, output: str) -> int:
    """Check the vocabulary, and write the exports and the explorer into one folder, ready to publish.

    Errors are counted, and written all the same; `termgraph check` tells them.
    """
    store = session.open()
    with busy("checking"):
        errors = store.check(places=False).counts["error"]
    if errors:
        session.say(f"{errors:,} error{'' if errors == 1 else 's'} in it: `termgraph check` tells which")
    with busy("building"):
        *exports, page = store.build(output, session.name, notice=session.detail, missing=session.notice)
    session.say(f"wrote {len(exports)} exports of {len(store):,} concepts to {Path(output)}/")
    click.echo(page)
    return 0
