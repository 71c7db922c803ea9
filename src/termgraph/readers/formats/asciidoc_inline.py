"""Inline text of AsciiDoc: emphasis, links, macros and attributes become runs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from termgraph.readers.blocks.runs import TERM, Run

#: Attributes that every document has.
_KNOWN = {
    "empty": "", "blank": "", "sp": " ", "nbsp": "\u00a0", "zwsp": "\u200b", "wj": "\u2060", "apos": "'",
    "quot": '"', "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "deg": "°", "plus": "+", "brvbar": "¦",
    "vbar": "|", "amp": "&", "lt": "<", "gt": ">", "startsb": "[", "endsb": "]", "caret": "^", "asterisk": "*",
    "tilde": "~", "backslash": "\\", "backtick": "`", "two-colons": "::", "two-semicolons": ";;", "cpp": "C++",
    "cxx": "C++", "pp": "++",
}  # fmt: skip
ATTRIBUTE = re.compile(r"(?<!\\)\{([\w-]+)\}")
#: A value that is made of values of values stops growing here.
_LONGEST = 10_000

#: What stands in brackets behind the name of a macro.
_IN = r"\[(?:[^]\\]|\\.){0,2000}\]"
INLINE = re.compile(
    rf"""
      (?P<pass>\+\+\+(?P<pass1>.{{0,2000}}?)\+\+\+ | \bpass:[a-z,]*(?P<pass2>{_IN}))
    | (?P<anchor>\[\[[^][\n]{{1,200}}\]\] | anchor:[^\s[]{{1,200}}{_IN})
    | <<(?P<to>[^<>,\n]{{1,200}})(?:,(?P<shown>[^<>]{{0,500}}))?>>
    | (?P<index>\(\(\([^()]{{0,300}}\)\)\)) | \(\((?P<visible>[^()]{{1,300}})\)\)
    | \b(?P<macro>link|xref|mailto|image|icon|footnote|footnoteref|kbd|btn|menu|stem|latexmath|asciimath|indexterm2?)
      :(?!:)(?P<target>[^\s[\]]{{0,500}})(?P<said>{_IN})
    | (?P<url>(?:https?|ftp|irc)://[^\s[\]<>"]{{1,2000}})(?P<label>{_IN})?
    | (?P<quote>["'])`(?=\S)(?P<quoted>[^`\n]{{1,500}})(?<=\S)`(?P=quote)
    | (?P<code>``(?P<code2>[^`]{{1,2000}})`` | (?<![\w`])`(?=[^\s`])(?P<code1>[^`]{{1,2000}})(?<=\S)`(?![\w`]))
    | (?:\[[^][\n]{{0,100}}\])?(?:
          (?P<bold>\*\*(?P<bold2>[^*]{{1,2000}})\*\*
            | (?<![\w*])\*(?=[^\s*])(?P<bold1>[^*]{{1,2000}})(?<=\S)\*(?![\w*]))
        | (?P<slant>__(?P<slant2>[^_]{{1,2000}})__ | (?<!\w)_(?=[^\s_])(?P<slant1>[^_]{{1,2000}})(?<=\S)_(?!\w))
        | (?P<mark>\#\#(?P<mark2>[^#]{{1,2000}})\#\#
            | (?<![\w\#])\#(?=[^\s\#])(?P<mark1>[^#]{{1,2000}})(?<=\S)\#(?![\w\#])))
    | (?P<small>\^(?P<up>[^^\s]{{1,100}})\^ | ~(?P<down>[^~\s]{{1,100}})~)
    | (?P<break>[ ]\+(?=\n|\Z)) | (?P<dash>(?<=\w)--(?=\w)|[ ]--[ ])
    """,
    re.VERBOSE | re.DOTALL,
)
_FORMULAS = frozenset({"stem", "latexmath", "asciimath"})
_SILENT = frozenset({"image", "icon", "footnote", "footnoteref", "indexterm"})


def replaced(text: str, attributes: Mapping[str, str]) -> str:
    """Return a text with the values of the attributes that it names; what no attribute is stays.

    >>> replaced("{tool} in {cpp}, {no}", {"tool": "termgraph"})
    'termgraph in C++, {no}'
    """

    def value(found: re.Match[str]) -> str:
        return attributes.get(found[1].lower(), _KNOWN.get(found[1].lower(), found.group()))

    return ATTRIBUTE.sub(value, text) if "{" in text else text


def runs(text: str, line: int, titles: Mapping[str, str], style: Run | None = None) -> tuple[Run, ...]:
    """Return inline text as runs.

    Args:
        text: the text, attributes replaced.
        line: the line that it begins on.
        titles: what is shown for links without a text: id -> title.
        style: how it looks by what it stands in.

    >>> [(run.text, run.bold, run.href) for run in runs("A *bird*, see <<owl>>.", 1, {"owl": "Owl"})]
    [('A ', False, ''), ('bird', True, ''), (', see ', False, ''), ('Owl', False, '#owl'), ('.', False, '')]
    """
    return tuple(
        run for run in _runs(text[: _LONGEST * 100], style or Run("", line=line), titles) if run.text
    )


def _runs(text: str, style: Run, titles: Mapping[str, str]) -> Iterator[Run]:
    end = 0
    for found in INLINE.finditer(text):
        at = replace(style, line=style.line + text.count("\n", 0, found.start()))
        yield replace(style, text=text[end : found.start()], line=style.line + text.count("\n", 0, end))
        end = found.end()
        yield from _piece(found, at, titles)
    yield replace(style, text=text[end:], line=style.line + text.count("\n", 0, end))


def _piece(found: re.Match[str], style: Run, titles: Mapping[str, str]) -> Iterator[Run]:
    """Yield the runs of what a match of `INLINE` is."""
    inner = _inner(found)
    match found.lastgroup:
        case _ if found["pass"]:
            yield replace(style, text=found["pass1"] or inner)
        case _ if found["anchor"] or found["index"] or found["break"]:
            pass
        case _ if found["to"]:
            yield from _cross(found["to"].strip(), found["shown"] or "", style, titles)
        case _ if found["macro"]:
            yield from _macro(found["macro"], found["target"], inner, style, titles)
        case _ if found["url"]:
            # A comma or full stop behind a bare address belongs to the sentence.
            address = found["url"] if found["label"] else found["url"].rstrip(".,;:!?)'")
            yield from _linked(inner or address, address, style, titles)
            yield replace(style, text=found["url"][len(address) :])
        case _ if found["quoted"]:
            left, right = "“”" if found["quote"] == '"' else "‘’"
            yield from _runs(left + found["quoted"] + right, style, titles)
        case _ if found["code"]:
            yield replace(style, text=_first(found, "code2", "code1").strip("+"), code=True)
        case _ if found["bold"] or found["slant"]:
            look = replace(style, bold=True) if found["bold"] else replace(style, italic=True)
            yield from _runs(_first(found, "bold2", "bold1", "slant2", "slant1"), look, titles)
        case _ if found["dash"]:
            yield replace(style, text=" – " if found["dash"].startswith(" ") else "—")
        case _:
            yield from _runs(_first(found, "visible", "mark2", "mark1", "up", "down"), style, titles)


def _first(found: re.Match[str], *groups: str) -> str:
    """Return the first of some groups that holds something."""
    return next(filter(None, found.group(*groups)), "")


def _inner(found: re.Match[str]) -> str:
    """Return what stands in the brackets of a macro."""
    return _first(found, "said", "label", "pass2")[1:-1].replace("\\]", "]").strip()


def _cross(target: str, shown: str, style: Run, titles: Mapping[str, str]) -> Iterator[Run]:
    """Yield a cross reference: to an id, to a file, or to what has that title."""
    target = target.removeprefix("#")
    known = target in titles
    by_name = not known and not re.search(r"[#/]|\.adoc\b", target) and re.search(r"[A-Z ]", target)
    href = target if "#" in target or target.endswith(".adoc") else f"{TERM if by_name else '#'}{target}"
    yield from _linked(shown.strip() or titles.get(target) or target.rpartition("#")[2], href, style, titles)


def _macro(name: str, target: str, said: str, style: Run, titles: Mapping[str, str]) -> Iterator[Run]:
    """Yield what a macro such as `link:target[said]` shows."""
    if name in _SILENT:
        return
    if name in _FORMULAS:
        yield replace(style, text=f"${said}$", raw=True)
    elif name == "xref":
        yield from _cross(target, said, style, titles)
    elif name in ("link", "mailto"):
        address = f"mailto:{target}" if name == "mailto" else target
        yield from _linked(said or target, address, style, titles)
    elif name == "menu":
        yield replace(style, text=" > ".join(filter(None, (target, *said.split(" > ")))))
    else:
        yield replace(style, text=said or target)


def _linked(shown: str, href: str, style: Run, titles: Mapping[str, str]) -> Iterator[Run]:
    """Yield the text of a link; what follows the first comma or a caret says how to open it."""
    text = re.split(r",\s*\w+=", shown, maxsplit=1)[0].rstrip("^").strip().strip('"')
    yield from (
        _runs(text, replace(style, href=href), titles)
        if "://" not in text
        else [replace(style, text=text, href=href)]
    )
