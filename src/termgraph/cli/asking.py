"""A question as a person asks it, by its name or in SPARQL, with values for its parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from termgraph.errors import TermgraphError
from termgraph.store import named, sparql
from termgraph.store.guards import FORMS

if TYPE_CHECKING:
    from termgraph.cli.session import Session
    from termgraph.skos import Thesaurus
    from termgraph.store import NamedQuery, Result
    from termgraph.store.sparql import Parameter, Prepared

_NAME = re.compile(r"\w[\w-]*")


def is_name(text: str) -> bool:
    """Tell whether a text is the name of a query rather than SPARQL.

    >>> is_name("top-concepts"), is_name("ASK {}"), is_name("ASK"), is_name("-")
    (True, False, False, False)
    """
    return bool(_NAME.fullmatch(text)) and text not in FORMS


@dataclass(frozen=True)
class Question:
    """A query, and what its parameters are.

    Args:
        query: named, or somebody's own, which has no name.
        values: the values of its parameters, as RDF terms.
        path: the file that it was read from.
    """

    query: NamedQuery
    values: Mapping[str, Parameter]
    path: str | None = None

    @classmethod
    def of(cls, store: Thesaurus, text: str, given: Mapping[str, str], path: str | None = None) -> Question:
        """Read a question: the name of a query, or SPARQL; what a file holds always is SPARQL.

        Raises:
            NotFoundError: for an unknown query, term or source.
            TermgraphError: for what is wrong with the query's header, or with a parameter.

        >>> from termgraph.skos import Thesaurus
        >>> birds = Thesaurus.from_text('<e:owl> skos:broader <e:bird> .')
        >>> asked = Question.of(birds, "SELECT * { $bird skos:broader ?what }", {"bird": "<e:owl>"})
        >>> asked.values, list(asked.answer(birds))
        ({'bird': <NamedNode value=e:owl>}, [{'what': 'e:bird'}])
        """
        if path is None and is_name(text):
            query = named.find(text, store.queries)
            return cls(query, named.bind(query, given, store))
        with blaming(path):
            query = named.parse("", text, path)
            return cls(query, named.bind_own(query, given, store), path)

    @cached_property
    def prepared(self) -> Prepared:
        """The query as the engine is to be given it, but for what prefixes stand for."""
        with blaming(self.path):
            prepared = sparql.prepare(self.query.sparql)
            return prepared.with_parameters(self.values) if self.values else prepared

    @property
    def is_of_structure(self) -> bool:
        """Whether the account answers it, and keeps the answer."""
        from termgraph.skos.answering import QUERIES

        return self.query.is_shipped and self.query.name in QUERIES

    def answer(self, store: Thesaurus, timeout: float | None = None) -> Result:
        """Return the answer.

        Raises:
            TermgraphError: for a query that is refused, or that the engine does not understand.
            QueryTimeoutError: when the time is up.
        """
        if self.query.name:
            return store.answer(self.query, self.values, timeout)
        with blaming(self.path):
            return store.query(self.query.sparql, params=self.values, timeout=timeout)

    def remark(self, session: Session, store: Thesaurus, result: Result, *, counted: bool) -> None:
        """Say beside an answer how many rows it has, where that counts, and what is not there where it has none."""
        if counted and result.kind == "select":
            session.say(f"{len(result)} row{'' if len(result) == 1 else 's'}")
        if session.verbosity >= 0 and result.kind != "ask" and not result:
            from termgraph.store import absences

            for note in absences.notes(self.prepared, self.values, store.record, store.all_prefixes):
                session.say(f"note: {note}")

    def explanation(self, store: Thesaurus) -> str:
        """Return how it is understood, for people."""
        from termgraph.store import explaining

        return explaining.explanation(self.prepared, self.values, store)

    def refuse(self, store: Thesaurus) -> None:
        """Raise what it would be refused for; where it would be asked, do nothing.

        Raises:
            TermgraphError: for what the engine does not understand, or a graph that is not loaded.
        """
        from termgraph.store import explaining

        with blaming(self.path):
            if problem := explaining.problem(self.prepared, store):
                raise problem


@contextmanager
def blaming(path: str | None) -> Iterator[None]:
    """Name the file in an error that tells a line of it."""
    try:
        yield
    except TermgraphError as error:
        error.path = error.path or (path if error.line is not None else None)
        raise
