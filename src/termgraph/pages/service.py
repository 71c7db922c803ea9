"""What a server adds to the pages of a site: a search, more forms of each resource, and ways to change an entry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from termgraph.errors import TermgraphError
from termgraph.namespaces import is_web_iri
from termgraph.pages.places import SERVED, Form

_PLACE = re.compile(r"\{(.*?)\}")
_KNOWN = ("id", "iri", "label")
#: Where the forms of issues are, by where a file is edited: what GitHub and Gitea, and what GitLab call their paths.
_HOSTS = (
    (
        r"(https?://[^/]+/.+?)/-/(?:edit|blob|tree)/.*",
        "{}/-/issues/new",
        "issue[title]",
        "issue[description]",
    ),
    (r"(https?://[^/]+/[^/]+/[^/]+)(?:/(?:_?edit|blob|tree|src)/.*)?", "{}/issues/new", "title", "body"),
)


@dataclass(frozen=True, slots=True)
class Service:
    """What stands on the pages of a server, and on no others.

    Args:
        edit_url: where an entry is edited, with `{id}`, `{iri}` or `{label}` for what tells entries apart; or the
            address of a repository, whose issues are told of changes; "" for neither.
        is_shared: whether the server has several vocabularies, which a page above these lists.
        forms: the forms that each resource is there in besides its page.

    Raises:
        TermgraphError: where that is no web address, or names something else.

    >>> service = Service("https://github.com/birds/terms/edit/main/entries/{id}.md")
    >>> service.edit("owl", "http://e.org/owl", "owl")
    'https://github.com/birds/terms/edit/main/entries/owl.md'
    >>> service.suggest("http://e.org/owl", "owl")
    'https://github.com/birds/terms/issues/new?title=owl&body=http%3A%2F%2Fe.org%2Fowl'
    """

    edit_url: str = ""
    is_shared: bool = False
    forms: Mapping[str, Form] = field(default_factory=lambda: SERVED)

    def __post_init__(self) -> None:
        if self.edit_url and not is_web_iri(_PLACE.sub("x", self.edit_url)):
            raise TermgraphError(
                f"'{self.edit_url}' is no web address", hint="it begins with https:// or http://"
            )
        unknown = sorted(set(_PLACE.findall(self.edit_url)) - {*_KNOWN})
        if unknown:
            known = ", ".join(f"{{{name}}}" for name in _KNOWN)
            raise TermgraphError(
                f"'{{{unknown[0]}}}' in '{self.edit_url}' is nothing", hint=f"one of {known}"
            )

    @property
    def programs(self) -> Mapping[str, str]:
        """The addresses that programs ask at, seen from the first page of the vocabulary, and the word for each."""
        own = "-/" if self.is_shared else "../"
        return {
            f"{own}query": "query_door",
            "../openapi.json": "api_door",
            f"{own}reconcile": "reconcile_door",
        }

    def edit(self, id: str, iri: str, label: str) -> str:
        """Return the address where an entry is edited; "" where there is none."""
        said = {"id": id, "iri": iri, "label": label}
        is_template = bool(_PLACE.search(self.edit_url))
        return _PLACE.sub(lambda one: quote(said[one[1]], safe=""), self.edit_url) if is_template else ""

    def suggest(self, iri: str = "", label: str = "") -> str:
        """Return the address of the form that tells people of a change, filled in; "" where there is none."""
        for pattern, form, title, body in _HOSTS:
            if found := re.fullmatch(pattern, self.edit_url):
                filled = urlencode({title: label, body: iri}) if iri else ""
                return form.format(found[1]) + (f"?{filled}" if filled else "")
        return ""
