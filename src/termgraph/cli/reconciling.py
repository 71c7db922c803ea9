"""`reconcile`: what `ingest` and `align` left open, decided one by one."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from termgraph.cli.ingesting import progress_shown
from termgraph.cli.session import Session, examples, pass_session
from termgraph.errors import TermgraphError
from termgraph.files import is_entries_folder, locked_unless, read_regular, write_text
from termgraph.names import printable

if TYPE_CHECKING:
    from termgraph.align import review as alignments
    from termgraph.api import TermGraph
    from termgraph.ingest.cases import Case
    from termgraph.ingest.review import Review

_SHOWN = 600
_SHORT = 200


@click.command(
    short_help="Decide the open cases of what was ingested or aligned.",
    epilog=examples(
        "termgraph reconcile my-glossary",
        "termgraph reconcile my-glossary --accept-above 0.95",
        "termgraph reconcile my-glossary --source acme",
        "termgraph reconcile mappings.sssom.tsv my-glossary thesaurus.ttl",
    ),
)
@click.argument("what", required=False, metavar="[FOLDER | MAPPINGS]")
@click.argument("vocabularies", nargs=-1, metavar="[VOCABULARY...]")
@click.option("--source", metavar="ID", help="Only the cases of this source.")
@click.option(
    "--accept-above",
    type=click.FloatRange(0, 1),
    metavar="SCORE",
    help="Ask nothing: accept what is that sure, and leave all else open.",
)
@pass_session
def reconcile(
    session: Session,
    what: str | None,
    vocabularies: tuple[str, ...],
    source: str | None,
    accept_above: float | None,
) -> int:
    """Decide, one by one, which entries of a glossary are which concepts, or which mappings of `align` are right.

    Of an entries folder, the open cases of what was ingested are decided; every answer is written at once to
    mappings.sssom.tsv and the entries. Of a file of MAPPINGS in SSSOM, those that a program has found and nobody has
    decided on; every answer is written at once to the file, and the VOCABULARY of either side, where it is named, tells
    what the concepts are. So you can stop and go on later, and no question is asked twice. Answers are read from
    standard input.
    """
    place = Path(what) if what is not None else session.folder()
    is_file = place.is_file()
    if is_file and source is not None:
        raise click.UsageError("--source: mappings have none; it is for an entries folder")
    if vocabularies and not is_file:
        raise click.UsageError(f"{place} is no file of mappings; vocabularies are for the review of one")
    folder = place.parent if is_file else place
    with locked_unless(is_file and not is_entries_folder(folder), folder):
        with progress_shown() as progress:
            progress("reading the vocabulary")
            desk = _Mappings(session, place, vocabularies) if is_file else _Entries(session, place, source)
        return _reviewed(session, desk, accept_above)


class _Desk(Protocol):
    """Cases, and how they are shown and decided."""

    help: str

    def cases(self) -> Sequence[Any]:
        """Return what is open."""

    def show(self, case: Any, place: str) -> None:
        """Print a case as it stands now."""

    def decide(self, case: Any, word: str, rest: str) -> bool:
        """Do what an answer says, and tell whether the case is settled.

        Raises:
            _AnswerError: where it is none.
        """

    def accept_above(self, score: float) -> Iterator[str]:
        """Accept what is that sure, and yield what that was."""


class _AnswerError(ValueError):
    """An answer that is none."""


def _reviewed(session: Session, desk: _Desk, accept_above: float | None) -> int:
    cases = desk.cases()
    if not cases:
        session.say("nothing is open")
        return 0
    if accept_above is not None:
        accepted = list(desk.accept_above(accept_above))
        for line in accepted:
            click.echo(line)
        session.say(f"accepted {len(accepted):,}, {len(desk.cases()):,} open")
        return 0
    for number, case in enumerate(cases, 1):
        if not _is_answered(desk, case, f"{number} of {len(cases)}"):
            break
    left = len(desk.cases())
    session.say(f"{left:,} open" if left else "all decided")
    return 0


def _is_answered(desk: _Desk, case: Any, place: str) -> bool:
    """Show a case until it is settled or skipped; return False to stop."""
    while True:
        click.echo()
        desk.show(case, place)
        click.echo("? ", nl=False)
        answer = sys.stdin.readline() if sys.stdin is not None else ""
        word, _, rest = answer.strip().partition(" ")
        if not answer:
            click.echo()
        if not answer or word.lower() == "q":
            return False
        if word.lower() in ("s", ""):
            return True
        try:
            if desk.decide(case, word.lower(), rest.strip()):
                return True
        except _AnswerError as error:
            click.echo(f"{error}\n{desk.help}")
        except TermgraphError as error:
            click.echo(printable(str(error)))


def _numbered(answer: str, count: int) -> list[int]:
    """Return the places of the candidates that an answer names by number."""
    words = answer.replace(",", " ").split()
    if not words or not all(word.isdecimal() and 0 < int(word) <= count for word in words):
        raise _AnswerError(f"'{printable(answer.strip())}' is none of {count} candidates")
    return list(dict.fromkeys(int(word) - 1 for word in words))


def _excerpt(text: str, most: int) -> str:
    told = " ".join(text.split())
    return printable(told if len(told) <= most else f"{told[:most]} …")


class _Entries:
    """The open cases of an entries folder."""

    help = """\
  1, 2 …   it is that concept; several numbers where it is about several
  r 1      it is not that concept
  n        it is a new term; n NAME calls it so
  x        leave it out for good: it is no term, or is not wanted
  s        skip it for now
  q        stop; what was decided stays decided"""

    def __init__(self, session: Session, folder: Path, source: str | None) -> None:
        from termgraph.ingest.review import Review

        self._session = session
        self._review: Review = Review(folder, source)

    def cases(self) -> list[Case]:
        return self._review.cases()

    def accept_above(self, score: float) -> Iterator[str]:
        review = self._review
        for case, ids in list(review.above(score)):
            best = min(one.score for one in case.match.candidates if one.concept in ids)
            review.accept(case, ids, confidence=best, comment=f"accepted above {score:g}")
            yield f"{_name(case)} = {', '.join(map(review.workspace.label, ids))}  ({best:.2f})"

    def decide(self, case: Case, word: str, rest: str) -> bool:
        case = self._review.current(case)
        candidates = [one.concept for one in case.match.candidates]
        match word:
            case "x":
                self._review.leave_out(case)
            case "n":
                made = self._review.new(case, rest or None)
                self._session.say(f"new: {', '.join(made)}")
            case "r":
                for place in _numbered(rest, len(candidates)):
                    self._review.refuse(case, candidates[place])
                return False
            case _ if word[0].isdigit():
                places = _numbered(f"{word} {rest}", len(candidates))
                self._review.accept(case, [candidates[place] for place in places])
            case _:
                raise _AnswerError(f"'{printable(word)}' is no answer")
        return True

    def show(self, case: Case, place: str) -> None:
        case = self._review.current(case)
        record = case.record
        line = f", line {record.lines[0]}" if record.lines[0] else ""
        click.echo(f"{click.style(_name(case), bold=True)}  ({place}; {case.source}{line})")
        if record.body.strip():
            click.echo(f"  {_excerpt(record.body, _SHOWN)}")
        guesses = [label.label for label in record.labels if label.type == "guess"]
        if guesses:
            click.echo(printable(f"  perhaps called: {', '.join(guesses)}"))
        for number, one in enumerate(case.match.candidates, 1):
            concept = self._review.workspace.concepts[one.concept]
            label = click.style(printable(self._review.workspace.label(one.concept)), bold=True)
            click.echo(f"  {number}  {label}  {one.score:.2f}  {printable('; '.join(one.why))}")
            said = [*concept.definition.values(), *(quote.text for quote in concept.source_definitions)]
            if said:
                click.echo(f"     {_excerpt(said[0], _SHORT)}")
        if not case.match.candidates:
            click.echo("  nothing in the vocabulary is like it")


def _name(case: Case) -> str:
    record = case.record
    return printable(" ".join((record.heading or record.label or "(no name)").split()))


class _Mappings:
    """The open mappings of a file of SSSOM."""

    help = """\
  1, 2 …   these mappings are right; 1 broad: it is one, but a broadMatch (exact, close, broad, narrow, related)
  r 1      that mapping is wrong, and never proposed again
  x        all of them are wrong
  s        skip them for now
  q        stop; what was decided stays decided"""

    def __init__(self, session: Session, path: Path, vocabularies: Sequence[str]) -> None:
        from termgraph.align.review import Review

        self._path = path
        try:
            text = read_regular(path).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise TermgraphError("is no text in UTF-8", path) from None
        self._review: alignments.Review = Review(text, path)
        self._vocabularies: list[TermGraph] = [session.on(source).open() for source in vocabularies]

    def cases(self) -> list[alignments.Case]:
        return self._review.cases()

    def accept_above(self, score: float) -> Iterator[str]:
        accepted = list(self._review.accept_above(score))
        self._write()
        for case, one in accepted:
            yield printable(f"{case.label} = {one.label}  ({one.kind}, {one.confidence:.2f})")

    def decide(self, case: alignments.Case, word: str, rest: str) -> bool:
        from termgraph.skos.things import MAPPINGS

        case = self._review.current(case)
        numbers = [one.number for one in case.proposals]
        if word == "x":
            self._review.refuse(numbers)
        elif word == "r":
            self._review.refuse(numbers[place] for place in _numbered(rest, len(numbers)))
        elif word[0].isdigit():
            named, _, kind = f"{word} {rest}".strip().rpartition(" ")
            is_kind = f"{kind}Match" in MAPPINGS
            places = _numbered(named if is_kind else f"{named} {kind}", len(numbers))
            self._review.accept((numbers[place] for place in places), f"{kind}Match" if is_kind else "")
        else:
            raise _AnswerError(f"'{printable(word)}' is no answer")
        self._write()
        return not self._review.current(case).proposals

    def show(self, case: alignments.Case, place: str) -> None:
        label = click.style(printable(case.label), bold=True)
        click.echo(f"{label}  ({place}; {printable(case.subject)})")
        self._describe(case.subject, "  ")
        for number, one in enumerate(self._review.current(case).proposals, 1):
            label = click.style(printable(one.label), bold=True)
            click.echo(f"  {number}  {label}  {one.kind} {one.confidence:.2f}  {printable(one.why)}")
            self._describe(one.object, "     ")

    def _describe(self, iri: str, indent: str) -> None:
        """Print what a vocabulary that knows a concept says of it, and what is above it."""
        for told in self._vocabularies:
            if iri in told.concepts:
                if said := told.definition(iri):
                    click.echo(f"{indent}{_excerpt(said, _SHORT)}")
                if above := ", ".join(map(told.label, sorted(told.broader[iri]))):
                    click.echo(f"{indent}below: {_excerpt(above, _SHORT)}")
                return

    def _write(self) -> None:
        write_text(self._path, self._review.text())
