"""SHACL shapes of the user's own: pyshacl runs them, and what it finds are findings like those of our rules."""

from __future__ import annotations

import logging
import re
import warnings
from typing import TYPE_CHECKING

from termgraph.check.finding import Found, Severity
from termgraph.check.rule import Rule
from termgraph.check.rules import all_checks
from termgraph.errors import TermgraphError
from termgraph.extras import needed_for
from termgraph.skos import Thesaurus
from termgraph.store.guards import check as refuse_unsafe
from termgraph.store.lexer import error_at, tokens
from termgraph.store.rdflib_bridge import copied

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_SH = "http://www.w3.org/ns/shacl#"
_SEVERITIES = {
    f"{_SH}Violation": Severity.ERROR,
    f"{_SH}Warning": Severity.WARNING,
    **dict.fromkeys((f"{_SH}Info", f"{_SH}Debug", f"{_SH}Trace"), Severity.INFO),
}


def shape_findings(thesaurus: Thesaurus, shapes: Thesaurus) -> list[tuple[Severity, Rule, Found]]:
    """Return what shapes find in a vocabulary, each with a rule made of the shape that found it.

    A shape that is named gives its name to the rule, without what is before the last `#` or `/`, unless a rule of
    ours is called so; one that is not, the name of its constraint, as in "shacl-min-count". Nothing is inferred,
    imported or fetched.

    Args:
        thesaurus: the vocabulary.
        shapes: a SHACL shapes graph: core constraints, and SPARQL constraints that name no other graph or server.

    Raises:
        TermgraphError: for shapes that are none, or may not be run.
        MissingLibraryError: where pyshacl is not installed.

    >>> birds = Thesaurus.from_text("<e:owl> a skos:Concept .")
    >>> shapes = '''@prefix sh: <http://www.w3.org/ns/shacl#> .
    ... <e:shapes#Named> a sh:NodeShape ; sh:targetClass skos:Concept ; sh:property <e:shapes#label> .
    ... <e:shapes#label> sh:path skos:prefLabel ; sh:minCount 1 ; sh:message "has no name" .'''
    >>> [(str(how), rule.id, found.subject) for how, rule, found in shape_findings(birds, Thesaurus.from_text(shapes))]
    [('error', 'label', 'e:owl')]
    """
    from rdflib import RDF, SH

    wanted = copied(shapes.triples())
    if not any((None, kind, None) in wanted for kind in (SH.path, SH.targetClass, SH.targetNode)) and not any(
        (None, RDF.type, kind) in wanted for kind in (SH.NodeShape, SH.PropertyShape)
    ):
        path = next(iter(shapes.files), None)
        raise TermgraphError("holds no SHACL shapes", path, hint="shapes are of the class sh:NodeShape")
    _refuse_far_queries(wanted)
    results = _validated(copied(thesaurus.triples()), wanted)
    found = [_finding(results, result, wanted) for result in results.subjects(RDF.type, SH.ValidationResult)]
    return sorted(found, key=lambda one: (-one[0], one[1].id, one[2].subject or "", one[2][1:]))


def _validated(data: Graph, shapes: Graph) -> Graph:
    """Return the results graph of a validation."""
    from rdflib import Graph

    with needed_for("checking with SHACL shapes"):
        import pyshacl
        from pyshacl.errors import ShapeRecursionWarning

    logging.getLogger("pyshacl-validate").disabled = True  # it tells on standard error what it also raises
    try:
        with warnings.catch_warnings():
            # Else what a shape in itself asks for is left out.
            warnings.simplefilter("error", ShapeRecursionWarning)
            _, results, text = pyshacl.validate(
                data, shacl_graph=shapes, inference="none", do_owl_imports=False
            )
    # Its own, and what regular expressions and rdflib's parsers raise on what shapes hold.
    except Exception as error:
        raise _cannot_be_run(str(error)) from None
    if not isinstance(results, Graph):
        raise _cannot_be_run(str(text))
    return results


def _cannot_be_run(reason: str) -> TermgraphError:
    return TermgraphError("the shapes cannot be run", hint=" ".join(reason.split())[:300] or None)


def _refuse_far_queries(shapes: Graph) -> None:
    """Refuse queries in shapes that would ask another server or read another graph: rdflib would fetch it."""
    from rdflib import SH

    for predicate in (SH.select, SH.ask, SH.construct, SH.update):
        for text in sorted(map(str, shapes.objects(None, predicate))):
            try:
                found = list(tokens(text))
                refuse_unsafe(text, found)
                for token in found:
                    if token.word == "FROM":
                        raise error_at(text, token.start, "FROM would read another graph", "leave it out")
            except TermgraphError as error:
                raise TermgraphError(f"a query in the shapes: {error.message}", hint=error.hint) from None


def _finding(results: Graph, result: Node, shapes: Graph) -> tuple[Severity, Rule, Found]:
    from rdflib import SH, BNode, URIRef

    def one(predicate: Node) -> Node | None:
        return min(results.objects(result, predicate), key=str, default=None)

    severity = _SEVERITIES.get(str(one(SH.resultSeverity)), Severity.ERROR)
    shape, component = one(SH.sourceShape), one(SH.sourceConstraintComponent)
    focus, value, path = one(SH.focusNode), one(SH.value), one(SH.resultPath)
    name = _local(str(shape)) if isinstance(shape, URIRef) else f"shacl-{_plain(str(component))}"
    if name in all_checks():  # our rule of that name is another
        name = str(shape)
    texts = results.objects(result, SH.resultMessage)
    message = min(texts, key=lambda text: (_language(text) != "en", text), default="does not conform")
    titles = sorted(map(str, shapes.objects(shape, SH.name))) if shape is not None else []
    rule = Rule(
        id=name,
        title=titles[0] if titles else f"A shape asks for something else: {_plain(str(component))}",
        why="A shape of your own says so.",
        todo=f"See the shape <{shape}>" if isinstance(shape, URIRef) else "See the shapes",
        severity=severity,
        sources=("SHACL",),
        good="",
        bad="",
    )
    where = f"{_local(str(path))}: " if isinstance(path, URIRef) else ""
    subject = None if focus is None else f"_:{focus}" if isinstance(focus, BNode) else str(focus)
    values = () if value is None else (f"_:{value}" if isinstance(value, BNode) else str(value),)
    return severity, rule, Found(subject, where + " ".join(str(message).split()).rstrip("."), values)


def _language(text: Node) -> str:
    return getattr(text, "language", None) or ""


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri.rstrip("#/"))[-1] or iri


def _plain(component: str) -> str:
    """Return the name of a kind of constraint: "min-count" for sh:MinCountConstraintComponent."""
    name = _local(component).removesuffix("ConstraintComponent")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()
