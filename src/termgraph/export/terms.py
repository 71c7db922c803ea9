"""What a glossary consists of: plain data, which the writers lay out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from termgraph import markdown
from termgraph.markdown import escaped
from termgraph.names import exact_key, unmarked_key
from termgraph.namespaces import is_web_iri
from termgraph.wording import Parts

#: A bracket that would end the text of a link.
_OPEN_BRACKET = re.compile(r"(?<!\\)[\[\]]")


class Link(NamedTuple):
    """A text that leads to a term or a source, to an address, or nowhere.

    Args:
        text: what it says.
        key: the key of the term, "" where it leads to none.
        url: the address, "" where it leads to none.
        place: where on the page, or on that of the contents, it leads to: a source or a collection; "" for nowhere.
    """

    text: str
    key: str = ""
    url: str = ""
    place: str = ""


class Fact(NamedTuple):
    """One labelled line below the text of a term.

    Args:
        label: what it is.
        links: what it says, where that is a list of links or names.
        text: what it says, where that is a passage of Markdown.
        names: whether its links are names, or other texts that a comma must not part.
        parts: what is said of it.
        aside: whether it is said only to those who work on the vocabulary, or speak another language.
    """

    label: str
    links: tuple[Link, ...] = ()
    text: str = ""
    names: bool = False
    parts: tuple[Fact, ...] = ()
    aside: bool = False


class Quote(NamedTuple):
    """What a source says of a term, in its own words, and how the source is cited.

    Args:
        text: Markdown.
        source: who says so.
        lang: the tag of its language where that is not the glossary's, "" otherwise.
        aside: whether there is one in the language of the glossary as well.
    """

    text: str
    source: Link
    lang: str = ""
    aside: bool = False


class Term(NamedTuple):
    """One term, or one source or collection of the glossary.

    Args:
        key: what links call it: its id as a file name, unique among all.
        iri: its address.
        label: its preferred name.
        definition: Markdown; its links to other terms are `key.md`.
        lang: the tag of the definition's language where that is not the glossary's, "" otherwise.
        names: its other names, each with its type.
        facts: what else there is to say, in order, asides last.
        quotes: what sources say of it.
        tags: the keys of what it is a kind of, and its status.
    """

    key: str
    iri: str
    label: str
    definition: str = ""
    lang: str = ""
    names: tuple[tuple[str, str | None], ...] = ()
    facts: tuple[Fact, ...] = ()
    quotes: tuple[Quote, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def letter(self) -> str:
        """The letter that it is listed under, "#" where it begins with none."""
        first = unmarked_key(self.label)[:1] or exact_key(self.label)[:1]
        return first.upper() if first.isalpha() else "#"

    def shown(self) -> Term:
        """Return the term without its asides."""
        facts = (fact for fact in self.facts if not fact.aside)
        return self._replace(
            facts=tuple(
                fact._replace(parts=tuple(one for one in fact.parts if not one.aside)) if fact.parts else fact
                for fact in facts
            ),
            quotes=tuple(quote for quote in self.quotes if not quote.aside),
        )


@dataclass(frozen=True, slots=True)
class Glossary:
    """A vocabulary from A to Z.

    Args:
        title: its name.
        language: the tag of its language.
        iri: its address.
        description: what it says of itself.
        license: the address of its license.
        terms: from A to Z.
        collections: each with its name and its members in their order.
        sources: its bibliography: keys have ids behind "source-", labels are short forms, definitions full references.
        about: what `vocabulary.yaml` says, as YAML.
        labels: the labels of facts.
    """

    title: str
    language: str
    iri: str = ""
    description: str = ""
    license: str = ""
    terms: tuple[Term, ...] = ()
    collections: tuple[Term, ...] = ()
    sources: tuple[Term, ...] = ()
    about: str = ""
    labels: Parts | None = None

    def aims(self) -> Callable[[str], str | None]:
        """Return what tells where a link of a text leads: the key of a term, an address, or None for nowhere."""
        keys = {term.key for term in self.terms}

        def aim(target: str) -> str | None:
            key = markdown.entry_link(target)
            if key is not None:
                return key if key in keys else None
            return target if is_web_iri(target) else None

        return aim

    @property
    def letters(self) -> Mapping[str, list[Term]]:
        """The terms by letter, what begins with none last."""
        found: dict[str, list[Term]] = {}
        for term in self.terms:
            found.setdefault(term.letter, []).append(term)
        return dict(sorted(found.items(), key=lambda item: (item[0] == "#", item[0])))


def written(link: Link, suffix: str = "", prefix: str = "") -> str:
    r"""Return a link as Markdown; to a term with `prefix` before and `suffix` behind its key.

    Sources and collections stand on the same page, or where `suffix` says that terms are files, in README.md.

    >>> written(Link("barn owl", "barn-owl"), prefix="#"), written(Link("a*b*"))
    ('[barn owl](#barn-owl)', 'a\\*b\\*')
    """
    text = escaped(link.text)
    if not link.key and not link.url and not link.place:
        return text
    text = _OPEN_BRACKET.sub(lambda found: f"\\{found[0]}", text)
    if link.place:
        return f"[{text}]({'README' if suffix else ''}{suffix}#{link.place})"
    if link.key:
        return f"[{text}]({prefix}{link.key}{suffix})"
    return f"<{link.url}>" if link.text == link.url else f"[{text}](<{link.url}>)"
