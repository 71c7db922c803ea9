"""What a query may not do: write, reach the network, or be so deep or so wide that the engine crashes or hangs.

Measured with pyoxigraph 0.5: 865 nested EXISTS or 2,200 nested groups end the process; the time to plan joined
patterns grows with their number to the fourth (100 take half a second, 200 eight); chains of operators are cheap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from termgraph.errors import TermgraphError
from termgraph.store.lexer import Token, error_at

LONGEST_QUERY = 4_000_000
DEEPEST = 100
MOST_JOINED = 120
MOST_OPERATORS = 2_000
MOST_ARGUMENTS = 50_000

_CLOSERS = {"{": "}", "(": ")", "[": "]", "<<(": ")>>", "<<": ">>", "{|": "|}"}
_OPENERS = {closer: opener for opener, closer in _CLOSERS.items()}
_JOINING = frozenset({".", ";", ",", "/"})
_OPERATORS = frozenset({"||", "&&", "+", "-", "*", "/", "=", "!=", "<", ">", "<=", ">=", "!", "|", "^", "?"})
_UNARY = frozenset({"!", "-", "+", "^"})
_CLAUSES = frozenset({"BIND", "FILTER", "GRAPH", "LATERAL", "MINUS", "OPTIONAL", "SELECT", "EXISTS"})
#: What a query that only reads begins with.
FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_UPDATES = frozenset(
    {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH", "USING"}
)


def check(query: str, tokens: Sequence[Token]) -> None:
    """Refuse a query that is not a plain, bounded question to this store alone.

    Raises:
        TermgraphError: names what is refused, with line and caret.
    """
    _refuse_services(query, tokens)
    _refuse_updates(query, tokens)
    _Shape(query).measure(tokens)


def _refuse_services(query: str, tokens: Sequence[Token]) -> None:
    """Refuse SERVICE in whatever spelling the engine could take for it.

    The engine wants no space after a keyword, and where it cannot make sense of a whole token it tries a part of it:
    `trueSERVICE:a` is `true`, `SERVICE` and `:a` to it; `x:SERVICE` is `x:` and `SERVICE` where the prefix is
    `<http://a:>`, since `service` is no port. So the word may stand in strings, IRIs and local names, where it is spelt
    otherwise before the engine sees it (`sparql.Prepared`), and in variables that begin plainly.
    """
    if "service" not in query.lower():
        return
    for token in tokens:
        if token.kind in ("string", "iri") or "service" not in token.text.lower():
            continue
        if token.kind == "var" and (
            token.text[1] == "_" or (token.text[1].isascii() and token.text[1].isalpha())
        ):
            continue
        if token.kind == "pname" and "service" not in token.text.partition(":")[0].lower():
            continue
        if token.word == "SERVICE":
            message = "SERVICE would ask another server, and termgraph never uses the network"
            raise error_at(query, token.start, message, "load the other data beside this one")
        message = f"'{token.text}' holds the word SERVICE, which is refused outside of strings and IRIs"
        raise error_at(query, token.start, message, "use another name")


def _refuse_updates(query: str, tokens: Sequence[Token]) -> None:
    for token in tokens:
        if token.word in FORMS:
            return
        if token.word in _UPDATES:
            message = f"{token.word} would change the vocabulary, and termgraph only reads"
            raise error_at(query, token.start, message, "use SELECT, ASK, CONSTRUCT or DESCRIBE")


@dataclass(slots=True)
class _Frame:
    """An open bracket: what stands in it (`pattern`, `expression` or `data`) and how many patterns it joins."""

    opener: Token
    mode: str
    joined: int = 0
    branch: int = 0  # the size of the last inner group, until it is known whether it is a branch of a UNION


class _Shape:
    """Walks a query once and refuses what is too deep, too wide or not balanced."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.frames = [_Frame(Token("mark", "", 0), "pattern")]
        self.before = Token("mark", "", 0)
        self.values = False
        self.unary = self.operators = self.arguments = 0

    def measure(self, tokens: Sequence[Token]) -> None:
        is_short = len(tokens) <= DEEPEST  # the lowest of the limits
        for token in tokens:
            self._settle(token)
            if token.kind == "mark":
                self._mark(token)
            elif token.word:
                self._word(token)
            else:
                self.unary = 0
            if not is_short:
                self._limit(token)
            self.before = token
        if len(self.frames) > 1:
            opener = self.frames[-1].opener
            raise error_at(self.query, opener.start, f"this '{opener.text}' is never closed")

    def _mark(self, token: Token) -> None:
        text, frame = token.text, self.frames[-1]
        if text in _CLOSERS:
            self._open(token)
        elif text in _OPENERS:
            self._close(token)
        elif frame.mode == "pattern" and text in _JOINING:
            frame.joined += 1
        elif text == ",":
            self.arguments += 1
        if text in _OPERATORS and frame.mode != "data":
            self.operators += 1
        self.unary = self.unary + 1 if text in _UNARY else 0

    def _word(self, token: Token) -> None:
        self.unary = 0
        if token.word == "VALUES":
            self.values = True
        elif token.word in _CLAUSES:
            self.frames[-1].joined += 1

    def _open(self, token: Token) -> None:
        frame = self.frames[-1]
        mode = "pattern"
        if frame.mode == "data" or (token.text == "{" and self.values):
            mode, self.values = "data", False
        elif token.text == "(" and (frame.mode == "expression" or self.before.word not in ("", "A")):
            mode = "expression"
        self.frames.append(_Frame(token, mode))
        if len(self.frames) - 1 > DEEPEST:
            raise error_at(self.query, token.start, f"the query is nested more than {DEEPEST} deep")

    def _close(self, token: Token) -> None:
        frame = self.frames[-1]
        if len(self.frames) == 1:
            raise error_at(self.query, token.start, f"this '{token.text}' closes nothing")
        if _CLOSERS[frame.opener.text] != token.text:
            message = f"this '{frame.opener.text}' is closed by '{token.text}'"
            raise error_at(self.query, frame.opener.start, message)
        self.frames.pop()
        if frame.mode == "pattern":
            outer = self.frames[-1]
            outer.branch = max(outer.branch, frame.joined + 1)

    def _settle(self, token: Token) -> None:
        """Add the last inner group to what is joined, unless a UNION sets it beside the next one."""
        frame = self.frames[-1]
        beside = token.word == "UNION" or (token.text == "{" and self.before.word == "UNION")
        if frame.branch and not beside:
            frame.joined += frame.branch
            frame.branch = 0

    def _limit(self, token: Token) -> None:
        frame = self.frames[-1]
        for count, most, what in (
            (frame.joined + frame.branch, MOST_JOINED, "patterns joined in one group"),
            (self.operators, MOST_OPERATORS, "operators"),
            (self.arguments, MOST_ARGUMENTS, "arguments"),
            (self.unary, DEEPEST, "signs in a row"),
        ):
            if count > most:
                message = f"the query is too wide: more than {most:,} {what}"
                raise error_at(self.query, token.start, message, "ask several smaller questions")


def refuse_length(query: str) -> None:
    """Refuse a query that is too long to read token by token.

    Raises:
        TermgraphError: with the limit.
    """
    if len(query) > LONGEST_QUERY:
        raise TermgraphError(f"the query is longer than {LONGEST_QUERY:,} characters")
