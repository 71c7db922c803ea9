"""`show`, `search`, `path`, `learn` and `stats`: for people who want to know about a term."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec, cast

import click

from termgraph.cli.choices import Registered
from termgraph.cli.session import Session, complete_term, examples, pass_session, width, write
from termgraph.errors import NotFoundError, did_you_mean

if TYPE_CHECKING:
    from termgraph.api import Leg
    from termgraph.skos import Hit

_P = ParamSpec("_P")

_FORMAT = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    help="For people or for programs.",
)
_STATS_WIDTH = 44
_LANG = click.option(
    "--lang", metavar="TAG", help="Language to prefer, for example de. Default: the vocabulary's own."
)


def _swiftly(command: Callable[_P, int]) -> Callable[_P, int]:
    """Let Python look for no garbage while a command answers, and keep what was found out once it has.

    It would walk all that was read again and again.
    """

    @wraps(command)
    def answer(*args: _P.args, **kwargs: _P.kwargs) -> int:
        from termgraph.store.record import no_collecting

        with no_collecting():
            session = cast("Session", args[0])
            try:
                status = command(*args, **kwargs)
            except NotFoundError:
                session.keep()
                raise
            session.keep()
            return status

    return answer


def _json(value: Any) -> None:
    write((json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode(), None)


@click.command(
    short_help="Show one term, as a person wants to read it.",
    epilog=examples(
        "termgraph show softmax", "termgraph show 'soft arg max'", "termgraph show CNN --format json"
    ),
)
@click.argument("term", nargs=-1, required=True, shell_complete=complete_term)
@_LANG
@_FORMAT
@pass_session
@_swiftly
def show(session: Session, term: tuple[str, ...], lang: str | None, format_: str) -> int:
    """Show one term: what it means, what else it is called, where it sits, and whether its name misleads.

    Any of its names finds it, and its id or IRI; case, spaces, hyphens, plurals and accents do not matter.
    """
    from termgraph.cli.text import card_text

    name = " ".join(term)
    cards = session.open(tolerant=True).cards(name, lang=lang)
    if format_ == "json":
        _json([one.to_dict() for one in cards])
        return 0
    if len(cards) > 1:
        click.echo(f"“{name}” is the name of {len(cards)} concepts:\n")
    click.echo("\n".join(card_text(one, width()) for one in cards), nl=False)
    return 0


@click.command(
    short_help="Search all names and definitions.",
    epilog=examples(
        "termgraph search gradient",
        "termgraph search convolutinal    # typos are forgiven",
        "termgraph search --status draft",
    ),
)
@click.argument("text", nargs=-1)
@click.option("--status", metavar="STATUS", help="Only what has this status; without TEXT all of it.")
@click.option("-n", "--limit", type=click.IntRange(1), default=20, show_default=True, help="At most so many.")
@_LANG
@_FORMAT
@pass_session
@_swiftly
def search(
    session: Session, text: tuple[str, ...], status: str | None, limit: int, lang: str | None, format_: str
) -> int:
    """Search all names and definitions, best matches first; typos are forgiven."""
    from dataclasses import asdict

    from termgraph.names import printable

    wanted = " ".join(text)
    if not wanted and status is None:
        raise click.UsageError("Missing argument 'TEXT...'.")
    store = session.open(tolerant=True)
    hits = store.search(wanted, limit=limit, lang=lang, status=status)
    if format_ == "json":
        _json([asdict(hit) for hit in hits])
        return 0 if hits else 1
    if not hits:
        if status is not None and status not in store.statuses.values():
            hint = did_you_mean(status, store.statuses.values())
            raise NotFoundError(f"nothing has the status '{status}'", hint=hint)
        raise NotFoundError(f"nothing matches '{wanted}'")
    for hit in hits:
        label = store.label(hit.iri, lang)
        line = click.style(printable(label), bold=True)
        if how := "; ".join(_how(hit, label, wanted, lang or store.language)):
            line += click.style(printable(f"  ({how})"), dim=True)
        click.echo(line)
    return 0


def _how(hit: Hit, label: str, wanted: str, lang: str) -> Iterator[str]:
    """Yield what is to be said of a hit: what fits, in which languages, and what it is if no concept in use."""
    from termgraph.wording import words

    said = words(lang).found
    if hit.name != label:
        yield f"{said.get(hit.kind, hit.kind)}: {_around(wanted, hit.name)}"
    if set(hit.langs) - {lang}:
        yield said["langs"].format(langs=", ".join(hit.langs))
    if hit.deprecated:
        yield said["deprecated"]
    if hit.is_collection:
        yield said["collection"]


def _around(wanted: str, text: str, most: int = 70) -> str:
    """Return a text, or where it is long the part of it around what was looked for."""
    from termgraph.names.inflection import stem

    text = " ".join(text.split())
    if len(text) <= most:
        return text
    folded, phrase = text.casefold(), " ".join(wanted.casefold().split())
    places = [folded.find(phrase), *(folded.find(stem(word)) for word in phrase.split())]
    found = next((place for place in places if place >= 0), 0)
    start = 0 if found < most // 2 else text.rfind(" ", 0, found - most // 4) + 1
    part = text[start : start + most].strip()
    return ("…" if start else "") + part + ("…" if start + most < len(text) else "")


@click.command(
    short_help="Show the shortest way between two terms.",
    epilog=examples("termgraph path 'forget gate' 'neural network'"),
)
@click.argument("start", metavar="A", shell_complete=complete_term)
@click.argument("end", metavar="B", shell_complete=complete_term)
@_LANG
@_FORMAT
@pass_session
@_swiftly
def path(session: Session, start: str, end: str, lang: str | None, format_: str) -> int:
    """Show the shortest way between two terms, with the kind of each step."""
    from dataclasses import asdict

    store = session.open(tolerant=True)
    legs = store.path(start, end, lang=lang)
    if format_ == "json":
        _json([asdict(leg) for leg in legs])
        return 0
    from termgraph.names import printable
    from termgraph.wording import words

    first = legs[0].source.label if legs else store.label(store.find(start), lang)
    click.echo(click.style(printable(first), bold=True))
    if (peak := _summit(legs)) is not None:
        both = words(lang or store.language).phrases["both"]
        last = click.style(printable(legs[-1].target.label), bold=True)
        click.echo(f"{last}\n  {both.format(term=click.style(printable(peak), bold=True))}")
    if peak is None or len(legs) > 2:
        for leg in legs:
            click.echo(f"  {printable(leg.says)} {click.style(printable(leg.target.label), bold=True)}")
    return 0


def _summit(legs: Sequence[Leg]) -> str | None:
    """Return the label of what both ends are kinds of, None where the way is another one."""
    from termgraph.skos.ways import Step, summit

    steps = [Step(leg.source.label, leg.kind, leg.target.label, leg.forward) for leg in legs]
    return summit(steps)


@click.command(
    short_help="Say in which order to learn what a term needs.",
    epilog=examples(
        "termgraph learn softmax",
        "termgraph learn 'self-attention' --know vector --know 'neural network'",
        "termgraph learn softmax --format markdown > softmax.md",
        "termgraph learn softmax -f anki -o softmax.apkg",
    ),
)
@click.argument("term", shell_complete=complete_term)
@click.option("--know", multiple=True, metavar="TERM", help="What is known already. May be repeated.")
@_LANG
@click.option(
    "-f",
    "--format",
    "format_",
    type=Registered("termgraph.lessons:FORMATS"),
    default="text",
    show_default=True,
    help="For people, as a list in Markdown, for programs, or as a deck of Anki.",
)
@click.option("-o", "--output", metavar="FILE", help="Write it to a file.")
@pass_session
@_swiftly
def learn(
    session: Session, term: str, know: tuple[str, ...], lang: str | None, format_: str, output: str | None
) -> int:
    """Say in which order to learn what a term needs: each concept after those that explain it.

    A concept is explained by its broader concepts and by those that its definition links to. Where two
    explain each other, the one that comes first says so. Anki asks new cards in that order.
    """
    if format_ == "anki" and output in (None, "-"):
        raise click.UsageError("a deck of Anki is no text: say where to with -o FILE.")
    write(session.open(tolerant=True).learn(term, know=know, lang=lang).serialize(format_), output)
    if output not in (None, "-"):
        session.say(f"wrote {output}")
    return 0


@click.command(
    short_help="Count what the vocabulary holds.",
    epilog=examples("termgraph stats", "termgraph -V thesaurus.ttl stats --format json"),
)
@_FORMAT
@pass_session
@_swiftly
def stats(session: Session, format_: str) -> int:
    """Count what the vocabulary holds: concepts, names, relations, misnomers, sources, depth, orphans."""
    from termgraph.store.tables import cell_width

    counted = session.open(tolerant=True).stats()
    if format_ == "json":
        _json(counted)
        return 0
    for title, value in _flat(counted):
        room = _STATS_WIDTH - cell_width(title)
        click.echo(title if value is None else f"{title} {value:>{max(room - 1, 0)},}")
    return 0


def _flat(counted: dict[str, Any], indent: str = "") -> list[tuple[str, int | None]]:
    """Return the counts as lines: a title and a number, or None where the lines below it hold the numbers."""
    rows: list[tuple[str, int | None]] = []
    for title, value in counted.items():
        if isinstance(value, dict):
            if value:
                rows += [(indent + title, None), *_flat(value, indent + "  ")]
        else:
            rows.append((indent + title, value))
    return rows
