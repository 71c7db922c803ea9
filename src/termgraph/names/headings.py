"""A heading as glossaries print it -> the names in it, with their types.

Numbers, brackets, slashes, "vs.", "aka", "short for", "Unit(s)", TeX, trailing colons, "(continued)": all solved here.
"""

# Letters and punctuation of other scripts are meant.
# ruff: noqa: RUF001, RUF003

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from termgraph.names.abbreviations import abbreviates, is_acronym, shared_initials, stands_for
from termgraph.names.printing import BIDI_CONTROL, UNPRINTABLE
from termgraph.names.tex import without_tex
from termgraph.names.wordlists import word_set

#: Longer than any name: what is longer is a paragraph in the wrong place.
MAX_LABEL = 160

#: "72.", "72)", "(72)", "1.3", "1.3.", "§ 4", "#7", "Nr. 5": a number with a mark that makes it one of a series.
_NUMBER = re.compile(
    r"\A(?:\((\d{1,4})\)|(\d{1,4}(?:\.\d{1,3})+)(?=\s|\Z|[.):]+\D)[.):]*|(\d{1,4})[.):](?!\d)"
    r"|(?:§|\#|Nr\.|No\.|№)\s*(\d{1,4})[.):]?)(?:\s+|(?=[^\W\d_])|\Z)"
)
#: "Term 3: Parry".
_WORD_NUMBER = re.compile(
    r"\A(?:term|concept|word|topic|entry|begriff|terme|término)\s*\#?(\d{1,4})\s*[:.)–—-]\s*(?=\S)",
    re.IGNORECASE,
)
#: "7 Activation", "IV. Losses", "b) Bias": numbers only where the document has a series of them.
_BARE_NUMBER = re.compile(r"\A(\d{1,4})\s*(?:[-–—.:)\]|]\s*)?\s(?=\S)")
_ROMAN = re.compile(r"\A([IVXLC]{1,7})[.)]\s+(?=\S)")
_LETTER_NUMBER = re.compile(r"\A\(?([a-z])[.)]\s+(?=\S)")

_BULLET = re.compile(r"\A(?:[•‣◦▪▸►●○■□*·–—+-]\s+|[•‣◦▪▸►●○■□·])+")
#: Joiners (200C, 200D) stay: they are spelling in Persian and in Indic scripts.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufe0e\ufe0f\ufeff\ufff9-\ufffb]")
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,6}|[a-zA-Z]{2,8});")
#: What web pages and wikis leave behind a heading.
_LEFTOVER = re.compile(r"(?:\s*(?:¶|🔗|\[(?:edit|\d{1,3}|citation needed)\]|\s§|\s#))+\s*\Z", re.IGNORECASE)
_CONTINUED = re.compile(
    r"\s*[-–—,:]?\s*[(\[]?\s*\b(?:continued|cont(?:[’']?d\b\.?|\.)|Fortsetzung|suite"
    r"|continuación)\s*[)\]]?\s*\Z",
    re.IGNORECASE,
)
_QUOTES = "\"“”„«»‘’'‚‹›「」『』"
_WRAPPED = re.compile(r"\A[*_`]+(?=\S)(.*?\S)[*_`]+\Z", re.DOTALL)
#: A name of a programming language, whose underscores are no emphasis: "__init__".
_IDENTIFIER = re.compile(r"__[a-z0-9]+(?:_[a-z0-9]+)*__")

#: A full stop that belongs to the name.
_DOTTED = re.compile(r"(?:\w\.\w+\.|\b(?:etc|vs|al|Inc|Ltd|Co|Jr|Sr|No)\.|\.\.)\Z")

_PLURAL = re.compile(r"(?<=\w\w)\((?:s|es|e|en|n|x)\)(?![\w-])")
_BRACKET = re.compile(r"\s*[(\[（【]([^()\[\]（）【】]*)(?:[)\]）】]|[(\[（]\s*\Z|\Z)")

_POS = re.compile(
    r"(?:n|v|vt|vi|vb|adj|adv|pl|sg|noun|verb|adjective|adverb|plural|singular|abbr|abbrev|acronym"
    r"|phrase|proper noun"
    r"|m|f|nt|uncountable|countable|trans|intrans)\.?",
    re.IGNORECASE,
)
#: What says that another name follows, in the languages that glossaries are often in.
_CUE = (
    r"(?:sometimes |often |commonly |usually )?(?:also\s+(?:known\s+as|called|referred\s+to\s+as|termed"
    r"|named|written|spelled)"
    r"|also|a\.?\s?k\.?\s?a\.?|known\s+as|called|i\.e\.,?|synonyms?:?|syn\.:?|abbreviated(?:\s+(?:as"
    r"|to))?|abbreviation:?|abbr\.?:?"
    r"|acronym:?|alias:?|formerly(?:\s+(?:known\s+as|called))?|or|auch(?:\s+(?:genannt|bekannt\s+als))?"
    r"|oder|kurz:?|Abk\.?:?"
    r"|aussi(?:\s+appelée?)?|ou|dite?|también(?:\s+(?:llamad[oa]|conocid[oa]\s+como))?|anche(?:\s+dett[oa])?"
    r"|também(?:\s+chamad[oa])?|ook(?:\s+wel)?|又称|也称|別名|тж\.?|также"
    r"|(?:eng|engl|en|dt|de|fr|franz|es|span|it|ital|pt|nl|lat|gr|ru|jp|zh)[.:]|(?:english|englisch"
    r"|anglais|inglés|german|deutsch"
    r"|french|spanish|italian|latin|greek|japanese|chinese|russian):?)"
)
_ALIAS = re.compile(rf"\A{_CUE}\s+(?=\S)", re.IGNORECASE)
_ALIAS_BETWEEN = re.compile(
    r"\s*[,;–—-]?\s+(?:also\s+(?:known\s+as|called|referred\s+to\s+as|termed)|a\.?\s?k\.?\s?a\.?"
    r"|auch\s+(?:genannt|bekannt\s+als)"
    r"|aussi\s+appelée?|también\s+(?:llamad[oa]|conocid[oa]\s+como)|anche\s+dett[oa]|também\s+chamad[oa])\s+",
    re.IGNORECASE,
)
_ALIAS_AROUND = re.compile(
    r",?\s+(?:auch|ook|också|også)\s+(?P<name>.+?)\s+(?:genannt|genoemd|kallad|kallet|kaldet)\Z"
)
_SHORT_FOR = re.compile(
    r"\s*[,;(–—-]?\s+(?:is\s+)?(?:short|abbreviation|acronym|stands|abbr\.)\s+(?:for|of)\s+", re.IGNORECASE
)
_SEVERAL = re.compile(
    r"\s+(?:/|\||vs\.?|versus|contra|v\.)\s+|\s*/\s+|\s+/\s*|\s*[|;；、]\s*|\s+(?:or|oder|ou)\s+",
    re.IGNORECASE,
)
_DASHED = re.compile(r"\s+[-–—]\s+|\s*:\s+")
_AND = re.compile(r"\s+(?:and|&|und|et|y|e|en)\s+")
_IN_BRACKETS = re.compile(r"\s*[,;；、]\s*|\s+/\s+|\s+(?:or|oder|ou)\s+", re.IGNORECASE)

#: Question forms of a heading: "What is overfitting?" is about overfitting.
_QUESTION = re.compile(
    r"\A(?:What(?:\s+(?:is|are|does)|[’']s)(?:\s+meant\s+by)?|Define|Was\s+(?:ist|sind|bedeutet)"
    r"|Qu[’']est-ce\s+qu(?:e\s+|[’'])"
    r"|¿?Qué\s+(?:es|son)|Che\s+cos[’']è|O\s+que\s+é)\s+(?:(?:a|an|the|ein|eine|der|die|das|un|une|el|la"
    r"|o)\s+)?(.+?)"
    r"(?:\s+mean)?\s*\?\Z",
    re.IGNORECASE,
)

_QUALIFIER = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]?\s*\Z")

#: Short forms of fields of study: behind another name they say where it is used, not what it is also called.
_FIELDS = word_set("ai cs cv dl dsp hci ir it math maths ml nlp or rl stats tts")


@dataclass(frozen=True, slots=True)
class RecordLabel:
    """A name that a document gives to what an entry is about.

    Args:
        label: the name.
        type: what kind of name, as in entries: abbreviation, plural, misspelling …; None for any other.
        language: its tag where that is not the record's, "" otherwise.
    """

    label: str
    type: str | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Names:
    """What a heading says.

    Args:
        labels: the names in it, the first one first; empty where it holds none.
        number: its number as printed, "" where it has none.
        qualifier: what a bracket adds to tell two things of one name apart: "statistics" in "Mean (statistics)".
        continued: whether it goes on with an entry that stands before: "Pooling (continued)".
        question: whether it asks: "What is overfitting?".
    """

    labels: tuple[RecordLabel, ...] = ()
    number: str = ""
    qualifier: str = ""
    continued: bool = False
    question: bool = False


def clean(text: str) -> str:
    r"""Return `text` on one line, without characters that are not to be seen.

    >>> clean(" soft\u00admax\u200b \n function ")
    'softmax function'
    """
    text = unescape(text) if _ENTITY.search(text) else text
    text = _INVISIBLE.sub("", BIDI_CONTROL.sub("", UNPRINTABLE.sub("", text)))
    return " ".join(unicodedata.normalize("NFC", text).split())


def split_number(heading: str, *, bare: bool = False) -> tuple[str, str]:
    """Return the number in front of a heading, and the rest.

    Args:
        heading: the heading.
        bare: whether "7 Term", "IV. Term" and "b) Term" are numbered too: in a series they are, alone they may be
            names.

    >>> split_number("1.3 Backpropagation"), split_number("3D convolution"), split_number("7 Bias", bare=True)
    (('1.3', 'Backpropagation'), ('', '3D convolution'), ('7', 'Bias'))
    """
    bares = (_BARE_NUMBER, _ROMAN, _LETTER_NUMBER) if bare else ()
    for pattern in (_NUMBER, _WORD_NUMBER, *bares):
        found = pattern.match(heading)
        if found and heading[found.end() :].strip():
            return next(group for group in found.groups() if group), heading[found.end() :].strip()
    return "", heading


def heading_names(heading: str, *, bare: bool = False, exact: bool = False) -> Names:
    """Return the names in a heading.

    Args:
        heading: as printed.
        bare: whether a number without a mark counts, see `split_number`.
        exact: whether it is a name and nothing else.

    >>> [(name.label, name.type) for name in heading_names("4. Convolutional Neural Network (CNN, ConvNet)").labels]
    [('Convolutional Neural Network', None), ('CNN', 'abbreviation'), ('ConvNet', 'abbreviation')]
    """
    text = clean(heading)
    if len(text) > MAX_LABEL * 2:
        return Names()
    if exact:
        return Names((RecordLabel(text),)) if text and len(text) <= MAX_LABEL else Names()
    text = _LEFTOVER.sub("", _BULLET.sub("", _without_signs(text)))
    number, text = split_number(text, bare=bare)
    shorter = _CONTINUED.sub("", text)
    continued, text = bool(shorter) and shorter != text, shorter or text
    text = tidy(without_tex(text))
    asked = _QUESTION.match(text)
    text = tidy(asked[1]) if asked else text
    found, qualifier = _names(text)
    labels: dict[str, RecordLabel] = {}
    for one in found:
        if 0 < len(one.label) <= MAX_LABEL:
            labels.setdefault(one.label, one)
    return Names(tuple(labels.values()), number, qualifier, continued, asked is not None)


def without_qualifier(name: str) -> tuple[str, str]:
    """Return a name without what stands in brackets at its end, and that.

    >>> without_qualifier("class (programming)"), without_qualifier("f(x)"), without_qualifier("(x)")
    (('class', 'programming'), ('f(x)', ''), ('(x)', ''))
    """
    inside = _QUALIFIER.search(name)
    if inside is None or inside.start() == 0 or not name[inside.start()].isspace():
        return name, ""
    return name[: inside.start()].strip(), inside[1].strip()


def without_brackets(heading: str) -> str:
    """Return a heading up to its first bracket.

    >>> without_brackets("Multilayer Perceptron (MLP(")
    'Multilayer Perceptron'
    """
    head = heading.partition("(")[0].strip()
    return head or heading


def readings(heading: str) -> list[tuple[str, ...]]:
    """Return what a heading may be short for, best first: each reading is the names of what it is about.

    >>> readings("72. Convolutional Neural Network (CNN, ConvNet)")
    [('Convolutional Neural Network',), ('CNN',), ('ConvNet',)]
    >>> readings("2.1 ML model / algorithm")
    [('ML model / algorithm',), ('ML model', 'ML algorithm'), ('ML model', 'algorithm')]
    """
    if len(heading) > MAX_LABEL * 2:
        return []
    _, bare = split_number(clean(heading))
    head = tidy(without_brackets(bare))
    beside = tuple(several(head))
    found: list[tuple[str, ...]] = [(head,)]
    if len(beside) > 1 and all(beside):
        shared = beside[0].rpartition(" ")[0] + " "
        found += [beside, (beside[0], *(name.removeprefix(shared) for name in beside[1:]))]
    found += [(name.label,) for name in heading_names(heading).labels if name.label not in beside]
    return [names for names in dict.fromkeys(found) if all(names) and names != (heading,)]


def _without_signs(text: str) -> str:
    """Return a heading without pictures and arrows in front: "🔹 Accuracy"."""
    at = 0
    while at < len(text) and (unicodedata.category(text[at]) in ("So", "Cf") or text[at] in " →»›"):
        at += 1
    return text[at:] or text


def tidy(text: str) -> str:
    """Return a name without marks around it, trailing colons, dashes and full stops.

    >>> tidy('**"Bag of words":**'), tidy("A.I."), tidy("Adam:")
    ('Bag of words', 'A.I.', 'Adam')
    """
    while True:
        before, text = text, text.strip(" \t\u00a0:：;,–—=|→®™©")
        wrapped = _WRAPPED.match(text) if not _IDENTIFIER.fullmatch(text) else None
        text = wrapped[1] if wrapped else text
        if text[1:] and {text[0], text[-1]} <= set(_QUOTES) and set(text[1:-1]).isdisjoint(_QUOTES):
            text = text[1:-1]
        if text.endswith((".", "。")) and not _DOTTED.search(text):
            text = text[:-1]
        if text == before:
            return text


def _names(text: str) -> tuple[list[RecordLabel], str]:
    """Return the names in a heading without number, and its qualifier."""
    short = _SHORT_FOR.search(text)
    if short and short.start() > 0:
        name, long = tidy(text[: short.start()]), tidy(text[short.end() :].rstrip(")"))
        return [RecordLabel(name, "abbreviation"), RecordLabel(long)], ""
    first, *aliases = _ALIAS_BETWEEN.split(_ALIAS_AROUND.sub(r" aka \g<name>", text))
    labels, qualifier = _bracketed(first)
    for alias in aliases:
        for part in _IN_BRACKETS.split(alias):
            more, _ = _bracketed(tidy(part.rstrip(")")))
            main = labels[0].label if labels else ""
            labels += [typed(name.label, main) if main and name.type is None else name for name in more]
    return labels, qualifier


def _bracketed(text: str) -> tuple[list[RecordLabel], str]:
    """Return the names in a text that may have brackets behind or inside, and its qualifier."""
    if _PLURAL.search(text):
        plural = _PLURAL.sub(lambda found: found.group()[1:-1], text)
        more, qualifier = _bracketed(_PLURAL.sub("", text))
        singular = _BRACKET.sub("", plural).strip()
        return [*more, RecordLabel(singular, "plural")], qualifier
    groups = list(_BRACKET.finditer(text))
    base = tidy(_BRACKET.sub("", text))
    if not base:  # all in brackets: "(ε, δ)-privacy" is rest; "(hidden) Markov model" keeps its words
        base = tidy(text.strip("()[]"))
        return ([RecordLabel(base)] if base else []), ""
    if any(text[group.end() : group.end() + 1].strip(" ,;:/|") or not group.start() for group in groups):
        return [RecordLabel(tidy(text))], ""  # "(un)supervised", "f(x)-divergence": part of the word
    first, *others = several(base)
    kind = "abbreviation" if any(abbreviates(first, other) for other in others) else None
    labels = [RecordLabel(first, kind), *(typed(other, first) for other in others)]
    qualifier = ""
    for group in groups:
        around = text[: group.start()].split(), text[group.end() :].strip()
        if around[1] and around[0] and not others and abbreviates(around[0][-1], group[1]):
            words = [*around[0][:-1], group[1], around[1]]
            labels.append(RecordLabel(" ".join(words)))  # "ROC (Receiver Operating Characteristic) Curve"
            continue
        more, said = _inside(group[1], labels[0].label if len(groups) == 1 or not others else base)
        if any(name.type == "expansion" for name in more):
            labels[0] = RecordLabel(labels[0].label, "abbreviation")
        labels += [RecordLabel(name.label, None if name.type == "expansion" else name.type) for name in more]
        qualifier = qualifier or said
    return labels, qualifier


def _inside(content: str, base: str) -> tuple[list[RecordLabel], str]:
    """Return the further names that stand in a bracket behind `base`, or what it says to tell it apart."""
    names: list[RecordLabel] = []
    whole = tidy(content)
    if abbreviates(base, whole) and len(whole.split()) > 1:
        return [RecordLabel(whole, "expansion")], ""
    qualifiers: list[str] = []
    cued = False
    for part in _IN_BRACKETS.split(content):
        name = tidy(part)
        if name.startswith("/") or not name or _POS.fullmatch(name):
            continue  # pronunciation, part of speech
        plural = re.match(r"(?:plural|pl\.?|plural:)\s+(\S.*)", name, re.IGNORECASE)
        if plural:
            names.append(RecordLabel(plural[1], "plural"))
            continue
        cue = _ALIAS.match(name)
        cued = cued or cue is not None
        name = tidy(_ALIAS.sub("", name))
        kind = _kind_of(name, base)
        if kind is not None:
            names.append(RecordLabel(name, kind or None))
        elif cued or _same_head(name, base):
            names.append(RecordLabel(name))
        else:
            qualifiers.append(name)
    return names, ", ".join(qualifiers)


def _kind_of(name: str, base: str) -> str | None:
    """Return "abbreviation", "expansion" or "" of a name in another script; None where letters tell nothing."""
    if name.casefold() in _FIELDS and not stands_for(name, base):
        return None
    if abbreviates(name, base):
        return "abbreviation"
    if abbreviates(base, name) and len(name.split()) > 1:
        return "expansion"
    if any(map(str.isalpha, name)) and _latin(name) != _latin(base):  # in another script: 卷积 (convolution)
        return "abbreviation" if is_acronym(name) else ""
    if re.fullmatch(r"[\u3040-\u30ffー・]+", name) and re.search(r"[\u4e00-\u9fff]", base):
        return ""  # how it is read: 懸崖（けんがい）
    if is_acronym(name) and len(base.split()) > 1 and shared_initials(name, base) * 2 > len(name):
        return "abbreviation"  # with a slip in it: "Restricted Boltzmann Machine (RBN)"
    return None


def typed(name: str, base: str) -> RecordLabel:
    """Return another name of `base` with its type, where the letters show one.

    >>> typed("GRU", "Gated Recurrent Unit")
    RecordLabel(label='GRU', type='abbreviation', language='')
    """
    return RecordLabel(name, "abbreviation" if abbreviates(name, base) else None)


def several(text: str) -> list[str]:
    """Return the names of a heading that holds several; the second may lack a word that it shares with the first.

    >>> several("ML model / algorithm"), several("Epoch vs. Iteration"), several("Input/output")
    (['ML model', 'ML algorithm'], ['Epoch', 'Iteration'], ['Input/output'])
    """
    parts = list(filter(None, map(tidy, _SEVERAL.split(text))))
    if len(parts) < 2:
        dashed = [tidy(part) for part in _DASHED.split(text, maxsplit=1)]
        if len(dashed) == 2 and all(dashed) and (abbreviates(*dashed) or abbreviates(*reversed(dashed))):
            return dashed  # "CNN – Convolutional Neural Network"
        close = [part.split() for part in text.split("/")]
        if len(close) == 2 and all(len(words) > 1 for words in close) and _shares_word(*close):
            return [tidy(part) for part in text.split("/")]  # "Additive process/Additive manufacturing"
        joined = [tidy(part) for part in _AND.split(text)]
        heads = {part.split()[-1].casefold() for part in joined if part}
        if len(joined) == 2 and all(len(part.split()) > 1 for part in joined) and len(heads) == 1:
            return joined  # "Data Parallelism and Model Parallelism": alike in form, so two names
        return [text] if text else [""]
    shared, others = parts[0].rpartition(" ")[0], parts[1:]
    if shared and not any(" " in part or is_acronym(part) for part in others):
        return [parts[0], *(f"{shared} {part}" if part.islower() else part for part in others)]
    return parts


def _shares_word(first: Sequence[str], second: Sequence[str]) -> bool:
    return bool({word.casefold() for word in first} & {word.casefold() for word in second})


def _same_head(name: str, base: str) -> bool:
    """Tell whether both end in the same word: "cost function" is another name of "loss function"."""
    *before, last = name.casefold().split()
    return bool(before) and last == base.casefold().split()[-1]


def _latin(text: str) -> bool:
    return any(unicodedata.name(char, "").startswith("LATIN") for char in text if char.isalpha())
