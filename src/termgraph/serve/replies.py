"""Documents as answers: the form that suits a client, and no body where it has that already."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from starlette.responses import Response

from termgraph.errors import TermgraphError
from termgraph.extras import MissingLibraryError
from termgraph.serve.negotiation import HTML, RDF, VARY, media_type
from termgraph.serve.problems import Problem
from termgraph.serve.served import Document

if TYPE_CHECKING:
    from starlette.requests import Request

#: The forms of a resource, its page first.
FORMS = (HTML, *RDF.values())


def form_for(request: Request) -> str:
    """Return the media type that suits a client best: that of a page or of RDF.

    Raises:
        Problem: where none does.
    """
    found = media_type(request.headers.get("accept"), FORMS)
    if found is None:
        raise Problem(406, f"what is here is there as {', '.join(FORMS)}", VARY)
    return found


def reply(request: Request, document: Document, headers: Mapping[str, str]) -> Response:
    """Return a document, or only that it is what the client has already.

    Raises:
        Problem: where the form that is asked for cannot say it.
    """
    try:
        body = document.make()
    except MissingLibraryError:
        raise
    except TermgraphError as error:
        raise Problem(406, str(error)) from None
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    said = {**headers, "ETag": tag, "Cache-Control": "no-cache"}
    if document.language:
        said["Content-Language"] = document.language
    known = request.headers.get("if-none-match", "")
    if known.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in known.split(",")):
        return Response(status_code=304, headers=said)
    return Response(body, 200, said, document.type)
