"""A vocabulary over HTTP, read-only: pages, linked data, and what programs ask."""

from termgraph.serve.app import application
from termgraph.serve.served import Served, Shelf

__all__ = ["Served", "Shelf", "application"]
