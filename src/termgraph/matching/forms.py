"""The forms of words: which words of a text are which words of names, whatever their number, case and spelling.

Each word that names have becomes one character, so that an automaton reads a text word by word: it can begin and end
nowhere else, and a name is found in every inflection at the price of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from termgraph.names import american, folded_key, singulars
from termgraph.names.inflection import spelling_keys
from termgraph.names.running import joins

#: Between words of one name, between others, and for a word that no name has.
JOIN, BREAK, UNKNOWN = " ", "\n", "?"
_FIRST, _SURROGATES, _FIRST_SIGN = 0x100, range(0xD800, 0xE000), 0x100000
_MANY = 500_000  # words that are remembered
_LONG = 1_000  # characters; what is longer is no word of a name, and nothing between two
_SHORT = 2  # letters; "to" is not the singular of "toes"
_NUMBER = re.compile(r"[\d.,]+")
#: What Korean adds to a noun: particles of case and topic, and of the plural.
_PARTICLES = re.compile(
    "(?<=[가-힣])들?(?:은|는|이|가|을|를|의|에|와|과|도|만|로|으로|에서|에게|까지|부터|보다|처럼|이나|이란|란|들)$"
)


class Forms(dict[str, str]):
    """The character of each word of a text, found when it is first met.

    Args:
        language: the language whose inflection counts beside that of English; "" for none.

    >>> forms = Forms()
    >>> forms.learn("neural"), forms.learn("matrix")
    ('Ā', 'ā')
    >>> forms["Matrices"], forms["NEURAL"], forms["owl"]
    ('ā', 'Ā', '?')
    """

    def __init__(self, language: str = "") -> None:
        super().__init__()
        self.language = language
        self.known: dict[str, str] = {}
        self._lemmas: dict[str, str] = {}

    def learn(self, word: str) -> str:
        """Return the character of a word that a name has; it has one from now on."""
        key = next(_keys(word), word)
        if key not in self.known:
            number = _FIRST + len(self.known)
            self.known[key] = chr(number if number < _SURROGATES.start else number + len(_SURROGATES))
            for lemma in self._lemmas_of(word):
                self._lemmas.setdefault(lemma, self.known[key])
        return self.known[key]

    def __missing__(self, word: str) -> str:
        if len(word) > _LONG:
            return UNKNOWN
        found = next((self.known[key] for key in _keys(word) if key in self.known), None) or self._inflected(
            word
        )
        if len(self) < _MANY:
            self[word] = found
        return found

    def _inflected(self, word: str) -> str:
        return next((self._lemmas[key] for key in self._lemmas_of(word) if key in self._lemmas), UNKNOWN)

    def _lemmas_of(self, word: str) -> list[str]:
        from termgraph.names.lemmas import lemma_keys

        return sorted(lemma_keys(word, self.language)) if self.language else []


class Gaps(dict[str, str]):
    r"""The character of what stands between two words: whether they may be of one name, found when it is first met.

    >>> gaps = Gaps()
    >>> gaps.learn("/")
    >>> gaps[" "], gaps[" / "] == gaps["/"], gaps[", "]
    (' ', True, '\n')
    """

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, str] = {}

    def learn(self, between: str) -> None:
        """Take note of what stands between two words of a name: of "A/B test" a stroke, and nothing else."""
        if not joins(between):
            self.known.setdefault(_bare(between), chr(_FIRST_SIGN + len(self.known)))

    def __missing__(self, between: str) -> str:
        found = JOIN if joins(between) else self.known.get(_bare(between), BREAK)
        if len(self) < _MANY and len(between) < _LONG:
            self[between] = found
        return found


def _bare(between: str) -> str:
    return "".join(between[:_LONG].split())


def _keys(word: str) -> Iterator[str]:
    """Yield what a word may be a form of, the likeliest first: by the rules of English, and without particles."""
    if word.endswith("()"):
        return  # a function of a program
    bare = word.strip("_") or word
    if "_" in bare.strip("_"):
        yield bare.casefold()  # what a program calls so; "linear_layer" is a variable
        return
    if _NUMBER.fullmatch(bare):
        yield bare  # "0.01" is not "001"
        return
    bare = folded_key(bare.replace("’", "'").removesuffix("'s"))
    yield from (american(key) for key in singulars(bare) if len(key) > _SHORT or key == bare)
    if not word.isascii():
        yield _PARTICLES.sub("", bare)
        yield from sorted(spelling_keys(word))  # Greek letters are read out
