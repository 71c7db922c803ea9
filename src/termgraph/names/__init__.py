"""When two spellings are the same name: case, accents, spaces, hyphens and plurals do not matter."""

from __future__ import annotations

import re
import unicodedata

from termgraph.names.languages import language_rank as language_rank
from termgraph.names.languages import language_tag as language_tag

_NOT_WORD = re.compile(r"[\W_]+")

#: C0 and C1 control characters except tab and line breaks, lone surrogates, and non-characters: in no name.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

#: Characters that turn the direction of the text around them, so that it reads as something else.
BIDI_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")

_NUMBERING = re.compile(r"\A\d+(\.\d+)*\.?\s+(?=\S)")
_BRACKETS = re.compile(
    r"\s*\(([^()]*)(?:[()]|$).*"
)  # "Long Short-Term Memory (LSTM)", also "Perceptron (MLP("
_TEX = re.compile(r"\\[()\[\]]|\$")
_SEVERAL = re.compile(r"\s+(?:/|vs\.?|versus|and|or)\s+|\s*/\s+|\s+/\s*")

_UNSAFE_TO_PRINT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def exact_key(name: str) -> str:
    """Return `name` in NFKC without regard to case, white space folded.

    >>> exact_key("  ReLU  unit ")
    'relu unit'
    """
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def folded_key(name: str) -> str:
    """Return `name` without case, accents, spaces, hyphens and other punctuation.

    A name made of punctuation alone is its own key. Marks stay in scripts where they are letters (Indic vowel signs).

    >>> folded_key("Soft-arg Max"), folded_key("Žliobaitė"), folded_key("R²"), folded_key("C++")
    ('softargmax', 'zliobaite', 'r2', 'c++')
    """
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(char for char in decomposed if not ("\u0300" <= char <= "\u036f"))
    kept = _NOT_WORD.sub("", bare)
    # "C++" and "C#" differ from "C" only in what would be thrown away.
    tail = re.search(r"(?<=\w)[+#*]+\s*$", bare)
    return unicodedata.normalize(
        "NFC", kept + tail.group().strip() if tail and kept else kept or exact_key(name)
    )


def singular(key: str) -> str:
    """Return a folded key without an English plural ending; only for comparing, not for print.

    >>> [singular(key) for key in ("convnets", "matrices", "entropies", "batches", "loss", "bias", "axes")]
    ['convnet', 'matrix', 'entropy', 'batch', 'loss', 'bias', 'axe']
    """
    for ending, replacement in (
        ("ies", "y"),
        ("ices", "ix"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("xes", "x"),
    ):
        if key.endswith(ending) and len(key) > len(ending) + 2:
            return key[: -len(ending)] + replacement
    if key.endswith("s") and len(key) > 3 and not key.endswith(("ss", "us", "is", "as")):
        return key[:-1]
    return key


def keys(name: str) -> tuple[str, str, str]:
    """Return the exact, the folded and the singular key of a name, from strict to lenient.

    >>> keys("Conv-Nets")
    ('conv-nets', 'convnets', 'convnet')
    """
    folded = folded_key(name)
    return exact_key(name), folded, singular(folded)


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


def printable(text: str) -> str:
    r"""Return `text` with control and direction-turning characters written out, so that a terminal obeys none.

    >>> print(printable("a\x1b[31mb\u202ec"))
    a\x1b[31mb\u202ec
    """
    return _UNSAFE_TO_PRINT.sub(
        lambda match: match.group().encode("unicode_escape", "surrogatepass").decode(), text
    )
