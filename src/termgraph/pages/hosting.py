"""What the servers are told that answer for a site: rules for Apache, nginx and w3id.org, and the sitemap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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

    A concept's address is no file. It leads to Turtle or JSON-LD where these are asked for, else to the page.

    Args:
        url: the web address of the folder, with a slash at its end.
        base: what the addresses of the concepts begin with.
        places: where they lie in the folder.
        name: what the downloads are called, without their endings.
        meant: the addresses of the vocabulary, each with the resource that it is, or was, an address of.
    """

    def __init__(
        self, url: str, base: str | None, places: Places, name: str, meant: Mapping[str, str]
    ) -> None:
        self.url = url
        self.base = base or ""
        self.places = places
        self.name = name
        self.odd = [*self._odd(meant)]
        self.path = urlsplit(url).path or "/"

    def apache(self) -> str:
        """Return what belongs into `.htaccess` in the folder itself, where Apache serves it."""
        lines = [
            "# Save this as .htaccess in the folder of the site; it needs `AllowOverride FileInfo Options`.",
            *(f"AddType {type_} {end}" for end, type_ in _types().items()),
            "AddDefaultCharset utf-8",
            f"ErrorDocument 404 {self.path}404.html",
            "<IfModule mod_headers.c>",
            "Header always merge Vary Accept",
            "</IfModule>",
            "RewriteEngine On",
            *(f"RewriteRule {key} {self.path}{folder} [R=303,NE,L]" for key, folder in self._odd_here()),
        ]
        for end, form in FORMS.items():
            lines += [
                f"RewriteCond %{{HTTP_ACCEPT}} {re.escape(form.type)} [NC]",
                f"RewriteCond %{{REQUEST_FILENAME}}{end} -f",
                f"RewriteRule ^(.+[^/])$ {self.path}$1{end} [R=303,L]",
            ]
        return "\n".join([*lines, ""])

    def nginx(self) -> str:
        """Return a `location` for nginx, which serves the folder."""
        types = "\n".join(f"        {type_} {end[1:]};" for end, type_ in _types().items())
        texts = {type_ for type_ in _types().values() if type_.startswith("text/")} - {"text/html"}
        chosen = "\n".join(
            f'    if ($http_accept ~* "{re.escape(form.type)}") {{ set $form "{end}"; }}'
            for end, form in FORMS.items()
        )
        odd = "".join(
            f"    rewrite {key.replace('^', f'^{re.escape(self.path)}', 1)} {self.path}{unquote(folder)} redirect;\n"
            for key, folder in self._odd_here()
        )
        return f"""# Include this in the `server` block that serves {self.url}
location {self.path} {{
    types {{
{types}
    }}
    charset utf-8;
    charset_types {" ".join(sorted(texts))};
    index index.html;
    error_page 404 {self.path}404.html;
    add_header Vary Accept always;
    # A concept's address is no file: it leads to what is asked for, else to its page. Nothing ends in a slash there.
{odd}    set $form "/";
{chosen}
    if (-f $request_filename$form) {{ return 303 $scheme://$http_host$uri$form; }}
}}
"""

    def w3id(self) -> str:
        """Return what belongs into `.htaccess` where the addresses of the concepts are redirected, as on w3id.org."""
        lines = [
            f"# Save this as .htaccess where {line(self.base) or 'a concept'} is answered, as at w3id.org.",
            "Options +FollowSymLinks",
            "AddDefaultCharset utf-8",
            "RewriteEngine on",
        ]
        for end, form in FORMS.items():
            accepts = f"RewriteCond %{{HTTP_ACCEPT}} {re.escape(form.type)} [NC]"
            lines += [accepts, f"RewriteRule ^$ {self.url}downloads/{_target(self.name)}{end} [R=303,NE,L]"]
            for key, folder in self.odd:
                lines += [accepts, f"RewriteRule {key} {self.url}{folder}{end} [R=303,NE,L]"]
            lines += [accepts, f"RewriteRule ^(.+?)/?$ {self.url}$1{end} [R=303,L]"]
        lines += [
            f"RewriteRule ^$ {self.url} [R=303,L]",
            *(f"RewriteRule {key} {self.url}{folder}/index.html [R=303,NE,L]" for key, folder in self.odd),
            f"RewriteRule ^(.+?)/?$ {self.url}$1/index.html [R=303,L]",
        ]
        return "\n".join([*lines, ""])

    def _odd_here(self) -> list[tuple[str, str]]:
        """Return the same where the addresses of the concepts are those of the folder."""
        return self.odd if self.base == self.url else []

    def _odd(self, meant: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield a pattern for each address whose folder is called otherwise, and that folder."""
        for iri, resource in meant.items():
            key = unquote(iri.removeprefix(self.base)).rstrip("/")
            folder = self.places.folder(resource)
            if self.base and iri.startswith(self.base) and "#" not in iri and key != folder:
                yield _pattern(key), _target(folder)


def _types() -> dict[str, str]:
    """Return the media type of each ending of a file."""
    built = (writer for writer in WRITERS.values() if writer.built)
    return {**{f".{one.suffixes[0].rpartition('.')[2]}": one.type for one in built}, **_TYPES}


def _pattern(key: str) -> str:
    """Return the pattern of a path, whatever is in it: it ends neither the line nor the quotation."""
    signs = (f"\\x{ord(char):02x}" if char < " " or char in '"\x7f' else re.escape(char) for char in key)
    escaped = "".join(signs)
    return f'"^{escaped}/?$"'


def _target(path: str) -> str:
    """Return a path as it is written into an address that a rule leads to, where a percent sign has a meaning."""
    return quote(path, safe="/-._~").replace("%", "\\%")
