"""Links from the words of a document to the pages of their terms, at their first use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple
from urllib.parse import quote

from termgraph.errors import TermgraphError
from termgraph.markdown import escaped_block
from termgraph.matching.edits import Edit, edited
from termgraph.matching.judging import Judge
from termgraph.matching.linking.markup import MARKUPS
from termgraph.matching.matcher import Match
from termgraph.matching.prose import Kind, Prose, prose_of
from termgraph.names.running import JOINT
from termgraph.namespaces import is_web_iri
from termgraph.skos.naming import Name
from termgraph.view.numbered import term_keys

Each = Literal["section", "page", "use"]
EACH: tuple[Each, ...] = ("section", "page", "use")
_LONGEST_TIP = 240
_PUBLIC = ("prefLabel", "altLabel")
_BEGIN, _END = "<!-- termgraph: glossary -->", "<!-- termgraph: end of glossary -->"
_GLOSSARY = re.compile(rf"\n*{re.escape(_BEGIN)}\n.*?{re.escape(_END)}\n?", re.DOTALL)


class Target(NamedTuple):
    """Where a name is to lead: the concept, its address, and what a tooltip says of it."""

    concept: str
    address: str
    tip: str


class Linked(NamedTuple):
    """A document with its links.

    Attributes:
        text: the text of the file.
        links: how many of its words are links of ours.
        terms: the concepts that it uses.
        homonyms: the names that may mean several concepts, and were left alone.
    """

    text: str
    links: int
    terms: tuple[str, ...]
    homonyms: tuple[str, ...]


class Linker:
    r"""Links the words of documents.

    Args:
        judge: knows the names and what is to be said of them.
        to: where the vocabulary is published, as `termgraph publish` lays it out; None for the IRIs themselves.
        each: at which uses: the first of a section, of a page, or all.

    >>> from termgraph.skos import Thesaurus
    >>> birds = Thesaurus.from_text('<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en .')
    >>> linked = Linker(Judge(birds)).linked(prose_of("# Owl\n\nAn owl and `owl` and an owl.", "a.md"))
    >>> linked.text
    "# Owl\n\nAn [owl](http://e.org/owl 'owl') and `owl` and an owl."
    """

    def __init__(self, judge: Judge, to: str | None = None, each: Each = "section") -> None:
        self.judge = judge
        self.each = each
        self._to = to
        self.tip = lru_cache(maxsize=65536)(self._tip)

    def address(self, concept: str) -> str | None:
        """Return where a concept is told of; None for nowhere on the web."""
        key = concept if self._to is None else self._keys.get(concept, concept)
        if self._to is None or key == concept:
            return quote(concept, safe=_SAFE) if is_web_iri(concept) else None
        return f"{self._to.rstrip('/')}/{quote(key, safe=_IN_PATH)}/"

    @cached_property
    def _keys(self) -> dict[str, str]:
        thesaurus = self.judge.thesaurus
        return term_keys(sorted({*thesaurus.concepts, *thesaurus.collections}), thesaurus.base)

    @cached_property
    def _addresses(self) -> frozenset[str]:
        found = map(self.address, self.judge.thesaurus.concepts)
        return frozenset(address for address in found if address)

    def target(self, match: Match) -> Target | None:
        """Return where a name in a text is to lead; None where its meaning is not clear, or nothing tells of it."""
        address = self.address(match.names[0].iri) if self._is_clear(match) else None
        return Target(match.names[0].iri, address, self.tip(match.names[0])) if address else None

    def linked(self, prose: Prose, *, glossary: bool = False) -> Linked:
        """Return a document with its links; those that we wrote before are made anew, those of people stay.

        Args:
            prose: the document.
            glossary: whether the terms that it uses are listed at its end; in Markdown only.

        Raises:
            TermgraphError: where its format has no links, or no list of terms.
        """
        markup = MARKUPS.get(prose.format)
        if markup is None or (glossary and prose.format != "markdown"):
            what = "holds no links" if markup is None else "holds no glossary"
            hint = f"it is {prose.format}; formats that do: {', '.join(MARKUPS) if markup is None else 'markdown'}"
            raise TermgraphError(what, prose.path or None, hint=hint)
        bare = markup.without(prose.file, self._addresses)
        if prose.format == "markdown":
            bare = _GLOSSARY.sub("\n", bare)
        page = replace(
            prose_of(bare, prose.path, prose.format),
            newline=prose.newline,
            encoding=prose.encoding,
            mark=prose.mark,
        )
        matches = self.judge.matcher.find(page.covered)
        edits = [
            Edit(
                match.start,
                match.end,
                markup.write(page.text[match.start : match.end], target.address, target.tip),
            )
            for match, target in self._chosen(page, matches)
            if not markup.unsafe.search(page.text[match.start : match.end])
        ]
        terms = tuple(dict.fromkeys(match.names[0].iri for match in matches if self._is_clear(match)))
        text = edited(page, edits)
        homonyms = tuple(dict.fromkeys(match.text for match in matches if match.is_ambiguous))
        return Linked(text + (self._glossary(terms) if glossary else ""), len(edits), terms, homonyms)

    def _chosen(self, prose: Prose, matches: list[Match]) -> Iterator[tuple[Match, Target]]:
        """Yield the uses that become links, each with where it leads."""
        seen = set()
        for match in matches:
            target = self.target(match)
            place = {"page": 0, "section": prose.section(match.start), "use": match.start}[self.each]
            if target and self._can_hold(prose, match) and (target.concept, place) not in seen:
                seen.add((target.concept, place))
                yield match, target

    def _is_clear(self, match: Match) -> bool:
        """Tell whether it is clear what a name means, and that people may use it so."""
        name = match.names[0]
        return (
            not match.is_ambiguous
            and name.kind in _PUBLIC
            and name.iri in self.judge.thesaurus.concepts
            and not self.judge.is_marked_ambiguous(name)
        )

    @staticmethod
    def _can_hold(prose: Prose, match: Match) -> bool:
        is_whole = JOINT not in prose.covered[match.start : match.end]
        return is_whole and prose.kind(match.start) is Kind.TEXT

    def _tip(self, name: Name) -> str:
        """Return what a tooltip says: what the term is, and that its name misleads."""
        thesaurus = self.judge.thesaurus
        said = _first_sentence(
            thesaurus.definition(name.iri, self.judge.language) or self.judge.label(name.iri)
        )
        judged = self.judge.misleading(name)
        if judged is not None:
            said += (
                f" The name misleads: {_first_sentence(judged.why)}" if judged.why else " The name misleads."
            )
        return said.strip()

    def _glossary(self, terms: tuple[str, ...]) -> str:
        judge = self.judge
        lines = []
        for concept in judge.thesaurus.in_order(terms, judge.language):
            address, label = self.address(concept), escaped_block(judge.label(concept))
            name = f"[{label}]({address})" if address else label
            lines.append(
                f"- **{name}**: {escaped_block(_first_sentence(judge.thesaurus.definition(concept) or ''))}"
            )
        listed = "\n".join(line.rstrip(": ") for line in lines)
        return f"\n{_BEGIN}\n## Terms used here\n\n{listed}\n{_END}\n" if lines else ""


_SAFE, _IN_PATH = "/:?#@!$&*+,;=~%-._", "/-._~"


def _first_sentence(text: str) -> str:
    r"""Return the first sentence of a text on one line, cut where it is long.

    >>> _first_sentence("A bird.  It hunts\nat night.")
    'A bird.'
    """
    line = " ".join(text.split())
    found = re.match(r".*?[.!?](?=\s|$)", line)
    said = found.group() if found else line
    return said if len(said) <= _LONGEST_TIP else said[: _LONGEST_TIP - 1].rstrip() + "…"
