"""Inflected names in the languages that the rules of English say nothing about, by the dictionaries of simplemma.

It knows some fifty languages: Albanian, Arabic, Armenian, Bulgarian, Catalan, Croatian (as Bosnian, Serbian), Czech,
Danish, Dutch, Estonian, Finnish, French, Galician, Georgian, German, Greek, Hebrew, Hindi, Hungarian, Icelandic,
Indonesian, Irish, Italian, Latin, Latvian, Lithuanian, Luxembourgish, Macedonian, Malay, Norwegian, Persian, Polish,
Portuguese, Romanian, Russian, Slovak, Slovene, Spanish, Swahili, Swedish, Turkish, Ukrainian, Welsh and some more.

A dictionary takes from a tenth of a second (French) to half a second (German) or one (Finnish) to load, so it is asked
last. For English the rules of `inflection` are better: of the pairs of names of one concept in the STW thesaurus that
differ in spelling they tell 184 where it tells 88, with fewer of two concepts (49 and 62). In German it is 138 and 12,
of which 17 and 3 are compounds that no dictionary has ("Steinreihen").
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from termgraph.names.keys import folded_key, words

_ITS_CODES = {"bs": "hbs", "hr": "hbs", "no": "nb", "sr": "hbs"}
_MOST_WORDS = 5
#: Languages that write compounds as one word, and what their last part may lose at most.
_COMPOUNDING, _MOST_LOST = frozenset({"da", "de", "is", "lb", "nb", "nl", "nn", "sv"}), 2


@lru_cache(maxsize=65536)
def lemma_keys(name: str, language: str) -> frozenset[str]:
    """Return keys of a name with its words as a dictionary has them; names that share one differ in inflection only.

    None for English, for languages without a dictionary, for phrases of many words, and without simplemma.

    >>> bool(lemma_keys("neuronale netze", "de-AT") & lemma_keys("Neuronales Netz", "de"))
    True
    >>> lemma_keys("owls", "en"), lemma_keys("owls", "tlh")
    (frozenset(), frozenset())
    """
    code = language.lower().partition("-")[0]
    code = _ITS_CODES.get(code, code)
    found = words(name)
    if code in ("", "en") or not 0 < len(found) <= _MOST_WORDS:
        return frozenset()
    try:
        # Capitals tell nouns from verbs in German, and nobody types them.
        forms = [{folded_key(_lemma(form, code)) for form in (word, word.capitalize())} for word in found]
    except (ModuleNotFoundError, ValueError):  # it is not installed, or has no dictionary of the language
        return frozenset()
    return frozenset("".join(parts) for parts in product(*forms))


def _lemma(word: str, code: str) -> str:
    """Return a word as the dictionary has it; of a compound that it has not, with its last part so."""
    from simplemma import lemmatize  # late: most names are found without

    found: str = lemmatize(word, code, low_memory=True)
    if found != word or code not in _COMPOUNDING:
        return found
    # What simplemma takes apart may lose a part: "Motorenöl" is no "Motor".
    taken: str = lemmatize(word, code, greedy=True, low_memory=True)
    return taken if len(word) - len(taken) <= _MOST_LOST else word
