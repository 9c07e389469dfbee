"""Everything that imports MkDocs: one folder a plugin, thin."""
