"""SPARQL endpoints on this machine: one that is made to misbehave, and real ones, for the tests of what is remote.

Run as `python -m tests.endpoints --install` by `make test`, which installs Virtuoso's programs where there are none.
"""

from __future__ import annotations

import base64
import json
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pyoxigraph as ox

from tests.browser import install

Reply = tuple[int, dict[str, str], bytes]
JSON = "application/sparql-results+json"


class Misbehaving:
    """A SPARQL endpoint over a store, of whose faults a test says which it has.

    Attributes:
        most: rows that it gives at most, whatever it is asked for.
        replies: what it answers to the first requests instead, one after the other.
        spoil: is given each answer, and returns another.
        asked: the queries that it was asked.
        headers: those of each request.
        user: who may ask, by Basic, and the password; None for everybody.
        address: where it is.
    """

    def __init__(self, turtle: str) -> None:
        self.store = ox.Store()
        self.store.load(turtle.encode(), ox.RdfFormat.TRIG)
        self.most: int | None = None
        self.replies: list[Reply] = []
        self.spoil: Callable[[str, bytes], bytes] = lambda _query, body: body
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.user: tuple[str, str] | None = None
        self.address = ""

    def answer(self, query: str, accept: str) -> Reply:
        """Return what it says."""
        self.asked.append(query)
        if self.replies:
            return self.replies.pop(0)
        try:
            found = self.store.query(query)
        except SyntaxError as error:
            return 400, {"Content-Type": "text/plain"}, str(error).encode()
        if isinstance(found, ox.QueryTriples):
            return 200, {"Content-Type": "text/turtle"}, found.serialize(format=ox.RdfFormat.TURTLE) or b""
        body = found.serialize(format=ox.QueryResultsFormat.JSON) or b""
        if self.most is not None and isinstance(found, ox.QuerySolutions):
            told = json.loads(body)
            told["results"]["bindings"] = told["results"]["bindings"][: self.most]
            body = json.dumps(told).encode()
        return 200, {"Content-Type": JSON}, self.spoil(query, body)


@contextmanager
def misbehaving(turtle: str) -> Iterator[Misbehaving]:
    """Yield an endpoint that runs until the end of the block."""
    told = Misbehaving(turtle)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told.headers.append({name.lower(): value for name, value in self.headers.items()})
            if told.user is not None:
                wanted = "Basic " + base64.b64encode(":".join(told.user).encode()).decode()
                if self.headers.get("Authorization") != wanted:
                    return self.reply(401, {"WWW-Authenticate": 'Basic realm="birds"'}, b"who?")
            return self.reply(*told.answer(next(iter(parse_qs(body).values()))[0], self.headers["Accept"]))

        def reply(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of who did not wait."""

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    told.address = f"http://127.0.0.1:{server.server_address[1]}/sparql"
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()


# Real ones


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def oxigraph() -> str | None:
    """Return the command of Oxigraph's server; None where it is not installed."""
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.is_file() else shutil.which("oxigraph")


@contextmanager
def _running(command: list[str], folder: Path, address: str) -> Iterator[None]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        wait_for(address, process)
        yield
    finally:
        process.kill()
        process.wait()


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Return when something answers at an address."""
    host, port = urlsplit(address).hostname, urlsplit(address).port
    for _ in range(600):
        assert process.poll() is None, "the server ended"
        try:
            socket.create_connection((host or "", port or 0), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


@contextmanager
def oxigraph_server(command: str, folder: Path, data: Path | None) -> Iterator[str]:
    """Yield the root of a server of Oxigraph that holds a file."""
    if data is not None:
        subprocess.run(
            [command, "load", "--location", "store", "--file", str(data)],
            cwd=folder,
            check=True,
            capture_output=True,
        )
    port = free_port()
    arguments = [command, "serve", "--location", "store", "--bind", f"127.0.0.1:{port}"]
    with _running(arguments, folder, f"http://127.0.0.1:{port}/"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def our_own_server(folder: Path, vocabulary: Path) -> Iterator[str]:
    """Yield the SPARQL endpoint of `termgraph serve`."""
    port = free_port()
    command = [sys.executable, "-m", "termgraph", "-V", str(vocabulary), "serve", "--port", str(port)]
    with _running(command, folder, f"http://127.0.0.1:{port}/"):
        yield f"http://127.0.0.1:{port}/sparql"


def has_virtuoso() -> bool:
    """Return whether the programs of Virtuoso 7 are installed."""
    return all(map(shutil.which, ("virtuoso-t", "isql-vt")))


_VIRTUOSO = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 10000
"""


@contextmanager
def virtuoso_server(folder: Path, data: Path, graph: str) -> Iterator[str]:
    """Yield the SPARQL endpoint of a Virtuoso that holds a file of Turtle as a graph."""
    sql, http = free_port(), free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO.format(sql=sql, http=http), "utf-8")
    shutil.copy(data, folder / "data.ttl")
    grant = 'GRANT SPARQL_UPDATE TO "SPARQL";\n'  # else /sparql only reads
    load = f"{grant}DB.DBA.TTLP(file_to_string_output('data.ttl'), '', '{graph}', 255);\ncheckpoint;\n"
    (folder / "load.sql").write_text(load, "utf-8")
    command = ["virtuoso-t", "+configfile", "virtuoso.ini", "+foreground"]
    address = f"http://127.0.0.1:{http}/sparql"
    with _running(command, folder, address):
        subprocess.run(
            ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", "load.sql"],
            cwd=folder,
            check=True,
            capture_output=True,
        )
        yield address


if __name__ == "__main__":
    if not has_virtuoso() and "--install" in sys.argv[1:]:
        install("virtuoso-opensource-7-bin")
    if not has_virtuoso():
        print("Tests with Virtuoso will not run: it is not installed.", file=sys.stderr)
