"""Content negotiation: which of the forms that there are a client gets (RFC 9110, section 12.5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from termgraph.names import language_tag

if TYPE_CHECKING:
    from starlette.requests import Request

_SHORT = 300  # characters of a header that is remembered, with what suits it: a client sends the same again
_WEIGHT = re.compile(r"0(\.[0-9]{0,3})?|1(\.0{0,3})?")

HTML = "text/html"
#: The media types of the formats of `termgraph.export.WRITERS` that hold RDF, the usual ones first.
RDF: dict[str, str] = {
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "ntriples": "application/n-triples",
}
#: What an answer depends on where the client gets what suits it.
VARY = {"Vary": "Accept, Accept-Language"}


def media_type(accept: str | None, offers: Iterable[str]) -> str | None:
    """Return that of the media types on offer which an `Accept` header likes best; None where it takes none of them.

    Of two that are liked as much, one that is named in full goes before one that fits a pattern, and then what is
    offered first. Parameters other than `q` are not looked at.

    >>> offers = ["text/html", "text/turtle", "application/ld+json"]
    >>> media_type("application/ld+json, text/turtle;q=0.9, */*;q=0.1", offers)
    'application/ld+json'
    >>> media_type(None, offers), media_type("text/*", offers), media_type("image/png", offers)
    ('text/html', 'text/html', None)
    >>> media_type("*/*, text/html;q=0", offers)
    'text/turtle'
    """
    liked = _remembered if len(accept or "") < _SHORT else _best
    return liked(accept, tuple(offers), _media_specificity)


def language(accept: str | None, offers: Sequence[str]) -> str | None:
    """Return that of the language tags on offer which an `Accept-Language` header likes best; None for none of them.

    A range takes the tags that begin with it (`de` takes `de-AT`), and one that nothing fits takes its own beginning
    (`de-AT` takes `de`), as in RFC 4647.

    >>> language("fr;q=0.8, de-AT", ["en", "de", "fr"]), language("pt", ["en"]), language(None, ["en"])
    ('de', None, 'en')
    """
    return _best(accept, tuple(offers), _language_specificity)


def language_for(request: Request, offers: Sequence[str]) -> str:
    """Return the language that suits a client best: that which `?lang=` or Accept-Language asks for, else the first."""
    asked = request.query_params.get("lang") or request.headers.get("accept-language")
    return language(asked, offers) or offers[0]


def _best(
    header: str | None, offers: tuple[str, ...], specificity: Callable[[str, str], int | None]
) -> str | None:
    ranges = list(_ranges(header)) if header and header.strip() else [("*", 1.0)]

    def liking(offer: str) -> tuple[float, int]:
        fitting = [(how, weight) for name, weight in ranges if (how := specificity(name, offer)) is not None]
        how, weight = max(fitting, default=(0, 0.0))
        return weight, how

    best = max(offers, key=liking, default=None)  # the first of those that are equal
    return best if best is not None and liking(best)[0] > 0 else None


_remembered = lru_cache(maxsize=64)(_best)


def _ranges(header: str) -> Iterator[tuple[str, float]]:
    """Yield each range of a header in small letters, with its weight; one whose weight is none counts as 0."""
    for part in header.split(","):
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weights = [
            value.strip()
            for key, _, value in (one.partition("=") for one in parameters)
            if key.strip() == "q"
        ]
        weight = weights[0] if weights else "1"
        if name:
            yield name, float(weight) if _WEIGHT.fullmatch(weight) else 0.0


def _media_specificity(name: str, offer: str) -> int | None:
    kind = offer.partition("/")[0]
    return {"*": 0, "*/*": 0, f"{kind}/*": 1, offer.lower(): 2}.get(name)


def _language_specificity(name: str, offer: str) -> int | None:
    wanted, tag = language_tag(name).lower(), offer.lower()
    if name == "*":
        return 0
    if f"{tag}-".startswith(f"{wanted}-"):
        return 100 + len(wanted)
    return len(tag) if f"{wanted}-".startswith(f"{tag}-") else None
