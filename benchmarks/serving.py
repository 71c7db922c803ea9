"""Measures what look-ups cost over HTTP, alone and while hostile queries arrive, beside other servers of SPARQL.

    python benchmarks/serving.py [--seconds 60] [--peer NAME=URL]...

The server is another process on this machine, and nothing else is asked. A peer is an endpoint that serves the same
vocabulary, that of `--file`; its queries are the same, and asked in turns with ours, so that all have the same load.
Beside them stands what a route of Starlette takes that does nothing. Every answer to a look-up is compared with what
the vocabulary says.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from generate import write

import termgraph

_RESULTS = "application/sparql-results+json"
_NUMBERS = " ".join(map(str, range(60)))
#: Queries that would take for ever, all memory, or a deep stack; and what is no query.
HOSTILE = (
    "SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?v{i} {{ {_NUMBERS} }}" for i in range(8)) + " }",
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g",
    "SELECT * { ?a (^skos:broader|skos:broader|!skos:x)* ?b }",
    "SELECT (GROUP_CONCAT(STR(?c)) AS ?all) { ?a ?b ?c . ?d ?e ?f }",
    "ASK " + "{" * 4_000,
    "ASK { FILTER(" + "!" * 2_000 + "1) }",
    "SELECT {",
)
#: Seconds after which a server that was just started has kept what it read, and all its processes are there.
_SETTLING = 10
#: A server of one route that does nothing, run as ours is.
_BARE = """
import socket, sys
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
from termgraph.serve.running import server
async def route(request):
    return Response(b"x" * 150, media_type="application/sparql-results+json")
listening = socket.create_server(("127.0.0.1", 0))
print("at http://127.0.0.1:%d" % listening.getsockname()[1], file=sys.stderr, flush=True)
server(Starlette(routes=[Route("/", route)])).run(sockets=[listening])
"""
_LABEL = "SELECT ?name {{ <{iri}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }}"
#: The same with one statement more: the first is looked up, this one is an engine's.
_TYPED = "SELECT ?name {{ <{iri}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name ; a ?type }}"
_SUGGEST = (
    "SELECT DISTINCT ?x {{ ?x <http://www.w3.org/2004/02/skos/core#prefLabel> ?name"
    ' FILTER(STRSTARTS(LCASE(STR(?name)), "{text}")) }} LIMIT 10'
)


class Client:
    """Asks one server, over a connection that is kept."""

    def __init__(self, url: str, address: str = "127.0.0.1") -> None:
        self._parts = urlsplit(url)
        self._connection = http.client.HTTPConnection(
            self._parts.netloc, timeout=60, source_address=(address, 0)
        )

    def get(self, path: str, accept: str = "*/*", **fields: str) -> tuple[int, bytes]:
        """Return status and body of what lies at a path."""
        self._connection.request("GET", f"{path}?{urlencode(fields)}", headers={"Accept": accept})
        answer = self._connection.getresponse()
        return answer.status, answer.read()

    def sparql(self, query: str) -> tuple[int, bytes]:
        """Return status and body of an answer in SPARQL."""
        return self.get(self._parts.path or "/sparql", _RESULTS, query=query)


def in_turns(
    asks: Mapping[str, Callable[[int], bool]], seconds: float
) -> Mapping[str, tuple[list[float], int]]:
    """Return the same as `times` for each of several, that are asked twenty questions each in turns."""
    for ask in asks.values():
        ask(0)
    taken: dict[str, list[float]] = {name: [] for name in asks}
    wrong: Counter[str] = Counter()
    end = time.perf_counter() + seconds * len(asks)
    while time.perf_counter() < end:
        for name, ask in asks.items():
            for _ in range(20):
                begun = time.perf_counter()
                wrong[name] += not ask(len(taken[name]))
                taken[name].append(time.perf_counter() - begun)
    return {name: (taken[name], wrong[name]) for name in asks}


def times(ask: Callable[[int], bool], seconds: float) -> tuple[list[float], int]:
    """Return how long questions took, one after the other, and how many answers were wrong; the first is not timed."""
    ask(0)
    taken: list[float] = []
    wrong, end = 0, time.perf_counter() + seconds
    while (begun := time.perf_counter()) < end:
        wrong += not ask(len(taken))
        taken.append(time.perf_counter() - begun)
    return taken, wrong


def shown(taken: list[float]) -> str:
    """Return median and 99th percentile in milliseconds."""
    ordered = sorted(taken)
    at_99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return f"{1000 * statistics.median(ordered):.2f} / {1000 * at_99:.2f}"


def _labels(client: Client, labels: Mapping[str, str]) -> Callable[[int], bool]:
    """Return what looks a label up and tells whether the answer is right."""
    iris = random.Random(1).sample(sorted(labels), min(len(labels), 500))

    def ask(number: int) -> bool:
        iri = iris[number % len(iris)]
        status, body = client.get("/api/label", iri=iri)
        return status == 200 and json.loads(body)["label"] == labels[iri]

    return ask


def _labels_by_sparql(client: Client, labels: Mapping[str, str], query: str) -> Callable[[int], bool]:
    iris = random.Random(1).sample(sorted(labels), min(len(labels), 500))

    def ask(number: int) -> bool:
        iri = iris[number % len(iris)]
        status, body = client.sparql(query.format(iri=iri))
        return status == 200 and labels[iri] in _values(body)

    return ask


def _suggestions(client: Client, labels: Mapping[str, str], *, by_sparql: bool) -> Callable[[int], bool]:
    texts = sorted({label[:4].lower() for label in labels.values()})

    def ask(number: int) -> bool:
        text = texts[number % len(texts)]
        if by_sparql:
            status, body = client.sparql(_SUGGEST.format(text=text.replace("\\", "").replace('"', "")))
            return status == 200 and bool(_values(body))
        status, body = client.get("/api/suggest", q=text, limit="10")
        return status == 200 and bool(json.loads(body)["results"])

    return ask


def _values(body: bytes) -> set[str]:
    rows = json.loads(body)["results"]["bindings"]
    return {value["value"] for row in rows for value in row.values()}


@contextmanager
def attacked(url: str, clients: int, statuses: Counter[int]) -> Iterator[None]:
    """Have hostile queries sent as long as the block goes on; some clients leave before they are answered."""
    over = threading.Event()

    def attack(seed: int) -> None:
        dice = random.Random(seed)
        while not over.is_set():
            client = Client(url)
            try:
                if dice.random() < 0.3:
                    client._connection.timeout = 0.5  # leaves
                statuses[client.sparql(dice.choice(HOSTILE))[0]] += 1
            except (OSError, http.client.HTTPException):
                statuses[0] += 1

    threads = [threading.Thread(target=attack, args=(seed,), daemon=True) for seed in range(clients)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join(60)


def memory(pid: int) -> int:
    """Return the megabytes that a process has in memory."""
    status = Path(f"/proc/{pid}/status").read_text("utf-8")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) // 1024 if found else 0


@contextmanager
def serving(file: Path) -> Iterator[tuple[str, int]]:
    """Serve a vocabulary in another process: its address, and the process."""
    with _started("-m", "termgraph", "-V", str(file), "serve", "--port", "0") as started:
        yield started


@contextmanager
def _started(*command: str) -> Iterator[tuple[str, int]]:
    """Start a server in Python that says where it is: its address, and the process."""
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(
            [sys.executable, *command],
            stderr=said,
            start_new_session=True,  # systems share time out by session: as if somebody else had started it
        ) as process,
    ):
        try:
            found = None
            while not found and process.poll() is None:
                time.sleep(0.1)
                found = re.search(rb"http://\S+:\d+", os.pread(said.fileno(), 10_000, 0))
            yield found[0].decode(), process.pid  # type: ignore[index]
        finally:
            process.terminate()


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--file", type=Path, help="a vocabulary as Turtle; a made-up one where none is given")
    parser.add_argument("--seconds", type=float, default=60, help="of the attack")
    parser.add_argument("--each", type=float, default=5, help="seconds of each other measurement")
    parser.add_argument("--clients", type=int, default=4, help="that attack")
    parser.add_argument("--peer", action="append", default=[], metavar="NAME=URL")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        file = given.file or Path(place) / "made-up.ttl"
        if not given.file:
            write(file, 2_000)
        graph = termgraph.load(str(file))
        labels = {iri: graph.label(iri) for iri in graph.concepts}
        print("| what | median / p99, ms | wrong |\n|---|--:|--:|")
        with serving(file) as (url, pid), _started("-c", _BARE) as (bare, _):
            clients = {
                "termgraph": Client(f"{url}/sparql"),
                **{name: Client(at) for name, _, at in (peer.partition("=") for peer in given.peer)},
            }
            _labels(Client(url), labels)(0)
            clients["termgraph"].sparql("ASK {}")
            time.sleep(_SETTLING)
            nothing = Client(bare)
            for what, query in (("label", _LABEL), ("label and type", _TYPED)):
                asked = {name: _labels_by_sparql(client, labels, query) for name, client in clients.items()}
                asked["a bare route"] = lambda _: nothing.get("/")[0] == 200
                _beside(f"{what} by SPARQL", asked, given)
            asked = {name: _suggestions(client, labels, by_sparql=True) for name, client in clients.items()}
            _beside("suggest by SPARQL", asked, given)
            _own(url, pid, labels, given)


def _beside(what: str, asks: Mapping[str, Callable[[int], bool]], given: argparse.Namespace) -> None:
    """Measure servers in turns, and say how many times as fast as each of them ours is."""
    found = in_turns(asks, given.each)
    ours = statistics.median(found["termgraph"][0])
    for name, (taken, wrong) in found.items():
        _row(f"{what}, {name}", taken, wrong)
    ratios = (f"{statistics.median(taken) / ours:.2f} × {name}" for name, (taken, _) in found.items())
    print(f"| … of it, at load {os.getloadavg()[0]:.0f} | {', '.join(ratios)} | |")


def _own(url: str, pid: int, labels: Mapping[str, str], given: argparse.Namespace) -> None:
    _row("suggest by /api/", *times(_suggestions(Client(url), labels, by_sparql=False), given.each))
    _row("label by /api/", *times(_labels(Client(url), labels), given.each))
    before, statuses = memory(pid), Counter[int]()
    with attacked(f"{url}/sparql", given.clients, statuses):
        _row("label by /api/, attacked", *times(_labels(Client(url), labels), given.seconds))
    _row("label by /api/, after that", *times(_labels(Client(url), labels), given.each))
    print(f"\nHostile queries by status (0: the client left): {dict(sorted(statuses.items()))};")
    print(f"memory of the server: {before} MB before, {memory(pid)} MB after.")


def _row(what: str, taken: list[float], wrong: int) -> None:
    print(f"| {what} | {shown(taken)} | {wrong} of {len(taken):,} |", flush=True)


if __name__ == "__main__":
    main()
