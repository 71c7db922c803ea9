"""Annif takes the vocabulary, is trained on its definitions and finds subjects of texts; skipped where it is absent."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from termgraph.export import export
from termgraph.skos import Thesaurus
from tests.viewing import SHIPPED

ANNIF = shutil.which("annif")
PROJECT = """[ml]
name=Machine learning
language=en
backend=tfidf
vocab=ml
analyzer=snowball(english)
limit=10
"""
#: NLTK's model of sentences is not in its package: one is made of the same definitions.
SENTENCES = """
import sys
from nltk.tokenize.punkt import PunktTrainer, save_punkt_params
save_punkt_params(PunktTrainer(sys.stdin.read()).get_params(), sys.argv[1])
"""


def annif(folder: Path, *arguments: str, text: str = "") -> str:
    assert ANNIF is not None
    environment = {**os.environ, "NLTK_DATA": str(folder / "nltk")}
    done = subprocess.run(
        [ANNIF, *arguments],
        cwd=folder,
        env=environment,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(ANNIF is None, reason="Annif is not installed")
def test_annif_is_trained_on_the_vocabulary(tmp_path: Path) -> None:
    ml = Thesaurus.open(SHIPPED)
    export(ml, tmp_path / "ml.ttl", profile="core")
    (tmp_path / "projects.cfg").write_text(PROJECT, "utf-8")
    annif(tmp_path, "load-vocab", "ml", "ml.ttl")
    assert str(len(ml.concepts)) in annif(tmp_path, "list-vocabs")
    known = {iri: " ".join((ml.definition(iri) or "").split()) for iri in sorted(ml.concepts)}
    sentences = tmp_path / "nltk/tokenizers/punkt_tab/english"
    sentences.mkdir(parents=True)
    python = str(Path(str(ANNIF)).parent / "python")
    subprocess.run(
        [python, "-c", SENTENCES, str(sentences)], input="\n".join(known.values()), text=True, check=True
    )
    documents = [f"{ml.label(iri)}. {text}\t<{iri}>\n" for iri, text in known.items()]
    (tmp_path / "known.tsv").write_text("".join(documents), "utf-8")
    annif(tmp_path, "train", "ml", "known.tsv")
    found = annif(
        tmp_path, "suggest", "ml", text="The softmax of the logits says how probable each class is."
    )
    assert "<https://w3id.org/termgraph/ml/softmax>" in [
        line.split("\t")[0] for line in found.splitlines()[:3]
    ]
