"""`query`: SPARQL from the argument, a file, standard input, or by name."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from termgraph.cli.session import Session, busy, pass_session, width, write
from termgraph.errors import TermgraphError

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_NAME = re.compile(r"[\w-]+")
FORMATS = ("table", "csv", "tsv", "json", "xml", "turtle", "ntriples", "jsonld", "rdfxml", "trig")
_SUFFIXES = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".json": "json",
    ".srj": "json",
    ".xml": "xml",
    ".srx": "xml",
    ".ttl": "turtle",
    ".nt": "ntriples",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".trig": "trig",
    ".txt": "table",
}


def _complete_query(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from termgraph.store.named import list_queries

    return [CompletionItem(q.name, help=q.title) for q in list_queries() if q.name.startswith(incomplete)]


@click.command(
    epilog="Examples:  termgraph query misnomers   ·   termgraph query synonyms term=softmax   ·"
    "   termgraph query 'SELECT ?c { ?c a skos:Concept } LIMIT 5'",
)
@click.argument("what", metavar="SPARQL|FILE.rq|NAME|-", required=False, shell_complete=_complete_query)
@click.argument("parameters", metavar="[PARAM=VALUE]...", nargs=-1)
@click.option("--list", "list_", is_flag=True, help="List the named queries and their parameters.")
@click.option(
    "-f", "--format", "format_", type=click.Choice(FORMATS), help="Default: table, or turtle for graphs."
)
@click.option("-o", "--output", metavar="FILE", help="Write to a file; its name says the format.")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    metavar="SECONDS",
    help="Stop the query after so long.",
)
@pass_session
def query(
    session: Session,
    what: str | None,
    parameters: tuple[str, ...],
    list_: bool,
    format_: str | None,
    output: str | None,
    timeout: float | None,
) -> int:
    """Ask a SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE.

    The prefixes of the vocabulary and the usual ones (skos, skosxl, tg, dct, obo, …) need not be declared. A named
    query takes its parameters as PARAM=VALUE; `--list` tells which there are. Nothing is ever fetched.
    """
    if list_:
        _list()
        return 0
    if what is None:
        raise click.UsageError(
            "nothing to ask: give SPARQL, a .rq file, a name (--list shows them), or - for standard input"
        )
    params = _parameters(parameters)
    named = bool(_NAME.fullmatch(what)) and what != "-"
    text = "" if named else _sparql(what)
    store = session.open()
    with busy("asking"):
        result = (
            store.named_query(what, params, timeout)
            if named
            else store.query(text, params=params, timeout=timeout)
        )
    chosen = format_ or (_SUFFIXES.get(Path(output).suffix.lower()) if output else None)
    chosen = chosen or ("turtle" if result.kind == "graph" else "table")
    if chosen == "table" and result.kind != "graph":
        from termgraph.store.results import table

        write(table(result, store.all_prefixes, None if output else width()).encode(), output)
        if result.kind == "select":
            count = len(result.rows)
            session.say(f"{count} row{'' if count == 1 else 's'}")
    else:
        write(result.serialize(chosen).encode(), output)
    return 0


def _list() -> None:
    from termgraph.store.named import list_queries

    for named in list_queries():
        usage = " ".join(f"{p.name}=…" if p.default is None else f"[{p.name}=…]" for p in named.params)
        click.echo(click.style(f"{named.name} {usage}".strip(), bold=True))
        click.echo(f"    {named.title}")


def _parameters(given: tuple[str, ...]) -> dict[str, str]:
    params: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name.isidentifier():
            raise click.UsageError(f"'{one}' is no parameter; write name=value")
        params[name] = value
    return params


def _sparql(what: str) -> str:
    if what == "-":
        data = click.get_binary_stream("stdin").read()
        path = "standard input"
    elif what.endswith((".rq", ".sparql")) and "\n" not in what and "{" not in what:
        path = what
        try:
            data = Path(what).read_bytes()
        except OSError as error:
            raise TermgraphError(f"cannot be read: {error.strerror}", path) from None
    else:
        return what
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TermgraphError("is not UTF-8", path, hint="save the query as UTF-8") from None
