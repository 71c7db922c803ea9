"""`query`: SPARQL from the argument, a file, standard input, or by name."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from termgraph.cli.choices import Registered
from termgraph.cli.session import Listing, Session, busy, examples, is_terminal, pass_session, width, write
from termgraph.errors import TermgraphError
from termgraph.files import is_of_the_shell, read_regular

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

#: Files of tables: what they are is known where they are written.
_BINARY = ("parquet", "xlsx")


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
    type=Registered("termgraph.store.results:FORMATS", more=_BINARY),
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
    """Ask a SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE; without one, on a terminal, open a shell to ask in.

    The prefixes of the vocabulary and the usual ones (skos, skosxl, tg, dct, obo, …) need not be declared. A named
    query takes its parameters as PARAM=VALUE; `--list` tells which there are. Nothing is ever fetched.

    What a query of your own writes as $name is a parameter too. Its value is a resource where it is <IRI>, or
    prefix:name with a known prefix; "text"@en is a name in a language; all else is text. Comments at the head of
    the query, such as `# param: term concept  any name of a term`, say of what kind a parameter is (concept, source,
    string, integer or language), and its default.

    In CSV a text that a spreadsheet would take for a formula, since it begins with =, +, - or @, gets an apostrophe
    before it; numbers stay as they are. The other formats hold every text as it is. In xlsx and parquet (which needs
    pyarrow) the languages of ?name stand in a column name_lang, and where terms are mixed their types in name_type.
    """
    if list_:
        from termgraph.cli.answering import listed
        from termgraph.store import list_queries

        click.echo(listed(session.open(tolerant=True).queries if session.sources else list_queries()))
        return 0
    if what is not None:
        return _ask(session, what, _parameters(parameters), format_, output, timeout, explain=explain)
    if (
        output is None
        and not explain
        and format_ not in _BINARY
        and is_terminal(sys.stdin)
        and is_terminal(sys.stdout)
    ):
        from termgraph.cli.shell import shell

        shell(session, format_, timeout)
        return 0
    raise click.UsageError(
        "nothing to ask: give SPARQL, a .rq file, a name (--list shows them), or - for standard input"
    )


def _ask(
    session: Session,
    what: str,
    params: Mapping[str, str],
    format_: str | None,
    output: str | None,
    timeout: float | None,
    *,
    explain: bool,
) -> int:
    from termgraph.cli.answering import fitting, format_of, written
    from termgraph.cli.asking import Question, is_name

    to_file = output is not None and output != "-"
    wished = format_ or (format_of(output) if output is not None and to_file else None)
    if wished in _BINARY and not to_file and is_terminal(sys.stdout):
        raise click.UsageError(f"{wished} is not for terminals: write it to a file, with -o FILE")
    text, path = (what, None) if is_name(what) else _sparql(what)
    store = session.open(tolerant=True)
    question = Question.of(store, text, params, path)
    if explain:
        write((question.explanation(store) + "\n").encode(), output)
        question.refuse(store)
        return 0
    with busy("asking"):
        result = question.answer(store, timeout)
    chosen = fitting(result, wished)
    columns = None if to_file else width()
    write(written(result, chosen, store.all_prefixes, columns, session.notice), output)
    if to_file:
        session.say(f"wrote {output}")
    question.remark(session, store, result, counted=chosen == "table")
    if question.is_of_structure:
        session.keep()
    elif store.has_engine:
        session.keep(quads=True)
    return 0


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
