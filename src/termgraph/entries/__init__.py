"""The entries folder, the only thing that people edit, to the model and back."""

from termgraph.entries.folder import is_entries_folder, read_folder
from termgraph.entries.schema import entry_schema
from termgraph.entries.writer import entry_text, unformatted, write_folder

__all__ = ["entry_schema", "entry_text", "is_entries_folder", "read_folder", "unformatted", "write_folder"]
