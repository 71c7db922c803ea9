"""Which paragraphs of a plain text look like headings, and which are captions, formulas, code, lists or references."""

# Letters and punctuation of other scripts are meant.
# ruff: noqa: RUF001

from __future__ import annotations

import re
from collections.abc import Callable

from termgraph.names import folded_key, singular
from termgraph.names.abbreviations import abbreviates
from termgraph.names.headings import heading_names, split_number
from termgraph.names.tex import without_tex
from termgraph.readers.prose.paragraphs import Unit, ended, starts_small
from termgraph.readers.records import kinds, lexicon

_BRACKETS = re.compile(r"\([^()]*\)")
_BULLET = re.compile(r"\s*[•‣◦▪▸►●○■□*·–—+-]\s+\S")
_URL = re.compile(r"\A\W*(?:https?://|www\.)\S+\W*\Z|\A\S+@\S+\.\w+\Z")
_CODE = re.compile(
    r"[{};]\s*\Z|\A\s*(?:(?:public|private|static|def|class|import|return|var|let|const)\s.*[(){};=]"
    r"|from\s+\w+\s+import\b|(?:for|while|if|print)\s*\(|\#include|>>>|\$\s|<\w+[ >])"
)
_FORMULA = re.compile(r"\\\[|\\begin|\\frac|\\sum|\$\$|[^=!<>]=[^=].*[\d*/+(^]|\A[\W\d_]+\Z|[∑∫√≤≥]")
_TABLE_OF_CONTENTS = re.compile(r"(?:\.\s?){4,}\s*\d{1,4}\Z|\s{3,}\d{1,4}\Z|…+\s*\d{1,4}\Z")
_NO_NAME = re.compile(f"{_CODE.pattern}|{_FORMULA.pattern}")
#: How a name may end as a sentence does.
_ENDS_NAME = re.compile(r"[:：?？؟]\Z|\w\.\w+\.\Z|\b(?:etc|vs|al)\.\Z")
_NOTE = re.compile(
    r"\W*(?:TODO|TBD|TBA|FIXME|coming soon|to be \w+|under construction|work in progress)\b\W*", re.IGNORECASE
)
_TAGS = re.compile(r"(?:#[^\W\d]\w*(?:-\w+)*[\s,;]*)+")
#: How a name is spoken, and its part of speech, as dictionaries print them below it: "/kruhft/, n."
_SPOKEN = re.compile(r"/[^/]*/(?:[,; ].*)?")
_QUOTED = re.compile(r"\A[\"“„«‘].*[\"”’»]\W*\Z")
_CAPTION = re.compile(
    r"(?:alt text|image|photo|picture|caption|figure|advertisement|loading|play video|video)"
    r"|(?:fig(?:ure|\.)?|table|image|listing|abb(?:\.|ildung)|tab(?:\.|elle)|tableau|figura)\s*\d+.*"
    r"|(?:image|photo|picture|source|credit)s?\s*(?:by|credit|courtesy|source)?\s*:.*",
    re.IGNORECASE,
)
#: With these a line goes on or speaks to its reader: no name begins so.
_TALK = re.compile(
    r"\A(?:and|or|but|so|because|however|here|there|this|these|that|those|it|they|we|you|i|let"
    r"|for example|for instance|e\.g|i\.e|note that|where|when|if|as|which"
    r"|in this|in the|click|sign up|subscribe|share|read|download|learn more|join|follow|contact|chat"
    r"|view|attend|get|try|visit|back to|next:|previous:|posted|published"
    r"|updated|written by|by|last updated|photo|image|figure|fig\.|table|alt text|source:|credit|tags:|©"
    r"|copyright)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|should|must|have|has|had|do|does|did|we|you|i|our|your"
    r"|it|they|ist|sind|est|sont|hat|haben)\b",
    re.IGNORECASE,
)
#: What the authors of a page say to its readers, and not about a term.
_CHATTER = re.compile(
    r"\b(?:(?:this|our|the following|the above) (?:glossary|article|post|blog|guide|list|page|tutorial"
    r"|document|website|site|cheat ?sheet|dictionary|book|course)"
    r"|these \d* ?\w* ?\w* ?terms|thanks? (?:you )?for reading|(?:we|i) hope|hope you|let (?:us|me) know"
    r"|in the comments|subscribe|sign up|newsletter|follow us|all rights reserved"
    r"|copyright|©|click here|(?:further|later|below) in this|feel free|if you (?:are looking|want"
    r"|have any|found|find|enjoyed|like|spot|would like)|check out our|contact us"
    r"|min(?:utes?)? read|table of contents|cookies?|privacy policy|terms of (?:use|service)"
    r"|work in progress|pull requests?|diese[ns]? (?:glossar|artikel|liste)|ce glossaire"
    r"|este glosario|questo glossario)\b",
    re.IGNORECASE,
)


def _labelled(text: str) -> bool:
    """Tell whether a line is a part of an entry with its label: "Synonyms: dense layer"."""
    label, colon, rest = text.partition(":")
    return bool(colon and rest.strip()) and " ".join(label.casefold().split()) in lexicon.PARTS


def is_caption(text: str) -> bool:
    """Tell whether a line is a caption or what is left of a picture.

    >>> is_caption("Alt text"), is_caption("Figure 3: the loss"), is_caption("Figure of merit")
    (True, True, False)
    """
    return _CAPTION.fullmatch(text.strip(" []()!")) is not None


def is_talk(text: str) -> bool:
    """Tell whether words go on with a text or speak to its reader: "For example", "Read more"."""
    return _TALK.match(text) is not None


def is_formula(text: str) -> bool:
    r"""Tell whether a text begins with a formula on a line of its own.

    >>> is_formula("$$x^2$$"), is_formula("The square.")
    (True, False)
    """
    return re.match(r"\s*(?:\\\[|\\begin|\$\$)", text) is not None


def is_chatter(text: str) -> bool:
    """Tell whether a text speaks to the readers of a page rather than about a term.

    >>> is_chatter("Let us know in the comments what this glossary lacks."), is_chatter("An optimizer.")
    (True, False)
    """
    return _CHATTER.search(text[:600]) is not None


#: What has the form of a heading and is none.
_NO_HEADINGS: tuple[Callable[[str], object], ...] = (
    _NOTE.fullmatch,
    _TAGS.fullmatch,
    _URL.match,
    _QUOTED.match,
    _SPOKEN.fullmatch,
    _labelled,
    is_caption,
    lambda text: kinds.redirect_targets(text)[1],
)


def heading_like(unit: Unit, before: Unit | None) -> bool:
    """Tell whether a paragraph has the form of a heading: short, on one line, no sentence, no formula, no code.

    >>> lines = ("Beam search", "It is a search.", "F1 = 2 * P / (P + R)")
    >>> [heading_like(Unit(text, 1, 1, 1, 0), None) for text in lines]
    [True, False, False]
    """
    text = without_tex(unit.text.strip())
    number, name = split_number(text)
    bare = _BRACKETS.sub("", name).strip()
    if unit.lines > 2 or len(text) > 120 or not _is_short(bare):
        return False
    if _BULLET.match(unit.text) or any(test(text) for test in _NO_HEADINGS) or _NO_NAME.search(name):
        return False
    if ended(name) and not _ENDS_NAME.search(name):
        return bool(number) and name.endswith(".") and len(bare.split()) <= 5
    several = not kinds.is_chapter(text) and re.search(r"[.!?]\s+\S+\s+\S+\s", name)
    return not several and not re.search(r"[,;–—&-]\Z", bare) and not _goes_on(unit, name, before)


def _is_short(bare: str) -> bool:
    """Tell whether a text is no longer than a name; scripts without spaces between words need fewer characters."""
    longest = 90 if bare.isascii() or " " in bare else 30
    return 0 < len(bare.split()) <= 12 and len(bare) <= longest and any(map(str.isalpha, bare))


def _goes_on(unit: Unit, name: str, before: Unit | None) -> bool:
    """Tell whether a line goes on with a long text before it: directly below, or with something small."""
    if before is None or len(before.text) <= 60:
        return False
    open_ = not ended(before.text)
    return (not unit.gap and open_) or (
        starts_small(name) and (open_ or before.text.rstrip().endswith((":", ",")))
    )


def in_contents(text: str) -> bool:
    """Tell whether a line is one of a table of contents: a page number stands at its end.

    >>> in_contents("Activation function ..... 3"), in_contents("Layer 3")
    (True, False)
    """
    return len(text) < 200 and _TABLE_OF_CONTENTS.search(text.rstrip()) is not None


def named_below(heading: str, body: str) -> bool:
    """Tell whether a name in a heading comes up at the start of the text below it.

    >>> [named_below(heading, "A neural network learns.") for heading in ("Neural Networks (NN)", "In short")]
    [True, False]
    """
    text = folded_key(body[:300])
    for label in heading_names(heading).labels[:4]:
        key = singular(folded_key(label.label))
        if len(key) > 2 and key in text:
            return True
        if any(
            abbreviates(word.strip("().,s"), label.label)
            for word in body[:200].split()
            if sum(map(str.isupper, word)) > 1
        ):
            return True
        if any(word.casefold() in body[:300].casefold() for word in label.label.split() if len(word) > 5):
            return True
    return False


def score(unit: Unit, before: Unit | None, below: Unit | None) -> float:
    """Return how much a paragraph of the form of a heading is one, by its words and by what stands around it."""
    text = split_number(unit.text.strip())[1]
    bare = _BRACKETS.sub("", text).strip()
    words = bare.split()
    points = 1.0 if len(words) <= 6 else 0.0 if len(words) <= 9 else -1.5
    points += 0.5 if len(words) <= 3 else 0.0
    if below is not None:
        points += 0.5 if ended(below.text) or len(below.text) > 120 else 0.0
        points += 1.5 if named_below(text, below.text) else 0.0
        points -= 1.0 if starts_small(below.text) and not starts_small(text) else 0.0
    points += 0.5 if bare.isupper() or sum(word[:1].isupper() for word in words) * 2 > len(words) else 0.0
    points -= 1.5 if _FINITE.search(bare) and not bare.isupper() else 0.0
    points -= 2.0 if _TALK.match(bare) else 0.0
    points -= 1.0 if text.endswith((":", "：", "?")) else 0.0
    if before is not None and before.text.rstrip().endswith((":", "：", ",")):
        points -= 1.5
    return points


def style(unit: Unit) -> str:
    """Return by what a heading is marked, "" where by nothing: a document marks all its headings alike.

    >>> [style(Unit(text, 1, 1, 1, 0)) for text in ("A FUNCTION", "Function:", "**Function**", "Function")]
    ['capitals', 'colon', 'marks', '']
    """
    text = split_number(unit.text.strip())[1]
    letters = [char for char in _BRACKETS.sub("", text) if char.isalpha()]
    if re.match(r"[*_=#<\[]+\S.*[*_=#>\]]+:?\Z", text):
        return "marks"
    if (
        len(letters) > 1
        and all(char.isupper() for char in letters if char.lower() != char.upper())
        and any(char.isupper() for char in letters)
    ):
        return "capitals"
    return "colon" if text.endswith((":", "：")) else "question" if text.endswith(("?", "？")) else ""


def is_section(text: str) -> bool:
    """Tell whether a heading is that of a section: a letter, a chapter, a usual name of one."""
    bare = split_number(text.strip())[1]
    return kinds.is_letter(text.strip(" :")) or kinds.is_chapter(text.strip()) or kinds.is_section_name(bare)
