"""Asks whether addresses can be reached: only where `--links` is given, and politely.

One question at a time, a pause between two for the same host, HEAD before GET, no more than the first bytes of an
answer; nothing of what comes back is read or kept but its status. A vocabulary of somebody else's cannot make us ask
what only we can reach: the address that is connected to is looked at, whatever it is called and after each redirect.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Collection
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
    UnknownHandler,
    build_opener,
)

from termgraph.namespaces import BIBO, DC, DCT, FOAF, OIO, OWL, RDF, RDFS, TG, VANN, XSD, is_web_iri
from termgraph.skos import Thesaurus

TIMEOUT = 10.0
PAUSE = 1.0
_AGENT = "termgraph-check/0.1 (+https://w3id.org/termgraph/)"
_NO_HEAD = (403, 405, 501)
_BUSY = (401, 402, 403, 429, 503)  # there, but not for us or not now
#: What stands in an address as it is; all else (RFC 3987) is percent-encoded on the wire.
_AS_IT_IS = "%/:=&?~+!$,;'@()*[]"
#: Whose terms every vocabulary uses: that they are there is known, and their hosts are asked enough.
_WELL_KNOWN = (
    "http://purl.org/dc/dcmitype/",
    "http://www.w3.org/2004/02/skos/",
    "http://www.w3.org/2008/05/skos-xl#",
    "http://www.w3.org/ns/",
    *(BIBO, DC, DCT, FOAF, OIO, OWL, RDF, RDFS, TG, VANN, XSD),
)
#: IPv6 addresses that gateways turn into the IPv4 address in their last four bytes (RFC 6052).
_NAT64 = IPv6Network("64:ff9b::/96")

Ask = Callable[[str, float], str | None]


def addresses(thesaurus: Thesaurus) -> list[str]:
    """Return the web addresses outside the vocabulary that its concepts and schemes lead to, sorted.

    Types are none, nor are the terms of the W3C, of Dublin Core and of the like, nor what begins as the concepts do.
    """
    subjects = thesaurus.concepts | thesaurus.schemes
    own = (*_WELL_KNOWN, *thesaurus.schemes, *{_namespace(concept) for concept in thesaurus.concepts})
    found: set[str] = set()
    for predicate, column in thesaurus.columns.items():
        if predicate == RDF + "type":
            continue
        for subject, value in zip(column.subjects, column.objects, strict=True):
            if isinstance(value, str) and subject in subjects and value not in thesaurus.subjects:
                found.add(value)
    return sorted(value for value in found if is_web_iri(value) and not value.startswith(own))


def _namespace(iri: str) -> str:
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1] or iri


def broken(
    wanted: Collection[str],
    *,
    private: bool = False,
    timeout: float = TIMEOUT,
    pause: float = PAUSE,
    ask: Ask | None = None,
    progress: Callable[[float], None] | None = None,
) -> dict[str, str]:
    """Return those of some addresses that cannot be reached, each with the reason.

    Args:
        wanted: the addresses.
        private: whether those of this machine and its network may be asked, and through a proxy.
        timeout: seconds to wait for an answer.
        pause: seconds between two questions to one host.
        ask: returns why an address cannot be reached, None where it can; for tests.
        progress: called with the share that is done.
    """
    asked: dict[str, float] = {}
    found: dict[str, str] = {}
    for number, address in enumerate(wanted):
        host = address.split("/")[2]
        wait = asked.get(host, -pause) + pause - time.monotonic()
        if host in asked and wait > 0:
            time.sleep(wait)
        reason = ask(address, timeout) if ask else reach(address, timeout, private=private)
        asked[host] = time.monotonic()
        if reason is not None:
            found[address] = reason
        if progress:
            progress((number + 1) / len(wanted))
    return found


def reach(address: str, timeout: float = TIMEOUT, *, private: bool = False) -> str | None:
    """Return why an address cannot be reached, None where it can; only http and https are asked."""
    if not is_web_iri(address):
        return "is no web address"
    opener = build_opener() if private else _public_opener()
    for method in ("HEAD", "GET"):
        try:
            request = Request(_on_the_wire(address), method=method, headers={"User-Agent": _AGENT})  # noqa: S310 (checked above)
            with opener.open(request, timeout=timeout):
                return None
        except HTTPError as error:
            if method == "HEAD" and error.code in _NO_HEAD:
                continue
            return None if error.code in _BUSY else f"{error.code} {error.reason}"
        except URLError as error:
            return str(error.reason)
        # The last for a port past all ports.
        except (OSError, HTTPException, ValueError, OverflowError) as error:
            return str(error) or type(error).__name__
    return None


def _on_the_wire(address: str) -> str:
    """Return an address as it is asked for: in ASCII, without what only a browser uses."""
    parts = urlsplit(address)
    path, query = (quote(part, _AS_IT_IS) for part in (parts.path, parts.query))
    return urlunsplit(parts._replace(path=path, query=query, fragment=""))


# Only public addresses


class _NotPublicError(OSError):
    """Nothing outside could reach what a name stands for, so that it is not asked for either."""


def _public_opener() -> OpenerDirector:
    """Return what opens http and https at public addresses and nothing else: no file, no FTP, no proxy."""
    opener = OpenerDirector()
    replies = (HTTPRedirectHandler, HTTPErrorProcessor, HTTPDefaultErrorHandler, UnknownHandler)
    for handler in (_PublicHTTP, _PublicHTTPS, *replies):
        opener.add_handler(handler())
    return opener


class _PublicHTTP(HTTPHandler):
    def http_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_guarded(HTTPConnection), req)


class _PublicHTTPS(HTTPSHandler):
    def https_open(self, req: Request) -> HTTPResponse:
        return self.do_open(_guarded(HTTPSConnection), req)


def _guarded(kind: type[HTTPConnection]) -> Any:
    """Return a maker of connections that look at the address which they connect to."""

    def made(host: str, **options: Any) -> HTTPConnection:
        connection = kind(host, **options)
        connection._create_connection = _connect  # type: ignore[attr-defined]
        return connection

    return made


def _connect(address: tuple[str, int], timeout: float, source_address: Any = None) -> socket.socket:
    """Connect as `socket.create_connection` does, to a public address only.

    Raises:
        _NotPublicError: where the name has no public address.
        OSError: where none of those that it has can be reached.
    """
    host, port = address
    places = [place[4] for place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    public = [place for place in places if is_public(str(place[0]))]
    if not public:
        message = f"{places[0][0]} is no public address and was not asked (--links-private asks it)"
        raise _NotPublicError(message)
    failure: OSError | None = None
    for place in public:
        try:
            # The numbers, not the name, which might be another address by now.
            return socket.create_connection((str(place[0]), port), timeout, source_address)
        except OSError as error:
            failure = failure or error
    raise failure or OSError("no address")


def is_public(address: str) -> bool:
    """Tell whether an IP address can be reached from anywhere, also the IPv4 address that an IPv6 address stands for.

    >>> is_public("8.8.8.8"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1"), is_public("fe80::1%eth0")
    (True, False, False, False)
    """
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        if ip.is_site_local:
            return False
        ip = IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else ip.ipv4_mapped or ip.sixtofour or ip
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
