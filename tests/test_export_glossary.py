"""Glossaries for people: Markdown, HTML and PDF, and the way back from them to the same entries."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from termgraph.errors import TermgraphError
from termgraph.export import WRITERS, export, export_files, format_of, serialize
from termgraph.export.glossary import glossary
from termgraph.ingest.published import read as read_back
from termgraph.markdown import anchor, plain, unescaped
from termgraph.names import exact_key
from termgraph.namespaces import data_dir
from termgraph.readers import read_document
from termgraph.skos import Thesaurus
from tests.documents import entries

BIRDS = r"""
@prefix ex: <https://e.org/birds/> .
@prefix tg: <https://w3id.org/termgraph/ns#> .
@prefix vann: <http://purl.org/vocab/vann/> .
<https://e.org/birds/> a skos:ConceptScheme ; dct:title "Birds & <b>words</b>"@en ;
  dct:description "All *of* them."@en ;
  dct:license <https://e.org/licence> ; vann:preferredNamespaceUri "https://e.org/birds/" .
ex:owl a skos:Concept ; skos:inScheme <https://e.org/birds/> ; skos:prefLabel "barn owl"@en, "Schleiereule"@de ;
  skos:altLabel "white owl"@en, "screech owl"@en ; skos:definition "A bird of the night; eats mice."@en ;
  tg:definitionMarkdown
    "A *bird* of the night; eats [mice](mouse.md), see [RFC](https://e.org/x) and [nothing](gone.md)."@en ;
  skos:broader ex:bird ; skos:related ex:C ; skos:example "Tyto *alba*, $x_i$"@en .
ex:mouse a skos:Concept ; skos:prefLabel "mouse (rodent)"@en ;
  skos:definition "# Not a heading\n1. <script>alert(1)</script> [x](javascript:alert(1)) 2*3*4"@en .
ex:bird a skos:Concept ; skos:prefLabel "bird"@en .
ex:C a skos:Concept ; skos:prefLabel "C"@en ; skos:definition "Third letter, and a language."@en ;
  skos:exactMatch <https://e.org/c>, <javascript:x> .
ex:contents a skos:Concept ; skos:prefLabel "contents page"@en ; skos:definition "What is in something."@en .
ex:readme a skos:Concept ; skos:prefLabel "read-me file"@en ; skos:definition "A file that is to be read."@en .
ex:c-plus a skos:Concept ; skos:prefLabel "C++ *fast*"@en ; skos:definition "A language \"with\" ''quotes''."@en .
<https://other.org/x#owl> a skos:Concept ; skos:prefLabel "Owl"@en ; skos:definition "Any such bird."@en .
"""


@cache
def birds() -> Thesaurus:
    return Thesaurus.from_text(BIRDS)


@cache
def shipped() -> Thesaurus:
    return Thesaurus.open(data_dir() / "ml")


def escape(text: str) -> str:
    """Return a text as it stands in a string of Turtle."""
    return json.dumps(text)[1:-1]


def written(store: Thesaurus, format: str) -> str:
    return serialize(store, format).decode()


def test_terms_are_sorted_and_keys_are_unique() -> None:
    made = glossary(birds())
    assert [term.label for term in made.terms] == [
        "barn owl",
        "bird",
        "C",
        "C++ *fast*",
        "contents page",
        "mouse (rodent)",
        "Owl",
        "read-me file",
    ]
    assert [term.key for term in made.terms] == [
        "owl",
        "bird",
        "c",
        "c-plus",
        "contents-2",
        "mouse",
        "owl-2",
        "readme-2",
    ]
    assert list(made.letters) == ["B", "C", "M", "O", "R"]


def test_markdown_has_working_anchors() -> None:
    for text in (written(birds(), "markdown"), written(shipped(), "markdown")):
        marked = Counter(re.findall(r'<a id="([^"]+)"></a>', text))
        made = {anchor(unescaped(heading)) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
        aims = set(re.findall(r"\]\(#([^)]+)\)", text))
        assert len(aims) > 5
        assert max(marked.values()) == 1
        # A link leads to an anchor that is written out, or that renderers make of a heading.
        assert aims <= made | marked.keys()


def test_one_file_a_term(tmp_path: Path) -> None:
    paths = export_files(birds(), tmp_path / "vault")
    assert len(paths) == 9
    owl = (tmp_path / "vault" / "owl.md").read_text("utf-8")
    assert owl.startswith("---\ntitle: barn owl\naliases:\n- screech owl\n- white owl\ntags:\n- bird\n---\n")
    assert "eats [mice](mouse.md), see [RFC](https://e.org/x) and nothing." in owl
    assert "**See also:** [C](c.md)" in owl
    for path in paths:
        for aim in re.findall(r"\]\(([^)>:]+\.md)\)", path.read_text("utf-8")):
            assert (tmp_path / "vault" / aim).is_file()


def test_marks_in_plain_texts_are_no_markup() -> None:
    text = written(birds(), "markdown")
    assert (
        "\\# Not a heading\n1\\. &lt;script>alert(1)&lt;/script> \\[x\\](javascript:alert(1)) 2\\*3\\*4"
        in text
    )
    assert "# Birds & &lt;b>words&lt;/b>" in text
    assert "## C++ \\*fast\\*" in text
    assert "**Example:** Tyto \\*alba\\*, $x_i$" in text


#: What a definition may hold, which is plain text or Markdown, and what the page then has.
HOSTILE = {
    "x <script>alert(1)</script>": ("x &#60;script>", "x &#60;script>"),
    "*x* <b\nonclick='alert(1)'>y": (r"\*x\* &lt;b", "*x* &#60;b"),
    "$a<img src=x onerror=alert(1)>$": ("$a<{}img src=x", "$a<{}img src=x"),
    "x <script>alert(1)</script> beside $a$": ("x &#60;script>", "x &#60;script>"),
    "`<b>` and $i<j$": (r"\`&lt;b>\` and $i<{}j$", "`<b>` and $i<{}j$"),
    "*x* ![y](https://e.org/z.png)": (r"\*x\* !\[y\](https", "*x* &#33;[y](https"),
    "*x*{onclick=alert(1)}": (r"\*x\*&#123;onclick", "*x*&#123;onclick"),
    "*x*\n{: onclick=alert(1) }": ("\n&#123;: onclick", "\n&#123;: onclick"),
    "*x* [y](javascript:alert(1))": (r"\*x\* \[y\](java", r"x \[y\](java"),
    "*x* [y][1]\n\n[1]: data:text/html,z": (r"[1\]: data", r"[1\]: data"),
    "*x* [y](ftp://e.org/)": (r"\*x\* \[y\](ftp", "\nx y\n"),
    "*x* <javascript:alert(1)>": ("&lt;javascript:", "*x* &#60;javascript:"),
    "`x\n\n<script>alert(1)</script>\n\n`": ("&lt;script>", "&#60;script>"),
    "\\\\<script>alert(1)</script>": ("&lt;script>", "&#60;script>"),
    "\\<script>alert(1)</script>": ("&lt;script>", "\n&#60;script>"),
    "`\\`<script>alert(1)</script>`": ("&lt;script>", "`\\`&#60;script>"),
    "*x* {{< raw >}} {{% y %}} {% include z %}": (
        "&#123;{< raw >}} &#123;&#123;% y %}} &#123;% inc",
        "&#123;{< raw >}} &#123;&#123;% y %}} &#123;% inc",
    ),
    "`{{ config }}` *x*": ("&#123;{ config }}", "&#123;{ config }} *x*"),
    "$x^{{(i)}}$": ("$x^{ {(i)}}$", "$x^{ {(i)}}$"),
    '--8<-- "/etc/passwd"': ("8&#60;--", "8&#60;--"),
    "~~x~~ ==y== %%z%% [^1]": ("&#126;&#126;x&#126;~ &#61;=y== &#37;%z&#37;% &#91;^1]",) * 2,
}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_page_of_markdown_holds_html_images_or_scripts(text: str) -> None:
    plain, marked = HOSTILE[text]
    literal = f'"{escape(text)}"@en'
    owl = f'<https://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:definition {literal}'
    assert plain in written(Thesaurus.from_text(f"{owl} ."), "markdown")
    assert marked in written(Thesaurus.from_text(f"{owl} ; tg:definitionMarkdown {literal} ."), "markdown")


def test_a_comma_in_a_source_is_printed_as_it_is() -> None:
    text = written(shipped(), "markdown")
    assert "Ahluwalia 2024, 51" in text
    assert not re.search(r"^\*\*Sources:.*\\,", text, re.MULTILINE)


def test_html_is_safe_and_has_its_terms_as_data() -> None:
    text = written(birds(), "html")
    assert "<script>alert" not in text
    assert 'href="javascript' not in text
    assert "<title>Birds &amp; &lt;b&gt;words&lt;/b&gt;</title>" in text
    data = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)[0])
    assert (data["@type"], data["name"], data["inLanguage"]) == (
        "DefinedTermSet",
        "Birds & <b>words</b>",
        "en",
    )
    owl = data["hasDefinedTerm"][0]
    assert owl["name"] == "barn owl"
    assert owl["alternateName"] == ["screech owl", "white owl"]
    assert owl["description"] == "A bird of the night; eats mice, see RFC and nothing."
    assert owl["@id"] == "https://e.org/birds/owl"


@pytest.mark.parametrize("store", [birds, shipped])
def test_html_has_working_links_and_comes_back(tmp_path: Path, store: Any) -> None:
    text = written(store(), "html")
    ids = Counter(re.findall(r' id="([^"]+)"', text))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= ids.keys()
    assert max(ids.values()) == 1
    assert len(re.findall("<p", text)) == len(re.findall("</p>", text))
    reading = read_document(export(store(), tmp_path / "a.html"))
    assert [record.heading for record in entries(reading)] == [term.label for term in glossary(store()).terms]
    assert html.unescape(reading.title) == glossary(store()).title


def test_pdf_has_its_terms_and_its_contents(tmp_path: Path) -> None:
    import pypdf

    path = export(birds(), tmp_path / "a.pdf")
    assert path.read_bytes() == serialize(birds(), "pdf")
    reader = pypdf.PdfReader(path)
    assert reader.metadata is not None
    assert reader.metadata.title == "Birds & <b>words</b>"
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "A bird of the night; eats mice, see RFC and nothing." in text
    assert "alert(1)" in text
    assert [record.heading for record in entries(read_document(path))] == [
        term.label for term in glossary(birds()).terms
    ]


@pytest.mark.parametrize("text", ["", "<e:x> a <e:Y> .", "<e:x> a skos:Concept ."])
@pytest.mark.parametrize("format", ["markdown", "html"])
def test_vocabularies_with_next_to_nothing(text: str, format: str) -> None:
    assert serialize(Thesaurus.from_text(text), format)


def test_formats_are_found_by_their_names() -> None:
    assert [format_of(Path(name)) for name in ("a.md", "a.HTML", "a.pdf")] == ["markdown", "html", "pdf"]
    assert [name for name, writer in WRITERS.items() if writer.files] == ["markdown"]


def test_what_cannot_be_split_is_told(tmp_path: Path) -> None:
    with pytest.raises(TermgraphError, match="cannot be split") as caught:
        export_files(birds(), tmp_path, "html")
    assert "markdown" in str(caught.value.hint)


def test_definitions_with_blocks_and_words_of_others() -> None:
    from termgraph.model import Citation, Concept, Source, SourceDefinition, Vocabulary

    text = (
        "See [one][1] and:\n\n- x *y*\n- [b](b.md)\n  - deep `c`\n\n# Loud\n\n> quote $x^2$\n\n[1]: lost.md"
    )
    owl = Concept(id="a", pref_label={"en": "a"}, definition={"en": text})
    said = SourceDefinition("A text\nof *theirs*.\n\n- [more](#there)", "en", Citation("book", "p1"))
    jay = Concept(id="b", pref_label={"en": "b"}, source_definitions=(said,))
    sources = {"book": Source(id="book", title="Book", url="https://e.org/s")}
    store = Thesaurus.open(
        Vocabulary(
            title="T", base="https://e.org/", prefix="e", concepts={"a": owl, "b": jay}, sources=sources
        )
    )
    page = written(store, "markdown")
    assert "\n### Loud\n" in page
    assert "> A text\n> of *theirs*.\n> \n> - [more]&#40;#there)\n>\n> — [Book, p. 1](#source-book)" in page
    assert "**Address:** <https://e.org/s>" in page
    assert "<li>x <em>y</em></li>" in written(store, "html")
    assert "lost" not in written(store, "html")
    assert serialize(store, "pdf").startswith(b"%PDF-")


#: Names that Markdown, a file system, or a reader of glossaries would take for something else.
ODD = (
    *(
        "a | b",
        "#hash",
        "C #",
        "C#",
        "*star*",
        "_under_",
        "__init__",
        "[x](y)",
        "[[wiki]]",
        "`code`",
        "<b>bold</b>",
        "~~no~~",
    ),
    *(
        "1. first",
        "2) second",
        "A",
        "B",
        "C",
        "D",
        "See also",
        "Example",
        "Contents",
        "Glossary",
        "References",
        "TODO",
    ),
    *(
        "🦉 owl",
        "שלום עולם",
        "卷积",
        "Ünï cödé",
        "mean (statistics)",
        "mean (arithmetic)",
        "A / B",
        "Epoch vs. Iteration",
    ),
    *(
        "CNN (convolutional net)",
        "Smith, John",
        "Unit(s)",
        "Bias:",
        "“quoted”",
        "Owl {#owl}",
        "$x_i$ term",
        "back\\slash",
    ),
    *(
        "Case",
        "case",
        "CASE",
        "CON",
        "..",
        "../../etc/passwd",
        "x" * 150,
        "{{< short >}}",
        "&amp",
        "http://e.org/a",
        "- dash",
    ),
)


def store_of(names: Iterable[str]) -> Thesaurus:
    """Return a vocabulary whose concepts are called so, each related to the next."""
    from termgraph.model import Concept, Label, Vocabulary

    called = list(names)
    concepts = {
        f"c{n}": Concept(
            id=f"c{n}",
            pref_label={"en": name},
            alt_labels=(Label(f"other {n}, with a comma", "en"), Label(f"N{n}", "en", type="abbreviation")),
            definition={"en": f"Thing {n} with a name; it is odd."},
            relations={"related": (f"c{(n + 1) % len(called)}",)},
        )
        for n, name in enumerate(called)
    }
    return Thesaurus.open(
        Vocabulary(title="Odd {names} #", base="https://e.org/", prefix="e", concepts=concepts)
    )


@pytest.fixture(scope="module")
def odd() -> Thesaurus:
    return store_of(ODD)


@pytest.mark.parametrize("split", [False, True])
@pytest.mark.parametrize("which", ["birds", "odd", "shipped"])
def test_names_with_their_types_texts_and_relations_come_back(
    tmp_path: Path, which: str, split: bool
) -> None:
    distinct = {exact_key(name): name for name in ODD}.values()  # as an entries folder has them
    store = store_of(distinct) if which == "odd" else birds() if which == "birds" else shipped()
    made = glossary(store)
    if split:
        export_files(store, tmp_path / "vault")
        reading = read_back(tmp_path / "vault")
    else:
        reading = read_back(export(store, tmp_path / "a.md"))
    assert reading.title == made.title
    assert not [one for one in reading.dropped if "javascript" not in one.why]
    found = reading.vocabulary.concepts
    assert found.keys() == {term.key for term in made.terms}
    for term in made.terms:
        concept = found[term.key]
        assert concept.pref_label["en"] == term.label
        names = {(label.text, label.type) for label in (*concept.alt_labels, *concept.hidden_labels)}
        assert set(term.names) <= names
        assert plain(concept.definition.get("en", "")) == plain(term.definition)
        related = {link.key for fact in term.facts for link in fact.links if link.key and not fact.parts}
        assert related >= {id_ for ids in concept.relations.values() for id_ in ids if ":" not in id_}


def test_odd_names_are_safe_in_html_and_in_file_names(tmp_path: Path, odd: Thesaurus) -> None:
    page = written(odd, "html")
    assert "<b>bold" not in page
    for path in export_files(odd, tmp_path / "vault"):
        assert path.parent == tmp_path / "vault"
        assert re.fullmatch(r"[\w-]+\.md", path.name)


def test_pdf_says_which_characters_it_cannot_show() -> None:
    from termgraph.model import Concept, Vocabulary

    missing = "\U00013000"  # a hieroglyph
    concepts = {
        "a": Concept(
            id="a",
            pref_label={"en": f"owl {missing}"},
            definition={"en": "Λόγος, слой: a bird of the night. " * 20},
        )
    }
    store = Thesaurus.open(Vocabulary(title="T", base="https://e.org/", prefix="e", concepts=concepts))
    assert serialize(store, "pdf").startswith(b"%PDF-")
    only = {"a": Concept(id="a", pref_label={"en": "owl"}, definition={"en": "\U0010fff0" * 400})}
    assert serialize(
        Thesaurus.open(Vocabulary(title="T", base="https://e.org/", prefix="e", concepts=only)), "pdf"
    )


#: What must be inferred, or is said in a stranger's own way, with what the glossary then has for the owl.
STRANGERS = {
    "types that must be inferred": """<e:owl> skos:prefLabel "owl"@en ; skos:broader <e:bird> .
        <e:bird> skos:prefLabel "bird"@en .""",
    "a class and a property of its own": """<e:owl> a <e:Bird> ; skos:prefLabel "owl"@en ; <e:above> <e:bird> .
        <e:bird> a <e:Bird> ; rdfs:label "bird"@en .
        <e:Bird> rdfs:subClassOf skos:Concept . <e:above> rdfs:subPropertyOf skos:broader .""",
    "names as resources": """<e:owl> a skos:Concept ; skosxl:prefLabel [ skosxl:literalForm "owl"@en ] .
        <e:bird> a skos:Concept ; skos:narrower <e:owl> ; skosxl:prefLabel [ skosxl:literalForm "bird"@en ] .""",
}


@pytest.mark.parametrize("kind", STRANGERS)
def test_whatever_is_a_concept_is_in_the_glossary(kind: str) -> None:
    bird, owl = glossary(Thesaurus.from_text(STRANGERS[kind])).terms
    assert (bird.label, owl.label) == ("bird", "owl")
    assert owl.tags == ("bird",)
    assert [(fact.links[0].text, fact.links[0].key) for fact in owl.facts] == [("bird", "bird")]


TOLD = """
<e:s> a skos:ConceptScheme ; skos:prefLabel "Birds"@en .
<e:owl> a skos:Concept ; skos:inScheme <e:s> ; skos:prefLabel "owl"@en, "Eule"@de ; skos:altLabel "Kauz"@de, "Strix" ;
  skos:notation "A2" ; owl:deprecated true ; skos:note [ rdf:value "shy"@en ], "scheu"@de ; <e:weighs> "0.3" ;
  dct:source [ dct:title "Brehm's Life" ], [ <e:x> <e:y> ] .
<e:jay> a skos:Concept ; skos:inScheme <e:s> ; skos:prefLabel "jay"@en ; skos:narrower <e:owl> .
<e:loud> a skos:OrderedCollection ; skos:prefLabel "loud <b>ones</b>"@en ; skos:memberList ( <e:owl> <e:jay> ) .
<e:all> a skos:Collection ; skos:prefLabel "all"@en ; skos:member <e:loud> .
"""


def test_a_term_says_all_that_there_is_to_say() -> None:
    made = glossary(Thesaurus.from_text(TOLD))
    assert made.title == "Birds"
    owl = made.terms[1]
    said = {fact.label: [link.text for link in fact.links] or fact.text for fact in owl.facts}
    assert said == {
        "Also called": ["Strix"],
        "Notation": ["A2"],
        "Deprecated": "no longer to be used",
        "Broader": ["jay"],
        "In collection": ["loud <b>ones</b>"],
        "Remark": "shy",
        "In other languages": ["Eule (de)"],
        "Also called (de)": ["Kauz"],
        "Remark (de)": "scheu",
        "e:weighs": ["0.3"],
        "Sources": ["an unnamed source", "Brehm's Life"],
    }
    assert owl.tags == ("jay", "deprecated")


def test_collections_have_a_section_of_their_own(tmp_path: Path) -> None:
    store = Thesaurus.from_text(TOLD)
    page = written(store, "markdown")
    assert page.endswith(
        '# Collections\n\n<a id="collection-all"></a>\n\n## all\n\n'
        "**Members:** [loud &lt;b>ones&lt;/b>](#collection-loud)\n\n"
        '<a id="collection-loud"></a>\n\n## loud &lt;b>ones&lt;/b>\n\n**Members:** [owl](#owl), [jay](#jay)\n'
    )
    assert "**In collection:** [loud &lt;b>ones&lt;/b>](#collection-loud)" in page
    text = written(store, "html")
    assert 'loud &lt;b&gt;ones&lt;/b&gt;:</b> <a href="#owl">owl</a>, <a href="#jay">jay</a>' in text
    assert b"%PDF-" in serialize(store, "pdf")
    export_files(store, tmp_path / "vault")
    assert "[owl](owl.md), [jay](jay.md)" in (tmp_path / "vault" / "README.md").read_text("utf-8")
    for reading in (read_back(export(store, tmp_path / "a.md")), read_back(tmp_path / "vault")):
        assert [record.label for record in reading.records] == ["jay", "owl"]
        assert reading.vocabulary.concepts["owl"].collections == ("loud",)
        assert reading.vocabulary.collections["all"].pref_label == {"en": "all"}


@pytest.mark.parametrize("format", ["markdown", "html", "csv", "graphml"])
def test_a_vocabulary_without_concepts_is_told(format: str) -> None:
    told: list[str] = []
    assert serialize(Thesaurus.from_text("<e:x> a <e:Y> ."), format, notice=told.append)
    assert "no concepts were found; the file is as good as empty" in told
    told.clear()
    serialize(birds(), "html", notice=told.append)
    assert told == []


def test_texts_with_commas_stand_apart_and_what_has_no_label_keeps_its_short_name() -> None:
    told = '<http://e.org/a> skos:prefLabel "Jurassic"@en ; rdfs:comment "older"@en, "younger, too"@en .'
    [term] = glossary(Thesaurus.from_text(told)).terms
    assert [(fact.label, [link.text for link in fact.links]) for fact in term.facts] == [
        ("rdfs:comment", ["older"]),
        ("rdfs:comment", ["younger, too"]),
    ]
