"""Raw entries become records: they are named, told from sections, divided into parts, linked."""
