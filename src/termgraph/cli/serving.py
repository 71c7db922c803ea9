"""`serve`: vocabularies over HTTP; `mcp`: a vocabulary for agents."""

from __future__ import annotations

import click

from termgraph.cli.session import Session, examples, pass_session


@click.command(
    short_help="Serve pages, linked data and APIs over HTTP, read-only.",
    epilog=examples(
        "termgraph serve",
        "termgraph -V stw.ttl serve --port 8080",
        "termgraph -V birds serve --public-base https://example.org/terms",
        "termgraph -V birds serve --edit-url 'https://example.org/edit/{id}.md'",
        "termgraph -V https://example.org/sparql serve --every 15",
    ),
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 for any."
)
@click.option(
    "--public-base", metavar="URL", default="", help="The address that a proxy in front is known by."
)
@click.option(
    "--edit-url",
    metavar="URL",
    default="",
    help="Where people edit an entry, with {id}, {iri} or {label} in it, or the address of the repository: pages then"
    " say where to edit the entry and suggest a change.",
)
@click.option(
    "--every",
    type=click.IntRange(0),
    metavar="MINUTES",
    default=60,
    show_default=True,
    help="How often a source that is a SPARQL endpoint is read again; 0 for never.",
)
@pass_session
def serve(session: Session, host: str, port: int, public_base: str, edit_url: str, every: int) -> int:
    """Serve vocabularies over HTTP: pages, linked data, and what programs ask. Nothing is ever written.

    Each -V is a vocabulary of its own, at /NAME/, and all are searched together.
    """
    from termgraph.extras import needed_for

    with needed_for("serving"):
        from termgraph.serve.running import run

    run(
        session.sources,
        host,
        port,
        base=session.base,
        public_base=public_base,
        edit_url=edit_url,
        every=60 * every,
        notice=session.notice,
        say=session.say,
    )
    return 0


@click.command(
    short_help="Answer agents, over standard input and output.",
    epilog=examples("termgraph mcp", "termgraph -V my-glossary mcp"),
)
@pass_session
def mcp(session: Session) -> int:
    """Answer agents by the Model Context Protocol: an agent's program starts this and asks over standard input.

    Its tools look terms up, search, tell relations and the way between two terms, list misleading names, and ask in
    SPARQL within the guards of `serve`. Nothing is ever written.
    """
    from termgraph.extras import needed_for

    with needed_for("answering agents"):
        from termgraph.agents import run

    run(session.open(tolerant=True))
    return 0
