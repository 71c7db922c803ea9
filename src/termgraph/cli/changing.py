"""`rename`, `merge`, `split`, `deprecate`, `remove`: what happens to entries later."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termgraph.cli.session import Session, busy, examples, is_terminal, pass_session, write
from termgraph.names import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
    short_help="Make several entries of one.",
    epilog=examples(
        "termgraph -V my-glossary split comb comb-bees comb-tool --dry-run >plan.yaml",
        "termgraph -V my-glossary split comb comb-bees comb-tool --plan plan.yaml",
        "termgraph -V my-glossary split mercury planet hg --to hg 'name: Hg'",
    ),
)
@click.argument("id_", metavar="ID")
@click.argument("into", metavar="INTO...", nargs=-1, required=True)
@click.option(
    "--to",
    nargs=2,
    multiple=True,
    metavar="ID THING",
    help="What goes to which of them: 'name: Hg', 'broader: metal', 'mention: amalgam'. May be repeated.",
)
@click.option("--plan", metavar="FILE", help="The same from a file, as --dry-run prints it.")
@click.option("--ask/--no-ask", default=None, help="Ask about all else, or not. Default: ask on a terminal.")
@click.option("--never-published", is_flag=True, help="Nobody knows the id: leave nothing of it.")
@click.option("--dry-run", is_flag=True, help="Write nothing; print what goes where, as a plan.")
@pass_session
def split(
    session: Session,
    /,
    id_: str,
    into: tuple[str, ...],
    to: tuple[tuple[str, str], ...],
    plan: str | None,
    ask: bool | None,
    **options: bool,
) -> int:
    """Make several entries of one that is about several things; INTO are their names, or their ids.

    They are drafts, and what nobody assigns goes to all of them; a name that several have is ambiguous. The id stays,
    as a deprecated entry that they replace: what mentions it goes on doing so, unless it is led to one of them.
    Decisions and open cases follow the sources that are cited.
    """
    from termgraph.changing.dividing import plan_of
    from termgraph.changing.verbs import split
    from termgraph.entries.folder import read_text

    goes = plan_of(read_text(Path(plan)), plan) if plan is not None else {}
    for part, thing in to:
        goes.setdefault(thing, []).append(part)
    asks = is_terminal(sys.stdin) and not options["dry_run"] if ask is None else ask
    decide = _which if asks else lambda _thing, _parts: None
    change = split(session.folder(), id_, into, to=goes, ask=decide, **options)
    if options["dry_run"]:
        _tell_plan(change)
        return 0
    kept = [thing for thing, parts in change.parts.items() if not parts]
    if kept:
        session.say(f"left at {id_}: {', '.join(kept)}")
    return _tell(session, change, f"{id_} is split now", dry_run=False)


def _which(thing: str, parts: Sequence[str]) -> Sequence[str] | None:
    """Ask to which parts something goes; None where nothing is answered."""
    choices = ", ".join(f"{number} {part}" for number, part in enumerate(parts, 1))
    while True:
        click.echo(printable(f"{thing}\n  {choices}; Enter where that is open? "), nl=False)
        words = (sys.stdin.readline() if sys.stdin is not None else "").replace(",", " ").split()
        if all(word.isdecimal() and 0 < int(word) <= len(parts) for word in words):
            return [parts[int(word) - 1] for word in words] or None


def _tell_plan(change: Change) -> None:
    """Print what goes to which part, and as comments what would be written and be led there."""
    from termgraph.changing.dividing import plan_text

    told = [
        f"# would {'remove' if held is None else 'write'} {path}\n" for path, held in change.files.items()
    ]
    told.append(f"# would be led there: {change}\n")
    write((plan_text(change.parts) + "".join(told)).encode(), None)


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


@click.command(
    short_help="Say that entries are reviewed, or approved.",
    epilog=examples(
        "termgraph -V my-glossary status softmax argmax reviewed --by 'Ada L.'",
        "termgraph -V my-glossary status softmax draft",
    ),
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.argument("to", metavar="STATUS")
@click.option("--by", metavar="NAME", help="Who has reviewed or approved them.")
@_dry_run
@pass_session
def status(session: Session, ids: tuple[str, ...], to: str, by: str | None, dry_run: bool) -> int:
    """Say how far entries have come. STATUS is stub, draft, reviewed or approved.

    A draft is reviewed by somebody, and what is reviewed is approved by somebody; what is changed much becomes a draft
    again. `show` says it, `search --status` lists it, and `stats` counts it.
    """
    from termgraph.changing.verbs import set_status

    change = set_status(session.folder(), ids, to, by=by, dry_run=dry_run)
    return _tell(session, change, f"{', '.join(dict.fromkeys(ids))}: {to}", dry_run, "")


@click.command(
    name="move-base",
    short_help="Publish the vocabulary at another address.",
    epilog=examples("termgraph -V my-glossary move-base https://example.org/terms/"),
)
@click.argument("base", metavar="IRI")
@_dry_run
@pass_session
def move_base(session: Session, base: str, dry_run: bool) -> int:
    """Publish the vocabulary at another address: the base, to which ids are appended, becomes IRI.

    Each entry says which address it had (`replaces`), so that you can redirect it: the query `SELECT ?old ?new { ?new
    dct:replaces ?old }` lists them. Decisions, exceptions and what says addresses in full follow.
    """
    from termgraph.changing.verbs import move_base

    change = move_base(session.folder(), base, dry_run=dry_run)
    return _tell(session, change, f"the base is {base} now", dry_run)


@click.command(
    short_help="Make a release: checked, numbered, with a changelog.",
    epilog=examples(
        "termgraph -V my-glossary release 1.1.0 --dry-run",
        "termgraph -V my-glossary release 1.1.0 --since v1.0.0 --date 2026-11-29",
    ),
)
@click.argument("version")
@click.option(
    "--since",
    metavar="REVISION",
    help="The release before. Default: the newest tag in git that has the folder.",
)
@click.option("--date", "day", metavar="DATE", help="Its date. Default: today.")
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would be said of it.")
@pass_session
def release(session: Session, version: str, since: str | None, day: str | None, dry_run: bool) -> int:
    """Make a release of an entries folder; none where `check` finds errors, or an id that was published is gone.

    vocabulary.yaml gets the version, its IRI, that of the version before and the date; CHANGELOG.md in the folder
    gets a section with all that has changed since. Git is only read: the commands that commit and tag it are printed.
    """
    folder = session.folder()
    store = session.on(str(folder)).open()
    with busy("comparing"):
        made = store.release(version, since=since, day=day, dry_run=dry_run)
    session.say(f"since {made.since}" if made.since else "the first release: no tag in git has the folder")
    if made.difference is not None and made.difference.breaking:
        session.say(f"{len(made.difference.breaking):,} breaking changes")
    for path, data in made.files.items():
        if dry_run:
            click.echo(printable(f"--- would write {path}\n{data.decode()}"))
        else:
            session.say(f"wrote {path}")
    for command in made.commands:
        click.echo(printable(command))
    return 0


def _tell(session: Session, change: Change, said: str, dry_run: bool, led: str = "led there") -> int:
    """Say which files have changed, or would, and how many mentions followed."""
    for path, held in change.files.items():
        if dry_run:
            click.echo(f"would {'remove' if held is None else 'write'} {path}")
        else:
            session.say(f"{'removed' if held is None else 'wrote'} {path}")
    told = f"{said}; {led}: {change}" if led else said
    session.say(f"dry run, nothing is written: {told}" if dry_run else told)
    return 0
