"""How documents and a vocabulary cover each other: which concepts are used where, which never, and what has no term."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from os import PathLike
from pathlib import Path
from typing import Any

from termgraph.matching.annotating.texts import is_of_rows, rows
from termgraph.matching.candidates import Candidate, Candidates
from termgraph.matching.judging import Judge
from termgraph.matching.lint.page import Page
from termgraph.matching.prose import Prose, Run, Where, open_prose


@dataclass(frozen=True, slots=True)
class Used:
    """A concept that documents use.

    Args:
        iri, label: which.
        count: how often, by any of its names; `unsure` counts the names that may mean others as well.
        names: how often by each name, as it is written.
        files: how often in each document.
        first: where it is used first.
    """

    iri: str
    label: str
    count: int
    unsure: int
    names: dict[str, int]
    files: dict[str, int]
    first: Where


@dataclass(frozen=True, slots=True)
class Usage:
    """What documents use of a vocabulary.

    Args:
        documents: the documents that were read.
        used: the concepts that they use, the most used first.
        never: the IRIs and labels of those that they do not, by label.
        candidates: what may be terms.
    """

    documents: tuple[str, ...]
    used: tuple[Used, ...]
    never: tuple[tuple[str, str], ...]
    candidates: tuple[Candidate, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How often each concept is used, by IRI; those that never are stand at 0."""
        return {one.iri: one.count for one in self.used} | {iri: 0 for iri, _ in self.never}

    def draft(self, folder: str | PathLike[str], most: int | None = None, lang: str = "") -> list[Path]:
        """Write candidates to an entries folder as drafts with the sentences that speak for them; return the files.

        Args:
            folder: the folder; begun where there is none.
            most: so many, the likeliest first; None for all.
            lang: the language that the documents are in; "" for that of the folder.

        Raises:
            TermgraphError: where it is no such folder, or cannot be written.
        """
        from termgraph.matching.drafting import draft

        return draft(self.candidates[:most], Path(folder), lang)

    def to_dict(self) -> dict[str, Any]:
        """Return it as JSON can hold it: the format of `usage --format json`."""
        candidates = [
            asdict(one) | {"sentences": [said.to_dict() for said in one.sentences]} for one in self.candidates
        ]
        used = [asdict(one) | {"first": one.first._asdict()} for one in self.used]
        never = [{"iri": iri, "label": label} for iri, label in self.never]
        return {"documents": list(self.documents), "used": used, "never": never, "candidates": candidates}


@dataclass
class _Tally:
    """The uses of a concept so far."""

    first: Where
    names: Counter[str] = field(default_factory=Counter)
    files: Counter[str] = field(default_factory=Counter)
    unsure: int = 0


class Counted:
    """Counts what documents use of a vocabulary, one document after the other.

    Args:
        judge: knows the names of the vocabulary.
        least: how often a phrase has to be written to be a candidate, where nothing defines it.

    >>> from termgraph.matching.prose import prose_of
    >>> from termgraph.skos import Thesaurus
    >>> names = '<e:owl> a skos:Concept ; skos:prefLabel "owl"@en . <e:tit> a skos:Concept ; skos:prefLabel "tit"@en .'
    >>> counted = Counted(Judge(Thesaurus.from_text(names)))
    >>> counted.read(prose_of("Owls see an owl.", "a.md"))
    >>> usage = counted.usage()
    >>> [(one.label, one.names) for one in usage.used], usage.never
    ([('owl', {'Owls': 1, 'owl': 1})], (('e:tit', 'tit'),))
    """

    def __init__(self, judge: Judge, least: int = 3) -> None:
        self.judge = judge
        self._documents: dict[str, None] = {}
        self._tallies: dict[str, _Tally] = {}
        self._candidates = Candidates(judge.matcher, least)

    def read(self, prose: Prose) -> None:
        """Count the names in a document."""
        page = Page(prose, self.judge)
        self._documents[prose.path] = None
        for match in page.matches:
            for concept in match.concepts:
                if concept not in self._tallies:
                    self._tallies[concept] = _Tally(page.where(match))
                tally = self._tallies[concept]
                tally.names[match.text] += 1
                tally.files[prose.path] += 1
                tally.unsure += match.is_ambiguous
        self._candidates.read(page)

    def usage(self) -> Usage:
        """Return what was counted."""
        thesaurus, label = self.judge.thesaurus, self.judge.label
        used = [
            Used(
                iri,
                label(iri),
                tally.names.total(),
                tally.unsure,
                dict(sorted(tally.names.items(), key=lambda name: (-name[1], name[0]))),
                dict(tally.files),
                tally.first,
            )
            for iri, tally in self._tallies.items()
            if iri in thesaurus.concepts
        ]
        never = sorted(
            ((iri, label(iri)) for iri in thesaurus.concepts if iri not in self._tallies),
            key=lambda one: (one[1].casefold(), one[0]),
        )
        return Usage(
            tuple(self._documents),
            tuple(sorted(used, key=lambda one: (-one.count, one.label.casefold(), one.iri))),
            tuple(never),
            tuple(self._candidates.found()),
        )


def usage(
    judge: Judge,
    paths: Iterable[str],
    *,
    least: int = 3,
    column: str = "text",
    format: str | None = None,
    progress: Callable[[float], None] = lambda _: None,
) -> Usage:
    """Return what documents use of a vocabulary; of files of rows, the texts in a column.

    Args:
        judge: knows its names.
        paths: the documents; `-` is standard input.
        least: how often a phrase has to be written to be a candidate, where nothing defines it.
        column: which column of rows has the text.
        format: the format of all of them; what their names mean where it is None.
        progress: told which share of them is done.

    Raises:
        TermgraphError: where one cannot be read.
    """
    documents, counted = list(paths), Counted(judge, least)
    for number, path in enumerate(documents):
        for prose in _proses(path, column, format):
            counted.read(prose)
        progress((number + 1) / len(documents))
    return counted.usage()


def _proses(path: str, column: str, format: str | None) -> Iterator[Prose]:
    """Yield a document, or the texts of a file of rows, whose places are the rows."""
    if not is_of_rows(path):
        yield open_prose(path, format)
        return
    for number, text in enumerate(rows(path, column), 1):
        whole = [Run(0, len(text.text))] if text.text else []
        yield Prose(path, "text", text.text, whole, parts=[f"row {number}"] * (text.text.count("\n") + 1))
