"""One table of what people type and mean: the command line and the explorer find the same, in the same order."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from termgraph.errors import TermgraphError
from termgraph.namespaces import data_dir
from termgraph.skos import Thesaurus
from tests.viewing import selected, settle, visit, write_pages

if TYPE_CHECKING:
    from playwright.sync_api import Page

Case = dict[str, Any]

TABLE: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "search_cases.yaml").read_text("utf-8"))
cases = pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: f"{case['in']}: {case['typed']}")


@pytest.fixture(scope="module")
def stores() -> Mapping[str, Thesaurus]:
    """Return the vocabularies of the table."""
    return {
        name: Thesaurus.from_text(text) if text else Thesaurus.open(data_dir() / name)
        for name, text in TABLE["vocabularies"].items()
    }


def holds(found: list[str], case: Case) -> None:
    """Assert that what is found is what a case says; nothing, where it names nothing."""
    first, also = case.get("first", []), case.get("also", [])
    assert found[: len(first)] == first
    assert set(also) <= set(found)
    assert bool(found) == bool(first or also)


@cases
def test_the_command_line_finds_what_is_meant(stores: Mapping[str, Thesaurus], case: Case) -> None:
    store = stores[case["in"]]
    holds([hit.label for hit in store.search(case["typed"])], case)
    try:
        assert store.label(store.find(case["typed"])) == case.get("show")
    except TermgraphError:
        assert "show" not in case


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Write the pages of the vocabularies, once."""
    sources = {name: text or data_dir() / name for name, text in TABLE["vocabularies"].items()}
    return write_pages(sources, tmp_path_factory.mktemp("pages"))


#: Types something; what is found when all is looked through, as labels.
TYPED = """async (typed) => {
  const input = document.getElementById("search");
  input.value = typed;
  input.dispatchEvent(new Event("input"));
  await termgraph.settled();
  const labels = (row) => (row.querySelector("bdi.concept") ?? row.querySelector("bdi")).textContent;
  return [...document.querySelectorAll("#hits li:not(.none):not(:has(.all))")].map(labels);
}"""


@pytest.mark.browser
@pytest.mark.parametrize("vocabulary", TABLE["vocabularies"])
def test_the_explorer_finds_what_is_meant(page: Page, pages: dict[str, str], vocabulary: str) -> None:
    visit(page, pages[vocabulary])
    for case in TABLE["cases"]:
        if case["in"] == vocabulary:
            holds(page.evaluate(TYPED, case["typed"]), case)


@pytest.mark.browser
@pytest.mark.parametrize("vocabulary", TABLE["vocabularies"])
def test_an_address_of_the_explorer_means_what_show_does(
    page: Page, pages: dict[str, str], vocabulary: str
) -> None:
    for case in TABLE["cases"]:
        if case["in"] == vocabulary:
            visit(page, f"{pages[vocabulary]}#term={case['typed']}")
            settle(page)
            term = selected(page)
            label = page.evaluate("(key) => termgraph.model.label(termgraph.model.find(key)).text", term)
            assert (label if page.locator("#selected").is_visible() else None) == case.get("show")
