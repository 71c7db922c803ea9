"""Names and notes without a language, or with one that there is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import quoted
from termgraph.namespaces import SKOS
from termgraph.skos import Thesaurus
from termgraph.skos.documenting import NOTES

RULE = Rule(
    id="language-tag",
    title="A name or note has no language tag, or one that is none",
    why="Tools that show one language leave out what has no tag, and hyphenate, sort and stem the rest by"
    " it.",
    todo='Add the tag, as in "owl"@en; tags are those of BCP 47.',
    severity=Severity.WARNING,
    sources=("qSKOS oilt", "BCP 47"),
    aliases=("oilt", "omitted-or-invalid-language-tags"),
    good='ex:owl skos:prefLabel "owl"@en, "pöllö"@fi, "Strix"@la ; skos:altLabel "mochuelo"@es-419,'
    ' "x"@x-own, "c"@zh-Hant-TW .',
    bad='ex:owl skos:prefLabel "owl" ; skos:altLabel "Eule"@german, "sova"@cz ; skos:definition "A bird." .',
    expect=4,
)
#: A tag as BCP 47 (RFC 5646) writes it: language, script, region, variants, extensions, private use.
_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+|i-[a-z]+)",
    re.IGNORECASE,
)
#: The languages of two letters (ISO 639-1); those of three are too many to list, and any is taken for one.
_TWO_LETTERS = """
    aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id
    ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu
    lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu
    rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to
    tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""


def find(thesaurus: Thesaurus, _: Options) -> Iterator[Found]:
    """Yield each text in question; what is a resource of its own is looked at where it is told."""
    good: dict[str, bool] = {"": False}
    texts = (
        (subject, kind, text, tag)
        for subject, names in thesaurus.names.items()
        for kind, text, tag in names
        if not good.get(tag)
    )
    notes = (
        (subject, note, text.value, text.language or "")
        for note in NOTES
        for subject, text in thesaurus.texts(SKOS + note)
    )
    for subject, name, text, tag in chain(texts, notes):
        if tag not in good:
            good[tag] = is_language(tag)
        if (
            not good[tag] and subject in thesaurus.own
        ):  # sources, agents and properties have conventions of their own
            wrong = f"has the tag “{tag}”, which is no language" if tag else "has no language tag"
            yield Found(subject, f"skos:{name} {quoted(text)} {wrong}", (name, text, tag))


def is_language(tag: str) -> bool:
    """Tell whether a text is a language tag whose language there may be.

    >>> is_language("en-GB"), is_language("german"), is_language("cz")
    (True, False, False)
    """
    first = tag.partition("-")[0].lower()
    return bool(_TAG.fullmatch(tag)) and (len(first) != 2 or first in _TWO_LETTERS.split())
