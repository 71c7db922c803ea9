"""What links a concept to other vocabularies, as Skosmos tells it: in JSKOS, with what the other side is called."""

from __future__ import annotations

from urllib.parse import urlsplit

from termgraph.serve.endpoints import Asked
from termgraph.serve.negotiation import RDF
from termgraph.serve.served import Served
from termgraph.serve.skosmos.voc import MATCHES, Said, Voc, concept_of, others_of
from termgraph.wording import words


def mappings(asked: Asked) -> Said:
    """Return the mappings of a concept, and all that is said of it."""
    voc, uri = concept_of(asked)
    found = [
        _jskos(asked, voc, uri, kind, other) for kind in MATCHES for other in others_of(voc.graph, uri, kind)
    ]
    return {"mappings": found, "graph": voc.served.form(uri, RDF["jsonld"]).make().decode()}


def _jskos(asked: Asked, voc: Voc, uri: str, kind: str, other: str) -> Said:
    """Return a mapping; what another vocabulary on this server says of the other side counts where that is wanted."""
    home = next((one for one in asked.shelf.values() if one is not voc.served and one.has(other)), None)
    told = Voc(home, voc.lang) if home and asked["external"] else voc
    text, tag = told.graph.shown(other, voc.lang)
    is_named = bool(tag) or text != told.graph.curie(other)
    to = {"uri": other, **told.noted(other), **({"prefLabel": {tag or "": text}} if is_named else {})}
    said = {
        "uri": uri,
        "notation": to.get("notation"),
        "type": [f"skos:{kind}"],
        "prefLabel": text if is_named else other,
        "from": {"memberSet": [{"uri": uri}]},
        "to": {"memberSet": [to]},
        "hrefLink": f"{asked.base}{home.address(other)}" if home else None,
        "lang": tag or "",
        "vocabName": home.title_in(voc.lang) if home else urlsplit(other).hostname or "",
        "typeLabel": words(voc.lang).relations[kind].heading,
        "fromScheme": _scheme(voc.served),
        "toScheme": _scheme(home) if home else None,
    }
    return {key: value for key, value in said.items() if value is not None or key in ("notation", "hrefLink")}


def _scheme(served: Served) -> Said | None:
    return {"uri": served.graph.scheme} if served.graph.scheme else None
