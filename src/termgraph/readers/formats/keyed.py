"""Data of keys and values (JSON, YAML, TOML): lists of objects in the usual keys, or objects term -> definition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from termgraph.errors import TermgraphError
from termgraph.names.languages import main_language
from termgraph.readers import Columns, tuned
from termgraph.readers.blocks.columns import role_of
from termgraph.readers.formats import markdown_blocks
from termgraph.readers.formats.document import Document
from termgraph.readers.formats.keyed_entries import (
    Entry,
    Node,
    Part,
    by_values,
    entries_of,
    folded,
    parts_of,
    texts_of,
)
from termgraph.readers.records.assemble import RawEntry, assemble
from termgraph.readers.records.gathered import NAMES, RELATIONS, Gathered
from termgraph.readers.records.links import Link
from termgraph.records import Dropped, Reading


def reading(document: Document, root: Node, format: str, columns: Columns | None = None) -> Reading:
    """Return what a tree of values holds.

    Args:
        document: where it stands.
        root: the tree.
        format: the name of the reader.
        columns: role -> key, over what the keys mean by themselves.

    Raises:
        TermgraphError: where it holds no terms.
    """
    named = ((role, [key] if isinstance(key, str) else key) for role, key in (columns or {}).items())
    wanted = {folded(key): role for role, keys in named for key in keys}
    wanted |= by_values(root, wanted)
    found = entries_of(root, wanted)
    if not found:
        hint = 'a list of objects with "term" and "definition", or an object term -> definition, is read'
        raise TermgraphError("holds no terms", document.path, root.first, hint=hint)
    title = root.member("title", "name", "label")
    stated = root.member("language", "lang", "inLanguage")
    reader = _Reader(wanted, found, stated.text if stated else "")
    made = [(entry, reader.entry(entry)) for entry in found]
    raws = [raw for _, raw in made if raw is not None]
    dropped = [Dropped(f"line {entry.node.first}", "no term") for entry, raw in made if raw is None]
    return assemble(
        document.path,
        format,
        raws,
        title=title.text if title else "",
        guesses=[*document.guesses, *reader.said()],
        language=stated.text if stated else "",
        dropped=dropped,
    )


class _Reader:
    """Makes raw entries, and remembers which keys it took for what.

    Args:
        wanted: key -> role, as the caller or the values say.
        entries: all entries, which tell the ids that others point to, and which language most names are in.
        stated: the language that the document says it is in.
    """

    def __init__(self, wanted: Mapping[str, str], entries: Sequence[Entry], stated: str) -> None:
        self.wanted = wanted
        self.taken: dict[str, str] = {}
        parts = [list(parts_of(entry.node, wanted)) for entry in entries]
        self.ids = {part.node.text for told in parts for part in told if part.role == "id"}
        tags = ({part.language for part in told if part.role in ("term", "definition")} for told in parts)
        self.languages = Counter(tag for own in tags for tag in own if tag)
        self.main = main_language(self.languages, stated)

    def said(self) -> list[str]:
        """Return what was guessed of the keys, and of the language that the names are in."""
        named = (f"key '{key}' read as {role}" for key, role in self.taken.items())
        told = [", ".join(named)] if self.taken else []
        if len(self.languages) > 1:
            tags = ", ".join(sorted(self.languages))
            told.append(f"terms in {tags}; those in {self.main} were taken as the names")
        return told

    def entry(self, entry: Entry) -> RawEntry | None:
        """Return an entry, None where it has no name."""
        node = entry.node
        if not isinstance(node.value, dict):
            if not entry.name:
                return None
            said = Gathered(entry.name, "\n\n".join(texts_of(node)), entry.language)
        else:
            said = self.gathered(entry)
        if entry.id:
            said.anchors.append(entry.id)
        if entry.known:
            said.add("alias", [entry.id])
        if entry.category and "category" not in said.fields:
            said.field("category", [entry.category])
        said.links += _in_markdown(said.body, node.first)
        made = said.entry(node.first, node.last, kind="entry")
        return made if said.name else None

    def gathered(self, entry: Entry) -> Gathered:
        """Return what the keys of an object say."""
        parts = list(parts_of(entry.node, self.wanted))
        said = Gathered(entry.name or "", language=self.language(parts) or entry.language)
        for part in parts:
            if part.language and part.language != said.language:
                said.translated(part.role, list(texts_of(part.node)), part.language, key=part.key.casefold())
            else:
                self.add(said, part)
        return said

    def language(self, parts: Sequence[Part]) -> str:
        """Return the language of the name that an entry gets, or of its text where names are in none; "" for none."""
        for role in ("term", "definition"):
            tags = [part.language for part in parts if part.role == role]
            if any(tags):
                return "" if "" in tags else self.main if self.main in tags else tags[0]
        return ""

    def add(self, said: Gathered, part: Part) -> None:
        """Add what a key says in the entry's own language."""
        if part.role == "abbreviation" and len(part.node.text.split()) > tuned.ABBREVIATION_WORDS:
            part = replace(part, role="", key="summary")  # "short: A text of one sentence."
        names = part.role in NAMES or part.role in RELATIONS
        texts = list(texts_of(part.node) if names else _whole(part.node))
        if not texts:
            return
        if said.lacks(part.role):
            said.add(part.role, [_text_of(part.node)], language=said.language)
            self.taken.setdefault(part.key, part.role)
        elif part.role == "id":
            said.anchors += texts
        elif part.role == "source" and self.ids.issuperset(texts):  # "ref: [mean, median]"
            said.see(texts, part.node.first, "related")
        elif part.role == "language":
            said.language = texts[0]
        else:
            said.add(part.role, _split(part.node, texts) if names else texts, key=part.key.casefold())
        if part.role in RELATIONS:
            addressed = [link for link in _addressed(part.node) if link.target]
            said.links += addressed
            said.see(() if addressed else _split(part.node, texts), part.node.first, RELATIONS[part.role])


def _addressed(node: Node) -> Iterator[Link]:
    """Yield the links in a list of objects with a title and an address each."""
    for item in node.value if isinstance(node.value, list) else [node]:
        members = item.value if isinstance(item.value, dict) else {}
        where = (
            value.text for key, value in members.items() if folded(key) in ("url", "href", "link", "uri")
        )
        yield Link(next(texts_of(item), ""), next(where, ""), item.first)


def _in_markdown(text: str, line: int) -> Iterator[Link]:
    """Yield what a text links to that is Markdown, as many texts in data are."""
    if "](" in text:
        for block in markdown_blocks.blocks(text):
            yield from (replace(link, line=line) for link in block.links)


def _split(node: Node, texts: Sequence[str]) -> list[str]:
    """Return names: those of a list as they are, those of one text divided at semicolons and commas."""
    if not isinstance(node.value, str):
        return list(texts)
    separator = ";" if ";" in texts[0] else ","
    return [name.strip() for name in texts[0].split(separator) if name.strip()]


def _whole(node: Node) -> Iterator[str]:
    """Yield the texts of a list, all that an object in it says as one: "Title, https://…"."""
    for item in node.value if isinstance(node.value, list) else [node]:
        inner = item.value.values() if isinstance(item.value, dict) else [item]
        if text := ", ".join(text for value in inner for text in texts_of(value)):
            yield text


def _text_of(node: Node) -> str:
    """Return the text of a value, of an object that of its definition: {"text": …, "source": …}."""
    inner = node.value.items() if isinstance(node.value, dict) else ()
    found = next((value for key, value in inner if (role_of(key) or ("",))[0] == "definition"), node)
    return "\n\n".join(texts_of(found))
