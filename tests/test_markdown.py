"""Markdown that others may render: whatever a text holds, nothing in it runs, is fetched, or becomes a heading."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from termgraph import markdown
from termgraph.markdown import (
    code,
    escaped,
    escaped_block,
    harmless,
    line,
    lowered,
    plain,
    restored,
    self_contained,
    unescaped,
)
from termgraph.markdown.tree import rich

_PIECES = st.sampled_from([
    *"`<>!-/?[]()$\\*_~{}:&;#1=\"' \n|+.",
    *("<b", "<!--", "</script>", "<img src=x>", "](", "]:", "javascript:x", "```", "~~~"),
    *("{{", "{%", "8<-", "$x<b>$", "$x^{{i}}$", "%%", "==", "&#60;", "\n# "),
    *("&lt;", "\n\n", "    ", "word"),
])  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=25).map("".join)


def harm(markdown: str) -> list[str]:
    """Return what a renderer that obeys all would make of a text beside words and links to the web."""
    parser = MarkdownIt("commonmark", {"html": True})
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    tokens = [token for block in parser.parse(markdown) for token in (block, *(block.children or ()))]
    unsafe = [token.type for token in tokens if token.type in ("html_inline", "html_block", "image")]
    return unsafe + [href for token in tokens if "javascript" in (href := str(token.attrGet("href")))[:11]]


@given(_TEXTS)
def test_markdown_is_harmless_whatever_it_holds(text: str) -> None:
    assert harm(harmless(text)) == []


@given(_TEXTS)
def test_plain_text_is_no_markup(text: str) -> None:
    for made in (escaped_block(text), harmless(escaped_block(text, formulas=True))):
        tokens = [token.type for token in MarkdownIt("commonmark").parse(made)]
        assert set(tokens) <= {"paragraph_open", "inline", "paragraph_close"}
        assert harm(made) == []


@given(_TEXTS.map(lambda text: " ".join(text.replace("$", "").split())))
def test_escaped_text_says_the_same(text: str) -> None:
    assert plain(f"x{escaped(text)}x") == f"x{text}x"


#: What runs in pages of Jekyll, Hugo and MkDocs before they are Markdown.
_TEMPLATES = re.compile(r"\{\{|\{%|\{#|8<-")


@given(_TEXTS)
def test_no_text_is_a_shortcode_or_a_template(text: str) -> None:
    made = (
        *(harmless(text), escaped_block(text), line(text), code(text)),
        *(harmless(escaped_block(text, formulas=True)), harmless(self_contained(lowered(text, 2)))),
    )
    for one in made:
        assert harm(one) == []
        assert not _TEMPLATES.search(one)


@example("javascript:x$x<b>$<!$")  # what begins within a word is no formula
@example("word\n\n    # no code\n\tnor this")
@example("$a<{}b + {%$ and $a<{}+b + { {$")
@given(_TEXTS)
def test_plain_text_comes_back_to_the_letter(text: str) -> None:
    assert unescaped(escaped_block(text.lstrip())) == text.lstrip()
    assert unescaped(harmless(escaped_block(text.strip(), formulas=True)), formulas=True) == text.strip()


@example("\\|")
@example("a\\\\||")
@given(_TEXTS)
def test_a_line_is_shown_as_it_is(text: str) -> None:
    flat = " ".join(text.split()).replace("$", "S")  # no formulas
    assert plain(line(flat)) == flat


@pytest.mark.parametrize(
    "text",
    ["*x* <b>y</b> `<b>` $a<b$", "![z](https://e.org/z.png)", "{{x}} {% y %}", "~~x~~ %%y%%", "$x^{{i}}$"],
)
def test_what_was_made_harmless_is_restored(text: str) -> None:
    assert restored(harmless(text)) == text


@given(st.from_regex(markdown._UNMARKED, fullmatch=True))
def test_what_needs_no_parser_is_what_the_parser_says(text: str) -> None:
    tokens = markdown.parser().parse(text)
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert [(token.type, token.content) for token in tokens[1].children or ()] == [("text", text)]
    assert plain(text) == text == rich(text, str, lambda tex, block: tex)


@pytest.mark.parametrize(
    "text", ["", "1. x", "- x", "x_y_", "a\nb", " x", "x ", "x *y*", "R&amp;D", "a\u00a0", "`x`", "$x$"]
)
def test_what_may_be_marked_is_parsed(text: str) -> None:
    assert not markdown.is_unmarked(text)
