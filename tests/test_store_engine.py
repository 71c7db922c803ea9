"""The engine: one kept process that answers, is stopped, and leaves nothing behind."""

from __future__ import annotations

import gc
import multiprocessing
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest

from termgraph.errors import QueryTimeoutError, TermgraphError, TooLargeError
from termgraph.store import Result, Store, worker
from termgraph.store.engine import Engine, MemoryEngine
from termgraph.store.execution import Limits, Question, Worker
from termgraph.store.record import Record
from termgraph.store.sparql import Prepared, prepare

QUADS = b"<e:owl> <e:eats> <e:mouse> .\n<e:owl> <e:eats> <e:vole> <e:graph> .\n_:nest <e:of> <e:owl> .\n"
ENDLESS = (
    "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{i} {{ {' '.join(map(str, range(60)))} }}" for i in range(8))
    + " }"
)
MANY = "SELECT * { " + " ".join(f"VALUES ?{v} {{ {' '.join(map(str, range(300)))} }}" for v in "abc") + " }"


@pytest.fixture
def engine() -> Iterator[MemoryEngine]:
    made = MemoryEngine(lambda: QUADS)
    yield made
    made.close()


def ask(engine: MemoryEngine, query: str = "ASK {}", timeout: float | None = None) -> bool | int:
    """Return yes or no, or how many rows there are."""
    result = engine.query(prepare(query), {}, timeout)
    return len(result) if result.boolean is None else result.boolean


def process(engine: MemoryEngine) -> subprocess.Popen[bytes]:
    assert engine._worker is not None
    return engine._worker._process


def test_one_process_answers_many_queries_and_is_told_all_once() -> None:
    dumps: list[bytes] = []

    def dump() -> bytes:
        dumps.append(QUADS)
        return QUADS

    engine = MemoryEngine(dump)
    assert dumps == []
    assert [ask(engine, "SELECT * { ?a ?b ?c }", timeout) for timeout in (None, 30, 1e300)] == [3, 3, 3]
    first = process(engine)
    assert ask(engine, "ASK { <e:owl> <e:eats> <e:vole> }")
    assert process(engine) is first
    assert dumps == [QUADS]


def test_blank_nodes_keep_their_names(engine: MemoryEngine) -> None:
    rows = engine.query(prepare("SELECT ?x { ?x <e:of> <e:owl> }"), {}).rows
    assert rows == [(ox.BlankNode("nest"),)]
    assert ox.BlankNode("nest") in {quad.subject for quad in engine.store}


def test_the_default_graph_is_the_union_and_from_chooses(engine: MemoryEngine) -> None:
    assert ask(engine, "SELECT * FROM <e:graph> { ?a ?b ?c }") == 1
    assert ask(engine, "SELECT * FROM NAMED <e:graph> { GRAPH ?g { ?a ?b ?c } }") == 1
    assert engine.graphs() == ["e:graph"]
    with pytest.raises(TermgraphError, match=r"1:15: no graph <e:graf> is loaded \(did you mean 'e:graph'"):
        ask(engine, "SELECT * FROM <e:graf> { ?a ?b ?c }")


@pytest.mark.parametrize("is_known", [True, False], ids=["told", "anew"])
def test_what_is_added_and_removed_is_seen(engine: MemoryEngine, is_known: bool) -> None:
    if is_known:
        ask(engine)
    nest, of, owl = ox.BlankNode("nest"), ox.NamedNode("e:of"), ox.NamedNode("e:owl")
    engine.add([ox.Quad(owl, of, owl), ox.Quad(owl, of, nest)])
    engine.remove([ox.Quad(nest, of, owl), ox.Quad(owl, of, owl)])
    assert engine.query(prepare("SELECT * { ?a <e:of> ?b }"), {}).rows == [(owl, nest)]
    engine.close()
    assert ask(engine, "SELECT * { ?a <e:of> ?b }") == 1


def test_a_time_out_stops_and_the_next_query_is_answered(engine: MemoryEngine) -> None:
    ask(engine)
    first = process(engine)
    with pytest.raises(QueryTimeoutError, match=r"the query took more than 0\.2 s and was stopped"):
        ask(engine, ENDLESS, 0.2)
    assert first.returncode is not None
    assert ask(engine, timeout=30)
    assert process(engine) is not first


def test_getting_ready_is_not_counted(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Else a short time-out would never let a large vocabulary answer."""
    slow = tmp_path / "slow.py"
    text = Path(worker.__file__).read_text("utf-8")
    slow.write_text(text.replace("import threading\n", "import threading, time; time.sleep(2)\n"), "utf-8")
    monkeypatch.setattr(worker, "__file__", str(slow))
    assert ask(MemoryEngine(lambda: QUADS), timeout=1.9)


@pytest.mark.parametrize("timeout", [0, -1, float("nan")])
def test_a_time_out_is_above_nothing(engine: MemoryEngine, timeout: float) -> None:
    with pytest.raises(TermgraphError, match="above 0"):
        ask(engine, timeout=timeout)


GONE = r"^the query used up its memory, or crashed the engine \(ask for less\)$"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the address space is not bounded")
def test_what_runs_out_of_memory_is_told_in_a_line(capfd: pytest.CaptureFixture[str]) -> None:
    engine = MemoryEngine(lambda: QUADS, Limits(memory=200 * 2**20))
    with pytest.raises(TermgraphError, match=GONE):
        ask(engine, f"{MANY} ORDER BY ?c ?b ?a")
    assert ask(engine)
    assert capfd.readouterr() == ("", "")


def test_a_process_that_cannot_be_started_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(worker, "__file__", "/no/such/file")
    with pytest.raises(TermgraphError, match=GONE):
        ask(MemoryEngine(lambda: QUADS))
    monkeypatch.setattr(sys, "executable", "/no/such/file")
    with pytest.raises(TermgraphError, match="no process can be started for queries: No such file"):
        ask(MemoryEngine(lambda: QUADS))
    assert capfd.readouterr() == ("", "")


def test_what_the_engine_cannot_read_is_told() -> None:
    engine = MemoryEngine(lambda: b'<e:owl> <e:eats> "mouse"@en_GB .')
    with pytest.raises(TermgraphError, match=r"holds what the engine cannot read: .*line 1"):
        ask(engine)


def test_a_language_tag_that_is_none_comes_through() -> None:
    engine = MemoryEngine(lambda: b'<e:owl> <e:name> "hibou"@francophone .')
    result = engine.query(prepare("SELECT ?x { ?a ?b ?x }"), {})
    assert result.rows == [(ox.Literal("hibou", language="x-francoph-one"),)]
    graph = engine.query(prepare("CONSTRUCT WHERE { ?a ?b ?x }"), {})
    assert graph.serialize("ntriples") == '<e:owl> <e:name> "hibou"@francophone .\n'


def test_everything_that_a_record_holds_reaches_the_engine() -> None:
    text = "".join(map(chr, range(0x2100))) + "\ufeff\ufffe\U0010ffff"
    record = Record()
    record.read([ox.Quad(ox.NamedNode("e:a"), ox.NamedNode("e:b"), ox.Literal(text, language="en"))])
    record.read(
        ox.parse('<e:a> <e:b> <<( _:c <e:d> <<( <e:e> <e:f> "g" )>> )>> <e:graph> .', ox.RdfFormat.N_QUADS)
    )
    rows = MemoryEngine(record.dump).query(prepare("SELECT ?o { ?s ?p ?o } ORDER BY ?o"), {}).rows
    assert {row[0] for row in rows} == {triple.object for triple in record.match()}


@pytest.mark.parametrize(
    ("limits", "what"), [(Limits(bytes=10_000), "10 kB"), (Limits(rows=50), "50 rows")], ids=["bytes", "rows"]
)
def test_results_are_bounded(limits: Limits, what: str) -> None:
    engine = MemoryEngine(lambda: QUADS, limits)
    things = " ".join(f"<e:{number}>" for number in range(1000))
    for form in ("SELECT ?x", "CONSTRUCT { ?x <e:is> <e:thing> }"):
        with pytest.raises(TooLargeError, match=f"the result is larger than {what} .ask for less"):
            ask(engine, f"{form} {{ VALUES ?x {{ {things} }} }}")
    assert ask(engine)
    assert ask(engine, f"SELECT * {{ VALUES ?x {{ {things} }} }} LIMIT 50") == 50


def test_what_is_written_by_the_process_is_what_a_result_writes(engine: MemoryEngine) -> None:
    prefixes = {"e": "e:"}
    rows, graph = (
        prepare("SELECT * { ?what e:eats ?food }"),
        prepare("CONSTRUCT { ?b e:at [] } WHERE { ?b e:eats ?c }"),
    )
    for query in (rows, graph, prepare("ASK {}")):
        result = engine.query(query, prefixes)
        for format in result.formats:
            assert engine.written(query, prefixes, format).decode() == result.serialize(format)
    with pytest.raises(TermgraphError, match="rows cannot be written as 'turtle'"):
        engine.written(rows, prefixes, "turtle")


def test_a_dataset_that_is_chosen_from_outside_goes_before_from(engine: MemoryEngine) -> None:
    query = "SELECT * FROM <e:nothing> { ?a ?b ?c }"
    assert len(engine.query(prepare(query).over(["e:graph"], []), {})) == 1
    assert len(engine.query(prepare("SELECT * { ?a ?b ?c }").over([], ["e:graph"]), {})) == 0
    assert len(engine.query(prepare("SELECT * { GRAPH ?g { ?a ?b ?c } }").over([], ["e:graph"]), {})) == 1
    assert len(engine.query(prepare(query).over(["e:absent"], []), {})) == 0
    with pytest.raises(TermgraphError, match="the graph 'no iri' is no absolute IRI"):
        prepare(query).over(["no iri"], [])


def test_one_that_was_killed_meanwhile_is_replaced(engine: MemoryEngine) -> None:
    ask(engine)
    process(engine).kill()
    process(engine).wait()
    assert ask(engine, "SELECT * { ?a ?b ?c }") == 3


@pytest.mark.skipif(os.name == "nt", reason="pipes of Windows cannot be waited for")
def test_an_answer_comes_at_once_whatever_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", "1")
    process = Worker()
    process.tell("+", QUADS)
    process.ask(Question("ASK {}"), Limits(), timeout=10)
    process._put(Question("SELECT * { ?a ?b ?c }"), Limits())
    data = os.read(process._output.fileno(), 2**16)  # what is there when there is something
    head = int.from_bytes(data[: worker.LENGTH], "big")
    body = data[worker.LENGTH + head :]
    assert len(body) - worker.LENGTH == int.from_bytes(body[: worker.LENGTH], "big") > 100
    process.close()


@pytest.mark.filterwarnings("error")
def test_it_ends_with_the_engine() -> None:
    engine = MemoryEngine(lambda: QUADS)
    ask(engine)
    its = process(engine)
    del engine
    gc.collect()
    assert its.returncode is not None
    assert its.stdin is not None
    assert its.stdin.closed


def test_threads_wait_for_each_other(engine: MemoryEngine) -> None:
    rows: list[object] = []

    def count(number: int) -> None:
        for _ in range(20):
            rows.extend(engine.query(prepare(f"SELECT ({number} AS ?n) {{}}"), {}).rows)

    threads = [threading.Thread(target=count, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(str, rows)) == sorted(
        str((ox.Literal(number),)) for number in range(4) for _ in range(20)
    )


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:This process")  # that it has threads; the lock is held as by one of them
def test_after_a_fork_each_has_its_own(engine: MemoryEngine) -> None:
    ask(engine)
    mine = process(engine)
    with engine._lock:
        child = multiprocessing.get_context("fork").Process(target=lambda: sys.exit(2 + int(ask(engine))))
        child.start()
        child.join(30)
    assert child.exitcode == 3
    assert ask(engine)
    assert process(engine) is mine


PROGRAM = """
import sys
from termgraph.store import Store
store = Store.from_text("<e:a> <e:b> 1 .")
store.query("ASK {}")
print(store.engine._worker._process.pid, flush=True)
"""
BUSY = f"""
try:
    print("began", flush=True)
    store.query({ENDLESS!r})
except KeyboardInterrupt:
    print(store.query("ASK {{}}"), flush=True)
"""


def run(code: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-c", code]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def has_ended(pid: int) -> bool:
    """Wait for the end of a process that is not our child, long enough for a loaded machine."""
    for _ in range(300):
        try:
            state = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        threading.Event().wait(0.1)
    return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
@pytest.mark.parametrize("code", [f"{PROGRAM}sys.stdin.read()", PROGRAM + BUSY], ids=["idle", "busy"])
def test_it_ends_with_the_process_however_that_ends(code: str) -> None:
    with run(code) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        if "began" in code:
            assert parent.stdout.readline() == "began\n"
        parent.kill()
    assert has_ended(pid)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_it_ends_with_the_interpreter_without_a_word() -> None:
    with run(PROGRAM) as parent:
        out, err = parent.communicate(timeout=60)
    assert err == ""
    assert has_ended(int(out))


@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT")
def test_control_c_stops_a_query_in_python_and_the_next_is_answered() -> None:
    with run(PROGRAM + BUSY) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert parent.stdout.readline() == "began\n"
        threading.Event().wait(0.5)
        parent.send_signal(2)
        out, err = parent.communicate(timeout=60)
    assert (out, err, parent.returncode) == ("<Result ask: True>\n", "", 0)
    assert has_ended(pid)


class Elsewhere:
    """An engine that has neither a store nor a process."""

    def query(self, prepared: Prepared, _prefixes: Mapping[str, str], timeout: float | None = None) -> Result:
        return Result("ask", boolean=timeout == 10 and '"owl"' in prepared.text)

    def close(self) -> None:
        pass


def test_any_engine_answers_for_a_store() -> None:
    store = Store.from_text("<e:a> <e:b> 1 .")
    engine: Engine = Elsewhere()
    store.__dict__["engine"] = engine
    assert store.query("ASK { ?a ?b $name }", params={"name": "owl"}, timeout=10)
    engine = MemoryEngine(lambda: QUADS)
    assert engine.query(prepare("ASK {}"), {}, timeout=10)


def test_a_store_has_an_engine_only_when_asked() -> None:
    store = Store.from_text("<e:a> <e:b> 1 .")
    assert "engine" not in store.__dict__
    assert store.query("ASK { ?a ?b 1 }")
