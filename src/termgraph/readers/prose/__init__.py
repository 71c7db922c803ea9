"""Text without any marks becomes raw entries: where they begin is found by what its paragraphs and lines look like."""
