"""Opening: every format from every place, bad input told in one clear message, repairs reported."""

from __future__ import annotations

import gzip
import io
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from termgraph.errors import TermgraphError
from termgraph.model import Concept, Vocabulary
from termgraph.skos import Thesaurus
from termgraph.store import unpacked

TURTLE = b'@prefix e: <http://e/> .\ne:a e:b "x" .\n'
XML = (
    b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">\n'
    b'<rdf:Description rdf:about="http://e/a"><e:b>x</e:b></rdf:Description>\n</rdf:RDF>'
)
FILES = {
    "a.ttl": TURTLE,
    "a.nt": b'<http://e/a> <http://e/b> "x" .\n',
    "a.nq": b'<http://e/a> <http://e/b> "x" <http://g/> .\n',
    "a.trig": b'<http://g/> { <http://e/a> <http://e/b> "x" }',
    "a.rdf": XML,
    "a.jsonld": b'{"@context": {"b": "http://e/b"}, "@id": "http://e/a", "b": "x"}',
    "turtle": TURTLE,
    "nquads.txt": b'# c\n<http://e/a> <http://e/b> "x" <http://g/> .\n',
    "trig": b'@prefix e: <http://e/> .\nGRAPH e:g { e:a e:b "x" }',
    "xml": XML,
    "json": b' [{"@id": "http://e/a", "http://e/b": "x"}]',
    "turtle.owl": TURTLE,
    "xml.owl": b'<?xml version="1.0"?>\n' + XML,
    "bom.ttl": b"\xef\xbb\xbf" + TURTLE,
    "bom.jsonld": b'\xef\xbb\xbf{"@id": "http://e/a", "http://e/b": "x"}',
}


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("zipped", ["", ".gz", "unnamed"])
def test_every_format(name: str, zipped: str, tmp_path: Path) -> None:
    data = gzip.compress(FILES[name]) if zipped else FILES[name]
    store = Thesaurus.open(write(tmp_path, name + zipped.removeprefix("unnamed"), data))
    assert [(str(q.subject), str(q.predicate), str(q.object)) for q in store.quads()] == [
        ("<http://e/a>", "<http://e/b>", '"x"')
    ]
    assert store.notices == []


@pytest.mark.parametrize("name", ["a.ttl", "nquads.txt", "xml", "json"])
def test_standard_input(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(FILES[name])))
    assert len(Thesaurus.open("-").record) == 1


def test_several_are_merged_and_blank_nodes_kept_apart(tmp_path: Path) -> None:
    one = write(tmp_path, "one.ttl", b"@prefix e: <http://one/> . _:x e:p 1 .")
    two = write(tmp_path, "two.nt", b'_:x <http://one/p> "2" .')
    vocabulary = Vocabulary(
        title="B", base="https://b/", prefix="b", concepts={"c": Concept(id="c", pref_label={"en": "c"})}
    )
    store = Thesaurus.open(one, str(two), vocabulary)
    assert len({str(t.subject) for t in store.triples(None, NamedNode("http://one/p"))}) == 2
    assert store.prefixes == {"e": "http://one/", "b": "https://b/"}
    assert (store.find("c"), store.base, store.language) == ("https://b/c", "https://b/", "en")
    assert len(Thesaurus.open(store).record) == len(store.record)


def test_a_folder_of_rdf_files(tmp_path: Path) -> None:
    write(tmp_path, "a.ttl", TURTLE)
    write(tmp_path, "b.nt.gz", gzip.compress(b'<http://e/c> <http://e/b> "y" .'))
    write(tmp_path, "README.md", b"# not RDF")
    assert len(Thesaurus.open(tmp_path).record) == 2


def test_notices_are_kept_and_handed_on(tmp_path: Path) -> None:
    told: list[str] = []
    store = Thesaurus.open(write(tmp_path, "a.ttl", b"<http://e/a b> <http://e/p> 1 ."), notice=told.append)
    assert store.notices == told
    assert told[0].endswith("a.ttl: line 1: <http://e/a b> is no valid IRI; it is read as <http://e/a%20b>")


REPAIRED = {
    "space.ttl": (
        b"<http://ok/> <http://e/p> 1 .\n<http://e/a b> <http://e/p> 1 .",
        "<http://e/a%20b>",
        "line 2:",
    ),
    "brace.nt": (b'<http://e/{a}> <http://e/p> "x" .', "<http://e/%7Ba%7D>", "line 1:"),
    "percent.ttl": (b"<http://e/%zz> <http://e/p> 1 .", "<http://e/%25zz>", "line 1:"),
    "space.rdf": (XML.replace(b"http://e/a", b"http://e/a b"), "<http://e/a%20b>", "line 2:"),
    "space.jsonld": (b'{"@id": "http://e/a b",\n "http://e/p": 1}', "<http://e/a%20b>", "line 1:"),
}


@pytest.mark.parametrize("name", REPAIRED)
def test_bad_iris_are_repaired_and_reported(name: str, tmp_path: Path) -> None:
    data, iri, where = REPAIRED[name]
    store = Thesaurus.open(write(tmp_path, name, data))
    assert iri in {str(quad.subject) for quad in store.quads()}
    assert len(store.notices) == 1
    assert where in store.notices[0]
    assert iri in store.notices[0]


def test_many_bad_iris_are_summed_up(tmp_path: Path) -> None:
    data = b"".join(b"<http://e/a %d> <http://e/p> 1 .\n" % i for i in range(100))
    notices = Thesaurus.open(write(tmp_path, "a.ttl", data)).notices
    assert len(notices) == 21
    assert notices[-1].endswith("80 more invalid IRIs were repaired likewise")


CONTROLS = {
    "raw.ttl": 'e:a e:p "a\x01b\x96c\x7fd\ufffe" .',
    "escaped.ttl": 'e:a e:p "a\\u0001b\\u0096c\\u007Fd\\uFFFE" .',
    "long.ttl": 'e:a e:p "a\\U00000001b\\U00000096c\\U0000007fd\\U0000FFFE" .',
}


@pytest.mark.parametrize("name", CONTROLS)
def test_control_characters_are_kept(name: str, tmp_path: Path) -> None:
    store = Thesaurus.open(write(tmp_path, name, b"@prefix e: <http://e/> . " + CONTROLS[name].encode()))
    assert [quad.object for quad in store.quads()] == [Literal("a\x01b\x96c\x7fd\ufffe")]
    assert store.notices == []


def test_references_to_control_characters_are_kept_where_xml_has_them(tmp_path: Path) -> None:
    data = XML.replace(b"<e:b>x<", b"<e:b>a&#x96;c&#10;<")
    store = Thesaurus.open(write(tmp_path, "a.rdf", data))
    assert [quad.object for quad in store.quads()] == [Literal("a\x96c\n")]


def test_relative_iris_are_resolved_against_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "a.ttl", b"<#a> <http://e/p> <b> .")
    store = Thesaurus.open(path)
    assert list(store.quads()) == [
        Quad(NamedNode(path.as_uri() + "#a"), NamedNode("http://e/p"), NamedNode((tmp_path / "b").as_uri()))
    ]
    assert store.notices == []


def test_harmless_oddities_are_kept(tmp_path: Path) -> None:
    data = b'<javascript:alert(1)> <http://e/p> "<script>\xe2\x80\xae" .'
    assert [str(q.subject) for q in Thesaurus.open(write(tmp_path, "a.ttl", data)).quads()] == [
        "<javascript:alert(1)>"
    ]


def test_prefixes_are_found_wherever_they_stand(tmp_path: Path) -> None:
    data = (
        b'@prefix e: <http://e/> .\ne:a e:p """\n@prefix no: <rel>\n""" .\nPREFIX f: <http://f/>\nf:a e:p 1 .'
    )
    assert Thesaurus.open(write(tmp_path, "a.ttl", data)).prefixes == {"e": "http://e/", "f": "http://f/"}
    assert Thesaurus.open(write(tmp_path, "b.rdf", XML)).prefixes["e"] == "http://e/"


def test_own_context_is_read_without_the_web(tmp_path: Path) -> None:
    data = b'{"@context": "https://w3id.org/termgraph/context.jsonld", "@id": "http://e/a", "prefLabel": {"en": "x"}}'
    store = Thesaurus.open(write(tmp_path, "a.jsonld", data))
    assert [quad.object for quad in store.quads()] == [Literal("x", language="en")]


JSON_DEEP = b'{"@id":"http://e/a","http://e/p":' + b'{"http://e/p":' * 10_000 + b"1" + b"}" * 10_001
TRIPLE_DEEP = b"<http://e/a> <http://e/p> " + b"<<( <e:a> <e:p> " * 100_000 + b"1" + b" )>>" * 100_000 + b" ."
XML_DEEP = XML.replace(b">x<", b">" + b"<e:A><e:b>" * 2_000 + b"</e:b></e:A>" * 2_000 + b"<")
DOCTYPE = b'<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [<!ENTITY a SYSTEM "b">]>\n' + XML.replace(
    b">x<", b">&a;<"
)

REFUSED = {
    "a.ttl": (
        b"@prefix e: <http://e/> .\ne:a e:b 1 ;\n  e:c foo:bar .\n",
        "a.ttl:3:7: is no valid Turtle: The prefix foo:",
    ),
    "dot.ttl": (b"<e:a> <e:b> 1\n<e:c> <e:d> 2 .", "dot.ttl:2:1: is no valid Turtle"),
    "open.ttl": (b'<e:a> <e:b> "x .\n', "open.ttl:1:13: is no valid Turtle: Unexpected end of file"),
    "both.ttl": (b'<http://a b> <e:b> "x" .\n<e:x> <e:y> .\n', "both.ttl:2:13: is no valid Turtle"),
    "lang.ttl": (
        b'<e:a> <e:b> "x"@e_n .',
        "lang.ttl:1:17: is no valid Turtle: The given language subtag is invalid",
    ),
    "host.ttl": (
        b"<e:a> <e:b> 1 .\n<http://[x> <e:b> 1 .",
        "host.ttl:2:1: is no valid Turtle: Invalid character '[' in host",
    ),
    "ill.rdf": (XML.replace(b"</e:b>", b""), "ill.rdf:2:49: is no well-formed XML: mismatched tag"),
    "prefix.rdf": (
        XML.replace(b' xmlns:e="http://e/"', b""),
        "prefix.rdf:2:41: is no well-formed XML: unbound prefix",
    ),
    "doctype.rdf": (DOCTYPE, "doctype.rdf:2:41: has a DOCTYPE"),
    "doctype": (DOCTYPE, "has a DOCTYPE"),
    "lower.rdf": (DOCTYPE.replace(b"DOCTYPE", b"doctype"), "is no well-formed XML"),
    "late.rdf": (XML.replace(b"</rdf:RDF>", b"<!DOCTYPE a []></rdf:RDF>"), "is no well-formed XML"),
    "ebcdic.rdf": (b'<?xml version="1.0" encoding="IBM037"?>' + XML, "declares the encoding IBM037"),
    "bad.jsonld": (b'{"a": 1,}', "bad.jsonld:1:9: is no valid JSON-LD"),
    "context.jsonld": (
        b'{"@context": "https://schema.org/", "name": "x"}',
        "JSON-LD context on the web, and nothing is ever",
    ),
    "import.jsonld": (
        b'{"@context": {"@import": "http://127.0.0.1/"}, "a": "x"}',
        "JSON-LD context on the web",
    ),
    "deep.jsonld": (JSON_DEEP, "nested more than 200 deep"),
    "deep.ttl": (TRIPLE_DEEP, "nested more than 200 deep"),
    "deep.rdf": (XML_DEEP, "nested more than 200 deep"),
    "utf16.ttl": (TURTLE.decode().encode("utf-16"), "utf16.ttl: is in UTF-16 (save it as UTF-8)"),
    "utf16le.ttl": (TURTLE.decode().encode("utf-16-le"), "is in UTF-16"),
    "utf32.ttl": (TURTLE.decode().encode("utf-32"), "is in UTF-32"),
    "latin.ttl": (b'# ok\n<e:a> <e:b> "caf\xe9" .', "latin.ttl:2:17: is not UTF-8 (it looks like Latin-1"),
    "cp1252.ttl": (b'<e:a> <e:b> "\x93x\x94" .', "Windows-1252"),
    "png.ttl": (b"\x89PNG\r\n\x1a\n\0\0", "is a PNG picture, not RDF"),
    "zip.ttl": (b"PK\x03\x04aaa", "is a ZIP archive"),
    "binary.ttl": (bytes(range(256)), "is a binary file"),
    "control.rdf": (XML.replace(b"<e:b>x<", b"<e:b>a&#1;<"), "control.rdf:2:47: is no well-formed XML"),
    "page": (b"<!-- x --><!DOCTYPE html><html>", "is an HTML page, not RDF"),
    "page.ttl": (b"<html><head>", "is an HTML page, not RDF"),
    "xml.ttl": (XML, "it looks like RDF/XML: give the file the right ending"),
    "json.ttl": (b'{"@id": "http://e/a"}', "it looks like JSON-LD"),
    "turtle.nt": (TURTLE, "it looks like Turtle"),
    "entry.md": (b"---\nprefLabel: x\n---\n", "to open entries, give the folder"),
    "bomb.ttl.gz": (gzip.compress(b"#" * 70_000_000), "grows to more than 67,108,864 bytes"),
    "cut.ttl.gz": (gzip.compress(TURTLE * 1000)[:-9], "is cut off"),
    "damaged.ttl.gz": (gzip.compress(TURTLE)[:-8] + b"aaaaaaaa", "is damaged gzip data"),
    "text.ttl": (b'<e:a> <e:b> """' + b"x" * 17_000_000 + b'""" .', "more than 16 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_files_are_told_in_one_message(name: str, tmp_path: Path) -> None:
    data, message = REFUSED[name]
    with pytest.raises(TermgraphError) as caught:
        Thesaurus.open(write(tmp_path, name, data))
    assert message in str(caught.value)
    assert str(tmp_path / name) in str(caught.value)
    if caught.value.column is not None and caught.value.snippet is not None:
        assert "^" in caught.value.snippet


def test_a_failed_reading_leaves_nothing_behind(tmp_path: Path) -> None:
    good, bad = write(tmp_path, "a.ttl", TURTLE), write(tmp_path, "b.ttl", b"<e:a> <e:b> 1 . oops")
    with pytest.raises(TermgraphError):
        Thesaurus.open(good, bad)
    assert len(Thesaurus.open(good).record) == 1


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("nope.ttl", "no such file or folder"),
        ("https://example.org/a.ttl", "no file is fetched from the web"),
        ("HTTP://example.org/a.ttl", "no file is fetched from the web"),
        ("a\0b", "no such file or folder"),
        (5, "cannot open a int"),
        (None, "cannot open a NoneType"),
    ],
)
def test_what_is_no_source(source: object, message: str) -> None:
    with pytest.raises(TermgraphError, match=message):
        Thesaurus.open(source)  # type: ignore[arg-type]


def test_a_name_nearly_right_is_suggested(tmp_path: Path) -> None:
    write(tmp_path, "birds.ttl", TURTLE)
    with pytest.raises(TermgraphError, match=r"did you mean 'birds\.ttl'"):
        Thesaurus.open(tmp_path / "brids.ttl")


def test_a_folder_without_anything(tmp_path: Path) -> None:
    with pytest.raises(TermgraphError, match="holds neither entries nor RDF files"):
        Thesaurus.open(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = write(tmp_path, "a.ttl", TURTLE)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(TermgraphError, match=r"a\.ttl: cannot be read: Permission denied"):
        Thesaurus.open(path)


def test_a_file_without_triples_is_remarked_on(tmp_path: Path) -> None:
    assert "no triples" in Thesaurus.open(write(tmp_path, "package.json", b'{"name": "x"}')).notices[0]


def test_the_bound_on_decompression_is_in_proportion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacked, "ALWAYS_ALLOWED", 1000)
    fine = bytes(range(256)) * 10

    def whole(data: bytes) -> bytes:
        with unpacked.plain(io.BytesIO(data), "a") as file:
            return file.whole()

    assert whole(gzip.compress(fine)) == whole(fine) == fine
    assert whole(gzip.compress(fine) + gzip.compress(fine) + b"garbage") == fine * 2
    with pytest.raises(TermgraphError, match="grows to more"):
        whole(gzip.compress(b"x" * 1_000_000))


RDF_XML = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="e:"'
LARGE = [
    ("a.ttl", TURTLE.decode()),
    ("a.ttl", "\ufeff" + TURTLE.decode()),
    ("a.nt", '<e:a> <e:p> "\u00e4 \U0001f989"@en .\n_:x <e:p> <e:b> .'),
    ("a.trig", "<e:g> { <e:a> <e:p> <e:b> . } <e:a> <e:q> 007 ."),
    ("a.rdf", f"<rdf:RDF {RDF_XML}/>"),
    (
        "a.rdf",
        f'<rdf:RDF {RDF_XML}><e:Owl rdf:about="#owl"><e:p>\u00e4</e:p><e:q rdf:nodeID="b"/></e:Owl></rdf:RDF>',
    ),
    ("a.rdf", f'<!DOCTYPE r [<!ENTITY e "e:">]><rdf:RDF {RDF_XML}><e:Owl rdf:about="&e;owl"/></rdf:RDF>'),
    ("a.rdf", f'<rdf:RDF {RDF_XML}><e:Owl rdf:about="e:o w l"/></rdf:RDF>'),
    ("a.ttl", "<e:a> <e:p> <e:b c> ; <e:q> <e:d> ."),
    ("a", "<e:a> <e:p> <e:b> ."),
    ("a.ttl", " "),
]


@pytest.mark.parametrize("zipped", [False, True])
@pytest.mark.parametrize(("name", "text"), LARGE)
def test_a_large_file_says_what_a_small_one_does(
    name: str, text: str, zipped: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = text.encode()
    path = write(tmp_path, name + ".gz" * zipped, gzip.compress(data) if zipped else data)
    small = Thesaurus.open(path)
    monkeypatch.setattr(unpacked, "LARGE", 0)
    large = Thesaurus.open(path)
    assert list(large.quads()) == list(small.quads())
    assert (large.prefixes, large.base, large.notices, large.format) == (
        small.prefixes,
        small.base,
        small.notices,
        small.format,
    )


def test_large_xml_is_read_piece_by_piece(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "a.rdf", f'<rdf:RDF {RDF_XML}><e:Owl rdf:about="e:owl"/></rdf:RDF>'.encode())
    monkeypatch.setattr(unpacked, "LARGE", 0)
    monkeypatch.delattr(unpacked.Plain, "whole")
    assert len(Thesaurus.open(path).record) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", "<e:a> <e:p> <e:b> .\n<e:a> <e:p> ."),
        ("a.ttl", "\xff"),
        ("a.ttl", '<e:a> <e:p> "open'),
        ("a.ttl", "<e:a>" * 99),
        ("a.rdf", f"<rdf:RDF {RDF_XML}>\n<e:Owl>"),
        ("a.rdf", f"<rdf:RDF {RDF_XML}>{'<e:Owl><e:p>' * 101}{'</e:p></e:Owl>' * 101}</rdf:RDF>"),
        ("a.rdf", f"<?xml version='1.0' encoding='UTF-8'?><rdf:RDF {RDF_XML}>\xe4</rdf:RDF>"),
        ("a.rdf", f'<!DOCTYPE r [<!ENTITY e SYSTEM "e:e">]>\n<rdf:RDF {RDF_XML}/>'),
        ("a.rdf", f'<rdf:RDF {RDF_XML}>\n<e:Owl rdf:about="a" rdf:ID="b"/></rdf:RDF>'),
    ],
)
def test_what_is_wrong_with_a_large_file_is_said_as_of_a_small_one(
    name: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, name, text.encode("latin-1"))
    with pytest.raises(TermgraphError) as small:
        Thesaurus.open(path)
    monkeypatch.setattr(unpacked, "LARGE", 0)
    with pytest.raises(TermgraphError) as large:
        Thesaurus.open(path)
    assert str(large.value) == str(small.value)
