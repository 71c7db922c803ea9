"""The locks hold all that pyproject.toml asks for, once for each Python and system, and each file by its hash."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]


def asked(extra: str) -> list[str]:
    """Return what the project asks for with an extra, other extras that it takes in included."""
    rows = [Requirement(text) for text in EXTRAS[extra]]
    inner = [one for row in rows if row.name == PROJECT["project"]["name"] for one in sorted(row.extras)]
    mine = [str(row) for row in rows if row.name != PROJECT["project"]["name"]]
    return [*mine, *(text for one in inner for text in asked(one))]


RUN = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"], *asked("all")]
TEST = [*PROJECT["project"]["dependencies"], *asked("test")]
SPARK = [*PROJECT["project"]["dependencies"], *asked("spark")]
PLACES = [
    {
        "python_version": f"3.{minor}",
        "python_full_version": f"3.{minor}.9",
        "sys_platform": system,
        "platform_python_implementation": "CPython",
    }
    for minor in (11, 12, 13, 14)
    for system in ("linux", "darwin")
]


def locked(name: str) -> dict[str, list[Requirement]]:
    """Return what a lock holds, by name; a package may be there in several versions, each for some places."""
    text = (ROOT / "requirements" / f"{name}.lock").read_text("utf-8")
    found: dict[str, list[Requirement]] = defaultdict(list)
    for line in re.findall(r"^(\w.*) \\\n +--hash=sha256:[0-9a-f]{64}", text, re.M):
        requirement = Requirement(line)
        found[canonicalize_name(requirement.name)].append(requirement)
    assert sum(map(len, found.values())) == len(re.findall(r"^\w", text, re.M)), "a package without a hash"
    return found


def test_all_is_every_extra_that_is_not_for_those_who_work_on_the_project() -> None:
    # Spark is half a gigabyte and needs Java.
    every = {
        text for extra in EXTRAS if extra not in ("all", "dev", "spark", "test") for text in asked(extra)
    }
    assert every == {*asked("all")} and len(every) > 5
    assert every < {*TEST}


@pytest.mark.parametrize(("name", "wanted"), [("run", RUN), ("test", TEST), ("spark", SPARK)])
def test_a_lock_holds_what_the_project_asks_for(name: str, wanted: list[str]) -> None:
    lock = locked(name)
    for requirement in map(Requirement, wanted):
        held = lock[canonicalize_name(requirement.name)]
        for place in PLACES:
            [here] = [one for one in held if one.marker is None or one.marker.evaluate(place)]
            [version] = here.specifier
            assert version.operator == "=="
            assert requirement.specifier.contains(version.version), f"{requirement}: run `make lock`"


@pytest.mark.parametrize("lock", ["run", "spark"])
def test_locks_say_the_same_of_what_several_hold(lock: str) -> None:
    test = locked("test")
    for name, held in locked(lock).items():
        if lock == "run" or name in test:
            assert {one.specifier for one in held} <= {one.specifier for one in test[name]}, "run `make lock`"
