"""What an automaton is made of, kept with the compiled form: so the names of a vocabulary are taken apart once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from termgraph import __version__
from termgraph.errors import TermgraphError
from termgraph.skos import Thesaurus
from termgraph.skos.naming import Name
from termgraph.store.kept import Kept, keep

_FAILURES = (OSError, sqlite3.Error, ValueError, LookupError, TermgraphError)


class Learned(NamedTuple):
    """What is learnt of names.

    Attributes:
        patterns: the names by what their words become.
        own: the words that they have, folded.
        words: the character of each word.
        signs: the character of each sign between words.
    """

    patterns: Mapping[str, Sequence[Name]]
    own: Set[str]
    words: dict[str, str]
    signs: dict[str, str]


def learned(thesaurus: Thesaurus, language: str | None, make: Callable[[], Learned]) -> Learned:
    """Return what is learnt of the names of a vocabulary: what was kept where it is compiled, else made, and kept then.

    Args:
        thesaurus: the vocabulary.
        language: that of the names; None for all.
        make: learns it.
    """
    if thesaurus.place is None or thesaurus.pages is None:
        return make()
    called = "".join(filter(str.isalnum, language or "all"))
    path = thesaurus.place.folder / f"words-{called}.sqlite"
    with suppress(*_FAILURES):
        return _read(path)
    made = make()
    with suppress(*_FAILURES):
        keep(path, _facts(made), lambda _: None)
    return made


def _facts(made: Learned) -> Mapping[str, Any]:
    number: dict[Name, int] = {}
    for names in made.patterns.values():
        for name in names:
            number.setdefault(name, len(number))
    return {
        "names": list(number),
        "patterns": {text: [number[name] for name in names] for text, names in made.patterns.items()},
        "own": sorted(made.own),
        "words": made.words,
        "signs": made.signs,
    }


def _read(path: Path) -> Learned:
    facts = Kept(path).facts
    if facts["version"] != __version__:
        raise LookupError(path)
    names = [Name(*name) for name in facts["names"]]
    patterns = {text: [names[at] for at in bearers] for text, bearers in facts["patterns"].items()}
    return Learned(patterns, set(facts["own"]), facts["words"], facts["signs"])
