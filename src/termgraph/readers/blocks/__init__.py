"""Blocks become raw entries: which headings, items, definitions and rows of a document are terms."""
