"""The secretary's offices of one person: a stream of claims, so that nobody holds two unless allowed (任职)."""
