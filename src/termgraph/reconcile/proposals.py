"""Relations that a text states, each with the sentence that says so. They are proposed, never asserted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from termgraph.names import spelling_keys, word_set
from termgraph.names.abbreviations import expansions
from termgraph.readers.records import lexicon
from termgraph.reconcile.phrases import end_of_phrase, listed, noun_phrase, tail_phrase
from termgraph.reconcile.sentences import quoted, sentences
from termgraph.records import Proposal, Record
from termgraph.relations import RELATIONS
from termgraph.wording import words

#: Tells whether a name is that of a term, of the vocabulary or of the document.
Known = Callable[[str], bool]

_ADJECTIVES = r"(?:[\w-]+\s+){0,2}?"
#: What stands before "of X" where X is what it is a kind of.
_KIND_OF = re.compile(
    rf"{_ADJECTIVES}(?:types?|kinds?|forms?|sorts?|variants?|variations?|versions?|class|classes|family|instances?|"
    r"examples?|subclass(?:es)?|subtypes?|subsets?|subfields?|branch(?:es)?|cases?|extensions?|flavou?rs?|species)\s+of\s+",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    rf"{_ADJECTIVES}(?:parts?|components?|elements?|pieces?|constituents?|building\s+blocks?)\s+(?:of|in)\s+",
    re.IGNORECASE,
)
_NAME_FOR = re.compile(
    rf"{_ADJECTIVES}(?:(?:names?|words?|terms?|expressions?|jargon)\s+for|synonyms?\s+(?:for|of))\s+|"
    r"synonymous\s+with\s+|"
    r"(?:short|abbreviation|acronym|initialism)\s+(?:for|of)\s+",
    re.IGNORECASE,
)
_IS = re.compile(
    r"\s*(?:\([^()]{0,80}\)\s*)?(?:,[^,]{0,60},\s*)?(?:is|are|was|were|refers?\s+to|denotes?|means?)\s+"
    r"(?:(?:also|simply|just|basically|essentially|actually|usually|typically|often|generally|a\s+lot\s+like)\s+)*",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"(?:one\s+of\s+(?:the|many|several)\s+|an?\s+|the\s+|any\s+|another\s+)", re.IGNORECASE
)
#: What may stand before the name of a subject, and behind it.
_LEAD = re.compile(rf"(?:{_DETERMINER.pattern})[\"“‘']?", re.IGNORECASE)
_NO_LEAD = re.compile(r"[\"“‘']?")
_PLURAL = re.compile(r"(?:s|es)?[\"”’']?(?!\w)", re.IGNORECASE)
_LAST_BRACKET = re.compile(r"\s*\([^()]{0,40}\)\s*\Z")
_SETTING = re.compile(r"\A(?:In|Within|For|With)\s+[^,.]{2,60},\s+", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\A(?:It|This|These|They|That)\b(?!\s+(?:means|is\s+(?:because|why|how)))", re.IGNORECASE
)

_OTHERWISE_CALLED = re.compile(
    r"\b(?:(?:sometimes|often|also|commonly|usually|frequently|otherwise|better|simply|previously|alternatively)\s+)+"
    r"(?:called|known\s+as|referred\s+to\s+as|termed|named)\s+|\ba\.?k\.?a\.?\s+",
    re.IGNORECASE,
)
_LINKING = re.compile(r"(?:\b(?:which|that)\s+)?\b(?:is|are|can\s+be|or)\s*\Z", re.IGNORECASE)
_HAS_PARTS = re.compile(
    r"\s*(?:\([^()]{0,80}\)\s*)?(?:consists?\s+of|"
    r"(?:is|are)\s+(?:composed|made(?:\s+up)?|built(?:\s+up)?)\s+(?:of|out\s+of|from)|comprises?)\s+",
    re.IGNORECASE,
)
_CONTRAST = re.compile(
    r"\bopposite\s+(?:of|to)\s+|\b(?:converse|counterpart|reverse)\s+(?:of|to)\s+|\bas\s+opposed\s+to\s+|"
    r"\b(?:in|by)\s+contrast\s+(?:to|with)\s+|\bcontrasts?\s+with\s+|\bcontrasted\s+with\s+|"
    r"(?:\A|,\s+|;\s+|\bbut\s+)unlike\s+",
    re.IGNORECASE,
)
_CONFUSED = re.compile(
    r"\b(?:(?:not|never|often|sometimes|easily|commonly|frequently)\s+(?:to\s+be\s+|be\s+)?"
    r"(?:confused|conflated|mistaken|mixed\s+up)\s+(?:with|for)|not\s+the\s+same\s+(?:thing\s+)?as)\s+",
    re.IGNORECASE,
)
_SUCH_AS = re.compile(r",?\s+(?:such\s+as|including|e\.g\.,?)\s+", re.IGNORECASE)
_MISNOMER = re.compile(r"\bmisnomers?\b|\bmisleading(?:ly)?\s+(?:name|term|named|called)\b", re.IGNORECASE)
_MISNOMER_FOR = re.compile(r"\bmisnomers?\s+(?:for|of)\s+", re.IGNORECASE)
_BETTER_CALLED = re.compile(
    r"\b(?:(?:better|properly|more\s+(?:accurately|correctly|aptly|precisely))\s+(?:be\s+)?"
    r"(?:called|named|termed|known\s+as)|"
    r"(?:should|ought\s+to)\s+(?:really\s+|rather\s+|better\s+)?(?:be|have\s+been)\s+(?:called|named)|"
    r"call(?:ing|ed)?\s+(?:it|them|this)|"
    r"(?:better|clearer|more\s+(?:accurate|apt|appropriate|precise))\s+(?:names?|terms?)\s+(?:for\s+(?:the\s+)?[\w\s-]{1,40}?\s+)?(?:is|are|(?:would|might|could)\s+(?:be|have\s+been)))\s+",
    re.IGNORECASE,
)
_WOULD_BE_BETTER = re.compile(
    r"\s+(?:would|might|may|could)\s+(?:have\s+)?(?:been\s+|be\s+|work(?:ed)?\b)(?:(?:an?|the)\s+)?(?:\w+\s+)?"
    r"(?:better|clearer|(?:more\s+)?(?:accurate|apt|precise|appropriate)|option|choice)?",
    re.IGNORECASE,
)

#: Kinds whose headings in our own glossaries are read again; references ("See also") are already.
_STATED = {end for row in RELATIONS.below("broader", "related") if row.key for end in (row.name, row.back)}
_STATED -= {"related", ""}

#: Labelled parts whose texts are names, beside those that readers take as names: label in lower case -> relation.
_FIELDS: Mapping[str, str] = {
    **dict.fromkeys(("antonym", "antonyms", "opposite", "opposites"), "contrastsWith"),
    **dict.fromkeys(("contrast", "contrast with"), "contrastsWith"),
    **dict.fromkeys(("broader", "broader term", "broader terms", "parent"), "broader"),
    **dict.fromkeys(("narrower", "narrower term", "narrower terms", "children"), "narrower"),
    **dict.fromkeys(("part of", "component of"), "partOf"),
    **dict.fromkeys(("not to be confused with", "confused with"), "confusedWith"),
    **{heading.lower(): name for name, heading in words().headed(RELATIONS).items() if name in _STATED},
}
#: Those whose texts may go on with something else than names: only names of terms are taken.
_REFERENCES = lexicon.SEE - _FIELDS.keys()
#: In this many sentences from the first on "it" is what the entry is about.
_FIRST_SENTENCES = 3
_FAR = 120
#: More than that is a chapter; what it says of other terms at the end is hardly about its heading.
_MOST_SENTENCES = 300
_LONGEST_SENTENCE = 1000


def propose(record: Record, known: Known | None = None) -> tuple[Proposal, ...]:
    """Return what the text of a record states about other terms, in the order in which it does, links last.

    What stands in a labelled part, "Broader: bird", is stated by the document, and not only in prose.

    Each relation is read from the record on: `broader` is what it is a kind of, `hasPart` what it consists of.

    Args:
        record: the entry.
        known: tells which names are terms, so that "a very deep learning model" is cut to one that is.

    >>> from termgraph.records import RecordLabel
    >>> text = "An owl is a nocturnal bird. Also known as strix."
    >>> owl = Record(1, "Owl", "Owl", "heading", (RecordLabel("Owl"),), text)
    >>> [(one.type, one.target) for one in propose(owl)]
    [('broader', 'nocturnal bird'), ('altLabel', 'strix')]
    """
    names = [label.label for label in record.labels if label.type != "guess"]
    names += [long for _, long in expansions(names, record.body)]
    reader = _Reader(names, known or (lambda name: False))
    spoken = sentences(record.body)[:_MOST_SENTENCES]
    found: dict[tuple[str, str], Proposal] = {}
    for one in (*_of_fields(record, reader), *_of_sentences(record, reader, spoken)):
        _take(found, one, reader)
    told = {key for type_, key in found if type_ != "altLabel"}
    for name in record.see:
        if not told & spelling_keys(name):
            saying = (one for one in spoken if name.casefold() in one.casefold())
            _take(found, Proposal("related", name, next(saying, f"See {name}")), reader)
    return tuple(found.values())


def _take(found: dict[tuple[str, str], Proposal], one: Proposal, reader: _Reader) -> None:
    """Add a proposal, unless it leads to the entry itself or is there."""
    target = one.target.strip(" .,;:\"“”‘’'")
    if target and not reader.is_own(target):
        made = replace(one, target=target, evidence=quoted(one.evidence))
        found.setdefault((one.type, min(spelling_keys(target))), made)


def _of_fields(record: Record, reader: _Reader) -> Iterator[Proposal]:
    """Yield what labelled parts state."""
    for part, texts in record.fields.items():
        for text in texts if part in _FIELDS or part in _REFERENCES else ():
            evidence = f"{part.capitalize()}: {' '.join(text.split())}"
            for name in listed(text, reader.known):
                if part in _FIELDS or reader.known(name):
                    yield Proposal(_FIELDS.get(part, "related"), name, evidence, stated=True)


def _of_sentences(record: Record, reader: _Reader, spoken: Sequence[str]) -> Iterator[Proposal]:
    """Yield what sentences say, and which names an entry about a confusion says are clearer."""
    for number, sentence in enumerate(spoken):
        for type_, target in reader.stated(sentence[:_LONGEST_SENTENCE], number):
            yield Proposal(type_, target, sentence)
    for part in record.fields.get("alternative", ()) if "confusion" in record.fields else ():
        for sentence in sentences(part):
            for target in reader.clearer(sentence):
                yield Proposal("misnomerOf", target, sentence)


class _Reader:
    """Reads sentences of one entry."""

    def __init__(self, names: list[str], known: Known) -> None:
        self.known = known
        self.own = frozenset(key for name in names for key in spelling_keys(name))
        # The longest first. Compared as texts: to compile a pattern for each entry takes longer than to read it.
        self.names = sorted({name.lower() for name in names if name}, key=lambda name: (-len(name), name))

    def is_own(self, name: str) -> bool:
        """Tell whether a name is one of the entry's own."""
        # "ReLUs" ends like a word in -us, so that its spelling says no plural.
        return bool(self.own & spelling_keys(name)) or bool(self.own & spelling_keys(name.removesuffix("s")))

    def subject(self, sentence: str) -> int:
        """Return where the subject of a sentence ends, if that is one of the entry's names; 0 otherwise."""
        low = sentence.lower()
        if len(low) != len(sentence):  # a letter whose small form is two
            return 0
        for lead in (_LEAD.match(sentence), _NO_LEAD.match(sentence)):
            for name in self.names if lead else ():
                if lead and low.startswith(name, lead.end()):
                    end = _PLURAL.match(sentence, lead.end() + len(name))
                    if end:
                        return end.end()
        return 0

    def is_named_last(self, text: str) -> bool:
        """Tell whether a text ends with one of the entry's names, in the singular or plural."""
        low = _LAST_BRACKET.sub("", text).rstrip("\"”’' ").lower()
        return any(
            low.endswith(form) and not low[: -len(form)][-1:].isalnum()
            for name in self.names
            for form in (name, f"{name}s", f"{name}es")
        )

    def stated(self, sentence: str, number: int) -> Iterator[tuple[str, str]]:
        """Yield type and target of each relation that a sentence states."""
        sentence = _SETTING.sub("", sentence, count=1)
        subject = self.subject(sentence)
        if not subject and number < _FIRST_SENTENCES and (pronoun := _PRONOUN.match(sentence)):
            subject = pronoun.end()
        is_about_it = bool(subject) or number < _FIRST_SENTENCES
        if subject:
            yield from self._is_a(sentence[subject:])
        elif number == 0:
            yield from self._definition(sentence)
        yield from self._other_names(sentence, is_about_it)
        if is_about_it:
            for match in _CONTRAST.finditer(sentence):
                yield from self._one("contrastsWith", sentence[match.end() :])
        for match in _CONFUSED.finditer(sentence):
            for name in listed(sentence[match.end() :], self.known):
                yield "confusedWith", name
        yield from self._such_as(sentence)
        if _MISNOMER.search(sentence):
            for name in self.clearer(sentence):
                yield "misnomerOf", name

    def _is_noun(self, name: str) -> bool:
        """Tell whether what is listed may be a term: adjectives that share a noun with the next are none."""
        return self.known(name) or " " in name or name.endswith("s") or name[:1].isupper()

    def _one(self, type_: str, text: str, *, vague: bool = False) -> Iterator[tuple[str, str]]:
        name = noun_phrase(text, self.known, vague=vague)
        if name:
            yield type_, name

    def _is_a(self, rest: str) -> Iterator[tuple[str, str]]:
        """Yield what follows "X is": a kind, a part, another name."""
        parts = _HAS_PARTS.match(rest)
        if parts:
            for name in listed(rest[parts.end() :], self.known):
                if self._is_noun(name):
                    yield "hasPart", name
            return
        verb = _IS.match(rest)
        if verb is None:
            return
        rest = rest[verb.end() :]
        determiner = _DETERMINER.match(rest)
        after = rest[determiner.end() :] if determiner else rest
        if re.match(r"\w+ing\b", after) and not determiner:  # "is splitting a text"
            return
        if part := _PART_OF.match(after):
            yield from self._one("partOf", after[part.end() :])
        elif called := _NAME_FOR.match(after):
            yield from self._one("altLabel", after[called.end() :], vague=True)
        elif kind := _KIND_OF.match(after):
            yield from self._one("broader", after[kind.end() :])
        # Without an article it says how something is: "is fast", "are used for"; plurals do without.
        elif determiner or verb.group().split()[0].casefold() == "are":
            what = noun_phrase(after, self.known)
            if what and (determiner or self.known(what)):
                yield "broader", what

    def _definition(self, sentence: str) -> Iterator[tuple[str, str]]:
        """Yield the kind that a definition without a subject begins with: "A function that maps …"."""
        if short := re.match(r"\W*(?:Short|Abbreviation|Acronym)\s+(?:for|of)\s+", sentence, re.IGNORECASE):
            yield from self._one("altLabel", sentence[short.end() :], vague=True)
            return
        determiner = _DETERMINER.match(sentence)
        after = sentence[determiner.end() :] if determiner else sentence
        if part := _PART_OF.match(after):
            yield from self._one("partOf", after[part.end() :])
        elif kind := _KIND_OF.match(after):
            yield from self._one("broader", after[kind.end() :])
        elif determiner and not self.subject(after):
            end = end_of_phrase(after)
            # "The mouse, a rodent, …" begins a sentence about a mouse; "A rodent, …" says what a mouse is.
            if end in _ENDS_OF_A_DEFINITION and not (end == "," and determiner.group()[:3].lower() == "the"):
                yield from self._one("broader", after)

    def _other_names(self, sentence: str, is_about_it: bool) -> Iterator[tuple[str, str]]:
        for match in _OTHERWISE_CALLED.finditer(sentence):
            near = sentence[max(0, match.start() - _FAR) : match.start()]
            before = _LINKING.sub("", near.rstrip(" ,(–—")).rstrip(" ,(–—")
            if self.is_named_last(before) or (is_about_it and (not before or _PRONOUN.fullmatch(before))):
                for name in listed(sentence[match.end() :], self.known):
                    if self.subject(name):  # "Also called X, a Y is …"
                        break
                    yield "altLabel", name

    def _such_as(self, sentence: str) -> Iterator[tuple[str, str]]:
        for match in _SUCH_AS.finditer(sentence):
            above = tail_phrase(sentence[: match.start()], self.known)
            if above is None:
                continue
            below = list(listed(sentence[match.end() :], self.known))
            if self.is_own(above):
                for name in filter(self._is_noun, below):
                    yield "narrower", name
            elif any(self.is_own(name) for name in below):
                yield "broader", above

    def clearer(self, sentence: str) -> Iterator[str]:
        """Yield the names that a sentence calls clearer than the entry's own."""
        for match in (*_MISNOMER_FOR.finditer(sentence), *_BETTER_CALLED.finditer(sentence)):
            name = noun_phrase(sentence[match.end() :], self.known, vague=True)
            if name:
                yield name
        for match in _WOULD_BE_BETTER.finditer(sentence):
            before = _BEFORE_A_NAME.split(sentence[: match.start()])[-1]
            for name in listed(before, self.known):
                if name.split()[-1].casefold() not in _NO_NAMES:
                    yield name


_BEFORE_A_NAME = re.compile(
    r"[,;:()]|\b(?:that|maybe|perhaps|like|so|generically|the\s+terms?|the\s+names?)\b", re.IGNORECASE
)
_NO_NAMES = word_set("it that this they which term terms name names symbol word something already")

#: What may follow the kind in a definition that is no sentence; a verb would make the kind the subject of one.
_ENDS_OF_A_DEFINITION = frozenset(
    {"that", "which", "who", "whose", "where", "when", "for", "of", "in", "with", "to", "used", "by", "on", "from", "",
     ".", ",", ";", ":", "(", "based", "designed", "using", "consisting", "whereby", "between", "made", "given", "as"}
)  # fmt: skip
