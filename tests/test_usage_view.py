"""The explorer of a vocabulary in use: dots by how often they are used, and the same in words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from termgraph.skos import Thesaurus
from termgraph.view import render
from tests.commands import BIRDS, run
from tests.viewing import SMALL, unpacked, visit

if TYPE_CHECKING:
    from playwright.sync_api import Page

ML = "https://w3id.org/termgraph/ml/"
USES = {f"{ML}softmax": 200, f"{ML}maximum": 1}


def test_a_page_without_counts_says_nothing_of_use() -> None:
    page = render(Thesaurus.from_text(SMALL))
    core = page.partition('id="core">')[2].partition("</script>")[0]
    assert json.loads(unpacked(core))["uses"] is None
    assert "never used" not in page.partition("<noscript>")[2].partition("</noscript>")[0]


def test_the_list_without_scripts_says_how_often_each_is_used() -> None:
    listed = (
        render(Thesaurus.from_text(SMALL), uses=USES).partition("<noscript>")[2].partition("</noscript>")[0]
    )
    assert listed.count('<small class="badge">used 200 times</small>') == 1
    assert listed.count('<small class="badge">used 1 time</small>') == 1
    assert listed.count('<small class="badge">never used</small>') == 4


def test_the_command_writes_it(tmp_path: Path) -> None:
    (tmp_path / "birds.ttl").write_text(BIRDS, "utf-8")
    (tmp_path / "a.md").write_text("An owl and an owl.\n", "utf-8")
    out = tmp_path / "usage.html"
    ran = run("-V", tmp_path / "birds.ttl", "usage", tmp_path / "a.md", "--view", out)
    assert (ran.status, f"wrote {out}" in ran.err) == (0, True)
    assert "used 2 times" in out.read_text("utf-8")


@pytest.mark.browser
def test_the_map_shows_what_is_used_and_says_it(page: Page, tmp_path: Path) -> None:
    from playwright.sync_api import expect

    file = tmp_path / "a.html"
    file.write_text(render(Thesaurus.from_text(SMALL), uses=USES), "utf-8")
    visit(page, file.as_uri())
    expect(page.locator("#note")).to_contain_text("4 never used")
    for look in ("", "#view=overview"):
        visit(page, file.as_uri() + look)
        expect(page.get_by_text("larger: used more often")).to_be_visible()
        expect(page.locator("#legend").get_by_text("never used")).to_be_visible()
        page.locator("#take > summary").click()
        with page.expect_download() as download:
            page.get_by_role("button", name="Drawing (SVG)").click()
        drawn = download.value.path().read_text("utf-8")
        assert len(set(re.findall(r'<circle[^>]* r="([\d.]+)"', drawn))) > 2
        assert ">never used<" in drawn
    visit(page, f"{file.as_uri()}#view=focus&term=softmax")
    expect(page.locator("#card .badge", has_text="used 200 times")).to_be_visible()
    expect(page.get_by_text("larger: used more often")).to_be_hidden()
    visit(page, f"{file.as_uri()}#view=list")
    expect(page.locator("#list .badge", has_text="never used")).to_have_count(4)
    visit(page, f"{file.as_uri()}#view=tree")
    expect(page.locator("#tree [role=treeitem]", has_text="function").first).to_contain_text("never used")
