"""Measures the explorer page in Chromium against stock pyvis: `make bench BENCH='--only explorer'`.

Both draw the same made-up thesaurus, in the same run, each page in a browser of its own and off the network. Nothing
passes or fails here: a target that is missed is said in the table.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from generate import write
from looking import Look, Looking
from measure import quantity, script
from using import Use, use

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

_ROOT = Path(__file__).resolve().parent.parent
_PAGE_ONCE = Path(__file__).with_name("page_once.py")

HEAD = ["what", "termgraph: min / median", "pyvis", "target", "measured", "met"]

#: The numbers of concepts at which pyvis is looked at: at larger ones it does not come to an end.
PEER = (400, 2_000)
#: Up to this number its page is built: the time grows with the square.
PEER_BUILT = 50_000
#: From this number on, the surroundings of a term are to be moved as cheaply as at the first of the above.
LARGE = 10_000
#: A term with some hundred narrower ones, which are the same ones at any size from 400 on; and where to go from it.
_HUB = "20"
_OTHERS = ("50", "21", "300")
#: Two figures that are to be the same may differ so much: CPU time a frame varies by as much from run to run.
_SAME = 1.25


@dataclass(frozen=True, slots=True)
class Aim:
    """What a figure is to be: so many times better than the peer's, or no more than a limit.

    >>> Aim(times=40, word="sooner").is_met(0.5, 30), Aim(most=2).is_met(2.5, None)
    (True, False)
    """

    times: float | None = None
    word: str = ""
    most: float | None = None

    def is_met(self, ours: float, peer: float | None) -> bool | None:
        """Tell whether it is, None where that cannot be told."""
        if self.most is not None:
            return ours <= self.most
        return None if peer is None or self.times is None else peer / ours >= self.times


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Args:
        what: is measured.
        unit: "s", "MB", or "" for counts.
        ours: each time.
        peer: the same of pyvis; None where it was not measured, or did not come to an end.
        beyond: the limit that pyvis went beyond, if it did.
        aim: None where the figure is for information.
        word: what a ratio is called.
    """

    what: str
    unit: str
    ours: Sequence[float]
    peer: float | None = None
    beyond: float | None = None
    aim: Aim | None = None
    word: str = ""

    def cells(self) -> list[str]:
        """Return what it says in the table.

        >>> Row("drawing", "s", [0.5, 0.6, 0.5], 30.0, aim=Aim(times=40, word="sooner")).cells()
        ['drawing', '500 ms', '30 s', '≥ 40 × sooner', '60 × sooner', 'yes']
        >>> Row("drawing", "s", [0.5], beyond=60.0, aim=Aim(times=200, word="sooner")).cells()
        ['drawing', '500 ms', '> 60 s', '≥ 200 × sooner', '> 120 × sooner', 'unknown']
        """
        return [self.what, self._own(), self._theirs(), self._target(), self._measured(), self._verdict()]

    def _own(self) -> str:
        figures = (_quantity(one, self.unit) for one in (min(self.ours), median(self.ours)))
        return " / ".join(dict.fromkeys(figures))

    def _theirs(self) -> str:
        if self.peer is not None:
            return _quantity(self.peer, self.unit)
        return f"> {_quantity(self.beyond, self.unit)}" if self.beyond else ""

    def _target(self) -> str:
        if self.aim is None:
            return ""
        if self.aim.most is not None:
            return f"≤ {_quantity(self.aim.most, self.unit)}" if self.aim.most else "0"
        return f"≥ {self.aim.times:g} × {self.aim.word}"

    def _measured(self) -> str:
        peer, word = self.peer or self.beyond, self.aim.word if self.aim and self.aim.word else self.word
        if not peer or not word:
            return ""
        return f"{'' if self.peer else '> '}{_short(peer / median(self.ours))} × {word}"

    def _verdict(self) -> str:
        if self.aim is None:
            return ""
        is_met = self.aim.is_met(median(self.ours), self.peer or self.beyond)
        if is_met is None or (not is_met and self.aim.times and not self.peer):
            return "unknown"
        return "yes" if is_met else "**no**"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure.

    Args:
        sizes: the numbers of concepts.
        repeats: of all that is ours; pyvis is slow, and measured once.
        limit: seconds to wait for a drawing.
        folder: for the vocabularies and the pages.
    """

    sizes: Sequence[int]
    repeats: int
    limit: float
    folder: Path


@dataclass(slots=True)
class Seen:
    """What one number of concepts told: what building took, in seconds and bytes, each look at the page, each use."""

    concepts: int
    built: list[dict[str, float]] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    uses: list[Use] = field(default_factory=list)
    peer_built: dict[str, float] | None = None
    peer_look: Look | None = None


def measure(plan: Plan) -> Iterator[Row]:
    """Measure, and yield the lines of the table: those with a target first.

    Raises:
        RuntimeError: where there is no browser, or a page of ours does not draw anything within the limit.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        looking = _looking(playwright, plan.limit)
        found = [_see(looking, plan, concepts) for concepts in plan.sizes]
    rows = [*_rows(found, plan.limit)]
    yield from (row for row in rows if row.aim)
    yield from (row for row in rows if not row.aim)


def browser_version() -> str:
    """Return which browser it is that is looked with."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        looking = _looking(playwright, 0)
        browser = playwright.chromium.launch(executable_path=looking.path, args=looking.arguments)
        version = browser.version
        browser.close()
    return f"Chromium {version}"


def _looking(playwright: Playwright, limit: float) -> Looking:
    sys.path.append(str(_ROOT))  # for what finds the browser that the tests use
    from tests.browser import ARGUMENTS, MISSING, browser_path

    path = browser_path()
    if path is None:
        raise RuntimeError(MISSING)
    return Looking(playwright.chromium, path, list(ARGUMENTS), limit)


def _see(looking: Looking, plan: Plan, concepts: int) -> Seen:
    print(f"  {concepts:,} concepts …", file=sys.stderr)
    vocabulary = write(plan.folder / f"{concepts}.ttl", concepts)
    pages = {library: plan.folder / f"{concepts}-{library}.html" for library in ("termgraph", "pyvis")}
    seen = Seen(concepts)

    def built(library: str) -> dict[str, float]:
        told: dict[str, Any] = script(_PAGE_ONCE, library, str(vocabulary), str(pages[library]))
        return told

    for number in range(plan.repeats):
        seen.built.append(built("termgraph"))
        look = looking.look("termgraph", pages["termgraph"], focus=_HUB)
        if look.drawn is None:
            raise RuntimeError(f"{concepts:,} concepts: nothing drawn in {plan.limit:g} s: {look.errors}")
        used = use(looking, pages["termgraph"], _HUB, _OTHERS)
        look.errors += used.errors
        seen.looks.append(look)
        seen.uses.append(used)
        if not number and concepts <= PEER_BUILT:
            seen.peer_built = built("pyvis")
            if concepts in PEER:
                seen.peer_look = looking.look("pyvis", pages["pyvis"])
    for path in (vocabulary, *pages.values()):
        path.unlink(missing_ok=True)
    return seen


def _rows(found: Sequence[Seen], limit: float) -> Iterator[Row]:
    yield from _drawing(found, limit)
    yield from _sizes(found)
    yield from _panning(found)
    yield from _using(found)
    yield from _building(found)
    yield from _faults(found)


def _drawing(found: Iterable[Seen], limit: float) -> Iterator[Row]:
    aims = {
        400: Aim(times=40, word="sooner"),
        2_000: Aim(times=200, word="sooner"),
        10_000: Aim(most=1.5),
        50_000: Aim(most=2.5),
        100_000: Aim(most=4),
    }
    for seen in found:
        peer = seen.peer_look
        yield Row(
            f"first useful drawing, {seen.concepts:,} concepts",
            "s",
            [look.drawn or 0 for look in seen.looks],
            peer.drawn if peer else None,
            limit if peer and peer.drawn is None else None,
            aims.get(seen.concepts),
            "sooner",
        )


def _sizes(found: Iterable[Seen]) -> Iterator[Row]:
    aims = {400: 4, 10_000: 6.5, 50_000: 7}
    for seen in found:
        yield Row(
            f"size of the file, {seen.concepts:,} concepts",
            "MB",
            [one["bytes"] / 1e6 for one in seen.built],
            seen.peer_built["bytes"] / 1e6 if seen.peer_built else None,
            aim=Aim(times=aims[seen.concepts], word="smaller") if seen.concepts in aims else None,
            word="smaller",
        )


def _panning(found: Sequence[Seen]) -> Iterator[Row]:
    aims = {400: Aim(times=3, word="less"), 2_000: Aim(times=15, word="less")}
    small = next((_panned(one, "focus") for one in found if one.concepts == PEER[0]), [])
    for seen in found:
        for shown in dict.fromkeys(key for look in seen.looks for key in look.panning):
            what = f"CPU a frame while moving the {_NAMES.get(shown, shown)}, {seen.concepts:,} concepts"
            ours = _panned(seen, shown)
            if shown != "focus":
                peer = seen.peer_look.panning.get("network") if seen.peer_look else None
                yield Row(what, "s", ours, peer, aim=aims.get(seen.concepts), word="less")
            else:
                is_aimed = seen.concepts >= LARGE and small
                yield Row(what, "s", ours, aim=Aim(most=_SAME * median(small)) if is_aimed else None)


_NAMES = {"map": "map", "overview": "overview", "focus": "surroundings of a term"}


def _panned(seen: Seen, shown: str) -> list[float]:
    return [look.panning[shown] for look in seen.looks if shown in look.panning]


#: What a use of the largest page is to take at most, in seconds of CPU and megabytes, and how it is told.
_USES: dict[str, tuple[str, float, Callable[[Use], float]]] = {
    "CPU of the longest task until the page stands still": ("s", 0.6, lambda one: one.beginning),
    "CPU a letter more in the search box, of half of them": ("s", 0.06, lambda one: median(one.letters)),
    "CPU a letter more in the search box, of the dearest": ("s", 0.06, lambda one: max(one.letters)),
    "CPU of the first term that is drawn, one with hundreds around it": ("s", 0.2, lambda one: one.first),
    "CPU of a term after that": ("s", 0.2, lambda one: median(one.later)),
    "heap of the scripts after all of that": ("MB", 120, lambda one: one.heap),
}
_LARGEST = 100_000


def _using(found: Iterable[Seen]) -> Iterator[Row]:
    for seen in found:
        for what, (unit, most, of) in _USES.items():
            aim = Aim(most=most) if seen.concepts == _LARGEST else None
            yield Row(f"{what}, {seen.concepts:,} concepts", unit, [of(one) for one in seen.uses], aim=aim)


def _building(found: Iterable[Seen]) -> Iterator[Row]:
    aims = {10_000: Aim(most=2), 100_000: Aim(most=20)}
    for seen in found:
        yield Row(
            f"building the page in Python, {seen.concepts:,} concepts",
            "s",
            [one["seconds"] for one in seen.built],
            seen.peer_built["seconds"] if seen.peer_built else None,
            aim=aims.get(seen.concepts),
        )


def _faults(found: Sequence[Seen]) -> Iterator[Row]:
    kinds: dict[str, Callable[[Look], list[str]]] = {
        "requests for anything but the file": lambda look: look.requests,
        "errors on the console": lambda look: look.errors,
        "refusals by the page's own policy": lambda look: look.refused,
    }
    for what, of in kinds.items():
        counts = [float(len(of(look))) for seen in found for look in seen.looks]
        theirs = [float(len(of(seen.peer_look))) for seen in found if seen.peer_look]
        yield Row(
            f"{what}, in any of the pages", "", [max(counts)], max(theirs, default=None), aim=Aim(most=0)
        )


def _quantity(value: float, unit: str) -> str:
    """Return a quantity as people read it; large and small files in the unit that fits.

    >>> _quantity(0.2345, "MB"), _quantity(0, ""), _quantity(0.5, "s")
    ('234 KB', '0', '500 ms')
    """
    if not unit:
        return f"{value:g}"
    if unit == "MB" and value < 1:
        return f"{value * 1000:.0f} KB"
    return quantity(value, unit)


def _short(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.3g}"
