"""MediaWiki text as HTML, line for line, so that it is read as pages are: lists, tables, links and templates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from html import escape, unescape
from typing import Any

from mwparserfromhell import parse
from mwparserfromhell.nodes import ExternalLink, Heading, HTMLEntity, Tag, Template, Text, Wikilink

from termgraph.errors import TermgraphError
from termgraph.names import folded_key, word_set

#: Marks of lists at the beginning of a line: the list and the item that each is.
_LISTS = {"*": ("ul", "li"), "#": ("ol", "li"), ";": ("dl", "dt"), ":": ("dl", "dd")}
_SWITCH = re.compile(r"__[A-Z]{3,20}__")
_MARKUP = re.compile(r"<[^<>]*>")
#: Links to what is no text: pictures and categories, in the languages of the large Wikipedias.
_NO_TEXT = re.compile(
    r"\s*(?:file|image|media|category|datei|bild|kategorie|fichier|catégorie|archivo|imagen|categoría|immagine"
    r"|categoria|ficheiro|bestand|файл|категория)\s*:",
    re.IGNORECASE,
)
#: Elements of HTML that a wiki lets through and that say something here.
_KEPT = word_set(
    """
    b strong i em u s small big sub sup span div p blockquote dl dt dd ul ol li table caption tr th td thead tbody h1
    h2 h3 h4 h5 h6 code kbd samp tt var cite dfn abbr q center
    """
)
_DROPPED = word_set("ref references gallery templatestyles style script imagemap timeline score")
_VERBATIM = {"pre": "pre", "syntaxhighlight": "pre", "source": "pre", "nowiki": "span", "math": "math"}

#: Templates that show one of their arguments, and which; -1 is the last.
_SHOWN: Mapping[str, int] = {
    **dict.fromkeys(
        word_set(
            """
            nowrap|em|strong|code|mono|tt|kbd|var|mvar|math|small|smaller|big|larger|sub|sup|smallcaps|sc|abbr
            |ill|interlanguage link|not a typo|sic|nobold|nobr|noitalic|crossref|crossreference|keypress|key
            |annotated link|glossary link|gle|term inline|small caps|font color|proper name|vanchor|visible anchor|as of
            """,
            "|",
        ),
        1,
    ),
    **dict.fromkeys(word_set("lang transl transliteration translit w"), -1),
}  # fmt: skip
#: Templates that point to other pages, and what they say before these.
_POINTING = {
    **dict.fromkeys(word_set("see also|see|further|further information|details", "|"), "See also"),
    **dict.fromkeys(word_set("main|main article|main articles|hauptartikel", "|"), "Main article"),
}
#: What opens and what closes; mwparserfromhell reads on to the end of the page for each that is not closed.
_PAIRS = (
    ("{{", re.compile(r"(\{\{)|\}\}")),
    ("{|", re.compile(r"^[ \t:]*(?:(\{\|)|\|\})", re.MULTILINE)),
    ("[", re.compile(r"(\[)|\]")),
    ("<", re.compile(r"(<(?=[A-Za-z]))|>")),
    (
        "<…>",
        re.compile(r"(<(?!br\b|hr\b|li\b|d[td]\b|t[dhr]\b)[A-Za-z][^<>]*(?<!/)>)|</[A-Za-z]", re.IGNORECASE),
    ),
)
#: More is no nesting that a parser of wikis follows, and how many characters it may read for what is not closed.
_DEEPEST, _MOST_READ = 40, 10_000_000
_DEEPEST_LIST = 12


def _check(text: str, path: str) -> None:
    """Refuse a page that would take too long.

    Raises:
        TermgraphError: where much is opened and not closed.
    """
    for sign, pattern in _PAIRS:
        depth = 0
        for found in pattern.finditer(text):
            depth = depth + 1 if found[1] else max(0, depth - 1)
            if depth > _DEEPEST and depth * len(text) > _MOST_READ:
                line = text.count("\n", 0, found.start()) + 1
                raise TermgraphError(f"'{sign}' is opened {depth} times and not closed", path or None, line)


class Page:
    r"""A page of a wiki as HTML, each line where it was.

    Args:
        text: the page.
        path: its file, for errors.

    Raises:
        TermgraphError: where much is opened and not closed.

    Attributes:
        html: the HTML.
        left_out: the templates that say nothing here, and how often each stands in the page.

    >>> Page(";owl: a ''bird''\n: see [[jay]]\n;jay").html.replace("\n", " ").replace('<a id="owl"></a>', "")
    '<dl><dt>owl</dt><dd>a <i>bird</i> </dd><dd>see <a href="#jay">jay</a> </dd><dt>jay<a id="jay"></a></dt></dl>'
    """

    def __init__(self, text: str, path: str = "") -> None:
        _check(text, path)
        nodes = parse(text).nodes
        self.left_out = Counter[str]()
        self.targets: dict[str, str] = {}  # what can be linked to: names, folded, with their anchors
        _Writer(self).all(nodes)  # what there is to link to is known at the end
        self.left_out.clear()
        self.html = _Writer(self).all(nodes)


class _Writer:
    """Writes nodes as HTML."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.out: list[str] = []
        self.open = ""  # the marks of the lists that are open
        self.prefix = ""  # those of this line
        self.fresh = True  # whether nothing stands in this line yet
        self.began = 0  # where in the output the last term began

    def all(self, nodes: Iterable[Any]) -> str:
        """Return nodes as HTML, as blocks."""
        for node in nodes:
            mark = getattr(node, "wiki_markup", None)
            if mark in _LISTS and not node.contents:
                if self.fresh:
                    self.prefix = (self.prefix + mark)[:_DEEPEST_LIST]
                else:  # ";term : text"
                    self.items(self.open[:-1] + mark)
            else:
                self.one(node)
        self.items("")
        return "".join(self.out)

    def blocks(self, nodes: Iterable[Any]) -> str:
        """Return nodes as HTML, as blocks that stand in another one."""
        return _Writer(self.page).all(nodes)

    def inline(self, nodes: Iterable[Any]) -> str:
        """Return nodes as HTML that goes on in a line."""
        inner = _Writer(self.page)
        for node in nodes:
            inner.fresh = False
            inner.one(node)
        return "".join(inner.out)

    def one(self, node: Any) -> None:
        """Write one node, with as many line breaks as it has."""
        match node:
            case Text():
                self.text(str(node))
                return
            case Heading():
                self.items("")
                text = self.inline(node.title.nodes)
                made = f"<h{node.level}>{text}{self.anchor(text)}</h{node.level}>"
            case Template():
                made = self.template(node)
            case Wikilink():
                made = self.link(str(node.title), self.inline(node.text.nodes) if node.text else "")
            case ExternalLink():
                title = self.inline(node.title.nodes) if node.title else escape(str(node.url))
                made = f'<a href="{escape(str(node.url))}">{title}</a>'
            case HTMLEntity():
                made = escape(unescape(str(node)))
            case Tag():
                made = self.tag(node)
            case _:
                made = ""
        if made.startswith(("<dl", "<dt", "<dd", "</dl", "<h")):
            self.fresh = False
        elif made:
            self.begin()
        self.out.append(made + "\n" * (str(node).count("\n") - made.count("\n")))

    def text(self, text: str) -> None:
        for n, line in enumerate(_SWITCH.sub("", text).split("\n")):
            if n:
                self.new_line()
            if line.strip() or (line and not self.fresh):
                self.begin()
                self.out.append(
                    escape(line.lstrip() if self.out and self.out[-1].endswith(">") and self.open else line)
                )

    def new_line(self) -> None:
        if self.fresh and not self.prefix:  # an empty line ends what it follows
            self.items("")
            self.out.append("<p>")
        self.begin()
        self.out.append("\n")
        self.fresh = True

    def begin(self) -> None:
        """Begin what the marks of the line say; without any, a list has ended."""
        if self.fresh:
            if self.prefix:
                self.items(self.prefix)
            elif self.open:
                self.items("")
                self.out.append("<p>")
        self.prefix, self.fresh = "", False

    def items(self, marks: str) -> None:
        """Close and open lists and items so that those of a line are open."""
        common, switched = 0, False
        while not switched and common < min(len(marks), len(self.open)):
            if _list(marks[common]) != _list(self.open[common]):
                break
            switched = marks[common] != self.open[common]  # a text behind a term
            common += 1
        for mark in reversed(self.open[common:]):
            self.close(mark)
            self.out.append(f"</{_list(mark)}>")
        if common and (switched or common == len(marks)):
            self.close(self.open[common - 1])
            self.item(marks[common - 1])
        deeper = marks[common:]
        for mark in deeper:
            self.out.append(f"<{_list(mark)}>")
            self.item(mark)
        self.open = marks

    def item(self, mark: str) -> None:
        self.out.append(f"<{_LISTS[mark][1]}>")
        self.began = len(self.out)

    def close(self, mark: str) -> None:
        if mark == ";":
            self.out.append(self.anchor("".join(self.out[self.began :])))
        self.out.append(f"</{_LISTS[mark][1]}>")

    def anchor(self, html: str) -> str:
        """Return what makes a name a target of links."""
        name = unescape(_MARKUP.sub("", html)).strip()
        id_ = name.replace(" ", "_")
        self.page.targets.setdefault(folded_key(name), id_)
        return f'<a id="{escape(id_)}"></a>' if name else ""

    def link(self, target: str, html: str) -> str:
        """Return a link to what this page has, and only the text of one to another page."""
        if _NO_TEXT.match(target):
            return ""
        page, mark, section = target.strip().partition("#")
        html = html or escape((page or section).lstrip(":").replace("_", " "))
        for name in (section, page) if mark else (page,):
            if id_ := self.page.targets.get(folded_key(name.replace("_", " "))):
                return f'<a href="#{escape(id_)}">{html}</a>'
        return html if page else f'<a href="#{escape(section.replace(" ", "_"))}">{html}</a>'

    def tag(self, node: Any) -> str:
        """Return an element, or what its mark stands for."""
        name = str(node.tag).strip().lower()
        if name in ("br", "hr"):
            return f"<{name}>"
        if name in _DROPPED:
            return ""
        if name in _VERBATIM:
            inner = escape(str(node.contents or ""))
            return f"<{_VERBATIM[name]}>{inner}</{_VERBATIM[name]}>"
        if name == "table" and node.wiki_markup:
            return self.table(node)
        block = name in ("td", "th", "dd", "li", "div", "blockquote", "center")
        inner = (self.blocks if block else self.inline)(node.contents.nodes if node.contents else ())
        if name not in _KEPT:
            return inner
        id_ = f' id="{escape(str(node.get("id").value))}"' if node.has("id") else ""
        return f"<{name}{id_}>{inner}</{name}>"

    def table(self, node: Any) -> str:
        """Return a table; its first row may lack the mark of one."""
        rows, in_row = ["<table>"], False
        for child in node.contents.nodes:
            name = str(child.tag).strip() if isinstance(child, Tag) else ""
            if name == "td" and str(child.contents).startswith("+"):
                rows.append("\n" * str(child).count("\n"))  # what the table is called
                continue
            if name in ("td", "th") and not in_row:
                rows.append("<tr>")
            elif name == "tr" and in_row:
                rows.append("</tr>")
            in_row = name in ("td", "th") or (in_row and name != "tr")
            rows.append(
                self.inline([child]) if name or str(child).isspace() else "\n" * str(child).count("\n")
            )
        return "".join(rows) + "</table>"

    def template(self, node: Any) -> str:
        """Return what a template says: those of glossaries, those that show an argument, and those that point."""
        name = str(node.name).strip().replace("_", " ").lower()
        places = [str(param.name).strip() for param in node.params]
        given = dict(zip(places, (param.value for param in node.params), strict=True))
        if write := _TEMPLATES.get(name):
            return write(self, given)
        if name in _POINTING:
            pages = [self.link(str(given[key]), "") for key in places if key.isdigit()]
            return f"<p>{_POINTING[name]}: {', '.join(pages)}.</p>"
        if name == "anchor":
            return "".join(f'<a id="{escape(str(value).strip())}"></a>' for value in given.values())
        shown = _SHOWN.get(name, 1 if name.startswith("lang-") else 0)
        positions = [key for key in places if key.isdigit()]
        key = (positions[-1] if shown < 0 else str(shown)) if positions else ""
        if shown and key in given:
            return self.inline(given[key].nodes)
        self.page.left_out[name] += 1
        return ""

    def argument(self, given: Mapping[str, Any], *keys: str) -> Iterable[Any]:
        """Return the nodes of the first argument that is given."""
        return next((given[key].nodes for key in keys if key in given), ())

    def term(self, given: Mapping[str, Any]) -> str:
        """Return `{{term}}`."""
        html = self.inline(self.argument(given, "content", "2", "term", "1")).strip()
        name = self.inline(self.argument(given, "term", "1")).strip()
        return f"<dt>{html}{self.anchor(name or html)}</dt>"

    def definition(self, given: Mapping[str, Any]) -> str:
        """Return `{{defn}}`."""
        return f"<dd>{self.blocks(self.argument(given, 'defn', 'content', '1'))}</dd>"

    def hatnote(self, given: Mapping[str, Any]) -> str:
        """Return `{{ghat}}`, which may tell other names: Also, and these in bold."""
        return re.sub(r"<dd>(Also) (?=<b>)", r"<dd>\1 called: ", self.definition(given), count=1)

    def glossary_link(self, given: Mapping[str, Any]) -> str:
        """Return `{{gli}}`: a link to a term of the same glossary."""
        name = "".join(map(str, self.argument(given, "1", "term"))).strip()
        return self.link(f"#{name}", self.inline(self.argument(given, "2", "text", "1", "term")).strip())


def _list(mark: str) -> str:
    return _LISTS[mark][0]


_TEMPLATES: Mapping[str, Callable[[_Writer, Mapping[str, Any]], str]] = {
    **dict.fromkeys(
        word_set("glossary|gloss|glossary begin|glossary start", "|"), lambda _, __: '<dl class="glossary">'
    ),
    **dict.fromkeys(word_set("glossary end|glossend|gloss end|glossaryend", "|"), lambda _, __: "</dl>"),
    **dict.fromkeys(word_set("term glossary-term"), _Writer.term),
    **dict.fromkeys(word_set("defn definition glossary-definition"), _Writer.definition),
    **dict.fromkeys(word_set("ghat|glossary hatnote|glossary hat note", "|"), _Writer.hatnote),
    **dict.fromkeys(word_set("gli|glossary link internal", "|"), _Writer.glossary_link),
}
