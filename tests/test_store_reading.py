"""Reading exactly: what strict parsing reads is read as it does, the rest is repaired and told, or refused."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat

import termgraph
from termgraph.errors import TermgraphError
from termgraph.store import Store
from tests.commands import run, spawn

FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


def written(tmp_path: Path, ending: str, text: str | bytes) -> Path:
    path = tmp_path / f"a.{ending}"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def canonical(quads: Iterable[ox.Quad]) -> ox.Dataset:
    made = ox.Dataset(quads)
    made.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return made


def xml(text: str) -> str:
    space = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    return f'<rdf:RDF xmlns:rdf="{space}" xmlns:e="http://e/">{text}</rdf:RDF>'


def doctype(text: str) -> str:
    return f'<?xml version="1.0"?><!-- <!DOCTYPE --><!DOCTYPE rdf:RDF [{text}]>'


# What strict parsing reads

READ = [
    ("ttl", "@prefix : <#> . :a :b :c ."),
    ("ttl", "@prefix : <> . :a :b <>, <?q>, <//h/p>, <../up> ."),
    ("ttl", "@base <http://e/x/> . @base <y> . <a> <b> <c> . PREFIX p: <z/> p:a p:b p:c ."),
    ("ttl", "@prefix e: <e:> . @prefix e: <f:> . e:a e:b e:c ."),
    ("ttl", '<e:a> <e:b> "007"^^<http://www.w3.org/2001/XMLSchema#integer>, 007, 1.50, 1E0, true, "x"^^<dt> .'),
    ("ttl", '<e:a> <e:b> "a"@EN-gb, "b"@zh-hANS, "c"@ar--rtl, """d"e\n\'\'\'""", \'\'\'f"""\'\'\' .'),
    ("ttl", '<e:a> <e:b> "\\t\\u00e9\\U0001F989\\"" . <e:\\u00e9> <e:b> <e:é> .'),
    ("ttl", "@prefix e: <e:> . e:a\\~b\\#c%20d.e e:b.c e:1, e:é, e: . # <a b>"),
    ("ttl", "[ <e:p> ( 1 [] _:x ( ) ) ] <e:q> _:x ; . _:y.z a [] ."),
    ("ttl", "<e:a> <e:b> <e:c> ~ <e:r> {| <e:p> 1 |} . << <e:a> <e:b> <<( <e:x> <e:y> 1 )>> >> <e:p> 2 ."),
    ("ttl", '<e:a> <e:b> "\\u0000\\u0001\\u0085\\uFFFE", "\0\x01\x7f\x85\ufffe" .'),
    ("ttl", '<e:a> <e:b> "Au\u00c3\u009fenhandel" .'),
    ("ttl", ""),
    ("ttl", "\ufeff \n# nothing"),
    ("trig", "@prefix : <#> . { :a :b :c } :g { :a :b 1 } GRAPH _:g { _:x :b _:g } <> { }"),
    ("trig", "<e:g> { <e:a> <e:b> <e:c> } <e:h> { <e:a> <e:b> <e:c> }"),
    ("nt", '<e:a> <e:b> "\\u0007\\n"@en-GB .\n_:a.b <e:b> _:1 . # c\n<e:a> <e:b> <<( <e:a> <e:b> _:1 )>> .'),
    ("nq", '<e:a> <e:b> "x"^^<e:d> <e:g> .\n<e:a> <e:b> "x" _:g .\n_:g <e:b> "x" .'),
    ("rdf", xml('<e:A rdf:about="love"><e:b rdf:resource=""/><e:c xml:lang="en-GB">x</e:c></e:A>')),
    ("rdf", xml('<e:A rdf:ID="i" xml:base="http://x/y"><e:b rdf:nodeID="n"/><e:b rdf:ID="s">x</e:b></e:A>')),
    ("rdf", xml('<e:A rdf:nodeID="n"><rdf:li>1</rdf:li><e:b rdf:parseType="Literal">a<i>b</i></e:b></e:A>')),
    ("rdf", xml('<e:A e:c="&#x96;"><e:b rdf:parseType="Collection"><e:A/><e:A/></e:b></e:A>')),
    ("rdf", "<!DOCTYPE r>" + xml("<e:A/>")),
    ("rdf", doctype('<!ENTITY e "http://e/"><!ENTITY f "&e;f#">') + xml("<e:A rdf:about='&f;a' e:b='&amp;e;'/>")),
    ("rdf", doctype('<!ENTITY é "it&#39;s ö">') + xml("<e:A e:b='&é;'><e:c><![CDATA[&é;]]></e:c></e:A>")),
    ("jsonld", '{"@id": "love", "e:p": [{"@id": ""}, {"@id": "#x"}, 1, 1.5, true, null]}'),
    ("jsonld", '{"@context": {"@base": null}, "@id": "a", "e:p": {"@id": "e:b", "e:q": [{"@id": "c"}, "x"]}}'),
    ("jsonld", '{"@id": "e:a", "unmapped": {"@id": "e:b", "e:p": "x"}, "e:p": "y"}'),
    ("jsonld", '{"@id": "e:a", "e:p": {"@value": "x", "@language": "ar", "@direction": "rtl"}}'),
    ("jsonld", '{"@id": "_:x", "e:p": [{"@id": "_:x"}, {"@list": [1, {"@id": "_:y"}]}], "_:q": 1}'),
    ("jsonld", '{"@context": {"n": {"@id": "e:n", "@container": "@language"}}, "@id": "e:a", "n": {"en": "\\u0001"}}'),
    ("jsonld", '{"@id": "e:g", "@graph": {"@id": "e:a", "e:p": {"@value": "007", "@type": "e:d"}}}'),
    ("jsonld", "[]"),
]  # fmt: skip


@pytest.mark.parametrize(("ending", "text"), READ)
def test_what_strict_parsing_reads_is_read_alike(ending: str, text: str, tmp_path: Path) -> None:
    path = written(tmp_path, ending, text)
    base = None if ending in ("nt", "nq") else path.as_uri()
    raw = list(ox.parse(text.removeprefix("\ufeff").encode(), FORMATS[ending], base_iri=base))
    store = Store.open(path)
    assert canonical(store.quads()) == canonical(raw)
    assert store.notices == ([] if raw else [f"{path}: no triples were found"])


def test_entities_are_read_where_strict_parsing_knows_none(tmp_path: Path) -> None:
    text = doctype("<!ENTITY q '\"&#39;'>") + xml('<e:A rdf:about="e:a"><e:b>x &q; y</e:b></e:A>')
    assert '"x \\"\' y"' in map(
        str, (triple.object for triple in Store.open(written(tmp_path, "rdf", text)).triples())
    )


@pytest.mark.parametrize("encoding", ["ISO-8859-1", "windows-1252", "Shift_JIS"])
def test_xml_is_read_from_the_encoding_that_it_says_it_is_in(encoding: str, tmp_path: Path) -> None:
    name = "フクロウ" if encoding == "Shift_JIS" else "Käuzchen"
    path = tmp_path / "a.rdf"
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    said = (
        f'<rdf:Description rdf:about="http://e.org/owl"><p xmlns="http://e.org/">{name}</p></rdf:Description>'
    )
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n<rdf:RDF xmlns:rdf="{rdf}">{said}</rdf:RDF>'
    path.write_bytes(text.encode(encoding))
    assert [str(quad.object) for quad in Store.open(path).record.quads()] == [f'"{name}"']
    path.write_bytes(text.encode())  # says one thing, and is another
    with pytest.raises(TermgraphError, match="declares the encoding"):
        Store.open(path)


def test_triples_are_kept_as_they_are_written(tmp_path: Path) -> None:
    path = written(tmp_path, "ttl", '<e:a> <e:b> "007"^^<e:d>, "Au\u00c3\u009f\x01", "\\u0000"@en-gb .')
    assert [str(quad.object) for quad in Store.open(path).quads()] == [
        '"007"^^<e:d>',
        '"Au\u00c3\u009f\\u0001"',
        '"\\u0000"@en-gb',
    ]


def test_statements_about_triples_can_be_asked_for(tmp_path: Path) -> None:
    text = "<e:a> <e:b> [] {| <e:says> <<( <e:x> <e:y> <<( _:z <e:y> 007 )>> )>> |} ."
    store = Store.open(written(tmp_path, "ttl", text))
    assert store.query("ASK { <e:a> <e:b> ?c {| <e:says> <<( ?x <e:y> <<( ?z <e:y> 7 )>> )>> |} }").boolean


def test_blank_nodes_are_numbered_in_reading_order(tmp_path: Path) -> None:
    path = written(tmp_path, "ttl", "_:z <e:p> _:a . [] <e:p> _:z . <a b> <e:p> _:a .")
    assert [(str(q.subject), str(q.object)) for q in Store.open(path).quads()][:2] == [
        ("_:b0", "_:b1"),
        ("_:b2", "_:b0"),
    ]


# What it refuses

REPAIRED = [
    ("ttl", "<e:a> <e:b> <e:c> .\n<e:a b> <e:p> <e:c{d}> .", ["<e:a%20b>"], "line 2: <e:a b> is no valid IRI; it is"),
    ("ttl", "@prefix x: <http://e/a b#> .\nx:c <e:p> 1 .", ["<http://e/a%20b#c>"], "line 1: <http://e/a b#>"),
    ("ttl", "<a b> <e:p> 1 .", ["/a%20b>"], "<a b> is no valid IRI; it is read as <a%20b>"),
    ("ttl", "<e:%zz#b#[c]> <e:p> 1 .", ["<e:%25zz#b%23%5Bc%5D>"], "line 1: <e:%zz#b#[c]>"),
    ("ttl", "<e:\\u0020> <e:p> '<e:a b>' . # <e:c d>", ["<e:%20>"], "<e: > is no valid IRI"),
    ("ttl", '<e:a> <e:p> "x"@en_US, "<e:c d>@en_US" .', ['"x"@en-us'], "1: @en_US is no language tag; it is read"),
    ("ttl", '<e:a> <e:p> "x"@Francophone .', ['"x"@francophone'], "@Francophone is no language tag; it is kept"),
    ("ttl", '<e:a c> <e:p> "x"@francophone .', ['"x"@francophone', "<e:a%20c>"], "<e:a c> is no valid IRI"),
    ("nt", "<e:a> <e:p> <e:C:\\dir> .", ["<e:C:%5Cdir>"], "<e:C:\\dir>"),
    ("nq", "<e:a> <e:p> <e:c> <e:g h> .", ["<e:g%20h>"], "<e:g h>"),
    ("trig", "<e:g h> { <e:a> <e:p> <e:c> }", ["<e:g%20h>"], "<e:g h>"),
    ("rdf", xml('\n<e:A rdf:about="a b" xml:lang="en_US"><e:b>x y</e:b></e:A>'), ["/a%20b>", '"x y"@en-us'],
     "line 2: <file:///"),
    ("rdf", xml('<e:A rdf:about="e:a"><e:b rdf:datatype="e:d t">x</e:b></e:A>'), ['"x"^^<e:d%20t>'], "<e:d t>"),
    ("rdf", xml('<e:A rdf:about="e:a" xml:lang="in English">\n<e:b>x</e:b></e:A>'), ['"x"'],
     "line 1: @in english is no language tag; it is read as a text in no language"),
    ("rdf", xml('<e:A rdf:about="/x" xml:base="http://e/a b"/>'), ["<http://e/x>"],
     "line 1: <http://e/a b> is no valid IRI"),
    ("jsonld", '{"@id": "e:a b",\n "e:p": {"@id": "e:c", "e:p": "x"}}', ["<e:a%20b>", "<e:c>"], "line 1: <e:a b>"),
    ("jsonld", '{"@id": "e:a", "e:p": {"@value": "x", "@language": "en_US"}}', ['"x"@en-us'], "@en_US"),
    ("jsonld", '{"@id": "_:", "e:p": {"@id": "_:"}}', ["_:b0 <e:p> _:b0"],
     "_: is no valid name; it is read as a blank node"),
]  # fmt: skip


@pytest.mark.parametrize(("ending", "text", "held", "told"), REPAIRED)
def test_what_is_repaired_is_told(ending: str, text: str, held: list[str], told: str, tmp_path: Path) -> None:
    store = Store.open(written(tmp_path, ending, text))
    quads = "\n".join(str(quad) for quad in store.quads())
    assert all(one in quads for one in held), quads
    assert told in "\n".join(store.notices)


def test_no_language_is_none(tmp_path: Path) -> None:
    path = written(tmp_path, "rdf", xml('<e:A xml:lang="de"><e:b xml:lang="">x</e:b></e:A>'))
    store = Store.open(path)
    assert Literal("x") in [quad.object for quad in store.quads()]
    assert store.notices == []


def test_of_json_ld_only_what_cannot_be_mended_is_left_out(tmp_path: Path) -> None:
    text = '[{"@id": "http://[x", "e:p": 1}, {"@id": "e:a b", "e:p": "y"}, {"@id": "e:c", "e:p": "z"}]'
    store = Store.open(written(tmp_path, "jsonld", text))
    assert [str(quad) for quad in store.quads()] == ['<e:a%20b> <e:p> "y"', '<e:c> <e:p> "z"']
    assert "<http://[x> is no valid IRI; what is said with it is left out" in store.notices[0]


def test_what_cannot_be_repaired_apart_is_left_out_and_told(tmp_path: Path) -> None:
    text = (
        '[{"@id": "e:a b", "unmapped": {"@id": "e:b", "e:p": "x"}, "e:p": "y"}, {"@id": "e:c", "e:p": "z"}]'
    )
    path = written(tmp_path, "jsonld", text)
    store = Store.open(path)
    assert [str(quad) for quad in store.quads()] == ['<e:c> <e:p> "z"']
    assert store.notices == [f"{path}: line 1: <e:a b> is no valid IRI; what is said with it is left out"]
    assert "<e:a b> is no valid IRI" in run("check", path).out


REFUSED = [
    ("ttl", "@prefix : <e:> .\n:a\\u0039 :p :o .", ":2:3: "),
    ("ttl", "<e:a> <e:p>\n  <e:\\u00ZZ> .", ":2:"),
    ("ttl", "<e:a b> <e:p> 1 .\n<e:a> <e:p> ;;; x .", ":2:"),
    ("ttl", "<e:a b> <e:p> 1 ;;; x .", "<e:a%20b> <e:p> 1 ;;; x .\n                        ^"),
    ("ttl", '<e:a> <e:p> "a\nb" .', ":1:15: "),
    ("ttl", "<e:a\nb> <e:p> 1 .", ":1:1: "),
    ("ttl", '<e:a b> <e:p> "x"@francophone, "y\nz" .', ":1:"),
    ("ttl", "<http://[x> <e:p> 1 .", "Invalid character '[' in host"),
    ("ttl", "<e:a> <e:p> 1 .\0", ":1:16: "),
    ("ttl", '<e:a> <e:p> "x"@e_n .', "language subtag"),
    ("nt", '<e:a> <e:p> <e:c> .\n<e:a> <e:p> "foo"^^<dt> .', ":2:20: is no valid N-Triples: No scheme found"),
    ("nt", "<a> <e:p> <e:c> .", "N-Triples has no relative IRIs"),
    ("nq", "<e:a> <e:p> <e:c> <g> .", "N-Quads has no relative IRIs"),
    ("rdf", xml('<e:A rdf:about="e:a b"/>\n<e:A rdf:ID="i"/><e:A rdf:ID="i"/>'), "has already been used as rdf:ID"),
    ("rdf", xml('<e:A rdf:nodeID="_:a"/>'), "is not a valid rdf:nodeID"),
    ("rdf", xml('\n<e:A e:b="&#1;"/>'), ":2:"),
    ("rdf", doctype('\n<!ENTITY a "&b;"><!ENTITY b "&a;">') + xml("&b;"), ":2:12: has a DOCTYPE"),
    ("rdf", doctype(f'<!ENTITY a "{"x" * 9000}">') + xml("&a;" * 99), "far more text than the file"),
    ("rdf", doctype('<!ENTITY % a "x">') + xml(""), "parameter entities"),
    ("rdf", doctype('<!ATTLIST e:A e:b CDATA "x">') + xml("<e:A/>"), "defaults of attributes"),
    ("rdf", '<!DOCTYPE r PUBLIC "x" "y">' + xml(""), "another file"),
    ("rdf", doctype("\n") + xml("\n<e:A>&a;</e:A>"), ":3:6: is no well-formed XML: undefined entity"),
    ("jsonld", '{"@id": "e:a",\n "e:p": "\x01"}', ":2:"),
    ("jsonld", '{"@id": "e:a", "e:p": {"@value": "x",\n "@type": "e:d t"}}', "a.jsonld:2: "),
]  # fmt: skip


@pytest.mark.parametrize(("ending", "text", "told"), REFUSED)
def test_nothing_else_is_let_through(ending: str, text: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(TermgraphError) as caught:
        Store.open(written(tmp_path, ending, text))
    assert told in str(caught.value)


# The base, and prefixes

RELATIVE = "@prefix : <#> . :a a <b> . PREFIX late: <c/>"


def test_the_base_is_the_address_of_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, "ttl", RELATIVE)
    store = Store.open(path)
    assert store.address == path.as_uri()
    assert [quad.object for quad in store.quads()] == [NamedNode((tmp_path / "b").as_uri())]
    assert store.prefixes == {"": f"{path.as_uri()}#", "late": f"{tmp_path.as_uri()}/c/"}
    assert Store.open(store).address == path.as_uri()
    assert store.notices == []


def test_the_base_that_is_given(tmp_path: Path) -> None:
    path = written(tmp_path, "ttl", RELATIVE)
    store = termgraph.load(path, base="http://e.org/x")
    assert store.address == "http://e.org/x"
    assert [str(quad) for quad in store.quads()] == [
        "<http://e.org/x#a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e.org/b>"
    ]
    asked = run(
        "-V", path, "--base", "http://e.org/x", "query", "ASK { <http://e.org/x#a> a <http://e.org/b> }"
    )
    assert asked.out.strip() == "yes"
    with pytest.raises(TermgraphError, match="the base 'x' is no absolute IRI"):
        Store.open(path, base="x")
    assert run("-V", path, "--base", "a b", "stats").status == 3


def test_what_has_no_address_has_a_neutral_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(RELATIVE.encode())))
    store = Store.open("-")
    assert store.address == "file:///stdin"
    assert [quad.subject for quad in store.quads()] == [NamedNode("file:///stdin#a")]
    assert Store.from_text("<> a <x> .").address == "file:///stdin"


@pytest.mark.parametrize(
    ("ending", "text"),
    [
        ("nt", '<http://e/> <http://purl.org/vocab/vann/preferredNamespacePrefix> "b" .\n'
               '<http://e/> <http://purl.org/vocab/vann/preferredNamespaceUri> "http://e/" .\n'
               "<http://e/owl> <http://e/eats> <http://e/mouse> ."),
        ("jsonld", '{"@context": {"vann": "http://purl.org/vocab/vann/"}, "@graph": [{"@id": "http://e/",'
                   ' "vann:preferredNamespacePrefix": "b", "vann:preferredNamespaceUri": "http://e/"},'
                   ' {"@id": "http://e/owl", "http://e/eats": {"@id": "http://e/mouse"}}]}'),
    ],
)  # fmt: skip
def test_the_vocabularys_own_prefix_is_known(ending: str, text: str, tmp_path: Path) -> None:
    store = Store.open(written(tmp_path, ending, text))
    assert store.query("ASK { b:owl b:eats b:mouse }").boolean
    assert store.curie("http://e/owl") == "b:owl"


def test_a_prefix_that_no_query_could_hold_is_not_taken() -> None:
    text = '<e:> vann:preferredNamespacePrefix "a b" ; vann:preferredNamespaceUri "http://e/" .'
    assert "a b" not in Store.from_text(text).prefixes


# What is no file


def test_an_empty_file_is_an_empty_vocabulary(tmp_path: Path) -> None:
    for ending, text in (("ttl", ""), ("rdf", " \n"), ("jsonld", ""), ("nq", "# nothing\n"), ("ttl.gz", "")):
        path = written(tmp_path, ending, text)
        assert len(Store.open(path).record) == 0
        checked = run("check", path)
        assert checked.status == 0
        assert "there is nothing in it" in checked.out


def test_a_pipe_is_refused_but_for_the_shells(tmp_path: Path) -> None:
    pipe = tmp_path / "a.ttl"
    os.mkfifo(pipe)
    with pytest.raises(TermgraphError, match=r"a\.ttl: is no file"):
        Store.open(pipe)
    with pytest.raises(TermgraphError, match="is no file"):
        Store.open("/dev/zero")
    assert "no triples" in run("-V", written(tmp_path / "..", "nt", ""), "stats").err


def test_what_a_shell_puts_in_place_of_a_command_is_read() -> None:
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as file:
        file.write(RELATIVE.encode())
    store = Store.open(f"/dev/fd/{reading}")
    os.close(reading)
    assert (len(store.record), store.address) == (1, "file:///stdin")
    assert spawn("-V", "/dev/stdin", "query", "ASK { ?x ?y ?z }", input=RELATIVE.encode()).stdout == b"yes\n"
