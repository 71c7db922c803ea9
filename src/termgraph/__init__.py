"""termgraph: glossaries as a knowledge graph of terms.

>>> import termgraph
>>> ml = termgraph.load()
>>> ml.concept("softmax function").misnomers[0].of
('softargmax',)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from termgraph.errors import TermgraphError

if TYPE_CHECKING:
    from termgraph.api import TermGraph, load
    from termgraph.combining import combine, separate
    from termgraph.storing import backup_store, compact_store, write_store

__version__ = "0.1.0"
#: What it is called on PyPI, where another project is called termgraph; see `termgraph.cli`.
__distribution__ = "termgraph-skos"
__all__ = [
    "TermGraph",
    "TermgraphError",
    "__version__",
    "backup_store",
    "combine",
    "compact_store",
    "load",
    "separate",
    "write_store",
]


def __getattr__(name: str) -> Any:
    """Import the library's face when it is first asked for, so that the command line starts without it."""
    if name in ("TermGraph", "load"):
        from termgraph import api

        return getattr(api, name)
    if name in ("combine", "separate"):
        from termgraph import combining

        return getattr(combining, name)
    if name in __all__:
        from termgraph import storing

        return getattr(storing, name)
    raise AttributeError(f"module 'termgraph' has no attribute {name!r}")
