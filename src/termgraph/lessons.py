"""What to learn for a term, in order, as a person reads it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field

from termgraph.card import Link
from termgraph.extras import needed_for
from termgraph.markdown import escaped, line
from termgraph.names import printable
from termgraph.skos import Thesaurus
from termgraph.skos.learning import course


@dataclass(frozen=True, slots=True)
class Lesson:
    """A concept to learn.

    Args:
        concept: which.
        definition: what it means, as plain text; None where nothing says so.
        needs: what it is explained by, all of it learned before or known, but for what is in `later`.
        later: what it is explained by that comes after it, since both explain each other.
    """

    concept: Link
    definition: str | None
    needs: tuple[Link, ...]
    later: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Lessons:
    """What to learn for a term, in order; the term itself is the last."""

    lessons: tuple[Lesson, ...]
    thesaurus: Thesaurus = field(repr=False, compare=False)

    def serialize(self, format: str = "text") -> bytes:
        """Return it in a format of `FORMATS`.

        Raises:
            MissingLibraryError: where a library for it is not installed.
        """
        return FORMATS[format](self)


def lessons(
    thesaurus: Thesaurus, concept: str, known: tuple[str, ...] = (), lang: str | None = None
) -> Lessons:
    """Return what to learn for a concept, as `skos.learning` orders it.

    >>> birds = Thesaurus.from_text('''<e:owl> a skos:Concept ; skos:broader <e:bird> ; skos:prefLabel "owl" .
    ... <e:bird> a skos:Concept ; skos:prefLabel "bird" ; skos:definition "A feathered animal." .''')
    >>> print(lessons(birds, "e:owl").serialize().decode(), end="")
     1. bird: A feathered animal.
     2. owl
    """

    def links(iris: tuple[str, ...]) -> tuple[Link, ...]:
        return tuple(Link(iri, thesaurus.label(iri, lang)) for iri in iris)

    found = course(thesaurus, concept, known)
    later = {one: tuple(cut.needs for cut in found.unmet if cut.concept == one) for one in found.concepts}
    return Lessons(
        tuple(
            Lesson(
                links((one,))[0],
                thesaurus.definition(one, lang),
                links(needs),
                links(later[one]),
            )
            for one, needs in found.needs.items()
        ),
        thesaurus,
    )


def _later(lesson: Lesson) -> str:
    """Return what is to be said of what comes later only."""
    names = ", ".join(link.label for link in lesson.later)
    return f" (explained by what comes later: {names})" if names else ""


def _text(found: Lessons) -> bytes:
    lines = []
    for number, one in enumerate(found.lessons, 1):
        told = f": {' '.join(one.definition.split())}" if one.definition else ""
        lines.append(f"{number:>2}. {one.concept.label}{told}{_later(one)}\n")
    return printable("".join(lines)).encode()


def _markdown(found: Lessons) -> bytes:
    lines = []
    for number, one in enumerate(found.lessons, 1):
        told = f": {line(one.definition)}" if one.definition else ""
        lines.append(f"{number}. **{line(one.concept.label)}**{told}{escaped(_later(one))}\n")
    return "".join(lines).encode()


def _json(found: Lessons) -> bytes:
    lessons = [asdict(one) for one in found.lessons]
    return (json.dumps(lessons, ensure_ascii=False, indent=2) + "\n").encode()


def _anki(found: Lessons) -> bytes:
    with needed_for("writing anki"):
        from termgraph.export.anki import course_deck

        return course_deck(found.thesaurus, [one.concept.iri for one in found.lessons])


#: How lessons are written.
FORMATS: Mapping[str, Callable[[Lessons], bytes]] = {
    "text": _text,
    "markdown": _markdown,
    "json": _json,
    "anki": _anki,
}
