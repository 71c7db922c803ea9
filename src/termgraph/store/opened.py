"""What has been opened, whatever it came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from termgraph.errors import TermgraphError
from termgraph.namespaces import is_absolute_iri
from termgraph.store.cache import Place
from termgraph.store.record import Record

if TYPE_CHECKING:
    from termgraph.store.engine import Engine


@dataclass(slots=True)
class Opened:
    """What has been opened: the quads, and what is known of the vocabulary besides.

    `problems` are what was passed over in entries folders. `place` is where its compiled form is kept; None where it is
    not. `seen` is called with the number of bytes of large files that were read since it was called last. `elsewhere`
    is what answers a person's own SPARQL where the vocabulary is, if that is not here.
    """

    record: Record = field(default_factory=Record)
    prefixes: dict[str, str] = field(default_factory=dict)
    base: str | None = None
    address: str | None = None
    language: str | None = None
    notices: list[str] = field(default_factory=list)
    problems: list[TermgraphError] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    format: ox.RdfFormat | None = None
    names: list[str] = field(default_factory=list)
    tell: Callable[[str], None] | None = None
    place: Place | None = None
    seen: Callable[[float], None] = lambda _: None
    elsewhere: Engine | None = None

    def notice(self, message: str) -> None:
        """Keep a remark on what was read, and pass it on."""
        self.notices.append(message)
        if self.tell is not None:
            self.tell(message)

    def learn(
        self, prefixes: Iterable[tuple[str, str]], base: str | None, language: str | None = None
    ) -> None:
        """Keep what a source says of itself; where several say different things, the first is right."""
        for prefix, namespace in prefixes:
            if is_absolute_iri(namespace):
                self.prefixes.setdefault(prefix, namespace)
        self.base = self.base or base
        self.language = self.language or language

    def take(self, other: Opened) -> None:
        """Take in what has been opened elsewhere, with what is known of it."""
        self.notices += other.notices
        self.record.read(other.record.quads(), other.record.blank)
        self.learn(other.prefixes.items(), other.base, other.language)
        self.address = self.address or other.address
        self.format = self.format or other.format
        self.files += other.files
        self.folders += other.folders
        self.names += other.names
