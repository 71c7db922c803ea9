"""`push`: the vocabulary into a graph of a SPARQL endpoint."""

from __future__ import annotations

import click

from termgraph.cli.session import Session, busy, examples, pass_session

_SHOWN = 20


@click.command(
    short_help="Put it into a graph of a SPARQL endpoint.",
    epilog=examples(
        "termgraph -V birds.ttl push http://localhost:3030/ds --graph urn:birds",
        "termgraph push http://h/query --update http://h/update --graph urn:birds",
    ),
)
@click.argument("address", metavar="ADDRESS")
@click.option("--graph", metavar="IRI", required=True, help="The graph, of which all is replaced.")
@click.option("--update", metavar="URL", help="Where updates go, where that is another address.")
@click.option(
    "--accept-changes", is_flag=True, help="Let the server keep some literals in a form of its own."
)
@pass_session
def push(session: Session, address: str, graph: str, update: str | None, accept_changes: bool) -> int:
    """Put a vocabulary into a graph of a SPARQL endpoint, in place of what is in it.

    It goes into a graph beside it in batches, is read back and compared, and takes its place in one step: whoever asks
    meanwhile gets the old one or the new one. To get one from an endpoint, name its address with -V, or `load` it.
    """
    store = session.open()
    with busy(f"pushing to {address}") as done:
        changed = store.push(address, graph, updates=update, accepts_changes=accept_changes, progress=done)
    for line in changed[:_SHOWN]:
        session.say(f"kept otherwise: {line}")
    if len(changed) > _SHOWN:
        session.say(f"and {len(changed) - _SHOWN:,} more")
    session.say(f"wrote <{graph}>: {len(store.record):,} triples")
    return 0
