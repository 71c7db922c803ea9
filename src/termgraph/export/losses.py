"""What a format or a profile cannot hold: which statements, counted by what keeps them out and by property."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the command lists the forms, and needs no engine for that
    from termgraph.diff.facts import Fact
    from termgraph.export import Writer
    from termgraph.skos import Thesaurus
    from termgraph.store.record import Statement


@dataclass(frozen=True, slots=True)
class Loss:
    """One statement that is not in what is written.

    Attributes:
        why: what keeps it out: "profile", "format", or "graph" where only the name of its graph is lost.
        statement: it, with its graph.
        property: its property in short.
    """

    why: str
    statement: Statement
    property: str

    def __str__(self) -> str:
        from termgraph.diff.changes import text_of

        return text_of(self.statement[1:], self.statement[0])


@dataclass(frozen=True, slots=True)
class Losses:
    """What an export does not hold.

    Attributes:
        format: how it is written.
        profile: how much of the vocabulary.
        statements: how many there are.
        lost: those that are lost, by what keeps them out.
    """

    format: str
    profile: str
    statements: int
    lost: tuple[Loss, ...]

    @property
    def counts(self) -> Counter[tuple[str, str]]:
        """How many are lost, by what keeps them out and by property."""
        return Counter((loss.why, loss.property) for loss in self.lost)


def losses(store: Thesaurus, format: str = "turtle", profile: str = "full") -> Losses:
    """Return what an export would not hold; see `termgraph.export.serialize`.

    Raises:
        TermgraphError: for an unknown format or profile.

    >>> from termgraph.skos import Thesaurus
    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:hiddenLabel "oul" ; <e:weighs> "007" .')
    >>> [(loss.why, loss.property) for loss in losses(birds, "csv").lost]
    [('format', 'e:weighs')]
    >>> losses(birds).lost
    ()
    """
    from termgraph.store.record import no_collecting

    with no_collecting():
        found = tuple(Loss(why, one, store.curie(one[2])) for why, one in _lost(store, format, profile))
    return Losses(format, profile, len(store.record), found)


def _lost(store: Thesaurus, format: str, profile: str) -> Iterator[tuple[str, Statement]]:
    from termgraph.export import writer_of

    writer = writer_of(format, profile)
    is_full = profile == "full" or writer.takes in ("glossary", "mappings")
    kept = store
    if not is_full:
        from termgraph.diff.facts import delta
        from termgraph.export.profiles import selected

        kept = store.of(selected(store, profile))
        yield from (("profile", ("", *fact)) for fact in delta(store.record, kept.record).removed)
    if writer.takes == "rdf":
        yield from _graphs(store, writer, is_full)
    else:
        from termgraph.export.holding import HOLDING

        holds = (HOLDING.get(format) or HOLDING[writer.takes])(kept)
        yield from (("format", ("", *fact)) for fact in _facts(kept) if not holds(fact))


def _graphs(store: Thesaurus, writer: Writer, is_full: bool) -> Iterator[tuple[str, Statement]]:
    """Yield the statements of named graphs where these become one."""
    if store.record.named and not (is_full and writer.keeps_graphs):
        yield from (("graph", one) for one in store.record.statements() if one[0])


def _facts(store: Thesaurus) -> Iterator[Fact]:
    for name, column in store.record.columns.items():
        yield from ((subject, name, value) for subject, value in zip(*column, strict=True))
    yield from (one[1:] for one in store.record.reified)


_WHY = {
    "profile": "left out by the profile {profile}",
    "format": "for which {format} has no place",
    "graph": "which are no longer in a graph of their own",
}


def losses_text(found: Losses, *, every: bool = False) -> str:
    """Return for people what is lost; with each statement, if asked.

    >>> from termgraph.skos import Thesaurus
    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; <e:weighs> "007" .')
    >>> print(losses_text(losses(birds, "csv")), end="")
    csv (profile full): 1 of 2 statements lost
      1 for which csv has no place: e:weighs (1)
    """
    total = len({loss.statement for loss in found.lost})
    share = f"{f'{total:,}' if total else 'none'} of {found.statements:,} statements lost"
    lines = (f"{found.format} (profile {found.profile}): {share}", *_lines(found, every=every))
    return "".join(f"{line}\n" for line in lines)


def _lines(found: Losses, *, every: bool) -> Iterator[str]:
    for why, text in _WHY.items():
        counts = {name: count for (how, name), count in found.counts.items() if how == why}
        if counts:
            ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            named = ", ".join(f"{name} ({count:,})" for name, count in ranked)
            said = text.format(profile=found.profile, format=found.format)
            yield f"  {sum(counts.values()):,} {said}: {named}"
        if every:
            yield from (f"    {loss}" for loss in found.lost if loss.why == why)


def losses_json(found: Losses, *, every: bool = False) -> str:
    """Return the same as JSON; `triples` are there if asked for.

    >>> from termgraph.skos import Thesaurus
    >>> json.loads(losses_json(losses(Thesaurus.from_text("<e:owl> <e:eats> <e:mouse> ."), "csv")))["lost"]
    1
    """
    counts = sorted(found.counts.items(), key=lambda item: (*item[0],))
    told: dict[str, Any] = {
        "format": found.format,
        "profile": found.profile,
        "statements": found.statements,
        "lost": len({loss.statement for loss in found.lost}),
        "kinds": [{"why": why, "property": name, "count": count} for (why, name), count in counts],
    }
    if every:
        told["triples"] = [{"why": loss.why, "triple": str(loss)} for loss in found.lost]
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


#: The forms in which losses are told.
LOSSES = {"text": losses_text, "json": losses_json}
