"""The open cases of a vocabulary: records that a person has to decide on, one file a source in `open/`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from termgraph.errors import TermgraphError
from termgraph.files import read_regular
from termgraph.ingest.contract import record_from, record_object
from termgraph.records import Match, Record

CASES_FOLDER = "open"
_FORMAT = "termgraph open cases 1"
_AGAIN = "remove it, and ingest the document again"


@dataclass(frozen=True, slots=True)
class Case:
    """A record that a person has to decide on.

    Args:
        source: the id of its source.
        place: its place there, as decisions name it.
        record: the record.
        match: the candidates; none where it is a new term without a name.
    """

    source: str
    place: str
    record: Record
    match: Match


def cases_path(folder: Path, source: str) -> Path:
    """Return the file of the open cases of a source."""
    return folder / CASES_FOLDER / f"{source}.json"


def cases_bytes(cases: Iterable[Case]) -> bytes | None:
    """Return the file of the open cases of a source, in the order of the document; None where there are none."""
    made = [{"at": case.place, **record_object(case.record, case.match)} for case in cases]
    if not made:
        return None
    held = {"format": _FORMAT, "cases": made}
    return (json.dumps(held, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def read_cases(folder: Path) -> dict[str, list[Case]]:
    """Return the open cases of a folder, by source.

    Raises:
        TermgraphError: where a file of them cannot be read.
    """
    found: dict[str, list[Case]] = {}
    place = folder / CASES_FOLDER
    for path in sorted(place.glob("*.json")) if place.is_dir() else ():
        found[path.stem] = [_case(path, one) for one in _held(path)]
    return found


def _held(path: Path) -> list[Mapping[str, Any]]:
    try:
        held = json.loads(read_regular(path).decode())
    except (ValueError, RecursionError) as error:
        raise TermgraphError(f"is no JSON: {error}", path, hint=_AGAIN) from None
    cases = held.get("cases") if isinstance(held, dict) and held.get("format") == _FORMAT else None
    if not isinstance(cases, list):
        raise TermgraphError("holds no open cases", path, hint=_AGAIN)
    return cases


def _case(path: Path, made: Mapping[str, Any]) -> Case:
    try:
        record, match = record_from(made)
        return Case(path.stem, str(made["at"]), record, match or Match("new"))
    except (TermgraphError, KeyError, TypeError) as error:
        raise TermgraphError(f"holds a case that cannot be read: {error}", path, hint=_AGAIN) from None
