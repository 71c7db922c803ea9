"""Language tags (BCP 47): their one spelling, and how near one is to another."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from termgraph.names.keys import unmarked_key
from termgraph.names.wordlists import word_set

#: The script that Chinese is written in where a tag says only the region (CLDR's likely subtags).
_LIKELY_SCRIPT = {
    **{("zh", region): "hans" for region in ("", "cn", "sg", "my")},
    **{("zh", region): "hant" for region in ("tw", "hk", "mo")},
}

#: The codes of ISO 639-2 and 639-3 that have one of two letters in ISO 639-1, which stands behind each.
_CODES = """
    aaraa abkab afraf akaak albsq amham araar argan armhy asmas avaav aveae aymay azeaz bakba bambm
    baqeu belbe benbn bisbi bodbo bosbs brebr bulbg burmy catca cescs chach chece chizh chucu chvcv
    corkw cosco crecr cymcy czecs danda deude divdv dutnl dzodz ellel engen epoeo estet euseu eweee
    faofo fasfa fijfj finfi frafr frefr fryfy fulff geoka gerde glagd glega glggl glvgv greel grngn
    gujgu hatht hauha hebhe herhz hinhi hmoho hrvhr hunhu hyehy iboig iceis idoio iiiii ikuiu ileie
    inaia indid ipkik islis itait javjv jpnja kalkl kankn kasks katka kaukr kazkk khmkm kikki kinrw
    kirky komkv konkg korko kuakj kurku laolo latla lavlv limli linln litlt ltzlb lublu luglg macmk
    mahmh malml maomi marmr mayms mkdmk mlgmg mltmt monmn mrimi msams myamy nauna navnv nblnr ndend
    ndong nepne nldnl nnonn nobnb norno nyany ocioc ojioj orior ormom ossos panpa perfa plipi polpl
    porpt pusps quequ rohrm ronro rumro runrn rusru sagsg sansa sinsi slksk slosk slvsl smese smosm
    snasn sndsd somso sotst spaes sqisq srdsc srpsr sswss sunsu swasw swesv tahty tamta tattt telte
    tgktg tgltl thath tibbo tirti tonto tsntn tsots tuktk turtr twitw uigug ukruk urdur uzbuz venve
    vievi volvo welcy wlnwa wolwo xhoxh yidyi yoryo zhaza zhozh zulzu
"""
_TWO_LETTERS = {code[:3]: code[3:] for code in _CODES.split()}
_TAG = re.compile(r"[A-Za-z]{2}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?")


def language_of_code(code: str) -> str:
    """Return the language tag that a code of any part of ISO 639 means: of two letters where there is one.

    >>> [language_of_code(code) for code in ("DEU", "ger", "de", "en-gb", "sma")]
    ['de', 'de', 'de', 'en-GB', 'sma']
    """
    return _TWO_LETTERS.get(code.lower(), language_tag(code))


#: What the languages that glossaries are often in are called, in some of them, without marks.
_NAMES = """
    en english englisch anglais ingles inglese engels | de german deutsch allemand aleman tedesco duits
    | fr french franzosisch francais frances francese frans | es spanish spanisch espagnol espanol spagnolo spaans
    | it italian italienisch italien italiano | pt portuguese portugiesisch portugais portugues portoghese
    | nl dutch niederlandisch neerlandais nederlands olandese | ru russian russisch russe ruso russo
    | zh chinese chinesisch chinois chino cinese | ja japanese japanisch japonais japones giapponese
    | ar arabic arabisch arabe arabo | ko korean koreanisch coreen coreano | pl polish polnisch polonais polaco polski
    | cs czech tschechisch tcheque checo cestina | sv swedish schwedisch suedois sueco svenska
    | da danish danisch danois danes dansk | fi finnish finnisch finnois suomi | nb norwegian norwegisch norvegien norsk
    | tr turkish turkisch turc turco turkce | uk ukrainian ukrainisch ukrainien | he hebrew hebraisch hebreu
    | el greek griechisch grec griego | hu hungarian ungarisch hongrois magyar | ca catalan katalanisch catala
    | hi hindi | af afrikaans | la latin latein | vi vietnamese | id indonesian | ro romanian | bn bengali | ur urdu
"""
#: Tags that, standing alone, are more often a word, a field of study, an identifier or a number.
WORDS_TOO = word_set("id no is it in as or so to my ml cs am be he se sa hr")
_NAMED = {name: line.split()[0] for line in _NAMES.split("|") for name in line.split()[1:]}


def language_named(text: str) -> str:
    """Return the tag of the language that a text names, by its name or by a tag with a code of ISO 639-1; "" for none.

    >>> [language_named(text) for text in ("German", "français", "pt_BR", "zh-Hans", "ml", "xx", "API")]
    ['de', 'fr', 'pt-BR', 'zh-Hans', 'ml', '', '']
    """
    text = text.strip().replace("_", "-")
    if _TAG.fullmatch(text) and text.partition("-")[0].lower() in _TWO_LETTERS.values():
        return language_tag(text)
    return _NAMED.get(unmarked_key(text), "")


@lru_cache(maxsize=4096)
def language_tag(tag: str) -> str:
    """Return a language tag in its conventional case, as people and files get it (RFC 5646, section 2.1.1).

    Regions are in capitals, scripts have one, and all else is small, as is everything behind a singleton. Tags are
    compared without regard to case, so no meaning changes.

    >>> [language_tag(tag) for tag in ("en-gb", "zh-hans-cn", "SR-LATN-rs", "de-ch-1996", "en-x-US", "x-foo")]
    ['en-GB', 'zh-Hans-CN', 'sr-Latn-RS', 'de-CH-1996', 'en-x-us', 'x-foo']
    """
    parts = tag.lower().split("-")
    for at, part in enumerate(parts):
        if len(part) == 1:
            break
        if at and part.isalpha():
            parts[at] = part.upper() if len(part) == 2 else part.capitalize() if len(part) == 4 else part
    return "-".join(parts)


@lru_cache(maxsize=4096)
def language_rank(tag: str, wanted: str) -> tuple[int, str]:
    """Return how near a language is to the wanted one, as a key to sort by: the nearest first.

    Itself; a variety of it, first in the same script, then of the same region, where "zh-TW" says the script as well;
    none said; English; any other.

    >>> sorted(["fr", "", "en", "de-at", "de"], key=lambda tag: language_rank(tag, "de"))
    ['de', 'de-at', '', 'en', 'fr']
    >>> sorted(["zh-Hans", "zh-HK", "zh-Hant"], key=lambda tag: language_rank(tag, "zh-TW"))
    ['zh-Hant', 'zh-HK', 'zh-Hans']
    """
    tag, wanted = tag.lower(), wanted.lower()
    if tag == wanted:
        return 0, tag
    one, other = _parsed(tag), _parsed(wanted)
    if tag and one.language == other.language:
        return 1 + 3 * _distance(one.script, other.script) + _distance(one.region, other.region), tag
    return 10 if not tag else 11 if one.language == "en" else 12, tag


class _Tag(NamedTuple):
    language: str
    script: str
    region: str


def _parsed(tag: str) -> _Tag:
    """Return what a tag says of language, script and region, "" where it says nothing."""
    language, *rest = tag.split("-")
    script = region = ""
    for part in rest:
        if len(part) == 1:  # what follows is an extension or private
            break
        if len(part) == 4 and part.isalpha():
            script = script or part
        elif (len(part) == 2 and part.isalpha()) or (len(part) == 3 and part.isdecimal()):
            region = region or part
    return _Tag(language, script or _LIKELY_SCRIPT.get((language, region), ""), region)


def _distance(one: str, other: str) -> int:
    """Return 0 where both say the same, 1 where one says nothing, 2 where they differ."""
    return 0 if one == other else 2 if one and other else 1


_CODES_KNOWN = frozenset((*_TWO_LETTERS, *_TWO_LETTERS.values()))
_TAGGED = re.compile(r"([A-Za-z]{2,3})(?:[-_](?:[A-Za-z]{4}|[A-Za-z]{2}|\d{3}))*")


def is_language(text: str) -> bool:
    """Tell whether a text is the tag of a language of ISO 639-1, with or without script and region.

    >>> [is_language(text) for text in ("de", "pt_BR", "zh-Hant-TW", "deu", "url", "id")]
    [True, True, True, True, False, True]
    """
    found = _TAGGED.fullmatch(text)
    return found is not None and found[1].lower() in _CODES_KNOWN


def main_language(counts: dict[str, int], stated: str = "") -> str:
    """Return the language that names are taken from, where many have some in several; "" where none is known.

    That is the one that the document states, or English, unless twice as many are in another one.

    Args:
        counts: how many entries have a name in each language.
        stated: the language that the document says it is in.

    >>> main_language({"de": 9, "en-GB": 5}), main_language({"de": 9, "en": 2}), main_language({})
    ('en-GB', 'de', '')
    """
    most = max(counts.values(), default=0)
    for wanted in filter(None, (stated, "en")):
        own = [tag for tag in counts if tag.split("-")[0].lower() == wanted.split("-")[0].lower()]
        best = max(own, key=lambda tag: counts[tag], default="")
        if best and 2 * counts[best] >= most:
            return best
    return min(counts, key=lambda tag: (-counts[tag], tag), default="")
