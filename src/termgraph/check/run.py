"""Runs the rules over a vocabulary and makes a report of what they find."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from termgraph.check.finding import Finding, Found, Severity
from termgraph.check.heap import Heap
from termgraph.check.positions import Positions, unplaced
from termgraph.check.profiles import PROFILES
from termgraph.check.report import Report
from termgraph.check.rule import Check, Options, Rule
from termgraph.check.rules import all_checks
from termgraph.check.select import meant
from termgraph.check.settings import Settings
from termgraph.errors import TermgraphError, did_you_mean
from termgraph.skos import Thesaurus
from termgraph.skos.parts import expected_parts, sparing
from termgraph.store.record import no_collecting

_TOGETHER = 100_000  # findings of a rule in a large vocabulary of which none is told twice


@no_collecting()
def check(  # noqa: PLR0913 (all but the first are what people choose)
    thesaurus: Thesaurus,
    *,
    profile: str | None = None,
    settings: Settings | None = None,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
    shapes: Thesaurus | None = None,
    statistics: Mapping[str, Any] | None = None,
    places: bool = True,
    progress: Callable[[float], None] | None = None,
) -> Report:
    """Check a vocabulary; nothing is changed.

    Args:
        thesaurus: the vocabulary.
        profile: a name from `PROFILES`; None for that of the settings, else `default`.
        settings: severities, exceptions and thresholds of the vocabulary's own.
        select: ids, groups or aliases of the rules to run; empty for all that the profile runs.
        ignore: ids, groups or aliases of the rules to leave out.
        shapes: a SHACL shapes graph, whose findings are reported beside ours, whatever is selected.
        statistics: what the vocabulary holds, for the report to tell.
        places: whether to look for the files and lines of what is found.
        progress: called with the share of the work that is done.

    Raises:
        TermgraphError: for an unknown profile or rule, with the nearest that there is; for shapes that cannot be run.

    >>> birds = Thesaurus.from_text('<http://e.org/owl> a skos:Concept ; skos:related <http://e.org/owl> .')
    >>> report = check(birds, select=["reflexive", "label-missing"])
    >>> [(finding.rule, finding.subject) for finding in report.findings], report.consistent
    ([('label-missing', 'http://e.org/owl'), ('reflexive', 'http://e.org/owl')], True)
    """
    settings = settings or Settings()
    name = profile or settings.profile or "default"
    heeded = {**severities(name, settings, select, ignore)}
    if (thesaurus.problems or settings.options.unread) and not meant(all_checks(), ignore) & {"syntax"}:
        heeded["syntax"] = Severity.ERROR  # whatever is selected, it was not looked for in all that there is
    consistent: bool | None = thesaurus.pages.facts.get("consistent") if thesaurus.pages else None
    # The conditions go through all names, whatever the rule goes through that was asked for.
    is_asked = consistent is None and not (select and thesaurus.is_large)
    account = sparing(thesaurus)
    gathered: Heap | _List = Heap() if account.is_sparing else _List()
    rules: dict[tuple[int, str], Rule] = {}
    excepted = 0
    wanted = [one for id_, one in all_checks().items() if id_ in heeded or (is_asked and one.rule.integrity)]
    for one, mine in _found(account, wanted, settings.options, progress or (lambda _: None)):
        if one.rule.integrity and mine:
            consistent = False
        severity = heeded.get(one.rule.id)
        if severity is not None:
            kept = [each for each in mine if (one.rule.id, each.subject) not in settings.exceptions]
            excepted += len(mine) - len(kept)
            gathered.add(severity, one.rule, kept)
            rules.update({(-severity, one.rule.id): one.rule} if kept else {})
    if shapes is not None:
        from termgraph.check.shapes import shape_findings  # it loads rdflib and pyshacl

        for severity, rule, each in shape_findings(thesaurus, shapes):
            gathered.add(severity, rule, [each])
            rules[-severity, rule.id] = rule
    return Report(
        findings=gathered.placed(account if places else None),
        consistent=True if is_asked and consistent is None else consistent,
        excepted=excepted,
        rules={id_: rule for (_, id_), rule in sorted(rules.items(), key=lambda item: item[0])},
        labels=_labels(account, gathered),
        profile=name,
        statistics=statistics or {},
    )


def _found(
    account: Thesaurus, wanted: Sequence[Check], options: Options, progress: Callable[[float], None]
) -> Iterator[tuple[Check, list[Found]]]:
    """Yield what rules find, each once: those that look at each thing alone in one part after the other."""
    alone = [one for one in wanted if one.rule.alone]
    whole = [one for one in wanted if not one.rule.alone]
    steps = len(alone) * expected_parts(account) + len(whole)
    done = 0
    for among, rules in ((account.parts(), alone), ([account], whole)):
        for part in among:
            for one in rules:
                rest = one.find(part, options)
                while mine := list(dict.fromkeys(islice(rest, _TOGETHER if account.is_sparing else None))):
                    yield one, mine
                done += 1
                progress(min(done / steps, 1))
                if part is account and account.is_sparing:
                    account.forget()


class _List:
    """What is found of a vocabulary that is in memory."""

    def __init__(self) -> None:
        self._found: list[tuple[Severity, Rule, Found]] = []

    def add(self, severity: Severity, rule: Rule, found: Sequence[Found]) -> None:
        """Add what a rule has found."""
        self._found += [(severity, rule, each) for each in found]

    def subjects(self) -> list[str]:
        """Return what was found something of, sorted."""
        return sorted({each.subject for _, _, each in self._found if each.subject is not None})

    def placed(self, thesaurus: Thesaurus | None) -> tuple[Finding, ...]:
        """Return the findings in order, with their places in the files of a vocabulary."""
        found = sorted(self._found, key=lambda item: (-item[0], item[1].id, *_order(item[2])))
        of = unplaced if thesaurus is None else Positions(thesaurus, self.subjects()).of
        return tuple(
            Finding(rule.id, severity, *each[:3], *of(each), rule.fixable and each.fixable)
            for severity, rule, each in found
        )


def _labels(account: Thesaurus, found: Heap | _List) -> Mapping[str, str]:
    """Return the preferred names of what was found, for people."""
    if account.is_sparing:
        return _Labels(account, found)
    return {node: name for node in found.subjects() if (name := account.preferred_name(node)) is not None}


class _Labels(Mapping[str, str]):
    """The same of a large vocabulary: looked up when they are asked for."""

    def __init__(self, account: Thesaurus, found: Heap | _List) -> None:
        self._account, self._found = account, found

    def __getitem__(self, node: str) -> str:
        name = self._account.preferred_name(node)
        if name is None:
            raise KeyError(node)
        return name

    def __iter__(self) -> Iterator[str]:
        return (node for node in self._found.subjects() if self._account.preferred_name(node) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def is_consistent(thesaurus: Thesaurus) -> bool:
    """Tell whether no integrity condition of SKOS is violated.

    >>> is_consistent(Thesaurus.from_text("<e:owl> skos:broader <e:bird> ; skos:related <e:bird> ."))
    False
    """
    conditions = (one for one in all_checks().values() if one.rule.integrity)
    return not any(found for one in conditions for found in one.find(thesaurus, Options()))


def severities(
    profile: str, settings: Settings, select: Collection[str], ignore: Collection[str]
) -> Mapping[str, Severity]:
    """Return the rules to heed, each with what its findings count for: those selected, else those that count at all.

    Raises:
        TermgraphError: for an unknown profile or rule.

    >>> {id_: str(severity) for id_, severity in severities("default", Settings(), ["cycle"], ()).items()}
    {'cycle': 'error'}
    """
    if profile not in PROFILES:
        known = f"one of {', '.join(PROFILES)}"
        raise TermgraphError(f"no profile '{profile}'", hint=did_you_mean(profile, PROFILES) or known)
    checks = all_checks()
    named = meant(checks, select, groups=False)
    found = {}
    wanted = meant(checks, select) if select else set(checks)
    for id_ in wanted - meant(checks, ignore):
        rule = checks[id_].rule
        severity = settings.severities.get(id_, PROFILES[profile].severity(rule))
        if severity is None and id_ in named:  # a group holds no more than what is on
            severity = rule.severity or Severity.WARNING
        if severity is not None:
            found[id_] = severity
    return found


def _order(found: Found) -> tuple[Any, ...]:
    file, line = found.place or (None, None)
    return found.subject or "", file or "", line or 0, found.message, found.values


def unreadable(errors: Sequence[TermgraphError]) -> Report:
    """Return the report on what cannot be read; that it contradicts SKOS, nobody can say then.

    >>> [(f.rule, f.line) for f in unreadable([TermgraphError("is no valid Turtle", "a.ttl", 3)]).findings]
    [('syntax', 3)]
    """
    rule = all_checks()["syntax"].rule
    findings = tuple(
        Finding(rule.id, Severity.ERROR, None, error.message, (), error.path, error.line) for error in errors
    )
    return Report(findings, True, 0, {rule.id: rule}, {}, "default", {})
