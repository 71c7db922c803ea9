"""IRIs, prefixes and ids, and where the files that come with termgraph lie."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from itertools import count, takewhile
from pathlib import Path
from urllib.parse import unquote

TG = "https://w3id.org/termgraph/ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SKOSXL = "http://www.w3.org/2008/05/skos-xl#"
DCT = "http://purl.org/dc/terms/"
DC = "http://purl.org/dc/elements/1.1/"
OWL = "http://www.w3.org/2002/07/owl#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OBO = "http://purl.obolibrary.org/obo/"
OIO = "http://www.geneontology.org/formats/oboInOwl#"
BIBO = "http://purl.org/ontology/bibo/"
FOAF = "http://xmlns.com/foaf/0.1/"
SCHEMA = "https://schema.org/"
SCHEMAS = (SCHEMA, "http://schema.org/")  # both are in use
VANN = "http://purl.org/vocab/vann/"
PROV = "http://www.w3.org/ns/prov#"
SH = "http://www.w3.org/ns/shacl#"
SSSOM = "https://w3id.org/sssom/"
SEMAPV = "https://w3id.org/semapv/vocab/"
PAV = "http://purl.org/pav/"
ISO_THES = "http://purl.org/iso25964/skos-thes#"
ADMS = "http://www.w3.org/ns/adms#"
VS = "http://www.w3.org/2003/06/sw-vocab-status/ns#"

#: Prefixes that every query may use without declaring them.
PREFIXES: Mapping[str, str] = {
    "bibo": BIBO,
    "dc": DC,
    "dct": DCT,
    "foaf": FOAF,
    "obo": OBO,
    "oio": OIO,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "semapv": SEMAPV,
    "sh": SH,
    "skos": SKOS,
    "skosxl": SKOSXL,
    "sssom": SSSOM,
    "tg": TG,
    "vann": VANN,
    "xsd": XSD,
}

#: The types of names, as the OBO Metadata Ontology (OMO) numbers them.
LABEL_TYPES: Mapping[str, str] = {
    "abbreviation": OBO + "OMO_0003000",
    "ambiguous": OBO + "OMO_0003001",
    "plural": OBO + "OMO_0003004",
    "ukSpelling": OBO + "OMO_0003005",
    "misspelling": OBO + "OMO_0003006",
    "misnomer": OBO + "OMO_0003007",
    "previousName": OBO + "OMO_0003008",
}

#: What ontologies call types of their own, without signs between words, and which of ours that is.
_TYPE_WORDS = {
    "abbreviation": "abbreviation",
    "acronym": "abbreviation",
    "misspelling": "misspelling",
    "plural": "plural",
    "ukspelling": "ukSpelling",
    "misnomer": "misnomer",
    "ambiguous": "ambiguous",
    "previousname": "previousName",
    "formername": "previousName",
}

_WEB_IRI = re.compile(r"https?://[^/?#\s]+", re.IGNORECASE)
_LOCAL_NAME = re.compile(r"\w(?:[\w.-]*[\w-])?")
_LONGEST_SLUG = 80
#: Signs that tell names apart where they end a word ("C++", "C#", "A*"), and how they are read.
_SIGNS = {"+": "plus", "#": "sharp", "*": "star"}
_SIGNS_BEHIND = re.compile(r"(?<=\w)[+#*]+(?![\w+#*])")
_DOT_BEFORE = re.compile(r"(?<!\S)\.(?=\w)")
_SELECTORS = re.compile("[\u034f\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]+")
_APOSTROPHE = re.compile("(?<=\\w)['’](?=\\w)|(?<=s)['’]")
#: Names that Windows keeps for devices, whatever stands behind the dot.
_DEVICES = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


@lru_cache(maxsize=1 << 14)  # an export asks the same ones again and again
def is_absolute_iri(text: str) -> bool:
    """Tell whether `text` is an absolute IRI (RFC 3987), as the engine that is given it will judge it.

    >>> is_absolute_iri("https://example.org/a"), is_absolute_iri("softmax"), is_absolute_iri("http://a/#b]")
    (True, False, False)
    """
    from pyoxigraph import NamedNode

    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def is_language_tag(text: str) -> bool:
    """Tell whether `text` is a language tag (BCP 47), as the engine that is given it will judge it.

    >>> is_language_tag("pt-BR"), is_language_tag("de-1"), is_language_tag("en_GB")
    (True, False, False)
    """
    from pyoxigraph import Literal

    try:
        Literal("", language=text)
    except ValueError:
        return False
    return True


def is_web_iri(iri: str) -> bool:
    """Tell whether an IRI may become a link: http and https only, so never `javascript:` or `file:`.

    >>> is_web_iri("https://example.org/"), is_web_iri("javascript:alert(1)")
    (True, False)
    """
    return bool(_WEB_IRI.match(iri)) and is_absolute_iri(iri)


def part_iri(iri: str, name: str) -> str:
    """Return the IRI of a part of a resource: a fragment, or more of the fragment that its IRI ends in.

    >>> part_iri("https://e.org/birds/owl", "en.owls"), part_iri("https://e.org/birds#owl", "en.owls")
    ('https://e.org/birds/owl#en.owls', 'https://e.org/birds#owl.en.owls')
    """
    return f"{iri}{'.' if '#' in iri else '#'}{name}"


def whole_id(iri: str, base: str) -> str:
    """Return the id, after the base, of the resource that an IRI is or is a part of.

    >>> whole_id("https://e.org/birds/owl#en.owls", "https://e.org/birds/")
    'owl'
    """
    return re.split(r"[#.]", iri.removeprefix(base), maxsplit=1)[0]


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return `iri` as `prefix:name` with the longest fitting namespace, or unchanged where none fits.

    >>> shorten(SKOS + "broader", PREFIXES)
    'skos:broader'
    """
    best = ""
    short = iri
    for prefix, namespace in prefixes.items():
        if namespace and len(namespace) > len(best) and iri.startswith(namespace):
            rest = iri[len(namespace) :]
            if not rest or _LOCAL_NAME.fullmatch(rest):
                best, short = namespace, f"{prefix}:{rest}"
    return short


def local_name(iri: str) -> str:
    """Return the last part of an IRI, readable, as a name for what has no label.

    >>> local_name("https://example.org/birds#barn%20owl"), local_name("urn:isbn:1"), local_name("https://example.org/")
    ('barn owl', '1', 'example.org')
    """
    parts = [part for part in re.split(r"[/#:]", iri) if part]
    return unquote(parts[-1]) if parts else iri


def slug(text: str) -> str:
    """Return `text` as a file name and IRI part: lower case, words joined by hyphens, letters with all their marks.

    Signs that end a word are read out. A text without any letter or digit becomes a short hash, and a text too
    long for a file name is cut and closed with one, so that no two texts of different meaning are cut to one slug.

    >>> slug("Softmax function"), slug("R²"), slug("../../etc/passwd"), slug("Bär"), slug("词")
    ('softmax-function', 'r2', 'etc-passwd', 'bär', '词')
    >>> [slug(name) for name in ("C", "C++", "C#", ".NET", "A*")]
    ['c', 'c-plus-plus', 'c-sharp', 'dot-net', 'a-star']
    """
    shown = unicodedata.normalize("NFKC", _SELECTORS.sub("", text))
    folded = unicodedata.normalize("NFKC", shown.lower())
    signed = _SIGNS_BEHIND.sub(_read_out, _DOT_BEFORE.sub("dot-", folded))
    made = re.sub(r"[\W_]+", _between_words, unicodedata.normalize("NFC", signed)).strip("-")
    if not made:
        return short_hash(text)
    if len(made.encode()) > _LONGEST_SLUG:
        head = made.encode()[:_LONGEST_SLUG].decode("utf-8", "ignore").rstrip("-")
        return f"{head}-{short_hash(text)}"
    return made


def _read_out(signs: re.Match[str]) -> str:
    return "".join(f"-{_SIGNS[sign]}" for sign in signs.group())


def _between_words(found: re.Match[str]) -> str:
    """Return what stands for a run of no letters: the marks of the letter before it, which some scripts write so."""
    marks = "".join(takewhile(is_mark, found.group())) if found.start() else ""
    return marks if len(marks) == len(found.group()) else f"{marks}-"


def is_mark(char: str) -> bool:
    """Tell whether a character is a mark of the letter before it: an accent, a vowel sign.

    >>> is_mark("\u0308"), is_mark("ä")
    (True, False)
    """
    return unicodedata.category(char)[0] == "M"


def name_slug(name: str) -> str:
    """Return a name as an id, or as a part of a place: as `slug` does, but a genitive is one word.

    >>> name_slug("Nesterov’s Momentum")
    'nesterovs-momentum'
    """
    return slug(_APOSTROPHE.sub("", name))


def free_id(name: str, taken: Container[str]) -> str:
    """Return an id for a name: its slug, with a number where that is taken.

    >>> free_id("IT", {"it", "it-2"}), free_id("C#", {"c", "c-plus-plus"})
    ('it-3', 'c-sharp')
    """
    made = name_slug(name)
    if _DEVICES.fullmatch(made):
        made = f"{made}-{short_hash(name)}"
    return next(one for one in numbered(made) if one not in taken)


def numbered(id_: str) -> Iterator[str]:
    """Yield an id, and then that with numbers: `owl`, `owl-2`, `owl-3` and so on."""
    yield id_
    yield from (f"{id_}-{number}" for number in count(2))


def label_type(name: str) -> str | None:
    """Return which type of names an ontology's own type is, by what it is called; None where it is another.

    >>> [label_type(name) for name in ("ABBREVIATION", "plural_form", "UK_SPELLING", "IUPAC_NAME")]
    ['abbreviation', 'plural', 'ukSpelling', None]
    """
    called = re.sub(r"[\W_]+", "", name.lower())
    return next((type_ for word, type_ in _TYPE_WORDS.items() if word in called), None)


def short_hash(text: str) -> str:
    """Return eight hexadecimal digits of the SHA-256 of `text`.

    >>> short_hash("softmax")
    '9a5fd614'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _bundled(name: str) -> Path:
    """Return the folder `name` that comes with termgraph: in the wheel, else in the checkout."""
    package = Path(__file__).resolve().parent
    inside = package / name
    return inside if inside.is_dir() else package.parent.parent / name


def data_dir() -> Path:
    """Return the folder of the vocabularies that come with termgraph.

    >>> (data_dir() / "ml" / "vocabulary.yaml").name
    'vocabulary.yaml'
    """
    return _bundled("data")


def ontology_dir() -> Path:
    """Return the folder of termgraph's ontology, shapes, JSON-LD context and JSON Schema.

    >>> (ontology_dir() / "termgraph.ttl").name
    'termgraph.ttl'
    """
    return _bundled("ontology")
