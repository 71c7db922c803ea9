"""What is served and followed: a source that is opened anew when it has changed.

Files are looked at. An endpoint has no looks, nor anything else by which all servers tell that they hold something new:
so all of it is read again from time to time, and compared.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from termgraph.api import TermGraph
from termgraph.errors import TermgraphError
from termgraph.namespaces import free_id
from termgraph.pages.service import Service
from termgraph.serve.app import RESERVED
from termgraph.serve.served import Served
from termgraph.store.cache import looks
from termgraph.store.endpoint import Endpoint, is_endpoint
from termgraph.store.remote import RemoteRecord

#: Seconds between two looks at an endpoint: each reads all of it.
EVERY = 3600.0


@dataclass(slots=True)
class Origin:
    """A source that is served, and followed.

    Attributes:
        id: what its paths begin with.
        source: what `termgraph -V` takes.
        base: what relative IRIs in it are relative to.
        service: what the server adds to its pages.
        every: seconds between two looks, where it is an endpoint; 0 for none.
        notice: is told of what was repaired in reading.
    """

    id: str
    source: str
    base: str | None = None
    service: Service = field(default_factory=Service)
    every: float = EVERY
    notice: Callable[[str], None] = lambda _: None
    _due: float = 0.0
    _seen: object = ()
    _tried: object = ()
    _kept: object = ()
    _unkept: TermGraph | None = None

    def open(self) -> Served:
        """Open the source, and make ready what every page needs.

        Raises:
            TermgraphError: where it cannot be read, or is an endpoint that is being changed.
        """
        if not is_endpoint(self.source):
            self._seen = self._tried = looks(self.source)
        graph = TermGraph.open(self.source, notice=self.notice, base=self.base, tolerant=True)
        if isinstance(graph.record, RemoteRecord):
            self._take(graph.record.fingerprint())
        is_new = self._seen != self._kept
        self._unkept = graph if is_new and graph.place and graph.pages is None else None
        served = Served(self.id, graph, self.service)
        served.site()
        return served

    def _take(self, now: str) -> None:
        """Take what an endpoint says, unless that is already something else than what was found to be at rest."""
        self._due = time.monotonic() + self.every
        if self._tried not in ((), now):
            raise TermgraphError("is being changed", self.source)
        self._seen = self._tried = now

    def keep(self) -> bool:
        """Keep what was found out, where it is not kept, and tell whether that was done.

        Opened anew, the source then finds names by an index.
        """
        graph, self._unkept = self._unkept, None
        if graph is None:
            return False
        self._kept = self._seen
        graph.keep()
        return True

    def has_changed(self) -> bool:
        """Tell whether the source looks otherwise than when it was opened, and did so the last time too: it is at rest.

        Raises:
            TermgraphError: where it is an endpoint that cannot be read.
        """
        if not is_endpoint(self.source):
            return self._is_new(looks(self.source))
        if not self.every or time.monotonic() < self._due:
            return False
        self._due = time.monotonic() + self.every
        was_known = self._tried == self._seen
        now = RemoteRecord(Endpoint(self.source), lambda _: None).fingerprint()
        if was_known and now != self._seen:
            self._due = 0.0  # it is new: whether it is at rest is seen at once
        return self._is_new(now)

    def _is_new(self, now: object) -> bool:
        at_rest, self._tried = now == self._tried, now
        return bool(now) and now != self._seen and at_rest


def origins(sources: Sequence[str], **more: Any) -> list[Origin]:
    """Return the sources with ids by their names, each another.

    >>> [origin.id for origin in origins(["birds.ttl", "old/birds.ttl.gz", "API/"])]
    ['birds', 'birds-2', 'api-2']
    """
    found: list[Origin] = []
    for source in sources:
        name = Path(source).resolve().name.partition(".")[0] if source != "-" else ""
        taken = {*RESERVED, *(one.id for one in found)}
        found.append(Origin(free_id(name or "vocabulary", taken), source, **more))
    return found
