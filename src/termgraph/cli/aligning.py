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


@click.command(
    short_help="Make one vocabulary of several.",
    epilog=examples(
        "termgraph combine birds thesaurus.ttl --with m.sssom.tsv -o both.trig",
        "termgraph combine both.trig --undo both.trig.log.json -o parts",
    ),
)
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option(
    "--with",
    "mappings",
    metavar="FILE",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    help="Exact matches in SSSOM, beside those that the vocabularies state. May be repeated.",
)
@click.option(
    "--mint",
    metavar="IRI",
    default="",
    help="Give every concept an IRI that begins with this and ends in its name. Default: the IRIs stay.",
)
@click.option(
    "--clash",
    type=click.Choice(["first", "keep-all", "fail"]),
    default="first",
    show_default=True,
    help="What becomes of preferred names and definitions where a vocabulary before has others in that language.",
)
@click.option("-o", "--output", metavar="FILE", required=True, help="Where to write it; for --undo a folder.")
@click.option("--log", metavar="FILE", help="Where to write what was done.  [default: FILE.log.json]")
@click.option(
    "--undo",
    metavar="LOG",
    type=click.Path(exists=True, dir_okay=False),
    help="Write the vocabularies that the source was made of.",
)
@pass_session
def combine(
    session: Session,
    sources: tuple[str, ...],
    mappings: tuple[str, ...],
    mint: str,
    clash: str,
    output: str,
    log: str | None,
    undo: str | None,
) -> int:
    """Make one vocabulary of several, in which concepts that are an exact match of each other are one.

    The first vocabulary wins: it gives the concept its IRI (but for --mint), its preferred name and its definition;
    preferred names of the others become other names, their definitions notes. With --clash keep-all they stay what they
    are, with --clash fail nothing is combined, and each clash is told. All else, as notations, may be said several
    times, and stays. IRIs that are given up are deprecated and lead on. Two concepts of one vocabulary are never
    joined. In TriG and N-Quads each vocabulary has a graph of its own, so that one sees who says what; the log says
    what was done, and by which mapping, and undoes it.
    """
    if undo is not None:
        return _undo(session, sources, output, undo)
    if len(sources) == 1:
        raise click.UsageError("one vocabulary is nothing to combine; name two or more")
    from termgraph.combining import combine as combined
    from termgraph.files import write_text

    vocabularies = [session.on(source).open() for source in sources]
    with busy("combining"):
        made = combined(*vocabularies, mappings=mappings, mint=mint, clash=clash)
    made.vocabulary.export(output, None if Path(output).suffix else "trig", notice=session.notice)
    where = log or f"{output}.log.json"
    write_text(Path(where), made.log.to_json())
    joined = sum(len(part.renamed) for part in made.log.parts)
    changed = sum(len(part.changed) for part in made.log.parts)
    session.say(
        f"joined {joined:,} concepts; {changed:,} statements are others now, or left out: {where} has them"
    )
    refused = made.log.refused
    for one in refused[:_SHOWN]:
        said = f"{one.subject} {one.object} ({one.by})"
        session.say(f"not joined, since it would join two of one vocabulary: {said}")
    if len(refused) > _SHOWN:
        session.say(f"and {len(refused) - _SHOWN:,} more: {where} has them")
    session.say(f"wrote {output}: {len(made.vocabulary):,} concepts")
    return 0


_SHOWN = 10


def _undo(session: Session, sources: tuple[str, ...], output: str, undo: str) -> int:
    from termgraph.combining import separate
    from termgraph.files import read_regular
    from termgraph.joining import Log

    if len(sources) != 1:
        raise click.UsageError("--undo takes one source: what `combine` has written")
    log = Log.from_json(read_regular(undo).decode("utf-8", "replace"), undo)
    vocabulary = session.on(*sources).open()
    folder, parts = Path(output), list(separate(vocabulary, log))  # all of them, before anything is written
    folder.mkdir(parents=True, exist_ok=True)
    for number, part in enumerate(parts, 1):
        path = folder / f"{number}.ttl"
        part.export(path, notice=session.notice)
        session.say(f"wrote {path}: {len(part):,} concepts")
    return 0
