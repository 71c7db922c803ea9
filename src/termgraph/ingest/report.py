"""What an ingestion has to tell: counts, decisions, what is open or broken, where sources disagree. Plain data."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import cache
from typing import Any

from termgraph.ingest.run import Ingested, Item
from termgraph.ingest.saying import languages_of, parts
from termgraph.ingest.workspace import Workspace
from termgraph.model import Vocabulary
from termgraph.names import folded_key
from termgraph.reconcile.index import NameIndex
from termgraph.records import KINDS, LABEL_FROM


def report(documents: Sequence[Ingested], workspace: Workspace, *, dry_run: bool = False) -> dict[str, Any]:
    """Return the report of an ingestion, as JSON can hold it.

    Args:
        documents: what was ingested.
        workspace: the vocabulary, with what was added.
        dry_run: whether nothing is to be written.
    """
    index = NameIndex(workspace.current())
    return {
        "vocabulary": workspace.vocabulary.title,
        "language": workspace.vocabulary.language,
        "folder": str(workspace.folder) if workspace.folder else None,
        "dry_run": dry_run,
        "concepts": {"before": len(workspace.before.concepts), "after": len(workspace.concepts)},
        "documents": [_document(one, workspace, index) for one in documents],
        "conflicts": list(_conflicts(documents, workspace, index)),
        "side_by_side": list(_side_by_side(documents, workspace)),
    }


def _document(one: Ingested, workspace: Workspace, index: NameIndex) -> dict[str, Any]:
    reading, items = one.reading, one.items
    entries = [item for item in items if item.outcome != "section"]
    kinds = Counter(item.record.kind for item in items)
    return {
        "path": reading.path,
        "format": reading.format,
        "source": one.source.id,
        "title": one.source.title,
        "guesses": list(reading.guesses),
        "dropped": [asdict(one) for one in reading.dropped],
        "counts": {
            "records": len(items),
            **{f"kind_{kind}": kinds[kind] for kind in KINDS},
            **_counted("name_from", LABEL_FROM, (item.record.label_from for item in entries)),
            **_counted(
                "outcome", ("decided", "same", "new", "merged", "open", "left out"), (i.outcome for i in entries)
            ),
        },
        "open": [_open(item, index) for item in entries if item.outcome == "open"],
        "new": [_about(item) for item in entries if item.outcome == "new"],
        "same": [_same(item, workspace) for item in entries if item.outcome in ("same", "merged")],
        "lacking_names": [
            {**_about(item), "names": list(item.lacks)}
            for item in entries
            if item.lacks and item.outcome in ("same", "decided")
        ],
        "left_out": [_about(item) for item in entries if item.outcome == "left out"],
        "broken_links": [
            {"n": item.record.n, "label": item.record.label, **asdict(link)}
            for item in items
            for link in item.record.broken_links
        ],
        "stubs": [_about(item) for item in entries if item.record.kind == "stub"],
        "redirects": [
            {**_about(item), "see": list(item.record.see)} for item in entries if item.record.kind == "redirect"
        ],
        "flags": [{**_about(item), "flags": list(item.record.flags)} for item in entries if item.record.flags],
        "relations": [_relation(item, n, index) for item in entries for n in range(len(item.record.relations))],
        "languages": dict(sorted(Counter(_languages(entries, workspace.vocabulary)).items())),
        "quoted_parts": dict(sorted(Counter(_unplaced(entries, workspace.vocabulary)).items())),
        "misnomers": [_misnomer(item) for item in entries if _is_misnomer(item)],
        "missing_citations": [
            {"citation": key, "lines": list(lines)} for key, lines in sorted(reading.missing.items())
        ],
        "stale_decisions": list(one.stale),
    }  # fmt: skip


def _counted(name: str, keys: Sequence[str], found: Iterator[str]) -> dict[str, int]:
    counts = Counter(found)
    return {f"{name}_{key.replace(' ', '_')}": counts[key] for key in keys}


def _about(item: Item) -> dict[str, Any]:
    record = item.record
    return {
        "n": record.n,
        "heading": record.heading,
        "label": record.label,
        "lines": list(record.lines),
        "place": item.place,
        "entries": list(item.entries),
    }


def _open(item: Item, index: NameIndex) -> dict[str, Any]:
    candidates = [
        {"concept": one.concept, "label": index.label(one.concept), "score": one.score, "why": list(one.why)}
        for one in (item.match.candidates if item.match else ())
    ]
    return {**_about(item), "candidates": candidates}


def _same(item: Item, workspace: Workspace) -> dict[str, Any]:
    match = item.match
    best = match.candidates[0] if match and match.candidates and match.decision == "same" else None
    return {
        **_about(item),
        "labels": [workspace.label(id_) for id_ in item.entries],
        "score": best.score if best else None,
        "why": list(best.why) if best else ["a draft of this run"],
    }


def _relation(item: Item, n: int, index: NameIndex) -> dict[str, Any]:
    one = item.record.relations[n]
    return {
        "n": item.record.n,
        "label": item.record.label,
        "type": one.type,
        "target": one.target,
        "concepts": _meant(one.target, index),
        "evidence": one.evidence,
        "stated": one.stated,
    }


def _languages(items: Sequence[Item], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the languages of each record, as entries have them."""
    for item in items:
        tags = languages_of(item.record, vocabulary)
        names, texts = item.record.labels, item.record.texts
        yield from {
            tags[tag] for tag in ("", *(one.language for one in names), *(one.language for one in texts))
        }


def _unplaced(items: Sequence[Item], vocabulary: Vocabulary) -> Iterator[str]:
    """Yield the labels of parts that entries have no place for, so that they are quoted."""
    for item in items:
        for part in (
            parts(item.record, languages_of(item.record, vocabulary), vocabulary) if item.entries else ()
        ):
            if not part.place:
                yield part.label


def _meant(name: str, index: NameIndex) -> list[str]:
    found = index.exact(name) or index.folded(name) or index.spelt(name)
    return sorted({bearer.concept for bearer in found})


def _is_misnomer(item: Item) -> bool:
    said = any(one.type == "misnomerOf" for one in item.record.relations)
    return said or "confusion" in item.record.fields


def _misnomer(item: Item) -> dict[str, Any]:
    clearer = [one for one in item.record.relations if one.type == "misnomerOf"]
    return {**_about(item), "clearer": [{"name": one.target, "evidence": one.evidence} for one in clearer]}


def _conflicts(
    documents: Sequence[Ingested], workspace: Workspace, index: NameIndex
) -> Iterator[dict[str, Any]]:
    yield from _names_apart(documents)
    yield from _taken_names(documents, workspace, index)
    yield from _twice(documents, workspace)
    yield from _against_hierarchy(documents, workspace.current(), index)


def _names_apart(documents: Sequence[Ingested]) -> Iterator[dict[str, Any]]:
    """Yield names that sources use for different concepts."""
    by_name: dict[str, dict[tuple[str, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
    printed: dict[str, str] = {}
    for one in documents:
        for item in one.items:
            if item.entries and item.record.label and item.record.kind != "redirect":
                key = folded_key(item.record.label)
                printed.setdefault(key, item.record.label)
                by_name[key][item.entries].append(f"{one.source.id}#{item.place}")
    for key, meanings in sorted(by_name.items()):
        # One entry on epochs and another on epochs and iterations do not contradict each other.
        if any(set(one).isdisjoint(other) for one in meanings for other in meanings):
            said = (
                f"{', '.join(places)} for {' and '.join(ids)}" for ids, places in sorted(meanings.items())
            )
            yield {"kind": "one name, several concepts", "name": printed[key], "text": "; ".join(said)}


def _taken_names(
    documents: Sequence[Ingested], workspace: Workspace, index: NameIndex
) -> Iterator[dict[str, Any]]:
    """Yield names that a document gives to an entry and the vocabulary to another one."""
    for one in documents:
        for item in one.items:
            if len(item.entries) != 1:
                continue
            for label in item.record.labels:
                others = sorted({bearer.concept for bearer in index.exact(label.label)} - {item.entries[0]})
                own = item.entries[0] in {bearer.concept for bearer in index.exact(label.label)}
                if others and not own and label.type != "guess":
                    where = f"{one.source.id}#{item.place}"
                    text = f"{where} gives it to {item.entries[0]}; it is a name of {', '.join(others)}"
                    yield {"kind": "a name that another entry has", "name": label.label, "text": text}


def _twice(documents: Sequence[Ingested], workspace: Workspace) -> Iterator[dict[str, Any]]:
    """Yield concepts that one source treats in several places."""
    for one in documents:
        places: dict[str, list[str]] = defaultdict(list)
        for item in one.items:
            if item.record.kind == "entry":
                for id_ in item.entries:
                    places[id_].append(item.place)
        for id_, found in sorted(places.items()):
            if len(found) > 1:
                text = f"{one.source.id}: {', '.join(found)}"
                yield {"kind": "treated in several places", "name": workspace.label(id_), "text": text}


def _against_hierarchy(
    documents: Sequence[Ingested], vocabulary: Vocabulary, index: NameIndex
) -> Iterator[dict[str, Any]]:
    """Yield relations that a text states and that the hierarchy, or another text, has the other way round."""
    ancestors = cache(lambda id_: frozenset(vocabulary.ancestors(id_)))
    stated: dict[tuple[str, str], str] = {}
    for one in documents:
        for item in one.items:
            for relation in item.record.relations:
                meant = _meant(relation.target, index)
                if len(item.entries) != 1 or len(meant) != 1 or relation.type not in ("broader", "narrower"):
                    continue
                ends = (item.entries[0], meant[0])
                narrow, broad = ends if relation.type == "broader" else reversed(ends)
                if narrow == broad:
                    continue
                where = f"{one.source.id}#{item.place}"
                name, text = index.label(narrow), f"{where} has it below {index.label(broad)}"
                if narrow in ancestors(broad):
                    text += f", the vocabulary above: {relation.evidence}"
                    yield {"kind": "the hierarchy says otherwise", "name": name, "text": text}
                elif (broad, narrow) in stated:
                    text += f", {stated[broad, narrow]} above"
                    yield {"kind": "sources say the opposite", "name": name, "text": text}
                stated.setdefault((narrow, broad), where)


def _side_by_side(documents: Sequence[Ingested], workspace: Workspace) -> Iterator[dict[str, Any]]:
    """Yield the concepts that several sources define, with what each says; the vocabulary's own words come first."""
    texts: dict[str, dict[str, str]] = defaultdict(dict)
    for one in documents:
        for item in one.items:
            for id_ in item.entries:
                if item.record.body.strip() and item.record.kind == "entry":
                    texts[id_][f"{one.source.id}#{item.place}"] = item.record.body.strip()
    for id_, said in sorted(texts.items()):
        concept = workspace.concepts[id_]
        known = {str(quote.source): quote.text for quote in concept.source_definitions}
        own = concept.definition.get(workspace.vocabulary.language)
        every = {**known, **said}
        if len(every) + (own is not None) > 1:
            yield {
                "concept": id_,
                "label": workspace.label(id_),
                "definition": own,
                "sources": [{"source": where, "text": text} for where, text in sorted(every.items())],
            }
