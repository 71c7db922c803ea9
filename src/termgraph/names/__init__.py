"""When two spellings are the same name: case, accents, spaces, hyphens and plurals do not matter."""

from __future__ import annotations

import re

from termgraph.names.inflection import american as american
from termgraph.names.inflection import singular as singular
from termgraph.names.inflection import singulars as singulars
from termgraph.names.inflection import spelling_keys as spelling_keys
from termgraph.names.keys import exact_key as exact_key
from termgraph.names.keys import folded_key as folded_key
from termgraph.names.keys import unmarked_key as unmarked_key
from termgraph.names.keys import without_marks as without_marks
from termgraph.names.keys import words as words
from termgraph.names.languages import language_rank as language_rank
from termgraph.names.languages import language_tag as language_tag
from termgraph.names.printing import BIDI_CONTROL as BIDI_CONTROL
from termgraph.names.printing import UNPRINTABLE as UNPRINTABLE
from termgraph.names.printing import printable as printable
from termgraph.names.wordlists import word_set as word_set

_BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]?\s*\Z")
_NUMBERING = re.compile(r"\A\d+(\.\d+)*\.?\s+(?=\S)")
_BRACKETS = re.compile(
    r"\s*\(([^()]*)(?:[()]|$).*"
)  # "Long Short-Term Memory (LSTM)", also "Perceptron (MLP("
_TEX = re.compile(r"\\[()\[\]]|\$")
_SEVERAL = re.compile(r"\s+(?:/|vs\.?|versus|and|or)\s+|\s*/\s+|\s+/\s*")


def without_qualifier(name: str) -> tuple[str, str]:
    """Return a name without what stands in brackets at its end, and that.

    >>> without_qualifier("class (programming)"), without_qualifier("f(x)"), without_qualifier("(x)")
    (('class', 'programming'), ('f(x)', ''), ('(x)', ''))
    """
    inside = _BRACKETED.search(name)
    if inside is None or inside.start() == 0 or not name[inside.start()].isspace():
        return name, ""
    return name[: inside.start()].strip(), inside[1].strip()


def heading_names(heading: str) -> list[tuple[str, ...]]:
    """Return what a heading of a glossary may be short for, best first: each reading is the names in it.

    Numbers in front, brackets behind and TeX around a name are no part of it. A heading may hold several names, and the
    second may lack a word that it shares with the first.

    >>> heading_names("72. Convolutional Neural Network (CNN, ConvNet)")
    [('Convolutional Neural Network',), ('CNN',), ('ConvNet',)]
    >>> heading_names("2.1 ML model / algorithm")
    [('ML model / algorithm',), ('ML model', 'ML algorithm'), ('ML model', 'algorithm')]
    """
    text = _TEX.sub("", _NUMBERING.sub("", heading.strip(), count=1)).strip(" \t:")
    inside = _BRACKETS.search(text)
    readings: list[tuple[str, ...]] = [(_BRACKETS.sub("", text),)]
    if inside:
        readings += [(name.strip(),) for name in inside[1].split(",")]
    parts = tuple(part for part in _SEVERAL.split(readings[0][0]) if part)
    if len(parts) > 1:
        shared = parts[0].rpartition(" ")[0]
        if shared and any(" " not in part for part in parts[1:]):
            whole = (part if " " in part else f"{shared} {part}" for part in parts[1:])
            readings.append((parts[0], *whole))
        readings.append(parts)
    return [names for names in readings if all(names) and names != (heading,)]
