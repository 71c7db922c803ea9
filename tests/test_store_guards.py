"""The guards of queries: nothing reaches the network, nothing crashes the engine, nothing is injected."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from termgraph.errors import TermgraphError
from termgraph.skos import Thesaurus
from termgraph.store.lexer import tokens, unescape
from termgraph.store.sparql import prepare, spell

STORE = Thesaurus.from_text('@prefix x: <http://h:> . <e:a> skos:prefLabel "a"@en ; <e:b> x: .')


class Listener:
    """A server on this machine that only counts who knocks."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.socket.getsockname()[1]
        self.knocks = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.knocks += 1
            connection.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    server = Listener()
    yield server
    server.socket.close()


# Each of these, given to pyoxigraph as it stands, makes it connect, or is one step away from one that does.
SMUGGLED = [
    "SELECT * { SERVICE {u} { ?s ?p ?o } }",
    "SELECT * { service{u}{ ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT {u} { ?s ?p ?o } }",
    "SELECT * { SERVICE# \n{u} { ?s ?p ?o } }",
    "SELECT * { # \r SERVICE {u} { ?s ?p ?o }\n}",
    "SELECT * { ?s ?p ?o.SERVICE{u}{?a ?b ?c}}",
    "SELECT * { ?s ?p 1SERVICE{u}{?a ?b ?c}}",
    "SELECT * { ?s ?p 1.SERVICE{u}{?a ?b ?c}}",
    "SELECT * { ?s ?p trueSERVICE{u}{?a ?b ?c}}",
    "SELECT * { ?s ?p [].SERVICE{u}{?a ?b ?c}}",
    "SELECT * { ?s ?p 'x'@en.SERVICE{u}{?a ?b ?c}}",
    "SELECT * { ?s ?p 'x'@en-SERVICE{u}{?a ?b ?c}}",
    "SELECT * { ?s ?p _:a.SERVICE{u}{?a ?b ?c}}",
    "SELECT * { ?s ?p ?o FILTER(1<2)SERVICE{u}{?a ?b ?c}}",
    "SELECT * { ?s ?p ?o FILTER(?o<?b#>\n)SERVICE{u}{?a ?b ?c}\n}",
    "SELECT * { ?s <e:b>?1SERVICE {u} {?a ?b ?c}}",
    "SELECT * { ?s ?p ?o FILTER EXISTS { SERVICE{u}{?a ?b ?c}}}",
    "SELECT * { ?s ?p ?o LATERAL { SELECT * { SERVICE{u}{?a ?b ?c}}}}",
    "SELECT * { BIND({u} AS ?v) SERVICE ?v { ?a ?b ?c } }",
    "SELECT * { SERV\\u0049CE {u} { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE {u} { ?s ?p ?o } }",
    "SELECT * { \\U00000053ERVICE {u} { ?s ?p ?o } }",
    'SELECT * { ?s ?p "x\\u0022 . SERVICE {u} { ?a ?b ?c } }',
    "PREFIX : {u} SELECT * { SERVICE:a { ?s ?p ?o } }",
    "PREFIX : {u} SELECT * { SERVICESILENT:a { ?s ?p ?o } }",
    "PREFIX : {u} SELECT * { ?s ?p trueSERVICE:a { ?s ?p ?o } }",
    "PREFIX x: <http://h:> SELECT * { ?s ?p x:service {u} {?a ?b ?c} }",
    "PREFIX x: <http://h:> SELECT * { ?s ?p x:SERVICE{u} {?a ?b ?c} }",
    "PREFIX x: <http://h:> SELECT * { ?s x:trueSERVICE {u} {?a ?b ?c} }",
    "SELECT * { ?s ?p x:service {u} {?a ?b ?c} }",
    "SELECT * { ?s ?p ?o } ; LOAD {u}",
    "LOAD {u}",
    "INSERT { ?s ?p ?o } WHERE { SERVICE {u} { ?s ?p ?o } }",
]


def test_the_listener_hears_the_engine_itself() -> None:
    """Otherwise the tests below would show nothing."""
    server = Listener()
    with pytest.raises(OSError, match=r"."):
        list(pyoxigraph.Store().query(f"SELECT * {{ SERVICE <http://127.0.0.1:{server.port}/> {{ }} }}"))  # type: ignore[arg-type]
    server.socket.close()
    assert server.knocks == 1


@pytest.mark.parametrize("query", SMUGGLED)
@pytest.mark.parametrize("timeout", [None, 20.0], ids=["here", "worker"])
def test_no_spelling_of_service_reaches_a_server(
    query: str, timeout: float | None, listener: Listener
) -> None:
    with pytest.raises(TermgraphError):
        STORE.query(query.replace("{u}", f"<http://127.0.0.1:{listener.port}/>"), timeout=timeout)
    assert listener.knocks == 0


PIECES = """?s ?p|?s ?p ?o|?s <e:b> |x:|x:true|true|1|?|?1|'a'|"|'''|<|>|\\|#|\n|.|;|,|(|)|[|]|{|}|@en|^^|_:b|a|
FILTER(?o<|&&|OPTIONAL{|\\u0053|*|\ufeff|\x0b|é|SERVICE|service |SERVICE SILENT|SERV\\u0049CE|{u}|{u}{?a ?b ?c}"""
FRAGMENTS = st.sampled_from(PIECES.split("|"))


@given(st.lists(FRAGMENTS, min_size=2, max_size=9), st.sampled_from(["{u}", "x:", "x:a"]))
def test_no_mixture_reaches_a_server(listener: Listener, fragments: list[str], target: str) -> None:
    text = "PREFIX x: <http://h:> SELECT * { " + "".join(fragments) + "SERVICE " + target + " {?a ?b ?c} }"
    for query in (text, text.replace("SERVICE ", "service")):
        with suppress(TermgraphError):
            STORE.query(query.replace("{u}", f"<http://127.0.0.1:{listener.port}/>"))
    assert listener.knocks == 0


def test_the_word_service_is_fine_in_texts_names_and_variables() -> None:
    store = Thesaurus.from_text(
        '@prefix e: <http://e/> . e:service e:p "Service, service"@en ; e:web-service 1 .'
    )
    rows = store.query(
        'SELECT * { e:service e:p ?service ; e:web\\-service 1 . FILTER(?service != "service") }'
    ).rows
    assert rows == [(Literal("Service, service", language="en"),)]
    rows = store.query(
        'SELECT ("""SERVICE\n"""@en AS ?a) (<http://e/SERVICE/é> AS ?b) ("\\\\service" AS ?c) {}'
    ).rows
    assert rows == [
        (Literal("SERVICE\n", language="en"), NamedNode("http://e/SERVICE/é"), Literal("\\service"))
    ]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("INSERT DATA { <a:a> <a:b> 1 }", "only reads"),
        ("PREFIX a: <http://a> DELETE WHERE { ?s ?p ?o }", "only reads"),
        ("LOAD <http://a>", "only reads"),
        ("SELECT * FROM <http://a> { ?s ?p ?o }", "no graph <http://a> is loaded"),
        ("SELECT * FROM NAMED skos:x { ?s ?p ?o }", "core#x> is loaded"),
        ("SELECT * { ?s ?p ?o } }", "closes nothing"),
        ("SELECT * { ?s ?p ?o ", "never closed"),
        ("SELECT * { ?s ?p (1 ] }", "'(' is closed by ']'"),
        ("ASK { ?s ?p 'a\nb' }", "not closed"),
        ("ASK { ?s ?p '\\uD800' }", "stands for no character"),
        ("ASK { ?s ?p ?\x00 }", "control character (U+0000)"),
        ("ASK { \x1b }", "control character"),
        ("ASK { ?s ?p “a” }", "quotation marks are"),
        ("", "the query is empty"),
        ("# nothing", "the query is empty"),
        ("ASK {} " + " " * 4_000_000, "longer than"),
    ],
)
def test_refused(query: str, message: str) -> None:
    with pytest.raises(TermgraphError) as caught:
        STORE.query(query)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        "{" * 10_000,
        "SELECT * " + "{" * 10_000 + "}" * 10_000,
        "SELECT * { FILTER(" + "(" * 10_000 + "1" + ")" * 10_000 + ") }",
        "SELECT * { ?s ?p " + "[ ?p " * 5_000 + "1" + "]" * 5_000 + " }",
        "SELECT * { FILTER(" + "!" * 10_000 + "true) }",
        "SELECT * { " + "FILTER EXISTS { " * 900 + "?s ?p ?o" + "}" * 900 + " }",
        "SELECT * { BIND(" + "COALESCE(" * 1_000 + "1" + ")" * 1_000 + " AS ?x) }",
        "SELECT * { ?s ?p ?o " + ". ?s ?p ?o " * 200 + "}",
        "SELECT * { ?s <e:a>" + "/<e:a>" * 500 + " ?o }",
        "SELECT * { ?s ?p 1 " + "; ?p 1 " * 200 + "}",
        "SELECT * { ?s ?p 1 " + ", 1 " * 200 + "}",
        "SELECT * { ?s ?p (" + "1 " * 1 + ")" + " . ?s ?p (1)" * 200 + "}",
        "SELECT * { " + "{ ?s ?p ?o } " * 200 + "}",
        "SELECT * { ?s ?p ?o " + "OPTIONAL { ?s ?p ?o } " * 500 + "}",
        "SELECT * { ?s ?p ?o " + "MINUS { ?s ?p ?o } " * 5_000 + "}",
        "SELECT * { ?s ?p ?o " + "".join(f"BIND(1 AS ?b{i}) " for i in range(5_000)) + "}",
        "SELECT * { " + "GRAPH ?g { ?s ?p ?o } " * 200 + "}",
        "SELECT * { ?s ?p ?o FILTER(?s = 1" + " || ?s = 1" * 5_000 + ") }",
        "SELECT * { { ?s ?p ?o } " + "UNION { ?s ?p ?o . ?s ?p ?o } { ?s ?p ?o }" * 200 + "}",
    ],
)
def test_too_deep_or_too_wide(query: str) -> None:
    with pytest.raises(TermgraphError, match=r"deep|wide|never closed"):
        STORE.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { VALUES ?x { " + "1 " * 20_000 + "} ?s ?p ?x }",
        "SELECT * { VALUES (?x ?y) { " + "(1 <e:a>) " * 5_000 + "} }",
        "SELECT * { ?s ?p ?o FILTER(?o IN (1" + ", 1" * 5_000 + ")) }",
        "SELECT * { { ?s ?p 1 . ?s ?p 2 } " + "UNION { ?s ?p 1 . ?s ?p 2 } " * 300 + "}",
        "SELECT * { " + "{" * 90 + "?s ?p ?o" + "}" * 90 + "}",
        "ASK { " + "".join(f"?s{i} ?p{i} ?o{i} . " for i in range(50)) + "}",
    ],
)
def test_long_but_harmless(query: str) -> None:
    STORE.query(query)


@given(st.text(), st.sampled_from(["", "en", "de-AT"]))
def test_any_text_comes_back_from_a_parameter_as_it_went_in(text: str, lang: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    value = Literal(text, language=lang.lower()) if lang else Literal(text)
    assert STORE.query("SELECT ($x AS ?y) { FILTER($x = $x) }", params={"x": value}).rows == [(value,)]


@given(st.text())
def test_any_text_is_one_token(text: str) -> None:
    spelt = spell(text.encode("utf-8", "replace").decode())
    assert [token.kind for token in tokens(spelt)] == ["string"]
    assert "service" not in spelt.lower()
    assert "\n" not in spelt


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = list(tokens(text))
    except TermgraphError as error:
        assert error.line is not None
    else:
        assert all(text[token.start : token.start + len(token.text)] == token.text for token in found)


def test_parameters_are_terms_not_text() -> None:
    evil = "x\" } ; DROP ALL # ' \\ \n } SERVICE <http://e/> { "
    result = STORE.query("SELECT ?l { ?s skos:prefLabel ?l FILTER(STR(?l) = $name) }", params={"name": evil})
    assert result.rows == []
    assert spell(NamedNode("http://e/a>b".replace(">", "%3E"))) == "<http://e/a%3Eb>"
    for value, spelt in (
        (3, "3"),
        (-3, "-3"),
        (True, '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        (None, "UNDEF"),
    ):
        assert spell(value) == spelt


def test_an_unknown_parameter_names_the_nearest() -> None:
    with pytest.raises(TermgraphError, match=r"no parameter '\$nam'.*did you mean 'name'"):
        STORE.query("ASK { FILTER($name = 1) }", params={"nam": 1})


def test_only_dollar_variables_are_parameters() -> None:
    assert STORE.query("SELECT ?x { BIND($x AS ?y) BIND(2 AS ?x) }").rows == [(Literal(2),)]
    with pytest.raises(TermgraphError, match="no parameter"):
        STORE.query("SELECT ?x { BIND(2 AS ?x) }", params={"x": 1})


def test_escapes_are_read_only_where_they_may_stand() -> None:
    assert unescape(r"a\tb\\u0041\u0041") == "a\tb\\u0041A"
    with pytest.raises(TermgraphError, match="escape"):
        list(tokens(r"ASK { ?s ?p \u0022 }"))


def test_a_query_is_spelt_a_token_a_line() -> None:
    prepared = prepare("SELECT?a{?a<e:b>?c#comment\n.?c?d'''x\ny'''@en}")
    assert prepared.text.split("\n") == [
        "SELECT",
        "?a",
        "{",
        "?a",
        "<e:b>",
        "?c",
        ".",
        "?c",
        "?d",
        '"x\\ny"',
        "@en",
        "}",
    ]


@pytest.mark.parametrize("name", ["CONCAT", "COALESCE"])
@pytest.mark.parametrize("gap", ["", " ", "\n", " # x\n "])
def test_functions_may_have_a_space_before_their_bracket(name: str, gap: str) -> None:
    """SPARQL allows it, pyoxigraph 0.5 does not."""
    assert STORE.query(f"SELECT ({name}{gap}({gap}'a'{gap}) AS ?x) {{}}").rows == [(Literal("a"),)]
