"""The command line: parse, one call of the library, print. Libraries are imported inside the commands."""

from termgraph.cli.app import main

__all__ = ["main"]
