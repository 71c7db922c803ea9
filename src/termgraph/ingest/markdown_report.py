"""The report of an ingestion as a person reads it: Markdown, what has to be done first, what only informs last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import filterfalse
from typing import Any

from termgraph.markdown import code, line
from termgraph.names import printable
from termgraph.namespaces import name_slug
from termgraph.reconcile.words import unlinked
from termgraph.records import LAST_RESORT
from termgraph.relations import RELATIONS
from termgraph.wording import words

_LONGEST = 700
_EVIDENCE = 200
#: How many of those that were not taken stand in the summary.
_FIRST = 3
_OUTCOMES = (
    ("decided", "decided before"),
    ("same", "the same as an entry"),
    ("merged", "the same as a new draft"),
    ("new", "new drafts"),
    ("open", "open"),
    ("left_out", "left out"),
)

#: What a relation is called between the names of its two ends.
_VERBS = {"altLabel": words().relations["synonymOf"].says_back, **words().sentences(RELATIONS)}


def markdown_report(report: Mapping[str, Any]) -> str:
    """Return a report as Markdown; what documents say in it is text and never markup."""
    return "\n".join(_lines(report)).rstrip() + "\n"


def summary(report: Mapping[str, Any]) -> str:
    """Return a report in a few lines: two a document."""
    lines = []
    for one in report["documents"]:
        counts = one["counts"]
        told = [
            f"{count:,} {name.rstrip('s') if count == 1 and key == 'new' else name}"
            for key, name in _OUTCOMES
            if (count := counts[f"outcome_{key}"])
        ]
        entries = counts["records"] - counts["kind_section"]
        told_of = f"{one['source']}: {_number(entries, 'entry', 'entries')}: {', '.join(told) or 'nothing'}"
        lines.append(told_of)
        if set(one["languages"]) - {report["language"]}:
            named = (f"{tag} ({count:,})" for tag, count in one["languages"].items())
            lines.append(f"  languages: {', '.join(named)}")
        problems = [
            _number(len(one[key]), single, plural)
            for key, single, plural in (
                ("broken_links", "broken link", "broken links"),
                ("stubs", "stub", "stubs"),
                ("missing_citations", "citation without a reference", "citations without a reference"),
                ("flags", "record to look at", "records to look at"),
            )
            if one[key]
        ]
        if problems:
            lines.append(f"  {', '.join(problems)}")
        lines += [f"  {guess}" for guess in one["guesses"] if guess == LAST_RESORT]
        if dropped := one["dropped"]:
            first = "; ".join(f"{item['where']} ({item['why']})" for item in dropped[:_FIRST])
            more = "; … all of them with --report" if len(dropped) > _FIRST else ""
            lines.append(f"  {len(dropped):,} not taken: {first}{more}")
    return "\n".join(printable(line) for line in lines)


def _number(count: int, single: str, plural: str) -> str:
    return f"{count:,} {single if count == 1 else plural}"


def text(said: object, longest: int = _LONGEST) -> str:
    r"""Return what a document says as one line of Markdown that shows it as it is.

    >>> print(text("<b>*x*</b>\n# y"))
    &lt;b>\*x\*&lt;/b> # y
    """
    shown = printable(" ".join(unlinked(str(said)).split()))
    if len(shown) > longest:
        shown = shown[:longest].rsplit(" ", 1)[0] + " …"
    return line(shown)


def _lines(report: Mapping[str, Any]) -> Iterator[str]:
    yield f"# What came into {text(report['vocabulary'])}"
    yield ""
    if report["dry_run"]:
        yield "This is a dry run: nothing was written."
        yield ""
    before, after = report["concepts"]["before"], report["concepts"]["after"]
    yield f"{_number(after, 'entry', 'entries')} now, {before:,} before."
    if waiting := sum(len(one["open"]) for one in report["documents"]):
        cases = _number(waiting, "record waits", "records wait")
        todo = f"termgraph reconcile {printable(report['folder'] or 'FOLDER')}"
        yield f"{cases} for a decision: {code(todo)}."
    yield ""
    columns = ["source", "format", "entries", "stubs", "redirects", *(name for _, name in _OUTCOMES)]
    yield f"| {' | '.join(columns)} |"
    yield "|---|---|" + "---:|" * (3 + len(_OUTCOMES))
    for one in report["documents"]:
        counts = one["counts"]
        cells = [counts["kind_entry"], counts["kind_stub"], counts["kind_redirect"]]
        cells += [counts[f"outcome_{key}"] for key, _ in _OUTCOMES]
        yield f"| {text(one['title'])} (`{one['source']}`) | {one['format']} | {' | '.join(map(str, cells))} |"
    yield from _section("Conflicts", map(_conflict, report["conflicts"]))
    for one in report["documents"]:
        yield from _document(one)
    if report["side_by_side"]:
        yield from ("", f"## Definitions side by side ({len(report['side_by_side'])})")
        for one in report["side_by_side"]:
            yield from _beside(one)


def _document(one: Mapping[str, Any]) -> Iterator[str]:
    told = f"Read from {code(printable(one['path']))} as {one['format']}."
    yield from ("", f"## {text(one['title'])}", "", told)
    dropped = (f"{text(item['where'])}: {text(item['why'])}" for item in one["dropped"])
    yield from _section("Not taken", dropped, 3)
    yield from _section("What the reader guessed", [text(guess) for guess in one["guesses"]], 3)
    yield from _section("To decide", map(_open, one["open"]), 3)
    mend = "To mend in the document"
    yield from _section(f"{mend}: links that lead nowhere", map(_link, one["broken_links"]), 3)
    missing = (f"{text(item['citation'])}: {_at(item['lines'])}" for item in one["missing_citations"])
    yield from _section(f"{mend}: citations without a reference", missing, 3)
    yield from _section("To look at", _flagged(one["flags"]), 3)
    yield from _list("Without a text", map(_where, one["stubs"]))
    pointing = (f"{_where(item)} → {', '.join(map(text, item['see']))}" for item in one["redirects"])
    yield from _section("Redirects", pointing, 3)
    yield from _list("New drafts", map(_drafted, one["new"]))
    yield from _list("The same as an entry, by its name", map(_drafted, filter(_is_plain, one["same"])))
    others = map(_same, filterfalse(_is_plain, one["same"]))
    yield from _section("The same as an entry, by other evidence", others, 3)
    lacking = (f"{_ids(item)}: {', '.join(map(text, item['names']))}" for item in one["lacking_names"])
    yield from _section("Names that the entries have not", lacking, 3)
    quoted = (f"{text(label)} ({count:,})" for label, count in one["quoted_parts"].items())
    yield from _list("Parts that entries have no place for, quoted with their labels", quoted)
    yield from _section("Misleading names", map(_misnomer, one["misnomers"]), 3)
    inside = [item for item in one["relations"] if item["concepts"]]
    outside = [item for item in one["relations"] if not item["concepts"]]
    stated = [item for item in inside if item["stated"]]
    yield from _section("Relations between entries, as the document states them", map(_relation, stated), 3)
    suggested = map(_relation, (item for item in inside if not item["stated"]))
    yield from _section("Relations between entries, as sentences say (--relations all)", suggested, 3)
    yield from _section("Relations to what is no entry yet", map(_relation, outside), 3)
    yield from _list("Left out, as decided", map(_where, one["left_out"]))
    yield from _section("Decisions about places that are not there", map(text, one["stale_decisions"]), 3)


def _flagged(items: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield each remark with all the records that it is made of."""
    by_flag: dict[str, list[str]] = {}
    for item in items:
        for flag in item["flags"]:
            by_flag.setdefault(flag, []).append(_where(item))
    yield from (f"{text(flag)}: {', '.join(where)}" for flag, where in by_flag.items())


def _section(title: str, items: Iterable[str], level: int = 2) -> Iterator[str]:
    found = list(items)
    if found:
        yield from ("", f"{'#' * level} {title} ({len(found)})", "")
        yield from (f"- {item}" for item in found)


def _list(title: str, items: Iterable[str]) -> Iterator[str]:
    """Yield a section whose items are short enough to stand in one paragraph."""
    found = list(items)
    if found:
        yield from ("", f"### {title} ({len(found)})", "", ", ".join(found) + ".")


def _name(item: Mapping[str, Any]) -> str:
    return f"**{text(item['heading'] or item['label'] or '(no name)')}**"


def _where(item: Mapping[str, Any]) -> str:
    return f"{_name(item)} ({_at(item['lines'][:1])})" if item["lines"][0] else _name(item)


def _at(lines: Sequence[int]) -> str:
    return f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))}"


def _ids(item: Mapping[str, Any]) -> str:
    return ", ".join(f"`{id_}`" for id_ in item["entries"])


def _drafted(item: Mapping[str, Any]) -> str:
    """Return a name, with the entry's id where that does not follow from it."""
    follows = item["entries"] == [name_slug(item["heading"] or item["label"] or "")]
    return _name(item) if follows else f"{_name(item)} ({_ids(item)})"


def _open(item: Mapping[str, Any]) -> str:
    found = ((one["concept"], one["score"], "; ".join(map(text, one["why"]))) for one in item["candidates"])
    candidates = [f"`{concept}` {score:.2f} ({why})" for concept, score, why in found]
    if not candidates:
        return f"{_where(item)}: {'no name' if item['label'] is None else 'new'}, and nothing like it"
    if len(candidates) == 1:
        return f"{_where(item)}: {candidates[0]}"
    return f"{_where(item)}:" + "".join(f"\n  - {one}" for one in candidates)


def _is_plain(item: Mapping[str, Any]) -> bool:
    """Tell whether a record is the same as an entry by its name alone."""
    first = "".join(item["why"][:1])
    return len(item["entries"]) == 1 and ": " not in first and " is its name " in first


def _same(item: Mapping[str, Any]) -> str:
    why = "; ".join(map(text, item["why"][:2]))
    return f"{_where(item)}: {_ids(item)}{f' ({why})' if why else ''}"


def _link(item: Mapping[str, Any]) -> str:
    meant = f", probably “{text(item['meant'])}”" if item["meant"] else ""
    return f"line {item['line']}: “{text(item['text'])}” → {text(item['target'])}{meant}"


def _misnomer(item: Mapping[str, Any]) -> str:
    clearer = [f"“{text(one['name'])}”: {text(one['evidence'], _EVIDENCE)}" for one in item["clearer"]]
    return _where(item) + (f": clearer would be {'; '.join(clearer)}" if clearer else "")


def _relation(item: Mapping[str, Any]) -> str:
    known = f" (`{'`, `'.join(item['concepts'])}`)" if item["concepts"] else ""
    verb = _VERBS.get(item["type"], item["type"])
    subject = text(item["label"] or "(no name)")
    return f"**{subject}** {verb} **{text(item['target'])}**{known}: {text(item['evidence'], _EVIDENCE)}"


def _conflict(one: Mapping[str, Any]) -> str:
    return f"**{text(one['name'])}**, {one['kind']}: {text(one['text'], 400)}"


def _beside(one: Mapping[str, Any]) -> Iterator[str]:
    yield from ("", f"### {text(one['label'])} (`{one['concept']}`)")
    if one["definition"]:
        yield from ("", f"> {text(one['definition'])}", ">", "> — this vocabulary")
    for said in one["sources"]:
        yield from ("", f"> {text(said['text'])}", ">", f"> — {text(said['source'])}")
