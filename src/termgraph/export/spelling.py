"""What other tools go by that look through texts: a style of Vale, terms of textlint, a dictionary of cspell."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

from termgraph.names import folded_key, words
from termgraph.skos import Thesaurus
from termgraph.verdicts import Verdicts

_PUBLIC = ("prefLabel", "altLabel")


def vale(thesaurus: Thesaurus, notice: Callable[[str], None]) -> bytes:
    """Return a rule of Vale that names what to say instead of misleading, misspelt and outdated names.

    >>> birds = Thesaurus.from_text('<e:o> a skos:Concept ; skos:prefLabel "owl"@en ; skos:hiddenLabel "owll"@en .')
    >>> print(vale(birds, print).decode().splitlines()[-1])
      "owll": "owl"
    """
    swaps = _swaps(thesaurus, notice)
    lines = [
        f"  {json.dumps(_pattern(name), ensure_ascii=False)}: {json.dumps(instead, ensure_ascii=False)}"
        for name, instead in swaps.items()
    ]
    head = [
        "# Made by `termgraph export -f vale`.",
        "extends: substitution",
        "message: \"Consider '%s' instead of '%s'.\"",
        "level: warning",
        "ignorecase: true",
        "swap:" if lines else "swap: {}",
    ]
    return ("\n".join([*head, *lines]) + "\n").encode()


def textlint(thesaurus: Thesaurus, notice: Callable[[str], None]) -> bytes:
    r"""Return terms of textlint-rule-terminology: pairs of a name and what to say instead.

    >>> birds = Thesaurus.from_text('<e:o> a skos:Concept ; skos:prefLabel "owl"@en ; skos:hiddenLabel "owll"@en .')
    >>> textlint(birds, print).decode()
    '[\n  ["owll", "owl"]\n]\n'
    """
    pairs = [
        json.dumps([_pattern(name), instead.replace("$", "$$")], ensure_ascii=False)
        for name, instead in _swaps(thesaurus, notice).items()
    ]
    return ("[\n  " + ",\n  ".join(pairs) + "\n]\n" if pairs else "[]\n").encode()


def cspell(thesaurus: Thesaurus, notice: Callable[[str], None]) -> bytes:
    r"""Return a dictionary of cspell: the words of all public names, and with "!" those that are misspelt.

    >>> birds = Thesaurus.from_text('<e:o> a skos:Concept ; skos:prefLabel "owl"@en ; skos:hiddenLabel "owll"@en .')
    >>> cspell(birds, print).decode().split("\n")[1:]
    ['!owll', 'owl', '']
    """
    del notice
    told = Verdicts(thesaurus)
    good, bad = set[str](), set[str]()
    for name in thesaurus.term_names:
        found = {word for word in words(name.text) if word.isalpha()}
        if name.kind in _PUBLIC:
            good |= found
        elif name.kind == "hiddenLabel" and len(found) == 1 and told.corrected(name) is not None:
            bad |= found  # of several words nobody knows which is wrong: "gradient decent"
    lines = [
        "# Made by `termgraph export -f cspell`.",
        *sorted([f"!{word}" for word in bad - good] + sorted(good)),
    ]
    return ("\n".join(lines) + "\n").encode()


def _swaps(thesaurus: Thesaurus, notice: Callable[[str], None]) -> dict[str, str]:
    """Return names, each with what to say instead."""
    swaps = dict(sorted(_instead(thesaurus)))
    if not swaps:
        notice("no name has another to be said instead; the rule is empty")
    return swaps


def _instead(thesaurus: Thesaurus) -> Iterator[tuple[str, str]]:
    told = Verdicts(thesaurus)
    for name in thesaurus.term_names:
        verdict = told.misleading(name)
        if verdict and told.is_worth_a_warning(name):
            yield name.text, verdict.clearer[0]
        elif name.kind == "hiddenLabel" and (instead := told.corrected(name)):
            if folded_key(instead) != folded_key(name.text):
                yield name.text, instead
        elif name.iri in thesaurus.deprecated and name.kind in _PUBLIC:
            yield from ((name.text, instead) for instead in list(told.successors(name.iri))[:1])


def _pattern(name: str) -> str:
    r"""Return a name as the regular expression that Vale and textlint take it for.

    >>> _pattern("C++ (language)")
    'C\\+\\+ \\(language\\)'
    """
    return "".join(f"\\{sign}" if sign in "\\.+*?()|[]{}^$" else sign for sign in name)
