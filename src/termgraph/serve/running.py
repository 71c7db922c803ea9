"""Runs the server: what is asked is answered, and sources that change are followed."""

from __future__ import annotations

import gc
import socket
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from termgraph.errors import TermgraphError
from termgraph.namespaces import data_dir
from termgraph.pages.service import Service
from termgraph.serve.app import application
from termgraph.serve.arriving import Arriving
from termgraph.serve.hardening import line
from termgraph.serve.metrics import Metrics
from termgraph.serve.origins import EVERY, Origin, origins
from termgraph.serve.served import Served

#: Requests that are answered at a time; who comes then is told to come again (503).
_CONCURRENT = 200
#: Seconds that requests have to end in when the server is stopped.
_GRACE = 10
#: Seconds after which an idle connection is closed.
_IDLE = 15
#: Seconds between two looks at the sources.
_PACE = 1.0


class Following:
    """An application that follows its sources: it is made anew beside, and then takes the place of the old one.

    A request is answered by the application that was there when it came: all of it from the old, or all from the new.

    Args:
        origins: the sources.
        make: makes the application of what was opened.
        say: is told of what was opened anew, and of what could not be.
    """

    def __init__(
        self,
        origins: Iterable[Origin],
        make: Callable[[Sequence[Served]], ASGIApp],
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.origins = list(origins)
        self.make = make
        self.say = say
        self.served: Mapping[str, Served] = {one.id: one.open() for one in self.origins}
        self.app = make([*self.served.values()])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await self.app(scope, receive, send)

    def follow(self) -> None:
        """Open anew what has changed, or has now been kept.

        What cannot be read, as in the middle of an edit, leaves the old one serving.
        """
        opened = {}
        for origin in self.origins:
            try:
                if origin.has_changed() or origin.keep():
                    opened[origin.id] = origin.open()
            except TermgraphError as error:
                self.say(f"{origin.source} cannot be read now; what was read before is served: {error}")
        if opened:
            self.served = {**self.served, **opened}
            self.app = self.make([*self.served.values()])
            gc.collect()  # ends the processes and gives back the memory of what nobody asks any longer
            self.say(f"opened anew: {', '.join(opened)}")


def run(  # noqa: PLR0913 (all but the first three are what people choose)
    sources: Sequence[str],
    host: str,
    port: int,
    *,
    base: str | None = None,
    public_base: str = "",
    edit_url: str = "",
    every: float = EVERY,
    notice: Callable[[str], None] = lambda _: None,
    say: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve sources until the process is told to stop; what is being answered then is answered to its end.

    Args:
        sources: what `termgraph -V` takes, each a vocabulary of its own; none for the machine-learning vocabulary.
        host: the address to listen at.
        port: the port; 0 for any that is free.
        base: what relative IRIs in RDF files are relative to.
        public_base: the address that a proxy in front is known by.
        edit_url: where people edit an entry; see `termgraph.pages.service.Service`.
        every: seconds between two looks at an endpoint; 0 for none.
        notice: is told of what was repaired in reading.
        say: is told of each request, a line of JSON, and of what is opened anew.

    Raises:
        TermgraphError: where a source cannot be read, or the port is taken.
    """
    named = sources or (str(data_dir() / "ml"),)
    told = partial(application, public_base=public_base, tell=lambda said: say(line(said)), metrics=Metrics())
    with _listening(host, port) as listening:
        service = Service(edit_url, is_shared=len(named) > 1)
        app = Following(origins(named, base=base, service=service, every=every, notice=notice), told, say)
        shown = f"[{host}]" if ":" in host else host
        say(f"serving {', '.join(app.served)} at http://{shown}:{listening.getsockname()[1]}/ (Ctrl-C stops)")
        # uvicorn raises the interruption once more when it has stopped.
        with _followed(app), suppress(KeyboardInterrupt):
            server(app).run(sockets=[listening])


def server(app: ASGIApp) -> uvicorn.Server:
    """Return what serves an application."""
    config = uvicorn.Config(
        app,
        http=Arriving,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        limit_concurrency=_CONCURRENT,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_GRACE,
    )
    return uvicorn.Server(config)


@contextmanager
def _followed(app: Following) -> Iterator[None]:
    """Have an application follow its sources as long as it is served."""
    over = threading.Event()

    def follow() -> None:
        while not over.wait(_PACE):
            app.follow()

    follower = threading.Thread(target=follow, daemon=True)
    follower.start()
    try:
        yield
    finally:
        over.set()
        follower.join(_GRACE)  # a server that it asks may be slow


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise TermgraphError(
            f"cannot listen at {host}, port {port}: {error.strerror or error}",
            hint="give another --port, or 0 for any that is free",
        ) from None
