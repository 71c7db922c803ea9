"""Opens vocabularies from anywhere and answers questions about them; the only room that knows the engine."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from termgraph.store.named import NamedQuery, Parameter, list_queries
    from termgraph.store.results import Result
    from termgraph.store.store import Store
    from termgraph.store.tables import table

__all__ = [
    "NamedQuery",
    "Parameter",
    "Result",
    "Store",
    "list_queries",
    "table",
]

_MODULES = {
    "NamedQuery": "named",
    "Parameter": "named",
    "Result": "results",
    "Store": "store",
    "list_queries": "named",
    "table": "tables",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is first asked for: the process that answers queries needs little of it."""
    if name in _MODULES:
        return getattr(import_module(f"termgraph.store.{_MODULES[name]}"), name)
    raise AttributeError(f"module 'termgraph.store' has no attribute {name!r}")
