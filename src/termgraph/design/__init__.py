"""What pages for readers look like, one or many: their frame, their style sheet, and what renders their templates."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_FOLDER = Path(__file__).parent / "templates"
#: Languages that are written from right to left (the living ones of CLDR's "characterOrder").
_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "nqo", "prs", "ps", "sd", "syr", "ug", "ur", "yi"]
)


@cache
def environment(*folders: Path) -> Environment:
    """Return what renders the templates of some folders, which may extend `frame.html`.

    Texts are escaped, and what is missing is an error.
    """
    return Environment(
        loader=FileSystemLoader([*folders, _FOLDER]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )


@cache
def style() -> str:
    """Return the style sheet."""
    return (_FOLDER / "style.css").read_text("utf-8")


def direction(language: str) -> str:
    """Return the direction that a language is written in.

    >>> direction("ar-EG"), direction("de")
    ('rtl', 'ltr')
    """
    return "rtl" if language.split("-", maxsplit=1)[0] in _RIGHT_TO_LEFT else "ltr"
