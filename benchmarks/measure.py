"""Times two ways of doing the same, in turn, so that a machine whose speed drifts slows both."""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: A call that takes less is repeated until all together take as long: the clock and its own call must not count.
SHORTEST = 0.02

Action = Callable[[], object]
Probe = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Target:
    """What a ratio is to be.

    Args:
        factor: the number.
        faster: whether it is how many times faster than the peer we are to be, at least; otherwise it is how many times
            the peer's cost we may take, at most.
    """

    factor: float
    faster: bool = True

    def __str__(self) -> str:
        return f"≥ {self.factor:g} × faster" if self.faster else f"≤ {self.factor:g} × its cost"

    def is_met(self, faster: float) -> bool:
        """Tell whether being so many times faster is enough.

        >>> Target(10).is_met(12), Target(0.5, faster=False).is_met(1.8)
        (True, False)
        """
        return faster >= self.factor if self.faster else 1 / faster <= self.factor


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one thing takes us and a peer, repeatedly; the nth of the one is measured right beside the nth of the other.

    Args:
        what: it is.
        ours: what it takes us, each time.
        peer: what it takes the peer; empty where there is none.
        against: the peer.
        target: the ratio to reach; None where the figure is for information.
        unit: "s" for seconds, "MB" for megabytes.
    """

    what: str
    ours: Sequence[float]
    peer: Sequence[float] = ()
    against: str = ""
    target: Target | None = None
    unit: str = "s"

    @property
    def faster(self) -> float | None:
        """How many times more the peer takes: the median over the pairs."""
        if not self.peer:
            return None
        return statistics.median(peer / ours for ours, peer in zip(self.ours, self.peer, strict=True))

    @property
    def ratio(self) -> str:
        """The ratio as the target puts it.

        >>> Measurement("load", [1.0, 2.0, 1.0], [9.0, 24.0, 12.0], "rdflib", Target(10)).ratio
        '12 × faster'
        """
        faster = self.faster
        if faster is None:
            return ""
        if self.unit == "MB" or (self.target is not None and not self.target.faster):
            return f"{_three_digits(1 / faster)} × its cost"
        return f"{_three_digits(faster)} × faster"

    @property
    def verdict(self) -> str:
        """Whether the target is met; empty where there is none."""
        if self.target is None or self.faster is None:
            return ""
        return "yes" if self.target.is_met(self.faster) else "**no**"


def in_turn(ours: Action, peer: Action, repeats: int) -> tuple[list[float], list[float]]:
    """Return the seconds that two calls take in this process, measured in turn; the first of each is not counted.

    What lives already is kept out of garbage collection, lest what the one side holds slow the other's collections.
    """
    numbers = [_number(action) for action in (ours, peer)]
    taken: tuple[list[float], list[float]] = ([], [])
    gc.collect()
    gc.freeze()
    try:
        for _ in range(repeats):
            for action, number, seconds in zip((ours, peer), numbers, taken, strict=True):
                seconds.append(timed(action, number))
    finally:
        gc.unfreeze()
    return taken


def alone(action: Action, repeats: int) -> list[float]:
    """Return the seconds that a call takes, each time; there is no warming up."""
    return [timed(action) for _ in range(repeats)]


def timed(action: Action, number: int = 1) -> float:
    """Return the seconds that one call takes, the mean of so many; garbage is collected before."""
    gc.collect()
    begun = time.perf_counter()
    for _ in range(number):
        action()
    return (time.perf_counter() - begun) / number


def probes_in_turn(ours: Probe, peer: Probe, repeats: int) -> tuple[list[float], list[float]]:
    """Return what two probes tell, run in turn, after one of each that does not count: it warms the caches."""
    ours(), peer()
    pairs = [(ours(), peer()) for _ in range(repeats)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def process(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Return the seconds that a command takes as a process of its own, from its start to its end.

    Raises:
        RuntimeError: where it fails, with what it said.
    """
    begun = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    seconds = time.perf_counter() - begun
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} fails:\n{done.stderr.decode(errors='replace')}")
    return seconds


def script(path: Path, *arguments: str) -> dict[str, Any]:
    """Return what a Python script prints as JSON, run in a process of its own.

    Raises:
        RuntimeError: where it fails, with what it said.
    """
    done = subprocess.run(
        [sys.executable, str(path), *arguments], capture_output=True, check=False, encoding="utf-8"
    )
    if done.returncode:
        raise RuntimeError(f"{path.name} {' '.join(arguments)} fails:\n{done.stderr}")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _number(action: Action) -> int:
    """Return how often a call is to be made to take long enough; makes it once at least, which warms it."""
    begun = time.perf_counter()
    action()
    first = time.perf_counter() - begun
    if first >= SHORTEST:
        return 1
    second = timed(action)  # the first may have built what all later ones use
    return max(1, round(SHORTEST / max(second, 1e-7)))


def quantity(value: float, unit: str) -> str:
    """Return a quantity as people read it.

    >>> quantity(0.00123, "s"), quantity(0.0000004, "s"), quantity(12.34, "s"), quantity(123.4, "MB")
    ('1.23 ms', '0.4 µs', '12.3 s', '123 MB')
    """
    if unit == "s" and value < 1:
        value, unit = (value * 1e3, "ms") if value >= 1e-3 else (value * 1e6, "µs")
    return f"{_three_digits(value)} {unit}"


def _three_digits(value: float) -> str:
    """Return a number with three digits that count, larger ones whole."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"
