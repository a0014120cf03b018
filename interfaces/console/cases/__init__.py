"""One case as it stands: its story, its facts, its documents, its proof."""
