"""What a sentence is about that begins with it: "An autoencoder is …", "In statistics, the mean is …".

The words up to the first verb, without what is only said about them. What is a verb is known from a list, from its
form and from what follows, so that a wrong guess is rare; where it is unsure, there is no name.
"""

# Letters and punctuation of other scripts are meant.
# ruff: noqa: RUF001

from __future__ import annotations

import re
from dataclasses import dataclass

from termgraph.names.abbreviations import abbreviates
from termgraph.names.headings import heading_names, tidy
from termgraph.readers.records.lexicon import (
    ADVERBS,
    APPENDED_NOUNS,
    ARTICLES,
    CONDITIONS,
    DEFINING,
    DETERMINERS,
    FINITE,
    KIND_NOUNS,
    LOOSE_PREPOSITIONS,
    NARROWING,
    NO_SUBJECT,
    NOUNS_OR_VERBS,
    OTHER_VERBS,
    PREPOSITIONS,
    SMALL_WORDS,
    VERBS,
)
from termgraph.records import RecordLabel

_ARTICLE = re.compile(
    rf"\A(?:(?:{'|'.join(sorted(ARTICLES, reverse=True))})\s+|l[’'](?=\w)|un[’'](?=\w))", re.IGNORECASE
)
_ALSO_FIRST = re.compile(
    r"\AAlso\s+(?:known\s+as|called|referred\s+to\s+as|termed)\s+(?P<names>[^,.;:]{2,80}),\s+(?=\S)"
)
_THE_TERM = re.compile(
    r"\A(?:The\s+(?:term|word|phrase|expression|notion|concept)|(?:Term|Word|Phrase)(?=\s+[\"“'‘]))\s+(?:of\s+)?(?!(?:is|was|has|used|can|that|which|refers|in|for|as|to)\b)",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\A(?!For\s+(?:example|instance)\b)(?:In|For|With|Within|On|Among|At|By|To|From|Under|During|As|Used|Often|Usually|Typically|Generally|Commonly|Historically|Sometimes"
    r"|Traditionally|Informally|Formally|Simply\s+put|Mathematically|Technically|Basically|Im|In\s+der|Bei|Dans|En|Nel|Nella|No|Na)\b[^.;:]{0,100}?,\s+(?=\S)"
)
_ALIAS = re.compile(
    r"\A,?\s*(?:(?:which\s+is\s+|sometimes\s+|often\s+|commonly\s+)?also\s+(?:known\s+as|called|referred\s+to\s+as|termed|named)|or|aka|a\.k\.a\.|(?:which\s+(?:is\s+|stands\s+)?)?short\s+for|abbreviated(?:\s+as|\s+to)?"
    r"|auch|oder|ou|o)\s+(?:simply\s+|just\s+)?(?:(?:an?|the)\s+)?(?P<name>[^,;.()]{2,60}?)\s*(?:,|(?=\())"
)
_CJK = re.compile(
    r"\A(?P<name>[^\s，。、,.:：]{1,24}?)\s*(?:[(（][^()（）]{1,60}[)）]\s*)?(?:是指|指的是|是|指|とは|は、|란|이란)(?=\S)"
)
#: Words that are no verbs, whatever follows.
_SMALL = PREPOSITIONS | LOOSE_PREPOSITIONS | NARROWING | ADVERBS | {"and", "or", "not", "but", "than"}
_TOKEN = re.compile(r"\([^()]{0,120}\)|[,;:]|[^\s,;:()]+|[()]")


@dataclass(frozen=True, slots=True)
class Named:
    """The name that a text gives to what it is about.

    Args:
        labels: its names, the first one first.
        strength: how plainly the text says so: 3 where it defines the name at its start, 2 where it says something
            about it there, 1 where it is not sure that it is one.
    """

    labels: tuple[RecordLabel, ...]
    strength: int


def behind_lead(first: str) -> Named | None:
    """Return the name behind the first comma of a sentence: "Developed by Google, TensorFlow is …"."""
    lead, comma, _ = first[:160].partition(", ")
    if not comma or len(lead) < 8 or set(lead.casefold().split()) & FINITE:
        return None
    if lead.split()[0].casefold() in CONDITIONS:
        return None
    return subject(first[len(lead) + 2 :])


def subject(sentence: str) -> Named | None:
    """Return the name that a sentence begins with, where something is said about it."""
    cjk = _CJK.match(sentence)
    if cjk and not cjk["name"].isascii():
        return named(cjk["name"], 3)
    aliased = _ALSO_FIRST.match(sentence)
    lead = aliased or _LEADING.match(sentence)
    rest = _THE_TERM.sub("", sentence[lead.end() :] if lead else sentence)
    article = _ARTICLE.match(rest)
    words = rest[article.end() :] if article else rest
    tokens = [(token.group(), token.start()) for token in _TOKEN.finditer(words[:300])]
    if not tokens or tokens[0][0].casefold() in NO_SUBJECT:
        return None
    noun, at = _noun(tokens)
    if not noun or not plausible(noun):
        return None
    also = re.split(r",\s*|\s+or\s+", aliased["names"]) if aliased else ()
    extra = [RecordLabel(tidy(_ARTICLE.sub("", name))) for name in also]
    noun, at = _with_bracket(tokens, noun, at)
    name = " ".join(noun)
    after = words[tokens[at][1] :] if at < len(tokens) else ""
    bracket = re.match(r"\s*\(([^()]{1,80})\)", after)
    if bracket:
        extra += heading_names(f"{name} ({bracket[1]})").labels[1:]
        after = after[bracket.end() :]
    aliases, after = _aliases(name, after)
    found = _rest(name, noun, after, article is not None)
    if found is None:
        return None
    others = (label for label in (*extra, *aliases) if label.label != name)
    return Named((*found.labels, *others), found.strength)


def _aliases(name: str, after: str) -> tuple[list[RecordLabel], str]:
    """Return the further names behind one, ", also called X, or Y", and what follows them."""
    found: list[RecordLabel] = []
    alias = _ALIAS.match(after)
    while alias:
        type_ = "abbreviation" if abbreviates(alias["name"], name) else None
        found.append(RecordLabel(tidy(alias["name"]), type_))
        after = after[alias.end() :]
        if not after.startswith(","):
            after = after.lstrip()
        alias = _ALIAS.match(", " + after) if re.match(r"(?:or|and)\s", after) else None
    return found, after


def _with_bracket(tokens: list[tuple[str, int]], noun: list[str], at: int) -> tuple[list[str], int]:
    """Return the name up to a bracket with its acronym: "Reinforcement learning from human feedback (RLHF)"."""
    for place in range(at, min(len(tokens), 12)):
        word = tokens[place][0]
        if word.startswith("(") and place > at:
            words = [before for before, _ in tokens[:place]]
            if abbreviates(tidy(word.strip("()")), " ".join(words)) and not set(words) & DEFINING:
                return words, place
        if word in {",", ";", ":"}:
            break
    return noun, at


def _noun(tokens: list[tuple[str, int]]) -> tuple[list[str], int]:
    """Return the words up to the first that ends a name, and where that stands."""
    noun: list[str] = []
    for at, (token, _) in enumerate(tokens[:14]):
        word = token.casefold().strip("\"“”'‘’*_")
        if token.startswith("(") or token in {",", ";", ":", ")"} or (word in ADVERBS and noun):
            return noun, at
        if noun and ((word in VERBS and not _goes_on(tokens, at)) or _acts(tokens, at)):
            return noun, at
        if noun and (word in NARROWING or word in ("–", "—", "-")):
            return noun, at
        if noun and word in PREPOSITIONS and not _capital(tokens, at) and not _part_of_name(tokens, at):
            return noun, at
        if token.endswith((".", "!", "?", "…")) and not re.search(r"\w\.\w", token):
            return [*noun, token.rstrip('.!?…"”’')], at + 1
        noun.append(token.strip('"“”‘*_'))
    return noun, min(len(tokens), 14)


def _acts(tokens: list[tuple[str, int]], at: int, before: str = "") -> bool:
    """Tell whether a word is a verb by its form and by what follows: "outlines a pattern"."""
    word = tokens[at][0] if at < len(tokens) else ""
    following = tokens[at + 1][0].casefold() if at + 1 < len(tokens) else ""
    third = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ics"))
    above = before or (tokens[at - 1][0] if 0 < at <= len(tokens) else "")
    several = above.endswith("s") and not above.endswith("ss") and not word.endswith(("s", "ed", "ing"))
    small = word in _SMALL
    return not small and word.isalpha() and word.islower() and (third or several) and following in DETERMINERS


def _goes_on(tokens: list[tuple[str, int]], at: int) -> bool:
    """Tell whether a word that may be a verb is a noun here: "Learning models are" has its verb later."""
    word = tokens[at][0]
    if word.casefold() in DEFINING:
        return False
    if word.casefold() in NOUNS_OR_VERBS and not tokens[at - 1][0].endswith("s"):
        return True  # "The Turing test": one thing tests, it does not test
    if not word.endswith("s"):
        return False
    following = tokens[at + 1][0].casefold()[:12] if at + 1 < len(tokens) else ""
    following = "(" if following.startswith("(") else following
    return (
        following in DEFINING | {",", "(", "can", "may", "have", "has", "will", "were"} or word[0].isupper()
    )


def _part_of_name(tokens: list[tuple[str, int]], at: int) -> bool:
    """Tell whether a preposition is part of a name without articles: "Gradient descent with momentum is …"."""
    if tokens[at][0] not in ("with", "from") or not tokens[0][0][:1].isupper():
        return False
    following = [word.casefold() for word, _ in tokens[at + 1 : at + 5]]
    verb = next((place for place, word in enumerate(following) if word in DEFINING), None)
    return verb is not None and 0 < verb <= 3 and not set(following[:verb]) & (DETERMINERS | PREPOSITIONS)


def _capital(tokens: list[tuple[str, int]], at: int) -> bool:
    """Tell whether a small word stands between capitalised ones: "Conference for Machine Learning"."""
    before, after = tokens[at - 1][0], tokens[at + 1][0] if at + 1 < len(tokens) else ""
    return before[:1].isupper() and after[:1].isupper() and at > 1


def _rest(name: str, noun: list[str], after: str, article: bool) -> Named | None:
    """Judge a possible name by what stands behind it."""
    behind = after.lstrip(", ")
    words = [word.casefold() for word in re.findall(r"[^\s,;:()]+", behind[:120])]
    verb_at = next((at for at, word in enumerate(words[:3]) if word not in ADVERBS), None)
    verb = words[verb_at].strip(".") if verb_at is not None else ""
    proper = _is_proper(noun, article)
    if re.match(r"\s*(?:and|or)\s+other\b", after) or " and other " in f" {name} ":
        return None  # "Word2vec and other networks": an example of what the entry is about
    if verb in DEFINING:
        return _list_or_name(name, 3)
    if verb in OTHER_VERBS or _acts([(word, 0) for word in behind.split()[:2]], 0, noun[-1]):
        return _list_or_name(name, 2)
    if after.startswith(","):
        return _behind_comma(name, noun, after, article=article, proper=proper)
    if verb in PREPOSITIONS or verb in LOOSE_PREPOSITIONS:
        return _behind_preposition(name, noun, behind)
    if re.match(r"\s*[–—-]\s", after):
        return named(name, 2) if len(noun) < 6 else None
    if proper and re.match(r"[a-z]+(?:-[a-z]+)?(?:s|ed|ew|ook|ave)\b", behind):
        return named(name, 2)  # a verb that is not in the list, behind a name with capitals
    return None


def _behind_comma(name: str, noun: list[str], after: str, *, article: bool, proper: bool) -> Named | None:
    """Judge a possible name that a comma follows: an apposition, a list of names, or the start of something else."""
    listed = re.match(r",\s+(?P<more>[^.;:]{2,120}?)\s+(?:is|are|sind|sont|son|sono)\s", after)
    if listed and len(noun) < 6:
        parts = [
            tidy(_ARTICLE.sub("", part))
            for part in re.split(r",\s*(?:and\s+|or\s+)?|\s+(?:and|or|und|et|y|e)\s+", listed["more"])
        ]
        if all(0 < len(part.split()) <= 4 for part in parts) and not any(
            set(part.casefold().split()) & VERBS for part in parts
        ):
            return Named((RecordLabel(tidy(name)), *(RecordLabel(part) for part in parts)), 3)
        known = re.match(r",\s+(?:known|called|named|dubbed)\b", after)
        return (
            None
            if known
            else named(name, 3 if not set(listed["more"].split()) & {"we", "you", "it", "this"} else 1)
        )
    apposition = re.match(r",\s+(?:an?|the|one\s+of)\s", after)
    if apposition and (proper or article) and noun[-1].casefold() not in KIND_NOUNS:
        return named(name, 2)
    return None


def _behind_preposition(name: str, noun: list[str], behind: str) -> Named | None:
    """Judge a possible name that is narrowed down before its verb: "A hyperplane in a space is …"."""
    if noun[-1].casefold() in KIND_NOUNS or len(noun) > 5:
        return None  # "A method for training networks is"
    clause = re.match(
        r"(?:[^\s.,;:]+\s+){1,9}?(?P<verb>is|are|refers|means|denotes|describes|ist|sind|est|es|è)\b(?!\s+(?:used|to\s+be)\b)",
        behind,
    )
    if clause and not re.search(r"\b(?:that|which|who|can|may|have|has|of\s+the)\b", clause.group()):
        return named(name, 2)
    return named(name, 1) if re.match(r"(?:[^\s.,;:]+\s+){1,8}?(?:can|may|have|has)\b", behind) else None


def _list_or_name(name: str, strength: int) -> Named | None:
    parts = [tidy(_ARTICLE.sub("", part)) for part in re.split(r"\s+(?:and|or)\s+", name)]
    if len(parts) == 2 and all(len(part.split()) <= 4 and part for part in parts) and len(set(parts)) == 2:
        return Named((RecordLabel(parts[0]), RecordLabel(parts[1])), strength)
    return named(name, strength)


def named(name: str, strength: int) -> Named | None:
    """Return a name with its other forms: without a bracket, without the noun behind a proper name."""
    labels = list(heading_names(name).labels)
    if not labels or not any(char.isalnum() for char in labels[0].label):
        return None
    words = labels[0].label.split()
    kept = len(words)
    while kept > 1 and words[kept - 1] in APPENDED_NOUNS:
        kept -= 1
    if 0 < kept < len(words) and words[kept - 1] != "data" and has_capital(words[:kept]):
        # A coined word is the name alone ("MNIST data set"); others may need their noun ("Hidden Markov model").
        labels.insert(0 if _is_coined(words[kept - 1]) else 1, RecordLabel(" ".join(words[:kept])))
    return Named(tuple(labels), strength)


def has_capital(words: list[str]) -> bool:
    """Tell whether words are a proper name: capitals inside a word or digits in it, or capitals in all of several."""
    return _is_coined(words[-1]) or (
        len(words) > 1
        and words[0][:1].isupper()
        and all(word[:1].isupper() or word in SMALL_WORDS for word in words)
    )


def _is_coined(word: str) -> bool:
    """Tell whether a word has capitals or digits inside, as acronyms and coined names have."""
    return not word[1:].islower() and any(char.isupper() or char.isdigit() for char in word)


def _is_proper(noun: list[str], article: bool) -> bool:
    """Tell whether a noun reads like a proper name; the first word of a sentence has a capital in any case."""
    if all(word[:1].isupper() for word in noun):
        return True
    return not article and any(any(char.isupper() for char in word[1:]) for word in noun)


def plausible(words: list[str]) -> bool:
    """Tell whether words may be a name: no pronoun among them, and not only what kind of thing it is."""
    folded = [word.casefold().strip("\"“”‘’'") for word in words]
    if "=" in words or not 0 < len(words) <= 10 or not any(char.isalnum() for word in words for char in word):
        return False
    if folded[0] in NO_SUBJECT or folded[-1] in LOOSE_PREPOSITIONS | PREPOSITIONS:
        return False
    if any(word in ("we", "you", "this", "these", "it", "our", "your") for word in folded):
        return False
    if len(folded) > 1 and "of" in folded[1:] and folded[folded.index("of", 1) - 1] in KIND_NOUNS:
        return False  # "type of network", "name of the architecture"
    if "to" in folded[1:] and folded[folded.index("to", 1) - 1] in KIND_NOUNS:
        return False
    return not (len(words) > 2 and folded[1] in VERBS)
