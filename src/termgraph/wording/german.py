"""German."""

from termgraph.wording.words import RelationWords, Words

_both, _one_way = RelationWords.both_ways, RelationWords.one_way

WORDS = Words(
    language="de",
    relations={
        "broader": _one_way("Oberbegriff", "Unterbegriffe", "ist eine Art von", "umfasst"),
        "broaderGeneric": _one_way(
            "Oberbegriff (generisch)", "Unterbegriffe (generisch)", "ist eine Art von", "umfasst"
        ),
        "broaderPartitive": _one_way(
            "Oberbegriff (partitiv)", "Unterbegriffe (partitiv)", "ist Teil von", "hat als Teil"
        ),
        "broaderInstantial": _one_way(
            "Oberbegriff (Instanz)", "Unterbegriffe (Instanzen)", "ist ein Fall von", "hat als Fall"
        ),
        "related": _both("verwandt", "Siehe auch", "ist verwandt mit"),
        "partOf": _one_way("Teil von", "Teile", "ist Teil von", "hat als Teil"),
        "contrastsWith": _both("Gegensatz", "Gegensatz zu", "steht im Gegensatz zu"),
        "confusedWith": _both("verwechselt", "Verwechselt mit", "wird verwechselt mit"),
        "misnomerOf": RelationWords(
            "irreführender Name für",
            "Klarer",
            "Irreführend genannt",
            "ist ein irreführender Name für",
            "heißt irreführend",
        ),
        "suggests": RelationWords(
            "legt nahe", "Er legt nahe", "Nahegelegt vom Namen", "legt nahe", "wird nahegelegt vom Namen"
        ),
        "synonymOf": RelationWords(
            "Synonym von", "Name von", "Auch genannt", "ist ein Synonym von", "heißt auch"
        ),
        "abbreviationOf": _one_way(
            "Abkürzung von", "Abkürzungen", "ist eine Abkürzung von", "wird abgekürzt als"
        ),
        "member": RelationWords("Mitglied", "Mitglieder", "In der Sammlung", "hat als Mitglied", "gehört zu"),
        "exactMatch": _both("dasselbe", "Dasselbe wie", "ist dasselbe wie"),
        "closeMatch": _both("fast dasselbe", "Fast dasselbe wie", "ist fast dasselbe wie"),
        "broadMatch": _one_way(
            "Oberbegriff anderswo", "Unterbegriffe anderswo", "ist eine Art von", "umfasst"
        ),
        "narrowMatch": _one_way(
            "Unterbegriff anderswo", "Oberbegriffe anderswo", "umfasst", "ist eine Art von"
        ),
        "relatedMatch": _both("verwandt anderswo", "Verwandt anderswo", "ist verwandt mit"),
        "isReplacedBy": RelationWords(
            "ersetzt durch", "Stattdessen", "Steht anstelle von", "ist ersetzt durch", "ersetzt"
        ),
    },
    groups={
        "array": "Geteilt in",
        "superordinate": "Teilt",
        "memberOf": "In der Sammlung",
        "member": "Mitglieder",
    },
    notes={
        "definition": "Auch definiert als",
        "scopeNote": "Hinweis",
        "note": "Bemerkung",
        "example": "Beispiel",
        "historyNote": "Geschichte",
        "changeNote": "Änderung",
        "editorialNote": "Redaktionelles",
    },
    names={
        "abbreviation": "Abkürzung",
        "ambiguous": "mehrdeutig",
        "plural": "Plural",
        "ukSpelling": "britische Schreibweise",
        "misspelling": "Schreibfehler",
        "previousName": "früherer Name",
        "misnomer": "irreführend",
        "hidden": "nur zum Suchen",
        "proposed": "vorgeschlagen",
        "notation": "Notation",
    },
    statuses={
        "draft": "Ein Entwurf, den noch niemand geprüft hat.",
        "stub": "Ein Anfang, bisher kaum mehr als ein Name.",
        "reviewed": "Geprüft von {names}.",
        "approved": "Freigegeben von {names}.",
    },
    headings={
        "label": "Name",
        "misnomer": "Irreführender Name",
        "suggests": "Er legt nahe",
        "why": "Aber",
        "really": "tatsächlich",
        "fields": "Anders gebraucht in",
        "jest": "Im Scherz",
        "said_by": "Wer das sagt",
        "notation": "Notation",
        "place": "Einordnung",
        "languages": "In anderen Sprachen",
        "collections": "Sammlungen",
        "sources": "Quellen",
        "deprecated": "Veraltet",
        "unused": "nicht mehr zu verwenden",
        "created": "Angelegt",
        "issued": "Erschienen",
        "modified": "Geändert",
        "makers": "Von",
        "contents": "Inhalt",
        "license": "Lizenz",
        "definition": "Definition",
        "status": "Stand",
        "unnamed": "eine Quelle ohne Namen",
        "proposed_by": "Vorgeschlagen von",
        "reviewed": "geprüft",
        "approved": "freigegeben",
        "reviewed_by": "Geprüft von",
        "approved_by": "Freigegeben von",
        "replaces": "Frühere Adressen",
        "auxiliary": "Hilfsbegriffe",
        "explains": "dienen nur der Erklärung anderer",
    },
    phrases={
        "misnomer": "Ein irreführender Name: „{name}“.",
        "misleads": "„{name}“ führt irre.",
        "replaced": "Veraltet: stattdessen {terms}.",
        "deprecated": "Veraltet: nicht mehr zu verwenden.",
        "proposed": "vorgeschlagen von {sources}",
        "proposed_here": "hier vorgeschlagen",
        "both": "beide sind Arten von {term}",
        "or": " oder ",
    },
    found={
        "altLabel": "auch genannt",
        "hiddenLabel": "auch geschrieben",
        "proposedName": "ein vorgeschlagener Name",
        "prefLabel": "in einer anderen Sprache",
        "definition": "in der Definition",
        "notation": "Notation",
        "langs": "auf {langs}",
        "deprecated": "veraltet",
        "collection": "eine Sammlung",
    },
    source={
        "type": "Art",
        "title": "Titel",
        "authors": "Verfasser",
        "year": "Jahr",
        "container": "Erschienen in",
        "volume": "Band",
        "number": "Nummer",
        "pages": "Seiten",
        "edition": "Auflage",
        "publisher": "Verlag",
        "doi": "DOI",
        "arxiv": "arXiv",
        "url": "Adresse",
        "note": "Dazu",
    },
    works={
        "book": "Buch",
        "article": "Aufsatz",
        "conference": "Tagungsbeitrag",
        "preprint": "Vorabdruck",
        "report": "Bericht",
        "thesis": "Abschlussarbeit",
        "web": "Webseite",
    },
    pages={
        "index": "Start",
        "a_z": "A–Z",
        "tree": "Hierarchie",
        "groups": "Sammlungen",
        "misleading": "Irreführende Namen",
        "about": "Über dieses Vokabular",
        "explorer": "Explorer",
        "explorer_about": "Alle Namen durchsuchen und sehen, wie die Begriffe zusammenhängen",
        "terms": "{n} Begriffe mit allen ihren Namen",
        "misleading_about": "{n} Begriffe, deren Name etwas anderes sagt",
        "tops": "Einstieg",
        "downloads": "Zum Herunterladen",
        "missing": "Diese Seite gibt es nicht",
        "missing_about": "Vielleicht hat der Begriff jetzt eine andere Adresse, oder sein Name schreibt sich anders.",
        "skip": "Zum Inhalt springen",
        "pages": "Seiten",
        "languages": "Sprachen",
        "letters": "Buchstaben",
        "around": "Was um {term} herum ist",
        "count": "Begriffe",
        "names": "Namen",
        "address": "Adresse",
    },
)
