"""The `termgraph` command: its options, its verbs, and how every kind of failure ends."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import traceback
from collections.abc import Sequence

import click

from termgraph import __distribution__, __version__
from termgraph.cli import (
    aligning,
    changing,
    checking,
    comparing,
    editing,
    fixing,
    ingesting,
    publishing,
    pushing,
    querying,
    reading,
    reconciling,
    serving,
    storing,
    using,
    writing,
)
from termgraph.cli.session import Session, examples, told
from termgraph.errors import NotFoundError, TermgraphError

EXIT_NOT_FOUND = 1
EXIT_USAGE = 2
EXIT_BAD_INPUT = 3
EXIT_BUG = 4
EXIT_INTERRUPTED = 130  # 128 + SIGINT, as shells say it
EXIT_PIPE_CLOSED = 141  # 128 + SIGPIPE


class _Group(click.Group):
    """Lists the verbs in the order in which people meet them, and suggests the nearest for a mistyped one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            from termgraph.errors import did_you_mean

            hint = did_you_mean(args[0], self.commands) or f"one of {', '.join(self.commands)}"
            ctx.fail(f"no verb '{args[0]}' ({hint})")
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples(
        "termgraph show softmax",
        "termgraph query misnomers",
        "termgraph -V thesaurus.ttl view --open",
        more="Exit status: 0 fine, 1 not found or something to change, 2 wrong usage,\n"
        "3 bad input, 4 a bug in termgraph.",
    ),
)
@click.option(
    "-V",
    "--vocab",
    "sources",
    multiple=True,
    metavar="SOURCE",
    help="A vocabulary: an entries folder, an RDF file (.ttl .rdf .jsonld .nt .nq .trig, also .gz), a store that `load`"
    " made, mappings beside one (.sssom.tsv),"
    " the address of a SPARQL endpoint, a folder or file as it was in git (SOURCE@REVISION), or - for standard"
    " input."
    " May be repeated. Default: $TERMGRAPH_VOCAB, else the machine-learning vocabulary"
    " that comes along.",
)
@click.option(
    "--base",
    metavar="IRI",
    help="What relative IRIs in RDF files are relative to. Default: what the file says, else where it lies.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but results and errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say what is being done, and every notice.")
@click.version_option(__version__, message=f"{__distribution__} %(version)s")
@click.pass_context
def termgraph(
    ctx: click.Context, sources: tuple[str, ...], base: str | None, quiet: bool, verbose: bool
) -> None:
    """A knowledge graph of terms: what they mean, what else they are called, and which names mislead."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":  # https://no-color.org
        ctx.color = False
    ctx.obj = Session.given(sources, verbosity=verbose - quiet, base=base)


for _command in (
    reading.show,
    reading.search,
    querying.query,
    reading.path,
    reading.learn,
    reading.stats,
    checking.check,
    fixing.fix,
    using.lint,
    using.link,
    using.usage,
    using.annotate,
    comparing.diff,
    comparing.apply,
    aligning.align,
    aligning.combine,
    writing.view,
    writing.export,
    writing.convert,
    writing.build,
    publishing.publish,
    serving.serve,
    serving.mcp,
    storing.load,
    storing.store,
    pushing.push,
    ingesting.ingest,
    reconciling.reconcile,
    editing.new,
    changing.rename,
    changing.merge,
    changing.split,
    changing.deprecate,
    changing.remove,
    changing.move_base,
    changing.status,
    changing.release,
    editing.fmt,
    editing.completion,
):
    termgraph.add_command(_command)


def main(args: Sequence[str] | None = None) -> None:
    """Run the command and exit with its status.

    0 fine; 1 no such term, or findings; 2 usage; 3 bad input, told in one line; 4 a bug, with a traceback;
    130 interrupted; 141 the reader of a pipe went away.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    status = _flushed(_run(args))
    if status == EXIT_INTERRUPTED:
        # A thread may still be reading or asking, and Python's own way out would trip over it.
        os._exit(status)
    sys.exit(status)


def _run(args: Sequence[str] | None) -> int:
    stdout = sys.stdout
    try:
        result = termgraph.main(args=args, prog_name="termgraph", standalone_mode=False)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        error.show()
        return EXIT_USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("termgraph: interrupted", err=True)
        return EXIT_INTERRUPTED
    except NotFoundError as error:
        return _fail(error, EXIT_NOT_FOUND)
    except TermgraphError as error:
        return _fail(error, EXIT_BAD_INPUT)
    except BrokenPipeError:
        return _pipe_closed()
    except SystemExit as end:
        # So click ends after completing words, and with status 1 where a pipe was closed: then it wraps the streams.
        return int(end.code or 0) if sys.stdout is stdout else _pipe_closed()
    except MemoryError:
        return _fail(
            TermgraphError("out of memory", hint="the source or the result is too large"), EXIT_BAD_INPUT
        )
    except OSError as error:
        if error.filename is None:  # then it is none of the files that were named, but standard output
            return _not_written(error)
        return _fail(TermgraphError(error.strerror or str(error), error.filename), EXIT_BAD_INPUT)
    except Exception:
        traceback.print_exc()
        click.echo("termgraph: this is a bug; please report it with the lines above", err=True)
        return EXIT_BUG
    return result if isinstance(result, int) else 0


def _fail(error: TermgraphError, status: int) -> int:
    # Where nobody listens to standard error either, the status still tells.
    with contextlib.suppress(OSError):
        click.echo(f"termgraph: {told(error)}", err=True)
    return status


def _flushed(status: int) -> int:
    """Write out what standard output still holds, and return the status with which to end."""
    try:
        if sys.stdout is not None:  # as it is where it was closed: `termgraph … >&-`
            sys.stdout.flush()
    except BrokenPipeError:
        return _pipe_closed()
    except OSError as error:
        return _not_written(error)
    except KeyboardInterrupt:
        _silence_stdout()
        return EXIT_INTERRUPTED
    return status


def _not_written(error: OSError) -> int:
    _silence_stdout()
    return _fail(TermgraphError(f"cannot write the output: {error.strerror or error}"), EXIT_BAD_INPUT)


def _pipe_closed() -> int:
    _silence_stdout()
    return EXIT_PIPE_CLOSED


def _silence_stdout() -> None:
    """Point standard output nowhere, so that Python's own flush at exit does not fail once more."""
    with contextlib.suppress(OSError, AttributeError, ValueError):  # where there is none, nothing can fail
        devnull = os.open(os.devnull, os.O_WRONLY)
        os.dup2(devnull, sys.stdout.fileno())
        os.close(devnull)
