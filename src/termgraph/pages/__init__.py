"""One concept or collection as a page, and the site around it: what is published and, one day, served."""

from termgraph.pages.places import Places
from termgraph.pages.publishing import Published, publish
from termgraph.pages.site import Site

__all__ = ["Places", "Published", "Site", "publish"]
