"""`align`: which concepts of one vocabulary are which of another."""

from __future__ import annotations

from pathlib import Path

import click

from termgraph.cli.session import Session, busy, examples, pass_session, write


@click.command(
    short_help="Find which concepts of two vocabularies are the same.",
    epilog=examples(
        "termgraph align my-glossary thesaurus.ttl -o mappings.sssom.tsv",
        "termgraph align a.ttl b.ttl --least 0.8",
        "termgraph align a.ttl b.ttl --known reviewed.sssom.tsv --many",
    ),
)
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option(
    "-o", "--output", metavar="FILE", help="Write the mappings to a file, and keep those that it holds."
)
@click.option(
    "--known",
    metavar="FILE",
    help="Mappings in SSSOM that were decided before. Default: those that the output holds.",
)
@click.option("--many", is_flag=True, help="All that is sure enough, rather than the best for each concept.")
@click.option(
    "--least",
    type=click.FloatRange(0, 1),
    default=0.5,
    show_default=True,
    metavar="SHARE",
    help="How sure a mapping has to be, from 0 to 1.",
)
@pass_session
def align(
    session: Session, a: str, b: str, output: str | None, known: str | None, many: bool, least: float
) -> int:
    """Find which concepts of B those of A are, and write that as SSSOM, each with how sure it is and why.

    A and B are sources as those of -V. Names are compared in each language that both have; what stands around two
    concepts, and what is said of them, tells whether a name that both have means one thing. Of each concept one is the
    same, or close to it. A row whose predicate_modifier is Not is a refusal: it stays, and is not proposed again.
    """
    mine, theirs = session.on(a).open(), session.on(b).open()
    to_file = output is not None and output != "-"
    held = known or (output if to_file and Path(str(output)).exists() else None)
    with busy("aligning"):
        found = mine.align(theirs, known=held, many=many, least=least)
    write(found.sssom().encode(), output)
    told = ", ".join(f"{number:,} {kind}" for kind, number in found.counts.items()) or "nothing"
    session.say(f"found {told}" + (f"; kept {len(found.held.links):,} that were there" if held else ""))
    if to_file:
        session.say(f"wrote {output}")
    return 0
