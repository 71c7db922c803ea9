"""How long runs of openers take to ingest, against what markdown-it or lxml alone take to parse them.

    python benchmarks/ingest/linear.py --size 16000

Each row is a document that says one thing over and over. `growth` is the CPU time of twice as many against that of the
size: 2 is linear, 4 quadratic. `ratio` is the time of the size against the parser's. What is below a hundredth of a
second counts as that.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from termgraph.errors import TermgraphError
from termgraph.ingest import Workspace, ingest
from termgraph.model import Vocabulary

#: What is repeated, by the end of the file's name.
OPENERS = {
    "md": ("![[", "[", "![", "[[", "](", "[a](", "[a][", "[^a]", "*", "**a", "_a", "`a", "<", "<a ", "(", "{", "|", ">",
           "#", "- ", "$a", "~", "&", "{{<", "<p>", "<dt>a<dd>b", "a: b\n", "Aa (AB) ", "see "),
    "html": ("<p>", "<br>", "<b>", "<dt>", "<", "&", "[", "word ", "see "),
}  # fmt: skip
_LEAST = 0.01
_EMPTY = Vocabulary(title="Birds", base="https://example.org/", prefix="b")


def spent(work: Callable[[], object]) -> float:
    """Return the CPU seconds that some work takes; a refusal is an end as well."""
    start = time.process_time()
    with suppress(TermgraphError):
        work()
    return max(_LEAST, time.process_time() - start)


def _parser(suffix: str) -> Callable[[str], object]:
    if suffix == "html":
        from lxml import html

        return html.fromstring
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 40}).enable("table").parse


def measured(opener: str, suffix: str, size: int, folder: Path) -> tuple[float, float, float]:
    """Return the seconds that `size` and twice as many openers take, and what the parser alone takes for `size`."""
    path = folder / f"birds.{suffix}"
    times = []
    for count in (size, 2 * size):
        text = ("# Birds\n\n" if suffix == "md" else "<h1>Birds</h1>\n") + opener * count + "\n"
        path.write_text(text, "utf-8")
        times.append(spent(lambda: ingest([path], Workspace(_EMPTY))))
    parse = _parser(suffix)
    alone = ("# Birds\n\n" if suffix == "md" else "<h1>Birds</h1>\n") + opener * size
    return times[0], times[1], spent(lambda: parse(alone))


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=8_000)
    size = parser.parse_args().size
    print("| opener | format | seconds | growth | ratio |\n|---|---|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        for suffix, openers in OPENERS.items():
            measured("a ", suffix, 100, Path(folder))  # so that libraries are loaded
            for opener in openers:
                once, twice, alone = measured(opener, suffix, size, Path(folder))
                shown = opener.replace("\n", "\\n").replace("|", "\\|")
                print(
                    f"| `{shown}` | {suffix} | {once:.2f} | {twice / once:.1f} | {once / alone:.1f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
