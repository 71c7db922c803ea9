"""What may be meant by what somebody has begun to type in the shell of `query`: keywords, prefixes, terms and names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from termgraph.errors import TermgraphError
from termgraph.namespaces import RDF, shorten
from termgraph.store import lexer

if TYPE_CHECKING:
    from termgraph.skos import Thesaurus

_MOST = 200
_COMMAND = re.compile(r"\s*(\\\w*)")
_FORMAT = re.compile(r"\s*\\format\s+(\w*)")
_OF_NAME = re.compile(r"\s*[\w-]+(?:\s+\w+=\S*)*\s+\w+=(\S*)")
_VARIABLE = re.compile(r"[?$]\w*\Z")
_WORD = re.compile(r"(?:[\w-]*:)?[\w.-]*\Z")


class Suggestion(NamedTuple):
    """What may be meant: what is to be written in place of what was begun, and a remark on it."""

    text: str
    remark: str = ""


class Completions:
    r"""Completes what is begun, for a vocabulary.

    Args:
        store: the vocabulary.
        commands: those of the shell, with what each does.
        formats: those that `\format` takes.

    >>> from termgraph.skos import Thesaurus
    >>> birds = Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "barn owl"@en .')
    >>> complete = Completions(birds, {}, ())
    >>> complete.of("SELECT * { ?x skos:pr"), complete.of('ASK { ?x ?y "barn')[1][0].text
    (('skos:pr', [Suggestion(text='skos:prefLabel', remark='')]), 'barn owl"@en')
    """

    def __init__(self, store: Thesaurus, commands: dict[str, str], formats: Sequence[str]) -> None:
        self.store = store
        self.commands = commands
        self.formats = formats

    def of(self, before: str) -> tuple[str, list[Suggestion]]:
        """Return what is begun at the end of a text, and what may be meant by it."""
        if begun := _COMMAND.fullmatch(before):
            return begun[1], _beginning(begun[1], self.commands.items())
        if begun := _FORMAT.fullmatch(before):
            return begun[1], _beginning(begun[1], ((name, "") for name in self.formats))
        if begun := _OF_NAME.fullmatch(before):
            names = (
                Suggestion(_quoted(name), label) for name, _, label in self.named(begun[1].lstrip("\"'"))
            )
            return begun[1], list(islice(names, _MOST))
        if (begun_string := _open_string(before)) is not None:
            return begun_string[1:], list(islice(self.strings(begun_string[0], begun_string[1:]), _MOST))
        if variable := _VARIABLE.search(before):
            known = dict.fromkeys(re.findall(r"[?$]\w+", before[: variable.start()]))
            return variable[0], _beginning(variable[0], ((name, "") for name in known))
        word = _WORD.search(before)
        begun_word = word[0] if word else ""
        found = self.terms(begun_word) if ":" in begun_word else self.words(begun_word, before)
        return begun_word, list(islice(found, _MOST))

    def words(self, begun: str, before: str) -> Iterator[Suggestion]:
        """Yield the keywords and prefixes that begin so, and at the start of a text the named queries."""
        from termgraph.store.syntax import KEYWORDS

        if before.strip() == begun:
            yield from _beginning(begun, ((query.name, query.title) for query in self.store.queries))
        if begun:
            yield from _beginning(begun.upper(), ((word, "") for word in KEYWORDS))
        prefixes = sorted(self.store.all_prefixes.items())
        yield from _beginning(begun, ((f"{prefix}:", namespace) for prefix, namespace in prefixes))

    def terms(self, begun: str) -> Iterator[Suggestion]:
        """Yield the classes, properties and concepts whose prefixed names begin so."""
        prefix, _, local = begun.partition(":")
        namespace = self.store.all_prefixes.get(prefix)
        if namespace is None:
            return
        iris = self._iris
        for iri in islice(iris, bisect_left(iris, namespace + local), None):
            if not iri.startswith(namespace + local):
                return
            if (short := shorten(iri, {prefix: namespace})) != iri:
                yield Suggestion(short, self.store.label(iri) if iri in self.store.concepts else "")

    def strings(self, quote: str, begun: str) -> Iterator[Suggestion]:
        """Yield the names that begin so, each as the rest of a string, with its language."""
        for name, lang, label in self.named(begun):
            escaped = name.replace("\\", r"\\").replace(quote, f"\\{quote}")
            yield Suggestion(f"{escaped}{quote}{f'@{lang}' if lang else ''}", label)

    def named(self, begun: str) -> Iterator[tuple[str, str, str]]:
        """Yield the names that begin so, capitals aside, each with its language and the name of whose it is."""
        names, folded = self._names, begun.casefold()
        for key, name, lang, iri in islice(names, bisect_left(names, (folded,)), None):
            if not key.startswith(folded):
                return
            label = self.store.label(iri)
            yield name, lang, "" if label == name else label

    @cached_property
    def _iris(self) -> Sequence[str]:
        columns = self.store.record.columns
        types = columns[RDF + "type"].objects if RDF + "type" in columns else ()
        return sorted({*columns, *self.store.concepts, *(one for one in types if isinstance(one, str))})

    @cached_property
    def _names(self) -> Sequence[tuple[str, ...]]:
        names = (one for one in self.store.term_names if one.kind != "notation")
        return sorted({(one.text.casefold(), one.text, one.lang, one.iri) for one in names})


def _beginning(begun: str, words: Iterable[tuple[str, str]]) -> list[Suggestion]:
    return [Suggestion(word, remark) for word, remark in words if word.startswith(begun)]


def _quoted(name: str) -> str:
    """Return a name as one word of a line."""
    return name if re.fullmatch(r"[\w.,-]+", name) else f'"{name}"'


def _open_string(text: str) -> str | None:
    """Return the string that a text ends in the middle of, with its quotation mark; None where it does not."""
    end = 0
    try:
        for token in lexer.tokens(text):
            end = token.start + len(token.text)
    except TermgraphError:
        rest = re.sub(r"\A(?:\s|#[^\n]*\n)*", "", text[end:])
        return rest if rest[:1] in ('"', "'") else None
    return None
