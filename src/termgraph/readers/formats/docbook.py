"""DocBook (4 and 5) and DITA: entries of glossaries; where there are none, lists of variables and sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from termgraph.errors import TermgraphError
from termgraph.names import word_set
from termgraph.readers import Columns
from termgraph.readers.blocks.block import passage
from termgraph.readers.blocks.outline import outline
from termgraph.readers.formats.document import read_bytes
from termgraph.readers.formats.html_blocks import blocks_of
from termgraph.readers.formats.xml import language_of, last_line, name_of, parsed, spelled_out, text_of
from termgraph.readers.records.assemble import RawEntry, assemble
from termgraph.readers.records.gathered import Gathered
from termgraph.readers.records.links import Link
from termgraph.records import Dropped, Reading

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_XLINK = "{http://www.w3.org/1999/xlink}href"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

#: The element of HTML that says what one of DocBook or DITA does; what is not here is one of HTML, or only a part.
_HTML: Mapping[str, str] = {
    **dict.fromkeys(word_set("para simpara simplesect shortdesc remark"), "p"),
    **dict.fromkeys(word_set("emphasis firstterm foreignphrase citetitle replaceable"), "em"),
    **dict.fromkeys(
        word_set(
            """
            literal command filename option function varname parameter constant classname methodname type
            envar userinput computeroutput code codeph filepath cmdname apiname parmname systemoutput
            """
        ),
        "code",
    ),
    **dict.fromkeys(word_set("programlisting screen literallayout synopsis codeblock"), "pre"),
    **dict.fromkeys(word_set("itemizedlist orderedlist simplelist procedure steps sl"), "ul"),
    **dict.fromkeys(word_set("listitem member step sli"), "li"),
    **dict.fromkeys(word_set("variablelist parml"), "dl"),
    **dict.fromkeys(word_set("varlistentry dlentry plentry"), "div"),
    **dict.fromkeys(word_set("informaltable simpletable"), "table"),
    **dict.fromkeys(word_set("row strow sthead"), "tr"),
    **dict.fromkeys(word_set("entry stentry"), "td"),
    **dict.fromkeys(word_set("link ulink xref olink"), "a"),
    **dict.fromkeys(word_set("subscript"), "sub"),
    **dict.fromkeys(word_set("superscript"), "sup"),
    # What stands beside a text.
    **dict.fromkeys(
        word_set("indexterm footnote revhistory info bookinfo prolog metadata fn alt glossseealso"),
        "template",
    ),
    "pt": "dt",
    "pd": "dd",
}
#: Elements whose title is a heading.
_SECTIONS = word_set(
    """
    set book part chapter appendix preface article section sect1 sect2 sect3 sect4 sect5 refsect1 refsect2 glossary
    glossdiv topic concept reference task
    """
)
#: What names there are of a thing beside its term, as a role of `Gathered`.
_NAMES = {
    "acronym": "abbreviation",
    "abbrev": "abbreviation",
    "glossacronym": "abbreviation",
    "glossabbreviation": "abbreviation",
    "glossshortform": "abbreviation",
    "glosssymbol": "abbreviation",
    "glosssynonym": "alias",
    "glosssurfaceform": "surface form",
    "glosspartofspeech": "part of speech",
    "glossscopenote": "note",
    "glossusage": "note",
}
#: Statuses of a synonym that nobody shall use (DITA 1.3, glossStatus).
_GONE = word_set("prohibited obsolete deprecated")


def read(path: str, columns: Columns | None = None) -> Reading:
    '''Return what a DocBook or DITA document holds. No entity, inclusion or document type is opened.

    >>> from tempfile import TemporaryDirectory
    >>> from pathlib import Path
    >>> text = """<glossary><glossentry id="owl"><glossterm>Owl</glossterm><glossdef><para>A <emphasis>bird</emphasis>.
    ... </para><glossseealso otherterm="jay"/></glossdef></glossentry>
    ... <glossentry id="jay"><glossterm>Jay</glossterm><glossdef><para>It is loud.</para></glossdef></glossentry>
    ... </glossary>"""
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.xml").write_text(text)
    ...     reading = read(folder + "/a.xml")
    >>> [(record.label, record.body, record.see) for record in reading.records]
    [('Owl', 'A *bird*.', ('Jay',)), ('Jay', 'It is loud.', ())]
    '''
    root = parsed(read_bytes(path), path, "DocBook", entities=True)
    unknown = spelled_out(root, path)
    told = f"entities that other files declare stand as their names: {', '.join(unknown)}"
    language, dropped = language_of(root), list(_elsewhere(root))
    found = [element for element in root.iter("{*}*") if name_of(element).lower() == "glossentry"]
    terms = {id_: text_of(element) for element in root.iter("{*}*") for id_ in _ids(element)[:1]}
    terms |= {id_: _term(entry) for entry in found for id_ in _ids(entry)}
    title = _title(root)
    if found:
        raws = []
        for entry in found:
            if _term(entry):
                raws.append(_entry(entry, terms, path))
            else:
                dropped.append(Dropped(f"line {entry.sourceline}", "an entry without a term"))
    else:
        raws, title = outline(blocks_of(_as_html(root, terms), last_line(root), path=path))
    if not raws:
        hint = "DocBook and DITA have glossentry elements, lists of variables and sections"
        raise TermgraphError("holds no terms", path, root.sourceline, hint=hint)
    return assemble(
        path,
        "docbook",
        raws,
        title=title,
        guesses=[told] if unknown else [],
        language=language,
        dropped=dropped,
    )


def _title(root: Element) -> str:
    """Return what a document calls itself."""
    for child in chain(root, *(inner for inner in root if name_of(inner).endswith("info"))):
        if name_of(child) == "title":
            return text_of(child)
    return ""


def _elsewhere(root: Element) -> Iterator[Dropped]:
    """Yield what a document takes from other files, which are not opened."""
    for element in root.iter("{*}*"):
        told = element.get("href") if name_of(element) == "include" else None
        told = told or element.get("conref") or element.get("conkeyref")
        if told:
            yield Dropped(f"line {element.sourceline}", f"what stands in {told}, which was not opened")


def _ids(element: Element) -> list[str]:
    """Return what links may call an element, and what its term is called by."""
    places = (element, *(child for child in element if name_of(child) == "glossterm"))
    found = (place.get(key) for place in places for key in ("id", _XML_ID))
    return [id_ for id_ in found if id_]


def _term(entry: Element) -> str:
    """Return what an entry is called."""
    return next((text_of(child) for child in entry if name_of(child).lower() == "glossterm"), "")


def _entry(entry: Element, terms: Mapping[str, str], path: str) -> RawEntry:
    """Return an entry of a glossary."""
    said = Gathered(language=language_of(entry))
    seen: list[str] = []
    bodies: list[str] = []
    for part in _parts(entry):
        match name_of(part).lower():
            case "glossterm":
                said.add("term", [text_of(part)], language=said.language)
            case "glosssee":
                link = _link(part, terms)
                seen.append(link.text)
                said.links.append(link)
            case "glossseealso":
                said.links.append(_link(part, terms, "related"))
            case "glossdef":
                if part.get("subject"):
                    said.field("category", [part.get("subject", "")])
                made = blocks_of(_as_html(part, terms), last_line(part), path=path)
                bodies.append(passage(made))
                said.links += (link for block in made for link in block.links)
            case "link":
                target = _target(part)
                said.links.append(Link(text_of(part) or target, target, part.sourceline or 1, "related"))
            case name if name in _NAMES and (text := part.get("value") or text_of(part)):
                said.add("deprecated" if _is_gone(part) else _NAMES[name], [text])
    see = [f"See {', '.join(seen)}."] if seen else []
    said.body, said.anchors = "\n\n".join(filter(None, (*bodies, *see))), _ids(entry)
    raw = said.entry(entry.sourceline or 1, last_line(entry))
    # Whatever it is called, the format says that it is an entry.
    return replace(raw, extra=replace(raw.extra, kind="entry" if any(bodies) else None))


def _parts(element: Element) -> Iterator[Element]:
    """Yield what an entry says, those that stand in groups or in a definition too, each before what is in it."""
    for child in list(element):
        name = name_of(child).lower()
        if name in ("glossbody", "glossalt", "related-links", "linklist", "linkpool"):
            yield from _parts(child)
        elif name == "glossdef":
            yield from list(child.iter("{*}glossseealso"))
            yield child
        else:
            yield child


def _is_gone(name: Element) -> bool:
    """Tell whether a name shall not be used any more."""
    around = name.getparent()
    status = around.find("{*}glossStatus") if around is not None else None
    return status is not None and (status.get("value") or text_of(status)).strip().lower() in _GONE


def _link(element: Element, terms: Mapping[str, str], relation: str = "") -> Link:
    """Return a reference to an entry, by its id or by its name."""
    id_ = element.get("otherterm", "")
    text = text_of(element) or terms.get(id_, id_)
    return Link(text, f"#{id_}" if id_ else text, element.sourceline or 1, relation)


def _target(element: Element) -> str:
    """Return where an element links to, "" for nowhere."""
    if id_ := element.get("linkend"):
        return f"#{id_}"
    href = element.get("href") or element.get(_XLINK) or element.get("url") or ""
    file, mark, id_ = href.partition("#")
    # DITA names the topic first, and what is in it: "birds.dita#birds/owl".
    return f"#{id_.rpartition('/')[2]}" if mark and "://" not in file else href


def _as_html(root: Element, terms: Mapping[str, str]) -> Element:
    """Return a tree whose elements are those of HTML, each on the line on which it was; the tree itself is changed."""
    known: dict[Element, tuple[str, int]] = {}  # what each was called, and in how many sections it stands
    for element in list(root.iter("{*}*")):
        name, around = name_of(element), element.getparent()
        parent, depth = known.get(around, ("", 0)) if around is not None else ("", 0)
        known[element] = name, depth + (name in _SECTIONS)
        target = _target(element)
        element.tag = _tag(element, name, parent, depth) if not target else "a"
        ids = _ids(element)
        id_ = target.removeprefix("#")
        shown = "" if len(element) or element.text or id_ == target else terms.get(id_, id_)
        element.attrib.clear()
        if ids:
            element.set("id", ids[0])
        if target:
            element.set("href", target)
            element.text = shown or element.text
    return root


def _tag(element: Element, name: str, parent: str, depth: int) -> str:
    """Return the element of HTML for one of DocBook or DITA; many are called the same."""
    if name in ("title", "bridgehead"):
        return f"h{min(6, depth)}" if parent in _SECTIONS else "caption"
    if name in _SECTIONS:
        return "section"
    if parent == "varlistentry":
        return "dt" if name == "term" else "dd"
    if parent == "sthead" or (name == "entry" and next(element.iterancestors("{*}thead"), None) is not None):
        return "th"
    if name == "emphasis" and element.get("role", "").startswith(("bold", "strong")):
        return "b"
    return _HTML.get(name, name)
