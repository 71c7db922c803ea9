"""The explorer in the languages that there are words in: what it says, how it counts, and where a line begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from termgraph.skos import Thesaurus
from termgraph.view import render
from termgraph.wording import TABLES, Words, words
from tests.viewing import ARABIC, page_of, settle, shows, visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

#: Everything that the page has something to say of, in letters that none of its languages has.
GEORGIAN = """
@prefix e: <http://e.org/> . @prefix adms: <http://www.w3.org/ns/adms#> .
e: a skos:ConceptScheme ; dct:title "ლექსიკონი"@ka ; dct:description "აღწერა."@ka ;
    dct:license <https://creativecommons.org/licenses/by/4.0/> .
e:other a skos:ConceptScheme ; rdfs:label "სხვა"@ka .
e:a a skos:Concept ; skos:prefLabel "ალფა"@ka, "알파"@ko ; skos:inScheme e: ; skos:notation "1" ;
    skos:altLabel "ა"@ka ; skos:hiddenLabel "ალფაა"@ka ; skos:definition "პირველი."@ka, "첫째."@ko ;
    skos:scopeNote "შენიშვნა."@ka ; skos:related e:b ; tg:confusedWith e:c ; dct:source "წყარო" ;
    dct:created "2020-01-02"^^xsd:date ; adms:status "draft" ; skos:exactMatch <http://e.org/სხვაგან> .
<http://e.org/a#m> a tg:Misnomer ; tg:misleadingName e:a ; tg:suggests e:c, e:d ; tg:jest "ხუმრობა"@ka ;
    skos:note "არა."@ka ; dct:source "წყარო" .
e:b a skos:Concept ; skos:prefLabel "ბეტა"@ka ; skos:inScheme e:other ; skos:broader e:a ; tg:partOf e:a .
e:c a skos:Concept ; skos:prefLabel "გამა"@ka ; skos:broader e:b .
e:d a skos:Concept ; skos:prefLabel "დელტა"@ka ; owl:deprecated true ; dct:isReplacedBy e:c .
e:s a skos:OrderedCollection ; skos:prefLabel "მწკრივი"@ka ; skos:memberList ( e:a e:b ) .
e:t a skos:Collection ; skos:prefLabel "კრებული"@ka ; skos:member e:s, e:c ; skos:definition "ბევრი."@ka .
"""

VIEWS = (
    "",
    "#term=a",
    "#term=a&view=focus",
    "#term=a&view=misnomers",
    "#term=d",
    "#term=a&path=c",
    "#term=a&path=c&hide=related,partOf,broader,suggests,confusedWith",
    "#term=b&view=tree",
    "#view=tree",
    "#view=groups",
    "#group=s",
    "#view=list",
    "#term=a&view=list",
    "#view=misnomers",
    "#view=results&find=%E1%83%90",
    "#view=overview",
    "#scheme=http%3A%2F%2Fe.org%2Fother&view=overview",
    "#term=%E1%83%AF",
    "#group=%E1%83%AF",
)

#: What the page says in words of its own or the vocabulary's, but for names of keys, addresses and languages.
SAID = """() => {
  const apart = "script, style, noscript, kbd, code, .tag, .origin a, #language option, #hits [hidden]";
  const texts = [];
  const names = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) texts.push(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(apart)) return;
    for (const name of ["title", "aria-label", "placeholder", "aria-roledescription"])
      if (node.hasAttribute(name)) names.push(node.getAttribute(name));
    node.childNodes.forEach(walk);
  };
  walk(document.body);
  return [texts.join(""), ...names, ...termgraph.scene().map(({ label }) => label)];
}"""


def bracketed(value: Any) -> Any:
    """Return words in brackets, as a language of its own."""
    if isinstance(value, str):
        return f"⟦{value}⟧"
    if isinstance(value, Mapping):
        return {key: bracketed(inner) for key, inner in value.items()}
    return replace(value, **{field.name: bracketed(getattr(value, field.name)) for field in fields(value)})


def outside_brackets(text: str) -> set[str]:
    """Return the words of a text that do not stand in brackets."""
    before = ""
    while before != text:
        before, text = text, re.sub(r"⟦[^⟦⟧]*⟧", "", text)
    return set(re.findall(r"[A-Za-z]{2,}", text))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Write the pages that the tests look at, once."""
    english = words("en")
    tables = [field.name for field in fields(Words) if isinstance(getattr(english, field.name), Mapping)]
    strange = replace(english, **{name: bracketed(getattr(english, name)) for name in tables})
    folder = tmp_path_factory.mktemp("pages")
    texts = {
        "arabic": page_of(ARABIC),
        "german": render(Thesaurus.from_text(GEORGIAN + 'e:a skos:prefLabel "Alpha"@de .'), language="de"),
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(TABLES, "en", strange)
        texts["strange"] = render(Thesaurus.from_text(GEORGIAN))
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, "utf-8")
    yield {name: (folder / f"{name}.html").as_uri() for name in texts}


def test_all_that_the_page_says_is_in_the_table(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["strange"])
    page.locator("#to-help").click()
    found: dict[str, set[str]] = {}
    for view in VIEWS:
        page.evaluate("to => (location.hash = to)", view)
        settle(page)
        for text in page.evaluate(SAID):
            if left := outside_brackets(text):
                found.setdefault(view, set()).update(left)
    assert not found


def test_what_is_found_is_told_in_the_words_of_the_page(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["strange"])
    for typed, told in (("ა", "⟦→⟧"), ("알파", "⟦translation⟧"), ("მწკრივი", "⟦group⟧"), ("ჯჯჯ", "⟦No name")):
        page.locator("#search").fill(typed)
        settle(page)
        expect(page.locator("#hits")).to_contain_text(told)
        assert not outside_brackets(page.locator("#hits").inner_text())


def test_a_page_without_words_in_its_language_is_english(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["strange"] + "#term=a")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("h1 bdi")).to_have_attribute("lang", "ka")
    expect(page.locator("#card .definition").first).to_have_attribute("lang", "ka")
    expect(page.locator("#card .name a bdi")).to_have_attribute("lang", "ka")


def test_the_language_of_the_labels_is_that_of_the_page(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["german"])
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator("#to-map")).to_have_text("Karte")
    expect(page.locator("#facts")).to_have_text("4 Begriffe · 1 weiterer Name · 1 irreführender Name")
    assert page.evaluate("termgraph.model.words.number(12345)") == "12.345"
    page.locator("#language").select_option("ka")
    settle(page)
    # The page goes on to say so in German.
    expect(page.locator("#to-map")).to_have_text("Karte")
    expect(page.locator("html")).to_have_attribute("lang", "de")


def test_what_is_counted_has_the_plurals_of_its_language(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["arabic"])
    counted = page.evaluate("[0, 1, 2, 3, 11, 100].map((n) => termgraph.model.words.count('term', n))")
    assert counted == ["لا مصطلحات", "مصطلح واحد", "مصطلحان", "3 مصطلحات", "11 مصطلحًا", "100 مصطلح"]
    for tag in TABLES:
        categories = page.evaluate("tag => new Intl.PluralRules(tag).resolvedOptions().pluralCategories", tag)
        assert all(forms.keys() <= {*categories} for forms in words(tag).counts.values())


def test_numbers_are_written_alike_by_the_page_and_on_it(page: Page) -> None:
    numbers = [0, 999, 1234, 12345, 1234567]
    for tag in TABLES:
        written = page.evaluate("([tag, all]) => all.map((n) => n.toLocaleString(tag))", [tag, numbers])
        assert written == list(map(words(tag).number, numbers))


def left_of(page: Page, one: str, other: str) -> bool:
    """Tell whether an element of the page begins to the left of another."""
    boxes = [page.locator(selector).first.bounding_box() for selector in (one, other)]
    assert all(boxes)
    return boxes[0]["x"] < boxes[1]["x"]  # type: ignore[index]


def test_arabic_is_laid_out_from_right_to_left(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["arabic"] + "#term=c")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert left_of(page, "#panel", "#canvas")
    assert left_of(page, "#to-list", "#to-map")
    assert left_of(page, "#card .trail a >> nth=1", "#card .trail a >> nth=0")
    assert left_of(page, "#close", "#focus")
    expect(page.locator("#card .definition")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_runs_the_other_way_stands_apart(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["arabic"] + "#term=b")
    english = page.locator("#card .others .definition")
    expect(english).to_have_attribute("dir", "auto")
    expect(english).to_have_attribute("lang", "en")
    visit(page, pages["arabic"] + "#term=c&view=misnomers")
    expect(page.locator("#tale")).to_have_text("«\u2068softmax\u2069»: يوحي بـ دالة")
    expect(page.locator("#card .claim bdi").first).to_have_text("softmax")


def test_the_drawing_is_mirrored(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["arabic"] + "#term=b&view=focus")
    boxes = {one["label"]: one for one in page.evaluate("termgraph.scene()")}
    middle, related, name = boxes["الشبكة العصبية"], boxes["دالة"], boxes["الشبكة"]
    assert name["right"] < middle["left"]
    assert name["right"] - name["left"] > 0
    assert related["left"] > middle["right"] or related["right"] < middle["left"]
    visit(page, pages["arabic"])
    dots = {one["label"]: one for one in page.evaluate("termgraph.scene()")}
    # What is narrower is set in, from the right.
    assert dots["الشبكة العصبية"]["right"] < dots["تعلم الآلة"]["right"]


def test_what_is_pointed_at_on_a_mirrored_drawing_is_what_is_seen_there(
    page: Page, pages: dict[str, str]
) -> None:
    visit(page, pages["arabic"] + "#term=b&view=focus")
    box = next(one for one in page.evaluate("termgraph.scene()") if one["label"] == "softmax")
    page.mouse.click((box["left"] + box["right"]) / 2, (box["top"] + box["bottom"]) / 2)
    shows(page, "[data-term=c]")


def test_the_arrow_that_leads_on_is_the_left_one(page: Page, pages: dict[str, str]) -> None:
    visit(page, pages["arabic"] + "#view=tree")
    tree = page.locator("#tree-view")
    tree.focus()
    page.keyboard.press("End")
    row = tree.locator(".row.active")
    expect(row).to_have_attribute("aria-level", re.compile(r"\d"))
    page.keyboard.press("Home")
    page.keyboard.type("تع")
    expect(row).to_contain_text("تعلم الآلة")
    page.keyboard.press("ArrowRight")
    expect(row).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowLeft")
    expect(row).to_have_attribute("aria-expanded", "true")


def test_pictures_of_a_mirrored_drawing_are_mirrored(
    page: Page, pages: dict[str, str], tmp_path: Path
) -> None:
    visit(page, pages["arabic"] + "#term=b&view=focus")
    page.locator("#take summary").click()
    with page.expect_download() as download:
        page.locator("#take-svg").click()
    download.value.save_as(tmp_path / "picture.svg")
    texts = re.findall(
        r'<text x="([\d.]+)"[^>]*?direction="rtl"[^>]*>([^<]+)', (tmp_path / "picture.svg").read_text("utf-8")
    )
    places = {text: float(x) for x, text in texts}
    assert places["الشبكة"] < places["الشبكة العصبية"]
