"""Glossaries of data catalogues: the business glossary of DataHub, and what OpenMetadata imports."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from termgraph.export.glossary import keys
from termgraph.export.profiles import Notice, silent
from termgraph.export.tables import harmless
from termgraph.markdown import escaped_block
from termgraph.markdown import harmless as of_html
from termgraph.names import printable
from termgraph.namespaces import SKOS, is_web_iri, slug
from termgraph.skos import Thesaurus
from termgraph.skos.things import MAPPINGS

_VARIABLE = re.compile(r"\$\{.+\}")
_SIGNS = re.compile(r"[\\$]")
#: What OpenMetadata's importer reads, in this order.
_COLUMNS = (
    "parent", "name*", "displayName", "description", "synonyms", "relatedTerms", "references", "tags", "reviewers",
    "owner", "glossaryStatus", "color", "iconURL", "extension",
)  # fmt: skip


def datahub(thesaurus: Thesaurus, _notice: Notice = silent) -> bytes:
    """Return a business glossary, which DataHub's source `datahub-business-glossary` reads.

    Broader concepts are what a term inherits, wholes contain their parts, and related ones are related: its source for
    RDF knows no related concepts. What its terms have no field for are custom properties.

    >>> print(datahub(Thesaurus.from_text('<e:owl> a skos:Concept ; skos:prefLabel "owl"@en .')).decode(), end="")
    version: '1'
    owners: {}
    nodes:
    - name: vocabulary
      description: ''
      terms:
      - id: urn:li:glossaryTerm:e:owl
        name: owl
        description: ''
        custom_properties:
          iri: e:owl
          prefLabel@en: owl
    """
    import yaml

    told = _DataHub(thesaurus)
    text: str = yaml.safe_dump(
        _harmless({"version": "1", "owners": {}, "nodes": [told.node()]}),
        allow_unicode=True,
        sort_keys=False,
        width=110,
    )
    return text.encode("utf-8", "replace")


class _DataHub:
    def __init__(self, thesaurus: Thesaurus) -> None:
        self.thesaurus = thesaurus
        self.title = printable(thesaurus.title(thesaurus.scheme or "") or thesaurus.scheme or "vocabulary")
        self.names = _unique(thesaurus)

    def node(self) -> dict[str, Any]:
        thesaurus = self.thesaurus
        scheme = {"id": f"urn:li:glossaryNode:{_urn(thesaurus.scheme)}"} if thesaurus.scheme else {}
        terms = [self.term(iri) for iri in sorted(thesaurus.concepts)]
        description = thesaurus.to_vocabulary().description or ""
        return {**scheme, "name": self.title, "description": description, "terms": terms}

    def term(self, iri: str) -> dict[str, Any]:
        thesaurus = self.thesaurus
        said = {
            "id": f"urn:li:glossaryTerm:{_urn(iri)}",
            "name": self.names[iri],
            "description": thesaurus.definition(iri) or "",
        }
        parts = thesaurus.edges_back.get("partOf", {}).get(iri, ())
        told: dict[str, Any] = {
            "term_source": "EXTERNAL" if is_web_iri(iri) else "",
            "source_url": iri if is_web_iri(iri) else "",
            "inherits": self.places(thesaurus.broader.get(iri, ())),
            "contains": self.places(parts),
            "related_terms": self.places(thesaurus.related.get(iri, ())),
            "custom_properties": {name: value for name, value in self.properties(iri) if value},
        }
        return said | {name: value for name, value in told.items() if value}

    def places(self, others: Iterable[str]) -> list[str]:
        """Return where other terms stand, which is how a term is led to."""
        return [f"{self.title}.{self.names[one]}" for one in others if one in self.names]

    def properties(self, iri: str) -> Iterator[tuple[str, str]]:
        """Yield what is said besides, several values a line each, in the languages of its names and notes."""
        thesaurus = self.thesaurus
        yield "iri", iri
        found: dict[str, list[str]] = {}
        for kind, text, lang in sorted(thesaurus.names_of(iri)):
            found.setdefault(f"{kind}@{lang}" if lang else kind, []).append(text)
        for note in thesaurus.notes(iri):
            found.setdefault(f"{note.kind}@{note.lang}" if note.lang else note.kind, []).append(note.text)
        found["notation"] = sorted({code.value for code in thesaurus.notations.get(iri, ())})
        for kind in MAPPINGS:
            found[kind] = sorted(one for _, one in thesaurus.about(iri, SKOS + kind) if isinstance(one, str))
        found["collections"] = [thesaurus.label(one) for one in thesaurus.collections_of.get(iri, ())]
        found["deprecated"] = ["true"] if iri in thesaurus.deprecated else []
        found["replacedBy"] = sorted(thesaurus.replacements.get(iri, ()))
        yield from ((name, "\n".join(values)) for name, values in sorted(found.items()))


def _unique(thesaurus: Thesaurus) -> Mapping[str, str]:
    """Return what each concept is called, with its id behind it where others are called so too."""
    called = {iri: printable(thesaurus.label(iri)) for iri in thesaurus.concepts}
    shared = Counter(called.values())
    return {
        iri: name if shared[name] == 1 else f"{name} ({thesaurus.id(iri)})" for iri, name in called.items()
    }


def _urn(iri: str) -> str:
    """Return an IRI as part of a URN of DataHub, in which commas and brackets would be signs."""
    return quote(iri, safe=":/#?&=~.-_;@!$*'+%")


def _harmless(value: Any) -> Any:
    r"""Return data in which DataHub takes nothing for the name of a variable of its environment.

    >>> _harmless(["${HOME} \\ x", "$HOME", "from $5"])
    ['\\${HOME} \\\\ x', ' $HOME', 'from $5']
    """
    if isinstance(value, dict):
        return {key: _harmless(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_harmless(one) for one in value]
    if _VARIABLE.search(value):
        return _SIGNS.sub(r"\\\g<0>", value)
    return f" {value}" if value.startswith("$") else value


def openmetadata(thesaurus: Thesaurus, notice: Notice = silent) -> bytes:
    """Return the rows that OpenMetadata imports into a glossary, parents before their children.

    A term has one parent there: the first, the others are told as broader terms.

    >>> text = '<e:owl> a skos:Concept ; skos:broader <e:bird> . <e:bird> a skos:Concept .'
    >>> [line.split(",")[:2] for line in openmetadata(Thesaurus.from_text(text)).decode().splitlines()[1:]]
    [['', 'bird'], ['vocabulary.bird', 'owl']]
    """
    told = _OpenMetadata(thesaurus)
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerow(_COLUMNS)
    for iri in told.in_order():
        writer.writerow([harmless(told.row(iri).get(name, "")) for name in _COLUMNS])
    notice(f"OpenMetadata imports it into a glossary whose name is '{told.glossary}'")
    return made.getvalue().encode("utf-8", "replace")


class _OpenMetadata:
    def __init__(self, thesaurus: Thesaurus) -> None:
        self.thesaurus = thesaurus
        self.glossary = thesaurus.to_vocabulary().prefix or slug(
            thesaurus.title(thesaurus.scheme or "") or "vocabulary"
        )
        self.names = keys(thesaurus, "")
        self.paths: dict[str, tuple[str, ...]] = {}
        for iri in sorted(thesaurus.concepts):
            self.path(iri)

    def path(self, iri: str, below: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Return the concepts from the top to one, by the first parent of each; a circle is opened where it is met."""
        if iri not in self.paths:
            parents = [one for one in self.parents(iri) if one not in below]
            above = self.path(parents[0], below | {iri}) if parents else ()
            self.paths.setdefault(iri, () if iri in above else above)
        return (*self.paths[iri], iri)

    def parents(self, iri: str) -> Sequence[str]:
        return [one for one in self.thesaurus.broader.get(iri, ()) if one in self.names and one != iri]

    def in_order(self) -> list[str]:
        return sorted(self.paths, key=lambda iri: (len(self.paths[iri]), self.place(iri)))

    def place(self, iri: str) -> str:
        return ".".join((self.glossary, *(self.names[one] for one in (*self.paths[iri], iri))))

    def row(self, iri: str) -> Mapping[str, str]:
        thesaurus, above = self.thesaurus, self.paths[iri]
        label, definition = thesaurus.label(iri), thesaurus.definition(iri) or ""
        names = {
            printable(text) for kind, text, _ in thesaurus.names_of(iri) if kind in ("prefLabel", "altLabel")
        }
        draft = "Approved" if thesaurus.statuses.get(iri) in (None, "reviewed", "approved") else "Draft"
        return {
            "parent": self.place(above[-1]) if above else "",
            "name*": self.names[iri],
            "displayName": printable(label),
            "description": of_html(escaped_block(printable(definition), formulas=True)),
            "synonyms": _listed(sorted(names - {printable(label)})),
            "relatedTerms": _listed(self.related(iri)),
            "references": _listed(self.references(iri)),
            "glossaryStatus": "Deprecated" if iri in thesaurus.deprecated else draft,
        }

    def related(self, iri: str) -> Iterator[str]:
        wholes = self.thesaurus.edges.get("partOf", {}).get(iri, ())
        above = self.paths[iri][-1:]
        yield from (f"broader:{self.place(one)}" for one in self.parents(iri) if one not in above)
        yield from (f"partOf:{self.place(one)}" for one in wholes if one in self.names)
        others = (
            one for one in self.thesaurus.related.get(iri, ()) if one in self.names and one not in wholes
        )
        yield from map(self.place, others)

    def references(self, iri: str) -> Iterator[str]:
        """Yield names and addresses in turn: the concept itself, and what it is in other vocabularies."""
        yield from ("IRI", iri) if is_web_iri(iri) else ()
        for kind in MAPPINGS:
            for _, target in sorted(self.thesaurus.about(iri, SKOS + kind), key=str):
                yield from (kind, target) if isinstance(target, str) and is_web_iri(target) else ()


def _listed(values: Iterable[str]) -> str:
    """Return values as a list in a cell: semicolons between them, and quotation marks where one has such a sign.

    >>> _listed(["a", "b;c"])
    'a;"b;c"'
    """
    made = io.StringIO()
    csv.writer(made, delimiter=";", lineterminator="").writerow(values)
    return made.getvalue()
