"""Published glossaries become draft entries, matched against a vocabulary, with every decision open to review."""

from termgraph.ingest.contract import dropped_object, record_object, record_schema
from termgraph.ingest.run import Ingested, Item, ingest
from termgraph.ingest.workspace import Workspace

__all__ = ["Ingested", "Item", "Workspace", "dropped_object", "ingest", "record_object", "record_schema"]
