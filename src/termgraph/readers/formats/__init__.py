"""Files become blocks: each format is parsed by its library, and says what headings, lists and tables it has."""
