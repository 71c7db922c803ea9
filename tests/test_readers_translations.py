"""PO and XLIFF: terms with translations, what comments and notes say, what is not finished, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from termgraph.errors import TermgraphError
from termgraph.readers import sniffed
from termgraph.records import Record
from tests.documents import entries, read

PO = r"""
    # Words of birds
    msgid ""
    msgstr ""
    "Project-Id-Version: birds\n"
    "Language: pt_BR\n"
    "X-Source-Language: en\n"

    #. A bird of the night.
    # not the city
    msgctxt "noun"
    msgid "owl"
    msgid_plural "owls"
    msgstr[0] "coruja"
    msgstr[1] "corujas"

    msgctxt "noun, bird"
    msgid "crane"
    msgstr "grou"

    msgctxt "noun, machine"
    msgid "crane"
    msgstr ""
    "guin"
    "daste"

    #, fuzzy
    msgid "jay"
    msgstr "gaio?"

    msgid "wren"
    msgstr ""

    msgid "The bird that you have chosen does not fly."
    msgstr "…"

    #~ msgid "gull"
    #~ msgstr "gaivota"
"""


def foreign(record: Record) -> list[tuple[str, str | None, str]]:
    """Return the names of a record in other languages than its own."""
    return [(label.label, label.type, label.language) for label in record.labels if label.language]


def test_po(tmp_path: Path) -> None:
    reading = read(tmp_path, "birds.po", PO)
    assert [(record.label, record.lines, record.language) for record in entries(reading)] == [
        ("owl", (8, 14), "en"),
        ("crane", (16, 18), "en"),
        ("crane", (20, 24), "en"),
        ("jay", (26, 28), "en"),
        ("wren", (30, 31), "en"),
    ]
    owl, bird, machine, jay, wren = entries(reading)
    assert [label.label for label in owl.labels if not label.language] == ["owl", "owls"]
    assert foreign(owl) == [("coruja", None, "pt-BR"), ("corujas", "plural", "pt-BR")]
    assert owl.body == "A bird of the night."
    assert owl.fields == {"context": ("noun",), "note": ("not the city",), "part of speech": ("noun",)}
    assert (bird.fields["qualifier"], machine.fields["qualifier"]) == (("noun, bird",), ("noun, machine",))
    assert (foreign(machine), foreign(jay), foreign(wren)) == ([("guindaste", None, "pt-BR")], [], [])
    assert [(one.where, one.why) for one in reading.dropped] == [
        ("line 26", "'jay': its translation is marked as fuzzy"),
        ("line 33", "a sentence, no term"),
        ("line 36", "'gull' is obsolete"),
    ]
    assert reading.title == "birds"


def test_po_that_names_no_language_gives_no_false_one(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.po", b'msgid "owl"\nmsgstr "Eule"\n')
    assert [label.label for label in entries(reading)[0].labels] == ["owl"]
    assert [one.why for one in reading.dropped] == [
        "'owl': its translation is in a language that is not said"
    ]


@pytest.mark.parametrize("name", ["de.po", "locale/de/LC_MESSAGES/birds.po"])
def test_the_language_of_po_by_the_name_of_the_file(tmp_path: Path, name: str) -> None:
    reading = read(tmp_path, name, b'msgid "owl"\nmsgstr "Eule"\n')
    assert foreign(entries(reading)[0]) == [("Eule", None, "de")]
    assert reading.guesses == ("translations in de, by the name of the file",)


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("a.po", b"owl\nEule\n", 1, "broken PO"),
        ("a.po", b"/etc/passwd", 1, "broken PO"),
        ("a.po", b"# only this\n", None, "holds no terms"),
        ("a.xlf", b"<xliff><file><body>", 1, "broken XML"),
        ("a.xlf", b"<xliff/>", 1, "holds no terms"),
        ("a.xlf", b'<!DOCTYPE x [<!ENTITY a "b">]><xliff>&a;</xliff>', 1, "declares an XML entity"),
    ],
)
def test_what_is_none_is_refused(tmp_path: Path, name: str, text: bytes, line: int | None, said: str) -> None:
    with pytest.raises(TermgraphError, match=said) as caught:
        read(tmp_path, name, text)
    assert caught.value.line == line


def test_xliff_1(tmp_path: Path) -> None:
    text = """
        <?xml version="1.0" encoding="UTF-8"?>
        <xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
         <file source-language="en" target-language="de-de" datatype="po" original="glossary"><body>
          <trans-unit id="o"><source>barn <g id="1">owl</g></source><target state="translated">Schleiereule</target>
           <note from="explanation">A bird of the night.</note><note>with a heart-shaped face</note></trans-unit>
          <trans-unit id="j"><source>jay</source><target state="needs-translation">jay</target></trans-unit>
          <trans-unit id="w"><source>wren</source></trans-unit>
         </body></file>
        </xliff>
    """
    reading = read(tmp_path, "a.xlf", text)
    owl, jay, wren = entries(reading)
    assert (owl.label, owl.lines, owl.language, owl.body) == (
        "barn owl",
        (4, 5),
        "en",
        "A bird of the night.",
    )
    assert (foreign(owl), owl.fields) == (
        [("Schleiereule", None, "de-DE")],
        {"note": ("with a heart-shaped face",)},
    )
    assert (foreign(jay), foreign(wren)) == ([], [])
    assert [one.why for one in reading.dropped] == ["'jay': its translation is not finished"]


XLIFF_2 = """
    <xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fi"
           xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0">
     <file id="f"><unit id="u">{glossary}
      <notes><note category="description">Where money is.</note></notes>
      <segment><source>wallet</source><target>lompakko</target></segment></unit></file>
    </xliff>
"""
MODULE = """<gls:glossary><gls:glossEntry id="g"><gls:term source="iso">purse</gls:term>
     <gls:translation>kukkaro</gls:translation><gls:translation>massi</gls:translation>
     <gls:definition>A small bag.</gls:definition></gls:glossEntry></gls:glossary>"""


def test_xliff_2(tmp_path: Path) -> None:
    (wallet,) = entries(read(tmp_path, "a.xliff", XLIFF_2.format(glossary="")))
    assert (wallet.label, wallet.body, foreign(wallet)) == (
        "wallet",
        "Where money is.",
        [("lompakko", None, "fi")],
    )


def test_the_glossary_module_of_xliff_2(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.xliff", XLIFF_2.format(glossary=MODULE))
    (purse,) = entries(reading)
    assert (purse.label, purse.body, purse.fields) == ("purse", "A small bag.", {"source": ("iso",)})
    assert foreign(purse) == [("kukkaro", None, "fi"), ("massi", None, "fi")]
    assert [one.why for one in reading.dropped] == ["1 texts beside the glossary"]


def test_both_are_known_by_what_they_hold() -> None:
    assert sniffed(b'# birds\nmsgid ""\nmsgstr ""\n') == "po"
    assert sniffed(b'<?xml version="1.0"?>\n<xliff version="1.2">') == "xliff"
