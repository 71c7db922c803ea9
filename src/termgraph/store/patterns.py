"""What a query asks for, read from its tokens: its triples, filters and groups, a part each, in order.

This is for telling people about a query, not for answering it: what is no SPARQL is read as far as it goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from termgraph.store.guards import FORMS
from termgraph.store.lexer import Token

_CLOSERS = {"{": "}", "(": ")", "[": "]", "<<(": ")>>", "<<": ">>", "{|": "|}"}
_ENDS = frozenset({"", ".", "}", "]", "{"})
_CLAUSES = frozenset({"OPTIONAL", "MINUS", "LATERAL", "GRAPH", "FILTER", "BIND", "VALUES", "UNION", "SELECT"})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what a query asks for.

    Args:
        depth: in how many groups it stands, from 0.
        kind: triple, filter, bind, values, select, or the keyword of a group.
        tokens: what it says; of a triple its path.
        needed: whether there is no answer without it: it is in no OPTIONAL, MINUS, EXISTS or branch of a UNION.
        subject: of a triple.
        object: of a triple.
    """

    depth: int
    kind: str
    tokens: tuple[Token, ...]
    needed: bool = True
    subject: tuple[Token, ...] = ()
    object: tuple[Token, ...] = ()

    def __str__(self) -> str:
        if self.kind == "triple":
            return " ".join(filter(None, map(said, (self.subject, self.tokens, self.object))))
        return " ".join(
            filter(None, ("" if self.kind in ("filter", "bind") else self.kind, said(self.tokens)))
        )


def parts(tokens: Sequence[Token]) -> list[Part]:
    """Return the parts of the pattern of a query.

    >>> from termgraph.store.lexer import tokens
    >>> for part in parts(list(tokens("SELECT * { ?x a e:Owl ; e:eats [ e:name ?n ] OPTIONAL { ?x e:says ?y } }"))):
    ...     print("  " * part.depth + str(part))
    ?x a e:Owl
    [1] e:name ?n
    ?x e:eats [1]
    OPTIONAL
      ?x e:says ?y
    """
    return list(_Reader(tokens).query())


def said(tokens: Sequence[Token]) -> str:
    r"""Return tokens as they were written, without comments, on one line.

    >>> from termgraph.store.lexer import tokens
    >>> said(list(tokens("(?x =   1 # one\n)")))
    '(?x = 1 )'
    """
    text, end = "", None
    for token in tokens:
        text += token.text if end in (None, token.start) else f" {token.text}"
        end = token.start + len(token.text)
    return " ".join(text.split("\n"))


class _Reader:
    """Walks the tokens once."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.at = 0
        self.depth = 0
        self.needed = True
        self.blanks = 0

    @property
    def next(self) -> Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else Token("mark", "", 0)

    def take(self) -> Token:
        token = self.next
        self.at += 1
        return token

    def balanced(self) -> list[Token]:
        """Take a token, and where it opens a bracket all up to the end of that."""
        taken = [self.take()]
        closers = [_CLOSERS[taken[0].text]] if taken[0].text in _CLOSERS else []
        while closers and self.next.text:
            taken.append(self.take())
            if taken[-1].text == closers[-1]:
                closers.pop()
            elif taken[-1].text in _CLOSERS:
                closers.append(_CLOSERS[taken[-1].text])
        return taken

    def query(self) -> Iterator[Part]:
        while self.next.text and self.next.word not in FORMS:
            self.take()
        if self.take().word == "CONSTRUCT" and self.next.text == "{":
            self.balanced()
        yield from self.where()

    def where(self) -> Iterator[Part]:
        """Read on to a group, and the group."""
        while self.next.text and self.next.text not in ("{", "}"):
            self.take()
        if self.next.text == "{":
            yield from self.group()

    def group(self) -> Iterator[Part]:
        self.take()
        while self.next.text and self.next.text != "}":
            before = self.at
            yield from self.element()
            self.at = max(self.at, before + 1)  # whatever stands there
        self.take()

    def inner(self, kind: str, tokens: Sequence[Token] = (), *, needed: bool) -> Iterator[Part]:
        """Read a group that stands in another, after the part that says so."""
        yield Part(self.depth, kind, tuple(tokens), self.needed and needed)
        if self.next.text != "{":
            return
        outer, self.needed = self.needed, self.needed and needed
        self.depth += 1
        yield from self.group()
        self.depth -= 1
        self.needed = outer

    def element(self) -> Iterator[Part]:
        word = self.next.word
        if self.next.text == "{":
            yield from self.inner("either" if self.is_branch() else "group", needed=not self.is_branch())
        elif word == "UNION":
            self.take()
            yield from self.inner("or", needed=False)
        elif word in ("OPTIONAL", "MINUS", "LATERAL"):
            self.take()
            yield from self.inner(word, needed=word == "LATERAL")
        elif word == "GRAPH":
            self.take()
            yield from self.inner("GRAPH", self.balanced(), needed=True)
        elif word == "SELECT":
            start = self.at
            while self.next.text and self.next.text != "{":
                self.balanced()
            yield from self.inner("", self.tokens[start : self.at], needed=True)
            while self.next.text and self.next.text != "}":
                self.balanced()
        elif word == "FILTER":
            yield from self.filter()
        elif word in ("BIND", "VALUES"):
            taken = [self.take(), *self.balanced(), *(self.balanced() if word == "VALUES" else ())]
            yield Part(self.depth, word.lower() if word == "BIND" else "", tuple(taken), self.needed)
        elif self.next.text == ".":
            self.take()
        else:
            yield from self.triples()

    def is_branch(self) -> bool:
        """Tell whether a UNION follows the group that begins here."""
        start = self.at
        self.balanced()
        found = self.next.word == "UNION"
        self.at = start
        return found

    def filter(self) -> Iterator[Part]:
        taken = [self.take()]
        while self.next.word in ("NOT", "EXISTS"):
            taken.append(self.take())
        if taken[-1].word == "EXISTS":
            yield from self.inner("", taken, needed=False)
            return
        taken += self.balanced()
        if taken[-1].text != ")" and self.next.text == "(":
            taken += self.balanced()
        yield Part(self.depth, "filter", tuple(taken), self.needed)

    def triples(self) -> Iterator[Part]:
        """Read a subject and what is said of it."""
        subject, inside = self.node()
        yield from inside
        yield from self.said_of(subject)

    def said_of(self, subject: tuple[Token, ...]) -> Iterator[Part]:
        while self.next.text not in _ENDS and self.next.word not in _CLAUSES:
            path = self.path()
            if not path:
                return
            while True:
                object_, inside = self.node()
                yield from inside
                yield Part(self.depth, "triple", path, self.needed, subject, object_)
                while self.next.text in ("~", "{|"):  # what is said about the triple
                    self.balanced()
                if self.next.text != ",":
                    break
                self.take()
            while self.next.text == ";":
                self.take()

    def node(self) -> tuple[tuple[Token, ...], list[Part]]:
        """Return a subject or an object, and what is said of it where it is in brackets."""
        token = self.next
        if token.text in ("[", "("):
            self.take()
            self.blanks += 1
            blank = (Token("blank", f"[{self.blanks}]", token.start),)
            inside = list(self.said_of(blank)) if token.text == "[" else self.items()
            self.take()
            return blank, inside
        if token.text in ("", "}", "]", ")", ".", ";", ","):  # there is none
            return (), []
        taken = self.balanced()
        if token.kind == "string" and self.next.kind == "lang":
            taken.append(self.take())
        elif token.kind == "string" and self.next.text == "^^":
            taken += [self.take(), self.take()]
        elif token.text in ("+", "-"):
            taken.append(self.take())
        return tuple(taken), []

    def items(self) -> list[Part]:
        inside: list[Part] = []
        while self.next.text not in ("", ")", "}", ".", ";", ",", "]"):
            inside += self.node()[1]
        return inside

    def path(self) -> tuple[Token, ...]:
        taken: list[Token] = []
        while True:
            while self.next.text in ("^", "!"):
                taken.append(self.take())
            if not (self.next.kind in ("iri", "pname", "var") or self.next.text in ("a", "(")):
                return tuple(taken)
            taken += self.balanced()
            while self.next.text in ("*", "+", "?"):
                taken.append(self.take())
            if self.next.text not in ("/", "|"):
                return tuple(taken)
            taken.append(self.take())
