"""English."""

from termgraph.wording.words import RelationWords, Words

_both, _one_way = RelationWords.both_ways, RelationWords.one_way

WORDS = Words(
    language="en",
    relations={
        "broader": _one_way("broader", "Narrower", "is a kind of", "includes"),
        "broaderGeneric": _one_way("broader (generic)", "Narrower (generic)", "is a kind of", "includes"),
        "broaderPartitive": _one_way(
            "broader (partitive)", "Narrower (partitive)", "is part of", "has as a part"
        ),
        "broaderInstantial": _one_way(
            "broader (instantial)", "Narrower (instantial)", "is an instance of", "has as an instance"
        ),
        "related": _both("related", "See also", "is related to"),
        "partOf": _one_way("part of", "Parts", "is part of", "has as a part"),
        "contrastsWith": _both("contrasts with", "Contrasts with", "contrasts with"),
        "confusedWith": _both("confused with", "Confused with", "is confused with"),
        "misnomerOf": RelationWords(
            "misnomer of", "Clearer", "Misleadingly called", "is a misnomer of", "is misleadingly called"
        ),
        "synonymOf": RelationWords(
            "synonym of", "Name of", "Also called", "is a synonym of", "is also called"
        ),
        "abbreviationOf": _one_way(
            "abbreviation of", "Abbreviations", "is an abbreviation of", "is abbreviated as"
        ),
        "member": RelationWords("member", "Members", "In collection", "has as a member", "is a member of"),
        "exactMatch": _both("same as", "Same as", "is the same as"),
        "closeMatch": _both("nearly the same as", "Nearly the same as", "is nearly the same as"),
        "broadMatch": _one_way("broader elsewhere", "Narrower elsewhere", "is a kind of", "includes"),
        "narrowMatch": _one_way("narrower elsewhere", "Broader elsewhere", "includes", "is a kind of"),
        "relatedMatch": _both("related elsewhere", "Related elsewhere", "is related to"),
        "isReplacedBy": RelationWords(
            "replaced by", "Use instead", "Use this for", "is replaced by", "replaces"
        ),
    },
    groups={
        "array": "Divided into",
        "superordinate": "Divides",
        "memberOf": "In collection",
        "member": "Members",
    },
    notes={
        "definition": "Also defined as",
        "scopeNote": "Note",
        "note": "Remark",
        "example": "Example",
        "historyNote": "History",
        "changeNote": "Change",
        "editorialNote": "Editor’s note",
    },
    names={
        "abbreviation": "abbreviation",
        "ambiguous": "ambiguous",
        "plural": "plural",
        "ukSpelling": "UK spelling",
        "misspelling": "misspelling",
        "previousName": "previous name",
        "misnomer": "misleading",
        "hidden": "only for searching",
        "proposed": "proposed",
        "notation": "notation",
    },
    statuses={
        "draft": "A draft: nobody has reviewed it yet.",
        "stub": "A stub: hardly more than a name yet.",
        "reviewed": "Reviewed by {names}.",
        "approved": "Approved by {names}.",
    },
    headings={
        "misnomer": "Misleading name",
        "suggests": "It suggests",
        "why": "But",
        "fields": "Used otherwise in",
        "jest": "In jest",
        "said_by": "Who says so",
        "notation": "Notation",
        "place": "Where it sits",
        "languages": "In other languages",
        "collections": "Collections",
        "sources": "Sources",
        "deprecated": "Deprecated",
        "unused": "no longer to be used",
        "created": "Created",
        "issued": "Issued",
        "modified": "Modified",
        "makers": "By",
        "contents": "Contents",
        "license": "License",
        "definition": "Definition",
        "status": "Status",
        "unnamed": "an unnamed source",
        "proposed_by": "Proposed by",
        "reviewed": "reviewed",
        "approved": "approved",
        "reviewed_by": "Reviewed by",
        "approved_by": "Approved by",
        "replaces": "Former addresses",
        "auxiliary": "Auxiliary",
        "explains": "only helps to explain others",
    },
    phrases={
        "misnomer": "A misnomer: the name “{name}” misleads.",
        "misleads": "“{name}” misleads.",
        "replaced": "Deprecated: use {terms} instead.",
        "deprecated": "Deprecated: no longer to be used.",
        "proposed": "proposed by {sources}",
        "proposed_here": "proposed here",
        "both": "both are kinds of {term}",
        "or": " or ",
    },
    found={
        "altLabel": "also called",
        "hiddenLabel": "also written",
        "proposedName": "a proposed name",
        "prefLabel": "in another language",
        "definition": "in the definition",
        "notation": "notation",
        "langs": "in {langs}",
        "deprecated": "deprecated",
        "collection": "a collection",
    },
    source={
        "type": "Kind",
        "title": "Title",
        "authors": "Authors",
        "year": "Year",
        "container": "Published in",
        "volume": "Volume",
        "number": "Number",
        "pages": "Pages",
        "edition": "Edition",
        "publisher": "Publisher",
        "doi": "DOI",
        "arxiv": "arXiv",
        "url": "Address",
        "note": "About it",
    },
    works={
        "book": "book",
        "article": "article",
        "conference": "conference paper",
        "preprint": "preprint",
        "report": "report",
        "thesis": "thesis",
        "web": "web page",
    },
)
