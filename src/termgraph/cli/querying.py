"""`query`: SPARQL from the argument, a file, standard input, or by name."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from termgraph.cli.choices import Registered
from termgraph.cli.session import Listing, Session, busy, examples, pass_session, width, write
from termgraph.errors import TermgraphError
from termgraph.files import is_of_the_shell, read_regular

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

#: The endings of file names that mean a format of rows; those of graphs mean what they do for `export`.
_SUFFIXES = {
    **{f".{name}": name for name in ("csv", "tsv", "json", "xml")},
    ".srj": "json",
    ".srx": "xml",
    ".txt": "table",
}
#: What JSON and XML mean where the result is a graph.
_OF_GRAPHS = {"json": "jsonld", "xml": "rdfxml"}


def _complete_query(
    _ctx: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from termgraph.store import list_queries

    return [CompletionItem(q.name, help=q.title) for q in list_queries() if q.name.startswith(incomplete)]


@click.command(
    short_help="Ask a question in SPARQL, or one that has a name.",
    epilog=examples(
        "termgraph query --list",
        "termgraph query misnomers --format csv",
        "termgraph query synonyms term=softmax",
        "termgraph query 'SELECT ?c { ?c a skos:Concept } LIMIT 5'",
        "termgraph query 'SELECT * { $c skos:related ?other }' c=ml:softmax",
    ),
)
@click.argument("what", metavar="SPARQL|FILE.rq|NAME|-", required=False, shell_complete=_complete_query)
@click.argument("parameters", metavar="[PARAM=VALUE]...", nargs=-1)
@click.option("--list", "list_", is_flag=True, help="List the named queries and their parameters.")
@click.option(
    "-f",
    "--format",
    "format_",
    type=Registered("termgraph.store.results:FORMATS"),
    cls=Listing,
    metavar="NAME",
    help="{choices}. Default: table, or turtle for graphs.",
)
@click.option("-o", "--output", metavar="FILE", help="Write to a file; its name says the format.")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    metavar="SECONDS",
    help="Stop the query after so long.",
)
@click.option("--explain", is_flag=True, help="Say how the query is understood, and ask nothing.")
@pass_session
def query(
    session: Session,
    what: str | None,
    parameters: tuple[str, ...],
    list_: bool,
    format_: str | None,
    output: str | None,
    timeout: float | None,
    explain: bool,
) -> int:
    """Ask a SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE.

    The prefixes of the vocabulary and the usual ones (skos, skosxl, tg, dct, obo, …) need not be declared. A named
    query takes its parameters as PARAM=VALUE; `--list` tells which there are. Nothing is ever fetched.

    What a query of your own writes as $name is a parameter too. Its value is a resource where it is <IRI>, or
    prefix:name with a known prefix; "text"@en is a name in a language; all else is text. Comments at the head of
    the query, such as `# param: term concept  any name of a term`, say of what kind a parameter is (concept, source,
    string, integer or language), and its default.

    In CSV a text that a spreadsheet would take for a formula, since it begins with =, +, - or @, gets an apostrophe
    before it; numbers stay as they are. The other formats hold every text as it is.
    """
    if list_:
        _list(session)
        return 0
    if what is None:
        raise click.UsageError(
            "nothing to ask: give SPARQL, a .rq file, a name (--list shows them), or - for standard input"
        )
    from termgraph.cli.asking import Question, is_name

    params = _parameters(parameters)
    to_file = output is not None and output != "-"
    chosen = format_ or (_format_of(output) if output is not None and to_file else None)
    text, path = (what, None) if is_name(what) else _sparql(what)
    store = session.open()
    question = Question.of(store, text, params, path)
    if explain:
        write((question.explanation(store) + "\n").encode(), output)
        question.refuse(store)
        return 0
    with busy("asking"):
        result = question.answer(store, timeout)
    chosen = chosen or ("turtle" if result.kind == "graph" else "table")
    if result.kind == "graph":
        chosen = _OF_GRAPHS.get(chosen, chosen)
    if chosen == "table":
        from termgraph.store import table

        text = table(result, store.all_prefixes, None if to_file else width())
    else:
        text = result.serialize(chosen)
    write((text if text.endswith("\n") else text + "\n").encode(), output)
    if chosen == "table" and result.kind == "select":
        session.say(f"{len(result)} row{'' if len(result) == 1 else 's'}")
    if to_file:
        session.say(f"wrote {output}")
    if session.verbosity >= 0 and result.kind != "ask" and not result:
        for note in question.absences(store):
            session.say(f"note: {note}")
    return 0


def _format_of(name: str) -> str | None:
    """Return the format that the name of a file means; None where it has no ending.

    Raises:
        TermgraphError: for an ending that means none.
    """
    from termgraph.export import WRITERS, format_of
    from termgraph.store.results import FORMATS

    suffix = Path(name).suffix.lower()
    found = _SUFFIXES.get(suffix) or format_of(Path(f"graph{suffix}"))
    if not suffix or found in FORMATS:
        return found
    of_graphs = [writer.suffixes[0] for key, writer in WRITERS.items() if key in FORMATS]
    hint = f"say one with --format, or end it in {', '.join(dict.fromkeys([*_SUFFIXES, *of_graphs]))}"
    raise TermgraphError(f"the name '{Path(name).name}' means no format", hint=hint)


def _list(session: Session) -> None:
    """Print the named queries: those that come along, and those of the vocabulary that `-V` names."""
    from termgraph.store import list_queries

    for named in session.open().queries if session.sources else list_queries():
        usage = " ".join(f"{p.name}=…" if p.default is None else f"[{p.name}=…]" for p in named.params)
        click.echo(click.style(f"{named.name} {usage}".strip(), bold=True))
        click.echo(f"    {named.title}")
        for parameter in named.params:
            click.echo(f"    {parameter.name}: {parameter.help}")


def _parameters(given: tuple[str, ...]) -> dict[str, str]:
    params: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals or not name.isidentifier():
            raise click.UsageError(f"'{one}' is no parameter; write name=value")
        params[name] = value
    return params


def _sparql(what: str) -> tuple[str, str | None]:
    """Return a query, and the file that it was read from."""
    if what == "-":
        path = "standard input"
        if sys.stdin is None:
            raise TermgraphError("is closed", path)
        data = sys.stdin.buffer.read()
    elif _is_file_name(what):
        path = what
        data = read_regular(what)
    else:
        return what, None
    try:
        return data.decode("utf-8-sig"), path
    except UnicodeDecodeError:
        raise TermgraphError("is not UTF-8", path, hint="save the query as UTF-8") from None


def _is_file_name(what: str) -> bool:
    """Tell whether this names a file rather than being SPARQL, which has white space or braces."""
    if re.search(r"[\n{]", what):
        return False
    try:
        return what.endswith((".rq", ".sparql")) or is_of_the_shell(what) or Path(what).is_file()
    except (OSError, ValueError):  # too long, or a NUL: no name of a file
        return False
