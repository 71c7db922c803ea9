"""What concepts are in other vocabularies, as a mapping set (SSSOM in TSV)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from termgraph.entries.links import links_text
from termgraph.export.profiles import Notice, silent
from termgraph.model import Link
from termgraph.namespaces import SKOS, is_web_iri
from termgraph.skos import Thesaurus
from termgraph.skos.things import MAPPINGS


def sssom(thesaurus: Thesaurus, notice: Notice = silent) -> bytes:
    r"""Return the mappings of a vocabulary: those of which SSSOM says more, and those that are only stated.

    >>> owl = '<e:owl> a skos:Concept ; skos:prefLabel "owl"@en ; skos:exactMatch <http://f.org/1> .'
    >>> sssom(Thesaurus.from_text(owl)).decode().splitlines()[-1].split("\t")
    ['ns1:owl', 'owl', 'skos:exactMatch', 'ns2:1', 'semapv:UnspecifiedMatching']
    """
    links = [*thesaurus.mappings, *_stated(thesaurus)]
    if not links:
        notice("nothing is linked to another vocabulary; the file holds no mapping")
    prefixes = {
        name: space for name, space in thesaurus.all_prefixes.items() if name and space != thesaurus.base
    }
    frame = thesaurus.frame()
    frame = replace(frame, prefix=frame.prefix or "ns", prefixes=prefixes)
    return links_text(frame, links, lambda id_: thesaurus.label(frame.iri(id_))).encode()


def _stated(thesaurus: Thesaurus) -> Iterator[Link]:
    """Yield the mappings that are stated and of which nothing else is said, each by its most telling relation."""
    told = {(link.subject, link.object) for link in thesaurus.mappings if not link.is_refused}
    for kind in MAPPINGS:
        for subject, target in thesaurus.links(SKOS + kind):
            one = thesaurus.id(subject), target
            if subject in thesaurus.concepts and is_web_iri(target) and one not in told:
                told.add(one)
                label = thesaurus.label(target) if target in thesaurus.subjects else ""
                yield Link(one[0], kind, target, label)
