"""Keeps a server at saturation with hostile queries mixed in, ends its workers meanwhile, and looks for harm.

    python benchmarks/saturation.py [--minutes 10] [--kills 50]

One client looks labels up by the API and one, with their types, by SPARQL, over and over, while others send what would
take for ever. These have another address: to the server they are somebody else, who gets no more than his share of the
workers. An answer is wrong where it is 200 and not what the vocabulary says; a refusal (408, 503) is not. The server is
a process of its own on this machine, and nothing else is asked.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from generate import write
from serving import _TYPED, Client, _labels, _values, attacked, memory, serving, shown, times

import termgraph

#: Where who looks up comes from, on this machine as well.
_OTHER = "127.0.0.2"


def by_sparql(client: Client, labels: Mapping[str, str], seen: Counter[str]) -> Callable[[int], bool]:
    """Return what looks a label up in SPARQL, tells whether nothing is wrong, and counts what came."""
    iris = random.Random(2).sample(sorted(labels), len(labels))

    def ask(number: int) -> bool:
        iri = iris[number % len(iris)]
        status, body = client.sparql(_TYPED.format(iri=iri))
        seen["answered" if status == 200 else "refused"] += 1
        return status in (408, 503) or (status == 200 and labels[iri] in _values(body))

    return ask


def workers(pid: int) -> list[int]:
    """Return the processes that a server has started, as Linux tells them."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return [int(child) for task in tasks for child in (task / "children").read_text("ascii").split()]


@contextlib.contextmanager
def killed(pid: int, times_: int, seconds: float, count: Counter[str]) -> Iterator[None]:
    """End workers now and then as long as the block goes on."""
    over, dice = threading.Event(), random.Random(3)

    def kill() -> None:
        while count["killed"] < times_ and not over.wait(seconds / (times_ + 1)):
            with contextlib.suppress(ProcessLookupError, OSError, IndexError):
                os.kill(dice.choice(workers(pid)), signal.SIGKILL)
                count["killed"] += 1

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def back(client: Client, pid: int, count: int) -> float:
    """End so many workers at once, and return how long it takes until a query is answered again."""
    for one in workers(pid)[:count]:
        os.kill(one, signal.SIGKILL)
    begun = time.perf_counter()
    while client.sparql("ASK {}")[0] != 200:
        time.sleep(0.01)
    return time.perf_counter() - begun


def main() -> None:
    """Measure, and print what was seen."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--clients", type=int, default=4, help="that send hostile queries")
    given = parser.parse_args()
    seconds = 60 * given.minutes
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "made-up.ttl"
        write(file, 2_000)
        graph = termgraph.load(str(file))
        labels = {iri: graph.label(iri) for iri in graph.concepts}
        with serving(file) as (url, pid):
            _measure(f"{url}/sparql", url, pid, labels, seconds, given)


def _measure(
    sparql: str, url: str, pid: int, labels: Mapping[str, str], seconds: float, given: argparse.Namespace
) -> None:
    seen, statuses, found = Counter[str](), Counter[int](), Counter[str]()
    ask = by_sparql(Client(sparql, _OTHER), labels, seen)
    asking = _labels(Client(url, _OTHER), labels)
    times(ask, 1)
    for what, one in (("API", asking), ("SPARQL", ask)):
        print(f"alone, label by {what}: {shown(times(one, 10)[0])} ms", flush=True)
    seen.clear()

    def look_up() -> None:
        taken, wrong = times(ask, seconds)
        found["wrong by SPARQL"] += wrong
        print(f"attacked, label by SPARQL: {shown(taken)} ms", flush=True)

    other = threading.Thread(target=look_up)
    before = memory(pid)
    with attacked(sparql, given.clients, statuses), killed(pid, given.kills, seconds, found):
        other.start()
        half, wrong = times(asking, seconds / 2)
        middle = memory(pid)
        rest, more = times(asking, seconds / 2)
        other.join()
    found["wrong by API"] += wrong + more
    print(f"attacked, label by API: {shown(half + rest)} ms, {len(half + rest):,} answers")
    print(f"memory: {before} MB before, {middle} in the middle, {memory(pid)} after")
    print(
        f"by SPARQL: {dict(seen)}; {dict(found)}; hostile by status (0: left): {dict(sorted(statuses.items()))}"
    )
    for count, what in ((1, "one worker"), (99, "all workers at once")):
        time.sleep(5)  # they have been made ready anew
        print(f"{what} ended: answered again after {1000 * back(Client(sparql), pid, count):.0f} ms")


if __name__ == "__main__":
    main()
