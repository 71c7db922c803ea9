"""A notebook that Jupyter itself has executed and written as HTML shows the explorer, where Jupyter is installed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.viewing import SHIPPED, inside, shows

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

CELLS = (
    f"from termgraph import load\nml = load({str(SHIPPED)!r})",
    "ml",
    'ml["softmax"]',
)


def executed(folder: Path) -> str:
    """Return the executed notebook as HTML, without the page around it, which asks the web for scripts."""
    reason = "not installed: pip install nbconvert ipykernel"
    nbconvert = pytest.importorskip("nbconvert", reason=reason)
    pytest.importorskip("ipykernel", reason=reason)
    nbformat = pytest.importorskip("nbformat", reason=reason)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    nbconvert.preprocessors.ExecutePreprocessor(timeout=600).preprocess(
        notebook, {"metadata": {"path": str(folder)}}
    )
    text, _ = nbconvert.HTMLExporter(template_name="basic").from_notebook_node(notebook)
    return f"<!doctype html><title>Notebook</title>{text}"


def test_an_executed_notebook_shows_the_vocabulary_and_a_term(page: Page, tmp_path: Path) -> None:
    (tmp_path / "notebook.html").write_text(executed(tmp_path), "utf-8")
    page.set_viewport_size({"width": 1000, "height": 1600})
    page.goto((tmp_path / "notebook.html").as_uri())
    whole, term = (inside(frame) for frame in page.locator("iframe").all())
    shows(whole, "[data-ready].embed")
    assert whole.evaluate("termgraph.model.size") > 1_000
    whole.evaluate("termgraph.select('logit')")
    shows(whole, "[data-term=logit]")
    shows(term, "[data-ready].embed[data-term=softmax]")
    expect(term.locator("#card .name")).to_contain_text("softmax")
    told = {item["label"] for item in term.evaluate("termgraph.scene()")}
    assert {"softmax", "maximum", "softargmax", "activation function"} <= told
