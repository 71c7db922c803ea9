"""One name, two concepts."""

from __future__ import annotations

from collections.abc import Iterator

from termgraph.check.finding import Found, Severity
from termgraph.check.options import Options
from termgraph.check.rule import Rule
from termgraph.check.words import listed, quoted
from termgraph.namespaces import LABEL_TYPES, OIO, SKOSXL
from termgraph.skos import Thesaurus
from termgraph.skos.naming import KINDS

RULE = Rule(
    id="label-shared",
    title="Two concepts of a scheme have the same name",
    why="Who looks the name up does not know which is meant, and who indexes by names takes the wrong one.",
    todo="Qualify the name of each, as in “bat (animal)”; list a meant homonym under `homonyms` in"
    " check.yaml.",
    severity=Severity.WARNING,
    sources=("qSKOS ol", "SKOS Primer 2.2.1"),
    aliases=("ol", "overlapping-labels"),
    good='ex:bat skos:prefLabel "bat (animal)"@en ; skos:altLabel "bat"@en . ex:club skos:prefLabel "bat'
    ' (club)"@en .',
    bad='ex:bat skos:prefLabel "bat"@en ; skos:altLabel "flittermouse"@en . ex:club skos:prefLabel'
    ' "club"@en ; skos:altLabel "Bat"@en .',
)


def find(thesaurus: Thesaurus, options: Options) -> Iterator[Found]:
    """Yield each name that several concepts of a scheme bear, without regard to case; its first bearer is the subject.

    Hidden names are there to be searched, and a name that is typed as ambiguous (OMO) is meant to be shared.
    """
    first: dict[str, str] = {}
    sharing: dict[str, set[str]] = {}
    for concept in thesaurus.current:
        for kind, text, _ in thesaurus.names.get(concept, ()):
            if kind != "hiddenLabel":
                key = text.lower()
                other = first.setdefault(key, concept)
                if other is not concept:
                    sharing.setdefault(key, {other}).add(concept)
    bearers: dict[tuple[str, str], set[str]] = {}
    for key, concepts in sharing.items():
        for concept in concepts:
            for kind, text, lang in thesaurus.names[concept]:
                if kind != "hiddenLabel" and text.lower() == key:
                    bearers.setdefault((key, lang), set()).add(concept)
    typed = _ambiguous(thesaurus) if bearers else set()
    for (key, lang), alike in bearers.items():
        if key in options.homonyms or not key:
            continue
        written = {concept: _written(thesaurus, concept, (key, lang)) for concept in alike}
        for group in _by_scheme(thesaurus, sorted(alike)):
            if len(group) > 1 and not all((concept, written[concept], lang) in typed for concept in group):
                one, *others = group
                # A namesake is told by its address, since its name would tell nothing.
                telling_nothing = (key, thesaurus.label(one).lower())
                namesake = {other: thesaurus.label(other).lower() in telling_nothing for other in others}
                named = listed(
                    [f"<{other}>" if namesake[other] else thesaurus.called(other) for other in others]
                )
                said = f"{quoted(written[one], lang)} is also a name of {named}"
                yield Found(one, said, (written[one], lang, *others))


def _written(thesaurus: Thesaurus, concept: str, name: tuple[str, str]) -> str:
    """Return a name as a concept writes it."""
    names = (text for _, text, lang in thesaurus.names[concept] if (text.lower(), lang) == name)
    return next(names)


def _by_scheme(thesaurus: Thesaurus, concepts: list[str]) -> list[list[str]]:
    """Return the concepts of each scheme that several are in; those in none count as in one."""
    groups: dict[str, list[str]] = {}
    for concept in concepts:
        for scheme in sorted(thesaurus.schemes_of.get(concept, ())) or [""]:
            groups.setdefault(scheme, []).append(concept)
    return [list(group) for group in dict.fromkeys(tuple(group) for group in groups.values())]


def _ambiguous(thesaurus: Thesaurus) -> set[tuple[str, str, str]]:
    """Return the names, each of a concept, that are typed as ambiguous."""
    typed = {s for s, type_ in thesaurus.links(OIO + "hasSynonymType") if type_ == LABEL_TYPES["ambiguous"]}
    return {
        (subject, form.value, form.language or "")
        for kind in KINDS
        for subject, label in thesaurus.links(SKOSXL + kind)
        if label in typed
        for form in thesaurus.xl_labels.get(label, ())
    }
