"""Glossaries for documentation, in real builds: Sphinx, tooltips of MkDocs; and for search engines, schema.org."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html
from rdflib import RDF, SDO, Graph, Literal, URIRef

from termgraph.export import serialize
from termgraph.export.losses import losses
from termgraph.readers.formats import rst
from termgraph.skos import Thesaurus
from tests.viewing import SMALL, hostile

ML = "https://w3id.org/termgraph/ml/"
#: Names that are the same, names that look like markup, and texts of several blocks.
ODD = r"""
<e:a> a skos:Concept ; skos:prefLabel "bias"@en ; skos:definition "Of a model."@en .
<e:b> a skos:Concept ; skos:prefLabel "bias"@en ; skos:altLabel "a : b"@en, "*x*"@en ;
  tg:definitionMarkdown '''- one *two* and [three](a.md)
- `four` and $5$

1. A [web](https://example.org/a_) link_.'''@en .
<e:c> a skos:Concept ; skos:prefLabel "!mind::"@en ; skos:related <e:b> ; skos:definition "-- ``no"@en .
"""


def built(folder: Path, text: str, *, also: str = "") -> html.HtmlElement:
    """Build a site in which each reference that leads nowhere is an error, and return the glossary's page."""
    (folder / "conf.py").write_text("smartquotes = False\nhtml_theme = 'basic'\n", "utf-8")
    index = f"Index\n=====\n\n.. toctree::\n\n   glossary\n\n{also}\n"
    (folder / "index.rst").write_text(index, "utf-8")
    (folder / "glossary.rst").write_bytes(serialize(Thesaurus.from_text(text), "sphinx"))
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-n",
        "-W",
        "-b",
        "html",
        str(folder),
        str(folder / "out"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return html.parse(folder / "out/glossary.html").getroot()


def terms(page: html.HtmlElement) -> list[str]:
    return [
        dt.text_content().removesuffix("¶").strip()
        for dt in page.iter("dt")
        if dt.get("id", "").startswith("term-")
    ]


def test_sphinx_leads_to_terms_from_any_page(tmp_path: Path) -> None:
    page = built(tmp_path, SMALL, also=":term:`softargmax`, :term:`the function <softmax>`")
    assert {"softmax", "softargmax", "activation function"} <= set(terms(page))
    index = html.parse(tmp_path / "out/index.html").getroot()
    found = [a.get("href") for a in index.iter("a") if a.text_content() == "the function"]
    assert found == ["glossary.html#term-softmax"]
    inside = {(a.text_content(), a.get("href")) for a in page.iter("a")}
    assert ("logits", "#term-logit") in inside
    assert ("Miller 2016, p. 81", "#source-book") in inside
    assert ("the web", "https://example.org/") in inside


def test_sphinx_tells_odd_names_apart(tmp_path: Path) -> None:
    page = built(tmp_path, ODD)
    assert terms(page) == ["bias", "bias (b)", "*x*", "a : b", "!mind::"]
    text = " ".join(page.text_content().split())
    assert "-- ``no" in text
    assert "A web link_." in text
    assert {"https://example.org/a_"} == {a.get("href") for a in page.iter("a") if a.text_content() == "web"}
    assert [one.text_content() for one in page.iter("em")] == ["two"]


def test_sphinx_obeys_no_text(tmp_path: Path) -> None:
    page = built(tmp_path, hostile())
    assert not list(page.iter("img"))
    assert not [one for one in page.iter("script") if "__pwn" in (one.text or "")]
    assert not [a for a in page.iter("a") if a.get("href", "").lower().startswith(("javascript:", "data:"))]
    assert "<script>window.__pwn = 1</script>" in terms(page)


def test_the_glossary_of_sphinx_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "glossary.rst"
    path.write_bytes(serialize(Thesaurus.from_text(SMALL), "sphinx"))
    records = {record.label: record for record in rst.read(str(path)).records}
    assert "softargmax" in [label.label for label in records["softmax"].labels]
    assert records["softmax"].body.startswith("Turns")


def test_mkdocs_shows_what_names_mean(tmp_path: Path) -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    text = (
        f"{SMALL} ml:maximum skos:altLabel 'softmax'@en ; skos:definition 'A <b>{{{{ 7 }}}}</b> & more.'@en ."
    )
    tips = serialize(Thesaurus.from_text(text), "abbr").decode()
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text(
        f"# Page\n\nA softargmax, a maximum, a softmax.\n\n{tips}", "utf-8"
    )
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/main.html").write_text("<body>{{ page.content }}</body>", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: S\ntheme: {name: null, custom_dir: theme}\nmarkdown_extensions: [abbr]\nplugins: []\n",
        "utf-8",
    )
    build(load_config(str(tmp_path / "mkdocs.yml")))
    page = html.parse(tmp_path / "site/index.html").getroot()
    found = {one.text_content(): one.get("title", "") for one in page.iter("abbr")}
    own = "Turns logits into probabilities, $e^{x_i}$; see the web and [nothing](javascript:alert)."
    assert " ".join(found["softargmax"].split()) == own
    assert found["maximum"] == "A <b>{{ 7 }}</b> & more."
    assert " ".join(found["softmax"].split()) == f"maximum: A <b>{{{{ 7 }}}}</b> & more. / softmax: {own}"
    assert not list(page.iter("b"))


def test_tooltips_say_what_they_cannot_show() -> None:
    said: list[str] = []
    serialize(Thesaurus.from_text(hostile()), "abbr", notice=said.append)
    assert ["left out" in one for one in said] == [True, False]


def test_schema_org_knows_all_that_is_said() -> None:
    told = json.loads(serialize(Thesaurus.from_text(SMALL), "schemaorg"))
    assert told["@context"] == "https://schema.org"
    # What that context does for these terms; it cannot be fetched in a test.
    told["@context"] = {"@vocab": str(SDO)}
    graph = Graph().parse(data=json.dumps(told), format="json-ld")
    used = {*graph.predicates(), *graph.objects(predicate=RDF.type)} - {RDF.type}
    assert used
    assert used <= set(dir(SDO))  # the vocabulary, as rdflib ships it
    softmax = URIRef(f"{ML}softmax")
    assert (softmax, RDF.type, SDO.DefinedTerm) in graph
    assert (softmax, SDO.alternateName, Literal("softargmax")) in graph
    assert len(list(graph.objects(URIRef(ML), SDO.hasDefinedTerm))) == 6


@pytest.mark.parametrize("format_", ["schemaorg", "abbr"])
def test_names_of_other_languages_are_told_as_lost(format_: str) -> None:
    text = """<e:owl> a skos:Concept ; skos:prefLabel "owl"@en, "Eule"@de ; skos:altLabel "hooter"@en, "Kauz"@de ;
        skos:definition "A bird."@en ."""
    lost = losses(Thesaurus.from_text(text), format_).lost
    assert sorted(str(loss.statement[3].value) for loss in lost) == ["Eule", "Kauz"]  # type: ignore[union-attr]
