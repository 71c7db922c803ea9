"""The rules for names in use: each looks through one document.

Their examples are Markdown, with the names of `EXAMPLE`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from termgraph.check.finding import Severity
from termgraph.check.rule import Rule
from termgraph.check.texts import listed, quoted
from termgraph.matching.lint.page import Page, Spotted
from termgraph.matching.prose import Where
from termgraph.names import exact_key, spelling_keys
from termgraph.skos.naming import Name

#: The vocabulary of the examples, in Turtle.
EXAMPLE = """
<e:gaussian> a skos:Concept ; skos:prefLabel "Gaussian distribution"@en ; skos:altLabel "normal distribution"@en ;
    skosxl:altLabel <e:normal> .
<e:normal> skosxl:literalForm "normal distribution"@en ; tg:synonymOf <e:gaussian> .
<e:record> a tg:Misnomer ; tg:misleadingName <e:normal> ; tg:clearName <e:gaussian> ;
    skos:note "Nothing about the others is abnormal."@en .
<e:batch> a skos:Concept ; skos:prefLabel "batch"@en ; skos:altLabel "minibatch"@en .
<e:second> a tg:Misnomer ; tg:misleadingName <e:batch> ; skos:note "It is a part of the batch."@en .
<e:descent> a skos:Concept ; skos:prefLabel "gradient descent"@en ;
    skos:hiddenLabel "gradient decent"@en, "downhill"@en .
<e:bat> a skos:Concept ; skos:prefLabel "bat (animal)"@en ; skos:altLabel "bat"@en ; skos:related <e:cave> .
<e:club> a skos:Concept ; skos:prefLabel "bat (club)"@en ; skos:altLabel "bat"@en .
<e:cave> a skos:Concept ; skos:prefLabel "cave"@en .
<e:old> a skos:Concept ; skos:prefLabel "neural gas"@en ; owl:deprecated true ; dct:isReplacedBy <e:map> .
<e:map> a skos:Concept ; skos:prefLabel "self-organizing map"@en ; skos:altLabel "SOM"@en, "Kohonen net"@en ;
    tg:proposedName <e:atlas> .
<e:atlas> skosxl:literalForm "neural atlas"@en .
"""
_OURS = ("termgraph",)

Look = Callable[[Page], Iterator[Spotted]]


class Check(NamedTuple):
    """A rule with the function that looks for what it is about."""

    rule: Rule
    look: Look


def _rule(**said: Any) -> Callable[[Look], Check]:
    """Return what makes a check of a function, after which its rule is called."""
    return lambda look: Check(Rule(id=look.__name__.replace("_", "-"), **said), look)


@_rule(
    title="A name that misleads, where there is a clearer one",
    why="Readers take it for what it says.",
    todo="Say the clearer name.",
    sources=_OURS,
    good="A Gaussian distribution.",
    bad="A normal distribution.",
)
def misleading_name(page: Page) -> Iterator[Spotted]:
    """Yield the uses of names that the vocabulary has a clearer one for, and does not prefer itself."""
    judge = page.judge
    for match, name in page.used:
        judged = judge.misleading(name)
        if not judged or not judge.is_worth_a_warning(name):
            continue
        if not page.is_explained(match) and not page.is_titled(match):
            said = f"misleads; clearer is {_either(judged.clearer)}"
            yield Spotted(match, _because(f"{quoted(match.text)} {said}", judged.why), judged.clearer)


@_rule(
    title="A name that may mislead, and that is usual all the same",
    why="Who does not know it takes it for what it says.",
    todo="Say at its first use what it is.",
    severity=Severity.INFO,
    sources=_OURS,
    good="A minibatch.",
    bad="A batch.",
)
def misleading_term(page: Page) -> Iterator[Spotted]:
    """Yield the first use of each other name that misleads."""
    judge = page.judge
    for match, name in page.first_used:
        judged = judge.misleading(name)
        if judged and not judge.is_worth_a_warning(name):
            said = f"{quoted(match.text)} may mislead"
            if judged.clearer:
                said += f"; clearer is {_either(judged.clearer)}"
            elif judged.proposed:
                said += f"; {_either(judged.proposed)} has been proposed"
            yield Spotted(match, _because(said, judged.why), judged.clearer)


@_rule(
    title="A name of several concepts",
    why="The reader has to guess which is meant.",
    todo="Say which, at its first use.",
    severity=Severity.INFO,
    sources=_OURS,
    good="A cave.",
    bad="A bat in a cave.",
)
def ambiguous_name(page: Page) -> Iterator[Spotted]:
    """Yield the first use of each name that several concepts bear, with what speaks for one."""
    judge = page.judge
    for number, match in page.homonyms():
        ranked = judge.ranking.ranked(page.matches, number)
        called = tuple(map(judge.label, ranked.concepts))
        said = f"{quoted(match.text)} may mean {_either(called)}"
        if ranked.likely is not None:
            said += f"; the words around it speak for {quoted(called[0])}"
        yield Spotted(match, said, called)


@_rule(
    title="A name of what is no longer to be used",
    why="It is not what others call it now.",
    todo="Use what replaces it.",
    sources=_OURS,
    good="A self-organizing map.",
    bad="A neural gas.",
)
def deprecated_name(page: Page) -> Iterator[Spotted]:
    """Yield the uses of names of deprecated concepts."""
    judge = page.judge
    for match, name in page.used:
        if name.iri in judge.thesaurus.deprecated:
            instead = tuple(judge.successors(name.iri))
            said = f"{quoted(match.text)} is no longer to be used"
            yield Spotted(match, f"{said}; use {_either(instead)}" if instead else said, instead)


@_rule(
    title="A known misspelling",
    why="Who searches for the term does not find the text.",
    todo="Correct it; `termgraph lint --fix` does it.",
    sources=_OURS,
    good="Gradient descent.",
    bad="Gradient decent.",
    fixable=True,
)
def misspelt_name(page: Page) -> Iterator[Spotted]:
    """Yield the uses of hidden names that are nearly a public one."""
    for match, name in page.used:
        if name.kind == "hiddenLabel":
            meant = page.judge.corrected(name)
            if meant is not None and not spelling_keys(meant) & spelling_keys(match.text):
                said = f"{quoted(match.text)} is a misspelling of {quoted(meant)}"
                is_whole = exact_key(match.text) == exact_key(name.text)
                yield Spotted(match, said, (meant,), _as_written(meant, match.text) if is_whole else "")


@_rule(
    title="A name that is known for finding only",
    why="The vocabulary does not want it to be used.",
    todo="Use the preferred name.",
    severity=Severity.INFO,
    sources=_OURS,
    good="Gradient descent.",
    bad="We go downhill.",
)
def discouraged_name(page: Page) -> Iterator[Spotted]:
    """Yield the uses of all other hidden names."""
    for match, name in page.used:
        if name.kind == "hiddenLabel" and page.judge.corrected(name) is None:
            names = (page.judge.label(name.iri),)
            said = f"{quoted(match.text)} is known for finding only; the name to use is {_either(names)}"
            yield Spotted(match, said, names)


@_rule(
    title="A name that is only proposed",
    why="Nobody else uses it.",
    todo="Use the name that people know, or explain it.",
    severity=Severity.INFO,
    sources=_OURS,
    good="A self-organizing map.",
    bad="A neural atlas.",
)
def proposed_name(page: Page) -> Iterator[Spotted]:
    """Yield the first use of each name that nobody uses."""
    for match, name in page.first_used:
        if name.kind == "proposedName":
            names = (page.judge.label(name.iri),)
            said = f"{quoted(match.text)} is only proposed; what people say is {_either(names)}"
            yield Spotted(match, said, names)


@_rule(
    title="Two names for one concept in one document",
    why="Readers take them for two concepts.",
    todo="Stay with one name, or say that both mean the same.",
    severity=Severity.INFO,
    sources=_OURS,
    good="A self-organizing map is a self-organizing map.",
    bad="A self-organizing map is a Kohonen net.",
)
def several_names(page: Page) -> Iterator[Spotted]:
    """Yield the first use of each name of a concept that had another one before."""
    first: dict[str, tuple[Where, Name]] = {}
    for match, name in page.first_used:
        if not _is_telling(page, name):
            continue
        where, other = first.setdefault(name.iri, (page.where(match), name))
        if other.lang == name.lang and not _are_one(page, other, name):
            said = f"{quoted(match.text)} is called {quoted(other.text)} in {where.within}"
            yield Spotted(match, said, (other.text,))


def _is_telling(page: Page, name: Name) -> bool:
    """Tell whether a public name can only be meant as one: a plain word such as "sample" is said without thinking."""
    is_plain = name.text.isalpha() and name.text.islower()
    return (
        name.kind in ("prefLabel", "altLabel") and not is_plain and not page.judge.is_marked_ambiguous(name)
    )


def _are_one(page: Page, one: Name, other: Name) -> bool:
    """Tell whether two names are one but for spelling, or one abbreviates the other or leaves a part of it out."""
    short, long = sorted((one.text, other.text), key=len)
    return (
        bool(spelling_keys(one.text) & spelling_keys(other.text))
        or exact_key(short) in exact_key(long)
        or page.judge.is_abbreviation(one)
        or page.judge.is_abbreviation(other)
    )


@_rule(
    title="An abbreviation that is used before it is spelt out",
    why="Who does not know it cannot read on.",
    todo="Spell it out at its first use.",
    severity=Severity.INFO,
    sources=_OURS,
    good="A self-organizing map (SOM), and a SOM.",
    bad="A SOM is a self-organizing map.",
)
def unexplained_abbreviation(page: Page) -> Iterator[Spotted]:
    """Yield the first use of each abbreviation that nothing before it spells out."""
    spelt: dict[str, int] = {}
    short: dict[Name, Spotted] = {}
    for match, name in page.first_used:
        long = page.judge.long_forms(name)
        if not long:
            spelt.setdefault(name.iri, match.start)
        else:
            said = f"{quoted(match.text)} is used before it is spelt out: {_either(long[:1])}"
            short.setdefault(name, Spotted(match, said, tuple(long)))
    for name, spotted in short.items():
        # "CNN (convolutional neural network)" spells it out as well.
        if spelt.get(name.iri, len(page.prose.text)) > spotted.match.end + 3:
            yield spotted


#: The rules by their ids.
LINTS: Mapping[str, Check] = {
    check.rule.id: check
    for check in (
        misleading_name,
        misleading_term,
        ambiguous_name,
        deprecated_name,
        misspelt_name,
        discouraged_name,
        proposed_name,
        several_names,
        unexplained_abbreviation,
    )
}


def _because(said: str, why: str) -> str:
    """Return what is said with the first sentence of the reason."""
    reason = why.strip().partition(". ")[0].rstrip(".")
    return f"{said}: {reason[:1].lower()}{reason[1:]}" if reason else said


def _either(names: tuple[str, ...] | list[str]) -> str:
    return " or ".join(map(quoted, names)) if len(names) < 4 else listed([quoted(name) for name in names])


def _as_written(meant: str, written: str) -> str:
    """Return a name with the capitals of what is written in its place.

    >>> _as_written("barn owl", "Bran owl"), _as_written("barn owl", "BRAN OWL"), _as_written("Bayes net", "bays net")
    ('Barn owl', 'BARN OWL', 'Bayes net')
    """
    if written.isupper() and len(written) > 1 and not meant.isupper():
        return meant.upper()
    return meant[:1].upper() + meant[1:] if written[:1].isupper() else meant
