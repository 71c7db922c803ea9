"""What holds for every test and every example in a docstring: no network, no trace outside the test's own folders."""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

settings.register_profile("here", deadline=None)
settings.register_profile(
    "ci", deadline=None, derandomize=True, print_blob=True
)  # the same examples in each run
settings.load_profile("ci" if os.environ.get("CI") == "true" else "here")

#: What the code under test tried to reach, since the last look. Kept apart from the exception, which it may swallow.
_reached: list[str] = []


class NetworkAccessError(AssertionError):
    """The code under test tried to leave this machine."""


def _is_here(host: object) -> bool:
    """Tell whether `host` is this machine: a loopback address, or the name for it."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _guard(event: str, args: tuple[Any, ...]) -> None:
    """Refuse, as an audit hook of the interpreter, to resolve or to address any host but this one.

    An audit hook sees every socket, whichever library opens it; a patched `socket.socket` would miss some.
    """
    if not event.startswith("socket."):
        return
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = args[1]
        host = address[0] if isinstance(address, tuple) else None  # a Unix socket's address is a path
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    else:
        return
    if not _is_here(host):
        _reached.append(f"{event} {host}")
        raise NetworkAccessError(f"{event} {host}")


sys.addaudithook(_guard)


@pytest.fixture(autouse=True)
def network_guard() -> Iterator[list[str]]:
    """Fail a test that tried to leave this machine, even if the attempt was caught. Yields the attempts so far."""
    _reached.clear()
    yield _reached
    if _reached:
        pytest.fail("network access: " + ", ".join(_reached))


@pytest.fixture(scope="session", autouse=True)
def own_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give the session a cache of its own, and take away the settings of whoever runs it."""
    cache = str(tmp_path_factory.mktemp("cache"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", cache)
        patch.setenv("TERMGRAPH_CACHE", cache)
        for name in ("TERMGRAPH_VOCAB", "NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE"):
            patch.delenv(name, raising=False)
        yield
