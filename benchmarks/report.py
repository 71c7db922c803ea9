"""The results as a table in Markdown, with all that is needed to judge them."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

from measure import Measurement, quantity

#: Between these lines of a Markdown file stand the results.
Place = tuple[str, str]
RESULTS: Place = ("<!-- results: written by run.py --save -->", "<!-- end of results -->")
EXPLORER: Place = (
    "<!-- results of the explorer: written by run.py --only explorer --save -->",
    "<!-- end of the results of the explorer -->",
)
_PACKAGES = ("pyoxigraph", "rdflib", "networkx", "click", "pyvis")


def load() -> str:
    """Return how busy the machine is, as the number of processes that want to run; empty where that is not told."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""


def report(
    measurements: Iterable[Measurement], vocabulary: str, command: str, busy: str, seconds: float
) -> str:
    """Return the results in Markdown.

    Args:
        measurements: all of them; those with a target get a table of their own.
        vocabulary: what was loaded and asked.
        command: that measured it.
        busy: the machine's load before.
        seconds: that all took.
    """
    all_ = list(measurements)
    aimed, others = [one for one in all_ if one.target], [one for one in all_ if not one.target]
    parts = [*circumstances(command, busy, seconds), f"- Vocabulary: {vocabulary}."]
    if aimed:
        head = ["what", "termgraph: min / median", "peer: min / median", "peer", "target", "measured", "met"]
        rows = [[*_figures(one), one.against, str(one.target), one.ratio, one.verdict] for one in aimed]
        parts += ["", *table(head, rows)]
    if others:
        head = ["for information", "termgraph: min / median", "peer: min / median", "peer", "measured"]
        parts += ["", *table(head, [[*_figures(one), one.against, one.ratio] for one in others])]
    return "\n".join(parts) + "\n"


def circumstances(command: str, busy: str, seconds: float, browser: str = "") -> list[str]:
    """Return how, when and on what was measured, as items of a list.

    Args:
        command: that measured it.
        busy: the machine's load before.
        seconds: that all took.
        browser: and its version, where there was one.
    """
    return [
        f"- Measured with `{command}` on {datetime.now(UTC):%Y-%m-%d}, in {seconds / 60:.1f} minutes.",
        f"- Machine: {_machine()}{f'; load before: {busy}' if busy else ''}.",
        f"- Versions: {_versions()}{f', {browser}' if browser else ''}.",
    ]


def save(text: str, path: Path, place: Place = RESULTS) -> None:
    """Put results in place of the earlier ones in a Markdown file.

    Raises:
        ValueError: where it has no place for them.
    """
    before, begin, rest = path.read_text("utf-8").partition(place[0])
    _, end, after = rest.partition(place[1])
    if not begin or not end:
        raise ValueError(f"{path.name} has no '{place[0]}' … '{place[1]}'")
    path.write_text(f"{before}{begin}\n\n{text}\n{end}{after}", "utf-8")


def _figures(one: Measurement) -> list[str]:
    return [one.what, *(_min_median(values, one.unit) for values in (one.ours, one.peer))]


def _min_median(values: Sequence[float], unit: str) -> str:
    return f"{quantity(min(values), unit)} / {quantity(median(values), unit)}" if values else ""


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a table in Markdown."""
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]


def _machine() -> str:
    """Return what is known of the machine without naming it."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        lines = []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    processor = models[0] if models else platform.processor() or platform.machine()
    return f"{processor}, {os.cpu_count()} cores, {platform.system()}"


def _versions() -> str:
    found = [f"Python {platform.python_version()}"]
    for package in ("termgraph", *_PACKAGES):
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            import termgraph

            found.append(f"{package} {termgraph.__version__}")
    return ", ".join(found)
