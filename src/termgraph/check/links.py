"""Asks whether addresses can be reached: only where `--links` is given, and politely.

One question at a time, a pause between two for the same host, HEAD before GET, no more than the first bytes of an
answer; nothing of what comes back is read or kept but its status.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from termgraph.namespaces import is_web_iri
from termgraph.skos import Thesaurus

TIMEOUT = 10.0
PAUSE = 1.0
_AGENT = "termgraph-check/0.1 (+https://w3id.org/termgraph/)"
_NO_HEAD = (403, 405, 501)
_BUSY = (401, 402, 403, 429, 503)  # there, but not for us or not now

Ask = Callable[[str, float], str | None]


def addresses(thesaurus: Thesaurus) -> list[str]:
    """Return the web addresses outside the vocabulary that its concepts and schemes lead to, sorted."""
    subjects = thesaurus.concepts | thesaurus.schemes
    found: set[str] = set()
    for column in thesaurus.columns.values():
        for subject, value in zip(column.subjects, column.objects, strict=True):
            if (
                isinstance(value, str)
                and subject in subjects
                and value not in thesaurus.subjects
                and is_web_iri(value)
            ):
                found.add(value)
    return sorted(found)


def broken(
    wanted: Collection[str],
    *,
    timeout: float = TIMEOUT,
    pause: float = PAUSE,
    ask: Ask | None = None,
    progress: Callable[[float], None] | None = None,
) -> dict[str, str]:
    """Return those of some addresses that cannot be reached, each with the reason.

    Args:
        wanted: the addresses.
        timeout: seconds to wait for an answer.
        pause: seconds between two questions to one host.
        ask: returns why an address cannot be reached, None where it can; for tests.
        progress: called with the share that is done.
    """
    asked: dict[str, float] = {}
    found: dict[str, str] = {}
    for number, address in enumerate(wanted):
        host = urlsplit(address).netloc
        wait = asked.get(host, -pause) + pause - time.monotonic()
        if host in asked and wait > 0:
            time.sleep(wait)
        reason = (ask or reach)(address, timeout)
        asked[host] = time.monotonic()
        if reason is not None:
            found[address] = reason
        if progress:
            progress((number + 1) / len(wanted))
    return found


def reach(address: str, timeout: float = TIMEOUT) -> str | None:
    """Return why an address cannot be reached, None where it can; only http and https are asked."""
    if not is_web_iri(address):
        return "is no web address"
    for method in ("HEAD", "GET"):
        request = Request(address.partition("#")[0], method=method, headers={"User-Agent": _AGENT})  # noqa: S310 (checked above)
        try:
            with urlopen(request, timeout=timeout):  # noqa: S310 (the same)
                return None
        except HTTPError as error:
            if method == "HEAD" and error.code in _NO_HEAD:
                continue
            return None if error.code in _BUSY else f"{error.code} {error.reason}"
        except URLError as error:
            return str(error.reason)
        except (OSError, HTTPException, ValueError) as error:
            return str(error) or type(error).__name__
    return None
