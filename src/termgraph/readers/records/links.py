"""Cross references and addresses: which entry a link leads to, which lead nowhere, and what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import unquote

from termgraph.errors import nearest
from termgraph.names import exact_key, folded_key, spelling_keys, unmarked_key

#: Addresses in running text. A full stop, comma or bracket behind one belongs to the sentence.
_ADDRESS = re.compile(r"(?:https?://|ftp://|www\.)[^\s<>\"“”`\\^{}|]+", re.IGNORECASE)
#: What belongs to the sentence behind an address.
_AFTER = ".,;:!?'’*_"
_SCHEME = re.compile(r"\A[A-Za-z][A-Za-z0-9+.-]*:")
_KNOWN_SCHEME = re.compile(r"(?:https?|ftp|mailto|doi|urn|tel)\b", re.IGNORECASE)
_FILE = re.compile(r"\.(?!com\b|org\b|net\b)[A-Za-z][A-Za-z0-9]{1,5}\Z")
_DOCUMENTS = (".md", ".markdown", ".mdx", ".rst", ".txt", ".html", ".htm")
_SEE = re.compile(
    r"(?:\A|(?<=[.!?;)(\s]))\(?(?:See|see|See also|see also|Compare|Contrast with|Cf\.|cf\.|Siehe"
    r"|siehe|Vgl\.|Voir|voir|Véase|véase|Vedi|vedi|См\.|см\.|ראו|ראה|انظر)"
    r"(?:\s+(?:also|auch|aussi|también|anche))?\s+(?:the\s+entry\s+(?:for|on)\s+)?[\"“„«']?"
)
#: How a link begins that names a label which may as well stand in another file of the same manual: `:ref:` of Sphinx.
LABEL = "label:"
#: More than any page links to; what comes after is not looked at.
_MAX_LINKS = 2000


@dataclass(frozen=True, slots=True)
class Link:
    """A link as a document writes it.

    Args:
        text: what it says.
        target: where it points, as written: `#anchor`, `other.md#anchor`, `https://…`, or the name of an entry.
        line: where it stands.
        relation: what the format says the target is to the entry, as `Proposal.type`; "" where it says nothing.
    """

    text: str
    target: str
    line: int = 0
    relation: str = ""

    @property
    def written(self) -> str:
        """The target as Markdown has it."""
        return f"#{self.target.removeprefix(LABEL)}" if self.target.startswith(LABEL) else self.target


@dataclass(frozen=True, slots=True)
class Resolved:
    """Where a link leads: to an entry (its place in the list), to an address outside, or nowhere.

    Args:
        entry: the entry, None where it leads to none.
        address: the address outside, "" where it is none.
        meant: of a link that leads nowhere, the entry that was probably meant.
        elsewhere: whether it leads to what is not in the document, and need not be.
    """

    entry: int | None = None
    address: str = ""
    meant: int | None = None
    elsewhere: bool = False

    @property
    def broken(self) -> bool:
        """Tell whether it leads nowhere."""
        return self.entry is None and not self.address and not self.elsewhere


@dataclass
class Targets:
    """What links of a document can lead to: its entries, by anchor, file and name."""

    anchors: dict[tuple[str, str], int] = field(default_factory=dict)
    files: dict[str, int] = field(default_factory=dict)
    names: dict[_Key, int] = field(default_factory=dict)
    shown: dict[str, int] = field(default_factory=dict)

    def add(self, entry: int, names: Iterable[str], anchors: Iterable[str], path: str) -> None:
        """Make an entry known. The first one of a name, anchor or file keeps it."""
        for anchor in anchors:
            self.anchors.setdefault((path, anchor), entry)
            self.anchors.setdefault(("", anchor), entry)
        if path:
            self.files.setdefault(path.lower(), entry)
            self.files.setdefault(path.rpartition("/")[2].lower(), entry)
        for name in names:
            for key in (*_keys(name), _unmarked(name)):
                self.names.setdefault(key, entry)
            self.shown.setdefault(name, entry)

    @cached_property
    def _by_key(self) -> dict[_Key, int]:
        """Return the entries by names, and by what is left of anchors when marks are taken away."""
        known = {_unmarked(anchor): entry for (_, anchor), entry in reversed(self.anchors.items())}
        return {**known, **self.names}

    @cached_property
    def _stems(self) -> dict[str, int]:
        """Return the files by their names without suffix, as sites link to them: "/scaling/" for scaling.md."""
        return {known.rpartition(".")[0]: entry for known, entry in reversed(self.files.items())}

    @cached_property
    def _prefixes(self) -> frozenset[str]:
        """Return what the anchors of the document begin with."""
        return frozenset(filter(None, (_prefix(anchor) for _, anchor in self.anchors)))

    def named(self, name: str) -> int | None:
        """Return the entry of a name, whatever its case, hyphens and number."""
        return next((self.names[key] for key in _keys(name) if key in self.names), None)

    def meant(self, *texts: str) -> int | None:
        """Return the entry that a link that leads nowhere probably means: equal but for marks, or a slip away."""
        for text in texts:
            bare = re.sub(r"\.\w{2,5}\Z", "", unquote(text).strip(" \"'“”#/")).replace("_", " ")
            for key in (*_keys(bare), _unmarked(bare)) if bare else ():
                if key in self._by_key:
                    return self._by_key[key]
        for text in texts:
            bare = unquote(text).strip(" \"'“”#/").replace("_", " ").replace("-", " ")
            # Short names are all near to each other, so that nearness says nothing.
            hits = (
                nearest(bare, [name for name in self.shown if abs(len(name) - len(bare)) < 4], 1)
                if len(bare) > 4
                else []
            )
            if hits and _close(bare, hits[0]):
                return self.shown[hits[0]]
        return None

    def resolve(self, link: Link, path: str = "") -> Resolved:
        """Return where a link leads.

        >>> targets = Targets()
        >>> targets.add(0, ["Loss function"], ["loss-function"], "")
        >>> targets.resolve(Link("loss", "#loss-function")).entry
        0
        >>> targets.resolve(Link("loss", '"#loss-function"')).meant
        0
        """
        target = link.target.strip()
        if not target:
            return Resolved(meant=self.meant(link.text))
        if target.startswith("#"):
            anchor = unquote(target[1:]).removeprefix("user-content-")
            # Files of a folder that becomes one page link to each other as if they were one.
            entry = self.anchors.get((path, anchor), self.anchors.get(("", anchor)))
            return self._or_meant(entry, anchor, link.text)
        if target.startswith(LABEL):
            return self._labelled(target.removeprefix(LABEL), link.text)
        scheme = _SCHEME.match(target)
        if scheme and "://" not in target and not _KNOWN_SCHEME.match(target):  # "Note: this" as a name
            return self._or_meant(self.named(target), target, link.text)
        if scheme or target.lower().startswith(("//", "www.")):
            return Resolved(address=target)
        return self._in_file(target, link.text) or self._by_name(target, link.text)

    def _labelled(self, label: str, text: str) -> Resolved:
        """Return where a label leads; those that begin as the entries' do are meant to be entries: "glossary_owl"."""
        entry = self.anchors.get(("", label))
        own = entry is None and _prefix(label) in self._prefixes
        return Resolved(entry, meant=self.meant(label, text) if own else None, elsewhere=not own)

    def _by_name(self, target: str, text: str) -> Resolved:
        """Return where a link leads that names an entry, its id, or a page of the site."""
        named = self.named(target) if not re.search(r"[#\"'“”]", target) else None
        # A reference by name; one word, or several joined by hyphens, may be a file.
        by_name = " " in target or not re.search(r"[-_/]|\A[a-z]+\Z", target)
        if named is not None and (by_name or exact_key(text) == exact_key(target)):
            return Resolved(entry=named)
        if text == target and ("", target) in self.anchors:
            return Resolved(entry=self.anchors["", target])  # a reference by id
        file = unquote(target).partition("#")[0]
        if _stem(file) in self._stems:
            return Resolved(entry=self._stems[_stem(file)])
        if target.startswith("/") and (not self.files or target.strip("/").count("/")):
            return Resolved(address=target)  # another page of the site, not of the glossary
        return Resolved(meant=self.meant(target.rstrip("/").rpartition("/")[2], text))

    def _or_meant(self, entry: int | None, *texts: str) -> Resolved:
        """Return an entry, or where there is none the one that is probably meant."""
        return Resolved(entry) if entry is not None else Resolved(meant=self.meant(*texts))

    def _in_file(self, target: str, text: str) -> Resolved | None:
        """Return where a link to another file leads: an entry, where the document is a folder that has the file."""
        file, _, anchor = unquote(target).partition("#")
        if not (file.lower().endswith(_DOCUMENTS) or _FILE.search(file)):
            return None
        for known in (file.lower().removeprefix("./"), _stem(file)):
            if known in self.files:
                entry = self.anchors.get((known, anchor)) if anchor else None
                return Resolved(entry=self.files[known] if entry is None else entry)
        if self.files and file.lower().endswith((".md", ".markdown")):
            return Resolved(meant=self.meant(_stem(file), text))  # a folder of entries that lacks this one
        return Resolved(address=target)


def _stem(file: str) -> str:
    """Return the last part of the path of a file or a page."""
    return file.rstrip("/").rpartition("/")[2].lower()


def _prefix(label: str) -> str:
    """Return the first word of a label that has several, "" of any other."""
    found = re.match(r"[^\W_]+[-_:.]", label)
    return found.group().casefold() if found else ""


#: How strict a key is, the less the stricter, and the key.
_Key = tuple[int, str]


def _keys(name: str) -> list[_Key]:
    """Return the keys under which a name is that of an entry, from strict to lenient."""
    return [(0, exact_key(name)), (1, folded_key(name)), *((2, key) for key in sorted(spelling_keys(name)))]


def _unmarked(name: str) -> _Key:
    return 3, unmarked_key(name)


def _close(given: str, name: str) -> bool:
    """Tell whether a name is a slip of the pen away, not merely alike: first letter and all but a few others agree."""
    from difflib import SequenceMatcher

    ratio = SequenceMatcher(None, unmarked_key(given), unmarked_key(name), autojunk=False).ratio()
    return ratio >= 0.85 and given[:1].casefold() == name[:1].casefold()


def addresses(text: str) -> list[str]:
    """Return the addresses that stand in a text, in order, each once.

    >>> addresses("See https://example.org/a_(b), or www.example.org.")
    ['https://example.org/a_(b)', 'www.example.org']
    """
    found: dict[str, None] = {}
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(_AFTER)
        found[_balanced(address)] = None
        if len(found) >= _MAX_LINKS:
            break
    return list(found)


def _balanced(address: str) -> str:
    """Return an address without brackets at its end that were opened before it."""
    open_ = {")": address.count(")") - address.count("("), "]": address.count("]") - address.count("[")}
    end = len(address)
    while end and (open_.get(address[end - 1], 0) > 0 or address[end - 1] in _AFTER):
        open_[address[end - 1]] = open_.get(address[end - 1], 0) - 1
        end -= 1
    return address[:end]


def mentions(text: str) -> list[str]:
    """Return what stands behind the word "see" in a text: each may begin with the name of an entry.

    >>> mentions("A conference. See representation learning. It lasts (see also ICML for the other) a week.")
    ['representation learning', 'ICML for the other']
    """
    rests = (text[found.end() : found.end() + 120] for found in _SEE.finditer(text))
    found = (re.split(r"[.;:!?)\]\n\"”“»]", rest, maxsplit=1)[0].strip(" '’") for rest in rests)
    return [rest for rest in found if rest][:50]
