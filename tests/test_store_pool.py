"""The pool: who is lent next, and what happens where a process is gone."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import termgraph
from termgraph.errors import BusyError, TermgraphError
from termgraph.store import Store, store
from termgraph.store.engine import DiskEngine, MemoryEngine
from termgraph.store.pool import Pool
from termgraph.store.sparql import prepare

FOOD = prepare("SELECT ?food { ?bird <e:eats> ?food }")


@pytest.fixture
def ended() -> list[bool]:
    return []


@pytest.fixture
def pool(ended: list[bool]) -> Iterator[Pool]:
    engines = Store.from_text("<e:owl> <e:eats> <e:mouse> .").engines(2)
    made = Pool(engines, patience=60, told=lambda: ended.append(True))
    yield made
    made.close()


def food(pool: Pool) -> bytes:
    return pool.written(FOOD, {}, "csv", timeout=60)


def when_ready(pool: Pool, count: int) -> list[MemoryEngine]:
    """Return the engines that are ready, when there are so many; the last is lent next."""
    while len(pool._ready) < count:
        time.sleep(0.01)
    return [*pool._ready]


def end(engine: MemoryEngine) -> None:
    assert engine._worker is not None
    engine._worker._process.kill()
    engine._worker._process.wait()


def test_the_spare_takes_over_while_nothing_can_be_started(pool: Pool, ended: list[bool]) -> None:
    spare, following = when_ready(pool, 2)
    worker = spare._worker
    with pool._starting:
        end(following)
        assert food(pool) == b"food\r\ne:mouse\r\n"
        assert (pool._ready, spare._worker, ended) == ([spare], worker, [True])
    when_ready(pool, 2)
    assert food(pool) == b"food\r\ne:mouse\r\n"


def test_where_all_are_gone_a_question_waits_for_the_first(pool: Pool) -> None:
    for engine in when_ready(pool, 2):
        end(engine)
    assert food(pool) == b"food\r\ne:mouse\r\n"


def test_who_was_the_last_to_work_is_the_first_to_do_so_again(pool: Pool) -> None:
    before = when_ready(pool, 2)
    for _ in range(3):
        food(pool)
    assert pool._ready == before


def test_why_no_process_can_be_started_is_told(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    ready = when_ready(pool, 2)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    for engine in ready:
        end(engine)
    with pytest.raises(TermgraphError, match="no process can be started for queries"):
        food(pool)
    monkeypatch.undo()
    assert food(pool) == b"food\r\ne:mouse\r\n"


def test_a_pool_that_is_closed_is_busy(pool: Pool) -> None:
    when_ready(pool, 2)
    pool.close()
    with pytest.raises(BusyError):
        food(pool)


def test_many_quads_are_read_from_a_disk_by_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TERMGRAPH_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "birds.ttl"
    file.write_text("<http://e.org/owl> <e:eats> <e:mouse> .\n" + "# long\n" * 6_000, "utf-8")
    assert {type(engine) for engine in termgraph.load(file).engines(2)} == {MemoryEngine}
    monkeypatch.setattr(store, "MOST_IN_MEMORY", 0)
    monkeypatch.setattr(store, "FEW", 0)
    engines = termgraph.load(file).engines(2)
    assert {type(engine) for engine in engines} == {DiskEngine}
    asked = Pool(engines, patience=60)
    assert food(asked) == b"food\r\ne:mouse\r\n"
    asked.close()
