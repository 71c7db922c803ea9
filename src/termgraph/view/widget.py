"""Cards for terms on other people's pages: a script, and the file of terms that it reads."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from termgraph.names import printable, unmarked_key
from termgraph.names.tex import without_tex
from termgraph.namespaces import is_web_iri
from termgraph.reconcile.sentences import sentences
from termgraph.skos import Thesaurus
from termgraph.view.bundle import bundle, modules
from termgraph.wording import words

#: The names of the files; the script looks for the terms beside itself.
SCRIPT = "termgraph-widget.js"
TERMS = "terms.json"


def widget(thesaurus: Thesaurus, language: str | None = None) -> dict[str, str]:
    """Return the files of the widget by name.

    Args:
        thesaurus: the vocabulary.
        language: the tag of the language to say it in; the vocabulary's where it is None.

    >>> birds = Thesaurus.from_text('''<http://e.org/owl> a skos:Concept ; skos:prefLabel "owl"@en ;
    ... skos:altLabel "owlet"@en ; skos:definition "It hoots. By night."@en .''')
    >>> terms = json.loads(widget(birds)["terms.json"])
    >>> terms["terms"]
    {'http://e.org/owl': {'label': 'owl', 'text': 'It hoots.', 'href': 'http://e.org/owl'}}
    >>> terms["names"]
    {'owl': 'http://e.org/owl', 'owlet': 'http://e.org/owl'}
    """
    lang = language or thesaurus.language
    data = {
        "language": lang,
        "words": _words(lang),
        "terms": {thesaurus.id(iri): _said(thesaurus, iri, lang) for iri in sorted(thesaurus.concepts)},
        "names": _names(thesaurus),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return {SCRIPT: bundle(modules(), "widget"), TERMS: text + "\n"}


def _words(lang: str) -> dict[str, str]:
    said = words(lang)
    headings = said.to_dict()["headings"]
    return {
        "comma": said.explorer["comma"],
        "misleading": headings["misnomer"],
        "suggests": headings["suggests"],
        "clearer": headings["clearer"],
    }


def _said(thesaurus: Thesaurus, iri: str, lang: str) -> dict[str, Any]:
    """Return what the card of a concept says; what there is not is left out."""
    records = [record for record in thesaurus.misleading.get(iri, ()) if not record.term]
    definition = thesaurus.definition(iri, lang) or ""
    said = {
        "label": printable(thesaurus.label(iri, lang)),
        "text": printable(next(iter(sentences(without_tex(definition))), "")),
        "misleads": bool(records),
        "suggests": _labels(thesaurus, (one for record in records for one in record.suggests), lang),
        "clearer": _labels(thesaurus, (one for record in records for one in record.clearer), lang),
        "href": iri if is_web_iri(iri) else "",
    }
    return {key: value for key, value in said.items() if value}


def _labels(thesaurus: Thesaurus, iris: Iterable[str], lang: str) -> list[str]:
    def label(iri: str) -> str:
        return thesaurus.term_text(iri) if iri in thesaurus.owners else thesaurus.label(iri, lang)

    return list(dict.fromkeys(printable(label(iri)) for iri in iris))


def _names(thesaurus: Thesaurus) -> dict[str, str]:
    """Return which concept a name means, by its key; names of several are left out."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for name in thesaurus.term_names:
        bearers[unmarked_key(name.text)].add(name.iri)
    return {key: thesaurus.id(next(iter(iris))) for key, iris in sorted(bearers.items()) if len(iris) == 1}
