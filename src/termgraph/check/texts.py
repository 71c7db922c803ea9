"""The texts of a vocabulary that people read, each with what it is of, and how messages write them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cache
from typing import TypeVar

from termgraph.check.finding import Found
from termgraph.names import language_tag
from termgraph.names.damage import UNSEEN, unscrambled, without_unseen
from termgraph.namespaces import PREFIXES, SKOS
from termgraph.skos import Thesaurus
from termgraph.skos.documenting import NOTES
from termgraph.skos.naming import Label
from termgraph.store.aside import several_aside

K = TypeVar("K", bound=Hashable)
V = TypeVar("V", bound=Hashable)

#: How many things messages list, and how much they quote.
_MOST, _LONGEST = 4, 80
#: What names and describes things besides SKOS, schemes above all.
_BESIDES = ("rdfs:label", "rdfs:comment", "dct:title", "dct:description", "dc:title", "dc:description")
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


def names(thesaurus: Thesaurus) -> Iterator[tuple[str, Label]]:
    """Yield each name as what it is of, and its kind, text and language."""
    for subject, mine in thesaurus.names.items():
        for name in mine:
            yield subject, name


def fault(subject: str, text: Label, said: str, *, fixable: bool = True) -> Found:
    """Return what is wrong with a text of something: its kind and the text itself, then what is said of it.

    >>> fault("e:owl", ("note", "owl ", "en"), "ends with a space").message
    'skos:note “owl ”@en ends with a space'
    """
    kind, written, lang = text
    return Found(subject, f"{shown(kind)} {quoted(written, lang)} {said}", text, fixable)


def unseen(texts: Iterable[tuple[str, Label]]) -> Iterator[Found]:
    """Yield those of some texts that hold a character that nobody can see, but for what is in another encoding."""
    for subject, text in texts:
        char = UNSEEN.search(text[1])
        if char is not None and unscrambled(text[1]) == text[1]:
            said = f"holds the character U+{ord(char[0]):04X}"
            yield fault(subject, text, said, fixable=without_unseen(text[1]) != text[1])


def notes(thesaurus: Thesaurus) -> Iterator[tuple[str, Label]]:
    """Yield likewise each note that is a text, and each title and description.

    >>> list(notes(Thesaurus.from_text('<e:owl> skos:scopeNote "Not the boy."@en-gb ; rdfs:label "owl" .')))
    [('e:owl', ('scopeNote', 'Not the boy.', 'en-GB')), ('e:owl', ('rdfs:label', 'owl', ''))]
    """
    for kind in (*NOTES, *_BESIDES):
        for subject, text in thesaurus.texts(property_of(kind)):
            yield subject, (kind, text.value, language_tag(text.language or ""))


def shown(kind: str) -> str:
    """Return how messages call a kind: as a prefixed name.

    >>> shown("prefLabel"), shown("rdfs:label")
    ('skos:prefLabel', 'rdfs:label')
    """
    return kind if ":" in kind else f"skos:{kind}"


def property_of(kind: str) -> str:
    """Return the property of a kind of text.

    >>> property_of("prefLabel"), property_of("rdfs:label")
    ('http://www.w3.org/2004/02/skos/core#prefLabel', 'http://www.w3.org/2000/01/rdf-schema#label')
    """
    prefix, _, local = kind.rpartition(":")
    return (PREFIXES[prefix] if prefix else SKOS) + local


@cache
def is_language(tag: str) -> bool:
    """Tell whether a text is a language tag whose language there may be.

    >>> is_language("en-GB"), is_language("german"), is_language("cz")
    (True, False, False)
    """
    first = tag.partition("-")[0].lower()
    return bool(_TAG.fullmatch(tag)) and (len(first) != 2 or first in _TWO_LETTERS.split())


def quoted(text: str, lang: str = "") -> str:
    """Return a text between quotation marks, cut where it is long, with its language.

    >>> quoted("owl", "en"), quoted("Strix")
    ('“owl”@en', '“Strix”')
    """
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return f"“{shown}”@{lang}" if lang else f"“{shown}”"


def called(thesaurus: Thesaurus, nodes: Iterable[str]) -> str:
    """Return what some nodes are called, as a list."""
    return listed([thesaurus.called(node) for node in nodes])


def several(pairs: Iterable[tuple[K, V]]) -> Iterator[tuple[K, list[V]]]:
    """Yield each key that has several values, with these in their order.

    >>> list(several([("a", 2), ("b", 3), ("a", 1), ("a", 2)]))
    [('a', [2, 1])]
    """
    first: dict[K, V] = {}
    found: dict[K, dict[V, None]] = {}
    for key, value in pairs:
        if (known := first.setdefault(key, value)) != value:
            found.setdefault(key, {known: None})[value] = None
    return ((key, list(values)) for key, values in found.items())


def several_of(
    thesaurus: Thesaurus, pairs: Iterable[tuple[tuple[str, ...], str]]
) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Yield the same of what is said in a vocabulary; that of a large one is laid aside on the disk."""
    return several_aside(pairs) if thesaurus.is_sparing else several(pairs)


def defined_of(thesaurus: Thesaurus) -> tuple[int, int]:
    """Return how many current concepts have a definition, and how many there are."""
    defined = total = 0
    for part in thesaurus.parts():
        total += len(part.current)
        defined += sum(1 for concept in part.current if concept in part.definitions)
    return defined, total


def listed(items: Sequence[str]) -> str:
    """Return a list as people write it, the first few of many.

    >>> listed(["a", "b"]), listed(["a", "b", "c", "d", "e", "f"])
    ('a and b', 'a, b, c, d and 2 more')
    """
    if len(items) > _MOST:
        return f"{', '.join(items[:_MOST])} and {len(items) - _MOST} more"
    return " and ".join(part for part in (", ".join(items[:-1]), items[-1]) if part) if items else ""
