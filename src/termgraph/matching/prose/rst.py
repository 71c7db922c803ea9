"""Prose in reStructuredText: parsed by docutils, and found again where the file has it."""

from __future__ import annotations

from termgraph.matching.prose.source import Finder, Kind

#: What holds no prose: code, formulas, what is not shown, and what docutils says of the document.
_SILENT = frozenset({
    "comment", "citation_reference", "doctest_block", "footnote_reference", "image", "literal", "literal_block", "math",
    "math_block", "raw", "substitution_definition", "substitution_reference", "system_message", "target", "field_name",
    "label", "option_string", "option_argument", "docinfo",
})  # fmt: skip
_KINDS = {
    "title": Kind.HEADING,
    "subtitle": Kind.HEADING,
    "rubric": Kind.HEADING,
    "term": Kind.HEADING,
    "reference": Kind.LINK,
    "problematic": Kind.LINK,
    "block_quote": Kind.QUOTATION,
}
_INLINE = frozenset(
    {"emphasis", "strong", "reference", "inline", "abbreviation", "acronym", "superscript", "subscript"}
)


def read(text: str, path: str) -> Finder:
    r"""Return the prose of a text in reStructuredText.

    Raises:
        TermgraphError: where it is nested too deep.

    >>> found = read("Owls\n====\n\nAn *owl* sees ``x`` and\n`bats <b.html>`_ too.\n\n::\n\n  code\n\nMore.\n", "a.rst")
    >>> [found.text[run.start:run.end] for run in found.runs]
    ['Owls', 'An', 'owl', 'sees', 'and', 'bats', 'too.', 'More.']
    >>> [run.kind.value for run in found.runs if run.kind.value != "text"]
    ['heading', 'link']
    """
    from docutils import nodes

    from termgraph.readers.formats.document import too_deep
    from termgraph.readers.formats.rst_parser import parsed

    finder = Finder(text)
    try:
        todo: list[tuple[nodes.Node, Kind]] = [(parsed(text, path), Kind.TEXT)]
    except RecursionError:
        raise too_deep(path) from None
    while todo:
        node, kind = todo.pop()
        name = node.tagname if isinstance(node, nodes.Element) else "#text"
        if name in _SILENT:
            finder.skip(node.astext())
        elif name == "#text":
            finder.reveal(node.astext(), kind)
        else:
            if name not in _INLINE:
                finder.cut()
            if name == "title":
                finder.sections.append(finder.cursor)
            inside = _KINDS.get(name, kind)
            todo += [(child, inside) for child in reversed(node.children)]
    return finder
