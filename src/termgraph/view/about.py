"""What a vocabulary says of itself, and what there is to know about it, in one language."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from termgraph.names import printable
from termgraph.namespaces import DCT, OWL, is_web_iri, local_name
from termgraph.skos.documenting import MAKERS
from termgraph.skos.naming import best
from termgraph.view.numbered import UNCOUNTED, Numbered, line

if TYPE_CHECKING:
    from termgraph.store.record import Value
    from termgraph.wording import Words

_DATES = ("created", "issued", "modified")


class About:
    """What is told of a vocabulary as a whole.

    Args:
        numbered: the vocabulary, and the language.
        words: the words of that language.
        title: what to call it; as it calls itself where it is None.
    """

    def __init__(self, numbered: Numbered, words: Words, title: str | None = None) -> None:
        self._numbered = numbered
        self._words = words
        self._thesaurus = numbered.thesaurus
        self._language = numbered.language
        self._whole = self._thesaurus.whole
        self._title = title

    @cached_property
    def title(self) -> str:
        """What it is called."""
        own = self._thesaurus.heading(self._language) if self._title is None else self._title
        return printable(own or "") or local_name(self._whole) or self._words.pages["vocabulary"]

    @cached_property
    def description(self) -> str:
        """What the vocabulary says of itself."""
        spoken = self._thesaurus.spoken(self._whole, DCT + "description")
        return printable(best(dict(reversed(spoken)), self._language) or "")

    @cached_property
    def license(self) -> str:
        """The web address of the vocabulary's licence, "" for none."""
        found = sorted(
            value
            for _, value in self._thesaurus.about(self._whole, DCT + "license")
            if isinstance(value, str)
        )
        return next(filter(is_web_iri, found), "")

    @cached_property
    def makers(self) -> list[str]:
        """The names of who made the vocabulary; its title where it does not say so."""
        return [*map(self._called, self._said_of_it(*MAKERS))] or [self.title]

    def facts(self) -> list[tuple[str, list[Markup]]]:
        """Return what there is to know about the vocabulary: headings, each with what stands under it."""
        headings = self._words.headings
        names = sum(name.kind not in UNCOUNTED for name in self._numbered.names)
        found = [
            (self._words.pages["address"], [_linked(self._whole)] if self._whole else []),
            (self._words.pages["count"], [Markup.escape(self._words.number(self._numbered.size))]),
            (self._words.pages["names"], [Markup.escape(self._words.number(names + self._numbered.size))]),
            (self._words.pages["languages"], [Markup.escape(tag) for tag in self._numbered.languages if tag]),
            (headings["makers"], [*map(self._maker, self._said_of_it(*MAKERS))]),
            (
                headings["version"],
                [Markup.escape(self._called(one)) for one in self._said_of_it(OWL + "versionInfo")],
            ),
            *((headings[name], [*map(_dated, self._said_of_it(DCT + name))]) for name in _DATES),
            (headings["license"], [_linked(self.license)] if self.license else []),
        ]
        return [(heading, values) for heading, values in found if values]

    def _said_of_it(self, *properties: str) -> list[Value]:
        return sorted(
            (value for name in properties for _, value in self._thesaurus.about(self._whole, name)), key=str
        )

    def _maker(self, value: Value) -> Markup:
        called = self._called(value)
        is_linked = isinstance(value, str) and is_web_iri(value)
        return _linked(str(value), called) if is_linked else Markup.escape(called)

    def _called(self, value: Value) -> str:
        return line(self._thesaurus.label(value, self._language) if isinstance(value, str) else value.value)


def _linked(iri: str, text: str = "") -> Markup:
    return Markup('<a href="{}">{}</a>').format(iri, text or iri) if is_web_iri(iri) else Markup.escape(iri)


def _dated(value: Value) -> Markup:
    return Markup.escape(line(value if isinstance(value, str) else value.value)[:10])
