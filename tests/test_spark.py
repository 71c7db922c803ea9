"""A corpus on Spark: a master and two workers that the test starts on this machine find what is found here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import termgraph
from termgraph import TermGraph
from termgraph.errors import TermgraphError

ROOT = Path(__file__).resolve().parent.parent
_PATIENCE = 600  # seconds for a process of Java to start, where others are busy

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed"),
    pytest.mark.filterwarnings("default"),
]

TEXTS = [
    "Precision and recall of a classifier, by the confusion matrix.",
    None,
    "",
    "The kernel of an SVM 🦉 is a function; normal distributions are Gaussian.",
    *(f"Text {number}: CNNs end in a softmax, and the loss is a cross-entropy." for number in range(60)),
]


def _start(started: ExitStack, folder: Path, *args: str) -> Path:
    """Start a process of Spark's own that ends with the test, and return its log."""
    home = Path(pytest.importorskip("pyspark", reason="pyspark is not installed").__file__).parent
    log = folder / f"{args[0].rpartition('.')[2]}-{len(list(folder.iterdir()))}.log"
    env = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
    }
    stream = started.enter_context(log.open("wb"))
    process = subprocess.Popen([home / "bin" / "spark-class", *args], stdout=stream, stderr=stream, env=env)
    started.callback(process.wait)
    started.callback(process.terminate)
    return log


def _said(log: Path, pattern: str, times: int = 1) -> str:
    """Wait until a log says something so many times, and return what it said last."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        found = re.findall(pattern, log.read_text("utf-8", "replace"))
        if len(found) >= times:
            return str(found[-1])
        time.sleep(0.2)
    raise AssertionError(f"Spark did not say {pattern!r}:\n{log.read_text('utf-8', 'replace')[-2000:]}")


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    folder = tmp_path_factory.mktemp("spark")
    here = ["--host", "127.0.0.1", "--webui-port", "0"]
    with ExitStack() as started, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        log = _start(started, folder, "org.apache.spark.deploy.master.Master", *here, "--port", "0")
        address = _said(log, r"Starting Spark master at (spark://127\.0\.0\.1:\d+)")
        for number in range(2):
            work = ["--cores", "1", "--memory", "1g", "--work-dir", str(folder / f"work{number}"), address]
            _start(started, folder, "org.apache.spark.deploy.worker.Worker", *here, *work)
        _said(log, r"Registering worker", 2)
        path = os.pathsep.join([str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])])
        session = (
            sql.SparkSession.builder.master(address)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.ui.enabled", "false")
            .config("spark.executor.memory", "512m")
            .config("spark.executorEnv.PYTHONPATH", path)
            .getOrCreate()
        )
        started.callback(session.stop)
        yield session


@pytest.fixture(scope="module")
def ml() -> TermGraph:
    return termgraph.load()


def test_two_workers_find_what_is_found_here(spark: Any, ml: TermGraph) -> None:
    from termgraph.spark import annotate

    rows = [(number if number % 3 else None, text) for number, text in enumerate(TEXTS)]
    df = spark.createDataFrame(rows, "number: bigint, text: string").repartition(4)
    found = annotate(df, ml, "text").collect()
    assert sorted(map(str, (row.number for row in found))) == sorted(str(number) for number, _ in rows)
    for row in found:
        here = None if row.text is None else [term.to_dict() for term in ml.annotate(row.text)]
        there = None if row.terms is None else [term.asDict() for term in row.terms]
        assert there == here
    assert sum(len(row.terms or ()) for row in found) > 100


def test_a_column_that_is_not_there_or_there_already_is_told(spark: Any, ml: TermGraph) -> None:
    from termgraph.spark import annotate

    df = spark.createDataFrame([("x",)], "text: string")
    with pytest.raises(TermgraphError, match="did you mean 'text'"):
        annotate(df, ml, "texts")
    with pytest.raises(TermgraphError, match="already"):
        annotate(df, ml, "text", terms="text")
