"""The later life of entries: they are renamed, merged, deprecated and removed, and each mention of them follows."""
