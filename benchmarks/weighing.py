"""Tells what takes the room in a page of the explorer: `python benchmarks/weighing.py PAGE`.

What lies packed is told as it lies there; of the list for readers without scripts also how much of it is text.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from html import unescape
from pathlib import Path

_PART = re.compile(r"<(script|style|noscript)\b([^>]*)>(.*?)</\1>", re.DOTALL)
_NAME = re.compile(r'class="(articles)"|id="([a-z]+)"')
_TAG = re.compile(r"<[^>]+>")


def weighed(page: str) -> Counter[str]:
    """Return the bytes of each part of a page.

    >>> dict(weighed('<style>p {}</style><noscript><p>owl</p></noscript>'))
    {'style': 4, 'list without scripts': 10, 'of that text': 3, 'all else': 36}
    """
    parts: Counter[str] = Counter()
    for element, attributes, inner in _PART.findall(page):
        name = _NAME.search(attributes)
        key = (
            "list without scripts"
            if element == "noscript"
            else next(filter(None, name.groups()), "")
            if name
            else element
        )
        parts[key] += _size(inner)
        if element == "noscript":
            parts["of that text"] += _size(unescape(_TAG.sub("", inner)))
    parts["all else"] = _size(page) - parts.total() + parts["of that text"]
    return parts


def _size(text: str) -> int:
    return len(text.encode())


def main() -> None:
    """Print the parts of a page, the largest first."""
    page = Path(sys.argv[1]).read_text("utf-8")
    for name, size in weighed(page).most_common():
        print(f"{size / 1000:9,.0f} KB  {name}")
    print(f"{_size(page) / 1000:9,.0f} KB  in all")


if __name__ == "__main__":
    main()
