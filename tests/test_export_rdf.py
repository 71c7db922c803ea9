"""What is read as RDF is written as the same graph, to the letter: nothing changed, nothing added, nothing told."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from termgraph.errors import TermgraphError
from termgraph.export import WRITERS, loaded
from termgraph.namespaces import PREFIXES, RDF, XSD

BASE = "file:///home/me/birds.ttl"
FORMATS = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "nquads": ox.RdfFormat.N_QUADS,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
HEAD = "PREFIX : <http://e.org/> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n" + (
    "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
)


def read(text: str | bytes, format_: ox.RdfFormat = ox.RdfFormat.TRIG) -> list[ox.Quad]:
    data = text.encode() if isinstance(text, str) else text
    return list(ox.parse(data, format_, base_iri=BASE))


def write(
    quads: list[ox.Quad], format: str, prefixes: dict[str, str] | None = None, base: str | None = BASE
) -> bytes:
    """Write quads in a format; where it has no graphs, the triples of all."""
    writer = WRITERS[format]
    assert writer.takes == "rdf"
    said: Any = quads if writer.keeps_graphs else [quad.triple for quad in quads]
    known = {**PREFIXES, **({"": "http://e.org/"} if prefixes is None else prefixes)}
    made = loaded(writer.function)(said, known, base, print)
    written = made if isinstance(made, bytes) else b"".join(made)
    return written


def graph(quads: list[ox.Quad], *, merged: bool = False) -> set[str]:
    """Return quads as text, blank nodes by their canonical names; their graphs merged where that is wanted."""
    dataset = ox.Dataset(ox.Quad(*quad.triple) if merged else quad for quad in quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def turtle(text: str, prefixes: dict[str, str] | None = None, base: str | None = BASE) -> str:
    """Return what is said in Turtle as it is written, without prefixes."""
    written = write(read(HEAD + text), "turtle", prefixes, base).decode()
    return written.partition("\n\n")[2]


ODDITIES = {
    "integer": ':a :p "007"^^xsd:integer, 7, -0, +5, "5."^^xsd:integer, "٣"^^xsd:integer, ""^^xsd:integer .',
    "decimal": ':a :p 5.0, .5, "5."^^xsd:decimal, "5"^^xsd:decimal, -0.0, "1e3"^^xsd:decimal .',
    "double": ':a :p 1.0E3, "1.0E3"^^xsd:double, 1e0, .5e-1, 5.E+1, "INF"^^xsd:double, "NaN"^^xsd:float, '
    '"1"^^xsd:double .',
    "boolean": ':a :p true, "1"^^xsd:boolean, "TRUE"^^xsd:boolean, "true" .',
    "int": ':a :p "+5"^^xsd:int, "5"^^xsd:byte, "05"^^xsd:nonNegativeInteger .',
    "dateTime": ':a :p "2020-01-02T24:00:00"^^xsd:dateTime, "2020-01-02T03:04:31.230Z"^^xsd:dateTime .',
    "offset": ':a :p "2020-01-02T03:04:05+00:00"^^xsd:dateTime, "24:00:00"^^xsd:time, "2020-13"^^xsd:date .',
    "duration": ':a :p "PT60M"^^xsd:duration, "P12M"^^xsd:yearMonthDuration .',
    "own type": ':a :p "x"^^:odd, "x"^^<http://e.org/odd#>, ""^^:odd, "{}"^^rdf:JSON, "<b/>"^^rdf:XMLLiteral, '
    '"x"^^xsd:string .',
    "language": ':a :p "colour"@en-GB, "字"@zh-Hans, "x"@DE-ch-1996, "x"@x-Foo, "x"@sr-latn-RS, "x", "x"@en .',
    "direction": ':a :p "a"@en--ltr, "א"@he--rtl, "x"@en-gb--rtl, "x"@en-gb .',
    "white space": r''':a :p " a ", "a\nb", "a\rb", "a\r\nb", "\ta", """x
  y""", "\n", " " .''',
    "separators": r':a :p "a\u2028b\u2029c\u0085d\u00a0e\u200bf\ufeffg", "\u007f", "\U0001F600" .',
    "quotes": r""":a :p "say \"hoo\"", 'it"s', "\\", "\\n", "\\\"", "\"", "'", "\"\"\"", "a\\" .""",
    "markup": ':a :p "<b>&amp; ]]> \' </b>", "<!-- -->", "# no comment", "a . b ; c , d", "_:b", "<<( )>>" .',
    "nested": ':a :p [ :q [ :r [ :s "t" ] ; :r2 "u" ] ], [ ], [ :q "v" ] . [] :p "w" . [ :p "x" ] :q "y" .',
    "list": ':a :p ( 1 2.0 "3"@en :b [ :q () ] ( :c ) ), (), ( "x" ) . ( 1 2 ) :p :b . :a rdf:rest rdf:nil . '
    'rdf:nil :p :a .',
    "list of its own": "[] rdf:first 1 ; rdf:rest ( 2 3 ) .",
    "list and more": "_:l rdf:first 1 ; rdf:rest ( 2 3 ) ; :is :odd . :a :p _:l . :b :p [ a rdf:List ; rdf:first 1 ; "
    "rdf:rest () ] .",
    "no list": ":a :p [ rdf:first 1, 2 ; rdf:rest () ], [ rdf:first 1 ; rdf:rest (), ( 2 ) ], [ rdf:first 1 ], "
    "[ rdf:rest () ] .",
    "end that is no end": ":a :p [ rdf:first 1 ; rdf:rest [ rdf:first 2 ; rdf:rest :b ] ], [ rdf:first 1 ; "
    "rdf:rest [] ] .",
    "shared list": ":a :p _:l . :b :p _:l . _:l rdf:first 1 ; rdf:rest _:m . _:m rdf:first 2 ; rdf:rest () .",
    "shared tail": ":a :p [ rdf:first 1 ; rdf:rest _:m ] . :b :p _:m . _:m rdf:first 2 ; rdf:rest ( 3 ) .",
    "shared item": ":a :p ( _:x 1 _:x ) . _:y :q ( _:y ) .",
    "circle": "_:a :p _:b . _:b :p _:a ; :q [ :r 1 ] . _:c :p _:c . _:d :p _:e . _:e :q _:f . _:f :r _:d .",
    "circle of a list": "_:l rdf:first _:l ; rdf:rest () . _:m rdf:first 1 ; rdf:rest ( 2 [ :p _:m ] ) . "
    "_:n rdf:first 1 ; rdf:rest _:n .",
    "circle in a list": "_:a :p ( 1 [ :q _:a ] 2 ) . _:b :p _:c . _:c :p ( _:d ) . _:d :p _:b .",
    "shared node": ":a :p _:x . :b :p _:x . _:x :q [ :r _:x ] .",
    "odd names of nodes": "_:0 :p _:a.b . _:a.b :p _:a-c . _:a-c :q _:é, _:0 . _:c14n0 :p _:b0 . _:b0 :q _:c14n0, "
    "_:_ .",
    "nothing in a triple term": ":a :p <<( rdf:nil rdf:rest rdf:nil )>> . rdf:nil { rdf:nil rdf:rest rdf:nil }",
    "triple terms": ':a :p <<( :b :q "x"@en-GB )>>, <<( _:x :q <<( _:y :r 007 )>> )>> . _:x :s 1 . '
    '_:y :s "a \\"b" .',
    "reifiers": ":a :p :b ~ :r {| :since 1999 |} . << :a :q _:n >> :by [ :name \"N\" ] .",
    "locals": ":a :p :a.b, :a-b, :0, :a:b, :%41, :a\\~b, :a\\(b\\), :a\\,b, :\\-a, :a\\/b, :, :é, :_x, :a·, "
    ":a%20b .",
    "local that ends in a dot": ":a :p <http://e.org/a.>, <http://e.org/.>, <http://e.org/..>, <http://e.org/-> .",
    "IRIs": "<http://e.org/a/b#c> :p <urn:isbn:1>, <mailto:a@b.c>, <http://é.org/ü?q=ä#ö>, "
    "<HTTP://E.org/%7euser/>, <a:b> .",
    "escapes in IRIs": r"<http://e.org/\u00e9> :p <http://e.org/\U0001F600> .",
    "named graphs": ":a :p :b . :g { :a :p :b, :c . [] :q :g } _:h { _:h :p _:x . "
    "_:y :q [ :r _:x ] } GRAPH :i { _:y :p ( 1 ) }",
    "list over graphs": ":g { :a :p _:l . _:l rdf:first 1 ; rdf:rest _:m } :h { _:m rdf:first 2 ; "
    "rdf:rest () } :i { :a :p ( 1 ) }",
    "texts in named graphs": ':g { :a :p "x <y>", "x _:b", "_:b"^^:d, "a <b"^^:d } '
    ':a :p "x <y>", "x _:b", "a <b"^^:d .',
    "the same in two graphs": ":g { :a :p _:x . _:x :q 1 } :h { :a :p _:x }",
    "relative": "<> :p <#a:b>, <?q:a>, <@id>, <./_:x>, <./skos:a>, <label> . "
    "<> :p <#owl>, <love>, <../x>, <?q>, <?q#f>, <sub/>, <./>, <a:b>, <./a:b>, <//e.org/x>, "
    "<../you/me> . <#owl> a <#Bird> .",
    "relative words": "<#a> <#p> 1 ; <#q> \"x\"^^<#odd>, <b> . <#g> { <#a> <#p> 2 }",
    "nothing": "",
}  # fmt: skip
#: What a format cannot hold, and must say so.
REFUSED = {
    "jsonld": {
        "triple terms": "triples about triples",
        "nothing in a triple term": "triples about triples",
        "reifiers": "triples about triples",
    },
}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("oddity", ODDITIES)
def test_a_graph_is_the_same_to_the_letter(
    oddity: str, format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    quads = read(HEAD + ODDITIES[oddity])
    reason = REFUSED.get(format, {}).get(oddity)
    if reason:
        with pytest.raises(TermgraphError, match=str(reason)):
            write(quads, format)
        return
    written = write(quads, format)
    assert "relative" not in oddity or b"/home" not in written
    if capsys.readouterr().out:
        assert oddity.startswith("relative"), (
            "only what is relative is not the same in a format that has nothing relative"
        )
        return
    merged = not WRITERS[format].keeps_graphs
    assert graph(read(written, FORMATS[format])) == graph(quads, merged=merged)
    other = read(HEAD + re.sub(r'(?<!["/])_:(\w)(?!")', r"_:z\1", ODDITIES[oddity]))
    random.Random(1).shuffle(other)
    assert write(other, format) == written, "neither the order nor the names of blank nodes are seen"


def test_turtle_keeps_brackets_and_lists() -> None:
    written = turtle(
        """:owl :eats ( :mouse [ :is "small" ] () ) ; :in [ :name "wood" ; :near [ :name "lake" ] ], [ a :Barn ] .
        [] :sees :owl . _:x :p _:x . :a :p _:s . :b :p _:s ."""
    )
    assert written == (
        ":a :p _:b0 .\n\n"
        ":b :p _:b0 .\n\n"
        ":owl :eats ( :mouse [ :is \"small\" ] () ) ;\n"
        "    :in [ :name \"wood\" ; :near [ :name \"lake\" ] ], [ a :Barn ] .\n\n"
        "_:b1 :p _:b1 .\n\n"
        "[] :sees :owl .\n"
    )  # fmt: skip


def test_turtle_breaks_what_is_long() -> None:
    long = "a" * 80
    written = turtle(f':a :p [ :q "{long}" ; :r ( "{long}" "b" ) ], [ :q "c" ] .')
    assert written == (
        ":a :p [\n"
        f'        :q "{long}" ;\n'
        "        :r (\n"
        f'            "{long}"\n'
        '            "b"\n'
        "        )\n"
        '    ], [ :q "c" ] .\n'
    )


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("007", '"007"^^xsd:integer'), ('"7"^^xsd:integer', "7"),
        ("+5", '"+5"^^xsd:integer'), ("-0", '"-0"^^xsd:integer'),
        ("-7", "-7"), ("0", "0"), ("5.0", "5.0"), ("-0.50", "-0.50"), (".5", '".5"^^xsd:decimal'),
        ('"5."^^xsd:decimal', '"5."^^xsd:decimal'), ('"5"^^xsd:decimal', '"5"^^xsd:decimal'),
        ("1.0E3", "1.0E3"), ("1e-7", "1e-7"),
        ('"1"^^xsd:double', '"1"^^xsd:double'), ('"INF"^^xsd:double', '"INF"^^xsd:double'), ("true", "true"),
        ('"1"^^xsd:boolean', '"1"^^xsd:boolean'), ('"5"^^xsd:int', '"5"^^xsd:int'), ('"x"@EN-gb', '"x"@en-GB'),
        ('"x"@zh-hans--rtl', '"x"@zh-Hans--rtl'), ("rdf:nil", "()"), ("rdf:type", "rdf:type"), (":a.b", ":a.b"),
        ("<http://e.org/a.>", "<http://e.org/a.>"), (r":a\~b", "<http://e.org/a~b>"), (":%41", ":%41"),
        ("<http://e.org/a/b>", "<http://e.org/a/b>"), ("<http://e.org/>", ":"),
        ('"٣"^^xsd:integer', '"٣"^^xsd:integer'),
        (r'"a\nb\u0001"', r'"a\nb\u0001"'), ('<<( :a :b "x"@EN-gb )>>', '<<( :a :b "x"@en-GB )>>'),
    ],
)  # fmt: skip
def test_a_term_in_turtle(said: str, written: str) -> None:
    assert turtle(f":s :p {said} .") == f":s :p {written} .\n"


@pytest.mark.parametrize("format", FORMATS)
def test_a_prefix_that_would_mean_something_else_is_not_used(format: str) -> None:
    quads = read("<http://e.org/a> a <http://e.org/B> ; <http://e.org/p> <http://e.org/c> .")
    for name in ("_", "@id", "@type", "http", "xml", "1", "a b", "é.", "a.b", "a:b", "type", "skos", "p"):
        written = write(quads, format, {name: "http://e.org/"})
        assert graph(read(written, FORMATS[format])) == graph(quads), name


def test_prefixes_are_sorted_used_and_the_vocabulary_s_own() -> None:
    own = {
        "z": "http://e.org/",
        "odd.": "http://e.org/x#",
        "skos": "http://e.org/skos#",
        "dcterms": "http://purl.org/dc/terms/",
    }
    title = ':a <http://purl.org/dc/terms/title> "x#:a" ; '
    quads = read(f'{HEAD} {title} <http://e.org/skos#p> <http://e.org/x#y> ; :n "1"^^<{XSD}int> .')
    assert write(quads, "turtle", own).decode() == (
        "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "@prefix skos: <http://e.org/skos#> .\n"
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
        "@prefix z: <http://e.org/> .\n\n"
        'z:a dcterms:title "x#:a" ;\n'
        '    z:n "1"^^xsd:int ;\n'
        "    skos:p <http://e.org/x#y> .\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("format", "told"),
    [("turtle", "<#owl> "), ("trig", "<#owl> "), ("rdfxml", 'rdf:about="#owl"'), ("jsonld", '"id": "#owl"')],
)
def test_what_was_relative_is_written_relative(
    format: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    quads = read("<> <http://e.org/p> <#owl>, <love>, <../x> . <#owl> <http://e.org/p> <http://e.org/y> .")
    written = write(quads, format).decode()
    assert told in written
    assert "file:" not in written
    assert capsys.readouterr().out == ""
    moved = graph(
        list(ox.parse(written.encode(), FORMATS[format], base_iri="http://other.org/one/birds.ttl"))
    )
    assert moved == {
        f"<http://other.org/one/birds.ttl{fragment}> <http://e.org/p> <{value}>"
        for fragment, value in [
            ("", "http://other.org/one/birds.ttl#owl"), ("", "http://other.org/one/love"),
            ("", "http://other.org/x"), ("#owl", "http://e.org/y"),
        ]
    }  # fmt: skip


def test_a_relative_prefix_is_declared_relative() -> None:
    quads = read("PREFIX : <#> :owl :p <love> .")
    assert write(quads, "turtle", {"": f"{BASE}#"}).decode() == "@prefix : <#> .\n\n:owl :p <love> .\n"


@pytest.mark.parametrize("format", FORMATS)
def test_no_prefix_tells_where_the_file_lay(format: str) -> None:
    quads = read('<#a> <#p> "own:x", "x"^^<#t> . <#a> <http://e.org/p> <file:///home/you/x> .')
    prefixes = {"own": f"{BASE}#", "folder": "file:///home/me/", "other": "file:///home/", "": BASE}
    assert b"/home" not in write(quads, format, prefixes)


def test_nothing_is_relative_to_two_bases() -> None:
    """What many names begin with is declared as @base, but not where the file's own address is meant."""
    prefixes = {"e": "http://e.org/", "own": f"{BASE}#"}
    text = "<http://e.org/a/b> <http://e.org/p> <http://e.org/a/c>"
    assert write(read(f"{text} ."), "turtle", prefixes).startswith(b"@base <http://e.org/> .\n")
    for value in ("<#owl>", "<love>", f"1 ; <{BASE}#p> 2"):
        written = write(quads := read(f"{text}, {value} ."), "turtle", prefixes)
        assert b"@base" not in written
        assert graph(read(written)) == graph(quads)


@pytest.mark.parametrize("format", ["ntriples", "nquads"])
def test_without_relative_addresses_a_neutral_one_is_written_and_told(
    format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    quads = read('<> <http://e.org/p> <#owl>, <love>, "<file:///home/me/x>", <file:///etc/x> .')
    written = write(quads, format).decode()
    assert written.count("<file:///birds.ttl> ") == 4
    assert "<file:///birds.ttl#owl>" in written
    assert "<file:///love>" in written
    assert '"<file:///home/me/x>"' in written
    assert capsys.readouterr().out.startswith("3 addresses are relative in the source")


@pytest.mark.parametrize("format", ["rdfxml", "jsonld"])
def test_properties_that_cannot_be_relative_take_all_else_with_them(
    format: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is a property and a resource must stay one thing."""
    quads = read("<#p> <http://e.org/p> 1 . <#a> <#p> 2 ; <other> 3 .")
    written = write(quads, format)
    assert b"/home" not in written
    assert "relative" in capsys.readouterr().out
    found = read(written, FORMATS[format])
    assert {quad.predicate.value for quad in found} - {"http://e.org/p"} == {
        "file:///birds.ttl#p", "file:///other",
    }  # fmt: skip
    assert {str(quad.subject) for quad in found} == {"<file:///birds.ttl#p>", "<file:///birds.ttl#a>"}


def test_an_address_of_the_web_is_no_secret() -> None:
    quads = list(ox.parse(b"<#a> <http://e.org/p> 1 .", ox.RdfFormat.TURTLE, base_iri="http://e.org/birds"))
    assert write(quads, "ntriples", base="http://e.org/birds").startswith(b"<http://e.org/birds#a> ")


@pytest.mark.parametrize(
    ("text", "names"), [(r'"\u0001"', "U+0001"), (r'"\uFFFE", "\u000c\u0008"', "U+0008, U+000C, U+FFFE")]
)
def test_xml_names_the_characters_that_it_cannot_hold(text: str, names: str) -> None:
    quads = read(f":a :p {text} , 'x' .".replace(":a :p", "<e:a> <e:p>"))
    with pytest.raises(TermgraphError, match=re.escape(f"characters that XML cannot: {names}")) as caught:
        write(quads, "rdfxml")
    assert caught.value.hint == "export as Turtle"
    assert str(caught.value).startswith("1 text holds" if "," not in text else "2 texts hold")


@pytest.mark.parametrize("name", ["li", "Description", "about", "bagID"])
def test_xml_does_not_say_as_a_property_what_is_its_own_syntax(name: str) -> None:
    with pytest.raises(TermgraphError, match=f"cannot say the property <{RDF}{name}>"):
        write(read(f"<e:a> <{RDF}{name}> <e:b> ."), "rdfxml")
    assert write(read(f"<e:a> <{RDF}_1> <e:b> ."), "rdfxml")


@pytest.mark.parametrize("format", FORMATS)
def test_a_blank_node_without_a_name_gets_one(format: str) -> None:
    quads = read('[{"@id": "_:", "http://e.org/p": [{"@id": "_:"}, {"@id": "_:x"}]}]', ox.RdfFormat.JSON_LD)
    written = write(quads, format)
    assert graph(read(written, FORMATS[format])) == graph(quads)
    assert not re.search(rb"_:[^\w]", written)


@pytest.mark.parametrize(
    "said",
    [":s :p <<( _:{} :p _:{} )>> .", "_:{} {{ :s :p _:{} }}", "_:{} :p <<( :s :p <<( :s :p _:{} )>> )>> ."],
)
def test_blank_nodes_that_are_made_hard_to_name_are_written_all_the_same(said: str) -> None:
    """Of fourteen that only each other tell apart, RDFC-1.0 would try all orders."""
    quads = read(
        HEAD + "\n".join(said.format(f"x{a}", f"x{b}") for a in range(14) for b in range(14) if a != b)
    )
    written = write(quads, "trig")
    assert len(read(written)) == len(quads)
    assert written == write(read(re.sub(rb"_:b", rb"_:z", written)), "trig"), (
        "numbered in the order of the file"
    )


@pytest.mark.parametrize("shape", ["chain", "list", "lists in lists", "triples"])
@pytest.mark.parametrize("format", ["turtle", "trig", "ntriples", "rdfxml", "jsonld"])
def test_what_is_very_deep_is_written_and_read(shape: str, format: str) -> None:
    count = 3000
    blank = [ox.BlankNode(f"x{number}") for number in range(count)]
    first, rest, nil = (ox.NamedNode(RDF + name) for name in ("first", "rest", "nil"))
    plain = ox.NamedNode("http://e.org/p")
    if shape == "triples":
        triple: Any = ox.Triple(blank[0], plain, blank[1])
        for _ in range(100):
            triple = ox.Triple(blank[0], plain, triple)
        quads = [ox.Quad(plain, plain, triple)]
        if format == "jsonld":
            return
    elif shape == "chain":
        quads = [ox.Quad(one, plain, other) for one, other in pairwise(blank)]
    else:
        ends: list[Any] = [*blank[1:], nil]
        along, inward = (rest, first) if shape == "list" else (first, rest)
        quads = [ox.Quad(one, along, other) for one, other in zip(blank, ends, strict=True)]
        quads += [ox.Quad(one, inward, plain if shape == "list" else nil) for one in blank]
    quads.append(ox.Quad(plain, plain, blank[0]))
    again = read(write(quads, format), FORMATS[format])
    assert len(again) == len(quads)
    if shape == "list" and format == "turtle":
        assert write(quads, format).count(b"_:") == 0


NODES = st.sampled_from(
    [
        "http://e.org/a", "http://e.org/a/b", "http://e.org/a#b", "http://e.org/ö.", "http://e.org/(~)", "urn:x:%41",
        BASE, f"{BASE}#a", "file:///home/me/b", "file:///home/x:y", "file:///etc/x", RDF + "nil", "skos:a",
    ]
).map(ox.NamedNode)  # fmt: skip
BLANK = st.integers(0, 5).map(lambda number: ox.BlankNode(f"x{number}"))
PREDICATES = st.sampled_from(
    [
        "http://e.org/p",
        "http://e.org/q-é",
        RDF + "first",
        RDF + "rest",
        RDF + "type",
        PREFIXES["skos"] + "prefLabel",
    ]
).map(ox.NamedNode)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
TYPES = st.sampled_from(
    [XSD + name for name in ("integer", "decimal", "double", "boolean", "string", "int")] + [f"{BASE}#t"]
)
NUMBERS = st.from_regex(r"[+-]?[0-9]{0,2}\.?[0-9]{0,2}([eE]-?[0-9])?", fullmatch=True)
LITERALS = st.one_of(
    st.builds(ox.Literal, TEXTS),
    st.builds(
        lambda text, language: ox.Literal(text, language=language),
        TEXTS,
        st.sampled_from(["en", "en-GB", "zh-hans"]),
    ),
    st.builds(lambda text, type_: ox.Literal(text, datatype=ox.NamedNode(type_)), TEXTS | NUMBERS, TYPES),
)
GRAPHS = st.sampled_from([ox.DefaultGraph()] * 4 + [ox.NamedNode("http://e.org/g"), ox.BlankNode("x0")])
QUADS = st.lists(
    st.builds(ox.Quad, NODES | BLANK, PREDICATES, NODES | BLANK | BLANK | LITERALS, GRAPHS), max_size=14
)


@given(quads=QUADS, seed=st.integers(0, 3), format=st.sampled_from(list(FORMATS)))
def test_any_graph_is_the_same_to_the_letter(quads: list[ox.Quad], seed: int, format: str) -> None:
    base = None if format in ("ntriples", "nquads") else BASE
    try:
        written = write(quads, format, base=base)
    except TermgraphError as error:
        assert format == "rdfxml", error
        return
    merged = not WRITERS[format].keeps_graphs
    assert graph(read(written, FORMATS[format])) == graph(quads, merged=merged)
    names = {f"x{number}": f"y{(number + seed) % 6}" for number in range(6)}

    def renamed(term: Any) -> Any:
        return ox.BlankNode(names[term.value]) if isinstance(term, ox.BlankNode) else term

    other = [
        ox.Quad(renamed(q.subject), q.predicate, renamed(q.object), renamed(q.graph_name)) for q in quads
    ]
    random.Random(seed).shuffle(other)
    assert write(other, format, base=base) == written
