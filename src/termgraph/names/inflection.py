"""How a name may be inflected and spelt: singular and plural, British and American, with articles and Greek letters.

The rules are those of English, and harmless elsewhere. The keys are for comparing only: a rule may make a word that
nobody writes ("sequense"), as long as it makes the same of both spellings and does not throw two words together.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

from termgraph.names.keys import folded_key, words

_ARTICLES = frozenset({"a", "an", "the"})
_GREEK = re.compile(r"[\u0391-\u03c9]")

#: British endings and their American counterparts, for words of at least so many letters (so that "four" stays).
_AMERICAN = (
    (re.compile(r"is(?=(?:e[drs]?|ing|ation|ations|er|ers|able)\Z)"), "iz", 6),
    (re.compile(r"ys(?=(?:e[drs]?|ing|er|ers)\Z)"), "yz", 6),
    (re.compile(r"our(?=(?:s|ed|ing|al|ally|able|ite|ful|less|er|ers|hood)?\Z)"), "or", 5),
    (re.compile(r"(?<=[bt])re(?=s?\Z)"), "er", 5),
    (re.compile(r"ll(?=(?:ed|ing|er|ers|or|ors|ation)\Z)"), "l", 6),
    (re.compile(r"ogue(?=s?\Z)"), "og", 7),
    (re.compile(r"(?<=en)ce(?=s?\Z)"), "se", 6),
    (re.compile(r"ctice(?=s?\Z)"), "ctise", 6),
    (re.compile(r"[ao]e(?=[a-z]{3})"), "e", 7),
)
#: What any of these endings has in it, so that most words are told to have none at one look.
_PERHAPS_BRITISH = re.compile(r"[iy]s|our|re|ll|ogue|ence|ctice|[ao]e")
_WHOLE_WORDS = {
    "ageing": "aging", "aluminium": "aluminum", "artefact": "artifact", "cheque": "check", "disc": "disk",
    "grey": "gray", "judgement": "judgment", "mould": "mold", "plough": "plow", "programme": "program",
    "sceptic": "skeptic", "sulphur": "sulfur", "tyre": "tire",
}  # fmt: skip

#: Plurals that no ending tells, and words that end as plurals do and are none; compounds of them as well.
_IRREGULAR = {
    "axes": ("axis", "axe", "ax"),
    "children": ("child",),
    "crises": ("crisis",),
    "feet": ("foot",),
    "geese": ("goose",),
    "lives": ("life", "live"),
    "mice": ("mouse",),
    "teeth": ("tooth",),
    "theses": ("thesis", "these"),
} | dict.fromkeys(("alias", "atlas", "bias", "canvas", "chaos", "gas", "lens", "series", "species"), ())

#: Plural endings, each with the singular ones that it may stand for, the likeliest first; the first that fits counts.
_PLURALS = (
    ("men", ("man",)),  # women
    ("ies", ("y", "ie")),  # policies, ties
    ("rices", ("rix", "rice")),  # matrices, prices
    ("lices", ("lix", "lice")),  # helices, slices
    ("dices", ("dex", "dix", "dice")),  # indices, appendices
    ("tices", ("tex", "tice")),  # vertices, practices
    ("ices", ("ice", "ex", "ix")),  # devices, apices
    ("ves", ("ve", "f", "fe")),  # curves, halves, knives
    ("xes", ("x", "xe", "xis")),  # boxes, axes
    ("sses", ("ss",)),  # losses
    ("iases", ("ias",)),  # biases
    ("yses", ("ysis", "yse")),  # analyses
    ("theses", ("thesis",)),  # hypotheses
    ("nses", ("nse", "ns")),  # responses, lenses
    ("auses", ("ause",)),  # causes
    ("uses", ("us", "use")),  # viruses, houses
    ("ses", ("se", "s", "sis")),  # phases, gases, bases
    ("shes", ("sh", "she")),  # hashes, caches
    ("ches", ("ch", "che")),  # batches, caches
    ("zzes", ("z", "zz")),  # quizzes
    ("zes", ("ze", "z")),  # sizes, waltzes
    ("oes", ("o", "oe")),  # heroes, toes
    ("eria", ("erion", "erium")),  # criteria, bacteria
    ("ia", ("ium", "ion")),  # media, ganglia
    ("ena", ("enon",)),  # phenomena
    ("ima", ("imum",)),  # optima
    ("mata", ("ma", "maton")),  # schemata, automata
    ("ata", ("atum",)),  # data
    ("pora", ("pus",)),  # corpora
    ("ae", ("a",)),  # formulae
    ("uli", ("ulus",)),  # stimuli
    ("oci", ("ocus",)),  # loci
    ("lei", ("leus",)),  # nuclei
    ("ii", ("ius",)),  # radii
)
_PLURAL_ENDINGS = tuple(ending for ending, _ in _PLURALS)
_NOT_PLURAL = ("ss", "us", "is")


@lru_cache(maxsize=65536)
def american(word: str) -> str:
    """Return the one spelling of a word that British and American writers share here.

    >>> [american(word) for word in ("normalisation", "modelling", "colour", "four", "centre", "analyse", "grey")]
    ['normalization', 'modeling', 'color', 'four', 'center', 'analyze', 'gray']
    """
    if word in _WHOLE_WORDS:
        return _WHOLE_WORDS[word]
    if not _PERHAPS_BRITISH.search(word):
        return word
    for pattern, replacement, shortest in _AMERICAN:
        if len(word) >= shortest:
            word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=65536)
def singulars(word: str) -> tuple[str, ...]:
    """Return what a word may be the plural or the genitive of, the likeliest first, and last the word itself.

    >>> singulars("bases"), singulars("vertices"), singulars("bias"), singulars("nesterov's")
    (('base', 'bas', 'basis', 'bases'), ('vertex', 'vertice', 'vertices'), ('bias',), ('nesterov',))
    """
    if word.endswith("'s"):
        return (word[:-2],)
    if word in _IRREGULAR:
        return (*_IRREGULAR[word], word)
    if len(word) > 3:
        for ending, stems in _PLURALS if word.endswith(_PLURAL_ENDINGS) else ():
            if word.endswith(ending) and len(word) > len(ending):
                return (*(word[: -len(ending)] + stem for stem in stems), word)
        if word.endswith("s") and not word.endswith(_NOT_PLURAL):
            return word[:-1], word
    return (word,)


def singular(word: str) -> str:
    """Return what a word, or a folded key, is most likely the plural of; itself where it is none.

    >>> [singular(word) for word in ("convnets", "matrices", "policies", "batches", "loss", "biases", "data")]
    ['convnet', 'matrix', 'policy', 'batch', 'loss', 'bias', 'datum']
    """
    return singulars(word)[0]


@lru_cache(maxsize=65536)
def spelling_keys(name: str) -> frozenset[str]:
    """Return the keys of a name; two names are the same but for spelling where they share one.

    >>> bool(spelling_keys("Colour Spaces") & spelling_keys("color space"))
    True
    >>> bool(spelling_keys("bases") & spelling_keys("basis")), bool(spelling_keys("base") & spelling_keys("basis"))
    (True, False)
    """
    found = words(_greek(name).replace("&", " and "))
    if len(found) > 1 and found[0] in _ARTICLES:
        del found[0]
    if not found:
        return frozenset((folded_key(name),))
    # All but the last word are in the singular mostly; the last may be the plural of several.
    front = "".join(american(singular(word) if word.endswith("s") else word) for word in found[:-1])
    spelt = {front + american(one) for one in singulars(found[-1])} | {"".join(map(american, found))}
    return frozenset(key.replace("'", "") for key in spelt)


@lru_cache(maxsize=65536)
def word_keys(word: str) -> frozenset[str]:
    """Return the keys of a word; two words are the same but for number and spelling where they share one.

    >>> bool(word_keys("probability") & word_keys("probabilities")), bool(word_keys("class") & word_keys("classic"))
    (True, False)
    """
    return frozenset(map(american, singulars(word)))


def stem(word: str) -> str:
    """Return the beginning of a word that its other forms have as well, but for a few; for finding candidates.

    >>> stem("probability"), stem("classes"), stem("city")
    ('probabil', 'clas', 'cit')
    """
    return word[: max(3, len(word) - 3)]


def rules() -> dict[str, Any]:
    """Return the rules as plain data, for the explorer's scripts, which have no list of their own.

    >>> rules()["greek"]["β"], rules()["american"][0][1:], rules()["plurals"][1]
    ('beta', ('iz', 6), ('ies', ('y', 'ie')))
    """
    letters = filter(str.isalpha, map(chr, range(0x391, 0x3CA)))
    return {
        "american": [(old.pattern.replace(r"\Z", "$"), new, least) for old, new, least in _AMERICAN],
        "words": _WHOLE_WORDS,
        "irregular": _IRREGULAR,
        "plurals": _PLURALS,
        "singular": _NOT_PLURAL,
        "articles": sorted(_ARTICLES),
        "greek": {letter: _name_of(letter) for letter in letters if _name_of(letter).isalpha()},
    }


def _greek(name: str) -> str:
    """Write Greek letters that stand alone as words: "β-VAE" is "beta-VAE"."""
    return name if name.isascii() else _GREEK.sub(_letter_name, name)


def _letter_name(match: re.Match[str]) -> str:
    text, at = match.string, match.start()
    if _GREEK.search(text[max(at - 1, 0) : at] + text[at + 1 : at + 2]):  # a Greek word
        return match.group()
    name = _name_of(match.group())
    return f" {name} " if name.isalpha() else match.group()


def _name_of(letter: str) -> str:
    return unicodedata.name(letter, "").rpartition(" ")[2].lower()
