"""How well and how fast names are found in running text: `python -m benchmarks.words FILE…`.

Beside flashtext and spaCy's PhraseMatcher, where they are installed; all get the same names.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path

import termgraph
from termgraph.matching import Matcher
from termgraph.skos import Thesaurus

NAMES = 30_000
#: Texts whose terms were marked by hand, `[words as written|name of the concept]`, before any matcher had read them.
GOLD = Path(__file__).with_suffix(".txt")
_MARKED = re.compile(r"\[([^\]|]+)\|([^\]]+)\]")


def drawn(text: str) -> Thesaurus:
    """Return a vocabulary whose names are words of a text, two or three of them each."""
    words = sorted({word for word in text.split() if word.isalpha()})
    chosen = random.Random(1)
    names = (" ".join(chosen.choices(words, k=chosen.choice((2, 2, 3)))) for _ in range(NAMES))
    return Thesaurus.from_text(
        "\n".join(f'<e:{at}> a skos:Concept ; skos:prefLabel "{name}"@en .' for at, name in enumerate(names))
    )


#: What is found in a text: where each name begins and ends, and the IRIs that it may mean.
Found = Iterable[tuple[int, int, Iterable[str]]]
Finder = Callable[[str], Found]


def ours(thesaurus: Thesaurus) -> Finder:
    """Return our matcher."""
    matcher = Matcher(thesaurus)
    return lambda text: [(match.start, match.end, match.concepts) for match in matcher.find(text)]


def flashtext(thesaurus: Thesaurus) -> Finder:
    """Return flashtext's, without regard to case, as it is by default."""
    processor = import_module("flashtext").KeywordProcessor()
    meant = _meant(thesaurus)
    for name in meant:
        processor.add_keyword(name, name)
    return lambda text: [
        (start, end, meant[name]) for name, start, end in processor.extract_keywords(text, span_info=True)
    ]


def spacy(thesaurus: Thesaurus) -> Finder:
    """Return spaCy's PhraseMatcher over its English tokens in lower case; of what overlaps the longest."""
    language = import_module("spacy").blank("en")
    language.max_length = 1 << 30
    longest = import_module("spacy.util").filter_spans
    matcher = import_module("spacy.matcher").PhraseMatcher(language.vocab, attr="LOWER")
    meant = _meant(thesaurus)
    for name, document in zip(meant, language.tokenizer.pipe(meant), strict=True):
        matcher.add(name, [document])

    def find(text: str) -> Found:
        spans = longest(matcher(language.tokenizer(text), as_spans=True))
        return [(span.start_char, span.end_char, meant[span.label_]) for span in spans]

    return find


def gilda(thesaurus: Thesaurus) -> Finder:
    """Return gilda's annotator, which is that of ssslm as well."""
    annotate = import_module("gilda.ner").annotate
    made, scored = import_module("gilda.grounder").Grounder, import_module("gilda.term").Term
    normalize = import_module("gilda.process").normalize
    terms = [
        scored(normalize(name.text), name.text, "", name.iri, name.text, "name", "")
        for name in thesaurus.term_names
        if name.kind != "notation" and normalize(name.text)
    ]
    grounder = made(terms)
    grounder.gilda_disambiguators = {}  # which would be fetched, and know none of these names
    return lambda text: [
        (one.start, one.end, {match.term.id for match in one.matches})
        for one in annotate(text, grounder=grounder)
    ]


def _meant(thesaurus: Thesaurus) -> Mapping[str, set[str]]:
    """Return what each name of more than one letter may mean, in lower case."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in thesaurus.term_names:
        if len(name.text) > 1 and name.kind != "notation":
            found[name.text.lower()].add(name.iri)
    return found


FINDERS: Mapping[str, Callable[[Thesaurus], Finder]] = {
    "termgraph": ours,
    "flashtext": flashtext,
    "spaCy's PhraseMatcher": spacy,
    "gilda": gilda,
}


def gold(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return a text without its marks, and its terms: where each begins and ends, and the name of what it means.

    >>> gold("An [owl|owl] and [bats|bat].")
    ('An owl and bats.', [(3, 6, 'owl'), (11, 15, 'bat')])
    """
    plain, terms, last = "", [], 0
    for found in _MARKED.finditer(text):
        plain += text[last : found.start()]
        terms.append((len(plain), len(plain) + len(found[1]), found[2]))
        plain += found[1]
        last = found.end()
    return plain + text[last:], terms


def quality(find: Finder, thesaurus: Thesaurus) -> tuple[float, float, float]:
    """Return precision, recall and F1 on the texts marked by hand; of a homonym the meaning has to be among its own."""
    right = told = wanted = 0
    for marked in GOLD.read_text("utf-8").splitlines():
        text, terms = gold(marked)
        found = {(start, end): set(iris) for start, end, iris in find(text)}
        right += sum(thesaurus.find(name) in found.get((start, end), ()) for start, end, name in terms)
        told, wanted = told + len(found), wanted + len(terms)
    precision, recall = right / told, right / wanted
    return precision, recall, 2 * precision * recall / (precision + recall)


def speed(find: Finder, text: str) -> tuple[int, float]:
    """Return how many names are found, and the megabytes a second, the best of three."""
    best, found = float("inf"), 0
    for _ in range(3):
        begun = time.process_time()
        found = sum(1 for _ in find(text))
        best = min(best, time.process_time() - begun)
    return found, len(text.encode()) / 1e6 / best


def main() -> None:
    """Print a line for each finder and vocabulary: how well, how many, and how fast."""
    text = "\n".join(Path(path).read_text("utf-8", errors="replace") for path in sys.argv[1:])
    ml = termgraph.load()
    for what, finder in FINDERS.items():
        try:
            find = finder(ml)
        except ModuleNotFoundError as error:
            print(f"{what}: {error.name} is not installed")
            continue
        precision, recall, f1 = quality(find, ml)
        print(f"{what}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
        for thesaurus in (ml, drawn(text)) if text else ():
            count, fast = speed(find if thesaurus is ml else finder(thesaurus), text)
            print(f"{what}: {len(thesaurus.term_names):,} names, {count:,} found, {fast:.1f} MB/s")


if __name__ == "__main__":
    main()
