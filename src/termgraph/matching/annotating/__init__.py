"""Corpora with their terms marked: texts one after the other, in bounded memory; a format is one line in `FORMATS`."""

from termgraph.matching.annotating.annotation import Annotation, Annotator
from termgraph.matching.annotating.formats import FORMATS

__all__ = ["FORMATS", "Annotation", "Annotator"]
