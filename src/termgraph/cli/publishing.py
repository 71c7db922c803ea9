"""`publish`: the vocabulary as pages for any static host."""

from __future__ import annotations

from pathlib import Path

import click

from termgraph.cli.session import Session, busy, examples, pass_session
from termgraph.errors import TermgraphError


@click.command(
    short_help="Write a page for each term, for any static host.",
    epilog=examples(
        "termgraph publish site",
        "termgraph -V my-glossary publish docs --url https://example.org/glossary/",
        "termgraph -V my-glossary publish --init github",
    ),
)
@click.argument("folder", metavar="DIR", required=False)
@click.option(
    "--url",
    metavar="URL",
    default="",
    help="The web address that DIR will have: for sitemap.xml, and for what hosts are told, in DIR/hosting.",
)
@click.option(
    "--init",
    type=click.Choice(["github"]),
    help="Publish nothing, but write into this folder, the top of a repository, what checks and publishes the"
    " vocabulary there by itself.",
)
@pass_session
def publish(session: Session, folder: str | None, url: str, init: str | None) -> int:
    """Write a page for each concept and collection, and the pages around them, into a folder.

    The pages open from a disk and from any host, under any path, and run no script but the explorer's, which also
    searches. Each term has its Turtle and JSON-LD beside it. Only what changed is written; what an earlier run wrote
    and this one does not is removed, and what else is in the folder stays.
    """
    if init:
        return _begin(session, folder)
    if folder is None:
        raise click.UsageError("Missing argument 'DIR'.")
    store = session.open()
    session.weigh(1, store)
    with busy("publishing") as done:
        made = store.publish(folder, session.name, url=url, notice=session.detail, progress=done)
    gone = f", {made.gone:,} gone" if made.gone else ""
    for left_out in made.left_out:
        session.say(left_out)
    session.say(f"wrote {made.files:,} files in {folder}: {made.changed:,} changed{gone}")
    click.echo(Path(folder) / "index.html")
    return 0


def _begin(session: Session, folder: str | None) -> int:
    """Write the files of a repository that are not there."""
    from termgraph.files import write_all
    from termgraph.pages.github import github

    if folder is not None:
        raise click.UsageError("'--init' writes into this folder, and takes no DIR.")
    if len(session.sources) != 1:
        raise TermgraphError("a repository publishes one vocabulary", hint="say which: termgraph -V SOURCE …")
    files = {Path(file): text.encode() for file, text in github(session.sources[0]).items()}
    for file in files:
        if file.exists():
            session.say(f"{file} is there already, and stays as it is")
    for file in write_all({file: text for file, text in files.items() if not file.exists()}):
        click.echo(file)
    return 0
