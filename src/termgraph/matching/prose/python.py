"""Prose in Python sources: comments and docstrings, found by Python's own parser; nothing is run."""

from __future__ import annotations

import ast
import io
import tokenize
import warnings
from collections.abc import Iterator

from termgraph.errors import TermgraphError
from termgraph.matching.prose.source import Finder, Kind
from termgraph.matching.prose.text import reveal

_MARKERS = ("!", "noqa", " noqa", " type:", "type:", " pragma", " pylint", " fmt:", " mypy", " ruff", "%%")


def read(text: str, path: str) -> Finder:
    r"""Return the prose of a Python source.

    Raises:
        TermgraphError: where it is no Python.

    >>> found = read("'An owl.'\nx = 'bat'  # A jay.\n", "a.py")
    >>> [found.text[run.start:run.end] for run in found.runs]
    ['An owl.', ' A jay.']
    """
    finder = Finder(text)
    try:
        docstrings = set(_docstrings(text))
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            _take(finder, token, docstrings)
    except (SyntaxError, tokenize.TokenError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None)
        raise TermgraphError("is no valid Python", path, line, hint=str(error).split("\n")[0][:120]) from None
    return finder


def _take(finder: Finder, token: tokenize.TokenInfo, docstrings: set[tuple[int, int]]) -> None:
    """Take a token where it is a comment or a docstring."""
    start = finder.start_of(token.start[0]) + token.start[1]
    if token.type == tokenize.COMMENT:
        if finder.text[finder.cursor : start].strip():  # code stands between
            finder.cut()
        if not token.string[1:].startswith(_MARKERS):
            finder.add(start + 1, start + len(token.string), Kind.TEXT)
    elif token.type == tokenize.STRING and token.start in docstrings:
        quote = 3 if token.string.rstrip().endswith(('"""', "'''")) else 1
        opened = token.string.index(token.string[-1]) + quote
        finder.cut()
        reveal(finder, start + opened, start + len(token.string) - quote)


def _docstrings(text: str) -> Iterator[tuple[int, int]]:
    """Yield the line and the column of each docstring, as tokens have them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a stranger's source is warned of is not about ours
        tree = ast.parse(text)
    lines = text.split("\n")
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if (
                isinstance(first, ast.Expr)
                and isinstance(first.value, ast.Constant)
                and isinstance(first.value.value, str)
            ):
                # Columns of the tree count bytes, those of tokens characters.
                line = lines[first.lineno - 1].encode()[: first.col_offset].decode()
                yield first.lineno, len(line)
