"""What the servers are told that answer for a site: rules for Apache, nginx and w3id.org, and the sitemap."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote, unquote, urlsplit
from xml.sax.saxutils import escape

from termgraph.export import WRITERS
from termgraph.pages.places import FORMS, Places
from termgraph.view.numbered import line

#: Types of files that are no exports.
_TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".xml": "application/xml",
    ".atom": "application/atom+xml",
}

SITEMAP = "sitemap.xml"
#: How many addresses one may have (the protocol of sitemaps.org).
_IN_SITEMAP = 50_000
#: What stands in a path as it is.
_SAFE = "/-._~"
_PAGE = "/index.html"
_LIKED = (
    "# The form that is liked best: of those that are named without a weight, else of those that are named."
)


def sitemaps(url: str, pages: Sequence[str]) -> dict[str, str]:
    """Return the sitemap of pages by its name, and where they are more than one may have, the parts that it names.

    Args:
        url: the web address of the folder that they are in, with a slash at its end.
        pages: their paths in it.

    >>> "<loc>https://e.org/%C3%BC.html</loc>" in sitemaps("https://e.org/", ["ü.html"])["sitemap.xml"]
    True
    >>> [*sitemaps("https://e.org/", ["owl.html"] * 50_001)]
    ['sitemap.xml', 'sitemap-1.xml', 'sitemap-2.xml']
    """
    if len(pages) <= _IN_SITEMAP:
        return {SITEMAP: _listed("urlset", "url", url, pages)}
    names = sitemap_parts(len(pages))
    starts = range(0, len(pages), _IN_SITEMAP)
    parts = {
        name: _listed("urlset", "url", url, pages[start : start + _IN_SITEMAP])
        for name, start in zip(names, starts, strict=True)
    }
    return {SITEMAP: _listed("sitemapindex", "sitemap", url, names), **parts}


def sitemap_parts(pages: int) -> list[str]:
    """Return the names of the parts of the sitemap of so many pages; none where it is whole."""
    parts = -(-pages // _IN_SITEMAP)
    return [f"sitemap-{number}.xml" for number in range(1, parts + 1)] if parts > 1 else []


def _listed(all_: str, each: str, url: str, paths: Iterable[str]) -> str:
    rows = (f"<{each}><loc>{escape(url + quote(path, safe='/-._~'))}</loc></{each}>" for path in paths)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{all_} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join((head, *rows, f"</{all_}>", ""))


class Host:
    """The rules for who answers for a site.

    A concept's address is no file. It leads to Turtle or JSON-LD where these are liked best, else to the page. An
    address that is a file's stays one. What a server changes before it asks its rules (`..`, `//`), and what is
    longer than 255 bytes, leads nowhere.

    Args:
        url: the web address of the folder, with a slash at its end.
        base: what the addresses of the concepts begin with.
        places: where they lie in the folder.
        name: what the downloads are called, without their endings.
        meant: the addresses of the vocabulary, each with the resource that it is, or was, an address of.
        files: the paths of the site's files, which nothing leads away from.
    """

    def __init__(
        self,
        url: str,
        base: str | None,
        places: Places,
        name: str,
        meant: Mapping[str, str],
        files: Container[str],
    ) -> None:
        self.url = url
        self.base = base or ""
        self.places = places
        self.name = name
        self.odd = self._odd(meant)
        #: The same where the addresses of the concepts are those of the folder.
        self.odd_here = {key: to for key, to in self.odd.items() if self.base == url and key not in files}
        self.path = quote(unquote(urlsplit(url).path), safe=_SAFE) or "/"

    def apache(self) -> str:
        """Return what belongs into `.htaccess` in the folder itself, where Apache serves it."""
        path = _target(unquote(self.path))
        lines = [
            "# Save this as .htaccess in the folder of the site; it needs `AllowOverride FileInfo Options`.",
            *(f"AddType {type_} {end}" for end, type_ in _types().items()),
            "AddDefaultCharset utf-8",
            f"AddCharset utf-8 {' '.join(end for end, type_ in _types().items() if type_ in _texts())}",
            f"ErrorDocument 404 {self.path}404.html",
            "<IfModule mod_headers.c>",
            "Header always merge Vary Accept",
            "</IfModule>",
            *_APACHE_FORM,
            "RewriteCond %{ENV:FORM} !/",
            f"RewriteRule ^$ {path}{_escaped(self._download)}%{{ENV:FORM}} [R=303,NE,L]",
            *self._led(path, self.odd_here),
            "RewriteCond %{REQUEST_FILENAME} ^(.+?)/?$",
            "RewriteCond %1%{ENV:FORM} -f",
            f"RewriteRule ^(.+?)/?$ {_decoded(self.path, '$1')} [R=303,L]",
        ]
        return "\n".join([*lines, ""])

    def nginx(self) -> str:
        """Return what nginx is told that serves the folder."""
        types = "\n".join(f"        {type_} {end[1:]};" for end, type_ in _types().items())
        liked = "\n".join(f'if ($http_accept ~* "{sign}") {{ set $form {end}; }}' for sign, end in _liked())
        odd = "".join(
            f'location = "{_in_quotes(unquote(self.path) + key + slash)}" '
            f"{{ absolute_redirect off; return 303 {self.path}{quote(folder, safe=_SAFE)}$form; }}\n"
            for key, folder in self.odd_here.items()
            for slash in ("", "/")
        )
        here = unquote(self.path)
        return rf"""# Include this in the `server` block that serves {self.url}
{_LIKED}
set $form {_PAGE};
{liked}
{odd}location "{_in_quotes(here)}" {{
    types {{
{types}
    }}
    charset utf-8;
    charset_types {" ".join(_texts())};
    index index.html;
    error_page 404 "{_in_quotes(here)}404.html";
    add_header Vary Accept always;
    absolute_redirect off;
    # A concept's address is no file: it leads to what is asked for.
    set $rdf "$uri$form";
    if ($rdf ~ "^{_in_quotes(re.escape(here))}\.[a-z]+$") {{ return 303 {self.path}{self._download}$form; }}
    if ($request_filename ~ "^(?<place>.+?)/?$") {{ set $file $place$form; }}
    if ($uri = "{_in_quotes(here)}") {{ set $file ""; }}
    if ($request_uri ~ "^(?<address>[^?]+?)/?(\?|$)") {{ set $asked $address$form; }}
    if (-f $file) {{ return 303 $asked; }}
}}
"""

    def w3id(self) -> str:
        """Return what belongs into `.htaccess` where the addresses of the concepts are redirected, as on w3id.org."""
        to = _escaped(self.url)
        lines = [
            f"# Save this as .htaccess where {line(self.base) or 'a concept'} is answered, as at w3id.org.",
            "Options +FollowSymLinks",
            "AddDefaultCharset utf-8",
            *_APACHE_FORM,
            "RewriteCond %{ENV:FORM} !/",
            f"RewriteRule ^$ {to}{_escaped(self._download)}%{{ENV:FORM}} [R=303,NE,L]",
            f"RewriteRule ^$ {to} [R=303,NE,L]",
            *self._led(to, self.odd),
            f"RewriteRule ^(.+?)/?$ {_decoded(self.url, '$1')} [R=303,L]",
        ]
        return "\n".join([*lines, ""])

    @property
    def _download(self) -> str:
        return f"downloads/{quote(self.name, safe=_SAFE)}"

    def _led(self, to: str, odd: Mapping[str, str]) -> Iterator[str]:
        """Yield Apache's rule for each address whose folder is called otherwise."""
        for key, folder in odd.items():
            yield f"RewriteRule {_pattern(key)} {to}{_target(folder)}%{{ENV:FORM}} [R=303,NE,L]"

    def _odd(self, meant: Mapping[str, str]) -> dict[str, str]:
        """Return the folder of each address whose folder is called otherwise, by what is after the base."""
        odd: dict[str, str] = {}
        for iri, resource in meant.items():
            key = unquote(iri.removeprefix(self.base)).rstrip("/")
            folder = self.places.folder(resource)
            if self.base and iri.startswith(self.base) and "#" not in iri and key != folder:
                odd.setdefault(key, folder)
        return odd


def _types() -> dict[str, str]:
    """Return the media type of each ending of a file."""
    built = (writer for writer in WRITERS.values() if writer.built)
    return {**{f".{one.suffixes[0].rpartition('.')[2]}": one.type for one in built}, **_TYPES}


def _texts() -> list[str]:
    """Return the types whose encoding servers do not say by themselves."""
    return sorted({type_ for type_ in _types().values() if type_.startswith("text/")} - {"text/html"})


def _liked() -> Iterator[tuple[str, str]]:
    """Yield patterns of what a client accepts, each with the ending that it then gets: the last that fits is right."""
    html = ("(text/html|application/xhtml\\+xml)", _PAGE)
    forms = [(re.escape(form.type), end) for end, form in reversed([*FORMS.items()])]
    yield from ((rf"{type_}(?![^,]*;\s*q=0(\.0*)?\s*(,|$))", end) for type_, end in forms)
    yield from ((rf"{type_}(?![^,]*;\s*q=0)", end) for type_, end in [*forms, html])


def _pattern(key: str) -> str:
    """Return the pattern of a path, whatever is in it: it ends neither the line nor the quotation."""
    signs = (f"\\x{ord(char):02x}" if char < " " or char in '"\\\x7f' else re.escape(char) for char in key)
    escaped = "".join(signs)
    return f'"^{escaped}/?$"'


def _in_quotes(text: str) -> str:
    """Return a text as it stands between nginx's quotes."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _target(path: str) -> str:
    """Return a path as it is written into an address that a rule of Apache's leads to."""
    return _escaped(quote(path, safe=_SAFE))


def _escaped(address: str) -> str:
    """Return an address of which nothing means a part of what was asked for, to Apache."""
    return address.replace("%", "\\%").replace("$", "\\$")


def _decoded(address: str, rest: str) -> str:
    """Return an address with the rest of the path that was asked for, decoded as that is: Apache then encodes both."""
    return f'"{_escaped(unquote(address))}{rest}%{{ENV:FORM}}"'


#: What Apache is told to find out first.
_APACHE_FORM = [
    "RewriteEngine On",
    _LIKED,
    f"RewriteRule ^ - [E=FORM:{_PAGE}]",
    *(
        text
        for sign, end in _liked()
        for text in (f'RewriteCond %{{HTTP_ACCEPT}} "{sign}" [NC]', f"RewriteRule ^ - [E=FORM:{end}]")
    ),
]
