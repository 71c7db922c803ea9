"""A rule: what it looks for, why that matters, who says so, and an example that passes and one that fails."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from termgraph.check.finding import Found, Severity
from termgraph.errors import TermgraphError
from termgraph.skos import Thesaurus

#: What stands before each example, besides the usual prefixes.
EXAMPLE_PREAMBLE = "@base <http://example.org/> . @prefix ex: <http://example.org/> .\n"


@dataclass(frozen=True, slots=True)
class Options:
    """What a vocabulary's settings allow or ask for.

    Attributes:
        homonyms: names that several concepts may share, in lower case.
        language_share: the part of the concepts that must have a name in a language before the others lack one.
        definition_share: the part of the concepts that must have a definition.
        old_concepts: the concepts of an earlier version, where one is compared with.
        undecided: the concepts that decisions of an entries folder are about and that have no file there, each with the
            file and the line that says so.
        unread: what is wrong with the file of these decisions.
        broken_links: the addresses that cannot be reached, each with the reason; empty unless these were asked for.
    """

    homonyms: frozenset[str] = frozenset()
    language_share: float = 0.5
    definition_share: float = 0.0
    old_concepts: frozenset[str] = frozenset()
    undecided: Collection[tuple[str, str, int | None]] = ()
    unread: Collection[TermgraphError] = ()
    broken_links: Mapping[str, str] = field(default_factory=dict)


Find = Callable[[Thesaurus, Options], Iterator[Found]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; it stands before the function that looks for what it is about, and makes a `Check` of it.

    Attributes:
        id: short and plain; what people select it by. It follows from the name of the function.
        title: what it finds, in a sentence without a full stop.
        why: why that matters.
        todo: what to do about it.
        severity: in the default profile: a warning unless it says otherwise; None where it is switched off there.
        sources: who says so: "SKOS S13", "qSKOS dlv", "VocPub 2.1.04".
        aliases: the ids that qSKOS gives it.
        good: Turtle in which it finds nothing.
        bad: Turtle in which it finds `expect` things.
        expect: how many.
        also: the other rules that must find an error in the bad example.
        fixable: whether `termgraph fix` can mend it.
        alone: whether each finding follows from what is said of one thing, and looked up of others: then it is the same
            whether all of a vocabulary is walked, or one part after the other.
        integrity: whether it is an integrity condition of SKOS, so that what it finds makes a vocabulary inconsistent.
    """

    id: str = ""
    title: str
    why: str
    todo: str
    severity: Severity | None = Severity.WARNING
    sources: tuple[str, ...]
    good: str
    bad: str
    expect: int = 1
    also: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    fixable: bool = False
    alone: bool = False
    integrity: bool = False

    def __call__(self, find: Find) -> Check:
        """Return the rule with its function, after which it is called, in the group that begins the module's name."""
        named = replace(self, id=find.__name__.replace("_", "-"))
        return Check(named, find.__module__.rpartition(".")[2].partition("_")[0], find)


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with the function that looks for what it is about, and its group: `labels` for `rules/labels.py`."""

    rule: Rule
    group: str
    find: Find
