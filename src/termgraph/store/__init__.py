"""Opens vocabularies from anywhere and answers questions about them; the only room that knows the engine."""

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
