"""A deck of cards to learn from, for Anki: what a term means, which term that is, and which names mislead."""

from __future__ import annotations

import hashlib
import re
import tempfile
from collections.abc import Iterable, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termgraph.export.profiles import Notice, silent
from termgraph.export.workbook import timeless
from termgraph.names import printable
from termgraph.skos import Thesaurus
from termgraph.skos.naming import best

if TYPE_CHECKING:
    from genanki import Model, Note

_TEX = re.compile(r"(?<![\\$])\$([^$\n]+)\$")
_NOT_IN_TAGS = re.compile(r"[^\w-]+")
#: The time at which all is said to have been made: the same vocabulary is the same deck.
_THEN = 946_684_800.0  # 2000-01-01
_BACK = "{{FrontSide}}<hr id=answer>"


def deck(thesaurus: Thesaurus, notice: Notice = silent) -> bytes:
    """Return a package of Anki of all concepts. A card keeps its identity when its texts change, and so its progress.

    >>> deck(Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl" ; skos:definition "A bird." .'))[:2]
    b'PK'
    """
    return _package(thesaurus, sorted(thesaurus.concepts - thesaurus.deprecated), "", notice)


def course_deck(thesaurus: Thesaurus, concepts: Sequence[str], notice: Notice = silent) -> bytes:
    """Return a package of Anki of concepts in the order in which they are to be learned, for the last of them.

    Its cards are those of `deck`, so that what is known in one is in the other.
    """
    return _package(thesaurus, concepts, concepts[-1], notice)


def _package(thesaurus: Thesaurus, concepts: Iterable[str], last: str, notice: Notice) -> bytes:
    from genanki import Deck, Package

    scheme = thesaurus.scheme or ""
    title = printable(thesaurus.title(scheme) or "Vocabulary")
    made = Deck(_number(f"{scheme} {last}".strip()), f"{title}: {thesaurus.label(last)}" if last else title)
    meanings, misnomers = _meanings(), _misnomers()
    without = 0
    for iri in concepts:
        definition = thesaurus.definition(iri)
        without += not definition
        notes = [_meaning(thesaurus, iri, definition, meanings)] if definition else []
        for note in [*notes, *_misleading(thesaurus, iri, misnomers)]:
            note.due = len(made.notes)  # Anki asks new cards in this order
            made.add_note(note)
    if without:
        notice(f"a card asks what a term means, so that {without:,} concepts without a definition have none")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        Package(made).write_to_file(str(path), timestamp=_THEN)
        return timeless(BytesIO(path.read_bytes()))


def _meaning(thesaurus: Thesaurus, iri: str, definition: str, model: Model) -> Note:
    label = thesaurus.label(iri)
    others = sorted({text for kind, text, _ in thesaurus.names_of(iri) if kind == "altLabel"})
    fields = [_html(label), _html(definition), _html(", ".join(others)), escape(iri)]
    tags = [
        _NOT_IN_TAGS.sub("-", thesaurus.label(group))
        for group in sorted(thesaurus.collections_of.get(iri, ()))
    ]
    return _note(model, fields, f"{iri} meaning", tags)


def _misleading(thesaurus: Thesaurus, iri: str, model: Model) -> list[Note]:
    found = []
    for record in thesaurus.misleading.get(iri, ()):
        name = thesaurus.term_text(record.term) if record.term else thesaurus.label(iri)
        clearer = ", ".join(_called(thesaurus, one) for one in record.clearer)
        suggests = ", ".join(_called(thesaurus, one) for one in record.suggests)
        fields = [
            _html(name),
            _html(best(record.why, thesaurus.language) or ""),
            _html(suggests),
            _html(clearer),
            escape(iri),
        ]
        found.append(_note(model, fields, f"{iri} misnomer {name}", ["misnomer"]))
    return found


def _called(thesaurus: Thesaurus, node: str) -> str:
    return thesaurus.term_text(node) if node in thesaurus.owners else thesaurus.label(node)


def _note(model: Model, fields: list[str], key: str, tags: list[str]) -> Note:
    from genanki import Note

    made: Any = Note(
        model=model, fields=fields, guid=hashlib.sha256(key.encode()).hexdigest()[:20], tags=tags
    )
    return made


def _html(text: str) -> str:
    """Return a text as a field: nothing in it is markup, and formulas are for Anki's own MathJax."""
    return _TEX.sub(r"\\(\1\\)", escape(printable(text)))


def _number(key: str) -> int:
    """Return what identifies a deck or a kind of card in Anki, which wants a number."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:7], 16) + (1 << 30)


def _meanings() -> Model:
    from genanki import Model

    also = "{{#Also}}<p><small>{{Also}}</small></p>{{/Also}}"
    templates = [
        {"name": "What does it mean?", "qfmt": "<h2>{{Term}}</h2>", "afmt": f"{_BACK}{{{{Meaning}}}}{also}"},
        {"name": "What is it called?", "qfmt": "{{Meaning}}", "afmt": f"{_BACK}<h2>{{{{Term}}}}</h2>{also}"},
    ]
    fields = [{"name": name} for name in ("Term", "Meaning", "Also", "IRI")]
    return Model(_number("termgraph meaning"), "Term and meaning", fields=fields, templates=templates)


def _misnomers() -> Model:
    from genanki import Model

    back = (
        f"{_BACK}{{{{Why}}}}{{{{#Suggests}}}}<p>⇢ <s>{{{{Suggests}}}}</s></p>{{{{/Suggests}}}}"
        "{{#Clearer}}<p>⇒ <b>{{Clearer}}</b></p>{{/Clearer}}"
    )
    templates = [{"name": "Why does it mislead?", "qfmt": "<h2>{{Name}}</h2><p>⚠ ?</p>", "afmt": back}]
    fields = [{"name": name} for name in ("Name", "Why", "Suggests", "Clearer", "IRI")]
    return Model(_number("termgraph misnomer"), "Misleading name", fields=fields, templates=templates)
