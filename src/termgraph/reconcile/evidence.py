"""What speaks for a record being about a concept: what their names have in common, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from termgraph.names import cased_key, differ_in_capitals, folded_key, spelling_keys
from termgraph.names.abbreviations import expansions, is_acronym, stands_for
from termgraph.names.headings import without_brackets, without_qualifier
from termgraph.reconcile.index import Bearer, NameIndex, names_of
from termgraph.reconcile.words import telling_words
from termgraph.records import Record, RecordLabel

#: From here on a name is as good as equal: it is the same but for spelling.
EQUAL = 0.9

#: How sure a name makes, by how it was found, and how much less where it is no preferred name.
_EXACT, _FOLDED, _SPELT = 1.0, 0.98, 0.96
_OTHER, _HIDDEN = 0.01, 0.03
_FOREIGN = 0.75
_QUALIFIED = 0.8
_OTHERWISE_QUALIFIED = 0.4
_REORDERED = 0.75
_HEADS = {"longer": 0.78, "shorter": 0.72, "other": 0.62}
_REPHRASED = 0.88
_GAPPED = 0.7
_UNMARKED = 0.85
_UNCASED = 0.8
_INITIALS = 0.66
_TWO_INITIALS = 0.6
_ELSE = 0.5
_SLIP = 0.92  # times the likeness, so that it never is as good as equal
_GUESSED = 0.7  # times: a name that was guessed from the neighbours


@dataclass(frozen=True, slots=True)
class Given:
    """A name that a record gives, and where it has it from.

    Args:
        name: the name.
        role: "main" the first of the heading, "beside" another that the heading treats, "other" another name of the
            same, "short" an abbreviation or a plural, "long" what an abbreviation stands for, "told" one by which a
            sentence of the text calls it, "guess".
        language: its tag where that is not the record's.
    """

    name: str
    role: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name that a record and a concept share, more or less."""

    given: Given
    bearer: Bearer
    score: float
    why: str

    @property
    def equal(self) -> bool:
        """Whether the names are the same but for spelling."""
        return self.score >= EQUAL


def given_names(record: Record) -> tuple[Given, ...]:
    """Return the names that a record gives, the main one first.

    >>> from termgraph.records import RecordLabel
    >>> labels = (RecordLabel("Epoch"), RecordLabel("Iteration"))
    >>> [given.role for given in given_names(Record(1, "Epoch vs. Iteration", "Epoch", "heading", labels))]
    ['main', 'beside']
    """
    found: dict[str, Given] = {}
    qualifier = record.fields.get("qualifier", ())
    for label in record.labels:
        name, role = label.label, _role(label, record, is_first=not found)
        if role == "main" and qualifier:
            whole = f"{name} ({qualifier[0]})"
            found.setdefault(cased_key(whole), Given(whole, "main"))
        found.setdefault(cased_key(name), Given(name, role, label.language))
    short = [given.name for given in found.values() if given.role in ("main", "short")]
    for _, long in expansions(short, record.body):
        found.setdefault(cased_key(long), Given(long, "long"))
    for one in record.relations:
        if one.type == "altLabel":
            found.setdefault(cased_key(one.target), Given(one.target, "told"))
    return tuple(found.values())


def _role(label: RecordLabel, record: Record, *, is_first: bool) -> str:
    """Return what a name of a record is to it."""
    name, main = label.label, record.label or ""
    if label.type == "guess":
        return "guess"
    if name == record.label or (is_first and not main):
        return "main"
    if label.language:
        return "other"
    if label.type or is_acronym(name):
        return "short"
    if is_acronym(main) and stands_for(main, name):
        return "long"
    # A heading that holds two names outside of brackets is about both: "Epoch vs. Iteration".
    heading = folded_key(without_brackets(record.heading or ""))
    return "beside" if folded_key(name) in heading and not _within(name, record.label) else "other"


def hits(given: Given, record: Record, index: NameIndex, *, shouted: bool = False) -> list[Hit]:
    """Return who bears a name, or one near to it; from near misses only where nobody bears it.

    Args:
        given: the name.
        record: whose it is.
        index: the names there are.
        shouted: whether the document has all names in capitals, so that they tell nothing.
    """
    found = [*_equal(given, record, index, shouted)]
    if given.role != "told" and not given.language and not any(hit.equal for hit in found):
        found += _alike(given, index)
    if given.role == "guess":
        guessed = "a name that was guessed"
        found = [replace(hit, score=hit.score * _GUESSED, why=f"{hit.why}, {guessed}") for hit in found]
    best: dict[str, Hit] = {}
    for hit in sorted(found, key=lambda hit: (-hit.score, hit.bearer.concept, hit.bearer.name)):
        best.setdefault(hit.bearer.concept, hit)
    return list(best.values())


def _equal(given: Given, record: Record, index: NameIndex, shouted: bool) -> Iterator[Hit]:
    name = given.name
    printed = name.lower() if shouted else name
    seen: set[Bearer] = set()
    ways = (
        (_EXACT, index.exact, "{kind} '{name}'"),
        (_FOLDED, index.folded, "{kind} '{name}' but for spaces, hyphens or signs"),
        (_SPELT, index.spelt, "{kind} '{name}' in another spelling or number"),
    )
    for score, find, why in ways:
        for bearer in find(name):
            if bearer in seen:
                continue
            seen.add(bearer)
            less = {"preferred": 0.0, "other": _OTHER, "hidden": _HIDDEN, "proposed": _HIDDEN}[bearer.kind]
            told = why.format(kind=_KINDS[bearer.kind], name=bearer.name)
            if differ_in_capitals(printed, bearer.name):
                yield Hit(given, bearer, _UNCASED, f"'{bearer.name}' but for capitals")
            elif _is_otherwise_qualified(bearer, record, index):
                yield Hit(given, bearer, _OTHERWISE_QUALIFIED, f"{told}, but with another qualifier")
            elif _is_foreign(given, bearer, record, index):
                yield Hit(given, bearer, _FOREIGN, f"{told}, in another language ({bearer.lang})")
            elif _short_for_something_else(given, bearer, record, index):
                yield Hit(given, bearer, _ELSE, f"{told}, but it stands for something else here")
            else:
                yield Hit(given, bearer, score - less, told)
    for bearer in index.bare(name):
        if bearer not in seen and not _is_otherwise_qualified(bearer, record, index):
            yield Hit(given, bearer, _QUALIFIED, f"'{bearer.name}' without its qualifier")


def _alike(given: Given, index: NameIndex) -> Iterator[Hit]:
    name = given.name
    for bearer in index.unmarked(name):
        yield Hit(given, bearer, _UNMARKED, f"'{bearer.name}' but for accents or other marks")
    for bearer in index.reordered(name):
        yield Hit(given, bearer, _REORDERED, f"the words of '{bearer.name}' in another order")
    for bearer in index.rephrased(name):
        yield Hit(given, bearer, _REPHRASED, f"'{bearer.name}', an abbreviation in it written out or made")
    for bearer in index.gapped(name):
        yield Hit(given, bearer, _GAPPED, f"'{bearer.name}' but for a word")
    for bearer, how in index.headless(name):
        yield Hit(given, bearer, _HEADS[how], f"'{bearer.name}' but for the last word")
    for bearer in index.initials(name):
        long, short = (bearer.name, name) if is_acronym(name) else (without_qualifier(name)[0], bearer.name)
        # An abbreviation that already has a long name stands for that.
        if stands_for(short, long) and (short == name or not _long_names(bearer.concept, index)):
            score = _INITIALS if len(short) > 2 else _TWO_INITIALS
            yield Hit(given, bearer, score, f"{short} may stand for '{long}'")
    for bearer, likeness in index.near(name):
        yield Hit(given, bearer, _SLIP * likeness, f"'{bearer.name}' misspelt")


def _is_foreign(given: Given, bearer: Bearer, record: Record, index: NameIndex) -> bool:
    """Tell whether a name is in another language than the record: "Gift" is no present in German."""
    spoken = (given.language or record.language or index.language).lower().partition("-")[0]
    return bool(bearer.lang) and bearer.lang.lower().partition("-")[0] != spoken


def _is_otherwise_qualified(bearer: Bearer, record: Record, index: NameIndex) -> bool:
    """Tell whether both say in brackets which meaning they have, and not the same: mean (statistics), mean (person)."""
    mine = " ".join(record.fields.get("qualifier", ()))
    concept = index.concepts[bearer.concept]
    theirs = " ".join(without_qualifier(name)[1] for name in concept.pref_label.values())
    return bool(mine and theirs.strip()) and not telling_words(mine) & telling_words(theirs)


def _short_for_something_else(given: Given, bearer: Bearer, record: Record, index: NameIndex) -> bool:
    """Tell whether an abbreviation that both have is explained by the record as something the concept is not called."""
    if not is_acronym(given.name):
        return False
    untyped = [label.label for label in record.labels if label.type is None]
    explained = [long for _, long in expansions([given.name], record.body)]
    explained += [name for name in untyped if stands_for(given.name, name)]
    theirs = _long_names(bearer.concept, index) if explained else []
    return bool(theirs) and not any(_same(mine, name) for mine in explained for name in theirs)


def _long_names(concept_id: str, index: NameIndex) -> list[str]:
    names = (bearer.name for bearer in names_of(index.concepts[concept_id]))
    return [name for name in names if " " in name or not is_acronym(name)]


def _same(one: str, other: str) -> bool:
    """Tell whether two long forms are the same but for spelling, a small slip or a last word."""
    from rapidfuzz.fuzz import ratio

    other = without_qualifier(other)[0]
    if spelling_keys(one) & spelling_keys(other):
        return True
    mine, theirs = folded_key(one), folded_key(other)
    return ratio(mine, theirs) >= 85 or mine.startswith(theirs) or theirs.startswith(mine)


def _within(name: str, main: str | None) -> bool:
    """Tell whether a name is but a part of the main one, so that a heading does not hold it beside that."""
    return main is not None and folded_key(name) in folded_key(main)


_KINDS = {
    "preferred": "its name",
    "other": "its other name",
    "hidden": "its hidden name",
    "proposed": "its proposed name",
}


def reasons(found: Sequence[Hit]) -> tuple[str, ...]:
    """Return why names speak for a concept, a phrase each."""
    said = (f"'{hit.given.name}'{' is' if hit.score >= _QUALIFIED else ':'} {hit.why}" for hit in found)
    return tuple(dict.fromkeys(said))
