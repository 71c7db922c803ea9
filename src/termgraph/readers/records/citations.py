"""Citations and the document's own list of references: what is cited, where in it, and what the list lacks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from termgraph.names import unmarked_key
from termgraph.readers.records.lexicon import NO_AUTHORS

_NAME = r"[^\W\d_a-z][^\W\d_]*(?:[’'-][^\W\d_]+)*"
_NAMES = (
    rf"(?:(?:van|von|de|der|den|da|di|le|la)\s+)*{_NAME}"
    rf"(?:\s*(?:,|and|&|und|et|y)\s+(?!al\b){_NAME})*(?:,?\s+et\s+al\.?)?"
)
_PLACE = (
    r"(?:page|pages|pp?\.|chapter|ch\.|section|sec\.|§|table|figure|fig\.|eq\.|Seite|S\.|Kapitel)\s*[\w.–-]+"
)
_YEAR = r"(?:1[5-9]|20)\d{2}[a-z]?"
#: "Goodfellow 2016, page 295", "Bishop, 2006", "Lee et al. (2015)"; words may stand before it: "see", "maybe first in".
_CITED = re.compile(
    rf"(?P<names>{_NAMES}),?\s+\(?(?P<year>{_YEAR})\)?(?:\s*[,:]\s*(?P<place>{_PLACE}))?\s*\Z"
)
_GROUP = re.compile(r"[(\[]([^()\[\]]{4,300})[)\]]")
#: "Mitchell (1997)": the year is looked for first, since it is rarer than names.
_YEAR_ALONE = re.compile(rf"\((?P<year>{_YEAR})(?:\s*[,:]\s*(?P<place>{_PLACE}))?\)")
_NAMES_BEFORE = re.compile(rf"(?:\A|(?<=[^\w-]))(?P<names>{_NAMES})\s+\Z")
_KEYED = re.compile(rf"(?P<key>[^\[\],;]{{1,60}}?)(?:\s*,\s*(?P<place>{_PLACE}))?")

_REFERENCE = re.compile(
    r"\s*(?:\[\^?(?P<key>[^\[\]]{1,60})\]:?|\((?P<number>\d{1,3})\)|(?P<bare>\d{1,3})[.)])\s+(?P<text>\S.*)",
    re.DOTALL,
)
_BEGINS = re.compile(r"\s{0,3}(?:\[[^\[\]]{1,60}\]|\(?\d{1,3}[.)]|[-*•])\s")
_AUTHOR_YEAR = re.compile(
    rf"\s*(?:[-*•]\s+)?(?P<name>{_NAME}),\s.{{0,300}}?\(?\b(?P<year>{_YEAR})\b\)?", re.DOTALL
)


def items(text: str) -> list[str]:
    r"""Return the items of a list of references: paragraphs, or lines where each begins an item.

    >>> items("[1] A. One.\n[2] B.\n    Two.")
    ['[1] A. One.', '[2] B.\n    Two.']
    """
    found: list[str] = []
    blank = True
    for line in text.split("\n"):
        if not line.strip():
            blank = True
        elif blank or _BEGINS.match(line):
            found.append(line)
            blank = False
        else:
            found[-1] += "\n" + line
    return found


def reference(text: str, *, listed: bool = False) -> tuple[str, str] | None:
    """Return the key and the text of one item of a list of references, or None where it is none.

    Args:
        text: the item.
        listed: whether it stands in a list of references, where numbers and bare authors are keys too.

    >>> reference("[Moon 1986] Moon, P. (1986) Theory of Holors.")
    ('Moon 1986', 'Moon, P. (1986) Theory of Holors.')
    """
    found = _REFERENCE.match(text)
    if found and (found["key"] or listed):
        if found["key"] and not listed and not re.search(r"\d", found["key"]):
            return None
        return (found["key"] or found["number"] or found["bare"]).strip(), " ".join(found["text"].split())
    authored = _AUTHOR_YEAR.match(text) if listed else None
    return (
        (f"{authored['name']} {authored['year']}", " ".join(text.split()).lstrip("-*• "))
        if authored
        else None
    )


def _authored(text: str) -> tuple[str, str] | None:
    """Return the key and the place of a citation by author and year that ends a text, or None."""
    found = _CITED.search(text)
    if found is None:
        return None
    lead = text[: found.start()]
    if lead and not lead[-1].isspace():
        return None
    key = _key(found["names"], found["year"])
    return (key, (found["place"] or "").strip()) if key else None


def _key(names: str, year: str) -> str | None:
    words = names.split()
    if words[0].casefold().strip(".,") in NO_AUTHORS or (words[0].isupper() and len(words[0]) > 2):
        return None  # "April 2016", "ILSVRC 2012"
    return f"{' '.join(words)} {year}"


def citations(text: str, known: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    """Yield what a text cites, each as key, place in the work ("" where none), and offset in the text.

    Args:
        text: the text.
        known: the list of references; keys that are no author and year are citations only where they are in it.

    >>> list(citations("Slow (see Zeiler 2010), as known (Lee 2015, page 7).", {"Lee 2015": "…"}))
    [('Zeiler 2010', '', 5), ('Lee 2015', 'page 7', 33)]
    """
    keys = {unmarked_key(key): key for key in known}
    yield from _in_brackets(text, keys)
    for group in re.finditer(r"\[\^?(\d{1,3}(?:\s*[,–-]\s*\d{1,3})*)\]", text):
        for number in re.split(r"\s*,\s*", group[1]):
            if number in known:
                yield number, "", group.start()
    for year in _YEAR_ALONE.finditer(text):
        found = _NAMES_BEFORE.search(text[max(0, year.start() - 100) : year.start()])
        key = _key(found["names"], year["year"]) if found else None
        if key is not None:
            yield _known(key, keys), (year["place"] or "").strip(), year.start()


def _in_brackets(text: str, keys: Mapping[str, str]) -> Iterator[tuple[str, str, int]]:
    """Yield what is cited in brackets by authors and years, or by the keys of the list of references."""
    for group in _GROUP.finditer(text):
        shared = None
        for part in _parts(group[1]):
            authored = _authored(part)
            if authored is not None:
                yield (_known(authored[0], keys), authored[1], group.start())
                shared = authored[0]
                continue
            if shared and re.fullmatch(_YEAR, part):  # "(Lee 2015, 2016)"
                yield _known(f"{shared.rpartition(' ')[0]} {part}", keys), "", group.start()
                continue
            keyed = _KEYED.fullmatch(part)
            if group.group()[0] == "[" and keyed and unmarked_key(keyed["key"]) in keys:
                yield keys[unmarked_key(keyed["key"])], keyed["place"] or "", group.start()


def _parts(content: str) -> list[str]:
    """Return the citations of a bracket: separated by semicolons, or by commas where no place follows."""
    parts = re.split(
        rf"\s*;\s*|\s*,\s*(?={_NAME}(?:\s+et\s+al\.?)?,?\s+{_YEAR})|(?<=\d{{4}})\s*,\s*(?={_YEAR}\s*(?:,|\Z))",
        content,
    )
    return [part.strip() for part in parts if part and part.strip()]


def _known(key: str, keys: Mapping[str, str]) -> str:
    """Return the key as the list of references has it: it may name one author where the text names all."""
    names, _, year = key.rpartition(" ")
    first = re.split(r"\s*,|\s+(?:and|&|et|und|y)\s", names, maxsplit=1)[0]
    for form in (key, f"{first} {year}", f"{first} et al {year}", f"{first}{year}"):
        if unmarked_key(form) in keys:
            return keys[unmarked_key(form)]
    surname = first.split()[-1]
    return keys.get(unmarked_key(f"{surname} {year}"), key)
