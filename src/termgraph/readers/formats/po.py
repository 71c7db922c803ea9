"""PO: terms of a glossary with their translations, as gettext, Weblate, Pootle and GlotPress write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from termgraph.errors import TermgraphError
from termgraph.names.languages import is_language, language_tag
from termgraph.readers import Columns
from termgraph.readers.formats import translations
from termgraph.readers.formats.document import open_document
from termgraph.readers.formats.translations import Unit
from termgraph.readers.records.assemble import assemble
from termgraph.records import Dropped, Reading

_WHERE = re.compile(r".*\(line (\d+)\)(?:: )?(.*)", re.DOTALL)
_PART_OF_SPEECH = re.compile(
    r"(?:noun|verb|adjective|adverb|pronoun|preposition|interjection)", re.IGNORECASE
)


def read(path: str, columns: Columns | None = None) -> Reading:
    r"""Return what a PO document holds: `msgid` is the term, `msgstr` its translation, extracted comments the text.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> with TemporaryDirectory() as folder:
    ...     text = 'msgid ""\nmsgstr "Language: de\\n"\n\n#. A bird.\nmsgid "owl"\nmsgstr "Eule"\n'
    ...     _ = Path(folder, "birds.po").write_text(text)
    ...     (owl,) = read(folder + "/birds.po").records
    >>> owl.label, owl.body, owl.lines, [(label.label, label.language) for label in owl.labels[1:]]
    ('owl', 'A bird.', (4, 6), [('Eule', 'de')])
    """
    import polib

    document = open_document(path)
    try:
        # The line before makes it a text whatever it holds, and never the name of a file, which would be opened.
        parsed = polib.pofile(f"#\n{document.text}\n", encoding="utf-8")
    except OSError as error:
        found = _WHERE.match(str(error))
        message = f"broken PO: {(found[2] if found else '') or 'no message begins here'}"
        raise TermgraphError(message, path, max(1, int(found[1]) - 1) if found else None) from None
    if not len(parsed):
        raise TermgraphError("holds no terms", path, hint="a PO file has msgid and msgstr")
    told = {key.lower(): " ".join(str(value).split()) for key, value in parsed.metadata.items()}
    stated = told.get("language", "")
    language = language_tag((stated or _by_name(path)).replace("_", "-"))
    guesses = [] if stated or not language else [f"translations in {language}, by the name of the file"]
    raws, dropped = translations.entries(list(_units(parsed, language, document.lines)))
    gone = [
        Dropped(f"line {one.linenum - 1}", f"'{one.msgid}' is obsolete") for one in parsed if one.obsolete
    ]
    return assemble(
        path,
        "po",
        raws,
        title=told.get("project-id-version", ""),
        guesses=[*document.guesses, *guesses],
        language=language_tag(told.get("x-source-language", "").replace("_", "-")),
        dropped=[*dropped, *gone],
    )


def _by_name(path: str) -> str:
    """Return the language that a file is named after: `de.po`, `locale/de/LC_MESSAGES/birds.po`; "" where it is not."""
    file = Path(path)
    names = [file.stem, *([file.parent.parent.name] if file.parent.name == "LC_MESSAGES" else [])]
    return next(filter(is_language, names), "")


def _units(parsed: Any, language: str, lines: list[str]) -> Iterator[Unit]:
    """Yield the messages that are in use."""
    for one in parsed:
        if one.obsolete or not one.msgid.strip():
            continue
        first, last = _lines(one.linenum - 1, lines)
        context = " ".join((one.msgctxt or "").split())
        fields: dict[str, tuple[str, ...]] = {}
        if one.tcomment.strip():
            fields["note"] = (one.tcomment.strip(),)
        forms = [one.msgstr_plural[n] for n in sorted(one.msgstr_plural)]
        found = _PART_OF_SPEECH.match(context)
        if found:
            fields["part of speech"] = (found.group().lower(),)
        yield Unit(
            term=" ".join(one.msgid.split()),
            translations=tuple(forms[:1]) if one.msgid_plural else (one.msgstr,),
            language=language,
            first=first,
            last=last,
            plural=one.msgid_plural,
            plurals=tuple(forms[1:]),
            context=context,
            body=one.comment.strip(),
            fields=fields,
            open="marked as fuzzy" if one.fuzzy else "" if language else "in a language that is not said",
        )


def _lines(line: int, lines: list[str]) -> tuple[int, int]:
    """Return the first and last line of the message that has a line."""
    first = last = min(max(line, 1), len(lines))
    while first > 1 and lines[first - 2].strip():
        first -= 1
    while last < len(lines) and lines[last].strip():
        last += 1
    return first, last
