"""What the server has done, counted, in the text format of Prometheus."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE", "PATCH"})

#: What is counted, and what people are told of it.
COUNTED: Mapping[str, str] = {
    "termgraph_requests_total": "requests, by method and status",
    "termgraph_requests_seconds_total": "seconds that they took",
    "termgraph_queries_total": "queries in SPARQL, by the status of the answer",
    "termgraph_queries_seconds_total": "seconds that they took, waiting included",
    "termgraph_engines_ended_total": "processes that ended over a query, or were ended",
}


class Metrics:
    """Counts that only grow, each with labels.

    >>> metrics = Metrics()
    >>> metrics.count("termgraph_engines_ended_total")
    >>> print(metrics.text())
    # HELP termgraph_engines_ended_total processes that ended over a query, or were ended
    # TYPE termgraph_engines_ended_total counter
    termgraph_engines_ended_total 1
    <BLANKLINE>
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: defaultdict[tuple[str, tuple[tuple[str, str], ...]], float] = defaultdict(float)

    def count(self, name: str, by: float = 1, labels: Mapping[str, str] | None = None) -> None:
        """Count something of `COUNTED`. Labels come from a small set of values, never from what a client sends."""
        with self._lock:
            self._counts[name, tuple(sorted((labels or {}).items()))] += by

    @contextmanager
    def timed(self, name: str) -> Iterator[dict[str, str]]:
        """Count what is done in the block: as `name_total`, with the labels that it gets, and `name_seconds_total`."""
        begun = time.perf_counter()
        labels: dict[str, str] = {}
        try:
            yield labels
        finally:
            with self._lock:
                self._counts[f"{name}_total", tuple(sorted(labels.items()))] += 1
                self._counts[f"{name}_seconds_total", ()] += time.perf_counter() - begun

    def text(self) -> str:
        """Return everything, in the order of `COUNTED`."""
        with self._lock:
            counts = dict(self._counts)
        lines = []
        for name, about in COUNTED.items():
            mine = sorted((labels, value) for (of, labels), value in counts.items() if of == name)
            lines += [f"# HELP {name} {about}", f"# TYPE {name} counter"] if mine else []
            for labels, value in mine:
                told = ",".join(f'{label}="{text}"' for label, text in labels)
                lines.append(f"{name}{{{told}}} {value:.12g}" if told else f"{name} {value:.12g}")
        return "\n".join([*lines, ""])

    def routes(self) -> list[Route]:
        """Return where the counts are read."""

        async def metrics(_: Request) -> Response:
            return Response(self.text(), headers={"Cache-Control": "no-store"}, media_type=_TYPE)

        return [Route("/metrics", metrics)]


class Measured:
    """An application whose requests are counted, by method and status.

    Args:
        app: the application.
        metrics: where to.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        with self.metrics.timed("termgraph_requests") as labels:
            labels |= {"method": scope["method"] if scope["method"] in _METHODS else "other", "status": "500"}

            async def sending(message: Message) -> None:
                if message["type"] == "http.response.start":
                    labels["status"] = str(message["status"])
                await send(message)

            await self.app(scope, receive, sending)
