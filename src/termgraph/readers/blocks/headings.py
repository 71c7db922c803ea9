"""What a heading tells by itself: a letter of the alphabet, a part that entries have in common, the glossary itself."""

from __future__ import annotations

import re

from termgraph.names import word_set

#: What is longer than "Special characters and symbols" stands for no letter.
_LONGEST_LETTER = 60
_LETTER = re.compile(
    r"(?:letter\s+)?[\W_]*(?:[^\W\d_]|0|[^\W\d_]\s*(?:[-–—/,&]|to|bis|à)\s*[^\W\d_]|0\s*[-–]\s*9|a\s*(?:[-–]|to)\s*z)[\W_]*"
    r"|[\W_]*#[\W_]*|symbols?|numbers?|numerals?|digits?|numeric|special characters?|numbers? (?:and|&) symbols?"
    r"|symbols? (?:and|&) numbers?|other",
    re.IGNORECASE,
)

#: Headings inside of an entry, in the languages that glossaries are often in.
_PARTS = word_set(
    """
    advantages|advantages and disadvantages|also known as|also called|applications|aliases|
    alternative names|background|benefits|citation|citations|comments|common uses|computation|contrast with|
    cons|definition|definitions|derivation|description|details|disadvantages|etymology|example|examples|
    explanation|external links|footnotes|formula|formulas|formulae|further information|further reading|
    further resources|history|how it works|image|images|in practice|in short|intuition|learn more|
    limitations|links|literature|math|mathematical definition|mathematics|meaning|more information|
    motivation|note|notes|origin|overview|practical use|pronunciation|pros|pros and cons|properties|
    read more|reference|references|related|related concepts|related terms|remark|remarks|resource|resources|
    see also|see|sources|source|summary|synonym|synonyms|translations|types|usage|use cases|uses|what it is|
    what it is not|why it is important|why it matters|tl;dr|code|code example|sample code|visualization|
    beispiel|beispiele|siehe auch|quellen|quelle|definition und beispiel|literatur|synonyme|anmerkung|
    anmerkungen|bedeutung|exemple|exemples|voir aussi|sources et références|définition|synonymes|remarques|
    ejemplo|ejemplos|véase también|fuentes|definición|sinónimos
    """,
    "|",
)

_GLOSSARY = re.compile(
    r"\b(?:glossary|glossaries|glossar|glossaire|glosario|glossario|terms|terminology|terminologie|definitions|vocabulary"
    r"|abbreviations|acronyms|lexicon|dictionary|nomenclature|begriffe|abkürzungen|key concepts|jargon|buzzwords)\b",
    re.IGNORECASE,
)


def is_letter(heading: str) -> bool:
    """Tell whether a heading is a letter of the alphabet, a range of letters, or what stands for digits and signs.

    >>> [name for name in ("A", "A–C", "[B]", "0-9", "Symbols", "Bias", "AI") if is_letter(name)]
    ['A', 'A–C', '[B]', '0-9', 'Symbols']
    """
    return len(heading) <= _LONGEST_LETTER and bool(_LETTER.fullmatch(heading.strip()))


def is_part(heading: str) -> bool:
    """Tell whether a heading is the name of a part that entries have, such as "Example" or "See also:".

    >>> is_part("See also:"), is_part("Example 2"), is_part("Softmax")
    (True, True, False)
    """
    bare = heading.strip().casefold().rstrip(" \t\n0123456789.:()-").strip("*_ ")
    return bare in _PARTS


def is_glossary(heading: str) -> bool:
    """Tell whether a heading says that terms follow: "Glossary", "Key terms", "List of abbreviations".

    >>> is_glossary("List of abbreviations"), is_glossary("License")
    (True, False)
    """
    return bool(_GLOSSARY.search(heading)) and len(heading.split()) <= 8
