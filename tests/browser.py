"""Finds a Chromium or Chrome for the browser tests, and installs Debian's where there is none.

Run as `python -m tests.browser --install` by `make test`. Playwright's own download is never used: the browser of
the system is the one that people have, and it gets its security fixes.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys

#: The variable that names the browser to test with, before all others.
CHOICE = "TERMGRAPH_BROWSER"

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

#: Without a GPU, without a first-run page, and without any traffic of the browser's own.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

MISSING = f"no Chromium or Chrome found (install Debian's chromium, or set {CHOICE} to the path of one)"


@functools.cache
def browser_path() -> str | None:
    """Return the path of a browser that starts, or None. A choice that does not start is an error.

    Raises:
        RuntimeError: the browser that TERMGRAPH_BROWSER names does not start.
    """
    if chosen := os.environ.get(CHOICE):
        if path := _starts(chosen):
            return path
        raise RuntimeError(f"{CHOICE} is set to {chosen!r}, which is not a browser that starts")
    return next(filter(None, map(_starts, NAMES)), None)


def _starts(name: str) -> str | None:
    """Return the path of the program `name` if it tells its version: Ubuntu's `chromium-browser` may be a stub."""
    path = shutil.which(name)
    if path is None:
        return None
    try:
        subprocess.run([path, "--version"], capture_output=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return path


def install(package: str) -> bool:
    """Install a package of Debian's if that can be done without asking for a password; return whether it was."""
    root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if shutil.which("apt-get") is None or (root and not _succeeds([*root, "true"])):
        return False
    print(f"Installing {package} for the tests ...", flush=True)
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    return _succeeds([*apt, "update"]) and _succeeds(
        [*apt, "install", "-y", "--no-install-recommends", package]
    )


def _succeeds(command: list[str]) -> bool:
    """Run `command` with what it prints on standard error; return whether it went well."""
    try:
        return subprocess.run(command, stdout=sys.stderr, check=False).returncode == 0
    except OSError:
        return False


def main() -> None:
    """Say which browser the tests will use; with --install, install one first where there is none."""
    path = browser_path()
    if path is None and "--install" in sys.argv[1:] and install("chromium"):
        browser_path.cache_clear()
        path = browser_path()
    if path is None:
        print(f"Browser tests will not run: {MISSING}.", file=sys.stderr)
    else:
        print(f"Browser tests run in {path}")


if __name__ == "__main__":
    try:
        main()
    except RuntimeError as error:
        sys.exit(str(error))
