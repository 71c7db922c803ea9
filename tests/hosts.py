"""Apache and nginx on this machine, for the tests of the rules that a published site comes with.

Run as `python -m tests.hosts --install` by `make test`: where they are missing, Debian's packages are unpacked into
`.venv-hosts` and not installed, since nginx's would start a service.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.endpoints import free_port, wait_for

UNPACKED = Path(__file__).resolve().parent.parent / ".venv-hosts"
PATH = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", str(UNPACKED / "usr/sbin")))
PROGRAMS = ("apache2", "nginx")

_APACHE = """
Listen 127.0.0.1:{port}
ServerName localhost
PidFile {folder}/pid
ErrorLog {folder}/error.log
TypesConfig /dev/null
{user}
{modules}
DocumentRoot "{root}"
DirectoryIndex index.html
<Directory "{root}">
Options FollowSymLinks
AllowOverride FileInfo Options
</Directory>
"""
_NGINX = """
daemon off; pid {folder}/pid; {user}
events {{ worker_connections 64; }}
http {{
access_log off; client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
server {{ listen 127.0.0.1:{port}; root "{root}"; include "{rules}"; }}
}}
"""


def has(program: str) -> bool:
    """Return whether one of the programs is there."""
    return shutil.which(program, path=PATH) is not None


@contextmanager
def apache(root: Path, folder: Path) -> Iterator[int]:
    """Yield the port of an Apache that serves a folder, and heeds its `.htaccess`; it keeps its own files in another.

    It serves as nobody where we are root, so others must be able to read the folder.
    """
    modules = next(UNPACKED.glob("usr/lib/apache2/modules"), Path("/usr/lib/apache2/modules"))
    loaded = ("mpm_event", "dir", "mime", "headers", "rewrite", "authz_core")
    text = "\n".join(f'LoadModule {one}_module "{modules}/mod_{one}.so"' for one in loaded)
    with _running("apache2", ["-DFOREGROUND", "-f"], _APACHE, folder, root=root, modules=text) as port:
        yield port


@contextmanager
def nginx(root: Path, rules: Path, folder: Path) -> Iterator[int]:
    """Yield the port of an nginx that serves a folder by rules."""
    arguments = ["-e", str(folder / "error.log"), "-c"]
    with _running("nginx", arguments, _NGINX, folder, root=root, rules=rules) as port:
        yield port


@contextmanager
def _running(program: str, arguments: list[str], text: str, folder: Path, **said: object) -> Iterator[int]:
    path = shutil.which(program, path=PATH)
    assert path, program
    folder.mkdir()
    port = free_port()
    user = (
        ("User nobody\nGroup #65534" if program == "apache2" else "user root;") if os.geteuid() == 0 else ""
    )
    (folder / "conf").write_text(text.format(port=port, folder=folder, user=user, **said), "utf-8")
    libraries = os.pathsep.join(map(str, UNPACKED.glob("usr/lib/*-linux-gnu")))
    process = subprocess.Popen(
        [path, *arguments, str(folder / "conf")], env={**os.environ, "LD_LIBRARY_PATH": libraries}
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/", process)
        yield port
    finally:
        process.terminate()
        process.wait()


def install() -> None:
    """Unpack Debian's packages of what is missing, where there is a Debian."""
    if not shutil.which("apt-get"):
        return
    print("Unpacking Apache and nginx for the tests ...", flush=True)
    packages = UNPACKED / "packages"
    (packages / "partial").mkdir(parents=True, exist_ok=True)
    options = [f"-oDir::Cache::archives={packages}", "-oDebug::NoLocking=1", "--no-install-recommends"]
    named = ["apache2-bin" if one == "apache2" else one for one in PROGRAMS if not has(one)]
    command = ["apt-get", "-qq", "-y", "install", "--download-only", *options, *named]
    if subprocess.run(command, capture_output=True, check=False).returncode == 0:
        for package in packages.glob("*.deb"):
            subprocess.run(["dpkg-deb", "-x", package, UNPACKED], check=True)
    shutil.rmtree(packages)


if __name__ == "__main__":
    if not all(map(has, PROGRAMS)) and "--install" in sys.argv[1:]:
        install()
    for program in PROGRAMS:
        if not has(program):
            print(f"Tests with {program} will not run: it is not there.", file=sys.stderr)
