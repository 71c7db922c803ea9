"""Documents as running text: what of each format is prose, and where it stands in the file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement

from termgraph.errors import TermgraphError
from termgraph.matching.edits import Edit, write_edits
from termgraph.matching.prose import Kind, open_prose, prose_files, prose_of
from termgraph.matching.prose.source import Prose
from tests.test_readers_docx import link
from tests.test_readers_pdf import ONE, TWO, pdf

MARKDOWN = """---
title: hidden front matter
---
# Owl *heading*

An **owl** sees `code` and [a link](http://hidden.e/x "hidden") \\
in $x_hidden$ the night.

> A quotation.

```python
hidden = 1
```

```{note}
A *note* of MyST.
```

| a cell | another |
|---|---|
| third | `hidden` |

- an item
  over two lines <span hidden="x">here</span>

![hidden alt](hidden.png) Last {term}`hidden`. &amp; end

[ref]: http://hidden.e
"""
RST = """Owl
===

An *owl* sees ``hidden`` and `a link <http://hidden.e>`_ with :math:`hidden`.

.. note:: A note.

.. code-block:: python

   hidden = 1

::

   hidden

>>> hidden

- an item
  over two lines

  quoted

.. hidden comment
"""
HTML = """<!DOCTYPE html><html><head><title>hidden</title><style>hidden</style></head><body>
<h2>Owl</h2><p>An <em>owl</em> sees <code>hidden</code> and <a href="hidden">a link</a>.
<script>hidden</script><pre>hidden</pre><blockquote>A quotation.</blockquote><!-- hidden -->
<p title="hidden">Last &amp; end
"""
LATEX = r"""\documentclass{hidden}
\begin{document}
\section{Owl}
An \emph{owl} sees $hidden$ and \cite{hidden}; \href{hidden}{a link}. % hidden
\begin{verbatim}
hidden
\end{verbatim}
\begin{quote}A quotation.\end{quote}
\end{document}
hidden
"""
PYTHON = '''"""Owls.

    >>> hidden()
    hidden
"""
hidden = "hidden"  # A comment.


def hidden():
    """A docstring with `hidden` in it."""
    return """hidden"""
'''
NOTEBOOK = json.dumps(
    {
        "cells": [
            {"cell_type": "code", "source": ["hidden = 1  # hidden"], "outputs": ["hidden"]},
            {"cell_type": "markdown", "source": ["# Owl\n", 'An "owl" sees\tand `hidden` é.\n']},
            {"cell_type": "markdown", "source": "One text."},
        ]
    },
    indent=1,
)
ASCIIDOC = """= Owl
hidden author <hidden@e.org>
:hidden: hidden

[[hidden]]
.A title
An *owl* sees `hidden` and https://hidden.e[a link], stem:[hidden], {hidden} image:hidden.png[hidden].
See <<hidden,the owl>>. footnote:[A note.]

[source,hidden]
----
hidden = 1
----

[stem]
++++
hidden
++++

____
A quotation.
____

[quote]
A second quotation.

 hidden literal

// hidden comment
|===
|a cell | third `hidden`
|===

* an item
over two lines
+
NOTE: Attached.

tern:: A bird
  of the sea. include::no[]

include::hidden.adoc[]
"""
JAVASCRIPT = """/**
 * An `hidden` owl.
 * @hidden {@hidden}
 * ```
 * hidden()
 * ```
 */
const hidden = "// hidden", more = `/* hidden */`; // A comment.
"""
EXAMPLES = {
    "markdown": (
        MARKDOWN,
        ["Owl", "owl", "a link", "night.", "A quotation.", "note", "a cell", "third", "over two lines"],
    ),
    "rst": (RST, ["Owl", "owl", "a link", "A note.", "over two lines"]),
    "html": (HTML, ["Owl", "owl", "a link", "A quotation.", "Last"]),
    "latex": (LATEX, ["Owl", "owl", "a link", "A quotation."]),
    "python": (PYTHON, ["Owls.", "A comment.", "A docstring with"]),
    "asciidoc": (
        ASCIIDOC,
        [
            "Owl",
            "A title",
            "owl",
            "a link",
            "the owl",
            "A note.",
            "A quotation.",
            "A second quotation.",
            "a cell",
            "third",
            "an item\nover two lines",
            "Attached.",
            "tern",
            "A bird\n  of the sea.",
        ],
    ),
    "code": (JAVASCRIPT, ["owl.", "A comment."]),
    "notebook": (NOTEBOOK, ["Owl", '"owl" sees', "One text."]),
    "text": ("An owl `hidden` sees.", ["An owl", "sees."]),
}


@pytest.mark.parametrize("format_", EXAMPLES)
def test_prose_is_seen_and_all_else_is_covered(format_: str) -> None:
    text, seen = EXAMPLES[format_]
    prose = prose_of(text, "a", format_)
    assert len(prose.covered) == len(prose.text)
    assert "hidden" not in prose.covered
    for words in seen:
        assert words in prose.covered


@pytest.mark.parametrize("format_", EXAMPLES)
def test_runs_follow_each_other(format_: str) -> None:
    prose = prose_of(EXAMPLES[format_][0], "a", format_)
    ends = [0, *(run.end for run in prose.runs)]
    assert all(end <= run.start < run.end for end, run in zip(ends, prose.runs, strict=False))


@pytest.mark.parametrize("format_", ["markdown", "rst", "html", "latex", "asciidoc"])
def test_kinds_and_sections(format_: str) -> None:
    prose = prose_of(EXAMPLES[format_][0], "a", format_)
    kinds = {prose.text[run.start : run.end]: run.kind for run in prose.runs}
    assert kinds["Owl"] is Kind.HEADING
    assert kinds["owl"] is Kind.TEXT
    assert kinds["a link"] is Kind.LINK
    assert format_ == "rst" or kinds["A quotation."] is Kind.QUOTATION
    assert prose.section(prose.text.index("owl")) == 1


def test_markup_joins_and_code_cuts() -> None:
    from termgraph.matching import Matcher
    from termgraph.skos import Thesaurus

    matcher = Matcher(Thesaurus.from_text('<e:r> a skos:Concept ; skos:prefLabel "learning rate"@en .'))
    said = "A learning *rate*, a *learning*\nrate, a learning `x` rate; [learning](b) rate."
    found = matcher.find(prose_of(said, "a.md").covered)
    assert [match.text for match in found] == ["learning rate"] * 3


@pytest.mark.parametrize("format_", EXAMPLES)
def test_places_are_those_of_the_file(format_: str) -> None:
    text = EXAMPLES[format_][0]
    prose = prose_of(text, "a", format_)
    data = text.encode()
    for run in prose.runs:
        place = prose.place(run.start)
        first = prose.text[run.start]
        line = text.split("\n")[place.line - 1] + "\n"
        assert line[place.column - 1] == first or format_ == "notebook"
        assert data[place.byte :].decode()[0] in (first, "\\")


def test_a_notebook_knows_where_its_letters_stand() -> None:
    prose = prose_of(NOTEBOOK, "a", "notebook")
    assert NOTEBOOK[prose.origin(prose.text.index("owl")) :].startswith('owl\\" sees\\tand')
    assert NOTEBOOK[prose.origin(prose.text.index("One")) :].startswith("One text.")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_edits_leave_every_other_byte(tmp_path: Path, newline: str, mark: bytes) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(mark + f"# Ü{newline}{newline}An owl.{newline}".encode())
    prose = open_prose(file)
    at = prose.text.index("owl")
    assert file.read_bytes()[prose.place(at).byte :].startswith(b"owl")
    write_edits(prose, [Edit(at, at + 3, "jay")])
    assert file.read_bytes() == mark + f"# Ü{newline}{newline}An jay.{newline}".encode()


def test_a_notebook_stays_one(tmp_path: Path) -> None:
    file = tmp_path / "a.ipynb"
    file.write_text(NOTEBOOK, "utf-8")
    prose = open_prose(file)
    at = prose.text.index("owl")
    write_edits(prose, [Edit(at, at + 3, '"jay"')])
    assert json.loads(file.read_text("utf-8"))["cells"][1]["source"][1].startswith('An ""jay"" sees\tand')


def test_what_cannot_be_written_back_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"An owl.\r\nA jay.\nA bat.\r\n")
    with pytest.raises(TermgraphError, match="cannot be written back as it is"):
        write_edits(open_prose(file), [Edit(3, 6, "jay")])


def test_a_folder_means_its_documents(tmp_path: Path) -> None:
    for name in ("b.md", "a.rst", "c.png", ".hidden/d.md", "e/f.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    assert [Path(path).name for path in prose_files([str(tmp_path)])] == ["a.rst", "b.md", "f.html"]
    with pytest.raises(TermgraphError, match="no such file"):
        prose_files([str(tmp_path / "gone")])


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "__init__.py").write_text("\n", "utf-8")
    assert open_prose(tmp_path / "__init__.py").runs == []


@pytest.mark.parametrize(
    ("format_", "text"),
    [
        ("python", "def ("),
        ("notebook", "{}"),
        ("notebook", '{"cells": 1}'),
        ("latex", "\\emph{a"),
        ("word", "x"),
    ],
)
def test_what_is_none_is_refused(format_: str, text: str) -> None:
    with pytest.raises(TermgraphError):
        prose_of(text, "a", format_)


SHORTCODES = """+++
title = "hidden"
+++
An owl {{< figure src="a" title="A hidden owl" >}} and {{% note "hidden" %}}Of **it**.{{% /note %}} {% hidden %}

{{< highlight go >}}
hidden
{{< /highlight >}}
"""
MDX = """import Hidden, { hidden } from "hidden";
export const a = {
  hidden,
};

An owl {hidden.of({ hidden })} and {/* hidden */} $x_{hidden}$ more.

:::note[A hidden title]
A note.
:::

<Tabs label="hidden" on={hidden}>

Of **it**.

</Tabs>
"""


@pytest.mark.parametrize(("text", "path"), [(SHORTCODES, "a.md"), (MDX, "a.mdx"), (MDX, "a.md")])
def test_what_generators_of_sites_read_is_no_prose(text: str, path: str) -> None:
    prose = prose_of(text, path)
    assert "hidden" not in prose.covered
    assert prose.text == text
    seen = {text[run.start : run.end].strip(): run.joined for run in prose.runs}
    assert (seen["An owl"], seen["and"], seen["it"]) == (False, False, True)


def test_braces_are_prose_where_nothing_generates() -> None:
    assert "{an owl}" in prose_of("The set {an owl} and `{x}`.", "a.md").covered


@pytest.mark.parametrize(
    "text", ["{{" * 20_000, "{a" * 20_000, "{{< highlight a" * 5_000, "import 'a" * 9_000]
)
def test_hostile_templates_are_read(text: str) -> None:
    assert len(prose_of(text, "a.mdx").covered) == len(text)


# Files that are no text


def word(file: Path) -> Path:
    """Write a Word document of all that has to be told apart."""
    document = docx.Document()
    document.add_heading("Owl", 1)
    paragraph = document.add_paragraph("An o")
    paragraph.add_run("wl").bold = True
    paragraph.add_run(" sees ")
    paragraph.add_run("hidden").font.name = "Courier New"
    link(document, paragraph, "a link", "https://hidden.e")
    formula: Any = OxmlElement("m:oMath")
    formula.append(OxmlElement("m:r"))
    inserted: Any = OxmlElement("w:ins")
    deleted: Any = OxmlElement("w:del")
    inserted.append(paragraph.add_run(" inserted")._r)
    deleted.append(paragraph.add_run("hidden")._r)
    paragraph._p.extend([formula, inserted, deleted])
    document.add_paragraph("A quotation.", style="Quote")
    document.add_paragraph("hidden", style="macro")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "a cell", "another"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "merged"
    document.save(str(file))
    return file


def test_a_word_document_is_told_apart_by_its_styles(tmp_path: Path) -> None:
    prose = open_prose(word(tmp_path / "a.docx"))
    assert "hidden" not in prose.covered
    assert prose.covered.count("merged") == 1
    assert "cell\0another" in prose.covered
    kinds = {prose.text[run.start : run.end]: run.kind for run in prose.runs}
    assert (kinds["Owl"], kinds["a link"], kinds["A quotation."]) == (Kind.HEADING, Kind.LINK, Kind.QUOTATION)
    assert [run.joined for run in prose.runs[1:4]] == [False, True, True]
    assert kinds[" inserted"] is Kind.TEXT
    assert prose.section(prose.text.index("sees")) == 1
    at = prose.place(prose.text.index("merged"))
    assert (at.line, at.part) == (6, "table row 6")
    assert str(prose.where(prose.text.index("quotation"))).endswith("a.docx, paragraph 3")


def test_a_pdf_is_read_by_its_paragraphs(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf(ONE, TWO))
    prose = open_prose(file)
    assert "has underwater wings" in prose.covered
    assert "Birds Ltd" not in prose.covered  # the running head
    kinds = {prose.text[run.start : run.end]: run.kind for run in prose.runs}
    assert kinds["Auk"] is Kind.HEADING
    assert prose.place(prose.text.index("long legs")).part == "page 2"
    assert prose.section(prose.text.index("wings")) == 2


@pytest.mark.parametrize("name", ["a.docx", "a.pdf"])
def test_what_is_no_text_is_not_taken_for_one(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("An owl.", "utf-8")
    with pytest.raises(TermgraphError, match="is no "):
        open_prose(tmp_path / name)
    with pytest.raises(TermgraphError, match="which is no text"):
        prose_of("An owl.", name)


def test_what_has_no_lines_is_never_written(tmp_path: Path) -> None:
    file = word(tmp_path / "a.docx")
    before = file.read_bytes()
    with pytest.raises(TermgraphError, match="read and never written"):
        write_edits(open_prose(file), [Edit(0, 3, "jay")])
    assert file.read_bytes() == before


def test_comments_with_code_between_are_apart() -> None:
    python = prose_of("x = 1  # learning\ny = 2  # rate\n# learning\n# rate\n", "a.py")
    script = prose_of("x = 1 // learning\ny = 2 // rate\n// learning\n// rate\n", "a.js")
    assert [run.joined for run in python.runs] == [False, False, True, True]
    assert [run.joined for run in script.runs] == [False, False, True, True]


HOSTILE: Mapping[str, Callable[[int], str]] = {
    "a long line": lambda size: "owl " * size,
    "emphasis": lambda size: "*a **b " * size,
    "brackets": lambda size: "[" * size,
    "links": lambda size: "[a](b" * size,
    "backquotes": lambda size: "`" * size + "a",
    "quotes": lambda size: "> " * (size // 10) + "a",
    "lists": lambda size: "\n".join("  " * (at % 200) + "- a" for at in range(size)),
    "tags": lambda size: "<b>" * size,
    "open tags": lambda size: "<a " * size,
    "comments": lambda size: "<!--" * size,
    "entities": lambda size: "&" * size,
    "dollars": lambda size: "$a" * size,
    "braces": lambda size: "{a}" * size,
    "colons": lambda size: "a::b" * size,
    "pipes": lambda size: "|a|b\n|-|-\n" * (size // 10),
    "marks": lambda size: "a\u0301" * size,
    "joiners": lambda size: "a\u2060\u200d" * size,
    "emoji": lambda size: "👩‍🔬" * size,
    "right to left": lambda size: "\u202eabc\u202c " * size,
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("format_", ["markdown", "rst", "html", "asciidoc", "code", "text"])
def test_hostile_texts_are_read(format_: str, kind: str) -> None:
    try:
        prose = prose_of(HOSTILE[kind](20_000), "a", format_)
    except TermgraphError as refused:
        assert refused.message == "nested too deep"
    else:
        assert len(prose.covered) == len(prose.text)


@pytest.mark.parametrize(("newline", "encoding"), [("\n", "utf-8"), ("\r\n", "utf-8"), ("\r\n", "utf-16-le")])
@pytest.mark.parametrize("text", ["", "é\n", "aé😀" * 3_000, "ab\n\n" + "é" * 2_500 + "\nc"])
def test_a_place_is_told_by_its_byte_in_lines_of_any_length(text: str, newline: str, encoding: str) -> None:
    prose = Prose("a.txt", "text", text, (), newline=newline, encoding=encoding, mark=b"mark")
    for at in range(0, len(text) + 1, 7):
        before = text[:at]
        size = 4 + len(before.replace("\n", newline).encode(encoding))
        assert prose.place(at)[:3] == (before.count("\n") + 1, at - before.rfind("\n"), size)


def test_the_mark_of_an_encoding_stands_once(tmp_path: Path) -> None:
    text = "é\n" * 3 + "x" * 2_500
    (tmp_path / "a.txt").write_text(text, "utf-16", newline="")
    prose = open_prose(tmp_path / "a.txt")
    assert [prose.place(at).byte for at in (0, 5, len(text))] == [2, 12, 2 + 2 * len(text)]
