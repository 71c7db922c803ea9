"""Raw blocks of a document become records: what every format needs, done once.

A format's module finds the blocks and yields `RawEntry`s. Names, kinds, parts, links and citations are found here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from termgraph.names.abbreviations import abbreviates
from termgraph.names.headings import MAX_LABEL, Names, clean, heading_names, tidy, typed
from termgraph.readers import tuned
from termgraph.readers.records import citations, kinds, lexicon, links, naming, parts
from termgraph.readers.records.levels import bare_numbers, classify, merged
from termgraph.readers.records.links import Link, Targets
from termgraph.readers.records.order import Order
from termgraph.readers.records.raw import Extra, RawEntry
from termgraph.records import BrokenLink, Dropped, Proposal, Reading, Record, RecordLabel

__all__ = ["Extra", "Link", "RawEntry", "assemble"]


#: Fields that stand beside a definition and never for one.
_NO_TEXT = frozenset({"source", "tags", "category", "qualifier", "language", "id"})


@dataclass
class _Draft:
    """A record on the way: what is known of it so far."""

    raw: RawEntry
    kind: str
    labels: list[RecordLabel] = field(default_factory=list)
    label_from: str = "none"
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    targets: tuple[str, ...] = ()
    flags: list[str] = field(default_factory=list)

    @property
    def label(self) -> str | None:
        return self.labels[0].label if self.labels and self.label_from != "none" else None

    @property
    def shown(self) -> str:
        """Return what other entries call it: its label, or what it may be called."""
        return self.labels[0].label if self.labels else clean(self.raw.heading or "")

    @property
    def lost(self) -> bool:
        """Tell whether nothing but its text can say what it is called."""
        return not self.raw.heading and not self.raw.extra.labels

    def add(self, labels: Iterable[RecordLabel]) -> None:
        known = {(label.label, label.language) for label in self.labels}
        for label in labels:
            if label.label and (label.label, label.language) not in known:
                known.add((label.label, label.language))
                self.labels.append(label)


def assemble(
    path: str,
    format: str,
    entries: Iterable[RawEntry],
    *,
    title: str = "",
    guesses: Sequence[str] = (),
    bibliography: Mapping[str, str] | None = None,
    language: str = "",
    dropped: Sequence[Dropped] = (),
) -> Reading:
    """Return what a document holds, from its blocks in order.

    Args:
        path: the document.
        format: the name of the reader.
        entries: its blocks, sections included, in document order.
        title: its title; that of its first section where it is left out.
        guesses: what the reader had to guess.
        bibliography: its list of references where the format marks one; else it is looked for in the sections.
        language: the language of all blocks that name none.
        dropped: what the format's module did not take.

    >>> blocks = [RawEntry("2. Adam (optimizer)", "See SGD.", 1, 3), RawEntry("3. SGD", "…", 5, 7)]
    >>> reading = assemble("a.txt", "text", blocks)
    >>> [(record.label, record.kind, record.see) for record in reading.records]
    [('Adam', 'redirect', ('SGD',)), ('SGD', 'stub', ())]
    """
    raws = merged(list(entries))
    drafts = _drafts(raws)
    _parts(drafts)
    _name_the_lost(drafts)
    for draft in drafts:
        _add_alternates(draft)
    index = _targets(drafts)
    _names_in_contents(drafts, index)
    listed = dict(bibliography) if bibliography else _bibliography(drafts)
    missing: dict[str, list[int]] = {}
    records = [
        _record(n, draft, _Followed(draft, index, drafts), _citations(draft, listed, missing), language)
        for n, draft in enumerate(drafts, 1)
    ]
    return Reading(
        path,
        format,
        tuple(records),
        title or _title(records),
        tuple(guesses),
        listed,
        {key: tuple(lines) for key, lines in missing.items()},
        tuple(dropped),
    )


def _add_alternates(draft: _Draft) -> None:
    """Add the names that the text of an entry gives; its own is an abbreviation where one of them is that in full."""
    label = draft.label
    if draft.kind == "section" or not label:
        return
    draft.add(naming.alternates([label], draft.raw.body))
    others = (other.label for other in draft.labels[1:] if not other.language)
    if not draft.labels[0].type and any(abbreviates(label, other) for other in others):
        draft.labels[0] = RecordLabel(label, "abbreviation")


def _record(n: int, draft: _Draft, followed: _Followed, citations: Iterable[str], language: str) -> Record:
    return Record(
        n=n,
        heading=clean(draft.raw.heading) if draft.raw.heading else None,
        label=draft.label,
        label_from=draft.label_from,
        labels=tuple(draft.labels),
        body=draft.raw.body,
        lines=(draft.raw.first, draft.raw.last),
        kind=draft.kind,
        place=draft.raw.place,
        path=draft.raw.path,
        see=tuple(followed.see),
        broken_links=tuple(followed.broken),
        references=tuple(followed.outside),
        fields=draft.fields,
        citations=tuple(citations),
        flags=tuple(draft.flags),
        relations=tuple(followed.stated),
        language=draft.raw.extra.language or language,
        texts=draft.raw.extra.texts,
    )


def _title(records: Sequence[Record]) -> str:
    """Return the title of a document: of the first sections that which reads like one, or the first."""
    headings = []
    for record in records:
        if record.kind != "section":
            break
        heading = record.heading
        if heading and not (
            kinds.is_section_name(heading) or kinds.is_letter(heading) or kinds.is_chapter(heading)
        ):
            headings.append(heading)
    return next(filter(kinds.is_title, headings), headings[0] if headings else "")


def _drafts(raws: Sequence[RawEntry]) -> list[_Draft]:
    """Return the blocks with their kinds and with the names that their headings hold."""
    bare = bare_numbers(raws)
    drafts = [_draft(raw, section, bare) for raw, section in zip(raws, classify(raws), strict=True)]
    known = Targets()
    for number, draft in enumerate(drafts):
        if draft.kind != "section":
            known.add(number, [label.label for label in draft.labels], (), "")
    for draft in drafts:
        if draft.kind in ("entry", "redirect"):
            _kind_of_text(draft, known, keep=draft.raw.extra.kind is not None)
    return drafts


def _draft(raw: RawEntry, section: bool, bare: bool) -> _Draft:
    """Return a block with the names that its heading holds; `bare` tells whether headings have bare numbers."""
    names = heading_names(raw.heading, bare=bare, exact=raw.extra.exact) if raw.heading else Names()
    draft = _Draft(raw, "section" if section else raw.extra.kind or "entry", flags=list(raw.extra.flags))
    draft.fields = {key: tuple(texts) for key, texts in raw.extra.fields.items()}
    draft.add(names.labels)
    if draft.labels:
        draft.label_from = "heading"
    if section:
        draft.labels = draft.labels[:1]
        return draft
    if raw.heading and not names.labels:
        too_long = len(raw.heading) > MAX_LABEL
        draft.flags.append(f"the heading is {'too long to be' if too_long else 'no'} name")
    if names.continued:
        draft.flags.append("goes on with an entry that stands before")
    if names.qualifier:
        draft.fields.setdefault("qualifier", (names.qualifier,))
    return draft


def _kind_of_text(draft: _Draft, known: Targets, *, keep: bool) -> None:
    """Tell an entry from a stub and from a redirect, by its text."""
    body = draft.raw.body
    pointed, outright = kinds.redirect_targets(body)
    if pointed and (outright or any(known.named(target) is not None for target in pointed)):
        draft.kind, draft.targets = "redirect", pointed
    elif (
        kinds.is_stub(body, (name.label for name in draft.labels))
        and not (keep and body.strip())
        and not _says_something(draft.raw.extra.fields)
        and not any(one.kind == "definition" for one in draft.raw.extra.texts)
    ):
        draft.kind = "stub"
    elif kinds.has_todo(body):
        draft.flags.append("has a note that something is to be done")


def _says_something(fields: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether fields say what a thing is: a category, a source or a number beside a name do not."""
    return any(
        key.startswith("definition") or (key not in _NO_TEXT and len(text.split()) >= tuned.FIELD_WORDS)
        for key, texts in fields.items()
        for text in texts
    )


def _parts(drafts: Sequence[_Draft]) -> None:
    """Find the labelled parts of the entries, and the names in them."""
    learned = parts.learn(draft.raw.body for draft in drafts if draft.kind != "section")
    for draft in drafts:
        if draft.kind == "section":
            continue
        for key, texts in parts.split(draft.raw.body, learned).items():
            draft.fields[key] = (
                *draft.fields.get(key, ()),
                *(text for text in texts if text not in draft.fields.get(key, ())),
            )


def _name_the_lost(drafts: Sequence[_Draft]) -> None:
    """Name the entries without a heading from their text, and add the names that the format and the parts give."""
    entries = [draft for draft in drafts if draft.kind != "section"]
    order = _plain_order(entries)
    for number, draft in enumerate(entries):
        own = [
            typed(name.label, draft.label) if draft.label and not name.type and not name.language else name
            for name in draft.raw.extra.labels
        ]
        given = [*own, *parts.names(draft.fields, draft.label)]
        if draft.lost:
            draft.flags.append("the heading is missing")
            found = naming.name_in_text(draft.raw.body, order.fits(number)) if draft.kind == "entry" else None
            if found is not None:
                draft.add(found.labels)
                draft.label_from = "body"
        draft.add(given)
        if draft.labels and draft.label_from == "none" and draft.raw.extra.labels:
            draft.label_from = "heading"
    _propose(entries)


def _plain_order(entries: Sequence[_Draft]) -> Order:
    """Return the order of the names of entries; those that texts give plainly help to see it."""
    names = []
    for draft in entries:
        found = naming.name_in_text(draft.raw.body) if draft.lost else None
        names.append(found.labels[0].label if found and found.strength >= 3 else draft.label)
    return Order(names)


def _propose(entries: Sequence[_Draft]) -> None:
    """Add what an entry may be called whose text does not say it, by its place among the others."""
    order = Order([draft.label for draft in entries])
    pointed = [target for draft in entries for target in draft.targets]
    for number, draft in enumerate(entries):
        if draft.label_from != "none" or draft.raw.heading or draft.kind == "stub":
            continue
        place, fits = order.between(number), order.fits(number)
        said = f", which stands {place}" if place else ""
        if fits and (proposal := _proposal(draft, fits, pointed)):
            draft.add([RecordLabel(tidy(proposal), "guess")])
            said = f"; it may be '{tidy(proposal)}', by its place {place}"
        draft.flags.append(f"the text never says its name{said}")


def _proposal(draft: _Draft, fits: Callable[[str], bool], pointed: Sequence[str]) -> str | None:
    """Return what an entry may be called whose text does not say: a name that would stand in its place."""
    if draft.kind == "entry":
        return naming.guess(draft.raw.body, fits, pointed)
    heads = {re.split(r"[\s-]", target)[-1].casefold() for target in draft.targets[1:]}
    last = re.split(r"[\s-]", draft.targets[-1])[-1] if draft.targets else ""
    # "See Max-Pooling or Average-Pooling" stands where pooling does.
    return last if len(draft.targets) > 2 and len(heads) == 1 and fits(last) else None


def _targets(drafts: Sequence[_Draft]) -> Targets:
    """Return what links can lead to. Sections can be linked to as well, but entries come first."""
    index = Targets()
    for wanted in (False, True):
        for number, draft in enumerate(drafts):
            if (draft.kind == "section") is wanted:
                names = [label.label for label in draft.labels if label.type != "guess"]
                names += [clean(draft.raw.heading)] if draft.raw.heading else []
                index.add(number, names if not wanted else (), draft.raw.anchors, draft.raw.path)
    for number, draft in enumerate(drafts):  # guesses only where nothing better bears the name
        index.add(number, [label.label for label in draft.labels if label.type == "guess"], (), "")
    return index


def _names_in_contents(drafts: Sequence[_Draft], index: Targets) -> None:
    """Add the names by which a table of contents calls an entry: "Convolutional Neural Network (CNN)" for "CNN"."""
    for draft in drafts:
        if draft.kind != "section":
            continue
        for link in draft.raw.extra.links:
            number = index.resolve(link, draft.raw.path).entry
            if number is None or drafts[number].kind == "section" or not drafts[number].labels:
                continue
            called = heading_names(link.text).labels
            entry = drafts[number]
            own = {label.label.casefold() for label in entry.labels}
            if len(called) > 1 and any(label.label.casefold() in own for label in called):
                types = {label.label.casefold(): label.type for label in called}
                entry.labels = [
                    replace(name, type=name.type or types.get(name.label.casefold())) for name in entry.labels
                ]
                entry.add(label for label in called if label.label.casefold() not in own)
                index.add(number, [label.label for label in called], (), entry.raw.path)


class _Followed:
    """Where the links of a block lead, each once and in order.

    Attributes:
        see: the entries that it points to.
        broken: links that lead nowhere.
        outside: addresses outside.
        stated: what the format says that these entries are to it.
    """

    def __init__(self, draft: _Draft, index: Targets, drafts: Sequence[_Draft]) -> None:
        self.draft, self.index, self.drafts = draft, index, drafts
        self.see: dict[str, None] = {}
        self.broken: dict[BrokenLink, None] = {}
        self.outside: dict[str, None] = {}
        self.stated: dict[Proposal, None] = {}
        for link in draft.raw.extra.links:
            self.link(link)
        said = [link.text for link in draft.raw.extra.links]
        linked = {text.casefold() for text in (*said, *(tidy(clean(text)) for text in said))}
        for name, certain in _named(draft, index):
            if name.casefold() not in linked:
                self.name(name, certain)
        for address in links.addresses(draft.raw.body):
            self.outside.setdefault(address)

    def link(self, link: Link) -> None:
        """Follow a link of the format."""
        found, draft = self.index.resolve(link, self.draft.raw.path), self.draft
        if found.entry is not None and self.drafts[found.entry].kind != "section":
            if (
                self.drafts[found.entry] is not draft
            ):  # a heading that is a link to itself, as many sites have it
                shown = self.drafts[found.entry].shown
                self.see[shown] = None
                relation = link.relation or "related"  # a link is the reference that a format has
                self.stated[Proposal(relation, shown, f"{relation}: {clean(link.text)}", stated=True)] = None
        elif found.address:
            self.outside[found.address] = None
        elif found.broken:
            self.leads_nowhere(clean(link.text), link.written, link.line or draft.raw.first, found.meant)

    def name(self, name: str, certain: bool) -> None:
        """Follow a name to which the text sends its reader, and which certainly is that of an entry, or may be one."""
        number, draft = self.index.named(name), self.draft
        if number is not None and self.drafts[number].kind != "section":
            if self.drafts[number] is not draft:
                self.see[self.drafts[number].shown] = None
        elif certain:
            meant = self.index.meant(name)
            other = meant if meant is not None and self.drafts[meant] is not draft else None
            self.leads_nowhere(
                name, name, draft.raw.line(draft.raw.body.find(name.split(maxsplit=1)[0])), other
            )

    def leads_nowhere(self, text: str, target: str, line: int, meant: int | None) -> None:
        shown = self.drafts[meant].shown if meant is not None else None
        self.broken[BrokenLink(text, target, line, shown)] = None


def _named(draft: _Draft, index: Targets) -> Iterator[tuple[str, bool]]:
    """Yield the names of entries to which a text sends its reader, and whether it certainly means an entry."""
    if draft.kind == "section":
        return
    if draft.targets:
        whole, *some = draft.targets
        for name in some if some and index.named(whole) is None else [whole]:
            yield name, True
        return
    for key, texts in draft.fields.items():
        if key in lexicon.SEE:
            for name in (name for text in texts for name in parts.listed(text)):
                yield name, True
    for rest in links.mentions(draft.raw.body):
        words = rest.split()[:6]
        named = next(_entries_at(words, index), None)
        if named is not None:
            yield named, False
        # Of a name that is none of an entry, only a slip of one is surely meant as a reference.
        elif len(words) <= 4 and index.meant(rest) is not None:
            yield rest, True


def _entries_at(words: Sequence[str], index: Targets) -> Iterator[str]:
    """Yield the names of entries that words begin with, the longest first: what follows "see" may go on."""
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length]).strip(" .,;:")
        if index.named(name) is not None and (length > 1 or len(name) > 2):
            yield name


def _bibliography(drafts: Sequence[_Draft]) -> dict[str, str]:
    """Return the document's own list of references: that of a section of this name, or of any that looks like one."""
    listed: dict[str, str] = {}
    for draft in drafts:
        if draft.kind != "section":
            continue
        named = kinds.is_references(draft.raw.heading or "")
        found = [
            item
            for item in (citations.reference(text, listed=named) for text in citations.items(draft.raw.body))
            if item
        ]
        if len(found) >= (1 if named else 2):
            for key, text in found:
                listed.setdefault(key, text)
    return listed


def _citations(draft: _Draft, listed: Mapping[str, str], missing: dict[str, list[int]]) -> Iterator[str]:
    """Yield what a block cites, each once, and note what the list of references lacks."""
    if draft.kind == "section" and any(citations.reference(text) for text in citations.items(draft.raw.body)):
        return
    seen = set()
    for key, place, offset in citations.citations(draft.raw.body, listed):
        if listed and key not in listed:
            lines = missing.setdefault(key, [])
            line = draft.raw.line(offset)
            if line not in lines:
                lines.append(line)
        text = f"{key}, {place}" if place else key
        if text not in seen:
            seen.add(text)
            yield text
