"""DocBook and DITA: what entries of a glossary state, texts without a glossary, and XML that means harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from termgraph.errors import TermgraphError
from termgraph.records import Dropped, RecordLabel
from tests.documents import by_name, entries, names, read

OLD = """\
    <?xml version="1.0"?>
    <!DOCTYPE glossary PUBLIC "-//OASIS//DTD DocBook XML V4.5//EN" "docbookx.dtd" [
      <!ENTITY % shared SYSTEM "shared.ent"> %shared;
      <!ENTITY app "Aviary">
    ]>
    <glossary lang="en"><title>Birds</title>
     <glossdiv><title>B</title>
      <glossentry id="bo"><glossterm>barn owl</glossterm><acronym>BO</acronym><abbrev>b. owl</abbrev>
       <glossdef subject="birds">
        <para>A bird of the <emphasis role="bold">night</emphasis> &mdash; see <glossterm linkend="jay"/>
          and <xref linkend="annex"/> of &app;&more;.</para>
        <itemizedlist><listitem><para>white</para></listitem><listitem><para>quiet</para></listitem></itemizedlist>
        <glossseealso otherterm="jay"/>
       </glossdef>
      </glossentry>
      <glossentry><glossterm>screech owl</glossterm><glosssee otherterm="bo">barn owl</glosssee></glossentry>
      <glossentry id="jay"><glossterm>jay</glossterm><glossdef><para>A bird that calls loudly.</para></glossdef>
      </glossentry>
      <glossentry><glossterm/><glossdef><para>Nobody knows.</para></glossdef></glossentry>
     </glossdiv>
    </glossary>
"""

DITA = """\
    <?xml version="1.0"?>
    <glossgroup id="g" xml:lang="en"><title>Birds</title>
     <glossentry id="bo"><glossterm>barn owl</glossterm><glossdef>A bird of the <term>night</term>.</glossdef>
      <glossBody>
       <glossPartOfSpeech value="noun"/><glossScopeNote>Not the screech owl.</glossScopeNote>
       <glossAlt><glossAcronym>BO</glossAcronym></glossAlt>
       <glossAlt><glossSynonym>white owl</glossSynonym></glossAlt>
       <glossAlt><glossSynonym>ghost owl</glossSynonym><glossStatus value="prohibited"/></glossAlt>
      </glossBody>
      <related-links><link href="birds.dita#g/jay"><linktext>jay</linktext></link></related-links>
     </glossentry>
     <glossentry id="jay"><glossterm>jay</glossterm><glossdef conref="other.dita#x/y">A bird.</glossdef></glossentry>
    </glossgroup>
"""


def test_what_a_glossary_of_docbook_states(tmp_path: Path) -> None:
    reading = read(tmp_path, "birds.xml", OLD)
    assert (reading.format, reading.title) == ("docbook", "Birds")
    found = by_name(reading)
    assert list(found) == ["barn owl", "screech owl", "jay"]
    owl = found["barn owl"]
    assert owl.labels[1:] == (RecordLabel("BO", "abbreviation"), RecordLabel("b. owl", "abbreviation"))
    night, *rest = owl.body.split("\n")
    assert night == "A bird of the **night** — see [jay](#jay) and [annex](#annex) of Aviarymore."
    assert rest == ["", "- white", "- quiet"]
    assert (owl.lines, owl.language, owl.fields["category"]) == ((8, 15), "en", ("birds",))
    assert [(one.type, one.target, one.stated) for one in owl.relations] == [("related", "jay", True)]
    assert (found["screech owl"].kind, found["screech owl"].see) == ("redirect", ("barn owl",))
    assert reading.dropped == (Dropped("line 19", "an entry without a term"),)
    assert reading.guesses == (
        "entities that other files declare stand as their names: more",
        "read as docbook, by what it holds",
    )


def test_what_a_glossary_of_dita_states(tmp_path: Path) -> None:
    reading = read(tmp_path, "birds.dita", DITA)
    owl, jay = entries(reading)
    assert owl.labels[1:] == (RecordLabel("BO", "abbreviation"), RecordLabel("white owl"))
    assert (owl.body, owl.see) == ("A bird of the night.", ("jay",))
    assert owl.fields == {
        "part of speech": ("noun",),
        "note": ("Not the screech owl.",),
        "deprecated": ("ghost owl",),
    }
    assert jay.label == "jay"
    assert reading.dropped[0].why == "what stands in other.dita#x/y, which was not opened"


@pytest.mark.parametrize("namespace", ["", ' xmlns="http://docbook.org/ns/docbook" version="5.0"'])
def test_lists_of_variables_are_read_where_there_is_no_glossary(tmp_path: Path, namespace: str) -> None:
    text = f"""\
    <article{namespace}><title>Birds</title>
     <section><title>Terms</title><variablelist>
      <varlistentry><term>owl</term><term>strix</term><listitem><para>A bird of the night.</para></listitem>
      </varlistentry>
      <varlistentry><term>jay</term><listitem><para>A bird that is loud.</para></listitem></varlistentry>
     </variablelist></section>
    </article>"""
    reading = read(tmp_path, "birds.xml", text)
    assert (reading.format, reading.title, names(reading)) == ("docbook", "Birds", ["owl", "jay"])
    assert [label.label for label in entries(reading)[0].labels] == ["owl", "strix"]


def test_a_part_of_a_book_without_a_document_type(tmp_path: Path) -> None:
    text = """
        <glosslist><glossentry><glossterm>owl</glossterm><glossdef><para>A bird&mdash;&x;.</para></glossdef>
        </glossentry>
        </glosslist>"""
    (owl,) = entries(read(tmp_path, "glossary.sgml", text))
    assert owl.body == "A bird—x."


@pytest.mark.parametrize("said", ["&c;&c;", "x" * 300, "<para/>", "&long;"])
def test_entities_that_mean_harm_are_refused(tmp_path: Path, said: str) -> None:
    text = f"""<!DOCTYPE glossary [
    <!ENTITY a "owl"><!ENTITY c "&a;&a;"><!ENTITY b "{said}"><!ENTITY long "{"y" * 300}">
    ]>
    <glossary><glossentry><glossterm>owl</glossterm><glossdef><para>&b;</para></glossdef></glossentry></glossary>"""
    with pytest.raises(TermgraphError, match="declares an XML entity, 'b'"):
        read(tmp_path, "a.xml", text)


def test_no_name_makes_a_section_of_an_entry(tmp_path: Path) -> None:
    entry = "<glossentry><glossterm>{}</glossterm><glossdef><para>What it is.</para></glossdef></glossentry>"
    terms = ["FAQ", "owl", "References", "intro"]
    reading = read(tmp_path, "a.xml", f"<glossary>{''.join(map(entry.format, terms))}</glossary>")
    assert names(reading) == terms


def test_an_entity_may_hold_others_that_are_texts(tmp_path: Path) -> None:
    text = """<!DOCTYPE glossary [<!ENTITY url "&home;/owl"><!ENTITY home "https://e.org">]>
    <glossary><glossentry><glossterm>owl</glossterm><glossdef><para>See &url;.</para></glossdef></glossentry></glossary>
    """
    assert read(tmp_path, "a.xml", text).records[0].body == "See https://e.org/owl."


def test_entities_that_hold_marks_for_other_tools_say_nothing(tmp_path: Path) -> None:
    text = """<!DOCTYPE glossary SYSTEM "kde.dtd" [<!ENTITY newpara "&lt;/p&gt;&lt;p&gt;"><!ENTITY rd "R&amp;D">]>
    <glossary><glossentry><glossterm>owl</glossterm><glossdef><para>A bird.&newpara;White, &eg; in &rd;.</para>
    </glossdef></glossentry></glossary>"""
    reading = read(tmp_path, "a.xml", text)
    assert reading.records[0].body == "A bird. White, eg in R&D."
    assert "entities that other files declare stand as their names: eg" in reading.guesses


def test_no_other_file_is_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("SECRET")
    text = f"""<!DOCTYPE glossary [<!ENTITY b SYSTEM "{tmp_path}/secret.txt">]>
    <glossary xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="secret.txt" parse="text"/>
    <glossentry><glossterm>owl</glossterm><glossdef><para>&b;</para></glossdef></glossentry></glossary>"""
    reading = read(tmp_path, "a.xml", text)
    assert "SECRET" not in repr(reading)
    assert [one.why for one in reading.dropped] == ["what stands in secret.txt, which was not opened"]


@pytest.mark.parametrize("text", ["<glossary/>", "<book><glosslist/></book>", "<glossary>", ""])
def test_what_holds_no_terms(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.docbook").write_text(text)
    with pytest.raises(TermgraphError, match=r"holds no terms|broken XML|is empty"):
        read(tmp_path, "a.docbook", text)
