"""Which language a document is in, where it does not say so itself: by its name, or by its texts; and that is said."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path

from termgraph.extras import installing
from termgraph.names import language_named, language_tag
from termgraph.names.languages import WORDS_TOO
from termgraph.readers import tuned
from termgraph.records import Reading

#: So much of a document shows its language.
_LOOKED_AT = 5_000
#: What is in no language, or in English whatever the text is in.
_NO_TEXT = re.compile(r"```.*?```|`[^`]*`|\]\([^)]*\)|https?://\S+|\$[^$]+\$", re.DOTALL)


def spoken(reading: Reading, wanted: str = "") -> Reading:
    """Return what was read, all of it in a language where one is known.

    Args:
        reading: what was read; what the document itself says of languages stays.
        wanted: the tag that a person says: of a document in a single language that is it, whatever it says itself.

    >>> from termgraph.records import Record, RecordLabel
    >>> text = "Ein Vogel, der in der Nacht jagt und am Tag in hohlen Bäumen schläft."
    >>> owl = Record(1, "Eule", "Eule", "heading", (RecordLabel("Eule"),), text)
    >>> read = spoken(Reading("birds.md", "markdown", (owl,)))
    >>> read.records[0].language, read.guesses
    ('de', ('nothing says its language; read as de, by its texts',))
    """
    return _wanted(reading, wanted) if wanted else _found_out(reading)


def _wanted(reading: Reading, wanted: str) -> Reading:
    """Return what was read in the language that a person says, which is that of all where it says one itself."""
    stated = {record.language for record in reading.records if record.language}
    foreign = any(record.texts or any(one.language for one in record.labels) for record in reading.records)
    meant = stated if len(stated) == 1 and not foreign else set()
    said = f"taken to be in {wanted}, though it says {', '.join(stated)}" if meant - {wanted} else ""
    return _in_language(reading, language_tag(wanted), ("", *meant), said)


def _found_out(reading: Reading) -> Reading:
    """Return what was read, what says no language in that of its name, or of its texts."""
    silent = [record for record in reading.records if not record.language and record.kind != "section"]
    if not silent:
        return reading
    by_texts = detected([record.body or record.label or "" for record in silent])
    # The name may say the region as well; where it says what the texts belie, it means something else.
    names = [tag for tag in _of_name(reading.path) if by_texts in ("", tag.partition("-")[0])]
    named = next((tag for tag in names if by_texts or tag not in WORDS_TOO), "")
    found, how = (named, "its name") if named else (by_texts, "its texts")
    hint = "" if _classifier() else f"; {installing('py3langid')} finds out"
    told = f"read as {found}, by {how}" if found else f"taken to be the vocabulary's{hint}"
    return _in_language(reading, found, ("",), f"nothing says its language; {told}")


def _in_language(reading: Reading, language: str, instead: Sequence[str], said: str) -> Reading:
    """Return what was read with its records in a language instead of some others ("" for none)."""
    records = (
        replace(record, language=language) if record.language in instead else record
        for record in reading.records
    )
    return replace(reading, records=tuple(records), guesses=(*reading.guesses, *filter(None, [said])))


def _of_name(path: str) -> list[str]:
    """Return the languages that the name of a document may say: "birds.de.md", "birds_pt-BR.csv", "de/birds.html"."""
    file = Path(path)
    stem = file.name.removesuffix(file.suffix)
    said = [*re.split(r"[._]", stem)[1:][-1:], *stem.split("-")[1:][-1:], file.parent.name]
    return [tag for text in said if len(text) in (2, 5) and (tag := language_named(text))]


def detected(texts: Sequence[str]) -> str:
    """Return the language that texts are in, "" where that is not clear, or no library that tells it is installed."""
    text = "\n".join(_NO_TEXT.sub(" ", one) for one in islice(filter(None, texts), 200))[:_LOOKED_AT]
    classify = _classifier()
    language, sure = classify(text) if classify else ("", 0.0)
    return str(language) if sure >= tuned.LANGUAGE and len(language) == 2 else ""


@cache
def _classifier() -> Callable[[str], tuple[str, float]] | None:
    try:
        from py3langid.langid import (  # half a second, so only where nothing else tells
            MODEL_FILE,
            LanguageIdentifier,
        )
    except ModuleNotFoundError:
        return None
    found: Callable[[str], tuple[str, float]]
    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True).classify
    return found
