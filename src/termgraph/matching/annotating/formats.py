"""What a corpus with its terms is written as; a format is one line in `FORMATS`."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from html import escape
from itertools import islice
from typing import Any, BinaryIO, NamedTuple

from termgraph.matching.annotating.annotation import Annotation, arrow_type
from termgraph.matching.annotating.texts import Text
from termgraph.matching.sentences import sentences
from termgraph.names.running import parts
from termgraph.namespaces import is_web_iri
from termgraph.store.results import library

Marked = tuple[Text, list[Annotation]]
_COLUMN = "terms"  # what rows have more than before
_BATCH = 1_000  # rows of Parquet that are written at a time
_SIGN = re.compile(r"[^\s\0\u2060]")
_RESERVED = re.compile(r"[\\\[\]|_;*]|->")


class Token(NamedTuple):
    """A word or a sign of a text, where it stands, and the number of the term that it is of; None for none."""

    start: int
    end: int
    term: int | None


class Format(NamedTuple):
    """A format: what people call it, and what writes it to a stream."""

    doc: str
    write: Callable[[Iterable[Marked], BinaryIO], None]


def _lines_of(
    write: Callable[[Iterable[Marked]], Iterator[str]],
) -> Callable[[Iterable[Marked], BinaryIO], None]:
    """Return what writes the pieces of text that a function yields."""

    def written(marked: Iterable[Marked], stream: BinaryIO) -> None:
        for piece in write(marked):
            stream.write(piece.encode("utf-8", "replace"))

    return written


def _row(text: Text, found: list[Annotation]) -> dict[str, Any]:
    return {**text.row, _COLUMN: [one.to_dict() for one in found]}


def jsonl(marked: Iterable[Marked]) -> Iterator[str]:
    """Yield each row, or each document as a row, with its terms; lone surrogates stay escapes."""
    for text, found in marked:
        row = _row(text, found)
        try:
            line = json.dumps(row, ensure_ascii=False)
            line.encode()
        except UnicodeEncodeError:
            line = json.dumps(row)
        yield line + "\n"


def tokens(text: Text, found: list[Annotation]) -> Iterator[list[Token]]:
    """Yield the sentences of a text as the words and signs in them.

    >>> text = Text("a", "Owls! A tit.", "Owls! A tit.")
    >>> [[text.text[token.start : token.end] for token in sentence] for sentence in tokens(text, [])]
    [['Owls', '!'], ['A', 'tit', '.']]
    """
    number = 0
    for start, end in sentences(text.text, text.covered):
        sentence = []
        for first, last in _words_and_signs(text.covered[start:end], start):
            while number < len(found) and found[number].end <= first:
                number += 1
            is_of_term = number < len(found) and found[number].start <= first
            sentence.append(Token(first, last, number if is_of_term else None))
        yield sentence


def _words_and_signs(stretch: str, at: int) -> Iterator[tuple[int, int]]:
    for position, part in enumerate(parts(stretch)):
        if position % 2:
            yield at, at + len(part)
        else:
            yield from ((at + sign.start(), at + sign.end()) for sign in _SIGN.finditer(part))
        at += len(part)


def conll(marked: Iterable[Marked]) -> Iterator[str]:
    """Yield a line for each word: it, whether a term begins with it or goes on, and what that may mean."""
    yield "# global.columns = FORM TERMGRAPH:TAG TERMGRAPH:CONCEPT\n"
    for text, found in marked:
        yield f"# newdoc id = {' '.join(text.name.split())}\n"
        for sentence in tokens(text, found):
            last = None
            for token in sentence:
                tag, meant = "O", "_"
                if token.term is not None:
                    tag = "I-TERM" if token.term == last else "B-TERM"
                    meant = "|".join(found[token.term].concepts)
                yield f"{text.text[token.start : token.end]}\t{tag}\t{meant}\n"
                last = token.term
            yield "\n"


def webanno(marked: Iterable[Marked]) -> Iterator[str]:
    """Yield WebAnno TSV 3.3, as INCEpTION reads it: terms as named entities, with the likeliest concept of each.

    Places in it count in UTF-16, and the texts of all documents stand behind each other.
    """
    yield "#FORMAT=WebAnno TSV 3.3\n"
    yield "#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value\n\n"
    at, number, terms = 0, 0, 0
    for text, found in marked:
        for sentence in tokens(text, found):
            if not sentence:
                continue
            number += 1
            start, end = sentence[0].start, sentence[-1].end
            shown = re.sub(r"[\s\0\u2060]", " ", text.text[start:end])
            yield f"\n#Text={shown.replace(chr(92), chr(92) * 2)}\n"
            for index, token in enumerate(sentence, 1):
                begin = at + _units(text.text[start : token.start])
                word = text.text[token.start : token.end]
                said = "_\t_"
                if token.term is not None:
                    one = found[token.term]
                    mark = f"[{terms + token.term + 1}]"
                    said = f"{_reserved(one.concepts[0])}{mark}\t{_reserved(one.labels[0])}{mark}"
                yield f"{number}-{index}\t{begin}-{begin + _units(word)}\t{word}\t{said}\t\n"
            at += _units(text.text[start:end]) + 1
        terms += len(found)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _reserved(text: str) -> str:
    return _RESERVED.sub(lambda found: "\\" + found.group(), " ".join(text.split()))


def html(marked: Iterable[Marked]) -> Iterator[str]:
    """Yield a page that shows the texts with their terms marked, and leads from them to what they mean."""
    yield (
        '<!DOCTYPE html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>Terms</title>\n'
        "<style>pre { white-space: pre-wrap; overflow-wrap: anywhere }</style>\n</head>\n<body>\n"
    )
    for text, found in marked:
        yield f"<h2>{escape(text.name)}</h2>\n<pre>"
        last = 0
        for one in found:
            yield escape(text.text[last : one.start])
            yield _mark(text.text[one.start : one.end], one)
            last = one.end
        yield f"{escape(text.text[last:])}</pre>\n"
    yield "</body>\n</html>\n"


def _mark(written: str, one: Annotation) -> str:
    shown = f'<mark title="{escape("; ".join(one.labels))}">{escape(written)}</mark>'
    address = one.concepts[0]
    return f'<a href="{escape(address)}">{shown}</a>' if is_web_iri(address) else shown


def parquet(marked: Iterable[Marked], stream: BinaryIO) -> None:
    """Write rows with their terms as Apache Parquet, some at a time.

    Raises:
        MissingLibraryError: where pyarrow is not installed.
    """
    arrow = library("pyarrow", "writing parquet")
    terms = arrow_type()
    with ExitStack() as open_:
        writer, schema = None, None
        for batch in _batches(marked):
            table = arrow.Table.from_pylist([dict(text.row) for text, _ in batch], schema=schema)
            schema = table.schema  # that of the first rows is that of all
            found = arrow.array([[one.to_dict() for one in found] for _, found in batch], terms)
            table = table.append_column(_COLUMN, found)
            writer = writer or open_.enter_context(_writer(stream, table.schema))
            writer.write_table(table)


def _writer(stream: BinaryIO, schema: Any) -> Any:
    return library("pyarrow.parquet", "writing parquet").ParquetWriter(stream, schema)


def _batches(marked: Iterable[Marked]) -> Iterator[list[Marked]]:
    rest = iter(marked)
    while batch := list(islice(rest, _BATCH)):
        yield batch


#: How each is written.
FORMATS: Mapping[str, Format] = {
    "jsonl": Format("JSON Lines: each row with its terms", _lines_of(jsonl)),
    "conll": Format("a word a line, tagged B-TERM, I-TERM or O, with its concepts", _lines_of(conll)),
    "webanno": Format("WebAnno TSV 3.3, for INCEpTION", _lines_of(webanno)),
    "html": Format("a page with the terms marked", _lines_of(html)),
    "parquet": Format("Apache Parquet, with pyarrow", parquet),
}
