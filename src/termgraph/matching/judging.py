"""What the rules and the links ask: the names of a vocabulary in texts, and what is to be said of them."""

from __future__ import annotations

from functools import cached_property

from termgraph.matching.matcher import Matcher
from termgraph.matching.ranking import Ranking
from termgraph.skos import Thesaurus
from termgraph.verdicts import Verdicts


class Judge(Verdicts):
    """Finds the names of a vocabulary in texts, and knows what is to be said of them.

    Args:
        thesaurus: the vocabulary.
        language: the language of the texts; None for names in all.
    """

    def __init__(self, thesaurus: Thesaurus, language: str | None = None) -> None:
        super().__init__(thesaurus, language)
        self._given = language

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher of the vocabulary's names."""
        return Matcher(self.thesaurus, self._given)

    @cached_property
    def ranking(self) -> Ranking:
        """What ranks homonyms."""
        return Ranking(self.thesaurus)
