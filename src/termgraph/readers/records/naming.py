"""What an entry is about whose heading was lost: its name, found in how its own text begins.

No grammar is parsed. A sentence of a glossary says its name in one of a few ways, and all hang on small words:
articles, "is", "refers to", "known as", "short for". Where none fits, there is no name, and a proposal at most.
"""

# Letters and punctuation of other scripts are meant.
# ruff: noqa: RUF001

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from termgraph.names import folded_key, singular
from termgraph.names.abbreviations import abbreviates, expansions, stands_for
from termgraph.names.headings import clean, heading_names, tidy
from termgraph.names.tex import without_tex
from termgraph.readers import tuned
from termgraph.readers.records.lexicon import ADVERBS, NARROWING, NO_SUBJECT, VERBS
from termgraph.readers.records.subjects import Named, behind_lead, has_capital, named, plausible, subject
from termgraph.records import RecordLabel

_SENTENCE = re.compile(r"(?<=[.!?。！？])[\"”’»)\]]*\s+(?=[\"“‘«(\[]?[^\W_a-z])|(?<=[。！？])|\n\s*\n")
_ABBREVIATED = re.compile(
    r"\b(?:e\.g|i\.e|etc|vs|cf|al|approx|Dr|Prof|Mr|Mrs|St|No|Fig|resp|z\.B|d\.h|p\.ex|ca|[A-Z])\.\Z"
)
_SHORT_FOR = re.compile(
    r"\A(?:(?:is\s+)?(?:an?\s+)?(?:short(?:hand)?|abbreviation|abbreviated|acronym|initialism|stands|abbr\.?)(?:\s+form)?\s+(?:for|of)"
    r"|(?:ist\s+)?(?:kurz|Abkürzung|steht)\s+für|abréviation\s+de|abreviatura\s+de)\s+(?:the\s+)?(?P<name>[^.;:]{2,100}?)\s*(?:[.;:,]|\Z)",
    re.IGNORECASE,
)
_KNOWN_AS = re.compile(
    r"(?:,\s+|\b(?:an?|the|one)\s+(?:[\w’'-]+\s+){1,4}?(?:which\s+is\s+|that\s+is\s+)?)(?P<also>\balso\s+|\boften\s+|\bsometimes\s+)?\b(?:known\s+as|called|referred\s+to\s+as|termed|dubbed|named)\s+"
    r"(?:(?:an?|the)\s+)?(?P<name>[^.,;:!?()]{2,60}?)(?=\s*(?:[.,;:!?(]|\s(?:which|that|where|because|and|is|are|was|were|has|have|to|in|for|by|when)\b|\Z))"
)
_EXAMPLE_OF = re.compile(
    r"\A(?:Here|Below|This|The\s+following|Following|Shown\s+here)\s+(?:is|are|shows)\s+(?:an?\s+|some\s+)?(?:example|illustration|diagram|definition|description|overview|explanation)s?"
    r"\s+(?:of|for)\s+(?:an?\s+|the\s+)?(?P<name>[^.:;,!?]{2,80}?)\s*[.:;,!?]",
    re.IGNORECASE,
)
_DEFINITION_OF = re.compile(
    r"\b(?:definition|notion|concept|idea|meaning|term)s?\s+(?:of\s+)?(?:(?:an?|the)\s+)?[\"“'‘]?(?P<name>[\w’'-]+(?:\s[\w’'-]+){0,3}?)[\"”'’]?\s+(?:is|are|refers|means|describes|can)\b"
)
_REFERS = re.compile(
    r"(?:\A|\s)(?:an?|the)\s+(?P<name>[^\W\d_][\w’'-]*(?:\s[\w’'-]+){0,3}?)\s+(?:refers\s+to|is\s+defined\s+as|denotes|means)\b",
    re.IGNORECASE,
)
_IS_CALLED = re.compile(
    r"\b(?:is|are)\s+(?:(?:then|usually|often|sometimes|commonly)\s+)?(?:called|known\s+as|referred\s+to\s+as|termed|named)\s+(?:an?\s+|the\s+)?"
    r"[\"“'‘]?(?P<name>[^.,;:!?()\"”]{2,60}?)[\"”'’]?(?=\s*(?:[.,;:!?(]|\s(?:which|that|because|and|if|when)\b|\Z))"
)


#: "API: Application Programming Interface, a set of …": the words of an abbreviation, before anything is said of it.
_SPELLED = re.compile(
    r"\W*(?P<name>[^\W\d_][\w'’/ &-]{3,70}?)(?:\]\([^()\s]*\))?[*_]*(?:\s+[-–—]+\s|\s*[.,;:(]|\s*\Z)"
)


def sentences(text: str, limit: int = 8) -> list[str]:
    """Return the first sentences of a text.

    >>> sentences("It is, e.g. Adam, fast. Is it? It is.")
    ['It is, e.g. Adam, fast.', 'Is it?', 'It is.']
    """
    text = text[: tuned.NAME_WITHIN]
    found: list[str] = []
    start = 0
    for gap in _SENTENCE.finditer(text):
        if "\n\n" not in gap.group() and _ABBREVIATED.search(text[start : gap.start()]):
            continue
        found.append(text[start : gap.end()].strip())
        start = gap.end()
        if len(found) == limit:
            return [sentence for sentence in found if sentence]
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


def name_in_text(text: str, fits: Callable[[str], bool] | None = None) -> Named | None:
    """Return the name that a text gives to what it is about, or None where it does not say.

    Args:
        text: the text of an entry whose heading was lost.
        fits: tells whether a name would stand in its place among those of the other entries, where they are in order.

    >>> name_in_text("An autoencoder is a network that …").labels[0].label
    'autoencoder'
    >>> name_in_text("The process of transforming data into zeros and ones.") is None
    True
    """
    parts = sentences(text)
    if not parts:
        return None
    first = _bare(parts[0])
    short = _SHORT_FOR.match(first)
    if short:
        return _short_for(short["name"], parts[1:])
    found = subject(first)
    if found is None and not _IS_CALLED.search(first):
        found = behind_lead(first)
    if found is None or found.strength < 3:
        found = _phrased(first, found) or found
    if found is not None and found.strength + _fit(found, fits) >= 2:
        return Named(_with_acronym(found.labels, text), found.strength)
    # Further sentences are about many things: only one that defines a name which fits in this place will do.
    for part in parts[1:] if fits is not None else ():
        later = subject(_bare(part))
        if later is not None and later.strength >= 3 and _fit(later, fits) > 0:
            return Named(_with_acronym(later.labels, text), 2)
    return None


def _fit(found: Named, fits: Callable[[str], bool] | None) -> int:
    """Return 1 where a name fits among its neighbours, -1 where it does not, 0 where they are in no order."""
    if fits is None:
        return 0
    if any(fits(label.label) for label in found.labels):
        return 1
    # A proper name may stand where its short form belongs; other words that do not fit are not what the entry is about.
    proper = has_capital(found.labels[0].label.split())
    return 0 if found.strength >= 3 or proper else -1


def _bare(sentence: str) -> str:
    """Return a sentence without quotation marks, bullets and emphasis at its start."""
    text = without_tex(clean(re.sub(r"[*_`]{1,3}(?=\w)|(?<=\w)[*_`]{1,3}", "", sentence)))
    return re.sub(r"\A[\"“”„«»‘’'•*\-–—\s(\[]+", "", text)


def _short_for(name: str, rest: list[str]) -> Named:
    """Return the names of an entry that begins with what its name is short for."""
    labels = list(heading_names(name).labels)
    following = subject(_bare(rest[0])) if rest else None
    if following is not None and labels:
        short = following.labels[0].label
        bare = short[:-1] if short.endswith("s") and abbreviates(short[:-1], labels[0].label) else short
        if abbreviates(bare, labels[0].label) or labels[0].label.casefold().startswith(f"{bare.casefold()} "):
            return Named((RecordLabel(bare, "abbreviation"), *labels), 3)
    return Named(tuple(labels), 3)


def _phrased(first: str, subject: Named | None) -> Named | None:
    """Return the name that a phrase of the first sentence gives: "a technique known as …", "example of …"."""
    example = _EXAMPLE_OF.match(first)
    if example:
        return named(example["name"], 3)
    refers = None if re.match(r"(?:To|When|If)\s", first) else _REFERS.search(first)
    if refers and plausible(refers["name"].split()) and subject is None:
        return named(refers["name"], 3)
    known = next((hit for hit in _KNOWN_AS.finditer(first) if not hit["also"]), None)
    if known and plausible(known["name"].split()):
        return named(known["name"], 3 if subject is not None or first.startswith(("To ", "In ")) else 2)
    called = _IS_CALLED.search(first) if subject is None else None
    if called and plausible(called["name"].split()):
        return named(called["name"], 3)
    if subject is None:
        about = _DEFINITION_OF.search(first)
        if about and plausible(about["name"].split()):
            return named(about["name"], 2)
    return None


def _with_acronym(labels: tuple[RecordLabel, ...], text: str) -> tuple[RecordLabel, ...]:
    """Return the names with the acronym that the text uses for the first one: "The GRU consists of …"."""
    full = next((label.label for label in labels if len(label.label.split()) > 1), None)
    known = {label.label for label in labels}
    if full is None or any(label.type == "abbreviation" for label in labels):
        return labels
    for word in re.findall(r"\b[A-Z][A-Za-z0-9-]*[A-Z][A-Za-z0-9]*\b", text[: tuned.NAME_WITHIN]):
        bare = word[:-1] if word.endswith("s") and word[:-1].isupper() else word
        if bare not in known and len(bare) > 1 and stands_for(bare, full):
            return (*labels, RecordLabel(bare, "abbreviation"))
    return labels


def alternates(names: Iterable[str], text: str) -> list[RecordLabel]:
    """Return what a text says at its start that a name stands for, or is abbreviated to.

    >>> alternates(["AIS"], "An Automatic Identification System (AIS) tells where ships are.")
    [RecordLabel(label='Automatic Identification System', type=None, language='')]
    """
    known = list(names)
    first = next(iter(sentences(text)), "")
    bare = _bare(first)
    found = [RecordLabel(long) for _, long in expansions(known, bare[:300])]
    for bracket in re.finditer(r"(?P<before>[^().;]{3,90}?)\s*\((?P<inside>[^()]{2,80})\)", bare[:300]):
        before, inside = bracket["before"].casefold(), tidy(bracket["inside"])
        if any(before.endswith(name.casefold()) and abbreviates(inside, name) for name in known):
            found.append(RecordLabel(inside, "abbreviation"))
    spelled = _SPELLED.match(text[:200])
    if not found and spelled and any(stands_for(name, spelled["name"]) for name in known if name.isupper()):
        found.append(RecordLabel(tidy(spelled["name"])))
    keys = {folded_key(name) for name in known}
    return [label for label in found if folded_key(label.label) not in keys]


def guess(text: str, fits: Callable[[str], bool], known: Iterable[str]) -> str | None:
    """Return the phrase of a text that would stand in its place among the names of the other entries, or None.

    Args:
        text: the text of an entry that never says its name.
        fits: tells whether a name would stand in its place.
        known: names that other entries point to; they count most.

    >>> guess("Images have red, green and blue channels.", lambda name: "c" <= name[0].lower() < "d", [])
    'channels'
    """
    lowered = text[: tuned.NAME_WITHIN].casefold()
    pointed = [name for name in known if fits(name)]
    # An entry that only points elsewhere says nothing about itself.
    for name in pointed:
        if len(name) > 2 and re.search(rf"\b{re.escape(name.casefold())}", lowered):
            return name
    words = re.findall(r"[^\W\d_][\w’'-]*", text[: tuned.NAME_WITHIN])
    counts: dict[str, list[str]] = {}
    for word in words:
        if len(word) > 3 and word.casefold() not in VERBS | NARROWING | NO_SUBJECT | ADVERBS and fits(word):
            counts.setdefault(singular(folded_key(word)), []).append(word)
    for key in sorted(counts, key=len):  # "ScoreIterationListener" speaks for "score"
        if key in counts and len(key) > 3:
            for other in [other for other in counts if other != key and other.startswith(key)]:
                counts[key] += counts.pop(other)
    ranked = sorted(counts.values(), key=lambda forms: (-len(forms), text.find(forms[0])))
    if not ranked or (len(ranked[0]) == 1 and len(ranked) > 1):
        return None  # several words would do: no proposal is better than one of many
    return ranked[0][0]
