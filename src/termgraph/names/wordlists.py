"""Lists of words that several rooms go by."""

from __future__ import annotations


def word_set(text: str, separator: str | None = None) -> frozenset[str]:
    """Return what a text lists: words, a space or line apart, or phrases with another separator.

    >>> sorted(word_set("of the")), sorted(word_set("see  also | example", "|"))
    (['of', 'the'], ['example', 'see also'])
    """
    return frozenset(" ".join(word.split()) for word in text.split(separator))


#: Words that give no letter to an acronym.
JOINING_WORDS = word_set("""
    a an and as at by de del der des die du e el en et for from in into la las le les los mit of on or para
    per por the to und using via von with y zur zum
""")

#: Nouns that only say what kind of thing it is, so that people leave them out: "vanishing gradient (problem)".
GENERAL_NOUNS = word_set("""
    algorithm analysis approach architecture disease disorder distribution effect framework function law
    layer matrix mechanism method metric model network operation operator parameter phenomenon principle
    problem procedure process rule scheme score strategy syndrome system task technique test theorem
    theory transform unit value
""")
#: Nouns that do not even say that: what follows "of" does, or nothing.
VAGUE_NOUNS = word_set("""
    ability act action amount aspect case collection combination concept example fact flavor flavour
    form group idea instance item kind list lot means member name notion number one pair part phenomenon
    piece place point portion process result series set sort stage step subset term thing type use
    variant version way word work
""")
