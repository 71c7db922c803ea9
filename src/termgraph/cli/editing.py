"""`new` and `fmt`, for the people who edit an entries folder, and `completion`."""

from __future__ import annotations

import click

from termgraph.cli.session import Session, examples, pass_session
from termgraph.files import VOCABULARY_FILE


@click.command(
    short_help="Make an entry for a term.",
    epilog=examples("termgraph -V my-glossary new 'label smoothing' --broader regularization"),
)
@click.argument("term", nargs=-1, required=True)
@click.option("--broader", multiple=True, metavar="ID", help="What it is a kind of. May be repeated.")
@click.option("--alt", multiple=True, metavar="NAME", help="Another name. May be repeated.")
@click.option("--definition", metavar="TEXT", help="What it means, in Markdown.")
@click.option("--source", multiple=True, metavar="ID", help="A source from sources.yaml. May be repeated.")
@click.option("--id", "id_", metavar="ID", help="Its id; one is made of the term where this is left out.")
@click.option(
    "--language", metavar="TAG", help="The language of a vocabulary that is only begun. Default: en."
)
@click.option(
    "--other",
    metavar="NAME",
    help="Of a TERM like 'comb (bees)': what the entry 'comb' is called from now on. Default: 'comb' with what it is "
    "a kind of, or a number.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; print the files that would change.")
@pass_session
def new(  # noqa: PLR0913, PLR0917 (one argument an option)
    session: Session,
    term: tuple[str, ...],
    broader: tuple[str, ...],
    alt: tuple[str, ...],
    definition: str | None,
    source: tuple[str, ...],
    id_: str | None,
    language: str | None,
    other: str | None,
    dry_run: bool,
) -> int:
    """Make an entry for a term, in the entries folder that -V names or that we stand in.

    A folder without vocabulary.yaml gets one. A TERM like 'comb (bees)' makes 'comb' ambiguous: all that have it keep
    it as one of their other names, and who is called so gets a qualifier as well.
    """
    from termgraph.entries.create import create_entry

    folder = session.folder(new=True)
    made = create_entry(
        folder,
        " ".join(term),
        broader=broader,
        alt_labels=alt,
        definition=definition,
        sources=source,
        id_=id_,
        language=language,
        other=other,
        dry_run=dry_run,
        notice=session.notice,
    )
    if dry_run:
        for path in made:
            click.echo(f"would write {path}")
        return 0
    for path in made:
        session.say(f"wrote {path}")
    if made[0].name == VOCABULARY_FILE:
        session.say(
            f"before you publish, give the vocabulary a title and an address of your own: `base` in {made[0]}"
        )
    return 0


@click.command(
    short_help="Write entries in their canonical form.",
    epilog=examples("termgraph -V my-glossary fmt", "termgraph -V my-glossary fmt --check"),
)
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 where something would be changed.")
@pass_session
def fmt(session: Session, check: bool) -> int:
    """Write the entries of a folder in their canonical form; definitions stay as they are.

    Beside a definition in another language it keeps what that was translated from (`translated`), so that `check` finds
    which are older than the text that they translate.
    """
    from termgraph.entries import read_folder, unformatted
    from termgraph.entries.translations import stamped
    from termgraph.entries.writer import comments, write_folder
    from termgraph.errors import Problems
    from termgraph.files import locked_unless

    folder = session.folder()
    with locked_unless(check, folder):
        vocabulary = stamped(read_folder(folder))
        if lost := comments(folder):
            raise Problems(lost)
        changed = sorted(unformatted(folder, vocabulary)) if check else write_folder(folder, vocabulary)
    if not check:
        for path in changed:
            session.say(f"wrote {path}")
        return 0
    for path in changed:
        click.echo(path)
    said = f"{len(changed)} of {len(vocabulary.concepts)} entries are not in canonical form"
    session.say(said if changed else "all fine")
    return int(bool(changed))


@click.command(
    short_help="Print the completion script of a shell.",
    epilog=examples('eval "$(termgraph completion bash)"', "termgraph completion fish | source"),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> int:
    """Print the completion script of a shell, to be evaluated in its start-up file."""
    from click.shell_completion import get_completion_class

    class_ = get_completion_class(shell)
    if class_ is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(class_(ctx.find_root().command, {}, "termgraph", "_TERMGRAPH_COMPLETE").source())
    return 0
