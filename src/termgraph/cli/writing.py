"""`view`, `export` and `build`: the vocabulary as files for others."""

from __future__ import annotations

from pathlib import Path

import click

from termgraph.cli.session import Session, busy, complete_term, examples, pass_session, write

# Spelled out rather than taken from `export.WRITERS`, which would import the engine; a test holds them equal.
FORMATS = (
    "turtle", "ntriples", "rdfxml", "jsonld", "trig", "nquads", "graphml", "node-link", "markdown", "html", "pdf",
)  # fmt: skip
PROFILES = ("core", "xl", "full")


@click.command(
    short_help="Write the explorer: one HTML file.",
    epilog=examples(
        "termgraph view --open",
        "termgraph view --focus softmax --depth 2",
        "termgraph -V thesaurus.ttl view -o thesaurus.html --lang de --overview",
    ),
)
@click.option(
    "-o", "--output", metavar="FILE", default="termgraph.html", show_default=True, help="Where to write it."
)
@click.option("--title", help="Title of the page. Default: the vocabulary's own.")
@click.option("--lang", metavar="TAG", help="Language of the page. Default: the vocabulary's own.")
@click.option("--focus", metavar="TERM", shell_complete=complete_term, help="Begin with this term.")
@click.option(
    "--depth",
    type=click.IntRange(1, 3),
    help="Show so many steps around a term. Default: as many as can be read.",
)
@click.option("--overview", is_flag=True, help="Begin with all concepts at once.")
@click.option("--open", "open_", is_flag=True, help="Open it in the browser.")
@pass_session
def view(
    session: Session,
    output: str,
    title: str | None,
    lang: str | None,
    focus: str | None,
    depth: int | None,
    overview: bool,
    open_: bool,
) -> int:
    """Write the explorer: one HTML file that opens from disk, without a network.

    What it begins with may be chosen here; a link to a term within the page goes before it.
    """
    from termgraph.view import render

    if focus is not None and overview:
        raise click.UsageError("the page begins with --focus or with --overview, not with both")
    if output == "-" and open_:
        raise click.UsageError("--open needs a file to open: give one with -o")
    store = session.open()
    with busy("drawing") as done:
        page = render(store, title, language=lang, focus=focus, depth=depth, overview=overview, progress=done)
        write(page.encode(), output)
    if output == "-":
        return 0
    session.say(f"wrote {output}")
    if open_:
        import webbrowser  # late: most runs open none

        webbrowser.open(Path(output).resolve().as_uri())
    return 0


@click.command(
    short_help="Export it as RDF, as a network, or as a glossary to read.",
    epilog=examples(
        "termgraph export -o ml.ttl",
        "termgraph -V my-glossary export -f rdfxml --profile core",
        "termgraph -V my-glossary export -o README.md",
        "termgraph -V my-glossary export -f markdown --split -o vault",
    ),
)
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    metavar="FORMAT",  # the list would be longer than a line
    help=f"{', '.join(FORMATS)}. Default: as the file's name says, else turtle.",
)
@click.option("-o", "--output", metavar="FILE", help="Where to write it. Default: standard output.")
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    default="full",
    show_default=True,
    help="core: plain SKOS; xl: and SKOS-XL names; full: everything.",
)
@click.option("--split", is_flag=True, help="Write Markdown as one file a term, into the folder -o.")
@pass_session
def export(session: Session, format_: str | None, output: str | None, profile: str, split: bool) -> int:
    """Export the vocabulary as RDF, its network for graph programs, or a glossary for people."""
    from termgraph.export import export as to_file
    from termgraph.export import export_files, serialize

    if split and output in (None, "-"):
        raise click.UsageError("--split writes a file a term: name a folder with -o")
    store = session.open()
    if split and output is not None:
        with busy("writing"):
            written = export_files(store, output, format_ or "markdown")
        session.say(f"wrote {len(written):,} files in {output}")
        return 0
    with busy("writing"):
        if output is None or output == "-":
            write(serialize(store, format_ or "turtle", profile, notice=session.notice), output)
            return 0
        to_file(store, output, format_, profile, notice=session.notice)
    session.say(f"wrote {output}")
    return 0


@click.command(
    short_help="Write every export but PDF, and the explorer.",
    epilog=examples("termgraph -V my-glossary build -o public"),
)
@click.option(
    "-o", "--output", metavar="DIR", default="build", show_default=True, help="The folder to write into."
)
@pass_session
def build(session: Session, output: str) -> int:
    """Check the vocabulary, and write every export but PDF, and the explorer, into one folder, ready to publish.

    Errors are counted, and written all the same; `termgraph check` tells them.
    """
    from termgraph.check import check
    from termgraph.check.settings import settings_of
    from termgraph.export import WRITERS
    from termgraph.export import export as to_file
    from termgraph.view import write_view

    store = session.open()
    with busy("checking"):
        errors = check(store, settings=settings_of(store, None), places=False).counts["error"]
    if errors:
        session.say(f"{errors:,} error{'' if errors == 1 else 's'} in it: `termgraph check` tells which")
    folder, name = Path(output), session.name
    # A PDF takes longer to set than all the rest together, and few publish one: `export -f pdf` writes it.
    formats = {format_: writer for format_, writer in WRITERS.items() if format_ != "pdf"}
    with busy("building"):
        for format_, writer in formats.items():
            to_file(store, folder / f"{name}{writer.suffixes[0]}", format_)
        for profile in ("core", "xl"):
            to_file(store, folder / f"{name}.{profile}.ttl", "turtle", profile)
        page = folder / "index.html"
        write_view(store, page)
    session.say(f"wrote {len(formats) + 2} exports of {len(store.concepts):,} concepts to {folder}/")
    click.echo(page)
    return 0
