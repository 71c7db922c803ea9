"""`load` and `store`: vocabularies of any size in a store on a disk."""

from __future__ import annotations

import time
from pathlib import Path

import click

from termgraph.cli.session import Session, busy, examples, pass_session

_STORE = click.Path(exists=True, file_okay=False)


@click.command(
    short_help="Read vocabularies of any size into a store on a disk.",
    epilog=examples(
        "termgraph load agrovoc.nt.gz --store agrovoc",
        "termgraph load own.ttl --store agrovoc --append",
    ),
)
@click.argument("files", metavar="FILES...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option(
    "--store",
    "folder",
    metavar="DIR",
    required=True,
    type=click.Path(file_okay=False),
    help="The store: a new folder, or the one that is replaced.",
)
@click.option("--append", is_flag=True, help="Add to what is in the store.")
@pass_session
def load(session: Session, files: tuple[str, ...], folder: str, append: bool) -> int:
    """Read vocabularies of any size into a store: a folder that opens at once, named by -V as a file is.

    What is read goes to the disk piece by piece, but for JSON-LD and RDF/XML with a DOCTYPE, which are read whole. The
    store that is replaced can be read meanwhile, and stays as it is where loading fails or is killed.
    """
    from termgraph.storing import write_store

    begun = time.monotonic()
    with busy(f"loading into {folder}") as done:
        made = write_store(
            folder, *files, append=append, base=session.base, notice=session.notice, progress=done
        )
    session.more_notices()
    took = time.monotonic() - begun
    session.say(
        f"wrote {folder}: {len(made.record):,} triples, {len(made):,} concepts, {_size(folder)}, in {took:,.1f} s"
    )
    return 0


@click.group(
    short_help="Look after a store.",
    epilog=examples("termgraph store compact agrovoc", "termgraph store backup agrovoc agrovoc-2024"),
)
def store() -> None:
    """Look after a store that `termgraph load` has made."""


@store.command(short_help="Make it anew.", epilog=examples("termgraph store compact agrovoc"))
@click.argument("folder", metavar="DIR", type=_STORE)
@pass_session
def compact(session: Session, folder: str) -> int:
    """Make a store anew from what is in it: as small as it can be, and for this version of termgraph."""
    from termgraph.storing import compact_store

    before = _size(folder)
    with busy(f"compacting {folder}") as done:
        compact_store(folder, progress=done)
    session.say(f"wrote {folder}: {before} before, {_size(folder)} now")
    return 0


@store.command(short_help="Copy it.", epilog=examples("termgraph store backup agrovoc agrovoc-2024"))
@click.argument("folder", metavar="DIR", type=_STORE)
@click.argument("target", metavar="TARGET", type=click.Path())
@pass_session
def backup(session: Session, folder: str, target: str) -> int:
    """Copy a store as it is now, even while it is written to, to a new folder, which is a store then."""
    from termgraph.storing import backup_store

    with busy(f"copying {folder}"):
        backup_store(folder, target)
    session.say(f"wrote {target}: {_size(target)}")
    return 0


def _size(folder: str) -> str:
    from termgraph.store.disk import size_of

    size = float(size_of(Path(folder)))
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:,.3g} {unit}"
        size /= 1000
    return f"{size:,.1f} GB"
