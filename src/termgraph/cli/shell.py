"""The shell of `query`: one question after another about a vocabulary that is opened once."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from termgraph.cli.answering import fits, fitting, listed, written
from termgraph.cli.asking import Question, is_name
from termgraph.cli.completing import Completions
from termgraph.cli.session import Session, busy, told, width, write
from termgraph.errors import TermgraphError, did_you_mean
from termgraph.store import lexer
from termgraph.store.guards import FORMS
from termgraph.store.results import FORMATS

if TYPE_CHECKING:
    from prompt_toolkit.history import History

    from termgraph.skos import Thesaurus

_CLOSERS = {")": "(", "]": "[", "}": "{"}
_STARTS = FORMS | {"PREFIX", "BASE"}

COMMANDS = {
    r"\help": "say this",
    r"\explain": r"QUERY: say how a query is understood, and ask nothing",
    r"\format": r"NAME: write answers as table, csv, tsv, json, xml, turtle, …; alone: say which",
    r"\prefixes": "list the prefixes that need not be declared",
    r"\queries": "list the named queries and their parameters",
    r"\q": "end, as Ctrl-D does",
}

_HELP = """\
Type a query in SPARQL, or a named one with its parameters: synonyms term=softmax
Enter asks as soon as all brackets are closed; before that, it begins another line. After a ; or an
empty line it asks in any case, and Alt-Enter always begins another line. Tab completes keywords, prefixes and terms,
and after a quotation mark names. Ctrl-C stops a query that runs.
"""


def is_complete(text: str) -> bool:
    r"""Tell whether all was typed: Enter asks then, and begins another line otherwise.

    >>> is_complete("SELECT * {"), is_complete("SELECT * { ?s ?p ?o }"), is_complete("SELECT ?x")
    (False, True, False)
    >>> is_complete("synonyms term=owl"), is_complete("DESCRIBE e:owl"), is_complete("PREFIX e: <http://e/>\n")
    (True, True, True)
    """
    query = re.sub(r"\A\s*\\explain\s", "", text)
    if query.rstrip(" ").endswith(("\n", ";")) or query.lstrip().startswith("\\") or not query.strip():
        return True
    try:
        tokens = list(lexer.tokens(query))
    except TermgraphError:  # the error is told at once, unless a long string goes on
        return '"""' not in query and "'''" not in query
    if not tokens or tokens[0].word not in _STARTS:
        return bool(tokens)
    depth = sum((token.text in _CLOSERS.values()) - (token.text in _CLOSERS) for token in tokens)
    words = {token.word for token in tokens}
    return depth <= 0 and ("DESCRIBE" in words or any(token.text == "{" for token in tokens))


class Shell:
    """Obeys one line after the other, until it is told to end.

    Args:
        session: the run of the command.
        store: the vocabulary.
        format: what answers are written as; None for a table, and Turtle for graphs.
        timeout: seconds after which a query is stopped.
    """

    def __init__(
        self, session: Session, store: Thesaurus, format: str | None = None, timeout: float | None = None
    ) -> None:
        self.session = session
        self.store = store
        self.format = format
        self.timeout = timeout

    def run(self, prompt: Callable[[], str]) -> None:
        """Obey what is typed.

        Args:
            prompt: called for each line; raises EOFError at the end, KeyboardInterrupt for a line that is given up.
        """
        while True:
            try:
                line = prompt().strip()
            except KeyboardInterrupt:
                continue
            except EOFError:
                return
            if line in (r"\q", r"\quit", "exit", "quit"):
                return
            with _going_on():
                self.obey(line)

    def obey(self, line: str) -> None:
        """Do what a line says.

        Raises:
            TermgraphError: where it cannot be done.
        """
        if not line:
            return
        command, _, rest = line.partition(" ")
        match command:
            case r"\help" | r"\h" | r"\?" | "help":
                self._print(f"{_HELP}\n" + _aligned(COMMANDS.items()))
            case r"\format":
                self._set_format(rest.strip())
            case r"\prefixes":
                self._print(
                    _aligned(
                        (f"{name}:", f"<{iri}>") for name, iri in sorted(self.store.all_prefixes.items())
                    )
                )
            case r"\queries":
                click.echo(listed(self.store.queries))
            case r"\explain":
                question = self._question(rest)
                self._print(question.explanation(self.store))
                question.refuse(self.store)
            case _ if command.startswith("\\"):
                hint = did_you_mean(command, COMMANDS) or r"\help lists them"
                raise TermgraphError(f"there is no command {command}", hint=hint)
            case _:
                self._ask(line)

    def _ask(self, line: str) -> None:
        question = self._question(line)
        with busy("asking"):
            result = question.answer(self.store, self.timeout)
        chosen = fitting(result, self.format)
        chosen = chosen if fits(result, chosen) else fitting(result, None)
        write(written(result, chosen, self.store.all_prefixes, width()), None)
        question.remark(self.session, self.store, result, counted=chosen == "table")

    def _question(self, line: str) -> Question:
        """Read SPARQL, or the name of a query and its parameters."""
        line = line.strip().rstrip(";")
        name, *rest = line.split(maxsplit=1) or [""]
        if not is_name(name) or name.upper() in _STARTS or not (rest == [] or re.match(r"\w+=", rest[0])):
            return Question.of(self.store, line, {})
        try:
            words = shlex.split(rest[0]) if rest else []
        except ValueError:
            raise TermgraphError("a quotation mark is not closed") from None
        return Question.of(self.store, name, dict(_parameter(word) for word in words))

    def _set_format(self, name: str) -> None:
        if name and name not in FORMATS:
            hint = did_you_mean(name, FORMATS) or f"one of {', '.join(FORMATS)}"
            raise TermgraphError(f"there is no format '{name}'", hint=hint)
        self.format = name or self.format
        self.session.say(f"format: {self.format or 'table, and turtle for graphs'}")

    def _print(self, text: str) -> None:
        write((text + "\n").encode(), None)


def shell(session: Session, format: str | None = None, timeout: float | None = None) -> None:
    """Open the vocabulary, and ask a person on the terminal for questions about it until there are no more."""
    store = session.open(tolerant=True)
    prompt = prompting(store)
    session.say(rf"{len(store):,} concepts. \help tells what can be typed, Ctrl-D ends.")
    Shell(session, store, format, timeout).run(prompt)


def prompting(store: Thesaurus, history: History | None = None) -> Callable[[], str]:
    """Return what asks a person for a line, with history, completion and several lines."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.application import get_app
    from prompt_toolkit.completion import Completer, Completion
    from prompt_toolkit.document import Document
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    completions = Completions(store, COMMANDS, FORMATS)

    class OfVocabulary(Completer):
        def get_completions(self, document: Document, _event: Any) -> Iterator[Completion]:
            begun, found = completions.of(document.text_before_cursor)
            for text, remark in found:
                yield Completion(text, -len(begun), display_meta=remark)

    keys = KeyBindings()

    @keys.add("escape", "enter")
    def begin_line(event: KeyPressEvent) -> None:
        event.current_buffer.newline()

    session: PromptSession[str] = PromptSession(
        "termgraph> ",
        multiline=Condition(lambda: not is_complete(get_app().current_buffer.text)),
        prompt_continuation="       ... ",
        completer=OfVocabulary(),
        complete_while_typing=False,
        history=history or _history(),
        key_bindings=keys,
    )
    return session.prompt


def _history() -> History:
    """Return the history that is kept in the user's state folder, or one of this run where nothing can be kept."""
    from platformdirs import user_state_path
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    class Kept(FileHistory):
        def store_string(self, string: str) -> None:
            with suppress(OSError):  # a full disk ends no shell
                super().store_string(string)

    try:
        file = user_state_path("termgraph", appauthor=False) / "queries"
        _private(file)
    except (OSError, RuntimeError, KeyError):
        return InMemoryHistory()
    return Kept(str(file))


def _private(file: Path) -> None:
    """Have a file that only its owner reads."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch(mode=0o600)
    with file.open("ab"):  # fails where it cannot be written to
        pass


@contextmanager
def _going_on() -> Iterator[None]:
    """Tell what goes wrong, and go on."""
    try:
        yield
    except TermgraphError as error:
        click.echo(told(error), err=True)
    except KeyboardInterrupt:
        click.echo("stopped", err=True)


def _parameter(word: str) -> tuple[str, str]:
    name, equals, value = word.partition("=")
    if not equals or not name.isidentifier():
        raise TermgraphError(f"'{word}' is no parameter; write name=value")
    return name, value


def _aligned(rows: Iterable[tuple[str, str]]) -> str:
    rows = list(rows)
    wide = max((len(name) for name, _ in rows), default=0)
    return "\n".join(f"{name:{wide}}  {text}" for name, text in rows)
