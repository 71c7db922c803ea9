r"""LaTeX and bib2gls: the commands of the packages, their fields, links by `\gls`, and what is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

from termgraph.errors import TermgraphError
from termgraph.readers import sniffed
from termgraph.readers.blocks.runs import markdown
from termgraph.readers.formats.latex_text import runs
from tests.documents import by_name, entries, names, read

GLOSSARY = r"""
    \documentclass{article}
    \newcommand{\term}[2]{\newglossaryentry{#1}{name={#1},description={#2}}}
    % \newglossaryentry{old}{name=old,description={Gone.}}
    \begin{document}
    \newglossaryentry{owl}
    { % the first one
      name={Owl},
      plural={owls},
      symbol={\ensuremath{\Omega}},
      category=bird,
      sort=a,
      description={A \emph{bird}, {\bfseries not} a \gls{beast}[s]%
        % or so
        , of 50\% \& more, see \href{https://example.org/a_b}{here} \cite{darwin}.

        It has $2^n$ wings}
    }
    \longnewglossaryentry{beast}{name=beast, see={[see also]{owl,fur}}, user1={a, b}}{
      Long text, with \LaTeX\ and na\"ive \textsc{caps}:
      \begin{itemize}
        \item one
        \item two
      \end{itemize}
    }
    \newacronym[longplural={feet of owls}, parent=owl]{foo}{FOO}{foot of owl}
    \newabbreviation{api}{API}{application programming interface}
    \newterm[description={A hair.}]{fur}
    \DeclareAcronym{jpg}{short = JPEG , long = Joint Photographic Experts Group, tag = pictures}
    \newglossaryentry{pelt}{name=pelt, alias=fur, description={}}
    \newglossaryentry{broken}{name=a, description={\begin{itemize} x}}
    \end{document}
"""


def test_the_commands_of_the_packages(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.tex", GLOSSARY)
    assert [(record.label, record.kind, record.lines) for record in entries(reading)] == [
        ("Owl", "entry", (5, 17)),
        ("beast", "entry", (18, 24)),
        ("foot of owl", "stub", (25, 25)),
        ("application programming interface", "stub", (26, 26)),
        ("fur", "entry", (27, 27)),
        ("Joint Photographic Experts Group", "stub", (28, 28)),
        ("pelt", "redirect", (29, 29)),
    ]
    found = by_name(reading)
    owl, beast, foot = found["Owl"], found["beast"], found["foot of owl"]
    assert owl.body == (
        "A *bird*, **not** a [beast](#beast), of 50% & more, see [here](https://example.org/a_b) [darwin].\n\n"
        "It has $2^n$ wings"
    )
    assert [(label.label, label.type) for label in owl.labels] == [("Owl", None), ("owls", "plural")]
    assert (owl.fields, owl.see) == ({"symbol": ("Ω",), "category": ("bird",)}, ("beast",))
    assert beast.body == "Long text, with LaTeX and naïve caps:\n\n- one\n\n- two"
    assert (beast.fields, [one.type for one in beast.relations]) == (
        {"user1": ("a, b",)},
        ["related", "related"],
    )
    assert [(label.label, label.type) for label in foot.labels] == [
        ("foot of owl", None),
        ("FOO", "abbreviation"),
        ("feet of owls", "plural"),
    ]
    assert [(one.type, one.target, one.stated) for one in foot.relations] == [("broader", "Owl", True)]
    assert found["pelt"].see == ("fur",)
    assert [(one.where, one.why.partition(":")[0]) for one in reading.dropped] == [
        ("line 2", "\\newglossaryentry in a command of the document's own"),
        ("line 30", "\\newglossaryentry"),
    ]


def test_a_bracket_that_is_not_closed_loses_no_other_entry(tmp_path: Path) -> None:
    text = r"\newglossaryentry{a}{name=a, description={A \newglossaryentry{b}{name=b, description={B}}"
    reading = read(tmp_path, "a.tex", text.encode())
    assert names(reading) == ["b"]
    assert [one.why for one in reading.dropped] == [
        "\\newglossaryentry: broken LaTeX: a bracket is not closed"
    ]


def test_description_lists(tmp_path: Path) -> None:
    text = r"""
        \section{Glossary}
        \begin{description}
          \item[Owl:] A bird.
          % \item[No] nothing
          \item[\textbf{Jay} {[loud]}] Another one:
            \begin{description}\item[blue] its wings\end{description}
        \end{description}
    """
    reading = read(tmp_path, "a.tex", text)
    assert [(record.label, record.lines) for record in entries(reading)] == [
        ("Owl", (3, 4)),
        ("Jay [loud]", (5, 6)),
    ]
    assert "its wings" in entries(reading)[1].body


BIB = r"""
    @string{kept = "no"}
    @entry{bird, name = {Bird}, description = {An animal with \gls{wing}s}, symbol={\ensuremath{B}}}
    @index{duck, plural={ducks}}

    @abbreviation{html,
      Short = {HTML},
      long  = {hypertext markup language},
      seealso = {bird,duck}
    }
    @dualentry{wing, name={wing}, description={It beats.}, dualname={Flügel}, dualdescription={Er schlägt.}}
    @article{darwin, title={On the Origin of Species}}
    @symbol{pi, name={\ensuremath{\pi}}, description={a number}}
"""


def test_without_commands_for_entries_sections_lists_and_tables_are_read(tmp_path: Path) -> None:
    text = r"""\documentclass{report}
\title{Terms of \emph{Bees}}
\begin{document}
\maketitle
\chapter*{Places}  % where they live
\section*{Apiary}\label{apiary}
A place where \textbf{bees} are kept.

It is 50\% wax.
\section[Comb]{Comb (bees)}
\begin{itemize}
  \item A sheet of cells.
    \begin{enumerate}\item A cell.\end{enumerate}
  \item A home.
\end{itemize}
\section*{Drone}
A male bee. \unknown{\section}
\end{document}
\section{Not in it}
"""
    reading = read(tmp_path, "bees.tex", text)
    found = {record.label: record for record in reading.records}
    assert reading.title == "Terms of Bees"
    assert [(name, record.kind, record.lines) for name, record in found.items()] == [
        ("Places", "section", (5, 5)),
        ("Apiary", "entry", (6, 9)),
        ("Comb", "entry", (10, 14)),
        ("Drone", "entry", (16, 17)),
    ]
    assert found["Apiary"].body == "A place where **bees** are kept.\n\nIt is 50% wax."
    assert found["Comb"].body == "- A sheet of cells.\n  \n  - A cell.\n- A home."
    assert "no command says what is an entry: sections and lists do" in reading.guesses


def test_lists_of_bold_terms_and_tables_of_latex(tmp_path: Path) -> None:
    text = r"""\section{Terms}
\begin{itemize}
\item \textbf{Apiary}: A place.
\item \textbf{Comb}: A sheet.
\item \textbf{Drone}: A bee.
\item \textbf{Broken: A
\end{itemize}
\begin{tabular}{|l|l|} \hline
Term & Definition \\ \hline
Wax & What {bees \& wasps} build with \\
Smoke \& fire & It calms. \\[2pt]
\end{tabular}
"""
    reading = read(tmp_path, "bees.tex", text)
    found = {
        record.label: (record.body, record.lines) for record in reading.records if record.kind == "entry"
    }
    assert found == {
        "Apiary": ("A place.", (3, 3)),
        "Comb": ("A sheet.", (4, 4)),
        "Drone": ("A bee.", (5, 5)),
        "Wax": ("What bees & wasps build with", (10, 10)),
        "Smoke & fire": ("It calms.", (11, 11)),
    }
    assert [one.where for one in reading.dropped] == ["line 6"]


def test_glossaries_of_bib2gls(tmp_path: Path) -> None:
    reading = read(tmp_path, "a.bib", BIB)
    assert [(record.label, record.lines) for record in entries(reading)] == [
        ("Bird", (2, 2)),
        ("duck", (3, 3)),
        ("hypertext markup language", (5, 9)),
        ("wing", (10, 10)),
        ("Flügel", (10, 10)),
        ("π", (12, 12)),
    ]
    html = by_name(reading)["hypertext markup language"]
    assert [(label.label, label.type) for label in html.labels][1:] == [("HTML", "abbreviation")]
    assert [(one.type, one.target) for one in html.relations] == [("related", "Bird"), ("related", "duck")]
    assert [label.label for label in by_name(reading)["duck"].labels] == ["duck", "ducks"]
    assert by_name(reading)["Bird"].see == ("wing",)
    assert [one.why for one in reading.dropped] == ["1 entries of other types, such as publications"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.bib", "@article{darwin, title={On the Origin}}"),
        ("a.bib", "no bibliography"),
        ("a.tex", "\\documentclass{article}\\begin{document}Hello\\end{document}"),
    ],
)
def test_what_holds_no_glossary_is_refused(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(TermgraphError, match="holds no terms"):
        read(tmp_path, name, text.encode())


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        (r"\'Etude \o{} \ss{} \c{c} --- ``so''~x", "Étude ø ß ç — “so”\u00a0x"),
        (r"\emph{a \textbf{b}} \texttt{c_d} \textsf{e} \MyTool{} \small f", "*a* ***b*** `c_d` e MyTool f"),
        (r"a\\b\par c \footnote{d} \label{x}", "a\nb\n\nc (d)"),
        (r"\url{https://example.org/a_b} <script> \verb|<b>|", "<https://example.org/a_b> &lt;script> `<b>`"),
        (r"\Glspl{owl} and \glslink{owl}{it}, \ac{owl}", "[Barn owl](#owl) and [it](#owl), [barn owl](#owl)"),
    ],
)
def test_latex_as_markdown(latex: str, shown: str) -> None:
    assert markdown(runs(latex, 1, {"owl": "barn owl"})).strip() == shown


def test_both_are_known_by_what_they_hold() -> None:
    assert sniffed(rb"% a list" + b"\n" + rb"\newacronym{a}{A}{b}") == "latex"
    assert sniffed(b"@entry{a, name={A}}") == "bib"
