"""XLIFF 1.2 and 2: terms of a glossary with their translations, or the glossary module of a document of texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from termgraph.errors import TermgraphError
from termgraph.names.languages import language_tag
from termgraph.readers import Columns
from termgraph.readers.formats import translations
from termgraph.readers.formats.document import read_bytes
from termgraph.readers.formats.translations import Unit
from termgraph.readers.formats.xml import language_of, last_line, name_of, parsed, text_of
from termgraph.readers.records.assemble import assemble
from termgraph.records import Dropped, Reading

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

#: States of a translation that nobody has made or looked at yet.
_OPEN = frozenset({"new", "needs-translation", "needs-adaptation", "needs-l10n", "initial"})
#: What a note is called that says what a term means.
_DEFINING = frozenset({"definition", "description", "explanation"})


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what an XLIFF document holds; where it has the glossary module, the terms of that and no other texts.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.xlf").write_text(
    ...         '<xliff version="1.2"><file source-language="en" target-language="de"><body>\n'
    ...         '<trans-unit id="1"><source>owl</source><target>Eule</target></trans-unit></body></file></xliff>')
    ...     (owl,) = read(folder + "/a.xlf").records
    >>> owl.label, owl.language, owl.lines, [(label.label, label.language) for label in owl.labels[1:]]
    ('owl', 'en', (2, 2), [('Eule', 'de')])
    """
    root = parsed(read_bytes(path), path, "XLIFF")
    files = list(root.iter("{*}file"))
    told = [(_tag(root, file, "source"), _tag(root, file, "target"), file) for file in files]
    defined = [unit for _, target, file in told for unit in _glossary(file, target)]
    texts = [unit for _, target, file in told for unit in _units(file, target)]
    dropped: list[Dropped] = []
    if defined and texts:
        dropped.append(Dropped("the file", f"{len(texts)} texts beside the glossary"))
    raws, others = translations.entries(defined or texts)
    if not raws:
        hint = None if name_of(root) == "xliff" else "XLIFF has file and trans-unit or unit elements"
        raise TermgraphError("holds no terms", path, 1, hint=hint)
    language = next((source for source, _, _ in told if source), "")
    return assemble(path, "xliff", raws, language=language, dropped=[*dropped, *others])


def _tag(root: Element, file: Element, side: str) -> str:
    """Return the language of the sources or targets of a file."""
    short = {"source": "srcLang", "target": "trgLang"}[side]
    return language_tag(file.get(f"{side}-language") or root.get(short) or "")


def _units(file: Element, language: str) -> Iterator[Unit]:
    """Yield the units of a file."""
    for unit in file.iter("{*}trans-unit", "{*}unit"):
        holders = list(unit.iter("{*}segment")) or [unit]
        sources = [text_of(one) for holder in holders for one in holder.findall("{*}source")]
        targets = [one for holder in holders for one in holder.findall("{*}target")]
        states = {one.get("state") or "" for one in (*targets, *holders)}
        own = next((tag for one in targets if (tag := language_of(one))), "")
        body, fields = _notes(unit)
        yield Unit(
            term=" ".join(sources),
            translations=(" ".join(map(text_of, targets)),) if targets else (),
            language=language_tag(own) or language,
            first=unit.sourceline or 1,
            last=last_line(unit),
            body=body,
            fields=fields,
            id=unit.get("id", ""),
            open="not finished"
            if states & _OPEN
            else ""
            if own or language
            else "in a language that is not said",
        )


def _notes(unit: Element) -> tuple[str, dict[str, tuple[str, ...]]]:
    """Return what notes say a term means, and what else they say."""
    said: dict[str, list[str]] = {}
    for note in unit.iter("{*}note"):
        kind = (note.get("category") or note.get("from") or "").lower()
        said.setdefault("definition" if kind in _DEFINING else "note", []).append(text_of(note))
    body = "\n\n".join(said.pop("definition", []))
    return body, {key: tuple(texts) for key, texts in said.items()}


def _glossary(file: Element, language: str) -> Iterator[Unit]:
    """Yield the entries of the glossary module (XLIFF 2.1, section 5.2)."""
    for entry in file.iter("{urn:oasis:names:tc:xliff:glossary:2.0}glossEntry"):
        term = next(entry.iter("{*}term"), None)
        definitions = list(entry.iter("{*}definition"))
        if term is None or not text_of(term):
            continue
        sources = tuple(filter(None, (one.get("source", "") for one in (term, *definitions))))
        yield Unit(
            term=text_of(term),
            translations=tuple(map(text_of, entry.iter("{*}translation"))),
            language=language,
            first=entry.sourceline or 1,
            last=last_line(entry),
            body="\n\n".join(map(text_of, definitions)),
            fields={"source": tuple(dict.fromkeys(sources))} if sources else {},
            id=entry.get("id", ""),
        )
