"""What a block of a document is: an entry, a stub, a redirect, or a section, which is no entry."""

from __future__ import annotations

import re
from collections.abc import Iterable

from termgraph.names import folded_key
from termgraph.names.abbreviations import abbreviates
from termgraph.readers import tuned
from termgraph.readers.records.lexicon import HEADED_PARTS, PARTS, REFERENCES, SECTIONS, SEE, SYNONYMS

#: Words that make a heading the name of a document or of a part of it, wherever they stand in it.
_TITLE_WORDS = re.compile(
    r"\b(?:glossary|glossaries|glossar|glossaire|glosario|glossario|glossário|dictionary|terminology"
    r"|lexicon|cheat ?sheet|nomenclature"
    r"|vocabulary list|definitions|A(?:-|–| to )Z|terms? (?:explained|defined|you|every|to know"
    r"|and definitions)|(?:\d+|key|essential|important)"
    r"(?: [\w-]+){0,4} (?:terms|words|concepts|definitions)|for beginners|explained)\b",
    re.IGNORECASE,
)
_GLOSSARY = re.compile(
    r"\b(?:glossary|glossaries|glossar|glossaire|glosario|glossario|terms|terminology|terminologie|definitions|vocabulary"
    r"|abbreviations|acronyms|lexicon|dictionary|nomenclature|begriffe|abkürzungen|key concepts|jargon|buzzwords)\b",
    re.IGNORECASE,
)
_CHAPTER = re.compile(
    r"\A(?:section|chapter|part|module|lesson|unit|appendix|kapitel|abschnitt|teil|chapitre|partie"
    r"|sección|capítulo|parte|capitolo)"
    r"\s+(?:\d+(?:\.\d+)*|[IVXLC]+|[A-Z])\b",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"\A[\W_]*(?:[^\W\d_a-z\u3400-\u9fff](?:\s*(?:[-–—/,&|]|to|bis|à)\s*[^\W\d_a-z\u3400-\u9fff])*"
    r"|0\s*[-–—]\s*9|\#|123|[A-Z](?:\s+[A-Z]){3,}"
    r"|(?i:numeric|digits?|special characters?|other"
    r"|(?:numbers?|symbols?|numerals?)(?: (?:and|&) (?:numbers?|symbols?))?))[\W_]*\Z"
)
_INTRODUCTION = re.compile(
    r"\A[\W\d]*(?:(?:a |an )?(?:short |brief )?introduction (?:to|into)|einführung in"
    r"|einleitung in|introduction (?:à|aux?)"
    r"|introducción a)\s+\w",
    re.IGNORECASE,
)
#: Signs behind a letter, and none before it, that belong to a name: C++, C#, A*.
_OF_A_NAME = re.compile(r"\w[+#*]{1,3}")
_LETTER_WORDS = re.compile(
    r"\A(?:letter|buchstabe|lettre|letra)\s+\w\Z|\A\w\s+(?:terms|words|entries)\Z", re.IGNORECASE
)

#: What stands where a definition should.
_STUB = re.compile(
    r"\b(?:to-?\s?do|tbd|tba|tbc|fixme|wip|xxx)\b|\bto be (?:written|done|added|completed|determined"
    r"|announced|defined|continued|filled)"
    r"|\bcoming soon\b|\bbe the first to\b|\bstub\b|\bhelp (?:us )?(?:by )?(?:expand|improv|writ"
    r"|complet)|\bno (?:definition|description|entry)"
    r"(?: (?:yet|available|provided|given))?|\bdefinition (?:missing|needed|pending|to come)"
    r"|\bunder construction\b|\bwork in progress\b|\blorem ipsum\b"
    r"|\b(?:please )?(?:add|insert|write) (?:a |the |your )?(?:definition|description|text|more"
    r"|content)\b|\bnot (?:yet )?(?:written|defined)(?: yet)?\b"
    r"|\bplaceholder\b|\bin arbeit\b|\bfolgt(?: noch| in kürze)\b|\bfehlt noch\b|\bà (?:venir|compléter"
    r"|définir|rédiger)\b|\bpor (?:definir|completar|hacer)\b"
    r"|\bpróximamente\b|\bda (?:completare|definire|scrivere)\b|\ba definir\b|\bem breve\b|待补充|待定|未完成"
    r"|作成中|準備中|в разработке",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"(?:n/?a|none|unknown|[-–—.…?_*\s]+)\Z", re.IGNORECASE)
_TODO = re.compile(r"\b(?:TODO|FIXME|TBD|XXX)\b|\bTo-?do:")

_MARKS = re.compile(r"[`*_]+|\[([^\]]*)\]\([^)]*\)")
_REDIRECT = re.compile(
    r"\A(?:\(|\[)?(?:(?:→|⇒|➔|➜|->|=>|»|>>)\s*(?:see\s+)?"
    r"|(?:please\s+)?(?:see|see\s+also|see\s+under|refer\s+to|compare|cf\.?|go\s+to|redirects?\s+to"
    r"|same\s+as|use:|identical\s+to|siehe|siehe\s+auch|vgl\.?|voir|voir\s+aussi"
    r"|véase|ver|vedi|veja|zie|viz|ראו|ראה|انظر|参见|见|參見|см\.?)"
    r"(?:\s+(?:the\s+)?(?:entry|entries|definition|term|terms|section|heading)(?:\s+(?:for|of|on"
    r"|under))?)?\s*:?\s+"
    r"|(?P<name>(?:an?\s+)?(?:(?:another|other|alternative|older|former|short)\s+(?:name|term|word)s?"
    r"|synonym(?:ous)?|abbreviation|acronym|short\s+form|alias|short)"
    r"\s+(?:for|of|with|to)\s+(?:the\s+)?))(?P<to>[^\n]{1,160}?)(?:\)|\])?\s*[.。]?\s*\Z",
    re.IGNORECASE,
)
#: A text that says outright that its entry is a name for another, or that a format has instead of such a text.
_ALIAS = re.compile(r"\A\W*(?:use:|same\s+as|identical\s+to|redirects?\s+to)\s", re.IGNORECASE)
_REFERRED = re.compile(r"\A(?P<to>[^\n]{1,80}?)\s*(?:を参照|参照|を見よ)[。.]?\Z")
_AROUND = " .:'\"“”„«»‘’()[]"
_TARGETS = re.compile(
    r"\s*[,;]\s*(?:and\s+|or\s+)?|\s+(?:or|and|oder|und|ou|et|o|y|e|of|en)\s+|\s+/\s+", re.IGNORECASE
)
#: Words with which a sentence about the name goes on; a redirect holds names only.
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|that|which|who|for details|for more|below|above|figure|table|page|chapter"
    r"|http\S*)\b",
    re.IGNORECASE,
)


def is_letter(heading: str) -> bool:
    """Tell whether a heading is a letter of the alphabet or a range of them.

    >>> [is_letter(heading) for heading in ("A", "- b -", "X–Z", "0-9", "Ä", "R²", "CNN", "C++", "A*")]
    [True, False, True, True, True, False, False, False, False]
    """
    text = heading.strip().removesuffix("[edit]").strip()
    if len(text) > 60 or _OF_A_NAME.fullmatch(text):
        return False
    return bool(_LETTER.match(text) or _LETTER_WORDS.match(text))


def is_chapter(heading: str) -> bool:
    """Tell whether a heading says that it is one of a chapter: "Section 1. Statistical terms"."""
    return _CHAPTER.match(heading.strip()) is not None


def is_section_name(heading: str) -> bool:
    """Tell whether a heading is the usual name of a part of a document that is no entry.

    >>> [is_section_name(heading) for heading in ("Table of Contents", "Contribuez !", "Attention")]
    [True, True, False]
    """
    return folded_key(heading.strip(" :.*_#")) in SECTIONS or _INTRODUCTION.match(heading) is not None


def is_part(heading: str) -> bool:
    """Tell whether a heading or a label is the usual name of a part of an entry.

    >>> is_part("See also:"), is_part("Example 2"), is_part("Softmax")
    (True, True, False)
    """
    bare = " ".join(heading.casefold().rstrip(" \t\n0123456789.:()-").strip(" .:*_").split())
    return bare in PARTS or bare in HEADED_PARTS


def is_no_term(heading: str) -> bool:
    """Tell whether a heading announces other terms or names in several words, as no term does and no section.

    >>> [is_no_term(heading) for heading in ("Related Terms", "Also known as:", "Opposite", "See also")]
    [True, True, False, False]
    """
    bare = " ".join(heading.casefold().strip(" .:*_").split())
    return " " in bare and bare in SYNONYMS | SEE and not is_section_name(heading)


def is_references(heading: str) -> bool:
    """Tell whether a heading is that of a list of references.

    >>> is_references("7. References"), is_references("Reference model")
    (True, False)
    """
    return folded_key(re.sub(r"\A[\d.\s]+", "", heading).strip(" :.*_#")) in REFERENCES


def is_title(heading: str) -> bool:
    """Tell whether a heading reads like the title of a glossary.

    >>> is_title("100 Deep Learning Terms Explained"), is_title("Deep Learning")
    (True, False)
    """
    return _TITLE_WORDS.search(heading) is not None


def is_glossary(heading: str) -> bool:
    """Tell whether a heading says that terms follow: "Glossary", "Key terms", "List of abbreviations".

    >>> is_glossary("List of abbreviations"), is_glossary("License")
    (True, False)
    """
    return bool(_GLOSSARY.search(heading)) and len(heading.split()) <= 8


def is_stub(body: str, names: Iterable[str] = ()) -> bool:
    """Tell whether a text is nothing or only says that there is nothing yet.

    Args:
        body: the text.
        names: what the entry is called: "Work in progress" is the text of no stub below "WIP".

    >>> [is_stub(body) for body in ("", "TODO", "Be the first to [contribute](…)!", "A to-do list has items.")]
    [True, True, True, False]
    """
    if len(body) > tuned.STUB_LENGTH:
        return False
    text = _MARKS.sub(lambda found: found[1] or " ", body).strip()
    if not text or _NOTHING.fullmatch(text):
        return True
    found = _STUB.search(text) if len(text.split()) <= tuned.STUB_WORDS else None
    if found is None:
        return False
    said = found.group()
    if any(abbreviates(name, said) or folded_key(name) == folded_key(said) for name in names):
        return False
    return found.start() <= 40 and not re.search(
        r"\b(?:is|are|has|have) (?:an?|the)\b|\bhas\b", text[: found.end() + 20]
    )


def has_todo(body: str) -> bool:
    """Tell whether a text has a note in it that something is to be done."""
    return _TODO.search(body) is not None


def is_alias(body: str) -> bool:
    """Tell whether a text that sends its reader elsewhere says that its entry is but a name for what is there.

    >>> is_alias("Another name for recall."), is_alias("USE: recall"), is_alias("See recall.")
    (True, True, False)
    """
    text = _on_one_line(body)
    found = _REDIRECT.match(text)
    return bool(found and (found["name"] or _ALIAS.match(text)))


def redirect_targets(body: str) -> tuple[tuple[str, ...], bool]:
    """Return the names that a text sends its reader to, where it does nothing else, and whether it says so outright.

    The first is the whole of what is named, since "and" may be part of a name; its parts follow where it has some.
    "Another name for X" says nothing else either, but points only where X is an entry.

    >>> redirect_targets("See Max-Pooling or Average-Pooling.")
    (('Max-Pooling or Average-Pooling', 'Max-Pooling', 'Average-Pooling'), True)
    >>> redirect_targets("Another term for recall."), redirect_targets("See the figure, which is larger.")
    ((('recall',), False), ((), False))
    """
    text = _on_one_line(body)
    found = (_REDIRECT.match(text) or _REFERRED.match(text)) if len(body) <= 400 else None
    if found is None:
        return (), False
    whole = _bare(found["to"])
    if not whole or len(whole.split()) > 16 or _SENTENCE.search(whole) or re.search(r"[.!?]\s+\S", whole):
        return (), False
    parts = list(map(_bare, _TARGETS.split(whole)))
    parts = [part for part in parts if part]
    return ((whole, *parts) if len(parts) > 1 else (whole,)), not found.groupdict().get("name")


def _bare(name: str) -> str:
    """Return a name without what stands around it; a bracket that opens in it closes in it."""
    bare = name.strip(_AROUND)
    return f"{bare})" if bare.count("(") > bare.count(")") else bare


def _on_one_line(body: str) -> str:
    return " ".join(_MARKS.sub(lambda found: (found[1] or "").strip("*_`"), body[:400]).split())
