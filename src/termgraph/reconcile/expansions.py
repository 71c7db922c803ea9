"""What a text says that an abbreviation stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from termgraph.names.abbreviations import is_acronym, stands_for
from termgraph.names.wordlists import JOINING_WORDS

_SAYS_SO = (
    r"(?:is|are|was)?\s*(?:an?\s+|the\s+)?(?:(?:short|abbreviation|abbreviated|acronym|initialism)"
    r"(?:\s+(?:form|name))?\s+(?:for|of)|stands?\s+for|(?:is|are)\s+short\s+for)"
)
_TAKEN = r"[\"“'‘(]*\s*((?:[^\W_][\w’'+-]*)(?:[ -][\w’'+-]+){1,7})"


def expansions(names: Iterable[str], text: str) -> Iterator[tuple[str, str]]:
    """Yield what a text says that a record's abbreviations stand for: (abbreviation, long form).

    >>> list(expansions(["CNN"], "Short for convolutional neural network. Uses filters."))
    [('CNN', 'convolutional neural network')]
    >>> list(expansions(["RBM"], "The restricted Boltzmann machine (RBM) has two layers."))
    [('RBM', 'restricted Boltzmann machine')]
    """
    for name in names:
        if not is_acronym(name.rstrip("s") if name[-1:] == "s" else name):
            continue
        found = [*_said(name, text), *_in_brackets(name, text)]
        seen: set[str] = set()
        for long in found:
            if long.casefold() not in seen:
                seen.add(long.casefold())
                yield name, long


def _said(name: str, text: str) -> Iterator[str]:
    """Yield what follows "CNN stands for …", or "Short for …" at the beginning of the text."""
    pattern = rf"(?:\A\W*|\b{re.escape(name)}s?\b\W*(?:,\s*)?){_SAYS_SO}\s+(?:an?\s+|the\s+)?{_TAKEN}"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        yield from _trimmed(name, match[1])


def _trimmed(name: str, phrase: str) -> Iterator[str]:
    """Yield the longest beginning of a phrase whose initials are the name."""
    parts = phrase.split(" ")
    for end in range(len(parts), 0, -1):
        if stands_for(name, " ".join(parts[:end])):
            while parts[-1].casefold() in JOINING_WORDS or len(parts) > end:
                parts.pop()
            yield " ".join(parts)
            return


def _in_brackets(name: str, text: str) -> Iterator[str]:
    """Yield the long form before or behind a bracket: "long form (LF)", "LF (long form)"."""
    for match in re.finditer(rf"\(\s*(?:the\s+|or\s+)?{re.escape(name)}s?\s*[,;)]", text):
        before = re.findall(r"[\w’'+-]+", text[max(0, match.start() - 120) : match.start()])
        # As Schwartz and Hearst (2003) do: at most as many words as letters and five, or twice the letters.
        most = min(len(name) + 5, 2 * len(name))
        for length in range(2, most + 1):
            words_before = before[-length:]
            if len(words_before) == length and words_before[0].casefold() not in JOINING_WORDS:
                long = " ".join(words_before)
                if stands_for(name, long):
                    yield long
                    break
    for match in re.finditer(rf"\b{re.escape(name)}s?\s*\(([^()]{{4,80}})\)", text):
        yield from _trimmed(name, match[1].partition(",")[0].strip(" \"“”'"))
