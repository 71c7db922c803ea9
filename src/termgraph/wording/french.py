"""French."""

from termgraph.wording.words import RelationWords, Words

_both, _one_way = RelationWords.both_ways, RelationWords.one_way

WORDS = Words(
    language="fr",
    relations={
        "broader": _one_way("terme générique", "Termes spécifiques", "est une sorte de", "comprend"),
        "broaderGeneric": _one_way(
            "générique (genre)", "Spécifiques (genre)", "est une sorte de", "comprend"
        ),
        "broaderPartitive": _one_way(
            "générique (tout)", "Spécifiques (parties)", "fait partie de", "a pour partie"
        ),
        "broaderInstantial": _one_way(
            "générique (instance)", "Spécifiques (instances)", "est une instance de", "a pour instance"
        ),
        "related": _both("associé", "Voir aussi", "est associé à"),
        "partOf": _one_way("partie de", "Parties", "fait partie de", "a pour partie"),
        "contrastsWith": _both("contraste", "Par opposition à", "s’oppose à"),
        "confusedWith": _both("confusion", "Confondu avec", "est confondu avec"),
        "misnomerOf": RelationWords(
            "nom trompeur de", "Plus clair", "Appelé à tort", "est un nom trompeur de", "est appelé à tort"
        ),
        "synonymOf": RelationWords(
            "synonyme de", "Nom de", "Aussi appelé", "est un synonyme de", "est aussi appelé"
        ),
        "abbreviationOf": _one_way("abréviation de", "Abréviations", "est une abréviation de", "s’abrège en"),
        "member": RelationWords("membre", "Membres", "Dans la collection", "a pour membre", "est membre de"),
        "exactMatch": _both("identique", "Identique à", "est identique à"),
        "closeMatch": _both("presque identique", "Presque identique à", "est presque identique à"),
        "broadMatch": _one_way("générique ailleurs", "Spécifiques ailleurs", "est une sorte de", "comprend"),
        "narrowMatch": _one_way("spécifique ailleurs", "Génériques ailleurs", "comprend", "est une sorte de"),
        "relatedMatch": _both("associé ailleurs", "Associé ailleurs", "est associé à"),
        "isReplacedBy": RelationWords(
            "remplacé par", "À utiliser à la place", "Remplace", "est remplacé par", "remplace"
        ),
    },
    groups={
        "array": "Divisé en",
        "superordinate": "Divise",
        "memberOf": "Dans la collection",
        "member": "Membres",
    },
    notes={
        "definition": "Aussi défini comme",
        "scopeNote": "Note d’application",
        "note": "Remarque",
        "example": "Exemple",
        "historyNote": "Histoire",
        "changeNote": "Modification",
        "editorialNote": "Note de la rédaction",
    },
    names={
        "abbreviation": "abréviation",
        "ambiguous": "ambigu",
        "plural": "pluriel",
        "ukSpelling": "orthographe britannique",
        "misspelling": "faute d’orthographe",
        "previousName": "ancien nom",
        "misnomer": "trompeur",
        "hidden": "pour la recherche seulement",
        "proposed": "proposé",
        "notation": "notation",
    },
    statuses={
        "draft": "Une ébauche que personne n’a encore relue.",
        "stub": "Un début : guère plus qu’un nom.",
        "reviewed": "Relu par {names}.",
        "approved": "Approuvé par {names}.",
    },
    headings={
        "misnomer": "Nom trompeur",
        "suggests": "Il fait penser à",
        "why": "Mais",
        "fields": "Autre emploi en",
        "jest": "Par plaisanterie",
        "said_by": "Qui le dit",
        "notation": "Notation",
        "place": "Sa place",
        "languages": "Dans d’autres langues",
        "collections": "Collections",
        "sources": "Sources",
        "deprecated": "Obsolète",
        "unused": "à ne plus utiliser",
        "created": "Créé",
        "issued": "Publié",
        "modified": "Modifié",
        "makers": "Par",
        "contents": "Table des matières",
        "license": "Licence",
        "definition": "Définition",
        "status": "État",
        "unnamed": "une source sans nom",
        "proposed_by": "Proposé par",
        "reviewed": "relu",
        "approved": "approuvé",
        "reviewed_by": "Relu par",
        "approved_by": "Approuvé par",
        "replaces": "Anciennes adresses",
        "auxiliary": "Auxiliaire",
        "explains": "ne sert qu’à en expliquer d’autres",
    },
    phrases={
        "misnomer": "Un nom trompeur : « {name} ».",
        "misleads": "« {name} » induit en erreur.",
        "replaced": "Obsolète : utiliser {terms}.",
        "deprecated": "Obsolète : à ne plus utiliser.",
        "proposed": "proposé par {sources}",
        "proposed_here": "proposé ici",
        "both": "les deux sont des sortes de {term}",
        "or": " ou ",
    },
    found={
        "altLabel": "aussi appelé",
        "hiddenLabel": "aussi écrit",
        "proposedName": "un nom proposé",
        "prefLabel": "dans une autre langue",
        "definition": "dans la définition",
        "notation": "notation",
        "langs": "en {langs}",
        "deprecated": "obsolète",
        "collection": "une collection",
    },
    source={
        "type": "Type",
        "title": "Titre",
        "authors": "Auteurs",
        "year": "Année",
        "container": "Publié dans",
        "volume": "Volume",
        "number": "Numéro",
        "pages": "Pages",
        "edition": "Édition",
        "publisher": "Éditeur",
        "doi": "DOI",
        "arxiv": "arXiv",
        "url": "Adresse",
        "note": "À son sujet",
    },
    works={
        "book": "livre",
        "article": "article",
        "conference": "communication",
        "preprint": "prépublication",
        "report": "rapport",
        "thesis": "thèse",
        "web": "page web",
    },
)
