"""Which column of a table is what: found by its heading, or by what stands in it; said, and open to correction."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from termgraph.errors import TermgraphError, did_you_mean
from termgraph.names import language_named, language_tag, unmarked_key, word_set
from termgraph.names.languages import WORDS_TOO
from termgraph.readers.records.gathered import RELATIONS
from termgraph.readers.records.spoken import detected

#: What a column may be, each with the headings that mean it (in English, German, French, Spanish, and SKOS).
ROLES: Mapping[str, str] = {
    "term": "term terms name word words label concept entry title phrase expression preflabel preferredlabel "
    "preferredterm begriff benennung fachbegriff bezeichnung name wort terme mot nom libelle termino palabra nombre "
    "keyword lemma headword glossaryterm termname terminus",
    "definition": "descr definition definitions meaning meanings description desc explanation def gloss text "
    "whatitmeans whatitis whatdoesitmean shortdefinition shortdescription summary details bedeutung beschreibung "
    "erklarung erlauterung signification explication descripcion significado definicion explicacion answer body "
    "content",
    "abbreviation": "abbreviation abbreviations acronym acronyms abbr abbrev shortform short initialism symbol "
    "abkurzung kurzform kurzel sigle acronyme abreviation abreviatura siglas acronimo",
    "expansion": "standsfor fullform expansion longform fullname fullterm spelledout expandedform langform "
    "ausgeschrieben signifie desarrollo",
    "alias": "alias aliases synonym synonyms altlabel altlabels alternativename alternativenames alternativelabel "
    "alternateterm alternateterms othername othernames alsoknownas aka variant variants alternative alternatives "
    "synonyme synonymes sinonimo sinonimos alsocalled otherterms",
    "hidden": "hiddenlabel hiddenlabels misspelling misspellings",
    "discouraged": "deprecatedterm deprecatedterms forbiddenterm forbiddenterms donotuse nottouse avoid unwort",
    "see also": "seealso see related relatedterm relatedterms relatedconcepts siehe sieheauch voiraussi veasetambien "
    "crossreference crossreferences links",
    "example": "example examples usage sampleusage sentence eg beispiel beispiele exemple exemples ejemplo ejemplos",
    "source": "source sources reference references ref citation url uri link quelle quellen fuente fuentes",
    "broader": "broader broaderterm broaderterms broaderconcept parent parentterm parenttermname parentname "
    "parentconcept oberbegriff hypernym termegenerique termogenerico",
    "narrower": "narrower narrowerterm narrowerterms children childterms unterbegriff unterbegriffe",
    "part of": "partof componentof",
    "contrast with": "contrastswith",
    "confused with": "confusedwith",
    "category": "category categories type topic topics domain area subject class kind group section field subjectfield "
    "kategorie bereich fachgebiet categorie domaine categoria tag tags",
    "note": "note notes comment comments remark remarks anmerkung anmerkungen bemerkung hinweis remarque nota "
    "usagenote",
    "scope note": "scopenote scopenotes",
    "editorial note": "editorialnote editorialnotes internalnote",
    "history note": "historynote historynotes etymology etymologie",
    "notation": "notation notations",
    "status": "status termstatus usagestatus administrativestatus normativestatus preferredstatus",
    "id": "id iri identifier nr no number num key code index rank row lfdnr",
    "language": "language lang languagecode sprache langue idioma",
    "part of speech": "partofspeech pos wordclass wortart",
}

_MEANS = {word: role for role, words in ROLES.items() for word in words.split()}
#: The roles of columns that hold names of other terms.
NAMING = frozenset(RELATIONS)
#: A heading with a tag in brackets or behind a sign, which may be any; or with one, or a language, behind or before it.
_TAGGED = re.compile(r"(?P<stem>.*\S)\s*(?:[(\[](?P<tag>[\w-]+)[)\]]|@(?P<at>[\w-]+))\Z")
_PARTS = re.compile(r"[\s_()\[\],.:/-]+")
#: What a table of concepts that `termgraph export` has written joins lists with.
_JOINED = re.compile(r"((?:[^;\\]|\\.)*)(?:;|\Z)", re.DOTALL)
_NAMES = re.compile(r"\s*[,;\n]\s*")
_LONGEST_HEADING = 60
#: What says what a term means where no column is its definition.
_NOTES = ("note", "expansion")
#: Headings of dates, and those of names of terms that name people as well.
_DATES = word_set("date datum fecha")
_WHO = word_set("name nom nombre")
#: With so many words on average a column holds texts.
_WORDY = 4
#: The columns of a glossary of OmegaT, which has no headings.
_OMEGAT = (("term", ""), ("translation", ""), ("note", ""))
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)\S+\s*\Z", re.IGNORECASE)
_NUMBER = re.compile(r"[\s\d.,:/%€$+-]*\Z")


@dataclass(frozen=True, slots=True)
class Roles:
    """What the columns of a table are.

    Args:
        columns: the role of each column with its language ("" where none is said), None where it has no part.
        header: whether the first row is their headings.
        said: the guess, in words.
        sure: whether headings or the caller say so, rather than what stands in the cells.
    """

    columns: tuple[tuple[str, str] | None, ...]
    header: bool
    said: str
    sure: bool

    def of(self, role: str) -> list[int]:
        """Return the columns that have a role."""
        return [n for n, column in enumerate(self.columns) if column is not None and column[0] == role]

    @property
    def language(self) -> str:
        """The language of the entries: of the first terms, else of the texts where all of them say one; "" for none."""
        terms, texts = (
            [column[1] for column in self.columns if column and column[0] == role]
            for role in ("term", "definition")
        )
        said = terms[:1] if any(terms[:1]) or "" in texts else [tag for tag in texts if tag not in terms]
        return next(iter(said), "")


def role_of(heading: str) -> tuple[str, str] | None:
    """Return what a heading of a column means, and the language that it names.

    >>> role_of("Term"), role_of("Definition (de)"), role_of("skos:altLabel@fr"), role_of("Colour")
    (('term', ''), ('definition', 'de'), ('alias', 'fr'), None)
    >>> role_of("English_descr"), role_of("Term (pt-BR)"), role_of("German term"), role_of("term_id")
    (('definition', 'en'), ('term', 'pt-BR'), ('term', 'de'), None)
    """
    if len(heading) > _LONGEST_HEADING:
        return None
    text = re.sub(r"\A\s*(?:skos|skosxl|rdfs|dct|dc):", "", heading.strip())
    whole = unmarked_key(text)
    if whole in _MEANS:
        return _MEANS[whole], ""
    if len(text) > 2 and (language := language_named(text)):
        return "term", language
    tagged = _TAGGED.match(text)
    if tagged and (key := unmarked_key(tagged["stem"])) in _MEANS:
        tag = language_tag(tagged["at"]) if tagged["at"] else language_named(tagged["tag"])
        return (_MEANS[key], tag) if tag else None
    parts = [part for part in _PARTS.split(text) if part]
    for stem, language in ((parts[:-1], parts[-1]), (parts[1:], parts[0])) if len(parts) > 1 else ():
        # "Term (German)", "term_de", "English_descr"; a "term_id" is no Indonesian term.
        tag = language_named(language) if language.lower() not in ("id", "no") else ""
        if tag and (key := unmarked_key("".join(stem))) in _MEANS:
            return _MEANS[key], tag
    # "Term / Concept", "Definition or meaning": all of its words say one thing.
    words = {_MEANS.get(unmarked_key(word)) for word in re.split(r"\s*(?:/|,|&|\bor\b|\band\b)\s*", text)}
    if len(words) == 1 and (only := words.pop()):
        return only, ""
    return None


def guess(rows: Sequence[Sequence[str]], header: bool | None = None) -> Roles | None:
    """Return what the columns of a table are, or None where it holds no terms.

    Args:
        rows: its cells as plain text, the row of headings first where there is one.
        header: whether that is one; None where the format does not say.

    >>> guess([["Word", "What it means"], ["owl", "A bird of the night."]]).said
    "column 1 'Word' read as term, column 2 'What it means' as definition"
    """
    width = max((len(row) for row in rows), default=0)
    if not width or not rows:
        return None
    first = [*rows[0], *[""] * (width - len(rows[0]))]
    named = _in_languages([role_of(cell) for cell in first], first, rows[1:])
    if header is not False and _names_columns(named, first, rows, header):
        return _completed(named, first, rows[1:])
    if header is None:
        header = _looks_like_header(rows)
    return _by_content(first if header else [""] * width, rows[1:] if header else rows, width, header)


def _in_languages(
    named: Sequence[tuple[str, str] | None], first: Sequence[str], rows: Sequence[Sequence[str]]
) -> list[tuple[str, str] | None]:
    """Return roles of columns with those headed by nothing but the tag of a language: names, or texts beside names."""
    tags = [language_named(cell) if len(cell.strip()) in (2, 5) else "" for cell in first]
    clear = [
        bool(tag) and cell.strip().lower() not in WORDS_TOO for tag, cell in zip(tags, first, strict=True)
    ]
    has_names = any(role and role[0] == "term" for role in named)
    found = list(named)
    for n, tag in enumerate(tags):
        if tag and named[n] is None and (sum(clear) > 1 or (has_names and clear[n])):
            wordy = has_names and _mean_words(rows, n) >= _WORDY
            found[n] = ("definition" if wordy else "term", tag)
    return found


def bilingual(rows: Sequence[Sequence[str]]) -> Roles | None:
    """Return the roles of a glossary of OmegaT, without headings: term, translation, comment; None where it is none.

    >>> bilingual([["sheet", "Schot", "A rope, no cloth."], ["jib", "Fock"]]).said
    'column 1 read as term, column 2 as translation, column 3 as note'
    """
    width = max(map(len, rows), default=0)
    headed = [role_of(cell) for cell in rows[0]]
    named = any(_in_languages(headed, rows[0], ()))
    if named or not 2 <= width <= len(_OMEGAT) or not all(_are_terms(rows, n) for n in (0, 1)):
        return None
    tags = [detected([row[n] for row in rows if n < len(row)]) for n in (0, 1)]
    columns = _OMEGAT[:width]
    if all(tags) and tags[0] != tags[1]:
        columns = (("term", tags[0]), ("term", tags[1]), *columns[2:])
    return Roles(columns, False, _said(columns, [""] * width), False)


def beside_definitions(rows: Sequence[Sequence[str]]) -> Roles | None:
    """Return the roles of a file's columns where a heading says which one defines, and the only other one names.

    >>> beside_definitions([["Call", "Meaning"], ["hoo", "Go away"]]).said
    "column 1 'Call' read as term, column 2 'Meaning' as definition"
    """
    named = [role_of(cell) for cell in rows[0]]
    free = [n for n, role in enumerate(named) if role is None]
    if len(named) != 2 or len(free) != 1 or not _are_terms(rows[1:], free[0]):
        return None
    columns = [role or ("term", "") for role in named]
    is_defined = columns[1 - free[0]][0] == "definition"
    return Roles(tuple(columns), True, _said(columns, rows[0]), True) if is_defined else None


def _names_columns(
    named: Sequence[tuple[str, str] | None],
    first: Sequence[str],
    rows: Sequence[Sequence[str]],
    header: bool | None,
) -> bool:
    """Tell whether headings say which column holds the terms."""
    roles = {role[0] for role in named if role}
    if not roles & {"term", "abbreviation", "expansion"} or _is_log(named, first, rows):
        return False
    if header:
        return True
    # A first row of data may hold one such word by chance ("Label | A name …"), hardly two, and is no sentence.
    return len(set(filter(None, named))) > 1 or (len(rows) > 1 and sum(bool(cell) for cell in first) == 1)


def _is_log(
    named: Sequence[tuple[str, str] | None], first: Sequence[str], rows: Sequence[Sequence[str]]
) -> bool:
    """Tell whether a table is a log: beside a date a mere name that comes again is that of who did something."""
    terms = [n for n, role in enumerate(named) if role and role[0] == "term"]
    dated = any(unmarked_key(cell) in _DATES for cell in first)
    if not terms or not dated or any(unmarked_key(first[n]) not in _WHO for n in terms):
        return False
    names = [row[terms[0]].strip() for row in rows if terms[0] < len(row) and row[terms[0]].strip()]
    return len(set(names)) < len(names)


def _looks_like_header(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether the first row is short where the rows below are long: headings over definitions."""
    if len(rows) < 3:
        return False
    longest = max(
        range(max(map(len, rows))), key=lambda n: sum(len(row[n]) for row in rows[1:] if n < len(row))
    )
    below = [len(row[longest].split()) for row in rows[1:] if longest < len(row)]
    above = len(rows[0][longest].split()) if longest < len(rows[0]) else 0
    return 0 < above <= 3 and bool(below) and sum(below) / len(below) >= 6


def _completed(
    named: Sequence[tuple[str, str] | None], first: Sequence[str], rows: Sequence[Sequence[str]]
) -> Roles | None:
    """Return the roles that headings give, the missing ones found among the columns without."""
    columns = list(named)
    roles = {role[0] for role in named if role}
    if "term" not in roles:
        # A list of abbreviations: what they stand for is the name where a definition stands beside it.
        name = "expansion" if "expansion" in roles else "abbreviation"
        columns = [("term", role[1]) if role and role[0] == name else role for role in columns]
    if "definition" not in roles:
        free = [n for n, role in enumerate(columns) if role is None]
        wordy = max(free, key=lambda n: _mean_words(rows, n), default=None)
        if wordy is not None and _mean_words(rows, wordy) >= 2:
            columns[wordy] = ("definition", "")
        elif not free and (notes := [n for n, role in enumerate(columns) if role and role[0] in _NOTES]):
            columns[notes[0]] = ("definition", "")
    return Roles(tuple(columns), True, _said(columns, first), True)


def _by_content(
    first: Sequence[str], rows: Sequence[Sequence[str]], width: int, header: bool
) -> Roles | None:
    """Return the roles that the cells suggest: terms are short and all different, definitions are long."""
    if len(rows) < 2:
        return None
    candidates = [n for n in range(width) if _are_terms(rows, n)]
    if not candidates:
        return None
    term = candidates[0]
    others = [n for n in range(width) if n != term and _mean_words(rows, n) >= 3]
    definition = max(others, key=lambda n: _mean_words(rows, n), default=None)
    if definition is None and width > 1:
        return None
    if definition is not None and _mean_words(rows, definition) < 1.5 * _mean_words(rows, term):
        return None
    columns: list[tuple[str, str] | None] = [role_of(cell) if cell else None for cell in first]
    columns[term] = ("term", "")
    if definition is not None:
        columns[definition] = ("definition", "")
    return Roles(tuple(columns), header, _said(columns, first), False)


def _are_terms(rows: Sequence[Sequence[str]], column: int) -> bool:
    cells = [row[column].strip() for row in rows if column < len(row) and row[column].strip()]
    if len(cells) < 0.6 * len(rows) or not cells:
        return False
    names = [
        cell for cell in cells if not _NUMBER.match(cell) and not _ADDRESS.match(cell) and len(cell) <= 100
    ]
    short = sum(len(cell.split()) for cell in cells) / len(cells) <= 6
    return (
        short
        and len(names) >= 0.8 * len(cells)
        and len({unmarked_key(cell) for cell in cells}) >= 0.7 * len(cells)
    )


def _mean_words(rows: Sequence[Sequence[str]], column: int) -> float:
    """Return how many words a column holds on average; an address counts as none."""
    cells = [row[column] if column < len(row) else "" for row in rows]
    counts = [0 if _ADDRESS.match(cell) else len(cell.split()) for cell in cells]
    return sum(counts) / len(counts) if counts else 0.0


def _said(columns: Sequence[tuple[str, str] | None], first: Sequence[str]) -> str:
    told: list[str] = []
    for n, role in enumerate(columns):
        if role:
            name = (
                f"column {n + 1} '{' '.join(first[n].split())[:40]}'"
                if first[n].strip()
                else f"column {n + 1}"
            )
            language = f" ({role[1]})" if role[1] else ""
            told.append(f"{name} {'as' if told else 'read as'} {role[0]}{language}")
    return ", ".join(told)


def chosen(
    wanted: Mapping[str, str | Sequence[str]],
    headings: Sequence[str],
    width: int,
    guessed: Roles | None,
    path: str,
) -> tuple[tuple[str, str] | None, ...]:
    """Return the columns that a person names, by their headings, letters or numbers, over those that were guessed.

    Args:
        wanted: role -> heading, letter (A, B …) or number (1, 2 …) of the column; or several, a language each.
        headings: the headings, "" where there is none.
        width: how many columns there are.
        guessed: what was guessed.
        path: the file, for errors.

    Raises:
        TermgraphError: for a role or a column that there is not.

    >>> chosen({"term": "B"}, ["", ""], 2, None, "a.csv")
    (None, ('term', ''))
    >>> chosen({"term": ["en", "de"]}, ["en", "de"], 2, None, "a.csv")
    (('term', 'en'), ('term', 'de'))
    """
    columns: list[tuple[str, str] | None] = list(guessed.columns) if guessed else [None] * width
    columns += [None] * (width - len(columns))
    for role, named in wanted.items():
        known, tag = (role, "") if role in ROLES else role_of(role) or ("", "")
        if not known:
            hint = did_you_mean(role, ROLES) or f"one of {', '.join(ROLES)}"
            raise TermgraphError(f"a column cannot be '{role}'", path, hint=hint)
        # What was guessed to be this gives way; of aliases and the like there may be several.
        if known in ("term", "definition") and not tag:
            columns = [None if role_ and role_[0] == known else role_ for role_ in columns]
        for column in [named] if isinstance(named, str) else named:
            n = _column(column, headings, width, path)
            columns[n] = (known, tag or language_named(headings[n]) or (role_of(headings[n]) or ("", ""))[1])
    return tuple(columns)


def is_of_concepts(headings: Sequence[str]) -> bool:
    """Tell whether headings are those of a table of concepts that `termgraph export` has written."""
    return list(headings[:1]) == ["iri"] and any(heading.startswith("prefLabel") for heading in headings)


def listed(cell: str, headings: Sequence[str]) -> list[str]:
    r"""Return the names in a cell: those of a table of ours are joined by `;` alone, others by commas too.

    >>> listed(r"Smith, J.;a\;b", ["iri", "prefLabel@en"]), listed("owl, jay", ["term", "see also"])
    (['Smith, J.', 'a;b'], ['owl', 'jay'])
    """
    if is_of_concepts(headings):
        parts = [re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL) for part in _JOINED.findall(cell)]
    else:
        parts = _NAMES.split(cell)
    return [part.strip() for part in parts if part.strip()]


def _column(wanted: str, headings: Sequence[str], width: int, path: str) -> int:
    """Return the column of a heading, a letter or a number.

    Raises:
        TermgraphError: where there is none.
    """
    folded, n = unmarked_key(wanted), 0
    for at, heading in enumerate(headings):
        if heading.strip() and unmarked_key(heading) == folded:
            return at
    if wanted.isdecimal():
        n = int(wanted)
    elif re.fullmatch(r"[A-Za-z]{1,2}", wanted):
        for letter in wanted.upper():
            n = n * 26 + ord(letter) - ord("A") + 1
    if 0 < n <= width:
        return n - 1
    shown = ", ".join(f"'{heading}'" for heading in headings if heading.strip()) or f"1 to {width}"
    hint = did_you_mean(wanted, [one for one in headings if one]) or f"there is {shown}"
    raise TermgraphError(f"there is no column '{wanted}'", path, 1, hint=hint)
