"""What can only be seen with all entries side by side: dangling ids, names used twice, cycles, contradictions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from termgraph import markdown
from termgraph.entries.links import Links
from termgraph.errors import Problems, TermgraphError, did_you_mean
from termgraph.files import ENTRIES_FOLDER
from termgraph.model import Citation, Concept, Vocabulary
from termgraph.names import cased_key


@dataclass(frozen=True, slots=True)
class EntryFile:
    """An entry as it was read: the concept, its file, where its values stand, and where its body begins."""

    concept: Concept
    path: str
    places: Mapping[tuple[str, str], tuple[int, int]]
    body_line: int

    def error(self, key: str, value: str, message: str, hint: str | None = None) -> TermgraphError:
        """Return an error at the place of a value, or of its key where the value has none."""
        line, column = self.places.get((key, value)) or self.places.get((key, "")) or (1, 1)
        return TermgraphError(message, self.path, line, column, hint)


def problems(files: Mapping[str, EntryFile], vocabulary: Vocabulary) -> list[TermgraphError]:
    """Return everything that is wrong between the entries of a vocabulary, file by file."""
    found = [
        *_dangling(files, vocabulary),
        *_names_within(files, vocabulary),
        *_names_between(files),
        *_cycles(files, vocabulary),
        *_along_hierarchy(files, vocabulary),
    ]
    return sorted(found, key=lambda one: (one.path or "", one.line or 0, one.column or 0, one.message))


def dangling_links(links: Links, vocabulary: Vocabulary) -> Iterator[TermgraphError]:
    """Yield a problem for each link to another vocabulary whose concept there is not."""
    for link, line in links.lines.items():
        if link.subject not in vocabulary.concepts:
            hint = did_you_mean(link.subject, vocabulary.concepts) or "remove the row"
            yield TermgraphError(f"there is no entry '{link.subject}'", links.path, line, hint=hint)


def expect_order(vocabulary: Vocabulary, folder: Path) -> None:
    """Raise all that would be wrong between the entries of a folder, were they as a vocabulary has them.

    Raises:
        Problems: each with the entry's file.
    """
    files = {
        id_: EntryFile(concept, str(folder / ENTRIES_FOLDER / f"{id_}.md"), {}, 1)
        for id_, concept in vocabulary.concepts.items()
    }
    if found := problems(files, vocabulary):
        raise Problems(
            [
                TermgraphError(f"would not be in order: {one.message}", one.path, hint=one.hint)
                for one in found
            ]
        )


def _dangling(files: Mapping[str, EntryFile], vocabulary: Vocabulary) -> Iterator[TermgraphError]:
    for id_, file in files.items():
        concept = file.concept
        for key, ids in _references(concept, vocabulary):
            for target in ids:
                if target == id_:
                    yield file.error(key, target, f"'{key}' points to the entry itself", "remove it")
                elif target not in files:
                    message = f"'{key}': there is no entry '{target}'"
                    yield file.error(key, target, message, did_you_mean(target, files))
        for group in concept.collections:
            if group not in vocabulary.collections:
                hint = did_you_mean(group, vocabulary.collections) or "add it to collections.yaml"
                yield file.error("collections", group, f"there is no collection '{group}'", hint)
        for citation, key in dict.fromkeys(_citations(concept)):
            if citation.source not in vocabulary.sources:
                hint = did_you_mean(citation.source, vocabulary.sources) or "add it to sources.yaml"
                yield file.error(key, str(citation), f"there is no source '{citation.source}'", hint)
        if concept.relations["isReplacedBy"] and not concept.deprecated:
            message = "'replacedBy' stands in an entry that is not deprecated"
            yield file.error("replacedBy", "", message, "add `deprecated: true`")
        yield from _broken_links(file, files)


def _citations(concept: Concept) -> Iterator[tuple[Citation, str]]:
    """Yield the citations of an entry, each with the key that it stands under."""
    yield from ((citation, "sources") for citation in concept.sources)
    for record in concept.misnomers:
        yield from ((citation, "sources") for citation in record.sources)
    for record in concept.misnomers:
        yield from ((citation, "proposedBy") for citation in record.proposed_by)
    yield from ((quote.source, "source") for quote in concept.source_definitions)


def _references(concept: Concept, vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in vocabulary.relations.values():
        if row.key and row.object == "concept":
            yield row.key, concept.relations[row.name]
    for record in concept.misnomers:
        yield "suggests", record.suggests
        yield "fields", record.fields


def _broken_links(file: EntryFile, files: Mapping[str, EntryFile]) -> Iterator[TermgraphError]:
    for text in file.concept.definition.values():
        for target in markdown.links(text):
            linked = markdown.entry_link(target)
            if linked is None and "://" not in target:
                message, hint = f"the link to '{target}' leads nowhere", "link to id.md, or to a full address"
                yield TermgraphError(message, file.path, file.body_line, hint=hint)
            elif linked is not None and linked not in files:
                message = f"the definition links to '{linked}', which is no entry"
                yield TermgraphError(message, file.path, file.body_line, hint=did_you_mean(linked, files))


def _names_within(files: Mapping[str, EntryFile], vocabulary: Vocabulary) -> Iterator[TermgraphError]:
    for file in files.values():
        concept = file.concept
        seen = {(text, lang): "prefLabel" for lang, text in concept.pref_label.items()}
        for key, label in concept.other_names():
            first = seen.setdefault((label.text, label.lang), key)
            if first != key:
                message = f"'{label.text}' stands in '{first}' and in '{key}'"
                hint = "a name is preferred, other or hidden: keep one (SKOS S13)"
                yield file.error(key, label.text, message, hint)
        if vocabulary.language not in concept.pref_label and concept.status not in ("stub", "draft"):
            message = f"no prefLabel in the default language ({vocabulary.language})"
            yield file.error(
                "prefLabel", "", message, "translate it; until then it is a draft (`status: draft`)"
            )
        yield from _misleading(file, {text for text, _ in seen}, files, vocabulary.language)


def _misleading(
    file: EntryFile, own: Set[str], files: Mapping[str, EntryFile], language: str
) -> Iterator[TermgraphError]:
    """Yield what is wrong with the misleading names of an entry whose names are its own."""
    concept = file.concept
    proposed = {label.text for label in concept.proposed_names}
    others = own - set(concept.pref_label.values()) - proposed
    for name in sorted(proposed.difference(*(record.of for record in concept.misnomers))):
        message = f"the proposed name '{name}' is none that a misnomer should be called"
        yield file.error("proposedNames", name, message, f"write `of: {name}` in the misnomer, or remove it")
    for record in concept.misnomers:
        if record.term is not None and record.term not in others:
            message = f"the misnomer's term '{record.term}' is not among altLabels or hiddenLabels"
            yield file.error("term", record.term, message, did_you_mean(record.term, others))
        misleading = record.term or concept.pref_label.get(language)
        for target in record.of:
            if target == misleading or (target == concept.id and record.term is None):
                message = f"'of' names the misleading name '{target}' itself"
                yield file.error("of", target, message, "name a clearer one")
            elif target not in own and target not in files:
                message = f"'of': '{target}' is neither a name of this entry nor an entry"
                yield file.error("of", target, message, did_you_mean(target, [*own, *files]))


def _names_between(files: Mapping[str, EntryFile]) -> Iterator[TermgraphError]:
    bearers: dict[tuple[str, str], list[tuple[EntryFile, str, str, bool]]] = defaultdict(list)
    for file in files.values():
        concept = file.concept
        if concept.deprecated:  # it may be called what its successor is called
            continue
        for lang, text in concept.pref_label.items():
            bearers[cased_key(text), lang].append((file, "prefLabel", text, False))
        for key, label in concept.other_names():
            bearer = (file, key, label.text, label.type == "ambiguous")
            bearers[cased_key(label.text), label.lang].append(bearer)
    for named in bearers.values():
        paths = {file.path for file, *_ in named}
        if len(paths) < 2:
            continue
        for file, key, text, ambiguous in named:
            if not ambiguous:
                other = next(f.concept.id for f, *_ in named if f is not file)
                hint = "qualify the preferred label, and give both the bare name with `type: ambiguous`"
                yield file.error(key, text, f"'{text}' is a name of '{other}' as well", hint)


def _cycles(files: Mapping[str, EntryFile], vocabulary: Vocabulary) -> Iterator[TermgraphError]:
    """Yield each cycle of `broader` once, at its first id."""
    state: dict[str, int] = {}  # 1 on the current path, 2 done
    for start in files:
        path: list[str] = []
        stack = [(start, iter(vocabulary.above(files[start].concept)))]
        while stack:
            node, parents = stack[-1]
            if state.get(node) is None:
                state[node] = 1
                path.append(node)
            parent = next((p for p in parents if p in files and p != node and state.get(p) != 2), None)
            if parent is None:
                stack.pop()
                if state[node] == 1:
                    state[node] = 2
                    path.pop()
            elif state.get(parent) == 1:
                cycle = path[path.index(parent) :]
                first = cycle.index(min(cycle))
                cycle = [*cycle[first:], *cycle[:first]]
                message = f"'broader' runs in a circle: {' → '.join([*cycle, cycle[0]])}"
                yield files[cycle[0]].error("broader", cycle[1 % len(cycle)], message)
            else:
                stack.append((parent, iter(vocabulary.above(files[parent].concept))))


def _along_hierarchy(files: Mapping[str, EntryFile], vocabulary: Vocabulary) -> Iterator[TermgraphError]:
    known = {id_ for id_ in files if id_ in vocabulary.concepts}
    above = {id_: set(vocabulary.ancestors(id_)) for id_ in known}
    associative = vocabulary.relations.below("related")
    for id_ in sorted(known):
        concept = files[id_].concept
        for key, ids in ((row.key, concept.relations[row.name]) for row in associative):
            for target in ids:
                if target in known and target != id_ and (target in above[id_] or id_ in above[target]):
                    message = f"'{key}': '{target}' is in the same line of the hierarchy"
                    hint = "broader says it already; remove one (SKOS S27)"
                    yield files[id_].error(key, target, message, hint)
