"""A corpus on Apache Spark: the terms in a column of texts, exactly as `TermGraph.annotate` finds them.

The vocabulary is broadcast, each worker makes its automaton of it once, and keeps that for all its tasks. Columns go
through as Arrow has them (`mapInArrow`), so that none of the others changes. Workers need termgraph with `[spark]`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from termgraph.errors import TermgraphError, did_you_mean
from termgraph.extras import needed_for

if TYPE_CHECKING:
    from termgraph.api import TermGraph
    from termgraph.matching.annotating import Annotator

#: What a term is in the new column; `Annotation` says what each field means.
_TERMS = (
    "array<struct<start: int, end: int, text: string, concepts: array<string>, labels: array<string>, "
    "shares: array<double>>>"
)
#: What a worker has made already: of the digest of a vocabulary and a language, what finds its terms.
_KEPT: dict[tuple[str, str | None], Annotator] = {}


def annotate(
    df: Any, vocabulary: TermGraph, column: str, *, lang: str | None = None, terms: str = "terms"
) -> Any:
    """Return a DataFrame of Spark with one column more: the terms in a column of texts; null where that is null.

    Args:
        df: the DataFrame; of Spark itself, since a client of Spark Connect cannot broadcast.
        vocabulary: the vocabulary, as `termgraph.load` opens it.
        column: which column has the texts.
        lang: the language of the texts; None for names in all.
        terms: what the new column is called.

    Raises:
        TermgraphError: where there is no such column, or one already that is called like the new one.
        MissingLibraryError: where pyspark is not installed.
    """
    with needed_for("annotating on Spark"):
        from pyspark.sql.types import DataType, StructField, StructType
    if column not in df.columns:
        hint = did_you_mean(column, df.columns) or f"one of {', '.join(df.columns)}"
        raise TermgraphError(f"there is no column '{column}'", hint=hint)
    if terms in df.columns:
        raise TermgraphError(
            f"there is a column '{terms}' already", hint="call the new one otherwise: terms='…'"
        )
    said = vocabulary.serialize("ntriples")
    digest, sent = sha256(said).hexdigest(), df.sparkSession.sparkContext.broadcast(said)

    def marked(batches: Iterator[Any]) -> Iterator[Any]:
        find = _annotator(digest, lang, lambda: sent.value).annotations
        for batch in batches:
            found = [None if text is None else find(text) for text in batch.column(column).to_pylist()]
            yield _with_column(batch, terms, found)

    return df.mapInArrow(
        marked, StructType([*df.schema.fields, StructField(terms, DataType.fromDDL(_TERMS))])
    )


def _annotator(digest: str, lang: str | None, said: Callable[[], bytes]) -> Annotator:
    """Return what finds terms in this worker, made where it has not been yet; of one vocabulary at a time."""
    from termgraph.api import TermGraph
    from termgraph.matching.annotating import Annotator
    from termgraph.matching.judging import Judge

    if (digest, lang) not in _KEPT:
        _KEPT.clear()
        _KEPT[digest, lang] = Annotator(Judge(TermGraph.from_text(said().decode()), lang))
    return _KEPT[digest, lang]


def _with_column(batch: Any, name: str, found: list[Any]) -> Any:
    """Return a batch of Arrow with one column more, of lists of annotations."""
    from termgraph.matching.annotating.annotation import arrow_type
    from termgraph.store.results import library

    arrow = library("pyarrow", "annotating on Spark")
    rows = [None if one is None else [term.to_dict() for term in one] for one in found]
    return arrow.RecordBatch.from_arrays(
        [*batch.columns, arrow.array(rows, arrow_type())], names=[*batch.schema.names, name]
    )
