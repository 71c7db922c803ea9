"""What can happen to an entry: each verb is one change of a folder, made whole or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from termgraph.changing.change import MENTIONS, Change, entry, made, moved, opened
from termgraph.changing.dividing import MENTION, Ask, assigned, divided, shares
from termgraph.changing.uniting import united
from termgraph.entries.folder import check_id
from termgraph.entries.mentions import mentions, names_within, redirected
from termgraph.errors import TermgraphError, did_you_mean
from termgraph.ingest.workspace import Workspace
from termgraph.model import STATUSES, Citation, Concept
from termgraph.names import BIDI_CONTROL, UNPRINTABLE, cased_key
from termgraph.namespaces import is_web_iri, slug
from termgraph.reconcile.index import names_of


def rename(
    folder: Path, old: str, new: str, *, never_published: bool = False, dry_run: bool = False
) -> Change:
    """Give an entry another id; all that mentions it leads there, and the old one says what replaces it.

    Args:
        folder: the entries folder.
        old: its id.
        new: the id that it gets.
        never_published: nobody knows the old id, so that nothing of it is left.
        dry_run: write nothing.

    Raises:
        TermgraphError: where there is no such entry, or the new id is none or is taken.
    """
    with opened(folder, dry_run=dry_run) as workspace:
        concept = entry(workspace, old)
        check_id(new)
        if new in workspace.concepts:
            hint = f"to make one of them: termgraph merge {old} {new}"
            raise TermgraphError(f"there is an entry '{new}' already", hint=hint)
        left = None if never_published else _stub(concept, new)
        return made(workspace, {old: new}, {old: left, new: replace(concept, id=new)}, dry_run=dry_run)


def merge(
    folder: Path, gone: str, stays: str, *, never_published: bool = False, dry_run: bool = False
) -> Change:
    """Make one entry of two that are about one thing; see `uniting.united`.

    Args:
        folder: the entries folder.
        gone: the id of the entry that goes; it stays as one that is replaced.
        stays: the id of the entry that says from now on what both said.
        never_published: nobody knows the id that goes, so that nothing of it is left.
        dry_run: write nothing.

    Raises:
        TermgraphError: where there is no such entry, or what both say contradicts itself.
    """
    with opened(folder, dry_run=dry_run) as workspace:
        one, other = entry(workspace, gone), entry(workspace, stays)
        if gone == stays:
            raise TermgraphError(f"'{gone}' is one entry already", hint="name two")
        third = (
            concept
            for id_, concept in workspace.concepts.items()
            if id_ not in (gone, stays) and not concept.deprecated
        )
        shared = {cased_key(bearer.name) for concept in third for bearer in names_of(concept)}
        become = {
            gone: None if never_published else _stub(one, stays),
            stays: united(one, other, workspace.vocabulary.language, shared),
        }
        return made(workspace, {gone: stays}, become, dry_run=dry_run)


def split(
    folder: Path,
    id_: str,
    into: Sequence[str],
    *,
    to: Mapping[str, Sequence[str]] | None = None,
    ask: Ask = lambda _thing, _parts: None,
    never_published: bool = False,
    dry_run: bool = False,
) -> Change:
    """Make several entries of one that is about several things; it stays, as one that they replace.

    What it says goes to all of them where nobody decides otherwise, so that nothing is lost: they are drafts. Entries
    that mention it go on doing so, but for those that are led to one of them, and so does what it is elsewhere. What
    was decided and is open of a source follows the citations; exceptions of `check` are about all of them.

    Args:
        folder: the entries folder.
        id_: its id.
        into: the ids or the names of what it becomes.
        to: the ids to which each thing goes, as `dividing.Share` tells it: `name: owl`, `mention: wren`.
        ask: is asked about each thing that `to` does not decide; returns ids, or None where it does not either.
        never_published: nobody knows its id, so that nothing of it is left.
        dry_run: write nothing.

    Raises:
        TermgraphError: where there is no such entry, thing or part, an id is taken, or something would not be in order.
    """
    with opened(folder, dry_run=dry_run) as workspace:
        concept, vocabulary = entry(workspace, id_), workspace.vocabulary
        names = _parts(workspace, concept, into)
        others = [other for other in workspace.concepts.values() if other.id != id_]
        hows = {other.id: [how for how, target in mentions(other) if target == id_] for other in others}
        items = list(shares(concept, vocabulary, [other for other, found in hows.items() if found]))
        outside = {row.key for row in vocabulary.relations.values() if row.object == "outside"}
        stays = {MENTION} if never_published else {MENTION, *outside}
        goes = assigned(items, names, to or {}, stays, ask)
        parts = divided(concept, names, items, goes, vocabulary.language)
        left = replace(_stub(concept, *parts), replaces=concept.replaces)
        for item in items:
            if item.key is not None and not goes[str(item)]:
                left = left.related_by(item.key.attribute, item.value)
        led = {item.text: goes[str(item)][0] for item in items if item.told == MENTION and goes[str(item)]}
        become: dict[str, Concept | None] = {id_: None if never_published else left, **parts}
        become |= {other: redirected(workspace.concepts[other], {id_: part}) for other, part in led.items()}
        follow = {id_: list(parts)}
        change = made(
            workspace,
            {},
            become,
            dry_run=dry_run,
            parts=follow,
            mapped=follow if never_published else {},
            choose=partial(_citing, parts),
        )
    told = Counter(change.led) + Counter(how for other in led for how in hows[other])
    return replace(change, led={how: told[how] for how in MENTIONS if told[how]}, parts=goes)


def _citing(parts: Mapping[str, Concept], source: str, place: str, ids: Sequence[str]) -> Sequence[str]:
    """Return the parts that cite a place; else those that cite its source; else all."""
    exact = [id_ for id_ in ids if Citation(source, place) in parts[id_].sources]
    return exact or [id_ for id_ in ids if any(one.source == source for one in parts[id_].sources)] or ids


def _parts(workspace: Workspace, concept: Concept, into: Sequence[str]) -> dict[str, str]:
    """Return the names of what an entry becomes, by id; each is given as one or the other."""
    known = {slug(name): name for name in sorted(names_within(concept))}
    names = {}
    for text in into:
        id_ = slug(text)
        if id_ in workspace.concepts:
            hint = f"choose another id, and then: termgraph merge ID {id_}"
            raise TermgraphError(f"there is an entry '{id_}' already", hint=hint)
        names[id_] = text if text != id_ else known.get(id_, id_.replace("-", " "))
    if len(names) < 2:
        raise TermgraphError(
            f"'{concept.id}' is to become several entries", hint="name two or more, each once"
        )
    return names


def deprecate(folder: Path, id_: str, *, replaced_by: Sequence[str] = (), dry_run: bool = False) -> Change:
    """Say that an entry is no longer to be used; where one entry replaces it, all that mentions it leads there.

    It keeps its names, texts and sources, and what it is elsewhere, but is related to nothing here any more.

    Args:
        folder: the entries folder.
        id_: its id.
        replaced_by: the ids of what to use instead; of several, which is meant where is for people to say.
        dry_run: write nothing.

    Raises:
        TermgraphError: where there is no such entry, or one of them is not in use.
    """
    with opened(folder, dry_run=dry_run) as workspace:
        concept = entry(workspace, id_)
        instead = tuple(sorted({entry(workspace, one).id for one in replaced_by}))
        if id_ in instead:
            raise TermgraphError(f"'{id_}' cannot replace itself", hint="name another entry")
        kinds = workspace.vocabulary.relations
        elsewhere = {kind: ids for kind, ids in concept.relations.items() if kinds[kind].object == "outside"}
        left = replace(concept, deprecated=True, relations={**elsewhere, "isReplacedBy": instead})
        leads = {id_: instead[0]} if len(instead) == 1 else {}
        return made(workspace, leads, {id_: left}, mapped={}, dry_run=dry_run)


def remove(folder: Path, id_: str, *, never_published: bool = False, dry_run: bool = False) -> Change:
    """Remove an entry that was never published, and all mentions of it; of links the text stays.

    What was ingested into it is left out from now on, so that it does not come back.

    Args:
        folder: the entries folder.
        id_: its id.
        never_published: that it was not; else it has to stay.
        dry_run: write nothing.

    Raises:
        TermgraphError: where there is no such entry, or it may have been published.
    """
    if not never_published:
        hint = (
            f"termgraph deprecate {id_}; where nobody can know it: termgraph remove {id_} --never-published"
        )
        raise TermgraphError(f"what was published stays, as others may refer to '{id_}'", hint=hint)
    with opened(folder, dry_run=dry_run) as workspace:
        concept = workspace.concepts.get(id_) or entry(workspace, id_)
        return made(workspace, {concept.id: None}, {concept.id: None}, dry_run=dry_run)


def set_status(
    folder: Path, ids: Sequence[str], status: str, *, by: str | None = None, dry_run: bool = False
) -> Change:
    """Say how far entries have come: a draft is reviewed, and what is reviewed is approved; and back.

    Args:
        folder: the entries folder.
        ids: their ids.
        status: one of `model.STATUSES`.
        by: who has reviewed or approved them.
        dry_run: write nothing.

    Raises:
        TermgraphError: where there is no such entry or status, or nobody has reviewed what is to be approved.
    """
    if status not in STATUSES:
        hint = did_you_mean(status, STATUSES) or f"one of {', '.join(STATUSES)}"
        raise TermgraphError(f"there is no status '{status}'", hint=hint)
    judged, name = status in ("reviewed", "approved"), " ".join((by or "").split())
    if judged != bool(name) or UNPRINTABLE.search(name) or BIDI_CONTROL.search(name):
        raise TermgraphError(f"'{status}' is said by somebody" if judged else f"'{status}' is said by nobody",
                             hint="--by NAME" if judged else "leave --by out")  # fmt: skip
    with opened(folder, dry_run=dry_run) as workspace:
        become: dict[str, Concept | None] = {}
        for concept in (entry(workspace, id_) for id_ in ids):
            if status == "approved" and concept.status not in ("reviewed", "approved"):
                hint = f"first: termgraph status {concept.id} reviewed --by NAME"
                raise TermgraphError(f"nobody has reviewed '{concept.id}'", hint=hint)
            reviewed = {*concept.reviewed_by, *([name] if status == "reviewed" else [])} if judged else ()
            approved = {*concept.approved_by, name} if status == "approved" else ()
            become[concept.id] = replace(
                concept,
                status=status,
                reviewed_by=tuple(sorted(reviewed)),
                approved_by=tuple(sorted(approved)),
            )
        return made(workspace, {}, become, dry_run=dry_run)


def move_base(folder: Path, base: str, *, dry_run: bool = False) -> Change:
    """Publish a vocabulary elsewhere: its base becomes another, and each concept says which address it had.

    Decisions, exceptions and what entries say by full addresses follow. Own properties whose address `vocabulary.yaml`
    spells out keep it.

    Args:
        folder: the entries folder.
        base: the IRI that ids are appended to from now on; ends in `/` or `#`.
        dry_run: write nothing.

    Raises:
        TermgraphError: where it is no such IRI, or the base already.
    """
    if not is_web_iri(base) or not base.endswith(("/", "#")):
        hint = f"write {base}/" if is_web_iri(base) else "for example https://example.org/birds/"
        raise TermgraphError(f"'{base}' is no http or https IRI that ends in / or #", hint=hint)
    with opened(folder, dry_run=dry_run) as workspace:
        if workspace.vocabulary.base == base:
            raise TermgraphError(f"{base} is the base already")
        return moved(workspace, base, dry_run=dry_run)


def _stub(concept: Concept, *instead: str) -> Concept:
    """Return what is left of an entry that others replace: its id, how it was called, and what to use instead."""
    return Concept(
        id=concept.id,
        pref_label=concept.pref_label,
        relations={"isReplacedBy": tuple(sorted(instead))},
        created=concept.created,
        deprecated=True,
    )
