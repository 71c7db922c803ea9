"""What people read: relations, kinds of names and notes, headings; one table a language, which every output follows.

A further language is one more module like `english`, and one line in `TABLES`.
"""

from termgraph.wording.arabic import WORDS as _ARABIC
from termgraph.wording.english import WORDS as _ENGLISH
from termgraph.wording.french import WORDS as _FRENCH
from termgraph.wording.german import WORDS as _GERMAN
from termgraph.wording.parts import Parts
from termgraph.wording.spanish import WORDS as _SPANISH
from termgraph.wording.words import RelationWords, Words

TABLES = {table.language: table for table in (_ARABIC, _ENGLISH, _FRENCH, _GERMAN, _SPANISH)}


def words(language: str = "en") -> Words:
    """Return the words of a language, or of a variety of it; English where there is no table of it.

    >>> words("en-GB").relations["partOf"].heading, words("ja").notes["scopeNote"]
    ('Part of', 'Note')
    """
    return TABLES.get(language.lower().split("-")[0], TABLES["en"])


__all__ = ["TABLES", "Parts", "RelationWords", "Words", "words"]
