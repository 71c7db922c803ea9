"""Formats of glossaries that are not read: what each is, how it is known, and what makes another of it."""

from __future__ import annotations

import re
from typing import NamedTuple

from termgraph.errors import TermgraphError
from termgraph.readers.formats.xml import root_name


class Refused(NamedTuple):
    """A format that is not read.

    Attributes:
        doc: what a file of it is.
        suffixes: the ends of its files' names.
        how: what makes one of it that is read; FILE is its name, NAME that without its ending.
        sign: how one begins, or what only one holds.
    """

    doc: str
    suffixes: tuple[str, ...]
    how: str
    sign: re.Pattern[bytes] | None = None


def _begins(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:" + pattern + rb")")


def _mimetype(name: bytes) -> re.Pattern[bytes]:
    """Return how a ZIP archive begins that says what it is (OpenDocument, EPUB)."""
    return re.compile(rb"\APK\x03\x04.{26}mimetype" + name, re.DOTALL)


_OFFICE = "libreoffice --headless --convert-to {} FILE"
_ROBOT = "robot convert --format owl --input FILE --output NAME.rdf"
_PANDOC = "pandoc -f {} FILE -o NAME.md"

#: Those that are known by what they hold whatever their name says.
_BY_CONTENT = (
    Refused("an OpenDocument text", (".odt", ".ott", ".fodt"), _OFFICE.format("docx"),
            _mimetype(rb"application/vnd.oasis.opendocument.text")),
    Refused("an OpenDocument spreadsheet", (".ods", ".ots", ".fods"), _OFFICE.format("xlsx"),
            _mimetype(rb"application/vnd.oasis.opendocument.spreadsheet")),
    Refused("an OpenDocument presentation", (".odp",), _OFFICE.format("pdf"),
            _mimetype(rb"application/vnd.oasis.opendocument")),
    Refused("an EPUB book", (".epub",), "pandoc FILE -o NAME.html", _mimetype(rb"application/epub\+zip")),
    Refused("a document in Rich Text Format", (".rtf",), _OFFICE.format("docx"), _begins(rb"\{\\rtf")),
    Refused("a PowerPoint presentation", (".pptx", ".ppt", ".pps"), _OFFICE.format("pdf"),
            re.compile(rb"\APK\x03\x04.{0,4000}ppt/", re.DOTALL)),
    Refused("a MediaWiki export", (), "save the text of a page (index.php?title=…&action=raw) as NAME.mediawiki",
            _begins(rb"<mediawiki\b")),
    Refused("an ontology in functional syntax", (".ofn",), _ROBOT,
            _begins(rb"(?:Prefix\([^\n]*\)\s*)*Ontology\(")),
    Refused("an ontology in Manchester syntax", (".omn",), _ROBOT, _begins(rb"Prefix: [\w-]*:? ?<")),
    Refused("an ontology in OWL/XML", (".owx",), _ROBOT, _begins(rb"(?:<\?xml[^>]*>\s*)?<(?:owl:)?Ontology\b")),
    Refused("a page of Google Code's wiki", (), "wiki2gfm --input_file FILE --output_file NAME.md",
            _begins(rb"#(?:summary|labels) ")),
)  # fmt: skip

#: Texts that are known by their marks, where the name says no more than that they are text.
_BY_MARKS = (
    Refused("Texinfo", (".texi", ".texinfo", ".txi"), "makeinfo --html --no-split FILE",
            re.compile(rb"\A(?:@c [^\n]*\n)*\\input texinfo|(?m:^@(?:node|setfilename|settitle)\s)")),
    Refused("a manual page (groff)", (".man", ".roff", ".mdoc", ".mm", ".ms"), "mandoc -T html FILE > NAME.html",
            re.compile(rb"(?m)^\.(?:TH|Dd) [^\n]*\n(?:[^\n]*\n){0,40}?\.S[Hh] ")),
)  # fmt: skip

#: Those that are known by their names alone.
_BY_NAME = (
    Refused("an old Word document", (".doc", ".dot", ".wps"), _OFFICE.format("docx")),
    Refused("an old Excel workbook", (".xls", ".xlt", ".xlsb"), _OFFICE.format("xlsx")),
    Refused("a Keynote presentation", (".key",), "export it as PDF in Keynote"),
    Refused("a Pages document", (".pages",), "export it as Word in Pages"),
    Refused("a Numbers spreadsheet", (".numbers",), "export it as Excel in Numbers"),
    Refused("a WordPerfect document", (".wpd",), _OFFICE.format("docx")),
    Refused("a book for Kindle", (".mobi", ".azw", ".azw3"), "ebook-convert FILE NAME.docx"),
    Refused("a DjVu book", (".djvu",), "djvutxt FILE NAME.txt"),
    Refused("an Info file", (".info",), "makeinfo --html --no-split NAME.texi, from what it was made of"),
    Refused(
        "a dictionary of dictd", (".dict", ".dict.dz", ".dz", ".index"), "pyglossary NAME.index NAME.csv"
    ),
    Refused("a dictionary of StarDict", (".ifo", ".idx", ".syn"), "pyglossary NAME.ifo NAME.csv"),
    Refused("a dictionary of Babylon", (".bgl",), "pyglossary FILE NAME.csv"),
    Refused("a dictionary of Lingvo", (".dsl",), "pyglossary FILE NAME.csv"),
    Refused("a term base of SDL MultiTerm", (".sdltb", ".mtf"), "export it as TBX in MultiTerm"),
    Refused(
        "a translation memory, which holds sentences", (".tmx", ".sdltm"), "export the terms as TBX or CSV"
    ),
    Refused("a DITA map", (".ditamap", ".bookmap"), "name the topics that it lists"),
    Refused("OPML", (".opml",), _PANDOC.format("opml")),
    Refused("a notebook", (".ipynb",), _PANDOC.format("ipynb")),
    Refused("a FictionBook", (".fb2",), _PANDOC.format("fb2")),
    Refused("Textile", (".textile",), _PANDOC.format("textile")),
    Refused("Creole", (".creole",), _PANDOC.format("creole")),
    Refused("a page of Vimwiki", (".vimwiki",), _PANDOC.format("vimwiki")),
    Refused("a page of TWiki", (".twiki",), _PANDOC.format("twiki")),
    Refused("Muse", (".muse",), _PANDOC.format("muse")),
    Refused("Typst", (".typ",), _PANDOC.format("typst")),
    Refused("Haddock", (".haddock",), _PANDOC.format("haddock")),
    Refused("txt2tags", (".t2t",), _PANDOC.format("t2t")),
)
#: What a file is even where its name says one of these: many an .xls is a page of HTML.
_STRONGER = frozenset({"html", "docx", "xlsx", "pdf"})
_ALL = (*_BY_CONTENT, *_BY_MARKS, *_BY_NAME)


def refusal(path: str, start: bytes, named: str | None, held: str | None) -> TermgraphError | None:
    r"""Return the error for a document that is in none of the formats that are read, None for any other.

    Args:
        path: its name.
        start: how it begins.
        named: the reader that its name means, None where it means none.
        held: the reader that its beginning means, None where it means none.

    >>> print(refusal("birds.texi", b"@node Birds", None, None))
    birds.texi: is Texinfo, which is not read (convert it first: makeinfo --html --no-split birds.texi)
    """
    open_ = named in (None, "text")
    candidates = (*_BY_CONTENT, *_BY_MARKS) if open_ else _BY_CONTENT
    found = next((one for one in candidates if one.sign is not None and one.sign.search(start)), None)
    if found is None and named is None and held not in _STRONGER:
        found = next((one for one in _ALL if path.lower().endswith(one.suffixes)), None)
    if found is None and open_ and held is None:
        found = _xml(start)
    if found is None:
        return None
    stem = path.rpartition(".")[0] or path
    how = re.sub(r"\bFILE\b", lambda _: path, re.sub(r"\bNAME\b", lambda _: stem, found.how))
    return TermgraphError(f"is {found.doc}, which is not read", path, hint=f"convert it first: {how}")


def _xml(start: bytes) -> Refused | None:
    """Return what XML is whose elements nobody knows here."""
    if not re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE|!--)", start):
        return None
    root = root_name(start.decode("utf-8", "replace").lstrip("\ufeff"))
    how = "xsltproc STYLESHEET FILE > NAME.html"
    return Refused(f"XML of its own kind (<{root}>)", (), how) if root else None
