"""How a term looks in a terminal: plain text, in colour where the terminal has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from termgraph.card import Card, Link, MisnomerCard, Reference
from termgraph.names import printable
from termgraph.store.tables import cell_width
from termgraph.wording import Words, words

_MARGIN = 21
_WIDEST = 100
_MOST_LINKS = 30


def card_text(card: Card, columns: int | None) -> str:
    """Return a card as text, wrapped to the terminal (at most 100 columns)."""
    wide = min(columns or _WIDEST, _WIDEST)
    said = words(card.lang)
    lines = list(_heading(card, wide))
    if card.deprecated:
        lines += _coloured(_deprecation(card, said), wide, "red")
    judged = said.statuses.get(card.status or "", "")
    if judged and (card.status_by or "{names}" not in judged):
        lines += _coloured(judged.format(names=", ".join(map(printable, card.status_by))), wide, "yellow")
    for record in card.misnomers:
        lines += ["", *_misnomer(record, wide, said)]
    if card.definition:
        lines += ["", *_wrapped(card.definition, wide)]
    for quote in card.quotes:
        lines += ["", *_coloured(_cited(quote.source) + ":", wide, "cyan")]
        lines += [f"  {line}" for line in _wrapped(quote.text, wide - 2)]
    details = list(_details(card, wide, said))
    if details:
        lines += ["", *details]
    return "\n".join(lines) + "\n"


def _heading(card: Card, wide: int) -> Iterator[str]:
    label = click.style(printable(card.label), bold=True)
    if card.iri.startswith("_:"):  # a blank node: its name is no use to anybody
        yield label
        return
    iri = f"<{printable(card.iri)}>"
    if cell_width(printable(card.label)) + 2 + cell_width(iri) <= wide:
        yield label + click.style(f"  {iri}", dim=True)
    else:
        yield label
        yield click.style(iri, dim=True)


def _deprecation(card: Card, said: Words) -> str:
    links = card.relations.get("isReplacedBy", ())
    instead = said.phrases["or"].join(f"“{link.label}”" for link in links)
    return said.phrases["replaced" if instead else "deprecated"].format(terms=instead)


def _misnomer(record: MisnomerCard, wide: int, said: Words) -> Iterator[str]:
    titles = said.headings
    told = said.phrases["misnomer"].format(name=printable(record.name))
    yield click.style(told, fg="yellow", bold=True)
    if record.suggests:
        yield from _row(titles["suggests"], _links(record.suggests), wide)
    yield from _row(titles["why"], record.why, wide)
    if record.clearer:
        yield from _row(
            said.relations["misnomerOf"].heading,
            ", ".join(record.called(link, said) for link in record.clearer),
            wide,
        )
    if record.fields:
        yield from _row(titles["fields"], _links(record.fields), wide)
    if record.jest:
        yield from _row(titles["jest"], ", ".join(record.jest), wide)
    if record.sources:
        yield from _row(titles["said_by"], "; ".join(map(_cited, record.sources)), wide)


def _details(card: Card, wide: int, said: Words) -> Iterator[str]:
    titles = said.headings
    if card.names:
        names = (f"{n.text} ({said.names[n.type]})" if n.type else n.text for n in card.names)
        yield from _row(said.relations["synonymOf"].back, ", ".join(names), wide)
    if card.notation:
        yield from _row(titles["notation"], ", ".join(card.notation), wide)
    for number, line in enumerate(card.hierarchy):
        way = " › ".join([*(link.label for link in line), card.label])
        yield from _row("" if number else titles["place"], way, wide)
    yield from _related(card, wide, said)
    yield from _notes(card, wide, said)
    if elsewhere := _elsewhere(card):
        yield from _row(titles["languages"], elsewhere, wide)
    yield from _attributes(card, wide)
    for name, date in card.dates.items():
        yield from _row(titles[name], date, wide)
    if card.versions:
        yield from _row(titles["versions"], said.explorer["comma"].join(map(printable, card.versions)), wide)
    if card.makers:
        yield from _row(titles["makers"], _links(card.makers), wide)
    if card.sources:
        yield from _row(titles["sources"], "; ".join(map(_cited, card.sources)), wide)


def _related(card: Card, wide: int, said: Words) -> Iterator[str]:
    """Yield what it is related to, but for what is told by the way from the top, or as what replaces it."""
    for kind, title in {**card.headings, **said.groups}.items():
        links = card.relations.get(kind, ())
        is_told = (kind == "broader" and len(links) <= len(card.hierarchy)) or (
            kind == "isReplacedBy" and card.deprecated
        )
        if links and not is_told:
            yield from _row(title, _links(links), wide)


def _attributes(card: Card, wide: int) -> Iterator[str]:
    for property_, values in card.attributes.items():
        texts = [value.label for value in values if not value.iri]
        linked = _links(value for value in values if value.iri)
        for number, text in enumerate([*texts, linked] if linked else texts):
            yield from _row("" if number else _capital(property_), text, wide)


def _notes(card: Card, wide: int, said: Words) -> Iterator[str]:
    for kind, title in said.notes.items():
        for text in card.notes.get(kind, ()):
            if not any(record.why in text for record in card.misnomers):
                yield from _row(title, text, wide)


def _elsewhere(card: Card) -> str:
    """Return the names in other languages, the preferred one of each first."""
    names: dict[str, list[str]] = {tag: [text] for tag, text in card.translations.items()}
    for name in card.other_names:
        names.setdefault(name.lang, []).append(name.text)
    told = {tag: ", ".join(texts) for tag, texts in sorted(names.items())}
    return "; ".join(f"{texts} ({tag})" if tag else texts for tag, texts in told.items())


def _capital(text: str) -> str:
    """Return the label of a property as a heading; where it has none, its short IRI is left as it is."""
    return text if ":" in text else text[:1].upper() + text[1:]


def _cited(reference: Reference | None) -> str:
    if reference is None:
        return "An unnamed source"
    return reference.cited


def _links(links: Iterable[Link]) -> str:
    labels = [link.label for link in links]
    more = len(labels) - _MOST_LINKS
    return ", ".join(labels[:_MOST_LINKS]) + (f", and {more} more" if more > 0 else "")


def _row(title: str, text: str, wide: int) -> Iterator[str]:
    lines = _wrapped(text, max(wide - _MARGIN, 20))
    room = _MARGIN - cell_width(title)
    if room > 0:
        yield click.style(title + " " * room, fg="cyan") + lines.pop(0)
    else:  # what a vocabulary calls a relation may be long
        yield from _coloured(title, wide, "cyan")
    yield from (" " * _MARGIN + line for line in lines)


def _coloured(text: str, wide: int, colour: str) -> Iterator[str]:
    return (click.style(line, fg=colour) for line in _wrapped(text, wide))


def _wrapped(text: str, wide: int) -> list[str]:
    return [line for paragraph in text.split("\n") for line in _filled(printable(paragraph).split(), wide)]


def _filled(words: Iterable[str], wide: int) -> list[str]:
    """Return words as lines of at most so many columns; a longer word, or a text without spaces, is cut."""
    lines = [""]
    for word in words:
        line = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_width(line) <= wide:
            lines[-1] = line
        else:
            first, *more = _pieces(word, wide)
            lines[len(lines) if lines[-1] else -1 :] = [first, *more]
    return lines


def _pieces(word: str, wide: int) -> Iterator[str]:
    piece, width = "", 0
    for char in word:
        columns = cell_width(char)
        if width + columns > wide:
            yield piece
            piece, width = "", 0
        piece, width = piece + char, width + columns
    yield piece
