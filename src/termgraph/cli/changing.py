"""`rename`, `merge`, `deprecate`, `remove`: what happens to entries later, for the people who edit a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from termgraph.cli.session import Session, examples, pass_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from termgraph.changing.change import Change

_dry_run: Callable[[Any], Any] = click.option(
    "--dry-run", is_flag=True, help="Write nothing; print the files that would change."
)


@click.command(
    short_help="Give an entry another id.",
    epilog=examples(
        "termgraph -V my-glossary rename sgd stochastic-gradient-descent",
        "termgraph -V my-glossary rename sdg sgd --never-published",
    ),
)
@click.argument("old", metavar="ID")
@click.argument("new", metavar="NEW")
@click.option("--never-published", is_flag=True, help="Nobody knows the old id: leave nothing of it.")
@_dry_run
@pass_session
def rename(session: Session, old: str, new: str, never_published: bool, dry_run: bool) -> int:
    """Give an entry another id. All that mentions it follows: relations, links, misnomers, decisions, open cases.

    The old id stays, as a deprecated entry that says what replaces it, since others may know its address. What an
    entry is called is no part of its id: to change that, edit the entry.
    """
    from termgraph.changing.verbs import rename

    change = rename(session.folder(), old, new, never_published=never_published, dry_run=dry_run)
    return _tell(session, change, f"{old} is {new} now", dry_run)


@click.command(
    short_help="Make one entry of two.",
    epilog=examples("termgraph -V my-glossary merge softargmax softmax"),
)
@click.argument("gone", metavar="ID")
@click.argument("stays", metavar="INTO")
@click.option("--never-published", is_flag=True, help="Nobody knows the id that goes: leave nothing of it.")
@_dry_run
@pass_session
def merge(session: Session, gone: str, stays: str, never_published: bool, dry_run: bool) -> int:
    """Make one entry of two that are about one thing. The second says then what both said.

    Names, relations, sources, quotations, notes and misnomers unite; where both have a definition, one stands below the
    other. All that mentions the first follows, and its id stays, as a deprecated entry that says what replaces it.
    """
    from termgraph.changing.verbs import merge

    change = merge(session.folder(), gone, stays, never_published=never_published, dry_run=dry_run)
    return _tell(session, change, f"{gone} is part of {stays} now", dry_run)


@click.command(
    short_help="Say that an entry is no longer to be used.",
    epilog=examples("termgraph -V my-glossary deprecate neural-nets --replaced-by neural-network"),
)
@click.argument("id_", metavar="ID")
@click.option("--replaced-by", multiple=True, metavar="ID", help="What to use instead. May be repeated.")
@_dry_run
@pass_session
def deprecate(session: Session, id_: str, replaced_by: tuple[str, ...], dry_run: bool) -> int:
    """Say that an entry is no longer to be used, and what instead.

    It keeps its names, texts and sources, but no relations. Where one entry replaces it, all that mentions it leads
    there; else the mentions stay, and `check` tells them.
    """
    from termgraph.changing.verbs import deprecate

    change = deprecate(session.folder(), id_, replaced_by=replaced_by, dry_run=dry_run)
    return _tell(session, change, f"{id_} is deprecated now", dry_run)


@click.command(
    short_help="Remove an entry that was never published.",
    epilog=examples("termgraph -V my-glossary remove todo --never-published"),
)
@click.argument("id_", metavar="ID")
@click.option("--never-published", is_flag=True, help="Nobody can know it. Needed, as what is known stays.")
@_dry_run
@pass_session
def remove(session: Session, id_: str, never_published: bool, dry_run: bool) -> int:
    """Remove an entry that was never published, and all mentions of it. Of links in definitions the text stays.

    What was ingested into it is left out from now on, so that it does not come back.
    """
    from termgraph.changing.verbs import remove

    change = remove(session.folder(), id_, never_published=never_published, dry_run=dry_run)
    return _tell(session, change, f"{id_} is removed", dry_run, "gone with it")


def _tell(session: Session, change: Change, said: str, dry_run: bool, led: str = "led there") -> int:
    """Say which files have changed, or would, and how many mentions followed."""
    for path, held in change.files.items():
        if dry_run:
            click.echo(f"would {'remove' if held is None else 'write'} {path}")
        else:
            session.say(f"{'removed' if held is None else 'wrote'} {path}")
    if not dry_run:
        session.say(f"{said}; {led}: {change}")
    return 0
