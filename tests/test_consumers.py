"""The page of consumers: a row a program, what it read of what there is, and its last row where it cannot be had."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tools import consumers
from tools.consumers import CONSUMERS, KINDS, Arrival, Consumer, arrival, counts, not_anew, page, row, rows

from termgraph.export import WRITERS
from termgraph.export.profiles import PROFILES
from termgraph.skos import Thesaurus

OWL = """<e:owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:altLabel "hooter"@en ; skos:related <e:night> ;
  skos:hiddenLabel "oul"@en ; skos:exactMatch <e:f> .
<e:night> a skos:Concept ; skos:prefLabel "night"@en ; skos:related <e:owl> .
<e:all> a skos:Collection ; skos:prefLabel "all"@en ; skos:member <e:owl> .
"""


@pytest.fixture(scope="module")
def owl() -> Thesaurus:
    return Thesaurus.from_text(OWL)


def test_each_program_reads_a_format_that_there_is() -> None:
    assert len({one.name for one in CONSUMERS}) == len(CONSUMERS)
    for one in CONSUMERS:
        assert one.format in WRITERS
        assert one.profile in PROFILES
        assert (Path(consumers.__file__).parent / "consuming" / one.script).is_file()


def test_no_script_is_called_like_what_it_imports() -> None:
    for path in (Path(consumers.__file__).parent / "consuming").glob("*.py"):
        called = [
            node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Constant)
        ]
        assert path.stem not in {str(one.value).partition(".")[0] for one in called}


def test_what_is_there_is_counted_once(owl: Thesaurus) -> None:
    assert counts(owl) == {
        "concepts": 2, "preferred": 2, "others": 1, "hidden": 1, "definitions": 0, "broader": 0, "related": 1,
        "members": 1, "mappings": 1,
    }  # fmt: skip
    assert counts(owl).keys() == KINDS.keys()


def test_a_row_says_what_is_lost_and_why(owl: Thesaurus) -> None:
    one = Consumer("x", "voc4cat", "X", "with_voc4cat.py")
    found = Arrival(
        "1.0", {"concepts": 2, "preferred": 2, "others": 0, "members": 1, "mappings": 1}, "two rows"
    )
    assert row(one, found, owl) == (
        "| `voc4cat` | X | 1.0 | 2 concepts, 2 preferred names, 1 memberships, 1 mappings; two rows"
        " | 1 hidden names, 1 related: the format has no place; 1 other names: not read |"
    )
    everything = Arrival("1.0", counts(owl))
    assert row(one, everything, owl).endswith("| nothing of what is counted |")


def test_a_program_that_is_not_here_keeps_its_last_row(owl: Thesaurus, tmp_path: Path) -> None:
    one = CONSUMERS[0]
    known = row(one, Arrival("1.0", counts(owl)), owl)
    text = page(
        f"Before.\n\n{consumers._HEADINGS}| `gone` | Gone |\n\nBehind.\n", {consumers._key(one): known}
    )
    assert text == f"Before.\n\n{consumers._HEADINGS}{known}\n\nBehind.\n"
    assert rows(text) == {consumers._key(one): known}
    assert not_anew(not_anew(known)).count("not run anew") == 1
    (tmp_path / one.packages[0]).mkdir()
    assert str(arrival(one, owl, tmp_path)).startswith("not run: ")


def test_the_page_holds_a_row_of_each_program() -> None:
    kept = rows(consumers.PAGE.read_text("utf-8"))
    assert list(kept) == [consumers._key(one) for one in CONSUMERS]
    text = consumers.PAGE.read_text("utf-8")
    assert page(text, kept) == text
