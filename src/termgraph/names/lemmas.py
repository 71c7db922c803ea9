"""Inflected names in the languages that the rules of English say nothing about, by the dictionaries of simplemma.

It knows some fifty languages: Albanian, Arabic, Armenian, Bulgarian, Catalan, Croatian (as Bosnian, Serbian), Czech,
Danish, Dutch, Estonian, Finnish, French, Galician, Georgian, German, Greek, Hebrew, Hindi, Hungarian, Icelandic,
Indonesian, Irish, Italian, Latin, Latvian, Lithuanian, Luxembourgish, Macedonian, Malay, Norwegian, Persian, Polish,
Portuguese, Romanian, Russian, Slovak, Slovene, Spanish, Swahili, Swedish, Turkish, Ukrainian, Welsh and some more.

A dictionary takes from a tenth of a second (French) to half a second (German) or one (Finnish) to load, so it is asked
last. For English the rules of `inflection` are better: of the pairs of names of one concept in the STW thesaurus that
differ in spelling they tell 184 where it tells 88, with fewer of two concepts (49 and 62). In German it is 115 and 6.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from termgraph.names.keys import folded_key, words

_ITS_CODES = {"bs": "hbs", "hr": "hbs", "no": "nb", "sr": "hbs"}
_MOST_WORDS = 5


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
        from simplemma import lemmatize  # late: most names are found without

        # Capitals tell nouns from verbs in German, and nobody types them.
        forms = [
            {folded_key(lemmatize(form, code, low_memory=True)) for form in (word, word.capitalize())}
            for word in found
        ]
    except (ModuleNotFoundError, ValueError):  # it is not installed, or has no dictionary of the language
        return frozenset()
    return frozenset("".join(parts) for parts in product(*forms))
