"""The entries folder, the only thing that people edit, to the model and back."""

from termgraph.entries.folder import read_folder
from termgraph.entries.schema import entry_schema
from termgraph.entries.writer import entry_text, unformatted, write_folder

__all__ = ["entry_schema", "entry_text", "read_folder", "unformatted", "write_folder"]
