"""Names in a script that their language is not written in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.texts import names
from termgraph.check.words import quoted
from termgraph.skos import Thesaurus

RULE = Rule(
    id="label-script",
    title="A name is in Latin letters, and its language is not written in them",
    why="Either the tag is wrong, or the text was made with a font that put other letters in the place of these.",
    todo="Write it in the script of its language, or say the script in the tag, as in ru-Latn.",
    severity=Severity.INFO,
    sources=("BCP 47", "Unicode Standard Annex 24"),
    good='ex:owl skos:prefLabel "สถูป"@th, "sova"@ru-Latn, "DNA"@ru, "Strix"@la, "Strix"@el ; skos:altLabel'
    ' "Linux"@ja .',
    bad='ex:owl skos:prefLabel "silaRKab;"@km .',
)
#: Languages that are written in a script of their own, and hardly ever in Latin letters.
_IN_OTHER_SCRIPTS = """
    am ar as be bg bn bo dv dz el fa gu he hi hy ja ka km kn ko lo mk ml mn mr my ne or pa ps ru sa si ta te th ti ug uk
    ur yi zh
"""
_LATIN = re.compile(r"[a-zA-ZÀ-ÖØ-öø-\u024f\u1e00-\u1eff]")
_LANGUAGES = frozenset(_IN_OTHER_SCRIPTS.split())
_WORD = re.compile(r"[a-zà-öø-ÿ]{3}")


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each such name.

    Abbreviations and what is written so in a language with Latin letters too are fine, as are other names that begin
    with a capital: products, persons and species keep their names.
    """
    for subject, (kind, text, lang) in names(thesaurus):
        if (
            lang[:2] not in _LANGUAGES
            or lang[2:3] not in ("", "-")
            or "Latn" in lang
            or not _WORD.search(text)
        ):
            continue
        if kind == "hiddenLabel" or (kind == "altLabel" and text[0].isupper()):
            continue
        latin = all(_LATIN.match(char) for char in text if char.isalpha())
        same = any(text == other and tag[:2] not in _LANGUAGES for _, other, tag in thesaurus.names[subject])
        if latin and not same:
            said = f"skos:{kind} {quoted(text, lang)} is in Latin letters, which {lang} is not written in"
            yield Found(subject, said, (kind, text, lang))
