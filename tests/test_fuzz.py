"""Whatever stands in the files of an entries folder: it opens, or the reader is told what is wrong and where.

Mutants are made of files that have every key, by a generator with a seed, so that each run sees the same. What opens is
checked, fixed and formatted as well: none of these may fail, and the canonical form says the same.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from termgraph.check import check
from termgraph.check.settings import settings_of
from termgraph.entries import read_folder, unformatted, write_folder
from termgraph.entries.writer import comments
from termgraph.errors import TermgraphError
from termgraph.fix import fix
from termgraph.fix.folder import entry_files
from termgraph.skos import Thesaurus

#: How many are made of each file; `make bench` makes 2,000, which takes minutes.
MUTANTS = int(os.environ.get("MUTANTS", "50"))

FILES = {
    "vocabulary.yaml": """\
title: Birds
description: Some of them.
base: https://example.org/birds/
prefix: birds
language: en
license: https://example.org/licence
creators: [Ada, {name: Newton, iri: 'https://example.org/newton'}]
publisher: {name: A house}
version: '1.0'
created: '2026-01-02'
modified: '2026-01-03'
""",
    "sources.yaml": """\
newton-1993:
  type: book
  title: A Dictionary of Birds
  authors: ['Newton, A.', 'Gadow, H.']
  year: 1993
  container: Works
  volume: '1'
  number: '2'
  pages: 1-8
  edition: 2nd
  publisher: Black
  doi: 10.1000/182
  arxiv: '1703.04977'
  url: https://example.org/dictionary
  note: Reprinted.
web:
  title: A page
""",
    "entries/owl.md": """\
---
prefLabel: {en: owl, de: Eule}
altLabels: [night bird, {label: SO, type: abbreviation}, {fr: hibou}]
hiddenLabels: [oul, {label: ohl, lang: de}]
notation: ['12']
status: draft
broader: [bird]
related: [mouse]
contrastsWith: [jay]
exactMatch: ['https://example.com/owl']
closeMatch: ['http://example.com/an%20owl?a=b#c']
misnomer:
  term: night bird
  of: [owl, bird]
  suggests: [jay]
  fields: [mouse]
  why: {en: Some hunt by day., de: Manche jagen am Tag.}
  jest: [cat with wings]
  sources: [newton-1993#p81]
scopeNote: [Not the butterfly., {de: Nicht der Falter.}]
example: A barn owl.
editorialNote: Is it one?
definition: {de: Ein Vogel.}
sourceDefinition:
- text: A bird of prey.
  source: newton-1993#4.2
sources: [newton-1993#p81, web]
created: '2026-01-02'
modified: '2026-01-03'
---
A [bird](bird.md) of the *night*, see [this](https://example.org/x#y): $x_i$.

- `code`
- more
""",
    "check.yaml": """\
profile: strict
severities: {label-shared: error, orphan: ignore}
homonyms: [owl, jay]
thresholds: {language-share: 0.8, definition-share: 0.5}
exceptions:
- {rule: cycle, concept: owl, reason: It is known.}
- {rule: orphan, concept: 'birds:jay', reason: So is this.}
- {rule: skos, concept: 'https://example.org/birds/bird', reason: And this.}
""",
}
OTHERS = {
    "entries/bird.md": "---\nprefLabel: bird\n---\nAn animal.\n",
    "entries/jay.md": "---\nprefLabel: jay\nbroader: [bird]\nreplacedBy: [owl]\ndeprecated: true\n---\n",
    "entries/mouse.md": "---\nprefLabel: mouse\npartOf: [bird]\n---\nFood.\n",
}

#: Texts that some part of a program takes for more than a text.
TOKENS: tuple[str, ...] = (
    *"\0\t\n\r #%&'*,-./:<=>?@[\\]^_`{|}~\"!0Aé²Ⅷß\u00a0\u0130\u200b\u202e\u2028\ufdd0\ufeff\uffff\U0001f989\U000e0001",
    *("''", '""', "#a]b", "#[x", "#a%zz", "#", "%", "%00", "%2F", "[[", "{{", "]]", "}}", ": ", " #", "- ", "---\n"),
    *("\n---\n", "\n...\n", "!!python/object:os.system ", "&a ", "*a", "<<: ", "| ", "> ", "~", "null", "true", "no"),
    *("1e999", "-1", "0x1F", "1_000", ".nan", "9" * 5000, "٣", "2026-02-30", "0000-00-00", "9999", "x" * 300, "/" * 50),
    *("http://[", "http://[::1]/", "http://a:b/", "https://", "http://a#", "http://a/#b#", "javascript:x"),
    *("en-a", "de-1", "x-", "i-klingon", "EN-us", "en_GB", "zh-Hans-CN", "../../x", "owl.md", "](x.md)", "<b>", "$$"),
    *('"\\ud800"', '"\\0"', '"\\u202e"', '"\\x85"', "[" * 30, "{a: " * 20, "owl", "newton-1993", "label"),
)  # fmt: skip


def mutants(name: str, count: int) -> Iterator[str]:
    """Yield texts that differ from a file by one to four changes of characters, of words or of lines."""
    draw = random.Random(name)
    for _ in range(count):
        text = FILES[name]
        for _ in range(draw.choice((1, 1, 1, 2, 4))):
            text = draw.choice((_inserted, _replaced, _cut, _value, _line))(text, draw)
        yield text


def _inserted(text: str, draw: random.Random) -> str:
    at = draw.randrange(len(text) + 1)
    return text[:at] + draw.choice(TOKENS) + text[at:]


def _replaced(text: str, draw: random.Random) -> str:
    at = draw.randrange(len(text) + 1)
    return text[:at] + draw.choice(TOKENS) + text[at + draw.choice((1, 1, 2, 9)) :]


def _cut(text: str, draw: random.Random) -> str:
    at = draw.randrange(len(text) + 1)
    return text[:at] + text[at + draw.choice((1, 1, 5, 40)) :]


def _value(text: str, draw: random.Random) -> str:
    """Put something else in the place of a value, or of an item of a list."""
    lines = text.split("\n")
    at = draw.randrange(len(lines))
    before, sign, _ = lines[at].partition(draw.choice((": ", "[", ", ", "#")))
    lines[at] = (
        before
        + sign
        + draw.choice((draw.choice(TOKENS), f"'{draw.choice(TOKENS)}'", f"[{draw.choice(TOKENS)}]"))
    )
    return "\n".join(lines)


def _line(text: str, draw: random.Random) -> str:
    lines = text.split("\n")
    at, to = draw.randrange(len(lines)), draw.randrange(len(lines))
    if draw.random() < 0.5:
        lines.insert(to, lines[at])
    else:
        lines[at], lines[to] = lines[to], lines[at]
    return "\n".join(lines)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an entries folder with every key; nothing of it is cached, since each mutant is read once."""
    monkeypatch.setenv("TERMGRAPH_CACHE", "")
    (tmp_path / "entries").mkdir()
    for name, text in (FILES | OTHERS).items():
        (tmp_path / name).write_text(text, "utf-8")
    work(tmp_path)
    return tmp_path


def work(folder: Path) -> None:
    """Do with a folder what the commands do.

    Raises:
        TermgraphError: where it is not in order.
    """
    store = Thesaurus.open(folder)
    settings = settings_of(store)
    check(store, settings=settings)
    fixed = fix(store, settings=settings)
    vocabulary = read_folder(folder)
    if not comments(folder):
        entry_files(folder, store, fixed)
    files = {path: path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}
    write_folder(folder, vocabulary)
    try:
        assert read_folder(folder) == vocabulary
        assert not unformatted(folder, vocabulary)
    finally:
        for path, data in files.items():
            if path.read_bytes() != data:
                path.write_bytes(data)


def survives(folder: Path, name: str, text: str) -> str | None:
    """Return what a mutant of a file makes fail, or None."""
    (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        work(folder)
    except TermgraphError as error:
        assert str(error)
    except Exception as error:
        return f"{type(error).__name__}: {error}\n{text}"
    return None


@pytest.mark.parametrize("name", FILES)
def test_a_mutant_opens_or_is_told(folder: Path, name: str) -> None:
    failed = [told for text in mutants(name, MUTANTS) if (told := survives(folder, name, text))]
    assert not failed, f"{len(failed)} of {MUTANTS}:\n{failed[0]}"
