"""Runs the rules over a vocabulary and makes a report of what they find."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from termgraph.check.finding import Finding, Found, Severity
from termgraph.check.positions import Positions
from termgraph.check.profiles import PROFILES
from termgraph.check.report import Report
from termgraph.check.rule import Options, Rule
from termgraph.check.rules import all_checks
from termgraph.check.select import meant
from termgraph.check.settings import Settings
from termgraph.errors import TermgraphError, did_you_mean
from termgraph.skos import Thesaurus
from termgraph.store.record import no_collecting


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
    found: list[tuple[Severity, Rule, Found]] = []
    consistent: bool | None = thesaurus.pages.facts.get("consistent") if thesaurus.pages else None
    # The conditions take a gigabyte of a million concepts, whatever the rule takes that was asked for.
    is_asked = consistent is None and not (select and thesaurus.is_large)
    excepted = 0
    checks = all_checks()
    for number, (id_, one) in enumerate(checks.items()):
        severity = heeded.get(id_)
        if severity is not None or (is_asked and one.rule.integrity):
            mine = list(dict.fromkeys(one.find(thesaurus, settings.options)))
            if one.rule.integrity and mine:
                consistent = False
            if severity is not None:
                kept = [each for each in mine if (id_, each.subject) not in settings.exceptions]
                found += [(severity, one.rule, each) for each in kept]
                excepted += len(mine) - len(kept)
        if progress:
            progress((number + 1) / len(checks))
    if shapes is not None:
        from termgraph.check.shapes import shape_findings  # it loads rdflib and pyshacl

        found += shape_findings(thesaurus, shapes)
    found.sort(key=lambda item: (-item[0], item[1].id, *_order(item[2])))
    subjects = sorted({each.subject for _, _, each in found if each.subject is not None})
    return Report(
        findings=_placed(thesaurus if places else None, found),
        consistent=True if is_asked and consistent is None else consistent,
        excepted=excepted,
        rules={rule.id: rule for _, rule, _ in found},
        labels={node: label for node in subjects if (label := thesaurus.preferred_name(node)) is not None},
        profile=name,
        statistics=statistics or {},
    )


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


def _placed(thesaurus: Thesaurus | None, found: list[tuple[Severity, Rule, Found]]) -> tuple[Finding, ...]:
    each_found = [each for _, _, each in found]
    of = Positions(thesaurus, each_found).of if thesaurus is not None else lambda _: (None, None)
    return tuple(
        Finding(rule.id, severity, *each[:3], *of(each), rule.fixable and each.fixable)
        for severity, rule, each in found
    )


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
