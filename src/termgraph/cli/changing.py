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


def _tell(session: Session, change: Change, said: str, dry_run: bool) -> int:
    """Say which files have changed, or would, and how many mentions followed."""
    for path, held in change.files.items():
        if dry_run:
            click.echo(f"would {'remove' if held is None else 'write'} {path}")
        else:
            session.say(f"{'removed' if held is None else 'wrote'} {path}")
    if not dry_run:
        session.say(f"{said}; led there: {change}")
    return 0
