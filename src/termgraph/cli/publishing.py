"""`publish`: the vocabulary as pages for any static host."""

from __future__ import annotations

from pathlib import Path

import click

from termgraph.cli.session import Session, busy, examples, pass_session


@click.command(
    short_help="Write a page for each term, for any static host.",
    epilog=examples(
        "termgraph publish site",
        "termgraph -V my-glossary publish docs --url https://example.org/glossary/",
    ),
)
@click.argument("folder", metavar="DIR")
@click.option("--url", metavar="URL", default="", help="The web address that DIR will have, for sitemap.xml.")
@pass_session
def publish(session: Session, folder: str, url: str) -> int:
    """Write a page for each concept and collection, and the pages around them, into a folder.

    The pages open from a disk and from any host, under any path, and run no script but the explorer's. Each term has
    its Turtle and JSON-LD beside it. Only what changed is written; what an earlier run wrote and this one does not is
    removed, and what else is in the folder stays.
    """
    store = session.open()
    with busy("publishing") as done:
        made = store.publish(folder, session.name, url=url, notice=session.detail, progress=done)
    gone = f", {made.gone:,} gone" if made.gone else ""
    session.say(f"wrote {made.files:,} files in {folder}: {made.changed:,} changed{gone}")
    click.echo(Path(folder) / "index.html")
    return 0
