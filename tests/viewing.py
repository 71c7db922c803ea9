"""Vocabularies to look at: a small one with all that there is, and one that means harm."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termgraph.namespaces import data_dir
from termgraph.skos import Thesaurus
from termgraph.view import render
from termgraph.view.packing import ALPHABET

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Locator, Page

#: Where the vocabulary lies that is shipped.
SHIPPED = data_dir() / "ml"

SMALL = """
@prefix ml: <https://w3id.org/termgraph/ml/> .
ml: a skos:ConceptScheme ; dct:title "Small vocabulary"@en ; dct:description "For looking at."@en ;
    vann:preferredNamespaceUri "https://w3id.org/termgraph/ml/" ;
    dct:license <https://creativecommons.org/licenses/by/4.0/> .
ml:function a skos:Concept ; skos:prefLabel "function"@en ; skos:narrower ml:activation-function, ml:maximum .
ml:activation-function a skos:Concept ; skos:prefLabel "activation function"@en ; skos:broader ml:function .
ml:maximum a skos:Concept ; skos:prefLabel "maximum"@en ; skos:broader ml:function ;
    tg:confusedWith ml:softmax ; skos:related ml:softmax .
ml:softmax a skos:Concept ; skos:prefLabel "softmax"@en, "Softmax-Funktion"@de ; skos:altLabel "softargmax"@en ;
    skos:hiddenLabel "soft-macks"@en ; skos:notation "4.2" ;
    skosxl:altLabel <https://w3id.org/termgraph/ml/softmax#en.softargmax> ;
    skos:definition "Turns logits into probabilities, $e^{x_i}$."@en ;
    tg:definitionMarkdown '''Turns [logits](logit.md) into *probabilities*, $e^{x_i}$;
        see [the web](https://example.org/) and [nothing](javascript:alert).'''@en ;
    skos:broader ml:activation-function ; skos:related ml:logit, ml:maximum ; tg:confusedWith ml:maximum ;
    tg:misnomerOf <https://w3id.org/termgraph/ml/softmax#en.softargmax> ;
    dct:source <https://w3id.org/termgraph/ml/source/book>, <https://w3id.org/termgraph/ml/source/book#p81> .
<https://w3id.org/termgraph/ml/softmax#en.softargmax> a skosxl:Label ; skosxl:literalForm "softargmax"@en ;
    rdfs:label "softargmax"@en ; tg:synonymOf ml:softmax .
<https://w3id.org/termgraph/ml/softmax#misnomer> a tg:Misnomer ; rdfs:label "softmax"@en ;
    tg:misleadingName ml:softmax ;
    tg:clearName <https://w3id.org/termgraph/ml/softmax#en.softargmax> ; tg:suggests ml:maximum ;
    skos:note "It smooths arg max, not max."@en ; dct:source <https://w3id.org/termgraph/ml/source/book> .
ml:logit a skos:Concept ; skos:prefLabel "logit"@en ; tg:partOf ml:softmax ; skos:related ml:softmax .
ml:alone a skos:Concept ; skos:prefLabel "alone"@en ; owl:deprecated true .
<https://w3id.org/termgraph/ml/source/book> a dct:BibliographicResource, bibo:Book ; rdfs:label "Miller 2016" ;
    dct:title "A Book" ; dc:creator "Miller, M." ; dct:issued "2016"^^xsd:gYear ; foaf:page <https://example.org/book> .
<https://w3id.org/termgraph/ml/source/book#p81> a dct:BibliographicResource ; rdfs:label "Miller 2016, p. 81" ;
    dct:isPartOf <https://w3id.org/termgraph/ml/source/book> ; bibo:locator "p81" .
"""

#: An ordered collection with another one in it, which divides a concept.
GRAINS = """
@prefix e: <http://e.org/> . @prefix iso: <http://purl.org/iso25964/skos-thes#> .
e:clay a skos:Concept ; skos:prefLabel "clay"@en . e:silt a skos:Concept ; skos:prefLabel "silt"@en .
e:sand a skos:Concept ; skos:prefLabel "sand"@en ; iso:subordinateArray e:soft .
e:by%20size a skos:OrderedCollection ; skos:prefLabel "by size"@en, "nach Größe"@de ; skos:notation "2" ;
    skos:definition "From fine to coarse."@en ; skos:memberList (e:sand e:clay e:silt e:nothing e:soft) .
e:soft a skos:Collection ; skos:prefLabel "soft"@en ; skos:notation "10" ; skos:member e:silt, e:clay .
"""

#: A page that is read from right to left, with names that are not.
ARABIC = """
@prefix e: <http://e.org/> .
e: a skos:ConceptScheme ; dct:title "معجم"@ar .
e:a a skos:Concept ; skos:prefLabel "تعلم الآلة"@ar, "machine learning"@en .
e:b a skos:Concept ; skos:prefLabel "الشبكة العصبية"@ar ; skos:altLabel "الشبكة"@ar ; skos:broader e:a ;
    skos:related e:d ; skos:definition "دالة من طبقات."@ar, "A function of layers."@en .
e:c a skos:Concept ; skos:prefLabel "softmax"@ar ; skos:broader e:b ; skos:related e:d .
e:d a skos:Concept ; skos:prefLabel "دالة"@ar .
<http://e.org/c#m> a tg:Misnomer ; tg:misleadingName e:c ; tg:suggests e:d ; skos:note "لا."@ar .
"""

#: Texts that a page must show and never obey.
HOSTILE_TEXTS = (
    "<script>window.__pwn = 1</script>",
    "</script><script>window.__pwn = 2</script>",
    "</style><style>body{display:none}</style>",
    '"><img src=x onerror="window.__pwn = 3">',
    "' onmouseover='window.__pwn = 4",
    "<!-- <script>",
    "-->",
    "{{ 7 * 7 }}{% raw %}",
    "left\u202eright",
    "one\u2028two\u2029three",
    "href <b>bold</b>",
    "*not* [a link](javascript:window.__pwn=5)",
    "&lt;b&gt; &amp;",
    "\U0001f600 語 العربية",
    "__proto__",
    "constructor",
)


def hostile() -> str:
    """Return a vocabulary whose every text and address means harm."""
    lines = [
        '<http://e.org/> a skos:ConceptScheme ; dct:title "</title><script>window.__pwn = 6</script>" ;',
        "  dct:description \"<img src=x onerror='window.__pwn = 7'>\" ; dct:license <javascript:window.__pwn=8> .",
    ]
    for number, text in enumerate(HOSTILE_TEXTS):
        literal = text.replace("\\", "\\\\").replace('"', '\\"')
        here = f"<javascript:window.__pwn={number}>" if number % 2 else f"<http://e.org/c{number}>"
        lines.append(
            f'{here} a skos:Concept ; skos:prefLabel "{literal}"@en ; skos:altLabel "alt {literal}"@en ;'
            f' skos:hiddenLabel "hidden {literal}" ; skos:notation "{literal}" ; skos:definition "{literal}"@en ;'
            f' tg:definitionMarkdown "def {literal} [x](javascript:alert)"@en ; skos:scopeNote "{literal}"@en ;'
            f' skos:exactMatch <javascript:window.__pwn=9> ; dct:source "{literal}", <data:text/html,x> ;'
            f" skos:related <http://e.org/c0> ; skos:broader <http://e.org/c2> ."
        )
        lines.append(
            f"<http://e.org/r{number}> a tg:Misnomer ; tg:misleadingName {here} ; tg:suggests <http://e.org/c0> ;"
            f' tg:jest "{literal}" ; skos:note "{literal}"@en .'
        )
    for name in ("__proto__", "constructor", "toString", "%3Cscript%3E"):
        lines.append(f'<http://e.org/x#{name}> a skos:Concept ; skos:prefLabel "{name}"@en .')
    return "\n".join(lines)


AXE = {"resultTypes": ["violations"], "preload": False, "rules": {"target-size": {"enabled": True}}}
#: The rules that axe-core is asked in light and dark: what is no matter of colour is the same in the dark.
SCHEMES: dict[Any, dict[str, Any]] = {
    "light": {},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}},
}


def unpacked(text: str) -> str:
    """Return what a packed element of a page holds: the other way round than `termgraph.view.packing`."""
    digits = {char: number for number, char in enumerate(ALPHABET)}
    pairs = len(text) // 2
    bits = "".join(
        f"{digits[text[2 * at]] * len(ALPHABET) + digits[text[2 * at + 1]]:013b}" for at in range(pairs)
    )
    data = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8))
    return gzip.decompress(data[: len(data) - len(text) % 2]).decode()


@cache
def page_of(source: str | Path) -> str:
    """Return the page of a vocabulary: of Turtle, or of what lies at a path. It is made once a session."""
    return render(Thesaurus.from_text(source) if isinstance(source, str) else Thesaurus.open(source))


def write_pages(sources: Mapping[str, str | Path], folder: Path) -> dict[str, str]:
    """Write the page of each vocabulary; return their addresses by name."""
    for name, source in sources.items():
        (folder / f"{name}.html").write_text(page_of(source), "utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in sources}


def visit(page: Page, address: str) -> None:
    """Open a page and wait until it shows all that its address says."""
    page.goto(address)
    shows(page, "[data-ready]")


def shows(page: Page | Frame, state: str) -> None:
    """Wait until the page is in a state that its root names, as "[data-term=softmax]", and shows all of it.

    The root is told of a state before the parts are: what is read of them without this may be of the state before.
    """
    page.locator(f"html{state}").wait_for()
    settle(page)


def settle(page: Page | Frame) -> None:
    """Wait until the page shows what its address says, and stands still: however slow the machine is."""
    page.wait_for_function("termgraph.settled().then(() => true)")


def inside(element: Locator) -> Frame:
    """Return the frame of an element."""
    frame = element.element_handle().content_frame()
    assert frame is not None
    return frame


def selected(page: Page) -> str:
    """Return the key of the term that is selected, "" for none."""
    return page.locator("html").get_attribute("data-term") or ""


def turn_to(page: Page, view: str) -> None:
    """Click on one of the views, and wait until it is shown; what it holds is there then."""
    page.locator(f"#to-{view}").click()
    shows(page, f"[data-view={view}]")


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong on a page, light and dark."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found = []
    for scheme, rules in SCHEMES.items():
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(100)
        told = page.evaluate("options => axe.run(document, options)", {**AXE, **rules})
        found += [
            f"{scheme}: {one['id']}: {one['help']}: {node['html'][:200]} ({node['failureSummary']})"
            for one in told["violations"]
            for node in one["nodes"]
        ]
    return found


def faults_of_html(text: str) -> list[str]:
    """Return what a strict parser complains of, and of what a validator says beyond that: ids, addresses, nesting."""
    from tinyhtml5.parser import HTMLParser

    parser = HTMLParser()
    root = parser.parse(text)
    elements = [one for one in root.iter() if isinstance(one.tag, str)]
    faults = [f"{position}: {code} {about}" for position, code, about in parser.errors]
    ids = Counter(one.get("id") for one in elements if "id" in one.attrib)
    faults += [f"id {key!r} is there {count} times" for key, count in ids.items() if count > 1]
    faults += [f"id {key!r} is empty or holds a space" for key in ids if not key or re.search(r"\s", key)]
    for one in elements:
        for attribute in (
            "for",
            "aria-controls",
            "aria-labelledby",
            "aria-describedby",
            "aria-activedescendant",
        ):
            faults += [
                f"{attribute}={key!r} leads nowhere"
                for key in one.get(attribute, "").split()
                if key not in ids
            ]
        if re.search(r"[\s<>\"{}|^`\\]|#.*#", one.get("href", "")):
            faults.append(f"no valid address: {one.get('href')}")
        if one.get("role") == "combobox" and one.get("type", "text") != "text":
            faults.append(f"a combobox is a text field, not one for a {one.get('type')} (ARIA in HTML)")
        tag = one.tag.partition("}")[2]
        if tag in ("a", "button", "summary", "label"):
            held = Counter(child.tag.partition("}")[2] for child in one.iter() if child is not one)
            fields = held["input"] + held["select"]
            # A label may hold the one field that it is of.
            own = {"input", "select"} if tag == "label" and fields == 1 and "for" not in one.attrib else set()
            faults += [
                f"<{inner}> in <{tag}>"
                for inner in {"a", "button", "input", "select", "details"} & held.keys() - own
            ]
        if tag in ("p", "h1", "h2", "h3", "h4", "h5", "span", "bdi", "b", "i", "em", "strong", "code"):
            inside = {child.tag.partition("}")[2] for child in one.iter() if child is not one}
            blocks = {"p", "div", "ul", "ol", "li", "table", "section", "article", "details", "nav"}
            faults += [f"<{inner}> in <{tag}>" for inner in inside & blocks]
    return faults
