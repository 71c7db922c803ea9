"""HTML: definition lists, headings, tables and what web sites put around them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from termgraph.errors import TermgraphError
from tests.documents import by_name, entries, names, read, sections

PAGE = """
    <!DOCTYPE html>
    <html lang="en-GB">
    <head><title>Bird words | Birds Ltd</title><script>document.write("<dl><dt>x<dd>y</dl>")</script>
    <style>dt { color: red }</style></head>
    <body>
    <a class="skip-link" href="#main">Skip</a>
    <header class="site-header"><h2>Birds Ltd</h2></header>
    <nav><ul><li><b>Home</b>: start</li><li><b>Shop</b>: buy</li><li><b>About</b>: us</li></ul></nav>
    <main id="main">
    <h1>Bird words</h1>
    <p>Jump to <a href="#a">A</a> <a href="#b">B</a> <a href="#c">C</a></p>
    <h2 id="a">A</h2>
    <section id="auk">
      <h3>Auk <a class="headerlink" href="#auk" title="Permanent link">¶</a></h3>
      <p>Dives &amp; eats <em>fish</em>, 10<sup>3</sup> a day.<sup><a href="#fn1">[1]</a></sup>
         Unlike the <a href="birds.html#booby">booby</a> and the <a href="#gannet">gannet</a>.</p>
      <div class="share">Share this: <b>Auk</b></div>
    </section>
    <h2 id="b">B</h2>
    <h3 id="booby">Booby</h3>
    <ul><li><b>Feet</b>: blue</li><li><b>Call</b>: hoarse</li></ul>
    <p onclick="evil()">Dives too. <a href="javascript:evil()">More</a> <a href="https://e.org/booby">here</a></p>
    <p><a href="#top">↑ Back to top</a></p>
    </main>
    <aside><h3>Popular posts</h3><p>Ten birds.</p></aside>
    <footer><h3>Contact</h3><p>Write to us.</p></footer>
    </body></html>
"""


def test_a_page_of_a_site(tmp_path: Path) -> None:
    reading = read(tmp_path, "birds.html", PAGE)
    assert names(reading) == ["Auk", "Booby"]
    assert sections(reading) == ["Bird words", "A", "B"]
    assert reading.title == "Bird words"
    auk, booby = entries(reading)
    assert auk.language == "en-GB"
    assert (
        auk.body == "Dives & eats *fish*, 10^3 a day. Unlike the [booby](#booby) and the [gannet](#gannet)."
    )
    assert auk.see == ("Booby",)
    assert [(link.target, link.line) for link in auk.broken_links] == [("#gannet", 16)]
    assert auk.lines == (14, 16)
    assert booby.references == ("https://e.org/booby",)
    assert "javascript" not in str(reading)
    assert "evil" not in str(reading)


@pytest.mark.parametrize(
    "text",
    [
        "<dl><dt>Owl<dd>Hunts at night.<dt>Jay<dd>Is loud.</dl>",
        "<dl><div><dt><dfn id=owl>Owl</dfn></dt><dd><p>Hunts at night.</p></dd></div>"
        "<div><dt>Jay</dt><dd>Is loud.</dd></div></dl>",
        "<h2>Owl</h2>Hunts at night.<h2>Jay</h2>Is loud.",
        "<h4><a name=owl></a>Owl</h4><div>Hunts at night.</div><h4>Jay</h4><div>Is loud.</div>",
        "<p><b>Owl</b>: Hunts at night.</p><p><b>Jay</b>: Is loud.</p>",
        "<p><strong>Owl</strong><br>Hunts at night.</p><p><strong>Jay</strong><br/>Is loud.</p>",
        "<b>Owl</b> - Hunts at night.<br><br><b>Jay</b> - Is loud.<br><br>",
        "<ul><li><strong>Owl</strong> – Hunts at night.</li><li><strong>Jay</strong> – Is loud.</li></ul>",
        "<ul><li><h3>Owl</h3><p>Hunts at night.</p></li><li><h3>Jay</h3><p>Is loud.</p></li></ul>",
        "<ol><li><b>Owl</b><p>Hunts at night.</p><li><b>Jay</b><p>Is loud.</p></ol>",
        "<table><tr><th>Term<th>Definition<tr><td>Owl<td>Hunts at night.<tr><td>Jay<td>Is loud.</table>",
        "<table><tbody><tr><td>Word</td><td>What it means</td></tr>"
        "<tr><td>Owl</td><td>Hunts at night.</td></tr><tr><td>Jay</td><td>Is loud.</td></tr></tbody></table>",
        "<details><summary>Owl</summary><p>Hunts at night.</p></details>"
        "<details><summary>Jay</summary>Is loud.</details>",
        "<div class=glossary-item><div class=glossary-term>Owl</div><div>Hunts at night.</div></div>"
        "<div class=glossary-item><div class=glossary-term>Jay</div><div>Is loud.</div></div>",
        "<article><h2>Owl</h2><p>Hunts at night.</p></article><article><h2>Jay</h2><p>Is loud.</p></article>",
        "<table><tr><td><dl><dt>Owl<dd>Hunts at night.<dt>Jay<dd>Is loud.</dl></td></tr></table>",
    ],
    ids=range(16),
)
@pytest.mark.parametrize(
    "around", ["<h1>Glossary</h1>{}", "<h1>Glossary</h1><p>Words on birds.</p><div><div>{}</div></div>", "{}"]
)
def test_the_many_ways_to_write_a_glossary(tmp_path: Path, text: str, around: str) -> None:
    reading = read(tmp_path, "a.html", around.format(text).encode())
    assert [(record.label, record.body) for record in entries(reading)] == [
        ("Owl", "Hunts at night."),
        ("Jay", "Is loud."),
    ]


@pytest.mark.parametrize(
    ("head", "outside"),
    [("", ()), ('<link rel="canonical" href="https://e.org/words/">', ("https://e.org/about",))],
)
def test_links_to_other_pages_of_the_site(tmp_path: Path, head: str, outside: tuple[str, ...]) -> None:
    text = f"""{head}<h3 id="barn-owl">Barn owl</h3>
        <p>Not a <a href="/words/jay.html">jay</a>, <a href="/about">we</a> say.</p>
        <h3 id="jay">Jay</h3><p>Not a <a href="../words/barn-owl/?x=1">barn owl</a>.</p>"""
    owl, jay = entries(read(tmp_path, "a.html", text.encode()))
    assert (owl.see, jay.see) == (("Jay",), ("Barn owl",))
    assert owl.references == outside
    assert not owl.broken_links


def test_several_terms_of_one_definition(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.html", b"<dl><dt>Owl<dt>Hooter<dd>Hunts.<dd>Hoots.<dt>Jay<dd>Loud.</dl>")
    assert [label.label for label in entries(reading)[0].labels] == ["Owl", "Hooter"]
    assert entries(reading)[0].body == "Hunts.\n\nHoots."


def test_formulas_are_tex(tmp_path: Path) -> None:
    text = """
        <h2>Owl</h2><p>Has <math alttext="x^2"><mi>x</mi></math> and <script type="math/tex">a_i</script> and
        <span class="katex"><span class="katex-mathml"><math><semantics><mi>b</mi>
        <annotation encoding="application/x-tex">\\beta</annotation>
        </semantics></math></span><span class="katex-html">b</span></span>.</p><h2>Jay</h2><p>Loud.</p>
    """
    assert entries(read(tmp_path, "a.html", text))[0].body == "Has $x^2$ and $a_i$ and $\\beta$."


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1251", "utf-8", "shift_jis"])
def test_the_declared_encoding_is_heeded(tmp_path: Path, charset: str) -> None:
    word = {"iso-8859-1": "Häher", "windows-1251": "Сова", "utf-8": "Žvirblis", "shift_jis": "梟"}[charset]
    text = f"<meta charset={charset}><dl><dt>{word}<dd>A bird.<dt>B<dd>Another bird.</dl>"
    assert names(read(tmp_path, "a.html", text.encode(charset)))[0] == word


def test_marks_in_text_stay_text(tmp_path: Path) -> None:
    reading = read(
        tmp_path,
        "a.html",
        b"<dl><dt>*args<dd>A *star* and [brackets](x), 2 * 3 &lt; 7, snake_case.<dt>B<dd>-</dl>",
    )
    assert entries(reading)[0].body == r"A \*star\* and \[brackets\](x), 2 * 3 < 7, snake_case."
    assert entries(reading)[0].heading == "*args"


@pytest.mark.parametrize("text", ["<div>" * 300 + "x", "<ul><li>" * 5000, "<b>" * 100_000])
def test_deep_nesting_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(TermgraphError, match="nested too deep") as caught:
        read(tmp_path, "a.html", text.encode())
    assert caught.value.path


@pytest.mark.parametrize(
    "text",
    [
        "<" * 50_000,
        "<p>" * 20_000,
        "&lt;" * 50_000,
        "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]><p>&b;</p>",
        "<p>a\x00b</p>",
        "<a href='" + "x" * 100_000 + "'>y</a>",
        "<script>" * 1000,
        "<!--" * 10_000,
        "<table>" * 100 + "<tr><td>x",
    ],
    ids=range(9),
)
def test_hostile_pages_are_harmless(tmp_path: Path, text: str) -> None:
    start = time.perf_counter()
    try:
        read(tmp_path, "a.html", text.encode())
    except TermgraphError as error:
        assert error.message
    assert time.perf_counter() - start < 60


def test_a_long_page_takes_little_time(tmp_path: Path) -> None:
    text = "<dl>" + "".join(
        f"<dt id=b{n}>Bird {n}<dd>Like <a href=#b{n - 1}>it</a>, <i>but</i> larger." for n in range(2000)
    )
    start = time.perf_counter()
    reading = read(tmp_path, "a.html", text.encode())
    assert len(entries(reading)) == 2000
    assert by_name(reading)["Bird 7"].see == ("Bird 6",)
    assert time.perf_counter() - start < 60


def test_the_addresses_of_pictures_are_kept(tmp_path: Path) -> None:
    page = "<dl><dt>owl<dd>A bird. <img src='https://e.org/a.png' alt='an *owl*'><img src='x.png'><dt>jay<dd>Loud.</dl>"
    assert (
        entries(read(tmp_path, "a.html", page))[0].body == "A bird.\n\n![an \\*owl\\*](<https://e.org/a.png>)"
    )
